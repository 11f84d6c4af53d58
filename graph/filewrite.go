package graph

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// xmlValue escapes a clean text, or several on lines of their own, for an element or for an
// attribute in double quotes; a line break would not outlive the latter as it stands.
var xmlValue = strings.NewReplacer("<", "&lt;", ">", "&gt;", "&", "&amp;", `"`, "&quot;", "\n", "&#10;")

// between stands between the values of a list; no value has a line break.
const between = "\n"

// buffered calls write with a buffer before w. Errors stay in the buffer until the end;
// then the error says which format was being written.
func buffered(w io.Writer, format string, write func(*bufio.Writer)) error {
	b := bufio.NewWriterSize(w, 64<<10)
	write(b)
	if err := b.Flush(); err != nil {
		return fmt.Errorf("writing the graph as %s: %w", format, err)
	}
	return nil
}

// about is what a file says of itself: the title, and what the view leaves out.
func (v *View) about() string {
	return clean(v.Title + ". " + v.leftOut())
}
