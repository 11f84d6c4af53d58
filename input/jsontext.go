package input

import (
	"bytes"
	"unicode/utf8"
)

// letters are the characters of the escape sequences of one letter; 0 for all other bytes.
var letters = [256]byte{'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}

// long passes over the string before s, in plain data, and appends what it stands for
// to dst: one pass over a long text in place of two. It looks for the end and for each
// escape sequence with the search of the library, which goes 32 bytes a step.
func (s *scanner) long(dst []byte) (_ []byte, err error) {
	s.at++
	for end := s.find('"'); ; {
		slash := bytes.IndexByte(s.data[s.at:end], '\\')
		if slash < 0 {
			return s.rest(dst, end)
		}
		if at := s.at + slash; at+1 < len(s.data) && letters[s.data[at+1]] != 0 { // nearly all of them
			dst = append(dst, s.data[s.at:at+1]...)
			dst[len(dst)-1] = letters[s.data[at+1]]
			s.at = at + 2
		} else {
			dst = append(dst, s.data[s.at:at]...)
			s.at = at
			if dst, err = s.unescaped(dst); err != nil {
				return dst, err
			}
		}
		if s.at > end { // that was an escaped quote
			end = s.find('"')
		}
	}
}

// rest passes over the end of a string, which has no more escapes.
func (s *scanner) rest(dst []byte, end int) ([]byte, error) {
	dst = append(dst, s.data[s.at:end]...)
	if s.at = end; end == len(s.data) {
		return dst, s.fail("the rest of a string")
	}
	s.at++
	return dst, nil
}

// find returns the offset of the next c, or the length of the data.
func (s *scanner) find(c byte) int {
	if n := bytes.IndexByte(s.data[s.at:], c); n >= 0 {
		return s.at + n
	}
	return len(s.data)
}

// unescaped passes over an escape sequence, or the two of a pair of surrogates, and
// appends the character.
func (s *scanner) unescaped(dst []byte) ([]byte, error) {
	start := s.at
	if err := s.escape(); err != nil {
		return dst, err
	}
	r, size := unescape(s.data[start:])
	if start+size > s.at { // the other half of a pair
		if err := s.escape(); err != nil {
			return dst, err
		}
	}
	return utf8.AppendRune(dst, r), nil
}
