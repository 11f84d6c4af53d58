package extract

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"stemma"
)

// In the left column square brackets mark the mentions; own names stand on the right.
func TestNames(t *testing.T) {
	for _, test := range []struct{ title, marked, own string }{
		// What is introduced.
		{"", "We propose GlimmerNet, a small network for night images.", "GlimmerNet"},
		{"", "We introduce Layered Echo Matching (LEM) and train it on [ImageNet].", "Layered Echo Matching; LEM"},
		{"", "In this paper we present TideBench and TideAgent. TideAgent beats [GPT-4o] on TideBench.", "TideBench; TideAgent"},
		{"", "This work adds a new loss, termed HaloLoss, to [SimCLR].", "HaloLoss"},
		{"", "A novel solver, PellSolver++, is proposed. PellSolver++ needs fewer steps than [DDIM].", "PellSolver++"},
		{"", "We call this effect gradual label drift.", "gradual label drift"},
		{"", "We introduce `patient decoding' which waits for evidence.", "patient decoding"},
		{"MorrowMind: A Planner That Waits", "Planning is hard. MorrowMind outperforms [ReAct] and [Reflexion] on [ALFWorld].", "MorrowMind"},
		{"Quill 2: Better Writing", "We present Quill 2, which improves over [GPT-4] on [MT-Bench].", "Quill 2"},
		{"Patient Decoding for Long Texts", "We develop patient decoding, a rule for generation.", "patient decoding; Patient Decoding"},
		{"Sparse Token Router Networks", "Our method needs no labels. STRN is fast.", "STRN; Sparse Token Router Networks"},
		{"", "Our pipeline yields QuarryQA, a new set of questions, built on top of [LLaMA].", "QuarryQA"},
		{"", "We propose Kestrel-VL. Kestrel-VL-7B is the larger model.", "Kestrel-VL; Kestrel-VL-7B"},

		// What only stands near an introduction.
		{"", "We propose an RL framework and introduce GANs for it.", ""},
		{"", "We introduce a QXR encoder for trees.", ""},
		{"", "We propose a framework for training on [FooSet-9] data.", ""},
		{"", "We introduce GlimNet-style training of planners.", ""},
		{"", "We present a method based on [CLIP].", ""},

		// What is named.
		{"", "Experiments on [CIFAR-10], [CelebA] and [ImageNet] show gains in [FID].", ""},
		{"", "Models such as [GPT-4o], [Claude 3.5 Sonnet], and [Qwen2.5-VL-7B] struggle.", ""},
		{"", "It is compared with [CQL], [IQL], and [TD3+BC].", ""},
		{"", "We extend [classifier-free guidance] and [nucleus sampling].", ""},
		{"", "[Speculative decoding] speeds up [Llama 2].", ""},
		{"", "We study [SDS]-based editing, where [Score Distillation Sampling] ([SDS]) fails.", ""},
		{"", "We fine-tune a [LLaVA]-style model with [LoRA].", ""},
		{"", "Scores on [SWE-bench Verified] rise.", ""},
		{"", "We propose Doubled [Speculative Decoding] (DSD).", "Doubled Speculative Decoding; DSD"},

		// What is neither.
		{"", "Large Language Models (LLMs) and GANs run on NVIDIA H100 GPUs in Paris.", ""},
		{"", "We solve the ODE with O(n) steps in MATLAB and report PSNR and F1.", ""},
		{"", "Bayesian inference with Markov chain Monte Carlo (MCMC) is slow.", ""},
		{"", "The English and Chinese texts come from Wikipedia.", ""},
	} {
		abstract, want := unmark(test.marked)
		mentions, own := Names(test.title, abstract, nil, nil)
		if got := mark(abstract, mentions); got != test.marked {
			t.Errorf("mentions\n got %s\nwant %s", got, test.marked)
		}
		if got := strings.Join(own, "; "); got != test.own {
			t.Errorf("%s\n own %q, want %q", test.marked, got, test.own)
		}
		if len(mentions) != want {
			t.Errorf("%s: %d mentions, want %d", test.marked, len(mentions), want)
		}
	}
}

