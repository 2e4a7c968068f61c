// Package render turns a roster and form definitions into files.
//
// # Architecture
//
// Stages never look back, and each knows only what stands before it:
//
//	open ──> read ──> check ──> build ──> [layout, PDF only] ──> write
//	model/sheet  model/roster  model/check  render/form, render/doc  render/layout  render/{pdf,docx,xlsx}
//	                    └─> count ─> build
//	                        model/report  render/letter
//
// There are two trees. The content tree (render/doc) is what a document says,
// with every label, value, option and span resolved: a form for one household
// (doc.Document, built of a definition), or an official document (doc.Official,
// which render/letter makes of an office's text and the figures of
// model/report). Formats whose readers lay out for themselves (DOCX, XLSX) are
// written from it. The page tree (render/layout) is where each piece stands on
// paper; PDF is drawn from it. Layout never draws, drawing never measures, and
// neither the content nor the pages know a font file or a file format.
//
// Forms and official documents are two roots of the content tree with the same
// grids and faces in them, not one: a form is cells in boxes, whose size follows
// from the paper, an official document is lines of text on the fixed grid of
// GB/T 9704-2012, and neither could be said in the other's words. Each backend
// has a file for the second (official.go). An official document has no workbook:
// its figures are one of their own.
//
// There is one grid. Spans are resolved once, in render/doc, and every backend
// reads the same cells. Lengths are whole English Metric Units (1 mm = 36000,
// 1 pt = 12700, 1 twip = 635), so that the units of all formats are exact.
//
// Text is set by one set of rules (render/typeset): leading, when type becomes
// small, where lines end, what stands in the head and at the foot of a page. Each
// format gives it what it knows of its characters: the PDF their exact widths,
// Word and Excel an estimate.
//
// What backends share beside that stands in small packages: where a line of
// Chinese must not end (render/kinsoku), QR codes (render/qr), what every Office
// file needs (render/ooxml: parts in a fixed order, text that XML can hold), and
// pages as pictures, for the screen and for Word's charts (render/picture, which
// draws the same pages that the PDF draws). render/xlsx also reads the codebook,
// since a workbook offers its answers as drop-downs.
//
// # Fonts
//
// render/font decides which face sets a character and how wide it is; all
// measuring goes through it. What the program's own faces lack is lent by those
// of the machine: render/fontfile opens their files, and finds the faces of the
// roles of an official document. render/subset cuts a face to what a file shows.
// PDF libraries do that too, but anew for each file, from a copy of the whole
// face: for a household's file that was nearly all the work. So the glyphs of the
// blank forms are packed once for all files (share.go), and render/pdf takes
// fpdf's file apart and puts pages and faces in itself.
//
// # Workbooks that are no forms
//
// render/book writes them: registers, lists of problems and differences, ledgers,
// the return workbook. They have a way of their own, Tables, because their reader
// sorts, filters and fills them in; they are no documents and no pages. What a
// return workbook looks like is said in model/visit, for its writer here and its
// reader in model/collect.
//
// A form is data: templates/forms/*.yaml, parsed and verified by render/form.
// Nothing in Go knows a particular form.
//
// Package render itself plans a run (which forms for whom, in which file, in
// which order), counts its pages before anything is written, and writes the
// files on as many workers as asked for: each makes a file of its own, village
// after village, and when all are begun helps others with theirs (writing.go).
// Counting sets every page once, without drawing it, and writing sets it again:
// setting a page costs a fraction of drawing it, and in return the user is told
// the paper before it is used, the visit list in front of a village's file knows
// its page counts, and memory holds one file's drawing instead of a county's
// pages. A worker's contents and pages live until they are in the file, and then
// give their memory to those that follow.
//
// It knows no clock, no terminal and no file system: files go to an Output,
// progress to a function. Those who do (cmd/internal) plan and print through the
// workspace of cmd/internal/app, for which a planned page can also be set without
// writing anything (preview.go).
package render

import (
	"io"
	"slices"

	"ruhu/model"
	"ruhu/render/form"
)

// Split says how a run is divided into files.
type Split string

// The divisions.
const (
	ByVillage   Split = "village"   // DIR/<村>/<村>-入户资料.pdf
	ByForm      Split = "form"      // DIR/<村>/<村>-<表名>.pdf
	ByHousehold Split = "household" // DIR/<村>/<户编号>-<户主>.pdf
)

// Choice is what of a roster is printed, and how it is divided.
type Choice struct {
	Forms      []string // ids; empty: each household gets what its state asks for
	Villages   []string // names or division codes; empty: all
	Households []string // 户编号 or the 户主's name; empty: all
	First      int      // only the first so many households; 0: all
	Split      Split
	Paper      string   // "A4" or "A3"
	Duplex     bool     // pad every household's form to an even number of pages
	Formats    []Format // empty: PDF
	Jobs       int      // workers; 0: one for each processor
	// Part and Parts print one of several parts of a run, divided by village: the
	// files of all parts together are those of the whole run, byte for byte.
	// Parts 0 or 1 is the whole run; Part counts from 1.
	Part, Parts int
}

