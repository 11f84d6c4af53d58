// Package catalogue holds the works of the field that texts name most: methods, models,
// data sets, benchmarks, metrics and tools, with who wrote them, when, under which title and
// identifier, and where their official code is.
//
// It is a table of facts, works.csv, in the form of input.ReadCatalogue. A work about which
// a fact was not certain stays out, and so does the fact.
package catalogue

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"fmt"
	"strings"
	"sync"

	"stemma"
	"stemma/input"
)

//go:embed works.csv
var worksCSV string

// Source is the Source of the works that Works returns.
const Source = "catalogue"

// Works returns the built-in works, in the order of the table. They are not to be changed.
var Works = sync.OnceValues(func() ([]stemma.KnownWork, error) {
	works, err := input.ReadCatalogue(Source, strings.NewReader(worksCSV))
	if err != nil {
		return nil, fmt.Errorf("the built-in catalogue: %w", err)
	}
	return works, nil
})

// Version returns a hash of the built-in works: another whenever they change.
func Version() string {
	sum := sha256.Sum256([]byte(worksCSV))
	return hex.EncodeToString(sum[:8])
}
