package graph

import (
	"encoding/json"
	"strings"
	"testing"
)

type cytoscapeFile struct {
	Data     map[string]string `json:"data"`
	Elements struct {
		Nodes []cytoscapeItem `json:"nodes"`
		Edges []cytoscapeItem `json:"edges"`
	} `json:"elements"`
}

type cytoscapeItem struct {
	Data    map[string]any `json:"data"`
	Classes string         `json:"classes"`
}

// facts are the data but for the names that Cytoscape knows, with lists as the flat formats
// have them.
func (item *cytoscapeItem) facts() map[string]string {
	facts := make(map[string]string)
	for name, value := range item.Data {
		switch value := value.(type) {
		case string:
			facts[name] = value
		case json.Number:
			facts[name] = value.String()
		case []any:
			texts := make([]string, len(value))
			for i := range value {
				texts[i], _ = value[i].(string)
			}
			facts[name] = strings.Join(texts, between)
		}
	}
	for _, name := range []string{"id", "name", "source", "target"} {
		delete(facts, name)
	}
	return facts
}

func checkCytoscape(t testing.TB, v *View) {
	t.Helper()
	var f cytoscapeFile
	readJSON(t, written(t, WriteCytoscape, v), &f)
	if len(f.Elements.Nodes) != len(v.Nodes)+len(v.Lone) || len(f.Elements.Edges) != len(v.Edges) {
		t.Fatalf("%d nodes and %d edges were read", len(f.Elements.Nodes), len(f.Elements.Edges))
	}
	if f.Data["name"] != clean(v.Title) {
		t.Errorf("the title was read as %.80q", f.Data["name"])
	}
	ids, at := make(map[any]bool), 0
	for n := range v.everyNode() {
		item := f.Elements.Nodes[at]
		compare(t, n.Key, item.facts(), wanted(nodeFields[:], n, between))
		if item.Data["id"] != plainID(n.Key) || item.Data["name"] != clean(n.Label) {
			t.Errorf("node %.80q was read as %.80q, %.80q", n.Key, item.Data["id"], item.Data["name"])
		}
		ids[item.Data["id"]] = true
		at++
	}
	for i, e := range v.Edges {
		item := f.Elements.Edges[i]
		compare(t, e.From+" → "+e.To, item.facts(), wanted(edgeFields[:], e, between))
		if !ids[item.Data["source"]] || !ids[item.Data["target"]] || ids[item.Data["id"]] {
			t.Errorf("edge %.80q from %.80q to %.80q", item.Data["id"], item.Data["source"], item.Data["target"])
		}
		ids[item.Data["id"]] = true
	}
}

func FuzzCytoscape(f *testing.F) { fuzzFormat(f, checkCytoscape) }

// readJSON reads one value into which it has to fit, and nothing may follow.
func readJSON(t testing.TB, text string, into any) {
	t.Helper()
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	if err := d.Decode(into); err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	if d.More() {
		t.Errorf("something follows the JSON in\n%s", text)
	}
}
