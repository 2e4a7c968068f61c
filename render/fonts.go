package render

import (
	"fmt"
	"io/fs"

	"ruhu/render/doc"
	"ruhu/render/font"
	"ruhu/render/pdf"
)

// Fonts is the faces of a run; see pdf.Fonts.
type Fonts = *pdf.Fonts

// faceFiles are the embedded faces in the order of doc.Face.
var faceFiles = [doc.Faces]string{
	doc.FaceText:  "fonts/NotoSerifSC-Regular.ttf",
	doc.FaceHead:  "fonts/NotoSansSC-Regular.ttf",
	doc.FaceTitle: "fonts/NotoSerifSC-Bold-GB2312.ttf",
}

// LoadFonts reads the faces from the folder that embeds them.
func LoadFonts(files fs.FS) (Fonts, error) {
	data := make([][]byte, len(faceFiles))
	for i, name := range faceFiles {
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
