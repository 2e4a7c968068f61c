package book

import (
	"fmt"
	"io"
	"iter"
	"strings"
	"unicode"

	"ruhu/model/han"
	"ruhu/render/ooxml"
)

// Register is what one run printed.
type Register struct {
	Year    int
	Date    string // of printing; may be empty
	Entries []RegisterEntry
	Missing []MissingCharacter
	// Households were read, Printed got their forms, Held got none.
	Households, Printed, Held int
	Pages, Sheets             int
}

// RegisterEntry is one form of one household or village.
type RegisterEntry struct {
	Number    string // sheet number, such as K7Q2-M9XD-4TWR
	Form      string // title
	FormID    string
	Village   string
	Group     string
	Household string // 户编号; empty for the form of a village
	Head      string
	Pages     int
	Sheets    int    // of paper
	File      string // relative path
}

// MissingCharacter is a character that no font at hand can print.
type MissingCharacter struct {
	Char      rune
	Village   string
	Household string
	Head      string
	Person    string
	Number    string // of the sheet
}

// WriteRegister writes 打印登记.xlsx: every sheet printed, with columns for
// its way to the door and back, and what it adds up to.
func WriteRegister(w io.Writer, r Register) error {
	tables := []Table{r.list(), r.summary()}
	if len(r.Missing) > 0 {
		tables = append(tables, r.missing())
	}
	return WriteTables(w, "", tables...)
}

// banner names the year and the day of printing, where they are known.
func (r Register) banner(name string) string {
	if r.Year > 0 {
		name += fmt.Sprintf("（%d年度）", r.Year)
	}
	if r.Date != "" {
		name += "　打印日期：" + r.Date
	}
	return name
}

func (r Register) list() Table {
	return Table{
		Name: "打印登记", Banner: r.banner("入户资料打印登记"), Filter: true, Height: 22,
		Columns: []Column{
			{Head: "序号", Width: 6, Number: true, Center: true},
			{Head: "表号", Width: 18, Center: true},
			{Head: "表名", Width: 27},
			{Head: "村", Width: 11},
			{Head: "组", Width: 7, Center: true},
			{Head: "户编号", Width: 17, Center: true},
			{Head: "户主", Width: 11},
			{Head: "页数", Width: 6, Number: true, Center: true},
			{Head: "纸张数", Width: 7, Number: true, Center: true},
			{Head: "文件", Width: 32},
			{Head: "打印日期", Width: 12, Center: true},
			{Head: "入户日期", Width: 11, Center: true},
			{Head: "核实人", Width: 11, Center: true},
			{Head: "收回", Width: 6, Center: true},
			{Head: "归档盒号", Width: 9, Center: true},
		},
		Rows: r.rows(),
	}
}

func (r Register) rows() iter.Seq[Row] {
	return func(yield func(Row) bool) {
		pages, sheets := 0, 0
		for i, e := range r.Entries {
			pages, sheets = pages+e.Pages, sheets+e.Sheets
			if !yield(Row{Cells: []any{i + 1, e.Number, e.Form, e.Village, e.Group, e.Household,
				e.Head, e.Pages, e.Sheets, e.File, r.Date, "", "", "", ""}}) {
				return
			}
		}
		yield(Row{Look: Total, Cells: []any{"", "合计", "", "", "", "", "", Sum(pages), Sum(sheets),
			"", "", "", "", "", ""}})
	}
}

// tally is what a village's form, or a whole village, adds up to.
type tally struct {
	village, form        string
	forms, pages, sheets int
	households           map[string]bool
}

func (t *tally) add(e RegisterEntry) {
	t.forms++
	t.pages += e.Pages
	t.sheets += e.Sheets
	if e.Household != "" {
		if t.households == nil {
			t.households = make(map[string]bool)
		}
		t.households[e.Household] = true
	}
}

func (t *tally) row(l Look, village, form string) Row {
	return Row{Look: l, Cells: []any{village, form, len(t.households), t.forms, t.pages, t.sheets}}
}

// tallies adds up the entries by village and form, both in the order first met.
func (r Register) tallies() (villages [][]*tally) {
	village := make(map[string]int)
	form := make(map[[2]string]*tally)
	for _, e := range r.Entries {
		at, ok := village[e.Village]
		if !ok {
			at = len(villages)
			village[e.Village] = at
			villages = append(villages, nil)
		}
		t := form[[2]string{e.Village, e.Form}]
		if t == nil {
			t = &tally{village: e.Village, form: e.Form}
			form[[2]string{e.Village, e.Form}] = t
			villages[at] = append(villages[at], t)
		}
		t.add(e)
	}
	return villages
}

