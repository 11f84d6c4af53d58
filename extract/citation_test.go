package extract

import (
	"strings"
	"testing"
	"unicode/utf8"

	"stemma"
)

// citationTable are sentences and what is cited in them, in a short notation:
//
//	Song+ 2021b          in brackets, "+" for et al.
//	=Song+ 2021b         narrative
//	Ho & Song 2020       two authors
//	Song+ 2021 <NCSN>    with the name beside it
//	key:song2021score    by key; arxiv: and doi: likewise
var citationTable = []struct{ text, want string }{
	// Brackets and narration.
	{"Samplers are slow (Song et al., 2021).", "Song+ 2021"},
	{"Song et al. (2021) show this.", "=Song+ 2021"},
	{"Song et al. [2021] show this.", "=Song+ 2021"},
	{"Samplers are slow [Song et al., 2021].", "Song+ 2021"},
	{"This was shown by (Hanneke, 2009).", "Hanneke 2009"},
	{"Recently, Nguyen et al. 2016 showed more.", "=Nguyen+ 2016"},
	{"It was studied by Elman (1988) for years.", "=Elman 1988"},
	{"An account (see Elman 1988).", "Elman 1988"},
	{"An account (see, e.g., Elman, 1988; cf. Kim et al. 2019).", "Elman 1988; Kim+ 2019"},
	{"As they say, e.g.\\ Hall \\& Young (1997), it works.", "=Hall & Young 1997"},

	// Two authors and more.
	{"This holds (Le and Mikolov, 2014).", "Le & Mikolov 2014"},
	{"This holds (Martens & Grosse 2015).", "Martens & Grosse 2015"},
	{"This holds (Briest, Krysta, and Voss, 2005).", "Briest & Krysta & Voss 2005"},
	{"This holds (He, Xia & Chen, 2008).", "He & Xia & Chen 2008"},
	{"Babai, Immel, Luce and Weiss (2014) sell it.", "=Babai & Immel & Luce & Weiss 2014"},
	{"In Kenya, Smith and Lee (2010) found two.", "=Smith & Lee 2010"},
	{"In Banner, Karlan and Zinn (2015), we found two.", "=Banner & Karlan & Zinn 2015"},
	{"Similarly, Lowry & Isman (1993) found two.", "=Lowry & Isman 1993"},
	{"This holds (Kelly and Daly, 2017).", "Kelly & Daly 2017"},
	{"Chen and colleagues (2012) agree.", "=Chen+ 2012"},
	{"Chen and others (Zhu 2012) agree.", "Zhu 2012"},
	{"As in the books (Rodrigues; Salm; Neubert, 2017).", "Rodrigues & Salm & Neubert 2017"},
	{"Nas obras de Artiles e Kozinski (2019).", "=Artiles & Kozinski 2019"},
	{"Poplars (Zhang, Zhou, et al. 2016) grow.", "Zhang & Zhou+ 2016"},

	// Surnames.
	{"WaveNet (van den Oord et al., 2016) speaks.", "van den Oord+ 2016 <WaveNet>"},
	{"It is due to de Freitas (2003).", "=de Freitas 2003"},
	{"It is due to El-Yaniv and O'Connor (2003).", "=El-Yaniv & O'Connor 2003"},
	{"It is due to d'Alembert et al. (1915).", "=d'Alembert+ 1915"},
	{"It is old (El Karoui and De Vito, 2015; al-Ghazi, 2001).", "El Karoui & De Vito 2015; al-Ghazi 2001"},
	{"It is due to Daumé III (2009).", "=Daumé III 2009"},
	{"It is due to Łoziński, Öztürk and Bezner Kerr (2009).", "=Łoziński & Öztürk & Bezner Kerr 2009"},
	{"It is due to P\\'erez-Abreu and Bj\\\"{o}rk (2012).", "=Pérez-Abreu & Björk 2012"},
	{"It is due to \\v{C}apek and Erd{\\H o}s (1950).", "=Čapek & Erdős 1950"},
	{"It is due to Donald Hebb (1949).", "=Hebb 1949"},
	{"Both He et al. (2015) and An et al. (2016) agree.", "=He+ 2015; =An+ 2016"},
	{"As Chomsky’s (1964) and Givens et al.'s (1984) show.", "=Chomsky 1964; =Givens+ 1984"},
	{"It is due to Dommer- gues and Gros (1983).", "=Dommergues & Gros 1983"},
	{"It is due to Bisi- Bracci (1983).", "=Bisi-Bracci 1983"},
	{"Small caps get lost (lee, 2002; Vargas & lusk, 2008).", "lee 2002; Vargas & lusk 2008"},

	// Initials.
	{"Two of a name (S. Yu et al., 2015; Z.X. Yu et al., 2015).", "Yu+ 2015; Yu+ 2015"},
	{"Two of a name (Huang M. et al., 2012; Glaser B and Gugg, 2001).", "Huang+ 2012; Glaser & Gugg 2001"},
	{"It is due to R. Lavi and C. Swan (2005).", "=Lavi & Swan 2005"},

	// Organisations.
	{"Chat came late (OpenAI, 2023).", "OpenAI 2023"},
	{"The World Bank (2014) and IPCC (2007) say so.", "=World Bank 2014; =IPCC 2007"},
	{"They say so (Ministry of Health and Welfare, 2010).", "Ministry of Health and Welfare 2010"},
	{"They say so (R Core Team 2016).", "R Core Team 2016"},
	{"They say so (1000 Genomes Project Consortium, 2015).", "1000 Genomes Project Consortium 2015"},

	// Years.
	{"It was shown (Song et al., 2021a,b).", "Song+ 2021a; Song+ 2021b"},
	{"It was shown (Song et al., 2014, 2017; Ho 2020).", "Song+ 2014; Song+ 2017; Ho 2020"},
	{"It was shown by Becker (1973, 1974).", "=Becker 1973; =Becker 1974"},
	{"It was shown by Heck et al. (1994 a, b, c).", "=Heck+ 1994a; =Heck+ 1994b; =Heck+ 1994c"},
	{"It was shown by Castle et al. (2018a) and (2018b).", "=Castle+ 2018a; =Castle+ 2018b"},
	{"It was shown before (Bod et al., 1996a/b; Scha 1990).", "Bod+ 1996a; Bod+ 1996b; Scha 1990"},
	{"Thresholds (Fechner, 1860/1966).", "Fechner 1860"},
	{"It was shown by Searle (1988, p. 12).", "=Searle 1988"},
	{"It will be shown (Dewes et al., in press).", "Dewes+ in press"},
	{"It will be shown by Dewes et al. (in press).", "=Dewes+ in press"},
	{"It was shown (World Bank, n.d.; Ho, forthcoming).", "World Bank n.d.; Ho forthcoming"},

	// What OCR, LaTeX and hurry leave.
	{"BERT(Devlin et al.,2019) and XLNet (Yanget al., 2019) differ.", "Devlin+ 2019 <BERT>; Yang+ 2019 <XLNet>"},
	{"Popov et al(2006) and Badr etal. (2008) differ.", "=Popov+ 2006; =Badr+ 2008"},
	{"It was shown by Ho~\\etal~(2020) and Kim \\emph{et al.} (2021).", "=Ho+ 2020; =Kim+ 2021"},
	{"It was shown (Chipman et. al., 2010; May, et al., 2006).", "Chipman+ 2010; May+ 2006"},
	{"It was shown (Song\net al.,\n2021; Ho &amp; Song, 2020).", "Song+ 2021; Ho & Song 2020"},

	{"It was shown by Sutter et al., (2014) and (Ben et al., [2003]).", "=Sutter+ 2014; =Ben+ 2003"},

	// Venues between the authors and the year.
	{"A question of Meng and Mahler (STOC 2013).", "=Meng & Mahler 2013"},
	{"Our past study (Onur et al., Proc. of ANTS 2022).", "Onur+ 2022"},
	{"In high resolution (Romero et al. CVPR 2022).", "Romero+ 2022"},
	{"Bansal et al. (Crypto 2012) found a way.", "=Bansal+ 2012"},

	// Names beside citations.
	{"We beat InstaFlow (Liu et al., 2023).", "Liu+ 2023 <InstaFlow>"},
	{"As in STaR (STaR, Zelikman et al. 2022).", "Zelikman+ 2022 <STaR>"},
	{"Consistency Models (CM) (Song et al., 2023) are fast.", "Song+ 2023 <Consistency Models (CM)>"},
	{"We use the SNLI dataset (Bowman et al., 2015).", "Bowman+ 2015 <SNLI>"},
	{"The Paraphrase Database (PPDB; Ganit et al., 2013) is big.", "Ganit+ 2013 <Paraphrase Database (PPDB)>"},
	{"On bayesian additive trees (BAT) (Chip, 2010).", "Chip 2010 <bayesian additive trees (BAT)>"},
	{"KFAC (Heskes, 2000; Martens & Grosse, 2015) is costly.", "Heskes 2000 <KFAC>; Martens & Grosse 2015 <KFAC>"},
	{"We compare (BERT, Devlin 2018; ELMo, Peters 2018).", "Devlin 2018 <BERT>; Peters 2018 <ELMo>"},
	{"We test the Gumbel tree-LSTM of Choi et al. (2018).", "=Choi+ 2018 <Gumbel tree-LSTM>"},
	{"We use Willis' REINFORCE algorithm (Willis, 1992).", "Willis 1992 <REINFORCE>"},
	{"Many use attention (e.g. Transformer, Vasa et al., 2017).", "Vasa+ 2017 <Transformer>"},
	{"We ask GPT-4 (OpenAI 2023) or LLaMA 2 (Touvron et al., 2023).", "OpenAI 2023 <GPT-4>; Touvron+ 2023 <LLaMA 2>"},
	{"We test Mirror-Prox, proposed by Judd (2011).", "=Judd 2011"},
	{"GANs (Goodman et al., 2014) and recent work (Kim, 2014).", "Goodman+ 2014; Kim 2014"},
	{"As defined by Traum (Traum, 1994).", "Traum 1994"},

	// By identifier.
	{"We use DDIM \\citep{song2021denoising}.", "key:song2021denoising <DDIM>"},
	{"By \\citet[p. 3]{ho2020, Liau+18} we know.", "=key:ho2020; =key:Liau+18"},
	{"It is known [@song2021] and [song2021score].", "key:song2021; key:song2021score"},
	{"It is known [ABW10, BBC+19a].", "key:ABW10; key:BBC+19a"},
	{"It is known (arXiv:2011.13456v2).", "arxiv:2011.13456"},
	{"See https://arxiv.org/abs/hep-th/9901001.", "arxiv:hep-th/9901001"},
	{"See https://doi.org/10.1000/xyz(1)12.", "doi:10.1000/xyz(1)12"},
	{"See (doi: 10.1000/182).", "doi:10.1000/182"},
	{"See 10.48550/arXiv.2011.13456.", "arxiv:2011.13456"},
}