// A name that the lexicon knows is own where the paper's words say so, and a mention elsewhere.
func TestNamesKnown(t *testing.T) {
	for _, test := range []struct{ title, marked, own string }{
		// Introduced.
		{"Latent Consistency Models: Pictures at Once", "We introduce Latent Consistency Models (LCMs), which draw in a step. LCM beats [DDIM] (Song et al., 2021).", "LCMs; Latent Consistency Models; LCM"},
		{"Straight Paths with Rectified Flow", "Curves cost time. We introduce Rectified Flow, a straight road.", "Rectified Flow"},
		{"Seeing Words", "We present CLIP, which pairs pictures with words.", "CLIP"},
		{"Seeing Words", "In this paper, CLIP is introduced.", "CLIP"},
		{"Tuning Less", "A new method called LoRA, tunes few weights.", "LoRA"},
		{"Denoising Diffusion Implicit Models", "Denoising Diffusion Implicit Models (DDIM) skip steps that [DDPM] (Ho et al., 2020) takes.", "Denoising Diffusion Implicit Models; DDIM"},
		{"Denoising Diffusion Probabilistic Models", "Noise is added. Our variant, DDPM, removes it.", "DDPM; Denoising Diffusion Probabilistic Models"},
		{"Elucidating the Design Space of Diffusion-Based Generative Models", "We sort the choices. From this come EDM's sampler and its weights.", "EDM"},
		{"Small Pictures with Latent Diffusion Models", "We first shrink the picture. Such Latent Diffusion Models (LDMs) keep its layout.", "Latent Diffusion Models; LDMs"},

		// Used, cited, or named by a title that is about it.
		{"Fine-tuning LLaMA for Poems", "We present a way to fine-tune [LLaMA], and propose rhymes.", ""},
		{"A Study of LoRA", "We study [LoRA], and introduce measures for it.", ""},
		{"Speculative Decoding for Films", "We introduce ReelNet, which brings [speculative decoding] to films.", "ReelNet"},
		{"Talk", "We introduce [LoRA] into the decoder and present [CLIP] features.", ""},
		{"Talk", "We add a loss term to the [GRPO] objective. Our baseline, [DDPM], is slow.", ""},
		{"Talk", "We present [Consistency Models] ([CM]) (Song et al., 2023) to beginners.", ""},
		{"With Theory of Mind (ToM)", "We use [LLaMA]-style chat. A model called [CLIP] sees.", ""},
	} {
		abstract, _ := unmark(test.marked)
		mentions, own := Names(test.title, abstract, nil, Citations(abstract))
		if got := mark(abstract, mentions); got != test.marked {
			t.Errorf("mentions\n got %s\nwant %s", got, test.marked)
		}
		if got := strings.Join(own, "; "); got != test.own {
			t.Errorf("%s\n own %q, want %q", test.marked, got, test.own)
		}
	}
}

// unmark returns marked without its marks, and how many there were.
func unmark(marked string) (string, int) {
	return strings.NewReplacer("[", "", "]", "").Replace(marked), strings.Count(marked, "[")
}

func mark(text string, mentions []stemma.Mention) string {
	var b strings.Builder
	at := 0
	for _, m := range mentions {
		b.WriteString(text[at:m.Start] + "[" + m.Name + "]")
		at = m.End
	}
	return b.String() + text[at:]
}

func TestNamesTypes(t *testing.T) {
	for name, want := range map[string]stemma.MentionType{
		"on the MarbleSet-2 dataset":    stemma.TypeDataset,
		"on the GrottoBench benchmark":  stemma.TypeBenchmark,
		"on ImageNet":                   stemma.TypeDataset,
		"with PyTorch":                  stemma.TypeTool,
		"in FID":                        stemma.TypeMetric,
		"with Qwen2.5-VL-72B":           stemma.TypeModel,
		"with DPM-Solver++":             stemma.TypeMethod,
		"on MMLU, GSM8K and PebbleEval": stemma.TypeBenchmark,
	} {
		mentions, _ := Names("", "We evaluate the baselines "+name+" and report the results.", nil, nil)
		if len(mentions) == 0 {
			t.Errorf("%q: no mention", name)
			continue
		}
		if got := mentions[len(mentions)-1]; got.Type != want {
			t.Errorf("%q: %s is a %s, want %s", name, got.Name, got.Type, want)
		}
	}
}

