package main

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stemma"
	"stemma/report"
)

// said is a paper on a line of a file, which links, promises and cites that often.
func said(id string, line, links, promises, citations int) stemma.Reading {
	return stemma.Reading{
		Paper:      stemma.Paper{ID: id, Abstract: "A text.", Source: stemma.Source{File: "in.jsonl", Line: line}},
		Extraction: stemma.Extraction{Links: make([]stemma.Link, links), Promises: make([]stemma.Promise, promises), Citations: make([]stemma.Citation, citations)},
	}
}

// TestAPaperComesTwice adds a paper to a large pile in which a is counted and b is listed.
func TestAPaperComesTwice(t *testing.T) {
	for _, c := range []struct {
		what    string
		again   stemma.Reading
		before  string
		known   bool
		counted int
		listed  string // with what each links and promises
	}{
		{"a counted one that links", said("a", 9, 1, 0, 0), "", true, 0, "b:2 1+0, a:9 1+0"},
		{"a counted one that promises", said("a", 9, 0, 1, 0), "", true, 0, "b:2 1+0, a:9 0+1"},
		{"a counted one that says nothing more", said("a", 9, 0, 0, 0), "", true, 1, "b:2 1+0"},
		{"a listed one", said("b", 9, 0, 2, 0), ", at in.jsonl:2", true, 1, "b:9 0+2"},
		{"a listed one that says nothing any more", said("b", 9, 0, 0, 0), ", at in.jsonl:2", true, 1, "b:9 0+0"},
		{"another", said("c", 9, 1, 0, 0), "", false, 1, "b:2 1+0, c:9 1+0"},
		{"another that says nothing", said("c", 9, 0, 0, 0), "", false, 2, "b:2 1+0"},
	} {
		p := &pile{place: make(map[string]spot), large: true}
		p.add(said("a", 1, 0, 0, 0))
		p.add(said("b", 2, 1, 0, 0))
		if before, known := p.add(c.again); before != c.before || known != c.known {
			t.Errorf("%s: before %q, known %v", c.what, before, known)
		}
		if listed := listing(p); p.unlisted.Papers != c.counted || listed != c.listed {
			t.Errorf("%s: %d counted and %s, want %d and %s", c.what, p.unlisted.Papers, listed, c.counted, c.listed)
		}
		if _, known := p.add(c.again); !known {
			t.Errorf("%s: it is not known when it comes once more", c.what)
		}
	}
}

func listing(p *pile) string {
	var parts []string
	for i := range p.readings {
		r := &p.readings[i]
		parts = append(parts, fmt.Sprintf("%s:%d %d+%d", r.Paper.ID, r.Paper.Source.Line, len(r.Extraction.Links), len(r.Extraction.Promises)))
	}
	return strings.Join(parts, ", ")
}

// What a counted paper cites is counted once, as it is the last time, and no more when it is
// listed.
func TestACountedPaperIsCountedOnce(t *testing.T) {
	for _, c := range []struct {
		again stemma.Reading
		want  report.Unlisted
	}{
		{said("a", 1, 0, 0, 4), report.Unlisted{Papers: 1, Citations: 4}},
		{said("a", 1, 0, 0, 5), report.Unlisted{Papers: 1, Citations: 5}},
		{said("a", 1, 1, 0, 4), report.Unlisted{}},
	} {
		p := &pile{place: make(map[string]spot), large: true}
		p.add(said("a", 1, 0, 0, 4))
		p.add(c.again)
		p.add(c.again)
		if diff := cmp.Diff(c.want, p.unlisted); diff != "" {
			t.Errorf("with %d links: (-want +got):\n%s", len(c.again.Extraction.Links), diff)
		}
	}
}

// TestAPileBecomesLarge: from then on it lists those alone that link or promise something, without
// their abstracts.
func TestAPileBecomesLarge(t *testing.T) {
	p := &pile{place: make(map[string]spot)}
	p.add(said("linking", 1, 1, 0, 0))
	for i := range mostInMemory - 1 {
		p.add(said(fmt.Sprint(i), 2+i, 0, 0, 1))
	}
	if p.large || len(p.readings) != mostInMemory || p.readings[0].Paper.Abstract == "" {
		t.Fatalf("large %v with %d papers", p.large, len(p.readings))
	}
	if before, known := p.add(said("0", 2, 0, 0, 1)); !known || before != ", at in.jsonl:2" || p.large {
		t.Errorf("before %q, known %v, large %v", before, known, p.large)
	}
	p.add(said("promising", 3, 0, 1, 0))
	want := report.Unlisted{Papers: mostInMemory - 1, Citations: mostInMemory - 1}
	if diff := cmp.Diff(want, p.unlisted); diff != "" || !p.large || listing(p) != "linking:1 1+0, promising:3 0+1" {
		t.Errorf("large %v with %s, counted (-want +got):\n%s", p.large, listing(p), diff)
	}
	for i := range p.readings {
		if p.readings[i].Paper.Abstract != "" {
			t.Errorf("%s is held with its abstract", p.readings[i].Paper.ID)
		}
	}
}