// citationTraps are sentences with a year, or something like one, in which nothing is cited.
var citationTraps = []string{
	"", "2020", "Since 2020 it is known.", "In 1,024 of 2048 cases.", "It took 1999.5 s.", "It was 2019%.",
	"Accepted at CVPR 2017 (oral).", "We won the challenge (CVPR 2017).", "See the workshop (NeurIPS, 2021).",
	"We test on MSCOCO-2017 and on VOC 2012.", "We test on (ImageNet 2012).", "The data (Dataset 2020) are out.",
	"See Figure (2020) and Table 2 (1999).", "(Fig. 3, 1600 m)", "An old scanner (Sonda Express 1600, Acme, Austria).",
	"It began in March 2020 (March 2020).", "On 12 May, 2020 (accessed May 5, 2020).", "It held in (Summer 2012).",
	"The 1990s and the 2010s (see the 2000s).", "Between 2010-2015 and in (2010–2015).", "Winter 2015/2016 was mild.",
	"The life of Frank Harary (1921 -- 2005).", "Porcellio scaber (Latreille, 1804) is a woodlouse.", "P. thornei Sher and Allen 1953 was found.",
	"Mathematics Subject Classification (2000): 35Q53.", "Published in the Journal of Logic (2004).", "A book (Academic Press, New York, 1971).",
	"Between English and German (WMT 2014) and from Czech and Dutch (2015).", "On BERT and XLNet (SemEval 2020).",
	"No brackets: Smith 2010 or IBM 1980.", "Windows (2000) and Office (2003).", "In Germany (2010) and Brazil (2011).",
	"As Aiger et al. [1] show, and Ho et al. too.", "\\begin{cite} \\alpha_{2020}", "\\citep{}", "[12] and [a, b] and [MH370]", "arXiv and arXiv:math", "10.1000/", "At 10.5/2020.",
	"Our COVID19data(2020x) and x2020y.", "A (GPU) and a CPU (2020)", "et al., 2020", "( , 2020)", "(and 2020)", "(the, 2020)",
}