func TestNamesLeaveLinksAndCitationsAlone(t *testing.T) {
	text := "We compare with DDIM (Song et al., 2021); code: github.com/x/ImageNet and ImageNet"
	link := stemma.Link{Start: strings.Index(text, "github"), End: strings.Index(text, " and Im")}
	cite := stemma.Citation{Start: strings.Index(text, "Song"), End: strings.Index(text, ");")}
	mentions, _ := Names("", text, []stemma.Link{link}, []stemma.Citation{cite})
	if got, want := mark(text, mentions), "We compare with [DDIM] (Song et al., 2021); code: github.com/x/ImageNet and [ImageNet]"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestNamesNeverNil(t *testing.T) {
	if mentions, own := Names("", "", nil, nil); mentions == nil || own == nil {
		t.Error("lists are never nil")
	}
}

// TestNameBlock holds the reading of eight bytes at a time against that of one.
func TestNameBlock(t *testing.T) {
	for _, text := range []string{
		"word next word", "Capitalised and LongerThanEight1 x", "ABCDEFGHabcdefgh 12345678", "DPM-Solver is e.g. x. -y z- a-.b",
		"wav2vec 2.0", "x", "S^3 a_b c@d ^e @f", "exactly8 exactlynineteen--", "end.", "[`{/:]~!@ZzAa09",
	} {
		for shift := range nameBlockSize {
			text := strings.Repeat("x ", nameBlockSize)[:shift] + text + strings.Repeat(" y", nameBlockSize)
			for base := range len(text) {
				goesOn := uint64(base & 1) // whatever stands there: it is told, not looked up
				if fast, slow := nameBlockAt(text, base, nil, goesOn), slowNameBlock(text, base, nil, goesOn); fast != slow {
					t.Errorf("%q from %d on: got %b, want %b", text, base, fast, slow)
				}
			}
		}
	}
}

// TestNameShapes holds that a word has the same shape wherever it stands in a block, or across the border of two.
func TestNameShapes(t *testing.T) {
	const text = "Plain X ALLCAPS LongerThanEight1 wav2vec 2.0 DPM-Solver++ a_b Ünïcode étude e.g. 8B GPT-4o abc-Def"
	var want []nameShape
	for shift := range 2 * nameBlockSize {
		padded := strings.Repeat("- ", nameBlockSize)[:shift] + "x " + text + " y"
		tokens, _, _ := nameTokens(padded, nil, new(nameRoom))
		var got []nameShape
		for _, token := range tokens[1:] {
			got = append(got, token.shape)
		}
		if shift == 0 {
			want = got
		}
		if !slices.Equal(got, want) {
			t.Errorf("behind %d bytes: got %b, want %b", shift, got, want)
		}
		tokens, _, _ = nameTokens(strings.TrimSuffix(padded, " y"), nil, new(nameRoom))
		if last := tokens[len(tokens)-1].shape; last != want[len(want)-2] {
			t.Errorf("behind %d bytes, at the end: got %b, want %b", shift, last, want[len(want)-2])
		}
	}
	if want[0]&(shapeTitled|shapeCapital) != shapeTitled|shapeCapital || want[3]&(shapeDigit|shapeTitled) != shapeDigit {
		t.Errorf("got %b", want)
	}
}

// TestNameTokens reads words that lie across the borders of blocks, beyond ASCII, and around spans that hold none.
func TestNameTokens(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"word next word", "word next word"},
		{"DPM-Solver++ is e.g. x. -y z- a-.b", "DPM-Solver++ is e.g x y z a b"},
		{"wav2vec 2.0 S^3 a_b c@d ^e @f", "wav2vec 2.0 S^3 a_b c@d e f"},
		{"naïve café résumé-based Zürich’s x", "naïve café résumé-based Zürich s x"},
		{strings.Repeat("long", 40) + "-er word", strings.Repeat("long", 40) + "-er word"},
		{"before-[link]-behind c++[cite]++ next[x]word", "before behind c++ next word"},
	} {
		for shift := range nameBlockSize {
			text := strings.Repeat("- ", nameBlockSize)[:shift] + test.text
			var skip []nameSpan
			for at := 0; strings.Contains(text[at:], "["); {
				open := at + strings.IndexByte(text[at:], '[')
				at = open + strings.IndexByte(text[open:], ']') + 1
				skip = append(skip, nameSpan{int32(open), int32(at)})
			}
			tokens, _, _ := nameTokens(text, skip, new(nameRoom))
			var words []string
			for _, token := range tokens {
				words = append(words, text[token.start:token.end])
			}
			if got := strings.Join(words, " "); got != test.want {
				t.Errorf("%q behind %d bytes: got %q, want %q", test.text, shift, got, test.want)
			}
		}
	}
}

