package store_test

import (
	"bytes"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stemma"
	"stemma/store"
)

// everything is a store that holds some of all there can be.
func everything(t *testing.T) *store.Store {
	t.Helper()
	s := open(t, newPath(t))
	must(t, s.SaveReadings(t.Context(), []stemma.Reading{
		{Paper: stemma.Paper{ID: "b", Title: "Second <i>by</i> name \u2028", Abstract: "NUL \x00 & more", Authors: []string{"Ada Lovelace"}, Date: "2024-05", Source: stemma.Source{File: "-", Line: 3}},
			Extraction: stemma.Extraction{Links: []stemma.Link{{Start: 1, End: 2, Raw: "x", Target: repository("o/r")}}, Own: []string{"Engine"}}},
		{Paper: stemma.Paper{ID: "a"}},
	}))
	missing := stemma.Observation{Target: place("o/r", "tree/main/Src"), Status: stemma.Gone, CheckedAt: noon, Evidence: stemma.Evidence{Via: "rest", Code: 404}}
	moved := with(seen("o/old", stemma.Moved, 3, noon), func(o *stemma.Observation) {
		o.MovedTo, o.Evidence.ETag, o.Evidence.ETagFor = "https://github.com/o/new", `W/"1"`, "f00"
	})
	save(t, s, seen("o/r", stemma.Alive, 1, noon), seen("o/r", stemma.Gone, 0, noon), seen("o/r", stemma.Alive, 2, noon), seen("o/r", stemma.Alive, 2, at(1)),
		seen("o/r", stemma.Alive, 1, noon), failed("o/r", at(2)), failed("o/r", at(3)), missing, moved, failed("o/never", at(0)),
		seen("o/z", stemma.Alive, 4, at(900)), failed("o/z", at(1))) // by a clock far ahead
	must(t, s.SaveCopies(t.Context(), "github.com/o/r", noon, []stemma.Copy{{Archive: "wayback", URL: "https://web.archive.org/x", TakenAt: noon}}))
	must(t, s.SaveCopies(t.Context(), "github.com/o/none", noon, nil))
	must(t, s.SaveKnownWorks(t.Context(), "refs.bib", []stemma.KnownWork{glow, {Title: "Two <b>&</b> Three", Keys: []string{"two"}}}, nowhere))
	must(t, s.SaveKnownWorks(t.Context(), "openalex", []stemma.KnownWork{glow}, nowhere))
	return s
}

func export(t *testing.T, s *store.Store) string {
	t.Helper()
	var out bytes.Buffer
	must(t, s.WriteExport(t.Context(), &out))
	return out.String()
}

func importInto(t *testing.T, s *store.Store, text string) (store.Outcome, error) {
	t.Helper()
	in, err := store.ReadExport("x.jsonl", strings.NewReader(text))
	if err != nil {
		return store.Outcome{}, err
	}
	return s.Import(t.Context(), in)
}

