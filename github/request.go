package github

import (
	"strings"

	"stemma"
)

// A Request is one thing to ask for. With a Path it is that place in the repository;
// one observation answers it, which speaks of the place and not of the repository.
type Request struct {
	// Kind is [stemma.KindRepository], which the zero value stands for as well,
	// [stemma.KindOwner] or [stemma.KindGist].
	Kind stemma.LinkKind
	// Repo names the repository; for an account its Owner alone counts, for a gist
	// its Name is the gist's id.
	Repo
	// Path is what follows the repository's name in its web address, as in
	// [stemma.Target]: "blob/main/train.py". Empty for the repository itself.
	Path string
	// Last returns the observation that answered the same request before, the zero value
	// if there is none; nil is none as well. Its validator lets an answer that has not
	// changed cost nothing. It is called only where that helps, by several goroutines at once.
	Last func() stemma.Observation
}

// A job is what is asked of one repository, account or gist.
type job struct {
	Request
	i      int                // of the request; none where only places are asked for
	spots  []*spot            // the places in it that are asked for
	tries  uint8              // through GraphQL
	seen   stemma.Observation // what is known of it
	readme string             // the name of the file that is read before seen is emitted; empty for none
	ready  []told             // what is known of places, to be emitted behind seen
}

// A told is the observation that answers a request.
type told struct {
	i    int
	seen stemma.Observation
}

// none is the place among the requests of a job that nobody asked for by itself.
const none = -1

// A spot is a request for a place.
type spot struct {
	i int
	place
}

// An errand is one job, or one of its spots, that is asked for through REST.
type errand struct {
	*job
	spot *spot // nil for the thing itself
}

func (r Request) last() stemma.Observation {
	if r.Last == nil {
		return stemma.Observation{}
	}
	return r.Last()
}

func (r Request) whole() bool { return r.Kind == "" || r.Kind == stemma.KindRepository }

// valid reports whether r can be a thing of GitHub.
func (r Request) valid() bool {
	switch r.Kind {
	case stemma.KindOwner:
		return validName(r.Owner, "-_")
	case stemma.KindGist:
		return validName(r.Name, "")
	}
	return r.Repo.valid()
}

// String returns what a person would call it.
func (r Request) String() string {
	switch {
	case r.Kind == stemma.KindOwner:
		return r.Owner
	case r.Kind == stemma.KindGist:
		return r.Name
	case r.Path != "":
		return r.Repo.String() + "/" + r.Path
	}
	return r.Repo.String()
}

// jobs groups requests: the places of a repository belong to the job that asks for it.
func jobs(requests []Request) []*job {
	list := make([]*job, 0, len(requests))
	byName := make(map[string]*job)
	var inside []int
	for i, r := range requests {
		if r.whole() {
			r.Repo = r.Repo.canonical()
		}
		if r.whole() && r.Path != "" {
			inside = append(inside, i)
			continue
		}
		j := &job{Request: r, i: i}
		list = append(list, j)
		if r.whole() && byName[strings.ToLower(r.Repo.String())] == nil {
			byName[strings.ToLower(r.Repo.String())] = j
		}
	}
	for _, i := range inside {
		repo := requests[i].Repo.canonical()
		j := byName[strings.ToLower(repo.String())]
		if j == nil {
			j = &job{Request: Request{Repo: repo}, i: none}
			byName[strings.ToLower(repo.String())] = j
			list = append(list, j)
		}
		j.spots = append(j.spots, &spot{i, parsePlace(requests[i].Path)})
	}
	return list
}
