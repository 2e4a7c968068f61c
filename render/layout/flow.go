package layout

import (
	"fmt"

	"ruhu/render/doc"
)

// Widths of rules and the gray of shaded cells: they must survive a worn
// office copier.
const (
	outerRule = doc.Pt
	innerRule = doc.Pt / 2
	shadeGray = 232
)

// footRoom is the height kept at the foot of a page for its number.
const footRoom = 5 * doc.Mm

// Pages sets a document on pages. It reports a block or inline that it does
// not know, and a grid whose cells do not cover it.
func Pages(d *doc.Document, m Measurer) ([]*Page, error) {
	f := NewFlow(m)
	return f.Pages(d)
}

// Flow sets documents one after another, keeping its working memory. Use one
// for each goroutine.
type Flow struct {
	set    setter
	fixed  setter                // its lines are those of cells that are fixed,
	known  map[fixedCell]setCell // by what they are set by
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
	free        []*Page // given back
}

// NewFlow prepares to set documents with the measurer.
func NewFlow(m Measurer) *Flow {
	return &Flow{set: setter{m: m}, fixed: setter{m: m}, known: make(map[fixedCell]setCell)}
}

// Pages sets a document on pages; see the function Pages.
func (f *Flow) Pages(d *doc.Document) ([]*Page, error) {
	f.counts = false
	if err := f.flow(d); err != nil {
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
	f.counts = true
	err := f.flow(d)
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

// flow sets the body of a document.
func (f *Flow) flow(d *doc.Document) error {
	f.set.reset()
	f.d, f.page, f.out, f.begun, f.grids = d, nil, nil, 0, f.grids[:0]
	f.ends, f.growing = f.ends[:0], f.growing[:0]
	f.bottom = d.Paper.Height - d.Paper.Bottom - footRoom
	f.newPage()
	for i, b := range d.Body {
		if err := f.block(i, b); err != nil {
			return fmt.Errorf("lay out %s: %w", d.Form, err)
		}
	}
	f.endPage()
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
	*p = Page{Fills: p.Fills[:0], Rules: p.Rules[:0], Boxes: p.Boxes[:0], Texts: p.Texts[:0]}
	return p
}

func (f *Flow) block(i int, b doc.Block) error {
	switch b := b.(type) {
	case doc.Heading:
		f.heading(b, i)
		return nil
	case doc.Para:
		f.para(b)
		return nil
	case *doc.Grid:
		return f.grid(b, f.kept(i+1))
	}
	return fmt.Errorf("unknown block %T", b)
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
			return 0 // block tells it
		}
		if whole := g.until(len(b.Rows)) + f.kept(i+1); b.Whole && f.top+heading+whole <= f.bottom {
			return whole
		}
		return g.until(g.chunkEnd(b.Head))
	case doc.Para:
		return f.paraHeight(b)
	}
	return 0
}

// kept gives the height of the paragraphs from block i on that must stay with
// the block before them.
func (f *Flow) kept(i int) doc.Length {
	h := doc.Length(0)
	for ; i < len(f.d.Body); i++ {
		p, ok := f.d.Body[i].(doc.Para)
		if !ok || !p.Keep {
			break
		}
		h += f.paraHeight(p)
	}
	return h
}

func (f *Flow) heading(h doc.Heading, i int) {
	before := part(h.Style.Size, 45)
	if f.y == f.top {
		before = 0
	}
	height := before + part(h.Style.Size, leading) + part(h.Style.Size, 15)
	if f.y+height+f.after(i+1, height) > f.bottom && f.y > f.top {
		f.newPage()
		height -= before
		before = 0
	}
	from, to := f.set.set([]doc.Inline{{Text: h.Text}}, h.Style, f.d.Paper.TextWidth())
	f.drawLines(&f.set, from, to, h.Style, f.d.Paper.Left, f.y+before, f.d.Paper.TextWidth(), doc.Left)
	f.y += height + part(h.Style.Size, leading)*doc.Length(max(0, to-from-1))
}

func (f *Flow) paraHeight(p doc.Para) doc.Length {
	mark, pieces := len(f.set.lines), len(f.set.pieces)
	from, to := f.set.set(p.Items, p.Style, f.d.Paper.TextWidth())
	h := p.Before + part(p.Style.Size, leading)*doc.Length(to-from)
	f.set.lines, f.set.pieces = f.set.lines[:mark], f.set.pieces[:pieces]
	return h
}

func (f *Flow) para(p doc.Para) {
	from, to := f.set.set(p.Items, p.Style, f.d.Paper.TextWidth())
	lead := part(p.Style.Size, leading)
	if f.y > f.top {
		f.y += p.Before
	}
	if whole := lead * doc.Length(to-from); f.y+whole > f.bottom && whole <= f.bottom-f.top {
		f.newPage()
	}
	for i := from; i < to; i++ {
		if f.y+lead > f.bottom && f.y > f.top {
			f.newPage()
		}
		f.drawLines(&f.set, i, i+1, p.Style, f.d.Paper.Left, f.y, f.d.Paper.TextWidth(), p.Align)
		f.y += lead
	}
}

// drawLines puts lines of a setter on the page, the first line's top at y.
func (f *Flow) drawLines(set *setter, from, to int, style doc.Style, x, y, width doc.Length, align doc.Align) {
	if f.counts {
		return
	}
	lead := part(style.Size, leading)
	for i := from; i < to; i++ {
		ln := set.lines[i]
		left := x
		switch align {
		case doc.Center:
			left += (width - ln.width) / 2
		case doc.Right:
			left += width - ln.width
		}
		base := y + (lead-style.Size)/2 + part(style.Size, ascent)
		f.drawPieces(set.pieces[ln.from:ln.to], style.Size, left, base)
		y += lead
	}
}

func (f *Flow) drawPieces(ps []piece, size, x, base doc.Length) {
	for _, p := range ps {
		switch p.kind {
		case textPiece:
			if p.text != "" {
				f.page.Texts = append(f.page.Texts, Run{X: x + p.x, Y: base, Size: size, Face: p.face, Text: p.text})
			}
		case boxPiece:
			f.page.Boxes = append(f.page.Boxes, Box{X: x + p.x, Y: base - part(p.w, 90), Size: p.w})
		case rulePiece:
			y := base + part(size, 16)
			f.page.Rules = append(f.page.Rules, Rule{X1: x + p.x, Y1: y, X2: x + p.x + p.w, Y2: y, Width: innerRule})
		}
	}
}
