package extract

import "stemma"

// mistypedHost returns the address that t would be on the code host whose name differs
// from its own by one slip of the finger ("gihub.com"), or "". The address as
// written is the likelier, for such names are bought.
func mistypedHost(t stemma.Target) string {
	if t.Kind != stemma.KindWeb || t.Path == "" || named(t.Host) {
		return ""
	}
	for i := range places {
		p := &places[i]
		if p.kind != stemma.KindRepository || len(p.host) < len("hf.co")*2 || !oneSlip(t.Host, p.host) {
			continue
		}
		if meant, err := normalise("https", p.host, "/"+t.Path); err == nil && meant.Kind == stemma.KindRepository {
			return meant.URL
		}
	}
	return ""
}

// oneSlip reports whether a and b differ by one letter that was missed, added,
// replaced, or swapped with its neighbour.
func oneSlip(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > 1 || a == b {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if len(a) < len(b) {
		return a[i:] == b[i+1:]
	}
	swapped := i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
	return swapped || a[i+1:] == b[i+1:]
}
