package extract

// A relationView is the enumeration that a span is part of, and what governs it.
type relationView struct {
	from, to int // tokens
	verdict  relationVerdict
}

// view returns the view of the span p; last is that of the span before it, which may be
// of the same enumeration.
func (s *relationScene) view(p *relationSpan, last relationView) relationView {
	if last.from <= p.token && p.token < last.to {
		return last
	}
	from, to := s.list(p.token)
	return relationView{from, to, s.govern(from)}
}

// list returns the tokens [from, to) of the enumeration that the token at i is part of:
// names and citations with nothing but commas, brackets, "and" and "or" between them.
func (s *relationScene) list(i int) (from, to int) {
	from, to = i, i+1
	for j := i - 1; j >= 0 && s.joins(j); j-- {
		if s.tokens[j].kind == relationName || s.tokens[j].kind == relationCite {
			from = j
		}
	}
	for j := i + 1; j < len(s.tokens) && s.joins(j); j++ {
		if s.tokens[j].kind == relationName || s.tokens[j].kind == relationCite {
			to = j + 1
		}
	}
	return from, to
}

// joins reports whether the token at j may stand inside an enumeration.
func (s *relationScene) joins(j int) bool { return s.tokens[j].shape&shapeJoins != 0 }
