package graph

import (
	"encoding/xml"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// A graphMLFile is what encoding/xml reads of GraphML.
type graphMLFile struct {
	XMLName xml.Name
	Keys    []struct {
		ID   string `xml:"id,attr"`
		For  string `xml:"for,attr"`
		Name string `xml:"attr.name,attr"`
		Type string `xml:"attr.type,attr"`
	} `xml:"key"`
	Graphs []struct {
		Edges string        `xml:"edgedefault,attr"`
		Desc  string        `xml:"desc"`
		Nodes []graphMLItem `xml:"node"`
		Links []graphMLItem `xml:"edge"`
	} `xml:"graph"`
}

type graphMLItem struct {
	ID     string `xml:"id,attr"`
	Source string `xml:"source,attr"`
	Target string `xml:"target,attr"`
	Data   []struct {
		Key   string `xml:"key,attr"`
		Value string `xml:",chardata"`
	} `xml:"data"`
}

var nmtoken = regexp.MustCompile(`^[\w.:-]+$`)

// graphMLRules are what the schema (graphml-structure.xsd and graphml-attributes.xsd, 1.0)
// and networkx's reader ask of a file of ours.
func graphMLRules(f *graphMLFile) (broken []string) {
	rule := func(holds bool, format string, args ...any) {
		if !holds {
			broken = append(broken, fmt.Sprintf(format, args...))
		}
	}
	rule(f.XMLName.Space == "http://graphml.graphdrawing.org/xmlns", "namespace %q", f.XMLName.Space)
	rule(len(f.Graphs) == 1 && f.Graphs[0].Edges == "directed", "%d graphs", len(f.Graphs))
	types, domains := make(map[string]string), make(map[string]string)
	for _, k := range f.Keys {
		rule(nmtoken.MatchString(k.ID) && nmtoken.MatchString(k.Name), "key %q of %q is no NMTOKEN", k.ID, k.Name)
		rule(types[k.ID] == "", "key %q twice", k.ID)
		rule(k.For == "node" || k.For == "edge", "key for %q", k.For)
		rule(strings.Contains(" boolean int long float double string ", " "+k.Type+" "), "type %q", k.Type)
		types[k.ID], domains[k.ID] = k.Type, k.For
	}
	ids := make(map[string]bool)
	for _, n := range f.Graphs[0].Nodes {
		rule(nmtoken.MatchString(n.ID), "id %q is no NMTOKEN", n.ID)
		rule(!ids[n.ID], "id %q twice", n.ID)
		ids[n.ID] = true
	}
	for _, e := range f.Graphs[0].Links {
		rule(ids[e.Source] && ids[e.Target], "edge from %q to %q", e.Source, e.Target)
	}
	for domain, items := range map[string][]graphMLItem{"node": f.Graphs[0].Nodes, "edge": f.Graphs[0].Links} {
		for _, item := range items {
			for _, d := range item.Data {
				rule(domains[d.Key] == domain, "data %q in a %s", d.Key, domain)
				rule(typed(types[d.Key], d.Value), "%q is no %s", d.Value, types[d.Key])
			}
		}
	}
	return broken
}

// typed reports whether a value is of the type, as Java and Python read it.
func typed(kind, value string) bool {
	var err error
	switch kind {
	case "int", "integer":
		_, err = strconv.ParseInt(value, 10, 32)
	case "double":
		_, err = strconv.ParseFloat(value, 64)
	}
	return err == nil && value != ""
}

func readGraphML(t testing.TB, text string) *graphMLFile {
	t.Helper()
	var f graphMLFile
	if err := xml.Unmarshal([]byte(text), &f); err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	for _, broken := range graphMLRules(&f) {
		t.Errorf("%s in\n%.3000s", broken, text)
	}
	return &f
}

// wanted are the facts that a flat format has to tell of a node or an edge, by field.
func wanted[T any](fields []field[T], of T, between string) map[string]string {
	facts := make(map[string]string)
	for i := range fields {
		if value := fields[i].join(of, between); value != "" {
			facts[fields[i].name] = value
		}
	}
	return facts
}

// compare tells what was read back otherwise than it was written.
func compare(t testing.TB, what string, got, want map[string]string) {
	t.Helper()
	for name, value := range want {
		if got[name] != value {
			t.Errorf("%.80s: %s was read as %.200q, want %.200q", what, name, got[name], value)
		}
	}
	if len(got) != len(want) {
		t.Errorf("%.80s: %d facts were read, want %d: %.500q", what, len(got), len(want), got)
	}
}

func (item *graphMLItem) facts(domain string) map[string]string {
	facts := make(map[string]string)
	for _, d := range item.Data {
		if name := strings.TrimPrefix(d.Key, domain+"."); name != "key" {
			facts[name] = d.Value
		}
	}
	return facts
}

func checkGraphML(t testing.TB, v *View) {
	t.Helper()
	f := readGraphML(t, written(t, WriteGraphML, v))
	g := f.Graphs[0]
	if len(g.Nodes) != len(v.Nodes)+len(v.Lone) || len(g.Links) != len(v.Edges) {
		t.Fatalf("%d nodes and %d edges were read", len(g.Nodes), len(g.Links))
	}
	if g.Desc != v.about() {
		t.Errorf("the description was read as %.200q, want %.200q", g.Desc, v.about())
	}
	at := 0
	for n := range v.everyNode() {
		compare(t, n.Key, g.Nodes[at].facts("node"), wanted(nodeFields[:], n, between))
		at++
	}
	for i, e := range v.Edges {
		compare(t, e.From+" → "+e.To, g.Links[i].facts("edge"), wanted(edgeFields[:], e, between))
	}
}

func FuzzGraphML(f *testing.F) { fuzzFormat(f, checkGraphML) }
