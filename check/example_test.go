package check_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"

	"stemma"
	"stemma/check"
)

func Example() {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/old/name" {
			http.Redirect(w, r, "/new/name", http.StatusMovedPermanently)
		}
	}))
	defer server.Close()

	checker, err := check.New(check.Config{GitHubWeb: server.URL, AllowPrivate: true})
	if err != nil {
		fmt.Println(err)
		return
	}
	targets := []stemma.Target{{URL: "https://github.com/old/name", Kind: stemma.KindRepository, Host: "github.com", Owner: "old", Repo: "name"}}
	err = checker.Check(context.Background(), targets, func(o stemma.Observation) {
		fmt.Println(strings.TrimPrefix(o.Target.URL, "https://"), o.Status, o.MovedTo)
	})
	if err != nil {
		fmt.Println(err)
	}
	// Output: github.com/old/name moved https://github.com/new/name
}

func ExampleRescuer() {
	archive := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		if r.URL.Path == "/wayback/available" {
			fmt.Fprint(w, `{"archived_snapshots":{"closest":{"available":true,"status":"200","timestamp":"20210506070809"}}}`)
			return
		}
		w.WriteHeader(http.StatusNotFound) // Software Heritage has never been there
		fmt.Fprint(w, `{"exception":"NotFoundExc"}`)
	}))
	defer archive.Close()

	rescuer, err := check.NewRescuer(check.RescueConfig{
		Ask:      check.Config{AllowPrivate: true, Spacing: -1},
		Heritage: archive.URL, Wayback: archive.URL, Index: "https://web.archive.org",
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	lost := stemma.Observation{Status: stemma.Gone, Target: stemma.Target{
		URL: "https://github.com/old/name", Kind: stemma.KindRepository, Host: "github.com", Owner: "old", Repo: "name"}}
	err = rescuer.Rescue(context.Background(), []stemma.Observation{lost}, func(r check.Rescue) {
		fmt.Println(r.Copies[0].URL)
	})
	if err != nil {
		fmt.Println(err)
	}
	// Output: https://web.archive.org/web/20210506070809/https://github.com/old/name
}
