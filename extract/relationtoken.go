package extract

import (
	"math/bits"
	"unicode"
	"unicode/utf8"
)

// A relationToken is a word or a mark of a scene, or a whole span that is read as one.
type relationToken struct {
	start, end int32
	word       relationWordNumber // as it is spelled, until the scene says how it is called
	cue        relationCue
	known      uint16 // the number by which the lexicon knows it; 0 where it means nothing
	kind       int8
	shape      relationShape
}

// What a token of a scene stands for.
const (
	relationWord = iota
	relationName
	relationCite
	relationOwnName
	relationMark
)

// A relationShape is what the letters of a token show.
type relationShape uint8

// The shapes.
const (
	shapeHigh   relationShape = 1 << iota // a capital begins it
	shapeNumber                           // a digit begins it
	shapeCoined                           // a digit or a capital stands in it, as in names
	shapeWord                             // letters, digits and what joins them; otherwise punctuation
	shapeBreaks                           // a clause ends at it
	shapeJoins                            // it may stand inside an enumeration
)

// text returns the bytes of the token in the text that it was cut from.
func (t *relationToken) text(text string) string { return text[t.start:t.end] }

// A relationByte says what a byte may begin.
type relationByte uint8

const (
	byteMark  relationByte = iota
	byteBlank              // white space of ASCII
	byteWord               // a letter or digit of ASCII
	byteOther              // a character beyond ASCII
	byteOwn                // perhaps an own name: reading stops there
)

// relationBytes tells it for texts without own names.
var relationBytes = func() (bytes [256]relationByte) {
	for c := range bytes {
		switch {
		case c >= utf8.RuneSelf:
			bytes[c] = byteOther
		case clauseAlnum[c]:
			bytes[c] = byteWord
		case unicode.IsSpace(rune(c)):
			bytes[c] = byteBlank
		}
	}
	return bytes
}()

// A relationJoint says whether a word may go on behind a byte.
type relationJoint uint8

const (
	jointNever  relationJoint = iota
	jointLetter               // where a letter follows
	jointPerhaps
)

// relationJoints tell it of marks that join, and of all characters beyond ASCII.
var relationJoints = func() (joints [256]relationJoint) {
	for c := range joints {
		switch {
		case c >= utf8.RuneSelf:
			joints[c] = jointPerhaps
		case clauseJoint(string([]byte{byte(c)})) > 0:
			joints[c] = jointLetter
		}
	}
	return joints
}()

// relationMarks are the shapes of marks.
var relationMarks = func() (shapes [256]relationShape) {
	for _, c := range []byte(";:") {
		shapes[c] |= shapeBreaks
	}
	for _, c := range []byte(",;()[]&/") {
		shapes[c] |= shapeJoins
	}
	return shapes
}()

