package input

import (
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// The paragraphs of which the pages below are made.
const (
	prose1 = "Gardens grow slowly. We present a method that waters them at night, when the loss to the sun is small. On three plots it saves a third of the water, and the beans do not mind. Code: https://github.com/garden/night."
	prose2 = "Every hedge has a best height. We measure it for twelve species and find that it follows the square root of the width. The rule holds for all soils that we tried, and for none of the roofs."
	short1 = "We show that moss wins."
	// A first line that is wrapped at sixty columns, and so on.
	wrapped1 = "Gardens grow slowly. We present a method that waters them at\nnight, when the loss to the sun is small. On three plots it\nsaves a third of the water, and the beans do not mind."
	wrapped2 = "Every hedge has a best height. We measure it for twelve\nspecies and find that it follows the square root of the\nwidth. The rule holds for all soils that we tried."
)

func TestPastes(t *testing.T) {
	tests := []struct {
		name string
		page []string // paragraphs, put together with blank lines
		want []string // title, abstract in turn; "!" and a title for one that is reported
	}{
		{"title and abstract in turn",
			[]string{"Night Watering", prose1, "On Hedges", prose2},
			[]string{"Night Watering", prose1, "On Hedges", prose2}},
		{"furniture before the first title",
			[]string{"new", "Get trending papers in your email inbox!", "Subscribe", "Daily Papers", "by AK and the research community", "Night Watering", prose1},
			[]string{"Night Watering", prose1}},
		{"furniture that we do not know",
			[]string{"The Garden Herald", "today's harvest", "Night Watering", prose1, "tell your friends", "On Hedges", prose2},
			[]string{"Night Watering", prose1, "On Hedges", prose2}},
		{"furniture around and between title and abstract",
			[]string{"Upvote 12", "Night Watering", "·\nPublished on Nov 13, 2024\n· 14 authors", "View PDF", "Abstract", prose1, "42\n+17", "2 days ago", "Upvote\n3", "On Hedges", "Submitted by someone", prose2, "Next"},
			[]string{"Night Watering", prose1, "On Hedges", prose2}},
		{"no blank lines",
			[]string{"Night Watering\n" + prose1 + "\nOn Hedges\n" + prose2 + "\nMoss\n" + short1},
			[]string{"Night Watering", prose1, "On Hedges", prose2, "Moss", short1}},
		{"blank lines between papers alone",
			[]string{"Night Watering\n" + prose1, "On Hedges\n" + prose2},
			[]string{"Night Watering", prose1, "On Hedges", prose2}},
		{"several blank lines, and spaces in them",
			[]string{"\n\n  Night Watering  \n \t", "\n" + prose1 + "\n \n"},
			[]string{"Night Watering", prose1}},
		{"wrapped abstracts keep their line breaks",
			[]string{"Night Watering", wrapped1, "On Hedges", wrapped2},
			[]string{"Night Watering", wrapped1, "On Hedges", wrapped2}},
		{"wrapped abstracts right below their titles",
			[]string{"Night Watering\n" + wrapped1, "On the best height of hedges\n" + wrapped2},
			[]string{"Night Watering", wrapped1, "On the best height of hedges", wrapped2}},
		{"wrapped abstracts and no blank line at all",
			[]string{"Watering at Night\n" + wrapped1 + "\nThe Best Height of Hedges\n" + wrapped2},
			[]string{"Watering at Night", wrapped1, "The Best Height of Hedges", wrapped2}},
		{"wrapped titles",
			[]string{"Night Watering: A Method for Gardens in Which\nBeans Do Not Mind", prose1, "On Hedges", prose2},
			[]string{"Night Watering: A Method for Gardens in Which Beans Do Not Mind", prose1, "On Hedges", prose2}},
		{"titles that ask, shout or quote",
			[]string{"Do Gardens Sleep?", prose1, "Is Height All You Need? A Study of Hedges", prose2, "Grow!", prose1, "\"Why Beans?\"", prose2},
			[]string{"Do Gardens Sleep?", prose1, "Is Height All You Need? A Study of Hedges", prose2, "Grow!", prose1, "\"Why Beans?\"", prose2}},
		{"a title with two sentences",
			[]string{"St. Fiacre vs. the Slugs. Part II", prose1},
			[]string{"St. Fiacre vs. the Slugs. Part II", prose1}},
		{"a very long title",
			[]string{"Night Watering", prose1, strings.TrimSpace(strings.Repeat("A Long Study of Hedges, ", 10)), prose2},
			[]string{"Night Watering", prose1, strings.TrimSpace(strings.Repeat("A Long Study of Hedges, ", 10)), prose2}},
		{"titles of one word, with formulas, in other scripts",
			[]string{"Moss", prose1, "$\\ell_p$-Hedges in $\\mathbb{R}^3$", prose2, "Über Hecken", prose1, "深度学习综述", prose2, "О живой изгороди", prose1, "iHedge", prose2},
			[]string{"Moss", prose1, "$\\ell_p$-Hedges in $\\mathbb{R}^3$", prose2, "Über Hecken", prose1, "深度学习综述", prose2, "О живой изгороди", prose1, "iHedge", prose2}},
		{"an abstract in a script without spaces",
			[]string{"深度学习综述", "本文综述了深度学习的最新进展。我们讨论了模型、数据与方法,并指出了未来的研究方向。", "On Hedges", prose2},
			[]string{"深度学习综述", "本文综述了深度学习的最新进展。我们讨论了模型、数据与方法,并指出了未来的研究方向。", "On Hedges", prose2}},
		{"titles that end in a full stop",
			[]string{"Night watering saves water.", prose1, "On the height of hedges.", prose2, "Moss wins.", prose1},
			[]string{"Night watering saves water.", prose1, "On the height of hedges.", prose2, "Moss wins.", prose1}},
		{"an abstract of one short sentence",
			[]string{"Moss", short1, "On Hedges", prose2, "Moss Again", short1},
			[]string{"Moss", short1, "On Hedges", prose2, "Moss Again", short1}},
		{"an abstract of two paragraphs",
			[]string{"Night Watering", prose1, "We also tried rain.", prose2, "On Hedges", prose2},
			[]string{"Night Watering", prose1 + "\n\nWe also tried rain.\n\n" + prose2, "On Hedges", prose2}},
		{"links on lines of their own",
			[]string{"Night Watering", prose1, "Project page: https://night.github.io", "On Hedges", "https://github.com/garden/hedge", prose2},
			[]string{"Night Watering", prose1 + "\n\nProject page: https://night.github.io", "On Hedges", "https://github.com/garden/hedge\n\n" + prose2}},
		{"an abstract that ends in a link and no full stop",
			[]string{"Night Watering", "Gardens grow slowly, and we water them at night. Code: https://github.com/garden/night", "On Hedges", prose2},
			[]string{"Night Watering", "Gardens grow slowly, and we water them at night. Code: https://github.com/garden/night", "On Hedges", prose2}},
		{"links under a heading belong to the abstract before",
			[]string{"Night Watering", prose1, "Where to find it", "https://github.com/garden/night", "On Hedges", prose2},
			[]string{"Night Watering", prose1 + "\n\nhttps://github.com/garden/night", "On Hedges", prose2}},
		{"numbered lists and Markdown",
			[]string{"1. Night Watering", prose1, "[2] On Hedges", prose2, "3) 3D Beans", prose1, "## Moss", prose2, "**Slugs**", prose1, "- Worms", prose2},
			[]string{"Night Watering", prose1, "On Hedges", prose2, "3D Beans", prose1, "Moss", prose2, "Slugs", prose1, "Worms", prose2}},
		{"lists of authors and institutions",
			[]string{"Night Watering", "Jane Doe, Wei Li and Ana María de la Cruz", "University of Beans", "jane@beans.example", prose1, "On Hedges", "Jane Doe¹, Wei Li²", prose2, "On More Hedges", "J. Doe", prose2},
			[]string{"Night Watering", prose1, "On Hedges", prose2, "On More Hedges", prose2}},
		{"a title that looks like a list of authors",
			[]string{"Night Watering", prose1, "Tall Hedges, Short Hedges, and Dead Hedges", prose2},
			[]string{"Night Watering", prose1, "Tall Hedges, Short Hedges, and Dead Hedges", prose2}},
		{"labels",
			[]string{"Title: Night Watering\nAuthors: Jane Doe\nAbstract: " + prose1 + "\nComments: 12 pages", "Title:\nOn Hedges\nAbstract\n" + prose2},
			[]string{"Night Watering", prose1, "On Hedges", prose2}},
		{"an abstract that is labelled and looks like a title",
			[]string{"Night Watering", "Abstract: beans at night", "On Hedges", prose2},
			[]string{"Night Watering", "beans at night", "On Hedges", prose2}},
		{"a labelled title that looks like a sentence",
			[]string{"Title: We water at night.", prose1},
			[]string{"We water at night.", prose1}},
		{"titles without an abstract",
			[]string{"Night Watering", prose1, "The Lost Art of Weeding Beds", "On Hedges", prose2, "Slugs and Their Many Enemies"},
			[]string{"Night Watering", prose1, "!", "The Lost Art of Weeding Beds", "On Hedges", prose2, "!", "Slugs and Their Many Enemies"}},
		{"an abstract without a title is kept",
			[]string{prose1, "On Hedges", prose2},
			[]string{"", prose1, "On Hedges", prose2}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for _, eol := range []string{"\n", "\r\n"} {
				page := strings.ReplaceAll(strings.Join(tt.page, "\n\n"), "\n", eol)
				if got := titlesAndAbstracts(t, page); !slices.Equal(got, tt.want) {
					t.Fatalf("line ends %q: got\n\t%s\nwant\n\t%s", eol, strings.Join(got, "\n\t"), strings.Join(tt.want, "\n\t"))
				}
			}
		})
	}
}

