package book

import (
	"fmt"
	"io"
	"iter"
	"slices"

	"github.com/xuri/excelize/v2"

	"ruhu/model"
	"ruhu/model/visit"
	"ruhu/render/ooxml"
	"ruhu/render/workbook"
)

// WriteReturn writes the workbook in which a village hands back what its
// visitors found: 入户核实回填表. Its sheets and columns are those of
// model/visit; what is not to be filled in is locked, and what was printed goes
// with it on hidden sheets.
func WriteReturn(w io.Writer, cb *model.Codebook, b visit.Workbook) error {
	r := &returning{cb: cb, Workbook: b, lists: &workbook.Lists{Sheet: OptionSheet}}
	tables := []Table{r.guide(), r.results()}
	if len(r.Reported) > 0 {
		tables = append(tables, r.reported())
	}
	tables = append(tables, r.relief(), r.measures(), r.corrections())
	if r.Compared() != "" {
		tables = append(tables, r.villageItems())
	}
	tables = append(tables, r.movements(visit.AdditionSheet), r.movements(visit.RemovalSheet),
		r.newcomers(visit.NewSheet, 1, newHouseholds), r.newcomers(visit.NewMemberSheet, 2, 5*newHouseholds),
		r.newcomers(visit.NewHelperSheet, 2, 2*newHouseholds), r.papers(), r.system(), r.options(), originTable(r.Origins))
	if rows := r.lists.Rows(); len(rows) > 0 {
		tables = append(tables, listsTable(rows))
	}
	return WriteTables(w, tables...)
}

// newHouseholds is for how many newly identified households there is room.
const newHouseholds = 20

// returning is a return workbook while it is made.
type returning struct {
	visit.Workbook
	cb    *model.Codebook
	lists *workbook.Lists
}

// blanks is how many empty rows a list of findings has: some for every
// household, and a page at least.
func (r *returning) blanks(each float64) int { return max(40, int(each*float64(len(r.Households)))) }

// table begins the sheet of a description: heads, widths, locks, drop-downs.
func (r *returning) table(name string, freeze int) Table {
	t := Table{Name: name, Banner: fmt.Sprintf("%s（%d年度）%s", r.Village.Name, r.Year, name), Protect: true, Height: 22, Freeze: freeze}
	for _, c := range visit.Columns(r.cb, name) {
		col := Column{Head: c.Head, Width: returnWidth(c.Head), Number: c.Number, Fill: c.Fill, Hidden: c.Head == visit.HeadRow}
		if in := r.cb.Lookup(c.Code); in != nil {
			col.Width = max(rosterWidth(in, c.Head), returnWidths[c.Head])
			col.Center = in.Kind == model.YesNo || in.Code == model.CodeSex
		}
		t.Columns = append(t.Columns, col)
	}
	return t
}

var returnWidths = map[string]float64{
	visit.HeadNumber: 18, visit.HeadHousehold: 18, visit.HeadGroup: 8, visit.HeadHead: 12, visit.HeadSize: 6,
	visit.HeadResult: 13, visit.HeadDate: 13, visit.HeadVisitor1: 11, visit.HeadVisitor2: 11, visit.HeadOpinion: 12,
	visit.HeadRemark: 24, visit.HeadPerson: 12, visit.HeadRelation: 13, visit.HeadIdentity: 25, visit.HeadNow: 12,
	visit.HeadSubject: 14, visit.HeadItem: 32, visit.HeadSystem: 26, visit.HeadManner: 10, visit.HeadChosen: 22,
	visit.HeadWritten: 26, visit.HeadReport: 40, visit.HeadDeed: 26, visit.HeadList: 14, visit.HeadLine: 8, visit.HeadTemporary: 10, visit.HeadAction: 8, visit.HeadTitle: 26, visit.HeadRelief: 14,
}

func returnWidth(head string) float64 {
	if w, ok := returnWidths[head]; ok {
		return w
	}
	return 12
}

