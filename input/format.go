package input

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
)

// A format is a row of the table below.
type format struct {
	name       string
	extensions []string
	// sniff reports whether head, the first bytes of the decoded text, is surely of this format.
	sniff func(head []byte) bool
	open  func(text *text, maxRecord int) source
}

// formats holds what can be read, the pickiest first. The last one takes anything.
var formats = [...]format{
	{"json", []string{".json"}, sniffJSON, openJSON},
	{"jsonl", []string{".jsonl", ".ndjson"}, sniffJSONLines, openJSONLines},
	{"text", []string{".txt", ".text"}, func([]byte) bool { return true }, openPaste},
}

// foreign lists what people pass by mistake, by the first bytes, and what to do instead.
var foreign = [...]struct{ magic, advice string }{
	{"%PDF-", "is a PDF: give its abstract as text, or the metadata of the paper as JSON lines"},
	{"PK\x03\x04", "is a ZIP archive: unpack it and give the files in it"},
	{"BZh", "is packed with bzip2: unpack it first (bzip2 -dc FILE | stemma … -)"},
	{"\xfd7zXZ\x00", "is packed with xz: unpack it first (xz -dc FILE | stemma … -)"},
	{"\x28\xb5\x2f\xfd", "is packed with zstd: unpack it first (zstd -dc FILE | stemma … -)"},
	{"\x1f\x8b", "is gzipped twice: unpack it once first"},
	{"SQLite format 3\x00", "is an SQLite database, not papers: give it as --db"},
	{"<!doctype html", "is an HTML page: copy its text from the browser and paste that"},
	{"<html", "is an HTML page: copy its text from the browser and paste that"},
}

// Formats returns the names of the formats, sorted.
func Formats() []string {
	names := make([]string, 0, len(formats))
	for _, f := range formats {
		names = append(names, f.name)
	}
	slices.Sort(names)
	return names
}

func checkFormat(name string) error {
	if name == "" || slices.Contains(Formats(), name) {
		return nil
	}
	return fmt.Errorf("unknown input format %q: the formats are %s", name, strings.Join(Formats(), ", "))
}

// detect chooses the format: the one asked for, the first one that is sure of head, or
// where none but the last is, the one that the file's name speaks for.
func detect(head []byte, name, want string) (format, error) {
	if want != "" {
		return formats[slices.IndexFunc(formats[:], func(f format) bool { return f.name == want })], nil
	}
	if err := checkForeign(head, name); err != nil {
		return format{}, err
	}
	start := bytes.TrimLeft(head, " \t\r\n")
	last := len(formats) - 1
	for _, f := range formats[:last] {
		if f.sniff(start) {
			return f, nil
		}
	}
	name = strings.TrimSuffix(strings.ToLower(name), ".gz")
	for _, f := range formats {
		if slices.ContainsFunc(f.extensions, func(e string) bool { return strings.HasSuffix(name, e) }) {
			return f, nil
		}
	}
	return formats[last], nil
}

// checkForeign returns what to do instead where head begins as a file of the foreign kinds.
func checkForeign(head []byte, name string) error {
	start := bytes.TrimLeft(head, " \t\r\n")
	for _, f := range foreign {
		if len(start) >= len(f.magic) && strings.EqualFold(string(start[:len(f.magic)]), f.magic) {
			return fmt.Errorf("%s %s", name, f.advice)
		}
	}
	return nil
}