// titlesAndAbstracts reads a page; a record that can't be read is "!" and its line.
func titlesAndAbstracts(t *testing.T, page string) []string {
	t.Helper()
	r, err := NewReader(strings.NewReader(page), "page", Options{})
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(page, "\n")
	var got []string
	for record, err := r.Next(); err == nil; record, err = r.Next() {
		paper, err := record.Paper()
		if err != nil {
			got = append(got, "!", strings.TrimSpace(lines[record.Source.Line-1]))
			continue
		}
		got = append(got, paper.Title, paper.Abstract)
	}
	return got
}

// What a page says of its papers beside their titles.
func TestPasteDetails(t *testing.T) {
	tests := []struct {
		name string
		page []string
		want []string // id, date, authors of each paper
	}{
		{"an abstract's page of arXiv",
			[]string{"Gardening > Watering", "[Submitted on 13 Nov 2024 (v1), last revised 1 Dec 2024 (this version, v2)]", "Title:Night Watering", "Authors:Jane Doe, Wei Li", "View PDF", "Abstract:" + prose1, "Comments:\t12 pages\nSubjects:\tWatering (gd.WT)\nCite as:\tarXiv:2411.08706 [gd.WT]\n \t(or arXiv:2411.08706v2 [gd.WT] for this version)\n \thttps://doi.org/10.48550/arXiv.2411.08706"},
			[]string{"2411.08706", "2024-11-13", "Jane Doe+Wei Li"}},
		{"a listing of arXiv",
			[]string{"[1] arXiv:2411.08706 [pdf, other]\nTitle: Night Watering\nAuthors: Jane Doe\nComments: 12 pages\nAbstract: " + prose1, "[2] arXiv:gd-wt/0101001 [pdf]\nTitle: On Hedges\nAuthors: Wei Li,\n Ana Roe\nAbstract: " + prose2},
			[]string{"2411.08706", "", "Jane Doe", "gd-wt/0101001", "", "Wei Li+Ana Roe"}},
		{"ids behind the abstracts",
			[]string{"Night Watering", prose1, "arXiv:2411.08706v3", "On Hedges", prose2, "https://arxiv.org/abs/2411.08707"},
			[]string{"2411.08706", "", "", "2411.08707", "", ""}},
		{"ids and dates below the titles",
			[]string{"Night Watering", "Published on Nov 13, 2024", "https://huggingface.co/papers/2411.08706", prose1, "On Hedges", "Published on Nov 14, 2024", prose2},
			[]string{"2411.08706", "2024-11-13", "", "on-hedges-", "2024-11-14", ""}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r, err := NewReader(strings.NewReader(strings.Join(tt.page, "\n\n")), "page", Options{})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for record, err := r.Next(); err == nil; record, err = r.Next() {
				paper, err := record.Paper()
				if err != nil {
					t.Fatal(err)
				}
				got = append(got, paper.ID, paper.Date, strings.Join(paper.Authors, "+"))
			}
			same := func(got, want string) bool {
				return got == want || strings.HasSuffix(want, "-") && strings.HasPrefix(got, want)
			}
			if !slices.EqualFunc(got, tt.want, same) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestPasteFaults(t *testing.T) {
	checkOutline(t, "Night Watering\n\nGardens\x00 grow at night.\n\nOn H\xe9dges\n\nHedges grow too.\n\nMoss\n\nIt always wins.\n",
		"1 ! a NUL byte at byte 7 of the paragraph: this is no text",
		"5 ! not UTF-8: byte 0xe9 at byte 4 of the paragraph; convert the file first",
		`9 Moss | "It always wins."`)
}

// A paragraph of many short lines is held to the limit of a record, as a long line is.
func TestLongParagraph(t *testing.T) {
	page := "Night Watering\n\n" + strings.Repeat("and they grow\n", 500) + "\nOn Hedges\n\n" + prose2
	got := outline(t, strings.NewReader(page), "in", Options{MaxRecord: 1000})
	if len(got) != 2 || got[0] != "3 ! "+tooLong(1000) || !strings.HasPrefix(got[1], "504 On Hedges |") {
		t.Errorf("got %q", got)
	}
}

// A page that breaks off says so once, and gives the papers before.
func TestBrokenPaste(t *testing.T) {
	broken := io.ErrClosedPipe
	got := outline(t, &dribble{"Night Watering\n\nBeans do not mind.\n\nThe Best Height of Hedges\n\nEvery hed", broken}, "in", Options{Format: "text"})
	want := []string{`1 Night Watering | "Beans do not mind."`, "end: in:7: reading failed; what stood before was read: " + broken.Error()}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestSamplePage(t *testing.T) {
	page, err := os.ReadFile("../testdata/papers/daily.txt")
	if err != nil {
		t.Fatal(err)
	}
	got := titlesAndAbstracts(t, string(page))
	if len(got) != 2*16 || got[2] != "Consistency Models" {
		t.Errorf("%d titles and abstracts, want 16 of each", len(got))
	}
	for i, text := range got {
		if n := words([]byte(text)); i%2 == 1 && (n < 80 || n > 160) {
			t.Errorf("the abstract of %q has %d words", got[i-1], n)
		}
	}
}

// sharedFile finds a file of the folder shared beside the checkout, or named by
// STEMMA_SHARED.
func sharedFile(t *testing.T, name string) string {
	t.Helper()
	dirs := []string{os.Getenv("STEMMA_SHARED")}
	for up := ".."; len(up) < 16; up += "/.." {
		dirs = append(dirs, filepath.Join(up, "shared"))
	}
	for _, dir := range dirs {
		path := filepath.Join(dir, name)
		if _, err := os.Stat(path); dir != "" && err == nil {
			return path
		}
	}
	t.Skipf("%s is not there: STEMMA_SHARED may name the folder that holds it", name)
	return ""
}

func TestSeedPage(t *testing.T) {
	r, err := Open(sharedFile(t, "seed/daily-papers.txt"), nil, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	papers := 0
	for record, err := r.Next(); err != io.EOF; record, err = r.Next() {
		if err != nil {
			t.Fatal(err)
		}
		paper, err := record.Paper()
		if err != nil {
			t.Error(err)
		}
		if len(paper.Title) > 150 || len(paper.Abstract) < 1000 || strings.Contains(paper.Abstract, "\n") {
			t.Errorf("line %d: title %q, abstract of %d bytes", paper.Source.Line, paper.Title, len(paper.Abstract))
		}
		papers++
	}
	if papers != 58 {
		t.Errorf("%d papers, want 58", papers)
	}
}
