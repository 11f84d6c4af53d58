package graph

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"stemma"
)

// A Clue is what papers say of a work that nothing explains, for whoever can be asked.
type Clue struct {
	Node *Node
	// ArXiv or DOI is the identifier by which papers refer to the work; mostly both are empty.
	ArXiv, DOI string
	// Authors are the surnames of the citation, all of them unless EtAl; nil where there is none.
	Authors []string
	EtAl    bool
	Year    string // of the citation
	Name    string // the fullest that the work goes by; empty if it is only cited
	// Words are those that tell most of its field: of its other names, and of the sentences and
	// titles of the papers that name it. They are in lower case, the commonest first.
	Words []string
}

// Bounds of a clue.
const (
	clueWords   = 8
	clueEdges   = 30 // to papers whose words are read
	clueLetters = 40 // bytes of a word; a longer one is none
)

// Unexplained returns the works that papers only cite or name: first those that they give an
// identifier of, then those that most builds on, then those that most papers speak of.
func (g *Graph) Unexplained() []*Node {
	loads := g.loads()
	var numbers []int
	for i, n := range g.store.nodes {
		if n != nil && (n.Kind == Cited || n.Kind == Named) {
			numbers = append(numbers, i)
		}
	}
	slices.SortFunc(numbers, func(a, b int) int {
		x, y := g.store.nodes[a], g.store.nodes[b]
		return cmp.Or(cmp.Compare(rank(!identified(x)), rank(!identified(y))), cmp.Compare(loads[b].sum, loads[a].sum),
			cmp.Compare(len(g.store.in[b]), len(g.store.in[a])), cmp.Compare(x.Key, y.Key))
	})
	nodes := make([]*Node, len(numbers))
	for i, number := range numbers {
		nodes[i] = g.store.nodes[number]
	}
	return nodes
}

// Clues returns what papers say of nodes, which are works that they only cite or name. An
// error is that of reading the sentences, where the graph was loaded without.
func (g *Graph) Clues(ctx context.Context, nodes []*Node) ([]Clue, error) {
	clues := make([]Clue, len(nodes))
	for i, n := range nodes {
		edges := g.In(n.Key)
		edges = edges[:min(clueEdges, len(edges))]
		if err := g.quote(ctx, edges); err != nil {
			return nil, err
		}
		clues[i] = g.clue(n, edges)
	}
	return clues, nil
}

func (g *Graph) clue(n *Node, edges []*Edge) Clue {
	c := Clue{Node: n, Name: fullest(n.Names)}
	kind, id := citedBy(n)
	switch kind {
	case stemma.CitationArXiv:
		c.ArXiv = id
	case stemma.CitationDOI:
		c.DOI = id
	case stemma.CitationAuthorYear:
		c.Authors, c.Year, c.EtAl = n.Authors, n.Year, strings.Contains(n.Key, "-et-al-")
	}
	c.Words = g.words(n, edges)
	return c
}

// citedBy returns in which way papers cite n, and the identifier if that is one; "" for a
// work that they only name.
func citedBy(n *Node) (stemma.CitationKind, string) {
	if n.Kind != Cited {
		return "", ""
	}
	for _, kind := range [...]stemma.CitationKind{stemma.CitationArXiv, stemma.CitationDOI, stemma.CitationKey} {
		if id, ok := strings.CutPrefix(n.Key, "cited:"+string(kind)+":"); ok {
			return kind, id
		}
	}
	return stemma.CitationAuthorYear, ""
}

func identified(n *Node) bool {
	kind, _ := citedBy(n)
	return kind == stemma.CitationArXiv || kind == stemma.CitationDOI
}

// fullest returns the longest name that is no acronym, or else the first.
func fullest(names []string) string {
	best := ""
	for _, name := range names {
		if !isAcronym(name) && len(name) > len(best) {
			best = name
		}
	}
	return firstOf(append([]string{best}, names...)...)
}

// words returns the words of a clue. The names of the authors are none, nor are those that
// the papers give themselves, which are theirs to tell.
func (g *Graph) words(n *Node, edges []*Edge) []string {
	counts := make(map[string]int)
	out := make(map[string]bool)
	var order []string
	leave := func(text string) {
		tellingWords(text, func(word, _ string) { out[word] = true })
	}
	take := func(word, _ string) {
		if counts[word]++; counts[word] == 1 && len(word) <= clueLetters {
			order = append(order, word)
		}
	}
	for _, name := range n.Names {
		tellingWords(name, take)
	}
	leave(strings.Join(n.Authors, " "))
	for _, e := range edges {
		from := g.Node(e.From)
		leave(strings.Join(from.Names, " "))
		for i := range e.Evidence {
			leave(e.Evidence[i].Cue)
			tellingWords(e.Evidence[i].Sentence, take)
		}
		tellingWords(from.Title, take)
	}
	order = slices.DeleteFunc(order, func(word string) bool { return out[word] })
	slices.SortStableFunc(order, func(a, b string) int { return cmp.Compare(counts[b], counts[a]) })
	return order[:min(len(order), clueWords)]
}
