package book

import (
	"bytes"
	"io"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"ruhu/model"
	"ruhu/model/must"
	"ruhu/model/rostertest"
	"ruhu/render/ooxml"
	"ruhu/render/ooxml/ooxmltest"
	"ruhu/render/workbook"
)

// written writes a workbook twice, checks that the bytes are equal, and opens it.
func written(t *testing.T, write func(io.Writer) error) (*excelize.File, []byte) {
	t.Helper()
	var a, b bytes.Buffer
	must.Succeed(t, write(&a))
	must.Succeed(t, write(&b))
	if !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Error("two runs give different bytes")
	}
	f, err := excelize.OpenReader(bytes.NewReader(a.Bytes()))
	must.Succeed(t, err)
	t.Cleanup(func() { _ = f.Close() })
	Legible(t, f)
	return f, a.Bytes()
}

func rows(t testing.TB, f *excelize.File, sheet string) [][]string {
	t.Helper()
	r, err := f.GetRows(sheet)
	must.Succeed(t, err)
	return r
}

func register() Register {
	return Register{
		Year: 2019, Date: "2019-10-12", Households: 4, Held: 1,
		Entries: []RegisterEntry{
			{Number: "K7Q2-M9XD-4TWR", Form: "贫困户基础信息对照表", Village: "云台村", Group: "3组", Household: "32079900100001", Head: "周大山", Pages: 2, Sheets: 1, File: "云台村/云台村-入户资料.pdf"},
			{Number: "K7Q2-M9XD-4TWS", Form: "历年帮扶措施信息对照表", Village: "云台村", Group: "3组", Household: "32079900100001", Head: "周大山", Pages: 1, Sheets: 1, File: "云台村/云台村-入户资料.pdf"},
			{Number: "K7Q2-M9XD-4TWT", Form: "贫困户基础信息对照表", Village: "河湾村", Group: "1组", Household: "=1+1", Head: "+陈\x01𠮷", Pages: 6, Sheets: 4, File: "@x"},
		},
		Missing: []MissingCharacter{
			{Char: 0x20BB7, Village: "河湾村", Person: "陈𠮷"}, {Char: 1, Village: "河湾村"}, {Char: 0xD800}, {Char: 0xE7C7},
		},
	}
}

func TestRegister(t *testing.T) {
	f, raw := written(t, func(w io.Writer) error { return WriteRegister(w, register()) })
	if got := f.GetSheetList(); !slices.Equal(got, []string{"打印登记", "汇总", "缺字"}) {
		t.Fatalf("sheets %v", got)
	}
	r := rows(t, f, "打印登记")
	if got := strings.Join(r[0], " "); got != "序号 表号 表名 村 组 户编号 户主 页数 纸张数 打印日期 重印 入户日期 核实人 收回 归档盒号 文件" {
		t.Errorf("head %s", got)
	}
	if r[3][5] != "=1+1" || r[3][6] != "+陈\uFFFD𠮷" || r[3][15] != "@x" {
		t.Errorf("row %q", r[3])
	}
	if r[4][1] != "合计" || r[4][7] != "9" || r[4][8] != "6" {
		t.Errorf("totals %q", r[4])
	}
	if s, _ := f.GetCellFormula("打印登记", "H5"); s != "SUM(H2:H4)" {
		t.Errorf("formula %q", s)
	}
	if s, _ := f.GetCellFormula("打印登记", "F4"); s != "" {
		t.Errorf("text became formula %q", s)
	}
	if k, _ := f.GetCellType("打印登记", "H2"); k != excelize.CellTypeUnset && k != excelize.CellTypeNumber {
		t.Errorf("pages are of type %v", k)
	}
	if format(t, f, "打印登记", "F2") != textFormat {
		t.Error("户编号 has no text format")
	}
	missing := rows(t, f, "缺字")
	if missing[1][1] != "𠮷" || missing[1][2] != "U+20BB7" || missing[2][2] != "U+0001" || missing[3][2] != "U+D800" {
		t.Errorf("missing %q", missing)
	}
	for i, want := range []string{"属扩展B，", "多为数据损坏", "多为数据损坏", "按 GB 18030-2005 可能是“ḿ”（U+1E3F）"} {
		if got := missing[i+1][8]; !strings.Contains(got, want) {
			t.Errorf("remedy %q, want %q", got, want)
		}
	}
	properties(t, f, raw)
}

