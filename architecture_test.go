package stemma_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// mayImport is the plan of the house: which packages of the project the code of a
// folder may import. Tests may import what they like.
var mayImport = map[string][]string{
	".":                 {},
	"input":             {"stemma"},
	"extract":           {"stemma"},
	"github":            {"stemma"},
	"github/githubtest": {"stemma"},
	"npmtest":           {},
	"check":             {"stemma", "stemma/github"},
	"store":             {"stemma"},
	"sheet":             {},
	"graph":             {"stemma", "stemma/sheet", "stemma/graph/draw", "stemma/graph/layout"},
	"graph/draw":        {},
	"graph/layout":      {},
	"alert":             {"stemma"},
	"online":            {"stemma"},
	"notify":            {"stemma"},
	"notify/notifytest": {},
	"report":            {"stemma", "stemma/graph", "stemma/sheet"},
	"catalogue":         {"stemma", "stemma/input"},
	"fix":               {"stemma", "stemma/extract"},
	"cmd/stemma-train":  {"stemma", "stemma/extract"},
	"cmd/stemma": {"stemma", "stemma/input", "stemma/extract", "stemma/github", "stemma/check", "stemma/store",
		"stemma/catalogue", "stemma/fix", "stemma/graph", "stemma/alert", "stemma/notify", "stemma/online", "stemma/report"},
}

func TestImportsFollowThePlan(t *testing.T) {
	err := filepath.WalkDir(".", func(file string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && file != "." && (strings.HasPrefix(entry.Name(), ".") || isModule(file)) {
			return filepath.SkipDir
		}
		if strings.HasSuffix(file, ".go") && !strings.HasSuffix(file, "_test.go") {
			checkImports(t, filepath.ToSlash(file))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// isModule reports whether a folder is a module of its own, which is not the product.
func isModule(folder string) bool {
	_, err := os.Stat(filepath.Join(folder, "go.mod"))
	return err == nil
}

func checkImports(t *testing.T, file string) {
	t.Helper()
	allowed, planned := mayImport[path.Dir(file)]
	if !planned {
		t.Errorf("%s: its folder is not in the plan; add it to mayImport, with what it may import", file)
		return
	}
	parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
	if err != nil {
		t.Error(err)
		return
	}
	for _, spec := range parsed.Imports {
		name, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			t.Error(err)
		}
		ours := name == "stemma" || strings.HasPrefix(name, "stemma/")
		if ours && !slices.Contains(allowed, name) {
			t.Errorf("%s imports %s; the plan allows %v", file, name, allowed)
		}
	}
}
