package graph

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

type graphFile struct {
	Schema  string      `json:"schema"`
	Title   string      `json:"title"`
	Omitted jsonOmitted `json:"omitted"`
	Nodes   []*jsonNode `json:"nodes"`
	Edges   []*jsonEdge `json:"edges"`
}

// graphSchema compiles the schema that is published.
func graphSchema(t testing.TB) *jsonschema.Schema {
	t.Helper()
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	schema, err := compiler.Compile("../schema/graph.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

func checkJSON(t testing.TB, v *View) {
	t.Helper()
	text := written(t, WriteJSON, v)
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader([]byte(text)))
	if err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	if err := graphSchema(t).Validate(value); err != nil {
		t.Fatalf("%#v\n%.3000s", err, text)
	}
	var got graphFile
	readJSON(t, text, &got)
	want := graphFile{Schema: Schema, Title: clean(v.Title), Omitted: omittedOf(v)}
	for n := range v.everyNode() {
		want.Nodes = append(want.Nodes, nodeOf(n))
	}
	for _, e := range v.Edges {
		want.Edges = append(want.Edges, edgeOf(e))
	}
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("what was read back differs (- written, + read):\n%.3000s", diff)
	}
}

func FuzzJSON(f *testing.F) { fuzzFormat(f, checkJSON) }

// TestSchemaHolds: the schema is of use only if it refuses what we would not write.
func TestSchemaHolds(t *testing.T) {
	good := written(t, WriteJSON, everything())
	for _, change := range [][2]string{
		{`"stemma.graph/1"`, `"stemma.graph/2"`},
		{`"kind":"known"`, `"kind":"unheard-of"`},
		{`"relation":"extends"`, `"relation":"likes"`},
		{`"status":"moved"`, `"status":"dead"`},
		{`"weight":2`, `"weight":-2`},
		{`"confidence":0.9877`, `"confidence":1.5`},
		{`"year":"2024"`, `"year":"soon"`},
		{`"checked_at":"2025-03-01T12:30:00Z"`, `"checked_at":"yesterday"`},
		{`"address":"https:`, `"address":"javascript:`},
	} {
		bad := bytes.Replace([]byte(good), []byte(change[0]), []byte(change[1]), 1)
		value, err := jsonschema.UnmarshalJSON(bytes.NewReader(bad))
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Equal(bad, []byte(good)) || graphSchema(t).Validate(value) == nil {
			t.Errorf("%s instead of %s is taken", change[1], change[0])
		}
	}
}
