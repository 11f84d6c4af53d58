package input

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"

	"stemma"
)

// A cslItem is an item of CSL-JSON, as Zotero, Pandoc and Crossref write it
// (https://github.com/citation-style-language/schema).
type cslItem struct {
	ID       cslText   `json:"id"` // a number in some files
	Key      cslText   `json:"citation-key"`
	Type     cslText   `json:"type"`
	Title    cslText   `json:"title"`
	Authors  []cslName `json:"author"`
	Issued   cslDate   `json:"issued"`
	Original cslDate   `json:"original-date"`
	DOI      cslText   `json:"DOI"`
	URL      cslText   `json:"URL"`
	Note     cslText   `json:"note"`
	Number   cslText   `json:"number"`
	Journal  cslText   `json:"container-title"`
	Archive  cslText   `json:"archive_location"`
}

// A cslName is one author.
type cslName struct {
	Family   string `json:"family"`
	Given    string `json:"given"`
	Particle string `json:"non-dropping-particle"`
	Dropping string `json:"dropping-particle"`
	Literal  string `json:"literal"`
}

// A cslDate holds a date as numbers or as text.
type cslDate struct {
	Parts   [][]cslText `json:"date-parts"`
	Literal cslText     `json:"literal"`
	Raw     cslText     `json:"raw"`
}

// A cslText is a string, or a number in its place, or a list of one, as Crossref has it.
type cslText string

// UnmarshalJSON reads any of the three; null is "".
func (t *cslText) UnmarshalJSON(data []byte) error {
	var value any
	if err := json.Unmarshal(data, &value); err != nil {
		return err
	}
	if list, ok := value.([]any); ok && len(list) > 0 {
		value = list[0]
	}
	switch v := value.(type) {
	case string:
		*t = cslText(v)
	case float64:
		*t = cslText(strconv.FormatFloat(v, 'f', -1, 64))
	case nil, []any:
	default:
		return errors.New("an object where a text should be")
	}
	return nil
}

// cslKinds are the types of item that tell what sort of work it is.
var cslKinds = map[cslText]stemma.MentionType{"dataset": stemma.TypeDataset, "software": stemma.TypeTool}

// cslMarkup is the markup that a title may hold (docs.citationstyles.org, appendix on rich text).
var cslMarkup = regexp.MustCompile(`</?(?:i|b|sub|sup|sc|span)(?: [^<>]*)?>`)

// readCSL reads the items of a file: a list, the "items" of Zotero, or one object a line.
func readCSL(name string, data []byte, found *knownWorks) error {
	data, line := cslList(data)
	t := newText(bytes.NewReader(data), name)
	open := openJSON
	if sniffJSONLines(t.head) && !sniffJSON(t.head) {
		open = openJSONLines
	}
	source, block := open(t, DefaultMaxRecord), &Block{}
	for {
		err := source.fill(block)
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		for _, r := range block.records {
			w, err := cslWork(r)
			found.add(line+r.Source.Line, w, err)
		}
	}
}

// zoteroItems finds the list in a file of the form {"items": […]}.
var zoteroItems = regexp.MustCompile(`^\s*\{\s*"items"\s*:\s*\[`)

// cslList returns the list of items in data, and the number of lines before it.
func cslList(data []byte) ([]byte, int) {
	m := zoteroItems.FindIndex(data[:min(len(data), headSize)])
	if m == nil {
		return data, 0
	}
	lines := bytes.Count(data[:m[1]], []byte("\n"))
	list := bytes.TrimRight(data[m[1]-1:], " \t\r\n")
	return bytes.TrimSuffix(list, []byte("}")), lines
}

func cslWork(r Record) (stemma.KnownWork, error) {
	if r.fault != "" {
		return stemma.KnownWork{}, errors.New(r.fault)
	}
	if err := checkText(r.Data); err != nil {
		return stemma.KnownWork{}, err
	}
	var item cslItem
	if err := json.Unmarshal(r.Data, &item); err != nil {
		return stemma.KnownWork{}, fmt.Errorf("not an item of CSL-JSON: %w", err)
	}
	return item.work()
}

// work returns what an item says.
func (item *cslItem) work() (stemma.KnownWork, error) {
	places := strings.Join([]string{string(item.DOI), string(item.URL), string(item.Number), string(item.Archive), string(item.Journal), string(item.Note)}, "\n")
	if len(places) > 8*maxKnownText {
		places = places[:8*maxKnownText]
	}
	w := stemma.KnownWork{
		Kind: cslKinds[item.Type], Title: tidy(cslMarkup.ReplaceAllString(string(item.Title), "")), Year: item.year(),
		ArXiv: stemma.ArXivID(places), DOI: stemma.DOI(places), Repository: repositoryIn(places),
	}
	for _, author := range item.Authors[:min(len(item.Authors), maxKnownAuthors)] {
		if surname := author.surname(); surname != "" {
			w.Authors = append(w.Authors, surname)
		}
	}
	for _, key := range [...]cslText{item.Key, item.ID} {
		if key := tidy(string(key)); key != "" && len(w.Keys) == 0 {
			w.Keys = []string{key}
		}
	}
	if w.Title == "" && (len(w.Authors) == 0 || w.Year == "") {
		return w, errNothingKnown
	}
	nameKnown(&w)
	return w, nil
}

// surname returns the surname with its particles, or the name of an organisation.
func (n cslName) surname() string {
	if n.Family == "" {
		return tidy(n.Literal)
	}
	return tidy(strings.Join([]string{n.Dropping, n.Particle, n.Family}, " "))
}

// year returns the year that the work first came out.
func (item *cslItem) year() string {
	for _, date := range [...]cslDate{item.Original, item.Issued} {
		texts := []cslText{date.Literal, date.Raw}
		if len(date.Parts) > 0 && len(date.Parts[0]) > 0 {
			texts = append([]cslText{date.Parts[0][0]}, texts...)
		}
		for _, text := range texts {
			if year := yearIn(string(text)); year != "" {
				return year
			}
		}
	}
	return ""
}
