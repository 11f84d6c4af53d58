package input

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// furnished are whole lines that paper sites put around papers, without numbers, marks
// and case. None of them is the title of a paper that we know of.
var furnished = [...]string{
	"abs", "add to collection", "add to library", "all fields", "bibtex", "bookmark", "browse state-of-the-art", "cite", "cite this paper",
	"collapse", "code", "code data", "community", "copy", "copy bibtex", "daily papers", "daily", "datasets", "discuss", "discussion", "docs", "download",
	"download pdf", "expand", "export", "export citation", "files", "filter", "full text", "get trending papers in your email inbox!",
	"github", "help", "home", "html", "html (experimental)", "job postings", "less", "like", "load more", "log in", "login", "menu", "models",
	"models citing this paper", "monthly", "more", "new", "newsletter", "next", "other", "other formats", "paper", "papers", "pdf", "pdf other",
	"podcast", "prev", "previous", "pricing", "project page", "read more", "recommended papers", "references", "save", "search", "see all",
	"share", "show more", "sign in", "sign up", "similar papers", "skip to content", "sort by", "spaces", "submit", "submit a paper", "subscribe",
	"supplementary", "tex source", "today", "top", "trending", "trending papers", "upvote", "view", "view a pdf of the paper", "view arxiv page",
	"view html", "view html (experimental)", "view paper", "view pdf", "weekly", "yesterday",
}

// counted are words that stand with a number: "14 authors", "Upvote 12", "2 days ago".
var counted = [...]string{
	"author", "authors", "upvote", "upvotes", "comment", "comments", "like", "likes", "view", "views", "reply", "replies", "citation", "citations", "page", "pages",
	"minute ago", "minutes ago", "hour ago", "hours ago", "day ago", "days ago", "week ago", "weeks ago", "month ago", "months ago", "year ago", "years ago",
	"min read", "paper of the day", "star", "stars", "fork", "forks", "datasets", "models", "spaces",
}

// furniture reports whether a line is known to be no part of a paper.
func furniture(line []byte) bool {
	if len(line) > 80 {
		return false
	}
	text := strings.ToLower(string(bytes.TrimFunc(line, isMark)))
	if text == "" || slices.Contains(furnished[:], text) {
		return true
	}
	word := strings.TrimFunc(text, isCount)
	return word == "" || word != text && (slices.Contains(counted[:], word) || slices.Contains(furnished[:], word))
}

// isMark reports whether r decorates lines: bullets, rules, arrows.
func isMark(r rune) bool {
	return unicode.IsSpace(r) || strings.ContainsRune("·•|-–—*_=~>▲△▼▽↑↓→←★☆…", r)
}

func isCount(r rune) bool {
	return isMark(r) || unicode.IsDigit(r) || strings.ContainsRune("#+(),.:/", r)
}

// A meaning is what a label says of what stands behind it.
type meaning int

const (
	meansNothing meaning = iota // nothing that is kept
	meansTitle
	meansAbstract
	meansAuthors
	meansDate
	meansID
)

// A label is the beginning of a line that says what the line is.
type label struct {
	prefix string // in lower case; on the page its first letter is a capital or no letter
	means  meaning
}

// labels are those of arXiv's pages, listings and searches, of Hugging Face, OpenReview
// and PubMed.
var labels = [...]label{
	{"title:", meansTitle},
	{"abstract:", meansAbstract}, {"abstract.", meansAbstract}, {"abstract—", meansAbstract}, {"abstract –", meansAbstract}, {"abstract -", meansAbstract},
	{"summary:", meansAbstract},
	{"authors:", meansAuthors}, {"author:", meansAuthors}, {"author(s):", meansAuthors},
	{"[submitted on ", meansDate}, {"submitted on ", meansDate}, {"submitted ", meansDate}, {"published on ", meansDate}, {"published:", meansDate}, {"date:", meansDate},
	{"arxiv:", meansID}, {"cite as:", meansID}, {"https://arxiv.org/", meansID}, {"http://arxiv.org/", meansID}, {"arxiv.org/", meansID},
	{"https://huggingface.co/papers/", meansID}, {"(or arxiv:", meansNothing}, {"https://doi.org/", meansNothing}, {"https://openreview.net/", meansNothing},
	{"comments:", meansNothing}, {"comment:", meansNothing}, {"subjects:", meansNothing}, {"categories:", meansNothing}, {"keywords:", meansNothing},
	{"journal-ref:", meansNothing}, {"journal ref:", meansNothing}, {"journal reference:", meansNothing}, {"doi:", meansNothing}, {"related doi:", meansNothing},
	{"msc classes:", meansNothing}, {"msc-class:", meansNothing}, {"acm classes:", meansNothing}, {"acm-class:", meansNothing}, {"report number:", meansNothing},
	{"report-no:", meansNothing}, {"license:", meansNothing}, {"originally announced", meansNothing}, {"accepted at ", meansNothing}, {"accepted to ", meansNothing}, {"accepted by ", meansNothing},
	{"submitted by ", meansNothing}, {"focus to learn more", meansNothing}, {"view a pdf of the paper", meansNothing},
}

// maxDetail is the longest line, in bytes, that a label other than that of a title, an
// abstract or authors can make a detail of: a longer one is prose that happens to begin so.
const maxDetail = 250

