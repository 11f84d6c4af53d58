package graph

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"stemma"
)

// paper makes a reading out of marked-up text. In the abstract
//
//	[DDIM|extends]                        is a mention with its relation
//	[=Liu et al., 2023|compares|InstaFlow] is a citation with its relation and the name beside it
//	<https://github.com/owner/repo>       is a link, {code will follow} a promise
//
// and the marks are taken out. The head is "id", "id 2024-05" or "id 2024-05 by Ann Lee, Bo Hu".
func paper(head, title, marked string, own ...string) stemma.Reading {
	head, authors, _ := strings.Cut(head, " by ")
	id, date, _ := strings.Cut(head, " ")
	r := stemma.Reading{Paper: stemma.Paper{ID: id, Title: title, Date: date}}
	if authors != "" {
		r.Paper.Authors = strings.Split(authors, ", ")
	}
	r.Extraction.Own = own
	var text strings.Builder
	for marked != "" {
		at := mark.FindStringIndex(marked)
		if at == nil {
			text.WriteString(marked)
			break
		}
		text.WriteString(marked[:at[0]])
		addMark(&r.Extraction, &text, marked[at[0]+1:at[1]-1], marked[at[0]])
		marked = marked[at[1]:]
	}
	r.Paper.Abstract = text.String()
	return r
}

var (
	mark   = regexp.MustCompile(`\[[^\]]+\]|<[^>]+>|\{[^}]+\}`)
	cited  = regexp.MustCompile(`^(.*?)( et al\.)?,? \(?(\d{4})([a-z]?)\)?$`)
	linked = regexp.MustCompile(`^https?://([^/]+)/?([^/]*)/?(.*)$`)
)

func addMark(x *stemma.Extraction, text *strings.Builder, body string, sign byte) {
	fields := append(strings.Split(strings.TrimPrefix(body, "="), "|"), "", "")
	start := text.Len()
	text.WriteString(fields[0])
	end := text.Len()
	switch {
	case sign == '<':
		x.Links = append(x.Links, stemma.Link{Start: start, End: end, Raw: body, Target: targetOf(body)})
	case sign == '{':
		x.Promises = append(x.Promises, stemma.Promise{Start: start, End: end, Text: body, Kind: stemma.PromiseRelease})
	case body[0] == '=':
		m := cited.FindStringSubmatch(fields[0])
		x.Citations = append(x.Citations, stemma.Citation{Start: start, End: end, Text: fields[0], Kind: stemma.CitationAuthorYear,
			Authors: strings.Split(m[1], " & "), EtAl: m[2] != "", Year: m[3], Suffix: m[4],
			Relation: stemma.Relation(fields[1]), Name: fields[2]})
	default:
		x.Mentions = append(x.Mentions, stemma.Mention{Start: start, End: end, Name: fields[0],
			Relation: stemma.Relation(fields[1]), Type: stemma.MentionType(fields[2])})
	}
}

func targetOf(address string) stemma.Target {
	m := linked.FindStringSubmatch(address)
	t := stemma.Target{URL: address, Host: m[1], Kind: stemma.KindWeb}
	if t.Host == stemma.GitHubHost {
		t.Kind, t.Owner, t.Repo = stemma.KindRepository, m[2], m[3]
	} else if strings.HasSuffix(t.Host, ".github.io") {
		t.Kind = stemma.KindPage
	}
	return t
}

// sample is a small corpus with one of everything that a picture draws.
func sample() ([]stemma.Reading, map[string]stemma.Observation) {
	readings := []stemma.Reading{
		paper("ddim 2020-10 by Jia Song, Che Meng", "Denoising Diffusion Implicit Models",
			"Sampling from [DDPM|generalizes|method] takes many steps. We propose DDIM, which generalizes it. Code: <https://github.com/ermongroup/ddim>.", "DDIM", "Denoising Diffusion Implicit Models"),
		paper("fast 2022-06 by Ada Ng", "FastSolver: Sampling in Ten Steps",
			"FastSolver extends [DDIM|extends|method] by a second-order step. It is faster than [DDIM|outperforms|method] on [CIFAR-10|evaluates-on|dataset]. Code: <https://github.com/ada/fastsolver>.", "FastSolver"),
		paper("one 2023-09 by Bo Lind, Eva Roy", "OneStep: Images at Once",
			"We distil [=Liu et al., 2023|uses|InstaFlow] and compare with [Consistency Models|compares|method] ([CM|compares|method]). A baseline is [FastSolver|compares|method]. {The code will be released}.", "OneStep"),
		paper("two 2024-01", "Two Ways of Looking at Flows",
			"We analyse [InstaFlow|analyzes|model] with [PyTorch|uses|tool]. See <https://two-ways.github.io/>.", "TwoWays"),
		paper("alone 2024-02", "A Note on Measure", "Nothing is cited here."),
	}
	return readings, map[string]stemma.Observation{
		"github.com/ermongroup/ddim": {Status: stemma.Alive, Reason: "pushed 12 days ago"},
		"github.com/ada/fastsolver":  {Status: stemma.Gone, Reason: "404: deleted or private"},
	}
}

// edgesOf prints the edges of g but for code, one a line.
func edgesOf(g *Graph) string {
	var b strings.Builder
	for _, e := range g.Edges() {
		if e.Relation != stemma.Implements {
			fmt.Fprintf(&b, "%s %s %s x%d\n", strings.TrimPrefix(e.From, "paper:"), firstOf(string(e.Relation), "-"), e.To, e.Weight())
		}
	}
	return b.String()
}

func lines(s ...string) string { return strings.Join(s, "\n") + "\n" }

func TestMarkup(t *testing.T) {
	r := paper("x 2024", "T", "We use [DDIM|uses] and [=Song et al., 2021b|extends]. <https://github.com/a/b>")
	if want := "We use DDIM and Song et al., 2021b. https://github.com/a/b"; r.Paper.Abstract != want {
		t.Errorf("abstract %q, want %q", r.Paper.Abstract, want)
	}
	if c := r.Extraction.Citations[0]; c.Authors[0] != "Song" || !c.EtAl || c.Year != "2021" || c.Suffix != "b" {
		t.Errorf("citation %+v", c)
	}
}