// filled gives a table its rows, with the checks of their cells.
func (r *returning) filled(t Table, n int, cells func(i, row int) []any) Table {
	t.Rows, t.rules = numberedRows(n, cells), r.rules(t.Name, n)
	return t
}

// listed is a table of rows that are there already, with buttons to filter them.
func (r *returning) listed(t Table, rows [][]any) Table {
	t.Filter = true
	return r.filled(t, len(rows), func(i, _ int) []any { return rows[i] })
}

// numberedRows makes n rows of a table, numbered as the sheet numbers them.
func numberedRows(n int, cells func(i, row int) []any) iter.Seq[Row] {
	return func(yield func(Row) bool) {
		for i := range n {
			if !yield(Row{Cells: cells(i, i+2)}) {
				return
			}
		}
	}
}

func (r *returning) results() Table {
	var rows [][]any
	for _, h := range r.Households {
		size := any(len(h.Members))
		if len(h.Members) == 0 { // not read, which is not 0
			size = nil
		}
		rows = append(rows, []any{h.Main(), h.Number(), h.GroupName(), h.HeadName(), size, nil, nil, nil, nil, nil, nil})
	}
	return r.listed(r.table(visit.ResultSheet, 4), rows)
}

// reported has a row for each line from above, with what people answer to it.
func (r *returning) reported() Table {
	var rows [][]any
	for _, l := range r.Reported {
		rows = append(rows, []any{l.Sheet, l.Number(), l.HeadName(), l.Person, visit.Text(l.Text), l.Deadline, l.List, l.Row,
			nil, nil, nil})
	}
	return r.listed(r.table(visit.ReportSheet, 4), rows)
}

func (r *returning) relief() Table {
	var rows [][]any
	for _, h := range r.Households {
		for i, label := range visit.Labels(h.Household) {
			m := h.Members[i]
			rows = append(rows, []any{h.Main(), h.Number(), h.HeadName(), label, m.Text(model.CodeRelation),
				m.Text(model.CodeIdentity), m.Text(visit.CodeRelief), nil, nil})
		}
	}
	return r.listed(r.table(visit.ReliefSheet, 4), rows)
}

// measures has a row for each printed measure, to be corrected or struck, and
// empty ones for further measures.
func (r *returning) measures() Table {
	t := r.table(visit.MeasureSheet, 3)
	codes := r.cb.Codes(model.OfMeasure)
	var rows [][]any
	for _, h := range r.Households {
		for _, m := range h.Measures {
			cells := []any{h.Main(), h.Number(), h.HeadName()}
			for _, c := range codes {
				cells = append(cells, visit.Text(m.Text(c)))
			}
			rows = append(rows, append(cells, make([]any, len(t.Columns)-len(cells))...))
		}
	}
	for range r.blanks(0.3) {
		cells := make([]any, len(t.Columns))
		cells[2] = r.headFormula(fmt.Sprintf("$A%d", len(rows)+2))
		rows = append(rows, cells)
	}
	return r.listed(t, rows)
}

// lastSystem is the last row of the sheet of printed values.
func (r *returning) lastSystem() int {
	n := 1
	for _, h := range r.Households {
		n += 1 + len(h.Members)
	}
	return n
}

// The formulas of a row that names its household by number. at is the cell of
// the number.

// worked is a formula whose value is worked out when the workbook is opened.
func worked(text string) Formula { return Formula{Text: text} }

// headFormula gives the head's name, so that one sees whether the number is right.
func (r *returning) headFormula(at string) Formula {
	n := len(r.Households) + 1
	return worked(fmt.Sprintf(`IF(%s="","",IFERROR(INDEX(%s!$D$2:$D$%d,MATCH(%s,%s!$A$2:$A$%d,0)),"没有这个表号"))`,
		at, visit.ResultSheet, n, at, visit.ResultSheet, n))
}