func format(t *testing.T, f *excelize.File, sheet, cell string) int {
	t.Helper()
	id, err := f.GetCellStyle(sheet, cell)
	must.Succeed(t, err)
	st, err := f.GetStyle(id)
	must.Succeed(t, err)
	return st.NumFmt
}

// properties checks that the file names neither the library nor the time.
func properties(t *testing.T, f *excelize.File, raw []byte) {
	t.Helper()
	p, err := f.GetDocProps()
	must.Succeed(t, err)
	if p.Creator != "ruhu" || p.LastModifiedBy != "ruhu" || p.Created != workbook.Date || p.Modified != workbook.Date {
		t.Errorf("properties %+v", p)
	}
	if first := raw[30:]; !bytes.HasPrefix(first, []byte("[Content_Types].xml")) {
		t.Errorf("first part is %.30s", first)
	}
	for part, b := range ooxmltest.Parts(t, raw) {
		for _, name := range []string{"excelize", "xuri"} {
			if strings.Contains(strings.ToLower(string(b)), name) {
				t.Errorf("%s names %s", part, name)
			}
		}
	}
}

func TestRegisterTotals(t *testing.T) {
	f, _ := written(t, func(w io.Writer) error { return WriteRegister(w, register()) })
	var got []string
	for _, r := range rows(t, f, "汇总") {
		got = append(got, strings.Join(r, "|"))
	}
	want := []string{
		"村|表名|户数|份数|页数|纸张数",
		"云台村|贫困户基础信息对照表|1|1|2|1",
		"|历年帮扶措施信息对照表|1|1|1|1",
		"|小计|1|2|3|2",
		"河湾村|贫困户基础信息对照表|1|1|6|4",
		"|小计|1|1|6|4",
		"合计||2|3|9|6",
		"",
		"全部名册",
		"年度||2019",
		"最近打印日期||2019-10-12",
		"读入户数||4",
		"已打印户数||2",
		"暂缓打印户数||1",
		"页数||9",
		"纸张数||6",
		"缺字处数||4",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s", strings.Join(got, "\n"))
	}
}

// TestRegisterEmpty has nothing to add up and no missing characters.
func TestRegisterEmpty(t *testing.T) {
	f, _ := written(t, func(w io.Writer) error { return WriteRegister(w, Register{}) })
	if got := f.GetSheetList(); len(got) != 2 {
		t.Errorf("sheets %v", got)
	}
	if s, _ := f.GetCellFormula("打印登记", "H2"); s != "" {
		t.Errorf("sum over no rows: %q", s)
	}
}

