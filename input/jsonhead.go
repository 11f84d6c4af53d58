package input

// heads are what stood before the values of a record's members: brackets or commas,
// space, names and colons. All records of a file are written alike, mostly, so that those
// of the last one are passed over in the next by comparing them. They have been scanned
// once, and what is the same to the byte needs not be scanned again.
type heads struct {
	known [maxHeads]head
	count int
}

type head struct {
	text  [maxHead]byte
	size  int
	field field
}

// The limits of what is remembered: what is beyond them is scanned.
const (
	maxHeads = 32
	maxHead  = 48
)

// set remembers a head.
func (h *heads) set(number int, f field, text []byte) {
	switch {
	case number >= maxHeads || number > h.count:
		return
	case len(text) > maxHead:
		h.count = number
		return
	}
	known := &h.known[number]
	known.field, known.size = f, copy(known.text[:], text)
	h.count = max(h.count, number+1)
}
