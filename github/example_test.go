package github_test

import (
	"context"
	"fmt"
	"log"

	"stemma"
	"stemma/github"
	"stemma/github/githubtest"
)

func Example() {
	server, err := githubtest.New(githubtest.State{Repositories: []githubtest.Repository{
		{FullName: "masa-ue/SVDD"},
		{FullName: "lab/thesis-code", State: "archived"},
	}})
	if err != nil {
		log.Fatal(err)
	}
	defer server.Close()

	client, err := github.New(github.Config{BaseURL: server.URL(), Token: "ghp_example"})
	if err != nil {
		log.Fatal(err)
	}
	defer client.Close()
	repos := []github.Request{{Repo: github.Repo{Owner: "masa-ue", Name: "SVDD"}}, {Repo: github.Repo{Owner: "lab", Name: "thesis-code"}}, {Repo: github.Repo{Owner: "lab", Name: "lost"}}}
	seen := make([]stemma.Observation, len(repos))
	err = client.Lookup(context.Background(), repos, func(i int, o stemma.Observation) { seen[i] = o })
	if err != nil {
		log.Fatal(err)
	}
	for i, o := range seen {
		fmt.Printf("%s is %s (%s)\n", repos[i], o.Status, o.Reason)
	}
	// Output:
	// masa-ue/SVDD is alive (there, under the name that was asked for)
	// lab/thesis-code is archived (there, but archived by its owner: it can be read and no longer changed)
	// lab/lost is gone (404: deleted or private; GitHub does not tell these apart)
}
