package store_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"stemma"
)

func TestCopiesComeBackAsTheyWereSaved(t *testing.T) {
	const key = "github.com/o/r"
	path := newPath(t)
	one := stemma.Copy{Archive: "software-heritage", URL: "https://archive.softwareheritage.org/x", SWHID: "swh:1:snp:0", TakenAt: noon}
	two := stemma.Copy{Archive: "wayback", URL: "https://web.archive.org/x"}
	for _, step := range []struct {
		what string
		save []stemma.Copy
		at   time.Time
		want []stemma.Copy
	}{
		{"two copies", []stemma.Copy{one, two}, noon, []stemma.Copy{one, two}},
		{"a later search takes the place of the first", []stemma.Copy{two}, noon.Add(time.Hour), []stemma.Copy{two}},
		{"none is an answer too", nil, noon.Add(time.Minute), []stemma.Copy{}},
	} {
		must(t, open(t, path).SaveCopies(t.Context(), key, step.at, step.save))
		got, at, err := open(t, path).Copies(t.Context(), key)
		if diff := cmp.Diff(step.want, got); diff != "" || err != nil || !at.Equal(step.at) {
			t.Errorf("%s: found at %v, %v (-want +got):\n%s", step.what, at, err, diff)
		}
	}
}

func TestCopiesThatWereNeverAskedFor(t *testing.T) {
	copies, at, err := open(t, newPath(t)).Copies(t.Context(), "github.com/o/r")
	if copies != nil || !at.IsZero() || err != nil {
		t.Errorf("got %v at %v, %v; want nothing, at no time", copies, at, err)
	}
}
