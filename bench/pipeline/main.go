// Pipeline is what one would write without stemma: every address that mvdan.cc/xurls finds
// and every match of the usual regular expression for author-year citations, a line
// each, of the text on standard input. Lines are shared out among the cores.
package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"runtime"

	"mvdan.cc/xurls/v2"
)

var (
	links     = xurls.Strict()
	citations = regexp.MustCompile(`[A-Z][a-zA-Z'-]+(?: et al\.?| (?:and|&) [A-Z][a-zA-Z'-]+)?,? \(?(?:19|20)[0-9]{2}[a-z]?\)?`)
)

func main() {
	if err := run(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "pipeline:", err)
		os.Exit(1)
	}
}

// run writes what is found in r to w, in the order of r.
func run(r io.Reader, w io.Writer) error {
	out := bufio.NewWriter(w)
	queue := make(chan chan []byte, runtime.GOMAXPROCS(0))
	ended := make(chan error, 1)
	go func() {
		defer close(queue)
		ended <- readPieces(r, queue)
	}()
	for result := range queue {
		if _, err := out.Write(<-result); err != nil {
			return err
		}
	}
	return errors.Join(<-ended, out.Flush())
}

const pieceSize = 1 << 20

// readPieces starts a search on each piece of whole lines.
func readPieces(r io.Reader, queue chan<- chan []byte) error {
	in := bufio.NewReaderSize(r, pieceSize)
	for {
		piece := make([]byte, pieceSize)
		n, err := io.ReadFull(in, piece)
		rest, _ := in.ReadBytes('\n')
		result := make(chan []byte, 1)
		go func() { result <- search(append(piece[:n], rest...)) }()
		queue <- result
		switch {
		case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
			return nil
		case err != nil:
			return err
		}
	}
}

func search(piece []byte) []byte {
	var found bytes.Buffer
	for line := range bytes.Lines(piece) {
		for _, expression := range []*regexp.Regexp{links, citations} {
			for _, match := range expression.FindAll(line, -1) {
				found.Write(match)
				found.WriteByte('\n')
			}
		}
	}
	return found.Bytes()
}
