package draw

import (
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"io"
	"math"
	"strconv"
)

// The bounds of a PNG. A scene that is bigger is drawn smaller.
const (
	MaxPixels = 24 << 20 // 96 MB while it is drawn
	MaxSide   = 1 << 15  // what viewers take
	// Sharpness is the number of pixels for one of the scene where there is room for them.
	Sharpness = 2
)

// WritePNG writes s as a PNG image on white ground. Letters that the font lacks are drawn as
// empty boxes. The error is that of w.
func WritePNG(w io.Writer, s *Scene) error {
	c, err := newCanvas(s)
	if err != nil {
		return err
	}
	for i := range s.Groups {
		for _, shape := range s.Groups[i].Shapes {
			c.shape(shape)
		}
	}
	return png.Encode(w, c.image)
}

func newCanvas(s *Scene) (*canvas, error) {
	fonts, err := NewFonts()
	if err != nil {
		return nil, err
	}
	width, height := max(s.Width, 1), max(s.Height, 1)
	scale := min(Sharpness, math.Sqrt(MaxPixels/width/height), MaxSide/width, MaxSide/height)
	size := image.Rect(0, 0, max(int(width*scale), 1), max(int(height*scale), 1))
	c := &canvas{image: image.NewRGBA(size), fonts: fonts, scale: scale}
	draw.Draw(c.image, size, image.White, image.Point{}, draw.Src)
	return c, nil
}

// rgb reads a colour; what is none is black, so that it is seen.
func rgb(s string) color.RGBA {
	if len(s) == 7 && s[0] == '#' {
		if v, err := strconv.ParseUint(s[1:], 16, 24); err == nil {
			return color.RGBA{uint8(v >> 16), uint8(v >> 8), uint8(v), 255}
		}
	}
	return color.RGBA{A: 255}
}
