package extract

import "math/bits"

// A relationGroup is a place that a word stands in, as the model knows it. A feature is a
// word in a group.
type relationGroup uint8

// The groups. Where a word stands in several, it counts in this order.
const (
	groupPrior relationGroup = iota // of the feature that every span has
	groupZone
	groupCitations
	groupFirst
	groupOpening
	groupNext
	groupNextCue
	groupNextCueOurs
	groupKind
	groupMethod // the groups of kinds, in the order of relationKinds
	groupModel
	groupTool
	groupDataset
	groupBenchmark
	groupMetric
	groupNarrative
	groupBracketed
	groupOtherKind
	groupData
	groupCitationsNarrative
	groupCitationsBracketed
	groupClause
	groupNearestCitation
	groupNearestData
	groupNearestMethod
	groupBuildsOn // the groups of classes, in the order of relationClasses
	groupCompares
	groupEvaluatesOn
	groupBackground
	groupNoClass
	groupGovernor
	groupCitedBefore // the groups of verdicts, in the order of the zones
	groupCitedAfter
	groupCitedTurn
	groupCitedOurs
	groupNamedBefore
	groupNamedAfter
	groupNamedTurn
	groupNamedOurs
	groupAuthored
	groupExample
	groupLeft1
	groupLeft2
	groupLeft3
	groupLeftNear
	groupLeftCueWord
	groupNearestLeft
	groupLeft
	groupLeftBefore
	groupLeftAfter
	groupLeftOurs
	groupRight1
	groupRight2
	groupRight3
	groupRightNear
	groupNearestRight
	groupRight
	groupCitation
	relationGroups // how many there are: no more than a relationGroupSet holds
)

// relationGroupNames are the names of the groups in the model.
var relationGroupNames = [relationGroups]string{
	groupPrior: "", groupZone: "zone", groupCitations: "citations", groupFirst: "first", groupOpening: "opening",
	groupNext: "next", groupNextCue: "next cue", groupNextCueOurs: "next cue ours", groupKind: "kind",
	groupMethod: "method", groupModel: "model", groupTool: "tool", groupDataset: "dataset", groupBenchmark: "benchmark", groupMetric: "metric",
	groupNarrative: "narrative", groupBracketed: "bracketed", groupOtherKind: "other", groupData: "data",
	groupCitationsNarrative: "citations narrative", groupCitationsBracketed: "citations bracketed", groupClause: "clause",
	groupNearestCitation: "nearest left of citation", groupNearestData: "nearest left of data", groupNearestMethod: "nearest left of method",
	groupBuildsOn: "builds-on", groupCompares: "compares", groupEvaluatesOn: "evaluates-on", groupBackground: "background", groupNoClass: "none",
	groupGovernor:    "governor",
	groupCitedBefore: "cited before", groupCitedAfter: "cited after", groupCitedTurn: "cited at turn", groupCitedOurs: "cited by ours",
	groupNamedBefore: "named before", groupNamedAfter: "named after", groupNamedTurn: "named at turn", groupNamedOurs: "named by ours",
	groupAuthored: "authored", groupExample: "example",
	groupLeft1: "left 1", groupLeft2: "left 2", groupLeft3: "left 3", groupLeftNear: "left near", groupLeftCueWord: "left cue word",
	groupNearestLeft: "nearest left", groupLeft: "left", groupLeftBefore: "left before", groupLeftAfter: "left after", groupLeftOurs: "left ours",
	groupRight1: "right 1", groupRight2: "right 2", groupRight3: "right 3", groupRightNear: "right near",
	groupNearestRight: "nearest right", groupRight: "right", groupCitation: "citation",
}

// A relationGroupSet is a set of groups, a bit each.
type relationGroupSet uint64

// lowest returns the first group of the set, which must not be empty.
func (s relationGroupSet) lowest() relationGroup {
	return relationGroup(bits.TrailingZeros64(uint64(s)))
}

// set returns the set of g alone.
func (g relationGroup) set() relationGroupSet { return 1 << g }

// A relationKind is a sort of span.
type relationKind uint8

// The kinds.
const (
	kindMethod relationKind = iota
	kindModel
	kindTool
	kindDataset
	kindBenchmark
	kindMetric
	kindNarrative
	kindBracketed
	kindOther
)

// group returns the group of what is said of spans of the kind.
func (k relationKind) group() relationGroupSet { return groupMethod.set() << k }

// word returns the name of the kind.
func (k relationKind) word() relationWordNumber { return wordMethod + relationWordNumber(k) }

// cited reports whether the kind is one of citations.
func (k relationKind) cited() bool { return k == kindNarrative || k == kindBracketed }

// data reports whether the kind is one of things that one evaluates on or with.
func (k relationKind) data() bool { return kindDataset <= k && k <= kindMetric }

// nearest returns the group of the nearest cue of spans of the kind.
func (k relationKind) nearest() relationGroupSet {
	switch {
	case k.cited():
		return groupNearestCitation.set()
	case k.data():
		return groupNearestData.set()
	}
	return groupNearestMethod.set()
}

// A relationZone tells where the paper begins to speak of itself.
type relationZone uint8

// The zones.
const (
	zoneBefore relationZone = iota
	zoneAfter
	zoneTurn
	zoneOurs
)

// word returns the name of the zone.
func (z relationZone) word() relationWordNumber { return relationZoneWords[z] }

var relationZoneWords = [...]relationWordNumber{wordBefore, wordAfter, wordTurn, wordOurs}

// left returns the group of the cues on the left in the zone.
func (z relationZone) left() relationGroupSet { return relationZoneLeft[z] }

var relationZoneLeft = [...]relationGroupSet{1 << groupLeftBefore, 1 << groupLeftAfter, 1 << groupLeftOurs, 1 << groupLeftOurs}

// verdicts returns the group of the verdicts on spans of kind k in the zone.
func (z relationZone) verdicts(k relationKind) relationGroupSet {
	if k.cited() {
		return groupCitedBefore.set() << z
	}
	return groupNamedBefore.set() << z
}
