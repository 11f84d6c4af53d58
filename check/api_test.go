package check

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"stemma"
)

// Answers in the shape in which each host gives them, with what does not matter left out.
const (
	gitlabGood = `{"id":42,"path_with_namespace":"a/b","default_branch":"main","star_count":7,"forks_count":1,
		"created_at":"2020-01-02T03:04:05.678Z","last_activity_at":"2024-02-03T04:05:06.789+01:00","archived":false,"empty_repo":false,
		"namespace":{"id":9,"path":"a"},"license":{"key":"mit","name":"MIT License"},"visibility":"public"}`
	gitlabGuest   = `{"id":42,"path_with_namespace":"a/b","default_branch":"main","star_count":7,"namespace":{"id":9}}`
	bitbucketGood = `{"type":"repository","uuid":"{5137f783-a12b-4958-a614-4a2af63fca20}","full_name":"a/b","scm":"git","is_private":false,
		"size":1234,"mainbranch":{"type":"branch","name":"main"},"parent":null,"created_on":"2020-01-02T03:04:05.678901+00:00","updated_on":"2024-02-03T03:05:06.1+00:00"}`
	giteaGood = `{"id":42,"full_name":"a/b","owner":{"id":9,"login":"a"},"empty":false,"archived":false,"mirror":false,"fork":false,"private":false,
		"stars_count":7,"default_branch":"main","created_at":"2020-01-02T03:04:05Z","updated_at":"2024-02-03T04:05:06+01:00","licenses":["MIT"]}`
	hubGood = `{"_id":"621ffdc036468d709f17434d","id":"a/b","private":false,"disabled":false,"gated":false,"likes":7,"tags":["pytorch","license:mit"],
		"createdAt":"2020-01-02T03:04:05.000Z","lastModified":"2024-02-03T03:05:06.000Z","siblings":[{"rfilename":".gitattributes"},{"rfilename":"model.bin"}]}`
	zenodoGood = `{"id":1234567,"conceptrecid":"1234566","created":"2020-01-02T03:04:05.678901+00:00","modified":"2024-02-03T03:05:06.1+00:00",
		"metadata":{"title":"x","access_right":"open","license":{"id":"mit"}},"files":[{"key":"code.zip","size":1}]}`

	gitlabMissing    = `{"message":"404 Project Not Found"}`
	bitbucketMissing = `{"type":"error","error":{"message":"You may not have access to this repository or it no longer exists in this workspace. If you think this repository exists and you have access, make sure you are authenticated."}}`
	giteaMissing     = `{"errors":null,"message":"The target couldn't be found.","url":"https://codeberg.org/api/swagger"}`
	hubMissing       = `{"error":"Invalid username or password."}`
	zenodoMissing    = `{"status":404,"message":"The persistent identifier does not exist."}`
	zenodoTombstone  = `{"status":410,"message":"Record deleted","tombstone":{"removal_reason":{"id":"spam"},"note":"","is_visible":true}}`
)

var zenodoTarget = webTarget("https://zenodo.org/records/1234567")

// hosts are the APIs under test, each with where it answers for one repository.
var apisUnderTest = []struct {
	via, host, path string
	target          stemma.Target
	good, missing   string
	missingCode     int
}{
	{"gitlab", "gitlab.com", "/api/v4/projects/a%2Fb", repoTarget("gitlab.com/a/b"), gitlabGood, gitlabMissing, 404},
	{"gitlab", "gitlab.inria.fr", "/api/v4/projects/a%2Fb", repoTarget("gitlab.inria.fr/a/b"), gitlabGood, gitlabMissing, 404},
	{"bitbucket", "api.bitbucket.org", "/2.0/repositories/a/b", repoTarget("bitbucket.org/a/b"), bitbucketGood, bitbucketMissing, 404},
	{"gitea", "codeberg.org", "/api/v1/repos/a/b", repoTarget("codeberg.org/a/b"), giteaGood, giteaMissing, 404},
	{"huggingface", "huggingface.co", "/api/models/a/b", repoTarget("huggingface.co/a/b"), hubGood, hubMissing, 401},
	{"zenodo", "zenodo.org", "/api/records/1234567", zenodoTarget, zenodoGood, zenodoTombstone, 410},
}

