// Package form holds form definitions: what a form asks for, in which order and
// in what room, read from YAML and verified against the codebook. A definition
// is the only place that knows a particular form; nothing in Go does.
//
// It knows nothing of households or pages: render/doc fills a definition with
// a household, the backends put the result on paper.
package form

import (
	"slices"
	"strings"

	"ruhu/model"
)

// Unit is what one copy of a form is about.
type Unit string

// The units.
const (
	PerHousehold Unit = "household"
	PerVillage   Unit = "village"
)

// Audience says who gets the form when nobody asked for it by name.
type Audience string

// The audiences.
const (
	ForRegistered Audience = "registered" // registered households that are not new
	ForNew        Audience = "new"        // households marked 新识别
	ForAdded      Audience = "added"      // households with members added this year
	ForRemoved    Audience = "removed"    // villages with members removed this year
	ForNobody     Audience = "nobody"     // only when asked for
	ForChosen     Audience = "chosen"     // those of which the roster says what Definition.Only asks
)

// Condition limits a row or block to some copies of a form.
type Condition string

// The conditions. The zero value is always.
const (
	Always    Condition = ""
	Relapsed  Condition = "relapsed"  // households that fell back into poverty, and blank forms
	Prefilled Condition = "prefilled" // not on blank forms
	OnBlank   Condition = "blank"     // only on blank forms
)

// Definition is one parsed form.
type Definition struct {
	ID    string
	Title string // full title; names the files
	Short string // a few characters for lists of forms; the title when empty
	Mark  string // printed above the title: 附件2
	Unit  Unit
	For   Audience
	Only  Only // whom it is for where For is ForChosen; nobody else gets it, asked for or not
	// Internal is said on every page: such a form alone may have 边缘户 and items that
	// are internal.
	Internal bool
	// Number orders forms in a household's packet, as they are carried.
	Number int
	// Portrait stands the paper upright; forms lie by default.
	Portrait bool
	// Sizes of type in points, on A4.
	TitleSize, HeadingSize, TextSize, NoteSize float64
	// LabelSize is the size of the labels and options of compared items; 0: TextSize.
	LabelSize float64
	// BoxSide is the least side of boxes to tick in millimetres; 0: as the type is.
	BoxSide  float64
	Identity []Item
	Again    []Item // in its place on pages after the first; empty: the same
	Body     []Block
	// Codebook is what the definition was verified against.
	Codebook *model.Codebook
	// Source is the file that the definition came from and its text, for
	// form show and form export.
	Source string
	Text   []byte
}

// Public reports a form that is put up in the village: it is masked in every copy.
func (d *Definition) Public() bool { return isPublic(d.Title) }

func isPublic(title string) bool {
	return strings.Contains(title, "公示") || strings.Contains(title, "公告")
}

// ComparesVillage reports a form in which items of the village itself are compared.
func (d *Definition) ComparesVillage() bool {
	return d.Unit == PerVillage && slices.ContainsFunc(d.Body, func(b Block) bool { _, ok := b.(*Items); return ok })
}

// Lists gives the lists of the form, in order.
func (d *Definition) Lists() (out []*List) {
	for _, b := range d.Body {
		if l, ok := b.(*List); ok {
			out = append(out, l)
		}
	}
	return out
}

// Numbered gives the indicators whose answers the form prints with numbers, or asks
// for by number.
func (d *Definition) Numbered() []model.Code {
	var out []model.Code
	for _, b := range d.Body {
		switch b := b.(type) {
		case *Legend:
			out = append(out, b.Codes...)
		case *List:
			for _, c := range b.Columns {
				if c.Number && c.Ref.Indicator != nil {
					out = append(out, c.Ref.Indicator.Code)
				}
			}
		}
	}
	return out
}

// Block is one part of a body: Heading, Table, Items, List, Notes, Sign,
// Signature, Findings or Legend.
type Block interface{ block() }

// Heading is a section's title.
type Heading struct{ Text string }

// Table is rows of cells over a fixed number of tracks.
type Table struct {
	Tracks []int // relative widths
	Rows   []Row
}

// Row is a table's row. Height is its least height in millimetres, Low to what
// it shrinks where that saves a page (0: not at all).
type Row struct {
	Height, Low, Most float64
	When              Condition
	Head              bool // a head, which is repeated on every page
	WithNext          bool // on the page of the next row
	Times             int  // how often the row is there
	Spare             int  // how many times more where the page has room for it
	Cells             []Cell
}

// CellKind says what a cell shows.
type CellKind uint8

// The kinds of a Cell.
const (
	ShowText   CellKind = iota // words of the definition
	ShowLabel                  // the indicator's title: code, label, unit
	ShowValue                  // the value, or room to write it
	ShowChoice                 // the indicator's options, the value ticked
	ShowLine                   // a line mixed of words, blanks and choices
	ShowEmpty                  // nothing: the notice leaves the cell empty
)

// Cell is one cell of a Row. Span and Rows count tracks and rows.
type Cell struct {
	Span, Rows int
	Kind       CellKind
	Text       string
	Ref        Ref
	Line       []Item
	Indent     bool // a sub-item, such as A29a below A29
	Center     bool
	Small      bool // in the type of notes
}

// Item is a piece of a line: words, a value on a blank, or a choice.
type Item struct {
	Text   string
	Ref    Ref     // of a value or choice
	Choice bool    // the options of Ref instead of its value
	Label  bool    // the title of Ref
	Width  float64 // least width of a blank in millimetres
	Blank  bool    // room to write that no value fills
	Plain  bool    // a blank without a rule under it
	Rest   bool    // a blank that takes what is left of the line
}

