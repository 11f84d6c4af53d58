package input

import (
	"strings"
	"time"
)

// maxDate is the longest date worth reading, in bytes.
const maxDate = 64

// dateLayouts are the ways that archives and paper sites write dates, with the layout
// in which each is kept.
var dateLayouts = [...]struct{ read, keep string }{
	{"2006", "2006"},
	{"2006-1-2", time.DateOnly},
	{"2006-1", "2006-01"},
	{"2006/1/2", time.DateOnly},
	{"20060102", time.DateOnly},
	{"Jan 2, 2006", time.DateOnly},
	{"January 2, 2006", time.DateOnly},
	{"2 Jan 2006", time.DateOnly},
	{"2 January 2006", time.DateOnly},
	{"Jan 2006", "2006-01"},
	{"January 2006", "2006-01"},
	{"January, 2006", "2006-01"},
	{"Mon, 2 Jan 2006 15:04:05 MST", time.DateOnly}, // the versions of arXiv's snapshot
}

// parseDate returns text as YYYY, YYYY-MM or YYYY-MM-DD, or "" when it is no date. The
// time of day of an RFC 3339 time is left out, and its zone ignored.
func parseDate(text string) string {
	text = strings.TrimSpace(text)
	if len(text) > len("2006-01-02T") && (text[10] == 'T' || text[10] == ' ') && text[4] == '-' {
		text = text[:10]
	}
	if isDate(text) {
		return text
	}
	if len(text) < len("2006") || len(text) > maxDate {
		return ""
	}
	for _, layout := range dateLayouts {
		if t, err := time.Parse(layout.read, text); err == nil && t.Year() > 0 {
			return t.Format(layout.keep)
		}
	}
	return ""
}

// isDate reports whether text is a date as it is kept, YYYY-MM-DD, which is the
// commonest by far; but for the last days of a month, which are left to the library.
func isDate(text string) bool {
	if len(text) != len(time.DateOnly) || text[4] != '-' || text[7] != '-' {
		return false
	}
	for _, at := range [...]int{0, 1, 2, 3, 5, 6, 8, 9} {
		if text[at] < '0' || text[at] > '9' {
			return false
		}
	}
	year, month, day := text[:4], text[5:7], text[8:]
	return year > "0000" && "01" <= month && month <= "12" && "01" <= day && day <= "28"
}

// arXivMonth returns the month, YYYY-MM, in which the paper of that id was first at arXiv, or
// "". Identifiers begin with it, new ones since April 2007 ("2010.02502v3") and old ones
// ("hep-th/9901001").
func arXivMonth(id string) string {
	if len(id) > len("arXiv:") && strings.EqualFold(id[:len("arXiv:")], "arXiv:") {
		id = id[len("arXiv:"):]
	}
	archive, number, old := strings.Cut(id, "/")
	if !old {
		archive, number = "", id
	}
	if at := strings.LastIndexByte(number, 'v'); at > 0 && isDigits(number[at+1:]) {
		number = number[:at]
	}
	month, rest := number[:min(4, len(number))], number[min(4, len(number)):]
	switch {
	case len(month) < 4 || !isDigits(month) || month[2:] < "01" || month[2:] > "12":
		return ""
	case old && (strings.Trim(archive, "abcdefghijklmnopqrstuvwxyz-.ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" || len(rest) != 3 || !isDigits(rest)):
		return ""
	case !old && (len(rest) < 5 || len(rest) > 6 || rest[0] != '.' || !isDigits(rest[1:])):
		return ""
	}
	if month > "9000" { // arXiv began in 1991
		return "19" + month[:2] + "-" + month[2:]
	}
	return "20" + month[:2] + "-" + month[2:]
}