// TestVocabulary fails when a word found no room: then the vocabulary has to be larger.
func TestVocabulary(t *testing.T) {
	for _, row := range nameCueWords {
		for word := range strings.FieldsSeq(row.words) {
			for _, word := range []string{word, strings.ToUpper(word[:1]) + word[1:]} {
				if got := nameWords.lookUp(word); nameWords.words[got] != strings.ToLower(word) || nameWords.cues[got]&row.cues != row.cues {
					t.Errorf("%q: found %q with cues %b, want %b", word, nameWords.words[got], nameWords.cues[got], row.cues)
				}
			}
		}
	}
	if nameWords.lookUp("zeugma") != 0 {
		t.Error("zeugma is held")
	}
	for place, word := range nameWords.words {
		if nameWords.cues[place]&cueAbbreviation != 0 && len(word) > abbreviationLongest {
			t.Errorf("the abbreviation %q is longer than %d bytes", word, abbreviationLongest)
		}
		if key := wordKeyAt(word+" and more", 0, len(word)); word != "" && (key != wordKey(word) || key != wordKeyAt(word, 0, len(word))) {
			t.Errorf("%q has two keys", word)
		}
	}
}

func TestTitleHead(t *testing.T) {
	for _, test := range []struct{ title, want string }{
		{"AlphaFlow: Few Steps - and Fewer", "AlphaFlow"},
		{"Self-Made AlphaFlow - Few: Steps", "Self-Made AlphaFlow"},
		{"AlphaFlow -- Few Steps", "AlphaFlow"},
		{"The AlphaFlow — Few Steps: A Study", "AlphaFlow"},
		{"AlphaFlow – Few Steps", "AlphaFlow"},
		{"Few Steps, 1–2 of them, at a ratio of 1:2 or so", ""},
		{": Few Steps: A Study", ": Few Steps"},
		{"Few Steps:", ""},
		{"", ""},
	} {
		if got := titleHead(test.title); got != test.want {
			t.Errorf("%q: got %q, want %q", test.title, got, test.want)
		}
	}
}

func TestContainsFold(t *testing.T) {
	for _, s := range []string{"", "Few Steps", "few steps", "ÜBER uns", "\u212Aelvin"} { // the Kelvin sign is a K
		for _, part := range []string{"", "Few", "STEPS", "eps ", "über", "kelvin", "\u212A"} {
			if got, want := containsFold(s, part), strings.Contains(strings.ToLower(s), strings.ToLower(part)); got != want {
				t.Errorf("%q in %q: got %v, want %v", part, s, got, want)
			}
		}
	}
}

func TestLongForm(t *testing.T) {
	for _, test := range []struct{ short, text, want string }{
		{"SDS", "as in score distillation sampling", "score distillation sampling"},
		{"MAE", "with a masked-autoencoder", "masked-autoencoder"},
		{"TARFlow", "is Transformer Autoregressive Flow", "Transformer Autoregressive Flow"},
		{"LLMs", "of large language models", "large language models"},
		{"XYZ", "of large language models", ""},
	} {
		got := ""
		if at := longForm(test.text, test.short, 0, len(test.text)); at >= 0 {
			got = test.text[at:]
		}
		if got != test.want {
			t.Errorf("%s: %q, want %q", test.short, got, test.want)
		}
	}
}

