package extract

// mentionWeights are the weights of the features, in thousandths, in the order of their bits: positive for what
// speaks for a mention. They are trained (see TestTrainMentions); edit the features, not the figures.
var mentionWeights = [featCount]int16{
	-1256, // bias
	638,   // camel
	114,   // caps2
	-107,  // caps3
	200,   // caps4
	-521,  // capsPlural
	630,   // digit
	26,    // hyphen
	-1073, // plain
	63,    // plainRun
	-409,  // strongRun
	452,   // size
	-67,   // strong
	740,   // phrase
	-391,  // long
	-232,  // inside
	178,   // smallFirst
	-155,  // plainHyphen
	2759,  // work
	704,   // family
	-1852, // class
	-611,  // classWords
	69,    // classHead
	-400,  // classFirst
	797,   // on
	-42,   // beat
	259,   // use
	526,   // like
	282,   // base
	-67,   // prior
	283,   // the
	-482,  // in
	-37,   // of
	-325,  // for
	-118,  // by
	2,     // a
	-70,   // data
	316,   // bench
	183,   // model
	-411,  // method
	65,    // score
	70,    // citation
	-123,  // nounFollows
	-378,  // possessive
	94,    // suffix
	213,   // defined
	358,   // definedCapital
	-902,  // definedPlural
	119,   // list
	764,   // listKnown
	551,   // list3
	128,   // evaluation
	308,   // bracketed
	41,    // headBefore
	236,   // twice
	-10,   // often
	-307,  // opening
	189,   // strongHead
	1128,  // strongOn
}
