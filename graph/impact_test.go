package graph

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// fallen writes dependents as "A@1(o/a2)", with a dagger behind those that are stranded.
func fallen(i *Impact) string {
	var parts []string
	for _, d := range i.Dependents {
		part := fmt.Sprintf("%s@%d(%s)", d.Node.Label, d.Distance, names(d.Other))
		if d.Stranded() {
			part += "†"
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, " ")
}

func TestImpact(t *testing.T) {
	for _, c := range []struct {
		what, of string
		edges    []string
		want     string
	}{
		{"works that it implements, and what builds on them", "o/a",
			[]string{"o/a implements A", "B extends A", "C uses B", "D compares A"}, "A@1()† B@2()† C@3()†"},
		{"other code that can be had, and that can't", "o/a",
			[]string{"o/a implements A", "o/a2 implements A", "o/a2 is alive", "B extends A", "o/b implements B", "o/b is gone", "o/b2 implements B", "o/b2 is empty"},
			"A@1(o/a2) B@2(o/b o/b2)†"},
		{"what could not be checked may be there", "o/a", []string{"o/a implements A", "B extends A", "o/b implements B"}, "A@1()† B@2(o/b)"},
		{"a circle", "o/a", []string{"o/a implements A", "B uses A", "A uses B"}, "A@1()† B@2()†"},
		{"of a work", "A", []string{"o/a implements A", "o/a is alive", "B uses A"}, "B@1()†"},
		{"a version stands by itself", "o/a", []string{"o/a implements A", "A2 version-of A"}, "A@1()†"},
		{"nothing", "A", []string{"A of 2020"}, ""},
	} {
		i, err := graphOf(t, c.edges...).Impact(keyOf(c.of))
		if err != nil {
			t.Errorf("%s: %v", c.what, err)
			continue
		}
		if got := fallen(i); got != c.want || i.Stranded() != strings.Count(c.want, "†") {
			t.Errorf("%s:\n%s (%d stranded)\nwant\n%s", c.what, got, i.Stranded(), c.want)
		}
	}
}

func TestImpactIsReachability(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 1))
	for run := range 100 {
		g := randomGraph(t, r, 2+r.IntN(25), r.IntN(60))
		counter := g.Counter()
		for _, start := range []string{"code:github.com/o/r0", "paper:N1"} {
			i, err := g.Impact(start)
			if err != nil {
				t.Fatal(err)
			}
			want := naiveDistances(g, start, false, buildsOn)
			var steps []Step
			implemented := 0
			for _, d := range i.Dependents {
				steps = append(steps, d.Step)
				if d.Distance == 1 && isCode(i.Code) {
					implemented++
				}
			}
			sameDistances(t, fmt.Sprint(run, start), steps, want)
			if got := counter.Of(start); got != len(want)-implemented {
				t.Errorf("%d: %d are counted on %s, want %d", run, got, start, len(want)-implemented)
			}
		}
	}
}