func (r Register) summary() Table {
	return Table{
		Name: "汇总", Banner: r.banner("入户资料打印汇总"), Portrait: true, Height: 20,
		Columns: []Column{
			{Head: "村", Width: 18},
			{Head: "表名", Width: 40},
			{Head: "户数", Width: 10, Number: true, Center: true},
			{Head: "份数", Width: 10, Number: true, Center: true},
			{Head: "页数", Width: 10, Number: true, Center: true},
			{Head: "纸张数", Width: 10, Number: true, Center: true},
		},
		Rows: func(yield func(Row) bool) {
			for _, row := range r.summaryRows() {
				if !yield(row) {
					return
				}
			}
		},
	}
}

func (r Register) summaryRows() []Row {
	var out []Row
	for _, forms := range r.tallies() {
		for i, t := range forms {
			name := ""
			if i == 0 {
				name = t.village
			}
			out = append(out, t.row(Body, name, t.form))
		}
		whole := r.sum(func(e RegisterEntry) bool { return e.Village == forms[0].village })
		out = append(out, whole.row(Total, "", "小计"))
	}
	all := r.sum(func(RegisterEntry) bool { return true })
	out = append(out, all.row(Total, "合计", ""), Row{Look: Title}, Row{Look: Title, Cells: []any{"全部名册"}})
	for _, p := range []struct {
		name string
		n    int
	}{
		{"读入户数", r.Households}, {"已打印户数", r.Printed}, {"暂缓打印户数", r.Held},
		{"页数", r.Pages}, {"纸张数", r.Sheets}, {"缺字处数", len(r.Missing)},
	} {
		out = append(out, Row{Cells: []any{p.name, "", p.n}})
	}
	return out
}

// sum adds up some of the entries; a household with two forms counts once.
func (r Register) sum(of func(RegisterEntry) bool) *tally {
	t := new(tally)
	for _, e := range r.Entries {
		if of(e) {
			t.add(e)
		}
	}
	return t
}

func (r Register) missing() Table {
	return Table{
		Name: "缺字", Banner: r.banner("打印缺字清单"), Height: 22,
		Columns: []Column{
			{Head: "序号", Width: 6, Number: true, Center: true},
			{Head: "字", Width: 8, Center: true},
			{Head: "码位", Width: 12, Center: true},
			{Head: "村", Width: 14},
			{Head: "户编号", Width: 18, Center: true},
			{Head: "户主", Width: 14},
			{Head: "姓名", Width: 16},
			{Head: "表号", Width: 18, Center: true},
			{Head: "处理办法", Width: 60},
		},
		Rows: func(yield func(Row) bool) {
			for i, m := range r.Missing {
				if !yield(Row{Cells: []any{i + 1, string(m.Char), fmt.Sprintf("U+%04X", uint32(m.Char)),
					m.Village, m.Household, m.Head, m.Person, m.Number, m.remedy()}}) {
					return
				}
			}
		},
	}
}

// remedy says what to do about a character that could not be printed.
func (m MissingCharacter) remedy() string {
	switch {
	case !ooxml.InXML(m.Char) || unicode.IsControl(m.Char) || m.Char == unicode.ReplacementChar:
		return "不是文字，多为数据损坏；请对照户口簿在名册中改正后重新打印"
	case unicode.Is(unicode.Co, m.Char):
		if standard, since, ok := han.Standard(m.Char); ok {
			return fmt.Sprintf("是旧输入法的自造字，按 %s 可能是“%c”（%U）；请对照户口簿核实，在名册中改后重新打印", since, standard, standard)
		}
		return "是旧输入法的自造字；请对照户口簿在名册中改用标准字后重新打印"
	}
	if b, ok := han.BlockOf(m.Char); ok {
		return "属" + b.Name + "，程序和电脑的字体里都没有；请手写补上，或装上含这个字的字体再打印，如" + strings.Join(b.Fonts(), "、")
	}
	return "程序和电脑的字体里没有这个字；请在纸上空缺处手写补上"
}
