// Package draw turns a list of shapes into a picture: [WriteSVG] keeps text as text and
// says more when one points at a thing, [WritePNG] is for slides and for places that take
// no SVG. Both measure text with one font, so that nothing overflows in either.
//
// It knows paper, not papers: what a box or an arrow means is its caller's affair. Text may
// come from anybody: it is escaped, and letters that XML or the font does not have become
// visible signs.
package draw

// A Scene is a picture. The first group lies at the bottom.
type Scene struct {
	Width, Height float64 // in pixels at full size
	Title         string  // what a screen reader calls the picture
	Groups        []Group
}

// A Group is shapes that are one thing to the reader.
type Group struct {
	Class  string // for who searches the file; nothing is styled by it
	Tip    string // shown when one points at it, lines end in \n; empty for none
	Link   string // where a click leads; the caller answers for its safety, empty for none
	Shapes []Shape
}

// A Shape is one of Box, Outline, Curve, Disc and Text.
type Shape interface{ shape() }

// Paint says how a shape looks. Colours are written #RRGGBB; none is empty.
type Paint struct {
	Fill, Stroke string
	Line         float64   // how wide the stroke is
	Dash         []float64 // lengths of strokes and gaps in turn; none for a solid line
}

// A Point is a place: x grows to the right, y downwards.
type Point struct{ X, Y float64 }

// A Box is a rectangle, whose corners may be round.
type Box struct {
	X, Y, Width, Height, Radius float64
	Paint
}

// An Outline is straight lines from point to point, closed or, if Open, not.
type Outline struct {
	Points []Point
	Open   bool
	Paint
}

// A Curve is a start and then three points for every cubic Bézier curve.
type Curve struct {
	Points []Point
	// Reach widens what one may point at beside the line itself, in pixels.
	Reach float64
	Paint
}

// A Disc is a circle.
type Disc struct {
	Center Point
	Radius float64
	Paint
}

// A Text is one line whose letters stand on Y and begin at X.
type Text struct {
	X, Y  float64
	Size  float64
	Bold  bool
	Color string
	Text  string
}

func (Box) shape()     {}
func (Outline) shape() {}
func (Curve) shape()   {}
func (Disc) shape()    {}
func (Text) shape()    {}
