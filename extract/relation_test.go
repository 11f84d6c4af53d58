package extract_test

import (
	"bytes"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"stemma"
	"stemma/extract"
)

// relationTexts are texts with their works marked, and the class of each in order. A
// mention is [name|type], a citation {text} or, in brackets of the text, ({text}).
var relationTexts = []struct{ text, classes string }{
	// What governs the span says it.
	{"We extend [FastWalk|method] to graphs with holes.", "builds-on"},
	{"Our parser is based on [TreeStar|model].", "builds-on"},
	{"In this paper, we extend the algorithm of {Ek et al. (2019)} to the online setting.", "builds-on"},
	{"We use the annotation scheme of {Ek et al. (2019)}.", "builds-on"},
	{"Our parser outperforms [TreeStar|model] by a wide margin.", "compares"},
	{"Unlike [TreeStar|model], our method needs no labels.", "compares"},
	{"Our bound improves over the best known bound of {Ek and Lund (2012)}.", "compares"},
	{"We show that our model is faster than the parser of {Ek and Lund (2012)}.", "compares"},
	{"We evaluate our parser on [WoodBank|dataset].", "evaluates-on"},
	// Members of a list share it.
	{"Experiments on [WoodBank|dataset], [LeafBank|dataset] and [RootBench|benchmark] show that it is fast.", "evaluates-on evaluates-on evaluates-on"},
	{"Our model outperforms [TreeStar|model] ({Ek et al., 2019}) and [BushNet|model] ({Lund, 2020}).", "compares compares compares compares"},
	// Before the paper speaks of itself, works are background.
	{"Recently developed parsers such as [TreeStar|model] and [BushNet|model] have shown impressive results. However, they are slow. We propose a fast one.", "background background"},
	{"Parsers have recently been successful ({Ek et al., 2019}; {Lund, 2020}). In this work, we propose a new one.", "background background"},
	// A metric is what one evaluates with.
	{"We propose a parser. It achieves 3.1 [TreeScore|metric] on [WoodBank|dataset].", "evaluates-on evaluates-on"},
}

func TestRelateClass(t *testing.T) {
	for _, test := range relationTexts {
		text, citations, mentions := marked(test.text)
		extract.Relate(text, citations, mentions, nil)
		if got := classes(citations, mentions); got != test.classes {
			t.Errorf("%q is read as %s, want %s", test.text, got, test.classes)
		}
	}
}

// cueTexts are texts with one work, and the relation and cue of it.
var cueTexts = []struct{ text, relation string }{
	{"We extend [FastWalk|method] to graphs with holes.", "extends: extend"},
	{"We generalize [FastWalk|method] to graphs with holes.", "generalizes: generalize"},
	{"Our walker uses [FastWalk|method] at every step.", "uses: uses"},
	{"In this paper, we analyze [FastWalk|method] on graphs with holes.", "analyzes: analyze"},
	{"Our walker outperforms [FastWalk|method].", "outperforms: outperforms"},
	{"Unlike [FastWalk|method], our walker needs no map.", "compares: Unlike"},
	{"Our walker improves over [FastWalk|method] on hills.", "outperforms: improves over"},
	{"Our walker is based on [FastWalk|method].", "extends: based on"},
	{"We evaluate our walker on [HoleBench|benchmark].", "evaluates-on: evaluate our walker on"},
	{"We show that our walker generalizes across [HoleBench|benchmark].", "evaluates-on: generalizes"},
	{"We extend [HoleBench|benchmark] by ten tasks.", "extends: extend"},
	{"Our walker outperforms all others on [HoleBench|benchmark].", "evaluates-on: "},
	{"Our walker improves a pretrained [WoodBank|dataset] model.", "evaluates-on: improves"},
	// Fixed turns of phrase.
	{"Our walker draws a map, as in [FastWalk|method].", "background: "},
	{"As in [FastWalk|method], our walker draws a map.", "uses: "},
	{"We train our walker with [FastWalk|method] as the teacher.", "uses: "},
	{"We take [FastWalk|method] as a strong baseline.", "compares: "},
	{"Our walker finds [FastWalk|method] that generalizes across maps.", "uses: "},
	// What is denied is not done.
	{"We do not use [FastWalk|method].", "background: "},
	{"Our walker does not build on [FastWalk|method].", "background: "},
	{"Our walker finds its way without using [FastWalk|method].", "background: "},
	{"Instead of using [FastWalk|method], we draw a map.", "background: "},
	{"Our walker not only uses [FastWalk|method] at every step.", "uses: uses"},
	{"We do not draw a map, and use [FastWalk|method] at every step.", "uses: use"},
}

