package report

import (
	"io"
	"strconv"
	"strings"
	"time"

	"stemma"
	"stemma/sheet"
)

var csvHeader = []string{
	"paper", "title", "file", "line", "kind", "url", "status", "reason", "moved_to", "checked_at",
	"full_name", "license", "stars", "pushed_at", "days_since_push", "dependents",
	"place_status", "place_reason", "copies", "hint",
}

// kindPromise stands in the kind column of a promise's row, whose reason is its text.
const kindPromise = "promise"

// WriteCSV writes one row for each link of a paper and one for each promise (RFC 4180
// but for its line ends, which are LF; UTF-8). A cell that a spreadsheet would run as a formula gets an apostrophe in front.
func WriteCSV(w io.Writer, r *Report) error {
	targets := r.byKey()
	out := sheet.NewWriter(w)
	out.Write(csvHeader...)
	for _, paper := range r.Papers {
		for _, link := range paper.Links {
			out.Write(oneLines(linkRow(paper, link, targets[link.Key()]))...)
		}
		for _, promise := range paper.Promises {
			row := paperRow(paper, kindPromise)
			row[7] = promise.Text
			out.Write(oneLines(row)...)
		}
	}
	return out.Flush()
}

func oneLines(row []string) []string {
	for i := range row {
		row[i] = oneLine(row[i])
	}
	return row
}

func (r *Report) byKey() map[string]Target {
	targets := make(map[string]Target, len(r.Targets))
	for _, t := range r.Targets {
		targets[t.key] = t
	}
	return targets
}

func paperRow(paper Paper, kind string) []string {
	row := make([]string, len(csvHeader))
	copy(row, []string{paper.ID, paper.Title, paper.Source.File, strconv.Itoa(paper.Source.Line), kind})
	return row
}

func linkRow(paper Paper, link Link, target Target) []string {
	row := paperRow(paper, string(link.Kind))
	copy(row[5:], []string{link.URL, link.Status.String(), link.Reason, link.MovedTo, timeText(link.CheckedAt)})
	if repository := target.Repository; repository != nil {
		copy(row[10:], []string{repository.FullName, repository.License, strconv.Itoa(repository.Stars), pushedText(repository)})
	}
	if target.DaysSincePush != nil {
		row[14] = strconv.Itoa(*target.DaysSincePush)
	}
	row[15] = strconv.Itoa(target.Dependents)
	if link.PlaceStatus != nil {
		row[16], row[17] = link.PlaceStatus.String(), link.PlaceReason
	}
	addresses := make([]string, len(target.Copies))
	for i, c := range target.Copies {
		addresses[i] = c.URL
	}
	row[18], row[19] = strings.Join(addresses, " "), target.hintText()
	return row
}

func pushedText(repository *stemma.Repository) string {
	if repository.PushedAt.IsZero() {
		return ""
	}
	return timeText(&repository.PushedAt)
}

func timeText(t *time.Time) string {
	if t == nil {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}
