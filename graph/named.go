package graph

import (
	"context"
	"slices"
	"strings"
)

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
