package extract

import "strings"

// cleanName returns the surname that was written as raw: without initials, possessive,
// markup and line breaks. It allocates only when there is something to clean.
func cleanName(raw string) string {
	raw = withoutPossessive(strings.TrimRight(strings.Trim(raw, "{}' "), "\\"))
	raw = withoutInitials(raw)
	raw = withoutBreak(raw)
	if strings.ContainsAny(raw, "\n\t\r~{}\\*_<\u00a0\u200b\u00ad") || strings.Contains(raw, "  ") {
		return tidyName(raw)
	}
	return raw
}

// withoutBreak mends a name that was hyphenated at the end of a line: "Dommer- gues".
func withoutBreak(name string) string {
	at := strings.Index(name, "- ")
	if at < 0 || at+2 == len(name) {
		return name
	}
	if isSmall(name[at+2 : at+3]) {
		return name[:at] + name[at+2:]
	}
	return name[:at+1] + name[at+2:]
}

// withoutInitials drops initials at the front of a name.
func withoutInitials(name string) string {
	for {
		first, rest, ok := strings.Cut(name, " ")
		if !ok || !strings.HasSuffix(first, ".") || formOf(first) != formInitial {
			return name
		}
		name = rest
	}
}

// tidyName sets LaTeX accents as letters and all white space as single spaces.
func tidyName(raw string) string {
	raw = strings.NewReplacer("~", " ", "\u00a0", " ", "\u200b", "", "\u00ad", "", "*", "", "_", " ",
		"<i>", "", "</i>", "", `\ `, " ").Replace(latexLetters(raw))
	return strings.Join(strings.Fields(raw), " ")
}

// latexAccents lists the letters with each LaTeX accent: what is written, what is meant.
var latexAccents = [...]struct {
	mark           byte
	plain, written string
}{
	{'\'', "aeiouycnszlrAEIOUYCNSZLR", "áéíóúýćńśźĺŕÁÉÍÓÚÝĆŃŚŹĹŔ"},
	{'`', "aeiouAEIOU", "àèìòùÀÈÌÒÙ"},
	{'^', "aeiouwyAEIOUWY", "âêîôûŵŷÂÊÎÔÛŴŶ"},
	{'"', "aeiouyAEIOUY", "äëïöüÿÄËÏÖÜŸ"},
	{'~', "anoANO", "ãñõÃÑÕ"},
	{'=', "aeiouAEIOU", "āēīōūĀĒĪŌŪ"},
	{'.', "zecgIZECG", "żėċġİŻĖĊĠ"},
	{'c', "cstCST", "çşţÇŞŢ"},
	{'v', "cszrednCSZREDN", "čšžřěďňČŠŽŘĚĎŇ"},
	{'u', "agAG", "ăğĂĞ"},
	{'H', "ouOU", "őűŐŰ"},
	{'k', "aeAE", "ąęĄĘ"},
	{'r', "auAU", "åůÅŮ"},
}

// latexCommands are the LaTeX commands that stand for a letter.
var latexCommands = [...]struct{ command, letter string }{
	{`\ss`, "ß"}, {`\ae`, "æ"}, {`\AE`, "Æ"}, {`\oe`, "œ"}, {`\aa`, "å"}, {`\AA`, "Å"},
	{`\o`, "ø"}, {`\O`, "Ø"}, {`\l`, "ł"}, {`\L`, "Ł"}, {`\i`, "i"}, {`\j`, "j"},
}

// latexLetters sets LaTeX accents and special letters; braces go.
func latexLetters(raw string) string {
	var b strings.Builder
	for i := 0; i < len(raw); {
		if raw[i] == '{' || raw[i] == '}' {
			i++
			continue
		}
		letter, size := latexLetter(raw[i:])
		b.WriteString(letter)
		i += size
	}
	return b.String()
}

// latexLetter returns the letter that s starts with and how many bytes it takes.
func latexLetter(s string) (string, int) {
	if s[0] != '\\' || len(s) < 2 {
		return s[:1], 1
	}
	for _, l := range latexCommands {
		if rest, ok := strings.CutPrefix(s, l.command); ok && (rest == "" || !asciiLetter(rest[0])) {
			return l.letter, len(l.command)
		}
	}
	at := 2
	for at < len(s) && (s[at] == '{' || s[at] == ' ' || s[at] == '\\') {
		at++
	}
	if at == len(s) || asciiLetter(s[1]) && at == 2 {
		return s[:1], 1
	}
	for _, a := range latexAccents {
		if i := strings.IndexByte(a.plain, s[at]); a.mark == s[1] && i >= 0 {
			return string([]rune(a.written)[i]), at + 1
		}
	}
	return "", 2
}
