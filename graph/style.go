package graph

import "stemma"

// Colours are of Okabe and Ito's palette for all kinds of colour vision (2008), paled
// for backgrounds. A sign and a word always say the same as the colour.
type statusStyle struct{ sign, fill, line string }

var statusStyles = map[stemma.Status]statusStyle{
	stemma.Alive:       {"✓", "#d9f2ea", "#009e73"}, // bluish green
	stemma.Moved:       {"→", "#dcedf9", "#0072b2"}, // blue
	stemma.Archived:    {"■", "#f7e9c8", "#b27d00"}, // orange
	stemma.Empty:       {"○", "#fdf6c4", "#8a7d00"}, // yellow
	stemma.Placeholder: {"○", "#fdf6c4", "#8a7d00"},
	stemma.Gone:        {"✗", "#fbdccb", "#d55e00"}, // vermilion
	stemma.Blocked:     {"✗", "#fbdccb", "#d55e00"},
	stemma.Replaced:    {"!", "#f4dbe8", "#b0447f"}, // reddish purple
	stemma.Unknown:     {"?", "#eeeeee", "#777777"},
}

// An edgeStyle is how the edges of a class are drawn, and what the legend calls them.
type edgeStyle struct{ style, colour, width, legend string }

var edgeStyles = map[stemma.Class]edgeStyle{
	stemma.ClassBuildsOn:    {"solid", "#1f3a5f", "2", "paper builds on work"},
	stemma.ClassCompares:    {"dashed", "#b0447f", "1.2", "compares with it"},
	stemma.ClassEvaluatesOn: {"dotted", "#777777", "1", "evaluates on it"},
	stemma.ClassBackground:  {"solid", paleLine, "0.8", "cites it"},
}

// fontColour is the line's, but dark enough to read.
func (s edgeStyle) fontColour() string {
	if s.colour == paleLine {
		return "#777777"
	}
	return s.colour
}

// paleLine draws what matters least.
const paleLine = "#b5b5b5"

// verbs are the words on edges, from the paper's point of view.
var verbs = map[stemma.Relation]string{
	stemma.Extends: "extends", stemma.Generalizes: "generalizes", stemma.Uses: "uses", stemma.Analyzes: "analyzes",
	stemma.Compares: "compares", stemma.Outperforms: "outperforms",
}
