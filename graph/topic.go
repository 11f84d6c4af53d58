package graph

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"stemma"
)

// A topic is the set of stems that tell the field of a text: its words without those that
// papers of any field use.
type topic map[string]struct{}

// stemLength is the number of bytes of a word that count, so that "segment" and
// "segmentation" agree.
const stemLength = 7

// shortestWord is the least number of bytes of a word that tells a field.
const shortestWord = 4

// maxTopicText bounds the text that is read for its field, in bytes.
const maxTopicText = 1 << 14

// stems calls each for the stem of every telling word of text, in order.
func stems(text string, each func(string)) {
	tellingWords(text, func(_, stem string) { each(stem) })
}

// tellingWords calls each for every telling word of text, in lower case, and its stem, in order.
func tellingWords(text string, each func(word, stem string)) {
	for word := range strings.FieldsFuncSeq(strings.ToLower(clip(text, maxTopicText)), func(r rune) bool { return !unicode.IsLetter(r) }) {
		if len(word) < shortestWord {
			continue
		}
		if stem := clip(word, stemLength); !commonStems[stem] {
			each(word, stem)
		}
	}
}

// topicOf returns the field of a paper by its title and abstract.
func topicOf(p *stemma.Paper) topic {
	t := make(topic)
	note := func(stem string) { t[stem] = struct{}{} }
	stems(p.Title, note)
	stems(p.Abstract, note)
	return t
}

// shared counts how many of the stems belong to t.
func (t topic) shared(stems []string) int {
	n := 0
	for _, stem := range stems {
		if _, ok := t[stem]; ok {
			n++
		}
	}
	return n
}

// keptStems is how many stems of a paper are kept to recognise its field by.
const keptStems = 12

// sketch returns the stems that tell most of a paper's field: those of the title, and then
// the most frequent of the abstract.
func sketch(p *stemma.Paper) []string {
	var kept []string
	stems(p.Title, func(stem string) {
		if len(kept) < keptStems/2 && !slices.Contains(kept, stem) {
			kept = append(kept, stem)
		}
	})
	counts := make(map[string]int)
	var order []string
	stems(p.Abstract, func(stem string) {
		if counts[stem]++; counts[stem] == 1 && !slices.Contains(kept, stem) {
			order = append(order, stem)
		}
	})
	slices.SortStableFunc(order, func(a, b string) int { return cmp.Compare(counts[b], counts[a]) })
	return append(kept, order[:min(len(order), keptStems-len(kept))]...)
}

// commonStems are the stems of commonWords.
var commonStems = func() map[string]bool {
	set := make(map[string]bool, len(commonWords))
	for word := range commonWords {
		set[clip(word, stemLength)] = true
	}
	return set
}()

// commonWords are words that papers of every field use, and machine learning's own
// commonplaces.
var commonWords = wordSet(`
	about above abstract accuracy accurate achieve achieved achieves across action actual additional address advance advanced advantage
	after against algorithm algorithms allow allows along also although among amount analysis analyze another any application applied apply
	approach approaches approximate architecture around aspect available average based baseline because been before behavior being below benchmark
	best better between beyond both bound build built called capability capable case cases challenge challenging change claim class code combine
	common compared comparable comparison competitive complete complex component computation computational compute concept conduct condition
	consider consistent consistently constant construct contain context contrast contribution control cost could create current data dataset datasets
	deep deeper define demand demonstrate depend derive describe design desired despite detail develop different difficult direct directly discuss
	does domain domains done down during dynamic each easily effective effectively efficiency efficient either empirical employ enable end
	enhance ensure entire error especially establish estimate evaluate evaluation even every evidence exact examine example existing exist expensive
	experiment experimental explicit explore extend extended extensive extra fact factor fail fast faster feature features field final finally
	find first flexible focus following form formulate found four framework from full fully function further furthermore future gain gap general
	generalize generally generate generated give given global good great group guarantee hand handle hard have help hence here high higher highly
	however human idea identify illustrate impact implement implementation important improve improved improvement improving include including
	increase indeed independent individual inference information initial input inspire instance instead integrate interest into introduce introduction
	investigate involve issue issues itself joint just keep known knowledge lack large larger last later lead leads learn learned learning less level
	leverage like likely limit limitation limited line little local long lower machine made main major make many match maximum means measure
	mechanism method methods metric might model modeling models more moreover most much multi multiple must namely natural near need network networks neural
	nevertheless next normal notable novel number object objective observe obtain often ones only open operate optimal order original other others
	outperform output over overall overcome paper parameter parameters part particular performance performs pipeline point popular possible potential
	power practical practice present presented prevent previous prior problem problems process produce promising proper property proposed propose
	prove provide provides public publicly quality quantitative question range rate rather reach real recent recently reduce reduces regard relate
	related relation release relevant reliable rely remain remaining report require required research resource respectively result results reveal review
	robust role same sample samples scale scheme second section select sense series several setting settings shape share should show shown shows signal
	significant significantly similar simple simply simultaneous since single size small solution solve some source space specific specifically stable stage
	standard state still strategy strong structure study subject substantial success such suffer suggest suitable superior support system systems
	target task tasks technique techniques term test than that their them then theory there therefore these they thing this those three through
	thus time together tool total toward traditional train trained training type typical typically under understand unified unique unlike until update
	upon used useful user uses using usually utilize valid value variant variety various vary very versus view well what when where whether which
	while whole whose wide widely will with within without work works would year yield zero
	www http https github`)

func wordSet(words string) map[string]bool {
	set := make(map[string]bool)
	for word := range strings.FieldsSeq(words) {
		set[word] = true
	}
	return set
}

func stemSet(words string) map[string]bool {
	set := make(map[string]bool)
	for word := range strings.FieldsSeq(words) {
		set[clip(word, stemLength)] = true
	}
	return set
}
