package graph

import (
	"fmt"
	"strings"
	"testing"

	"stemma"
)

func dependents(g *Graph, key string) string {
	var parts []string
	for _, d := range g.Dependents(key) {
		parts = append(parts, fmt.Sprintf("%s@%d", strings.TrimPrefix(d.Paper.Key, "paper:"), d.Distance))
	}
	return strings.Join(parts, " ")
}

func TestDependents(t *testing.T) {
	g := Build([]stemma.Reading{
		paper("a 2020", "A", "We give AAA. <https://github.com/o/a>", "AAA"),
		paper("b 2021", "B", "BBB extends [AAA|extends].", "BBB"),
		paper("c 2022", "C", "CCC uses [BBB|uses], and [AAA|compares] is slower.", "CCC"),
		paper("d 2022", "D", "We compare with [BBB|compares]."),
		paper("e", "E", "EEE uses [FFF|uses].", "EEE"),
		paper("f", "F", "FFF uses [EEE|uses].", "FFF"),
	}, nil)
	for key, want := range map[string]string{
		"code:github.com/o/a": "a@1 b@2 c@3",
		"paper:a":             "b@1 c@2",
		"paper:b":             "c@1",
		"paper:c":             "",
		"paper:e":             "f@1", // a circle, and e does not stand on itself
		"paper:nobody":        "",
	} {
		if got := dependents(g, key); got != want {
			t.Errorf("dependents of %s: %q, want %q", key, got, want)
		}
	}
}

func TestFoundations(t *testing.T) {
	var got []string
	for _, f := range Build(sample()).Foundations() {
		got = append(got, fmt.Sprintf("%s x%d", f.Work.Label, len(f.By)))
	}
	want := "InstaFlow (Liu et al., 2023) x2, DDPM x1, PyTorch x1, DDIM x1"
	if s := strings.Join(got, ", "); s != want {
		t.Errorf("foundations %s, want %s", s, want)
	}
}

func TestCode(t *testing.T) {
	code := Build(sample()).Code("paper:fast")
	if len(code) != 1 || code[0].Label != "ada/fastsolver" {
		t.Errorf("code of fast: %v", code)
	}
}

func ExampleGraph_Dependents() {
	g := Build([]stemma.Reading{
		paper("a", "Alpha: a Sampler", "Alpha is here: <https://github.com/ann/alpha>.", "Alpha"),
		paper("b", "Beta: a Better Sampler", "Beta extends [Alpha|extends].", "Beta"),
	}, nil)
	for _, d := range g.Dependents("code:github.com/ann/alpha") {
		fmt.Println(d.Distance, d.Paper.Title)
	}
	// Output:
	// 1 Alpha: a Sampler
	// 2 Beta: a Better Sampler
}
