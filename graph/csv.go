package graph

import (
	"fmt"
	"io"

	"stemma/sheet"
)

// betweenCells stands between the values of a list in a cell, so that a record is one line.
const betweenCells = " | "

// WriteNodesCSV writes a row a node, with the facts of WriteGraphML as columns and the key
// as "id"; Gephi, pandas and any spreadsheet read it. What is not known is an empty cell. A
// cell that a spreadsheet would run as a formula gets an apostrophe in front. The error is
// that of w.
func WriteNodesCSV(w io.Writer, v *View) error {
	out := sheet.NewWriter(w)
	row := []string{"id"}
	for i := range nodeFields {
		row = append(row, nodeFields[i].name)
	}
	out.Write(row...)
	for n := range v.everyNode() {
		row = append(row[:0], plainID(n.Key))
		for i := range nodeFields {
			row = append(row, nodeFields[i].join(n, betweenCells))
		}
		out.Write(row...)
	}
	return csvError(out.Flush())
}

// WriteEdgesCSV writes a row an edge: the ids of its ends as "source" and "target", which
// Gephi asks for, how it is typed, and the sentences that say so, the one for its relation
// first. The error is that of w.
func WriteEdgesCSV(w io.Writer, v *View) error {
	out := sheet.NewWriter(w)
	row := []string{"source", "target"}
	for i := range edgeFields {
		row = append(row, edgeFields[i].name)
	}
	out.Write(row...)
	for _, e := range v.Edges {
		row = append(row[:0], plainID(e.From), plainID(e.To))
		for i := range edgeFields {
			row = append(row, edgeFields[i].join(e, betweenCells))
		}
		out.Write(row...)
	}
	return csvError(out.Flush())
}

func csvError(err error) error {
	if err != nil {
		return fmt.Errorf("writing the graph as CSV: %w", err)
	}
	return nil
}
