// Package doc is the content tree: what a form says for one household or one
// village, with every label, value, option and span resolved, and nothing
// about where it will stand on a page. DOCX and XLSX are written from it, since
// Word and Excel lay out for themselves; PDF is drawn from the pages that
// render/layout makes of it.
//
// The set of blocks and of inlines is closed. A backend switches over every
// kind and treats an unknown one as an error.
package doc

import (
	"strconv"
	"strings"

	"ruhu/model"
)

// Length is a distance in English Metric Units, in which millimetres, points
// and twips are all whole numbers.
type Length int

// The units of length.
const (
	Mm   Length = 36000
	Pt   Length = 12700
	Twip Length = 635
)

// Points gives the length in typographic points.
func (l Length) Points() float64 { return float64(l) / float64(Pt) }

// Face is a role of type, not a font file: a backend maps it to what it has.
type Face uint8

// The faces. FaceText is 宋体, FaceHead 黑体, FaceTitle stands for 小标宋; those
// behind them are of official documents only: FaceFang is 仿宋, FaceKai 楷体. A run
// that has no file for one of these sets it in another face.
const (
	FaceText Face = iota
	FaceHead
	FaceTitle
	FaceFang
	FaceKai
	Faces // how many there are
)

// LeastNumber is the size below which numbers do not shrink: smaller digits are
// misread.
const LeastNumber = 13 * Pt / 2

// FormFaces is how many faces forms have: the first ones.
const FormFaces = FaceTitle + 1

// Style is a face at a size.
type Style struct {
	Face Face
	Size Length
}

// Align is where text stands in its cell or line, from left to right.
type Align uint8

// The alignments.
const (
	Left Align = iota
	Center
	Right
)

// Paper is the sheet that a document is printed on, as it lies before the
// reader, and its margins.
type Paper struct {
	Width, Height            Length
	Top, Bottom, Left, Right Length
}

// TextWidth is the width between the margins.
func (p Paper) TextWidth() Length { return p.Width - p.Left - p.Right }

// Subject is whom a document is about; it is printed on every page.
type Subject struct {
	Village   string
	Division  string // 行政区划代码
	Group     string
	Household string // 户编号; empty for a village's form
	Head      string
}

// String names village, group, household and head in one line, as the foot of
// every page does.
func (s Subject) String() string {
	parts := make([]string, 0, 4)
	for _, p := range []struct{ label, text string }{
		{"", s.Village}, {"", groupName(s.Group)}, {"户编号 ", s.Household}, {"户主 ", s.Head},
	} {
		if p.text != "" {
			parts = append(parts, p.label+p.text)
		}
	}
	return strings.Join(parts, "　")
}

// Within is String cut until it fits: the village's name first, so that the head's
// stays.
func (s Subject) Within(fits func(string) bool) string {
	for _, part := range []*string{&s.Village, &s.Group, &s.Head} {
		for r := []rune(*part); len(r) > 2 && !fits(s.String()); {
			r = r[:len(r)-1]
			*part = string(r) + "…"
		}
	}
	return s.String()
}

// groupName writes a bare number as a group: 3 is 3组.
func groupName(g string) string {
	if _, err := strconv.Atoi(g); err == nil {
		return g + "组"
	}
	return g
}

// Document is one form of one household or village (or a blank form).
type Document struct {
	Form    string // id of the definition, such as "compare"
	Title   string // full title, such as 贫困户基础信息对照表
	Mark    string // 附件2 above the title; empty when the form has none
	Stamp   string // on every page: 脱敏件 of a masked copy, 内部资料 of an internal form
	Year    int
	Paper   Paper
	Subject Subject
	// Sheet is the sheet number, "K7Q2-M9XD-4TWR"; empty on a blank form, which
	// then carries no QR code either.
	Sheet string
	// Shares says that it may begin on the sheet of paper on which the document
	// before it ends: both are of one household.
	Shares bool
	// Identity names the household or village; it is printed under the title of
	// every page. On a blank form it is room to write.
	Identity []Inline
	// Again takes its place on every page after the first, where the form says so.
	Again []Inline
	Style Scale
	Body  []Block

	room *room // its memory, where a builder may use it again
}

// IdentityOn gives what names the household on the first page, or again on one
// after it.
func (d *Document) IdentityOn(again bool) []Inline {
	if again && len(d.Again) > 0 {
		return d.Again
	}
	return d.Identity
}

// Scale is the sizes of type that a document is set in.
type Scale struct {
	Title, Heading, Text, Note Length
	// Box is the least side of boxes to tick; 0: as the type is.
	Box Length
}

// Label is what stands flush left above the title: 附件2, 脱敏件 or both; empty
// when the document has neither.
func (d *Document) Label() string { return strings.Trim(d.Mark+"　"+d.Stamp, "　") }