// read cuts text[at:to] into tokens until they fill words, as clauseTokens does, and
// returns how many they are and how far it came: to its end, or before the byteOwn that
// it stopped at. The words that most texts are made of are read here, without a call.
func (v *relationVocabulary) read(words []relationToken, text string, at, to int, bytes *[256]relationByte) (int, int) {
	n := 0
	for at < to && n < len(words) {
		t := &words[n]
		class, known := bytes[text[at]], at
		if class == byteWord && at+8 <= len(text) {
			first := load64(text[at : at+8])
			others, odd := relationLetters(first)
			coined := odd & relationBefore(others) >> 8 << 8
			end := at + bits.TrailingZeros64(others)/8
			key := first&relationBefore(others>>7) | caseFold
			if others == 0 && end+8 <= len(text) {
				others, odd = relationLetters(load64(text[end : end+8]))
				coined |= odd & relationBefore(others)
				end += bits.TrailingZeros64(others) / 8
				key = first | caseFold
				if length := end - at; length > 8 {
					key ^= mixTail(load64(text[end-8:end]), length)
				}
			}
			if others != 0 && end <= to && (end == to || !relationGoesOn(text, end, to)) {
				number := v.find(key)
				if end-at > 8 && number != wordUnknown || v.more != nil {
					number = v.lookUp(text[at:end])
				}
				t.start, t.end, t.word, t.cue, t.known, t.kind = int32(at), int32(end), number, 0, 0, relationWord
				t.shape = shapeWord | relationShape(anyBit(coined))*shapeCoined | relationStarts[text[at]]
				n++
				at = end
				if at < to && text[at] == ' ' {
					at++
				}
				continue
			}
			known = min(end, to)
		}
		switch class {
		case byteOwn:
			return n, at
		case byteBlank:
			at++
			continue
		case byteMark:
			c := text[at]
			t.start, t.end, t.word, t.cue, t.known, t.kind, t.shape = int32(at), int32(at+1), v.marks[c], 0, 0, relationMark, relationMarks[c]
			if t.word == wordUnknown && v.more != nil {
				t.word = v.lookUpMore(text[at : at+1])
			}
			at++
		default:
			var ok bool
			if at, ok = v.other(t, text, at, known, to); !ok {
				continue
			}
		}
		n++
		if at < to && text[at] == ' ' {
			at++
		}
	}
	return n, at
}

// other makes t the token that begins at offset at, and returns where it ends; false when
// white space stands there. It reads what read does not: words that are long or joined,
// and what is beyond ASCII. What stands before offset known are letters and digits.
func (v *relationVocabulary) other(t *relationToken, text string, at, known, to int) (int, bool) {
	if end := clauseWordRest(text, at, known, to); end > at {
		v.slowWord(t, text, at, end)
		return end, true
	}
	r, size := utf8.DecodeRuneInString(text[at:to])
	if unicode.IsSpace(r) {
		return at + size, false
	}
	*t = relationToken{start: int32(at), end: int32(at + size), word: v.lookUp(text[at : at+size]), kind: relationMark}
	return at + size, true
}

// relationLetters returns masks, in the top bits of the bytes: of what are no letters and
// digits of ASCII, and of what are no small letters. Behind a byte beyond ASCII they tell nothing.
func relationLetters(read uint64) (others, odd uint64) {
	const ones, tops = 0x0101010101010101, 0x8080808080808080
	folded := read | caseFold
	letters := (folded + (0x80-'a')*ones) &^ (folded + (0x80-'z'-1)*ones)
	digits := (read + (0x80-'0')*ones) &^ (read + (0x80-'9'-1)*ones)
	return (^(letters | digits) | read) & tops, ^(letters & (read << 2)) & tops
}

// relationBefore keeps the bytes before the first that is marked.
func relationBefore(marks uint64) uint64 { return (marks - 1) &^ marks }

// relationGoesOn reports whether a word may go on with what stands at offset at.
func relationGoesOn(text string, at, to int) bool {
	switch relationJoints[text[at]] {
	case jointPerhaps:
		return true
	case jointLetter:
		return at+1 < to && relationBytes[text[at+1]] >= byteWord
	}
	return false
}

// relationStarts are the shapes of words by their first bytes.
var relationStarts = func() (shapes [256]relationShape) {
	for c := '0'; c <= '9'; c++ {
		shapes[c] = shapeNumber
	}
	for c := 'A'; c <= 'Z'; c++ {
		shapes[c] = shapeHigh
	}
	return shapes
}()

// slowWord makes t the token of the word text[at:end].
func (v *relationVocabulary) slowWord(t *relationToken, text string, at, end int) {
	word := text[at:end]
	*t = relationToken{start: int32(at), end: int32(end), word: v.lookUp(word), shape: shapeWord | relationStarts[word[0]]}
	if relationCoined(word) {
		t.shape |= shapeCoined
	}
}

// relationCoined reports whether word looks like a name: a digit or a capital in it.
func relationCoined(word string) bool {
	for i := 1; i < len(word); i++ {
		if c := word[i]; 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' {
			return true
		}
	}
	return false
}
