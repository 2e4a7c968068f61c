package book

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"ruhu/model"
	"ruhu/model/report"
)

// Ledger is what the ledgers say of the office.
type Ledger struct {
	Year              int
	Standard, Ceiling float64
	// Old is the ledger that this one takes the place of: what people wrote there
	// stays.
	Old Notes
	// Undecided are the households of which it is not said whether they are 已脱贫;
	// Unasked of them are on sheets that do not ask it.
	Undecided []*model.Household
	Unasked   int
}

// mostNamed bounds how many households a note names.
const mostNamed = 8

// undecided is the note about those of whom nobody knows whether they are 已脱贫; nil
// where there are none.
func (l Ledger) undecided() []Row {
	n := len(l.Undecided)
	if n == 0 {
		return nil
	}
	names := make([]string, 0, mostNamed)
	for _, h := range l.Undecided[:min(n, mostNamed)] {
		names = append(names, strings.TrimSpace(h.Number()+" "+h.HeadName()))
	}
	asked, more := "", ""
	if l.Unasked > 0 {
		asked = fmt.Sprintf("（其中 %d 户花名册没有这一列）", l.Unasked)
	}
	if n > mostNamed {
		more = fmt.Sprintf("等 %d 户", n)
	}
	return []Row{{Look: Note, Cells: []any{fmt.Sprintf("另有 %d 户没有填脱贫属性%s，不知道是否已脱贫，未列入：%s%s。", n, asked, strings.Join(names, "、"), more)}}}
}

// secretMark stands on every page of the ledger of those who are watched
// (notice 三(一)).
const secretMark = "（内部掌握　不予公示）"

// WriteWatched writes 边缘户和脱贫监测户摸底台账.xlsx: who is marked, the
// candidates with income in the range and signs of risk, and those who want a
// look for another reason. What comes of it is left to fill in.
func WriteWatched(w io.Writer, l Ledger, list []report.Watched) error {
	likely := slices.DeleteFunc(slices.Clone(list), func(x report.Watched) bool { return !x.Likely() })
	rest := slices.DeleteFunc(slices.Clone(list), func(x report.Watched) bool { return x.Likely() })
	others := l.watched("其他待研究", "边缘户和脱贫监测户摸底台账：其他待研究的户", rest,
		"收入在"+l.span()+"之间但名册中没有风险迹象，或收入不清、低于标准的户，供研究时参考。")
	others.optional = true
	return WriteTables(w, l.Old.join(
		l.watched("摸底台账", "边缘户和脱贫监测户摸底台账", likely, "名册已标注的，和人均纯收入略高于标准（"+l.span()+"）且有风险迹象的户。"+
			"列出的是摸底对象，是否纳入由村两委、驻村干部、驻村第一书记、帮扶队员共同研究。"),
		others, l.watchedSummary(likely))...)
}

func (l Ledger) span() string {
	return model.Plain(l.Standard) + "元至" + model.Plain(l.Standard*l.Ceiling) + "元"
}

func (l Ledger) watched(name, banner string, list []report.Watched, note string) Table {
	t := Table{
		Name: name, Banner: fmt.Sprintf("%s（%d年）%s", banner, l.Year, secretMark), Height: 30, about: []string{"村", "户编号"}, households: true,
		Columns: []Column{
			numbers("序号", 5), texts("村", 9), centered("组", 6), centered("户编号", 15), texts("户主", 9),
			numbers("人口", 5),
			{Head: "类型", Width: 11, Center: true, Choices: []string{"边缘户", "脱贫监测户"}},
			texts("来源", 12), numbers("人均纯收入\n（元）", 10), numbers("高于标准\n（元）", 8),
			texts("风险类型", 10), texts("风险迹象（指标）", 33), answers("研判意见", 15),
			answers("帮扶措施", 15), answers("研判人员\n日期", 11),
		},
	}
	rows := slices.Collect(counted(list, l.watchedRow))
	if len(list) == 0 {
		rows = append(rows, Row{Look: Note, Cells: []any{"没有符合条件的户。"}})
	}
	rows = append(rows, Row{Look: Note, Cells: []any{"注：" + note}})
	rows = append(rows, l.undecided()...)
	t.Rows = slices.Values(rows)
	return t
}

func (l Ledger) watchedRow(w report.Watched) Row {
	h := w.Household
	source := "候选（花名册）"
	switch {
	case w.Marked != "":
		source = "名册已标注"
	case w.List != "":
		source = "候选（" + w.List + "）"
	}
	var kinds, notes []string
	for _, risk := range w.Risks {
		kinds = append(kinds, risk.Kind)
		notes = append(notes, risk.Kind+"："+risk.Note)
	}
	notes = append(notes, w.Doubts...)
	income, over := amountCell(w.Income, w.IncomeKnown), amountCell(w.Income-l.Standard, w.IncomeKnown)
	return Row{Of: h, Cells: []any{villageName(h), h.Text(model.CodeGroup), h.Number(), h.HeadName(),
		w.Persons, w.Kind, source,
		income, over, strings.Join(kinds, "、"), strings.Join(notes, "\n"), "", "", ""}}
}

