// Command stemma reads the abstracts of papers, finds the code they link and the works
// they build on, asks GitHub whether that code is still there, and draws which method
// stands on which.
//
// main only connects: streams, environment and arguments are passed in, so that a test
// runs the whole program. Each subcommand has a file of its own.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	// The first Ctrl-C ends the run in good order; a second one ends the program at once.
	context.AfterFunc(ctx, stop)
	p := &program{stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr, getenv: os.Getenv, now: time.Now}
	os.Exit(p.run(ctx, os.Args[1:]))
}
