package input

import "testing"

func TestJSONValues(t *testing.T) {
	noObject := "not JSON: '5' at byte 0, where an object {…} should be"
	tests := []struct {
		name, input string
		want        []string
	}{
		{"a list", "[" + recordA + ",\n" + recordB + "]", []string{lineA, `2 B | "Second."`}},
		{"a list over many lines", "[\n  {\n    \"title\": \"A\",\n    \"abstract\": \"First.\"\n  },\n  " + recordB + "\n]\n", []string{`2 A | "First."`, `6 B | "Second."`}},
		{"one object over many lines", "{\n \"title\": \"A\",\n \"abstract\": \"First.\"\n}\n", []string{lineA}},
		{"several of them", "{\n \"title\": \"A\"\n}\n{\n \"title\": \"B\"\n}\n", []string{`1 A | ""`, `4 B | ""`}},
		{"brackets and quotes in strings", `[{"title":"A ] } \" [ {","abstract":"\\"},` + recordB + "]", []string{`1 A ] } " [ { | "\\"`, `1 B | "Second."`}},
		{"lists of values are no papers", "[{\"title\":\"A\"},\n5,\n5\n,5]", []string{`1 A | ""`, "2 ! " + noObject, "3 ! " + noObject, "4 ! " + noObject}},
		{"a forgotten quote spoils one record", "[{\n\"title\":\"A\n},\n" + recordB + "]", []string{`1 ! not JSON: '\n' at byte 12, where the rest of a string should be`, `4 B | "Second."`}},
		{"a cut list", "[" + recordA + ",\n{\"title\":\"B", []string{lineA, "2 ! not JSON: it ends at byte 11, where the rest of a string should be"}},
		{"a bracket too many", "[" + recordA + "}\n," + recordB + "]", []string{lineA, "1 ! not JSON: '}' at byte 0, where an object {…} should be", `2 B | "Second."`}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { checkOutline(t, tt.input, tt.want...) })
	}
}
