package extract

import (
	"slices"
	"strings"
	"testing"

	"stemma"
)

func TestLexicon(t *testing.T) {
	known := lexiconOnce()
	for _, test := range []struct {
		name         string
		work, family bool
	}{
		{"Stable-Diffusion", true, false}, {"CIFAR 10", true, false}, {"ROPE", true, false}, {"FIDs", true, false},
		{"Llama-3.1-8B-Instruct", false, true}, {"Qwen3-VL-8B", false, true}, {"sac", false, false}, {"Quellenhof", false, false},
		{"Adam", true, false}, {"Adams", false, false}, {"SPIN", true, false}, {"Spin", false, false}, {"ROPE", true, false}, {"Imagenet", true, false},
	} {
		if got := known.work(test.name) != ""; got != test.work {
			t.Errorf("work(%q) = %t", test.name, got)
		}
		if got := known.family(test.name) != ""; got != test.family && !test.work {
			t.Errorf("family(%q) = %t", test.name, got)
		}
	}
	if !known.class("LLMs") || known.class("LoRA") {
		t.Error("LLMs name a class, LoRA a work")
	}
}

// TestLexiconTable keeps the table sound: a known type in each row, no row twice.
func TestLexiconTable(t *testing.T) {
	kinds := []stemma.MentionType{stemma.TypeMethod, stemma.TypeModel, stemma.TypeDataset, stemma.TypeBenchmark, stemma.TypeMetric, stemma.TypeTool}
	seen := make(map[string]bool)
	for row := range strings.Lines(strings.TrimPrefix(worksCSV, "name,type,word\n")) {
		name, kind, _ := strings.Cut(strings.TrimSpace(row), ",")
		kind, word, _ := strings.Cut(kind, ",")
		if word != "" && (word != "word" || name != "Adam" && !strongName(name)) {
			t.Errorf("%q: %q behind it", name, word)
		}
		if !slices.Contains(kinds, stemma.MentionType(kind)) {
			t.Errorf("%q: unknown type %q", name, kind)
		}
		if key := string(lexiconKey(nil, name)); seen[key] {
			t.Errorf("%q stands twice", name)
		} else {
			seen[key] = true
		}
	}
}
