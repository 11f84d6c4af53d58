package extract

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"stemma"
)

// What is left in is what Extract returns; what is left out is empty, never null.
func TestParts(t *testing.T) {
	p := stemma.Paper{
		Title: "AlphaFlow: A Sampler",
		Abstract: "We propose AlphaFlow, which extends DDIM (Song et al., 2021) and outperforms DPM-Solver on ImageNet. " +
			"The demo is at https://github.com/owner/demo. We release our data. The models will be released soon. Logs are available on request.",
	}
	all := Extract(p)
	for wanted := Parts(0); wanted <= AllParts; wanted++ {
		want := stemma.Extraction{
			Links: []stemma.Link{}, Citations: []stemma.Citation{}, Mentions: []stemma.Mention{}, Own: []string{},
			Promises: []stemma.Promise{}, Claims: []stemma.Promise{}, Requests: []stemma.Promise{},
		}
		if wanted&LinksPart != 0 {
			want.Links = all.Links
		}
		if wanted&CitationsPart != 0 {
			want.Citations = all.Citations
		}
		if wanted&NamesPart != 0 {
			want.Mentions, want.Own = all.Mentions, all.Own
		}
		if wanted&PromisesPart != 0 {
			want.Promises, want.Claims, want.Requests = all.Promises, all.Claims, all.Requests
		}
		if diff := cmp.Diff(want, ExtractParts(p, wanted)); diff != "" {
			t.Errorf("parts %04b: %s", wanted, diff)
		}
	}
	for name, n := range map[string]int{"links": len(all.Links), "citations": len(all.Citations), "mentions": len(all.Mentions), "own": len(all.Own), "promises": len(all.Promises)} {
		if n == 0 {
			t.Errorf("the text should have %s", name)
		}
	}
}
