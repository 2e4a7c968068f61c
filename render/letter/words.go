package letter

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"ruhu/model/report"
	"ruhu/render/doc"
)

// countOf names a figure that is to be filled in: 年末在册户数.
func countOf(x *report.Figure) string {
	name := strings.ReplaceAll(x.Name, "：", "")
	switch x.Unit {
	case report.Households, report.Persons, report.Items:
		return name + x.Unit + "数"
	case report.Money:
		return name + "金额"
	}
	return name + "数"
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

// money writes a sum: 6000元, 5673.50元, 34.61万元.
func money(v float64) string {
	if math.Abs(v) >= wan {
		return inWan(v)
	}
	text := plain(v)
	if strings.Contains(text, ".") { // to the 分
		text = strconv.FormatFloat(math.Round(v*100)/100, 'f', 2, 64)
	}
	return text + "元"
}

func inWan(v float64) string { return plain(v/10_000) + "万元" }

// wanDigits writes a sum in 万元 with two decimals, as sums do that stand beside
// one another.
func wanDigits(v float64) string {
	return strconv.FormatFloat(math.Round(v/100)/100, 'f', 2, 64)
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

// ordinal writes 1 to 99 in Chinese, more in digits.
func ordinal(n int) string {
	digit := []rune(numerals)
	switch {
	case n <= 10:
		return string(digit[n-1])
	case n < 20:
		return "十" + string(digit[n-11])
	case n > 99:
		return strconv.Itoa(n)
	case n%10 == 0:
		return string(digit[n/10-1]) + "十"
	}
	return string(digit[n/10-1]) + "十" + string(digit[n%10-1])
}

// part is one figure of a class and what it is called there.
type part struct {
	title  string // of what is divided
	label  string
	figure *report.Figure
	rest   bool // what has no answer, or none of the list: told last
}

// units are those of the parts of something, in the order in which they are looked for.
var units = [...]string{report.Places, report.Households, report.Persons, report.Items, report.Money, report.Villages}

// parts gives the figures that divide something: those of a series of one line,
// else the parts of the whole, in places, else in households, in persons, or in whatever
// they are.
func (f *filler) parts(name string) []part {
	for _, s := range f.r.Series() {
		if s.ID == name && len(s.Lines) == 1 {
			out := make([]part, len(s.Labels))
			for i, x := range s.Lines[0].Figures {
				out[i] = part{title: s.Title, label: s.Labels[i], figure: x, rest: isRest(x)}
			}
			return out
		}
	}
	for _, unit := range units {
		var out []part
		for _, x := range f.r.Figures() {
			if x.Whole != name || x.Unit != unit {
				continue
			}
			title, label, ok := strings.Cut(x.Name, "：")
			if !ok {
				label = x.Name
			}
			out = append(out, part{title: title, label: label, figure: x, rest: isRest(x)})
		}
		if len(out) > 0 {
			return out
		}
	}
	return nil
}

// isRest reports the figure of what has no answer, or one outside the list.
func isRest(x *report.Figure) bool {
	return x.Class != "" && (x.Key == "blank" || x.Key == "other" || x.Key == "unasked")
}

// divides reports that there are parts of a name, or could be: what was found and
// what was done is listed as the roster has it, and may be nothing.
func (f *filler) divides(name string) bool {
	return len(f.parts(name)) > 0 || f.r.Table(name) != nil || f.r.Table(name+"s") != nil || f.r.Of(name, report.Households) != nil
}

// sized gives the parts of which there are any, in their order or the larger ones
// first, with their shares; false when one is not known.
func (f *filler) sized(name string, sort bool) (parts []part, percents []float64, ok bool) {
	all := f.parts(name)
	for _, p := range all {
		f.note(p.figure)
	}
	values := make([]float64, len(all))
	for i, p := range all {
		if !p.figure.Known {
			return all[i : i+1], nil, false
		}
		values[i] = p.figure.Value
	}
	shares := report.Percents(values)
	order := make([]int, len(all))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case all[a].rest == all[b].rest && !sort:
			return 0
		case all[a].rest == all[b].rest:
			return cmp.Compare(values[b], values[a])
		case all[a].rest:
			return 1
		}
		return -1
	})
	for _, i := range order {
		if values[i] != 0 {
			parts, percents = append(parts, all[i]), append(percents, shares[i])
		}
	}
	return parts, percents, true
}

// list tells the parts, one alone as all there is. Where they are not known they
// are one gap.
func (f *filler) list(name string, shares, sort bool) string {
	parts, percents, ok := f.sized(name, sort)
	if x := f.r.Of(name, report.Households); len(parts) == 0 && x != nil && !x.Known {
		return doc.Open(strings.ReplaceAll(x.Name, "：", "") + "分类情况")
	}
	if !ok {
		return doc.Open(parts[0].title + "分类情况")
	}
	if shares && len(parts) == 1 && !parts[0].rest {
		return "全部为" + parts[0].label
	}
	out := make([]string, len(parts))
	large := slices.ContainsFunc(parts, func(p part) bool { return p.figure.Unit == report.Money && p.figure.Value >= wan })
	for i, p := range parts {
		out[i] = p.label + figureText(p.figure)
		if large { // one unit in one sentence
			out[i] = p.label + wanDigits(p.figure.Value) + "万元"
		}
		if shares {
			out[i] += "（占" + percent(percents[i]) + "）"
		}
	}
	return strings.Join(out, "、")
}

