package graph

import (
	"strings"
	"unicode/utf8"

	"stemma"
)

// longestName is the length in runes up to which a name serves as a paper's label.
const longestName = 32

// paperLabel returns what people call a paper: the name before the colon of its title where
// the paper introduces it, else the first of its names that is an acronym, else any short
// name that the title holds, else the title.
func paperLabel(p *stemma.Paper, own []string) string {
	if head, _, ok := strings.Cut(p.Title, ":"); ok {
		for _, name := range own {
			if short(name) && looseKey(name) == looseKey(head) {
				return strings.TrimSpace(head)
			}
		}
	}
	for _, name := range own {
		if short(name) && isAcronym(plain(name)) {
			return name
		}
	}
	for _, name := range own {
		if short(name) && strings.Contains(p.Title, name) {
			return name
		}
	}
	return firstOf(strings.TrimSpace(p.Title), p.ID)
}

func short(name string) bool {
	return strings.TrimSpace(name) != "" && utf8.RuneCountInString(name) <= longestName
}
