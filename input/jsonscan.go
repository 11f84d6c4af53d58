package input

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"math/bits"
	"unicode/utf16"
	"unicode/utf8"
)

// maxDepth is how deep the values of a record may be nested; the snapshot's go two deep.
const maxDepth = 100

var errDepth = fmt.Errorf("values are nested more than %d deep", maxDepth)

// A scanner walks over one JSON text (RFC 8259) without building anything. It takes
// exactly what encoding/json takes, but for nesting over maxDepth; a fuzz target holds
// it to that.
type scanner struct {
	data  []byte
	at    int
	bare  bool // a list with something else than strings, lists and objects was passed
	plain bool // no control character stands in data, so that none need be looked for in strings
}

func (s *scanner) fail(want string) error {
	if s.at >= len(s.data) {
		return fmt.Errorf("not JSON: it ends at byte %d, where %s should be", s.at, want)
	}
	r, _ := utf8.DecodeRune(s.data[s.at:])
	return fmt.Errorf("not JSON: %q at byte %d, where %s should be", r, s.at, want)
}

// space passes over white space: one space mostly, where there is any.
func (s *scanner) space() {
	if s.at < len(s.data) && s.data[s.at] == ' ' {
		s.at++
	}
	if s.at < len(s.data) && s.data[s.at] <= ' ' {
		s.spaces()
	}
}

func (s *scanner) spaces() {
	for s.at < len(s.data) {
		switch s.data[s.at] {
		case ' ', '\t', '\r', '\n':
			s.at++
		default:
			return
		}
	}
}

// peek returns the next byte, or 0 at the end; a NUL is no part of JSON either.
func (s *scanner) peek() byte {
	if s.at < len(s.data) {
		return s.data[s.at]
	}
	return 0
}

// str passes over a string and returns what stands between its quotes, still escaped.
func (s *scanner) str() ([]byte, error) {
	if s.peek() != '"' {
		return nil, s.fail("a string")
	}
	s.at++
	if s.plain {
		if end := stringEnd(s.data, s.at); end >= 0 {
			inside := s.data[s.at : end-1]
			s.at = end
			return inside, nil
		}
	}
	return s.anyString()
}

// stringEnd returns the offset behind the quote that ends a string, in which at stands
// and in which there are no control characters; or -1 where a backslash comes first, or
// the data ends so soon that it is not worth the while.
func stringEnd(data []byte, at int) int {
	for ; at+8 <= len(data); at += 8 {
		hit := stops(binary.LittleEndian.Uint64(data[at:]))
		if hit == 0 {
			continue
		}
		if at += bits.TrailingZeros64(hit) / 8; at < len(data) && data[at] == '"' {
			return at + 1
		}
		return -1
	}
	return -1
}

func (s *scanner) anyString() ([]byte, error) {
	start := s.at
	for {
		s.at = stringStop(s.data, s.at)
		switch s.peek() {
		case '"':
			s.at++
			return s.data[start : s.at-1], nil
		case '\\':
			if err := s.escape(); err != nil {
				return nil, err
			}
		default:
			return nil, s.fail("the rest of a string")
		}
	}
}

