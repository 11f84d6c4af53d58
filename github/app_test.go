package github_test

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"stemma"
	"stemma/github"
	"stemma/github/githubtest"
)

// appKey is made once: it takes a while.
var appKey = sync.OnceValue(func() *rsa.PrivateKey {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		panic(err)
	}
	return key
})

func pkcs1() string {
	return string(pem.EncodeToMemory(&pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(appKey())}))
}

func pkcs8(t *testing.T) string {
	der, err := x509.MarshalPKCS8PrivateKey(appKey())
	if err != nil {
		t.Fatal(err)
	}
	return string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der}))
}

func appState(repositories ...githubtest.Repository) githubtest.State {
	return githubtest.State{Repositories: repositories, App: &githubtest.App{ID: "Iv1.client", Installation: 42, Key: &appKey().PublicKey}}
}

func theApp() github.App { return github.App{ID: "Iv1.client", Installation: 42, Key: pkcs1()} }

func TestAnAppMakesItsTokens(t *testing.T) {
	for name, key := range map[string]string{"PKCS#1": pkcs1(), "PKCS#8": pkcs8(t)} {
		app := theApp()
		app.Key = key
		b := newBench(t, appState(living...), github.Config{App: app})
		for range 2 {
			for _, o := range b.look(t, "o/r", "o/s", "o/none") {
				if o.Status == stemma.Unknown {
					t.Errorf("%s: %v (%s)", name, o.Status, o.Reason)
				}
			}
		}
		if n := asked(b, "/app/installations/42/access_tokens"); n != 1 {
			t.Errorf("%s: %d tokens were made, want one for both rounds", name, n)
		}
		for _, secret := range []string{"ghs_1", "BEGIN", "eyJ"} {
			if strings.Contains(b.log.String(), secret) {
				t.Errorf("%s: the log holds %s:\n%s", name, secret, b.log)
			}
		}
		for _, r := range b.server.Requests() {
			if isGrant := strings.HasPrefix(r.Path, "/app/"); isGrant == (r.Authorization == "Bearer ghs_1") {
				t.Errorf("%s: %s came with %q", name, r.Path, r.Authorization)
			}
		}
	}
}

// A token lives for an hour and is made anew five minutes before.
func TestAnAppsTokenIsRenewedInTime(t *testing.T) {
	b := newBench(t, appState(living...), github.Config{App: theApp()})
	for _, step := range []struct {
		wait time.Duration
		made int
	}{{0, 1}, {54 * time.Minute, 1}, {2 * time.Minute, 2}, {3 * time.Hour, 3}} {
		_ = b.sleep(t.Context(), step.wait)
		if o := b.one(t, "o/r"); o.Status != stemma.Alive {
			t.Errorf("after %v: %v (%s)", step.wait, o.Status, o.Reason)
		}
		if n := asked(b, "/app/installations/42/access_tokens"); n != step.made {
			t.Errorf("after %v: %d tokens were made, want %d", step.wait, n, step.made)
		}
	}
}

// A token that was taken back is made anew, and the run goes on.
func TestAnAppsTokenThatIsRevoked(t *testing.T) {
	b := newBench(t, appState(living...), github.Config{App: theApp()})
	b.one(t, "o/r")
	b.server.Revoke()
	for _, o := range b.look(t, "o/r", "o/s", "o/t") {
		if o.Status != stemma.Alive {
			t.Errorf("%v (%s), want alive", o.Status, o.Reason)
		}
	}
}

// Whatever goes wrong with the token is unknown, and says so once and for all.
func TestAnAppThatGetsNoToken(t *testing.T) {
	stranger := theApp()
	stranger.ID = "123"
	elsewhere := theApp()
	elsewhere.Installation = 43
	table := []struct {
		name    string
		app     github.App
		fault   string
		reason  string
		refused bool
	}{
		{"another App", stranger, "", "GitHub refused the App, or its installation 42 (401: A JSON web token could not be decoded)", true},
		{"no such installation", elsewhere, "", "GitHub refused the App, or its installation 43 (404: Not Found)", true},
		{"an outage", theApp(), "500", "GitHub answered 500", false},
		{"a portal", theApp(), "html", "makes no sense", false},
		{"an empty object", theApp(), "object", "makes no sense", false},
		{"a limit", theApp(), "429", "GitHub's rate limit is spent", false},
		{"a redirect", theApp(), "redirect", "another host", false},
	}
	for _, row := range table {
		t.Run(row.name, func(t *testing.T) {
			state := appState(living...)
			if row.fault != "" {
				state.Faults = []githubtest.Fault{{Kind: row.fault, Path: "/app/"}}
			}
			b := newBench(t, state, github.Config{App: row.app})
			for _, o := range b.look(t, "o/r", "o/s") {
				if o.Status != stemma.Unknown || !strings.Contains(o.Reason, row.reason) || github.TokenRefused(o) != row.refused {
					t.Errorf("%v (%s), want unknown (… %s …)", o.Status, o.Reason, row.reason)
				}
			}
			if n := len(b.server.Requests()); n > 30 {
				t.Errorf("%d requests in vain", n)
			}
			if n := len(b.server.Elsewhere()); n > 0 {
				t.Errorf("the App's word went to another host: %d times", n)
			}
		})
	}
}

func TestAppsThatCannotWork(t *testing.T) {
	table := []struct {
		app  github.App
		says string
	}{
		{github.App{ID: "1", Installation: 2, Key: "secret"}, "not in PEM form"},
		{github.App{ID: "1", Installation: 2, Key: "-----BEGIN RSA PRIVATE KEY-----\nc2VjcmV0\n-----END RSA PRIVATE KEY-----\n"}, "neither PKCS#1 nor PKCS#8"},
		{github.App{Installation: 2, Key: pkcs1()}, "one of the ids is missing"},
		{github.App{ID: "1", Key: pkcs1()}, "one of the ids is missing"},
		{github.App{ID: "1"}, "private key"},
	}
	for _, row := range table {
		_, err := github.New(github.Config{App: row.app})
		if err == nil || !strings.Contains(err.Error(), row.says) || strings.Contains(err.Error(), "secret") {
			t.Errorf("%v, want an error that says %q", err, row.says)
		}
	}
}

// A token that cannot stand in a header is not put there.
func TestAGrantThatMakesNoSense(t *testing.T) {
	for _, body := range []string{`{"token":"a\r\nb","expires_at":"2030-01-01T00:00:00Z"}`, `{"token":""}`, `[]`, `null`, ``} {
		b := newBench(t, githubtest.State{}, github.Config{App: theApp(), Transport: roundTrip(func(r *http.Request) *http.Response {
			if !strings.HasPrefix(r.URL.Path, "/app/") {
				t.Errorf("%s: %s is asked with %q", body, r.URL.Path, r.Header.Get("Authorization"))
			}
			return answer(r, 201, nil, body)
		})})
		if o := b.one(t, "o/r"); o.Status != stemma.Unknown || !strings.Contains(o.Reason, "makes no sense") {
			t.Errorf("%s: %v (%s)", body, o.Status, o.Reason)
		}
	}
}
