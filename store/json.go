package store

import (
	"database/sql/driver"
	"encoding/json"
	"fmt"
)

// asJSON puts one of the domain's values into a TEXT column, or, when v is a pointer,
// reads it back from one.
type asJSON struct{ v any }

func (j asJSON) Value() (driver.Value, error) {
	text, err := json.Marshal(j.v)
	return string(text), err
}

func (j asJSON) Scan(column any) error {
	text, ok := column.(string)
	if !ok {
		return fmt.Errorf("a JSON column holds %T", column)
	}
	return json.Unmarshal([]byte(text), j.v)
}
