package report

import (
	"io"
	"strconv"
	"strings"

	"stemma"
)

// annotationLevels are the words of GitHub's workflow commands for levels.
var annotationLevels = map[level]string{levelError: "error", levelWarning: "warning", levelNote: "notice"}

// Escapes in workflow commands
// (https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts).
var (
	annotationData     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	annotationProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

// WriteAlertsGitHub writes alerts as workflow commands of GitHub Actions, which shows them
// at the file and line of each paper
// (https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands).
// Alerts that are acknowledged, muted or resolved are left out.
func WriteAlertsGitHub(w io.Writer, r *Alerts) error {
	var b strings.Builder
	for i := range r.Alerts {
		a := &r.Alerts[i]
		if a.State != stemma.AlertOpen {
			continue
		}
		places := r.places(a)
		if len(places) == 0 {
			places = []stemma.Source{{}}
		}
		for _, place := range places {
			r.writeAnnotation(&b, a, place)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func (r *Alerts) writeAnnotation(b *strings.Builder, a *stemma.Alert, place stemma.Source) {
	kind := alertKinds[kindIndex(a.Kind)]
	b.WriteString("::" + annotationLevels[kind.level] + " ")
	if place.File != "" {
		b.WriteString("file=" + annotationProperty.Replace(oneLine(place.File)) + ",line=" + strconv.Itoa(max(place.Line, 1)) + ",")
	}
	b.WriteString("title=" + annotationProperty.Replace("stemma: "+string(kind.kind)))
	b.WriteString("::" + annotationData.Replace(r.headline(a)+": "+message(a)) + "\n")
}
