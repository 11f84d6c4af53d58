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

// A place in a repository is answered for beside it; accounts and gists are things of
// their own.
func ExampleClient_Lookup() {
	server, err := githubtest.New(githubtest.State{Repositories: []githubtest.Repository{
		{FullName: "lab/net", Inside: githubtest.Inside{Paths: []string{"src/train.py"}, Renamed: map[string]string{"master": "main"}}},
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
	net := github.Repo{Owner: "lab", Name: "net"}
	requests := []github.Request{
		{Repo: net},
		{Repo: net, Path: "blob/main/src/train.py"},
		{Repo: net, Path: "blob/master/src/train.py#L10"},
		{Repo: net, Path: "blob/main/src/test.py"},
		{Kind: stemma.KindOwner, Repo: github.Repo{Owner: "lab"}},
	}
	seen := make([]stemma.Observation, len(requests))
	err = client.Lookup(context.Background(), requests, func(i int, o stemma.Observation) { seen[i] = o })
	if err != nil {
		log.Fatal(err)
	}
	for i, o := range seen {
		fmt.Printf("%s is %s (%s)\n", requests[i], o.Status, o.Reason)
	}
	// Output:
	// lab/net is alive (there, under the name that was asked for)
	// lab/net/blob/main/src/train.py is alive (there: main/src/train.py)
	// lab/net/blob/master/src/train.py#L10 is alive (there, though the branch master is now named main)
	// lab/net/blob/main/src/test.py is gone (404: the repository is there, but not src/test.py at main)
	// lab is alive (there, an organisation)
}
