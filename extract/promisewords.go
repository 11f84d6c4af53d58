package extract

import "strings"

// A promiseTag is a set of roles that a word may play in a sentence about a release.
type promiseTag uint64

// The roles.
const (
	promiseCode     promiseTag = 1 << iota // an artefact: code, software
	promiseData                            // an artefact: data, benchmark
	promiseModel                           // an artefact: model, weights
	promiseAny                             // an artefact of any sort, or a word that stands for one: resources, it
	promisePart                            // a head that takes its sort from what follows "of": version, subset
	promiseFuture                          // will, shall
	promiseIntent                          // plan, intend, commit
	promiseSoon                            // soon, shortly, later
	promiseBe                              // be, is, been
	promiseHave                            // has, have
	promiseNot                             // not, no, never
	promiseMaybe                           // may, might, can, should
	promiseBase                            // release, publish, open-source
	promiseDone                            // released, published
	promiseDoing                           // releasing, publishing
	promiseWeak                            // beside the former three: share, provide; a release only with more to say so
	promiseState                           // available, public, accessible
	promiseOpen                            // publicly, openly, online, community: the public is meant
	promiseMake                            // make, making
	promiseMade                            // made
	promiseWe                              // we, the authors
	promiseOur                             // our, all, this
	promiseWhen                            // when, once, if, because: begins a clause that asserts nothing
	promiseWhich                           // which, that: the subject stands before it
	promisePlace                           // of, from, with, in: ends the head of a noun phrase
	promiseBreak                           // ; :
	promiseAnd                             // and, or, comma
	promiseAdverb                          // also, then
	promiseUpon                            // upon, after, once: begins a condition
	promiseAccept                          // acceptance, publication: what the condition is
	promiseTo                              // to
	promiseNext                            // next, upcoming, future
	promiseRequest                         // request
	promiseRelease                         // release as a noun; availability
	promiseDue                             // due, scheduled, expected
	promiseComing                          // coming, come
	promisePaper                           // paper, journal, proceedings: what is published there is no artefact
	promiseClosed                          // among, partners, consortium: not the public
	promisePast                            // was, were
	promiseIncluded                        // included, offered, integrated
	promiseLink                            // a link
	promiseThis                            // at this URL: a link that was lost
	promisePage                            // page, website, demo: a link there keeps no promise
	promisePreview                         // sample, preview: a link there keeps a part
	promiseUse                             // use, using, used: others' work
	promiseAllow                           // allow, require: what follows "to" is wanted, not announced
	promiseAwaited                         // acceptance, publication: what a release waits for
	promiseOpened                          // open, which may begin "open source"
	promiseSource                          // source, sourced, which may end it
	promiseURL                             // URL, link: stands for an address
	promiseLost                            // this, https: before promiseURL, where the address itself is lost
)

const (
	promiseArtefact = promiseCode | promiseData | promiseModel | promiseAny
	promiseMarks    = promiseAwaited | promiseOpened | promiseSource | promiseURL | promiseLost // kept inside a link
	promiseVerb     = promiseBase | promiseDone | promiseDoing | promiseState | promiseComing | promiseRelease
)

