package sheet

import (
	"cmp"
	"fmt"
	"slices"
)

// maxMerging bounds the work that merged ranges make: ranges that begin in so many
// rows while so many others lie beside them.
const maxMerging = 1 << 31

var errMerged = &Error{Message: "合并单元格多得异常，读取会占满内存",
	Hint: "请用 Excel 或 WPS 打开，取消不需要的合并单元格，或只把名册复制到新的工作簿"}

// disjoint gives the merged ranges in order, without those of one cell and those
// that lie over another: no program makes such, and what is seen of them is
// anybody's guess. Of two the upper one holds, then the left one; dropped is how
// many did not.
func disjoint(spans []Span) (apart []Span, dropped int, err error) {
	all := slices.Clone(spans)
	slices.SortFunc(all, func(a, b Span) int {
		return cmp.Or(cmp.Compare(a.Row1, b.Row1), cmp.Compare(a.Col1, b.Col1), cmp.Compare(b.Row2, a.Row2), cmp.Compare(b.Col2, a.Col2))
	})
	all = slices.Compact(all) // the same range again says nothing new
	all = slices.DeleteFunc(all, func(s Span) bool { return s.Row1 == s.Row2 && s.Col1 == s.Col2 })
	apart = make([]Span, 0, len(all))
	var open band
	work := 0
	for from, to := 0, 0; from < len(all); from = to {
		for to = from; to < len(all) && all[to].Row1 == all[from].Row1; to++ {
		}
		n := len(apart)
		apart = open.add(all[from].Row1, all[from:to], apart)
		dropped += to - from - (len(apart) - n)
		if work += len(open.spans); work > maxMerging {
			return nil, 0, errMerged
		}
	}
	return apart, dropped, nil
}

// overlapping tells of merged ranges that disjoint left out.
func overlapping(n int) string {
	return fmt.Sprintf("有 %d 处合并单元格与别的重叠，未作合并", n)
}

// band is the merged ranges that lie over one row, from the left to the right.
type band struct{ spans, spare []Span }

// add goes on to a row, in which more ranges begin, from the left to the right. It
// leaves out those that lie over others and appends the others to apart.
func (b *band) add(row int, more, apart []Span) []Span {
	out, last := b.spare[:0], 0
	place := func(s Span) { out, last = append(out, s), s.Col2 }
	for _, old := range b.spans {
		if old.Row2 < row {
			continue
		}
		for len(more) > 0 && more[0].Col1 < old.Col1 {
			if s := more[0]; s.Col1 > last && s.Col2 < old.Col1 {
				place(s)
				apart = append(apart, s)
			}
			more = more[1:]
		}
		place(old)
	}
	for _, s := range more {
		if s.Col1 > last {
			place(s)
			apart = append(apart, s)
		}
	}
	b.spans, b.spare = out, b.spans
	return apart
}

// cover empties the cells that lie under merged ranges, row after row: what they
// hold is not seen. A cell below the top one that holds the same stays: that value is
// what is seen beside its row.
type cover struct {
	rest []Span // that begin below, in order
	band band
	tops map[uint64]string // what is seen of the ranges in the band
}

func newCover(spans []Span) *cover { return &cover{rest: spans, tops: make(map[uint64]string)} }

// row empties what is not seen of a row, and tells of values that are not those of
// their range.
func (c *cover) row(row int, cells []string, hidden *Cells) {
	n := 0
	for n < len(c.rest) && c.rest[n].Row1 <= row {
		n++
	}
	for from, to := 0, 0; from < n; from = to {
		for to = from; to < n && c.rest[to].Row1 == c.rest[from].Row1; to++ {
		}
		c.band.add(c.rest[from].Row1, c.rest[from:to], nil)
	}
	if c.rest = c.rest[n:]; len(c.rest) == 0 && n == 0 && len(c.band.spans) == 0 {
		return
	}
	ended := 0
	for _, s := range c.band.spans {
		if s.Row2 < row {
			ended++
			delete(c.tops, cellKey(s.Row1, s.Col1))
			continue
		}
		if s.Col1 > len(cells) && ended == 0 {
			break
		}
		c.under(s, row, cells, hidden)
	}
	if ended > 0 {
		c.band.spans = slices.DeleteFunc(c.band.spans, func(s Span) bool { return s.Row2 < row })
	}
}

func (c *cover) under(s Span, row int, cells []string, hidden *Cells) {
	top := cellKey(s.Row1, s.Col1)
	for col := s.Col1; col <= min(s.Col2, len(cells)); col++ {
		text := cells[col-1]
		switch {
		case row == s.Row1 && col == s.Col1:
			if text != "" {
				c.tops[top] = text
			}
		case text == "":
		case text != c.tops[top]:
			hidden.Add(row, col)
			cells[col-1] = ""
		case col > s.Col1:
			cells[col-1] = ""
		}
	}
}
