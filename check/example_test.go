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
