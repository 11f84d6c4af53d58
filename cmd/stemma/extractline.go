package main

import (
	"strconv"

	"stemma"
)

// extractSchema names the format of the lines that `stemma extract` prints.
const extractSchema = "stemma.extract/1"

// extractLines are lines as they are printed, one a paper, as schema/extract.json
// describes them. They are written by hand, which is several times faster than
// encoding/json. The outcome is what that writes without its escapes for HTML; a test
// and a fuzz target hold it to that.
type extractLines struct {
	text []byte
}

// add appends a paper's line.
func (l *extractLines) add(p stemma.Paper, e *stemma.Extraction) {
	dst := append(l.text, `{"schema":"`+extractSchema+`","id":`...)
	dst = appendJSONString(dst, p.ID)
	dst = append(dst, `,"title":`...)
	dst = appendJSONString(dst, p.Title)
	dst = appendList(dst, `,"links":`, e.Links, appendLink)
	dst = appendList(dst, `,"citations":`, e.Citations, appendCitation)
	dst = appendList(dst, `,"mentions":`, e.Mentions, appendMention)
	dst = appendList(dst, `,"own":`, e.Own, appendOwn)
	dst = appendList(dst, `,"promises":`, e.Promises, appendPromise)
	dst = appendList(dst, `,"claims":`, e.Claims, appendPromise)
	dst = appendList(dst, `,"requests":`, e.Requests, appendPromise)
	l.text = append(dst, '}', '\n')
}

// appendList appends a member whose value is a list.
func appendList[T any](dst []byte, member string, list []T, appendItem func([]byte, *T) []byte) []byte {
	dst = append(dst, member...)
	if list == nil {
		return append(dst, "null"...)
	}
	dst = append(dst, '[')
	for i := range list {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = appendItem(dst, &list[i])
	}
	return append(dst, ']')
}

func appendLink(dst []byte, l *stemma.Link) []byte {
	dst = appendSpan(dst, l.Start, l.End)
	dst = appendText(dst, `,"raw":`, l.Raw)
	dst = appendText(dst, `,"url":`, l.URL)
	dst = appendText(dst, `,"kind":`, string(l.Kind))
	dst = appendText(dst, `,"host":`, l.Host)
	dst = appendText(dst, `,"owner":`, l.Owner)
	dst = appendText(dst, `,"repo":`, l.Repo)
	dst = appendText(dst, `,"path":`, l.Path)
	dst = appendTextIfAny(dst, `,"alternative":`, l.Alternative)
	return append(dst, '}')
}

func appendCitation(dst []byte, c *stemma.Citation) []byte {
	dst = appendSpan(dst, c.Start, c.End)
	dst = appendText(dst, `,"text":`, c.Text)
	dst = appendList(dst, `,"authors":`, c.Authors, appendOwn)
	dst = strconv.AppendBool(append(dst, `,"et_al":`...), c.EtAl)
	dst = appendText(dst, `,"year":`, c.Year)
	dst = appendText(dst, `,"suffix":`, c.Suffix)
	dst = strconv.AppendBool(append(dst, `,"narrative":`...), c.Narrative)
	dst = appendText(dst, `,"name":`, c.Name)
	dst = appendText(dst, `,"relation":`, string(c.Relation))
	dst = appendTextIfAny(dst, `,"cue":`, c.Cue)
	dst = appendText(dst, `,"kind":`, string(c.Kind))
	dst = appendTextIfAny(dst, `,"id":`, c.ID)
	return append(dst, '}')
}

func appendMention(dst []byte, m *stemma.Mention) []byte {
	dst = appendSpan(dst, m.Start, m.End)
	dst = appendText(dst, `,"name":`, m.Name)
	dst = appendText(dst, `,"type":`, string(m.Type))
	dst = appendText(dst, `,"relation":`, string(m.Relation))
	dst = appendTextIfAny(dst, `,"cue":`, m.Cue)
	return append(dst, '}')
}

func appendPromise(dst []byte, p *stemma.Promise) []byte {
	dst = appendSpan(dst, p.Start, p.End)
	dst = appendText(dst, `,"text":`, p.Text)
	dst = appendText(dst, `,"kind":`, string(p.Kind))
	return append(dst, '}')
}

func appendOwn(dst []byte, name *string) []byte { return appendJSONString(dst, *name) }

// appendSpan appends the beginning of an object that has a span.
func appendSpan(dst []byte, start, end int) []byte {
	dst = strconv.AppendInt(append(dst, `{"start":`...), int64(start), 10)
	return strconv.AppendInt(append(dst, `,"end":`...), int64(end), 10)
}

func appendText(dst []byte, member, text string) []byte {
	return appendJSONString(append(dst, member...), text)
}

func appendTextIfAny(dst []byte, member, text string) []byte {
	if text == "" {
		return dst
	}
	return appendText(dst, member, text)
}