// Whatever goes wrong with an API, and with the page behind it, nothing is said to be
// gone; and with a page that answers, the page is believed.
func TestTroubleWithAnAPI(t *testing.T) {
	troubles := []struct {
		name   string
		answer func(good, missing string) http.HandlerFunc
		want   stemma.Status // with a page that does not answer
	}{
		{"fine", func(good, _ string) http.HandlerFunc { return says(200, good) }, stemma.Alive},
		{"limited and then fine", func(good, _ string) http.HandlerFunc {
			return first(1, withHeader("Retry-After", "2", says(429, `{"message":"slow down"}`)), says(200, good))
		}, stemma.Alive},
		{"limited", func(good, _ string) http.HandlerFunc {
			return withHeader("X-RateLimit-Reset", "1740834000", says(429, `{}`))
		}, stemma.Unknown},
		{"blocked", func(string, string) http.HandlerFunc { return says(451, `{}`) }, stemma.Blocked},
		{"500", func(string, string) http.HandlerFunc { return says(500, `{"message":"500 Internal Server Error"}`) }, stemma.Unknown},
		{"missing, with 500", func(_, missing string) http.HandlerFunc { return says(500, missing) }, stemma.Unknown},
		{"forbidden", func(string, string) http.HandlerFunc { return says(403, `{"message":"403 Forbidden"}`) }, stemma.Unknown},
		{"missing, with 403", func(_, missing string) http.HandlerFunc { return says(403, missing) }, stemma.Unknown},
		{"asks who we are", func(string, string) http.HandlerFunc { return says(401, `{"message":"401 Unauthorized"}`) }, stemma.Unknown},
		{"a page", func(string, string) http.HandlerFunc { return html(200) }, stemma.Unknown},
		{"a page that says 404", func(string, string) http.HandlerFunc { return html(404) }, stemma.Unknown},
		{"404 of a proxy", func(string, string) http.HandlerFunc { return says(404, `{"message":"Not Found"}`) }, stemma.Unknown},
		{"missing, and no JSON", func(_, missing string) http.HandlerFunc {
			return func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Type", "text/html")
				w.WriteHeader(404)
				fmt.Fprint(w, missing)
			}
		}, stemma.Unknown},
		{"404 in other words", func(string, string) http.HandlerFunc { return says(404, `{"error":"404 Not Found"}`) }, stemma.Unknown},
		{"404 that breaks off", func(_, missing string) http.HandlerFunc {
			return func(w http.ResponseWriter, r *http.Request) { // the head says 404, the body never ends
				w.Header().Set("Content-Type", "application/json")
				w.Header().Set("Content-Length", "100000")
				w.WriteHeader(404)
				fmt.Fprint(w, missing)
			}
		}, stemma.Unknown},
		{"breaks off", func(good, _ string) http.HandlerFunc { return cut(good) }, stemma.Unknown},
		{"swollen", func(good, _ string) http.HandlerFunc { return swollen(good) }, stemma.Unknown},
		{"{}", func(string, string) http.HandlerFunc { return says(200, `{}`) }, stemma.Unknown},
		{"null", func(string, string) http.HandlerFunc { return says(200, `null`) }, stemma.Unknown},
		{"[]", func(string, string) http.HandlerFunc { return says(200, `[]`) }, stemma.Unknown},
		{"nothing", func(string, string) http.HandlerFunc { return says(200, ``) }, stemma.Unknown},
		{"two answers", func(good, _ string) http.HandlerFunc { return says(200, good+good) }, stemma.Unknown},
		{"elsewhere", func(string, string) http.HandlerFunc { return to(301, "https://evil.org/api") }, stemma.Unknown},
		{"without encryption", func(string, string) http.HandlerFunc { return to(301, "http://evil.org/api") }, stemma.Unknown},
		{"round in circles", func(string, string) http.HandlerFunc { return loop }, stemma.Unknown},
	}
	for _, api := range apisUnderTest {
		for _, trouble := range troubles {
			t.Run(api.via+" "+trouble.name, func(t *testing.T) {
				for _, pageCode := range []int{503, 200} {
					handlers := map[string]http.HandlerFunc{"evil.org": says(200, api.good), api.target.Host: html(pageCode)}
					answer := trouble.answer(api.good, api.missing)
					if api.host == api.target.Host {
						handlers[api.host] = startingWith("/api/", answer, html(pageCode))
					} else {
						handlers[api.host] = answer
					}
					f := newFarm(t, handlers)
					o := f.one(t, api.target)
					want := trouble.want
					// A limit that is longer than our patience closes the way to pages of the same host as well.
					if want == stemma.Unknown && pageCode == 200 && (trouble.name != "limited" || api.host != api.target.Host) {
						want = stemma.Alive
					}
					if o.Status != want || o.Reason == "" {
						t.Errorf("page %d: %v %q, want %v\n%s", pageCode, o.Status, o.Reason, want, f.requests())
					}
					if strings.Contains(f.requests(), " evil.org") {
						t.Errorf("another host was asked:\n%s", f.requests())
					}
				}
			})
		}
	}
}

