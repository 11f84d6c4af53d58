package check

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"stemma"
	"stemma/github"
)

// maxReply is how many bytes of an API's answer are read. The largest are those of Hugging
// Face, which list every file.
const maxReply = 4 << 20

// An api is one kind of public interface that tells what became of a repository.
type api struct {
	name string // what the host is called, and in small letters what stands in Evidence.Via
	// address is where the API answers for a target; empty when it has no answer for it.
	address func(stemma.Target) string
	// read returns what a 200 says of the target. It fails on any answer that does not
	// name what it is about.
	read func(body []byte, t stemma.Target) (facts, error)
	// refusal returns the verdict of an answer in which the host says, in the words of its
	// documentation, that there is no such repository or that it is blocked; the zero
	// verdict for all that says something else.
	refusal func(a answer) verdict
	// doubtful says that a 404 has been wrong before: the web address has to confirm it.
	doubtful bool
	// namesake returns the API's address for something else that is spelled like a
	// repository, as GitLab's groups within groups are; nil where nothing is.
	namesake func(stemma.Target) string
}

// Facts are what an API says of a repository that is there.
type facts struct {
	stemma.Repository
	movedTo   string // its present address, if that is not the one asked for
	bare      string // why it holds nothing; empty if it holds something, or that is not known
	empty     tribool
	furniture string // what is in it, where that is no code
	notes     []string
}

// A tribool is yes, no, or not known.
type tribool int8

const (
	notKnown tribool = iota
	no
	yes
)

func toTribool(b *bool) tribool {
	switch {
	case b == nil:
		return notKnown
	case *b:
		return yes
	}
	return no
}

// An apiProber asks the API of a target's host. Where that gives no usable answer the
// target's page is asked, whose own rules then decide.
type apiProber struct {
	api  *api
	page web
}

func (p apiProber) probe(ctx context.Context, t stemma.Target) (stemma.Observation, bool) {
	o, final, ok := p.ask(ctx, t)
	if !ok || final {
		return o, ok
	}
	return p.page.insteadOf(ctx, t, o)
}

// ask puts the question to the API. An observation that is not final is in want of a
// second opinion.
func (p apiProber) ask(ctx context.Context, t stemma.Target) (o stemma.Observation, final, ok bool) {
	client := p.page.client
	u, err := url.Parse(p.api.address(t))
	if err != nil {
		return client.observation("", t, nil, notAsked("the address can't be read")), true, true
	}
	left := probeTimeouts * client.config.Timeout
	trail, err := client.pursue(ctx, question{method: http.MethodGet, url: u, accept: "application/json", keep: maxReply, stay: true}, &left)
	if err != nil && ctx.Err() != nil {
		return o, false, false
	}
	o = client.observation(strings.ToLower(p.api.name), t, trail, err)
	if err != nil {
		// A host that did not answer its API's question need not be asked for its page as well.
		return o, o.Evidence.Code == 0 && p.sameHost(t, u), true
	}
	a := trail.answer
	switch v := p.refused(a); {
	case v.status != stemma.Unknown:
		o.Status, o.Reason = v.status, v.reason
		if o.Status == stemma.Gone && p.api.namesake != nil {
			p.askNamesake(ctx, t, &o, &left)
		}
		return o, !p.api.doubtful || a.code != http.StatusNotFound, true
	case a.code != http.StatusOK:
		o.Reason = fmt.Sprintf("the API of %s answers %d%s", p.api.name, a.code, meaning(a.code))
		return o, false, true
	}
	f, err := p.api.read(a.body, t)
	if a.broken != "" {
		err = fmt.Errorf("it %s", a.broken)
	}
	if err != nil {
		o.Reason = fmt.Sprintf("the answer of %s's API can't be used: %s", p.api.name, clip(err.Error()))
		return o, false, true
	}
	if f.empty == notKnown && f.bare == "" {
		f.empty = git{p.page}.empty(ctx, t)
	}
	f.tell(&o)
	return o, true, ctx.Err() == nil
}

