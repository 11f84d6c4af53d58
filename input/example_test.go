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
