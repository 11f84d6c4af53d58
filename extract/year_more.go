package extract

import (
	"strings"

	"stemma"
)

// moreYears reads the years and letters that share the authors of cite: "2014, 2017",
// "2021a,b", "(2018a) and (2018b)".
func (c *citer) moreYears(cite stemma.Citation, y year, narrative bool) {
	for end := y.end; ; {
		next, ok := c.nextYear(end, y, narrative)
		if !ok {
			return
		}
		shared := cite
		shared.Authors = append([]string(nil), cite.Authors...)
		c.add(shared, next.start, next.end, next)
		y, end = next, next.end
	}
}

// nextYear reads a year or a letter behind end that has no authors of its own.
func (c *citer) nextYear(end int, y year, narrative bool) (year, bool) {
	at, ok := c.separator(end, narrative)
	if !ok {
		return year{}, false
	}
	if at > 0 {
		if next, ok := yearAt(c.text, at); ok && c.endsItem(next.end) {
			return next, true
		}
	}
	if y.suffix == "" || at >= len(c.text) || c.text[at] <= y.suffix[0] || c.text[at] > 'z' {
		return year{}, false
	}
	next := year{start: at, end: at + 1, value: y.value, suffix: c.text[at : at+1]}
	return next, c.endsItem(next.end)
}

// separator steps over what joins two years of the same authors.
func (c *citer) separator(at int, narrative bool) (int, bool) {
	rest := c.text[at:]
	trimmed := strings.TrimLeft(rest, " \n~")
	if narrative {
		for _, joint := range [...]string{") and (", "), (", "] and [", ") & ("} {
			if strings.HasPrefix(trimmed, joint) {
				return len(c.text) - len(trimmed) + len(joint), true
			}
		}
	}
	n := len(trimmed)
	trimmed = strings.TrimLeft(trimmed, ",;/")
	joined := len(trimmed) < n
	trimmed = strings.TrimLeft(trimmed, " \n~")
	for _, and := range [...]string{"and ", "& ", `\& `, "e ", "y "} {
		if after, ok := strings.CutPrefix(trimmed, and); ok {
			trimmed, joined = after, true
			break
		}
	}
	return len(c.text) - len(trimmed), joined
}

// endsItem reports whether the item of a list ends at the offset.
func (c *citer) endsItem(at int) bool {
	rest := c.text[at:]
	if rest == "" || strings.IndexByte(",;)]:./", rest[0]) >= 0 {
		return true
	}
	for _, next := range [...]string{" and ", " & ", ` \& `, " e ", " y "} {
		if strings.HasPrefix(rest, next) {
			return true
		}
	}
	return false
}
