package letter

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"ruhu/model/report"
	"ruhu/render/doc"
)

// nameOfLine is what stands behind 图： or 表：.
func nameOfLine(l line) (string, place) {
	name := strings.TrimSpace(l.nodes[0].text)
	return name, l.nodes[0].pos
}

// table adds a table of the report. One without rows, or whose condition does not
// hold, falls away.
func (f *filler) table(l line, shown bool) {
	name, at := nameOfLine(l)
	t := f.r.Table(name)
	if t == nil {
		f.fault(at, fmt.Sprintf("没有“%s”这个表", name), "可用的有："+strings.Join(tableName.near(f, name), "、"))
		return
	}
	if len(t.Rows) == 0 || !shown {
		return
	}
	f.add(sheet(t))
	if n := len(f.o.Annexes); n > 0 {
		f.annexOf[name] = n - 1
	}
	if t.Note != "" {
		f.add(doc.Prose{Kind: doc.Note, Text: "注：" + t.Note})
	}
}

// sheet makes a grid of a table. A figure that is not known is a gap too narrow
// for words.
func sheet(t *report.Table) *doc.Grid {
	var rows [][]string
	over := slices.ContainsFunc(t.Head, func(h report.Head) bool { return h.Over != "" })
	top, below := make([]string, len(t.Head)), make([]string, len(t.Head))
	for i, h := range t.Head {
		top[i], below[i] = h.Text, ""
		if h.Over == "" {
			continue
		}
		top[i], below[i] = h.Over, h.Text
		if i > 0 && t.Head[i-1].Over == h.Over {
			top[i] = ""
		}
	}
	head := 1
	rows = append(rows, top)
	if over {
		rows, head = append(rows, below), 2
	}
	for _, r := range t.Rows {
		rows = append(rows, cells(r))
	}
	if t.Total != nil {
		rows = append(rows, cells(t.Total))
	}
	return doc.Sheet(widths(rows), rows, head)
}

func cells(row []report.Cell) []string {
	out := make([]string, len(row))
	for i, c := range row {
		if out[i] = c.String(); out[i] == report.Unknown {
			out[i] = doc.OpenBegin + doc.OpenEnd
		}
	}
	return out
}

// The bounds of the width of a column, in characters.
const (
	leastColumn = 3
	mostColumn  = 12
)

// widths gives each column what its longest text asks for, within bounds.
func widths(rows [][]string) []int {
	out := make([]int, len(rows[0]))
	for i := range out {
		most := 0.0
		for r, row := range rows {
			if r == 0 && i+1 < len(row) && row[i+1] == "" && r+1 < len(rows) {
				continue // stands over several columns
			}
			most = max(most, doc.Characters(row[i]))
		}
		out[i] = int(10 * min(max(most+1, leastColumn), mostColumn))
	}
	return out
}

// The items of a chart: one bar compares nothing, and too many leave the page.
const (
	leastItems  = 2
	mostItems   = 16
	mostGrouped = 8
)

// chart adds a chart of a series, or of the parts of a class. One that has
// nothing to show, or that the data cannot support, falls away, as does one whose
// condition does not hold.
func (f *filler) chart(l line, shown bool) {
	name, at := nameOfLine(l)
	var c *doc.Chart
	for _, s := range f.r.Series() {
		if s.ID == name {
			c = ofSeries(s)
		}
	}
	if c == nil {
		parts := f.parts(name)
		switch {
		case len(parts) > 0:
			c = ofParts(parts)
		case f.r.Table(name) != nil || len(f.r.Villages()) == 0:
			return // there could be one, but this roster has nothing of it
		default:
			var known []string
			for _, s := range f.r.Series() {
				known = append(known, s.ID)
			}
			f.fault(at, fmt.Sprintf("没有“%s”这个图", name), "可用的有："+strings.Join(known, "、")+"，也可以写一种分类，如 cause")
			return
		}
	}
	if len(c.Items) < leastItems || !shown {
		return
	}
	f.charts++
	c.Title = fmt.Sprintf("图%d　%s", f.charts, c.Title)
	c.Alt = alt(c)
	f.add(c)
}

