package extract

import (
	"strings"
	"testing"
)

func TestPromiseTable(t *testing.T) {
	words := map[string]promiseTag{"we": promiseWe, "will": promiseFuture, "open-source": promiseBase, "reproducibility": promiseOpen}
	table := newPromiseTable(words)
	for word, want := range words {
		for _, form := range []string{word, strings.ToUpper(word), strings.ToUpper(word[:1]) + word[1:]} {
			if got, ok := table.lookUp(form); got != want || !ok {
				t.Errorf("%q: %b, %v, want %b", form, got, ok, want)
			}
		}
		for _, other := range []string{word[1:], word + "s", "un" + word, "reproduxxbility"} {
			if got, ok := table.lookUp(other); ok {
				t.Errorf("%q: %b, want none", other, got)
			}
		}
	}
}
