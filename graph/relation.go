package graph

import "stemma"

// strengths ranks the relations. When one paper says several things of a work, the
// strongest is the edge's: a paper that extends a method also compares with it.
var strengths = [...]stemma.Relation{
	stemma.NoRelation, stemma.Background, stemma.EvaluatesOn, stemma.Compares, stemma.Outperforms,
	stemma.Analyzes, stemma.Uses, stemma.Generalizes, stemma.Extends, stemma.Implements,
}

// strength returns the rank of r; a relation that is not known ranks as none.
func strength(r stemma.Relation) int {
	for i, known := range strengths {
		if r == known {
			return i
		}
	}
	return 0
}
