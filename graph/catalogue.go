package graph

import (
	"slices"
	"strings"

	"stemma"
)

// A Catalogue holds the works that are known from elsewhere than the corpus. It is read
// from several goroutines once it is made.
type Catalogue struct {
	works    []stemma.KnownWork
	byName   map[string][]form // by squeezed name
	byTitle  map[string]int32  // by squeezed title
	byID     map[string]int32  // by arXiv id or DOI
	byAuthor table             // of bibliographies alone, by first author and year
	byKey    map[string]int32  // by the key of a bibliography
	byCode   table             // by CodeKey of the official code
}

// A form is one name of a known work.
type form struct {
	work int32
	key  string // nameKey
}

// NewCatalogue returns a catalogue of works. Of two that are the same by identifier or
// title the first counts, and takes over what the second adds: so what a user gives comes
// before what is built in.
func NewCatalogue(works []stemma.KnownWork) *Catalogue {
	c := &Catalogue{byName: make(map[string][]form), byTitle: make(map[string]int32), byID: make(map[string]int32),
		byAuthor: make(table), byKey: make(map[string]int32), byCode: make(table)}
	for i := range works {
		c.add(works[i])
	}
	return c
}

func (c *Catalogue) add(w stemma.KnownWork) {
	at, known := c.find(w)
	if !known {
		at = int32(len(c.works))
		c.works = append(c.works, w)
	} else {
		c.works[at] = fill(c.works[at], w)
	}
	for _, text := range append([]string{w.Name}, w.Forms...) {
		c.name(at, text)
	}
	for _, id := range ids(w) {
		c.byID[id] = at
	}
	if title := squeeze(w.Title); title != "" {
		c.byTitle[title] = at
		if len(w.Name) == 0 || len(strings.Fields(w.Title)) <= maxTitleName {
			c.name(at, w.Title)
		}
	}
	if t, ok := officialTarget(w.Repository); ok {
		c.byCode.add(CodeKey(t.Key()), at)
	}
	for _, key := range w.Keys {
		c.byKey[identifier(key)] = at
	}
	if len(w.Keys) > 0 && len(w.Authors) > 0 && w.Year != "" {
		c.byAuthor.add(authorYear(w.Authors[0], w.Year), at)
	}
}

// maxTitleName is the number of words up to which a title serves as a name too:
// "Denoising Diffusion Implicit Models".
const maxTitleName = 5

func (c *Catalogue) name(work int32, text string) {
	n := newName(text)
	if n.squeezed == "" {
		return
	}
	for _, f := range c.byName[n.squeezed] {
		if f.work == work && f.key == n.key {
			return
		}
	}
	c.byName[n.squeezed] = append(c.byName[n.squeezed], form{work, n.key})
}

func (c *Catalogue) find(w stemma.KnownWork) (int32, bool) {
	for _, id := range ids(w) {
		if at, ok := c.byID[id]; ok {
			return at, true
		}
	}
	at, ok := c.byTitle[squeeze(w.Title)]
	return at, ok && w.Title != ""
}

// ids returns the identifiers of w under which it is looked up.
func ids(w stemma.KnownWork) []string {
	var all []string
	if w.ArXiv != "" {
		all = append(all, identifier(w.ArXiv), "10.48550/arxiv."+identifier(w.ArXiv)) // arXiv's own DOIs
	}
	if w.DOI != "" {
		all = append(all, identifier(w.DOI))
	}
	return all
}

// fill returns a with what it lacks taken from b.
func fill(a, b stemma.KnownWork) stemma.KnownWork {
	a.Name, a.Field, a.Title, a.Year = firstOf(a.Name, b.Name), firstOf(a.Field, b.Field), firstOf(a.Title, b.Title), firstOf(a.Year, b.Year)
	a.ArXiv, a.DOI, a.Repository = firstOf(a.ArXiv, b.ArXiv), firstOf(a.DOI, b.DOI), firstOf(a.Repository, b.Repository)
	if a.Kind == "" {
		a.Kind = b.Kind
	}
	if len(a.Authors) == 0 {
		a.Authors = b.Authors
	}
	a.Forms, a.Keys = append(a.Forms[:len(a.Forms):len(a.Forms)], b.Forms...), append(a.Keys[:len(a.Keys):len(a.Keys)], b.Keys...)
	return a
}

