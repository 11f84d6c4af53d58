package input

import "bytes"

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

// match returns the field and the size of the head of the member of the given number,
// if data begins with it; else a size of 0.
func (h *heads) match(number int, data []byte) (field, int) {
	if number >= h.count {
		return noField, 0
	}
	known := &h.known[number]
	if !bytes.HasPrefix(data, known.text[:known.size]) {
		return noField, 0
	}
	return known.field, known.size
}

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
