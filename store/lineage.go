package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"stemma"
)

// The store is the ledger (graph.Ledger) of the lineage: it knows which papers are not in it
// yet, keeps what they tell, and sees to it that a paper is looked at again when something
// that it looked up has changed.

const (
	firstStage = 1       // graph.Telling
	idKey      = "id:"   // begins the keys under which a paper's very id is found
	nameKey    = "name:" // begins the keys that every paper looks up which uses a name
	usedKey    = "used:" // begins the keys of which only the first fact is kept
)

// Waiting returns the next papers that wait for a stage of the lineage, in the order of
// their first arrival, at most limit.
func (s *Store) Waiting(ctx context.Context, stage, limit int) ([]stemma.Reading, error) {
	return s.readings(ctx, `SELECT `+readingColumns+` FROM waiting JOIN papers ON position = paper WHERE stage = ? ORDER BY paper LIMIT ?`, stage, limit)
}

// Facts returns the facts under each of the keys, sorted by value and paper. Under a key
// "used:NAME" there is one at most, and a key "id:ID" also finds the paper of that id.
func (s *Store) Facts(ctx context.Context, keys []string) (map[string][]stemma.Fact, error) {
	facts := make(map[string][]stemma.Fact, len(keys))
	err := s.read(ctx, func(tx *transaction) error {
		return tx.each(ctx, `
			SELECT f.key, p.id, f.value FROM json_each(?1) k CROSS JOIN facts f ON f.key = k.value JOIN papers p ON p.position = f.paper
			UNION ALL
			SELECT k.value, p.id, '' FROM json_each(?1) k JOIN papers p ON p.id = substr(k.value, 4) WHERE k.value LIKE 'id:%'
			ORDER BY 1, 3, 2`,
			[]any{asJSON{keys}}, func(scan func(...any) error) error {
				var f stemma.Fact
				err := scan(&f.Key, &f.Paper, &f.Value)
				facts[f.Key] = append(facts[f.Key], f)
				return err
			})
	})
	if err != nil {
		return nil, fmt.Errorf("look up what papers tell in %s: %w", s.path, err)
	}
	return facts, nil
}

// Settle keeps what a stage found of papers in place of what it found before, all or none,
// and puts the papers that used a fact which is not the same any more back to the next stage.
func (s *Store) Settle(ctx context.Context, stage int, papers []stemma.Settled) error {
	err := s.write(ctx, func(tx *transaction) error {
		// The facts of a thousand papers are spread over the whole file. This holds for the
		// connection at hand, and those that check links do with less.
		if err := tx.exec(ctx, `PRAGMA cache_size = -65536`); err != nil {
			return err
		}
		w := &settling{tx: tx, stage: stage, changed: make(map[string]bool), numbers: make(map[string]int64)}
		for i := range papers {
			if err := w.paper(ctx, &papers[i]); err != nil {
				return fmt.Errorf("paper %q: %w", papers[i].Paper, err)
			}
		}
		if err := w.keepUses(ctx); err != nil {
			return err
		}
		return w.putBack(ctx)
	})
	if err != nil {
		return fmt.Errorf("keep the lineage in %s: %w", s.path, err)
	}
	return nil
}

// A settling is one transaction that takes papers through a stage.
type settling struct {
	tx      *transaction
	stage   int
	changed map[string]bool  // keys whose facts are not the same any more
	numbers map[string]int64 // of works, by key
	uses    []use
}

// A use is that a paper looked a key up.
type use struct {
	Key   string `json:"k"`
	Paper int64  `json:"p"`
}

// lastStage is the one that makes ties.
const lastStage = 3

func (w *settling) paper(ctx context.Context, p *stemma.Settled) error {
	number, err := w.work(ctx, "paper:"+p.Paper)
	if err != nil {
		return err
	}
	next := p.Next
	if w.stage == lastStage {
		err = w.ties(ctx, number, p)
	} else {
		w.use(number, p)
		if err = w.facts(ctx, number, p); err == nil && w.stage == firstStage && next != firstStage+1 {
			next, err = w.after(ctx, number, next)
		}
	}
	switch {
	case err != nil:
		return err
	case next == 0:
		return w.tx.exec(ctx, `DELETE FROM waiting WHERE paper = ?`, number)
	default:
		return w.tx.exec(ctx, `UPDATE waiting SET stage = ? WHERE paper = ?`, next, number)
	}
}

