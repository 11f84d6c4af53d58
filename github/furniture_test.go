package github_test

import (
	"testing"

	"stemma/github"
)

func TestFurniture(t *testing.T) {
	for _, c := range []struct {
		paths []string
		want  bool
	}{
		{nil, true},
		{[]string{".gitattributes", "README.md"}, true},
		{[]string{"README.md", "images/a.png"}, true},
		{[]string{"README.md", "src/images/a.png"}, false},
		{[]string{"README.md", "model.safetensors"}, false},
	} {
		if got := github.Furniture(c.paths); got != c.want {
			t.Errorf("%v: got %t", c.paths, got)
		}
	}
}
