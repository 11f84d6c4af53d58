package input

import "testing"

// A date that is taken at sight is one to the library too.
func TestIsDate(t *testing.T) {
	for _, text := range []string{"2024-03-01", "0001-01-28", "9999-12-28"} {
		if !isDate(text) || parseDate(text) != text {
			t.Errorf("%s: %v, %q", text, isDate(text), parseDate(text))
		}
	}
	for _, text := range []string{"0000-01-01", "2024-00-01", "2024-13-01", "2024-01-00", "2024-01-31", "2024/01/01", "2024-1-01x", "202a-01-01", "2024-01-0", ""} {
		if isDate(text) {
			t.Errorf("%q is a date", text)
		}
	}
	if got := parseDate("2024-02-29"); got != "2024-02-29" {
		t.Errorf("a leap day becomes %q", got)
	}
}

func TestArXivMonth(t *testing.T) {
	for id, want := range map[string]string{
		"2010.02502": "2020-10", "2010.02502v3": "2020-10", "arXiv:0704.0001": "2007-04", "hep-th/9901001": "1999-01", "math.AG/0608001": "2006-08",
		"2013.02502": "", "2000.02502": "", "10.1000/182": "", "": "", "A Title": "", "20100": "", "2010.02502-7": "",
	} {
		if got := arXivMonth(id); got != want {
			t.Errorf("%s is of %q, want %q", id, got, want)
		}
	}
}
