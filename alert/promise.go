package alert

import "stemma"

// promised is the state of a paper before its code came.
const promised = "code was promised"

// promise adds what became of a paper's promise of code.
func (f *finder) promise(p *Paper) {
	if p.Promised.IsZero() {
		return
	}
	f.overdue(p)
	if p.Kept.IsZero() {
		return
	}
	after := "it links code"
	if len(p.Links) > 0 {
		after = "it links " + p.Links[0].URL
	}
	f.paper(p, stemma.Alert{
		ID: id(stemma.AlertPromiseKept, p.ID, instant(p.Kept)), Kind: stemma.AlertPromiseKept, State: f.news(true, p.Kept), Since: p.Kept,
		Before: promised, After: after, Reason: "the paper as it was read last links code",
	})
}

// overdue adds a promise whose grace ended while it was known and open. One of a paper
// without a date has no end.
func (f *finder) overdue(p *Paper) {
	written, known := stemma.DateEnd(p.Date)
	due := written.Add(f.Options.PromiseGrace)
	ended := !due.After(f.Now) && (p.Kept.IsZero() || due.Before(p.Kept))
	if !known || !ended || !f.Options.First && !due.After(p.Promised) {
		return
	}
	f.paper(p, stemma.Alert{
		ID: id(stemma.AlertPromiseOverdue, p.ID, p.Date), Kind: stemma.AlertPromiseOverdue, State: state(p.Promises), Since: due,
		Before: promised, After: "no code is linked", Reason: "the paper is of " + p.Date + ", and no code was linked since",
	})
}

func (f *finder) paper(p *Paper, a stemma.Alert) {
	a.Target, a.Papers = p.ID, []string{p.ID}
	if f.PaperImpact != nil {
		a.Impact = f.PaperImpact(p.ID)
	}
	f.append(a)
}
