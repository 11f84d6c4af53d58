package extract

// A nameCue is what a word tells of the names around it.
type nameCue uint32

const (
	cueIntroduce  nameCue = 1 << iota // brings something new: propose
	cueIntroduced                     // the same, as a participle
	cueCall                           // gives a name: termed
	cueWe                             // stands for the authors
	cueOur
	cuePaper        // stands for the text
	cueArticle      // a, the, this
	cueNew          // novel, new, simple
	cuePrior        // existing, recent, vanilla
	cueBe           // is, are
	cueAnd          // and, or
	cueOn           // on, across
	cueUse          // using, with, via
	cueLike         // such as, including
	cueBeat         // outperforms, versus
	cueBase         // based on, extends, trained
	cueEvaluate     // evaluate, experiments
	cueData         // a noun for data: dataset, corpus
	cueBench        // a noun for tests: benchmark
	cueModel        // a noun for models
	cueMethod       // a noun for methods
	cueScore        // a noun for measures
	cueStop         // a word that ends the noun phrase before it: for, that, which, to
	cueAbbreviation // its full stop ends no sentence
	cueOf
	cueIn
	cueBy
	cueFor
	cueThat
	cueCommon // so-called, commonly, known: what follows is named by others
	cuePhrase // known phrases begin with it
	cueThing  // what a name may be given to: effect, task
)

// cueOther is for words that say nothing of names, but open sentences, where their capital says nothing either.
const cueOther nameCue = 0

// cueIntro are the cues of the words that introduce names.
const cueIntro = cueIntroduce | cueIntroduced | cueCall | cueOur

// nameCueWords is the grammar's vocabulary.
var nameCueWords = [...]struct {
	cues  nameCue
	words string
}{
	{cueIntroduce, "propose proposes introduce introduces present presents develop develops design designs devise devises build builds construct constructs create creates curate curates release releases contribute contributes unveil unveils describe describes establish establishes formulate formulates collect collects launch launches open-source open-sources proposing introducing presenting devising constructing developing designing creating curating releasing discover discovers bring brings craft crafts"},
	{cueIntroduced, "proposed introduced presented developed designed devised built constructed created curated released contributed unveiled described"},
	{cueCall, "call called term termed dub dubbed name named coin coins coined calling naming dubbing denoted denote abbreviated refer referred namely"},
	{cueWe, "we I authors"},
	{cueOur, "our ours"},
	{cuePaper, "paper work article study report thesis manuscript letter"},
	{cueArticle, "a an the this these its their that such"},
	{cueNew, "novel new simple first efficient effective unified general lightweight scalable open"},
	{cuePrior, "existing recent recently previous previously prior vanilla standard conventional original earlier traditional popular well-known state-of-the-art sota advanced strong leading modern classical established common baseline widely-used commonly-used famous prominent original proprietary commercial closed-source open-source pre-trained pretrained frozen publicly"},
	{cueBe, "is are was were be been"},
	{cueAnd, "and or nor plus both"},
	{cueOn, "on across over upon under"},
	{cueUse, "using with use uses used via leverage leverages leveraging employ employs employing adopt adopts adopting apply applies applied applying utilize utilizes utilizing utilise incorporate incorporating integrating integrate combine combines combining through"},
	{cueLike, "like including include includes e.g i.e namely especially as follows e.g., example examples"},
	{cueBeat, "outperform outperforms outperforming outperformed surpass surpasses surpassing surpassed beat beats beating exceed exceeds exceeding versus vs than compared compare comparing comparison against match matches matching rival rivals rivaling unlike over contrast comparable"},
	{cueBase, "based build builds building built extend extends extending extended extension from fine-tune fine-tuning fine-tuned finetune finetuned finetuning train trained training pretrain pre-train distill distilled initialized inspired variant variants version versions upon atop top improve improves improving generalize generalizes generalizing adapt adapting adapted into"},
	{cueEvaluate, "evaluate evaluates evaluated evaluating evaluation evaluations experiment experiments experimental results test tested testing tests achieve achieves achieving performance accuracy demonstrate validated validate score scores baselines baseline ablation empirical empirically benchmarks improvement improvements gains gain"},
	{cueData, "dataset datasets data corpus corpora collection sets set subset split images"},
	{cueBench, "benchmark benchmarks suite leaderboard challenge arena tasks task environments environment test tests simulator"},
	{cueModel, "model models backbone backbones llm llms vlm vlms mllm mllms family families series checkpoint checkpoints variants encoder encoders decoder generator agent agents system systems network networks teacher weights transformer architecture architectures baseline baselines policy policies"},
	{cueMethod, "method methods algorithm algorithms approach approaches framework frameworks technique techniques optimizer optimizers loss objective sampler samplers solver solvers sampling attention library toolkit engine pipeline strategy scheme module estimator adapter adapters language programming scene assistant prover embeddings"},
	{cueScore, "score scores metric metrics value values rate accuracy"},
	{cueStop | cueFor, "for"},
	{cueStop | cueThat, "that which where who whose"},
	{cueStop, "to when while because if so thus then by-passing"},
	{cueStop | cueOn, "on across over"},
	{cueStop | cueIn, "in within at among between during"},
	{cueStop | cueBy, "by"},
	{cueStop | cueUse, "with using via through"},
	{cueStop | cueBase, "from upon into"},
	{cueOf, "of"},
	{cueCommon, "so-called commonly known widely often also generally usually"},
	{cueAbbreviation, "al e.g i.e vs cf fig figs eq eqs sec ref refs resp approx dr prof etc w.r.t no st jr"},
	{cueThing, "effect phenomenon problem setting paradigm process property issue task method approach framework behavior behaviour strategy mechanism technique"},
	{cueOther, "however moreover furthermore additionally in it they there here despite although though also notably specifically finally first second third second recently while when since as to at by if given through instead experimental extensive experiments empirically code codes our inspired unfortunately consequently therefore hence thus then extensively overall meanwhile besides yet but nevertheless nonetheless among unlike existing current currently many most some several few one two three four all each every no not both what how why such these those another other further once after before during within without beyond across under over towards toward motivated rather particularly crucially importantly surprisingly interestingly leveraging building using training large deep language multimodal project code data dataset models methods results evaluation evaluations humans human researchers users people traditional conventional standard modern previous prior recent advances advancements learning understanding generating generation evaluating comprehensive only even still just can do does he she his her you your today traditionally typically generally often central key core more less for with from of and or on new based compared similarly subsequently concretely ultimately remarkably together alongside along apart same different various diverse following whether where who which whose its their them us me my because due thanks high low long short self pre post non multi cross zero few real"},
}
