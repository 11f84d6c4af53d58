package fix

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

func write(t *testing.T, name, text string, mode os.FileMode) string {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), mode); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(name, mode); err != nil { // past the umask
		t.Fatal(err)
	}
	return name
}

func read(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func openFile(t *testing.T, name string) *File {
	t.Helper()
	f, err := ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// noLeftovers holds that there are so many files in a folder.
func noLeftovers(t *testing.T, dir string, want int) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != want {
		t.Errorf("%v: %v, want %d files", entries, err, want)
	}
}

func TestReplaceKeepsModeAndLink(t *testing.T) {
	dir := t.TempDir()
	real := write(t, filepath.Join(dir, "real.md"), "before\r\n\xff", 0o640)
	link := filepath.Join(dir, "link.md")
	if err := os.Symlink("real.md", link); err != nil {
		t.Skipf("skipped: no symbolic links here: %v", err)
	}
	if err := openFile(t, link).Replace("after\r\n\xff"); err != nil {
		t.Fatal(err)
	}
	if got := read(t, real); got != "after\r\n\xff" {
		t.Errorf("got %q", got)
	}
	if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link is %v, %v", info.Mode(), err)
	}
	if info, err := os.Stat(real); err != nil || info.Mode().Perm() != 0o640 {
		t.Errorf("the mode is %v, %v", info.Mode(), err)
	}
	noLeftovers(t, dir, 2)
}

func TestReplaceLeavesWhatChangedMeanwhile(t *testing.T) {
	for name, change := range map[string]func(t *testing.T, file string){
		"other text": func(t *testing.T, file string) { write(t, file, "beforE", 0o644) },
		"longer":     func(t *testing.T, file string) { write(t, file, "before and more", 0o644) },
		"another file": func(t *testing.T, file string) {
			os.Remove(file)
			write(t, file+"2", "", 0o644)
			write(t, file, "before", 0o644)
		},
		"not there":      func(t *testing.T, file string) { os.Remove(file) },
		"folder instead": func(t *testing.T, file string) { os.Remove(file); os.Mkdir(file, 0o755) },
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			file := write(t, filepath.Join(dir, "a.md"), "before", 0o644)
			f := openFile(t, file)
			change(t, file)
			entries, err := os.ReadDir(dir)
			if err != nil {
				t.Fatal(err)
			}
			if err := f.Replace("after"); err == nil {
				t.Error("it was replaced")
			}
			if info, err := os.Stat(file); err == nil && !info.IsDir() && read(t, file) == "after" {
				t.Error("it was overwritten")
			}
			noLeftovers(t, dir, len(entries))
		})
	}
	file := write(t, filepath.Join(t.TempDir(), "a.md"), "before", 0o644)
	f := openFile(t, file)
	write(t, file, "beforE", 0o644)
	if err := f.Replace("after"); !errors.Is(err, ErrChanged) {
		t.Errorf("got %v", err)
	}
}

func TestReplaceRespectsProtection(t *testing.T) {
	if os.Geteuid() == 0 || runtime.GOOS == "windows" {
		t.Skip("skipped: root may write everything")
	}
	file := write(t, filepath.Join(t.TempDir(), "a.md"), "before", 0o444)
	if err := openFile(t, file).Replace("after"); err == nil || read(t, file) != "before" {
		t.Errorf("a protected file was replaced: %v", err)
	}
}

func TestReadFileRefuses(t *testing.T) {
	dir := t.TempDir()
	large := filepath.Join(dir, "large.md")
	if err := os.WriteFile(large, bytes.Repeat([]byte("x"), 1), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(large, MaxFile+1); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		dir:                            "is a folder: name the files in it",
		large:                          "larger than the 64 MB",
		filepath.Join(dir, "none.md"):  "none.md",
		os.DevNull:                     "no regular file",
		filepath.Join(large, "deeper"): "deeper",
	} {
		if _, err := ReadFile(name); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %q", name, err, want)
		}
	}
}

func TestUnreadable(t *testing.T) {
	for text, want := range map[string]bool{"": false, "text \xff": false, "\ufefftext": false, "\xff\xfet\x00": true, "\xfe\xff\x00t": true, "a\x00b": true} {
		if got := Unreadable(text) != ""; got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}