func TestAnExportComesBackWhole(t *testing.T) {
	from := everything(t)
	want := export(t, from)
	if !strings.Contains(want, "<i>by</i>") {
		t.Errorf("what needs no escape has one: %s", want)
	}
	to := open(t, newPath(t))
	outcome, err := importInto(t, to, want)
	must(t, err)
	if got := outcome.String(); got != "papers: 2, targets: 5, states: 7, failures: 3, copies: 2, works: 3" || len(outcome.Conflicts) > 0 {
		t.Errorf("got %s, conflicts %q", got, outcome.Conflicts)
	}
	if diff := cmp.Diff(strings.Split(want, "\n"), strings.Split(export(t, to), "\n")); diff != "" {
		t.Errorf("exported again (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(latest(t, from), latest(t, to)); diff != "" {
		t.Errorf("the present states (-want +got):\n%s", diff)
	}
	_, err = importInto(t, to, want)
	must(t, err)
	if got := export(t, to); got != want {
		t.Errorf("a second import changed something (-want +got):\n%s", cmp.Diff(strings.Split(want, "\n"), strings.Split(got, "\n")))
	}
	if _, err := importInto(t, from, want); err != nil || export(t, from) != want {
		t.Errorf("an import into where it came from changed something, %v", err)
	}
}

// Two stores that were kept apart are put together.
func TestStoresAreJoined(t *testing.T) {
	alive := func(day int) stemma.Observation { return seen("o/r", stemma.Alive, 1, at(day)) }
	for _, c := range []struct {
		name        string
		mine, yours []stemma.Observation
		want        []string // states, and the last failure
		conflict    string
	}{
		{"yours went on from mine", []stemma.Observation{alive(0), alive(1)}, []stemma.Observation{alive(0), alive(1), alive(2)}, []string{"alive 0–2 ×3"}, ""},
		{"mine went on from yours", []stemma.Observation{alive(0), alive(1), alive(2)}, []stemma.Observation{alive(0), alive(1)}, []string{"alive 0–2 ×3"}, ""},
		{"both looked", []stemma.Observation{alive(0), alive(4)}, []stemma.Observation{alive(1), alive(3)}, []string{"alive 0–4 ×4"}, ""},
		{"both went on", []stemma.Observation{alive(0), alive(1), alive(2)}, []stemma.Observation{alive(0), alive(4)}, []string{"alive 0–4 ×3"}, ""},
		{"you saw it go", []stemma.Observation{alive(0)}, []stemma.Observation{seen("o/r", stemma.Gone, 0, at(2))}, []string{"alive 0–0 ×1", "gone 2–2 ×1"}, ""},
		{"you saw it before it went", []stemma.Observation{seen("o/r", stemma.Gone, 0, at(2))}, []stemma.Observation{alive(0)}, []string{"alive 0–0 ×1", "gone 2–2 ×1"}, ""},
		{"you saw what I failed to", []stemma.Observation{failed("o/r", at(1))}, []stemma.Observation{alive(2)}, []string{"alive 2–2 ×1"}, ""},
		{"you failed before I saw", []stemma.Observation{alive(2)}, []stemma.Observation{failed("o/r", at(1))}, []string{"alive 2–2 ×1"}, ""},
		{"you failed after", []stemma.Observation{alive(0)}, []stemma.Observation{failed("o/r", at(1))}, []string{"alive 0–0 ×1", "failed 1"}, ""},
		{"another repository under the same name", []stemma.Observation{alive(0)}, []stemma.Observation{seen("o/r", stemma.Alive, 9, at(1))},
			[]string{"alive 0–0 ×1", "alive 1–1 ×1"}, "github.com/o/r was first seen as repository number 1, and in the file as 9"},
		{"you know the first id", []stemma.Observation{failed("o/r", at(0))}, []stemma.Observation{alive(1)}, []string{"alive 1–1 ×1"}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			mine, yours := open(t, newPath(t)), open(t, newPath(t))
			save(t, mine, c.mine...)
			save(t, yours, c.yours...)
			outcome, err := importInto(t, mine, export(t, yours))
			must(t, err)
			if got := strings.Join(outcome.Conflicts, "; "); got != c.conflict {
				t.Errorf("conflicts: got %q, want %q", got, c.conflict)
			}
			if diff := cmp.Diff(c.want, told(t, mine)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			once := export(t, mine)
			if _, err := importInto(t, mine, export(t, yours)); err != nil || export(t, mine) != once {
				t.Errorf("a second import changed something, %v", err)
			}
			if id, _ := mine.FirstID(t.Context(), "github.com/o/r"); id != 1 {
				t.Errorf("the first id is %d", id)
			}
		})
	}
}

// told lists the states of o/r, with days, and a failure since.
func told(t *testing.T, s *store.Store) (all []string) {
	t.Helper()
	states, err := s.History(t.Context(), "github.com/o/r")
	must(t, err)
	for _, state := range states {
		all = append(all, fmt.Sprintf("%s %d–%d ×%d", state.Status, days(state.FirstSeen), days(state.CheckedAt), state.Looks))
	}
	if known := standing(t, s, repository("o/r"), store.Terms{}); known.Failures > 0 {
		all = append(all, fmt.Sprintf("failed %d", days(known.Last.CheckedAt)))
	}
	return all
}

// TestABadExportIsRefused changes one thing in a good export. Nothing of it may stay.
func TestABadExportIsRefused(t *testing.T) {
	good := export(t, everything(t))
	lines := strings.SplitAfter(strings.TrimSuffix(good, "\n"), "\n")
	replace := func(n int, old, new string) string {
		if !strings.Contains(lines[n-1], old) {
			t.Fatalf("line %d has no %s: %s", n, old, lines[n-1])
		}
		changed := append([]string(nil), lines...)
		changed[n-1] = strings.Replace(changed[n-1], old, new, 1)
		return strings.Join(changed, "")
	}
	for _, c := range []struct{ name, text, want string }{
		{"nothing", "", "x.jsonl: it is empty"},
		{"no JSON", "hello\n", "x.jsonl:1: this is no header"},
		{"another format", `{"schema":"stemma.check/1","input":"x"}`, `x.jsonl:1: want stemma.export/1, and this is "stemma.check/1"`},
		{"a newer format", strings.Replace(good, "stemma.export/1", "stemma.export/2", 1), "x.jsonl:1: want stemma.export/1"},
		{"cut off between lines", strings.Join(lines[:len(lines)-1], ""), "the file is not whole: its header announces"},
		{"cut off in a line", good[:len(good)-20], fmt.Sprintf("x.jsonl:%d: unexpected EOF", len(lines))},
		{"two exports in one", good + good, fmt.Sprintf("x.jsonl:%d: json: unknown field", len(lines)+1)},
		{"a blank line", replace(3, "{", "\n{"), "x.jsonl:3: EOF"},
		{"two values on a line", replace(2, "{", "{} {"), "x.jsonl:2: there is more on the line"},
		{"an unknown field", replace(2, `"title"`, `"titel"`), `x.jsonl:2: json: unknown field "titel"`},
		{"an unknown kind", replace(2, `"paper"`, `"wark"`), "x.jsonl:2: json: unknown field"},
		{"nothing on a line", replace(2, lines[1], "{}\n"), "x.jsonl:2: want one of paper, target"},
		{"a paper without an id", replace(2, `"id":"b"`, `"id":""`), "x.jsonl:2: the paper has no id"},
		{"a key of another target", replace(4, `"key":"github.com/o/never"`, `"key":"github.com/o/other"`), "x.jsonl:4: the key"},
		{"a negative id", replace(4, `"first_repository_id":0`, `"first_repository_id":-1`), "x.jsonl:4: -1 is no repository's id"},
		{"an unknown status", replace(9, `"moved"`, `"dead"`), "x.jsonl:9: "},
		{"unknown as a state", replace(9, `"moved"`, `"unknown"`), "x.jsonl:9: unknown is no state"},
		{"no looks", replace(9, `"looks":1`, `"looks":0`), "x.jsonl:9: 0 looks"},
		{"two looks and no last", replace(9, `"looks":1`, `"looks":2`), "x.jsonl:9: 2 looks"},
		{"a state of no target", replace(9, `"target":"github.com/o/old"`, `"target":"github.com/o/x"`), `x.jsonl:9: "github.com/o/x": no line before it tells of its target`},
		{"no time", replace(9, `2024-05-01T12:00:00Z`, `yesterday`), "x.jsonl:9: "},
		{"a time out of range", replace(9, `2024-05-01T12:00:00Z`, `9999-12-31T23:59:59-23:00`), "x.jsonl:9: the year 10000"},
		{"a failure of no target", replace(16, `"target":"github.com/o/never"`, `"target":"github.com/o/x"`), `x.jsonl:16: "github.com/o/x": no line before it tells of its target`},
		{"a failure that never came", replace(16, `"times":1`, `"times":0`), "x.jsonl:16: "},
		{"a work from nowhere", replace(len(lines), `"origin":"refs.bib"`, `"origin":""`), fmt.Sprintf("x.jsonl:%d: the work is from nowhere", len(lines))},
		{"a line without an end", lines[0] + `{"paper":{"id":"` + strings.Repeat("x", 65<<20), "x.jsonl:2: the line is longer than 64 MB"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := open(t, newPath(t))
			before := export(t, s)
			_, err := importInto(t, s, c.text)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want an error with %q", err, c.want)
			}
			if after := export(t, s); after != before {
				t.Errorf("something was imported:\n%s", after)
			}
		})
	}
}

func TestAnExportNeedsNoWrite(t *testing.T) {
	path := filepath.Join(t.TempDir(), "stemma.db")
	filled(t, path)
	s, err := store.OpenReadOnly(t.Context(), path)
	must(t, err)
	defer s.Close()
	if got := export(t, s); !strings.HasPrefix(got, `{"schema":"stemma.export/1","papers":0,"targets":1,"states":1,`) {
		t.Errorf("got %s", got)
	}
}
