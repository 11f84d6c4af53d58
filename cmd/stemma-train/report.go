package main

import (
	"fmt"
	"hash/fnv"
	"io"
	"slices"
	"strings"

	"stemma"
	"stemma/extract"
)

// folds is the number of parts that the texts are dealt to.
const folds = 10

// A verdict is what a labelled span is, and what it was taken for.
type verdict struct{ want, got stemma.Class }

// report judges the model by cross-validation and prints a table for citations and one for mentions.
func report(w io.Writer, examples []extract.RelationExample, config extract.RelationTraining, errs bool) {
	parts := make([][]extract.RelationExample, folds)
	for _, e := range examples {
		part := foldOf(e.ID)
		parts[part] = append(parts[part], e)
	}
	var citations, mentions []verdict
	for i, held := range parts {
		model := extract.TrainRelations(slices.Concat(slices.Concat(parts[:i]...), slices.Concat(parts[i+1:]...)), config)
		for _, e := range held {
			judge(w, model, e, &citations, &mentions, errs)
		}
	}
	printTable(w, "citations", citations)
	printTable(w, "mentions", mentions)
}

// foldOf deals a paper to a part by its id.
func foldOf(id string) int {
	h := fnv.New32a()
	io.WriteString(h, id)
	return int(h.Sum32() % folds)
}

// judge adds the verdicts of the model on one text.
func judge(w io.Writer, model *extract.RelationModel, e extract.RelationExample, citations, mentions *[]verdict, errs bool) {
	gotCitations, gotMentions := slices.Clone(e.Citations), slices.Clone(e.Mentions)
	model.Relate(e.Text, gotCitations, gotMentions, e.Own)
	for i, c := range e.Citations {
		v := verdict{c.Relation.Class(), gotCitations[i].Relation.Class()}
		*citations = append(*citations, v)
		if errs {
			printError(w, e, v, c.Start, c.End, "")
		}
	}
	for i, m := range e.Mentions {
		if m.Relation == stemma.NoRelation {
			continue
		}
		v := verdict{m.Relation.Class(), gotMentions[i].Relation.Class()}
		*mentions = append(*mentions, v)
		if errs {
			printError(w, e, v, m.Start, m.End, string(m.Type))
		}
	}
}

// printError shows a wrong verdict with what stands around it.
func printError(w io.Writer, e extract.RelationExample, v verdict, start, end int, kind string) {
	if v.want == v.got {
		return
	}
	before, after := e.Text[max(0, start-120):start], e.Text[end:min(len(e.Text), end+60)]
	fmt.Fprintf(w, "%s taken for %s: %s %s: %s\n", v.want, v.got, e.ID, kind, strings.ToValidUTF8(strings.Join(strings.Fields(before+"[["+e.Text[start:end]+"]]"+after), " "), ""))
}

// classes are the classes in the order of the tables.
var classes = [...]stemma.Class{stemma.ClassBuildsOn, stemma.ClassCompares, stemma.ClassEvaluatesOn, stemma.ClassBackground}

// printTable prints precision, recall and F1 of each class that is labelled, and their mean.
func printTable(w io.Writer, title string, verdicts []verdict) {
	sum, n, right := 0.0, 0, 0
	for _, class := range classes {
		hit, said, is := count(verdicts, class)
		right += hit
		if is == 0 {
			continue
		}
		p, r, f1 := scores(hit, said, is)
		fmt.Fprintf(w, "  %-14s P %5.1f R %5.1f F1 %5.1f  n %d\n", class, p, r, f1, is)
		sum += f1
		n++
	}
	fmt.Fprintf(w, "%s: macro-F1 %.1f, accuracy %.1f, n %d\n", title, sum/float64(max(1, n)), 100*float64(right)/float64(max(1, len(verdicts))), len(verdicts))
}

// count returns how many verdicts are rightly class, say class, and should say it.
func count(verdicts []verdict, class stemma.Class) (hit, said, is int) {
	for _, v := range verdicts {
		if v.got == class {
			said++
		}
		if v.want == class {
			is++
		}
		if v.got == class && v.want == class {
			hit++
		}
	}
	return hit, said, is
}

// scores returns precision, recall and F1 in percent.
func scores(hit, said, is int) (p, r, f1 float64) {
	p = 100 * float64(hit) / float64(max(1, said))
	r = 100 * float64(hit) / float64(max(1, is))
	if hit > 0 {
		f1 = 2 * p * r / (p + r)
	}
	return p, r, f1
}