// watchedSummary counts by village: those marked 边缘户, those marked 脱贫监测户, and the
// candidates of each.
func (l Ledger) watchedSummary(likely []report.Watched) Table {
	all := newTally(4)
	for _, w := range likely {
		counts, i := make([]int, 4), 0
		if w.Kind == "脱贫监测户" {
			i = 1
		}
		if w.Marked == "" {
			i += 2
		}
		counts[i] = 1
		all.add(nil, counts, villageName(w.Household))
	}
	rows := all.villageRows()
	if len(likely) == 0 {
		rows = []Row{{Look: Note, Cells: []any{"没有符合条件的户。"}}}
	}
	head := func(s string) Column { return numbers(s, 16) }
	return Table{
		Name: "汇总", Banner: fmt.Sprintf("边缘户和脱贫监测户摸底汇总（%d年）%s", l.Year, secretMark), Portrait: true, Height: 20,
		Columns: []Column{texts("村", 20), head("已标注\n边缘户（户）"), head("已标注\n脱贫监测户（户）"), head("候选\n边缘户（户）"), head("候选\n脱贫监测户（户）")},
		Rows:    slices.Values(rows),
	}
}

// WriteReview writes 脱贫对象回头看台账.xlsx: every household lifted since 2016
// with how each guarantee stands. Moving back is proposed with its reasons, and
// decided by people.
func WriteReview(w io.Writer, l Ledger, list []report.Review) error {
	var proposed []report.Review
	for _, v := range list {
		if len(v.Reasons) > 0 {
			proposed = append(proposed, v)
		}
	}
	tables := []Table{l.review("回头看台账", "脱贫对象“回头看”台账", list)}
	unresolved := l.review("有未解决问题的户", "脱贫对象“回头看”：有未解决问题的户", proposed)
	unresolved.optional = true
	return WriteTables(w, l.Old.join(append(tables, unresolved, l.reviewSummary(list))...)...)
}

func (l Ledger) review(name, banner string, list []report.Review) Table {
	t := Table{
		Name: name, Banner: fmt.Sprintf("%s（%d年，内部资料）", banner, l.Year), Height: 26, about: []string{"村", "户编号"}, households: true,
		Columns: []Column{
			numbers("序号", 5), texts("村", 9), centered("户编号", 15), texts("户主", 9),
			numbers("人口", 5), centered("脱贫\n年度", 6), numbers("人均纯收入\n（元）", 10),
			numbers("与标准相差\n（元）", 10),
		},
	}
	for _, g := range report.Guarantees() {
		if g.ID != "income" {
			t.Columns = append(t.Columns, centered(twoLines(g.Name), 7))
		}
	}
	t.Columns = append(t.Columns, []Column{
		texts("缺什么", 28), texts("建议", 14), answers("核查结果", 11), answers("补什么\n怎么补", 12),
		answers("责任人", 8), answers("完成时间", 9),
	}...)
	rows := append(slices.Collect(counted(list, l.reviewRow)), Row{Look: Note, Cells: []any{fmt.Sprintf("注：1. 各项按花名册的数据判断，“未填”是花名册有这一列、这一户没有填，“没有这一列”是花名册没有问，都须入户了解；收入与省定标准（%s元）相比。\n"+
		"2. “建议”只是提示，是否回退、返贫，须入户核实后按程序研究决定。", model.Plain(l.Standard))}})
	rows = append(rows, l.undecided()...)
	t.Rows = slices.Values(rows)
	return t
}

// twoLines breaks a name of four characters in the middle, for a narrow column: a
// printed page must be wide enough to be read.
func twoLines(name string) string {
	r := []rune(name)
	return string(r[:len(r)/2]) + "\n" + string(r[len(r)/2:])
}

// stateNames are how the states of a guarantee are written.
var stateNames = map[report.State]string{report.NoColumn: "没有\n这一列", report.NotFilled: "未填", report.Resolved: "已解决", report.Unresolved: "未解决"}

