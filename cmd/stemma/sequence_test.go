package main

import (
	"context"
	"io"
	"testing"
)

// TestAnInterruptionEndsAReadThatWaits runs commands on a standard input that never says
// anything and never ends.
func TestAnInterruptionEndsAReadThatWaits(t *testing.T) {
	for _, args := range [][]string{{"extract", "-"}, {"check", "--db", t.TempDir() + "/s.db"}} {
		silent, keep := io.Pipe()
		ctx, interrupt := context.WithCancel(t.Context())
		status := make(chan int)
		go func() {
			p := &program{stdin: silent, stdout: io.Discard, stderr: io.Discard, getenv: func(string) string { return "" }}
			status <- p.run(ctx, args)
		}()
		interrupt()
		if got := <-status; got != exitInterrupted {
			t.Errorf("%v: exit status %d, want %d", args, got, exitInterrupted)
		}
		_ = keep.Close()
	}
}
