package graph

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"sync"

	"stemma"
)

// A Stage is what a paper waits for on its way into the lineage.
type Stage int

// The stages, in order. All papers pass one before any enters the next, because what a
// reference means depends on what others say.
const (
	Done     Stage = iota
	Telling        // what the paper tells of itself and of its references is read
	Matching       // its citations are matched with the papers that they are
	Tying          // its references become ties
)

// A Ledger keeps what is known of papers on their way into the lineage. The store is one.
type Ledger interface {
	// Waiting returns the next papers that wait for a stage, in a fixed order: the first, or
	// those behind the paper of the id after; at most limit.
	Waiting(ctx context.Context, stage int, after string, limit int) ([]stemma.Waiting, error)
	// Facts returns the facts under each of the keys, sorted by value and paper; under a key
	// "used:NAME" only the first. A key "id:ID" also finds the paper of that very id.
	Facts(ctx context.Context, keys []string) (map[string][]stemma.Fact, error)
	// Settle keeps what a stage found of papers, in place of what it found before, and puts
	// the papers that used a fact which is not the same any more back to the next stage. It
	// returns how many papers that were: one is left to wait that was put back since it was
	// read, or for which somebody else may have changed what was looked up.
	Settle(ctx context.Context, stage int, papers []stemma.Settled) (int, error)
}

// A memory is a Ledger without a file, for one run over papers that are all there.
type memory struct {
	mutex  sync.Mutex
	papers []stemma.Reading // sorted by id
	stages []int            // of the papers
	number map[string]int   // of the papers, by id
	facts  map[string][]stemma.Fact
	ties   []stemma.Tie
}

func newMemory(papers []stemma.Reading) *memory {
	m := &memory{papers: papers, stages: make([]int, len(papers)), facts: make(map[string][]stemma.Fact), number: make(map[string]int, len(papers))}
	for i := range papers {
		m.number[papers[i].Paper.ID] = i
		m.stages[i] = int(Telling)
	}
	return m
}

func (m *memory) Waiting(_ context.Context, stage int, after string, limit int) ([]stemma.Waiting, error) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	first := 0
	if last, ok := m.number[after]; ok {
		first = last + 1
	}
	var papers []stemma.Waiting
	for i := first; i < len(m.papers) && len(papers) < limit; i++ {
		if m.stages[i] == stage {
			papers = append(papers, stemma.Waiting{Reading: m.papers[i]})
		}
	}
	return papers, nil
}

func (m *memory) Facts(_ context.Context, keys []string) (map[string][]stemma.Fact, error) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	found := make(map[string][]stemma.Fact, len(keys))
	for _, key := range keys {
		facts := m.facts[key]
		if id, ok := strings.CutPrefix(key, factID); ok {
			if _, ok := m.number[id]; ok {
				facts = append(facts[:len(facts):len(facts)], stemma.Fact{Key: key, Paper: id})
			}
		}
		slices.SortFunc(facts, func(a, b stemma.Fact) int {
			return cmp.Or(cmp.Compare(a.Value, b.Value), cmp.Compare(a.Paper, b.Paper))
		})
		found[key] = facts
	}
	return found, nil
}

// Settle gets no paper twice at one stage, so that no fact can change that was used.
func (m *memory) Settle(_ context.Context, _ int, papers []stemma.Settled) (int, error) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	for _, p := range papers {
		for _, f := range p.Facts {
			m.facts[f.Key] = append(m.facts[f.Key], f)
		}
		m.ties = append(m.ties, p.Ties...)
		m.stages[m.number[p.Paper]] = p.Next
	}
	return len(papers), nil
}
