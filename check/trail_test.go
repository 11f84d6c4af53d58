package check

import (
	"net/url"
	"strings"
	"testing"
)

func TestSameSite(t *testing.T) {
	tests := []struct {
		a, b string
		want bool
	}{
		{"https://mit.edu/x", "https://web.mit.edu/x", true},
		{"http://www.mit.edu/x", "https://mit.edu/y", true},
		{"https://Mit.edu./x", "https://mit.edu:443/x", true},
		{"https://mit.edu", "https://permit.edu", false},
		{"https://a.org", "https://b.org", false},
		{"https://org", "https://a.org", false},
		{"https://a.org:8443", "https://a.org", false},
	}
	for _, test := range tests {
		a, _ := url.Parse(test.a)
		b, _ := url.Parse(test.b)
		if sameSite(a, b) != test.want || sameSite(b, a) != test.want {
			t.Errorf("%s and %s: want %t", test.a, test.b, test.want)
		}
	}
}

func TestSignsIn(t *testing.T) {
	tests := []struct {
		asked, last string
		want        bool
	}{
		{"https://gitlab.com/a/b", "https://gitlab.com/users/sign_in", true},
		{"https://github.com/a/b", "https://github.com/login?return_to=x", true},
		{"https://a.edu/x", "https://idp.a.edu/start", true},
		{"https://a.edu/x", "https://a.edu/wp-login.php", true},
		{"https://a.edu/sso/x", "https://a.edu/sso/x/", false}, // asked for by that name
		{"https://a.edu/x", "https://a.edu/blog/in", false},
		{"https://idp.edu/x", "https://idp.edu/y", false},
	}
	for _, test := range tests {
		asked, _ := url.Parse(test.asked)
		last, _ := url.Parse(test.last)
		if signsIn(asked, last) != test.want {
			t.Errorf("%s to %s: want %t", test.asked, test.last, test.want)
		}
	}
}

// Whatever a host redirects to, what is asked and kept next is a plain web address.
func FuzzRedirect(f *testing.F) {
	for _, seed := range []string{"/a", "//b.org", "?q", "https://u:p@b.org/#x", "javascript:alert(1)", "http://[::1", "\r\nX: y", "https:opaque", strings.Repeat("a/", 3000)} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, location string) {
		from, _ := url.Parse("https://a.org/x")
		tr := &trail{asked: from, last: from}
		if tr.step(answer{code: 302, location: location}) != nil {
			if len(tr.passed) != 0 {
				t.Errorf("%q was refused and taken", location)
			}
			return
		}
		next, err := url.Parse(tr.redirects()[0])
		if err != nil || !askable(next) || next.User != nil || next.Fragment != "" || strings.ContainsAny(tr.redirects()[0], "\r\n \x00") {
			t.Errorf("%q leads to %q (%v)", location, tr.redirects(), err)
		}
	})
}
