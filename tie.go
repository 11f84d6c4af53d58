package stemma

// A Fact is what one paper tells of a name, a citation or itself, and on which it may
// depend what the references of other papers mean: that it introduces a name, who wrote it,
// which citation stands beside a name. Keys and values are package graph's.
type Fact struct {
	Key   string
	Paper string // id of the paper that tells it
	Value string
}

// A Tie says how a paper stands to one work, or that it links a repository or page, with
// every place that says so.
type Tie struct {
	Paper string // id
	Work  string // key of the work, repository or page, as graph.Node has it
	// Relation is the strongest of the places; Implements for code that the paper links.
	Relation Relation
	// Confidence, in (0, 1], is how sure it is that the places mean Work.
	Confidence float64
	TieDetail
}

// TieDetail is the part of a Tie that is only read once it is shown.
type TieDetail struct {
	Places []Place `json:"places"` // in the order of the text, never empty
	// Names are what the paper calls a work that is none of the corpus, in the order of the text.
	Names    []string    `json:"names,omitempty"`
	Type     MentionType `json:"type,omitempty"`
	Citation string      `json:"citation,omitempty"` // "Song et al., 2021b"
	Authors  []string    `json:"authors,omitempty"`  // of the citation
	Year     string      `json:"year,omitempty"`     // of the citation
	// Candidates are the keys of the works that an unresolved name may mean, sorted.
	Candidates []string `json:"candidates,omitempty"`
	Target     *Target  `json:"target,omitempty"` // of code
}

// A Place is a citation, a mention or a link in an abstract.
type Place struct {
	Start    int      `json:"s"` // byte offsets [Start, End) into the abstract
	End      int      `json:"e"`
	Relation Relation `json:"r,omitempty"`
	Cue      string   `json:"c,omitempty"` // the wording that decided the relation
}

// Waiting is a paper that waits for a stage on the way into the lineage; see graph.Ledger.
type Waiting struct {
	Reading
	Turn int64 // another whenever the paper is put back to wait
	Seen int64 // how often others had changed facts when it was read
}

// Settled is what a stage on the way into the lineage found of one paper; see graph.Ledger.
type Settled struct {
	Paper string // id
	Turn  int64  // of the paper that waited, and so is Seen
	Seen  int64
	Facts []Fact
	Uses  []string // keys of the facts that its ties depend on
	Ties  []Tie    // at most one a work
	Next  int      // the stage that the paper waits for next; 0 if it is done
}
