package graph

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"
)

// Ways in which a text can name a node, the surest first.
const (
	byKey = iota
	byAddress
	byName
	byFoldedName
	byStart
	notNamed
)

// Find returns the nodes that a person means by text, if it is a key, an identifier
// ("2010.02502", "arXiv:2010.02502v2"), OWNER/REPO or an address of code, a name or other
// form, or a title. Names are compared as the graph itself does, then without regard to
// case, then by their beginnings; the surest way that leads anywhere counts alone. The most
// built-upon come first, then by key. It looks at every node.
func (g *Graph) Find(text string) []*Node {
	q := newQuery(text)
	var found []*Node
	best := notNamed
	for _, n := range g.store.nodes {
		if n == nil {
			continue
		}
		if way := q.names(n); way < best {
			best, found = way, append(found[:0], n)
		} else if way == best && way != notNamed {
			found = append(found, n)
		}
	}
	g.sortByBuilders(found)
	return found
}

// Meant returns the node that a person means by text, and the others that go by the same
// name: of several, a well-known work is meant rather than papers that introduce the name
// once more. It is nil where text names nothing, or several that are equal in this; the others
// are then all that Find returns.
func (g *Graph) Meant(text string) (meant *Node, others []*Node) {
	found := g.Find(text)
	q := newQuery(text)
	for _, n := range found {
		switch {
		case len(found) > 1 && (!n.WellKnown || q.names(n) >= byStart):
			others = append(others, n)
		case meant != nil:
			return nil, found
		default:
			meant = n
		}
	}
	return meant, others
}

// Candidates returns the keys of what a person may mean by text: a name, an identifier, a
// repository or a key. They are those of exact matches, sorted, and may hold one that the
// lineage knows nothing of.
func (c *Catalogue) Candidates(ctx context.Context, src Source, text string) ([]string, error) {
	text = strings.TrimSpace(text)
	n := newName(text)
	wanted := []string{factName + n.squeezed, factID + text, factID + identifier(text)}
	var works []int32
	for _, f := range c.byName[n.squeezed] {
		works = append(works, f.work)
	}
	if at, ok := c.byID[identifier(text)]; ok {
		works = append(works, at)
	}
	keys := []string{text, "named:" + n.key, addressKey(text)}
	for _, at := range works {
		keys = append(keys, c.keys[at])
		for _, id := range ids(&c.works[at]) {
			wanted = append(wanted, factID+id)
		}
		wanted = append(wanted, factTitle+squeeze(c.works[at].Title))
	}
	facts, err := src.Facts(ctx, wanted)
	for _, key := range wanted {
		for _, f := range facts[key] {
			keys = append(keys, "paper:"+f.Paper)
		}
	}
	slices.Sort(keys)
	return slices.Compact(keys), err
}

// sortByBuilders puts the most built-upon first, then by key.
func (g *Graph) sortByBuilders(nodes []*Node) {
	by := make(map[*Node]int, len(nodes))
	for _, n := range nodes {
		for range g.down(buildsOn)(g.store.index[n.Key]) {
			by[n]++
		}
	}
	slices.SortFunc(nodes, func(a, b *Node) int {
		return cmp.Or(cmp.Compare(by[b], by[a]), cmp.Compare(a.Key, b.Key))
	})
}

// A query is a text in all the forms under which it is looked for.
type query struct {
	text, id, address string
	name, loose       string
}

func newQuery(text string) *query {
	text = strings.TrimSpace(text)
	return &query{text: text, id: identifier(text), address: addressKey(text), name: nameKey(text), loose: looseKey(text)}
}

// addressKey writes an address as the key of a code node has it. OWNER/REPO is on GitHub.
func addressKey(text string) string {
	text = strings.ToLower(text)
	for _, start := range [...]string{"https://", "http://", "git@", "www."} {
		text = strings.TrimPrefix(text, start)
	}
	text = strings.TrimSuffix(strings.TrimRight(text, "/"), ".git")
	host, _, _ := strings.Cut(text, "/")
	if strings.Count(text, "/") == 1 && !strings.Contains(host, ".") {
		text = "github.com/" + text
	}
	return CodeKey(text)
}

// shortestStart is the length in bytes from which a beginning names a work.
const shortestStart = 3

// names returns the surest way in which q names n.
func (q *query) names(n *Node) int {
	way := notNamed
	switch {
	case q.text == "":
		return notNamed
	case n.Key == q.text:
		return byKey
	case q.isAddress(n):
		return byAddress
	}
	for _, name := range n.Names {
		way = min(way, q.matches(name))
	}
	return min(way, q.matches(n.Label), q.matches(n.Title))
}

// isAddress reports whether q is the identifier, or the address of the code, that n is.
func (q *query) isAddress(n *Node) bool {
	if isCode(n) {
		return strings.EqualFold(n.Key, q.address)
	}
	if n.Kind == Named || q.id == "" {
		return false // its key is a name, which is compared as such
	}
	at := strings.LastIndexByte(n.Key, ':')
	return identifier(n.Key[at+1:]) == q.id || n.Address != "" && identifier(n.Address) == q.id
}

func (q *query) matches(name string) int {
	if name == "" || q.loose == "" {
		return notNamed
	}
	switch loose := looseKey(name); {
	case loose == q.loose && nameKey(name) == q.name:
		return byName
	case loose == q.loose:
		return byFoldedName
	case len(q.loose) >= shortestStart && strings.HasPrefix(loose, q.loose):
		return byStart
	}
	return notNamed
}

// Nearest returns at most limit nodes whose names differ least from text, the least first,
// for asking "did you mean". More than a third of the letters never differ.
func (g *Graph) Nearest(text string, limit int) []*Node {
	loose := looseKey(text)
	distance := make(map[*Node]int)
	var near []*Node
	for _, n := range g.store.nodes {
		if n == nil {
			continue
		}
		if d, ok := nearness(loose, n); ok {
			distance[n] = d
			near = append(near, n)
		}
	}
	g.sortByBuilders(near)
	slices.SortStableFunc(near, func(a, b *Node) int { return cmp.Compare(distance[a], distance[b]) })
	return near[:min(limit, len(near))]
}

// nearness returns the least number of letters that have to change to make loose a name of n.
func nearness(loose string, n *Node) (least int, near bool) {
	limit := max(len(loose)/3, 1)
	for _, name := range append([]string{n.Label, n.Title}, n.Names...) {
		key := looseKey(name)
		if key == "" || len(key) > len(loose)+4*limit || len(loose) > len(key)+4*limit { // a letter has up to four bytes
			continue
		}
		if d := levenshtein.ComputeDistance(loose, key); d <= limit && (!near || d < least) {
			least, near = d, true
		}
	}
	return least, near
}
