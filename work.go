package stemma

// WorkKind says what is known of a work.
type WorkKind string

// The kinds of work.
const (
	WorkPaper WorkKind = "paper" // a paper of the corpus
	WorkCited WorkKind = "cited" // known by a citation alone
	WorkNamed WorkKind = "named" // known by a name alone
	WorkKnown WorkKind = "known" // no paper of the corpus, but known from the catalogue, a bibliography or an index
)

// A Work is something that a method can build on: a paper of the corpus, or a work
// that papers only cite or name.
type Work struct {
	Key     string   `json:"key"` // unique and stable: "paper:ID", "cited:song-2021b", "named:dpm-solver"
	Kind    WorkKind `json:"kind"`
	Label   string   `json:"label"` // what a person would call it
	Title   string   `json:"title,omitempty"`
	Authors []string `json:"authors,omitempty"`
	Year    string   `json:"year,omitempty"`
}
