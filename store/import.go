package store

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"stemma"
)

// maxLine is how long a line of an export may be, in bytes: hundreds of times what a
// long abstract with everything in it takes.
const maxLine = 64 << 20

// An Import is an export that is being read.
type Import struct {
	name   string
	lines  *bufio.Scanner
	number int // of the line that was read last
	head   header
}

// ReadExport begins to read an export: it reads the header. The name is for errors.
func ReadExport(name string, r io.Reader) (*Import, error) {
	in := &Import{name: name, lines: bufio.NewScanner(r)}
	in.lines.Buffer(nil, maxLine)
	text, err := in.next()
	if errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("%s: it is empty, and no export of a store", name)
	} else if err != nil {
		return nil, err
	}
	if err := decode(text, &in.head); err != nil || in.head.Schema != ExportSchema {
		var other struct{ Schema string }
		if json.Unmarshal(text, &other) == nil && other.Schema != "" && other.Schema != ExportSchema {
			return nil, in.wrong(fmt.Errorf("want %s, and this is %.40q: another stemma wrote it, or it is no export", ExportSchema, other.Schema))
		}
		return nil, in.wrong(errors.Join(fmt.Errorf("this is no header of an export (%s)", ExportSchema), err))
	}
	return in, nil
}

// next returns the next line; io.EOF behind the last.
func (in *Import) next() ([]byte, error) {
	if in.lines.Scan() {
		in.number++
		return in.lines.Bytes(), nil
	}
	err := in.lines.Err()
	if err == nil {
		return nil, io.EOF
	}
	in.number++
	if errors.Is(err, bufio.ErrTooLong) {
		err = fmt.Errorf("the line is longer than %d MB", maxLine>>20)
	}
	return nil, in.wrong(err)
}

// wrong says where an error is.
func (in *Import) wrong(err error) error { return fmt.Errorf("%s:%d: %w", in.name, in.number, err) }

// decode reads one JSON value. A field that is not known is an error, since what it
// says would be lost.
func decode(text []byte, into any) error {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(into); err != nil {
		return err
	}
	if decoder.More() {
		return errors.New("there is more on the line than one JSON value")
	}
	return nil
}

// An Outcome is what an import found.
type Outcome struct {
	Counts
	// Conflicts tell where the file and the store disagree on which repository a name
	// led to first. The store's word is kept.
	Conflicts []string
}

// Import takes everything from an export into the store, all or nothing. What the store
// holds already stays: of a paper the reading of the file counts, of a state that both
// know the later look counts, and states that only one of them knows stand side by side.
// The same import again changes nothing.
func (s *Store) Import(ctx context.Context, in *Import) (Outcome, error) {
	var m merge
	err := s.write(ctx, func(tx *transaction) error {
		m = merge{tx: tx, fresh: make(map[string]bool), matched: make(map[int64]bool)}
		for {
			text, err := in.next()
			if errors.Is(err, io.EOF) {
				return in.complete(m.Counts)
			} else if err != nil {
				return err
			}
			var l line
			if err := errors.Join(decode(text, &l), ctx.Err()); err != nil {
				return in.wrong(err)
			}
			if err := l.check(); err != nil {
				return in.wrong(err)
			}
			if err := m.take(ctx, l); err != nil {
				return in.wrong(err)
			}
		}
	})
	if err != nil {
		return Outcome{}, fmt.Errorf("nothing was imported into %s: %w", s.path, err)
	}
	return m.Outcome, nil
}

// complete reports whether the file held what its header says.
func (in *Import) complete(got Counts) error {
	if got != in.head.Counts {
		return in.wrong(fmt.Errorf("the file is not whole: its header announces %v, and it holds %v", in.head.Counts, got))
	}
	return nil
}

// A merge is an import under way.
type merge struct {
	tx *transaction
	Outcome
	fresh   map[string]bool // keys of the targets that the store did not know
	matched map[int64]bool  // observations of the store that a line of the file was
}

func (m *merge) take(ctx context.Context, l line) error {
	switch {
	case l.Paper != nil:
		m.Papers++
		return saveReading(ctx, m.tx, stemma.Reading{Paper: l.Paper.Paper, Extraction: l.Paper.Extraction})
	case l.Target != nil:
		m.Targets++
		return m.target(ctx, l.Target)
	case l.State != nil:
		m.States++
		return m.state(ctx, l.State)
	case l.Failure != nil:
		m.Failures++
		return m.failure(ctx, l.Failure)
	case l.Copies != nil:
		m.Copies++
		return m.copies(ctx, l.Copies)
	case l.Promise != nil:
		m.Promises++
		return m.promise(ctx, l.Promise)
	case l.Note != nil:
		m.Notes++
		return m.note(ctx, l.Note)
	default:
		m.Works++
		return m.work(ctx, l.Work)
	}
}
