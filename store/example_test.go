package store_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"stemma"
	"stemma/store"
)

// Three looks, of which two saw the same, are two states.
func ExampleStore_History() {
	dir, err := os.MkdirTemp("", "stemma")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	ctx := context.Background()
	s, err := store.Open(ctx, filepath.Join(dir, "stemma.db"))
	if err != nil {
		panic(err)
	}
	defer s.Close()

	target := stemma.Target{URL: "https://github.com/owner/repo", Kind: stemma.KindRepository, Host: "github.com", Owner: "owner", Repo: "repo"}
	for day, status := range []stemma.Status{stemma.Alive, stemma.Alive, stemma.Gone} {
		look := stemma.Observation{Target: target, Status: status, CheckedAt: time.Date(2024, 5, 1+day, 12, 0, 0, 0, time.UTC)}
		if err := s.SaveObservation(ctx, look); err != nil {
			panic(err)
		}
	}
	states, err := s.History(ctx, target.PlaceKey())
	if err != nil {
		panic(err)
	}
	for _, state := range states {
		fmt.Println(state.Status, state.FirstSeen.Format(time.DateOnly), state.CheckedAt.Format(time.DateOnly), state.Looks)
	}
	// Output:
	// alive 2024-05-01 2024-05-02 2
	// gone 2024-05-03 2024-05-03 1
}
