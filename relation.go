package stemma

// A Relation says how the paper stands to a work that it cites or names.
type Relation string

// The relations. The zero value means that none was determined.
const (
	Extends     Relation = "extends"
	Generalizes Relation = "generalizes"
	Uses        Relation = "uses"
	Analyzes    Relation = "analyzes"
	Compares    Relation = "compares"
	Outperforms Relation = "outperforms"
	EvaluatesOn Relation = "evaluates-on"
	Background  Relation = "background"
	NoRelation  Relation = ""
	Implements  Relation = "implements" // repository to work; never in a text
	VersionOf   Relation = "version-of" // a work to the version before it (LLaMA-2 to LLaMA), by their names alone
)

// Class is one of the four groups that relations fall into.
type Class string

// The classes, strongest first.
const (
	ClassBuildsOn    Class = "builds-on"
	ClassCompares    Class = "compares"
	ClassEvaluatesOn Class = "evaluates-on"
	ClassBackground  Class = "background"
)

// Class returns the group of r; an undetermined relation counts as background.
func (r Relation) Class() Class {
	switch r {
	case Extends, Generalizes, Uses, Analyzes:
		return ClassBuildsOn
	case Compares, Outperforms:
		return ClassCompares
	case EvaluatesOn:
		return ClassEvaluatesOn
	default:
		return ClassBackground
	}
}
