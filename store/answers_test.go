package store_test

import (
	"testing"
	"time"

	"stemma/online"
)

// The store is where online keeps its answers.
func TestAnswersAreACache(t *testing.T) {
	var _ online.Cache = open(t, newPath(t)).Answers()
}

func TestAnswersComeBackUntilTheyEnd(t *testing.T) {
	const week = 7 * 24 * time.Hour
	path := newPath(t)
	for _, step := range []struct {
		what, key, answer string
		at                time.Time
		want              map[string]string // what Load finds after the step
	}{
		{"one", "a", "one", noon, map[string]string{"a": "one"}},
		{"another, and nothing in it", "b", "", noon.Add(time.Hour), map[string]string{"a": "one", "b": ""}},
		{"a later one takes the place of the first", "a", "two", noon.Add(2 * time.Hour), map[string]string{"a": "two", "b": ""}},
		{"what has ended is cleared away", "c", "three", noon.Add(week + time.Hour), map[string]string{"a": "two", "c": "three"}},
	} {
		must(t, open(t, path).Answers().Save(t.Context(), step.key, []byte(step.answer), step.at, step.at.Add(week)))
		for _, key := range []string{"a", "b", "c"} {
			answer, until, found, err := open(t, path).Answers().Load(t.Context(), key)
			want, there := step.want[key]
			if err != nil || found != there || string(answer) != want || found && key == step.key && !until.Equal(step.at.Add(week)) {
				t.Errorf("%s: %s is %q until %v, %v %v; want %q, %v", step.what, key, answer, until, found, err, want, there)
			}
		}
	}
}
