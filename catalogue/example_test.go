package catalogue_test

import (
	"fmt"
	"log"

	"stemma/catalogue"
)

func ExampleWorks() {
	works, err := catalogue.Works()
	if err != nil {
		log.Fatal(err)
	}
	for _, w := range works {
		if w.Name == "DDIM" {
			fmt.Println(w.Authors[0], w.Year, w.Title, w.ArXiv, w.Repository)
		}
	}
	// Output: Song 2020 Denoising Diffusion Implicit Models 2010.02502 ermongroup/ddim
}
