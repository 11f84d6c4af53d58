package report_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/joshdk/go-junit"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"stemma"
	"stemma/alert"
	"stemma/npmtest"
	"stemma/report"
)

// alertForms are the writers of alerts, by the endings of their golden files.
var alertForms = []struct {
	file  string
	write func(io.Writer, *report.Alerts) error
}{
	{"alerts-80.txt", inText(report.TextOptions{Width: 80})},
	{"alerts-200-colour.txt", inText(report.TextOptions{Width: 200, Color: true})},
	{"alerts.txt", inText(report.TextOptions{})},
	{"alerts.json", report.WriteAlertsJSON},
	{"alerts.jsonl", report.WriteAlertsJSONL},
	{"alerts.md", report.WriteAlertsMarkdown},
	{"alerts.sarif", report.WriteAlertsSARIF},
	{"alerts.junit.xml", report.WriteAlertsJUnit},
	{"alerts.github.txt", report.WriteAlertsGitHub},
	{"alerts.atom", report.WriteAlertsAtom},
}

func inText(o report.TextOptions) func(io.Writer, *report.Alerts) error {
	return func(w io.Writer, r *report.Alerts) error { return report.WriteAlertsText(w, r, o) }
}

// allAlerts are one of every kind, and one in every state.
func allAlerts() *report.Alerts {
	r := &report.Alerts{Hidden: 2, Feed: "p1", Now: now, Papers: map[string]stemma.Paper{
		"p1": {ID: "p1", Title: "AlphaFlow: A Sampler With a Title That Is Longer Than Any Narrow Terminal Has Room For", Source: stemma.Source{File: "lists/my papers.txt", Line: 7}},
		"p2": {ID: "p2", Title: "BetaFlow: Another", Source: stemma.Source{File: "-", Line: 1}},
		"p3": {ID: "p3", Title: "GammaFlow: A Promise", Source: stemma.Source{File: "more.jsonl", Line: 12}},
	}}
	for i, kind := range alert.Kinds() {
		a := stemma.Alert{
			Schema: stemma.AlertSchema, ID: fmt.Sprintf("%012x", i+1), Kind: kind, Target: "https://github.com/lab/" + string(kind), State: stemma.AlertOpen,
			Since: now.AddDate(0, 0, -i), Before: "alive", After: string(kind), Reason: "what the host said", Advice: "What to do.", Impact: 12 - i, Papers: []string{"p1", "p2"},
		}
		switch kind {
		case stemma.AlertMoved:
			a.After = "moved to https://github.com/new/home"
		case stemma.AlertPromiseOverdue, stemma.AlertPromiseKept:
			a.Target, a.Papers, a.Before, a.After = "p3", []string{"p3"}, "code was promised", "no code is linked"
		case stemma.AlertUnknownForLong:
			a.Target, a.Papers, a.Before, a.Impact = alert.NetworkTarget, []string{}, "", 0
		case stemma.AlertPageDead:
			a.Target, a.State, a.Note = "https://lab.example.org/a|b(c)", stemma.AlertMuted, "known since May"
		case stemma.AlertArchived:
			a.State, a.Note = stemma.AlertAcknowledged, "we wrote to them"
		case stemma.AlertStale:
			a.State, a.Papers = stemma.AlertResolved, []string{"p9"}
		}
		r.Alerts = append(r.Alerts, a)
	}
	return r
}

// hostileText is the worst that a title, a name or a reason may hold.
const hostileText = "\"'`<b>&amp;|]](javascript:alert(1))[x](http://evil) @user ::error::x%0A\n::warning::y\x00\x1b[31m\u202e\u200b\ufffe\xff%,:"

func hostileAlerts(text string) *report.Alerts {
	return &report.Alerts{Feed: text, Now: now, Papers: map[string]stemma.Paper{text: {ID: text, Title: text, Source: stemma.Source{File: text, Line: -1}}},
		Alerts: []stemma.Alert{
			{Schema: stemma.AlertSchema, ID: text, Kind: stemma.AlertKind(text), Target: "https://" + text, State: stemma.AlertOpen, Since: now, Before: text, After: text, Reason: text, Advice: text, Papers: []string{text}, Note: text},
			{Schema: stemma.AlertSchema, ID: text + "2", Kind: stemma.AlertMoved, Target: text, State: stemma.AlertMuted, Since: now, After: "moved to " + text, Papers: []string{text, "other"}, Note: text},
		}}
}