func citationNotation(found []stemma.Citation) string {
	var items []string
	for _, c := range found {
		item := strings.Join(c.Authors, " & ")
		if c.EtAl {
			item += "+"
		}
		if c.Kind != stemma.CitationAuthorYear {
			item = string(c.Kind) + ":" + c.ID
		} else {
			item += " " + c.Year + c.Suffix
		}
		if c.Narrative {
			item = "=" + item
		}
		if c.Name != "" {
			item += " <" + c.Name + ">"
		}
		items = append(items, item)
	}
	return strings.Join(items, "; ")
}

func TestCitations(t *testing.T) {
	for _, test := range citationTable {
		found := Citations(test.text)
		if got := citationNotation(found); got != test.want {
			t.Errorf("%s\n got %s\nwant %s", test.text, got, test.want)
		}
		checkCitationSpans(t, test.text, found)
	}
}

func TestCitationsTraps(t *testing.T) {
	for _, text := range citationTraps {
		if found := Citations(text); found != nil {
			t.Errorf("%s\n got %s", text, citationNotation(found))
		}
	}
}

// The span of a narrative citation ends behind its bracket, that of a citation in
// brackets excludes them, and a shared year is a span of its own.
func TestCitationsSpans(t *testing.T) {
	text := "Łoś et al. (2001) and others (see Ho, 2020a,b; S. Yu et al., 2015)."
	want := []string{"Łoś et al. (2001)", "Ho, 2020a", "b", "S. Yu et al., 2015"}
	for i, c := range Citations(text) {
		if c.Text != want[i] {
			t.Errorf("citation %d is %q, want %q", i, c.Text, want[i])
		}
	}
}

