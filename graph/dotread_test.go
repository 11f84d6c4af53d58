package graph

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// readBack parses DOT by its grammar (graphviz.org/doc/info/lang.html) and returns the
// labels of the nodes and the number of the edges. Invisible marks and the edges that only
// hold nodes in place are left out.
func readBack(t *testing.T, dot string) (labels map[string]string, edges int) {
	t.Helper()
	r := &dotReader{t: t, rest: dot, labels: make(map[string]string)}
	r.want("digraph")
	r.next()
	r.want("{")
	r.statements()
	if r.next() != "" {
		t.Fatalf("text behind the graph: %q", r.rest)
	}
	return r.labels, r.edges
}

type dotReader struct {
	t      *testing.T
	rest   string
	labels map[string]string
	edges  int
}

// next returns the next token: a sign, a word, or a string, of which the marks are taken off.
func (r *dotReader) next() string {
	r.rest = strings.TrimLeft(r.rest, " \n")
	switch {
	case r.rest == "":
		return ""
	case r.rest[0] == '"':
		return r.quoted()
	case r.rest[0] == '<':
		return r.html()
	case strings.HasPrefix(r.rest, "->"):
		return r.take(2)
	case strings.ContainsRune("{}[]=;,", rune(r.rest[0])):
		return r.take(1)
	}
	n := strings.IndexFunc(r.rest, func(c rune) bool {
		return !(c == '_' || c == '.' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z')
	})
	if n <= 0 {
		r.t.Fatalf("no token of DOT: %.80q", r.rest)
	}
	return r.take(n)
}

func (r *dotReader) take(n int) string {
	token := r.rest[:n]
	r.rest = r.rest[n:]
	return token
}

func (r *dotReader) quoted() string {
	var b strings.Builder
	for i := 1; i < len(r.rest); i++ {
		switch {
		case r.rest[i] == '"':
			r.rest = r.rest[i+1:]
			return b.String()
		case r.rest[i] == '\\' && i+1 < len(r.rest) && r.rest[i+1] == '"':
			i++
			b.WriteByte('"')
		case r.rest[i] == '\\' && i+1 < len(r.rest):
			b.WriteString(r.rest[i : i+2])
			i++
		default:
			b.WriteByte(r.rest[i])
		}
	}
	r.t.Fatalf("a string does not end: %.80q", r.rest)
	return ""
}

// html takes a string between angle brackets, in which they must match.
func (r *dotReader) html() string {
	depth := 0
	for i := range len(r.rest) {
		switch r.rest[i] {
		case '<':
			depth++
		case '>':
			depth--
		}
		if depth == 0 {
			return r.take(i + 1)
		}
	}
	r.t.Fatalf("an HTML-like label does not end: %.80q", r.rest)
	return ""
}

func (r *dotReader) want(token string) {
	r.t.Helper()
	if got := r.next(); got != token {
		r.t.Fatalf("%q, want %q, before %.80q", got, token, r.rest)
	}
}

func (r *dotReader) peek() string {
	rest := r.rest
	token := r.next()
	r.rest = rest
	return token
}

func (r *dotReader) statements() {
	for {
		switch first := r.next(); first {
		case "}":
			return
		case ";":
		case "":
			r.t.Fatal("the graph does not end")
		case "subgraph":
			r.next()
			r.want("{")
			r.statements()
		default:
			r.statement(first)
		}
	}
}

func (r *dotReader) statement(first string) {
	switch r.peek() {
	case "=":
		r.next()
		r.next()
	case "->":
		r.next()
		r.next()
		if r.attributes()["style"] != "invis" {
			r.edges++
		}
	case "[":
		attrs := r.attributes()
		if first != "graph" && first != "node" && first != "edge" && attrs["class"] != "year" {
			if !utf8.ValidString(attrs["label"]) {
				r.t.Errorf("label %q", attrs["label"])
			}
			r.labels[first] = attrs["label"]
		}
	}
}

func (r *dotReader) attributes() map[string]string {
	attrs := make(map[string]string)
	r.want("[")
	for {
		name := r.next()
		if name == "]" {
			return attrs
		}
		r.want("=")
		attrs[name] = r.next()
	}
}
