package graph

import (
	"bufio"
	"encoding/json"
	"io"
	"strings"
)

// WriteCytoscape writes v as the JSON of Cytoscape.js and of Cytoscape's desktop program
// (.cyjs): elements with the facts of WriteGraphML as data, lists as lists and numbers as
// numbers. An element's classes are its kind and the health of its code, or the relation and
// its class, so that a style sheet can speak of ".repository.gone". The error is that of w.
func WriteCytoscape(w io.Writer, v *View) error {
	return buffered(w, "Cytoscape JSON", func(b *bufio.Writer) {
		b.WriteString(`{"format_version":"1.0","generated_by":"stemma","target_cytoscapejs_version":"~3.0","data":{"name":`)
		writeJSON(b, clean(v.Title))
		b.WriteString(`,"left_out":`)
		writeJSON(b, clean(v.leftOut()))
		b.WriteString("},\"elements\":{\"nodes\":[")
		nodes := jsonList{w: b}
		for n := range v.everyNode() {
			nodes.next()
			cytoscapeNode(b, n)
		}
		b.WriteString("\n],\"edges\":[")
		edges := jsonList{w: b}
		for _, e := range v.Edges {
			edges.next()
			cytoscapeEdge(b, e)
		}
		b.WriteString("\n]}}\n")
	})
}

func cytoscapeNode(b *bufio.Writer, n *Node) {
	b.WriteString(`{"data":{"id":`)
	writeJSON(b, plainID(n.Key))
	b.WriteString(`,"name":`) // which the desktop program shows
	writeJSON(b, clean(n.Label))
	members(b, nodeFields[:], n)
	b.WriteString(`},"classes":`)
	writeJSON(b, strings.TrimSpace(string(n.Kind)+" "+health(n)))
	b.WriteByte('}')
}

// cytoscapeEdge gives the edge an id that no node has: an arrow is written %XX in theirs.
func cytoscapeEdge(b *bufio.Writer, e *Edge) {
	from, to := plainID(e.From), plainID(e.To)
	b.WriteString(`{"data":{"id":`)
	writeJSON(b, from+" → "+to)
	b.WriteString(`,"source":`)
	writeJSON(b, from)
	b.WriteString(`,"target":`)
	writeJSON(b, to)
	members(b, edgeFields[:], e)
	b.WriteString(`},"classes":`)
	writeJSON(b, edgeClasses(e))
	b.WriteByte('}')
}

func edgeClasses(e *Edge) string {
	relation, class := relationName(e.Relation), string(classOf(e))
	if relation == class {
		return class
	}
	return strings.TrimSpace(relation + " " + class)
}

// members writes what is known of the fields as members of the object that is being written.
func members[T any](b *bufio.Writer, fields []field[T], of T) {
	for i := range fields {
		f := &fields[i]
		var value any
		switch {
		case f.list != nil:
			if values := cleanAll(f.list(of)); len(values) > 0 {
				value = values
			}
		case f.kind == textual:
			if s := f.join(of, ""); s != "" {
				value = s
			}
		default:
			if s := f.join(of, ""); s != "" {
				value = json.Number(s)
			}
		}
		if value != nil {
			b.WriteString(`,"` + f.name + `":`)
			writeJSON(b, value)
		}
	}
}
