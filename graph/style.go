package graph

import "stemma"

// The fonts of a picture. Graphviz knows the metrics of Helvetica without asking the
// system, and every system has it or one cut to the same metrics.
const fontName = "Helvetica"

// A statusStyle says how the health of code is drawn: fill, the text on it, and the line
// around it. The word is always printed, so colour is never the only carrier.
type statusStyle struct {
	fill, text string
	border     string // a Graphviz style: solid, dashed, dotted or bold
	says       string // for the legend
}

// statusStyles holds the colours of Okabe and Ito's palette (Color Universal Design, 2008),
// which people with any colour vision tell apart. What is lost is dark, what is there light.
var statusStyles = map[stemma.Status]statusStyle{
	stemma.Unknown:     {"#FFFFFF", "#333333", "dashed", "could not be checked"},
	stemma.Alive:       {"#009E73", "#000000", "solid", "there"},
	stemma.Moved:       {"#56B4E9", "#000000", "solid", "renamed or transferred"},
	stemma.Archived:    {"#E69F00", "#000000", "solid", "read-only"},
	stemma.Empty:       {"#F0E442", "#000000", "dashed", "no commit"},
	stemma.Placeholder: {"#F0E442", "#000000", "dotted", "nothing but a README"},
	stemma.Replaced:    {"#CC79A7", "#000000", "bold", "another repository has the name"},
	stemma.Blocked:     {"#D55E00", "#000000", "bold", "access blocked"},
	stemma.Gone:        {"#000000", "#FFFFFF", "bold", "deleted or private"},
}

// An edgeStyle says how a relation is drawn: the line tells its class, the arrowhead the
// relation.
type edgeStyle struct {
	relation                   stemma.Relation
	style, color, width, arrow string // as Graphviz calls them, but for doubled
	weight                     string // how hard the layout pulls the ends together
	sign, says                 string // for the legend
}

// doubled is the style of a line that is two. GEXF calls it so; Graphviz has no word for it.
const doubled = "double"

// edgeStyles go from the strongest relation to the weakest. A hollow head is a
// generalisation, as in UML.
var edgeStyles = [...]edgeStyle{
	{stemma.Extends, "solid", "#1A1A1A", "2.2", "normal", "10", "━━▶", "extends"},
	{stemma.Generalizes, "solid", "#1A1A1A", "2.2", "empty", "10", "━━▷", "generalizes"},
	{stemma.Uses, "solid", "#1A1A1A", "1.5", "vee", "10", "━━➤", "uses"},
	{stemma.Analyzes, "solid", "#1A1A1A", "1.5", "dot", "10", "━━●", "analyzes"},
	{stemma.Outperforms, "dashed", "#0072B2", "1.1", "tee", "2", "╌╌┤", "outperforms"},
	{stemma.Compares, "dashed", "#0072B2", "1.1", "odiamond", "2", "╌╌◇", "compares with"},
	{stemma.EvaluatesOn, "dotted", "#767676", "1.1", "odot", "1", "┈┈○", "evaluates on"},
	{stemma.VersionOf, doubled, "#767676", "0.8", "none", "3", "═══", "is a version of"},
	{stemma.Background, "solid", "#BDBDBD", "0.8", "open", "1", "──&gt;", "mentions"},
}

// styleOf returns the style of r; a relation that was not determined is background.
func styleOf(r stemma.Relation) *edgeStyle {
	for i := range edgeStyles {
		if edgeStyles[i].relation == r {
			return &edgeStyles[i]
		}
	}
	return &edgeStyles[len(edgeStyles)-1]
}