// rowFormula gives the row of the household on the sheet of printed values.
func (r *returning) rowFormula(at string) Formula {
	return worked(fmt.Sprintf(`IF(%s="","",IFERROR(MATCH(%s,%s!$A$1:$A$%d,0),""))`, at, at, visit.SystemSheet, r.lastSystem()))
}

// corrections has, for each correction, the household, the person, the item,
// what was printed and what was found.
func (r *returning) corrections() Table {
	last, width := r.lastSystem(), len(visit.Columns(r.cb, visit.SystemSheet))
	items := model.ColumnName(len(r.items()))
	return r.filled(r.table(visit.CorrectionSheet, 3), r.blanks(3), func(_, row int) []any {
		subject := fmt.Sprintf("OFFSET(%s!$D$1,$J%d-1,0,INDEX(%s!$C$1:$C$%d,$J%d),1)", visit.SystemSheet, row, visit.SystemSheet, last, row)
		system := fmt.Sprintf(`IF(OR($C%d="",$D%d=""),"",IFERROR(INDEX(%s!$A$1:$%s$%d,$J%d-1+MATCH($C%d,%s,0),MATCH($D%d,%s!$A$1:$%s$1,0))&"",""))`,
			row, row, visit.SystemSheet, model.ColumnName(width), last, row, row, subject, row, visit.SystemSheet, model.ColumnName(width))
		manner := fmt.Sprintf(`IF($D%d="","",IFERROR(INDEX(%s!$A$2:$%s$2,MATCH($D%d,%s!$A$1:$%s$1,0)),""))`,
			row, visit.OptionSheet, items, row, visit.OptionSheet, items)
		at := fmt.Sprintf("$A%d", row)
		return []any{nil, r.headFormula(at), nil, nil, worked(system), worked(manner), nil, nil, nil, r.rowFormula(at)}
	})
}

// villageItems has a row for each item of the village, with what was printed.
func (r *returning) villageItems() Table {
	t := r.table(visit.VillageSheet, 2)
	codes := visit.VillageItems(r.cb)
	t.Rows = numberedRows(len(codes), func(i, _ int) []any {
		in := r.cb.Lookup(codes[i])
		return []any{r.Compared(), visit.Title(in), visit.Text(r.Village.Text(in.Code)), string(visit.KindOf(in)), nil, nil}
	})
	found := model.ColumnName(slices.IndexFunc(t.Columns, func(c Column) bool { return c.Fill }) + 1)
	for i, c := range codes {
		at := found + itoa(i+2)
		if dv := r.itemRule(r.cb.Lookup(c), "$"+at); dv != nil {
			dv.SetSqref(at)
			t.rules = append(t.rules, dv)
		}
	}
	return t
}

// movements has a row for each person who joined or left.
func (r *returning) movements(name string) Table {
	t := r.table(name, 3)
	return r.filled(t, r.blanks(0.3), func(_, row int) []any {
		at := fmt.Sprintf("$A%d", row)
		cells := make([]any, len(t.Columns))
		cells[1] = r.headFormula(at)
		if last := len(cells) - 1; t.Columns[last].Head == visit.HeadRow {
			cells[last] = r.rowFormula(at)
		}
		return cells
	})
}

// newcomers is one of the sheets of 附件2. The households have their temporary
// numbers already.
func (r *returning) newcomers(name string, freeze, n int) Table {
	t := r.table(name, freeze)
	return r.filled(t, n, func(i, _ int) []any {
		cells := make([]any, len(t.Columns))
		if name == visit.NewSheet {
			cells[0] = fmt.Sprintf("新%02d", i+1)
		}
		return cells
	})
}

// hidden begins a sheet for the program alone.
func (r *returning) hidden(name string, width float64) Table {
	t := Table{Name: name, Hidden: true, Protect: true, Plain: true}
	for _, c := range visit.Columns(r.cb, name) {
		t.Columns = append(t.Columns, texts(c.Head, width))
	}
	return t
}

