package store_test

import (
	"fmt"
	"os"
	"path/filepath"
	"stemma"
	"stemma/graph"
	"stemma/store"
	"testing"
)

// TestPutBackInHand: what happens to a paper while somebody has it in hand, another process for
// one, leaves it to wait, and nothing is kept of what was found of it.
func TestPutBackInHand(t *testing.T) {
	lamp := stemma.Reading{Paper: stemma.Paper{ID: "a", Title: "Lamp", Abstract: "As in arXiv:2001.00001."}}
	lamp.Extraction.Citations = []stemma.Citation{{Start: 6, End: 22, Kind: stemma.CitationArXiv, ID: "2001.00001", Relation: stemma.Uses}}
	kiln := stemma.Reading{Paper: stemma.Paper{ID: "2001.00001", Title: "Kiln"}}
	for _, c := range []struct {
		what  string
		stage graph.Stage
		then  func(t *testing.T, s *store.Store)
		kept  int
	}{
		{"nothing", graph.Telling, func(*testing.T, *store.Store) {}, 1},
		{"it reads differently", graph.Telling, func(t *testing.T, s *store.Store) {
			better := lamp
			better.Paper.Title = "A Better Lamp"
			saveReadings(t, s, better)
		}, 0},
		{"another catalogue", graph.Telling, func(t *testing.T, s *store.Store) { must(t, s.Stamp(t.Context(), "new")) }, 0},
		{"a known work is it", graph.Telling, func(t *testing.T, s *store.Store) {
			must(t, s.SaveKnownWorks(t.Context(), "refs.bib", []stemma.KnownWork{{Name: "Lamp", Title: "Lamp", Authors: []string{"Orr"}, Year: "2001"}}, bears))
		}, 0},
		{"a known work is what it cites", graph.Matching, func(t *testing.T, s *store.Store) {
			must(t, s.SaveKnownWorks(t.Context(), "refs.bib", []stemma.KnownWork{{Name: "Kiln", Title: "Kiln", ArXiv: "2001.00001"}}, bears))
		}, 0},
		{"another process tells of what it cites", graph.Matching, func(t *testing.T, s *store.Store) {
			saveReadings(t, s, kiln)
			weaveUntil(t, s, graph.Telling)
		}, 0},
	} {
		t.Run(c.what, func(t *testing.T) {
			path := newPath(t)
			s, other := open(t, path), open(t, path)
			must(t, s.Stamp(t.Context(), "old"))
			saveReadings(t, s, lamp)
			if c.stage > graph.Telling {
				weaveUntil(t, s, c.stage-1)
			}
			inHand := waiting(t, s, c.stage, "")
			if len(inHand) != 1 {
				t.Fatalf("%d wait", len(inHand))
			}
			c.then(t, other)
			found := []stemma.Settled{{Paper: "a", Turn: inHand[0].Turn, Seen: inHand[0].Seen}}
			kept, err := s.Settle(t.Context(), int(c.stage), found)
			if must(t, err); kept != c.kept {
				t.Errorf("%d kept, want %d", kept, c.kept)
			}
			behind, err := s.Behind(t.Context(), "old")
			if must(t, err); behind == 0 && c.kept == 0 {
				t.Error("it does not wait")
			}
		})
	}
}

// TestAnOlderStoreForgetsNoneThatWaits starts from a file of the ninth schema, with a paper at
// each stage.
func TestAnOlderStoreForgetsNoneThatWaits(t *testing.T) {
	path := newPath(t)
	scripts, err := filepath.Glob("migrations/000*.sql")
	must(t, err)
	for _, name := range scripts {
		script, err := os.ReadFile(name)
		must(t, err)
		execute(t, path, string(script))
	}
	for i, id := range []string{"telling", "matching", "tying"} {
		execute(t, path, fmt.Sprintf(`INSERT INTO papers (id, title, abstract, authors, date, file, line, extraction) VALUES ('%s', 'T', '', '[]', '', '', 0, '{}')`, id))
		execute(t, path, fmt.Sprintf(`UPDATE waiting SET stage = %d WHERE paper = (SELECT position FROM papers WHERE id = '%s')`, i+1, id))
	}
	execute(t, path, fmt.Sprintf("PRAGMA application_id = 0x73746d61; PRAGMA user_version = %d;", len(scripts)))
	s := open(t, path)
	turns := make(map[int64]bool)
	for i, id := range []string{"telling", "matching", "tying"} {
		papers := waiting(t, s, graph.Telling+graph.Stage(i), "")
		if len(papers) != 1 || papers[0].Paper.ID != id {
			t.Fatalf("at stage %d wait %v, want %s", i+1, papers, id)
		}
		turns[papers[0].Turn] = true
	}
	if len(turns) != 3 {
		t.Errorf("the turns are %v, want one for each", turns)
	}
}

// TestWaitingBehind: those behind a paper are the ones that arrived later, whatever their ids.
func TestWaitingBehind(t *testing.T) {
	s := open(t, newPath(t))
	for _, id := range []string{"c", "a", "b"} {
		saveReadings(t, s, stemma.Reading{Paper: stemma.Paper{ID: id, Title: id}})
	}
	for after, want := range map[string]string{"": "cab", "c": "ab", "a": "b", "b": ""} {
		var got string
		for _, w := range waiting(t, s, graph.Telling, after) {
			got += w.Paper.ID
		}
		if got != want {
			t.Errorf("behind %q wait %q, want %q", after, got, want)
		}
	}
}

func waiting(t *testing.T, s *store.Store, stage graph.Stage, after string) []stemma.Waiting {
	t.Helper()
	papers, err := s.Waiting(t.Context(), int(stage), after, 10)
	must(t, err)
	return papers
}
