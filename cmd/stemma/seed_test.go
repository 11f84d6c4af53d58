package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stemma"
)

// TestSeedPage reads a real page, which stands beside the checkout and is not part of it.
func TestSeedPage(t *testing.T) {
	file := filepath.Join("..", "..", "..", "shared", "seed", "daily-papers.txt")
	if _, err := os.Stat(file); err != nil {
		t.Skip("skipped: the page ../shared/seed/daily-papers.txt is not here")
	}
	var stderr bytes.Buffer
	p := &program{stderr: &stderr, getenv: os.Getenv}
	in := &intake{program: p, console: p.console(false, false), jobs: 2}
	var all []stemma.Reading
	err := readPapers(context.WithoutCancel(t.Context()), in, []string{file},
		func(list []stemma.Reading, r stemma.Reading) []stemma.Reading { return append(list, r) },
		func(list []stemma.Reading) error { all = append(all, list...); return nil })
	if err != nil || stderr.Len() > 0 {
		t.Fatalf("%v %s", err, &stderr)
	}
	if len(all) != 58 {
		t.Errorf("got %d papers, want 58", len(all))
	}
	var links, citations, promising []string
	for _, r := range all {
		for _, link := range r.Extraction.Links {
			links = append(links, link.URL)
		}
		for _, c := range r.Extraction.Citations {
			form := "bracketed"
			if c.Narrative {
				form = "narrative"
			}
			citations = append(citations, c.Authors[0]+" "+c.Year+c.Suffix+" "+form+" "+c.Name)
		}
		if len(r.Extraction.Promises) > 0 {
			promising = append(promising, r.Paper.Title)
		}
	}
	slices.Sort(links)
	slices.Sort(citations)
	for _, c := range []struct{ got, want []string }{
		{links, []string{
			"https://active-diffusion-subsampling.github.io",
			"https://github.com/1202kbs/DMCMC", "https://github.com/Improbable-AI/harness-offline-rl", "https://github.com/MC-E/DragonDiffusion",
			"https://github.com/Mingxiao-Li/TS-DPM", "https://github.com/Z-Zheng/FreeNet", "https://github.com/diegovalsesia/MMD-DDM",
			"https://github.com/locuslab/diffusion-model-hallucination", "https://github.com/masa-ue/SVDD", "https://github.com/minyoungkim21/niwmeta",
			"https://github.com/qsh-zh/deis", "https://github.com/sony/ctm", "https://github.com/soobin-um/minority-guidance",
			"https://uhh.de/inf-sp-storm",
		}},
		{citations, []string{
			"Albergo 2023 narrative ", "Doshi 2023 narrative ", "Karras 2022 narrative ", "Kim 2022 narrative ", "Liu 2023 bracketed InstaFlow",
			"Luo 2023a bracketed ", "Song 2021b narrative ", "Song 2023 bracketed Consistency Models (CM)", "Xue 2023b bracketed UFOGen",
		}},
		{promising, []string{
			"SCott: Accelerating Diffusion Models with Stochastic Consistency Distillation",
			"Cloud-Device Collaborative Adaptation to Continual Changing Environments in the Real-world",
		}},
	} {
		if diff := cmp.Diff(c.want, c.got); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
}
