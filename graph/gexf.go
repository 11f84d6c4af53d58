package graph

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
)

const gexfHead = `<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">
`

// gexfTypes are the types of attributes (GEXF 1.3, "attrtype-type").
var gexfTypes = [...]string{textual: "string", whole: "integer", decimal: "double"}

// gexfShapes are the shapes of the viz module ("node-shape-type"); a node that is not
// listed is a disc.
var gexfShapes = map[Kind]string{Paper: "square", Repository: "diamond", Page: "triangle"}

// The sizes of nodes, in Gephi's units: a work is one larger for each that builds on it.
const smallest, largest = 4, 40

// WriteGEXF writes v as GEXF 1.3, Gephi's own format, with the facts of WriteGraphML as
// attributes. Code has the colour of its health, other nodes that of their kind; a paper is
// a square, a work a disc, a repository a diamond and a page a triangle; the size of a node
// grows with what builds on it, and the thickness of an edge with its relation.
//
// An id is the node's key. The error is that of w.
func WriteGEXF(w io.Writer, v *View) error {
	return buffered(w, "GEXF", func(b *bufio.Writer) {
		b.WriteString(gexfHead)
		fmt.Fprintf(b, "  <meta>\n    <creator>stemma</creator>\n    <description>%s</description>\n  </meta>\n", xmlValue.Replace(v.about()))
		b.WriteString("  <graph mode=\"static\" defaultedgetype=\"directed\" idtype=\"string\">\n")
		gexfAttributes(b, "node", nodeFields[1:])
		gexfAttributes(b, "edge", edgeFields[1:])
		b.WriteString("    <nodes>\n")
		builders := v.builders()
		for n := range v.everyNode() {
			gexfNode(b, n, builders[n.Key])
		}
		b.WriteString("    </nodes>\n    <edges>\n")
		for i, e := range v.Edges {
			gexfEdge(b, i, e)
		}
		b.WriteString("    </edges>\n  </graph>\n</gexf>\n")
	})
}

func gexfAttributes[T any](b *bufio.Writer, class string, fields []field[T]) {
	fmt.Fprintf(b, "    <attributes class=\"%s\" mode=\"static\">\n", class)
	for _, f := range fields {
		fmt.Fprintf(b, "      <attribute id=\"%s\" title=\"%s\" type=\"%s\"/>\n", f.name, f.name, gexfTypes[f.kind])
	}
	b.WriteString("    </attributes>\n")
}

func gexfValues[T any](b *bufio.Writer, fields []field[T], of T) {
	b.WriteString("        <attvalues>\n")
	for i := range fields {
		if value := fields[i].join(of, between); value != "" {
			fmt.Fprintf(b, "          <attvalue for=\"%s\" value=\"%s\"/>\n", fields[i].name, xmlValue.Replace(value))
		}
	}
	b.WriteString("        </attvalues>\n")
}

// builders counts, by key, how many build on a work; one that none builds on is not listed.
func (v *View) builders() map[string]int {
	builders := make(map[string]int)
	for _, e := range v.Edges {
		if buildsOn(e) {
			builders[e.To]++
		}
	}
	return builders
}

func gexfNode(b *bufio.Writer, n *Node, builders int) {
	fmt.Fprintf(b, "      <node id=\"%s\" label=\"%s\">\n", plainID(n.Key), xmlText(n.Label))
	gexfValues(b, nodeFields[1:], n)
	shape := firstOf(gexfShapes[n.Kind], "disc")
	fmt.Fprintf(b, "        %s\n        <viz:size value=\"%d\"/>\n        <viz:shape value=\"%s\"/>\n      </node>\n",
		gexfColour(fillOf(n)), smallest+min(builders, largest-smallest), shape)
}

// gexfEdge gives each edge an id, which readers older than 1.3 ask for.
func gexfEdge(b *bufio.Writer, id int, e *Edge) {
	fmt.Fprintf(b, "      <edge id=\"%d\" source=\"%s\" target=\"%s\" label=\"%s\" weight=\"%d\">\n",
		id, plainID(e.From), plainID(e.To), relationName(e.Relation), max(e.Weight(), 1))
	gexfValues(b, edgeFields[1:], e)
	s := styleOf(e.Relation)
	fmt.Fprintf(b, "        %s\n        <viz:thickness value=\"%s\"/>\n        <viz:shape value=\"%s\"/>\n      </edge>\n",
		gexfColour(s.color), s.width, s.style)
}

// fillOf is the colour that a node is filled with: that of its health, or that of its kind.
func fillOf(n *Node) string {
	switch {
	case isCode(n):
		return statusStyles[n.Status].fill
	case n.Kind == Paper:
		return "#FFFFFF"
	}
	return "#ECECEC"
}

// gexfColour writes a colour that is given as #RRGGBB.
func gexfColour(rgb string) string {
	c, _ := strconv.ParseUint(strings.TrimPrefix(rgb, "#"), 16, 32) // a colour of our own tables
	return fmt.Sprintf(`<viz:color r="%d" g="%d" b="%d"/>`, c>>16&0xFF, c>>8&0xFF, c&0xFF)
}
