package alert

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// MostMutes is how large a mute file may be, in bytes.
const MostMutes = 1 << 20

// A MuteFile is a mute file as people wrote it: one rule a line, with blank lines and
// comments behind "#" that every change leaves as they are.
type MuteFile struct {
	lines []muteLine
}

type muteLine struct {
	text string // with its end
	rule Mute
	none bool // a blank line or a comment
}

// ReadMutes reads a mute file. The name is for errors, of which there is one for each
// line that is no rule.
func ReadMutes(file string, text []byte) (*MuteFile, error) {
	if len(text) > MostMutes {
		return nil, fmt.Errorf("%s: it is larger than %d KB, and no mute file", file, MostMutes>>10)
	}
	f := new(MuteFile)
	var wrong []error
	for n, raw := range bytes.SplitAfter(text, []byte("\n")) {
		if len(raw) == 0 {
			continue
		}
		line := muteLine{text: string(raw)}
		rule, _ := cutComment(line.text)
		line.none = strings.TrimSpace(rule) == ""
		var err error
		switch {
		case !utf8.Valid(raw) || bytes.IndexByte(raw, 0) >= 0:
			err = errors.New("it is no text in UTF-8")
		case !line.none:
			line.rule, err = ParseMute(strings.TrimSpace(line.text))
		}
		if err != nil {
			wrong = append(wrong, fmt.Errorf("%s:%d: %w", file, n+1, err))
		}
		f.lines = append(f.lines, line)
	}
	return f, errors.Join(wrong...)
}

// Mutes returns the rules in order.
func (f *MuteFile) Mutes() []Mute {
	var mutes []Mute
	for _, line := range f.lines {
		if !line.none {
			mutes = append(mutes, line.rule)
		}
	}
	return mutes
}

// Add puts a rule at the end, or in the place of one that mutes the same.
func (f *MuteFile) Add(m Mute) {
	for i, line := range f.lines {
		if !line.none && line.rule.sameSubject(m) {
			f.lines[i] = muteLine{text: m.String() + lineEnd(line.text), rule: m}
			return
		}
	}
	end := "\n"
	if n := len(f.lines); n > 0 {
		if end = lineEnd(f.lines[n-1].text); end == "" {
			end = "\n"
			f.lines[n-1].text += end
		}
	}
	f.lines = append(f.lines, muteLine{text: m.String() + end, rule: m})
}

func lineEnd(line string) string {
	switch {
	case strings.HasSuffix(line, "\r\n"):
		return "\r\n"
	case strings.HasSuffix(line, "\n"):
		return "\n"
	}
	return ""
}

// Remove takes away the rules that mute what m does, and returns how many there were.
func (f *MuteFile) Remove(m Mute) int {
	kept := f.lines[:0]
	for _, line := range f.lines {
		if line.none || !line.rule.sameSubject(m) {
			kept = append(kept, line)
		}
	}
	removed := len(f.lines) - len(kept)
	f.lines = kept
	return removed
}

// Bytes returns the file.
func (f *MuteFile) Bytes() []byte {
	var b bytes.Buffer
	for _, line := range f.lines {
		b.WriteString(line.text)
	}
	return b.Bytes()
}
