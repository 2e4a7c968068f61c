package layout

import (
	"fmt"
	"slices"

	"ruhu/render/doc"
	"ruhu/render/typeset"
)

// exact is how the PDF shows what is set: boxes to tick are drawn.
func exact(m typeset.Measurer) typeset.Format {
	return typeset.Format{Measurer: m, Step: 1, Box: 86, Ticked: 86, BoxGap: 14, Apart: 55, Beside: 20, Placed: true}
}

const (
	ascent    = 86 // of the type above the baseline, in hundredths of its size
	boxMiddle = 36 // of a box, above the baseline
	ruleBelow = 16 // the baseline
)

// Pages sets a document on pages. It reports a block or inline that it does
// not know, and a grid whose cells do not cover it.
func Pages(d *doc.Document, m typeset.Measurer) ([]*Page, error) {
	f := NewFlow(m)
	return f.Pages(d)
}

// Flow sets documents one after another, keeping its working memory. Use one
// for each goroutine.
type Flow struct {
	set    typeset.Setter
	fixed  typeset.Setter        // its lines are those of cells that are fixed,
	known  map[fixedCell]setCell // by what they are set by
	tight  bool                  // rows, gaps and heads are as low as they may be
	spare  int                   // rows shown of those that stand only where there is room
	room   int                   // for how many of those there is room
	atTop  bool                  // what is drawn stays at the top of its cell
	splits int                   // tables that go on on another page
	titled bool                  // a heading stands above and has found room for what follows
	d      *doc.Document
	page   *Page
	out    []*Page
	begun  int  // pages
	counts bool // pages are only counted: there is none to draw on

	y      doc.Length // where the next block begins
	top    doc.Length // where the body of a page begins
	bottom doc.Length // where it ends
	bare   bool       // pages have no head: those of official documents

	// Working memory.
	grids       []*grid // one for each block being set
	rows, shown []int
	tops        []doc.Length
	ends        []doc.Length // of the text of each page
	growing     []growing
	spanned     []spanned
	free        []*Page // to be used again
}

// NewFlow prepares to set documents with the measurer.
func NewFlow(m typeset.Measurer) *Flow {
	return &Flow{set: typeset.NewSetter(exact(m)), fixed: typeset.NewSetter(exact(m)), known: make(map[fixedCell]setCell)}
}

// Pages sets a document on pages; see the function Pages.
func (f *Flow) Pages(d *doc.Document) ([]*Page, error) {
	if err := f.fit(d, false); err != nil {
		return nil, err
	}
	f.grow()
	for i, p := range f.out {
		p.Number, p.Of = i+1, len(f.out)
		f.foot(p)
	}
	out := f.out
	f.out, f.page, f.d = nil, nil, nil
	return out, nil
}

// Count tells how many pages Pages would give. It sets the document in the same
// way, but draws nothing.
func (f *Flow) Count(d *doc.Document) (int, error) {
	err := f.fit(d, true)
	f.d = nil
	if err != nil {
		return 0, err
	}
	return f.begun, nil
}

// Reuse takes back pages that this flow made and that nobody looks at any more:
// others are made in their memory. Of a very long document most are let go.
func (f *Flow) Reuse(pages []*Page) {
	f.free = append(f.free, pages[:min(len(pages), max(0, mostFree-len(f.free)))]...)
}

// mostFree is how many pages a flow keeps to be used again.
const mostFree = 64

// leastFilled is how much of a last page must be filled, in hundredths, so that
// nobody tries to do without the page.
const leastFilled = 35