// What each API says is there, and what it says is not.
func TestFactsOfAnAPI(t *testing.T) {
	for _, api := range apisUnderTest {
		f := newFarm(t, map[string]http.HandlerFunc{api.host: startingWith(api.path, says(200, api.good), html(500)), api.target.Host: html(500)})
		if api.host == api.target.Host {
			delete(f.hosts, "")
			f.hosts[api.host] = startingWith(api.path, says(200, api.good), html(500))
		}
		o := f.one(t, api.target)
		if o.Status != stemma.Alive || o.Evidence.Via != api.via || o.Evidence.Code != 200 || o.Repository == nil {
			t.Errorf("%s: %v %q via %q", api.host, o.Status, o.Reason, o.Evidence.Via)
			continue
		}
		r := *o.Repository
		if r.CreatedAt.Format("2006-01-02") != "2020-01-02" || r.PushedAt.Format("2006-01-02 15:04:05") != "2024-02-03 03:05:06" {
			t.Errorf("%s: created %v, pushed %v", api.host, r.CreatedAt, r.PushedAt)
		}
		if api.via != "bitbucket" && strings.ToLower(r.License) != "mit" {
			t.Errorf("%s: licence %q", api.host, r.License)
		}
		if f.hosts[api.host] = says(api.missingCode, api.missing); api.host != api.target.Host {
			f.hosts[api.target.Host] = html(500)
		}
		if o := f.one(t, api.target); o.Status != stemma.Gone || o.Evidence.Via != api.via || o.Evidence.Code != api.missingCode {
			t.Errorf("%s: %v %q via %q, want gone", api.host, o.Status, o.Reason, o.Evidence.Via)
		}
		if f.requests() == "" || strings.Contains(f.requests(), "HEAD") {
			t.Errorf("%s: the page was asked though the API had spoken:\n%s", api.host, f.requests())
		}
	}
}

