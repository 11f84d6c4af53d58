package check

import (
	"strings"

	"stemma"
)

// A service is a code host, or several of a kind, with the API that it is asked through:
// a row of the table below. To ask another instance of a known kind, add its row.
type service struct {
	host string // a whole host name, or with a final dot what host names begin with
	api  *api   // nil: its pages are asked
}

// services are searched in order; the first row that is about the host counts. What has
// no row is asked at its address: as a git repository where it is said to be one.
var services = [...]service{
	{"gitlab.com", &gitlab},
	{"framagit.org", &gitlab},
	{"salsa.debian.org", &gitlab},
	{"invent.kde.org", &gitlab},
	{"gitlab.", &gitlab}, // gitlab.inria.fr, gitlab.gnome.org, … are what their name says
	{"bitbucket.org", &bitbucket},
	{"codeberg.org", &gitea},
	{"gitea.com", &gitea},
	{"huggingface.co", &huggingFace},
	{"zenodo.org", &zenodo},
	{"doi.org", &zenodo},
	// These serve no git repository under the address of its page.
	{"sourceforge.net", nil},
	{"code.google.com", nil},
	{"modelscope.cn", nil},
	{"anonymous.4open.science", nil},
	{stemma.GitHubHost, nil},
}

// throughService returns the prober for a target: that of its host's API, else git's
// for what is a repository, else that of its web page.
func throughService(t stemma.Target, page web) prober {
	for _, s := range services {
		if !covers(s.host, t.Host) {
			continue
		}
		if s.api != nil && s.api.address(t) != "" {
			return apiProber{s.api, page}
		}
		return page
	}
	if t.Kind == stemma.KindRepository || t.Kind == stemma.KindWeb && strings.HasSuffix(t.Path, ".git") {
		return git{page}
	}
	return page
}
