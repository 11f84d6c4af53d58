package stemma

import (
	"regexp"
	"strings"
)

// The forms of arXiv's identifiers, which have the same shape for good:
// https://info.arxiv.org/help/arxiv_identifier.html.
const (
	arXivNew = `[0-9]{2}[01][0-9]\.[0-9]{4,5}`
	arXivOld = `[a-z]{2,}(?:-[a-z]+)?(?:\.[A-Z]{2})?/[0-9]{7}`
)

var (
	bareArXiv = regexp.MustCompile(`^(` + arXivNew + `|` + arXivOld + `)(?:v[0-9]{1,2})?$`)
	// arXivPlace finds an identifier behind what announces one: "arXiv:", "arxiv.org/abs/",
	// the "abs/" of DBLP, the prefix of arXiv's own DOIs.
	arXivPlace = regexp.MustCompile(`(?i:arxiv(?:\.org/(?:abs|pdf|html)/|[:. ]+)|\babs/)\s*(` + arXivNew + `|` + arXivOld + `)`)
	// bareDOI is a DOI alone, which may have any sign: publishers once put <> and ; into theirs.
	bareDOI = regexp.MustCompile(`^(?i:https?://(?:dx\.)?doi\.org/|doi:\s*)?(10\.[0-9]{4,9}/[^\s"{}|\\^]+)$`)
	// doiPlace is the form that Crossref recommends (www.crossref.org/blog/dois-and-matching-regular-expressions/);
	// brackets and quotation marks end what stands in a sentence.
	doiPlace = regexp.MustCompile(`\b10\.[0-9]{4,9}/[^\s"<>{}|\\^]+`)
)

// arXivDOI begins the DOIs under which arXiv registers its papers; the identifier follows.
const arXivDOI = "10.48550/arxiv."

// ArXivID returns the arXiv identifier that text is, or that stands in it with an
// announcement ("arXiv:2010.02502v4", an address at arxiv.org), without its version;
// "" where there is none.
func ArXivID(text string) string {
	text = strings.TrimSpace(text)
	if m := bareArXiv.FindStringSubmatch(text); m != nil {
		return m[1]
	}
	if m := arXivPlace.FindStringSubmatch(text); m != nil {
		return m[1]
	}
	return ""
}

// DOI returns the first DOI in text, in lower case and without a resolver; "" where there
// is none. DOIs ignore case. One of arXiv's own is none: it is the identifier that ArXivID
// returns, in other clothes.
func DOI(text string) string {
	found := doiPlace.FindString(text)
	if m := bareDOI.FindStringSubmatch(strings.TrimSpace(text)); m != nil {
		found = m[1]
	}
	doi := strings.ToLower(strings.TrimRight(found, ".,;:'"))
	for strings.HasSuffix(doi, ")") && strings.Count(doi, "(") < strings.Count(doi, ")") {
		doi = strings.TrimRight(doi[:len(doi)-1], ".,;:'")
	}
	if strings.HasPrefix(doi, arXivDOI) {
		return ""
	}
	return doi
}
