// Package input reads papers: what a person pasted from a paper site, exports of
// archives, one file a format. The format is told from the first bytes; gzip, a byte
// order mark and UTF-16 are undone on the way in.
//
// Reading has two steps, so that the dear one can run on every core. A [Reader] cuts
// its input into raw records, cheaply and in order; [Record.Paper] decodes one, and may
// run in any goroutine. A program in a hurry has the reader fill blocks of its own,
// hands each to a worker, and fills it again once the worker is done with it:
//
//	for {
//		block := <-free
//		if err := reader.ReadBlock(block); err != nil {
//			break // io.EOF at the end
//		}
//		work <- block // the worker ranges over block.Papers and then returns it to free
//	}
//
// Who is not in a hurry calls [Reader.Next], whose records stay good for ever.
//
// A record that can't be read costs that record only: its Paper method returns a
// [*RecordError] with the file and the line. An error of the Reader itself, such as
// damaged gzip data, ends the reading; all that stood before it has been delivered.
// Memory is bounded by the blocks in use, whatever the size of the input and of its
// lines. The package never guesses at an encoding and never repairs bytes: an abstract
// is kept as it was decoded, since spans refer to it.
package input

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"

	"stemma"
)

// DefaultMaxRecord is the largest record that is read unless Options say otherwise, in
// bytes: some twenty times the largest in arXiv's snapshot (a collaboration of
// thousands of authors), and room for whole articles in place of abstracts.
const DefaultMaxRecord = 16 << 20

// blockSize is how many bytes a block holds when its records are of common size: large
// against the cost of handing it to another goroutine, small against a core's cache.
const blockSize = 256 << 10

// ErrEmpty is in the chain of the error that ends an input without a single record, good or bad.
var ErrEmpty = errors.New("no paper found")

// Options say how to read. The zero value detects the format and uses the defaults.
type Options struct {
	Format    string // one of Formats; empty detects it
	MaxRecord int    // bytes of the largest record that is read; 0 is DefaultMaxRecord
}

// A Reader cuts one input into raw records. It is for one goroutine at a time.
type Reader struct {
	file    string
	source  source
	closer  io.Closer // nil when the caller owns the input
	records bool      // something was delivered
	err     error     // what ended the reading

	block Block // of Next
	at    int
}

// A source cuts an input of one format into records.
type source interface {
	// fill replaces the records of b by the next ones, one or more, or returns an
	// error: io.EOF at the end. It uses b's memory where it can.
	fill(b *Block) error
}

// Open opens the file at path, or takes stdin where path is "-". The caller closes the Reader.
func Open(path string, stdin io.Reader, opts Options) (*Reader, error) {
	if path == "-" {
		if stdin == nil {
			return nil, errors.New("-: there is no standard input to read")
		}
		return NewReader(stdin, path, opts)
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, openError(path, err)
	}
	if info, err := file.Stat(); err == nil && info.IsDir() {
		file.Close()
		return nil, fmt.Errorf("%s is a folder: name the files in it instead", path)
	}
	r, err := NewReader(file, path, opts)
	if err != nil {
		file.Close()
		return nil, err
	}
	r.closer = file
	return r, nil
}

func openError(path string, err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("no file %q: check the name, or give - to read standard input: %w", path, err)
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("%s may not be read by this user: check its permissions: %w", path, err)
	default:
		return fmt.Errorf("opening papers: %w", err)
	}
}

// NewReader reads papers from r; name stands in errors and in the papers' source, and
// its extension is a hint at the format. It reads the first bytes at once.
func NewReader(r io.Reader, name string, opts Options) (*Reader, error) {
	if opts.MaxRecord <= 0 {
		opts.MaxRecord = DefaultMaxRecord
	}
	if err := checkFormat(opts.Format); err != nil {
		return nil, err
	}
	text, err := openText(r, name)
	if err != nil {
		return nil, err
	}
	f, err := detect(text.head, name, opts.Format)
	if err != nil {
		return nil, err
	}
	return &Reader{file: name, source: f.open(text, opts.MaxRecord)}, nil
}

