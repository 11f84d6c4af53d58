package check

import (
	"encoding/json"
	"testing"

	"stemma"
)

// Whatever an API answers, what is kept of it can be stored and shown, and a name in it
// leads nowhere but to its own host.
func FuzzAnswers(f *testing.F) {
	for _, api := range apisUnderTest {
		f.Add(200, api.good)
		f.Add(api.missingCode, api.missing)
	}
	for _, seed := range []string{"", "{}", "null", "[]", `{"id":1e99}`, `{"id":"a/b","siblings":null}`, `{"id":1,"path_with_namespace":"//evil.org"}`, withRefs, withoutRefs} {
		f.Add(200, seed)
	}
	f.Fuzz(func(t *testing.T, code int, body string) {
		a := answer{code: code, media: "application/json", body: []byte(body)}
		for _, api := range apisUnderTest {
			p := throughService(api.target, web{}).(apiProber)
			if v := p.refused(a); v.status != stemma.Unknown && v.reason == "" {
				t.Errorf("%s: %v without a reason", api.via, v.status)
			}
			known, err := p.api.read(a.body, api.target)
			if err != nil {
				continue
			}
			o := stemma.Observation{Target: api.target}
			known.tell(&o)
			if _, err := json.Marshal(o); err != nil || o.Status == stemma.Unknown || o.Status == stemma.Gone || o.Reason == "" {
				t.Errorf("%s: %v %q, %v", api.via, o.Status, o.Reason, err)
			}
			if !isName(o.Repository.FullName) {
				t.Errorf("%s: the name is %q", api.via, o.Repository.FullName)
			}
		}
		a.media = "application/x-git-upload-pack-advertisement"
		readRefs(a)
	})
}
