package githubtest

import (
	"crypto"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"time"
)

// An App is a GitHub App that the server knows, with one installation. Where there is
// one, requests carry a token of its installation, or State.Token, or none.
type App struct {
	ID           string
	Installation int64
	Key          *rsa.PublicKey
	Lives        time.Duration // of each token; an hour if 0
}

// installationToken answers POST /app/installations/ID/access_tokens.
// Source: https://docs.github.com/en/rest/apps/apps#create-an-installation-access-token-for-an-app
func (s *Server) installationToken(c *call) {
	app := s.state.App
	switch {
	case app == nil:
		c.fail(http.StatusNotFound, "Integration not found")
	case !app.signed(bearer(c.Request), s.now()):
		c.fail(http.StatusUnauthorized, "A JSON web token could not be decoded")
	case c.path != fmt.Sprintf("/app/installations/%d/access_tokens", app.Installation):
		c.fail(http.StatusNotFound, "Not Found")
	default:
		lives := app.Lives
		if lives == 0 {
			lives = time.Hour
		}
		s.mutex.Lock()
		end := s.now().Add(lives)
		token := fmt.Sprintf("ghs_%d", len(s.grants)+1)
		s.grants[token] = end
		s.mutex.Unlock()
		c.write(http.StatusCreated, map[string]any{"token": token, "expires_at": end.UTC().Format(time.RFC3339)})
	}
}

// Revoke takes all tokens of installations back before their time.
func (s *Server) Revoke() {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	for token := range s.grants {
		s.grants[token] = time.Time{}
	}
}

// signed reports whether a JSON web token is the App's and of this time.
func (app *App) signed(jwt string, now time.Time) bool {
	parts := strings.Split(jwt, ".")
	if len(parts) != 3 {
		return false
	}
	signature, err := base64.RawURLEncoding.DecodeString(parts[2])
	sum := sha256.Sum256([]byte(parts[0] + "." + parts[1]))
	if err != nil || rsa.VerifyPKCS1v15(app.Key, crypto.SHA256, sum[:], signature) != nil {
		return false
	}
	var header struct{ Alg string }
	var claims struct {
		IAT, EXP int64
		ISS      string
	}
	if !part(parts[0], &header) || !part(parts[1], &claims) {
		return false
	}
	at := now.Unix()
	return header.Alg == "RS256" && claims.ISS == app.ID && claims.IAT <= at && claims.EXP > at && claims.EXP-at <= 600
}

func part(text string, v any) bool {
	raw, err := base64.RawURLEncoding.DecodeString(text)
	return err == nil && json.Unmarshal(raw, v) == nil
}

// good reports whether the token of a request, if it has one, is one of the server's.
func (s *Server) good(c *call) bool {
	if !c.authorised() || s.state.Token == "" && s.state.App == nil {
		return true
	}
	token := bearer(c.Request)
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return token == s.state.Token && token != "" || s.now().Before(s.grants[token])
}
