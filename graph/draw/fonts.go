package draw

import (
	"fmt"
	"unicode"

	"github.com/go-fonts/liberation/liberationsansbold"
	"github.com/go-fonts/liberation/liberationsansregular"
	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/text/width"
)

// unitsPerEm is the scale at which advances are read. Liberation Sans has 2048 units an em,
// and the advances of Helvetica and Arial.
const unitsPerEm = 2048

// Fonts measure text. They are not safe for concurrent use.
type Fonts struct {
	faces [2]face
}

type face struct {
	font     *sfnt.Font
	buffer   sfnt.Buffer
	advances map[rune]float64 // in ems
	lacks    map[rune]bool
}

// NewFonts reads the fonts that the program carries.
func NewFonts() (*Fonts, error) {
	f := &Fonts{}
	for i, data := range [...][]byte{liberationsansregular.TTF, liberationsansbold.TTF} {
		parsed, err := sfnt.Parse(data)
		if err != nil {
			return nil, fmt.Errorf("reading the built-in font: %w", err)
		}
		f.faces[i] = face{font: parsed, advances: make(map[rune]float64), lacks: make(map[rune]bool)}
	}
	return f, nil
}

func (f *Fonts) face(bold bool) *face {
	if bold {
		return &f.faces[1]
	}
	return &f.faces[0]
}

// Width returns how wide s is at that size, in pixels. Letters that the font lacks are
// taken to be as wide as they are in most fonts.
func (f *Fonts) Width(s string, size float64, bold bool) float64 {
	sum := 0.0
	face := f.face(bold)
	for _, r := range s {
		sum += face.advance(r)
	}
	return sum * size
}

// Has reports whether the font has all letters of s.
func (f *Fonts) Has(s string, bold bool) bool {
	face := f.face(bold)
	for _, r := range s {
		face.advance(r)
		if face.lacks[r] {
			return false
		}
	}
	return true
}

func (f *face) advance(r rune) float64 {
	a, known := f.advances[r]
	if known {
		return a
	}
	glyph, err := f.font.GlyphIndex(&f.buffer, r)
	if err == nil && glyph != 0 {
		var units fixed.Int26_6
		if units, err = f.font.GlyphAdvance(&f.buffer, glyph, fixed.I(unitsPerEm), font.HintingNone); err == nil {
			a = float64(units) / 64 / unitsPerEm
		}
	}
	if err != nil || glyph == 0 {
		a, f.lacks[r] = guessedAdvance(r), true
	}
	f.advances[r] = a
	return a
}

// guessedAdvance is the width of a letter that the font lacks, in ems.
func guessedAdvance(r rune) float64 {
	switch kind := width.LookupRune(r).Kind(); {
	case unicode.Is(unicode.Mn, r):
		return 0
	case kind == width.EastAsianWide, kind == width.EastAsianFullwidth:
		return 1
	default:
		return 0.75
	}
}
