package store_test

import (
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"stemma"
	"stemma/store"
)

// An outboxBench is an outbox with a clock.
type outboxBench struct {
	t   *testing.T
	out store.Outbox
	now time.Time
}

func newOutboxBench(t *testing.T) *outboxBench {
	s, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "s.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return &outboxBench{t: t, out: s.Outbox(), now: time.Date(2024, 6, 1, 12, 0, 0, 0, time.UTC)}
}

// named returns alerts by their ids, one a word.
func named(ids string) []stemma.Alert {
	var alerts []stemma.Alert
	for id := range strings.FieldsSeq(ids) {
		alerts = append(alerts, stemma.Alert{Schema: stemma.AlertSchema, ID: id})
	}
	return alerts
}

func (b *outboxBench) put(to, ids string, want int) {
	b.t.Helper()
	if n, err := b.out.Put(b.t.Context(), to, named(ids)); err != nil || n != want {
		b.t.Errorf("put %s: %d new, %v, want %d", ids, n, err, want)
	}
}

// take takes a digest out, which holds the alerts wanted: "wait" and "held" for none.
func (b *outboxBench) take(to, want string, hasty bool) store.SentDigest {
	b.t.Helper()
	turn, err := b.out.Take(b.t.Context(), to, b.now, hasty)
	if err != nil {
		b.t.Fatal(err)
	}
	got := contents(turn.Digest)
	switch {
	case turn.Held:
		got = "held"
	case !turn.Wait.IsZero():
		got = "wait"
	}
	if got != want {
		b.t.Errorf("take at %v: %q, want %q", b.now, got, want)
	}
	return turn.Digest
}

func contents(d store.SentDigest) string {
	var ids []string
	for _, a := range d.Alerts {
		ids = append(ids, a.ID)
	}
	return strings.Join(ids, " ")
}

func (b *outboxBench) told(d store.SentDigest) {
	b.t.Helper()
	if err := b.out.Told(b.t.Context(), d, b.now); err != nil {
		b.t.Error(err)
	}
}

func (b *outboxBench) failed(d store.SentDigest, pause time.Duration) {
	b.t.Helper()
	if next, err := b.out.Failed(b.t.Context(), d, b.now); err != nil || next.Sub(b.now) != pause {
		b.t.Errorf("tried again after %v, %v, want %v", next.Sub(b.now), err, pause)
	}
}

func TestEachAlertGoesToEachDestinationOnce(t *testing.T) {
	b := newOutboxBench(t)
	b.put("x", "1 2", 2)
	b.put("y", "2", 1)
	b.put("x", "2 3 1", 1)
	b.told(b.take("x", "1 2 3", false))
	b.put("x", "1 2 3", 0)
	b.take("x", "", false)
	b.told(b.take("y", "2", false))
}

// What was taken out once stays as it is, with its id, until it is told; what comes later
// waits for the next digest.
func TestADigestStaysAsItIs(t *testing.T) {
	b := newOutboxBench(t)
	b.put("x", "1 2", 2)
	first := b.take("x", "1 2", false)
	b.failed(first, time.Minute)
	b.put("x", "3", 1)
	b.put("x", "4", 1)
	b.now = b.now.Add(time.Minute)
	again := b.take("x", "1 2", false)
	if again.ID != first.ID {
		t.Errorf("the id was %s and is %s", first.ID, again.ID)
	}
	b.told(again)
	b.told(b.take("x", "3 4", false))
	b.take("x", "", false)
}

// A flood goes out in several digests, the oldest alerts first, and none of them is left out.
func TestAFloodIsSeveralDigests(t *testing.T) {
	const alerts = 2*store.MostInDigest + 1
	var ids []string
	for i := range alerts {
		ids = append(ids, strconv.Itoa(i))
	}
	b := newOutboxBench(t)
	b.put("x", strings.Join(ids, " "), alerts)
	if d, err := b.out.Preview(t.Context(), "x", nil); err != nil || len(d.Alerts) != store.MostInDigest {
		t.Errorf("a preview of %d alerts, %v", len(d.Alerts), err)
	}
	seen := make(map[string]bool)
	for some := range slices.Chunk(ids, store.MostInDigest) {
		d := b.take("x", strings.Join(some, " "), false)
		if seen[d.ID] {
			t.Errorf("two digests have the id %s", d.ID)
		}
		seen[d.ID] = true
		b.told(d)
	}
	b.take("x", "", false)
}

func TestFailuresPutOff(t *testing.T) {
	b := newOutboxBench(t)
	b.put("x", "1", 1)
	pauses := []time.Duration{1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360}
	for _, minutes := range pauses {
		b.failed(b.take("x", "1", false), minutes*time.Minute)
		b.now = b.now.Add(minutes*time.Minute - time.Second)
		b.take("x", "wait", false)
		b.now = b.now.Add(time.Second)
	}
	b.failed(b.take("x", "1", false), store.LastRetry)
	b.failed(b.take("x", "1", true), store.LastRetry) // in haste
	b.now = b.now.AddDate(0, 0, -7)                   // the clock was wrong
	b.told(b.take("x", "1", false))
	b.put("x", "2", 1)
	b.failed(b.take("x", "2", false), time.Minute) // it counts from one again
}

// Who was killed while sending keeps the destination for a while, and no other.
func TestTheLease(t *testing.T) {
	b := newOutboxBench(t)
	b.put("x", "1", 1)
	b.put("y", "1", 1)
	first := b.take("x", "1", false)
	b.take("x", "held", false)
	b.take("x", "held", true)
	b.told(b.take("y", "1", false))
	b.now = b.now.Add(store.SendLease + time.Second)
	if again := b.take("x", "1", false); again.ID != first.ID {
		t.Errorf("the id was %s and is %s", first.ID, again.ID)
	}
	b.now = b.now.AddDate(-1, 0, 0) // a lease of a year is that of a wrong clock
	b.told(b.take("x", "1", false))
}

func TestPreviewChangesNothing(t *testing.T) {
	b := newOutboxBench(t)
	for range 2 {
		d, err := b.out.Preview(t.Context(), "x", named("1 2"))
		if err != nil || contents(d) != "1 2" {
			t.Errorf("%q, %v", contents(d), err)
		}
	}
	b.take("x", "", false)
	b.put("x", "1", 1)
	d, err := b.out.Preview(t.Context(), "x", named("1 2"))
	if want := b.take("x", "1", false); err != nil || contents(d) != "1 2" || d.ID == want.ID {
		t.Errorf("%q, %v", contents(d), err)
	}
}
