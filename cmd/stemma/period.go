package main

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"stemma/alert"
)

// A period is a length of time as people write it: 36h, 14d, 6mo, 2y. A month is a twelfth
// of 365.25 days.
type period time.Duration

// units of a period beside those of time.ParseDuration, the longest first.
var units = [...]struct {
	name string
	unit time.Duration
}{{"y", 12 * alert.Month}, {"mo", alert.Month}, {"d", alert.Day}}

// Set reads a period.
func (p *period) Set(text string) error {
	for _, u := range units {
		number, ok := strings.CutSuffix(text, u.name)
		if !ok {
			continue
		}
		n, err := strconv.Atoi(number)
		if err != nil || n < 0 || n > int(math.MaxInt64/u.unit) {
			return fmt.Errorf("want a whole number before %q, as in 6%s", u.name, u.name)
		}
		*p = period(n) * period(u.unit)
		return nil
	}
	d, err := time.ParseDuration(text)
	if err != nil || d < 0 {
		return errors.New("write it as 36h, 14d, 6mo or 2y")
	}
	*p = period(d)
	return nil
}

// String writes it in the longest unit that it is a multiple of.
func (p *period) String() string {
	d := time.Duration(*p)
	for _, u := range units {
		if d >= 2*u.unit && d%u.unit == 0 {
			return fmt.Sprintf("%d%s", d/u.unit, u.name)
		}
	}
	return strings.TrimSuffix(strings.TrimSuffix(d.String(), "0s"), "0m")
}

func periodFlag(name string, value time.Duration, usage string) cli.Flag {
	p := period(value)
	return &cli.GenericFlag{Name: name, Category: categoryAlerts, Value: &p, Usage: usage}
}

// lengthOf returns what a flag of alerts says, as alert.Options take it.
func lengthOf(c *cli.Context, name string) time.Duration {
	p, ok := c.Generic(name).(*period)
	switch {
	case !ok:
		return 0
	case *p == 0:
		return alert.AtOnce
	}
	return time.Duration(*p)
}