// among tells the parts of what stands before it: 其中新生儿4人、婚入1人, of one part
// alone 均为新生儿, and of one person alone 系新生儿.
func (f *filler) among(name string) string {
	if parts, _, ok := f.sized(name, true); ok && len(parts) == 1 && !parts[0].rest {
		if parts[0].figure.Value == 1 {
			return "系" + parts[0].label
		}
		return "均为" + parts[0].label
	}
	return "其中" + f.list(name, false, true)
}

// roundedOff reports that the shares of the parts do not add up to 100%.
func (f *filler) roundedOff(name string) bool {
	_, shares, ok := f.sized(name, false)
	return ok && !report.AddUp(shares)
}

// upTo is how many of a row of n, largest first, are told where most were asked
// for: those that equal the last one stand beside it, unless they are too many
// to be worth naming.
func upTo(most, n int, equal func(i, j int) bool) int {
	most = min(most, n)
	end := most
	for end > 0 && end < n && equal(end-1, end) {
		end++
	}
	if end > 2*most {
		return most
	}
	return end
}

// first tells the largest parts, their names in quotation marks.
func (f *filler) first(n int, name string) string {
	parts, _, ok := f.sized(name, true)
	if !ok {
		return doc.Open(parts[0].title)
	}
	var out []string
	n = upTo(n, len(parts), func(i, j int) bool { return parts[i].figure.Value == parts[j].figure.Value })
	for _, p := range parts[:n] {
		out = append(out, "“"+strings.NewReplacer("“", "‘", "”", "’").Replace(p.label)+"”"+figureText(p.figure))
	}
	return strings.Join(out, "、")
}

// ofVillage is a figure of one village: 云台村3户8人.
type ofVillage struct {
	name, text  string
	size, share float64 // households, else persons; and in the village's households
}

// byVillage gives a figure village by village, those that have any; false when it
// is not known.
func (f *filler) byVillage(name string) (list []ofVillage, ok bool) {
	for i, label := range f.r.VillageNames() {
		v := ofVillage{name: label}
		for _, unit := range [...]string{report.Persons, report.Households} {
			x := f.r.OfVillage(i+1, name, unit)
			if x == nil {
				continue
			}
			if !x.Known {
				return nil, false
			}
			if x.Value != 0 {
				v.text, v.size = figureText(x)+v.text, x.Value
			}
		}
		if all := f.r.OfVillage(i+1, "registered", report.Households); all != nil {
			v.share = report.Share(v.size, all.Value)
		}
		if v.text != "" {
			list = append(list, v)
		}
	}
	return list, true
}

// villages tells a figure of the villages that have any: of all in their order,
// or of those with most.
func (f *filler) villages(name string, most int) string {
	list, ok := f.byVillage(name)
	if !ok {
		return doc.Open("各村" + f.nameOf(name) + "情况")
	}
	if most < len(list) {
		slices.SortStableFunc(list, func(a, b ofVillage) int { return cmp.Compare(b.size, a.size) })
		list = list[:upTo(most, len(list), func(i, j int) bool { return list[i].size == list[j].size })]
	}
	out := make([]string, len(list))
	for i, v := range list {
		out[i] = v.name + v.text
	}
	return strings.Join(out, "、")
}

// villageShares tells the villages with the largest share of their own households.
func (f *filler) villageShares(name string, most int) string {
	list, ok := f.byVillage(name)
	if !ok {
		return doc.Open("各村" + f.nameOf(name) + "情况")
	}
	slices.SortStableFunc(list, func(a, b ofVillage) int { return cmp.Compare(b.share, a.share) })
	var out []string
	most = upTo(most, len(list), func(i, j int) bool { return list[i].share == list[j].share })
	for _, v := range list[:most] {
		out = append(out, v.name+v.text+"（占本村在册户的"+percent(v.share)+"）")
	}
	return strings.Join(out, "、")
}

// A village stands out where its share is one and a half times that of all, and
// that is no matter of a household or two.
const (
	standsOut  = 1.5
	leastCount = 3
)

// uneven reports that a village stands out.
func (f *filler) uneven(name string) bool {
	list, ok := f.byVillage(name)
	x, all := f.r.Of(name, report.Households), f.r.Of("registered", report.Households)
	if !ok || x == nil || !x.Known || all == nil {
		return false
	}
	limit := standsOut * report.Share(x.Value, all.Value)
	return slices.ContainsFunc(list, func(v ofVillage) bool { return v.size >= leastCount && v.share >= limit })
}

// difference says by how much something is out of balance.
func difference(x *report.Figure) string {
	switch y := *x; {
	case !x.Known:
		return figureText(x)
	case x.Value > 0:
		return "多" + figureText(&y)
	case x.Value < 0:
		y.Value = -y.Value
		return "少" + figureText(&y)
	}
	return "相符"
}

func (f *filler) nameOf(name string) string {
	for _, unit := range [...]string{report.Households, report.Persons} {
		if x := f.r.Of(name, unit); x != nil {
			return x.Name
		}
	}
	return name
}
