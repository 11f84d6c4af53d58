package report

import (
	"encoding/xml"
	"io"

	"stemma"
)

// The part of JUnit's XML that every reader knows
// (https://github.com/testmoapp/junitxml, since there is no standard).
type junitSuites struct {
	XMLName xml.Name   `xml:"testsuites"`
	Name    string     `xml:"name,attr"`
	Suite   junitSuite `xml:"testsuite"`
}

type junitSuite struct {
	Name     string      `xml:"name,attr"`
	Tests    int         `xml:"tests,attr"`
	Failures int         `xml:"failures,attr"`
	Errors   int         `xml:"errors,attr"`
	Skipped  int         `xml:"skipped,attr"`
	Time     string      `xml:"timestamp,attr"`
	Cases    []junitCase `xml:"testcase"`
}

type junitCase struct {
	Class   string        `xml:"classname,attr"`
	Name    string        `xml:"name,attr"`
	File    string        `xml:"file,attr,omitempty"`
	Line    int           `xml:"line,attr,omitempty"`
	Failure *junitFailure `xml:"failure"`
	Skipped *junitSkipped `xml:"skipped"`
	Output  string        `xml:"system-out,omitempty"`
}

type junitFailure struct {
	Message string `xml:"message,attr"`
	Type    string `xml:"type,attr"`
	Text    string `xml:",chardata"`
}

type junitSkipped struct {
	Message string `xml:"message,attr"`
}

// WriteAlertsJUnit writes alerts as the result of a test run: a failure for each that is
// open, a test that was skipped for each that is acknowledged or muted, and one that
// passed for good news and for what is resolved.
func WriteAlertsJUnit(w io.Writer, r *Alerts) error {
	suite := junitSuite{Name: "stemma alerts", Tests: len(r.Alerts), Time: r.Now.UTC().Format("2006-01-02T15:04:05")}
	for i := range r.Alerts {
		c := r.junitCase(&r.Alerts[i])
		switch {
		case c.Failure != nil:
			suite.Failures++
		case c.Skipped != nil:
			suite.Skipped++
		}
		suite.Cases = append(suite.Cases, c)
	}
	return writeXML(w, junitSuites{Name: "stemma", Suite: suite})
}

func (r *Alerts) junitCase(a *stemma.Alert) junitCase {
	kind := alertKinds[kindIndex(a.Kind)]
	c := junitCase{Class: "stemma." + string(kind.kind), Name: r.subject(a) + " [" + oneLine(a.ID) + "]"}
	if places := r.places(a); len(places) > 0 {
		c.File, c.Line = oneLine(places[0].File), places[0].Line
	}
	switch {
	case suppressed(a):
		c.Skipped = &junitSkipped{(*shownAlert)(a).facts()}
	case a.State == stemma.AlertResolved || kind.level == levelNote:
		c.Output = r.headline(a) + ": " + message(a)
	default:
		c.Failure = &junitFailure{r.headline(a), string(kind.kind), message(a)}
	}
	return c
}

// writeXML writes a whole document. What stands in it has been through oneLine, so that
// it holds no character that XML does not allow.
func writeXML(w io.Writer, v any) error {
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	encoder := xml.NewEncoder(w)
	encoder.Indent("", "  ")
	if err := encoder.Encode(v); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}
