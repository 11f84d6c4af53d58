package graph

import (
	"strings"

	"stemma"
)

// citationKey returns the key that a citation shares with every other of the same work:
// the authors without case and diacritics, "et-al" where the text says so, year and suffix;
// for a reference by identifier, its kind and the identifier. It is "" where the citation
// names nothing.
func citationKey(c *stemma.Citation) string {
	if c.ID != "" && c.Kind != stemma.CitationAuthorYear {
		kind := c.Kind
		if kind == "" {
			kind = stemma.CitationKey
		}
		return "cited:" + string(kind) + ":" + identifier(c.ID)
	}
	if len(c.Authors) == 0 {
		return ""
	}
	parts := make([]string, len(c.Authors))
	for i, a := range c.Authors {
		parts[i] = foldSurname(a)
	}
	key := strings.Join(parts, "+")
	if c.EtAl {
		key += "-et-al"
	}
	return "cited:" + key + "-" + strings.ReplaceAll(strings.ToLower(c.Year), " ", "-") + strings.ToLower(c.Suffix)
}

// identifier returns an arXiv id or DOI in lower case, without prefix and version.
func identifier(id string) string {
	id = strings.ToLower(strings.TrimSpace(clip(id, maxName)))
	for _, prefix := range [...]string{"https://", "http://", "arxiv.org/abs/", "doi.org/", "arxiv:", "doi:"} {
		id = strings.TrimPrefix(id, prefix)
	}
	if base, version, ok := cutLast(id, "v"); ok && digits(version) && strings.Contains(base, ".") && digits(strings.Replace(base, ".", "", 1)) {
		return base
	}
	return id
}

func cutLast(s, sep string) (before, after string, ok bool) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+len(sep):], true
}

func digits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

func foldSurname(name string) string {
	return separate(strings.ToLower(plain(clip(strings.TrimSpace(name), maxName))))
}

// surname returns the folded last word of an author's surname, which is what "van den Oord"
// in a text and "Aaron van den Oord" in a record have in common for certain.
func surname(author string) string {
	words := strings.Fields(strings.ToLower(plain(clip(stemma.Surname(author), maxName))))
	if len(words) == 0 {
		return ""
	}
	return words[len(words)-1]
}

// citationLabel returns a citation as a person would write it: "Song et al., 2021b".
func citationLabel(c *stemma.Citation) string {
	if len(c.Authors) == 0 || c.ID != "" && c.Kind != stemma.CitationAuthorYear {
		return firstOf(c.ID, c.Text)
	}
	who := strings.Join(c.Authors, ", ")
	if n := len(c.Authors); n > 1 {
		who = strings.Join(c.Authors[:n-1], ", ") + " & " + c.Authors[n-1]
	}
	if c.EtAl {
		who = strings.Join(c.Authors, ", ") + " et al."
	}
	if c.Year == "" {
		return who
	}
	return who + ", " + c.Year + c.Suffix
}

func firstOf(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}
