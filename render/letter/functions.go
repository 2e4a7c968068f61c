package letter

import (
	"slices"
	"strconv"
	"strings"

	"ruhu/model/report"
)

// function is a word of the language: what may stand behind it, what it says, and how
// people are told of it. The text is checked, filled in and explained by this table alone.
type function struct {
	word string
	// names are the kinds of the names behind the word; where several are allowed the
	// last kind is that of all further ones.
	names   []*kind
	several bool

	// One of these is set. says is what stands in the place of the call; of a call that
	// goes on to {{完}}, holds decides whether its part is printed, and join gives what is
	// left of it.
	says  func(f *filler, names []string) string
	holds func(f *filler, names []string) bool
	join  func(text string) string

	example, means string // as the head of summary.txt explains it
}

// opens reports a call that goes on to {{完}}.
func (fn *function) opens() bool { return fn.says == nil }

// kind is the kind of the ith name.
func (fn *function) kind(i int) *kind { return fn.names[min(i, len(fn.names)-1)] }

// arity gives how many names are wanted where there are so many; that many where they
// are right.
func (fn *function) arity(count int) int {
	if fn.several {
		return max(len(fn.names), count)
	}
	return len(fn.names)
}

// kind says what a name is the name of.
type kind struct {
	called string // in messages
	is     func(f *filler, name string) bool
	near   func(f *filler, name string) []string // what may have been meant
}

// The kinds of names.
var (
	number = &kind{called: "个数"}
	value  = &kind{"数", func(f *filler, name string) bool {
		_, named := f.names[name]
		return named || f.r.Figure(name) != nil
	}, nearFigures}
	figure  = &kind{"数", func(f *filler, name string) bool { return f.r.Figure(name) != nil }, nearFigures}
	class   = &kind{"分类", (*filler).divides, nearFigures}
	village = &kind{"各村都有的数", func(f *filler, name string) bool {
		return f.r.Of(name, report.Households) != nil || f.r.Of(name, report.Persons) != nil
	}, nearFigures}
	tableName = &kind{"表", func(f *filler, name string) bool { return f.r.Table(name) != nil }, func(f *filler, _ string) []string {
		var out []string
		for _, t := range f.r.Tables() {
			out = append(out, t.ID)
		}
		return out
	}}
)

// nearFigures gives the figures that begin as a name does.
func nearFigures(f *filler, name string) []string {
	first, _, _ := strings.Cut(name, ".")
	var out []string
	for _, x := range f.r.Figures() {
		if strings.HasPrefix(x.ID, first+".") {
			out = append(out, x.ID)
		}
	}
	return out
}

// The marks within a call that goes on.
const (
	markElse = "否则"
	markEnd  = "完"
)

// aFigure is a name alone; it has no word.
var aFigure = &function{
	names: []*kind{value}, says: func(f *filler, n []string) string { return f.value(n[0]) },
	example: "{{lifted.households}}", means: "12户",
}

