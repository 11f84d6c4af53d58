package notify

import (
	"maps"
	"slices"
	"strings"
	"testing"
)

var variables = map[string]string{
	"PASSWORD": "p@ss/w%rd?", "TOPIC": "alerts", "TEAMS": "https://prod-01.logic.azure.com/workflows/x?sig=a%2Fb&y=1",
	"WHOLE": "ntfy://ntfy.sh/alerts", "EMPTY": "",
}

func lookup(name string) string { return variables[name] }

func TestExpand(t *testing.T) {
	for _, c := range []struct{ in, want, err string }{
		{"ntfy://ntfy.sh/alerts", "ntfy://ntfy.sh/alerts", ""},
		{"ntfy://ntfy.sh/$TOPIC", "ntfy://ntfy.sh/alerts", ""},
		{"ntfy://ntfy.sh/${TOPIC}2", "ntfy://ntfy.sh/alerts2", ""},
		{"$WHOLE", "ntfy://ntfy.sh/alerts", ""},
		{"smtp://sam:$PASSWORD@host/", "smtp://sam:p%40ss%2Fw%25rd%3F@host/", ""},
		{"teams://?host=$TEAMS", "teams://?host=https%3A%2F%2Fprod-01.logic.azure.com%2Fworkflows%2Fx%3Fsig%3Da%252Fb%26y%3D1", ""},
		{"https://host/a%24b", "https://host/a%24b", ""},
		{"ntfy://ntfy.sh/$NONE", "", "NONE"},
		{"ntfy://ntfy.sh/$EMPTY", "", "EMPTY"},
		{"ntfy://ntfy.sh/$", "", "%24"},
		{"ntfy://ntfy.sh/${TOPIC", "", "%24"},
		{"ntfy://ntfy.sh/${a b}", "", "%24"},
	} {
		got, err := expand(c.in, lookup)
		if got != c.want || (err == nil) != (c.err == "") || err != nil && !strings.Contains(err.Error(), c.err) {
			t.Errorf("%s: %q, %v", c.in, got, err)
		}
	}
}

// What is not set is named, so that it can be set; but not what may be a password with a $ in it.
func TestUnset(t *testing.T) {
	const unnamed = "a variable that it names is empty or not set; a $ that is meant is written %24"
	for address, want := range map[string]string{
		"ntfy://ntfy.sh/$NONE":           "the variable NONE is empty or not set",
		"ntfy://ntfy.sh/${NONE}s":        "the variable NONE is empty or not set",
		"https://h.org/$TOPIC?key=$NO_2": "the variable NO_2 is empty or not set",
		"$EMPTY":                         "the variable EMPTY is empty or not set",
		"smtp://sam:pa$sword@h.org/":     unnamed,
		"smtp://sam:PA$SWORd@h.org/":     unnamed,
		"smtp://sam:pa$4711@h.org/":      unnamed,
		"https://h.org/${sesame}":        unnamed,
	} {
		all, err := Parse(address, lookup)
		if err == nil || err.Error() != want || all != nil {
			t.Errorf("%s: %d destinations, %v, want %s", address, len(all), err, want)
		}
	}
}

func TestParse(t *testing.T) {
	for _, c := range []struct {
		address string
		names   []string // without the ids
		err     string
	}{
		{"ntfy://ntfy.sh/t", []string{"ntfy ntfy.sh"}, ""},
		{"smtp://h/?from=a@b.c&to=d@e.f,g@h.i", []string{"smtp h", "smtp h"}, ""},
		{"smtp://h/?from=a@b.c&toaddresses=d@e.f", []string{"smtp h"}, ""},
		{"telegram://1:a@telegram?chats=1,2,3", []string{"telegram", "telegram", "telegram"}, ""},
		{"matrix://sam:x@m.org/?rooms=a,b", []string{"matrix m.org", "matrix m.org"}, ""}, // nobody signs in yet
		{"generic://h.org/x", []string{"webhook h.org"}, ""},
		{"https://h.org/x", []string{"webhook h.org"}, ""},
		{"http://u:p@127.0.0.1/x", []string{"webhook 127.0.0.1"}, ""},
		{"http://u:p@h.org/x", nil, "plain http"},
		{"http://h.org/x?@A=b", nil, "plain http"},
		{"https://h.org/x?@A%20b=b", nil, "header"},
		{"https:///x", nil, "no host"},
		{"mailto:a@b.c", nil, "no address"},
		{"stemma", nil, "no address"},
		{"", nil, "no address"},
		{"ftp://h/secret", nil, "want one of smtp, slack"},
		{"smtp://h/?to=secret@secret", nil, "from"},
		{"telegram://secret@telegram?chats=1", nil, "token"},
		{"slack://secret@webhook", nil, "token"},
		{"ntfy://sam:pass/secret@ntfy.sh/t", nil, "no address"},
		{"https://h/" + strings.Repeat("a", mostAddress), nil, "at most"},
	} {
		all, err := Parse(c.address, lookup)
		var names []string
		ids := make(map[string]bool)
		for _, d := range all {
			name, id, _ := strings.Cut(d.Name, " (")
			names = append(names, name)
			ids[d.ID] = strings.HasPrefix(d.ID, strings.TrimSuffix(id, ")"))
		}
		if !slices.Equal(names, c.names) || len(ids) != len(all) || slices.Contains(slices.Collect(maps.Values(ids)), false) {
			t.Errorf("%.60s: %q, %v", c.address, names, ids)
		}
		if (err == nil) != (c.err == "") || err != nil && (!strings.Contains(err.Error(), c.err) || strings.Contains(err.Error(), "ecret")) {
			t.Errorf("%.60s: %v", c.address, err)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, address := range addresses {
		f.Add(address)
	}
	f.Add("ntfy://ntfy.sh/${TOPIC}")
	f.Fuzz(func(t *testing.T, address string) {
		if strings.Count(address, ",") > 3 {
			return // each receiver costs a slow hash
		}
		all, err := Parse(address, lookup)
		if (err == nil) != (len(all) > 0) {
			t.Errorf("%d destinations, %v", len(all), err)
		}
	})
}
