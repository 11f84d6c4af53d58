package main

import (
	"time"

	"github.com/urfave/cli/v2"

	"stemma/check"
	"stemma/github"
	"stemma/store"
)

// A connection says how to ask, once the flags have been found to make sense.
type connection struct {
	offline      bool
	token        string
	address      string // of GitHub's API
	host         string // of the repositories that it knows
	timeout      time.Duration
	jobs         int // 0 for the default
	allowPrivate bool
	maxAge       time.Duration
}

func (p *program) connection(c *cli.Context) (connection, error) {
	to := connection{
		offline: c.Bool("offline"), address: c.String("github-url"), timeout: c.Duration("timeout"),
		allowPrivate: c.Bool("allow-private"), maxAge: c.Duration("max-age"),
	}
	if c.IsSet("jobs") {
		to.jobs = c.Int("jobs")
	}
	to.host = repositoryHost(to.address)
	if to.offline {
		return to, nil
	}
	var err error
	if to.token, err = p.token(c.String("token-file")); err != nil {
		return to, err
	}
	return to, checkGitHubURL(to.address, to.token)
}

// newChecker returns what asks the network.
func (p *program) newChecker(to connection, s *store.Store, console *console) (*check.Checker, error) {
	agent := "stemma/" + version()
	client, err := github.New(github.Config{
		BaseURL: to.address, Token: to.token, UserAgent: agent, Timeout: to.timeout, Now: p.now, Sleep: p.sleep, Logf: console.log,
	})
	if err != nil {
		return nil, err
	}
	return check.New(check.Config{
		GitHub: client, Guest: to.token == "", History: s, GitHubHost: to.host, GitHubWeb: to.webAddress(client), AllowPrivate: to.allowPrivate,
		Jobs: to.jobs, Timeout: to.timeout, UserAgent: agent, Now: p.now, Sleep: p.sleep, Logf: console.log,
	})
}
