package extract

import (
	"slices"
	"strings"
)

// topLevels are the top-level domains under which a name with a path is taken for an
// address though no scheme says so; sorted. From iana.org/domains/root/db, without
// those that are file extensions ("py", "rs", "md", "sh", "cc").
var topLevels = []string{
	"ac", "academy", "ae", "ai", "app", "ar", "asia", "at", "au", "be", "bg", "bio", "biz", "blog", "br", "by", "ca", "cat", "ch",
	"cl", "cloud", "club", "cn", "co", "com", "community", "cz", "de", "dev", "dk", "edu", "ee", "engineering", "es", "eu", "fi",
	"fr", "fyi", "gg", "gl", "global", "gov", "gr", "group", "health", "hk", "hr", "hu", "id", "ie", "il", "in", "info", "ink",
	"institute", "int", "io", "ir", "is", "it", "jp", "ke", "kr", "kz", "la", "lab", "li", "life", "link", "live", "lk", "lt", "lu",
	"lv", "ly", "me", "media", "mil", "mk", "ms", "mx", "my", "name", "net", "network", "ng", "nl", "no", "nu", "nz", "one", "online",
	"org", "page", "pe", "ph", "pk", "pl", "pro", "pt", "pub", "research", "ro", "ru", "sa", "science", "se", "sg", "shop", "si", "site",
	"sk", "software", "solutions", "space", "studio", "su", "systems", "team", "tech", "th", "to", "tools", "top", "tr", "tv", "tw", "ua",
	"uk", "university", "us", "uy", "vip", "vn", "website", "wiki", "wiley", "work", "world", "ws", "wtf", "xyz", "za", "zone",
}

// wordLevels are the top-level domains that are English words: "the end.In/out" is
// glued prose, so a name under them needs a dot more ("iitkgp.ac.in/x").
var wordLevels = []string{
	"at", "be", "by", "cat", "co", "group", "health", "id", "in", "int", "is", "it", "la", "lab", "life", "link", "live", "me", "media",
	"my", "name", "network", "no", "one", "online", "page", "pro", "research", "science", "shop", "site", "software", "solutions", "space",
	"systems", "team", "to", "tools", "top", "us", "work", "world", "zone",
}

// clearlyHost reports whether host, written without a scheme but with a path, is an address.
func clearlyHost(host string) bool {
	dot := strings.LastIndexByte(host, '.')
	if dot < 0 || !validHost(host) {
		return false
	}
	level := host[dot+1:]
	if _, ok := slices.BinarySearch(topLevels, level); !ok {
		return false
	}
	return strings.IndexByte(host[:dot], '.') >= 0 || dot > 1 && !slices.Contains(wordLevels, level)
}

// maxHost is the longest name that DNS allows (RFC 1035, 2.3.4), a port aside.
const maxHost = 253

// validHost reports whether host, in lower case and perhaps with a port, can be the
// name or the IPv4 address of a host that the world sees.
func validHost(host string) bool {
	name, port, hasPort := strings.Cut(host, ":")
	if len(name) > maxHost || hasPort && !validPort(port) {
		return false
	}
	labels, last := 0, ""
	for label := range strings.SplitSeq(name, ".") {
		if label == "" || len(label) > 63 || label[0] == '-' || label[len(label)-1] == '-' || !onlyNameBytes(label, "-") {
			return false
		}
		labels++
		last = label
	}
	return labels > 1 && validTopLevel(last) || labels == 4 && ipv4(name)
}

func validTopLevel(label string) bool {
	if len(label) < 2 {
		return false
	}
	if strings.HasPrefix(label, "xn--") {
		return true
	}
	for i := range len(label) {
		if !isAlpha(label[i]) {
			return false
		}
	}
	return true
}

func validPort(port string) bool {
	if port == "" || len(port) > 5 {
		return false
	}
	for i := range len(port) {
		if !isDigit(port[i]) {
			return false
		}
	}
	return true
}

func ipv4(name string) bool {
	for label := range strings.SplitSeq(name, ".") {
		if len(label) > 3 || !validPort(label) {
			return false
		}
	}
	return true
}
