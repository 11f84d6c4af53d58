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
	app          github.App // takes the place of the token; the zero value for none
	budget       int        // points; 0 for no bound
	address      string     // of GitHub's API
	host         string     // of the repositories that it knows
	timeout      time.Duration
	jobs         int // 0 for the default
	allowPrivate bool
	maxAge       time.Duration
	maxTime      time.Duration // for all checks; 0 for no bound
}

func (p *program) connection(c *cli.Context) (connection, error) {
	to := connection{
		offline: c.Bool("offline"), address: c.String("github-url"), timeout: c.Duration("timeout"),
		allowPrivate: c.Bool("allow-private"), maxAge: c.Duration("max-age"), maxTime: c.Duration("max-time"), budget: c.Int("budget"),
	}
	if c.IsSet("jobs") {
		to.jobs = c.Int("jobs")
	}
	to.host = repositoryHost(to.address)
	if to.offline {
		return to, nil
	}
	var err error
	if to.app, err = p.githubApp(); err != nil {
		return to, err
	}
	if c.String("token-file") != "" {
		to.app = github.App{} // what is said on the command line counts
	}
	if to.app == (github.App{}) {
		if to.token, err = p.token(c.String("token-file")); err != nil {
			return to, err
		}
	}
	return to, checkGitHubURL(to.address, to.token+to.app.Key)
}

// guest reports whether GitHub is asked without a token.
func (to connection) guest() bool { return to.token == "" && to.app == (github.App{}) }

// newChecker returns what asks the network.
func (p *program) newChecker(to connection, s *store.Store, console *console) (*check.Checker, error) {
	agent := "stemma/" + version()
	client, err := github.New(github.Config{
		BaseURL: to.address, Token: to.token, App: to.app, Budget: to.budget, UserAgent: agent, Timeout: to.timeout,
		Planned: func(plan github.Plan) { console.warn("%s", plan) }, Now: p.now, Sleep: p.sleep, Logf: console.log,
	})
	if err != nil {
		return nil, err
	}
	return check.New(check.Config{
		GitHub: client, Guest: to.guest(), History: s, GitHubHost: to.host, GitHubWeb: to.webAddress(client), AllowPrivate: to.allowPrivate,
		Jobs: to.jobs, Timeout: to.timeout, UserAgent: agent, Now: p.now, Sleep: p.sleep, Logf: console.log,
	})
}
