package extract

import "strings"

// The tables below are filled once and never written to. They hold words of general English (and of the languages whose
// conjunctions the grammar knows), never the names of works or people cited.

// particles begin a surname and are written small: van den Oord, de los Campos.
var particles = tableOf(" van von de der den del della delle dello di da do dos das du la le los las el al bin ibn ben ter ten te zu zur zum af av dal degli 't d' l' st san santa são ")

// romanceWords are small words that tell Portuguese and Spanish from English, and
// romanceParticles those that are particles of surnames in English.
var (
	romanceWords     = tableOf("que da do dos das de na nas nos em los las una uma um por para como del el la os as foi fue obra obras Na Nas No En Em La El Los Las e y o a igualmente")
	romanceParticles = tableOf("de da do dos das del")
)

// generations follow a surname.
var generations = tableOf(" Jr Jr. Sr Sr. II III IV ")

// adverbEndings tell an adverb that opens a sentence from a surname such as Kelly.
var adverbEndings = [...]string{"ally", "ntly", "arly", "edly", "ngly", "vely", "tely", "usly", "ctly", "stly", "efly", "ably", "ibly", "mely", "ully", "wly"}

// leadingWords are capitalised words that stand before an author and are no part of the
// name: the first words of sentences and what points at a reference.
var leadingWords = tableOf(" The This These Those That In On At By For From With Within Without To As Of And But Or Nor Not Both Either While Whereas Although Though" +
	" Because Since When Where Whether If Unlike Like Following According After Before Based Using Recently However Moreover Furthermore Also See Cf Cf. Eg" +
	" Thus Hence Therefore Then Here There We Our Its It They Their He She His Her Some Many Most Several Other Others Another All One Two Three" +
	" First Second Third Finally Later Earlier Previously Contrary Similar Similarly Through Upon Via Under Over Between Among Against Per Despite Given Building" +
	" Extending Inspired Motivated Motived Recent Previous Early Theorem Lemma Proposition Corollary" +
	" Figure Figures Fig Figs Table Tables Section Sections Sect Eq Equation Equations Chapter Appendix Box Algorithm Ref Refs Reference References" +
	" Author Authors Professor Prof Dr Mr Mrs Ms Even Only Just Still Yet So Such Indeed Instead Besides Meanwhile Again Next Now Today Ever Until Unless" +
	" Conversely Additionally Interestingly Notably Specifically Specially Subsequently Consequently Surprisingly Importantly Accordingly Alternatively" +
	" Compared Considering Assuming Note Let Adapted Modified Reviewed Cited" +
	" Em No Na Segundo Para Conforme Como Por Já Ver Según Selon Dans Nach Bei También Además Ainda Também Assim Entretanto Porém Pero Aunque Mientras Mas ")

// prepositions among the leaders open a phrase ("In Kenya, Smith and Lee (2010)") that
// must not be read as the first of the authors.
var prepositions = tableOf(" In On At For From With Within Under Among Using Since Until During Across Outside Inside Near Throughout Around Besides Like Unlike ")

// noAuthors are words that stand before a year often and are no author's name.
var noAuthors = tableOf(" January February March April May June July August September October November December Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec" +
	" Monday Tuesday Wednesday Thursday Friday Saturday Sunday Spring Summer Autumn Fall Christmas Easter Q1 Q2 Q3 Q4" +
	" Figure Figures Fig Figs Table Tables Section Sections Sect Chapter Appendix Equation Eq Box Panel Video Movie Supplement Supplementary Algorithm Theorem Lemma" +
	" Version Release Edition Volume Issue Since Until Before After During Year Years Period Season In On At By From For To The Of And Or Until About Around Circa" +
	" Accessed Updated Published Retrieved Copyright Patent Available Windows Office Olympics Olympic Workshop Conference Proceedings Challenge Competition Track Task" +
	" Census Election Elections Agreement Act Convention Directive Regulation Law Treaty Protocol Report Games Cup Summit Dataset Datasets Corpus Collection" +
	" Symposium Meeting Congress Award Awards Prize Standard Standards Software Package Toolbox Server Model Database Release Covid COVID Brexit AD BC CE" +
	" GMT UTC USD EUR US UK USA EU UN N NaN ISBN ISSN DOI PMID ID arXiv ArXiv Arxiv See Also" +
	" Africa America Argentina Asia Australia Austria Bangladesh Belgium Brazil Brasil Bulgaria Canada Chile China Colombia Croatia Cuba Denmark Egypt England Ethiopia Europe Finland" +
	" Germany Ghana Greece Honduras Hungary Iceland India Indonesia Iran Iraq Italy Japan Kenya Korea Malaysia Mexico México Morocco Nepal Netherlands Nigeria Norway Pakistan Peru Philippines" +
	" Poland Portugal Romania Russia Scotland Serbia Singapore Spain España Sudan Sweden Switzerland Syria Taiwan Tanzania Thailand Tunisia Turkey Uganda Ukraine Uruguay USA Venezuela Vietnam Wales Zambia Zimbabwe" +
	" Arabic Bengali Chinese Czech Danish Dutch English Finnish French German Greek Hebrew Hindi Indonesian Italian Japanese Korean Latin Norwegian Persian Polish Portuguese Russian" +
	" Spanish Swahili Swedish Thai Turkish Ukrainian Urdu Vietnamese ")

