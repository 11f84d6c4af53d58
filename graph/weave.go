package graph

import (
	"context"
	"fmt"
	"iter"
	"maps"
	"slices"

	"stemma"
)

// Weaving is the version of the way in which references become ties. Another makes other ties.
const Weaving = 3

// weaveAtOnce is the number of papers that are resolved together, and then kept. What they
// tell goes all over a large store, and each page of it is written once for them all.
const weaveAtOnce = 20_000

// Weave takes the papers that wait in the ledger into the lineage. It may be stopped at any
// time and goes on where it was. Tell, where it is not nil, is called with the stage and the
// number of papers that passed it.
//
// The ties that come of it are the same whatever the order in which papers came, and
// whether they came at once or in many runs.
func Weave(ctx context.Context, ledger Ledger, c *Catalogue, tell func(Stage, int)) error {
	w := &weaver{ledger: ledger, resolver: &resolver{catalogue: c}, atOnce: weaveAtOnce}
	return w.weave(ctx, tell)
}

type weaver struct {
	ledger   Ledger
	resolver *resolver
	atOnce   int // papers
}

func (w *weaver) weave(ctx context.Context, tell func(Stage, int)) error {
	for _, pass := range [...]struct {
		stage Stage
		of    func(*stemma.Reading, *lookup) stemma.Settled
	}{{Telling, w.tell}, {Matching, w.match}, {Tying, w.tie}} {
		if err := w.pass(ctx, pass.stage, pass.of, tell); err != nil {
			return fmt.Errorf("joining papers into the lineage: %w", err)
		}
	}
	return nil
}

func (w *weaver) pass(ctx context.Context, stage Stage, of func(*stemma.Reading, *lookup) stemma.Settled, tell func(Stage, int)) error {
	for done := 0; ; {
		found := false
		for papers, err := range w.resolved(ctx, stage, of) {
			kept := 0
			if err == nil {
				kept, err = w.ledger.Settle(ctx, int(stage), papers)
			}
			if err != nil {
				return err
			}
			done, found = done+kept, true
			if tell != nil {
				tell(stage, done)
			}
		}
		if err := ctx.Err(); err != nil || !found { // papers may have been put back meanwhile
			return err
		}
	}
}

// resolved yields what the stage finds of all papers that wait for it now, many at a time.
// While those are kept the next are read and resolved: nothing that a stage keeps bears on
// what it finds of others.
func (w *weaver) resolved(ctx context.Context, stage Stage, of func(*stemma.Reading, *lookup) stemma.Settled) iter.Seq2[[]stemma.Settled, error] {
	type batch struct {
		papers []stemma.Settled
		err    error
	}
	return func(yield func([]stemma.Settled, error) bool) {
		ctx, cancel := context.WithCancel(ctx)
		batches := make(chan batch)
		go func() {
			defer close(batches)
			for after, more := "", true; more; {
				papers, err := w.ledger.Waiting(ctx, int(stage), after, w.atOnce)
				if err == nil && len(papers) == 0 {
					return
				}
				b := batch{err: err}
				if err == nil {
					after = papers[len(papers)-1].Paper.ID
					b.papers, b.err = w.settle(ctx, papers, of)
				}
				select {
				case batches <- b:
					more = b.err == nil
				case <-ctx.Done():
					return
				}
			}
		}()
		defer func() { // nothing reads any more once the caller goes on
			cancel()
			for range batches {
			}
		}()
		for b := range batches {
			if !yield(b.papers, b.err) {
				return
			}
		}
	}
}

// settle resolves papers until nothing that they look up is missing. What is looked up in
// one round decides what is in the next, at most a name, its full name and its citation.
func (w *weaver) settle(ctx context.Context, papers []stemma.Waiting, of func(*stemma.Reading, *lookup) stemma.Settled) ([]stemma.Settled, error) {
	settled := make([]stemma.Settled, len(papers))
	facts := make(map[string][]stemma.Fact)
	open := make([]int, len(papers))
	for i := range open {
		open[i] = i
	}
	for len(open) > 0 {
		missing := make(map[string]bool)
		var again []int
		for _, i := range open {
			look := &lookup{facts: facts, missing: missing, used: make(map[string]bool)}
			settled[i] = of(&papers[i].Reading, look)
			settled[i].Turn, settled[i].Seen = papers[i].Turn, papers[i].Seen
			if look.stale {
				again = append(again, i)
			}
		}
		open = again
		if len(missing) == 0 {
			break
		}
		found, err := w.ledger.Facts(ctx, slices.Sorted(maps.Keys(missing)))
		if err != nil {
			return nil, err
		}
		for key := range missing {
			facts[key] = found[key]
		}
	}
	return settled, nil
}

// tell is the first stage.
func (w *weaver) tell(r *stemma.Reading, _ *lookup) stemma.Settled {
	refs := readReferences(r)
	s := stemma.Settled{Paper: r.Paper.ID, Facts: w.resolver.facts(r, refs), Uses: nameKeys(refs)}
	for _, ref := range refs.list {
		if ref.key != "" {
			s.Next = int(Matching)
			return s
		}
	}
	if len(refs.list) > 0 || len(r.Extraction.Links) > 0 {
		s.Next = int(Tying)
	}
	return s
}

// match is the second stage: which works the paper's citations are for certain.
func (w *weaver) match(r *stemma.Reading, look *lookup) stemma.Settled {
	s := newSubject(r, look)
	settled := stemma.Settled{Paper: r.Paper.ID, Next: int(Tying)}
	for _, ref := range s.refs.list {
		ref, ok := s.foreign(ref)
		if !ok || ref.key == "" {
			continue
		}
		if v, ok := w.resolver.direct(s, ref); ok {
			settled.Facts = append(settled.Facts, stemma.Fact{Key: factIs + ref.key, Paper: r.Paper.ID, Value: v.key})
		}
	}
	settled.Uses = slices.Sorted(maps.Keys(look.used)) // the next stage may be the next run's
	return settled
}

// tie is the third stage.
func (w *weaver) tie(r *stemma.Reading, look *lookup) stemma.Settled {
	s := newSubject(r, look)
	ties := newTies(r.Paper.ID)
	for _, ref := range s.refs.list {
		ref, ok := s.foreign(ref)
		if !ok {
			continue
		}
		if v, ok := w.resolver.resolve(s, ref); ok {
			ties.add(v, ref)
		}
	}
	for _, key := range nameKeys(s.refs) {
		look.used[key] = true
	}
	ties.addCode(&r.Extraction)
	return stemma.Settled{Paper: r.Paper.ID, Uses: slices.Sorted(maps.Keys(look.used)), Ties: ties.sorted()}
}

// nameKeys returns the keys under which a paper is found by the names that it uses, whether
// or not they had to be looked up.
func nameKeys(refs *references) []string {
	var keys []string
	for _, ref := range refs.list {
		for _, n := range ref.names {
			keys = append(keys, factName+n.squeezed)
		}
	}
	return keys
}

func newSubject(r *stemma.Reading, look *lookup) *subject {
	return &subject{lookup: look, paper: &r.Paper, refs: readReferences(r), own: ownNames(r), date: date(&r.Paper)}
}
