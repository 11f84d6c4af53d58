package check

import (
	"net/http"
	"strings"
	"testing"

	"stemma"
)

// loop redirects to the same path with one more letter, for ever.
func loop(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Location", r.URL.Path+"x")
	w.WriteHeader(http.StatusFound)
}

var addresses = internet{
	"ok.org":        page(200),
	"lab.edu":       paths(map[string]http.HandlerFunc{"/": page(200), "/old": to(302, "/"), "/new": to(301, "/paper"), "/paper": page(200), "/lang": to(301, "/en-gb/"), "/en-gb/": page(200)}),
	"www.lab.edu":   to(301, "https://lab.edu/paper"),
	"nohead.org":    byMethod(page(405), page(200)),
	"head404.org":   byMethod(page(404), page(200)),
	"head403.org":   byMethod(page(403), page(200)),
	"head501.org":   byMethod(page(501), page(404)),
	"gone.org":      page(410),
	"none.org":      page(404),
	"secret.org":    page(401),
	"robots.org":    page(403),
	"broken.org":    page(500),
	"gateway.org":   page(502),
	"legal.org":     page(451),
	"waf.org":       page(202),
	"hotel.net":     page(511),
	"odd.org":       to(302, ""),
	"ftp.org":       to(301, "ftp://ok.org/x"),
	"script.org":    to(302, "javascript:alert(1)"),
	"long.org":      to(302, "https://ok.org/"+strings.Repeat("a", 5000)),
	"circle.org":    paths(map[string]http.HandlerFunc{"/a": to(302, "/b"), "/b": to(302, "/a")}),
	"deep.org":      loop,
	"doi.org":       paths(map[string]http.HandlerFunc{"/1": to(302, "https://ok.org/1"), "/2": to(302, "https://none.org/2"), "/3": to(301, "https://none.org/3"), "/4": to(302, "https://nowhere.org/4")}),
	"portal.net":    page(200),
	"wifi.org":      to(302, "http://portal.net/welcome"),
	"sold.org":      to(301, "https://ok.org/"),
	"a.github.io":   to(301, "https://ok.org/"),
	"intra.org":     to(302, "https://idp.intra.net/saml2/redirect?x=1"),
	"idp.intra.net": page(200),
	"mail.org":      paths(map[string]http.HandlerFunc{"/x": to(302, "/login?next=/x"), "/login": page(200)}),
}

func TestWebPages(t *testing.T) {
	tests := []struct{ url, want string }{
		// What the host itself answers.
		{"https://ok.org/x", "alive: answers 200"},
		{"http://ok.org", "alive: answers 200"},
		{"https://none.org/x", "gone: answers 404: there is no such page"},
		{"https://gone.org/x", "gone: answers 410: taken away for good"},
		{"https://legal.org/x", "blocked: answers 451: blocked for legal reasons"},
		{"https://secret.org/", "unknown: answers 401: it asks for a password"},
		{"https://robots.org/", "unknown: answers 403: it refuses access, perhaps to programs alone"},
		{"https://broken.org/", "unknown: answers 500: internal server error"},
		{"https://gateway.org/", "unknown: answers 502: bad gateway"},
		{"https://waf.org/", "unknown: answers 202, which some hosts send in place of the page to what they take for a robot"},
		{"http://hotel.net/", "unknown: answers 511: our own network asks to sign in first"},
		{"https://no-name.org/x", "unknown: the name no-name.org is not known"},
		// HEAD is not believed when it says no.
		{"https://nohead.org/", "alive: answers 200"},
		{"https://head404.org/", "alive: answers 200"},
		{"https://head403.org/", "alive: answers 200"},
		{"https://head501.org/", "gone: answers 404: there is no such page"},
		// Redirects.
		{"https://lab.edu/new", "alive: answers 200 at https://lab.edu/paper"},
		{"http://www.lab.edu/x", "alive: answers 200 at https://lab.edu/paper"},
		{"https://doi.org/1", "alive: answers 200 at https://ok.org/1"},
		{"https://doi.org/2", "unknown: redirects, not for good, to none.org, which answers 404"},
		{"https://doi.org/3", "gone: answers 404 at https://none.org/3: there is no such page"},
		{"https://doi.org/4", "unknown: the name nowhere.org is not known"},
		{"https://odd.org/", "unknown: answers 302: found"},
		{"https://ftp.org/", "unknown: it redirects to what is no web address: ftp://ok.org/x"},
		{"https://script.org/", "unknown: it redirects to what is no web address: javascript:alert(1)"},
		{"https://long.org/", "unknown: it redirects to an address that is too long"},
		{"https://circle.org/a", "unknown: it redirects in a circle"},
		{"https://deep.org/x", "unknown: it redirects more often than is followed"},
		// A redirect is no proof of life.
		{"https://lab.edu/old", "unknown: redirects to the front page of lab.edu, as sites do for pages that they no longer have"},
		{"https://lab.edu/lang", "unknown: redirects to the front page of lab.edu, as sites do for pages that they no longer have"},
		{"https://sold.org/tool", "unknown: redirects to the front page of ok.org, as sites do for pages that they no longer have"},
		{"https://sold.org/", "alive: answers 200 at https://ok.org/"},
		{"https://mail.org/x", "unknown: asks to sign in at mail.org: private, deleted, or closed to guests"},
		{"https://mail.org/login", "alive: answers 200"},
		{"https://intra.org/x", "unknown: asks to sign in at idp.intra.net: private, deleted, or closed to guests"},
		{"http://wifi.org/x", "unknown: redirects to portal.net without encryption and not for good, as networks do that ask to sign in first"},
		// Addresses that are never asked.
		{"ftp://ok.org/f", "unknown: not asked: only http and https addresses are asked, and this is neither"},
		{"https://", "unknown: not asked: only http and https addresses are asked, and this is neither"},
		{"http://[::1", "unknown: not asked: the address can't be read"},
		{"mailto:a@ok.org", "unknown: not asked: only http and https addresses are asked, and this is neither"},
	}
	var targets []stemma.Target
	for _, test := range tests {
		targets = append(targets, webTarget(test.url))
	}
	seen := checked(t, still(addresses), targets...)
	for _, test := range tests {
		o := seen[test.url]
		if got := o.Status.String() + ": " + o.Reason; got != test.want {
			t.Errorf("%s\n got %s\nwant %s", test.url, got, test.want)
		}
	}
}