// journalWords stand in the titles of journals and in the names of publishers, which
// come before a year in references written out: "Journal of Mathematics, 2014".
var journalWords = tableOf(" Journal J. J Press Springer Elsevier Wiley Birkhauser Birkhäuser Publisher Publishers Publishing Publications Science Sciences Sci Nature PNAS Physica Physics Phys" +
	" Mathematics Mathematica Math Maths Acta Annals Annales Ann Ann. Letters Lett Review Reviews Rev Preprint Preprints Classification MSC Transactions Trans Bulletin Forum Magazine" +
	" Chemistry Chem Biology Biol Mechanics Mech Statist Stat Appl Soc Amer Amer. Eng Res Theory Theor Commun Comm Comput Compute Astron Astrophys Astronomy Nucl Philos Philosophy" +
	" Spectrochim Lecture Notes Verlag Thesis Dissertation Arxiv Monthly Weekly Times Wikipedia Excel Hurricane Hurricanes Typhoon Cyclone Handbook Symposium Encyclopedia Plos PLoS PLOS ")

// titleWords begin the titles of what is published or held: "Journal of", "Symposium on".
var titleWords = tableOf("Journal University Annals Bulletin Proceedings Transactions Symposium Conference Workshop Handbook Encyclopedia")

// citeCues point at a citation inside its bracket.
var citeCues = tableOf("e.g. e.g see See cf. cf Cf. i.e. i.e")

// locatives stand before a place as well as before an author ("found in Lima 2012"),
// unless an announcer stands before them ("reviewed in Kell 2011").
var (
	locatives  = tableOf("in at from of the for on")
	announcers = tableOf("see reviewed described reported shown given data proposed found listed discussed as")
)

// setCommands are the LaTeX commands that only set type.
var setCommands = tableOf(`\emph \textit \textsc \textrm \textbf \it \em \sc \rm \bf \sl`)

// venues are conferences and shared tasks of computing and statistics. They stand before
// a year where an author would, and have the look of an organisation's acronym.
var venues = tableOf(" AAAI AAMAS ACCV ACL ACM AISTATS ALT AMTA ANLP APSEC ASE ASIACRYPT Asiacrypt ASPLOS BMVC CADE CAV CCC CCS CHES CHI CHIIR CIKM CLEF COCO COLING COLIEE COLT" +
	" CONLL CoNLL CoRL CP CPP CRYPTO Crypto CSCW CSL CVPR DAC DASFAA DATE DISC DSN EACL EAMT EC ECAI ECCV ECIR ECML EMNLP EMSOFT ESOP ESWC EUROCRYPT Eurocrypt EVALITA FAccT FAST" +
	" FIRE FOCS FPGA FSE GECCO HPCA ICALP ICANN ICAPS ICASSP ICCAD ICCV ICDAR ICDCS ICDE ICDM ICDT ICFP ICIP ICLR ICME ICML ICPR ICRA ICSE ICST IEEE IJCAI IJCB IJCNLP" +
	" ILSVRC IMWUT INFOCOM INLG INTERSPEECH Interspeech IPDPS IROS ISBI ISCA ISIT ISMAR ISMIR ISSTA ISWC ITCS IVA IWSLT JCDL KDD LICS LREC MICCAI MICRO MIDL MLSys" +
	" MOBICOM MT NAACL NDSS NeurIPS NEURIPS NIPS NLPCC NSDI NTCIR OOPSLA OSDI PACT PAKDD PASCAL PNAS PRL JMLR TPAMI PKC PKDD PLDI PODC PODS POPL PPOPP RANDOM RANLP RecSys RSS RTSS SAT" +
	" SC SDM SEMEVAL SemEval SENSEVAL Senseval SIGCOMM SIGDIAL SIGGRAPH SIGIR SIGKDD SIGMOD SIGMORPHON SOCG SoCG SODA SOSP STACS STOC STS SWAT TACAS TACL TAC TAMC TCC" +
	" TREC UAI UbiComp UIST UMAP USENIX VLDB VOC WACV WACL WADS WINE WMT WNUT WSDM WWW XSEDE BioNLP BioASQ BioCreative ImageNet COCO MSCOCO KITTI VQA PISA Kaggle RTE DUC TempEval ")

// knownBodies are organisations that are cited by their acronym without a comma
// ("IPCC 2007"), which without their being known would be read as an event.
var knownBodies = tableOf(" WHO FAO IPCC UNICEF UNESCO USDA NASA EPA OECD CDC IUCN IMF UNDP UNEP IRRI ICAR AOAC AACC SAS NRC IEA ILO NIH FDA EFSA ESA USGS NOAA ISO WFP WTO ADB" +
	" UNHCR UNAIDS ICRISAT CIMMYT FAOSTAT IFPRI CGIAR WMO ITU AASHTO ASTM NICE APA AHA ADA OpenAI DeepMind Anthropic Eurostat EUROSTAT EC DOE NIST ")

