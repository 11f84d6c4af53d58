package extract

// A relationCue is a set of the things that a word may say about how a paper stands to
// what its sentence names.
type relationCue uint32

// The things.
const (
	relationOurs       relationCue = 1 << iota // we, our, this paper
	relationExtend                             // extend, build on, adapt
	relationGeneralize                         // generalise, special case
	relationUse                                // use, employ, apply, train
	relationAnalyze                            // analyse, study, prove
	relationCompare                            // compare, than, unlike, versus
	relationOutperform                         // outperform, surpass, improve over
	relationEvaluate                           // evaluate, experiments, achieve
	relationData                               // dataset, benchmark, score
	relationRecent                             // recently, recent, emerged
	relationExample                            // such as, like, e.g.
	relationLack                               // however, but, limited, suffer
	relationOthers                             // existing, previous, prior
	relationShown                              // have shown, proposed, introduced: what others did
	relationPropose                            // we propose, introduce: what the paper does
	relationBaseline                           // baseline, state-of-the-art
	relationPopular                            // popular, common, widely: what everyone knows
)

// relationCueNames are the names of the cues in the model, in the order of the constants.
var relationCueNames = [...]string{
	"ours", "extend", "generalize", "use", "analyze", "compare", "outperform", "evaluate", "data",
	"recent", "example", "lack", "others", "shown", "propose", "baseline", "popular",
}

// relationCues are the words of each cue: what is known of words before anything is learnt.
var relationCues = map[relationCue]string{
	relationOurs: `we our us ours`,
	relationExtend: `extend extends extended extending extension extensions build builds building built adapt adapts adapted adapting adaptation
		augment augments augmenting augmented modify modifies modified modifying variant variants enhance enhances enhancing enhanced
		improve improves improving incorporate incorporates incorporating upgrade refine refines inspired motivated revisit
		upon accelerate accelerates accelerating integrate integrates integrated integrating combine combines combining enrich`,
	relationGeneralize: `generalize generalizes generalized generalizing generalization generalise generalises generalising generalisation
		special recover recovers recovering subsume subsumes subsuming unify unifies unifying encompasses encompassing encompass`,
	relationUse: `use uses used using employ employs employed employing utilize utilizes utilized utilizing utilise utilises leverage leverages leveraging leveraged
		apply applies applied applying application adopt adopts adopted adopting exploit exploits exploiting based train trains trained training
		fine-tune fine-tuned fine-tuning finetune finetuned finetuning pretrained pre-trained distill distills distilled distilling initialized initialised
		implement implements implemented implementing implementation powered backbone backbones base via derived derive derives annotated
		constructed collected follow follows following according focus repurpose test tested`,
	relationAnalyze: `analyze analyzes analyzed analyzing analyse analyses analysed analysing analysis study studies studied studying investigate investigates investigated
		investigating examine examines examined explore explores explored exploring prove proves proved proving understand understanding interpret interprets
		show shows theoretical theory convergence explain explains converges robustness`,
	relationCompare: `compare compares compared comparing comparison comparisons comparable than unlike versus vs contrast contrary similar alternative alternatives
		competitive match matches matching par rival rivals rivaling against relative whereas close comparative competing counterpart counterparts`,
	relationOutperform: `outperform outperforms outperformed outperforming surpass surpasses surpassed surpassing exceed exceeds exceeding beat beats beating
		better superior faster higher improvement improvements gain gains over improved smaller simpler speedup fewer sharper`,
	relationEvaluate: `evaluate evaluates evaluated evaluating evaluation evaluations experiment experiments experimental experimentally empirical empirically achieve achieves achieved
		achieving results performance benchmarked benchmarking demonstrate demonstrates validate validated across tested attains obtains obtain reports`,
	relationData: `dataset datasets benchmark benchmarks corpus corpora treebank test split leaderboard task tasks score scores metric metrics data images image suite
		environment environments simulator`,
	relationRecent:  `recent recently emerged emerging emergence lately advances advance advancements progress growing`,
	relationExample: `such like e.g including include includes example instance namely`,
	relationLack: `however but yet despite although though limited limitation limitations suffer suffers suffering fail fails struggle struggles lack lacks challenging
		challenge challenges difficult unclear expensive often still restricted prohibitive while remains remain ignore ignores bottleneck`,
	relationOthers:   `existing previous prior current conventional traditional earlier others typical typically most standard vanilla original`,
	relationShown:    `proposed introduced shown showed presented developed demonstrated established suggested observed obtained noted studied achieved has have had was were been conjectured`,
	relationPropose:  `propose proposes introduce introduces present presents develop develops devise devises design designs novel new paper contribution contributions`,
	relationBaseline: `baseline baselines state-of-the-art sota leading strong proprietary closed-source open-source commercial mainstream frontier models methods approaches`,
	relationPopular:  `popular common commonly widely well-known ubiquitous prominent successful success remarkable impressive powerful increasingly become promising known`,
}
