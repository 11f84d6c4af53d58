package extract

// A hashSet says of most hashes that nothing with them is held, from four kilobytes that
// stay in the nearest cache. Most of what the tables are asked for they do not hold, and
// a map takes several times as long to say so. It never denies what is held.
type hashSet [1 << (hashSetBits - 6)]uint64

const (
	hashSetBits  = 15
	hashSetShift = 32 - hashSetBits
)

func (s *hashSet) add(hash uint32) {
	bit := hash >> hashSetShift
	s[bit/64] |= 1 << (bit % 64)
}

// mayHold reports whether something with this hash may be held.
func (s *hashSet) mayHold(hash uint32) bool {
	bit := hash >> hashSetShift
	return s[bit/64]&(1<<(bit%64)) != 0
}