// checkCitationSpans holds what is promised of every span.
func checkCitationSpans(t *testing.T, text string, found []stemma.Citation) {
	t.Helper()
	last := 0
	for _, c := range found {
		if c.Start < last || c.End <= c.Start || c.End > len(text) {
			t.Fatalf("%q: span [%d, %d) after %d", text, c.Start, c.End, last)
		}
		if c.Text != text[c.Start:c.End] {
			t.Errorf("%q: text %q is not the span's %q", text, c.Text, text[c.Start:c.End])
		}
		if !citationBorder(text, c.Start) || !citationBorder(text, c.End) {
			t.Errorf("%q: span [%d, %d) cuts a rune", text, c.Start, c.End)
		}
		if c.Authors == nil || c.Kind == stemma.CitationAuthorYear && (len(c.Authors) == 0 || c.Year == "") {
			t.Errorf("%q: no author or no year in %+v", text, c)
		}
		last = c.End
	}
}

func citationBorder(text string, at int) bool { return at == len(text) || utf8.RuneStart(text[at]) }

func TestCitationsAllocateNothing(t *testing.T) {
	for _, text := range []string{citationPlain, citationNumbers} {
		if n := testing.AllocsPerRun(10, func() { Citations(text) }); n > 0 {
			t.Errorf("%v allocations in %q", n, text)
		}
	}
}

// FuzzCitations checks the spans on any text, also one that is no UTF-8.
func FuzzCitations(f *testing.F) {
	for _, test := range citationTable {
		f.Add(test.text)
	}
	for _, text := range citationTraps {
		f.Add(text)
	}
	for _, unit := range []string{"et al., ", "(((", "2019, ", "Smith (2019, ", "\\cite{a,", "Ł ", "\xff2019"} {
		f.Add(strings.Repeat(unit, 50))
	}
	f.Fuzz(func(t *testing.T, text string) {
		found := Citations(text)
		if utf8.ValidString(text) {
			checkCitationSpans(t, text, found)
		}
		if again := Citations(text); citationNotation(again) != citationNotation(found) {
			t.Errorf("%q is read in two ways", text)
		}
	})
}
