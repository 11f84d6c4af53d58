package github

import (
	"context"
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	gogithub "github.com/google/go-github/v60/github"
)

// An App is a GitHub App and one of its installations.
type App struct {
	ID           string // the App's id or client id
	Installation int64
	// Key is the App's private key as GitHub hands it out: PEM of PKCS#1, or of PKCS#8.
	Key string
}

// Sources: https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-json-web-token-jwt-for-a-github-app
// and https://docs.github.com/en/rest/apps/apps#create-an-installation-access-token-for-an-app
const (
	jwtBack     = time.Minute     // against clocks that differ
	jwtAhead    = 9 * time.Minute // of the ten that GitHub allows
	renewBefore = 5 * time.Minute // before a token ends, which it does after an hour
	maxGrant    = 64 << 10        // bytes of the answer that brings a token
)

// A tokens holds the token that requests carry: the one that was given, or that of an
// installation, which runs out and is made anew.
type tokens struct {
	now  func() time.Time
	logf func(string, ...any)
	held atomic.Pointer[heldToken]

	// Of an App alone.
	app      App
	key      *rsa.PrivateKey
	requests *gogithub.Client
	http     *http.Client // whose requests carry the App's own word
	timeout  time.Duration
	turn     chan struct{} // holds one; who takes it may make a token
	rejected atomic.Int32  // tokens that were refused since the last good answer
}

type heldToken struct {
	text string
	end  time.Time // zero for never
}

func newTokens(cfg Config, requests *gogithub.Client) (*tokens, error) {
	t := &tokens{now: cfg.Now, logf: cfg.Logf}
	t.held.Store(&heldToken{text: cfg.Token})
	if cfg.App == (App{}) {
		return t, nil
	}
	key, err := parseKey(cfg.App.Key)
	switch {
	case err != nil:
		return nil, fmt.Errorf("the App's private key: %w", err)
	case cfg.App.ID == "" || cfg.App.Installation <= 0:
		return nil, errors.New("an App needs its id, its installation's id and its private key, and one of the ids is missing")
	}
	t.held.Store(&heldToken{})
	t.app, t.key, t.requests, t.timeout, t.turn = cfg.App, key, requests, cfg.Timeout, make(chan struct{}, 1)
	t.http = guarded(cfg.Transport, requests.BaseURL, t.jwt)
	return t, nil
}

// parseKey reads an RSA key. No error tells any of it.
func parseKey(text string) (*rsa.PrivateKey, error) {
	block, _ := pem.Decode([]byte(text))
	if block == nil {
		return nil, errors.New("not in PEM form, as GitHub hands it out")
	}
	if key, err := x509.ParsePKCS1PrivateKey(block.Bytes); err == nil {
		return key, nil
	}
	if any, err := x509.ParsePKCS8PrivateKey(block.Bytes); err == nil {
		if key, ok := any.(*rsa.PrivateKey); ok {
			return key, nil
		}
	}
	return nil, errors.New("neither PKCS#1 nor PKCS#8 with an RSA key")
}

// any reports whether requests carry a token.
func (t *tokens) any() bool { return t.key != nil || t.current() != "" }

// current returns the token to send now; empty for none.
func (t *tokens) current() string { return t.held.Load().text }

// jwt is the App's own word for who it is, RS256 as RFC 7519 and RFC 7518 have it. It
// is empty when it cannot be signed, and GitHub then says that it is missing.
func (t *tokens) jwt() string {
	now := t.now()
	claims, err := json.Marshal(map[string]any{"iat": now.Add(-jwtBack).Unix(), "exp": now.Add(jwtAhead).Unix(), "iss": t.app.ID})
	if err != nil {
		return ""
	}
	text := base64.RawURLEncoding.EncodeToString([]byte(`{"alg":"RS256","typ":"JWT"}`)) + "." + base64.RawURLEncoding.EncodeToString(claims)
	sum := sha256.Sum256([]byte(text))
	signature, err := rsa.SignPKCS1v15(rand.Reader, t.key, crypto.SHA256, sum[:])
	if err != nil {
		return ""
	}
	return text + "." + base64.RawURLEncoding.EncodeToString(signature)
}

// ready sees to it that the token is good for a while. One makes it, the others wait.
func (t *tokens) ready(ctx context.Context) *fault {
	if t.key == nil || t.fresh() {
		return nil
	}
	select {
	case t.turn <- struct{}{}:
		defer func() { <-t.turn }()
	case <-ctx.Done():
		return networkFault(ctx.Err(), t.timeout)
	}
	if t.fresh() {
		return nil
	}
	return t.renew(ctx)
}

func (t *tokens) fresh() bool {
	h := t.held.Load()
	return h.text != "" && t.now().Before(h.end)
}

// renew asks for a token. It does not count against the limits of the installation.
func (t *tokens) renew(ctx context.Context) *fault {
	ctx, cancel := context.WithTimeout(ctx, t.timeout)
	defer cancel()
	req, err := t.requests.NewRequest(http.MethodPost, "app/installations/"+strconv.FormatInt(t.app.Installation, 10)+"/access_tokens", nil)
	if err != nil {
		return &fault{kind: final, why: "the request for a token cannot be made"}
	}
	a, err := send(t.http, req.WithContext(ctx), maxGrant, true)
	if err != nil {
		return networkFault(err, t.timeout)
	}
	t.logf("github: a token for installation %d: %d", t.app.Installation, a.code)
	if a.code == http.StatusCreated {
		return t.take(a)
	}
	if f := answerFault(a, t.now()); f != nil && f.kind != refused {
		return f
	}
	message := a.apiError().Message
	if message == "" || a.code < 400 {
		return nonsense(a)
	}
	return &fault{kind: refused, code: a.code, why: fmt.Sprintf("%s, or its installation %d (%d: %s); check the ids and the key", keyReason, t.app.Installation, a.code, plain(message))}
}

// take keeps the token of an answer. Its end is read against the server's own clock.
func (t *tokens) take(a answer) *fault {
	var grant struct {
		Token     string    `json:"token"`
		ExpiresAt time.Time `json:"expires_at"`
	}
	if json.Unmarshal(a.body, &grant) != nil || grant.Token == "" || !sendable(grant.Token) {
		return nonsense(a)
	}
	now := t.now()
	life := min(grant.ExpiresAt.Sub(serverTime(a.header, now)), longestWait)
	t.held.Store(&heldToken{grant.Token, now.Add(max(life-renewBefore, time.Second))})
	return nil
}

// heed takes note of how the token used was received. One that an installation has
// lost before its time is made anew, once.
func (t *tokens) heed(f *fault, used string) *fault {
	if t.key == nil {
		return f
	}
	if f == nil || f.kind != refused {
		t.rejected.Store(0)
		return f
	}
	if held := t.held.Load(); held.text == used && t.held.CompareAndSwap(held, &heldToken{}) && t.rejected.Add(1) > 1 {
		return f
	}
	return &fault{kind: transient, why: f.why, code: f.code}
}

// sendable reports whether a token can stand in a header.
func sendable(token string) bool {
	return !strings.ContainsFunc(token, func(r rune) bool { return r <= ' ' || r > '~' })
}
