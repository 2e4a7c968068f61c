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

// Use says which face the PDF sets a role of GB/T 9704-2012 in.
type Use struct {
	Role, Face string
	StandIn    bool // the face is not one of the role
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
	own, names := make(map[doc.Face][]byte), make(map[doc.Face]string)
	for _, r := range officialRoles {
		if slices.Contains(passed, r.face) {
			continue
		}
		if face, data, ok := found.ForRole(r.role); ok {
			own[r.face], names[r.face] = data, face.Name()
		}
	}
	fonts, err := render.LoadOfficialFonts(templates.Fonts, own, templates.FontText, templates.FontHead, templates.FontTitle)
	if err != nil {
		return nil, nil, err
	}
	fonts.Borrow(found)
	var uses []Use
	for _, r := range officialRoles {
		use := Use{Role: r.role.String(), Face: names[r.face]}
		if own[r.face] == nil {
			stand := embeddedForRole(r.role)
			name, _, _ := strings.Cut(stand.Name, "（") // without what it is for
			use.Face, use.StandIn = "内置 "+name, stand.StandIn
		}
		uses = append(uses, use)
	}
	return fonts, uses, nil
}

// RoleFace is the face for a role of type.
type RoleFace struct {
	Role string // 仿宋
	Name string
	File string
	// StandIn says that the face is an embedded one that stands for the role's.
	StandIn bool
	// Data is the face as a TrueType file, only for those who asked for it.
	Data []byte
}

// faceForRole gives the best face for a role: of the fonts found that may
// be embedded, else the program's own that stands for it. Its data is a TrueType
// file that PDF files can embed.
func faceForRole(found *fontfile.Files, role fontfile.Role) RoleFace {
	if f, data, ok := found.ForRole(role); ok {
		return RoleFace{Role: role.String(), Name: f.Name(), File: f.File, Data: data}
	}
	return embeddedForRole(role)
}

// embeddedForRole gives the program's own face for a role.
func embeddedForRole(role fontfile.Role) RoleFace {
	i := map[fontfile.Role]int{fontfile.Hei: 1, fontfile.Title: 2}[role] // else 宋体
	data, _ := templates.Fonts.ReadFile(embedded[i].file)                // embedded, so it is there
	stands := role != fontfile.Song && role != fontfile.Hei
	return RoleFace{Role: role.String(), Name: embedded[i].name, File: path.Base(embedded[i].file), Data: data, StandIn: stands}
}
