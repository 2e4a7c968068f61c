package report

import (
	"math"
	"strconv"

	"ruhu/model"
)

// Table is figures side by side, as an annex prints them.
type Table struct {
	ID    string
	Title string
	// Note says what a reader has to know, such as that some are counted twice.
	Note string
	// Why says why the whole table is not known, and has no rows then; it is
	// printed as 【请补充】.
	Why  string
	Head []Head
	Rows [][]Cell
	// Total is the last row; nil where adding up says nothing.
	Total []Cell
}

// Head is the head of a column. Columns of one Over stand side by side under it.
type Head struct {
	Over string // such as 脱贫; empty where the head stands alone
	Text string // such as 户
}

// Cell is a text, a figure or a share.
type Cell struct {
	Text   string
	Figure *Figure
	// Percent is a share with one decimal, where HasPercent.
	Percent    float64
	HasPercent bool
}

// String is the cell as it is read: a share with its one decimal.
func (c Cell) String() string {
	switch {
	case c.Figure != nil && c.Figure.Known:
		return model.Plain(c.Figure.Value)
	case c.Figure != nil:
		return Unknown
	case c.HasPercent:
		return strconv.FormatFloat(c.Percent, 'f', 1, 64)
	}
	return c.Text
}

// Empty reports a figure that is zero, and text that says nothing.
func (c Cell) Empty() bool {
	if c.Figure != nil {
		return c.Figure.Known && c.Figure.Value == 0
	}
	return c.Text == "" && !c.HasPercent
}

func text(s string) Cell           { return Cell{Text: s} }
func number(f *Figure) Cell        { return Cell{Figure: f} }
func percent(p float64) Cell       { return Cell{Percent: p, HasPercent: true} }
func heads(names ...string) []Head { return prefixed("", names...) }
func prefixed(over string, names ...string) []Head {
	out := make([]Head, len(names))
	for i, n := range names {
		out[i] = Head{Over: over, Text: n}
	}
	return out
}

// Series is what a chart is drawn from: a value of each line at each label.
type Series struct {
	ID, Title, Unit string
	Labels          []string
	Lines           []Line
}

// Line is one line or kind of bar of a chart.
type Line struct {
	Name    string
	Figures []*Figure // one for each label
}

// Known reports that all figures of the series are known.
func (s *Series) Known() bool {
	for _, l := range s.Lines {
		for _, f := range l.Figures {
			if !f.Known {
				return false
			}
		}
	}
	return len(s.Lines) > 0
}

// roundingNote is what is said of shares that do not add up to 100.0.
const roundingNote = "因四舍五入，各项占比之和不等于100%。"

// noteRounding says so below a table whose columns of shares, one of each list
// of figures, do not all add up.
func (t *Table) noteRounding(columns ...[]*Figure) {
	for _, fs := range columns {
		if ps, ok := shares(fs); ok && !AddUp(ps) {
			t.Note += roundingNote
			return
		}
	}
}

// shares gives the percentages of figures; false when one is not known.
func shares(fs []*Figure) ([]float64, bool) {
	parts := make([]float64, len(fs))
	for i, f := range fs {
		if !f.Known {
			return nil, false
		}
		parts[i] = f.Value
	}
	return Percents(parts), true
}

// Percents gives the shares of parts in their sum, in percent with one decimal,
// each rounded by itself (四舍五入): what anybody gets who divides them again, and
// equal parts have equal shares. Their sum may miss 100.0 by a few tenths then,
// which AddUp tells and a note beside them says, as statistics bureaus do.
// Negative parts count as nothing. Without any part above zero all shares are
// zero.
func Percents(parts []float64) []float64 {
	out := make([]float64, len(parts))
	sum := 0.0
	for _, p := range parts {
		sum += max(p, 0)
	}
	if math.IsInf(sum, 0) || math.IsNaN(sum) {
		return out
	}
	for i, p := range parts {
		out[i] = Share(max(p, 0), sum)
	}
	return out
}

// Share gives a part of a whole in percent with one decimal; 0 of nothing.
func Share(part, whole float64) float64 {
	if whole <= 0 {
		return 0
	}
	return math.Round(part*1000/whole) / 10 // one division: a half stays a half
}

// AddUp reports that shares of one decimal add up to 100.0, or are all zero.
func AddUp(percents []float64) bool {
	tenths := 0.0
	for _, p := range percents {
		tenths += math.Round(p * 10)
	}
	return tenths == 0 || tenths == 1000
}
