package layout

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"ruhu/render/doc"
	"ruhu/render/typeset"
)

// gapGray shades what is to be filled in by hand.
const gapGray = 217

// Official sets an official document on pages: every line of text stands on the
// grid of 22 lines of 28 characters of GB/T 9704-2012. With the pages it gives the
// document as it was set: a chart that gave way to a paragraph stands behind it
// there. It reports a block that it does not know.
func Official(o *doc.Official, m typeset.Measurer) (*doc.Official, []*Page, error) {
	f := &official{Flow: NewFlow(m)}
	f.bare = true
	f.d = &doc.Document{Form: o.ID, Paper: doc.OfficialPaper()}
	f.bottom = f.d.Paper.Height - f.d.Paper.Bottom
	f.newPage()
	f.title(o.Title)
	if err := f.blocks(o.Body); err != nil {
		return nil, nil, fmt.Errorf("lay out %s: %w", o.ID, err)
	}
	arranged := *o
	arranged.Body = f.arranged(o.Body)
	for i, a := range o.Annexes {
		f.newPage()
		f.page.Begins = a.Mark
		f.prose(doc.Prose{Kind: doc.AnnexMark, Text: a.Mark}, nil)
		f.prose(doc.Prose{Kind: doc.Empty}, nil)
		f.place()
		f.title(a.Title)
		if err := f.blocks(a.Body); err != nil {
			return nil, nil, fmt.Errorf("lay out %s: %w", a.Mark, err)
		}
		if i == 0 {
			arranged.Annexes = slices.Clone(o.Annexes)
		}
		arranged.Annexes[i].Body = f.arranged(a.Body)
	}
	for i, p := range f.out {
		p.Number, p.Of = i+1, len(f.out)
		f.number(p)
	}
	return &arranged, f.out, nil
}

// arranged is a body with its charts behind the blocks that they gave way to.
func (f *official) arranged(body []doc.Block) []doc.Block {
	if len(f.moved) == 0 {
		return body
	}
	var out []doc.Block
	for i, b := range body {
		if _, gone := f.moved[i]; !gone {
			out = append(out, b)
		}
		for chart := range i {
			if to, ok := f.moved[chart]; ok && to == i {
				out = append(out, body[chart])
			}
		}
	}
	return out
}

// official is a flow of an official document. Its rows wait until it is known
// what must stay together with them.
type official struct {
	*Flow
	rows  []row
	block int         // being set, of the body
	moved map[int]int // charts, and the blocks that they gave way to
	last  int         // the block from which all stand on the page of the signature

	signature typeset.Signature
}

// row is a line of text, or a chart, to be placed.
type row struct {
	height   doc.Length
	withNext bool // on the page of the next one
	chart    bool // gives way to text where the page has no room for it
	ends     bool // a paragraph behind which a chart may stand
	firm     bool // no chart goes past it
	block    int  // of the body
	draw     func(y doc.Length)
}

// blocks sets blocks one after another.
func (f *official) blocks(body []doc.Block) error {
	f.moved, f.last = make(map[int]int), doc.WithSignature(body)
	for i, b := range body {
		f.block = i
		switch b := b.(type) {
		case doc.Prose:
			f.prose(b, body[i+1:])
		case *doc.Chart:
			f.chart(b)
		case *doc.Grid:
			if err := f.table(b); err != nil {
				return err
			}
		default:
			return fmt.Errorf("unknown block %T", b)
		}
	}
	f.place()
	return nil
}

// place puts the waiting rows on pages.
func (f *official) place() {
	for len(f.rows) > 0 {
		n := 1
		height := f.rows[0].height
		for n < len(f.rows) && f.rows[n-1].withNext {
			height += f.rows[n].height
			n++
		}
		if f.y+height > f.bottom && f.y > f.top && height <= f.bottom-f.top {
			if f.rows[0].chart && f.yield(n) {
				continue
			}
			f.newPage()
		}
		for _, r := range f.rows[:n] {
			if f.y+r.height > f.bottom && f.y > f.top {
				f.newPage()
			}
			r.draw(f.y)
			f.y += r.height
		}
		f.rows = f.rows[n:]
	}
}

