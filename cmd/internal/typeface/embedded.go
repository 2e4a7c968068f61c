package typeface

import (
	"path"

	"ruhu/render"
	"ruhu/render/fontfile"
	"ruhu/templates"
)

// embedded are the program's own faces as people know them, in the order of
// doc.Face.
var embedded = []struct{ file, name string }{
	{templates.FontText, "Noto Serif SC（宋体）"},
	{templates.FontHead, "Noto Sans SC（黑体）"},
	{templates.FontTitle, "Noto Serif SC Bold（代小标宋）"},
}

// Files gives the names of the files of the program's own faces.
func Files() []string {
	out := make([]string, len(embedded))
	for i, e := range embedded {
		out[i] = path.Base(e.file)
	}
	return out
}

// Load loads the embedded faces. What they lack is lent by the fonts found.
func Load(found *fontfile.Files) (render.Fonts, error) {
	fonts, err := render.LoadFonts(templates.Fonts, templates.FontText, templates.FontHead, templates.FontTitle)
	if err != nil {
		return nil, err
	}
	fonts.Borrow(found)
	return fonts, nil
}

// embeddedFaces opens the program's own faces like those of the machine.
func embeddedFaces() ([]*fontfile.Face, error) {
	var out []*fontfile.Face
	for _, e := range embedded {
		data, err := templates.Fonts.ReadFile(e.file)
		if err != nil {
			return nil, err
		}
		faces, err := fontfile.OpenBytes(path.Base(e.file), data)
		if err != nil {
			return nil, err
		}
		out = append(out, faces[0])
	}
	return out, nil
}