// functions are the words of the language, in the order in which they are explained.
var functions = []*function{
	{word: "占", names: []*kind{figure, figure}, says: func(f *filler, n []string) string { return share(f.use(n[0]), f.use(n[1])) },
		example: "{{占 unlifted.households registered.households}}", means: "5.3%"},
	{word: "上年", names: []*kind{figure}, says: func(f *filler, n []string) string { return f.lastYear(n[0]) },
		example: "{{上年 lifted.households}}", means: "上年花名册中的同一个数"},
	{word: "比上年", names: []*kind{figure}, several: true, says: (*filler).compared,
		example: "{{比上年 registered.households registered.persons}}", means: "比上年增加3户8人；比上年增加3户、减少1人；与上年持平"},
	{word: "差", names: []*kind{figure}, says: func(f *filler, n []string) string { return difference(f.r.Figure(n[0])) },
		example: "{{差 registered-gap.households}}", means: "多3户；少3户；相符"},
	{word: "列", names: []*kind{class}, says: func(f *filler, n []string) string { return f.list(n[0], false, true) },
		example: "{{列 cause}}", means: "因病12户、因残7户（从多到少，没有的不列）"},
	{word: "列占", names: []*kind{class}, says: func(f *filler, n []string) string { return f.list(n[0], true, true) },
		example: "{{列占 cause}}", means: "因病12户（占63.2%）、因残7户（占36.8%）；只有一种时为“全部为因病”"},
	{word: "其中", names: []*kind{class}, says: func(f *filler, n []string) string { return f.among(n[0]) },
		example: "{{其中 added}}", means: "其中新生儿4人、婚入1人；只有一种时为“均为新生儿”，只有一人时为“系新生儿”"},
	{word: "依次", names: []*kind{class}, says: func(f *filler, n []string) string { return f.list(n[0], false, false) },
		example: "{{依次 band}}", means: "同“列”，按原来的次序"},
	{word: "依次占", names: []*kind{class}, says: func(f *filler, n []string) string { return f.list(n[0], true, false) },
		example: "{{依次占 band}}", means: "同“列占”，按原来的次序"},
	{word: "前", names: []*kind{number, class}, says: func(f *filler, n []string) string { return f.first(atoi(n[0]), n[1]) },
		example: "{{前 3 problem}}", means: "最多的三种，名称加引号"},
	{word: "各村", names: []*kind{village}, says: func(f *filler, n []string) string { return f.villages(n[0], len(f.r.Villages())) },
		example: "{{各村 lifted}}", means: "云台村3户8人、河湾村1户2人"},
	{word: "各村前", names: []*kind{number, village}, says: func(f *filler, n []string) string { return f.villages(n[1], atoi(n[0])) },
		example: "{{各村前 2 unlifted}}", means: "最多的两个村"},
	{word: "各村占", names: []*kind{number, village}, says: func(f *filler, n []string) string { return f.villageShares(n[1], atoi(n[0])) },
		example: "{{各村占 2 unlifted}}", means: "占本村在册户比例最高的两个村"},
	{word: "有", names: []*kind{figure}, several: true, holds: func(f *filler, n []string) bool { _, none := f.any(n, f.use); return !none },
		example: "{{有 back.households}}回退{{back.households}}{{否则}}无回退户{{完}}", means: "有就印前面的，没有印后面的；写几个名称的，有一个就算有；没有依据的数也算有，印出来才看得见"},
	{word: "确有", names: []*kind{figure}, several: true, holds: func(f *filler, n []string) bool { some, _ := f.any(n, f.use); return some },
		example: "{{确有 back.households}}…{{完}}", means: "同“有”，但没有依据的数不算有"},
	{word: "无", names: []*kind{figure}, several: true, holds: func(f *filler, n []string) bool { _, none := f.any(n, f.use); return none },
		example: "{{无 back.households relapsed.households}}…{{完}}", means: "都没有时才印"},
	{word: "上年有", names: []*kind{figure}, several: true, holds: func(f *filler, n []string) bool { some, _ := f.any(n, f.useLast); return some },
		example: "{{上年有 lifted.households}}…{{完}}", means: "同“确有”，看上年"},
	{word: "有上年", holds: func(f *filler, _ []string) bool { return f.r.Before != nil },
		example: "{{有上年}}…{{完}}", means: "给出了上年花名册时才印"},
	{word: "多村", holds: func(f *filler, _ []string) bool { return len(f.r.Villages()) > 1 },
		example: "{{多村}}…{{完}}", means: "不止一个村时才印"},
	{word: "有表", names: []*kind{tableName}, holds: func(f *filler, n []string) bool { return len(f.r.Table(n[0]).Rows) > 0 },
		example: "{{有表 problems}}…{{完}}", means: "这个表有内容时才印"},
	{word: "悬殊", names: []*kind{village}, holds: func(f *filler, n []string) bool { return f.uneven(n[0]) },
		example: "{{悬殊 unlifted}}…{{完}}", means: "有村的比例明显高于全部时才印"},
	{word: "全", names: []*kind{figure, figure}, holds: func(f *filler, n []string) bool { return all(f.use(n[0]), f.use(n[1])) },
		example: "{{全 weak-out.villages weak.villages}}…{{完}}", means: "前一个数就是后一个数的全部时才印"},
	{word: "多", names: []*kind{figure}, holds: func(f *filler, n []string) bool { x := f.r.Figure(n[0]); return x.Known && x.Value > 1 },
		example: "{{多 weak.villages}}…{{完}}", means: "多于一个时才印"},
	{word: "尾差", names: []*kind{class}, several: true, holds: func(f *filler, n []string) bool { return slices.ContainsFunc(n, f.roundedOff) },
		example: "{{尾差 cause income}}…{{完}}", means: "有一种分类的占比四舍五入后加起来不是100%时才印"},
	{word: "见附件", names: []*kind{tableName}, several: true, says: func(_ *filler, n []string) string { return "\x00" + strings.Join(n, " ") + "\x00" },
		example: "{{见附件 villages}}", means: "（见附件1），即有这个表的附件；没有这个附件时什么也不印"},
	{word: "并列", join: beside,
		example: "{{并列}}甲|乙|丙{{完}}", means: "把不空的几项用顿号连起来"},
	{word: "序", says: func(f *filler, _ []string) string { f.row++; return ordinal(f.row) },
		example: "{{序}}", means: "一、二、三……（用在“一是”“二是”前）；一个标题下只有一条时不印“一是”"},
}

// functionOf finds a word of the language; nil where it is none.
func functionOf(word string) *function {
	if i := slices.IndexFunc(functions, func(fn *function) bool { return fn.word == word }); i >= 0 {
		return functions[i]
	}
	return nil
}

// words lists the words that may stand first between braces.
func words() []string {
	var out []string
	for _, fn := range functions {
		out = append(out, fn.word)
	}
	slices.Sort(out)
	return append(out, markElse, markEnd)
}

// any reports whether there is some of several figures, and whether all are known and
// nought. To either a figure that is not known is neither.
func (f *filler) any(names []string, find func(string) *report.Figure) (some, none bool) {
	none = true
	for _, name := range names {
		x := find(name)
		there := x != nil && x.Known && x.Value != 0
		some = some || there
		none = none && !there && x != nil && x.Known
	}
	return some, none
}

// useLast finds last year's figure, and uses this year's.
func (f *filler) useLast(name string) *report.Figure {
	f.use(name)
	return f.r.LastYear(name)
}

// all reports that a part is the whole, and that there is some.
func all(part, whole *report.Figure) bool {
	return part.Known && whole.Known && part.Value == whole.Value && whole.Value != 0
}

// beside joins the parts that say something.
func beside(text string) string {
	parts := strings.Split(text, "|")
	parts = slices.DeleteFunc(parts, func(s string) bool { return strings.TrimSpace(s) == "" })
	return strings.Join(parts, "、")
}

// atoi reads a number that check has seen.
func atoi(text string) int {
	n, _ := strconv.Atoi(text)
	return n
}
