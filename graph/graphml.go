package graph

import (
	"bufio"
	"fmt"
	"io"
)

// graphMLHead declares the namespace; the location is a hint for validators, which no
// reader follows.
const graphMLHead = `<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
`

// graphMLTypes are the values of attr.type (GraphML Primer, "GraphML-Attributes").
var graphMLTypes = [...]string{textual: "string", whole: "int", decimal: "double"}

// WriteGraphML writes v as GraphML 1.0, for networkx, igraph, yEd and Gephi: every fact of a
// node or an edge is a typed attribute, and what is not known is left out. The values of a
// list stand on lines of their own.
//
// An id is the node's key in letters that the schema allows; the attribute "key" has the
// key itself. The error is that of w.
func WriteGraphML(w io.Writer, v *View) error {
	return buffered(w, "GraphML", func(b *bufio.Writer) {
		b.WriteString(graphMLHead)
		graphMLKey(b, "node", "key", textual)
		for i := range nodeFields {
			graphMLKey(b, "node", nodeFields[i].name, nodeFields[i].kind)
		}
		for i := range edgeFields {
			graphMLKey(b, "edge", edgeFields[i].name, edgeFields[i].kind)
		}
		fmt.Fprintf(b, "  <graph id=\"stemma\" edgedefault=\"directed\">\n    <desc>%s</desc>\n", xmlValue.Replace(v.about()))
		for n := range v.everyNode() {
			graphMLNode(b, n)
		}
		for _, e := range v.Edges {
			graphMLEdge(b, e)
		}
		b.WriteString("  </graph>\n</graphml>\n")
	})
}

func graphMLKey(b *bufio.Writer, of, name string, kind fieldKind) {
	fmt.Fprintf(b, "  <key id=\"%s.%s\" for=\"%s\" attr.name=\"%s\" attr.type=\"%s\"/>\n", of, name, of, name, graphMLTypes[kind])
}

func graphMLNode(b *bufio.Writer, n *Node) {
	fmt.Fprintf(b, "    <node id=\"%s\">\n", nameToken(n.Key))
	graphMLData(b, "node", "key", plainID(n.Key))
	for i := range nodeFields {
		graphMLData(b, "node", nodeFields[i].name, nodeFields[i].join(n, between))
	}
	b.WriteString("    </node>\n")
}

func graphMLEdge(b *bufio.Writer, e *Edge) {
	fmt.Fprintf(b, "    <edge source=\"%s\" target=\"%s\">\n", nameToken(e.From), nameToken(e.To))
	for i := range edgeFields {
		graphMLData(b, "edge", edgeFields[i].name, edgeFields[i].join(e, between))
	}
	b.WriteString("    </edge>\n")
}

// graphMLData writes nothing for what is not known: readers would take an empty text for a
// fact, and an empty number for a mistake.
func graphMLData(b *bufio.Writer, of, name, value string) {
	if value == "" {
		return
	}
	fmt.Fprintf(b, "      <data key=\"%s.%s\">%s</data>\n", of, name, xmlValue.Replace(value))
}
