package graph

import (
	"net/url"
	"slices"
	"strings"
	"testing"

	"stemma"
)

type ldFile struct {
	Context map[string]any `json:"@context"`
	Graph   []struct {
		ldNode
		Subject   string        `json:"subject"`
		Predicate string        `json:"predicate"`
		Object    string        `json:"object"`
		Evidence  []ldQuotation `json:"stemma:evidence"`
	} `json:"@graph"`
}

func checkJSONLD(t testing.TB, v *View) {
	t.Helper()
	text := written(t, WriteJSONLD, v)
	var f ldFile
	readJSON(t, text, &f)
	if want := 1 + len(v.Nodes) + len(v.Lone) + len(v.Edges); len(f.Graph) != want {
		t.Fatalf("%d objects were read, want %d", len(f.Graph), want)
	}
	nodes, statements := make(map[string]*ldNode), 0
	for i := range f.Graph[1:] {
		o := &f.Graph[1+i]
		if o.Type == "rdf:Statement" {
			statements++
			checkIRI(t, o.Subject, o.Object)
			if relation, ok := strings.CutPrefix(o.Predicate, "stemma:"); !ok || relationName(stemma.Relation(relation)) != relation {
				t.Errorf("predicate %.80q", o.Predicate)
			}
			continue
		}
		nodes[o.ID] = &o.ldNode
		checkIRI(t, o.ID)
		checkIRI(t, slices.Concat(o.IsBasedOn, o.Citation, o.Implements, o.VersionOf, o.Candidates)...)
		for _, address := range []string{o.SameAs, o.Repository, o.URL} {
			if address != "" && href(address) == "" {
				t.Errorf("address %.80q", address)
			}
		}
	}
	if statements != len(v.Edges) {
		t.Errorf("%d edges were read, want %d", statements, len(v.Edges))
	}
	for n := range v.everyNode() {
		ld := nodes[urn(n.Key)]
		if ld == nil {
			t.Fatalf("node %.80q is lost", n.Key)
		}
		if want := firstOf(clean(n.Title), clean(n.Label)); ld.Name != want || ld.Reason != clean(seen(n).Reason) || len(ld.Author) != len(cleanAll(n.Authors)) {
			t.Errorf("node %.80q was read as %.300q", n.Key, *ld)
		}
	}
}

// checkIRI: a processor drops, or takes for a blank node, what is no IRI.
func checkIRI(t testing.TB, ids ...string) {
	t.Helper()
	for _, id := range ids {
		u, err := url.Parse(id)
		if err != nil || u.Scheme != "urn" || strings.ContainsFunc(id, func(r rune) bool { return r <= ' ' || r > '~' || strings.ContainsRune("<>\"{}|\\^`", r) }) {
			t.Errorf("identifier %.80q: %v", id, err)
		}
	}
}

func FuzzJSONLD(f *testing.F) { fuzzFormat(f, checkJSONLD) }

// TestEdgesFrom: edges are handed out to the nodes that they start at, and none is lost.
func TestEdgesFrom(t *testing.T) {
	edges := []*Edge{{From: "a", To: "x"}, {From: "a", To: "y"}, {From: "c", To: "x"}}
	for _, step := range []struct {
		key       string
		out, rest int
	}{{"a", 2, 1}, {"b", 0, 1}, {"c", 1, 0}, {"d", 0, 0}} {
		var out []*Edge
		if out, edges = edgesFrom(edges, step.key); len(out) != step.out || len(edges) != step.rest {
			t.Errorf("%s: %d edges, %d left, want %d and %d", step.key, len(out), len(edges), step.out, step.rest)
		}
	}
}