func TestRelateCue(t *testing.T) {
	for _, test := range cueTexts {
		text, citations, mentions := marked(test.text)
		extract.Relate(text, citations, mentions, nil)
		m := mentions[0]
		if got := string(m.Relation) + ": " + m.Cue; got != test.relation {
			t.Errorf("%q is read as %q, want %q", test.text, got, test.relation)
		}
	}
}

// A name may be spelled like a verb. What it is called decides nothing.
func TestRelateReadsNoMeaningIntoNames(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"We propose Walk, a walker that extends the plan of Ek et al. (2019) and outperforms Rival (Lund et al., 2020b) by far.", "outperforms: outperforms"},
		{"We propose Walk, a walker that builds on Ek et al. (2019) and surpasses Match (Lund et al., 2020b) on hills.", "outperforms: surpasses"},
		{"Our walker extends Beat (Lund et al., 2020b).", "extends: extends"},
		{"We extend Rival (Lund et al., 2020b) to hills.", "extends: extend"},
	} {
		citations := extract.Citations(test.text)
		extract.Relate(test.text, citations, nil, []string{"Walk"})
		c := citations[len(citations)-1]
		if got := string(c.Relation) + ": " + c.Cue; got != test.want {
			t.Errorf("%q is read as %q, want %q", test.text, got, test.want)
		}
	}
}

func TestRelateKnowsOwnNames(t *testing.T) {
	text, citations, mentions := marked("WalkFar outperforms [FastWalk|method] on hills.")
	extract.Relate(text, citations, mentions, []string{"WalkFar"})
	if mentions[0].Relation != stemma.Outperforms {
		t.Errorf("got %+v, want outperforms", mentions[0])
	}
}

// mark is a marked work in a test's text.
var mark = regexp.MustCompile(`\[([^|\]]+)\|(\w+)\]|\{([^}]+)\}`)

// marked takes the marks out of a test's text.
func marked(text string) (string, []stemma.Citation, []stemma.Mention) {
	var plain strings.Builder
	var citations []stemma.Citation
	var mentions []stemma.Mention
	at := 0
	for _, m := range mark.FindAllStringSubmatchIndex(text, -1) {
		plain.WriteString(text[at:m[0]])
		at = m[1]
		start := plain.Len()
		if m[2] >= 0 {
			plain.WriteString(text[m[2]:m[3]])
			mentions = append(mentions, stemma.Mention{Start: start, End: plain.Len(), Name: text[m[2]:m[3]], Type: stemma.MentionType(text[m[4]:m[5]])})
			continue
		}
		plain.WriteString(text[m[6]:m[7]])
		citations = append(citations, stemma.Citation{Start: start, End: plain.Len(), Text: text[m[6]:m[7]], Narrative: strings.HasSuffix(text[m[6]:m[7]], ")")})
	}
	plain.WriteString(text[at:])
	return plain.String(), citations, mentions
}

// classes lists the classes of mentions, then of citations.
func classes(citations []stemma.Citation, mentions []stemma.Mention) string {
	var all []string
	for _, m := range mentions {
		all = append(all, string(m.Relation.Class()))
	}
	for _, c := range citations {
		all = append(all, string(c.Relation.Class()))
	}
	return strings.Join(all, " ")
}

