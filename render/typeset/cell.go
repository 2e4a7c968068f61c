package typeset

import (
	"ruhu/render/doc"
	"ruhu/render/kinsoku"
)

// Text is lines of a Setter that were set at a size.
type Text struct {
	From, To int // the lines
	Size     doc.Length
	Lead     doc.Length // from baseline to baseline
}

// Plain is lines of text without boxes.
func Plain(from, to int, size doc.Length) Text { return Text{from, to, size, Leading(size)} }

// Count is how many lines there are.
func (t Text) Count() int { return t.To - t.From }

// Height is what the lines need in a cell, with the room above and below them.
func (t Text) Height() doc.Length {
	if t.To == t.From {
		return 0
	}
	return t.Lead*doc.Length(t.To-t.From) + 2*Above(t.Size)
}

// Fitting is how many of the lines fit into a height, at least one.
func (t Text) Fitting(height doc.Length) int {
	return max(1, int((height-2*Above(t.Size))/max(1, t.Lead)))
}

// ShrinkStep is how much smaller words are set at each try to save a line.
const ShrinkStep = doc.Pt / 2

// Cell sets a cell's text in a width. Text that must not be broken shrinks first,
// and is broken only where it is too wide at its least size; so does text with a
// number that is wider than the cell. Words that make a row taller than row
// shrink where the cell allows it.
func (s *Setter) Cell(c *doc.Cell, width, row doc.Length) Text {
	style := doc.Style{Face: c.Style.Face, Size: s.f.size(c.Style.Size)}
	if c.Fit > 0 {
		style.Size = s.shrunk(c, style, width)
	}
	if s.f.Shrinks && (c.Fit > 0 || LoneNumber(c)) {
		s.exact = true
		best := s.Fill(c.Items, style, width)
		s.exact = false
		if best.Count() < 2 {
			return best
		}
	}
	best := s.Fill(c.Items, style, width)
	if s.over > 0 && style.Size > doc.LeastNumber {
		style.Size = max(doc.LeastNumber, s.f.size(style.Size*width/s.over))
		best = s.Fill(c.Items, style, width)
	}
	for c.Least > 0 && best.Height() > row && style.Size-ShrinkStep >= c.Least {
		style.Size -= ShrinkStep
		best = s.Fill(c.Items, style, width)
	}
	if s.f.Placed {
		best = s.even(c, best, style, width)
	}
	return best
}

// LoneNumber reports a cell with one long number and nothing else, which is never
// broken.
func LoneNumber(c *doc.Cell) bool {
	if len(c.Items) != 1 || c.Items[0].Kind != doc.Text || !longNumber(c.Items[0].Text) {
		return false
	}
	last := rune(0)
	for i, r := range c.Items[0].Text {
		if i > 0 && (r <= ' ' || !kinsoku.Together(last, r)) {
			return false
		}
		last = r
	}
	return true
}

// shrunk gives the size at which none of a cell's texts is wider than width.
func (s *Setter) shrunk(c *doc.Cell, style doc.Style, width doc.Length) doc.Length {
	size := style.Size
	for i := range c.Items {
		if w := s.Measure(c.Items[i].Text, style); w > width {
			size = max(c.Fit, min(size, s.f.size(style.Size*width/w)))
		}
	}
	return size
}

// Fill sets items at a size.
func (s *Setter) Fill(items []doc.Inline, style doc.Style, width doc.Length) Text {
	from, to := s.Set(items, style, width)
	return Text{from, to, style.Size, s.Lead(items, style.Size)}
}

// even sets text whose last line is a single character in a narrower width,
// where that gives it a second one and no more lines.
func (s *Setter) even(c *doc.Cell, set Text, style doc.Style, width doc.Length) Text {
	for i := range c.Items {
		if k := c.Items[i].Kind; k == doc.Blank || k == doc.Boxes {
			return set
		}
	}
	for step := 1; step <= 3 && s.lonely(set); step++ {
		again := s.Fill(c.Items, style, width-style.Size*doc.Length(step))
		if again.Count() != set.Count() || s.over > 0 {
			break
		}
		if !s.lonely(again) {
			return again
		}
	}
	return set
}

// lonely reports text of several lines whose last is a single character that
// was not put there by a line break of its own.
func (s *Setter) lonely(t Text) bool {
	if t.Count() < 2 {
		return false
	}
	last := s.lines[t.To-1]
	return last.Width > 0 && last.Width < Part(t.Size, 150) && s.lines[t.To-2].Width >= Part(t.Size, 250)
}

// ParaHeight is what a paragraph takes, with the room above it.
func (s *Setter) ParaHeight(p doc.Para, width doc.Length, low bool) doc.Length {
	return Before(p, low) + s.Lead(p.Items, p.Style.Size)*doc.Length(s.Count(p.Items, p.Style, width))
}

// Following is the height of the paragraphs at the start of a body that must stay
// with the block before them; 0 when there are none.
func (s *Setter) Following(body []doc.Block, width doc.Length, low bool) doc.Length {
	height := doc.Length(0)
	for _, b := range body {
		p, ok := b.(doc.Para)
		if !ok || !p.WithPrevious {
			break
		}
		height += s.ParaHeight(p, width, low)
	}
	return height
}

// LeastLine is the size down to which a line in a head or foot shrinks.
const LeastLine = doc.LeastNumber

// OneLine fits text on a single line of a width: shrunk where it must be, and
// shortened where it would become too small to read. What stands in heads and
// feet stands in full in the body.
func (s *Setter) OneLine(text string, style doc.Style, width doc.Length) (string, doc.Style) {
	style.Size = s.f.size(style.Size)
	w := s.Measure(text, style)
	if w <= width {
		return text, style
	}
	style.Size = max(s.f.size(style.Size*width/w), min(LeastLine, style.Size))
	return s.shorten(text, style, width), style
}

// shorten cuts text at the end, marked by …, until it fits into a width.
func (s *Setter) shorten(text string, style doc.Style, width doc.Length) string {
	dots := s.Measure("…", style)
	w := doc.Length(0)
	for i, r := range text {
		next := w + s.Measure(string(r), style)
		if next > width || next+dots > width && s.Measure(text[i:], style) > width-w {
			return text[:i] + "…"
		}
		w = next
	}
	return text
}
