package main

import (
	"context"
	"fmt"
	"runtime/debug"
	"slices"

	"stemma"
	"stemma/catalogue"
	"stemma/graph"
	"stemma/online"
	"stemma/store"
)

// knowledge is what is known of works beyond the papers that were read.
type knowledge struct {
	builtIn []stemma.KnownWork
	works   *graph.Catalogue // those of a store and the built-in ones
	stamp   string           // changes with the built-in works and with the way in which references are resolved
}

// knowledgeGarbage is how much garbage there may be while that is read, in percent of the memory
// in use, of which the built-in works take some ten megabytes.
const knowledgeGarbage = 800

// readKnowledge returns what is known with a store.
func readKnowledge(ctx context.Context, s *store.Store) (*knowledge, error) {
	// What is read here stays: to look for garbage among it takes a third of the time.
	defer debug.SetGCPercent(debug.SetGCPercent(knowledgeGarbage))
	builtIn, err := catalogue.Works()
	if err != nil {
		return nil, err
	}
	k := &knowledge{builtIn: builtIn, stamp: fmt.Sprintf("%d:%s", graph.Weaving, catalogue.Version())}
	return k, k.read(ctx, s)
}

// read takes over what the store knows.
func (k *knowledge) read(ctx context.Context, s *store.Store) error {
	stored, err := s.KnownWorks(ctx)
	if err == nil {
		k.works = k.with(stored)
	}
	return err
}

// with joins the works of a store with the built-in ones. What the user gave comes first, and
// what an index says last: of what they tell of one work the first counts.
func (k *knowledge) with(stored []stemma.KnownWork) *graph.Catalogue {
	var given, found []stemma.KnownWork
	for _, w := range stored {
		if w.Source == online.OpenAlex || w.Source == online.ArXiv {
			found = append(found, w)
		} else {
			given = append(given, w)
		}
	}
	return graph.NewCatalogue(slices.Concat(given, k.builtIn, found))
}

// bears is the store.Bearing of a change of its works.
func (k *knowledge) bears(before, after []stemma.KnownWork) (keys []string, paper func(id, title string) bool) {
	d := k.with(before).Difference(k.with(after))
	return d.Keys, d.Papers()
}
