package extract

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"math"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"stemma"
)

var (
	trainFile = flag.String("train-mentions", "", "labelled texts to train the weights of mentions on (JSON lines)")
	trainSkip = flag.String("train-without", "", "labelled texts whose papers are left out of the training")
)

// TestTrainMentions trains mentionWeights: logistic regression over the groups of candidates of labelled texts, with
// a ridge penalty, by full-batch gradient descent from zero, so that the same labels give the same weights. It reports
// the figures under cross-validation by paper and writes mentionweights.go. It runs on request alone:
//
//	go test ./extract -run TestTrainMentions -train-mentions FILE -v
//
// where FILE is absolute or relative to this folder.
func TestTrainMentions(t *testing.T) {
	if *trainFile == "" {
		t.Skip("no -train-mentions given")
	}
	papers := readLabelled(t, *trainFile)
	if *trainSkip != "" {
		papers = withoutPapers(papers, readLabelled(t, *trainSkip))
	}
	const folds = 10
	var right, wrong, missed, labelled float64
	for _, p := range papers {
		for _, m := range p.Mentions {
			if !m.Soft {
				labelled++
			}
		}
	}
	for fold := range folds {
		var train, test []labelledGroup
		for i, p := range papers {
			if i%folds == fold {
				test = append(test, p.groups()...)
			} else {
				train = append(train, p.groups()...)
			}
		}
		weights := fitMentions(train)
		for _, g := range test {
			switch said := g.score(weights) > 0; {
			case said && g.positive:
				right += g.count
			case said:
				wrong += g.count
			case g.positive:
				missed += g.count
			}
		}
	}
	report := func(of string, missed float64) {
		precision, recall := right/(right+wrong), right/(right+missed)
		t.Logf("%d papers, cross-validated over %s: P %.1f R %.1f F1 %.1f", len(papers), of, 100*precision, 100*recall, 200*precision*recall/(precision+recall))
	}
	report("candidates", missed)
	report("labels", labelled-right)
	var all []labelledGroup
	for _, p := range papers {
		all = append(all, p.groups()...)
	}
	writeMentionWeights(t, fitMentions(all))
}

type labelledPaper struct {
	ID       string `json:"id"`
	Title    string `json:"title"`
	Abstract string `json:"abstract"`
	Mentions []struct {
		Start, End int // in code points
		Name       string
		Soft       bool
	} `json:"mentions"`
	Own       []struct{ Start, End int } `json:"own_spans"`
	Citations []struct {
		Start, End int
	} `json:"citations"`
}

type labelledGroup struct {
	features mentionFeatures
	positive bool
	count    float64
}

func (g labelledGroup) score(weights []float64) (sum float64) {
	for i, w := range weights {
		if g.features&(1<<i) != 0 {
			sum += w
		}
	}
	return sum
}

func readLabelled(t *testing.T, file string) (papers []labelledPaper) {
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var p labelledPaper
		if err := json.Unmarshal(lines.Bytes(), &p); err != nil {
			t.Fatal(err)
		}
		papers = append(papers, p)
	}
	return papers
}

func withoutPapers(papers, drop []labelledPaper) (kept []labelledPaper) {
	dropped := make(map[string]bool)
	for _, p := range drop {
		dropped[p.ID] = true
	}
	for _, p := range papers {
		if !dropped[p.ID] {
			kept = append(kept, p)
		}
	}
	return kept
}

// groups labels the groups of candidates of p. A soft mention, an own name and what only overlaps a label say nothing.
func (p *labelledPaper) groups() (labelled []labelledGroup) {
	var room nameRoom
	var citations []stemma.Citation
	at := byteOffsets(p.Abstract)
	for _, c := range p.Citations {
		citations = append(citations, stemma.Citation{Start: at[c.Start], End: at[c.End]})
	}
	pass := newNamePass(&room, p.Title, p.Abstract)
	pass.read(nil, citations)
	pass.findOwn()
	pass.observe()
	votes := make([]struct{ yes, no float64 }, len(pass.groups))
	for i := range pass.candidates {
		c := &pass.candidates[i]
		switch v := &votes[c.group]; p.label(at, c) {
		case 1:
			v.yes++
		case -1:
			v.no++
		}
	}
	for i, v := range votes {
		if v.yes+v.no > 0 && !pass.groups[i].own {
			labelled = append(labelled, labelledGroup{pass.groups[i].features, v.yes >= v.no, v.yes + v.no})
		}
	}
	return labelled
}

func (p *labelledPaper) label(at []int, c *nameCandidate) int {
	for _, m := range p.Mentions {
		start, end := at[m.Start], at[m.End]
		if int(c.start) < end && start < int(c.end) {
			if m.Soft {
				return 0
			}
			if start == int(c.start) && end == int(c.end) {
				return 1
			}
			return -1
		}
	}
	for _, o := range p.Own {
		if int(c.start) < at[o.End] && at[o.Start] < int(c.end) {
			return 0
		}
	}
	return -1
}

func byteOffsets(text string) (at []int) {
	for i := range text {
		at = append(at, i)
	}
	if utf8.RuneCountInString(text) != len(at) {
		panic("unreachable: a range over text visits each rune")
	}
	return append(at, len(text))
}

func fitMentions(groups []labelledGroup) []float64 {
	const rounds, rate, ridge = 3000, 0.3, 0.004
	weights := make([]float64, featCount)
	var total float64
	for _, g := range groups {
		total += math.Sqrt(g.count)
	}
	for range rounds {
		gradient := make([]float64, featCount)
		for _, g := range groups {
			miss := 1 / (1 + math.Exp(-g.score(weights)))
			if g.positive {
				miss--
			}
			for i := range gradient {
				if g.features&(1<<i) != 0 {
					gradient[i] += miss * math.Sqrt(g.count) / total
				}
			}
		}
		for i := range weights {
			weights[i] -= rate * (gradient[i] + ridge*weights[i])
		}
	}
	return weights
}

func writeMentionWeights(t *testing.T, weights []float64) {
	var b strings.Builder
	b.WriteString("package extract\n\n// mentionWeights are the weights of the features, in thousandths, in the order of their bits: positive for what\n" +
		"// speaks for a mention. They are trained (see TestTrainMentions); edit the features, not the figures.\n" +
		"var mentionWeights = [featCount]int16{\n")
	for i, w := range weights {
		fmt.Fprintf(&b, "\t%d, // %s\n", int(math.Round(1000*w)), mentionFeatureNames[i])
	}
	b.WriteString("}\n")
	if err := os.WriteFile("mentionweights.go", []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}
