package github

import (
	"path"
	"slices"
	"strings"
)

// An entry is a file or folder at the top of a repository.
type entry struct {
	Name   string
	Folder bool
}

// unknownTree stands for a tree that was not asked for: it is no placeholder.
var unknownTree []entry

// What a repository holds that holds no code: names in lower case without extension,
// extensions, and folders. A table to be extended.
var (
	bareNames = []string{
		"readme", "license", "licence", "licenses", "copying", "notice", "unlicense", "citation", "authors", "contributors",
		"code_of_conduct", "contributing", "security", "changelog", "todo", "cname",
		".gitignore", ".gitattributes", ".gitmodules", ".nojekyll", ".ds_store", ".editorconfig",
	}
	bareExtensions = []string{
		".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".bmp", ".tif", ".tiff", ".ico", ".pdf", ".mp4", ".mov", ".webm",
	}
	bareFolders = []string{
		".github", "asset", "assets", "image", "images", "img", "imgs", "fig", "figs", "figure", "figures", "pic", "pics",
		"picture", "pictures", "media", "teaser", "static", "resources", "video", "videos",
	}
)

// isPlaceholder reports whether a tree holds something, and nothing but a README, a
// licence, pictures and the like.
func isPlaceholder(tree []entry) bool {
	return len(tree) > 0 && !slices.ContainsFunc(tree, func(e entry) bool { return !e.bare() })
}

func (e entry) bare() bool {
	name := strings.ToLower(e.Name)
	if e.Folder {
		return slices.Contains(bareFolders, name)
	}
	extension := path.Ext(name)
	if slices.Contains(bareExtensions, extension) || slices.Contains(bareNames, name) {
		return true
	}
	stem, _, _ := strings.Cut(strings.TrimSuffix(name, extension), "-") // LICENSE-MIT
	stem, _, _ = strings.Cut(stem, "_zh")                               // README_zh.md
	stem, _, _ = strings.Cut(stem, ".")                                 // README.zh.md
	return stem != "" && slices.Contains(bareNames, stem) && isProse(extension)
}

// isProse reports whether a file with this extension is read by people.
func isProse(extension string) bool {
	return slices.Contains([]string{"", ".md", ".markdown", ".mkd", ".rst", ".txt", ".org", ".adoc", ".html", ".htm", ".cff", ".bib"}, extension)
}

// list names the first few entries of a tree.
func list(tree []entry) string {
	const most = 4
	var names []string
	for i, e := range tree {
		if i == most {
			names = append(names, "…")
			break
		}
		names = append(names, e.Name)
	}
	return strings.Join(names, ", ")
}
