// Package npmtest gives tests the programs of others that npm has: schemas, recorded
// answers and the readers of file formats. They are kept in the user's cache and are no
// part of the project.
package npmtest

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// patience is how long npm may take.
const patience = 3 * time.Minute

// Install returns a folder whose node_modules holds the packages, each given as
// NAME@VERSION. It skips the test, and says why, where they are not to be had: in -short
// mode, without node and npm, and where the registry is out of reach.
func Install(t testing.TB, packages ...string) string {
	t.Helper()
	if testing.Short() {
		t.Skip("SKIPPED in -short mode: it installs packages with npm")
	}
	for _, program := range []string{"npm", "node"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Skipf("SKIPPED: %s is not installed, and %s come with it", program, strings.Join(packages, " and "))
		}
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		cache = t.TempDir()
	}
	folder := filepath.Join(cache, "stemma-test", strings.NewReplacer("/", "-", "@", "").Replace(strings.Join(packages, "-")))
	if !there(folder) {
		install(t, folder, packages)
	}
	return folder
}

func there(folder string) bool {
	_, err := os.Stat(filepath.Join(folder, "node_modules"))
	return err == nil
}

// install fills a folder beside the one that is wanted and then renames it, since another
// test may be doing the same.
func install(t testing.TB, folder string, packages []string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(folder), 0o755); err != nil {
		t.Fatal(err)
	}
	fresh, err := os.MkdirTemp(filepath.Dir(folder), "new")
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(fresh)
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	npm := exec.CommandContext(ctx, "npm", append([]string{"install", "--prefix", fresh, "--no-audit", "--no-fund", "--ignore-scripts"}, packages...)...)
	npm.Dir = fresh
	if text, err := npm.CombinedOutput(); err != nil {
		t.Skipf("SKIPPED: npm can't install %s (%v); is its registry out of reach?\n%.300s", strings.Join(packages, " and "), err, text)
	}
	if err := os.Rename(fresh, folder); err != nil && !there(folder) {
		t.Fatal(err)
	}
}

// Run runs a module of the folder that Install returned: the text of an .mjs file, which
// may import the packages. It returns what the program printed, and fails the test with
// what it complained of when it ends with an error.
func Run(t testing.TB, folder, module string, args ...string) []byte {
	t.Helper()
	file, err := os.CreateTemp(folder, "run*.mjs")
	if err != nil {
		t.Fatal(err)
	}
	defer os.Remove(file.Name())
	if _, err := file.WriteString(module); err != nil {
		t.Fatal(err)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	node := exec.CommandContext(t.Context(), "node", append([]string{file.Name()}, args...)...)
	var complaints strings.Builder
	node.Stderr = &complaints
	out, err := node.Output()
	if err != nil {
		t.Fatalf("node: %v\n%.2000s", err, complaints.String())
	}
	return out
}
