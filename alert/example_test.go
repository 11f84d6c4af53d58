package alert_test

import (
	"fmt"
	"time"

	"stemma"
	"stemma/alert"
)

// A repository was seen alive, and then gone by two looks a day apart.
func ExampleFind() {
	target := stemma.Target{URL: "https://github.com/owner/repo", Kind: stemma.KindRepository, Host: "github.com", Owner: "owner", Repo: "repo"}
	seen := func(status stemma.Status, from, to int) alert.State {
		at := func(day int) time.Time { return time.Date(2024, 5, day, 6, 0, 0, 0, time.UTC) }
		return alert.State{Observation: stemma.Observation{Target: target, Status: status, CheckedAt: at(to)}, FirstSeen: at(from)}
	}
	alerts := alert.Find(alert.Input{
		Histories: []alert.History{{Target: target, States: []alert.State{seen(stemma.Alive, 1, 9), seen(stemma.Gone, 10, 11)}}},
		Impact:    func(string) int { return 12 },
		Now:       time.Date(2024, 5, 11, 7, 0, 0, 0, time.UTC),
	})
	for _, a := range alerts {
		fmt.Println(a.State, a.Kind, a.Target, a.Before, a.Since.Format(time.DateOnly), a.Impact)
	}
	// Output:
	// open gone https://github.com/owner/repo alive 2024-05-10 12
}
