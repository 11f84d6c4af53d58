package extract

import (
	"os"
	"path/filepath"
	"testing"
)

// A page of 58 papers, kept outside the repository: the test is skipped without it.
func TestCitationsOfPage(t *testing.T) {
	page, err := os.ReadFile(filepath.Join("..", "..", "shared", "seed", "daily-papers.txt"))
	if err != nil {
		t.Skip("no page to read: ", err)
	}
	want := "Liu+ 2023 <InstaFlow>; Xue+ 2023b <UFOGen>; Luo+ 2023a; =Doshi+ 2023; =Karras+ 2022; =Song+ 2021b; =Kim+ 2022; " +
		"Song+ 2023 <Consistency Models (CM)>; =Albergo & Vanden-Eijnden 2023"
	if got := citationNotation(Citations(string(page))); got != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
}