func FuzzNames(f *testing.F) {
	for _, s := range []string{
		"We propose FooNet (FN), a novel net.", "(((", "A A A ", "\\aka X^2 ’s (A)", "Aa Bb (AB) and CD (Cc Dd)", "we call \xff\xfe X1",
		"Recursive Speculative Decoding (RSD)", "Ünïcode-Net – é (ÉN)", "GPT-4, LLaMA-2-7B/DPM-Solver++ on CIFAR-10.", "(N)-HARPG", "called ",
	} {
		f.Add("T: "+s, s, 3, 5)
	}
	f.Fuzz(func(t *testing.T, title, abstract string, start, end int) {
		var links []stemma.Link
		if 0 <= start && start < end && end <= len(abstract) && utf8.ValidString(abstract[:start]) && utf8.ValidString(abstract[start:end]) {
			links = append(links, stemma.Link{Start: start, End: end})
		}
		mentions, own := Names(title, abstract, links, nil)
		at := 0
		for _, m := range mentions {
			if m.Start < at || m.End <= m.Start || m.End > len(abstract) || nameInLine(abstract[m.Start:m.End]) != m.Name || m.Type == "" {
				t.Fatalf("bad mention %+v", m)
			}
			if utf8.ValidString(abstract) && !utf8.ValidString(m.Name) {
				t.Fatalf("%q is cut inside a rune", m.Name)
			}
			for _, l := range links {
				if m.Start < l.End && l.Start < m.End {
					t.Fatalf("%q overlaps a link", m.Name)
				}
			}
			if slices.Contains(own, m.Name) {
				t.Fatalf("%q is both a mention and an own name", m.Name)
			}
			at = m.End
		}
		again, ownAgain := Names(title, abstract, links, nil)
		if !slices.Equal(mentions, again) || !slices.Equal(own, ownAgain) {
			t.Fatal("two runs differ")
		}
		if again, ownAgain = namesOfAll(title, abstract, links); !slices.Equal(mentions, again) || !slices.Equal(own, ownAgain) {
			t.Fatalf("got %v, %q; with a look at what is dull too %v, %q", mentions, own, again, ownAgain)
		}
	})
}

func ExampleNames() {
	mentions, own := Names("LanternNet: Seeing at Night",
		"We propose LanternNet, which extends ControlNet with score distillation sampling (SDS) and beats DDIM on CIFAR-10.", nil, nil)
	for _, m := range mentions {
		fmt.Println(m.Name, m.Type)
	}
	fmt.Println(own)
	// Output:
	// ControlNet method
	// score distillation sampling method
	// SDS method
	// DDIM method
	// CIFAR-10 dataset
	// [LanternNet]
}

// benchmarkAbstract is about as rich in names as an abstract on machine learning.
const benchmarkAbstract = "Sampling from a large model is slow, since each step of the chain has to wait for the one before it. " +
	"Several remedies exist: distilling the steps into fewer of them, choosing a better solver, or predicting what the next step will need. " +
	"We propose Patient Step Skipping (PSS), which decides at run time which steps may be left out. It needs no training and no change of the model. " +
	"The rule is derived from a bound on the error that a skipped step causes, and the bound is checked while the chain runs. " +
	"On CIFAR-10 and ImageNet, PSS takes half the time of DDIM at the same FID, and it can be combined with DPM-Solver++. " +
	"We also apply it to Stable Diffusion, where it keeps the details that progressive distillation loses, and discuss when skipping fails. "

func BenchmarkNames(b *testing.B) {
	for _, bench := range []struct{ name, text string }{
		{"abstract", benchmarkAbstract},
		{"plain", strings.Repeat("the rule is derived from a bound on the error that a skipped step causes, and it is checked. ", 10)},
		{"brackets-10MB", strings.Repeat("(", 10<<20)},
		{"letters-10MB", strings.Repeat("A A A ", 10<<20/6)},
	} {
		b.Run(bench.name, func(b *testing.B) {
			b.SetBytes(int64(len(bench.text)))
			b.ReportAllocs()
			for b.Loop() {
				Names("Skipping Steps: A Study", bench.text, nil, nil)
			}
		})
	}
}

// TestNamesMadeAlike holds that names which share their ends and their length cost no more than others.
func TestNamesMadeAlike(t *testing.T) {
	var b strings.Builder
	for i := range 20_000 {
		fmt.Fprintf(&b, "Abcdefgh%06dZyxwvutsr, ", i)
	}
	room := new(nameRoom)
	p := newNamePass(room, "", b.String())
	p.read(nil, nil)
	longest := 0
	for _, head := range p.buckets {
		n := 0
		for g := head; g != 0; g = p.groups[g-1].next {
			n++
		}
		longest = max(longest, n)
	}
	if len(p.groups) != 20_000 || longest > 20 {
		t.Errorf("%d names, %d of them in one bucket", len(p.groups), longest)
	}
}
