package graph

import (
	"cmp"
	"fmt"
	"slices"

	dgraph "github.com/dominikbraun/graph"
)

// store is a compact dgraph.Store: nodes are numbered and adjacency is in slices. The
// library's own store keeps a map a node and takes seven times the memory.
//
// It is written by one goroutine and then only read.
type store struct {
	index map[string]int32
	nodes []*Node // nil where a node was removed
	out   [][]arc // sorted by arc.to
	in    [][]int32
	size  int // edges
}

// An arc is an edge as its start sees it.
type arc struct {
	to         int32
	properties dgraph.EdgeProperties
}

// edge returns the arc's Edge, which complete has made sure of.
func (a arc) edge() *Edge {
	e, _ := a.properties.Data.(*Edge)
	return e
}

func (s *store) AddVertex(key string, n *Node, _ dgraph.VertexProperties) error {
	if _, ok := s.index[key]; ok {
		return dgraph.ErrVertexAlreadyExists
	}
	s.index[key] = int32(len(s.nodes))
	s.nodes = append(s.nodes, n)
	s.out = append(s.out, nil)
	s.in = append(s.in, nil)
	return nil
}

func (s *store) Vertex(key string) (*Node, dgraph.VertexProperties, error) {
	id, ok := s.index[key]
	if !ok {
		return nil, dgraph.VertexProperties{}, dgraph.ErrVertexNotFound
	}
	return s.nodes[id], dgraph.VertexProperties{}, nil
}

func (s *store) RemoveVertex(key string) error {
	id, ok := s.index[key]
	if !ok {
		return dgraph.ErrVertexNotFound
	}
	if len(s.out[id]) > 0 || len(s.in[id]) > 0 {
		return dgraph.ErrVertexHasEdges
	}
	s.nodes[id] = nil
	delete(s.index, key)
	return nil
}

func (s *store) ListVertices() ([]string, error) {
	keys := make([]string, 0, len(s.index))
	for _, n := range s.nodes {
		if n != nil {
			keys = append(keys, n.Key)
		}
	}
	return keys, nil
}

func (s *store) VertexCount() (int, error) { return len(s.index), nil }

func (s *store) AddEdge(from, to string, e dgraph.Edge[string]) error {
	f, t, err := s.ends(from, to)
	if err != nil {
		return err
	}
	at, found := s.find(f, t)
	if found {
		return dgraph.ErrEdgeAlreadyExists
	}
	s.out[f] = slices.Insert(s.out[f], at, arc{to: t, properties: complete(from, to, e.Properties)})
	s.in[t] = append(s.in[t], f)
	s.size++
	return nil
}

func (s *store) UpdateEdge(from, to string, e dgraph.Edge[string]) error {
	f, at, err := s.locate(from, to)
	if err == nil {
		s.out[f][at].properties = complete(from, to, e.Properties)
	}
	return err
}

func (s *store) RemoveEdge(from, to string) error {
	f, at, err := s.locate(from, to)
	if err != nil {
		return err
	}
	t := s.out[f][at].to
	s.out[f] = slices.Delete(s.out[f], at, at+1)
	i := slices.Index(s.in[t], f)
	s.in[t] = slices.Delete(s.in[t], i, i+1)
	s.size--
	return nil
}

func (s *store) Edge(from, to string) (dgraph.Edge[string], error) {
	f, at, err := s.locate(from, to)
	if err != nil {
		return dgraph.Edge[string]{}, err
	}
	return dgraph.Edge[string]{Source: from, Target: to, Properties: s.out[f][at].properties}, nil
}

func (s *store) ListEdges() ([]dgraph.Edge[string], error) {
	edges := make([]dgraph.Edge[string], 0, s.size)
	for f, out := range s.out {
		for _, a := range out {
			edges = append(edges, dgraph.Edge[string]{Source: s.nodes[f].Key, Target: s.nodes[a.to].Key, Properties: a.properties})
		}
	}
	return edges, nil
}

// arc returns the arc between two numbered nodes.
func (s *store) arc(from, to int32) (arc, bool) {
	at, found := s.find(from, to)
	if !found {
		return arc{}, false
	}
	return s.out[from][at], true
}

func (s *store) find(from, to int32) (int, bool) {
	return slices.BinarySearchFunc(s.out[from], to, func(a arc, to int32) int { return cmp.Compare(a.to, to) })
}

func (s *store) locate(from, to string) (f int32, at int, err error) {
	f, t, err := s.ends(from, to)
	if err != nil {
		return 0, 0, dgraph.ErrEdgeNotFound
	}
	at, found := s.find(f, t)
	if !found {
		return 0, 0, dgraph.ErrEdgeNotFound
	}
	return f, at, nil
}

func (s *store) ends(from, to string) (f, t int32, err error) {
	f, ok := s.index[from]
	if !ok {
		return 0, 0, fmt.Errorf("%q: %w", from, dgraph.ErrVertexNotFound)
	}
	t, ok = s.index[to]
	if !ok {
		return 0, 0, fmt.Errorf("%q: %w", to, dgraph.ErrVertexNotFound)
	}
	return f, t, nil
}

// complete drops the empty map that the library puts into every edge, and gives an edge that
// was added without an Edge as its data one of no evidence.
func complete(from, to string, p dgraph.EdgeProperties) dgraph.EdgeProperties {
	if len(p.Attributes) == 0 {
		p.Attributes = nil
	}
	if e, ok := p.Data.(*Edge); !ok || e == nil {
		p.Data = &Edge{From: from, To: to}
	}
	return p
}