// fit sets a document in its natural heights, and tighter where that saves a last
// page with little on it, or keeps tables on one page. Rows that stand only where there is room come last.
func (f *Flow) fit(d *doc.Document, counts bool) error {
	spare := slices.ContainsFunc(d.Body, func(b doc.Block) bool { g, ok := b.(*doc.Grid); return ok && g.Spare > 0 })
	f.tight, f.spare, f.counts = false, 0, counts || spare
	if err := f.flow(d); err != nil {
		return err
	}
	little := (f.y-f.top)*100 < (f.bottom-f.top)*leastFilled
	if natural, splits := f.begun, f.splits; natural > 1 && (little || splits > 0) {
		f.Reuse(f.out)
		f.tight = true
		if err := f.flow(d); err != nil {
			return err
		}
		if f.tight = f.begun < natural || f.begun == natural && f.splits < splits; !f.tight {
			f.Reuse(f.out)
			if err := f.flow(d); err != nil {
				return err
			}
		}
	}
	if counts || !spare {
		return nil
	}
	f.spare, f.counts = f.room, false
	return f.flow(d)
}

// flow sets the body of a document.
func (f *Flow) flow(d *doc.Document) error {
	f.set.Reset()
	f.set.LeastBox, f.fixed.LeastBox = d.Style.Box, d.Style.Box
	f.d, f.page, f.out, f.begun, f.grids = d, nil, nil, 0, f.grids[:0]
	f.ends, f.growing, f.spanned, f.titled, f.room = f.ends[:0], f.growing[:0], f.spanned[:0], false, 0
	f.splits = 0
	var spare *doc.Grid
	ends := 0 // the page on which it does
	f.bottom = d.Paper.Height - d.Paper.Bottom - typeset.FootRoom
	f.newPage()
	for i, b := range d.Body {
		if err := f.block(i, b); err != nil {
			return fmt.Errorf("lay out %s: %w", d.Form, err)
		}
		if g, ok := b.(*doc.Grid); ok && g.Spare > 0 {
			spare, ends = g, f.begun
		}
	}
	f.endPage()
	if spare == nil {
		return nil
	}
	free := f.bottom - f.ends[ends-1]
	for _, r := range spare.Rows[len(spare.Rows)-spare.Spare:] {
		if free -= r.Height; free < 0 {
			break
		}
		f.room++
	}
	return nil
}

func (f *Flow) newPage() {
	f.endPage()
	f.begun++
	if !f.counts {
		f.page = f.blankPage()
		f.page.Width, f.page.Height = f.d.Paper.Width, f.d.Paper.Height
		f.out = append(f.out, f.page)
	}
	if f.bare {
		f.top = f.d.Paper.Top
	} else {
		f.head(f.begun > 1)
	}
	f.y = f.top
}

// blankPage gives a page with nothing on it.
func (f *Flow) blankPage() *Page {
	n := len(f.free)
	if n == 0 {
		return new(Page)
	}
	p := f.free[n-1]
	f.free = f.free[:n-1]
	*p = Page{Fills: p.Fills[:0], Rules: p.Rules[:0], Boxes: p.Boxes[:0], Texts: p.Texts[:0], Corners: p.Corners[:0]}
	return p
}

func (f *Flow) block(i int, b doc.Block) error {
	switch b := b.(type) {
	case doc.Heading:
		f.heading(b, i)
	case doc.Para:
		f.para(b)
	case *doc.Grid:
		return f.grid(b, f.following(i+1))
	default:
		return fmt.Errorf("unknown block %T", b)
	}
	return nil
}

// after gives the height that a heading of a height must have below it: the
// least part of the next block, or all of it where it is to stay whole.
func (f *Flow) after(i int, heading doc.Length) doc.Length {
	if i >= len(f.d.Body) {
		return 0
	}
	switch b := f.d.Body[i].(type) {
	case *doc.Grid:
		g, err := f.measureGrid(b)
		if err != nil {
			return 0 // block reports it
		}
		if whole := g.until(g.rows) + f.following(i+1); f.moves(b, f.y, heading+whole) {
			return whole
		}
		return g.until(g.chunkEnd(b.Head))
	case doc.Para:
		return f.set.ParaHeight(b, f.d.Paper.TextWidth(), f.tight)
	}
	return 0
}

