package main

import (
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"github.com/mattn/go-runewidth"
	"golang.org/x/term"

	"stemma/report"
)

// terminalWidth returns the columns of the terminal behind w, and false where w is none.
func terminalWidth(w io.Writer) (int, bool) {
	file, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(file.Fd())) {
		return 0, false
	}
	width, _, err := term.GetSize(int(file.Fd()))
	if err != nil || width < 1 {
		return 80, true
	}
	return width, true
}

// textOptions fit the text form to where it goes: a terminal's width and colours, or
// everything in plain text into a pipe or file. COLUMNS and NO_COLOR are respected.
func (p *program) textOptions() report.TextOptions {
	width, terminal := terminalWidth(p.stdout)
	if columns, err := strconv.Atoi(p.getenv("COLUMNS")); terminal && err == nil && columns > 0 {
		width = columns
	}
	return report.TextOptions{Width: width, Color: terminal && p.getenv("NO_COLOR") == "" && p.getenv("TERM") != "dumb"}
}

// A console is the part of stderr that a person watches: warnings, and a line of
// progress that is overwritten as the work goes on. It may be used concurrently.
type console struct {
	w       io.Writer
	width   int  // columns; 0 where no progress is shown
	quiet   bool // no warnings
	verbose bool

	mutex sync.Mutex
	shown int // columns of the line of progress that stands on the screen
}

// console returns the console for one run. Progress is for terminals alone, and not in CI.
func (p *program) console(quiet, verbose bool) *console {
	c := &console{w: p.stderr, quiet: quiet, verbose: verbose}
	if width, terminal := terminalWidth(p.stderr); terminal && !quiet && p.getenv("CI") == "" && p.getenv("TERM") != "dumb" {
		c.width = width
	}
	return c
}

// progress shows how far the work is. It overwrites the line with spaces and sends no
// escape sequence, so that NO_COLOR needs no other way.
func (c *console) progress(format string, args ...any) {
	if c.width == 0 {
		return
	}
	c.mutex.Lock()
	defer c.mutex.Unlock()
	c.clear()
	line := runewidth.Truncate(printable(fmt.Sprintf(format, args...)), c.width-1, "…")
	fmt.Fprint(c.w, line)
	c.shown = runewidth.StringWidth(line)
}

// done takes the line of progress away.
func (c *console) done() {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	c.clear()
}

func (c *console) clear() {
	if c.shown > 0 {
		fmt.Fprint(c.w, "\r"+strings.Repeat(" ", c.shown)+"\r")
		c.shown = 0
	}
}

// warn tells what went wrong and did not stop the work.
func (c *console) warn(format string, args ...any) {
	if !c.quiet {
		c.say("warning: "+format, args...)
	}
}

// note tells what was done, where stdout has no room for it.
func (c *console) note(format string, args ...any) {
	if !c.quiet {
		c.say(format, args...)
	}
}

// fail tells what went wrong and will end in a failed run.
func (c *console) fail(err error) { c.say("%v", err) }

// log tells what is being done, with --verbose.
func (c *console) log(format string, args ...any) {
	if c.verbose {
		c.say(format, args...)
	}
}

func (c *console) say(format string, args ...any) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	c.clear()
	fmt.Fprintf(c.w, "stemma: %s\n", printable(fmt.Sprintf(format, args...)))
}

// printable takes out what a terminal would obey: control characters and
// right-to-left overrides. Line breaks stay.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		if r != '\n' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r)) {
			return -1
		}
		return r
	}, text)
}
