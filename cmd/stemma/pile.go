package main

import (
	"context"
	"fmt"
	"strings"

	"stemma"
	"stemma/graph"
	"stemma/store"
)

// mostInMemory is how many papers a run holds in memory. Of more it knows the ids alone, and
// takes what it needs from the store.
const mostInMemory = 20_000

// A pile is the papers that a run has read.
type pile struct {
	readings []stemma.Reading // nil when there are too many
	place    map[string]int   // by id, the index in readings
	large    bool
}

// add takes a paper in. One that was read before replaces what was read then, and before
// says where that was, if it is still known.
func (p *pile) add(r stemma.Reading) (before string, known bool) {
	at, known := p.place[r.Paper.ID]
	switch {
	case known && p.large:
		return "", true
	case known:
		source := p.readings[at].Paper.Source
		p.readings[at] = r
		return fmt.Sprintf(", at %s:%d", source.File, source.Line), true
	case !p.large && len(p.readings) == mostInMemory:
		p.shed()
	}
	if p.large {
		p.place[strings.Clone(r.Paper.ID)] = 0 // the id is part of a block of the input
		return "", false
	}
	p.place[r.Paper.ID] = len(p.readings)
	p.readings = append(p.readings, r)
	return "", false
}

// shed keeps nothing but the ids.
func (p *pile) shed() {
	p.large, p.place = true, make(map[string]int, 2*len(p.readings))
	for i := range p.readings {
		p.place[strings.Clone(p.readings[i].Paper.ID)] = 0
	}
	p.readings = nil
}

// all returns the papers in the order in which they were read; of a large pile, without the
// abstracts and in the order in which the store met them.
func (p *pile) all(ctx context.Context, s *store.Store) ([]stemma.Reading, error) {
	if !p.large {
		return p.readings, nil
	}
	readings := make([]stemma.Reading, 0, len(p.place))
	err := s.EachLinked(ctx, true, func(r stemma.Reading) error {
		if _, ok := p.place[r.Paper.ID]; ok {
			r.Paper.Abstract = ""
			readings = append(readings, r)
		}
		return nil
	})
	return readings, err
}

// lineage returns the lineage of the papers; of a large pile it is that of the whole store.
func (p *pile) lineage(ctx context.Context, s *store.Store, k *knowledge, observations map[string]stemma.Observation) (*graph.Graph, error) {
	if !p.large {
		return k.works.Build(p.readings, observations), nil
	}
	return storedLineage(ctx, s, k)
}
