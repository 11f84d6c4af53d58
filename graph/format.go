package graph

import "io"

// A Format is a form in which a view is written.
type Format struct {
	Name  string // what a user calls it: "graphml"
	File  string // the name of its file: "graph.graphml"
	Says  string // what it is for, in a few words
	Write func(io.Writer, *View) error
}

// Formats returns every form.
func Formats() []Format {
	return []Format{
		{"dot", "graph.dot", "Graphviz", WriteDOT},
		{"svg", "graph.svg", "a picture for the web", WriteSVG},
		{"png", "graph.png", "a picture for slides", WritePNG},
		{"graphml", "graph.graphml", "networkx, igraph, yEd, Gephi", WriteGraphML},
		{"gexf", "graph.gexf", "Gephi, with colours and shapes", WriteGEXF},
		{"mermaid", "graph.mmd", "Mermaid, which GitHub draws in Markdown", WriteMermaid},
		{"cytoscape", "graph.cyjs", "Cytoscape and Cytoscape.js", WriteCytoscape},
		{"nodes-csv", "nodes.csv", "the nodes as a table", WriteNodesCSV},
		{"edges-csv", "edges.csv", "the edges as a table, with their sentences", WriteEdgesCSV},
		{"jsonld", "graph.jsonld", "linked data in the terms of schema.org", WriteJSONLD},
		{"json", "graph.json", "stemma.graph/1, with all evidence", WriteJSON},
	}
}