func TestProblems(t *testing.T) {
	v := &model.Village{Name: "云台村"}
	h := &model.Household{Village: v}
	h.SetKey(model.Key{By: model.ByNumber, Text: "1"})
	ps := model.Problems{
		{Rule: "unknown-head", Pos: model.Pos{File: "a.xlsx", Sheet: "户", Cell: "K1"}, Value: "备注", Message: "不认识的列"},
		{Severity: model.Warning, Rule: "age", Household: "1", Head: "周大山", Subject: h, Message: "年龄"},
		{Severity: model.Fault, Rule: "id-truncated", Household: "2", Person: "李四", Value: "=HYPERLINK(\"x\")", Subject: h, Message: "尾数丢失"},
		{Severity: model.Fault, Rule: "age", Pos: model.Pos{File: "a.xlsx", Sheet: "户", Cell: "B2"}, Household: "1", Head: "周大山", Subject: h, Message: "生日"},
	}
	list := ProblemList{Problems: ps, Title: func(p model.Problem) string { return "题：" + p.Rule }, Link: func(f string) string { return "../册 1/" + f }}
	f, raw := written(t, func(w io.Writer) error { return WriteProblems(w, list) })
	if got := f.GetSheetList(); !slices.Equal(got, []string{"汇总", "到户到人", "文件和列"}) {
		t.Fatalf("sheets %v", got)
	}
	r := rows(t, f, "到户到人")
	if got := strings.Join(r[0], " "); got != "序号 级别 村 户编号 户主 姓名 指标 现有值 问题 处理办法 核查结果 整改情况 责任人 完成时间 户代码 单元格" {
		t.Errorf("head %s", got)
	}
	if len(r) != 4 || r[1][1] != "错误" || r[1][3] != "1" || r[1][15] != "户!B2" || r[2][1] != "提醒" || r[3][7] != "=HYPERLINK(\"x\")" || r[3][2] != "云台村" {
		t.Errorf("rows %q", r)
	}
	if ok, to, err := f.GetCellHyperLink("到户到人", "P2"); err != nil || !ok || to != "../册%201/a.xlsx" {
		t.Errorf("P2 leads to %v %q %v", ok, to, err)
	}
	if !bytes.Contains(partBytes(t, raw, "xl/worksheets/sheet2.xml"), []byte(`<hyperlink ref="P2" r:id="link1" location="'户'!B2"/>`)) {
		t.Error("the link does not lead to the cell")
	}
	if got := rows(t, f, "文件和列"); len(got) != 2 || got[1][2] != "a.xlsx" || got[1][4] != "户!K1" {
		t.Errorf("files %q", got)
	}
	if dv := validationOf(t, f, "到户到人", "K"); dv == nil || dv.Sqref != "K2:K4" || !strings.Contains(dv.Formula1, "属实，已改正") {
		t.Errorf("no drop-down: %+v", dv)
	}
	if ps[0].Rule != "unknown-head" {
		t.Error("the caller's order changed")
	}
	names := f.GetDefinedName()
	if !slices.ContainsFunc(names, func(n excelize.DefinedName) bool { return n.Name == "_xlnm.Print_Titles" && n.Scope == "到户到人" }) {
		t.Errorf("names %v", names)
	}
	if part := partBytes(t, raw, "xl/worksheets/sheet2.xml"); !bytes.Contains(part, []byte(`<autoFilter ref="$A$1:$P$4"`)) &&
		!bytes.Contains(part, []byte(`<autoFilter ref="A1:P4"`)) {
		t.Error("no filter")
	}
	properties(t, f, raw)
}

// TestProblemSummary adds up by problem, by village, and by both.
func TestProblemSummary(t *testing.T) {
	a, b := &model.Village{Name: "东村"}, &model.Village{Name: "西村"}
	one, two, three := &model.Household{Village: a}, &model.Household{Village: a}, &model.Household{Village: b}
	numbers := map[*model.Household]string{one: "1", two: "2", three: "3"}
	of := func(h *model.Household, s model.Severity, rule string) model.Problem {
		return model.Problem{Severity: s, Rule: rule, Subject: h, Household: numbers[h], Message: "细节"}
	}
	list := ProblemList{Title: func(p model.Problem) string { return p.Rule }, Problems: model.Problems{
		of(one, model.Warning, "年龄"), of(one, model.Warning, "年龄"), of(two, model.Warning, "年龄"), of(three, model.Fault, "号码"),
		of(three, model.Warning, "年龄"), {Rule: "列", Severity: model.Warning},
	}}
	f, _ := written(t, func(w io.Writer) error { return WriteProblems(w, list) })
	var got []string
	for _, r := range rows(t, f, "汇总") {
		got = append(got, strings.Join(r, "|"))
	}
	want := []string{
		"一、全部，按问题", "村|问题|涉及户数|错误|提醒|合计",
		"全部|号码|1|1|0|1", "全部|年龄|3|0|4|4", "全部|列|0|0|1|1", "合计||3|1|5|6",
		"二、各村", "村|问题|涉及户数|错误|提醒|合计",
		"东村|全部问题|2|0|3|3", "西村|全部问题|1|1|1|2", "（文件和列）|全部问题|0|0|1|1", "合计||3|1|5|6",
		"三、各村，按问题", "村|问题|涉及户数|错误|提醒|合计",
		"东村|年龄|2|0|3|3", "东村|小计|2|0|3|3",
		"西村|号码|1|1|0|1", "西村|年龄|1|0|1|1", "西村|小计|1|1|1|2",
		"（文件和列）|列|0|0|1|1", "（文件和列）|小计|0|0|1|1",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s", strings.Join(got, "\n"))
	}
}

