package stemma

// A KnownWork is a work that is known from elsewhere than the corpus: from the catalogue, a
// bibliography or an online index. It holds facts alone, and any of them but one way to
// recognise it (a name, a title, or authors and year) may be missing.
type KnownWork struct {
	Name  string      `json:"name,omitempty"`  // what papers most often call it: "DDIM"; empty if it has no name of its own
	Forms []string    `json:"forms,omitempty"` // other forms: the full name, an acronym, another spelling
	Kind  MentionType `json:"kind,omitempty"`  // empty if unknown
	Field string      `json:"field,omitempty"` // "vision", "language": where its users come from; empty if unknown
	// Authors are surnames in order, particles included, or an organisation. The catalogue
	// gives the first alone.
	Authors []string `json:"authors,omitempty"`
	Year    string   `json:"year,omitempty"` // four digits, of the first public version; empty if unknown
	Title   string   `json:"title,omitempty"`
	ArXiv   string   `json:"arxiv,omitempty"` // identifier without prefix and version: "2010.02502", "cs/0112017"
	DOI     string   `json:"doi,omitempty"`   // without resolver: "10.1000/182"
	// Repository is the official code: OWNER/REPO on GitHub, or else an absolute address.
	Repository string   `json:"repository,omitempty"`
	Keys       []string `json:"keys,omitempty"` // keys of bibliographies: "song2021ddim"
	// Source says where the facts are from: "catalogue", "refs.bib:12", "openalex".
	Source string `json:"source,omitempty"`
}
