package report

import (
	"io"

	"stemma"
)

// SARIF's schema, of which these types are the part that is written
// (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html).
const sarifSchema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

type sarifLog struct {
	Schema  string     `json:"$schema"`
	Version string     `json:"version"`
	Runs    []sarifRun `json:"runs"`
}

type sarifRun struct {
	Tool    sarifTool     `json:"tool"`
	Results []sarifResult `json:"results"`
}

type sarifTool struct {
	Driver sarifDriver `json:"driver"`
}

type sarifDriver struct {
	Name  string      `json:"name"`
	Rules []sarifRule `json:"rules"`
}

type sarifRule struct {
	ID               string             `json:"id"`
	ShortDescription sarifText          `json:"shortDescription"`
	Configuration    sarifConfiguration `json:"defaultConfiguration"`
}

type sarifConfiguration struct {
	Level level `json:"level"`
}

type sarifText struct {
	Text string `json:"text"`
}

type sarifResult struct {
	RuleID       string             `json:"ruleId"`
	RuleIndex    int                `json:"ruleIndex"`
	Level        level              `json:"level"`
	Message      sarifText          `json:"message"`
	Locations    []sarifLocation    `json:"locations"`
	Fingerprints map[string]string  `json:"partialFingerprints"`
	Suppressions []sarifSuppression `json:"suppressions"` // of all results or of none (3.27.23), and so never left out
	Properties   sarifProperties    `json:"properties"`
}

type sarifLocation struct {
	Physical sarifPhysical `json:"physicalLocation"`
}

type sarifPhysical struct {
	Artifact sarifArtifact `json:"artifactLocation"`
	Region   sarifRegion   `json:"region"`
}

type sarifArtifact struct {
	URI string `json:"uri"`
}

type sarifRegion struct {
	StartLine int `json:"startLine"`
}

type sarifSuppression struct {
	Kind          string `json:"kind"`
	Justification string `json:"justification,omitempty"`
}

type sarifProperties struct {
	Target string            `json:"target"`
	State  stemma.AlertState `json:"state"`
	Since  string            `json:"since"`
	Impact int               `json:"impact"`
}

// WriteAlertsSARIF writes alerts as SARIF 2.1.0, at the places of their papers. Those that
// are resolved are left out, and those that are acknowledged or muted are suppressed.
func WriteAlertsSARIF(w io.Writer, r *Alerts) error {
	run := sarifRun{Tool: sarifTool{sarifDriver{Name: "stemma", Rules: make([]sarifRule, len(alertKinds))}}, Results: []sarifResult{}}
	for i, k := range alertKinds {
		run.Tool.Driver.Rules[i] = sarifRule{string(k.kind), sarifText{k.about}, sarifConfiguration{k.level}}
	}
	for i := range r.Alerts {
		if a := &r.Alerts[i]; a.State != stemma.AlertResolved {
			run.Results = append(run.Results, r.sarifResult(a))
		}
	}
	return writeJSON(w, sarifLog{sarifSchema, "2.1.0", []sarifRun{run}})
}

func (r *Alerts) sarifResult(a *stemma.Alert) sarifResult {
	rule := kindIndex(a.Kind)
	result := sarifResult{
		RuleID: string(alertKinds[rule].kind), RuleIndex: rule, Level: alertKinds[rule].level, Message: sarifText{r.headline(a) + ": " + message(a)},
		Locations: []sarifLocation{}, Fingerprints: map[string]string{"stemmaAlert/v1": a.ID}, Suppressions: []sarifSuppression{},
		Properties: sarifProperties{oneLine(a.Target), a.State, timeText(&a.Since), a.Impact},
	}
	for _, place := range r.places(a) {
		result.Locations = append(result.Locations, sarifLocation{sarifPhysical{sarifArtifact{fileURI(place.File)}, sarifRegion{max(place.Line, 1)}}})
	}
	if suppressed(a) {
		result.Suppressions = []sarifSuppression{{"external", oneLine(a.Note)}}
	}
	return result
}
