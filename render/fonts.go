package render

import (
	"fmt"
	"io/fs"

	"ruhu/render/font"
	"ruhu/render/pdf"
)

// Fonts is the faces of a run; see pdf.Fonts.
type Fonts = *pdf.Fonts

// LoadFonts reads the files of the faces, in the order of doc.Face: text,
// heads, titles, and those of official documents where there are any.
func LoadFonts(files fs.FS, names ...string) (Fonts, error) {
	data := make([][]byte, len(names))
	for i, name := range names {
		b, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, fmt.Errorf("load fonts: %w", err)
		}
		data[i] = b
	}
	set, err := font.Load(data...)
	if err != nil {
		return nil, fmt.Errorf("load fonts: %w", err)
	}
	return pdf.NewFonts(set)
}
