package typeface

import (
	"path"
	"slices"
	"strings"

	"ruhu/render"
	"ruhu/render/doc"
	"ruhu/render/fontfile"
	"ruhu/templates"
)

// Use says which face a role of GB/T 9704-2012 is set in.
type Use struct {
	Role    string // 仿宋
	Face    string
	StandIn bool // the face is an embedded one that stands for the role's
}

// officialRoles are the roles of official documents, in the order in which they
// are met in one.
var officialRoles = []struct {
	face doc.Face
	role fontfile.Role
}{
	{doc.FaceTitle, fontfile.Title}, {doc.FaceFang, fontfile.Fang}, {doc.FaceKai, fontfile.Kai}, {doc.FaceHead, fontfile.Hei}, {doc.FaceText, fontfile.Song},
}

// LoadOfficial gives the faces of official documents: for each role the
// best of the fonts found, else an embedded one, and says which. What they lack is lent
// by those found. Faces of the roles in passed are not taken of the fonts found: they
// are damaged.
func LoadOfficial(found *fontfile.Files, passed []doc.Face) (render.Fonts, []Use, error) {
	own := make(map[doc.Face][]byte)
	uses := make([]Use, len(officialRoles))
	for i, r := range officialRoles {
		from := found
		if slices.Contains(passed, r.face) {
			from = nil
		}
		use, data := inRole(from, r.role)
		if uses[i] = use; data != nil {
			own[r.face] = data
		}
	}
	fonts, err := render.LoadOfficialFonts(templates.Fonts, own, templates.FontText, templates.FontHead, templates.FontTitle)
	if err != nil {
		return nil, nil, err
	}
	fonts.Borrow(found)
	for i, r := range officialRoles {
		if own[r.face] == nil { // none was found, or it cannot be embedded
			uses[i], _ = inRole(nil, r.role)
			name, _, _ := strings.Cut(uses[i].Face, "（") // without what it is for
			uses[i].Face = "内置 " + name
		}
	}
	return fonts, uses, nil
}

// inRole gives the best face for a role: of the fonts found that may be embedded, as a
// TrueType file that PDF files can embed; else the program's own that stands for it,
// without its data.
func inRole(found *fontfile.Files, role fontfile.Role) (Use, []byte) {
	if found != nil {
		if f, data, ok := found.ForRole(role); ok {
			return Use{Role: role.String(), Face: f.Name()}, data
		}
	}
	i := map[fontfile.Role]int{fontfile.Hei: 1, fontfile.Title: 2}[role] // else 宋体
	return Use{role.String(), embedded[i].name, role != fontfile.Song && role != fontfile.Hei}, nil
}

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
