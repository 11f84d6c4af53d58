package main

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"stemma"
	"stemma/graph"
	"stemma/report"
	"stemma/store"
)

// mostInMemory is how many papers a run holds in memory as they are.
const mostInMemory = 20_000

// A pile is the papers that a run has read. Of a large one it holds, without their
// abstracts, those alone that link or promise something, and counts the others.
type pile struct {
	readings []stemma.Reading
	unlisted report.Unlisted
	place    map[string]spot // by id
	large    bool
}

// A spot says where a pile has a paper: at an index of the readings, or only counted, with
// what it cites and mentions.
type spot struct{ at, citations, mentions int32 }

// counted stands for the index of a paper that is counted only.
const counted = -1

// add takes a paper in. One that was read before replaces what was read then, and before
// says where that was, if it is still known.
func (p *pile) add(r stemma.Reading) (before string, known bool) {
	if old, known := p.place[r.Paper.ID]; known {
		if old.at == counted {
			p.count(old, -1)
			p.put(r)
			return "", true
		}
		source := p.readings[old.at].Paper.Source
		p.readings[old.at] = p.held(r)
		return fmt.Sprintf(", at %s:%d", source.File, source.Line), true
	}
	if !p.large && len(p.readings) == mostInMemory {
		p.large = true
		all := p.readings
		p.readings, p.place = nil, make(map[string]spot, 2*len(all))
		for i := range all {
			p.put(all[i])
		}
	}
	p.put(r)
	return "", false
}

func (p *pile) put(r stemma.Reading) {
	if p.large && len(r.Extraction.Links) == 0 && len(r.Extraction.Promises) == 0 {
		s := spot{counted, int32(len(r.Extraction.Citations)), int32(len(r.Extraction.Mentions))}
		p.place[strings.Clone(r.Paper.ID)] = s // the id is part of a block of the input
		p.count(s, 1)
		return
	}
	r = p.held(r)
	p.place[r.Paper.ID] = spot{at: int32(len(p.readings))}
	p.readings = append(p.readings, r)
}

// count adds a paper that is not listed, or takes it off.
func (p *pile) count(s spot, papers int) {
	p.unlisted.Papers += papers
	p.unlisted.Citations += papers * int(s.citations)
	p.unlisted.Mentions += papers * int(s.mentions)
}

// held returns r as it is kept. The texts of a paper are parts of the block of input that it
// came in, which a large pile may not hold on to.
func (p *pile) held(r stemma.Reading) stemma.Reading {
	if !p.large {
		return r
	}
	r.Paper.Abstract = ""
	var own stemma.Reading
	text, err := json.Marshal(r)
	if err == nil {
		err = json.Unmarshal(text, &own)
	}
	if err != nil {
		return r // cannot be: a reading is plain data
	}
	return own
}

// lineage returns the lineage of the papers; of a large pile it is that of the whole store.
func (p *pile) lineage(ctx context.Context, s *store.Store, k *knowledge) (*graph.Graph, error) {
	if !p.large {
		return k.works.Build(p.readings, nil), nil
	}
	return storedLineage(ctx, s, k)
}

// targets returns what the run has to look at: what the papers link, and then the official
// code of the works that they stand on.
func (p *pile) targets(lineage *graph.Graph) []stemma.Target {
	targets := targetsOf(p.readings)
	linked := make(map[string]bool)
	for _, t := range targets {
		linked[t.Key()] = true
	}
	for _, n := range lineage.Nodes() {
		if n.Kind == graph.Repository && !linked[n.Target.Key()] {
			targets = append(targets, n.Target)
		}
	}
	return targets
}

// targetsOf returns what papers link, in their order.
func targetsOf(readings []stemma.Reading) []stemma.Target {
	var targets []stemma.Target
	for i := range readings {
		for _, link := range readings[i].Extraction.Links {
			targets = append(targets, link.Target)
		}
	}
	return targets
}
