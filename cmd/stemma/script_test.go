package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain lets scripts run the whole program as "stemma", in a process of its own.
// Its clock stands still, so that what it prints is the same every day.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"stemma": func() {
		ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
		defer stop()
		at, err := time.Parse(time.RFC3339, os.Getenv("TEST_NOW"))
		if err != nil {
			panic(err)
		}
		p := &program{stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr, getenv: os.Getenv, now: func() time.Time { return at }}
		os.Exit(p.run(ctx, os.Args[1:]))
	}})
}
