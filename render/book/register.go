package book

import (
	"fmt"
	"io"
	"iter"
	"strings"
	"unicode"

	"ruhu/model"
	"ruhu/model/han"
	"ruhu/model/visit"
	"ruhu/render/ooxml"
)

// Register is every sheet that was printed into a folder, and its way to the
// door and back.
type Register struct {
	Year    int
	Date    string // of the last printing; may be empty
	Entries []RegisterEntry
	Visits  []VisitList
	Missing []MissingCharacter
	// Origins are the files of the rosters that were printed.
	Origins []visit.Origin
	// Households were read and Held got no forms, by the rosters printed last.
	Households, Held int
	// Extra is the heads of columns that people added.
	Extra []string
	// Other is the sheets that people added.
	Other []OtherSheet
	// Contradictions are what the registers that were joined do not agree on.
	Contradictions []Contradiction
	// Strangers are sheets that were listed for another family, which has the same
	// number no more: nothing of theirs stays with the number.
	Strangers []Stranger

	file    string         // that it was read from, as the user named it
	sheet   string         // of the entries there
	columns map[string]int // of that sheet, by head, 1-based
}

// RegisterEntry is one form of one household or village.
type RegisterEntry struct {
	Number    string // sheet number, such as K7Q2-M9XD-4TWR; empty in rows that people added
	Form      string // title
	Village   string // told apart from others of its name
	Group     string
	Household string // 户编号; empty for the form of a village
	Head      string
	Pages     int
	Sheets    int    // of paper
	File      string // relative path
	Date      string // of the first printing; may be empty
	Reprints  Reprints
	Filled    Filled
	Extra     []string // in the columns of Register.Extra; may be shorter
	// FormerNumbers and FormerHeads are what Household and Head were before: a sheet
	// that was listed so is the same family's.
	FormerNumbers, FormerHeads []string

	row int // where it was read
}

// Reprints says how often a sheet was printed again, and when, as far as the
// days are known.
type Reprints struct {
	Count int
	Dates []string
}

// Filled is what people fill in, in the order of FilledHeads: 入户日期, 核实人,
// 收回, 归档盒号.
type Filled [4]string

// Returned is what stands under 收回.
func (f Filled) Returned() string { return f[2] }

// FilledHeads are the columns that people fill in.
var FilledHeads = [4]string{"入户日期", "核实人", "收回", "归档盒号"}

// VisitList is the visit list in front of a village's file.
type VisitList struct {
	Village       string
	Pages, Sheets int
}