// TestProblemsEmpty: a list written over an earlier one may have nothing to say.
func TestProblemsEmpty(t *testing.T) {
	f, _ := written(t, func(w io.Writer) error { return WriteProblems(w, ProblemList{}) })
	if r := rows(t, f, "汇总"); len(r) < 3 || r[2][1] != "没有发现问题" {
		t.Errorf("%q", r)
	}
	for _, sheet := range []string{"到户到人", "文件和列"} {
		if r := rows(t, f, sheet); len(r) != 2 || r[1][0] != "没有这一类问题。" {
			t.Errorf("%s: %q", sheet, r)
		}
	}
}

// TestRepeated: where a row goes on over several pages, each of them says whose
// it is; on one page nothing is said twice.
func TestRepeated(t *testing.T) {
	wide := Table{Name: "宽", Freeze: 2}
	for i := range 30 {
		wide.Columns = append(wide.Columns, Column{Head: itoa(i), Width: 20})
	}
	narrow := Table{Name: "窄", Freeze: 2, Columns: wide.Columns[:4]}
	f, _ := written(t, func(w io.Writer) error { return WriteTables(w, wide, narrow) })
	want := map[string]string{"宽": "'宽'!$A:$B,'宽'!$1:$1", "窄": "'窄'!$1:$1"}
	for _, d := range f.GetDefinedName() {
		if d.Name == "_xlnm.Print_Titles" {
			if d.RefersTo != want[d.Scope] {
				t.Errorf("%s repeats %s", d.Scope, d.RefersTo)
			}
			delete(want, d.Scope)
		}
	}
	if len(want) > 0 {
		t.Errorf("nothing repeated on %v", want)
	}
	if l, _ := f.GetPageLayout("宽"); l.FitToWidth == nil || *l.FitToWidth != 4 {
		t.Errorf("on %v pages", l.FitToWidth)
	}
}

