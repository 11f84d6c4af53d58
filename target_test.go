package stemma_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"stemma"
)

func TestTargetKey(t *testing.T) {
	for _, c := range []struct {
		target stemma.Target
		want   string
	}{
		{stemma.Target{URL: "https://github.com/Owner/Repo", Kind: stemma.KindRepository, Host: "github.com", Owner: "Owner", Repo: "Repo"}, "github.com/owner/repo"},
		{stemma.Target{URL: "https://github.com/Owner/Repo/tree/main/Sub", Kind: stemma.KindRepository, Host: "github.com", Owner: "Owner", Repo: "Repo", Path: "tree/main/Sub"}, "github.com/owner/repo"},
		{stemma.Target{URL: "https://github.com/Owner", Kind: stemma.KindOwner, Host: "github.com", Owner: "Owner"}, "github.com/owner"},
		{stemma.Target{URL: "http://www.Example.org/Page/", Kind: stemma.KindWeb, Host: "example.org", Path: "Page"}, "example.org/Page"},
		{stemma.Target{URL: "https://owner.github.io", Kind: stemma.KindPage, Host: "owner.github.io", Owner: "owner"}, "owner.github.io"},
	} {
		if got := c.target.Key(); got != c.want {
			t.Errorf("%s: got key %q, want %q", c.target.URL, got, c.want)
		}
	}
}

func TestThePlaceKeepsItsCase(t *testing.T) {
	file := stemma.Target{URL: "https://github.com/Owner/Repo/blob/main/README.md", Kind: stemma.KindRepository,
		Host: "github.com", Owner: "Owner", Repo: "Repo", Path: "blob/main/README.md"}
	if got, want := file.PlaceKey(), "github.com/owner/repo/blob/main/README.md"; got != want {
		t.Errorf("a file: got %q, want %q", got, want)
	}
	if root := file.Root(); root.PlaceKey() != root.Key() {
		t.Errorf("a whole repository: got %q, want its key %q", root.PlaceKey(), root.Key())
	}
}

func TestStatusWords(t *testing.T) {
	for _, status := range stemma.Statuses() {
		text, err := json.Marshal(status)
		if err != nil {
			t.Fatal(err)
		}
		var back stemma.Status
		if err := json.Unmarshal(text, &back); err != nil || back != status {
			t.Errorf("%s came back as %s, %v", status, back, err)
		}
	}
	if _, err := stemma.ParseStatus("dead"); err == nil {
		t.Error("a word that is no status: want an error")
	}
	if stemma.Status(0) != stemma.Unknown {
		t.Error("the zero value must be unknown")
	}
}

func ExampleTarget_Root() {
	link := stemma.Target{
		URL: "https://github.com/owner/repo/tree/main/src", Kind: stemma.KindRepository,
		Host: "github.com", Owner: "owner", Repo: "repo", Path: "tree/main/src",
	}
	fmt.Println(link.Root().URL)
	// Output: https://github.com/owner/repo
}
