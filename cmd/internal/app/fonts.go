package app

import (
	"context"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"ruhu/model"
	"ruhu/model/han"
	"ruhu/render"
	"ruhu/render/fontfile"
	"ruhu/templates"
)

// FontsOptions is what the user asks about fonts.
type FontsOptions struct {
	Text string // whose characters are asked about; empty: the fonts themselves
	// Rosters are files, folders and patterns whose characters are asked about.
	Rosters []string
	Config  ConfigChoice // where the settings are
	Fonts   FontOptions
}

// FontReport is the fonts at hand and what they have.
type FontReport struct {
	// Blocks are the names of the columns of coverage, and how many characters
	// each has.
	Blocks []Covered
	// Together is what can be printed with all of them.
	Together []Covered
	// Embedded are the program's own faces, Machine those found.
	Embedded, Machine []FontEntry
	// Others is how many faces were found that have no Chinese characters.
	Others int
	// Roles says which face an official document would be set in.
	Roles []RoleFace
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

// FontEntry is a face that was found.
type FontEntry struct {
	Name, File, Kind string
	// Restricted says that its owner forbids to embed it; it is not used.
	Restricted bool
	Covers     []Covered
	// Alike is how many further faces of the file have the same characters, in the
	// forms of other places.
	Alike int
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

// embeddedFaces are the program's own faces as people know them, in the order of
// doc.Face.
var embeddedFaces = []struct{ file, name string }{
	{templates.FontText, "Noto Serif SC（宋体）"},
	{templates.FontHead, "Noto Sans SC（黑体）"},
	{templates.FontTitle, "Noto Serif SC Bold（代小标宋）"},
}

// Fonts tells which fonts are at hand and what they have.
func Fonts(ctx context.Context, o FontsOptions) (*FontReport, error) {
	r, err := fonts(ctx, o)
	return r, explain(ctx, err)
}

func fonts(ctx context.Context, o FontsOptions) (*FontReport, error) {
	shelf, err := shelfOf(o)
	if err != nil {
		return nil, err
	}
	defer shelf.Close()
	r := &FontReport{}
	sets := charsets()
	for _, c := range sets {
		r.Blocks = append(r.Blocks, Covered{c.name, c.size})
	}
	together := make(map[rune]bool)
	own, err := embeddedShelf()
	if err != nil {
		return nil, err
	}
	for i, f := range own {
		e := entryOf(f, sets, together)
		e.Name = embeddedFaces[i].name
		r.Embedded = append(r.Embedded, e)
	}
	for _, f := range shelf.Faces() {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		e := entryOf(f, sets, together)
		if !slices.ContainsFunc(e.Covers, func(c Covered) bool { return c.Has > 0 }) {
			r.Others++
			continue
		}
		if n := len(r.Machine); n > 0 && r.Machine[n-1].File == e.File && slices.Equal(r.Machine[n-1].Covers, e.Covers) {
			r.Machine[n-1].Alike++
			continue
		}
		r.Machine = append(r.Machine, e)
	}
	for role := range fontfile.Roles {
		face := faceForRole(shelf, role)
		face.Data = nil
		r.Roles = append(r.Roles, face)
	}
	r.Skipped = shelf.Skipped()
	r.addUp(sets, together)
	return r, nil
}

func shelfOf(o FontsOptions) (*fontfile.Shelf, error) {
	config, err := o.Config.load(o.Rosters...)
	if err != nil {
		return nil, err
	}
	return loadShelf(o.Fonts, config)
}

// embeddedShelf opens the program's own faces like those of the machine.
func embeddedShelf() ([]*fontfile.Face, error) {
	var out []*fontfile.Face
	for _, e := range embeddedFaces {
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

// addUp tells what all faces have together.
func (r *FontReport) addUp(sets []charset, together map[rune]bool) {
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

// entryOf counts what a face has; what may be printed with it goes together with
// that of others.
func entryOf(f *fontfile.Face, sets []charset, together map[rune]bool) FontEntry {
	e := FontEntry{Name: f.Name(), File: f.File, Kind: f.Kind.String(), Restricted: f.Restricted}
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

// faceForRole gives the best face for a role: of the fonts on the shelf that may
// be embedded, else the program's own that stands for it. Its data is a TrueType
// file that PDF files can embed.
func faceForRole(shelf *fontfile.Shelf, role fontfile.Role) RoleFace {
	if f, data, ok := shelf.ForRole(role); ok {
		return RoleFace{Role: role.String(), Name: f.Name(), File: f.File, Data: data}
	}
	return embeddedForRole(role)
}

// embeddedForRole gives the program's own face for a role.
func embeddedForRole(role fontfile.Role) RoleFace {
	i := map[fontfile.Role]int{fontfile.Hei: 1, fontfile.Title: 2}[role] // else 宋体
	data, _ := templates.Fonts.ReadFile(embeddedFaces[i].file)           // embedded, so it is there
	stands := role != fontfile.Song && role != fontfile.Hei
	return RoleFace{Role: role.String(), Name: embeddedFaces[i].name, File: path.Base(embeddedFaces[i].file), Data: data, StandIn: stands}
}

// Printable is how the characters of a roster are set.
type Printable struct {
	*Result
	Chars []CharReport // those that no embedded face has, in order of their codes
}

// PrintableRoster reads rosters and finds the characters that no embedded face
// has, with whose they are, without printing anything. The result is never nil.
func PrintableRoster(ctx context.Context, o FontsOptions) (*Printable, error) {
	p := &Printable{Result: newResult()}
	return p, explain(ctx, p.read(ctx, o))
}

func (p *Printable) read(ctx context.Context, o FontsOptions) error {
	b, err := loadBasis(o.Config, o.Rosters, 0, "", nil)
	if err != nil {
		return err
	}
	p.Settings = b.config.File
	shelf, err := loadShelf(o.Fonts, b.config)
	if err != nil {
		return err
	}
	defer shelf.Close()
	faces, err := loadFonts(shelf)
	if err != nil {
		return err
	}
	in, err := readInput(ctx, o.Rosters, nil, b.library.codebook, b.heads, p.Result)
	defer in.close()
	if err != nil {
		return err
	}
	p.Households, p.Members, p.Unregistered = in.roster.Households(), in.roster.Members(), in.roster.Unregistered()
	p.Missing = missingCharacters(entriesOf(in.roster), faces)
	chars := make(map[rune]bool)
	for _, m := range p.Missing {
		chars[m.Char] = true
	}
	for _, l := range shelf.Loans() {
		chars[l.Rune] = true
	}
	for _, char := range slices.Sorted(maps.Keys(chars)) {
		p.Chars = append(p.Chars, character(char, faces, shelf))
	}
	return nil
}

// NamesTables reports words that name tables or folders rather than being
// characters to be asked about.
func NamesTables(words []string) bool {
	for _, w := range words {
		info, err := os.Stat(w)
		ending := strings.ToLower(filepath.Ext(w))
		if !(err == nil && info.IsDir()) && !slices.Contains(readable, ending) && !slices.Contains(foreign, ending) {
			return false
		}
	}
	return len(words) > 0
}

// entriesOf are all households of a roster and what is of their villages, as if
// they were printed.
func entriesOf(r *model.Roster) []render.Entry {
	var out []render.Entry
	for _, v := range r.Villages {
		for _, h := range v.Households {
			if h.Registered() {
				out = append(out, render.Entry{Village: v, Household: h})
			}
		}
		out = append(out, render.Entry{Village: v})
	}
	return out
}

// Characters tells how each character of a text is set, each once, in order.
func Characters(ctx context.Context, o FontsOptions) ([]CharReport, error) {
	r, err := characters(o)
	return r, explain(ctx, err)
}

func characters(o FontsOptions) ([]CharReport, error) {
	shelf, err := shelfOf(o)
	if err != nil {
		return nil, err
	}
	defer shelf.Close()
	faces, err := loadFonts(shelf)
	if err != nil {
		return nil, err
	}
	var out []CharReport
	seen := make(map[rune]bool)
	for _, char := range o.Text {
		if seen[char] {
			continue
		}
		seen[char] = true
		out = append(out, character(char, faces, shelf))
	}
	return out, nil
}

func character(char rune, faces render.Fonts, shelf *fontfile.Shelf) CharReport {
	r := CharReport{Char: char, Where: han.Where(char)}
	r.Standard, r.Since, _ = han.Standard(char)
	missing := len(faces.Missing(string(char))) > 0
	lent := slices.IndexFunc(shelf.Loans(), func(l fontfile.Loan) bool { return l.Rune == char })
	switch {
	case missing:
		if b, ok := han.BlockOf(char); ok {
			r.Install = b.Fonts()
		}
	case lent >= 0:
		l := shelf.Loans()[lent]
		r.Face, r.File = l.Face, l.File
	default:
		i := faces.FaceOf(char)
		r.Face, r.File, r.Embedded = embeddedFaces[i].name, path.Base(embeddedFaces[i].file), true
	}
	return r
}