func (l Ledger) reviewRow(v report.Review) Row {
	h := v.Household
	year, income, over := cmp.Or(yearText(v.Year), "未填"), any("未填"), any(nil)
	if v.IncomeKnown {
		income, over = round2(v.Income), round2(v.Income-l.Standard)
	}
	cells := []any{villageName(h), h.Number(), h.HeadName(), v.Persons, year, income, over}
	var untold []string
	for _, s := range v.Standings {
		if s.State == report.NotFilled || s.State == report.NoColumn {
			untold = append(untold, s.Guarantee.Name)
		}
		if s.Guarantee.ID != "income" {
			cells = append(cells, stateNames[s.State])
		}
	}
	return Row{Of: h, Cells: append(cells, strings.Join(v.Reasons, "\n"), proposal(v, untold), "", "", "", "")}
}

// proposal says in a few words what is to be looked into.
func proposal(v report.Review, untold []string) string {
	switch {
	case v.Decided != "":
		return "本年已列为" + v.Decided + "，落实帮扶"
	case len(v.Reasons) > 0:
		return "建议核实，研究是否回退"
	case len(untold) > 0:
		return "先核清未填的项目"
	}
	return "继续巩固"
}

// reviewSummary counts by village: what is unresolved, and what is proposed.
func (l Ledger) reviewSummary(list []report.Review) Table {
	number := func(s string) Column { return numbers(s, 7.5) }
	t := Table{
		Name: "汇总", Banner: fmt.Sprintf("脱贫对象“回头看”汇总（%d年，内部资料）", l.Year), Height: 20,
		Columns: []Column{texts("村", 18), number("2016年以来\n脱贫（户）")},
	}
	for _, g := range report.Guarantees() {
		t.Columns = append(t.Columns, number(g.Name+"\n未解决（户）"), number(g.Name+"\n未填（户）"), number(g.Name+"\n没有这一列（户）"))
	}
	t.Columns = append(t.Columns, number("建议核实\n是否回退（户）"), number("本年已列\n返贫回退（户）"))
	all := newTally(len(t.Columns) - 1)
	for _, v := range list {
		counts := []int{1}
		for _, s := range v.Standings {
			for _, state := range []report.State{report.Unresolved, report.NotFilled, report.NoColumn} {
				counts = append(counts, ofTrue(s.State == state))
			}
		}
		counts = append(counts, ofTrue(len(v.Reasons) > 0 && v.Decided == ""), ofTrue(v.Decided != ""))
		all.add(nil, counts, villageName(v.Household))
	}
	t.Rows = slices.Values(all.villageRows())
	return t
}

// WriteWeakVillages writes 经济薄弱村台账.xlsx, with what people wrote into an older
// one.
func WriteWeakVillages(w io.Writer, r *report.Report, old Notes) error {
	t := Table{
		Name: "经济薄弱村台账", Banner: fmt.Sprintf("经济薄弱村（含出列村）台账（%d年，内部资料）", r.Year), Height: 30,
		about: []string{"行政村", "行政区划代码"},
		Columns: []Column{
			numbers("序号", 6), texts("行政村", 16), centered("行政区划代码", 15),
			centered("是否出列", 10), centered("出列年度", 9),
			numbers("年末在册\n（户）", 9), numbers("年末在册\n（人）", 9),
			numbers("年末未脱贫\n（户）", 10), numbers("年末未脱贫\n（人）", 10),
			{Head: "集体经济收入\n（万元）", Width: 13, Number: true, Own: true}, answers("主要产业", 16), answers("存在问题", 22),
			answers("帮扶措施", 22), answers("责任人", 10),
		},
		Rows: func(yield func(Row) bool) {
			var sums [4]float64
			for i, v := range r.WeakVillages() {
				cells := []any{i + 1, v.Name, v.Village.Division, cmp.Or(v.State, report.Unknown), yearText(v.Year)}
				for n, x := range weakFigures {
					f := r.OfVillage(v.Number, x.of, x.unit)
					sums[n] += f.Value
					cells = append(cells, cmp.Or(amountCell(f.Value, f.Known), any(report.Unknown)))
				}
				if !yield(Row{Cells: append(cells, nil, "", "", "", "")}) {
					return
				}
			}
			total := []any{"", "合计", "", "", ""}
			for n, x := range weakFigures {
				if r.Of(x.of, x.unit).Known {
					total = append(total, Sum(sums[n]))
				} else {
					total = append(total, report.Unknown)
				}
			}
			yield(Row{Look: Total, Cells: append(total, nil, "", "", "", "")})
		},
	}
	return WriteTables(w, old.join(t)...)
}

// weakFigures are the subjects and units of what is counted of a 经济薄弱村.
var weakFigures = [4]struct{ of, unit string }{
	{registered, report.Households}, {registered, report.Persons}, {"unlifted", report.Households}, {"unlifted", report.Persons},
}

// yearText is a year; empty for none.
func yearText(year int) string {
	if year <= 0 {
		return ""
	}
	return itoa(year)
}