// TestLinks: files of one name are told apart by their folders; what is beyond
// Excel's limit stays text; a place without a cell, or without a way, too.
func TestLinks(t *testing.T) {
	s := newSources([]string{"甲/册.xlsx", "乙/册.xlsx", "表.csv", "表.csv"}, func(f string) string {
		if f == "乙/册.xlsx" {
			return ""
		}
		return f
	})
	for _, c := range []struct {
		pos  model.Pos
		want Link
	}{
		{model.Pos{File: "甲/册.xlsx", Sheet: "户'1", Cell: "K2"}, Link{"户'1!K2", "甲/册.xlsx", "'户''1'!K2"}},
		{model.Pos{File: "乙/册.xlsx", Sheet: "户", Cell: "K2"}, Link{"户!K2", "", ""}},
		{model.Pos{File: "表.csv", Cell: "K2"}, Link{"K2", "表.csv", ""}},
		{model.Pos{File: "表.csv"}, Link{"", "表.csv", ""}},
		{model.Pos{}, Link{}},
	} {
		if got := s.cell(c.pos); got != c.want {
			t.Errorf("%v: %+v", c.pos, got)
		}
	}
	if got := s.file(model.Pos{File: "甲/册.xlsx"}) + " " + s.file(model.Pos{File: "表.csv"}); got != "甲/册.xlsx 表.csv" {
		t.Errorf("files are called %s", got)
	}
	table := Table{Name: "表", Columns: []Column{{Head: "一", Width: 9}}, Plain: true, Rows: func(yield func(Row) bool) {
		for range workbook.MostLinks + 10 {
			if !yield(Row{Cells: []any{Link{"a&b", "甲 <1>#%.xlsx", `'"&'!A1`}}}) {
				return
			}
		}
	}}
	var out bytes.Buffer
	must.Succeed(t, WriteTables(&out, table, Table{Name: "空", Columns: []Column{{Head: "一", Width: 9}}}))
	part := partBytes(t, out.Bytes(), "xl/worksheets/sheet1.xml")
	if n := bytes.Count(part, []byte("<hyperlink ref=")); n != workbook.MostLinks {
		t.Errorf("%d links", n)
	}
	if !bytes.Contains(part, []byte(`location="'&quot;&amp;'!A1"`)) {
		t.Error("the place is not escaped")
	}
	rels := partBytes(t, out.Bytes(), "xl/worksheets/_rels/sheet1.xml.rels")
	if n := bytes.Count(rels, []byte("<Relationship ")); n != 1 || !bytes.Contains(rels, []byte(`Target="甲%20&lt;1&gt;%23%25.xlsx"`)) {
		t.Errorf("%s", rels)
	}
}

func partBytes(t *testing.T, raw []byte, name string) []byte {
	t.Helper()
	return ooxmltest.Parts(t, raw)[name]
}

func TestTemplate(t *testing.T) {
	cb := rostertest.Codebook(t)
	f, raw := written(t, func(w io.Writer) error { return WriteTemplate(w, cb) })
	properties(t, f, raw)
	if got := f.GetSheetList(); !slices.Equal(got, append(slices.Clone(Sheets), GuideSheet)) {
		t.Fatalf("sheets %v", got)
	}
	for _, name := range Sheets {
		r := rows(t, f, name)
		if len(r) != templateHead {
			t.Errorf("%s has %d rows, want the example and the head alone", name, len(r))
		}
		if name != VillageSheet && r[templateHead-1][0] != "户编号" {
			t.Errorf("%s begins with %s", name, r[templateHead-1][0])
		}
		for _, cell := range r[0] {
			if cell != "" && !strings.HasPrefix(cell, "例：") {
				t.Errorf("%s: %q stands over the head and does not say that it is an example", name, cell)
			}
		}
		notes, err := f.GetComments(name)
		if err != nil || len(notes) != len(r[templateHead-1]) || notes[0].Cell != "A2" || !strings.Contains(notes[0].Text, "填法：") {
			t.Errorf("%s: %d notes, %v", name, len(notes), err)
		}
	}
	heads := rows(t, f, HouseholdSheet)[templateHead-1]
	for _, want := range []string{"行政村名称", "村（住址）", "A28 工资性收入（元）", "A27a 致贫原因1"} {
		if !slices.Contains(heads, want) {
			t.Errorf("户 lacks %s", want)
		}
	}
	at := slices.Index(Columns(cb, MemberSheet), model.CodeIdentity)
	if format(t, f, MemberSheet, model.CellName(at+1, 1)) != textFormat {
		t.Error("A4 has no text format")
	}
	if id, err := f.GetColStyle(MemberSheet, model.ColumnName(at+1)); err != nil || id == 0 {
		t.Error("the column A4 has no style", err)
	}
}

