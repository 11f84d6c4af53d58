package store_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stemma"
)

var glow = stemma.KnownWork{Name: "Glow", Forms: []string{"Glow flow"}, Kind: stemma.TypeModel, Field: "generative", Authors: []string{"Kingma", "Dhariwal"}, Year: "2018",
	Title: "Glow: Generative Flow with Invertible 1x1 Convolutions", ArXiv: "1807.03039", Source: "refs.bib:1"}

// nowhere is what a change bears on where there is no lineage.
func nowhere(_, _ []stemma.KnownWork) ([]string, func(id, title string) bool) { return nil, nil }

func knownAs(names ...string) (works []stemma.KnownWork) {
	for _, name := range names {
		works = append(works, stemma.KnownWork{Name: name})
	}
	return works
}

func TestKnownWorksByOrigin(t *testing.T) {
	path := newPath(t)
	for _, step := range []struct {
		what, origin string
		add          bool
		works        []stemma.KnownWork
		want         []stemma.KnownWork
		origins      []string
	}{
		{"of a file", "refs.bib", false, knownAs("B", "A"), knownAs("B", "A"), []string{"refs.bib"}},
		{"of another, which comes before it", "my.csv", false, []stemma.KnownWork{glow}, append([]stemma.KnownWork{glow}, knownAs("B", "A")...), []string{"my.csv", "refs.bib"}},
		{"the file again, with less", "my.csv", false, knownAs("C"), knownAs("C", "B", "A"), []string{"my.csv", "refs.bib"}},
		{"more of the first", "refs.bib", true, knownAs("A", "D", "D"), knownAs("C", "B", "A", "D"), []string{"my.csv", "refs.bib"}},
		{"none", "my.csv", false, nil, knownAs("B", "A", "D"), []string{"refs.bib"}},
		{"of nowhere", "other.bib", false, nil, knownAs("B", "A", "D"), []string{"refs.bib"}},
	} {
		s := open(t, path)
		var before, after []stemma.KnownWork
		known, err := s.KnownWorks(t.Context())
		must(t, err)
		save := s.SaveKnownWorks
		if step.add {
			save = s.AddKnownWorks
		}
		must(t, save(t.Context(), step.origin, step.works, func(was, is []stemma.KnownWork) ([]string, func(id, title string) bool) {
			before, after = was, is
			return nil, nil
		}))
		got, err := open(t, path).KnownWorks(t.Context())
		must(t, err)
		if diff := cmp.Diff(step.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", step.what, diff)
		}
		if !cmp.Equal(before, known) || !cmp.Equal(after, got) {
			t.Errorf("%s: told of %v before and %v after", step.what, before, after)
		}
		if origins, err := s.Origins(t.Context()); err != nil || !slices.Equal(origins, step.origins) {
			t.Errorf("%s: origins %q, %v", step.what, origins, err)
		}
	}
}

// An export of before there were known works has no number of them; and works that an
// import brings bear on the papers that are there.
func TestWorksAreImported(t *testing.T) {
	old := `{"schema":"stemma.export/1","papers":1,"targets":0,"states":0,"failures":0,"copies":0}
{"paper":{"id":"x","title":"X","abstract":"","source":{"file":"-","line":1},"extraction":{"links":[],"citations":[],"mentions":[],"own":[],"promises":[],"claims":[],"requests":[]}}}
`
	known := `{"schema":"stemma.export/1","papers":0,"targets":0,"states":0,"failures":0,"copies":0,"works":1}
{"work":{"origin":"refs.bib","work":{"name":"Glow"}}}
`
	s := open(t, newPath(t))
	for _, step := range []struct {
		what, text   string
		works, waits int
	}{
		{"papers alone", old, 0, 1},
		{"a work", known, 1, 1},
		{"the same once more", known, 1, 0},
	} {
		_, err := importInto(t, s, step.text)
		must(t, err)
		works, err := s.KnownWorks(t.Context())
		must(t, err)
		waits, err := s.Behind(t.Context(), "stamp")
		must(t, err)
		if len(works) != step.works || waits != step.waits {
			t.Errorf("%s: %d works, %d papers wait; want %d and %d", step.what, len(works), waits, step.works, step.waits)
		}
		must(t, s.Stamp(t.Context(), "stamp"))
		weave(t, s)
	}
}
