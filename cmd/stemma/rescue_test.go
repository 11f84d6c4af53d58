package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// startArchives is the script command "archives ANSWERS.json". It starts archives that
// answer a path as ANSWERS says, and nothing found to every other, and points stemma to
// them; a body that is a number is the code of an error.
func startArchives(ts *testscript.TestScript, _ bool, args []string) {
	var bodies map[string]json.RawMessage
	ts.Check(json.Unmarshal([]byte(ts.ReadFile(args[0])), &bodies))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		body, known := bodies[r.URL.Path]
		code := 0
		switch {
		case known && json.Unmarshal(body, &code) == nil:
			http.Error(w, "out of order", code)
		case known:
			w.Write(body)
		case strings.HasPrefix(r.URL.Path, "/api/1/"):
			w.WriteHeader(http.StatusNotFound)
			fmt.Fprint(w, `{"exception":"NotFoundExc","reason":"No visit found"}`)
		case strings.HasPrefix(r.URL.Path, "/cdx/"):
			fmt.Fprint(w, `[]`)
		default:
			fmt.Fprint(w, `{"archived_snapshots":{}}`)
		}
	}))
	ts.Defer(server.Close)
	ts.Setenv("STEMMA_HERITAGE_URL", server.URL)
	ts.Setenv("STEMMA_WAYBACK_URL", server.URL)
}