// escape passes over an escape sequence.
func (s *scanner) escape() error {
	s.at++
	switch s.peek() {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		s.at++
		return nil
	case 'u':
		s.at++
	default:
		return s.fail("an escaped character")
	}
	for range 4 {
		if !isHex(s.peek()) {
			return s.fail("a hexadecimal digit")
		}
		s.at++
	}
	return nil
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

// Every byte of a word set to 1, and to its top bit.
const (
	lows  = 0x0101010101010101
	highs = 0x8080808080808080
)

// stringStop returns the offset of the first quote, backslash or control character at
// or after at. It looks at eight bytes at once: the classic test for a zero byte in a
// word (Warren, Hacker's Delight, 6-1), whose lowest hit is exact.
func stringStop(data []byte, at int) int {
	for ; at+8 <= len(data); at += 8 {
		w := binary.LittleEndian.Uint64(data[at:])
		quote, slash := w^(lows*'"'), w^(lows*'\\')
		hit := (w-lows*' ')&^w | (quote-lows)&^quote | (slash-lows)&^slash
		if hit &= highs; hit != 0 {
			return at + bits.TrailingZeros64(hit)/8
		}
	}
	for at < len(data) && data[at] != '"' && data[at] != '\\' && data[at] >= ' ' {
		at++
	}
	return at
}

// stops returns a word whose lowest bit set is the top one of the first byte of w that
// is a quote or a backslash; 0 where there is none.
func stops(w uint64) uint64 {
	return (((w ^ lows*'"') - lows) | ((w ^ lows*'\\') - lows)) &^ w & highs
}

// value passes over any value and returns its bytes; depth is the number of lists and
// objects around it.
func (s *scanner) value(depth int) ([]byte, error) {
	start := s.at
	var err error
	switch c := s.peek(); {
	case c == '"':
		_, err = s.str()
	case c == '{':
		err = s.object(depth)
	case c == '[':
		err = s.array(depth)
	case c == '-' || '0' <= c && c <= '9':
		err = s.number()
	default:
		err = s.literal()
	}
	return s.data[start:s.at], err
}

func (s *scanner) object(depth int) error {
	if depth >= maxDepth {
		return errDepth
	}
	var err error
	for more := s.enter('}'); more && err == nil; {
		if _, err = s.key(); err != nil {
			return err
		}
		if _, err = s.value(depth + 1); err != nil {
			return err
		}
		more, err = s.next('}')
	}
	return err
}

func (s *scanner) array(depth int) error {
	if depth >= maxDepth {
		return errDepth
	}
	var err error
	for more := s.enter(']'); more && err == nil; {
		if s.strings() {
			return nil
		}
		if c := s.peek(); c != '"' && c != '[' && c != '{' {
			s.bare = true
		}
		if _, err = s.value(depth + 1); err != nil {
			return err
		}
		more, err = s.next(']')
	}
	return err
}

// strings passes over the strings of a list, and reports whether the list ended with
// them. It decides nothing: what it leaves is scanned.
func (s *scanner) strings() bool {
	data, at := s.data, s.at
	for s.plain && at < len(data) && data[at] == '"' {
		end := stringEnd(data, at+1)
		if end < 0 || end+2 > len(data) {
			break
		}
		if data[end] == ']' {
			s.at = end + 1
			return true
		}
		if data[end] != ',' || data[end+1] != ' ' {
			break
		}
		at = end + 2
	}
	s.at = at
	s.space() // behind the comma; none where nothing was passed
	return false
}

// enter passes over an opening bracket, and reports whether an item follows; if none
// does, it passes over the closing bracket too.
func (s *scanner) enter(closing byte) bool {
	s.at++
	s.space()
	if s.peek() == closing {
		s.at++
		return false
	}
	return true
}

// next passes over the comma behind an item and reports true, or over the closing
// bracket and reports false.
func (s *scanner) next(closing byte) (bool, error) {
	s.space()
	switch s.peek() {
	case closing:
		s.at++
		return false, nil
	case ',':
		s.at++
		s.space()
		return true, nil
	}
	return false, s.fail("a comma or " + string(rune(closing)))
}

// key passes over the name of a member and the colon, and returns the name, still escaped.
func (s *scanner) key() ([]byte, error) {
	key, err := s.str()
	if err != nil {
		return nil, err
	}
	if s.space(); s.peek() != ':' {
		return nil, s.fail("a colon")
	}
	s.at++
	s.space()
	return key, nil
}

func (s *scanner) digits() error {
	if c := s.peek(); c < '0' || c > '9' {
		return s.fail("a digit")
	}
	for c := s.peek(); '0' <= c && c <= '9'; c = s.peek() {
		s.at++
	}
	return nil
}

func (s *scanner) number() error {
	if s.peek() == '-' {
		s.at++
	}
	if s.peek() == '0' {
		s.at++
	} else if err := s.digits(); err != nil {
		return err
	}
	if s.peek() == '.' {
		s.at++
		if err := s.digits(); err != nil {
			return err
		}
	}
	if c := s.peek(); c == 'e' || c == 'E' {
		s.at++
		if c := s.peek(); c == '+' || c == '-' {
			s.at++
		}
		return s.digits()
	}
	return nil
}

func (s *scanner) literal() error {
	for _, word := range [...]string{"null", "true", "false"} {
		if bytes.HasPrefix(s.data[s.at:], []byte(word)) {
			s.at += len(word)
			return nil
		}
	}
	return s.fail("a value")
}

// appendUnquoted appends what raw, the inside of a string that str took, stands for.
// Half a surrogate pair becomes U+FFFD, as in encoding/json.
func appendUnquoted(dst, raw []byte) []byte {
	for {
		at := bytes.IndexByte(raw, '\\')
		if at < 0 {
			return append(dst, raw...)
		}
		r, size := unescape(raw[at:])
		dst = utf8.AppendRune(append(dst, raw[:at]...), r)
		raw = raw[at+size:]
	}
}

// unescape returns the character of the escape sequence that raw begins with, and the
// number of bytes that it took.
func unescape(raw []byte) (rune, int) {
	switch c := raw[1]; c {
	case 'b':
		return '\b', 2
	case 'f':
		return '\f', 2
	case 'n':
		return '\n', 2
	case 'r':
		return '\r', 2
	case 't':
		return '\t', 2
	case 'u':
		return unquoteRune(raw)
	default: // a quote, a slash or a backslash
		return rune(c), 2
	}
}

// unquoteRune returns the character of the \uXXXX, or pair of them, that raw begins
// with, and the number of bytes that it took.
func unquoteRune(raw []byte) (rune, int) {
	r := hexRune(raw[2:6])
	if !utf16.IsSurrogate(r) {
		return r, 6
	}
	if len(raw) >= 12 && raw[6] == '\\' && raw[7] == 'u' {
		if pair := utf16.DecodeRune(r, hexRune(raw[8:12])); pair != utf8.RuneError {
			return pair, 12
		}
	}
	return utf8.RuneError, 6
}

func hexRune(digits []byte) rune {
	var b [2]byte
	hex.Decode(b[:], digits) // str has seen that they are digits
	return rune(b[0])<<8 | rune(b[1])
}
