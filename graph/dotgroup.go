package graph

import (
	"slices"
	"strconv"
)

// years writes a mark for every year, and keeps what is of that year between its mark and
// the next one: time runs one way, and what builds on each other within a year still may
// stand side by side.
func (d *dotWriter) years(v *View) {
	var years []string
	for _, n := range v.Nodes {
		if n.Year != "" {
			years = append(years, n.Year)
		}
	}
	slices.Sort(years)
	years = slices.Compact(years)
	invisible := attr{"style", "invis"}
	for i, year := range years {
		d.statement(yearID(year), attr{"shape", "plaintext"}, attr{"label", quote(year)}, attr{"fontcolor", quote(frame)}, attr{"class", quote("year")})
		if i > 0 {
			d.statement(yearID(year)+" -> "+yearID(years[i-1]), invisible, attr{"weight", "100"})
		}
	}
	for _, n := range v.Nodes {
		i, dated := slices.BinarySearch(years, n.Year)
		if !dated {
			continue
		}
		d.statement(nodeID(n.Key)+" -> "+yearID(years[i]), invisible, attr{"weight", "0"})
		if i+1 < len(years) {
			d.statement(yearID(years[i+1])+" -> "+nodeID(n.Key), invisible, attr{"weight", "0"})
		}
	}
}

func yearID(year string) string { return nodeID("year " + year) }

// clusters frames the fields or the years, if that was asked for.
func (d *dotWriter) clusters(v *View) {
	if v.Cluster == "" {
		return
	}
	groups := make(map[string][]*Node)
	fields := v.fields()
	for _, n := range v.Nodes {
		switch {
		case v.Cluster == "field" && fields[n.Key] != "":
			groups[fields[n.Key]] = append(groups[fields[n.Key]], n)
		case v.Cluster == "year" && n.Year != "":
			groups[n.Year] = append(groups[n.Year], n)
		}
	}
	names := make([]string, 0, len(groups))
	for name := range groups {
		names = append(names, name)
	}
	slices.Sort(names)
	for i, name := range names {
		d.printf("  subgraph cluster_%s {\n  label=%s fontsize=11 fontcolor=\"#555555\" labelloc=t labeljust=l color=\"#C4C4C4\" style=rounded margin=8 tooltip=\" \"\n", strconv.Itoa(i), quote(name))
		for _, n := range groups[name] {
			d.printf("  %s;\n", nodeID(n.Key))
		}
		d.printf("  }\n")
	}
}
