package graph

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stemma"
)

// woven are papers that need every stage: names that others introduce, and citations.
func woven(n int) []stemma.Reading {
	var readings []stemma.Reading
	for i := range n {
		readings = append(readings, paper(fmt.Sprintf("p%02d 20%02d", i, 10+i%10), "T", fmt.Sprintf("We use [Net%d|uses] of [=Orr et al., 20%02d|extends].", i/2, 10+i%7), fmt.Sprint("Net", i)))
	}
	return readings
}

// TestWeaveInBatches: however many papers are taken at once, the ties are the same.
func TestWeaveInBatches(t *testing.T) {
	ties := func(atOnce int) ([]stemma.Tie, string) {
		m := newMemory(distinct(woven(20)))
		w := &weaver{ledger: m, resolver: &resolver{catalogue: NewCatalogue(nil)}, atOnce: atOnce}
		passed := ""
		if err := w.weave(t.Context(), func(stage Stage, papers int) { passed += fmt.Sprint(" ", stage, ":", papers) }); err != nil {
			t.Fatal(err)
		}
		return m.ties, passed
	}
	whole, passed := ties(100)
	if len(whole) < 20 || passed != " 1:20 2:20 3:20" {
		t.Fatalf("%d ties, and the stages passed %s", len(whole), passed)
	}
	for _, atOnce := range []int{1, 3, 19, 20} {
		if got, _ := ties(atOnce); cmp.Diff(whole, got) != "" {
			t.Errorf("%d at once:\n%s", atOnce, cmp.Diff(whole, got))
		}
	}
}

// A full ledger can keep nothing. It counts the reads.
type full struct {
	*memory
	reads atomic.Int32
}

var errFull = errors.New("no room")

func (f *full) Waiting(ctx context.Context, stage int, after string, limit int) ([]stemma.Waiting, error) {
	f.reads.Add(1)
	return f.memory.Waiting(ctx, stage, after, limit)
}

func (f *full) Settle(context.Context, int, []stemma.Settled) (int, error) { return 0, errFull }

// TestWeaveStops: where the ledger can't keep what was found, that is told, and nothing reads
// on behind the caller's back.
func TestWeaveStops(t *testing.T) {
	f := &full{memory: newMemory(distinct(woven(20)))}
	w := &weaver{ledger: f, resolver: &resolver{catalogue: NewCatalogue(nil)}, atOnce: 2}
	if err := w.weave(t.Context(), nil); !errors.Is(err, errFull) {
		t.Errorf("the error is %v", err)
	}
	f.mutex.Lock() // a reader that was left behind would race with this, which the detector tells
	defer f.mutex.Unlock()
	if reads := f.reads.Load(); reads > 3 {
		t.Errorf("%d reads, though nothing could be kept of the first", reads)
	}
}
