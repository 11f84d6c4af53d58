package layout

import (
	"cmp"
	"slices"
)

// taken is the heights of a column that are in use, from the top down, without overlap.
type taken []stretch

// A stretch of a column, from its upper to its lower end.
type stretch struct{ from, to float64 }

// sliver is the height of a hole that is not worth remembering.
const sliver = 8

// add takes a stretch.
func (t *taken) add(s stretch) {
	first, _ := slices.BinarySearchFunc(*t, s.from-sliver, func(a stretch, y float64) int { return cmp.Compare(a.to, y) })
	last := first
	for last < len(*t) && (*t)[last].from <= s.to+sliver {
		s = stretch{min(s.from, (*t)[last].from), max(s.to, (*t)[last].to)}
		last++
	}
	*t = slices.Replace(*t, first, last, s)
}

// below returns the least way down, from where s lies, to where it is clear.
func (t taken) below(s stretch) float64 {
	moved := 0.0
	i, _ := slices.BinarySearchFunc(t, s.from, func(a stretch, y float64) int {
		if a.to <= y {
			return -1
		}
		return 1
	})
	for ; i < len(t) && t[i].from < s.to+moved; i++ {
		moved = t[i].to - s.from
	}
	return moved
}

// end is where the last stretch ends.
func (t taken) end() float64 {
	if len(t) == 0 {
		return 0
	}
	return t[len(t)-1].to
}