func TestVerdictsOfAnAPI(t *testing.T) {
	change := func(good string, pairs ...string) string { return strings.NewReplacer(pairs...).Replace(good) }
	tests := []struct {
		name, target, answer, want string
	}{
		{"archived", "gitlab.com/a/b", change(gitlabGood, `"archived":false`, `"archived":true`), "archived "},
		{"empty", "gitlab.com/a/b", change(gitlabGood, `"empty_repo":false`, `"empty_repo":true`), "empty "},
		{"moved", "gitlab.com/a/b", change(gitlabGood, `"a/b"`, `"a/sub/c.d"`), "moved https://gitlab.com/a/sub/c.d"},
		{"in other letters", "gitlab.com/A/B", gitlabGood, "alive "},
		{"moved and archived", "gitlab.com/a/b", change(gitlabGood, `"a/b"`, `"a/c"`, `"archived":false`, `"archived":true`), "moved https://gitlab.com/a/c"},
		{"moved and empty", "gitlab.com/a/b", change(gitlabGood, `"a/b"`, `"a/c"`, `"empty_repo":false`, `"empty_repo":true`), "empty "},
		{"a name that is none", "gitlab.com/a/b", change(gitlabGood, `"a/b"`, `"../../x"`), "alive  by its page"},
		{"another host's name", "gitlab.com/a/b", change(gitlabGood, `"a/b"`, `"a@evil.org/c"`), "alive  by its page"},
		{"no id", "gitlab.com/a/b", change(gitlabGood, `"id":42`, `"id":0`), "alive  by its page"},

		{"empty", "bitbucket.org/a/b", change(bitbucketGood, `"size":1234`, `"size":0`, `{"type":"branch","name":"main"}`, `null`), "empty "},
		{"no main branch", "bitbucket.org/a/b", change(bitbucketGood, `{"type":"branch","name":"main"}`, `null`), "alive "},
		{"moved", "bitbucket.org/a/b", change(bitbucketGood, `"a/b"`, `"c/d"`), "moved https://bitbucket.org/c/d"},

		{"archived", "codeberg.org/a/b", change(giteaGood, `"archived":false`, `"archived":true`), "archived "},
		{"empty", "codeberg.org/a/b", change(giteaGood, `"empty":false`, `"empty":true`), "empty "},
		{"moved", "codeberg.org/a/b", change(giteaGood, `"a/b"`, `"c/b"`), "moved https://codeberg.org/c/b"},

		{"placeholder", "huggingface.co/a/b", change(hubGood, `model.bin`, `README.md`), "placeholder "},
		{"empty", "huggingface.co/a/b", change(hubGood, `,{"rfilename":"model.bin"}`, ``), "empty "},
		{"moved", "huggingface.co/a/b", change(hubGood, `"a/b"`, `"c/b"`), "moved https://huggingface.co/c/b"},
		{"gated", "huggingface.co/a/b", change(hubGood, `"gated":false`, `"gated":"manual"`), "alive "},
		{"a data set", "huggingface.co/datasets/a/b", hubGood, "alive "},
		{"a data set of files that are no code", "huggingface.co/datasets/a/b", change(hubGood, `model.bin`, `README.md`), "alive "},
		{"a data set that moved", "huggingface.co/datasets/a/b", change(hubGood, `"a/b"`, `"c/b"`), "moved https://huggingface.co/datasets/c/b"},
		{"an old data set", "huggingface.co/datasets/squad", change(hubGood, `"a/b"`, `"a/squad"`), "moved https://huggingface.co/datasets/a/squad"},
	}
	for _, test := range tests {
		t.Run(test.target+" "+test.name, func(t *testing.T) {
			target := repoTarget(test.target)
			if strings.HasPrefix(test.target, "huggingface.co/datasets/a") {
				target.Owner, target.Repo = "datasets/a", "b"
			}
			f := newFarm(t, map[string]http.HandlerFunc{
				"gitlab.com": startingWith("/api/", says(200, test.answer), html(200)), "codeberg.org": startingWith("/api/", says(200, test.answer), html(200)),
				"huggingface.co": startingWith("/api/", says(200, test.answer), html(200)), "api.bitbucket.org": says(200, test.answer), "bitbucket.org": html(200),
			})
			o := f.one(t, target)
			got := o.Status.String() + " " + o.MovedTo
			if o.Evidence.Via == "web" {
				got += " by its page"
			}
			if got != test.want {
				t.Errorf("got %q (%s), want %q\n%s", got, o.Reason, test.want, f.requests())
			}
			if _, err := json.Marshal(o); err != nil {
				t.Errorf("can't be stored: %v", err)
			}
		})
	}
}

