package typeface

import (
	"context"
	"fmt"
	"path"
	"slices"
	"strings"

	"ruhu/model/han"
	"ruhu/render"
	"ruhu/render/fontfile"
)

// Report is the fonts at hand and what they have.
type Report struct {
	// Blocks are the names of the columns of coverage, and how many characters
	// each has.
	Blocks []Covered
	// Together is what can be printed with all of them.
	Together []Covered
	// Embedded are the program's own faces, Machine those found.
	Embedded, Machine []Face
	// Others is how many faces were found that have no Chinese characters.
	Others int
	// Roles says which face an official document would be set in.
	Roles []Use
	// Skipped are files that could not be used.
	Skipped []fontfile.Skipped
}

// Covered is how many characters of a block a face has.
type Covered struct {
	Block string // of the list of the standard GeneralName, which is no block
	Has   int
}

// GeneralName names the list of characters that people go by.
const GeneralName = "《通用规范汉字表》"

// charset is characters that are counted together.
type charset struct {
	name string
	size int
	each func(func(rune))
}

// charsets are the list of the standard, then the blocks of Unicode.
func charsets() []charset {
	out := []charset{{GeneralName, han.GeneralSize, han.EachGeneral}}
	for _, b := range han.Blocks() {
		out = append(out, charset{b.Name, b.Size(), b.Each})
	}
	return out
}

// Face is a face that was found.
type Face struct {
	Name, File, Kind string
	// Restricted says that its owner forbids to embed it; it is not used.
	Restricted bool
	Covers     []Covered
	// Alike is how many further faces of the file have the same characters, in the
	// forms of other places.
	Alike int
}

// CharReport says how one character of a text is set.
type CharReport struct {
	Char  rune
	Where string // its block, such as 扩展B
	// Face and File are the face that sets it; Embedded says that it is the
	// program's own. All are empty where the character prints as 〓.
	Face, File string
	Embedded   bool
	// Standard is what a private code stood for, 0 where that is not known, and
	// Since the standard that says so.
	Standard rune
	Since    string
	// Install names fonts that have the character; of one that prints, none.
	Install []string
}

// Verdict says what becomes of the character on paper.
func (c CharReport) Verdict() string {
	switch {
	case c.Embedded:
		return "内嵌字体 " + c.Face
	case c.Face != "":
		return "字体 " + c.Face + "（" + c.File + "）"
	case c.Standard != 0:
		return fmt.Sprintf("印作“〓”。按 %s 可能是“%c”（%U），请对照户口簿核实", c.Since, c.Standard, c.Standard)
	case len(c.Install) > 0:
		return "印作“〓”。没有字体有这个字，可装 " + strings.Join(c.Install, "、")
	}
	return "印作“〓”，请手写补上"
}

// Survey tells which fonts there are, the program's own and those found, and what
// they have.
func Survey(ctx context.Context, found *fontfile.Files) (*Report, error) {
	r := &Report{}
	sets := charsets()
	for _, c := range sets {
		r.Blocks = append(r.Blocks, Covered{c.name, c.size})
	}
	together := make(map[rune]bool)
	own, err := embeddedFaces()
	if err != nil {
		return nil, err
	}
	for i, f := range own {
		e := faceOf(f, sets, together)
		e.Name = embedded[i].name
		r.Embedded = append(r.Embedded, e)
	}
	for _, f := range found.Faces() {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		r.add(faceOf(f, sets, together))
	}
	for role := range fontfile.Roles {
		use, _ := inRole(found, role)
		r.Roles = append(r.Roles, use)
	}
	r.Skipped = found.Skipped()
	r.addUp(sets, together)
	return r, nil
}

// add adds a face of the machine.
func (r *Report) add(f Face) {
	if !slices.ContainsFunc(f.Covers, func(c Covered) bool { return c.Has > 0 }) {
		r.Others++
		return
	}
	if n := len(r.Machine); n > 0 && r.Machine[n-1].File == f.File && slices.Equal(r.Machine[n-1].Covers, f.Covers) {
		r.Machine[n-1].Alike++
		return
	}
	r.Machine = append(r.Machine, f)
}

// addUp tells what all faces have together.
func (r *Report) addUp(sets []charset, together map[rune]bool) {
	for _, c := range sets {
		has := 0
		c.each(func(char rune) {
			if together[char] {
				has++
			}
		})
		r.Together = append(r.Together, Covered{c.name, has})
	}
}

// faceOf counts what a face has; what may be printed with it goes together with
// that of others.
func faceOf(f *fontfile.Face, sets []charset, together map[rune]bool) Face {
	e := Face{Name: f.Name(), File: f.File, Kind: f.Kind.String(), Restricted: f.Restricted}
	for _, c := range sets {
		n := 0
		c.each(func(char rune) {
			if !f.Has(char) {
				return
			}
			if n++; !f.Restricted {
				together[char] = true
			}
		})
		e.Covers = append(e.Covers, Covered{c.name, n})
	}
	return e
}

// Characters tells how each character of a text is set, each once, in order.
func Characters(text string, faces render.Fonts, found *fontfile.Files) []CharReport {
	var out []CharReport
	seen := make(map[rune]bool)
	for _, char := range text {
		if !seen[char] {
			seen[char] = true
			out = append(out, character(char, faces, found))
		}
	}
	return out
}

func character(char rune, faces render.Fonts, found *fontfile.Files) CharReport {
	r := CharReport{Char: char, Where: han.Where(char)}
	r.Standard, r.Since, _ = han.Standard(char)
	missing := len(faces.Missing(string(char))) > 0
	lent := slices.IndexFunc(found.Loans(), func(l fontfile.Loan) bool { return l.Rune == char })
	switch {
	case missing:
		if b, ok := han.BlockOf(char); ok {
			r.Install = b.Fonts()
		}
	case lent >= 0:
		l := found.Loans()[lent]
		r.Face, r.File = l.Face, l.File
	default:
		i := faces.FaceOf(char)
		r.Face, r.File, r.Embedded = embedded[i].name, path.Base(embedded[i].file), true
	}
	return r
}
