package graph

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stemma"
)

// clueText writes a clue on a line.
func clueText(c Clue) string {
	who := strings.Join(c.Authors, "+")
	if c.EtAl {
		who += "…"
	}
	return fmt.Sprintf("%s | %s%s | %s %s | %s | %s", c.Node.Key, c.ArXiv, c.DOI, who, c.Year, c.Name, strings.Join(c.Words, " "))
}

func TestUnexplained(t *testing.T) {
	identified := paper("d 2022", "Diagrams", "See x.")
	identified.Extraction.Citations = []stemma.Citation{{Start: 4, End: 5, Kind: stemma.CitationArXiv, ID: "1905.12345v2"}, {Start: 4, End: 5, Kind: stemma.CitationKey, ID: "moss2018"}}
	extending := paper("a 2022", "Turbines in Rivers", "MyFlow extends the waves of [=Quill & Moss, 2018|extends]. We use [ZorbNet|uses].", "MyFlow")
	extending.Extraction.Citations[0].Cue = "extends"
	g := Build([]stemma.Reading{
		extending,
		paper("b 2022", "Fish in Rivers", "Here [ZorbNet|uses] finds salmon. It beats [Long Name of It|compares] ([LNI|compares])."),
		paper("c 2022", "A Note", "Rivers in [=Óre et al., 2019|background|OreNet] flood."),
		identified,
	}, nil)
	clues, err := g.Clues(t.Context(), g.Unexplained())
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range clues {
		got = append(got, clueText(c))
	}
	want := []string{
		"cited:arxiv:1905.12345 | 1905.12345 |   |  | diagrams",
		"named:zorbnet |  |   | ZorbNet | zorbnet rivers turbines finds salmon fish",
		"cited:quill+moss-2018 |  | Quill+Moss 2018 |  | waves turbines rivers",
		"cited:key:moss2018 |  |   |  | diagrams",
		"cited:ore-et-al-2019 |  | Óre… 2019 | OreNet | orenet rivers flood note",
		"named:long-name-of-it |  |   | Long Name of It | name beats fish rivers",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
