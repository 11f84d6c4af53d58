package report

import (
	"slices"
	"strings"
)

// A table is rows of cells under a heading, in columns that fit a terminal.
type table struct {
	columns []column
	rows    []row
}

type column struct {
	head string
	// least is the width in columns of a terminal to which cells may be cut; 0 for never.
	least int
	// spare says that the column goes where the others would not fit.
	spare bool
	right bool // aligned to the right
}

// A row is cells with notes below, or a line of text across the table.
type row struct {
	across string
	cells  []cell
	notes  []string // wrapped, under the first column
	indent int      // of the first column
}

type cell struct {
	text, colour string // colour is empty for none
}

// tableIndent stands before every line of a table, and gap between two columns.
const (
	tableIndent = 2
	gap         = 2
	widestCell  = 60 // where nothing bounds the width
)

// add adds a row of cells, whose texts may be anybody's.
func (t *table) add(indent int, notes []string, cells ...cell) {
	for i := range cells {
		cells[i].text = oneLine(cells[i].text)
	}
	cells[0].text = strings.Repeat(" ", indent) + cells[0].text
	t.rows = append(t.rows, row{cells: cells, notes: notes, indent: indent})
}

// say adds a line across the table.
func (t *table) say(indent int, text string) {
	t.rows = append(t.rows, row{across: text, indent: indent})
}

func (t *table) write(b *strings.Builder, o TextOptions) {
	widths := t.widths(o.Width)
	heads := make([]cell, len(t.columns))
	for i, c := range t.columns {
		heads[i].text = c.head
	}
	t.line(b, heads, widths, o)
	for _, r := range t.rows {
		if r.cells == nil {
			writeWrapped(b, oneLine(r.across), strings.Repeat(" ", tableIndent+r.indent), o.Width)
			continue
		}
		t.line(b, r.cells, widths, o)
		for _, note := range r.notes {
			writeWrapped(b, oneLine(note), strings.Repeat(" ", tableIndent+r.indent+4), o.Width)
		}
	}
}

func (t *table) line(b *strings.Builder, cells []cell, widths []int, o TextOptions) {
	line := strings.Repeat(" ", tableIndent-gap)
	for i, c := range cells {
		if widths[i] < 0 {
			continue
		}
		text := c.text
		if o.Width > 0 {
			text = clip(text, widths[i])
		}
		if t.columns[i].right {
			text = strings.Repeat(" ", max(widths[i]-columns(text), 0)) + text
		} else {
			text = pad(text, widths[i])
		}
		line += strings.Repeat(" ", gap) + paint(text, c.colour, o.Color && c.colour != "")
	}
	b.WriteString(strings.TrimRight(line, " ") + "\n")
}

// widths returns how wide each column is; -1 for one that is left out. Where the terminal is
// too narrow, spare columns go from the right, then the widest that may be cut is cut.
func (t *table) widths(terminal int) []int {
	widths := make([]int, len(t.columns))
	for i, c := range t.columns {
		widths[i] = columns(c.head)
		for _, r := range t.rows {
			if r.cells != nil {
				widths[i] = max(widths[i], columns(r.cells[i].text))
			}
		}
	}
	if terminal <= 0 {
		for i := range widths {
			widths[i] = min(widths[i], widestCell)
		}
		return widths
	}
	for i := range slices.Backward(t.columns) {
		if t.columns[i].spare && t.total(widths, true) > terminal {
			widths[i] = -1
		}
	}
	for t.total(widths, false) > terminal {
		at := t.widest(widths)
		if at < 0 {
			break
		}
		widths[at]--
	}
	return widths
}

// total is the width of a line; of one that is cut as far as may be where cut is set.
func (t *table) total(widths []int, cut bool) int {
	sum := tableIndent - gap
	for i, width := range widths {
		if least := t.columns[i].least; cut && least > 0 {
			width = min(width, least)
		}
		if width >= 0 {
			sum += gap + width
		}
	}
	return sum
}

// widest returns the column that can best spare a letter, or -1.
func (t *table) widest(widths []int) int {
	at, most := -1, 0
	for i, width := range widths {
		if least := t.columns[i].least; least > 0 && width-least > most {
			at, most = i, width-least
		}
	}
	return at
}

// titleColumn is for terminals that have room for it.
var titleColumn = column{head: "TITLE", least: 40, spare: true}

func titleCell(w Work) cell {
	if w.Title == w.Label {
		return cell{}
	}
	return cell{text: w.Title}
}

// codeCell says the state of a work's best code, and names it.
func codeCell(code []Code) cell {
	if len(code) == 0 {
		return cell{text: "none known"}
	}
	best := code[0]
	text := marks[best.Status] + " " + best.Status.String() + " " + shortURL(best.URL)
	if more := len(code) - 1; more > 0 {
		text += " (+" + plural(more, "other", "others") + ")"
	}
	return cell{text, colours[best.Status]}
}
