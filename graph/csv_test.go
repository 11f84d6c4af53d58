package graph

import (
	"encoding/csv"
	"strings"
	"testing"
)

// readCSV returns the rows, each by the names of its columns.
func readCSV(t testing.TB, text string) []map[string]string {
	t.Helper()
	records, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	var rows []map[string]string
	for _, record := range records[1:] {
		row := make(map[string]string)
		for i, cell := range record {
			if cell != "" {
				row[records[0][i]] = cell
			}
			if strings.ContainsAny(cell[:min(1, len(cell))], "=+-@") {
				t.Errorf("%.80q would run as a formula", cell)
			}
		}
		rows = append(rows, row)
	}
	return rows
}

// disarmed is how a text that begins like a formula is read back.
func disarmed(facts map[string]string) map[string]string {
	for name, value := range facts {
		for _, sign := range []string{"=", "+", "-", "@", "＝", "＋", "－", "＠"} {
			if strings.HasPrefix(value, sign) {
				facts[name] = "'" + value
			}
		}
	}
	return facts
}

func checkCSV(t testing.TB, v *View) {
	t.Helper()
	nodes, edges := readCSV(t, written(t, WriteNodesCSV, v)), readCSV(t, written(t, WriteEdgesCSV, v))
	if len(nodes) != len(v.Nodes)+len(v.Lone) || len(edges) != len(v.Edges) {
		t.Fatalf("%d nodes and %d edges were read", len(nodes), len(edges))
	}
	at := 0
	for n := range v.everyNode() {
		want := disarmed(wanted(nodeFields[:], n, betweenCells))
		want["id"] = plainID(n.Key)
		compare(t, n.Key, nodes[at], want)
		at++
	}
	for i, e := range v.Edges {
		want := disarmed(wanted(edgeFields[:], e, betweenCells))
		want["source"], want["target"] = plainID(e.From), plainID(e.To)
		compare(t, e.From+" → "+e.To, edges[i], want)
	}
}

func FuzzCSV(f *testing.F) { fuzzFormat(f, checkCSV) }

// TestEdgeIsOneLine: tools that work by the line count edges by lines.
func TestEdgeIsOneLine(t *testing.T) {
	v := everything()
	if got, want := strings.Count(written(t, WriteEdgesCSV, v), "\n"), len(v.Edges)+1; got != want {
		t.Errorf("%d lines, want %d", got, want)
	}
}
