package graph

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"stemma"
)

// A Resolution says which paper of the corpus a place in an abstract means, as one JSON line.
type Resolution struct {
	Paper string `json:"paper"` // id
	Start int    `json:"start"` // byte offsets [Start, End) into the abstract
	End   int    `json:"end"`
	Text  string `json:"text"` // the very bytes of the span
	Work  string `json:"work"` // id of the paper that is meant
	Label string `json:"label"`
	// Confidence, in (0, 1], is how sure that is.
	Confidence float64 `json:"confidence"`
}

// WriteResolutions writes which citations and mentions mean papers of the corpus, in the
// order of the papers' ids and of their texts. The error is that of w.
func WriteResolutions(ctx context.Context, w io.Writer, g *Graph) error {
	edges := g.Edges()
	if err := g.quote(ctx, edges); err != nil {
		return err
	}
	var all []Resolution
	for _, e := range edges {
		to := g.Node(e.To)
		if e.Relation == stemma.Implements || to.Kind != Paper {
			continue
		}
		for _, ev := range e.Evidence {
			all = append(all, Resolution{ev.Paper, ev.Start, ev.End, ev.Text, strings.TrimPrefix(e.To, "paper:"), to.Label, ev.Confidence})
		}
	}
	slices.SortFunc(all, func(a, b Resolution) int {
		return cmp.Or(cmp.Compare(a.Paper, b.Paper), cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End), cmp.Compare(a.Work, b.Work))
	})
	out := bufio.NewWriter(w)
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	for i := range all {
		if err := encoder.Encode(&all[i]); err != nil {
			return fmt.Errorf("writing the resolutions: %w", err)
		}
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("writing the resolutions: %w", err)
	}
	return nil
}
