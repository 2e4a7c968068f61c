package xlsx

import (
	"ruhu/render/doc"
	"ruhu/render/typeset"
)

// tallest is the height to which a row may grow: Excel allows 409 points.
const tallest = 400 * doc.Pt

// leastSlice is the least part of a page that a cut row may have.
const leastSlice = 40 * doc.Pt

// cut divides rows that are higher than Excel or a page allows into several.
func (p *plan) cut(t *table) {
	limit := max(leastSlice, min(tallest, p.room-t.until(t.head)))
	for r := len(t.lines) - 1; r >= 0; r-- {
		if t.lines[r].height > limit {
			p.slice(t, r, limit)
		}
	}
}

// slice divides row r into rows no higher than limit. The text of a cell that
// stands in that row alone is divided between lines; cells over several rows
// reach over the new ones too.
func (p *plan) slice(t *table, r int, limit doc.Length) {
	old := t.lines[r]
	n := int((old.height + limit - 1) / limit)
	parts := make(map[int][]words)
	for i := range t.boxes {
		if b := &t.boxes[i]; b.row == r && b.rows == 1 {
			w := p.divide(b, limit)
			parts[i] = w
			n = max(n, len(w))
		}
	}
	heights := make([]doc.Length, n)
	boxes := make([]box, 0, len(t.boxes)+n)
	for i, b := range t.boxes {
		w, alone := parts[i]
		switch {
		case alone:
			for k := range n {
				piece := b
				piece.row += k
				piece.words = words{}
				if k < len(w) {
					piece.words = w[k]
					piece.look.wrap = true
				}
				heights[k] = max(heights[k], t.pitch.height(piece.words, piece.look.size))
				boxes = append(boxes, piece)
			}
			continue
		case b.row > r:
			b.row += n - 1
		case b.row+b.rows > r:
			b.rows += n - 1
		}
		boxes = append(boxes, b)
	}
	t.boxes = boxes
	t.lines = spread(t.lines, r, heights, old, limit)
}

// spread puts n rows in the place of row r. Together they are as high as it
// was, as far as the limit allows.
func spread(lines []line, r int, heights []doc.Length, old line, limit doc.Length) []line {
	var fresh []line
	rest := old.height
	for k, h := range heights {
		h = min(max(h, min(rest/doc.Length(len(heights)-k), limit)), limit)
		rest -= min(h, rest)
		fresh = append(fresh, line{height: h})
	}
	fresh[0].before, fresh[len(fresh)-1].hold = old.before, old.hold
	out := append([]line(nil), lines[:r]...)
	return append(append(out, fresh...), lines[r+1:]...)
}

// divide sets a cell's text again and divides it into parts that fit into a
// height.
func (p *plan) divide(b *box, limit doc.Length) []words {
	style, items := doc.Style{Face: b.look.face, Size: b.look.size}, []doc.Inline{{Text: b.words.text}}
	p.set.Reset()
	w := p.set.words(p.set.Fill(items, style, p.tracks.room(b.col, b.col+b.cols)-doc.Length(b.look.indent)*indent), items)
	if w.lines == 0 {
		return nil
	}
	most := max(1, int((limit-2*typeset.Above(style.Size))*100/(style.Size*tallLeading)))
	if ample.height(w, style.Size) <= limit {
		return []words{b.words}
	}
	starts := append(p.set.starts, len(w.text))
	var out []words
	for i := 0; i < w.lines; i += most {
		end := min(i+most, w.lines)
		out = append(out, words{text: trimBreak(w.text[starts[i]:starts[end]]), lines: end - i})
	}
	return out
}

// trimBreak takes off the line break that a part ends with.
func trimBreak(s string) string {
	if n := len(s); n > 0 && s[n-1] == '\n' {
		return s[:n-1]
	}
	return s
}