func TestAlertForms(t *testing.T) {
	for _, form := range alertForms {
		compareGolden(t, form.file, form.write, allAlerts())
		compareGolden(t, strings.Replace(form.file, "alerts", "alerts-hostile", 1), form.write, hostileAlerts(hostileText))
		compareGolden(t, strings.Replace(form.file, "alerts", "alerts-none", 1), form.write, &report.Alerts{Now: now})
	}
}

func compareGolden(t *testing.T, file string, write func(io.Writer, *report.Alerts) error, r *report.Alerts) {
	t.Helper()
	var got bytes.Buffer
	if err := write(&got, r); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join("testdata", "alerts", file)
	if *update {
		if err := os.WriteFile(path, got.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil || !bytes.Equal(want, got.Bytes()) {
		t.Errorf("%s is not what is written now (%v); look at it and run this test with -update", path, err)
	}
}

func written(t testing.TB, write func(io.Writer, *report.Alerts) error, r *report.Alerts) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b, r); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// SARIF is held to the schema that Microsoft's own test library brings.
func TestSARIFFollowsItsSchema(t *testing.T) {
	folder := npmtest.Install(t, "@microsoft/jest-sarif@1.0.0-beta.0")
	schema, err := jsonschema.NewCompiler().Compile(filepath.Join(folder, "node_modules", "@microsoft", "jest-sarif", "lib", "schemas", "sarif-2.1.0-rtm.5.json"))
	if err != nil {
		t.Fatal(err)
	}
	for name, r := range map[string]*report.Alerts{"all": allAlerts(), "hostile": hostileAlerts(hostileText), "none": {Now: now}} {
		value, err := jsonschema.UnmarshalJSON(bytes.NewReader(written(t, report.WriteAlertsSARIF, r)))
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(value); err != nil {
			t.Errorf("%s: %#v", name, err)
		}
	}
}

// JUnit is read by another's reader, and the numbers are right.
func TestJUnitIsRead(t *testing.T) {
	suites, err := junit.Ingest(written(t, report.WriteAlertsJUnit, allAlerts()))
	if err != nil || len(suites) != 1 {
		t.Fatalf("%v %v", suites, err)
	}
	// Of fifteen kinds three are good news, one is resolved, and one each is muted and acknowledged.
	if got := suites[0].Totals; got.Tests != 15 || got.Failed != 9 || got.Skipped != 2 || got.Passed != 4 || got.Error != 0 {
		t.Errorf("%+v", got)
	}
	if got := suites[0].Tests[0]; got.Classname != "stemma.replaced" || got.Error == nil || !strings.Contains(got.Error.Error(), "what the host said") {
		t.Errorf("%+v", got)
	}
}

// An atomDocument is what RFC 4287 knows of what we write.
type atomDocument struct {
	XMLName xml.Name `xml:"http://www.w3.org/2005/Atom feed"`
	IDs     []string `xml:"id"`
	Titles  []string `xml:"title"`
	Updated []string `xml:"updated"`
	Authors []struct {
		Names []string `xml:"name"`
	} `xml:"author"`
	Entries []struct {
		IDs       []string `xml:"id"`
		Titles    []string `xml:"title"`
		Updated   []string `xml:"updated"`
		Published []string `xml:"published"`
		Contents  []struct {
			Type string `xml:"type,attr"`
		} `xml:"content"`
		Links []struct {
			Rel  string `xml:"rel,attr"`
			Href string `xml:"href,attr"`
		} `xml:"link"`
	} `xml:"entry"`
}

var urn = regexp.MustCompile(`^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)

// checkAtom holds a feed to RFC 4287: one id, title, time and author each (4.1.1, 4.1.2),
// ids that differ (4.1.1), times as in RFC 3339 (3.3), and a link or content in an entry.
func checkAtom(t *testing.T, feed []byte) {
	t.Helper()
	var d atomDocument
	if err := xml.Unmarshal(feed, &d); err != nil {
		t.Fatalf("%v in %s", err, feed)
	}
	one := func(what string, values []string, good func(string) bool) {
		if len(values) != 1 || !good(values[0]) {
			t.Errorf("%s: %q", what, values)
		}
	}
	isTime := func(s string) bool { _, err := time.Parse(time.RFC3339, s); return err == nil }
	isText := func(s string) bool { return strings.TrimSpace(s) != "" }
	one("the feed's id", d.IDs, urn.MatchString)
	one("its title", d.Titles, isText)
	one("its time", d.Updated, isTime)
	if len(d.Authors) != 1 || len(d.Authors[0].Names) != 1 {
		t.Errorf("its authors: %+v", d.Authors)
	}
	seen := map[string]bool{strings.Join(d.IDs, ""): true}
	for _, e := range d.Entries {
		one("an entry's id", e.IDs, urn.MatchString)
		one("its title", e.Titles, func(string) bool { return true })
		one("its time", e.Updated, isTime)
		one("its first time", e.Published, isTime)
		if seen[e.IDs[0]] {
			t.Errorf("the id %s stands twice", e.IDs[0])
		}
		seen[e.IDs[0]] = true
		if len(e.Contents) != 1 || e.Contents[0].Type != "text" || len(e.Links) > 1 {
			t.Errorf("an entry has %+v and %+v", e.Contents, e.Links)
		}
		for _, link := range e.Links {
			if link.Rel != "alternate" || !strings.HasPrefix(link.Href, "http") || strings.ContainsAny(link.Href, " \"<>\\^`{|}") {
				t.Errorf("an entry links %+v", link)
			}
		}
	}
}

