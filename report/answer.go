package report

import (
	"io"
	"strings"
)

// An Answer is what a question about the graph is answered with. Its exported fields are
// its JSON form.
type Answer interface {
	// WriteText writes the answer for a person at a terminal.
	WriteText(w io.Writer, o TextOptions) error
}

// The schemas of the answers. Fields are added to them, never renamed.
const (
	LineageSchema     = "stemma.lineage/1"
	PathSchema        = "stemma.path/1"
	ImpactSchema      = "stemma.impact/1"
	FoundationsSchema = "stemma.foundations/1"
	OrphansSchema     = "stemma.orphans/1"
)

// writeText hands out what print writes, at a width that tables are made for.
func writeText(w io.Writer, o TextOptions, print func(*strings.Builder, TextOptions)) error {
	if o.Width > 0 {
		o.Width = max(o.Width, narrowest)
	}
	var b strings.Builder
	print(&b, o)
	_, err := io.WriteString(w, b.String())
	return err
}

// heading writes what was asked about, with the state of its code.
func heading(b *strings.Builder, w Work, o TextOptions) {
	code := codeCell(w.Code)
	text := w.named()
	if w.Health == "" { // code itself, whose name the state holds
		text = code.text
	} else if title := oneLine(w.Title); title != "" && title != w.name() && !strings.HasPrefix(title, w.name()) {
		text += ", " + title
	}
	writeWrapped(b, text, "", o.Width)
	if w.Health != "" {
		writeWrapped(b, "code: "+code.text, "", o.Width)
	}
}
