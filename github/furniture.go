package github

import "strings"

// Furniture reports whether files, given by their paths, are nothing but what stands
// beside code: a README, a licence, pictures and the like. Other hosts list their
// repositories' files like this, and a placeholder there is what it is on GitHub.
func Furniture(paths []string) bool {
	for _, p := range paths {
		e := entry{Name: p, Type: "blob"}
		if folder, _, inside := strings.Cut(p, "/"); inside {
			e = entry{Name: folder, Type: "tree"}
		}
		if !e.furniture() {
			return false
		}
	}
	return true
}
