package graph

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"stemma"
)

// Names of one family differ in a version (LLaMA, LLaMA-2), in the size of a model
// (LLaMA-2-7B), in the way it was tuned (LLaMA-2-7B-Chat) or in the date of its release
// (DeepSeek-R1-0528). The first is another work; the others are the same.

// sameWork matches the last part of a name that does not make it another work, each with
// the separator before it. What follows a name of only two signs is part of it.
var sameWork = regexp.MustCompile(`(?i)^(.{2,}?)[-\s_/]+(?:` + strings.Join([]string{
	`\d+(?:\.\d+)?[BMT](?:-A\d+(?:\.\d+)?B)?`, // parameters: 7B, 1.5B, 30B-A3B
	`\d+x\d+B`, // experts: 8x7B
	`instruct|chat|base|it|sft|dpo|thinking|preview|hf`,       // tuning
	`(?:20[12]\d[-]?)?(?:0[1-9]|1[0-2])[-]?(?:[0-2]\d|3[01])`, // release: 0528, 2024-08-06
	`large|small|tiny|huge|medium`,                            // size in words; XL is left out (Transformer-XL)
	`(?:19|20)\d\d|64|128|256|512|1024`,                       // edition or resolution of a data set
	`[BLHGS]/?\d{1,2}|vit-?[BLHG](?:/?\d\d)?`,                 // vision transformers: L/14, ViT-B/32
}, "|") + `)$`)

// baseName returns the name of the same work without size, tuning and date; false where
// there is nothing to take away.
func baseName(name string) (string, bool) {
	base := clip(name, maxName)
	for range 4 { // size, tuning and date, and one more
		m := sameWork.FindStringSubmatch(base)
		if m == nil {
			break
		}
		base = strings.TrimRight(m[1], "-_/ ")
	}
	return base, base != name && looseKey(base) != ""
}

// versioned parts a name into its family, the number and what follows: "Qwen2.5-VL" is
// "Qwen", "2.5" and "-VL".
var versioned = regexp.MustCompile(`^(\p{L}[\p{L}\d-]*?\p{L}|\p{L}{2,})[-\s]?[vV]?(\d{1,2}(?:\.\d{1,2})?)((?:[-\s]?\p{L}+)?)$`)

// highestVersion is the largest number that is taken for a version; beyond are sizes.
const highestVersion = 12

// A version is the place of a name in its family. A name without a number is the first.
type version struct {
	family string
	number float64
}

// versionOf returns the version that name is.
func versionOf(name string) version {
	name = plain(clip(name, maxName))
	if base, ok := baseName(name); ok {
		name = base
	}
	if m := versioned.FindStringSubmatch(name); m != nil {
		if number, err := strconv.ParseFloat(m[2], 64); err == nil && number <= highestVersion {
			return version{squeeze(m[1] + m[3]), number}
		}
	}
	return version{squeeze(name), 1}
}

// versions ties every work of a family to the version before it: LLaMA-2 to LLaMA. Sizes
// and data sets, whose numbers are no versions, stay apart.
func (g *Graph) versions() []*Edge {
	families := make(map[string][]versionedNode)
	for _, n := range g.store.nodes {
		if n == nil || isCode(n) || yardsticks[n.Type] || n.Kind == Cited {
			continue
		}
		v := versionOf(versionedName(n))
		families[v.family] = append(families[v.family], versionedNode{n, v.number})
	}
	var edges []*Edge
	for _, family := range families {
		slices.SortFunc(family, func(a, b versionedNode) int {
			return cmp.Or(cmp.Compare(a.number, b.number), cmp.Compare(a.Key, b.Key))
		})
		before := -1 // the last of those with a lower number
		for i := 1; i < len(family); i++ {
			if family[i-1].number < family[i].number {
				before = i - 1
			}
			if before >= 0 && !later(family[before].Year, family[i].Year) {
				edges = append(edges, &Edge{From: family[i].Key, To: family[before].Key, Relation: stemma.VersionOf, Confidence: byBase})
			}
		}
	}
	return edges
}

// versions returns the keys of the works of the catalogue that are other versions of the one at
// that place: the later or the earlier ones.
func (c *Catalogue) versions(at int32, later bool) []string {
	if yardsticks[c.works[at].Kind] || c.names[at] == "" {
		return nil
	}
	v := versionOf(c.works[at].Name)
	start := clip(c.names[at], familyStart) // no number stands there: see versioned
	var keys []string
	for i := range c.works {
		if !strings.HasPrefix(c.names[i], start) || yardsticks[c.works[i].Kind] {
			continue
		}
		other := versionOf(c.works[i].Name)
		if other.family == v.family && other.number != v.number && other.number > v.number == later {
			keys = append(keys, c.keys[i])
		}
	}
	return keys
}

// familyStart is how many bytes of their names the versions of a work share at least.
const familyStart = 2

type versionedNode struct {
	*Node
	number float64
}

// versionedName returns the name of n that shows its place in a family.
func versionedName(n *Node) string {
	if n.Kind == Named {
		return firstOf(append(n.Names, n.Label)...)
	}
	return n.Label
}