// TestTemplateNumbers: a number that lost its tail, or of a wrong length, is
// refused; an officer's card is not.
func TestTemplateNumbers(t *testing.T) {
	cb := rostertest.Codebook(t)
	f, _ := written(t, func(w io.Writer) error { return WriteTemplate(w, cb) })
	at := func(sheet string, c model.Code) string {
		return model.ColumnName(slices.Index(Columns(cb, sheet), c) + 1)
	}
	a3, a4 := at(MemberSheet, "A3"), at(MemberSheet, model.CodeIdentity)
	lengths := func(col string, ns ...string) string {
		for i, n := range ns {
			ns[i] = "LEN(" + col + "3)=" + n
		}
		return "AND(ISTEXT(" + col + "3),OR(" + strings.Join(ns, ",") + "))"
	}
	cert, leaver := at(MemberSheet, model.CodeCertNumber), at(RemovalSheet, model.CodeLeaverID)
	for _, c := range []struct{ sheet, col, want string }{
		{MemberSheet, a4, `OR($` + a3 + `3="军官证",` + lengths(a4, "15", "18", "20", "22") + ")"},
		{MemberSheet, cert, lengths(cert, "20", "22")},
		{RemovalSheet, leaver, lengths(leaver, "15", "18", "20", "22")},
	} {
		dv := validationOf(t, f, c.sheet, c.col)
		if dv == nil || dv.Type != "custom" || dv.Formula1 != c.want || dv.Error == nil || dv.Prompt == nil || *dv.ErrorStyle != "stop" {
			t.Errorf("%s %s: %+v", c.sheet, c.col, dv)
		}
	}
	for sheet, want := range map[string]bool{GuideSheet: true, HouseholdSheet: false, MemberSheet: false} {
		p, err := f.GetSheetProtection(sheet)
		if err == nil && (p.Password != "") || (p.SelectLockedCells || p.FormatRows) != want {
			t.Errorf("%s: protection %+v %v", sheet, p, err)
		}
	}
}

func TestTemplateLists(t *testing.T) {
	cb := rostertest.Codebook(t)
	f, _ := written(t, func(w io.Writer) error { return WriteTemplate(w, cb) })
	for _, c := range []struct {
		sheet string
		code  model.Code
		want  string
	}{
		{MemberSheet, "A2", `"男,女"`},
		{MemberSheet, "A6", `"汉族,`},
		{HouseholdSheet, "A25", `"是,否"`},
		{AdditionSheet, "增加原因", `"新生儿,`},
	} {
		col := model.ColumnName(slices.Index(Columns(cb, c.sheet), c.code) + 1)
		dv := validationOf(t, f, c.sheet, col)
		if dv == nil || !strings.HasPrefix(dv.Formula1, c.want) {
			t.Errorf("%s %s: %+v", c.sheet, c.code, dv)
			continue
		}
		if ooxml.Units(dv.Formula1) > 255+2 {
			t.Errorf("%s: list of %d", c.code, ooxml.Units(dv.Formula1))
		}
	}
	dv := validationOf(t, f, MemberSheet, model.ColumnName(slices.Index(Columns(cb, MemberSheet), "A10")+1))
	if dv == nil || dv.Prompt == nil || !strings.Contains(*dv.Prompt, "长期慢性病") || dv.Type != "" && dv.Type != "none" {
		t.Errorf("A10: %+v", dv)
	}
}

