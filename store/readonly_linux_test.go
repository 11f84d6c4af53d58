package store_test

import (
	"os"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"

	"stemma"
	"stemma/store"
)

const nobody = 65534

// asNobody takes this thread's rights to files away: root may write everywhere. What
// the test does on it must not leave its goroutine.
func asNobody(t *testing.T) {
	t.Helper()
	if os.Getuid() != 0 {
		return
	}
	runtime.LockOSThread() // and never unlock, so that no other goroutine gets this thread
	must(t, syscall.Setfsuid(nobody))
	t.Cleanup(func() { must(t, syscall.Setfsuid(0)) })
}

func TestReadOnlyWorksInAFolderThatCannotBeWritten(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "archive")
	must(t, os.Mkdir(dir, 0o755))
	path := filepath.Join(dir, "stemma.db")
	filled(t, path)
	for _, folder := range []string{filepath.Dir(filepath.Dir(dir)), filepath.Dir(dir)} {
		must(t, os.Chmod(folder, 0o755)) // of the test's, so that nobody gets there
	}
	must(t, os.Chmod(path, 0o444))
	must(t, os.Chmod(dir, 0o555))
	t.Cleanup(func() { must(t, os.Chmod(dir, 0o755)) })
	asNobody(t)
	if f, err := os.Create(filepath.Join(dir, "probe")); err == nil {
		f.Close()
		t.Skip("skipped: this folder can be written whatever its mode")
	}
	s, err := store.OpenReadOnly(t.Context(), path)
	must(t, err)
	got := latest(t, s)
	must(t, s.Close())
	if got["github.com/o/r"].Status != stemma.Alive {
		t.Errorf("got %v", got)
	}
	if names := files(t, dir); len(names) != 1 {
		t.Errorf("files were made: %v", names)
	}
}