// A project page may get a domain of its own.
func TestProjectPageWithItsOwnDomain(t *testing.T) {
	target := stemma.Target{URL: "https://a.github.io/project", Kind: stemma.KindPage, Host: "a.github.io", Owner: "a", Path: "project"}
	if o := checked(t, still(addresses), target)[target.URL]; o.Status != stemma.Alive {
		t.Errorf("got %v: %s, want alive", o.Status, o.Reason)
	}
}

func TestRepositoriesOfOtherHosts(t *testing.T) {
	hosts := internet{
		"gitlab.com": paths(map[string]http.HandlerFunc{
			"/a/b": page(200), "/a/old": to(301, "https://gitlab.com/a/sub/new"), "/a/sub/new": page(200),
			"/a/private": to(302, "/users/sign_in"), "/users/sign_in": page(200),
			"/a/case": to(302, "/A/Case"), "/A/Case": page(200),
			"/a/front": to(302, "/"), "/": page(200), "/a/group": to(301, "/a"), "/a": page(200),
		}),
		"bitbucket.org": paths(map[string]http.HandlerFunc{
			"/a/b": to(302, "/a/b/src/main/"), "/a/b/src/main/": page(200),
			"/a/old": to(301, "/a/new/src/main/"), "/a/new/src/main/": page(200),
		}),
		"git.uni.edu":    paths(map[string]http.HandlerFunc{"/a/gone": to(301, "https://gitlab.com/a/b"), "/a/sso": to(302, "https://portal.uni.edu/start/here")}),
		"portal.uni.edu": page(200),
	}
	tests := []struct{ name, want string }{
		{"gitlab.com/a/b", "alive "},
		{"gitlab.com/a/none", "gone "},
		{"gitlab.com/a/case", "alive "},
		{"gitlab.com/a/old", "moved https://gitlab.com/a/sub/new"},
		{"gitlab.com/a/private", "unknown "},
		{"gitlab.com/a/front", "unknown "},
		{"gitlab.com/a/group", "unknown "},
		{"bitbucket.org/a/b", "alive "},
		{"bitbucket.org/a/old", "moved https://bitbucket.org/a/new"},
		{"git.uni.edu/a/gone", "moved https://gitlab.com/a/b"},
		{"git.uni.edu/a/sso", "unknown "},
	}
	for _, test := range tests {
		target := repoTarget(test.name)
		o := checked(t, still(hosts), target)[target.URL]
		if got := o.Status.String() + " " + o.MovedTo; got != test.want {
			t.Errorf("%s: got %q (%s), want %q", test.name, got, o.Reason, test.want)
		}
	}
}

func TestEvidence(t *testing.T) {
	seen := checked(t, still(addresses), webTarget("https://doi.org/1"), webTarget("https://nowhere.org/"), webTarget("ftp://ok.org/"))
	o := seen["https://doi.org/1"]
	if e := o.Evidence; e.Via != "web" || e.Code != 200 || len(e.Redirects) != 1 || e.Redirects[0] != "https://ok.org/1" {
		t.Errorf("evidence of a redirect: %+v", e)
	}
	if !o.CheckedAt.Equal(newClock().now()) {
		t.Errorf("checked at %v", o.CheckedAt)
	}
	if e := seen["https://nowhere.org/"].Evidence; e.Via != "web" || e.Code != 0 {
		t.Errorf("evidence without an answer: %+v", e)
	}
	if e := seen["ftp://ok.org/"].Evidence; e.Via != "" || e.Code != 0 {
		t.Errorf("evidence of what was not asked: %+v", e)
	}
}

// What stands in an address besides the place is sent to no one.
func TestNoCredentials(t *testing.T) {
	var headers []http.Header
	var urls []string
	net := internet{"ok.org": func(w http.ResponseWriter, r *http.Request) {
		headers = append(headers, r.Header.Clone())
		urls = append(urls, r.URL.String())
		http.SetCookie(w, &http.Cookie{Name: "a", Value: "b"})
		if len(urls) == 1 {
			w.Header().Set("Location", "https://joe:pass@ok.org/y#z")
			w.WriteHeader(http.StatusFound)
		}
	}}
	checked(t, still(net), webTarget("https://me:secret@ok.org/x#part"))
	if want := "https://ok.org/x https://ok.org/y"; strings.Join(urls, " ") != want {
		t.Errorf("asked for %q, want %s", urls, want)
	}
	for _, h := range headers {
		if len(h) != 2 || h.Get("User-Agent") != DefaultUserAgent || h.Get("Accept") == "" {
			t.Errorf("sent %v", h)
		}
	}
}
