package check

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"stemma"
)

// A verdict is what an answer is held to mean.
type verdict struct {
	status  stemma.Status
	reason  string
	movedTo string
}

func unknown(format string, args ...any) verdict {
	return verdict{reason: fmt.Sprintf(format, args...)}
}

// codes lists the last answers that decide by themselves, wherever they came from.
// What is neither here nor treated by judge is Unknown.
var codes = [...]struct {
	code   int
	status stemma.Status
	reason string
}{
	{202, stemma.Unknown, "answers 202, which some hosts send in place of the page to what they take for a robot"},
	{401, stemma.Unknown, "answers 401: it asks for a password"},
	{403, stemma.Unknown, "answers 403: it refuses access, perhaps to programs alone"},
	{407, stemma.Unknown, "answers 407: the proxy asks for a password"},
	{408, stemma.Unknown, "answers 408: the request took too long"},
	{429, stemma.Unknown, "answers 429: it limits its visitors"},
	{451, stemma.Blocked, "answers 451: blocked for legal reasons"}, // RFC 7725
	{511, stemma.Unknown, "answers 511: our own network asks to sign in first"},
}

// judge says what the end of a trail means for the target.
//
// A redirect is no proof of life by itself. Whoever is sent to sign in has not seen
// the page: Unknown, for repositories too, since GitLab and others send guests there
// for what is private, for what was deleted, and for everything while the server is
// closed to guests. A deep address that ends at a front page is Unknown, since that
// is how many sites answer for pages that they no longer have; but a project page
// may get a domain of its own.
func judge(t stemma.Target, tr *trail) verdict {
	for _, c := range codes {
		if c.code == tr.code {
			return verdict{status: c.status, reason: c.reason}
		}
	}
	switch {
	case tr.insecure:
		return unknown("redirects to %s without encryption and not for good, as networks do that ask to sign in first", tr.last.Host)
	case len(tr.passed) > 0 && signsIn(tr.asked, tr.last):
		return unknown("asks to sign in at %s: private, deleted, or closed to guests", tr.last.Host)
	case tr.code == http.StatusNotFound || tr.code == http.StatusGone:
		return absent(t, tr)
	case tr.code < 200 || tr.code > 299:
		return unknown("answers %d%s", tr.code, meaning(tr.code))
	case t.Kind == stemma.KindRepository && len(tr.passed) > 0:
		return repositoryAt(tr)
	case frontPage(tr.last) && !frontPage(tr.asked) && !(t.Kind == stemma.KindPage && tr.left && !tr.unsettled):
		return unknown("redirects to the front page of %s, as sites do for pages that they no longer have", tr.last.Host)
	case len(tr.passed) > 0:
		return verdict{status: stemma.Alive, reason: fmt.Sprintf("answers %d at %s", tr.code, shown(tr.last))}
	}
	return verdict{status: stemma.Alive, reason: fmt.Sprintf("answers %d", tr.code)}
}

func meaning(code int) string {
	if text := http.StatusText(code); text != "" {
		return ": " + strings.ToLower(text)
	}
	return ""
}

// absent is the verdict on a 404 or a 410. Another site's word counts only when the
// target's own host has sent us there for good.
func absent(t stemma.Target, tr *trail) verdict {
	if tr.unsettled {
		return unknown("redirects, not for good, to %s, which answers %d", tr.last.Host, tr.code)
	}
	reason := fmt.Sprintf("answers %d", tr.code)
	if len(tr.passed) > 0 {
		reason += " at " + shown(tr.last)
	}
	switch {
	case tr.code == http.StatusGone:
		reason += ": taken away for good"
	case t.Kind == stemma.KindRepository || t.Kind == stemma.KindGist:
		reason += ": deleted or private, which the host does not tell apart"
	default:
		reason += ": there is no such page"
	}
	return verdict{status: stemma.Gone, reason: reason}
}

// repositoryAt is the verdict on a repository whose address redirects to a page that is there.
func repositoryAt(tr *trail) verdict {
	asked, landed := repositoryPath(tr.asked), repositoryPath(tr.last)
	inside := strings.HasPrefix(landed+"/", asked+"/") // the host shows a branch, or a tab
	switch {
	case !tr.left && inside:
		return verdict{status: stemma.Alive, reason: fmt.Sprintf("answers %d at %s", tr.code, shown(tr.last))}
	case frontPage(tr.last) || !strings.Contains(strings.Trim(landed, "/"), "/"):
		return unknown("redirects to %s, which is no repository", shown(tr.last))
	case tr.unsettled:
		return unknown("redirects, not for good, to another host, %s", tr.last.Host)
	}
	to := movedTo(tr.last)
	return verdict{stemma.Moved, "redirects to " + clip(to), to}
}

// repositoryPath is the path of a repository's address as hosts compare it: in lower
// case, without ".git", and without what GitLab puts behind "/-/".
func repositoryPath(u *url.URL) string {
	path, _, _ := strings.Cut(strings.ToLower(u.Path), "/-/")
	return strings.TrimSuffix(strings.TrimRight(path, "/"), ".git")
}

// movedTo is the address of the repository that a redirect has led to.
func movedTo(last *url.URL) string {
	to := *last
	to.RawQuery = ""
	path, _, _ := strings.Cut(to.EscapedPath(), "/-/")
	path, _, _ = strings.Cut(path, "/src/") // Bitbucket and Gitea show a branch
	return to.Scheme + "://" + to.Host + strings.TrimSuffix(strings.TrimRight(path, "/"), ".git")
}

func shown(u *url.URL) string { return clip(u.String()) }
