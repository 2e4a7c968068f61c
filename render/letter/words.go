package letter

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"ruhu/model/report"
	"ruhu/render/doc"
)

// countOf names a figure that is to be filled in: 年末在册户数.
func countOf(x *report.Figure) string {
	switch x.Unit {
	case report.Households, report.Persons, report.Times:
		return x.Name + x.Unit + "数"
	case report.Money:
		return x.Name + "金额"
	}
	return x.Name + "数"
}

// figureText is a figure with its unit as it stands in a sentence: 12户, 3.46万元,
// or a gap that says what is lacking.
func figureText(x *report.Figure) string {
	if !x.Known {
		return doc.Open(countOf(x))
	}
	if x.Unit == report.Money {
		return money(x.Value)
	}
	return plain(x.Value) + x.Unit
}

// plain writes a number with at most two decimals, without what says nothing.
func plain(v float64) string {
	return strconv.FormatFloat(math.Round(v*100)/100, 'f', -1, 64)
}

// wan is from where on sums are told in 万元.
const wan = 100_000

// money writes a sum: 5673.5元, 34.61万元.
func money(v float64) string {
	if math.Abs(v) >= wan {
		return plain(v/10_000) + "万元"
	}
	return plain(v) + "元"
}

// percent writes a share with its one decimal.
func percent(p float64) string { return strconv.FormatFloat(p, 'f', 1, 64) + "%" }

// share gives a figure's share in another.
func share(part, whole *report.Figure) string {
	if !part.Known || !whole.Known || whole.Value <= 0 {
		return doc.Open(part.Name + "占" + whole.Name + "的比例")
	}
	return percent(report.Share(part.Value, whole.Value))
}

// ordinal writes 1 to 99 in Chinese.
func ordinal(n int) string {
	digit := []rune(numerals)
	switch {
	case n <= 10:
		return string(digit[n-1])
	case n < 20:
		return "十" + string(digit[n-11])
	case n%10 == 0:
		return string(digit[n/10-1]) + "十"
	}
	return string(digit[n/10-1]) + "十" + string(digit[n%10-1])
}

// part is one figure of a class and what it is called there.
type part struct {
	label  string
	figure *report.Figure
	rest   bool // what has no answer, or none of the list: told last
}

// parts gives the figures that divide something: those whose ids begin with its
// name, in households, else in persons, else in whatever they are.
func (f *filler) parts(name string) []part {
	for _, unit := range []string{".households", ".persons", ""} {
		var out []part
		for _, x := range f.r.Figures() {
			key, ok := strings.CutPrefix(x.ID, name+".")
			if !ok || !strings.HasSuffix(x.ID, unit) || !strings.Contains(key, ".") {
				continue
			}
			label := x.Name
			if _, after, ok := strings.Cut(x.Name, "："); ok {
				label = after
			}
			out = append(out, part{label: label, figure: x, rest: x.Key == "blank" || x.Key == "other"})
		}
		if len(out) > 0 {
			return out
		}
	}
	return nil
}

// list tells the parts of which there are any, the larger ones first. Parts that
// are not known are one gap.
func (f *filler) list(name string, shares bool) string {
	all := f.parts(name)
	values := make([]float64, len(all))
	for i, p := range all {
		if !p.figure.Known {
			title, _, _ := strings.Cut(p.figure.Name, "：")
			return doc.Open(title + "分类情况")
		}
		values[i] = p.figure.Value
	}
	percents := report.Percents(values)
	order := make([]int, len(all))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		if all[a].rest != all[b].rest {
			if all[a].rest {
				return 1
			}
			return -1
		}
		return cmp.Compare(values[b], values[a])
	})
	var out []string
	for _, i := range order {
		if values[i] == 0 {
			continue
		}
		text := all[i].label + figureText(all[i].figure)
		if shares {
			text += "（占" + percent(percents[i]) + "）"
		}
		out = append(out, text)
	}
	return strings.Join(out, "、")
}

// villages tells a figure village by village, those that have any.
func (f *filler) villages(name string) string {
	var out []string
	for i, v := range f.r.Villages() {
		text := ""
		for _, unit := range []string{"households", "persons"} {
			x := f.r.Figure(fmt.Sprintf("village.%d.%s.%s", i+1, name, unit))
			if x != nil && !x.Known {
				return doc.Open("各村" + f.nameOf(name) + "情况")
			}
			if x != nil && x.Value != 0 {
				text += figureText(x)
			}
		}
		if text != "" {
			out = append(out, v.Name+text)
		}
	}
	return strings.Join(out, "、")
}

func (f *filler) nameOf(name string) string {
	for _, unit := range []string{".households", ".persons"} {
		if x := f.r.Figure(name + unit); x != nil {
			return x.Name
		}
	}
	return name
}

// near says what may have been meant.
func (f *filler) near(op, name string) string {
	const where = "可用的名称见“总结数据.xlsx”"
	first, _, _ := strings.Cut(name, ".")
	var out []string
	for _, x := range f.r.Figures() {
		if op != "有表" && strings.HasPrefix(x.ID, first+".") {
			out = append(out, x.ID)
		}
	}
	if op == "有表" {
		for _, t := range f.r.Tables() {
			out = append(out, t.ID)
		}
	}
	if len(out) == 0 {
		return where
	}
	return "相近的有：" + strings.Join(out[:min(len(out), 6)], "、") + "；" + where
}
