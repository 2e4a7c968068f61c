package render

import (
	"fmt"
	"maps"

	"ruhu/render/doc"
	"ruhu/render/font"
	"ruhu/render/pdf"
)

// Fonts is the faces of a run; see pdf.Fonts.
type Fonts = *pdf.Fonts

// Files is where the files of faces are read. Their bytes stay as they are.
type Files interface {
	ReadFile(name string) ([]byte, error)
}

// LoadFonts reads the files of the faces, in the order of doc.Face: text,
// heads, titles, and those of official documents where there are any.
func LoadFonts(files Files, names ...string) (Fonts, error) {
	data := make([][]byte, len(names))
	for i, name := range names {
		b, err := files.ReadFile(name)
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

// LoadOfficialFonts gives the faces of official documents. own are faces for
// some roles, TrueType; text, head and title are files for the roles that have
// none: 仿宋 and 楷体 are then set in that of 宋体. A face of own that cannot be
// embedded is taken out of it.
func LoadOfficialFonts(files Files, own map[doc.Face][]byte, text, head, title string) (Fonts, error) {
	maps.DeleteFunc(own, func(_ doc.Face, file []byte) bool {
		_, err := font.Load(file)
		return err != nil || pdf.CheckFace(file) != nil
	})
	var data [][]byte
	roles := make([]int, doc.Faces)
	for face, name := range []string{doc.FaceText: text, doc.FaceHead: head, doc.FaceTitle: title} {
		b, ok := own[doc.Face(face)]
		if !ok {
			var err error
			if b, err = files.ReadFile(name); err != nil {
				return nil, fmt.Errorf("load fonts: %w", err)
			}
		}
		roles[face] = len(data)
		data = append(data, b)
	}
	for _, face := range []doc.Face{doc.FaceFang, doc.FaceKai} {
		if b, ok := own[face]; ok {
			roles[face] = len(data)
			data = append(data, b)
		}
	}
	set, err := font.Load(data...)
	if err != nil {
		return nil, fmt.Errorf("load fonts: %w", err)
	}
	return pdf.NewFonts(set, roles...)
}
