package input

import "strings"

// roomSize is how much memory a room takes at once, in bytes.
const roomSize = 32 << 10

// A room is memory that strings are made in, many in each piece of it: who keeps one of
// them keeps all that stand in the same piece.
type room struct {
	b strings.Builder
}

// keep returns text as a string.
func (r *room) keep(text []byte) string {
	if len(text) > r.b.Cap()-r.b.Len() {
		r.b = strings.Builder{} // the strings of the old one stay as they are
		r.b.Grow(max(len(text), roomSize))
	}
	from := r.b.Len()
	r.b.Write(text)
	return r.b.String()[from:]
}
