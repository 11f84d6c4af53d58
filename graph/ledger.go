package graph

import (
	"cmp"
	"context"
	"slices"
	"strings"

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
	// Waiting returns the next papers that wait for a stage, at most limit, in a fixed order.
	Waiting(ctx context.Context, stage int, limit int) ([]stemma.Reading, error)
	// Facts returns the facts under each of the keys, sorted by value and paper; under a key
	// "used:NAME" only the first. A key "id:ID" also finds the paper of that very id.
	Facts(ctx context.Context, keys []string) (map[string][]stemma.Fact, error)
	// Settle keeps what a stage found of papers, in place of what it found before, and puts
	// the papers that used a fact which is not the same any more back to the next stage.
	Settle(ctx context.Context, stage int, papers []stemma.Settled) error
}

// A memory is a Ledger without a file, for one run over papers that are all there.
type memory struct {
	papers  []stemma.Reading // sorted by id
	waiting map[int][]int    // by stage, numbers of papers in order
	facts   map[string][]stemma.Fact
	ties    []stemma.Tie
	number  map[string]int
}

func newMemory(papers []stemma.Reading) *memory {
	m := &memory{papers: papers, waiting: make(map[int][]int), facts: make(map[string][]stemma.Fact), number: make(map[string]int, len(papers))}
	for i := range papers {
		m.number[papers[i].Paper.ID] = i
		m.waiting[int(Telling)] = append(m.waiting[int(Telling)], i)
	}
	return m
}

func (m *memory) Waiting(_ context.Context, stage, limit int) ([]stemma.Reading, error) {
	var readings []stemma.Reading
	for _, i := range m.waiting[stage][:min(limit, len(m.waiting[stage]))] {
		readings = append(readings, m.papers[i])
	}
	return readings, nil
}

func (m *memory) Facts(_ context.Context, keys []string) (map[string][]stemma.Fact, error) {
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

// Settle takes papers in the order in which Waiting gave them. No paper comes twice, so
// that no fact can change that was used.
func (m *memory) Settle(_ context.Context, stage int, papers []stemma.Settled) error {
	m.waiting[stage] = m.waiting[stage][len(papers):]
	for _, p := range papers {
		for _, f := range p.Facts {
			m.facts[f.Key] = append(m.facts[f.Key], f)
		}
		m.ties = append(m.ties, p.Ties...)
		if p.Next != int(Done) {
			m.waiting[p.Next] = append(m.waiting[p.Next], m.number[p.Paper])
		}
	}
	return nil
}
