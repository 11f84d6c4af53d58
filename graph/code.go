package graph

import (
	"strings"

	"stemma"
)

// notProjects are hosts whose addresses are papers, licences and the like, and so never
// the page of a project.
var notProjects = map[string]bool{
	"arxiv.org": true, "doi.org": true, "dx.doi.org": true, "openreview.net": true, "aclanthology.org": true,
	"semanticscholar.org": true, "creativecommons.org": true, "wikipedia.org": true, "en.wikipedia.org": true,
	"youtube.com": true, "youtu.be": true, "twitter.com": true, "x.com": true,
}

// addCode adds the repositories that a paper links, or, where it links none, its pages:
// then they are the only lead to its code.
func (b *builder) addCode(r *stemma.Reading, text *sentences) {
	edges := make(map[string]*Edge)
	for i := range r.Extraction.Links {
		l := &r.Extraction.Links[i]
		if l.Kind == stemma.KindRepository || l.Kind == stemma.KindGist {
			b.addLink(r, l, Repository, text, edges)
		}
	}
	if len(edges) > 0 {
		return
	}
	for i := range r.Extraction.Links {
		l := &r.Extraction.Links[i]
		if l.Kind == stemma.KindPage || l.Kind == stemma.KindWeb && !notProjects[l.Host] {
			b.addLink(r, l, Page, text, edges)
		}
	}
}

func (b *builder) addLink(r *stemma.Reading, l *stemma.Link, kind Kind, text *sentences, edges map[string]*Edge) {
	key := CodeKey(l.Key())
	if b.nodes[key] == nil {
		n := Node{Key: key, Kind: kind, Label: codeLabel(l.Root()), Target: l.Root()}
		if seen, ok := b.observations[l.Key()]; ok {
			n.Status, n.Observation = seen.Status, &seen
		}
		b.nodes[key] = &draft{Node: n}
	}
	edge := edges[key]
	if edge == nil {
		edge = &Edge{From: key, To: paperKey(&r.Paper)}
		edges[key] = edge
		b.edges = append(b.edges, edge)
	}
	edge.add(text.evidence(l.Start, l.End, l.Raw, stemma.Implements, ""))
}

// codeLabel is the address of t as short as it is still clear.
func codeLabel(t stemma.Target) string {
	if t.Kind == stemma.KindRepository && t.Host == stemma.GitHubHost {
		return t.FullName()
	}
	_, address, ok := strings.Cut(t.URL, "://")
	if !ok {
		address = t.URL
	}
	return strings.TrimRight(strings.TrimPrefix(address, "www."), "/")
}

// CodeKey returns the key of the node for the target with that Target.Key.
func CodeKey(targetKey string) string { return "code:" + targetKey }
