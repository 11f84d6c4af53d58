package main

import (
	"bytes"
	"encoding/json"
	"strconv"
	"unicode/utf8"

	"stemma"
)

// extractSchema names the format of the lines that `stemma extract` prints.
const extractSchema = "stemma.extract/1"

// extractLines are lines as they are printed, one a paper, as schema/extract.json
// describes them. What nearly every line has is written by
// hand, which is several times faster than encoding/json; the rest is left to that. The
// outcome is what encoding/json writes without its escapes for HTML; a test and a fuzz
// target hold it to that.
type extractLines struct {
	text []byte
}

// add appends a paper's line.
func (l *extractLines) add(r stemma.Reading) {
	e := &r.Extraction
	l.text = append(l.text, `{"schema":"`+extractSchema+`","id":`...)
	l.text = appendJSONString(l.text, r.Paper.ID)
	l.text = append(l.text, `,"title":`...)
	l.text = appendJSONString(l.text, r.Paper.Title)
	appendList(l, `,"links":`, e.Links, appendEncoded)
	appendList(l, `,"citations":`, e.Citations, appendEncoded)
	appendList(l, `,"mentions":`, e.Mentions, appendMention)
	appendList(l, `,"own":`, e.Own, appendJSONString)
	appendList(l, `,"promises":`, e.Promises, appendEncoded)
	appendList(l, `,"claims":`, e.Claims, appendEncoded)
	appendList(l, `,"requests":`, e.Requests, appendEncoded)
	l.text = append(l.text, '}', '\n')
}

// appendList appends a member whose value is a list.
func appendList[T any](l *extractLines, member string, list []T, appendItem func([]byte, T) []byte) {
	l.text = append(l.text, member...)
	if list == nil {
		l.text = append(l.text, "null"...)
		return
	}
	l.text = append(l.text, '[')
	for i, item := range list {
		if i > 0 {
			l.text = append(l.text, ',')
		}
		l.text = appendItem(l.text, item)
	}
	l.text = append(l.text, ']')
}

// appendEncoded appends what encoding/json makes of v.
func appendEncoded[T any](dst []byte, v T) []byte {
	out := bytes.NewBuffer(dst)
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	// A buffer takes every write, and these types hold nothing that JSON can't carry.
	_ = encoder.Encode(v)
	return bytes.TrimSuffix(out.Bytes(), []byte{'\n'})
}

func appendMention(dst []byte, m stemma.Mention) []byte {
	dst = append(dst, `{"start":`...)
	dst = strconv.AppendInt(dst, int64(m.Start), 10)
	dst = append(dst, `,"end":`...)
	dst = strconv.AppendInt(dst, int64(m.End), 10)
	dst = append(dst, `,"name":`...)
	dst = appendJSONString(dst, m.Name)
	dst = append(dst, `,"type":`...)
	dst = appendJSONString(dst, string(m.Type))
	dst = append(dst, `,"relation":`...)
	dst = appendJSONString(dst, string(m.Relation))
	if m.Cue != "" {
		dst = append(dst, `,"cue":`...)
		dst = appendJSONString(dst, m.Cue)
	}
	return append(dst, '}')
}

// appendJSONString appends s in quotes.
func appendJSONString(dst []byte, s string) []byte {
	dst = append(dst, '"')
	done := 0
	for i := 0; i < len(s); {
		size, escape := jsonEscape(s[i:])
		if escape {
			dst = appendEscape(append(dst, s[done:i]...), s[i:i+size])
			done = i + size
		}
		i += size
	}
	return append(append(dst, s[done:]...), '"')
}

// jsonEscape returns the size of the character that s begins with, and whether
// encoding/json writes an escape for it.
func jsonEscape(s string) (size int, escape bool) {
	if c := s[0]; c < utf8.RuneSelf {
		return 1, c < ' ' || c == '"' || c == '\\'
	}
	r, size := utf8.DecodeRuneInString(s)
	return size, r == utf8.RuneError && size == 1 || r == '\u2028' || r == '\u2029'
}

// appendEscape appends the escape for one character.
func appendEscape(dst []byte, char string) []byte {
	switch char {
	case `"`, `\`:
		return append(dst, '\\', char[0])
	case "\b":
		return append(dst, `\b`...)
	case "\f":
		return append(dst, `\f`...)
	case "\n":
		return append(dst, `\n`...)
	case "\r":
		return append(dst, `\r`...)
	case "\t":
		return append(dst, `\t`...)
	case "\u2028":
		return append(dst, `\u2028`...)
	case "\u2029":
		return append(dst, `\u2029`...)
	}
	if char[0] >= ' ' { // no UTF-8
		return append(dst, `\ufffd`...)
	}
	const hex = "0123456789abcdef"
	return append(dst, `\u00`+string(hex[char[0]>>4])+string(hex[char[0]&0xF])...)
}
