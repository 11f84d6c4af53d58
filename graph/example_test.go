package graph_test

import (
	"os"

	"stemma/graph"
)

// A format is chosen by its name, and any view can be written in any.
func ExampleFormats() {
	v := &graph.View{
		Title: "Two papers",
		Nodes: []*graph.Node{
			{Key: "paper:1", Kind: graph.Paper, Label: "DDPM", Year: "2020"},
			{Key: "paper:2", Kind: graph.Paper, Label: "DDIM", Year: "2020"},
		},
		Edges: []*graph.Edge{{From: "paper:2", To: "paper:1", Relation: "generalizes", Confidence: 0.9}},
	}
	for _, f := range graph.Formats() {
		if f.Name == "edges-csv" {
			if err := f.Write(os.Stdout, v); err != nil {
				panic(err)
			}
		}
	}
	// Output:
	// source,target,weight,relation,class,confidence,cue,evidence
	// paper:2,paper:1,0,generalizes,builds-on,0.9,,
}