// papers is the hidden sheet of what was printed for whom.
func (r *returning) papers() Table {
	var list [][]any
	add := func(p visit.Paper, number, head, mark string) {
		list = append(list, []any{p.Number, p.Form, p.Title, number, head, mark, itoa(r.Year), r.Village.Name, r.Village.Division, visit.Format})
	}
	for _, h := range r.Households {
		mark := visit.Fingerprint(r.cb, h.Household)
		for _, p := range h.Papers {
			add(p, h.Number(), h.HeadName(), mark)
		}
	}
	for _, p := range r.Papers {
		mark := ""
		if p.Number == r.Compared() {
			mark = visit.VillageFingerprint(r.cb, r.Village.Text)
		}
		add(p, "", "", mark)
	}
	t := r.hidden(visit.PaperSheet, 14)
	t.Rows = each(list, func(cells []any) Row { return Row{Cells: cells} })
	return t
}

// system is the hidden sheet of the values as they were printed: for each
// household a row of its own items, then one of each person's.
func (r *returning) system() Table {
	t := r.hidden(visit.SystemSheet, 12)
	own, members := visit.HouseholdItems(r.cb), visit.MemberItems(r.cb)
	t.Rows = func(yield func(Row) bool) {
		for _, h := range r.Households {
			cells := append(make([]any, 0, 4+len(own)), h.Main(), h.Number(), len(h.Members)+1, visit.Whole)
			for _, c := range own {
				cells = append(cells, visit.Text(h.Text(c)))
			}
			if !yield(Row{Cells: cells}) {
				return
			}
			for i, label := range visit.Labels(h.Household) {
				cells := make([]any, 4+len(own), 4+len(own)+len(members))
				cells[3] = label
				for _, c := range members {
					cells = append(cells, visit.Text(h.Members[i].Text(c)))
				}
				if !yield(Row{Cells: cells}) {
					return
				}
			}
		}
	}
	return t
}

// items are the household's and the person's items, as the columns of both
// hidden sheets have them.
func (r *returning) items() []*model.Indicator {
	var out []*model.Indicator
	for _, c := range slices.Concat(visit.HouseholdItems(r.cb), visit.MemberItems(r.cb)) {
		out = append(out, r.cb.Lookup(c))
	}
	return out
}

// originTable is the hidden sheet of the roster that was printed.
func originTable(list []visit.Origin) Table {
	return Table{Name: visit.OriginSheet, Hidden: true, Protect: true, Plain: true,
		Columns: []Column{texts(visit.HeadFile, 30), texts(visit.HeadMark, 36)},
		Rows:    numberedRows(len(list), func(i, _ int) []any { return []any{list[i].Name, list[i].Mark} })}
}

// firstAnswer is the row in which the answers of an item begin, below its
// title, its kind and how many answers there are.
const firstAnswer = 4

// options is the hidden sheet of how each item is written.
func (r *returning) options() Table {
	t := Table{Name: visit.OptionSheet, Hidden: true, Protect: true, Plain: true}
	items := r.items()
	longest := 0
	for _, in := range items {
		t.Columns = append(t.Columns, texts(visit.Title(in), 14))
		longest = max(longest, len(in.Options))
	}
	t.Rows = numberedRows(longest+firstAnswer-2, func(i, row int) []any {
		cells := make([]any, len(items))
		for c, in := range items {
			switch at := row - firstAnswer; {
			case i == 0:
				cells[c] = string(visit.KindOf(in))
			case i == 1:
				cells[c] = len(in.Options)
			case at < len(in.Options):
				cells[c] = in.Options[at].Label
			}
		}
		return cells
	})
	return t
}

