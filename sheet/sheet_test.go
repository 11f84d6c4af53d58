package sheet_test

import (
	"encoding/csv"
	"errors"
	"os"
	"strings"
	"testing"

	"stemma/sheet"
)

func Example() {
	w := sheet.NewWriter(os.Stdout)
	w.Write("name", "says")
	w.Write("DDIM", `a "second" look, and more`)
	w.Write("=1+1", "no formula")
	if err := w.Flush(); err != nil {
		panic(err)
	}
	// Output:
	// name,says
	// DDIM,"a ""second"" look, and more"
	// '=1+1,no formula
}

func written(t *testing.T, cells ...string) string {
	t.Helper()
	var b strings.Builder
	w := sheet.NewWriter(&b)
	w.Write(cells...)
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestFormulasAreText(t *testing.T) {
	for in, want := range map[string]string{
		"=cmd|' /C calc'!A0": "'=cmd|' /C calc'!A0",
		"+1":                 "'+1",
		"-1":                 "'-1",
		"@SUM(A1)":           "'@SUM(A1)",
		"\t=1":               "'\t=1",
		"＝1":                 "'＝1",
		"a=1":                "a=1",
		"'=1":                "'=1",
		"":                   "",
	} {
		rows, err := csv.NewReader(strings.NewReader(written(t, in, "x"))).ReadAll()
		if err != nil || len(rows) != 1 || rows[0][0] != want {
			t.Errorf("%q was read back as %q (%v), want %q", in, rows, err, want)
		}
	}
}

// FuzzRow reads back what was written: as many cells, and in each the text that was put in.
func FuzzRow(f *testing.F) {
	f.Add("a", `"`)
	f.Add("=1", "a,b\nc")
	f.Add("", "\r")
	f.Fuzz(func(t *testing.T, a, b string) {
		rows, err := csv.NewReader(strings.NewReader(written(t, a, b, "end"))).ReadAll()
		if err != nil || len(rows) != 1 || len(rows[0]) != 3 {
			t.Fatalf("%q and %q were read back as %q: %v", a, b, rows, err)
		}
		for i, in := range []string{a, b} {
			want := strings.ReplaceAll(in, "\r\n", "\n") // which is how encoding/csv reads
			if got := strings.TrimPrefix(rows[0][i], "'"); got != strings.TrimPrefix(want, "'") {
				t.Errorf("%q was read back as %q", in, got)
			}
		}
	})
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("the disk is full") }

func TestErrorIsTold(t *testing.T) {
	w := sheet.NewWriter(full{})
	w.Write("a")
	if err := w.Flush(); err == nil || !strings.Contains(err.Error(), "full") {
		t.Errorf("error %v, want that of the writer", err)
	}
}
