package extract

import (
	"slices"
	"testing"

	"stemma"
)

// namesOfAll is Names with a look at what is dull too, and at all sentences.
func namesOfAll(title, abstract string, links []stemma.Link) ([]stemma.Mention, []string) {
	p := newNamePass(new(nameRoom), title[:nameTitleEnd(title)], abstract)
	p.read(links, nil)
	for i := range p.candidates {
		p.groupOf(&p.candidates[i])
	}
	p.findOwn()
	p.observe()
	p.observeSentences()
	return p.picked(), p.ownForms
}

// TestDull tells which candidates are dull, and that nothing comes of them.
func TestDull(t *testing.T) {
	for _, test := range []struct {
		title, text string
		want        []string
	}{
		{"", "The proof of Riemann is long, and so is that of Euler. It holds.", []string{"Riemann", "Euler"}},
		{"", "After Riemann and Euler, it holds for Gauss; Gauss knew.", nil},
		{"", "It holds for Gauss. That was shown by Gauss alone.", nil},
		{"", "It holds in the Standard Model of physics, measured at CERN for years.", []string{"Standard Model", "CERN"}},
		{"Colliders Revisited", "It was measured at CERN for years.", nil}, // may stand for words of the title
		{"", "With TRN, a novel net, and with the Patience Score (PS), it holds.", nil},
		{"", "With SDS (Score distillation sampling), it holds.", nil},
		{"", "We evaluate on the Quiet Corner benchmark, and compare it with DDIM in Paris.", []string{"Paris"}},
	} {
		p := newNamePass(new(nameRoom), test.title, test.text)
		p.read(nil, nil)
		var got []string
		for i := range p.candidates {
			if c := &p.candidates[i]; c.group == noGroup {
				got = append(got, p.name(c))
			}
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s\ngot %q, want %q", test.text, got, test.want)
		}
		for _, g := range p.groups {
			if shape := shapeFeatures(g.name); g.features != shape|p.knownFeatures(g.name, shape) {
				t.Errorf("%q has the features %b", g.name, g.features)
			}
		}
		mentions, own := Names(test.title, test.text, nil, nil)
		if again, ownAgain := namesOfAll(test.title, test.text, nil); !slices.Equal(mentions, again) || !slices.Equal(own, ownAgain) {
			t.Errorf("%s\ngot %v, %q, want %v, %q", test.text, mentions, own, again, ownAgain)
		}
	}
}

// TestPlainWordsAreLight fails when the weights have been trained to values with which a plain word that occurs once
// may be a mention: then dull has to look around it.
func TestPlainWordsAreLight(t *testing.T) {
	most := func(features *[vocabularySize]mentionFeatures) (score int32) {
		for _, f := range features {
			score = max(score, mentionScore(f))
		}
		return score
	}
	score := mentionScore(featBias|featPlain) + most(&nameWords.governs) + most(&nameWords.heads)
	for _, f := range []mentionFeatures{featInside, featPrior, featThe, featA, featHeadBefore, featCitation, featNounFollows, featPossessive, featSuffix, featEvaluation, featBracketed, featOpening, featClass} {
		score += max(0, mentionScore(f))
	}
	if score > 0 {
		t.Errorf("a plain word may weigh %d", score)
	}
}
