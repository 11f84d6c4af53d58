package report

import (
	"crypto/sha256"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"time"

	"stemma"
)

// The part of Atom (RFC 4287) that is written.
type atomFeed struct {
	XMLName   xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	ID        string      `xml:"id"`
	Title     string      `xml:"title"`
	Updated   string      `xml:"updated"`
	Author    atomPerson  `xml:"author"`
	Generator string      `xml:"generator"`
	Entries   []atomEntry `xml:"entry"`
}

type atomPerson struct {
	Name string `xml:"name"`
}

type atomEntry struct {
	ID        string       `xml:"id"`
	Title     string       `xml:"title"`
	Updated   string       `xml:"updated"`
	Published string       `xml:"published"`
	Link      *atomLink    `xml:"link"`
	Category  atomCategory `xml:"category"`
	Content   atomText     `xml:"content"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Href string `xml:"href,attr"`
}

type atomCategory struct {
	Term string `xml:"term,attr"`
}

type atomText struct {
	Type string `xml:"type,attr"`
	Text string `xml:",chardata"`
}

// WriteAlertsAtom writes alerts as an Atom feed. An entry has the id and the time of its
// alert for good, and the feed the time of its latest entry, so that a feed in which
// nothing is new is the same to the byte.
func WriteAlertsAtom(w io.Writer, r *Alerts) error {
	feed := atomFeed{ID: urn("feed " + r.Feed), Title: "stemma: alerts", Author: atomPerson{"stemma"}, Generator: "stemma"}
	var updated time.Time
	for i := range r.Alerts {
		feed.Entries = append(feed.Entries, r.atomEntry(&r.Alerts[i]))
		if since := r.Alerts[i].Since; since.After(updated) {
			updated = since
		}
	}
	if updated.IsZero() {
		updated = r.Now
	}
	feed.Updated = timeText(&updated)
	return writeXML(w, feed)
}

func (r *Alerts) atomEntry(a *stemma.Alert) atomEntry {
	e := atomEntry{
		ID: urn("alert " + a.ID), Title: r.headline(a), Updated: timeText(&a.Since), Published: timeText(&a.Since),
		Category: atomCategory{string(alertKinds[kindIndex(a.Kind)].kind)},
	}
	lines := []string{message(a)}
	for _, paper := range r.papersOf(a) {
		lines = append(lines, "Paper: "+paper)
	}
	e.Content = atomText{"text", strings.Join(lines, "\n")}
	if strings.HasPrefix(a.Target, "https://") || strings.HasPrefix(a.Target, "http://") {
		e.Link = &atomLink{"alternate", iri(a.Target)}
	}
	return e
}

// urn makes a name that is unique and lasts, as a UUID of version 8 (RFC 9562).
func urn(name string) string {
	sum := sha256.Sum256([]byte("stemma " + name))
	sum[6] = sum[6]&0x0f | 0x80
	sum[8] = sum[8]&0x3f | 0x80
	return fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", sum[0:4], sum[4:6], sum[6:8], sum[8:10], sum[10:16])
}

// iri makes an address from outside one that RFC 3987 allows: what may not stand in it is
// percent-encoded.
func iri(address string) string {
	var b strings.Builder
	for _, r := range oneLine(address) {
		if r <= ' ' || strings.ContainsRune("\"<>\\^`{|}", r) || r == 0xFFFD {
			fmt.Fprintf(&b, "%%%02X", []byte(string(r)))
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}