// Each host tells of a renamed repository in its own way; followed, they all end at its
// present description.
func TestRenamesRedirect(t *testing.T) {
	tests := []struct {
		target, host, old string
		code              int
		to, answer, want  string
	}{
		{"gitlab.com/a/x.y", "gitlab.com", "/api/v4/projects/a%2Fx%2Ey", 301, "https://gitlab.com/api/v4/projects/42", gitlabGood, "moved https://gitlab.com/a/b"},
		{"bitbucket.org/a/old", "api.bitbucket.org", "/2.0/repositories/a/old", 301, "https://api.bitbucket.org/2.0/repositories/a/b", bitbucketGood, "moved https://bitbucket.org/a/b"},
		{"codeberg.org/a/old", "codeberg.org", "/api/v1/repos/a/old", 307, "/api/v1/repos/a/b", giteaGood, "moved https://codeberg.org/a/b"},
		{"huggingface.co/a/old", "huggingface.co", "/api/models/a/old", 307, "/api/models/a/b", hubGood, "moved https://huggingface.co/a/b"},
	}
	for _, test := range tests {
		f := newFarm(t, map[string]http.HandlerFunc{test.host: startingWith(test.old, to(test.code, test.to), says(200, test.answer))})
		o := f.one(t, repoTarget(test.target))
		if got := o.Status.String() + " " + o.MovedTo; got != test.want || len(o.Evidence.Redirects) != 1 {
			t.Errorf("%s: got %q (%s), by way of %v", test.target, got, o.Reason, o.Evidence.Redirects)
		}
	}
}

// A guest of GitLab is not told whether a project is empty or archived: git tells the
// one, and nobody the other, which is said.
func TestGuestOfGitLab(t *testing.T) {
	for _, test := range []struct{ refs, want string }{
		{withRefs, "alive"}, {withoutRefs, "empty"}, {"", "alive"},
	} {
		f := newFarm(t, map[string]http.HandlerFunc{"gitlab.com": startingWith("/api/", says(200, gitlabGuest), advertises(test.refs))})
		o := f.one(t, repoTarget("gitlab.com/a/b"))
		if o.Status.String() != test.want || !strings.Contains(o.Reason, "whether it is archived") || o.Repository.Empty != (test.want == "empty") {
			t.Errorf("%q: %v %q", test.refs, o.Status, o.Reason)
		}
		if !strings.Contains(f.requests(), "GET gitlab.com/a/b.git/info/refs?service=git-upload-pack") {
			t.Errorf("git was not asked:\n%s", f.requests())
		}
	}
}

// A group within a group is spelled like a repository, and is not gone because it is none.
func TestGroupOfGitLab(t *testing.T) {
	const missing = `{"message":"404 Project Not Found"}`
	for _, test := range []struct {
		name  string
		group http.HandlerFunc
		want  stemma.Status
	}{
		{"a group", says(200, `{"id":7,"full_path":"a/b"}`), stemma.Alive},
		{"no group either", says(404, `{"message":"404 Group Not Found"}`), stemma.Gone},
		{"nobody knows", html(500), stemma.Unknown},
	} {
		f := newFarm(t, map[string]http.HandlerFunc{"gitlab.com": startingWith("/api/v4/projects/", says(404, missing), startingWith("/api/v4/groups/", test.group, html(200)))})
		if o := f.one(t, repoTarget("gitlab.com/a/b")); o.Status != test.want {
			t.Errorf("%s: %v %q, want %v", test.name, o.Status, o.Reason, test.want)
		}
	}
}