func TestShippedRelationModelIsReadable(t *testing.T) {
	table, err := os.ReadFile("data/relation.tsv")
	if err != nil {
		t.Fatal(err)
	}
	model, err := extract.ReadRelationModel(bytes.NewReader(table))
	if err != nil {
		t.Fatal(err)
	}
	var again bytes.Buffer
	if err := extract.WriteRelationModel(&again, model); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(again.Bytes(), table) {
		t.Error("the model changes when it is read and written again")
	}
}

func TestReadRelationModelSaysWhichLineIsWrong(t *testing.T) {
	for _, test := range []struct{ table, want string }{
		{"feature\ta\nleft:than\t1\t2\t3\t4\nleft:on\t1\t2\n", "line 3: want a feature and 4 weights divided by tabs, got 3 cells"},
		{"left:than\t1\t2\tthree\t4\n", `line 1: weight of "left:than"`},
	} {
		_, err := extract.ReadRelationModel(strings.NewReader(test.table))
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%q: error %v, want one with %q", test.table, err, test.want)
		}
	}
}

func TestTrainRelationsLearnsAndRepeats(t *testing.T) {
	var examples []extract.RelationExample
	for i, test := range relationTexts {
		text, citations, mentions := marked(test.text)
		want := strings.Fields(test.classes)
		for j := range mentions {
			mentions[j].Relation = relationOfClass[want[j]]
		}
		for j := range citations {
			citations[j].Relation = relationOfClass[want[len(mentions)+j]]
		}
		examples = append(examples, extract.RelationExample{ID: fmt.Sprint(i), Text: text, Citations: citations, Mentions: mentions})
	}
	examples = append(examples, extract.RelationExample{ID: "none", Text: "A text without works. It has two sentences."})
	config := extract.RelationTraining{MinPapers: 2, Penalty: 0.1}
	model := extract.TrainRelations(examples, config)
	for i, test := range relationTexts {
		text, citations, mentions := marked(test.text)
		model.Relate(text, citations, mentions, nil)
		if got := classes(citations, mentions); got != test.classes {
			t.Errorf("learnt from it, %q is read as %s, want %s", examples[i].Text, got, test.classes)
		}
	}
	var first, second bytes.Buffer
	extract.WriteRelationModel(&first, model)
	extract.WriteRelationModel(&second, extract.TrainRelations(examples, config))
	if !bytes.Equal(first.Bytes(), second.Bytes()) {
		t.Error("two trainings on the same examples differ")
	}
}

// relationOfClass is a relation of each class.
var relationOfClass = map[string]stemma.Relation{
	"builds-on": stemma.Uses, "compares": stemma.Compares, "evaluates-on": stemma.EvaluatesOn, "background": stemma.Background,
}

func ExampleRelate() {
	const text = "We extend FastWalk to graphs with holes."
	mentions := []stemma.Mention{{Start: 10, End: 18, Name: "FastWalk", Type: stemma.TypeMethod}}
	extract.Relate(text, nil, mentions, nil)
	fmt.Printf("%s, by %q\n", mentions[0].Relation, mentions[0].Cue)
	// Output: extends, by "extend"
}

func FuzzRelate(f *testing.F) {
	for _, test := range relationTexts {
		f.Add(test.text, "WalkFar")
	}
	f.Add("{ }", "0")
	f.Add("{é} [\xff|metric]. {a} [b|x]", "é")
	f.Fuzz(func(t *testing.T, raw, own string) {
		text, citations, mentions := marked(raw)
		extract.Relate(text, citations, mentions, []string{own, ""})
		for _, m := range mentions {
			if m.Relation == stemma.NoRelation || !strings.Contains(text, m.Cue) {
				t.Fatalf("mention %+v of %q", m, text)
			}
		}
		for _, c := range citations {
			if c.Relation == stemma.NoRelation || c.Relation == stemma.EvaluatesOn || !strings.Contains(text, c.Cue) {
				t.Fatalf("citation %+v of %q", c, text)
			}
		}
	})
}

func BenchmarkRelate(b *testing.B) {
	var page strings.Builder
	for _, test := range relationTexts {
		page.WriteString(test.text + " ")
	}
	text, citations, mentions := marked(page.String())
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		extract.Relate(text, citations, mentions, nil)
	}
}