// Payload is the text of the QR code of a page: RH1|year|form|number|page|pages
// in upper case. It holds no name and no identity number.
func (d *Document) Payload(page, pages int) string {
	return strings.Join([]string{
		"RH1", strconv.Itoa(d.Year), strings.ToUpper(d.Form), d.Sheet,
		strconv.Itoa(page), strconv.Itoa(pages),
	}, "|")
}

// Block is one piece of a document's body: Heading, Para or Grid, and in official
// documents Prose, Chart or Grid.
type Block interface{ block() }

// Heading is a section's title, such as 一、基础信息. It stays with what follows.
type Heading struct {
	Text  string
	Style Style
}

// Para is a paragraph: a note, or a line of signatures.
type Para struct {
	Items []Inline
	Style Style
	Align Align
	// Before is the room above it.
	Before Length
	// WithPrevious holds it to the block before, so that signatures never stand
	// alone on a page.
	WithPrevious bool
}

func (Heading) block() {}
func (Para) block()    {}
func (*Grid) block()   {}

// InlineKind is the kind of an Inline.
type InlineKind uint8

// The kinds of inline content.
const (
	Text  InlineKind = iota // words
	Break                   // a forced new line
	Blank                   // a ruled space of Width to write on
	Boxes                   // a choice with boxes to tick
)

// Inline is a piece of a cell or paragraph.
type Inline struct {
	Kind  InlineKind
	Text  string // of Text, and the value that stands on a Blank
	Width Length // of Blank
	// Plain says that a Blank has no rule under it, Rest that it takes what is
	// left of its line.
	Plain, Rest bool
	Choice      Choice // of Boxes
}

// Choice is a question with its options. It stays a choice until a backend
// draws it: drawn boxes in PDF, ☑/□ in DOCX, a drop-down in XLSX.
type Choice struct {
	Code     model.Code
	Multiple bool
	Options  []string // shared with other documents: do not change
	On       uint64   // bit i is set when option i is ticked
}

// Ticked reports whether option i is ticked.
func (c Choice) Ticked(i int) bool { return c.On>>uint(i)&1 == 1 }

// CellKind tells what a cell is for, which decides its looks and, in a
// spreadsheet, whether it is locked.
type CellKind uint8

// The kinds of cells.
const (
	LabelCell   CellKind = iota // what is asked
	ValueCell                   // what the system says
	HeadCell                    // head of a column
	TickCell                    // narrow shaded column to tick
	WriteCell                   // room to write by hand
	SectionCell                 // name of a group of rows, set upright in a narrow column
)

// Cell is one cell of a resolved grid: Row and Col are its upper left place.
type Cell struct {
	Row, Col   int
	Rows, Cols int
	Kind       CellKind
	Align      Align
	Style      Style
	// Fit is the smallest size to which text shrinks to stay on one line; 0
	// wraps instead. Numbers shrink, so that a digit is never separated.
	Fit Length
	// Least, if not 0, is the size down to which words shrink where that makes
	// their row lower.
	Least Length
	Shade bool
	// Top stands the text at the top of the cell: what is right is written below
	// it. Other text stands in the middle.
	Top bool
	// Indent moves sub-items (A29a below A29) to the right.
	Indent Length
	// Code is the indicator that the cell shows or asks for; empty for others.
	Code model.Code
	// Numbered says that the cell takes the number of an answer, not its words
	// (增加原因 and 减少原因, 附件3 and 附件4).
	Numbered bool
	Items    []Inline // shared with other cells and documents: do not change
	// Fixed says that the items are those of the form, the same slice in all of a
	// builder's documents: what is made of them can be kept.
	Fixed bool
}

// Row is a row's least height; it grows with its cells.
type Row struct {
	Height Length
	// Low is down to what height the row shrinks where that saves a page; 0 where
	// it does not.
	Low Length
	// Most is to what height a row to write on grows where its page has room that
	// nothing else needs; 0 where it does not grow.
	Most Length
	// WithNext holds the row to the next one: no page ends between them.
	WithNext bool
}

// Grid is a table. Spans are resolved once, here: the cells cover every place
// of Tracks × Rows exactly once, in reading order, and all backends read the
// same cells.
type Grid struct {
	Tracks []Length // widths; they add up to the paper's text width; shared with other documents
	Rows   []Row
	Cells  []Cell
	Head   int // how many leading rows are repeated on every page
	// Spare is how many of the last rows stand only where a page has room for them
	// that nothing else needs. Formats that do not lay out leave them all out.
	Spare int
	// Whole grids are not broken over two pages where one page can hold them.
	Whole bool
}
