package input

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"errors"
	"fmt"
	"io"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// headSize is how much of the text the formats may look at before they are chosen.
const headSize = 64 << 10

// The byte order marks: Unicode 16.0, section 23.8, table 23-6.
const (
	bomUTF8    = "\xef\xbb\xbf"
	bomUTF16BE = "\xfe\xff"
	bomUTF16LE = "\xff\xfe"
	bomUTF32LE = "\xff\xfe\x00\x00" // tried before UTF-16, whose mark it begins with
	bomUTF32BE = "\x00\x00\xfe\xff"
)

// A text is an input after decompression, with its byte order mark taken off.
type text struct {
	file string
	r    *bufio.Reader
	head []byte // the first bytes, still to be read; valid until then
}

// openText undoes gzip and UTF-16. Bytes that are not UTF-8 are left to be reported
// with their record.
func openText(r io.Reader, file string) (*text, error) {
	in := bufio.NewReaderSize(r, headSize)
	if magic, _ := in.Peek(2); string(magic) == "\x1f\x8b" {
		unzipped, err := gzip.NewReader(in)
		if err != nil {
			return nil, readError(file, 1, err)
		}
		in = bufio.NewReaderSize(unzipped, headSize)
	}
	in, err := toUTF8(in, file)
	if err != nil {
		return nil, err
	}
	return newText(in, file), nil
}

// newText is the text of an input that is decoded.
func newText(r io.Reader, file string) *text {
	in := bufio.NewReaderSize(r, headSize) // which is r itself, if it is one
	head, _ := in.Peek(headSize)           // an error comes again when the head has been read
	return &text{file: file, r: in, head: head}
}

// toUTF8 takes a byte order mark off. UTF-16 is what Windows' shells write to files.
func toUTF8(in *bufio.Reader, file string) (*bufio.Reader, error) {
	head, _ := in.Peek(1 << 10)
	utf16 := func(order unicode.Endianness) *bufio.Reader {
		decoder := unicode.UTF16(order, unicode.UseBOM).NewDecoder()
		return bufio.NewReaderSize(transform.NewReader(in, decoder), headSize)
	}
	switch {
	case bytes.HasPrefix(head, []byte(bomUTF8)):
		_, err := in.Discard(len(bomUTF8))
		return in, err
	case bytes.HasPrefix(head, []byte(bomUTF32LE)), bytes.HasPrefix(head, []byte(bomUTF32BE)):
		return nil, fmt.Errorf("%s is UTF-32: convert it first (iconv -f UTF-32 -t UTF-8)", file)
	case bytes.HasPrefix(head, []byte(bomUTF16LE)), nulsAt(head, 1):
		return utf16(unicode.LittleEndian), nil
	case bytes.HasPrefix(head, []byte(bomUTF16BE)), nulsAt(head, 0):
		return utf16(unicode.BigEndian), nil
	}
	return in, nil
}

// nulsAt reports whether nearly every second byte from start on is NUL and hardly one
// of the others: UTF-16 of a mostly Latin text, without its mark.
func nulsAt(head []byte, start int) bool {
	var nuls [2]int
	for i, c := range head {
		if c == 0 {
			nuls[(i+start)%2]++
		}
	}
	pairs := len(head) / 2
	return pairs >= 8 && nuls[0] > pairs*3/4 && nuls[1] == 0
}

// readError explains why the text could not be read on from the given line.
func readError(file string, line int, err error) error {
	var what string
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF):
		what = "the gzip data ends too early: get the file again; what stood before was read"
	case errors.Is(err, gzip.ErrChecksum), errors.Is(err, gzip.ErrHeader), isCorrupt(err):
		what = "the gzip data is damaged: get the file again; what stood before was read"
	default:
		what = "reading failed; what stood before was read"
	}
	return fmt.Errorf("%s:%d: %s: %w", file, line, what, err)
}

func isCorrupt(err error) bool {
	var corrupt flate.CorruptInputError
	return errors.As(err, &corrupt)
}
