//go:build race

package input

// raced reports whether the race detector is on.
const raced = true