// moves tells whether a grid that is to stay whole goes to the next page with
// what stands above it: where one page can hold it and little of this one would
// be left empty. y is where it would begin, whole what it needs.
func (f *Flow) moves(g *doc.Grid, y, whole doc.Length) bool {
	return g.Whole && y > f.top && y+whole > f.bottom && f.top+whole <= f.bottom &&
		(f.bottom-y)*100 <= (f.bottom-f.top)*typeset.MostEmpty
}

// following is the height of the paragraphs from block i on that must stay with
// the block before them.
func (f *Flow) following(i int) doc.Length {
	return f.set.Following(f.d.Body[min(i, len(f.d.Body)):], f.d.Paper.TextWidth(), f.tight)
}

func (f *Flow) heading(h doc.Heading, i int) {
	before, below := typeset.Heading(h, f.tight)
	if f.y == f.top {
		before = 0
	}
	height := before + typeset.Leading(h.Style.Size) + below
	f.titled = true
	if f.y+height+f.after(i+1, height) > f.bottom && f.y > f.top {
		f.newPage()
		height -= before
		before = 0
	}
	from, to := f.set.Set([]doc.Inline{{Text: h.Text}}, h.Style, f.d.Paper.TextWidth())
	f.drawLines(&f.set, typeset.Plain(from, to, h.Style.Size), f.d.Paper.Left, f.y+before, f.d.Paper.TextWidth(), doc.Left)
	f.y += height + typeset.Leading(h.Style.Size)*doc.Length(max(0, to-from-1))
}

func (f *Flow) para(p doc.Para) {
	f.titled = false
	set := f.set.Fill(p.Items, p.Style, f.d.Paper.TextWidth())
	if f.y > f.top {
		f.y += typeset.Before(p, f.tight)
	}
	if whole := set.Lead * doc.Length(set.Count()); f.y+whole > f.bottom && whole <= f.bottom-f.top {
		f.newPage()
	}
	for ; set.From < set.To; set.From++ {
		if f.y+set.Lead > f.bottom && f.y > f.top {
			f.newPage()
		}
		line := set
		line.To = set.From + 1
		f.drawLines(&f.set, line, f.d.Paper.Left, f.y, f.d.Paper.TextWidth(), p.Align)
		f.y += set.Lead
	}
}

// drawLines puts lines of a setter on the page, the first line's top at y.
func (f *Flow) drawLines(set *typeset.Setter, lines typeset.Text, x, y, width doc.Length, align doc.Align) {
	if f.counts {
		return
	}
	for _, ln := range set.Lines(lines.From, lines.To) {
		left := x
		switch align {
		case doc.Center:
			left += (width - ln.Width) / 2
		case doc.Right:
			left += width - ln.Width
		}
		base := y + (lines.Lead-lines.Size)/2 + typeset.Part(lines.Size, ascent)
		f.drawPieces(set.Pieces(ln), lines.Size, left, base)
		y += lines.Lead
	}
}

func (f *Flow) drawPieces(ps []typeset.Piece, size, x, base doc.Length) {
	for i := range ps {
		p := &ps[i]
		switch p.Kind {
		case typeset.Words:
			f.page.Texts = append(f.page.Texts, Run{X: x + p.X, Y: base, Size: size, Track: p.Track, Face: p.Face, Text: p.Text, top: f.atTop})
		case typeset.Box:
			f.page.Boxes = append(f.page.Boxes, Box{X: x + p.X, Y: base - typeset.Part(size, boxMiddle) - p.W/2, Size: p.W, Ticked: p.On})
		case typeset.Rule:
			if y := base + typeset.Part(size, ruleBelow); !p.Plain {
				f.page.Rules = append(f.page.Rules, Rule{X1: x + p.X, Y1: y, X2: x + p.X + p.W, Y2: y, Width: typeset.InnerRule})
			}
		}
	}
}
