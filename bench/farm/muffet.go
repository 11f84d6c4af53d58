package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"strings"
	"time"

	"stemma/github/githubtest"
)

// muffets has muffet check a page that links the web address of every repository, with
// and without a limit on the server.
func (b *bench) muffets() (outcomes []outcome, err error) {
	if b.muffet == "" {
		return nil, nil
	}
	for _, perSecond := range []int{0, 500} {
		f, err := newField(b.n, func(s *githubtest.State) { s.PerSecond = perSecond })
		if err != nil {
			return nil, err
		}
		name := "muffet"
		if perSecond > 0 {
			name += fmt.Sprintf(", %d requests a second", perSecond)
		}
		o, err := b.crawl(f, name)
		f.Close()
		if err != nil {
			return nil, err
		}
		outcomes = append(outcomes, o)
	}
	return outcomes, nil
}

// crawl runs muffet, which knows of an address no more than that it is broken: that is
// right for what is gone or blocked, and a false alarm otherwise.
func (b *bench) crawl(f *field, name string) (outcome, error) {
	page := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		for _, name := range f.names {
			fmt.Fprintf(w, "<a href=%q>x</a>\n", f.URL()+name)
		}
	}))
	defer page.Close()
	run := exec.Command(b.muffet, "--one-page-only", "--json", "--buffer-size", "65536", page.URL)
	start := time.Now()
	var out bytes.Buffer
	run.Stdout = &out
	if err := run.Start(); err != nil {
		return outcome{}, fmt.Errorf("muffet: %w", err)
	}
	peak := watchMemory(run.Process.Pid)
	err := run.Wait()
	var exit *exec.ExitError
	if err != nil && (!errors.As(err, &exit) || exit.ExitCode() != 1) { // 1 where a link is broken
		return outcome{}, fmt.Errorf("muffet: %w", err)
	}
	o := outcome{name: name, seconds: time.Since(start).Seconds(), requests: len(f.Requests()), megabytes: peak()}
	var pages []struct{ Links []struct{ URL string } }
	if err := json.Unmarshal(out.Bytes(), &pages); err != nil {
		return o, fmt.Errorf("muffet: %w", err)
	}
	broken := make(map[string]bool)
	for _, page := range pages {
		for _, link := range page.Links {
			broken[strings.TrimPrefix(link.URL, f.URL())] = true
		}
	}
	for i, name := range f.names {
		dead := kindOf(i) == "gone" || kindOf(i) == "blocked"
		if broken[name] != dead {
			o.wrong++
		}
		if broken[name] && !dead {
			o.alarms++
		}
	}
	return o, nil
}