// The number of the first sighting tells a repository from another of its name.
func TestReplacedOnOtherHosts(t *testing.T) {
	for _, host := range []string{"gitlab.com", "codeberg.org"} {
		good := map[string]string{"gitlab.com": gitlabGood, "codeberg.org": giteaGood}[host]
		f := newFarm(t, map[string]http.HandlerFunc{host: says(200, good)})
		config := still(f)
		config.History = sightings{host + "/a/b": 41}
		target := repoTarget(host + "/a/b")
		if o := checked(t, config, target)[target.URL]; o.Status != stemma.Replaced || !strings.Contains(o.Reason, "number 42, first seen as 41") {
			t.Errorf("%s: %v %q", host, o.Status, o.Reason)
		}
	}
}

func TestZenodo(t *testing.T) {
	doi := webTarget("https://doi.org/10.5281/zenodo.1234566")
	tests := []struct {
		name      string
		target    stemma.Target
		api, page http.HandlerFunc
		want      string
	}{
		{"record", zenodoTarget, says(200, zenodoGood), html(500), "alive: there, under the name that was asked for"},
		{"concept", doi, says(200, zenodoGood), html(500), "alive: there, under the name that was asked for; it stands for all versions, of which 1234567 is the newest"},
		{"another record", webTarget("https://zenodo.org/record/99/?x=1#y"), says(200, zenodoGood), html(503),
			"unknown: the answer of Zenodo's API can't be used: it does not name the repository; its web address answers 503: service unavailable"},
		{"no file", zenodoTarget, says(200, strings.Replace(zenodoGood, `{"key":"code.zip","size":1}`, "", 1)), html(500), "empty: there, but a record without a file"},
		{"closed", zenodoTarget, says(200, strings.NewReplacer(`"open"`, `"restricted"`, `{"key":"code.zip","size":1}`, "").Replace(zenodoGood)), html(500),
			"alive: there, under the name that was asked for; access to its files: restricted"},
		{"tombstone", zenodoTarget, says(410, zenodoTombstone), html(500), "gone: 410: taken away by Zenodo or its owner: spam"},
		// A 404 of this API has been wrong before.
		{"404", zenodoTarget, says(404, zenodoMissing), html(404), "gone: answers 404: there is no such page (404: Zenodo knows no such record)"},
		{"404, and yet a page", zenodoTarget, says(404, zenodoMissing), html(200), "alive: answers 200 (404: Zenodo knows no such record)"},
		{"404, and no page to ask", zenodoTarget, says(404, zenodoMissing), html(503), "unknown: 404: Zenodo knows no such record; its web address answers 503: service unavailable"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			f := newFarm(t, map[string]http.HandlerFunc{"zenodo.org": startingWith("/api/records/", test.api, test.page), "doi.org": test.page})
			o := f.one(t, test.target)
			if got := o.Status.String() + ": " + o.Reason; got != test.want {
				t.Errorf("got  %s\nwant %s\n%s", got, test.want, f.requests())
			}
		})
	}
}

func TestWhatAnAPIHasNoAnswerFor(t *testing.T) {
	owner := repoTarget("gitlab.com/a/b")
	owner.Kind, owner.Repo, owner.URL = stemma.KindOwner, "", "https://gitlab.com/a"
	for _, target := range []stemma.Target{
		owner, webTarget("https://zenodo.org/communities/x"), webTarget("https://zenodo.org/records/12x"), webTarget("https://zenodo.org/records/12/files/x.zip"), webTarget("https://doi.org/10.1000/1"),
		webTarget("https://doi.org/10.5281/zenodo."), repoTarget("codeberg.org/../x"), repoTarget("sourceforge.net/projects/x"),
	} {
		f := newFarm(t, map[string]http.HandlerFunc{target.Host: html(200)})
		if o := f.one(t, target); o.Evidence.Via != "web" || strings.Contains(f.requests(), "/api/") || strings.Contains(f.requests(), "info/refs") {
			t.Errorf("%s: via %q\n%s", target.URL, o.Evidence.Via, f.requests())
		}
	}
}

