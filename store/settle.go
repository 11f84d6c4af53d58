package store

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"stemma"
)

const (
	firstStage = 1 // graph.Telling
	lastStage  = 3 // graph.Tying, which makes the ties

	paperPrefix = "paper:" // begins the key of a work that is a paper of the store
	idKey       = "id:"    // begins the keys under which a paper's very id is found
	nameKey     = "name:"  // begins the keys that every paper looks up which uses a name
	usedKey     = "used:"  // begins the keys of which only the first fact is kept
)

// Settle keeps what a stage found of papers in place of what it found before, all or none,
// and puts the papers that used a fact which is not the same any more back to the next stage.
// It returns how many papers that were: one that was put back since it was read is left out,
// and waits, and so is one for which another may have changed what was looked up.
func (s *Store) Settle(ctx context.Context, stage int, papers []stemma.Settled) (kept int, err error) {
	w := &settling{stage: stage, changed: make(map[string]bool), number: make(map[string]int64), mine: s.changed.Load()}
	err = s.write(ctx, func(tx *transaction) error {
		w.tx = tx
		papers, err := w.prepare(ctx, papers)
		if err != nil {
			return err
		}
		kept = len(papers)
		steps := []func(context.Context, []stemma.Settled) error{w.keepFacts, w.keepUses, w.advance}
		if stage == lastStage {
			steps = []func(context.Context, []stemma.Settled) error{w.dropTies, w.keepTies, w.keepUses, w.advance}
		}
		for _, step := range steps {
			if err := step(ctx, papers); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return 0, fmt.Errorf("keep the lineage in %s: %w", s.path, err)
	}
	if len(w.changed) > 0 {
		s.changed.Add(1)
	}
	return kept, nil
}

// noteChange counts a change of facts.
func noteChange(ctx context.Context, tx *transaction) error {
	return tx.exec(ctx, `UPDATE changes SET count = count + 1`)
}

// A settling is one transaction that takes papers through a stage. Every step is a few
// statements for all papers, with lists in JSON: a statement for each row takes longer to
// begin than to do.
type settling struct {
	tx      *transaction
	stage   int
	number  map[string]int64 // of papers, works and code, by key
	papers  []int64          // the numbers of those at hand
	changed map[string]bool  // keys whose facts are not the same any more
	mine    int64            // how many changes of facts were this Store's before
}

// prepare returns those of the papers that still wait with their turn, and finds their numbers.
func (w *settling) prepare(ctx context.Context, papers []stemma.Settled) ([]stemma.Settled, error) {
	// What papers tell is spread over the whole file. This holds for the connection at hand;
	// those that check links do with less.
	if err := w.tx.exec(ctx, `PRAGMA cache_size = -65536`); err != nil {
		return nil, err
	}
	ids, turns := make([]string, len(papers)), make(map[string]int64, len(papers))
	for i := range papers {
		ids[i] = papers[i].Paper
	}
	err := w.tx.each(ctx, `SELECT id, position, turn FROM papers CROSS JOIN waiting ON paper = position WHERE id IN (SELECT value FROM json_each(?)) AND stage = ?`,
		[]any{list(ids), w.stage}, func(scan func(...any) error) error {
			var id string
			var number, turn int64
			err := scan(&id, &number, &turn)
			w.number[paperPrefix+id], turns[id] = number, turn
			return err
		})
	if err != nil {
		return nil, err
	}
	var changes int64
	if err := w.tx.scan(ctx, `SELECT count FROM changes`, nil, []any{&changes}); err != nil {
		return nil, err
	}
	kept := make([]stemma.Settled, 0, len(papers))
	for i := range papers {
		p := &papers[i]
		same := w.stage == firstStage || p.Seen == changes-w.mine // the first stage looks nothing up
		if turn, waits := turns[p.Paper]; waits && turn == p.Turn && same {
			kept = append(kept, papers[i])
			w.papers = append(w.papers, w.number[paperPrefix+papers[i].Paper])
		}
	}
	return kept, nil
}

func (w *settling) findPapers(ctx context.Context, ids []string) error {
	return w.tx.each(ctx, `SELECT id, position FROM papers WHERE id IN (SELECT value FROM json_each(?))`, []any{list(ids)}, func(scan func(...any) error) error {
		var id string
		var number int64
		err := scan(&id, &number)
		w.number[paperPrefix+id] = number
		return err
	})
}

// list is a list as SQLite's json_each takes it; nil would be a row.
func list[T any](of []T) asJSON {
	if of == nil {
		of = []T{}
	}
	return asJSON{of}
}

// A told is a fact as the store keeps it.
type told struct {
	Paper int64  `json:"p"`
	Key   string `json:"k"`
	Value string `json:"v"`
}

func (t told) compare(u told) int {
	return cmp.Or(cmp.Compare(t.Key, u.Key), cmp.Compare(t.Value, u.Value), cmp.Compare(t.Paper, u.Paper))
}

// keepFacts replaces what the stage found of the papers.
func (w *settling) keepFacts(ctx context.Context, papers []stemma.Settled) error {
	old := make(map[told]int64) // to the number of the row
	known := make(map[int64]bool)
	err := w.tx.each(ctx, `SELECT number, paper, key, value FROM facts WHERE stage = ? AND paper IN (SELECT value FROM json_each(?))`,
		[]any{w.stage, list(w.papers)}, func(scan func(...any) error) error {
			var number int64
			var t told
			err := scan(&number, &t.Paper, &t.Key, &t.Value)
			old[t], known[t.Paper] = number, true
			return err
		})
	if err != nil {
		return err
	}
	var fresh []told
	for i := range papers {
		if w.stage == firstStage && !known[w.papers[i]] {
			w.changed[idKey+papers[i].Paper] = true // the paper is new, as far as is known
		}
		seen := make(map[told]bool, len(papers[i].Facts)) // a paper may tell a thing twice
		for _, f := range papers[i].Facts {
			t := told{w.papers[i], f.Key, f.Value}
			if seen[t] {
				continue
			}
			seen[t] = true
			if _, same := old[t]; !same {
				fresh = append(fresh, t)
			}
			delete(old, t)
		}
	}
	// What is gone goes first: it may be what keeps a use that is new from being the earliest.
	if err := w.removeFacts(ctx, old); err != nil {
		return err
	}
	return w.addFacts(ctx, fresh)
}

// removeFacts takes facts away. Where a paper was the first to use a name, any other may be
// the next, so all that use it tell anew.
func (w *settling) removeFacts(ctx context.Context, gone map[told]int64) error {
	if len(gone) == 0 {
		return nil
	}
	var again []string
	for t := range gone {
		w.changed[t.Key] = true
		if name, ok := strings.CutPrefix(t.Key, usedKey); ok {
			again = append(again, nameKey+name)
		}
	}
	if err := putBack(ctx, w.tx, firstStage, again); err != nil {
		return err
	}
	return w.tx.exec(ctx, `DELETE FROM facts WHERE number IN (SELECT value FROM json_each(?))`, list(slices.Collect(maps.Values(gone))))
}

func (w *settling) addFacts(ctx context.Context, fresh []told) error {
	slices.SortFunc(fresh, told.compare)
	fresh, err := w.firstUses(ctx, slices.Compact(fresh))
	if err != nil {
		return err
	}
	for _, t := range fresh {
		w.changed[t.Key] = true
	}
	return w.tx.exec(ctx, `INSERT INTO facts (paper, stage, key, value) SELECT value ->> '$.p', ?, value ->> '$.k', value ->> '$.v' FROM json_each(?)`, w.stage, list(fresh))
}

// firstUses drops the facts that a name is used which are no news, because it is known to
// have been used as early, and makes room for the others. Thousands of papers use the same.
func (w *settling) firstUses(ctx context.Context, fresh []told) ([]told, error) {
	var used []string
	for _, t := range fresh {
		if strings.HasPrefix(t.Key, usedKey) {
			used = append(used, t.Key)
		}
	}
	used = slices.Compact(used) // fresh is sorted
	if len(used) == 0 {
		return fresh, nil
	}
	first := make(map[string]string, len(used))
	err := w.tx.each(ctx, `SELECT key, value FROM facts WHERE key IN (SELECT value FROM json_each(?))`, []any{list(used)}, func(scan func(...any) error) error {
		var key, value string
		err := scan(&key, &value)
		first[key] = value
		return err
	})
	if err != nil {
		return nil, err
	}
	var replaced []string
	fresh = slices.DeleteFunc(fresh, func(t told) bool {
		if !strings.HasPrefix(t.Key, usedKey) {
			return false
		}
		known, ok := first[t.Key]
		if ok && known <= t.Value {
			return true
		}
		if ok {
			replaced = append(replaced, t.Key)
		}
		first[t.Key] = t.Value
		return false
	})
	return fresh, w.tx.exec(ctx, `DELETE FROM facts WHERE key IN (SELECT value FROM json_each(?))`, list(replaced))
}

// keepUses adds the keys on which the papers depend, in the order of the file.
func (w *settling) keepUses(ctx context.Context, papers []stemma.Settled) error {
	var uses []told
	for i := range papers {
		for _, key := range papers[i].Uses {
			uses = append(uses, told{Paper: w.papers[i], Key: key})
		}
	}
	slices.SortFunc(uses, told.compare)
	return w.tx.exec(ctx, `INSERT INTO uses (key, paper) SELECT value ->> '$.k', value ->> '$.p' FROM json_each(?) WHERE true ON CONFLICT DO NOTHING`, list(uses))
}

// dropTies removes what was found of the papers before.
func (w *settling) dropTies(ctx context.Context, _ []stemma.Settled) error {
	for _, statement := range [...]string{
		`DELETE FROM ties WHERE paper IN (SELECT value FROM json_each(?))`,
		`DELETE FROM uses WHERE paper IN (SELECT value FROM json_each(?))`,
	} {
		if err := w.tx.exec(ctx, statement, list(w.papers)); err != nil {
			return err
		}
	}
	return nil
}

// A tied is a tie as the store keeps it.
type tied struct {
	Paper      int64            `json:"p"`
	Work       int64            `json:"w"`
	Relation   stemma.Relation  `json:"r"`
	Confidence float64          `json:"c"`
	Detail     stemma.TieDetail `json:"d"`
}

func (w *settling) keepTies(ctx context.Context, papers []stemma.Settled) error {
	if err := w.numberWorks(ctx, papers); err != nil {
		return err
	}
	var ties []tied
	for i := range papers {
		for _, t := range papers[i].Ties {
			work, ok := w.number[t.Work]
			if !ok {
				return fmt.Errorf("paper %q stands to %q, which is not there", t.Paper, t.Work)
			}
			ties = append(ties, tied{w.papers[i], work, t.Relation, t.Confidence, t.TieDetail})
		}
	}
	return w.tx.exec(ctx, `
		INSERT INTO ties (paper, work, relation, confidence, detail)
		SELECT value ->> '$.p', value ->> '$.w', value ->> '$.r', value ->> '$.c', value -> '$.d' FROM json_each(?)`, list(ties))
}

// numberWorks finds the numbers of what the papers stand to, and gives the new ones theirs.
func (w *settling) numberWorks(ctx context.Context, papers []stemma.Settled) error {
	wanted := make(map[string]bool)
	var ids []string
	for i := range papers {
		for _, t := range papers[i].Ties {
			if id, ok := strings.CutPrefix(t.Work, paperPrefix); ok {
				ids = append(ids, id)
			} else {
				wanted[t.Work] = true
			}
		}
	}
	if err := w.findPapers(ctx, ids); err != nil {
		return err
	}
	keys := list(slices.Sorted(maps.Keys(wanted)))
	err := w.tx.exec(ctx, `
		INSERT INTO works (number, key)
		SELECT (SELECT coalesce(min(number), 0) FROM works) - row_number() OVER (ORDER BY value), value FROM json_each(?)
		WHERE value NOT IN (SELECT key FROM works WHERE key = value)`, keys)
	if err != nil {
		return err
	}
	return w.tx.each(ctx, `SELECT key, number FROM works WHERE key IN (SELECT value FROM json_each(?))`, []any{keys}, func(scan func(...any) error) error {
		var key string
		var number int64
		err := scan(&key, &number)
		w.number[key] = number
		return err
	})
}

// advance lets the papers wait for their next stages, and then the papers that looked up
// what has changed.
func (w *settling) advance(ctx context.Context, papers []stemma.Settled) error {
	had, err := w.hadMore(ctx)
	if err != nil {
		return err
	}
	next := make(map[int][]int64)
	for i := range papers {
		stage := papers[i].Next
		if had[w.papers[i]] {
			stage = firstStage + 1
		}
		next[stage] = append(next[stage], w.papers[i])
	}
	for _, stage := range slices.Sorted(maps.Keys(next)) {
		if stage == 0 {
			err = w.tx.exec(ctx, `DELETE FROM waiting WHERE paper IN (SELECT value FROM json_each(?))`, list(next[stage]))
		} else {
			err = w.tx.exec(ctx, `UPDATE waiting SET stage = ? WHERE paper IN (SELECT value FROM json_each(?))`, stage, list(next[stage]))
		}
		if err != nil {
			return err
		}
	}
	if w.stage == lastStage || len(w.changed) == 0 {
		return nil
	}
	if err := noteChange(ctx, w.tx); err != nil {
		return err
	}
	return putBack(ctx, w.tx, w.stage+1, slices.Collect(maps.Keys(w.changed)))
}

// hadMore returns the papers that were here in an earlier version: they go through all
// stages, because they may have left something at each.
func (w *settling) hadMore(ctx context.Context) (map[int64]bool, error) {
	had := make(map[int64]bool)
	if w.stage != firstStage {
		return had, nil
	}
	return had, w.tx.each(ctx, `
		SELECT k.value FROM json_each(?1) k WHERE EXISTS (SELECT 1 FROM ties WHERE paper = k.value)
			OR EXISTS (SELECT 1 FROM facts WHERE paper = k.value AND stage > ?2)`,
		[]any{list(w.papers), firstStage}, func(scan func(...any) error) error {
			var paper int64
			err := scan(&paper)
			had[paper] = true
			return err
		})
}

// putBack lets the papers that looked up one of the keys wait for a stage, unless they wait
// for an earlier one, of which what was looked up is no matter.
func putBack(ctx context.Context, tx *transaction, stage int, keys []string) error {
	slices.Sort(keys)
	return tx.exec(ctx, `
		INSERT INTO waiting (paper, stage) SELECT DISTINCT u.paper, ? FROM json_each(?) k CROSS JOIN uses u ON u.key = k.value WHERE true
		ON CONFLICT (paper) DO UPDATE SET stage = min(stage, excluded.stage)`, stage, list(slices.Compact(keys)))
}
