package fix

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"stemma"
	"stemma/extract"
)

// FuzzMend holds, for any bytes and whatever moved where, that only the spans of links
// change and that mending twice changes nothing more.
func FuzzMend(f *testing.F) {
	for _, test := range mendTests {
		f.Add(test.text, string(test.syntax), "github.com/ada/loom", "https://github.com/bob/new_loom")
	}
	for _, test := range leftTests {
		f.Add(test.text, "markdown", "github.com/ada/loom", "https://github.com/cyd/x")
	}
	f.Add("https://github.com/a/b.https://github.com/a/b-\nc", "", "github.com/a/b", "https://github.com/b/a")
	f.Fuzz(func(t *testing.T, text, syntax, old, fresh string) {
		known := aWorld(t)
		if target, err := extract.ParseTarget(old); err == nil {
			o := stemma.Observation{Target: target.Root(), Status: stemma.Moved, MovedTo: fresh, Repository: &stemma.Repository{ID: 77}}
			if target.Kind != stemma.KindRepository {
				o.Status = stemma.Gone
				known.Copies[target.Key()] = []stemma.Copy{{URL: fresh}}
			}
			known.Observations[target.Key()] = o
		}
		checkResult(t, text, Syntax(syntax), known, Mend(text, Syntax(syntax), known))
	})
}

// TestCorpusStaysAsItIs mends files in which nothing moved, and holds that no byte changes
// and no file is written: those of this repository, and made ones of every kind.
func TestCorpusStaysAsItIs(t *testing.T) {
	alive := func(text string, syntax Syntax) Known {
		k := Known{Observations: make(map[string]stemma.Observation), Copies: make(map[string][]stemma.Copy)}
		for _, target := range Targets(text, nil) {
			k.Observations[target.Key()] = stemma.Observation{Target: target, Status: stemma.Alive}
		}
		return k
	}
	files := 0
	check := func(name, text string) {
		files++
		syntax := SyntaxOf(name)
		if r := Mend(text, syntax, alive(text, syntax)); r.Text != text || len(r.Changes)+len(r.Left) > 0 {
			t.Errorf("%s was changed: %+v", name, r.Changes)
		}
	}
	for name, text := range corpus() {
		check(name, text)
	}
	for _, pattern := range []string{"../*.md", "../docs/*", "../testdata/*/*", "../*/testdata/*", "../*/*/testdata/*/*", "../*/*.go"} {
		names, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			if info, err := os.Stat(name); err != nil || info.IsDir() {
				continue
			}
			file, err := ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			check(name, file.Text)
		}
	}
	if files < 200 {
		t.Errorf("the corpus has shrunk to %d files", files)
	}
}

// corpus returns made files: every text of the tables in every format, with every kind of
// line end, encoding and end of file, and what is no text at all.
func corpus() map[string]string {
	var all strings.Builder
	for _, test := range mendTests {
		all.WriteString(test.text + "\n")
	}
	for _, test := range leftTests {
		all.WriteString(test.text + "\n")
	}
	text := all.String()
	files := map[string]string{
		"empty.md": "", "newline.md": "\n", "nul.bin": "\x00\x01" + text + "\x00",
		"huge-line.txt": strings.Repeat(strings.ReplaceAll(text, "\n", " "), 200),
	}
	for _, ending := range []string{".md", ".html", ".tex", ".bib", ".txt"} {
		files["lf"+ending] = text
		files["crlf"+ending] = strings.ReplaceAll(text, "\n", "\r\n")
		files["cr"+ending] = strings.ReplaceAll(text, "\n", "\r")
		files["mixed"+ending] = text + strings.ReplaceAll(text, "\n", "\r\n")
		files["no-end"+ending] = strings.TrimSuffix(text, "\n")
		files["bom"+ending] = "\ufeff" + text
		files["latin1"+ending] = strings.ReplaceAll(text, " ", " \xe9t\xe9 ")
		files["broken"+ending] = strings.ReplaceAll(text, " ", "\xff ")
	}
	for _, ending := range []string{"utf16le.txt", "utf16be.txt"} {
		files[ending] = utf16(text, ending == "utf16be.txt")
	}
	return files
}

func utf16(ascii string, bigEndian bool) string {
	var b strings.Builder
	for _, c := range []byte("\ufeff" + ascii)[3:] {
		if bigEndian {
			b.WriteByte(0)
		}
		b.WriteByte(c)
		if !bigEndian {
			b.WriteByte(0)
		}
	}
	if bigEndian {
		return "\xfe\xff" + b.String()
	}
	return "\xff\xfe" + b.String()
}

// A change in one line of each file of the corpus leaves every other byte of it alone.
func TestCorpusChangesInLinksAlone(t *testing.T) {
	known := aWorld(t)
	for name, text := range corpus() {
		r := Mend(text, SyntaxOf(name), known)
		if len(text) > 1 && Unreadable(text) == "" && len(r.Changes) == 0 {
			t.Errorf("%s: nothing was changed", name)
		}
		checkResult(t, text, SyntaxOf(name), known, r)
	}
}
