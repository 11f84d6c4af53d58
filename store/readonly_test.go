package store_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"stemma"
	"stemma/store"
)

// filled makes a store that a run has left behind in good order.
func filled(t *testing.T, path string) {
	t.Helper()
	s, err := store.Open(t.Context(), path)
	must(t, err)
	save(t, s, seen("o/r", stemma.Alive, 1, noon))
	must(t, s.Close())
}

func files(t *testing.T, dir string) (names []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	must(t, err)
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

func TestReadOnlyReadsAndChangesNothing(t *testing.T) {
	path := newPath(t)
	filled(t, path)
	before, err := os.ReadFile(path)
	must(t, err)
	s, err := store.OpenReadOnly(t.Context(), path)
	must(t, err)
	if got := latest(t, s); len(got) != 1 {
		t.Errorf("got %v", got)
	}
	if err := s.SaveObservation(t.Context(), seen("o/other", stemma.Alive, 1, noon)); err == nil {
		t.Error("a change: want an error")
	}
	must(t, s.Close())
	after, err := os.ReadFile(path)
	if err != nil || !slices.Equal(before, after) {
		t.Errorf("the file was changed, %v", err)
	}
	if got := files(t, filepath.Dir(path)); len(got) != 1 {
		t.Errorf("files were left behind: %v", got)
	}
}

// What another process has written and not yet moved out of its journal is seen.
func TestReadOnlySeesWhatIsBeingWritten(t *testing.T) {
	path := newPath(t)
	writer := open(t, path)
	save(t, writer, seen("o/r", stemma.Alive, 1, noon))
	s, err := store.OpenReadOnly(t.Context(), path)
	must(t, err)
	save(t, writer, seen("o/other", stemma.Alive, 2, noon))
	if got := latest(t, s); len(got) != 2 {
		t.Errorf("got %v", got)
	}
	must(t, s.Close())
	save(t, writer, seen("o/third", stemma.Alive, 3, noon))
}

func TestReadOnlyRefuses(t *testing.T) {
	for _, c := range []struct {
		name    string
		prepare func(t *testing.T, path string)
		want    string
	}{
		{"a file that is not there", func(*testing.T, string) {}, "there is no store to read"},
		{"a text file", func(t *testing.T, path string) { writeFile(t, path, strings.Repeat("no database ", 100)) }, "not a database"},
		{"an empty file", func(t *testing.T, path string) { writeFile(t, path, "") }, "it holds nothing yet"},
		{"another program's SQLite file", func(t *testing.T, path string) { execute(t, path, "CREATE TABLE t (x)") }, "not a store of stemma's"},
		{"a newer schema", func(t *testing.T, path string) {
			filled(t, path)
			execute(t, path, "PRAGMA user_version = 999")
		}, "a newer stemma wrote it (schema 999"},
		{"an older schema", func(t *testing.T, path string) {
			filled(t, path)
			execute(t, path, "PRAGMA user_version = 1")
		}, "an older stemma wrote it (schema 1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := newPath(t)
			c.prepare(t, path)
			before, _ := os.ReadFile(path)
			there := files(t, filepath.Dir(path))
			_, err := store.OpenReadOnly(t.Context(), path)
			if err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), path) {
				t.Errorf("want an error with %q and the path, got %v", c.want, err)
			}
			after, _ := os.ReadFile(path)
			if got := files(t, filepath.Dir(path)); !slices.Equal(before, after) || !slices.Equal(got, there) {
				t.Errorf("the refused file was changed, or others made: %v", got)
			}
		})
	}
}
