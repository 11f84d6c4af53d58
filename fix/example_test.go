package fix_test

import (
	"fmt"

	"stemma"
	"stemma/fix"
)

func ExampleMend() {
	known := fix.Known{Observations: map[string]stemma.Observation{
		"github.com/ada/loom": {Status: stemma.Moved, MovedTo: "https://github.com/weavers/loom", Repository: &stemma.Repository{ID: 1}},
	}}
	r := fix.Mend("# Code\n\nSee [here](http://www.github.com/ada/loom/tree/main#use).\n", fix.Markdown, known)
	for _, c := range r.Changes {
		fmt.Printf("%d: %s -> %s\n", c.Line, c.Old, c.New)
	}
	// Output: 3: http://www.github.com/ada/loom/tree/main#use -> http://www.github.com/weavers/loom/tree/main#use
}
