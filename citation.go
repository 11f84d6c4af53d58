package stemma

// CitationKind says how a citation names the work it points to.
type CitationKind string

// The kinds of citation.
const (
	CitationAuthorYear CitationKind = "author-year" // (Song et al., 2021b)
	CitationArXiv      CitationKind = "arxiv"       // arXiv:2011.13456
	CitationDOI        CitationKind = "doi"         // doi:10.1000/182
	CitationKey        CitationKind = "key"         // \citep{song2021score}
)

// A Citation is a reference to another work, with its span. A group such as
// "(Ho et al., 2020; Song et al., 2021a,b)" is three citations.
type Citation struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"` // the very bytes of the span
	// Authors are the surnames in the order of the text, particles included
	// ("van den Oord"), possessives and initials not; an organisation is one author.
	Authors []string `json:"authors"`
	EtAl    bool     `json:"et_al"`
	Year    string   `json:"year"`   // four digits, or "in press", "n.d."; empty for kinds without a year
	Suffix  string   `json:"suffix"` // the letter after the year: "b" of 2021b
	// Narrative is true when the authors are part of the sentence: "Song et al. (2021)".
	Narrative bool     `json:"narrative"`
	Name      string   `json:"name"` // the method or work named beside the citation; empty if none
	Relation  Relation `json:"relation"`
	// Cue is the wording that decided the relation; empty when none did.
	Cue string `json:"cue,omitempty"`
	// Kind is CitationAuthorYear but for references by identifier, whose identifier stands in ID.
	Kind CitationKind `json:"kind"`
	ID   string       `json:"id,omitempty"`
}

// MentionType says what sort of work a mention names.
type MentionType string

// The types of mention.
const (
	TypeMethod    MentionType = "method"
	TypeModel     MentionType = "model"
	TypeDataset   MentionType = "dataset"
	TypeBenchmark MentionType = "benchmark"
	TypeMetric    MentionType = "metric"
	TypeTool      MentionType = "tool"
)

// A Mention is a specific named work in the text ("DPM-Solver", "LLaMA-2"), with its span.
type Mention struct {
	Start    int         `json:"start"`
	End      int         `json:"end"`
	Name     string      `json:"name"`
	Type     MentionType `json:"type"`
	Relation Relation    `json:"relation"`
	Cue      string      `json:"cue,omitempty"` // the wording that decided the relation
}

// PromiseKind tells a promise from what only looks like one.
type PromiseKind string

// The kinds of promise.
const (
	PromiseRelease PromiseKind = "promise" // a release that lies in the future, and no link that keeps it
	PromiseClaim   PromiseKind = "claim"   // "we release our code", and no link
	PromiseRequest PromiseKind = "request" // "available on request"
)

// A Promise is a sentence that says code, data or models will come.
type Promise struct {
	Start int         `json:"start"`
	End   int         `json:"end"`
	Text  string      `json:"text"` // the very bytes of the span
	Kind  PromiseKind `json:"kind"`
}