// A host's API and its pages are one service and pass one gate.
func TestOneGateForAService(t *testing.T) {
	g := newClient(still(internet{}).withDefaults()).gates
	for _, pair := range [][2]string{{"hf.co", "huggingface.co"}, {"web.archive.org", "archive.org"}} {
		if g.of(pair[0]) != g.of(pair[1]) {
			t.Errorf("%s and %s have a gate each", pair[0], pair[1])
		}
	}
	for _, pair := range [][2]string{{"gitlab.com", "gitlab.inria.fr"}, {"api.bitbucket.org", "bitbucket.org"}} {
		if g.of(pair[0]) == g.of(pair[1]) {
			t.Errorf("%s and %s share a gate, and the limit of one closes the other", pair[0], pair[1])
		}
	}
}

func TestMoments(t *testing.T) {
	for text, want := range map[string]string{
		`"2024-02-03T04:05:06+01:00"`: "2024-02-03T03:05:06Z", `"2024-02-03T03:05:06.123456"`: "2024-02-03T03:05:06Z",
		`"0001-01-01T00:00:00Z"`: "", `"9999-12-31T23:59:59-23:00"`: "", `"soon"`: "", `7`: "", `null`: "", `{}`: "",
	} {
		var m moment
		if err := json.Unmarshal([]byte(text), &m); err != nil {
			t.Errorf("%s: %v", text, err)
		}
		if got := m.Format("2006-01-02T15:04:05Z"); m.IsZero() != (want == "") || want != "" && got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}

// Bitbucket's API soon has enough of a guest; the rest is asked at its pages.
func TestAnAPIWhoseLimitIsSpent(t *testing.T) {
	f := newFarm(t, map[string]http.HandlerFunc{"bitbucket.org": html(200),
		"api.bitbucket.org": first(1, says(200, bitbucketGood), withHeader("Retry-After", "3600", says(429, `{"type":"error","error":{"message":"Rate limit for this resource has been exceeded"}}`)))})
	var targets []stemma.Target
	for _, name := range []string{"a/b", "a/c", "a/d", "a/e"} {
		targets = append(targets, repoTarget("bitbucket.org/"+name))
	}
	vias := map[string]int{}
	for url, o := range checked(t, still(f), targets...) {
		if o.Status != stemma.Alive && o.Status != stemma.Moved {
			t.Errorf("%s: %v %q", url, o.Status, o.Reason)
		}
		vias[o.Evidence.Via]++
	}
	if n := strings.Count(f.requests(), " api.bitbucket.org"); n != 2 || vias["bitbucket"] != 1 || vias["web"] != 3 {
		t.Errorf("the API was asked %d times, answers came via %v\n%s", n, vias, f.requests())
	}
}

// A name that is not known says nothing of the other hosts of a service.
func TestAMissingHostDoesNotCloseItsService(t *testing.T) {
	c := newClient(still(internet{"archive.org": page(200)}).withDefaults())
	for _, ask := range []struct {
		host string
		code int
	}{{"web.archive.org", 0}, {"archive.org", 200}} {
		left := DefaultTimeout
		a, err := c.ask(t.Context(), question{method: http.MethodGet, url: &url.URL{Scheme: "https", Host: ask.host, Path: "/"}}, &left)
		if a.code != ask.code || (err == nil) != (ask.code == 200) {
			t.Errorf("%s: %d, %v", ask.host, a.code, err)
		}
	}
}

// A host that is none is told of like any other target.
func TestAHostThatIsNone(t *testing.T) {
	target := repoTarget("gitlab.[x/a/b")
	if o := newFarm(t, nil).one(t, target); o.Status != stemma.Unknown || o.Reason != "not asked: the address can't be read" || o.Evidence.Via != "" {
		t.Errorf("%v %q via %q", o.Status, o.Reason, o.Evidence.Via)
	}
}