// rules are the drop-downs and checks of a sheet's first n rows.
func (r *returning) rules(sheet string, n int) (out []*excelize.DataValidation) {
	for i, c := range visit.Columns(r.cb, sheet) {
		col := model.ColumnName(i + 1)
		if !c.Fill || n == 0 {
			continue
		}
		if dv := r.rule(sheet, c, col); dv != nil {
			dv.SetSqref(fmt.Sprintf("%s2:%s%d", col, col, n+1))
			out = append(out, dv)
		}
	}
	return out
}

// rule is the check of one column; nil where anything may be written.
func (r *returning) rule(sheet string, c visit.Column, col string) *excelize.DataValidation {
	if in := r.cb.Lookup(c.Code); in != nil {
		if sheet == visit.RemovalSheet && c.Code == model.CodeLeaver {
			return r.leaver()
		}
		return r.itemRule(in, "$"+col+"2")
	}
	cell := "$" + col + "2"
	switch {
	case len(c.Answers) > 0:
		dv := excelize.NewDataValidation(true)
		dropDown(dv, c.Answers, r.lists)
		return refuse(dv, c.Head, "请从列表中选择。")
	case c.Head == visit.HeadNumber && len(r.Households) > 0:
		dv := listOf(fmt.Sprintf("%s!$A$2:$A$%d", visit.ResultSheet, len(r.Households)+1))
		dv.SetInput(c.Head, "选择或照纸上右上角的表号填写，如 K7Q2-M9XD-4TWR。")
		return refuse(dv, c.Head, "本村没有这个表号，请对照纸质表核对。")
	case c.Head == visit.HeadTemporary && sheet != visit.NewSheet:
		return refuse(listOf(fmt.Sprintf("%s!$A$2:$A$%d", visit.NewSheet, newHouseholds+1)), c.Head, "请选“新识别户”表中这一户的临时编号。")
	case c.Head == visit.HeadDate:
		dv := formulaRule(fmt.Sprintf("OR(ISNUMBER(%s),ISNUMBER(DATEVALUE(%s)))", cell, cell))
		dv.SetInput(c.Head, "写成 2019-10-12 的形式。")
		return refuse(dv, c.Head, "日期写得不对，请写成 2019-10-12 的形式。")
	case c.Head == visit.HeadSubject:
		dv := listOf(fmt.Sprintf("OFFSET(%s!$D$1,$J2-1,0,INDEX(%s!$C$1:$C$%d,$J2),1)", visit.SystemSheet, visit.SystemSheet, r.lastSystem()))
		dv.SetInput(c.Head, "先填表号。更正全户的项目选“"+visit.Whole+"”，更正某人的项目选姓名。")
		return refuse(dv, c.Head, "这一户没有这个人。新增的人请填“自然增加”表。")
	case c.Head == visit.HeadItem:
		return r.itemList()
	case c.Head == visit.HeadChosen:
		return r.answerList()
	case c.Head == visit.HeadWritten:
		dv := formulaRule(`OR($H2="` + visit.Nothing + `",IF($F2="` + string(visit.Amount) + `",IFERROR(-$H2<=0,FALSE),IF($F2="` +
			string(visit.Card) + `",OR(LEN($H2)=18,LEN($H2)=20,LEN($H2)=22),OR($F2<>"` + string(visit.Closed) + `",ISNUMBER(-$H2)))))`)
		dv.SetInput(c.Head, "数字、号码、文字填在这里；纸上写代号的，填代号；可选多项的用顿号隔开；应当没有内容的填“"+visit.Nothing+"”。")
		return refuse(dv, c.Head, "与“填法”不符：选一项的请在左边选，或填纸上的代号；数字不带单位；号码为 18、20 或 22 位。")
	}
	return nil
}

func (r *returning) leaver() *excelize.DataValidation {
	row := "$" + model.ColumnName(len(visit.Columns(r.cb, visit.RemovalSheet))) + "2"
	dv := listOf(fmt.Sprintf("OFFSET(%s!$D$1,%s,0,INDEX(%s!$C$1:$C$%d,%s)-1,1)", visit.SystemSheet, row, visit.SystemSheet, r.lastSystem(), row))
	dv.SetInput("减少成员姓名", "先填表号，再从这一户的成员中选。")
	return refuse(dv, "减少成员姓名", "这一户没有这个人，请核对表号和姓名。")
}