// bodyWords are the nouns that organisations are named by.
var bodyWords = tableOf(" Organization Organisation Institute Institution Agency Ministry Bank Consortium Team Department Office Council Commission Association Society Initiative" +
	" Project Group Network Committee Bureau Service Services Center Centre Program Programme Foundation Union Nations Panel Authority Federation Board" +
	" Collaboration Survey Forum Administration Statistics Academy Company Corporation Government Parliament Gardens Laboratory Laboratories Inspection" +
	" Campaign Venture Observatory Trust Alliance Partnership Registry Inspector Secretariat Division Directorate Assembly Fund Working Taskforce Investigation" +
	" Educación Educação Ministério Ministerio Instituto Conselho Consejo Secretaria Governo Gobierno Comisión Comissão ")

// bodyLinks join the words of an organisation's name.
var bodyLinks = tableOf(" of for the and on in de del da do dos des la & to e y ")

// crowds stand for the other authors: "Smith and colleagues (2010)".
var crowds = tableOf(" colleagues collaborators others coworkers co-workers associates coauthors co-authors colaboradores cols col cols. col. coll. coll alii alia ")

// editors stand between authors and year: "Berry & Petty eds. 1992".
var editors = tableOf(" ed ed. eds eds. Ed Ed. Eds Eds. ")

// smallWords are what a lower-case word before a year is when it is no name whose
// capital was lost in a PDF ("(lee, 2002)").
var smallWords = tableOf(" the a an in on at by for from with to as of and or but nor not both while since when where if like after before based using see also cf eg e.g. i.e. ie viz" +
	" year years early late mid spring summer autumn fall winter until till during about around circa ca c. approximately version release edition published updated" +
	" accessed retrieved revised adopted created founded launched established signed issued released born died census data dataset datasets survey study studies" +
	" work works paper papers article report reports model models method methods approach approaches results unpublished personal communication observation" +
	" respectively and/or than then is are was were be been has have had this that these those its it we our their his her they he she which who whose" +
	" between among against under over per via through within without against n total each every all some many most only including excluding especially namely" +
	" vs vs. etc etc. et al al. text review reviews literature reference references above below herein therein present former latter ago later earlier" +
	" january february march april may june july august september october november december today now season seasons period model system algorithm " +
	" conference workshop challenge task track competition proceedings software package program programme project team group committee act law ")

// givenNames are common first names. "Donald Hebb (1949)" has a surname of one word,
// "Padilla Souza (2000)" of two: only knowing the first tells them apart.
var givenNames = tableOf(" Aaron Adam Alan Albert Alex Alexander Alfred Alice Allen Amos Andre Andrea Andreas Andrew Anna Anne Anthony Antonio António Arthur Barbara Ben Benjamin Bernard Bernhard Bill Brian Bruce" +
	" Carl Carlos Caroline Catherine Charles Chris Christian Christine Christopher Claude Claudia Daniel David Dennis Diana Dominique Donald Dorothy Douglas Edgar Edmund Edward Edwin Eduardo Elizabeth Emily Emma" +
	" Eric Erik Ernest Erwin Eugene Eva Felix Fernando Francis Francisco Frank Frederick Friedrich Gary Geoffrey Georg George Gerald Gilbert Gordon Gregory Hannah Hans Harold Harry Heinrich Helen Henri Henry" +
	" Herbert Herman Hermann Howard Hugh Ian Immanuel Isaac Ivan Jack Jacob Jacques James Jan Jane Janet Jason Jean Jeffrey Jennifer Jeremy Jerry Jessica Jim Joan Johann Johannes John Jonathan" +
	" João Jorge José Joseph Joshua Juan Judea Judith Julia Julian Karen Karl Katherine Keith Kenneth Kevin Konrad Kurt Larry Laura Lawrence Leo Leon Leonard Leonhard Leslie Lev Linda Louis Ludwig Luis Luiz Manuel" +
	" Marc Marcel Margaret Maria Marie Mario Mark Martha Martin Marvin Mary Matthew Max Michael Michel Miguel Mikhail Nancy Nathan Neil Nicholas Nick Niels Nikolai Noah Noam Norbert Norman Oliver Oscar Otto" +
	" Patricia Patrick Paul Pedro Peter Philip Pierre Rachel Ralph Raymond Rebecca Ricardo Richard Robert Roberto Robin Roger Roland Ronald Roy Rudolf Russell Ruth Samuel Sandra Sara Sarah Scott Sean Sergei Serguei Sergio" +
	" Seymour Sigmund Simon Sophie Stanley Stefan Stephen Steven Stuart Susan Theodore Thomas Tim Timothy Tom Ulrich Victor Vladimir Walter Warren Werner Wilhelm William Yann ")

// wordTable is a set of words that is never changed.
type wordTable map[string]struct{}

// tableOf returns the words of a table, which stand between spaces.
func tableOf(table string) wordTable {
	set := wordTable{}
	for word := range strings.FieldsSeq(table) {
		set[word] = struct{}{}
	}
	return set
}

// among reports whether word stands in the table.
func among(table wordTable, word string) bool {
	_, ok := table[word]
	return ok
}
