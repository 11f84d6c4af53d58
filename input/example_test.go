package input_test

import (
	"fmt"
	"io"
	"strings"

	"stemma/input"
)

func Example() {
	page := "Daily Papers\n\nSubscribe\n\nOn Hedges\n\nEvery hedge has a best height. We measure it for twelve species.\n"
	reader, err := input.NewReader(strings.NewReader(page), "page.txt", input.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for {
		record, err := reader.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			fmt.Println(err)
			return
		}
		paper, err := record.Paper()
		if err != nil {
			fmt.Println(err) // this record is lost, and no other
			continue
		}
		fmt.Printf("%s:%d %s: %s\n", paper.Source.File, paper.Source.Line, paper.ID, paper.Title)
	}
	// Output: page.txt:5 on-hedges-f5e5222b: On Hedges
}

// A work is known by the name in its title, by its authors and year, and by the key of its entry.
func ExampleReadBibliography() {
	works, err := input.ReadBibliography("refs.bib", strings.NewReader(`@article{song2020,
  title  = {{DDIM}: Faster Sampling},
  author = {Song, Jiaming and van den Oord, A{\"a}ron},
  year   = 2020,
  note   = {arXiv:2010.02502}
}`))
	if err != nil {
		fmt.Println(err)
	}
	for _, w := range works {
		fmt.Printf("%s: %s by %q, %s, arXiv %s, key %s\n", w.Source, w.Name, w.Authors, w.Year, w.ArXiv, w.Keys[0])
	}
	// Output: refs.bib:1: DDIM by ["Song" "van den Oord"], 2020, arXiv 2010.02502, key song2020
}
