package fix

import (
	"strings"

	"stemma"
	"stemma/extract"
)

// A fate is what is to become of a link.
type fate struct {
	from, to stemma.Target // to is empty where nothing changes
	archived string        // the address of the copy, where the link is dead
	why      string        // why it must be left alone
}

func (f fate) changes() bool { return f.to.URL != "" }

// fate tells what is to become of a link to t.
func (k Known) fate(t stemma.Target) fate {
	seen := k.Observations[t.Key()]
	switch {
	case seen.Status == stemma.Replaced:
		return fate{why: "the name now belongs to another repository than the one that was linked; look at it before you keep the link"}
	case seen.Status == stemma.Moved && t.Kind == stemma.KindRepository:
		return k.moved(t)
	case seen.Status == stemma.Moved:
		return fate{why: "it has moved to " + seen.MovedTo + ", which no number confirms as that of a repository would; rewrite it by hand if that is right"}
	case t.Kind == stemma.KindPage && seen.Status == stemma.Gone:
		if f := k.movedPage(t); f.changes() {
			return f
		}
	}
	if seen.Status == stemma.Gone || seen.Status == stemma.Blocked {
		return k.dead(t)
	}
	return fate{}
}

// moved returns the fate of a link to a repository, or to something in it, that has moved.
func (k Known) moved(t stemma.Target) fate {
	last, why := k.follow(t.Root())
	if why != "" {
		return fate{why: why}
	}
	if last.Host != t.Host {
		return fate{why: "it has moved to another host, " + last.URL}
	}
	to := t
	to.Owner, to.Repo = last.Owner, last.Repo
	to.URL = last.URL + strings.TrimPrefix(t.URL, t.Root().URL)
	return fate{from: t, to: to}
}

// mostMoves is how many times a repository may have moved on.
const mostMoves = 16

// follow returns where a repository that has moved is in the end, or why that can't be told.
func (k Known) follow(t stemma.Target) (last stemma.Target, why string) {
	last = t
	var id int64
	for range mostMoves {
		seen := k.Observations[last.Key()]
		switch seen.Status {
		case stemma.Gone, stemma.Blocked, stemma.Replaced:
			return last, "it has moved to " + last.URL + ", which is " + seen.Status.String() + " by now"
		case stemma.Moved:
		default:
			if id != 0 && seen.Repository != nil && seen.Repository.ID != 0 && seen.Repository.ID != id {
				return last, "it has moved to " + last.URL + ", a name that now leads to another repository"
			}
			return last, ""
		}
		switch {
		case seen.Repository == nil || seen.Repository.ID == 0:
			return last, "it has moved to " + seen.MovedTo + ", by the word of a redirect alone; a check with a token tells whether that is the same repository"
		case id != 0 && id != seen.Repository.ID:
			return last, "it has moved to " + last.URL + ", a name that now leads to another repository"
		}
		id = seen.Repository.ID
		next, err := extract.ParseTarget(seen.MovedTo)
		if err == nil && k.Adopt != nil {
			next = k.Adopt(next)
		}
		if err != nil || next.Kind != stemma.KindRepository || next.Path != "" {
			return last, "it has moved to " + seen.MovedTo + ", which is no repository"
		}
		last = next
	}
	return last, "it has moved too often, or in a circle"
}

// movedPage returns the fate of a project page that is gone, OWNER.github.io/NAME, whose
// repository has moved: pages do not redirect. It changes only where the new page is
// known to be there.
func (k Known) movedPage(t stemma.Target) fate {
	page, ok := k.newPage(t)
	if !ok || k.Observations[page.Key()].Status != stemma.Alive {
		return fate{}
	}
	return fate{from: t, to: page}
}

// newPage returns where the page of a repository that has moved should be.
func (k Known) newPage(t stemma.Target) (page stemma.Target, ok bool) {
	repository, ok := extract.PageRepository(t)
	name := nameOf(t.Path)
	if !ok || name == "" || repository.Repo != name || k.Observations[repository.Key()].Status != stemma.Moved {
		return stemma.Target{}, false
	}
	last, why := k.follow(repository)
	service := strings.TrimPrefix(t.Host, strings.ToLower(t.Owner))
	if why != "" || service == t.Host {
		return stemma.Target{}, false
	}
	rest := strings.TrimPrefix(t.URL, "https://"+t.Host+"/"+name)
	page, err := extract.ParseTarget("https://" + strings.ToLower(last.Owner) + service + "/" + last.Repo + rest)
	return page, err == nil && page.Kind == stemma.KindPage
}

// nameOf returns the first segment of a path.
func nameOf(path string) string {
	if i := strings.IndexAny(path, "/?#"); i >= 0 {
		return path[:i]
	}
	return path
}

// Wanted returns what else should be known to tell the fate of targets: where
// repositories have moved to, the repositories behind pages that are gone, and their new pages.
func (k Known) Wanted(targets []stemma.Target) []stemma.Target {
	var wanted []stemma.Target
	add := func(t stemma.Target) {
		if _, known := k.Observations[t.Key()]; !known && t.URL != "" {
			wanted = append(wanted, t)
		}
	}
	for _, t := range targets {
		switch seen := k.Observations[t.Key()]; {
		case seen.Status == stemma.Moved && t.Kind == stemma.KindRepository:
			if next, err := extract.ParseTarget(seen.MovedTo); err == nil {
				add(next)
			}
		case seen.Status == stemma.Gone && t.Kind == stemma.KindPage:
			repository, _ := extract.PageRepository(t)
			add(repository)
			page, _ := k.newPage(t)
			add(page)
		}
	}
	return wanted
}
