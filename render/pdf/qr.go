package pdf

import (
	"fmt"
	"strconv"

	"ruhu/render/doc"
	"ruhu/render/layout"
	"ruhu/render/qr"
)

// code writes a QR code as one path in a grid of modules, rows downwards, the
// dark modules that touch in a row as one rectangle.
func (f *File) code(q *layout.QR, height doc.Length) error {
	c, err := qr.Encode(q.Payload)
	if err != nil {
		return fmt.Errorf("pdf: %w", err)
	}
	module := q.Size.Points() / float64(c.Size)
	b := append(f.ops, "q "...)
	b = strconv.AppendFloat(b, module, 'f', 5, 64)
	b = append(b, " 0 0 -"...)
	b = strconv.AppendFloat(b, module, 'f', 5, 64)
	b = append(point(append(b, ' '), q.X, height-q.Y), " cm\n"...)
	for bar := range qr.Bars(c) {
		b = modules(b, bar)
	}
	f.ops = append(b, "f Q\n"...)
	return nil
}

// modules adds dark modules side by side to a path.
func modules(b []byte, bar qr.Bar) []byte {
	b = append(strconv.AppendInt(b, int64(bar.X), 10), ' ')
	b = append(strconv.AppendInt(b, int64(bar.Y), 10), ' ')
	return append(strconv.AppendInt(b, int64(bar.Modules), 10), " 1 re\n"...)
}
