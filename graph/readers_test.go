package graph

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"stemma/npmtest"
)

// The tests of this file open what we write with the programs that people open it with: on
// one of everything, on every hostile text, and on what is too big for Mermaid.
var readerPackages = []string{"mermaid@11.17.2", "jsdom@29.1.1", "cytoscape@3.34.4", "jsonld@9.0.0",
	"graphology@0.26.0", "graphology-types@0.24.8", "graphology-gexf@0.13.2"}

func readerViews() []*View {
	views := []*View{everything(), star(1_000, "a paper with a long title ")}
	for _, text := range hostileTexts {
		views = append(views, hostileView(text))
	}
	return views
}

// files writes the views into files of a new folder and returns their names.
func files(t *testing.T, format string, views []*View) []string {
	t.Helper()
	at := slices.IndexFunc(Formats(), func(f Format) bool { return f.Name == format })
	folder := t.TempDir()
	names := make([]string, len(views))
	for i, v := range views {
		names[i] = filepath.Join(folder, fmt.Sprintf("%02d-%s", i, Formats()[at].File))
		if err := os.WriteFile(names[i], []byte(written(t, Formats()[at].Write, v)), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return names
}

// byNode runs one of the programs of testdata/readers on the views, and reads what it prints.
func byNode[T any](t *testing.T, format string, views []*View) []T {
	t.Helper()
	folder := npmtest.Install(t, readerPackages...)
	program, err := os.ReadFile("testdata/readers/" + format + ".mjs")
	if err != nil {
		t.Fatal(err)
	}
	return printed[T](t, npmtest.Run(t, folder, string(program), files(t, format, views)...), views)
}

func printed[T any](t *testing.T, text []byte, views []*View) []T {
	t.Helper()
	var read []T
	d := json.NewDecoder(strings.NewReader(string(text)))
	d.UseNumber()
	if err := d.Decode(&read); err != nil || len(read) != len(views) {
		t.Fatalf("%d of %d files were read: %v", len(read), len(views), err)
	}
	return read
}

func TestMermaidItself(t *testing.T) {
	views := readerViews()
	for i, read := range byNode[struct {
		Labels map[string]string
		Links  []string
		Edges  int
	}](t, "mermaid", views) {
		compare(t, fmt.Sprintf("file %d", i), read.Labels, mermaidLabels(views[i]))
		if want := len(chooseForMermaid(views[i]).edges); read.Edges != want {
			t.Errorf("file %d: %d edges were read, want %d", i, read.Edges, want)
		}
		for _, link := range read.Links {
			if href(link) == "" {
				t.Errorf("file %d: link %q", i, link)
			}
		}
	}
}

func TestCytoscapeItself(t *testing.T) {
	views := readerViews()
	for i, read := range byNode[struct {
		Nodes, Edges []cytoscapeItem
		Gone         int
	}](t, "cytoscape", views) {
		at := 0
		for n := range views[i].everyNode() {
			compare(t, n.Key, read.Nodes[at].facts(), wanted(nodeFields[:], n, between))
			at++
		}
		for j, e := range views[i].Edges {
			compare(t, e.From+" → "+e.To, read.Edges[j].facts(), wanted(edgeFields[:], e, between))
		}
		if i >= 2 && read.Gone != 1 {
			t.Errorf("file %d: %d repositories are gone, want 1", i, read.Gone)
		}
	}
}

func TestGEXFByGraphology(t *testing.T) {
	views := readerViews()
	for i, read := range byNode[attributes](t, "gexf", views) {
		compareAttributes(t, views[i], read, []string{"id", "color", "size", "shape"}, []string{"source", "target", "color", "thickness", "shape", "label"})
	}
}

func TestGraphMLByNetworkx(t *testing.T) {
	views := readerViews()
	python, err := pythonWithNetworkx()
	if err != nil {
		t.Skipf("SKIPPED: GraphML was read by encoding/xml alone, since no python3 has networkx (Debian: python3-networkx): %v", err)
	}
	program := exec.CommandContext(t.Context(), python, append([]string{"testdata/readers/graphml.py"}, files(t, "graphml", views)...)...)
	var complaints strings.Builder
	program.Stderr = &complaints
	out, err := program.Output()
	if err != nil {
		t.Fatalf("%v\n%.2000s", err, complaints.String())
	}
	for i, read := range printed[attributes](t, out, views) {
		compareAttributes(t, views[i], read, []string{"key"}, nil)
	}
}

// pythonWithNetworkx also looks where Debian's packages put it, behind which another python
// may stand in the path.
func pythonWithNetworkx() (python string, err error) {
	for _, python = range []string{"python3", "/usr/bin/python3"} {
		if err = exec.Command(python, "-c", "import networkx").Run(); err == nil {
			return python, nil
		}
	}
	return "", err
}

// attributes are those of the nodes and edges in the order of the file.
type attributes struct{ Nodes, Edges []map[string]any }

// compareAttributes holds what a reader found against what was to be told, but for what the
// format has places of its own for.
func compareAttributes(t *testing.T, v *View, read attributes, ofNodes, ofEdges []string) {
	t.Helper()
	if len(read.Nodes) != len(v.Nodes)+len(v.Lone) || len(read.Edges) != len(v.Edges) {
		t.Fatalf("%d nodes and %d edges were read, want %d and %d", len(read.Nodes), len(read.Edges), len(v.Nodes)+len(v.Lone), len(v.Edges))
	}
	at := 0
	for n := range v.everyNode() {
		compare(t, n.Key, texts(read.Nodes[at], ofNodes), wanted(nodeFields[:], n, between))
		at++
	}
	edges := make(map[string]map[string]string) // a reader groups them by their ends
	for _, e := range read.Edges {
		facts := texts(e, ofEdges)
		edges[fmt.Sprint(slices.Sorted(maps.Values(facts)))] = facts
	}
	for _, e := range v.Edges {
		want := wanted(edgeFields[:], e, between)
		if ofEdges != nil {
			want["weight"] = fmt.Sprint(max(e.Weight(), 1))
		}
		if edges[fmt.Sprint(slices.Sorted(maps.Values(want)))] == nil {
			t.Errorf("edge %.80q is not among what was read: want %.300q", e.From+" → "+e.To, want)
		}
	}
}

// texts are the attributes as texts, but for some. Python writes a decimal 1 as 1.0.
func texts(attributes map[string]any, but []string) map[string]string {
	facts := make(map[string]string)
	for name, value := range attributes {
		if !slices.Contains(but, name) {
			facts[name] = fmt.Sprint(value)
			if _, ok := value.(json.Number); ok {
				facts[name] = strings.TrimSuffix(facts[name], ".0")
			}
		}
	}
	return facts
}

func TestJSONLDIsExpanded(t *testing.T) {
	views := readerViews()
	for i, read := range byNode[struct {
		Names               map[string]string
		Statements, Triples int
	}](t, "jsonld", views) {
		want := map[string]string{urn("graph"): clean(views[i].Title)}
		for n := range views[i].everyNode() {
			want[urn(n.Key)] = firstOf(clean(n.Title), clean(n.Label))
		}
		compare(t, fmt.Sprintf("file %d", i), read.Names, want)
		if read.Statements != len(views[i].Edges) || read.Triples < 4*len(views[i].Edges) {
			t.Errorf("file %d: %d statements in %d triples were read, want %d", i, read.Statements, read.Triples, len(views[i].Edges))
		}
	}
}