// after returns the stage that follows the first: one that was there in an earlier version
// goes through all, because it may have left something at each.
func (w *settling) after(ctx context.Context, paper int64, next int) (int, error) {
	var had bool
	err := w.tx.scan(ctx, `SELECT EXISTS (SELECT 1 FROM ties WHERE paper = ?1) OR EXISTS (SELECT 1 FROM facts WHERE paper = ?1 AND stage > ?2)`,
		[]any{paper, firstStage}, []any{&had})
	if had {
		next = firstStage + 1
	}
	return next, err
}

// facts replaces what the stage found of a paper.
func (w *settling) facts(ctx context.Context, paper int64, p *stemma.Settled) error {
	old := make(map[[2]string]int64)
	err := w.tx.each(ctx, `SELECT number, key, value FROM facts WHERE paper = ? AND stage = ?`, []any{paper, w.stage}, func(scan func(...any) error) error {
		var number int64
		var fact [2]string
		err := scan(&number, &fact[0], &fact[1])
		old[fact] = number
		return err
	})
	if err != nil {
		return err
	}
	if len(old) == 0 && w.stage == firstStage {
		w.changed[idKey+p.Paper] = true // the paper is new, as far as is known
	}
	var fresh []stemma.Fact
	told := make(map[[2]string]bool, len(p.Facts))
	for _, f := range p.Facts {
		fact := [2]string{f.Key, f.Value}
		if _, same := old[fact]; !same && !told[fact] {
			fresh = append(fresh, f)
		}
		told[fact] = true
	}
	// What is gone goes first: it may be what keeps a use that is new from being the earliest.
	for _, fact := range slices.SortedFunc(maps.Keys(old), func(a, b [2]string) int { return slices.Compare(a[:], b[:]) }) {
		if !told[fact] {
			if err := w.remove(ctx, old[fact], fact[0]); err != nil {
				return err
			}
		}
	}
	for _, f := range fresh {
		if err := w.fact(ctx, paper, f); err != nil {
			return err
		}
	}
	return nil
}

// fact adds a fact. That a name is used is only news if no one is known to have used it
// earlier: thousands of papers use the same.
func (w *settling) fact(ctx context.Context, paper int64, f stemma.Fact) error {
	if strings.HasPrefix(f.Key, usedKey) {
		var earlier bool
		err := w.tx.scan(ctx, `SELECT EXISTS (SELECT 1 FROM facts WHERE key = ? AND value <= ?)`, []any{f.Key, f.Value}, []any{&earlier})
		if err != nil || earlier {
			return err
		}
		if err := w.tx.exec(ctx, `DELETE FROM facts WHERE key = ?`, f.Key); err != nil {
			return err
		}
	}
	w.changed[f.Key] = true
	return w.tx.exec(ctx, `INSERT INTO facts (paper, stage, key, value) VALUES (?, ?, ?, ?)`, paper, w.stage, f.Key, f.Value)
}

// remove takes a fact away. The paper that used a name first may be followed by any other,
// so all that use it tell anew.
func (w *settling) remove(ctx context.Context, number int64, key string) error {
	w.changed[key] = true
	if strings.HasPrefix(key, usedKey) {
		if err := w.putBackTo(ctx, firstStage, []string{nameKey + strings.TrimPrefix(key, usedKey)}); err != nil {
			return err
		}
	}
	return w.tx.exec(ctx, `DELETE FROM facts WHERE number = ?`, number)
}