// TestTemplateLongLists has lists that no rule can hold: one beyond Excel's
// limit, one with a comma in a label. Two items share the first.
func TestTemplateLongLists(t *testing.T) {
	var long []model.Option
	for i := range 60 {
		long = append(long, model.Option{Label: "选项第" + itoa(i) + "号"})
	}
	cb, err := model.NewCodebook([]*model.Indicator{
		{Code: model.CodeNumber, Label: "户编号", Kind: model.Text, Scope: model.OfHousehold},
		{Code: "甲", Label: "甲", Kind: model.Single, Scope: model.OfHousehold, Options: long},
		{Code: "乙", Label: "乙", Kind: model.Single, Scope: model.OfHousehold, Options: slices.Clone(long)},
		{Code: "丙", Label: "丙", Kind: model.Single, Scope: model.OfHousehold, Options: []model.Option{{Label: "一,二"}, {Label: "=三"}}},
	})
	must.Succeed(t, err)
	f, _ := written(t, func(w io.Writer) error { return WriteTemplate(w, cb) })
	if on, _ := f.GetSheetVisible(OptionSheet); on {
		t.Error("选项 is visible")
	}
	for code, want := range map[model.Code]string{"甲": "选项!$A$1:$A$60", "乙": "选项!$A$1:$A$60", "丙": "选项!$B$1:$B$2"} {
		col := model.ColumnName(slices.Index(Columns(cb, HouseholdSheet), code) + 1)
		if dv := validationOf(t, f, HouseholdSheet, col); dv == nil || dv.Formula1 != want {
			t.Errorf("%s: %+v", code, dv)
		}
	}
	cols, err := f.GetCols(OptionSheet)
	must.Succeed(t, err)
	if len(cols) != 2 || len(cols[0]) != 60 || cols[0][59] != "选项第59号" || cols[1][1] != "=三" {
		t.Errorf("选项: %q", cols)
	}
}

func validationOf(t *testing.T, f *excelize.File, sheet, col string) *excelize.DataValidation {
	t.Helper()
	list, err := f.GetDataValidations(sheet)
	must.Succeed(t, err)
	for _, dv := range list {
		if strings.HasPrefix(dv.Sqref, col+"2:") || strings.HasPrefix(dv.Sqref, col+"3:") {
			return dv
		}
	}
	return nil
}

// TestHeadsAreRecognised checks that within a sheet every head means one item
// only: by code, or by a label or further name of no other item.
func TestHeadsAreRecognised(t *testing.T) {
	cb := rostertest.Codebook(t)
	for _, sheet := range Sheets {
		seen := make(map[string]bool)
		for _, c := range Columns(cb, sheet) {
			head := HeadText(cb, sheet, c)
			if seen[head] {
				t.Errorf("%s: %s stands twice", sheet, head)
			}
			seen[head] = true
			in := cb.Lookup(c)
			if in == nil {
				t.Fatalf("%s: no indicator %s", sheet, c)
			}
			if !in.Coded() && ambiguous(cb, sheet, c, head) {
				t.Errorf("%s: %s also means another item", sheet, head)
			}
		}
	}
}

// TestExamplesAreListed keeps the examples of the guide within the codebook.
func TestExamplesAreListed(t *testing.T) {
	cb := rostertest.Codebook(t)
	for c, s := range examples {
		in := cb.Lookup(c)
		if in == nil {
			t.Errorf("no indicator %s", c)
			continue
		}
		if _, outside := in.Chosen(s); in.IsChoice() && !in.Open && len(outside) > 0 {
			t.Errorf("%s: %v is no option", c, outside)
		}
	}
	if !model.ValidCard(exampleCard) || !model.ValidCard(exampleElder) {
		t.Error("the example's certificates are not valid")
	}
}

// TestNothingOnDisk writes a sheet beyond the size at which the library would
// use a temporary file.
func TestNothingOnDisk(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	t.Setenv("TMP", dir)
	long := strings.Repeat("长", 1000)
	table := Table{Name: "长", Plain: true, Columns: []Column{{Head: "一", Width: 20}}, Rows: func(yield func(Row) bool) {
		for range 8000 {
			if !yield(Row{Cells: []any{long}}) {
				return
			}
		}
	}}
	must.Succeed(t, WriteTables(watch{t, dir}, table))
}

// watch fails when a file lies in dir while the workbook is written.
type watch struct {
	t   *testing.T
	dir string
}

func (w watch) Write(b []byte) (int, error) {
	if got := dirEntries(w.t, w.dir); len(got) > 0 {
		w.t.Errorf("temporary files: %v", got)
	}
	return len(b), nil
}

func dirEntries(t *testing.T, dir string) []string {
	t.Helper()
	list, err := os.ReadDir(dir)
	must.Succeed(t, err)
	var out []string
	for _, e := range list {
		out = append(out, e.Name())
	}
	return out
}