// askNamesake asks whether what is gone as a repository is there as something else. Only
// where that is not there either does o stay as it is.
func (p apiProber) askNamesake(ctx context.Context, t stemma.Target, o *stemma.Observation, left *time.Duration) {
	var code int
	u, err := url.Parse(p.api.namesake(t))
	if err == nil {
		var trail *trail
		trail, err = p.page.client.pursue(ctx, question{method: http.MethodGet, url: u, accept: "application/json", keep: maxReply, stay: true}, left)
		if trail != nil {
			code = trail.code
		}
	}
	switch {
	case err == nil && code == http.StatusNotFound:
	case err == nil && code == http.StatusOK:
		o.Status, o.Reason = stemma.Alive, "there, and no repository but a group of them"
	default:
		o.Status, o.Reason = stemma.Unknown, "no repository; whether it is a group of them could not be asked"
	}
}

// refused returns the verdict of an answer that is no description of a repository.
func (p apiProber) refused(a answer) verdict {
	switch {
	case a.code == http.StatusUnavailableForLegalReasons:
		return verdict{status: stemma.Blocked, reason: "answers 451: blocked for legal reasons"} // RFC 7725
	case a.code == http.StatusOK || !strings.Contains(a.media, "json"):
		return verdict{}
	}
	return p.api.refusal(a)
}

func (p apiProber) sameHost(t stemma.Target, u *url.URL) bool {
	page, err := p.page.address(t)
	return err == nil && hostOf(page) == hostOf(u)
}

// tell completes o with the facts. The order of the verdicts is that of package github.
func (f facts) tell(o *stemma.Observation) {
	o.Repository = &f.Repository
	f.Empty = f.Empty || f.empty == yes || f.bare != ""
	o.Repository.Empty = f.Empty
	moved := f.movedTo != ""
	switch {
	case f.Empty:
		o.Status, o.Reason = stemma.Empty, orDefault(f.bare, "there, but without a single commit")
	case f.furniture != "":
		o.Status, o.Reason = stemma.Placeholder, "there, but with nothing in it but "+f.furniture
	case moved:
		o.Status, o.MovedTo, o.Reason = stemma.Moved, f.movedTo, "renamed or transferred to "+clip(f.FullName)
		moved = false // said already
	case f.Archived:
		o.Status, o.Reason = stemma.Archived, "there, but archived by its owner: it can be read and no longer changed"
	default:
		o.Status, o.Reason = stemma.Alive, "there, under the name that was asked for"
	}
	if moved {
		o.Reason += "; it is now named " + clip(f.FullName)
	}
	for _, note := range f.notes {
		o.Reason += "; " + note
	}
}

// decode reads one JSON value that is an object.
func decode(body []byte, into any) error {
	if err := json.Unmarshal(body, into); err != nil {
		return fmt.Errorf("it is not the JSON that it should be: %w", err)
	}
	return nil
}

// errNameless is the error of an answer that does not say what it is about, like `{}`.
var errNameless = fmt.Errorf("it does not name the repository")

// placed returns the facts with the name that the host gives the repository, which
// stands at home + name. It fails when that can be no name.
func (f facts) placed(asked, name, home string) (facts, error) {
	if !isName(name) {
		return f, errNameless
	}
	f.FullName = name
	if !strings.EqualFold(asked, name) {
		f.movedTo = home + name
	}
	return f, nil
}

// isName reports whether a text from outside can be the path of a repository: segments
// of letters, digits and the signs that hosts allow in names, and no dots alone.
func isName(name string) bool {
	const longest = 1000 // bytes
	if len(name) == 0 || len(name) > longest {
		return false
	}
	for segment := range strings.SplitSeq(name, "/") {
		if strings.Trim(segment, ".") == "" || strings.ContainsFunc(segment, func(r rune) bool {
			return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("._-~+", r))
		}) {
			return false
		}
	}
	return true
}

// filed adds what the names of all files say: nothing but a README and its like is a
// placeholder.
func (f facts) filed(names []string) facts {
	if len(names) > 0 && github.Furniture(names) {
		f.furniture = listed(names)
	}
	return f
}

// listed names the first of many files.
func listed(names []string) string {
	const most = 5
	text := clip(strings.Join(names[:min(len(names), most)], ", "))
	if more := len(names) - most; more > 0 {
		text += fmt.Sprintf(" and %d more of the kind", more)
	}
	return text
}
