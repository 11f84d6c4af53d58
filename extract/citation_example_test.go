package extract_test

import (
	"fmt"

	"stemma/extract"
)

func ExampleCitations() {
	text := "We distil InstaFlow (Liu et al., 2023) with the sampler of Karras et al. (2022)."
	for _, c := range extract.Citations(text) {
		fmt.Println(c.Authors, c.Year, c.Narrative, c.Name)
	}
	// Output:
	// [Liu] 2023 false InstaFlow
	// [Karras] 2022 true
}