// labelled returns the label that line begins with, and what stands behind it. The
// heading "Abstract" on a line of its own is a label too.
func labelled(line []byte) (label, []byte, bool) {
	heading := strings.ToLower(string(bytes.TrimRight(bytes.Trim(line[:min(len(line), 16)], "#* "), ":")))
	if len(line) < 16 && (heading == "abstract" || heading == "summary") {
		return label{"abstract", meansAbstract}, nil, true
	}
	rest := bytes.TrimLeft(line, "#* ")
	if number := withoutNumber(rest); bytes.HasPrefix(number, []byte("arXiv:")) {
		rest = number
	}
	r, _ := utf8.DecodeRune(rest)
	for _, l := range labels {
		if len(rest) < len(l.prefix) || !strings.EqualFold(string(rest[:len(l.prefix)]), l.prefix) {
			continue
		}
		if address := strings.ContainsAny(l.prefix, "/") || l.means == meansID; !address && unicode.IsLower(r) {
			continue
		}
		if l.means != meansTitle && l.means != meansAbstract && l.means != meansAuthors && len(rest) > maxDetail {
			continue
		}
		return l, bytes.Trim(rest[len(l.prefix):], "* "), true
	}
	return label{}, nil, false
}

// details are what a page says of a paper beside its title and abstract.
type details struct {
	id, date, authors string
}

// set takes over what other has; what is there stays unless replace is given. It
// reports whether anything was taken.
func (d *details) set(other details, replace bool) bool {
	taken := false
	for _, f := range [...]struct{ mine, other *string }{{&d.id, &other.id}, {&d.date, &other.date}, {&d.authors, &other.authors}} {
		if *f.other != "" && (replace || *f.mine == "") {
			*f.mine, taken = *f.other, true
		}
	}
	return taken
}

// details returns what the rest of a labelled line says.
func (l label) details(rest []byte) details {
	switch l.means {
	case meansDate:
		text, _, _ := strings.Cut(string(rest), " (")
		text, _, _ = strings.Cut(text, ";")
		return details{date: parseDate(strings.Trim(text, " ].·"))}
	case meansID:
		return details{id: arxivID(string(rest))}
	}
	return details{}
}

// archiveLetters are those of the archives' names: "hep-th", "math.GT".
const archiveLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-."

// arxivID returns the first arXiv identifier in text without its version, or "". The
// forms are "2411.08706" and "hep-th/9901001" (info.arxiv.org/help/arxiv_identifier.html).
func arxivID(text string) string {
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return strings.ContainsRune(" \t[](),;:?#", r) }) {
		word = strings.TrimSuffix(word, ".pdf")
		for _, dir := range [...]string{"abs/", "pdf/", "html/"} {
			word = strings.TrimPrefix(word, dir)
		}
		if v := strings.LastIndexByte(word, 'v'); v > 0 && isDigits(word[v+1:]) {
			word = word[:v]
		}
		left, right, ok := strings.Cut(word, ".")
		if ok && len(left) == 4 && isDigits(left) && (len(right) == 4 || len(right) == 5) && isDigits(right) {
			return word
		}
		left, right, ok = strings.Cut(word, "/")
		if ok && len(right) == 7 && isDigits(right) && left != "" && strings.Trim(left, archiveLetters) == "" {
			return word
		}
	}
	return ""
}

func isDigits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// institutions are words of affiliations.
var institutions = [...]string{"University", "Université", "Universität", "Institute", "Department", "Laboratory", "Corporation", "Inc.", "@"}

// besideTitle reports whether a short paragraph is what stands between a title and its
// abstract: a list of authors, their institutions, a line that begins "by".
func besideTitle(text []byte) bool {
	for _, word := range institutions {
		if bytes.Contains(text, []byte(word)) && !bytes.Contains(text, []byte(": ")) {
			return true
		}
	}
	return bytes.HasPrefix(text, []byte("by ")) || bytes.HasPrefix(text, []byte("By ")) || isNameList(string(text))
}

// isNameList reports whether text is a list of names of persons: two or more items of
// two to four capitalised words each, particles not counted, or one with an initial.
func isNameList(text string) bool {
	items, initials := 0, 0
	for _, name := range splitAuthors(text) {
		n := 0
		for word := range strings.FieldsSeq(name) {
			if slices.Contains(particles[:], word) {
				continue
			}
			word = strings.TrimRight(word, "0123456789*†‡§¹²³")
			r, size := utf8.DecodeRuneInString(word)
			if !unicode.IsUpper(r) || strings.ContainsFunc(word, notInName) {
				return false
			}
			if strings.TrimRight(word[size:], ".") == "" {
				initials++
			}
			n++
		}
		if n < 2 || n > 4 {
			return false
		}
		items++
	}
	return items > 1 || items == 1 && initials > 0
}

func notInName(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsMark(r) && !strings.ContainsRune(".-'’", r)
}

// particles are the words of names that begin with a small letter.
var particles = [...]string{"van", "von", "de", "den", "der", "da", "di", "del", "la", "le", "el", "al", "bin", "ten"}

// hasAddress reports whether text holds a link.
func hasAddress(text []byte) bool {
	for _, mark := range [...]string{"://", "www.", "github.com", "github.io"} {
		if bytes.Contains(text, []byte(mark)) {
			return true
		}
	}
	return false
}