// itemList offers the household's items or the person's, by the subject.
func (r *returning) itemList() *excelize.DataValidation {
	own, members := len(visit.HouseholdItems(r.cb)), len(visit.MemberItems(r.cb))
	dv := listOf(fmt.Sprintf(`OFFSET(%s!$A$1,0,IF($C2="%s",0,%d),1,IF($C2="%s",%d,%d))`,
		visit.OptionSheet, visit.Whole, own, visit.Whole, own, members))
	dv.SetInput(visit.HeadItem, "先选更正对象，再选要更正的指标；右边会显示系统值。")
	return refuse(dv, visit.HeadItem, "请从列表中选择指标；全户的项目与个人的项目不同。")
}

// answerList offers the answers of the row's item.
func (r *returning) answerList() *excelize.DataValidation {
	last := model.ColumnName(len(r.items()))
	at := fmt.Sprintf("MATCH($D2,%s!$A$1:$%s$1,0)", visit.OptionSheet, last)
	dv := listOf(fmt.Sprintf("OFFSET(%s!$A$%d,0,%s-1,MAX(1,INDEX(%s!$A$3:$%s$3,%s)),1)",
		visit.OptionSheet, firstAnswer, at, visit.OptionSheet, last, at))
	dv.SetInput(visit.HeadChosen, "“填法”为选的在这里选；没有下拉内容的，填在右边一栏。")
	return refuse(dv, visit.HeadChosen, "不是这个指标的选项，请从列表中选择；其他内容填在右边一栏。")
}

// itemRule is the check of cells that are written for an indicator, the first of which
// is given.
func (r *returning) itemRule(in *model.Indicator, cell string) *excelize.DataValidation {
	var dv *excelize.DataValidation
	switch visit.KindOf(in) {
	case visit.Amount:
		dv = formulaRule("IFERROR(-" + cell + "<=0,FALSE)")
		dv.SetInput(ooxml.Cut(in.Name(), titleLimit), "只填数字，不带单位。")
		return refuse(dv, in.Name(), "只填数字，不带单位。")
	case visit.Card:
		dv = formulaRule(fmt.Sprintf("OR(LEN(%s)=18,LEN(%s)=20,LEN(%s)=22)", cell, cell, cell))
		dv.SetInput(ooxml.Cut(in.Name(), titleLimit), "身份证 18 位；残疾人证 20 位或 22 位。")
		return refuse(dv, in.Name(), "号码应为 18 位（身份证）、20 位或 22 位（残疾人证）。")
	}
	if dv = validation(in, r.lists); dv != nil && visit.KindOf(in) == visit.Closed {
		refuse(dv, in.Name(), "不在选项之内，请从列表中选择。")
	}
	return dv
}

// listOf is a drop-down of a range or of a formula that gives one.
func listOf(formula string) *excelize.DataValidation {
	dv := excelize.NewDataValidation(true)
	dv.SetSqrefDropList(formula)
	return dv
}

// formulaRule holds a cell to a formula, written for row 2.
func formulaRule(formula string) *excelize.DataValidation {
	dv := excelize.NewDataValidation(true)
	dv.Type, dv.Formula1 = "custom", ooxml.Escape(formula) // the library puts it into the XML as it is
	return dv
}

// refuse lets the sheet turn down what breaks the rule.
func refuse(dv *excelize.DataValidation, title, text string) *excelize.DataValidation {
	dv.SetError(excelize.DataValidationErrorStyleStop, ooxml.Cut(title, titleLimit), text)
	return dv
}

