// Measure runs a command on a file several times and prints a row of a Markdown table:
// its name; the megabytes (10^6 bytes) a second of the fastest run and of the median run
// by the wall clock, and of the fastest by the processor time on two cores; the seconds of
// the fastest by both; and the most memory that any run held.
//
//	measure RUNS NAME FILE COMMAND [ARG…]
//
// The command gets the file as standard input; its output is thrown away. A command that
// fails ends the measurement, and so does a search that finds nothing.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"syscall"
	"time"
)

// cores is the number that the rate by processor time is told for.
const cores = 2

func main() {
	if len(os.Args) < 5 {
		fmt.Fprintln(os.Stderr, "usage: measure RUNS NAME FILE COMMAND [ARG…]")
		os.Exit(2)
	}
	runs, err := strconv.Atoi(os.Args[1])
	if err == nil && runs < 1 {
		err = fmt.Errorf("%d runs", runs)
	}
	if err == nil {
		err = measure(runs, os.Args[2], os.Args[3], os.Args[4:])
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "measure:", err)
		os.Exit(1)
	}
}

// An outcome is what one run took.
type outcome struct {
	wall, processor time.Duration
	memory          int64 // bytes
}

func measure(runs int, name, file string, command []string) error {
	info, err := os.Stat(file)
	if err != nil {
		return err
	}
	all := make([]outcome, runs)
	var memory int64
	for i := range all {
		if all[i], err = run(file, command); err != nil {
			return fmt.Errorf("%s: %w", command[0], err)
		}
		memory = max(memory, all[i].memory)
	}
	slices.SortFunc(all, func(a, b outcome) int { return int(a.wall - b.wall) })
	best, median, megabytes := all[0], all[runs/2], float64(info.Size())/1e6
	fmt.Printf("| %s | %.0f | %.0f | %.0f | %.1f | %.1f | %.0f |\n", name,
		megabytes/best.wall.Seconds(), megabytes/median.wall.Seconds(), cores*megabytes/best.processor.Seconds(),
		best.wall.Seconds(), best.processor.Seconds(), float64(memory)/1e6)
	return nil
}

func run(file string, command []string) (o outcome, err error) {
	in, err := os.Open(file)
	if err != nil {
		return o, err
	}
	defer in.Close()
	out, end, err := os.Pipe() // a pipe: grep stops at the first match where it sees /dev/null
	if err != nil {
		return o, err
	}
	defer out.Close()
	drained := make(chan error, 1)
	go func() { drained <- drain(out) }()
	cmd := exec.Command(command[0], command[1:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = in, end, os.Stderr
	start := time.Now()
	err = cmd.Start()
	end.Close()
	if err == nil {
		err = errors.Join(cmd.Wait(), <-drained)
	}
	o.wall = time.Since(start)
	if err != nil {
		return o, err
	}
	usage := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	o.processor = cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	o.memory = usage.Maxrss * 1024 // Linux tells KiB
	return o, nil
}

// drain reads all in large pieces: to throw the output away is to take little of the cores
// that the command runs on.
func drain(r io.Reader) error {
	buffer := make([]byte, 1<<20)
	for {
		if _, err := r.Read(buffer); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
	}
}