// Options is everything that decides what a run comes to.
type Options struct {
	Choice
	Mask     bool   // hide parts of numbers, for copies that leave the office
	Shell    Shell  // of Word documents; needed for DOCX
	Unit     string // the office that prints, for letterheads
	Rare     string // font that Word and Excel files name for characters of no other; may be empty
	Year     int
	Problems map[*model.Household]model.Problems
	Rules    func(model.Problem) string // what the rule of a problem asks of everybody; may be nil
	// Whole reports files (relative paths) that an earlier run of the same input
	// and options finished: they are counted, but not drawn again. It is called
	// from several goroutines; nil: none.
	Whole func(path string) bool
}

// BlankChoice is which blank forms are written, and how.
type BlankChoice struct {
	Forms   []string // ids; empty: all
	Copies  int      // at least 1
	Rows    int      // rows of the form's first list; 0: the form's own
	Paper   string
	Duplex  bool
	Formats []Format // empty: PDF
}

// BlankOptions is everything that decides what blank forms look like.
type BlankOptions struct {
	BlankChoice
	Year  int
	Shell Shell  // of Word documents; needed for DOCX
	Unit  string // the office that prints, for letterheads
	Rare  string // as in Options
}

// Output receives the files of a run. Create begins a file at a path relative
// to the output folder, with forward slashes; it must not appear under that
// name before Commit, and Abort leaves nothing behind.
type Output interface {
	Create(path string) (OutputFile, error)
}

// OutputFile is a file being written.
type OutputFile interface {
	io.Writer
	Commit() error
	Abort()
}

// Totals is what a run comes to.
type Totals struct {
	Households int // that get at least one page
	Documents  int
	Pages      int // sides
	Sheets     int // sheets of paper
}

// Entry is one printed form, for the register.
type Entry struct {
	Number    string // sheet number
	Form      *form.Definition
	Village   *model.Village
	Household *model.Household // nil for a village's form
	Pages     int
	Sheets    int
	Files     []string // relative paths, forward slashes; one for each format
}

// Visit is the visit list in front of a village's file.
type Visit struct {
	Village       *model.Village
	Pages, Sheets int
}

// SelectionError says that a name given by the user means nothing in this
// roster: an unknown form, village or household. Message and Hint are Chinese.
type SelectionError struct{ Message, Hint string }

// Error says what means nothing and, where it is known, what to do.
func (e *SelectionError) Error() string {
	if e.Hint == "" {
		return e.Message
	}
	return e.Message + "。" + e.Hint
}

// Batch is one planned run over a roster.
type Batch struct {
	opt      Options
	fonts    Fonts
	codebook *model.Codebook
	forms    []*form.Definition
	files    []*file
	failed   map[*model.Household]error
	counted  bool
	part     map[*model.Village]bool // nil: all villages
	// villages and households are those that the user chose; nil: all.
	villages   map[*model.Village]bool
	households map[*model.Household]bool
}

// Failed gives the households left out because a form of theirs could not be
// set, with the reason.
func (b *Batch) Failed() map[*model.Household]error { return b.failed }

// Internal reports whether the run has internal forms, on which 边缘户 may be.
func (b *Batch) Internal() bool {
	return slices.ContainsFunc(b.files, func(f *file) bool {
		return slices.ContainsFunc(f.parts, func(p *part) bool { return p.def.Internal })
	})
}

// Files gives the relative paths that Write makes, in order.
func (b *Batch) Files() []string {
	var out []string
	for _, f := range b.files {
		out = append(out, b.paths(f)...)
	}
	return out
}

// PlannedFile is a file of a run, before it is written.
type PlannedFile struct {
	Path   string // relative, without the ending of a format
	Sheets []PlannedSheet
}

// PlannedSheet is a form that a file holds.
type PlannedSheet struct {
	Number    string // empty for one without
	Form      string // title
	Household *model.Household
}

// Rename gives the files other names, before Count.
func (b *Batch) Rename(name func(PlannedFile) string) {
	for _, f := range b.files {
		sheets := make([]PlannedSheet, len(f.parts))
		for i, p := range f.parts {
			sheets[i] = PlannedSheet{p.number, p.def.Title, p.household}
		}
		f.path = name(PlannedFile{f.path, sheets})
	}
}

// paths gives the relative paths of a file, one for each format.
func (b *Batch) paths(f *file) []string {
	var out []string
	for _, format := range formats(b.opt.Formats) {
		out = append(out, f.path+"."+string(format))
	}
	return out
}

// Includes reports whether a village is in this part of the run.
func (b *Batch) Includes(v *model.Village) bool { return b.part == nil || b.part[v] }

// About reports whether what the user chose (villages, households, only the first)
// takes a household in: it is printed, was to be, or belongs to a village that is
// printed whole. One whose village is not known may belong to it. Parts of a
// divided run are another matter; see Includes.
func (b *Batch) About(h *model.Household) bool {
	if b.villages != nil && h.Village != nil && !b.villages[h.Village] {
		return false
	}
	return b.households == nil || b.households[h]
}