// guide is the page of instructions.
func (r *returning) guide() Table {
	var list []Row
	title := func(s string) { list = append(list, Row{Look: Title, Cells: []any{"", s}}) }
	line := func(name, text string) { list = append(list, Row{Cells: []any{name, text}}) }
	title(fmt.Sprintf("%s入户核实回填表（%d年度）", r.Village.Name, r.Year))
	title(fmt.Sprintf("共 %d 户。纸质表收回后，由村里照纸质表填写本表，填好后原样交回，由 ruhu collect 汇总。", len(r.Households)))
	list = append(list, Row{Look: Head, Cells: []any{"工作表", "怎样填"}})
	line(visit.ResultSheet, "每户一行，都要填“核实结果”“入户日期”“核实人”。没有见到人的选“未入户”，下次再去；不愿配合的选“拒访”。有变动意见的选“拟办意见”。")
	if len(r.Reported) > 0 {
		line(visit.ReportSheet, "上级反馈的问题，一条一行。入户核查后选“属实”或“不属实”，填整改情况和完成时间；还没有核查的留空，不要代填。数据要改的，仍要填“更正登记”。")
	}
	line(visit.ReliefSheet, "每人一行，逐人选 是／否（附件1 二（四）要求采集的指标）。")
	line(visit.MeasureSheet, "每项已登记的帮扶措施一行。内容有误的，“处理”选“更正”，只填要改的几项；没有落实的选“删除”；漏登的在下面空行中填表号，选“新增”，填齐各项。"+
		"没有问题的不填。")
	line(visit.CorrectionSheet, "一行只写一处更正：先填表号（纸质表右上角），再选“更正对象”（全户的项目选“"+visit.Whole+"”）和“指标”，右边自动显示系统值和填法；"+
		"有选项的在“核实值（选择）”中选，其余填在“核实值（填写）”；可选多项的用顿号隔开，如：长期慢性病、残疾；应当没有内容的填“"+visit.Nothing+"”。返贫户要在这里补填“返贫原因”。")
	if r.Compared() != "" {
		line(visit.VillageSheet, "本村的信息，一项一行。与实际不符的，照《经济薄弱村基础信息对照表》在“核实值（填写）”中填正确内容；一致的不填；应当没有内容的填“"+visit.Nothing+"”。村名、行政区划代码有误的，写在备注里并报街道（乡镇）。")
	}
	line(visit.AdditionSheet, "本年新增的家庭成员，一人一行，各列与附件3相同，“增加原因”选文字。")
	line(visit.RemovalSheet, "本年减少的家庭成员，一人一行，与附件4相同；证件号码可以不填，按花名册。")
	line(visit.NewSheet, "本年新识别的户，各列与附件2相同，一户一行；家庭成员填“"+visit.NewMemberSheet+"”，帮扶责任人填“"+visit.NewHelperSheet+"”，三表以临时编号相联系。")
	title("注意")
	for i, text := range []string{
		"只有黄色的格子要填，其余已锁定。不要改工作表名称，不要增删行列，不要改表号。",
		"从别处粘贴时请选“只粘贴数值”，否则会冲掉下拉选项；粘贴进来的内容汇总时仍会逐项核对。",
		"可以几个人各填一份，汇总时一并交来；同一处填得不一样的会列出来，不会任意取一个。",
		"没有的内容留空，不要填“无”“/”。号码、日期都按文本填写，日期写成 2019-10-12。",
		"本表含有个人信息，请妥善保管，不要在微信群等公开场合转发。",
	} {
		line(itoa(i+1), text)
	}
	return Table{
		Name: visit.GuideSheet, Portrait: true, Protect: true, Height: 24, bare: true,
		Columns: []Column{{Width: 16, Center: true}, {Width: 76}},
		Rows:    slices.Values(list),
		extra: func(f *excelize.File) error {
			return f.ProtectWorkbook(&excelize.WorkbookProtectionOptions{LockStructure: true})
		},
	}
}

// ReturnName is the name of a village's return workbook, without its ending, to
// follow the name of the village's folder.
const ReturnName = "入户核实回填表"
