package graph

import (
	"encoding/xml"
	"fmt"
	"strings"
	"testing"
)

// A gexfFile is what encoding/xml reads of GEXF.
type gexfFile struct {
	XMLName xml.Name
	Version string `xml:"version,attr"`
	Meta    struct {
		Description string `xml:"description"`
	} `xml:"meta"`
	Graph struct {
		Mode       string `xml:"mode,attr"`
		Edges      string `xml:"defaultedgetype,attr"`
		Attributes []struct {
			Class      string `xml:"class,attr"`
			Attributes []struct {
				ID    string `xml:"id,attr"`
				Title string `xml:"title,attr"`
				Type  string `xml:"type,attr"`
			} `xml:"attribute"`
		} `xml:"attributes"`
		Nodes []gexfItem `xml:"nodes>node"`
		Links []gexfItem `xml:"edges>edge"`
	} `xml:"graph"`
}

type gexfItem struct {
	ID     string  `xml:"id,attr"`
	Label  string  `xml:"label,attr"`
	Source string  `xml:"source,attr"`
	Target string  `xml:"target,attr"`
	Weight float64 `xml:"weight,attr"`
	Values []struct {
		For   string `xml:"for,attr"`
		Value string `xml:"value,attr"`
	} `xml:"attvalues>attvalue"`
	Colour struct {
		R uint8 `xml:"r,attr"`
		G uint8 `xml:"g,attr"`
		B uint8 `xml:"b,attr"`
	} `xml:"http://gexf.net/1.3/viz color"`
	Size struct {
		Value float64 `xml:"value,attr"`
	} `xml:"http://gexf.net/1.3/viz size"`
	Shape struct {
		Value string `xml:"value,attr"`
	} `xml:"http://gexf.net/1.3/viz shape"`
}

// gexfRules are what the schema (GEXF 1.3: gexf.xsd, data.xsd, viz.xsd) asks of a file of
// ours, and Gephi's importer: attributes may not have the titles of its own columns.
func gexfRules(f *gexfFile) (broken []string) {
	rule := func(holds bool, format string, args ...any) {
		if !holds {
			broken = append(broken, fmt.Sprintf(format, args...))
		}
	}
	rule(f.XMLName.Space == "http://gexf.net/1.3" && f.Version == "1.3", "namespace %q, version %q", f.XMLName.Space, f.Version)
	rule(f.Graph.Mode == "static" && f.Graph.Edges == "directed", "mode %q, edges %q", f.Graph.Mode, f.Graph.Edges)
	types := make(map[string]string)
	for _, class := range f.Graph.Attributes {
		rule(class.Class == "node" || class.Class == "edge", "class %q", class.Class)
		for _, a := range class.Attributes {
			rule(types[class.Class+a.ID] == "", "attribute %q twice", a.ID)
			rule(strings.Contains(" integer long double float boolean string anyURI ", " "+a.Type+" "), "type %q", a.Type)
			rule(!strings.Contains(" id label weight source target ", " "+strings.ToLower(a.Title)+" "), "title %q is Gephi's own", a.Title)
			types[class.Class+a.ID] = a.Type
		}
	}
	ids, edges := make(map[string]bool), make(map[string]bool)
	for _, n := range f.Graph.Nodes {
		rule(n.ID != "" && !ids[n.ID], "id %q", n.ID)
		rule(strings.Contains(" disc square triangle diamond ", " "+n.Shape.Value+" "), "shape %q", n.Shape.Value)
		rule(n.Size.Value > 0, "size %v", n.Size.Value)
		ids[n.ID] = true
	}
	for _, e := range f.Graph.Links {
		rule(e.ID != "" && !edges[e.ID], "edge id %q", e.ID)
		rule(ids[e.Source] && ids[e.Target], "edge from %q to %q", e.Source, e.Target)
		rule(strings.Contains(" solid dotted dashed double ", " "+e.Shape.Value+" "), "shape %q", e.Shape.Value)
		rule(e.Weight > 0, "weight %v: Gephi drops such an edge", e.Weight)
		edges[e.ID] = true
	}
	for class, items := range map[string][]gexfItem{"node": f.Graph.Nodes, "edge": f.Graph.Links} {
		for _, item := range items {
			for _, value := range item.Values {
				rule(typed(types[class+value.For], value.Value), "%s: %q is no %q", value.For, value.Value, types[class+value.For])
			}
		}
	}
	return broken
}

func (item *gexfItem) facts() map[string]string {
	facts := make(map[string]string)
	for _, value := range item.Values {
		facts[value.For] = value.Value
	}
	return facts
}

func checkGEXF(t testing.TB, v *View) {
	t.Helper()
	text := written(t, WriteGEXF, v)
	var f gexfFile
	if err := xml.Unmarshal([]byte(text), &f); err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	for _, broken := range gexfRules(&f) {
		t.Errorf("%s in\n%.3000s", broken, text)
	}
	if len(f.Graph.Nodes) != len(v.Nodes)+len(v.Lone) || len(f.Graph.Links) != len(v.Edges) {
		t.Fatalf("%d nodes and %d edges were read", len(f.Graph.Nodes), len(f.Graph.Links))
	}
	at := 0
	for n := range v.everyNode() {
		item := f.Graph.Nodes[at]
		compare(t, n.Key, item.facts(), wanted(nodeFields[1:], n, between))
		if item.ID != plainID(n.Key) || item.Label != clean(n.Label) {
			t.Errorf("node %.80q was read as %.80q, %.80q", n.Key, item.ID, item.Label)
		}
		at++
	}
	for i, e := range v.Edges {
		compare(t, e.From+" → "+e.To, f.Graph.Links[i].facts(), wanted(edgeFields[1:], e, between))
	}
}

func FuzzGEXF(f *testing.F) { fuzzFormat(f, checkGEXF) }

// TestGEXFColours: the health of code is what Gephi shows.
func TestGEXFColours(t *testing.T) {
	for rgb, want := range map[string]string{
		"#009E73": `<viz:color r="0" g="158" b="115"/>`,
		"#FFFFFF": `<viz:color r="255" g="255" b="255"/>`,
		"":        `<viz:color r="0" g="0" b="0"/>`,
	} {
		if got := gexfColour(rgb); got != want {
			t.Errorf("gexfColour(%q) = %s, want %s", rgb, got, want)
		}
	}
}