// yield lets a chart, the first n rows, go behind the next paragraph, so that the
// page that has no room for it is not left half blank.
func (f *official) yield(n int) bool {
	for i, r := range f.rows[n:] {
		switch end := n + i + 1; {
		case r.firm || r.chart:
			return false
		case r.ends:
			chart := slices.Clone(f.rows[:n])
			f.moved[chart[0].block] = r.block
			copy(f.rows, f.rows[n:end])
			copy(f.rows[end-n:], chart)
			return true
		}
	}
	return false
}

// table sets a grid; what is kept to it goes to its page.
func (f *official) table(g *doc.Grid) error {
	m, err := f.measureGrid(g)
	if err != nil {
		return err
	}
	first := m.until(m.chunkEnd(g.Head))
	kept, n := doc.Length(0), len(f.rows)
	for n > 0 && f.rows[n-1].withNext {
		n--
		kept += f.rows[n].height
	}
	tied := f.rows[n:]
	f.rows = f.rows[:n]
	f.place()
	if f.y+kept+first > f.bottom && f.y > f.top {
		f.newPage()
	}
	f.rows = tied
	f.place()
	if err := f.grid(g, 0); err != nil {
		return err
	}
	used := f.y - f.top // the next line stands on the page's grid again
	f.y = f.top + (used+doc.LinePitch-1)/doc.LinePitch*doc.LinePitch
	return nil
}

// title sets a title, a line of the page's grid for each of its lines.
func (f *official) title(title string) {
	style := doc.Style{Face: doc.FaceTitle, Size: doc.SecondSize}
	for _, line := range doc.TitleLines(title) {
		f.lines(line, style, shape{align: doc.Center, withNext: true})
	}
	f.prose(doc.Prose{Kind: doc.Empty}, nil)
}

// shape is how a paragraph stands between the margins.
type shape struct {
	first, hang doc.Length // where the first line and turned lines begin
	align       doc.Align
	right       doc.Length // room at the right
	justify     bool
	withNext    bool // on the page of what follows
	tail        int  // of its last lines, how many stay with what follows
	spaced      bool // set on the grid of characters
	whole       bool // not broken over two pages
	ends, firm  bool // see row
}

// prose sets a paragraph. rest is what follows it.
func (f *official) prose(p doc.Prose, rest []doc.Block) {
	const c = doc.CharacterPitch
	s := shape{first: doc.IndentCharacters * c, justify: true, spaced: true}
	style := p.Kind.Style()
	switch p.Kind {
	case doc.Empty:
		f.rows = append(f.rows, row{height: doc.LinePitch, withNext: f.block >= f.last, firm: true, draw: func(doc.Length) {}})
		return
	case doc.Addressee, doc.AnnexMark:
		s.first = 0
	case doc.Level1, doc.Level2, doc.Level3:
		s.withNext = true
	case doc.AnnexList:
		s.first, s.hang = doc.AnnexIndents(p.Text)
	case doc.Signature, doc.SignedDate:
		s = shape{align: doc.Right, spaced: true, withNext: p.Kind == doc.Signature}
	case doc.Caption:
		s = shape{align: doc.Center, withNext: true}
	case doc.Note:
		s.first, s.spaced, s.whole = 2*style.Size, false, true
	}
	if f.block >= f.last && p.Kind != doc.SignedDate {
		s.tail = 2
	}
	if p.Kind == doc.Signature || p.Kind == doc.SignedDate {
		s.right = f.signature.Right(p, rest, func(text string) doc.Length { return f.set.Measure(text, style) })
	}
	s.ends, s.firm = p.Kind == doc.BodyText, p.Kind != doc.BodyText && p.Kind != doc.Level2 && p.Kind != doc.Level3
	f.lines(p.Text, style, s)
}

