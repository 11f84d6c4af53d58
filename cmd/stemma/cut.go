package main

import (
	"strings"

	"github.com/urfave/cli/v2"

	"stemma"
	"stemma/graph"
)

// cutFlags cut a big graph to what a person can read.
func cutFlags() []cli.Flag {
	const category = "What to draw"
	flags := []cli.Flag{
		&cli.StringSliceFlag{Name: "around", Category: category, Usage: "only the work `NAME` and what is linked with it; may be given several times"},
		depthFlag("with --around, `N` steps up and down", "1"),
		&cli.IntFlag{Name: "top", Category: category, Usage: "only the `N` works that most is built upon", Action: atLeastOne("top")},
		&cli.IntFlag{Name: "since", Category: category, Usage: "leave out papers from before `YEAR`, and what only they are linked with", Action: atLeastOne("since")},
		&cli.StringFlag{Name: "relation", Category: category, Usage: "only edges of `RELATION`, a relation or a class of them (" + strings.Join(relationWords(), ", ") + "); several have commas between them"},
		&cli.IntFlag{Name: "min-weight", Category: category, Usage: "only edges that `N` places speak of", Action: atLeastOne("min-weight")},
		&cli.BoolFlag{Name: "reduce", Category: category, Usage: "leave out edges that a chain of others implies"},
		&cli.StringFlag{Name: "cluster", Category: category, Usage: "draw together what is of one `KIND`: field or year",
			Action: func(_ *cli.Context, kind string) error {
				if kind != graph.ClusterField && kind != graph.ClusterYear {
					return usagef("--cluster %q: want %s or %s", kind, graph.ClusterField, graph.ClusterYear)
				}
				return nil
			}},
		&cli.BoolFlag{Name: "full", Category: category, Usage: "also draw what is only evaluated on or named in passing"},
	}
	flags[1].(*cli.IntFlag).Category = category
	return flags
}

// relations are those that an edge between works can have.
var relations = [...]stemma.Relation{stemma.Extends, stemma.Generalizes, stemma.Uses, stemma.Analyzes, stemma.Compares,
	stemma.Outperforms, stemma.EvaluatesOn, stemma.Background, stemma.VersionOf, stemma.NoRelation}

func relationWords() []string {
	words := []string{string(stemma.ClassBuildsOn)}
	for _, r := range relations {
		if r != stemma.NoRelation { // which is background
			words = append(words, string(r))
		}
	}
	return words
}

// parseRelations reads what --relation takes: relations, and classes, which are all of theirs.
// A word that is both is the class: "compares" holds "outperforms" too.
func parseRelations(list string) ([]stemma.Relation, error) {
	var chosen []stemma.Relation
	for word := range strings.FieldsFuncSeq(list, func(r rune) bool { return r == ',' || r == ' ' }) {
		before := len(chosen)
		for _, r := range relations {
			if word == string(r) || r != stemma.VersionOf && word == string(r.Class()) {
				chosen = append(chosen, r)
			}
		}
		if len(chosen) == before {
			return nil, usagef("--relation %q: want one or more of %s", word, strings.Join(relationWords(), ", "))
		}
	}
	return chosen, nil
}

// readCuts returns the cuts that the flags ask for in g.
func (p *program) readCuts(c *cli.Context, g *graph.Graph) (graph.Options, error) {
	o := graph.Options{Full: c.Bool("full"), Depth: c.Int("depth"), Top: c.Int("top"), Since: c.Int("since"),
		MinWeight: c.Int("min-weight"), Reduce: c.Bool("reduce"), Cluster: c.String("cluster")}
	var err error
	if o.Relations, err = parseRelations(c.String("relation")); err != nil {
		return o, err
	}
	console := p.console(c.Bool("quiet"), false)
	for _, name := range c.StringSlice("around") {
		n, err := pickCode(g, name, console)
		if err != nil {
			return o, err
		}
		o.Around = append(o.Around, n.Key)
	}
	if len(o.Around) == 0 && o.Depth > 0 {
		return o, usagef("--depth says how far to go from --around NAME, which is missing")
	}
	return o, nil
}
