package github

import (
	"strings"
	"testing"
)

// Which READMEs say that the code is still to come, in words that people really use.
func TestPromises(t *testing.T) {
	table := []struct {
		text string
		want string
	}{
		{"# FooNet\n\nOfficial implementation of FooNet (CVPR 2024).\n\nCode coming soon!\n", "coming soon"},
		{"# FooNet\n\nThe code will be released upon acceptance.", "will be released"},
		{"# FooNet\n**Code will be made publicly available.**\n", "will be made publicly available"},
		{"# FooNet\nThe source code will be made available after the review.\n", "will be made available"},
		{"# FooNet\n\nThis repository is under construction.", "under construction"},
		{"# FooNet\n\n## Code\n\nTBA\n", "TBA"},
		{"# FooNet\n\n> Coming Soon ...\n", "> Coming Soon ..."},
		{"# FooNet\n\n- [ ] Code to be released\n", "to be released"},
		{"# FooNet\n\nStay tuned for the code.\n", "Stay tuned"},

		{"# FooNet\n\nA fine method.\n", ""},
		{"# FooNet\n\nMore models coming soon.\n", ""},
		{"# FooNet\n\nCode for training the additional models is coming soon.\n", ""},
		{"# FooNet\n\nPretrained weights will be released with the code.\n", ""},
		{"# FooNet\n\nThe dataset will be released soon.\n", ""},
		{"# FooNet\n\nThe code was released. A paper is coming soon.\n", ""},
		{"# FooNet\n\nDocumentation of the code is coming soon.\n", ""},
		{"# FooNet\n\nCode coming soon.\n\n## Usage\nSee the wiki.\n", ""},
		{"# FooNet\n\nCode coming soon.\n\n```\npython train.py\n```\n", ""},
		{"# FooNet\n\nCode coming soon.\n\n    make all\n", ""},
		{"# FooNet\n\nCode coming soon. Until then: pip install foonet\n", ""},
		{"# Tban\n\nThe code of tban.\n", ""},
		{"# FooNet\n\nCode coming soon.\n" + strings.Repeat("It is a fine method. ", 400), ""},
		{"Code coming soon \xff", ""},
		{"", ""},
	}
	for _, row := range table {
		if got := promises(row.text); got != row.want {
			t.Errorf("%.60q: %q, want %q", row.text, got, row.want)
		}
	}
}

// For which trees the README is read at all: those with something beside the furniture
// that may be a beginning, and nothing that may be code.
func TestWhoseReadmeIsRead(t *testing.T) {
	table := []struct{ tree, want string }{
		{"README.md requirements.txt", "README.md"},
		{"README.md LICENSE docs/", "README.md"},
		{"README_zh.md README.md index.html assets/", "README.md"},
		{"README.md", ""},              // the tree decides
		{"README.md LICENSE img/", ""}, // the tree decides
		{"README.md main.py", ""},
		{"README.md requirements.txt src/", ""},
		{"README.md requirements.txt train.sh", ""},
		{"README.md requirements.txt docs/ assets/", ""},
		{"requirements.txt", ""},
		{"README.md data/", ""},
		{"README.md model.ckpt", ""},
		{"README.md a.png b.png c.png d.png e.png f.png g.png h.png docs/", ""},
	}
	for _, row := range table {
		f := facts{looked: true}
		for name := range strings.FieldsSeq(row.tree) {
			e := entry{Name: name, Type: "blob"}
			if trimmed, folder := strings.CutSuffix(name, "/"); folder {
				e = entry{Name: trimmed, Type: "tree"}
			}
			f.tree = append(f.tree, e)
		}
		if got := promising(f); got != row.want {
			t.Errorf("%s: reads %q, want %q", row.tree, got, row.want)
		}
		f.looked = false
		if got := promising(f); got != "" {
			t.Errorf("%s: reads %q of a tree that was not looked at", row.tree, got)
		}
	}
}
