//go:build !race

package input

const raced = false
