package extract

import "testing"

func TestRelationGroupsFillNoMoreThanASet(t *testing.T) {
	names := make(map[string]bool)
	for _, name := range relationGroupNames {
		names[name] = true
	}
	if relationGroups > 64 || len(names) != int(relationGroups) {
		t.Errorf("%d groups have %d names; a set holds 64", relationGroups, len(names))
	}
}

func TestRelationVocabularyFindsEveryWord(t *testing.T) {
	v := shippedRelations().vocabulary
	numbers := make(map[string]relationWordNumber)
	for i, word := range v.words {
		if _, ok := numbers[word]; ok {
			t.Errorf("%q is numbered twice", word)
		}
		numbers[word] = relationWordNumber(i)
	}
	if v.more != nil {
		t.Errorf("no place is found for %v, which makes all words slow", v.more)
	}
	for _, word := range []string{"the", "Outperforms", "STATE-of-the-art", "*ours", "comes again", "“"} {
		if got := v.lookUp(word); v.words[got] != relationLower(word) || got == wordUnknown {
			t.Errorf("%q has the number %d, which is that of %q", word, got, v.words[got])
		}
	}
	for _, word := range []string{"them-", "outpexforms", "unknown", "recentli"} {
		if got := v.lookUp(word); got != wordUnknown {
			t.Errorf("%q has the number %d, which is that of %q", word, got, v.words[got])
		}
	}
}

// plainTokens reads a text as relationVocabulary.read does, word by word.
func plainTokens(v *relationVocabulary, text string, at, to int) []relationToken {
	var tokens []relationToken
	for _, c := range clauseTokens(make([]clauseToken, 0, relationTokens), text, at, to) {
		word := c.text(text)
		t := relationToken{start: int32(c.start), end: int32(c.end), kind: relationMark}
		for i, known := range v.words {
			if i > 0 && known == relationLower(word) {
				t.word = relationWordNumber(i)
			}
		}
		if !c.word {
			t.shape = relationMarks[word[0]]
		} else {
			t.kind, t.shape = relationWord, shapeWord|relationStarts[word[0]]
			if relationCoined(word) {
				t.shape |= shapeCoined
			}
		}
		tokens = append(tokens, t)
	}
	return tokens
}

// Reading eight bytes at once gives the tokens that reading one at a time gives.
func FuzzRelationTokens(f *testing.F) {
	for _, text := range []string{
		"", "We outperform Ek's state-of-the-art U-Net2 (see 3.5, of e.g. naïve “sub‑words”).", "outperforming OUTPERFORMS outperformeD it. This", "in_the é—it\u00a0is.we'll,us",
		"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaé. compare\xffcompare", "compares. thanthan than. than- 12345678 1234567é", "with\tthe\nof  and;or: \u3000by",
	} {
		f.Add(text, 3, len(text)-2)
		f.Add(text, 0, len(text))
	}
	v := shippedRelations().vocabulary
	f.Fuzz(func(t *testing.T, text string, at, to int) {
		to = max(0, min(to, len(text)))
		at = max(0, min(at, to))
		words := make([]relationToken, relationTokens)
		n, _ := v.read(words, text, at, to, &relationBytes)
		want := plainTokens(v, text, at, to)
		for i := range max(n, len(want)) {
			if i >= n || i >= len(want) || words[i] != want[i] {
				t.Fatalf("%q[%d:%d] gives %+v, want %+v", text, at, to, words[:n], want)
			}
		}
	})
}