// Next returns the next raw record, or io.EOF after the last. The record stays valid.
// Do not mix it with ReadBlock.
func (r *Reader) Next() (Record, error) {
	for r.at == len(r.block.records) {
		r.block, r.at = Block{}, 0 // fresh memory: earlier records point into the old
		if err := r.ReadBlock(&r.block); err != nil {
			return Record{}, err
		}
	}
	r.at++
	return r.block.records[r.at-1], nil
}

// ReadBlock replaces the records of b by the next ones, reusing its memory: records
// taken from b before are no longer valid. It returns io.EOF after the last; every
// error is final, and comes again.
func (r *Reader) ReadBlock(b *Block) error {
	if r.err != nil {
		return r.err
	}
	err := r.source.fill(b)
	if err == io.EOF && !r.records {
		err = fmt.Errorf("%s: %w in it: it is empty, or is not what it was read as", r.file, ErrEmpty)
	}
	r.records = r.records || err == nil
	r.err = err
	return err
}

// Close closes the file that Open opened.
func (r *Reader) Close() error {
	r.err = errors.Join(r.err, fs.ErrClosed)
	if r.closer == nil {
		return nil
	}
	return r.closer.Close()
}

// A Block is a run of records and the memory they stand in. Its zero value is ready
// for ReadBlock. The caller owns it: one goroutine at a time, then it may be filled again.
type Block struct {
	records []Record
	buf     []byte
}

// Records returns the records of b, valid until b is filled again.
func (b *Block) Records() []Record { return b.records }

// Papers yields what [Record.Paper] returns for each record of b, in order.
func (b *Block) Papers() iter.Seq2[stemma.Paper, error] {
	return func(yield func(stemma.Paper, error) bool) {
		for _, r := range b.records {
			if !yield(r.Paper()) {
				return
			}
		}
	}
}

// Texts yields the id, the title, the abstract and the source of each paper of b, in
// order, or why a record can't be read: what [Record.Paper] returns, without the authors
// and the date. It is for who reads texts and is done with each before the next, and saves
// more than half of the time: id, title and abstract stand in memory that is written again
// once the next paper is asked for, or the loop ends. Who keeps them, or parts of them,
// clones them.
func (b *Block) Texts() iter.Seq2[stemma.Paper, error] {
	return func(yield func(stemma.Paper, error) bool) {
		d := newDecoder()
		defer d.done()
		for i := range b.records {
			if !yield(b.records[i].text(d)) {
				return
			}
		}
	}
}

// A Record is a paper as it stood in the input, not yet decoded.
type Record struct {
	Source stemma.Source
	Data   []byte // the raw bytes; not to be changed, and valid as long as its block

	decode func(data []byte) (stemma.Paper, error) // nil where Data is a JSON object
	fault  string                                  // why there is nothing to decode
}

// Paper decodes the record. Its errors are all of type *RecordError. The paper holds
// no reference to the record's memory. It may be called from any goroutine.
func (r Record) Paper() (stemma.Paper, error) {
	decode := r.decode
	if decode == nil {
		decode = decodeJSON
	}
	if r.fault != "" {
		return stemma.Paper{}, r.error(r.fault)
	}
	paper, err := decode(r.Data)
	if err != nil {
		return stemma.Paper{}, r.error(err.Error())
	}
	paper.Source = r.Source
	return paper, nil
}

// text decodes the record for [Block.Texts].
func (r *Record) text(d *decoder) (stemma.Paper, error) {
	if r.fault != "" || r.decode != nil {
		paper, err := r.Paper()
		paper.Authors, paper.Date = nil, ""
		return paper, err
	}
	if err := d.read(r.Data); err != nil {
		return stemma.Paper{}, r.error(err.Error())
	}
	paper, err := d.text()
	if err != nil {
		return stemma.Paper{}, r.error(err.Error())
	}
	paper.Source = r.Source
	return paper, nil
}

func (r *Record) error(why string) error { return &RecordError{r.Source.File, r.Source.Line, why} }

// A RecordError says why one record can't be read. Reading goes on behind it.
type RecordError struct {
	File string
	Line int // 1-based, after decompression
	Msg  string
}

// Error returns "file:line: what is wrong".
func (e *RecordError) Error() string { return fmt.Sprintf("%s:%d: %s", e.File, e.Line, e.Msg) }