// ofSeries makes a chart of a series; without items where a figure is not known
// or all are zero.
func ofSeries(s *report.Series) *doc.Chart {
	c := &doc.Chart{}
	if !s.Known() {
		return c
	}
	unit, digits := s.Unit, plain
	large := func(l report.Line) bool {
		return slices.ContainsFunc(l.Figures, func(x *report.Figure) bool { return x.Value >= wan })
	}
	if s.Unit == report.Money && slices.ContainsFunc(s.Lines, large) {
		unit, digits = "万元", wanDigits
	}
	c.Title = s.Title + "（" + unit + "）"
	lines := slices.DeleteFunc(slices.Clone(s.Lines), func(l report.Line) bool { return len(s.Lines) > 1 && nothing(l) })
	for _, l := range lines {
		c.Series = append(c.Series, l.Name)
	}
	if len(lines) == 1 && len(s.Lines) > 1 { // without a legend
		c.Title = s.Title + "：" + lines[0].Name + "（" + unit + "）"
	}
	shares := composition(s)
	for i, label := range s.Labels {
		it := doc.ChartItem{Label: label}
		for _, l := range lines {
			v := l.Figures[i].Value
			text := digits(v)
			if v == 0 && len(lines) > 1 {
				text = "" // no bar, and nothing to say
			}
			it.Values, it.Texts = append(it.Values, max(0, v)), append(it.Texts, text)
		}
		if shares != nil {
			it.Texts[0] += "（" + percent(shares[i]) + "）"
		}
		c.Items = append(c.Items, it)
	}
	if len(lines) == 1 {
		largestFirst(c)
	}
	bound(c)
	return c
}

// nothing reports a line without any bar.
func nothing(l report.Line) bool {
	return !slices.ContainsFunc(l.Figures, func(x *report.Figure) bool { return x.Value != 0 })
}

// composition gives the shares of the parts of a sum of money; nil for others.
func composition(s *report.Series) []float64 {
	if s.Unit != report.Money || len(s.Lines) != 1 {
		return nil
	}
	values := make([]float64, len(s.Labels))
	for i, x := range s.Lines[0].Figures {
		values[i] = x.Value
	}
	return report.Percents(values)
}

func largestFirst(c *doc.Chart) {
	slices.SortStableFunc(c.Items, func(a, b doc.ChartItem) int { return cmp.Compare(b.Values[0], a.Values[0]) })
}

// ofParts makes a chart of the parts of a class, the larger ones first.
func ofParts(parts []part) *doc.Chart {
	c := &doc.Chart{Title: parts[0].title + "（" + parts[0].figure.Unit + "）", Series: []string{""}}
	for _, p := range parts {
		if !p.figure.Known {
			return &doc.Chart{}
		}
		c.Items = append(c.Items, doc.ChartItem{Label: p.label, Values: []float64{p.figure.Value}, Texts: []string{plain(p.figure.Value)}})
	}
	largestFirst(c)
	bound(c)
	return c
}

// bound leaves out items without a bar, and of too many the smaller ones.
func bound(c *doc.Chart) {
	sum := func(it doc.ChartItem) float64 {
		s := 0.0
		for _, v := range it.Values {
			s += v
		}
		return s
	}
	c.Items = slices.DeleteFunc(c.Items, func(it doc.ChartItem) bool { return sum(it) == 0 })
	most := mostItems
	if len(c.Series) > 1 {
		most = mostGrouped
	}
	if len(c.Items) <= most {
		return
	}
	bySum := slices.SortedFunc(slices.Values(c.Items), func(a, b doc.ChartItem) int { return cmp.Compare(sum(b), sum(a)) })
	least := sum(bySum[most-1])
	c.Items = slices.DeleteFunc(c.Items, func(it doc.ChartItem) bool { return sum(it) < least })
	c.Items = c.Items[:most] // of those that are equal at the edge the first
	c.Title = strings.TrimSuffix(c.Title, "）") + fmt.Sprintf("，列前%d位）", most)
}

// alt says what the bars of a chart say.
func alt(c *doc.Chart) string {
	var items []string
	for _, it := range c.Items {
		var texts []string
		for k, t := range it.Texts {
			switch {
			case t == "":
			case len(c.Series) > 1:
				texts = append(texts, c.Series[k]+t)
			default:
				texts = append(texts, t)
			}
		}
		items = append(items, it.Label+strings.Join(texts, "，"))
	}
	return c.Title + "：" + strings.Join(items, "；")
}