// lines breaks a paragraph and lets its lines wait.
func (f *official) lines(text string, style doc.Style, s shape) {
	width, track := f.d.Paper.TextWidth()-s.hang-s.right, doc.Length(0)
	if s.spaced {
		track = doc.CharacterTrack
	}
	from, to := f.set.Running(text, style, typeset.Margins{Width: width, First: s.first - s.hang, Track: track, Justify: s.justify})
	pitch := doc.Length(doc.LinePitch)
	if style.Size < doc.FourthSize {
		pitch = typeset.Part(style.Size, 150)
	}
	gaps := newGaps(text)
	for i, ln := range f.set.Lines(from, to) {
		last := i == to-from-1
		pieces := slices.Clone(f.set.Pieces(ln))
		x := f.d.Paper.Left + s.hang
		switch {
		case s.align == doc.Center:
			x += (width - ln.Width) / 2
		case s.align == doc.Right:
			x += width - ln.Width + track
		case s.justify && (!last || ln.Width > width):
			pieces = f.set.Justified(pieces, width-ln.Width, style)
		}
		shades := gaps.in(pieces)
		f.rows = append(f.rows, row{height: pitch, withNext: s.withNext || i >= to-from-s.tail || s.whole && !last, ends: s.ends && last, firm: s.firm, block: f.block, draw: func(y doc.Length) {
			f.shade(shades, x, y+(pitch-style.Size)/2, style.Size)
			f.drawPieces(pieces, style.Size, x, y+(pitch-style.Size)/2+typeset.Part(style.Size, ascent))
		}})
	}
}

// shade draws the ground of gaps.
func (f *official) shade(shades []shade, x, y, size doc.Length) {
	for _, s := range shades {
		f.page.Fills = append(f.page.Fills, Fill{X: x + s.x, Y: y - typeset.Part(size, 8), W: s.w, H: typeset.Part(size, 116), Gray: gapGray})
	}
}

// gaps follows the gaps of a paragraph through its lines.
type gaps struct {
	spans []doc.Span
	left  int // characters of the first span that are still to come
}

func newGaps(text string) *gaps {
	g := &gaps{spans: doc.Spans(strings.ReplaceAll(text, " ", ""))}
	g.next()
	return g
}

func (g *gaps) next() {
	if len(g.spans) > 0 {
		g.left = utf8.RuneCountInString(g.spans[0].Text)
	}
}

// shade is a stretch of a line.
type shade struct{ x, w doc.Length }

// in gives the stretches of a line that are gaps. Blanks do not count, since one
// at the end of a line goes away.
func (g *gaps) in(pieces []typeset.Piece) []shade {
	var out []shade
	for _, p := range pieces {
		n := utf8.RuneCountInString(p.Text)
		if n == 0 {
			continue
		}
		at := 0
		for _, r := range p.Text {
			if r != ' ' {
				if g.left == 0 && len(g.spans) > 0 {
					g.spans = g.spans[1:]
					g.next()
				}
				g.left--
			}
			if len(g.spans) > 0 && g.spans[0].Gap {
				x, w := p.X+p.W*doc.Length(at)/doc.Length(n), p.W/doc.Length(n)
				if k := len(out); k > 0 && x-(out[k-1].x+out[k-1].w) < doc.Pt {
					out[k-1].w = x + w - out[k-1].x
				} else {
					out = append(out, shade{x, w})
				}
			}
			at++
		}
	}
	return out
}

// dash is where a 一字线 of the page number stands above its baseline, in
// hundredths of the type size.
const dash = 36

// number sets the page number: — 1 — in 四号 宋体, its dashes 7 mm below the type
// area, one character inside the margin away from the binding.
func (f *official) number(p *Page) {
	f.page = p
	style := doc.Style{Face: doc.FaceText, Size: doc.FourthSize}
	text := "— " + strconv.Itoa(p.Number) + " —"
	width := f.set.Measure(text, style)
	x := f.d.Paper.Left + style.Size
	if p.Number%2 == 1 {
		x = f.d.Paper.Width - f.d.Paper.Right - style.Size - width
	}
	from, to := f.set.Set([]doc.Inline{{Text: text}}, style, 2*width)
	for _, ln := range f.set.Lines(from, to) {
		f.drawPieces(f.set.Pieces(ln), style.Size, x, f.bottom+doc.NumberBelow+typeset.Part(style.Size, dash))
	}
}