// promiseWords is what the grammar knows of words. A word that plays two roles
// ("release", "open") has both; its place in the sentence decides.
var promiseWords = promiseTagTable(map[promiseTag]string{
	promiseCode: `code codes codebase codebases source sources software implementation implementations script scripts toolkit toolkits
		tool tools toolbox toolset library libraries package packages framework frameworks system systems platform platforms repository
		repositories program programs solver simulator simulators simulation plugin plug-in app application repo engine compiler
		pipeline pipelines harness infrastructure api interface environment environments kernel kernels prototype notebooks notebook
		hardware firmware designs schematics parser tagger testbed algorithm algorithms`,
	promiseData: `data dataset datasets data-set database databases corpus corpora treebank treebanks lexicon lexicons lexica wordnet benchmark benchmarks
		suite annotations annotation trajectories collection collections catalog catalogs catalogue catalogues recordings
		images videos transcripts questionnaire questions logs metadata instances test-set testset splits labels ontology thesaurus
		dictionary grammar translations texts tables spectra maps task tasks dump questions prompts guidelines`,
	promiseModel: `model models checkpoint checkpoints weights embeddings baselines baseline classifiers tokenizer tokenizers tokenisers
		vectors network networks parameters variants policies`,
	promiseAny: `resource resources artifacts artefacts artifact artefact materials material demo demos it they everything
		both assets appendix recipe recipes setup components demonstration demonstrations`,
	promisePart: `version versions edition subset part parts release copy portion rest set sets files file outputs output series family collection`,

	promiseFuture: `will shall would`,
	promiseIntent: `plan plans planned planning intend intends intended aim aims aiming hope commit commits committed promise pledge
		going expect expects wish want working strive look prepare preparing`,
	promiseSoon:  `soon shortly later eventually`,
	promiseBe:    `be is are been being become becomes remain remains`,
	promiseHave:  `has have had`,
	promiseNot:   `not no never cannot won't neither nor without`,
	promiseMaybe: `may might can could should must need needs`,
	promiseBase:  `release publish open-source opensource disseminate deposit upload post distribute share provide offer open contribute host`,
	promiseDone:  `released published open-sourced opensourced disseminated deposited uploaded open-released posted distributed shared provided offered hosted found`,
	promiseDoing: `releasing publishing open-sourcing opensourcing sharing distributing providing`,
	promiseWeak: `share shared sharing provide provided providing offer offered distribute distributed distributing published open post posted
		contribute upload uploaded host hosted found disseminate disseminated`,
	promiseState: `available public accessible downloadable open open-source open-sourced obtainable free open-access`,
	promiseOpen: `publicly openly freely online public community open-source open-sourced github gitlab huggingface internet web download zenodo reproducibility
		free research researchers everyone cost readers archive archives repository catalogue elda elra ldc clarin`,
	promiseMake:  `make making makes`,
	promiseMade:  `made`,
	promiseWe:    `we authors`,
	promiseOur:   `our all this these my resulting associated entire full complete whole every`,
	promiseWhen:  `when once if while because until since before whether where unless as whenever although though after`,
	promiseWhich: `which that`,
	promisePlace: `of from with in for on at by using used computing comprising containing describing through via into about based`,
	promiseAdverb: `also then now therefore further furthermore additionally finally moreover thus hereby gradually fully both subsequently
		even still ultimately again already currently progressively`,
	promiseUpon:     `upon after once on when following pending`,
	promiseAccept:   `acceptance publication accepted published completion acceptation accept finished completed ready accep`,
	promiseTo:       `to`,
	promiseNext:     `next upcoming future forthcoming coming new`,
	promiseRequest:  `request`,
	promiseRelease:  `release releases availability`,
	promiseDue:      `due scheduled planned expected slated set`,
	promiseComing:   `coming come forthcoming underway`,
	promisePaper:    `paper papers journal journals proceedings elsewhere article articles book thesis report`,
	promiseClosed:   `among partners consortium internally collaborators members over according uniformly across`,
	promisePast:     `was were`,
	promiseIncluded: `included integrated incorporated merged shipped part contributed bundled offered available`,
	promisePage:     `page pages website webpage webpages site homepage video videos demo demos leaderboard visualizations blog gallery`,
	promisePreview:  `sample samples preview subset part portion excerpt example examples lite mini`,
	promiseAllow: `allow allows allowing enable enables enabling require requires required requiring order need needs has have
		encourage call urge advocate yet
		`,
	promiseAnd:     `and or but`,
	promiseAwaited: `acceptance acceptation accepted accept accep publication`,
	promiseOpened:  `open`,
	promiseSource:  `source sourced sourcing`,
	promiseURL:     `url link`,
	promiseLost:    `this https http following above`,
	promiseUse:     `use using used uses sense existing previously other others' their his her`,
})

// promiseTagTable turns a table of roles into a table of words.
func promiseTagTable(roles map[promiseTag]string) *promiseTable {
	words := make(map[string]promiseTag)
	for tag, list := range roles {
		for _, word := range strings.Fields(list) {
			words[word] |= tag
		}
	}
	return newPromiseTable(words)
}
