// Measure runs a command on a file and prints a row of a Markdown table: its name, the
// megabytes (10^6 bytes) a second by the wall clock and by the processor time on two
// cores, the seconds of both, and the most memory that it held.
//
//	measure NAME FILE COMMAND [ARG…]
//
// The command gets the file as standard input; its output is thrown away. A command that
// fails ends the measurement, and so does a search that finds nothing.
package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"syscall"
	"time"
)

// cores is the number that the rate by processor time is told for.
const cores = 2

func main() {
	if len(os.Args) < 4 {
		fmt.Fprintln(os.Stderr, "usage: measure NAME FILE COMMAND [ARG…]")
		os.Exit(2)
	}
	if err := measure(os.Args[1], os.Args[2], os.Args[3:]); err != nil {
		fmt.Fprintln(os.Stderr, "measure:", err)
		os.Exit(1)
	}
}

func measure(name, file string, command []string) error {
	in, err := os.Open(file)
	if err != nil {
		return err
	}
	defer in.Close()
	info, err := in.Stat()
	if err != nil {
		return err
	}
	run := exec.Command(command[0], command[1:]...)
	run.Stdin, run.Stderr = in, os.Stderr
	run.Stdout = struct{ io.Writer }{io.Discard} // a pipe: grep stops at the first match where it sees /dev/null
	start := time.Now()
	err = run.Run()
	wall := time.Since(start)
	if err != nil {
		return fmt.Errorf("%s: %w", command[0], err)
	}
	usage := run.ProcessState.SysUsage().(*syscall.Rusage)
	processor := run.ProcessState.UserTime() + run.ProcessState.SystemTime()
	megabytes := float64(info.Size()) / 1e6
	fmt.Printf("| %s | %.0f | %.0f | %.1f | %.1f | %.0f |\n", name, megabytes/wall.Seconds(), cores*megabytes/processor.Seconds(),
		wall.Seconds(), processor.Seconds(), float64(usage.Maxrss)*1024/1e6) // Linux tells KiB
	return nil
}