// ties replaces the ties of a paper and the keys that they depend on.
func (w *settling) ties(ctx context.Context, paper int64, p *stemma.Settled) error {
	for _, statement := range [...]string{`DELETE FROM ties WHERE paper = ?`, `DELETE FROM uses WHERE paper = ?`} {
		if err := w.tx.exec(ctx, statement, paper); err != nil {
			return err
		}
	}
	w.use(paper, p)
	for i := range p.Ties {
		t := &p.Ties[i]
		work, err := w.work(ctx, t.Work)
		if err == nil {
			err = w.tx.exec(ctx, `INSERT INTO ties (paper, work, relation, confidence, detail) VALUES (?, ?, ?, ?, ?)`,
				paper, work, t.Relation, t.Confidence, asJSON{t.TieDetail})
		}
		if err != nil {
			return fmt.Errorf("its tie to %q: %w", t.Work, err)
		}
	}
	return nil
}

func (w *settling) use(paper int64, p *stemma.Settled) {
	for _, key := range p.Uses {
		w.uses = append(w.uses, use{key, paper})
	}
}

// keepUses adds the keys on which the papers depend, in the order of the file.
func (w *settling) keepUses(ctx context.Context) error {
	if len(w.uses) == 0 {
		return nil // JSON's null would be a row
	}
	slices.SortFunc(w.uses, func(a, b use) int { return cmp.Or(cmp.Compare(a.Key, b.Key), cmp.Compare(a.Paper, b.Paper)) })
	return w.tx.exec(ctx, `INSERT INTO uses (key, paper) SELECT value ->> '$.k', value ->> '$.p' FROM json_each(?) WHERE true ON CONFLICT DO NOTHING`, asJSON{w.uses})
}

// work returns the number of a work or of code, and gives it one where it is new.
func (w *settling) work(ctx context.Context, key string) (int64, error) {
	number, ok := w.numbers[key]
	if ok {
		return number, nil
	}
	var err error
	if id, isPaper := strings.CutPrefix(key, paperPrefix); isPaper {
		err = w.tx.scan(ctx, `SELECT position FROM papers WHERE id = ?`, []any{id}, []any{&number})
	} else {
		err = w.tx.scan(ctx, `SELECT number FROM works WHERE key = ?`, []any{key}, []any{&number})
		if errors.Is(err, sql.ErrNoRows) {
			err = w.tx.scan(ctx, `INSERT INTO works (number, key) SELECT coalesce(min(number), 0) - 1, ? FROM works RETURNING number`, []any{key}, []any{&number})
		}
	}
	if err == nil {
		w.numbers[key] = number
	}
	return number, err
}

// paperPrefix begins the key of a work that is a paper of the store.
const paperPrefix = "paper:"

// putBack lets the papers that looked up what has changed wait for the next stage.
func (w *settling) putBack(ctx context.Context) error {
	if w.stage == lastStage || len(w.changed) == 0 {
		return nil
	}
	return w.putBackTo(ctx, w.stage+1, slices.Sorted(maps.Keys(w.changed)))
}

func (w *settling) putBackTo(ctx context.Context, stage int, keys []string) error {
	return w.tx.exec(ctx, `
		INSERT INTO waiting SELECT DISTINCT u.paper, ? FROM json_each(?) k CROSS JOIN uses u ON u.key = k.value WHERE true
		ON CONFLICT (paper) DO UPDATE SET stage = min(stage, excluded.stage)`, stage, asJSON{keys})
}

// Stamp makes sure that all ties of the store are made with what the stamp names: where it
// is another than last time, every paper waits anew.
func (s *Store) Stamp(ctx context.Context, stamp string) error {
	err := s.write(ctx, func(tx *transaction) error {
		var last string
		err := tx.scan(ctx, `SELECT stamp FROM lineage`, nil, []any{&last})
		if err == nil && last == stamp || err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		if err := tx.exec(ctx, `INSERT INTO waiting SELECT position, ? FROM papers WHERE true ON CONFLICT (paper) DO UPDATE SET stage = excluded.stage`, firstStage); err != nil {
			return err
		}
		return tx.exec(ctx, `INSERT INTO lineage VALUES (1, ?) ON CONFLICT (only) DO UPDATE SET stamp = excluded.stamp`, stamp)
	})
	if err != nil {
		return fmt.Errorf("mark the lineage in %s: %w", s.path, err)
	}
	return nil
}
