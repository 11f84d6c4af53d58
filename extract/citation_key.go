package extract

import (
	"strings"

	"stemma"
)

// citeCommands are the LaTeX commands that cite, by how they start; "narrative" ones
// put the authors into the sentence.
var citeCommands = [...]struct {
	name      string
	narrative bool
}{
	{`\citet`, true}, {`\citeauthor`, true}, {`\textcite`, true}, {`\newcite`, true}, {`\cite`, false},
	{`\parencite`, false}, {`\autocite`, false}, {`\footcite`, false}, {`\shortcite`, false}, {`\onlinecite`, false},
}

// citeStarts has the second letter of the citing commands for their first, which tells
// most others from them.
var citeStarts = func() (starts [256]byte) {
	for _, command := range citeCommands {
		starts[command.name[1]] = command.name[2]
	}
	return starts
}()

// maxKeys bounds what is read of a command, in bytes.
const maxKeys = 1000

// command reads the LaTeX command at the offset: "\citep[see][]{song2021score,ho2020}".
// Each key is a citation; the first span begins at the command, the last ends with it.
func (c *citer) command(at int) {
	if at+2 >= len(c.text) || citeStarts[c.text[at+1]] != c.text[at+2] {
		return
	}
	rest := c.text[at:min(len(c.text), at+maxKeys)]
	for _, command := range citeCommands {
		if tail, ok := strings.CutPrefix(rest, command.name); ok {
			if open, close := keyList(tail); open >= 0 {
				base := at + len(command.name)
				c.keys(at, base+open, base+close, command.narrative)
			}
			return
		}
	}
}

// keyList returns where the braces of a cite command stand in what follows its name.
func keyList(tail string) (open, close int) {
	i := 0
	for i < len(tail) && (asciiLetter(tail[i]) || tail[i] == '*' || tail[i] == ' ') {
		i++
	}
	for i < len(tail) && tail[i] == '[' {
		end := strings.IndexAny(tail[i:], "]\\{")
		if end < 0 || tail[i+end] != ']' {
			return -1, -1
		}
		i += end + 1
	}
	if i == len(tail) || tail[i] != '{' {
		return -1, -1
	}
	end := strings.IndexAny(tail[i+1:], "{}\\\n")
	if end < 1 || tail[i+1+end] != '}' {
		return -1, -1
	}
	return i, i + 1 + end
}

// keys adds the keys between the braces at open and end.
func (c *citer) keys(start, open, end int, narrative bool) {
	name := ""
	if !narrative {
		r := backReader{text: c.text, floor: max(c.floor, start-nameWindow)}
		// A plain capitalised word before a key is a person far more often than a work.
		if name = r.phrase(start); !coined(name) && !strings.HasSuffix(name, ")") {
			name = ""
		}
	}
	for at := open + 1; at < end; {
		stop := at + len(c.text[at:end])
		if i := strings.IndexByte(c.text[at:end], ','); i >= 0 {
			stop = at + i
		}
		next := stop + 1
		key := strings.TrimSpace(c.text[at:stop])
		if key != "" && !strings.ContainsAny(key, " \t()") {
			from := at + strings.Index(c.text[at:stop], key)
			to := from + len(key)
			if at == open+1 {
				from = start
			}
			if next > end {
				to = end + 1
			}
			c.identified(stemma.CitationKey, key, from, to)
			c.found[len(c.found)-1].Narrative = narrative
			c.found[len(c.found)-1].Name = name
		}
		at = next
	}
}

// identified adds a citation by identifier.
func (c *citer) identified(kind stemma.CitationKind, id string, start, end int) {
	c.add(stemma.Citation{Authors: []string{}, Kind: kind, ID: id}, start, end, year{})
}

// key reads a BibTeX key with a year inside, in a bracket of its own or in Pandoc's
// form: "[song2021score]", "[@song2021]". The digits start at the offset.
func (c *citer) key(at int) {
	if !fourDigits(c.text, at) {
		return
	}
	start, end := at, at+4
	for start > c.floor && at-start < maxWord && isKeyByte(c.text[start-1]) {
		start--
	}
	for end < len(c.text) && end-at < maxWord && isKeyByte(c.text[end]) {
		end++
	}
	if at-start < 2 || start == 0 || end == len(c.text) || strings.IndexByte("]);,}", c.text[end]) < 0 {
		return
	}
	pandoc := c.text[start-1] == '@'
	coined := strings.IndexByte("[({;, ", c.text[start-1]) >= 0 && end-at-4 >= 3 && isSmall(c.text[start:at]) && isSmall(c.text[at+4:end])
	if pandoc || coined && c.brackets.openAt(at) >= 0 {
		c.identified(stemma.CitationKey, c.text[start:end], start, end)
	}
}

// labels reads alphabetic labels such as "[ABW10, BBC+19]", in the bracket that closes
// at the offset.
func (c *citer) labels(close int) {
	head := c.text[max(c.floor, close-maxWord):close]
	open := strings.LastIndexByte(head, '[')
	if open < 0 || !asciiDigit(c.text[close-1]) && (close < 2 || !asciiDigit(c.text[close-2])) {
		return
	}
	base := close - len(head) + open + 1
	for item := range strings.SplitSeq(c.text[base:close], ",") {
		if !isLabel(strings.TrimSpace(item)) {
			return
		}
	}
	for at := base; at < close; {
		item, _, _ := strings.Cut(c.text[at:close], ",")
		label := strings.TrimSpace(item)
		from := at + strings.Index(item, label)
		c.identified(stemma.CitationKey, label, from, from+len(label))
		at += len(item) + 1
	}
}

// isLabel reports whether the word is a label of the bibliography style "alpha": the
// authors' initials, a plus for further ones, two digits of the year, a letter.
func isLabel(word string) bool {
	stem := strings.TrimRight(word, "abcdefgh")
	if len(word)-len(stem) > 1 || len(stem) < 4 || !asciiDigit(stem[len(stem)-1]) || !asciiDigit(stem[len(stem)-2]) {
		return false
	}
	stem, plus := strings.CutSuffix(stem[:len(stem)-2], "+")
	upper := 0
	for i := 0; i < len(stem); i++ {
		if !asciiLetter(stem[i]) {
			return false
		}
		if stem[i] <= 'Z' {
			upper++
		}
	}
	return upper > 1 && len(stem) <= 5 && stem[0] <= 'Z' && (plus || upper > 2)
}

func isKeyByte(b byte) bool {
	return asciiLetter(b) || asciiDigit(b) || b == '_' || b == '-' || b == ':'
}

func isSmall(word string) bool {
	for i := 0; i < len(word); i++ {
		if word[i] < 'a' || word[i] > 'z' {
			return false
		}
	}
	return true
}
