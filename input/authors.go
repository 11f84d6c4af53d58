package input

import (
	"strings"
)

// authors appends the authors of a record to buf and names, or returns the line that
// holds them. authors_parsed is preferred: the authors field of arXiv's snapshot still
// holds LaTeX accents.
func (d *decoder) authors(buf []byte, names []piece) (_ []byte, _ []piece, line piece, err error) {
	for _, f := range [...]field{fieldAuthorsParsed, fieldAuthors} {
		value := d.raw[f]
		switch {
		case value == nil || len(names) > 0 || err != nil:
		case value[0] == '[':
			buf, names, err = authorList(scanner{data: value, plain: d.plain}, f, buf, names)
		case value[0] == '"' && f == fieldAuthors:
			buf, line, err = d.raw.add(buf, f, false)
		default:
			err = wrongType(f, "a list of names", value)
		}
	}
	return buf, names, line, err
}

// authorList reads a list whose elements are names, objects with a name, or lists of
// family name, given name, and more that is left out.
func authorList(s scanner, f field, buf []byte, names []piece) ([]byte, []piece, error) {
	var err error
	for more := s.enter(']'); more && err == nil; {
		from := len(buf)
		if buf, err = authorName(&s, f, buf); err != nil {
			break
		}
		var name piece
		if buf, name = fold(buf, from); name.to > name.from {
			names = append(names, name)
		}
		more, err = s.next(']')
	}
	return buf, names, err
}

func authorName(s *scanner, f field, buf []byte) ([]byte, error) {
	switch s.peek() {
	case '"':
		inside, err := s.str()
		return appendUnquoted(buf, inside), err
	case '[':
		return familyGiven(s, buf)
	case '{':
		return namedAuthor(s, buf)
	}
	value, err := s.value(0)
	if err == nil {
		err = wrongType(f, "names in the list", value)
	}
	return buf, err
}

// familyGiven reads a list of family name and given name as "Given Family".
func familyGiven(s *scanner, buf []byte) ([]byte, error) {
	var parts [2][]byte
	n := 0
	var err error
	for more := s.enter(']'); more && err == nil; n++ {
		var value []byte
		if value, err = s.value(0); err != nil {
			break
		}
		if n < len(parts) && value[0] == '"' {
			parts[n] = value[1 : len(value)-1]
		}
		more, err = s.next(']')
	}
	buf = append(appendUnquoted(buf, parts[1]), ' ')
	return appendUnquoted(buf, parts[0]), err
}

// namedAuthor reads the name of an object that stands for an author.
func namedAuthor(s *scanner, buf []byte) ([]byte, error) {
	var err error
	for more := s.enter('}'); more && err == nil; {
		var key, value []byte
		if key, err = s.key(); err != nil {
			break
		}
		if value, err = s.value(0); err != nil {
			break
		}
		if string(key) == "name" && value[0] == '"' {
			buf = appendUnquoted(buf, value[1:len(value)-1])
		}
		more, err = s.next('}')
	}
	return buf, err
}

// suffixes of names, which are no authors.
var suffixes = [...]string{"jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "et al", "et al."}

// splitAuthors reads names on one line: "A. Name, B. Name and C. Name", or with
// semicolons "Name, A.; Name, B.". What stands in brackets (affiliations) is left out.
func splitAuthors(line string) []string {
	if line = strings.Trim(withoutBrackets(line), " "); line == "" {
		return nil
	}
	if strings.Contains(line, ";") {
		return splitInverted(line)
	}
	for _, and := range [...]string{", and ", " and ", " & ", ", & "} {
		line = strings.ReplaceAll(line, and, ", ")
	}
	var names []string
	for name := range strings.SplitSeq(line, ",") {
		name = strings.TrimSuffix(strings.Trim(name, " *"), " et al.")
		if name != "" && !isSuffix(name) {
			names = append(names, name)
		}
	}
	return names
}

func splitInverted(line string) []string {
	var names []string
	for name := range strings.SplitSeq(line, ";") {
		if family, given, ok := strings.Cut(name, ","); ok {
			name = strings.TrimSpace(given) + " " + strings.TrimSpace(family)
		}
		if name = strings.TrimSpace(name); name != "" && !isSuffix(name) {
			names = append(names, name)
		}
	}
	return names
}

func isSuffix(name string) bool {
	for _, s := range suffixes {
		if strings.EqualFold(name, s) {
			return true
		}
	}
	return false
}

// withoutBrackets drops what stands in round brackets, nested ones included. A bracket
// that is never closed hides the rest.
func withoutBrackets(line string) string {
	if strings.IndexByte(line, '(') < 0 {
		return line
	}
	var b strings.Builder
	depth := 0
	for _, r := range line {
		switch {
		case r == '(':
			depth++
		case r == ')':
			depth = max(depth-1, 0)
		case depth == 0:
			b.WriteRune(r)
		}
	}
	return b.String()
}
