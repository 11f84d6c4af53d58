package graph

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"stemma"
)

func foundations(f *Foundations) string {
	var parts []string
	for _, l := range f.List {
		parts = append(parts, fmt.Sprintf("%s by %d (%.2f) of %d %s", l.Work.Label, l.By, l.Load, l.Standing, l.Health))
	}
	return strings.Join(parts, ", ")
}

func TestFoundations(t *testing.T) {
	edges := []string{"B uses A", "C uses A @0.5 x4", "D uses A @0.5", "D uses B", "E uses B", "E compares F", "F uses Z",
		"o/a implements A", "o/a is gone", "o/b implements B", "o/b is archived", "o/z implements Z", "o/z is gone", "o/z2 implements Z", "o/z2 is alive"}
	for _, c := range []struct {
		what string
		o    FoundationOptions
		want string
	}{
		{"by load", FoundationOptions{}, "A by 3 (2.50) of 4 cracked, B by 2 (2.00) of 2 at-risk, Z by 1 (1.00) of 1 sound"},
		{"the first", FoundationOptions{Top: 1}, "A by 3 (2.50) of 4 cracked"},
		{"the cracked", FoundationOptions{Cracked: true}, "A by 3 (2.50) of 4 cracked"},
		{"by rank", FoundationOptions{Order: ByRank, Top: 2}, "A by 3 (2.50) of 4 cracked, B by 2 (2.00) of 2 at-risk"},
	} {
		if got := foundations(graphOf(t, edges...).Foundations(c.o)); got != c.want {
			t.Errorf("%s: %s, want %s", c.what, got, c.want)
		}
	}
}

func TestHealth(t *testing.T) {
	for list, want := range map[string]Health{
		"": Unsure, "alive": Sound, "gone": Cracked, "archived": AtRisk, "moved": AtRisk, "unknown": Unsure, "empty": Cracked, "placeholder": Cracked,
		"replaced": Cracked, "blocked": Cracked, "gone alive": Sound, "gone archived": AtRisk, "gone empty": Cracked, "gone unknown": Unsure,
	} {
		var code []*Node
		for word := range strings.FieldsSeq(list) {
			status, err := stemma.ParseStatus(word)
			if err != nil {
				t.Fatal(err)
			}
			code = append(code, &Node{Status: status})
		}
		if got := HealthOf(code); got != want {
			t.Errorf("%q: %s, want %s", list, got, want)
		}
	}
}

func TestOrphans(t *testing.T) {
	var got []string
	for _, o := range graphOf(t, "A promises", "B promises", "o/b implements B", "o/b is gone", "C promises", "o/c implements C", "o/c is unknown",
		"D promises", "o/d implements D", "o/d is archived", "E uses D", "o/e implements E", "o/e is empty", "F uses E", "G uses F", "o/f implements F").Orphans() {
		got = append(got, fmt.Sprintf("%s %s %d %s", o.Work.Label, o.Why, o.Standing, names(o.Code)))
	}
	want := "E lost 2 o/e, A promise 0 , B promise 0 o/b"
	if s := strings.Join(got, ", "); s != want {
		t.Errorf("%s, want %s", s, want)
	}
}

func TestCode(t *testing.T) {
	code := Build(sample()).Code("paper:fast")
	if len(code) != 1 || code[0].Label != "ada/fastsolver" {
		t.Errorf("code of fast: %v", code)
	}
}

// lineageOf has n papers that build on five earlier ones each, most often on the same few,
// and one in a thousand on a later one.
func lineageOf(n int) *Graph {
	r := rand.New(rand.NewPCG(11, 1))
	g := newGraph()
	s := g.store
	for i := range n {
		key := "paper:" + strconv.Itoa(i)
		s.index[key] = int32(i)
		s.nodes = append(s.nodes, &Node{Key: key, Kind: Paper, Label: strconv.Itoa(i), Year: strconv.Itoa(1990 + i*30/n)})
	}
	s.out, s.in = make([][]arc, n), make([][]int32, n)
	evidence := []Evidence{{Relation: stemma.Uses}}
	for i := 1; i < n; i++ {
		for range 5 {
			to := int(float64(i) * r.Float64() * r.Float64() * r.Float64())
			if r.IntN(1000) == 0 {
				to = r.IntN(n)
			}
			at, found := s.find(int32(i), int32(to))
			if found || to == i {
				continue
			}
			e := &Edge{From: s.nodes[i].Key, To: s.nodes[to].Key, Relation: stemma.Uses, Confidence: 0.5 + r.Float64()/2, Evidence: evidence}
			a := arc{to: int32(to)}
			a.properties.Data = e
			s.out[i] = append(s.out[i][:at:at], append([]arc{a}, s.out[i][at:]...)...)
			s.in[to] = append(s.in[to], int32(i))
			s.size++
		}
	}
	return g
}

func BenchmarkPageRank1M(b *testing.B) {
	g := lineageOf(1_000_000)
	for b.Loop() {
		g.pageRank(g.web())
	}
}

func BenchmarkFoundations1M(b *testing.B) {
	g := lineageOf(1_000_000)
	for b.Loop() {
		g.Foundations(FoundationOptions{Top: 50})
	}
}

func BenchmarkReduction1M(b *testing.B) {
	a := lineageOf(1_000_000).adjacency(buildsOn)
	for b.Loop() {
		reduction(a)
	}
}

// TestUncheckedFoundations: that none is known to be cracked says little where nothing could be
// checked.
func TestUncheckedFoundations(t *testing.T) {
	g := Build([]stemma.Reading{
		paper("a 2020", "A", "We propose Lantern. Code: <https://github.com/o/lantern>.", "Lantern"),
		paper("b 2021", "B", "We propose Quern.", "Quern"),
		paper("c 2022", "C", "We extend [Lantern|extends] and [Quern|extends]."),
	}, nil)
	if f := g.Foundations(FoundationOptions{Cracked: true}); len(f.List) != 0 || f.Unsure != 1 {
		t.Errorf("%d are cracked and %d unsure, want 0 and 1", len(f.List), f.Unsure)
	}
	if f := g.Foundations(FoundationOptions{}); f.Unsure != 0 {
		t.Errorf("%d unsure, though all are listed", f.Unsure)
	}
}