// OtherSheet is a sheet that people added to a register, as texts.
type OtherSheet struct {
	Name string
	Rows [][]string
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

// Stranger is a sheet number that was another family's when it was printed before.
type Stranger struct{ Was, Is RegisterEntry }

// Contradiction is a value of a sheet in which two registers differ.
type Contradiction struct {
	Number string // of the sheet
	Field  string // the column's head
	// Chosen is what the joined register says, Other what it does not.
	Chosen, Other Said
}

// Said is a value and the cell that says it.
type Said struct {
	model.Pos
	Value string
}

// WriteRegister writes 打印登记.xlsx: every sheet printed, with columns for
// its way to the door and back, and what it adds up to.
func WriteRegister(w io.Writer, r Register) error {
	tables := []Table{r.list(), r.summary()}
	if len(r.Missing) > 0 {
		tables = append(tables, r.missing())
	}
	if len(r.Contradictions) > 0 {
		tables = append(tables, r.contradictions())
	}
	for _, o := range r.Other {
		tables = append(tables, o.table())
	}
	if len(r.Origins) > 0 {
		tables = append(tables, originTable(r.Origins))
	}
	return WriteTables(w, tables...)
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

// The heads by which a register is read again.
const (
	headNumber  = "表号"
	headReprint = "重印"
	totalMark   = "合计"
)

func (r Register) list() Table {
	t := Table{
		Name: "打印登记", Banner: r.banner("入户资料打印登记"), Filter: true, Height: 22,
		Columns: []Column{
			numbers("序号", 6), centered(headNumber, 18), texts("表名", 27), texts("村", 11),
			centered("组", 7), centered("户编号", 17), texts("户主", 11), numbers("页数", 6),
			numbers("纸张数", 7), texts("文件", 32).onScreen(), centered("打印日期", 12),
			centered(headReprint, 12),
		},
		Rows: r.rows(),
	}
	for i, head := range FilledHeads {
		t.Columns = append(t.Columns, Column{Head: head, Width: [...]float64{11, 11, 6, 9}[i], Center: true})
	}
	for _, head := range r.Extra {
		t.Columns = append(t.Columns, texts(head, 14))
	}
	return t
}

func (r Register) rows() iter.Seq[Row] {
	return func(yield func(Row) bool) {
		pages, sheets := 0, 0
		for i, e := range r.Entries {
			pages, sheets = pages+e.Pages, sheets+e.Sheets
			if !yield(Row{Cells: e.cells(i + 1)}) {
				return
			}
		}
		total := []any{"", totalMark, "", "", "", "", "", Sum(pages), Sum(sheets)}
		yield(Row{Look: Total, Cells: append(total, make([]any, 3+len(FilledHeads)+len(r.Extra))...)})
	}
}

func (e RegisterEntry) cells(index int) []any {
	out := []any{index, e.Number, e.Form, e.Village, e.Group, e.Household, e.Head,
		e.Pages, e.Sheets, e.File, e.Date, e.Reprints.String()}
	if e.Number == "" && e.Pages == 0 {
		out[7], out[8] = nil, nil
	}
	for _, v := range e.Filled {
		out = append(out, v)
	}
	for _, v := range e.Extra {
		out = append(out, v)
	}
	return out
}

// String says it in a cell: how often, and on which days.
func (p Reprints) String() string {
	switch {
	case p.Count == 0:
		return ""
	case len(p.Dates) == 0:
		return fmt.Sprintf("%d 次", p.Count)
	}
	return fmt.Sprintf("%d 次：%s", p.Count, strings.Join(p.Dates, "、"))
}

// table writes a sheet of other people's again.
func (o OtherSheet) table() Table {
	t := Table{Name: o.Name, bare: true, Rows: each(o.Rows, rowOfTexts)}
	for _, row := range o.Rows {
		for len(t.Columns) < len(row) {
			t.Columns = append(t.Columns, Column{Width: 14})
		}
	}
	return t
}

func rowOfTexts(texts []string) Row {
	cells := make([]any, len(texts))
	for i, text := range texts {
		cells[i] = text
	}
	return Row{Cells: cells}
}

// contradictionSheet is the sheet of Contradictions. When the register is read
// again it is one of those that people added: it stays until they delete it.
const contradictionSheet = "填写不一致"

func (r Register) contradictions() Table {
	return Table{
		Name: contradictionSheet, Banner: r.banner("几份登记填写不一致的地方（“打印登记”表用了前一个）"), Filter: true, Height: 22, Freeze: 3,
		Columns: []Column{
			numbers("序号", 6), centered(headNumber, 18), centered("列", 12), texts("采用的", 18),
			texts("出自", 40), texts("没有采用的", 18), texts("出自（没有采用的）", 40),
			{Head: "核对结果", Width: 18, Fill: true},
		},
		Rows: counted(r.Contradictions, func(c Contradiction) Row {
			return Row{Cells: []any{c.Number, c.Field, c.Chosen.Value, c.Chosen.String(), c.Other.Value, c.Other.String(), ""}}
		}),
	}
}

func (r Register) missing() Table {
	return Table{
		Name: "缺字", Banner: r.banner("打印缺字清单"), Height: 22,
		Columns: []Column{
			numbers("序号", 6), centered("字", 8), centered("码位", 12), texts("村", 14),
			centered("户编号", 18), texts("户主", 14), texts("姓名", 16), centered("表号", 18),
			texts("处理办法", 60),
		},
		Rows: counted(r.Missing, func(m MissingCharacter) Row {
			return Row{Cells: []any{string(m.Char), fmt.Sprintf("U+%04X", uint32(m.Char)), m.Village,
				m.Household, m.Head, m.Person,
				m.Number, m.remedy()}}
		}),
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
