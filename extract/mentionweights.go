package extract

// mentionWeights are the weights of the features, in thousandths, in the order of their bits: positive for what
// speaks for a mention. They are trained (see TestTrainMentions); edit the features, not the figures.
var mentionWeights = [featCount]int16{
	-1232, // bias
	677,   // camel
	82,    // caps2
	-327,  // caps3
	254,   // caps4
	-466,  // capsPlural
	428,   // digit
	-15,   // hyphen
	-1219, // plain
	44,    // plainRun
	82,    // strongRun
	451,   // size
	-85,   // strong
	733,   // phrase
	-596,  // long
	-62,   // inside
	340,   // smallFirst
	-64,   // plainHyphen
	2787,  // work
	621,   // family
	-2198, // class
	-663,  // classWords
	83,    // classHead
	-747,  // classFirst
	1074,  // on
	337,   // beat
	211,   // use
	934,   // like
	-3,    // base
	-246,  // prior
	188,   // the
	-525,  // in
	115,   // of
	-348,  // for
	-301,  // by
	-90,   // a
	-65,   // data
	14,    // bench
	349,   // model
	-561,  // method
	31,    // score
	77,    // citation
	-114,  // nounFollows
	-59,   // possessive
	-4,    // suffix
	96,    // defined
	232,   // definedCapital
	-731,  // definedPlural
	139,   // list
	501,   // listKnown
	805,   // list3
	380,   // evaluation
	511,   // bracketed
	0,     // headBefore
	390,   // twice
	30,    // often
	354,   // title
	-242,  // opening
}