// ofPaper returns the known work that a paper of the corpus is, by identifier or title.
func (c *Catalogue) ofPaper(p *stemma.Paper) (*stemma.KnownWork, bool) {
	at, ok := c.byID[identifier(p.ID)]
	if !ok {
		at, ok = c.byTitle[squeeze(p.Title)]
	}
	if !ok {
		return nil, false
	}
	return &c.works[at], true
}

// of returns the known work with that key of a node.
func (c *Catalogue) of(key string) (*stemma.KnownWork, bool) {
	id, ok := strings.CutPrefix(key, "known:")
	if !ok {
		return nil, false
	}
	if title, ok := strings.CutPrefix(id, "title:"); ok {
		at, found := c.byTitle[strings.ReplaceAll(title, "-", "")]
		if !found {
			return nil, false
		}
		return &c.works[at], true
	}
	if name, ok := strings.CutPrefix(id, "name:"); ok {
		for _, f := range c.byName[squeeze(name)] {
			if knownKey(&c.works[f.work]) == key {
				return &c.works[f.work], true
			}
		}
		return nil, false
	}
	_, id, _ = strings.Cut(id, ":")
	at, ok := c.byID[id]
	if !ok {
		return nil, false
	}
	return &c.works[at], true
}

// knownKey returns the key of a known work's node.
func knownKey(w *stemma.KnownWork) string {
	switch {
	case w.ArXiv != "":
		return "known:arxiv:" + identifier(w.ArXiv)
	case w.DOI != "":
		return "known:doi:" + identifier(w.DOI)
	case w.Title != "":
		return "known:title:" + looseKey(w.Title)
	default:
		return "known:name:" + nameKey(w.Name)
	}
}

// knownAddress is where a reader finds the work.
func knownAddress(w *stemma.KnownWork) string {
	switch {
	case w.ArXiv != "":
		return "https://arxiv.org/abs/" + w.ArXiv
	case w.DOI != "":
		return "https://doi.org/" + w.DOI
	}
	return ""
}

// fieldStems are words that the texts of a field use, by the field's name in the catalogue.
var fieldStems = map[string]map[string]bool{
	"vision":                 stemSet("image images visual vision video videos object objects segmentation detection pixel camera scene recognition photo shot"),
	"language":               stemSet("language languages text texts textual token tokens word words sentence sentences linguistic translation dialogue question answering prompt prompting corpus reasoning instruction llms"),
	"speech":                 stemSet("speech audio voice speaker acoustic sound music phoneme recognition spoken"),
	"multimodal":             stemSet("image images visual vision language multimodal multimodality caption captioning video text vlms mllms grounding"),
	"generative":             stemSet("diffusion generative generation image images synthesis sampling denoising score text video adversarial flow latent editing"),
	"reinforcement-learning": stemSet("reinforcement policy policies reward rewards agent agents environment control offline exploration value bandit bandits game games"),
	"optimisation":           stemSet("gradient optimization optimizer stochastic convergence convex adaptive descent minimization rates federated distributed loss"),
	"statistics":             stemSet("bayesian posterior inference sampling monte carlo variational probabilistic likelihood regression gaussian causal statistical forecasting series tabular"),
	"graphs":                 stemSet("graph graphs node nodes message passing molecular edges knowledge link"),
	"robotics":               stemSet("robot robotic robots manipulation policy policies control grasping navigation action actions embodied simulation"),
	"science":                stemSet("protein molecular molecules physics physical chemistry material materials equations simulation biological weather climate medical"),
	"systems":                stemSet("memory hardware latency throughput parallel distributed quantization kernel serving compression library software inference"),
	"security":               stemSet("attack attacks adversarial privacy private backdoor watermark watermarking jailbreak defense safety perturbation"),
	"theory":                 stemSet("bound bounds theorem complexity convergence regret generalization"),
}

// topicStems are what tells the field of a known work: the words of its title and of its field.
func topicStems(w *stemma.KnownWork) []string {
	var kept []string
	stems(w.Title, func(stem string) { kept = append(kept, stem) })
	for stem := range fieldStems[w.Field] {
		if !slices.Contains(kept, stem) {
			kept = append(kept, stem)
		}
	}
	return kept
}
