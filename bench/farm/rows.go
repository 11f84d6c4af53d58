package main

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"time"

	"stemma/github/githubtest"
)

// prime starts a field and has the repositories looked at once that another one will
// take the place of: nobody can tell a replacement at first sight.
func (b *bench) prime(name string, change func(*githubtest.State)) (*field, string, error) {
	f, err := newField(b.n, change)
	if err != nil {
		return nil, "", err
	}
	store := b.store(name)
	if _, err := b.look(f, look{name: "first sight", store: store, names: f.replaced()}); err != nil {
		f.Close()
		return nil, "", err
	}
	return f, store, nil
}

func (b *bench) twice() ([]outcome, error) {
	f, store, err := b.prime("twice", nil)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return b.looks(f, look{name: "stemma", store: store}, look{name: "stemma again, within --max-age", store: store, args: []string{"--max-age", "24h"}})
}

// looks makes one look after the other.
func (b *bench) looks(f *field, looks ...look) (outcomes []outcome, err error) {
	for _, l := range looks {
		o, err := b.look(f, l)
		if err != nil {
			return outcomes, err
		}
		outcomes = append(outcomes, o)
	}
	return outcomes, nil
}

func (b *bench) limited() ([]outcome, error) {
	f, store, err := b.prime("limited", func(s *githubtest.State) { s.PerSecond = 500 })
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return b.looks(f, look{name: "stemma, 500 requests a second", store: store})
}

// outage breaks the server for 20 s from the fiftieth request on.
func (b *bench) outage() ([]outcome, error) {
	f, store, err := b.prime("outage", nil)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	fault := githubtest.Fault{Kind: "503", After: 50, Lasts: githubtest.Duration{Duration: 20 * time.Second}}
	if err := f.Break(fault); err != nil {
		return nil, err
	}
	return b.looks(f, look{name: "stemma, an outage of 20 s in the middle", store: store},
		look{name: "stemma again, for what stayed unknown", store: store, args: []string{"--max-age", "24h"}})
}

// budget lets half of what the whole takes be spent, and then the rest.
func (b *bench) budget() ([]outcome, error) {
	f, store, err := b.prime("budget", nil)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	half := strconv.Itoa(b.n / 30)
	return b.looks(f, look{name: "stemma, --budget " + half, store: store, args: []string{"--budget", half}},
		look{name: "stemma again, after the reset", store: store, args: []string{"--max-age", "24h"}})
}

// killed kills ten runs at random moments, and lets the last one end.
func (b *bench) killed() ([]outcome, error) {
	f, store, err := b.prime("killed", nil)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	random := rand.New(rand.NewPCG(1, 2))
	total := outcome{name: "stemma, killed ten times, and then to the end"}
	time.Sleep(2 * time.Second)
	start := time.Now()
	for i := range 11 {
		// What was seen at first sight is too old, what a killed run saw is not.
		age := time.Since(start) + time.Second
		l := look{name: fmt.Sprintf("run %d", i), store: store, args: []string{"--max-age", age.String()}}
		if i < 10 {
			l.kill = 200*time.Millisecond + time.Duration(random.IntN(800))*time.Millisecond
		}
		o, err := b.look(f, l)
		if err != nil {
			return nil, err
		}
		total.requests += o.requests
		total.seconds += o.seconds
		total.megabytes = max(total.megabytes, o.megabytes)
		total.wrong, total.alarms, total.unknown = o.wrong, o.alarms, o.unknown
	}
	return []outcome{total}, nil
}
