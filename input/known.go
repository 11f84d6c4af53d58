package input

import (
	"errors"
	"fmt"
	"io"
	"net/url"
	"regexp"
	"strconv"
	"strings"

	"stemma"
)

// MaxKnown is the largest catalogue or bibliography that is read, in bytes after
// decompression: more than the whole ACL anthology. Unlike papers they are held in memory.
const MaxKnown = 128 << 20

// Bounds on what one known work may say.
const (
	maxKnownText    = 2000 // bytes of a title, name or form
	maxKnownAuthors = 1000
	maxKnownForms   = 50
)

// maxFaults is how many entries that can't be read are told of one by one.
const maxFaults = 20

// readKnown reads a whole catalogue or bibliography, decoded.
func readKnown(name string, r io.Reader) (*text, []byte, error) {
	t, err := openText(r, name)
	if err != nil {
		return nil, nil, err
	}
	head := t.head
	if err := checkForeign(head, name); err != nil {
		return nil, nil, err
	}
	data, err := io.ReadAll(io.LimitReader(t.r, MaxKnown+1))
	if err != nil {
		return nil, nil, fmt.Errorf("reading %s: %w", name, err)
	}
	if len(data) > MaxKnown {
		return nil, nil, fmt.Errorf("%s is larger than %d MB: split it into several files", name, MaxKnown>>20)
	}
	return t, data, nil
}

// knownWorks collects the works of a file, and why some of its entries are none.
type knownWorks struct {
	file   string
	works  []stemma.KnownWork
	faults []error
	more   int // faults that are only counted
}

// add takes what one entry says, or why it says nothing.
func (k *knownWorks) add(line int, w stemma.KnownWork, err error) {
	if err == nil {
		w.Source = k.file + ":" + strconv.Itoa(line)
		k.works = append(k.works, w)
		return
	}
	if len(k.faults) == maxFaults {
		k.more++
		return
	}
	k.faults = append(k.faults, &RecordError{k.file, line, err.Error()})
}

// done returns the works. The error holds a *RecordError for each of the first entries
// that was left out.
func (k *knownWorks) done() ([]stemma.KnownWork, error) {
	if len(k.works) == 0 && len(k.faults) == 0 {
		return nil, fmt.Errorf("%s: no work found in it: it is empty, or is not what it was read as", k.file)
	}
	if k.more > 0 {
		k.faults = append(k.faults, fmt.Errorf("%s: %d more entries can't be read", k.file, k.more))
	}
	return k.works, errors.Join(k.faults...)
}

// nameKnown gives a work the name that its title gives it.
func nameKnown(w *stemma.KnownWork) {
	name, forms := stemma.TitleName(w.Title)
	if w.Name == "" {
		w.Name = name
	}
	for _, form := range forms {
		if !strings.EqualFold(form, w.Name) {
			w.Forms = append(w.Forms, form)
		}
	}
}

// errNothingKnown is the fault of an entry by which no text could mean its work.
var errNothingKnown = errors.New("neither a title nor authors and a year: add one of them")

// tidy puts text on one line, within bounds.
func tidy(text string) string {
	if len(text) > maxKnownText {
		text = strings.ToValidUTF8(text[:maxKnownText], "")
	}
	return string(foldSpace([]byte(text)))
}

// yearPlace finds a year of print.
var yearPlace = regexp.MustCompile(`(?:^|[^0-9])((?:1[5-9]|20)[0-9]{2})(?:[^0-9]|$)`)

// yearIn returns the first year in text; "" where there is none.
func yearIn(text string) string {
	if m := yearPlace.FindStringSubmatch(text); m != nil {
		return m[1]
	}
	return ""
}

// gitHubPlace finds a repository in an address: owner and name as GitHub allows them.
var gitHubPlace = regexp.MustCompile(`(?i)\bgithub\.com[/:]([a-z0-9](?:[a-z0-9-]{0,38}))/([a-z0-9._-]{1,100})`)

// gitHubPages are the first steps of addresses at GitHub that lead to no repository.
var gitHubPages = [...]string{"topics", "features", "orgs", "collections", "sponsors", "settings", "marketplace"}

// repositoryIn returns the GitHub repository, OWNER/REPO, that is linked in text; "" where
// there is none.
func repositoryIn(text string) string {
	m := gitHubPlace.FindStringSubmatch(text)
	if m == nil {
		return ""
	}
	for _, page := range gitHubPages {
		if strings.EqualFold(m[1], page) {
			return ""
		}
	}
	repo := strings.TrimRight(m[2], ".")
	if repo = strings.TrimSuffix(repo, ".git"); repo == "" {
		return ""
	}
	return m[1] + "/" + repo
}

// webAddress reports whether text is an absolute address of the web.
func webAddress(text string) bool {
	u, err := url.Parse(text)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Hostname() != "" && u.User == nil
}