// Items is the heart of a comparison: for each item its label, the value in
// the system, a narrow shaded column 一致 to tick, and room to write or options
// to tick.
type Items struct {
	Section string // of the first group
	Head    bool   // print the heads of the four columns, on every page
	Groups  []Group
}

// Group is items of one width, Across of them side by side. Height is that of
// their rows in millimetres, Low to what it shrinks where that saves a page.
type Group struct {
	Section     string // set upright in front of the rows; empty: that of the group before
	Across      int
	Widths      [4]int // label, value, tick, correction, relative
	Height, Low float64
	Items       []Compared
}

// Compared is one item of a Group.
type Compared struct {
	Ref  Ref
	When Condition
}

// Each says what a List runs over.
type Each string

// What a list runs over.
const (
	EachHousehold Each = "households" // of a village, a row each
	EachMember    Each = "members"
	EachAdded     Each = "added"
	EachRemoved   Each = "removed"
	EachMeasure   Each = "measures"
	EachHelper    Each = "helpers"
)

// List is a table with a row for each of something, and blank rows to fill by
// hand: as many rows as the form prints, or as there are entries and Spare.
type List struct {
	Each    Each
	Only    Only // which rows of them; registered households' alone where it says nothing else
	Rows    int  // of the form itself
	Blank   int  // of a blank form, where it has more; 0: Rows
	Spare   int
	Size    float64 // of type, in points
	Height  float64 // least height of a row in millimetres
	Write   float64 // that of a row to write on, which never shrinks; 0: as the others
	Low     float64 // to which rows shrink where that saves a page; 0: not at all
	Top     bool    // values stand at the top of their cells, with room to write below
	Across  int     // entries side by side
	Most    float64 // to which rows to write on grow where the page has room; 0: they do not
	Pair    string  // not empty: a ruled blank row under each printed one, and its name
	Years   int     // a blank form has its rows for every year from this one on
	Columns []Column
}

// Column is one column of a List.
type Column struct {
	Head   string // the indicator's title when empty
	Ref    Ref
	Width  int      // relative
	First  string   // printed in the first row where it is blank or says the same (户主)
	Hint   string   // printed small in the first row when it has no value (务工地点)
	Lines  int      // least height in lines (A4 is two lines high)
	Number bool     // the number of the answer instead of its label
	Choice bool     // the answer's options, to tick; the value is ticked
	Ask    bool     // the answer's options, none ticked
	Tick   bool     // a narrow shaded column to tick
	Merge  bool     // equal neighbours become one cell
	Left   bool     // set from the left; columns are centred otherwise
	Boxes  []string // words of the definition to tick (属实, 不属实)
}

// Title is what stands over the column.
func (c Column) Title() string {
	if c.Head != "" {
		return c.Head
	}
	return c.Ref.Title()
}

// Notes is the notes below a form, a paragraph each.
type Notes struct{ Lines []string }

// Sign is a line to be filled and signed at the foot.
type Sign struct{ Items []Item }

// Signature is a box to sign and to press a thumb in, with lines to fill beside
// it. Width and Height are those of the room to sign, in millimetres.
type Signature struct {
	Label         string
	Width, Height float64
	Lines         [][]Item
}

// Findings is a box with what the checks found in the household's data, for
// the visitor to settle at the door, and room to write.
type Findings struct {
	Title  string
	Empty  string     // printed when nothing was found
	Rows   int        // blank lines to write on
	Height float64    // of a line in millimetres; 0: 7
	Low    float64    // to which a line shrinks where that saves a page; 0: not at all
	Most   float64    // to which the blank lines grow, as those of a List
	Boxes  []string   // to tick behind each finding (属实, 不属实)
	Beside *Signature // at the right of the last lines; may be nil
}

// Legend lists the answers of some indicators with their numbers, once for a
// whole table.
type Legend struct {
	Title string
	Size  float64 // of type in points; 0: that of notes
	Codes []model.Code
	Only  map[model.Code][]string // of an indicator only these answers, where there are too many
}

func (Heading) block()    {}
func (*Table) block()     {}
func (*Items) block()     {}
func (*List) block()      {}
func (Notes) block()      {}
func (Sign) block()       {}
func (*Signature) block() {}
func (*Findings) block()  {}
func (*Legend) block()    {}

// Ref names what a cell shows: an indicator, or a field that is derived from
// several (Derived). Its zero value names nothing.
type Ref struct {
	Indicator *model.Indicator
	Derived   Derived
}

// None reports whether the reference names nothing.
func (r Ref) None() bool { return r.Indicator == nil && r.Derived == "" }

// Derived is a field that no single indicator holds.
type Derived string

// The derived fields.
const (
	Index        Derived = "index"         // 1, 2, 3 … of a list's rows
	Address      Derived = "address"       // the six parts in one text
	HeadName     Derived = "head.name"     // the 户主's name
	HeadIdentity Derived = "head.identity" // the 户主's certificate number
	Size         Derived = "size"          // how many members the household has, see doc.SizeOf
)

// derivedLabels names the derived fields where a label is printed.
var derivedLabels = map[Derived]string{
	Index: "序号", Address: "家庭住址", HeadName: "户主姓名",
	HeadIdentity: "户主证件号码", Size: "家庭人口",
}

// Title is the printed label of what the reference names.
func (r Ref) Title() string {
	if r.Indicator != nil {
		return r.Indicator.Title()
	}
	return derivedLabels[r.Derived]
}