func TestAtomFollowsRFC4287(t *testing.T) {
	for _, r := range []*report.Alerts{allAlerts(), hostileAlerts(hostileText), {Now: now}} {
		checkAtom(t, written(t, report.WriteAlertsAtom, r))
	}
	first := written(t, report.WriteAlertsAtom, allAlerts())
	later := allAlerts()
	later.Now = now.AddDate(0, 0, 9)
	if !bytes.Equal(first, written(t, report.WriteAlertsAtom, later)) {
		t.Error("a feed in which nothing is new differs from one day to the next")
	}
}

// annotation is the form of a line that GitHub obeys; see the escapes in annotation.go.
var annotation = regexp.MustCompile(`^::(error|warning|notice) (file=[^:,]*,line=[1-9][0-9]*,)?title=stemma%3A [^:,]*::[^\r\n]*$`)

// Whatever an alert says, each format is read back by its own reader, and holds nothing
// that a terminal, a browser or GitHub would obey.
func FuzzAlertForms(f *testing.F) {
	f.Add(hostileText)
	f.Add("https://github.com/owner/repo")
	f.Add(strings.Repeat("A", 10_000))
	f.Fuzz(func(t *testing.T, text string) {
		r := hostileAlerts(text)
		if !json.Valid(written(t, report.WriteAlertsJSON, r)) || !json.Valid(written(t, report.WriteAlertsSARIF, r)) {
			t.Error("no JSON")
		}
		if _, err := junit.Ingest(written(t, report.WriteAlertsJUnit, r)); err != nil {
			t.Errorf("JUnit: %v", err)
		}
		checkAtom(t, written(t, report.WriteAlertsAtom, r))
		for line := range strings.Lines(string(written(t, report.WriteAlertsGitHub, r))) {
			if !annotation.MatchString(strings.TrimSuffix(line, "\n")) {
				t.Errorf("no annotation: %q", line)
			}
		}
		for _, form := range alertForms[:3] {
			if bad := strings.IndexFunc(strings.ReplaceAll(string(written(t, form.write, r)), "\x1b[", ""), obeyed); bad >= 0 && form.file != "alerts-200-colour.txt" {
				t.Errorf("%s holds what a terminal obeys", form.file)
			}
		}
		markdown := string(written(t, report.WriteAlertsMarkdown, r))
		if strings.Contains(markdown, "<b>") || script.MatchString(markdown) {
			t.Errorf("markup comes through: %s", markdown)
		}
	})
}

// script is a link to a script in Markdown.
var script = regexp.MustCompile(`(?i)[^\\]\]\(\s*javascript:`)

func obeyed(r rune) bool { return r != '\n' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r)) }
