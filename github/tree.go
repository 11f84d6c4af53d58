package github

import (
	"path"
	"strings"
)

// An entry is one entry of the tree at HEAD, its root folder alone.
type entry struct {
	Name string
	Type string // "blob", "tree", or "commit" for a submodule
}

// What stands beside code and is none. A repository with nothing else is a
// placeholder. When in doubt a name is left out: better a placeholder that passes for
// alive than an alarm about code that is there.
var (
	// furnitureFiles are names of files without their last extension, in lower case.
	furnitureFiles = set("license", "licence", "copying", "copyright", "unlicense", "notice", "notices", "authors",
		"contributors", "contributing", "code_of_conduct", "security", "support", "governance", "codeowners",
		"changelog", "citation", "todo")
	// furnitureDots are names of files in full, in lower case.
	furnitureDots = set(".gitignore", ".gitattributes", ".gitkeep", ".keep", ".ds_store", ".editorconfig", ".mailmap",
		".nojekyll", "cname", "funding.yml")
	// textExtensions are what a furniture file may end in, beside nothing.
	textExtensions = set("", ".md", ".markdown", ".mdown", ".mkd", ".rst", ".txt", ".org", ".adoc", ".asciidoc", ".cff", ".html",
		".mit", ".apache")
	// mediaExtensions are those of pictures, films and papers.
	mediaExtensions = set(".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".bmp", ".ico", ".tif", ".tiff", ".eps", ".mp4",
		".webm", ".mov", ".avi", ".pdf", ".bib")
	// languages are what a README's translations are marked with.
	languages = set("en", "english", "zh", "cn", "zhcn", "tw", "hans", "hant", "chinese", "ja", "jp", "japanese", "ko", "kr", "korean",
		"fr", "de", "es", "it", "pt", "br", "ru", "tr", "vi", "ar", "fa", "hi", "id", "pl", "nl", "uk", "us", "gb")
	// furnitureFolders hold pictures and GitHub's own settings.
	furnitureFolders = set("images", "image", "imgs", "img", "figures", "figure", "figs", "fig", "pics", "pictures", "media", ".github")
)

// furniture reports whether e is something that stands beside code.
func (e entry) furniture() bool {
	name := strings.ToLower(e.Name)
	switch e.Type {
	case "tree":
		return furnitureFolders[name]
	case "blob":
		ext := path.Ext(name)
		stem := strings.TrimSuffix(name, ext)
		return furnitureDots[name] || mediaExtensions[ext] || readme(name) || textExtensions[ext] && (furnitureFiles[stem] || licence(stem))
	}
	return false
}

// readme reports whether name, in lower case, is README or one of its translations:
// README_zh-CN.md, README.ja.md. A README.ipynb is a program.
func readme(name string) bool {
	rest, ok := strings.CutPrefix(name, "readme")
	if !ok || rest != "" && strings.IndexByte("._-", rest[0]) < 0 {
		return false
	}
	for part := range strings.FieldsFuncSeq(rest, func(r rune) bool { return r == '.' || r == '_' || r == '-' }) {
		if !languages[part] && !textExtensions["."+part] {
			return false
		}
	}
	return true
}

// licence reports whether stem is a licence of several: LICENSE-MIT, LICENSE_DATA.
func licence(stem string) bool {
	return strings.HasPrefix(stem, "license-") || strings.HasPrefix(stem, "licence-") || strings.HasPrefix(stem, "license_")
}

// placeholder reports whether a tree holds nothing but furniture. One without any
// entry has commits and no file, and is a placeholder as well.
func placeholder(tree []entry) bool {
	for _, e := range tree {
		if !e.furniture() {
			return false
		}
	}
	return true
}

func set(names ...string) map[string]bool {
	m := make(map[string]bool, len(names))
	for _, n := range names {
		m[n] = true
	}
	return m
}
