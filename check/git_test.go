package check

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"stemma"
)

// pkt writes a line as git frames it.
func pkt(line string) string { return fmt.Sprintf("%04x%s", len(line)+4, line) }

// Advertisements as git http-backend sends them.
var (
	serviceLine = pkt("# service=git-upload-pack\n") + "0000"
	withRefs    = serviceLine + pkt("9d0e4f9ad0f2a5d0f6cf1f2b2f8f0c6d3f4a5b6c HEAD\x00multi_ack side-band-64k ofs-delta\n") + "0000"
	withoutRefs = serviceLine + "0000"
	// Servers of late name the capabilities even where there is no reference.
	onlyCapabilities = serviceLine + pkt(strings.Repeat("0", 40)+" capabilities^{}\x00multi_ack object-format=sha1\n") + "0000"
)

// advertises answers git's first question; with nothing to say it answers 404.
func advertises(body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		if body == "" {
			http.Error(w, "not here", http.StatusNotFound)
			return
		}
		w.Header().Set("Content-Type", "application/x-git-upload-pack-advertisement")
		fmt.Fprint(w, body)
	}
}

func TestReadRefs(t *testing.T) {
	tests := []struct {
		name, body string
		want       refs
	}{
		{"references", withRefs, someRefs},
		{"in SHA-256", serviceLine + pkt(strings.Repeat("ab", 32)+" refs/heads/main\x00cap\n") + "0000", someRefs},
		{"version 1", serviceLine + pkt("version 1\n") + strings.TrimPrefix(withRefs, serviceLine), someRefs},
		{"none", withoutRefs, noRefs},
		{"none but capabilities", onlyCapabilities, noRefs},
		{"nothing", "", notRefs},
		{"cut in the service", serviceLine[:10], notRefs},
		{"cut behind the service", serviceLine, notRefs},
		{"cut in a reference", withRefs[:60], notRefs},
		{"another service", strings.Replace(withRefs, "upload-pack", "uploadpacks", 1), notRefs},
		{"an error", serviceLine + pkt("ERR gone"), notRefs},
		{"a page", "<!doctype html>", notRefs},
		{"lengths that are none", "zzzz", notRefs},
		{"a length that counts less than itself", "0003", notRefs},
		{"a wrong length", strings.Replace(withRefs, "0054", "1054", 1), notRefs},
	}
	for _, test := range tests {
		a := answer{code: 200, media: "application/x-git-upload-pack-advertisement", body: []byte(test.body)}
		if got := readRefs(a); got != test.want {
			t.Errorf("%s: got %d, want %d", test.name, got, test.want)
		}
	}
	if readRefs(answer{code: 200, media: "text/plain", body: []byte(withRefs)}) != notRefs {
		t.Error("another type of content was believed")
	}
}

func TestGitHosts(t *testing.T) {
	tests := []struct {
		name      string
		target    stemma.Target
		git, page http.HandlerFunc
		want      string
	}{
		{"alive", repoTarget("gitee.com/a/b"), advertises(withRefs), html(500), "alive via git"},
		{"a clone address", webTarget("https://git.lab.edu/x/y.git"), advertises(withRefs), html(500), "alive via git"},
		{"more references than are read", repoTarget("gitee.com/a/b"), advertises(withRefs[:len(withRefs)-4] + strings.Repeat(pkt(strings.Repeat("1", 40)+" refs/heads/branch\n"), 1000)), html(500), "alive via git"},
		{"empty", repoTarget("gitee.com/a/b"), advertises(withoutRefs), html(500), "empty via git"},
		{"moved", repoTarget("gitee.com/a/b"), startingWith("/a/b", to(301, "/a/c.git/info/refs?service=git-upload-pack"), advertises(withRefs)), html(500), "moved via git https://gitee.com/a/c"},
		{"gone", repoTarget("gitee.com/a/b"), page(404), html(404), "gone via web"},
		{"not git, and a page", repoTarget("gitee.com/a/b"), page(404), html(200), "alive via web"},
		{"404, and a page out of order", repoTarget("gitee.com/a/b"), page(404), html(500), "unknown via git"},
		{"private", repoTarget("gitee.com/a/b"), page(401), html(403), "unknown via git"},
		{"forbidden", repoTarget("gitee.com/a/b"), page(403), html(503), "unknown via git"},
		{"limited", repoTarget("gitee.com/a/b"), first(1, withHeader("Retry-After", "3", page(429)), advertises(withRefs)), html(500), "alive via git"},
		{"out of order", repoTarget("gitee.com/a/b"), page(500), html(500), "unknown via git"},
		{"a page in place of git", repoTarget("gitee.com/a/b"), html(200), html(503), "unknown via git"},
		{"elsewhere", repoTarget("gitee.com/a/b"), to(302, "https://evil.org/info/refs"), html(503), "unknown via git"},
		{"blocked", repoTarget("gitee.com/a/b"), page(451), html(451), "blocked via web"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			f := newFarm(t, map[string]http.HandlerFunc{"evil.org": advertises(withRefs), test.target.Host: func(w http.ResponseWriter, r *http.Request) {
				if strings.HasSuffix(r.URL.Path, "/info/refs") {
					test.git(w, r)
					return
				}
				test.page(w, r)
			}})
			o := f.one(t, test.target)
			if got := strings.TrimRight(o.Status.String()+" via "+o.Evidence.Via+" "+o.MovedTo, " "); got != test.want {
				t.Errorf("got %q (%s), want %q\n%s", got, o.Reason, test.want, f.requests())
			}
			if strings.Contains(f.requests(), " evil.org") {
				t.Error("another host was asked")
			}
		})
	}
}
