package graph

import (
	"slices"
	"strconv"
	"strings"

	"stemma"
)

// A Catalogue holds the works that are known from elsewhere than the corpus. It is read
// from several goroutines once it is made.
type Catalogue struct {
	works    []stemma.KnownWork
	keys     []string          // of the works' nodes
	byNode   map[string]int32  // by those keys
	names    []string          // of the works, squeezed
	titles   []string          // the same
	byName   map[string][]form // by squeezed name
	byTitle  map[string]int32  // by squeezed title
	byID     map[string]int32  // by arXiv id or DOI
	byAuthor table             // by first author and year
	byKey    map[string]int32  // by the key of a bibliography
	byCode   table             // by CodeKey of the official code
}

// A form is one name of a known work.
type form struct {
	work int32
	key  string // nameKey
}

// NewCatalogue returns a catalogue of works. Of two that are the same by identifier or
// title, and not told apart by their names, the first counts, and takes over what the second
// adds: so what a user gives comes before what is built in.
func NewCatalogue(works []stemma.KnownWork) *Catalogue {
	size := 2 * len(works)
	c := &Catalogue{byName: make(map[string][]form, size), byTitle: make(map[string]int32, size), byID: make(map[string]int32, size),
		byAuthor: make(table, size), byKey: make(map[string]int32), byCode: make(table, size), byNode: make(map[string]int32, size)}
	for i := range works {
		c.add(works[i])
	}
	return c
}

func (c *Catalogue) add(w stemma.KnownWork) {
	called, title, identifiers := newName(w.Name), squeeze(w.Title), ids(&w)
	at, known := c.find(&w, called.squeezed, title, identifiers)
	if known {
		c.works[at] = fill(c.works[at], w)
		c.names[at], c.titles[at] = firstOf(c.names[at], called.squeezed), firstOf(c.titles[at], title)
	} else {
		at = int32(len(c.works))
		c.works, c.names, c.titles = append(c.works, w), append(c.names, called.squeezed), append(c.titles, title)
		c.keys = append(c.keys, c.newKey(&w, called))
		c.byNode[c.keys[at]] = at
	}
	c.name(at, called)
	for _, other := range w.Forms {
		c.name(at, newName(other))
	}
	for _, id := range identifiers {
		index(c.byID, id, at)
	}
	if title != "" {
		_, taken := c.byTitle[title]
		index(c.byTitle, title, at)
		if w.Name == "" || !taken && len(strings.Fields(w.Title)) <= maxTitleName {
			c.name(at, newName(w.Title))
		}
	}
	if t, ok := officialTarget(w.Repository); ok {
		c.byCode.add(CodeKey(t.Key()), at)
	}
	for _, key := range w.Keys {
		index(c.byKey, identifier(key), at)
	}
	if len(w.Authors) > 0 && w.Year != "" {
		c.byAuthor.add(authorYear(w.Authors[0], w.Year), at)
	}
}

// index notes where the first work with a key stands.
func index(m map[string]int32, key string, at int32) {
	if _, taken := m[key]; !taken {
		m[key] = at
	}
}

// maxTitleName is the number of words up to which a title serves as a name too:
// "Denoising Diffusion Implicit Models".
const maxTitleName = 5

func (c *Catalogue) name(work int32, n name) {
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

// find returns the work that w is, of which the name and the title are given squeezed. One
// paper may introduce several, say a model and a method, each with a name of its own.
func (c *Catalogue) find(w *stemma.KnownWork, name, title string, ids []string) (int32, bool) {
	same := func(at int32) bool { return w.Name == "" || c.works[at].Name == "" || name == c.names[at] }
	for _, id := range ids {
		if at, ok := c.byID[id]; ok && same(at) {
			return at, true
		}
	}
	if at, ok := c.byTitle[title]; ok && w.Title != "" && same(at) {
		return at, true
	}
	for _, f := range c.byName[name] { // a second work of a paper, once more
		if c.names[f.work] == name && c.titles[f.work] == title {
			return f.work, true
		}
	}
	return 0, false
}

// ids returns the identifiers of w under which it is looked up.
func ids(w *stemma.KnownWork) []string {
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

// HasCode reports whether the target with that [stemma.Target.Key] is the official code of
// a known work.
func (c *Catalogue) HasCode(key string) bool { return len(c.byCode[CodeKey(key)]) > 0 }

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
	at, ok := c.byNode[key]
	if !ok {
		return nil, false
	}
	return &c.works[at], true
}

// newKey returns the key of a work's node. Where one paper introduces several, the names
// tell the second and further apart.
func (c *Catalogue) newKey(w *stemma.KnownWork, n name) string {
	key := "known:name:" + n.key
	if w.Name == "" && len(w.Authors) > 0 {
		key = "known:by:" + strings.Join(surnames(w.Authors), "+") + "-" + w.Year
	}
	switch {
	case w.ArXiv != "":
		key = "known:arxiv:" + identifier(w.ArXiv)
	case w.DOI != "":
		key = "known:doi:" + identifier(w.DOI)
	case w.Title != "":
		key = "known:title:" + looseKey(w.Title)
	}
	if _, taken := c.byNode[key]; !taken {
		return key
	}
	key += "#" + looseKey(w.Name)
	free := key
	for n := 2; ; n++ {
		if _, taken := c.byNode[free]; !taken {
			return free
		}
		free = key + "-" + strconv.Itoa(n)
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
	stems(w.Title, func(stem string) {
		if !slices.Contains(kept, stem) {
			kept = append(kept, stem)
		}
	})
	for stem := range fieldStems[w.Field] {
		if !slices.Contains(kept, stem) {
			kept = append(kept, stem)
		}
	}
	return kept
}
