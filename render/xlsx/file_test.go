package xlsx

import (
	"bytes"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"ruhu/model"
	"ruhu/model/must"
	"ruhu/model/rostertest"
	"ruhu/model/slowtest"
	"ruhu/render/doc"
	"ruhu/render/ooxml"
	"ruhu/render/typeset"
	"ruhu/render/workbook"
)

// book writes documents and gives the bytes.
func book(t testing.TB, m Meta, docs ...*doc.Document) []byte {
	t.Helper()
	f, err := New(rostertest.Codebook(t), m)
	must.Succeed(t, err)
	for _, d := range docs {
		must.Succeed(t, f.Add(d, 0))
	}
	var out bytes.Buffer
	n, err := f.WriteTo(&out)
	must.Succeed(t, err)
	if n != int64(out.Len()) {
		t.Errorf("WriteTo gives %d bytes of %d", n, out.Len())
	}
	return out.Bytes()
}

func opened(t testing.TB, data []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	must.Succeed(t, err)
	t.Cleanup(func() { f.Close() })
	return f
}

// few gives the blank form and the first copies of every form, and the largest
// household's.
func few(t testing.TB, paper string, each int) []*doc.Document {
	t.Helper()
	count := make(map[string]int)
	largest := make(map[string]*doc.Document)
	var out []*doc.Document
	for _, o := range everything(t, rostertest.Codebook(t), paper) {
		if l := largest[o.form.ID]; l == nil || cells(o.doc) > cells(l) {
			largest[o.form.ID] = o.doc
		}
		if count[o.form.ID]++; count[o.form.ID] <= each+1 {
			out = append(out, o.doc)
		}
	}
	for _, o := range forms(t, rostertest.Codebook(t)).All() {
		if d := largest[o.ID]; !slices.Contains(out, d) {
			out = append(out, d)
		}
	}
	return out
}

func cells(d *doc.Document) int {
	n := 0
	for _, g := range gridsOf(d) {
		n += len(g.Cells)
	}
	return n
}

// TestEveryTextIsThere reads every sheet back and finds every text of its
// document in it, numbers as they are printed.
func TestEveryTextIsThere(t *testing.T) {
	cb := rostertest.Codebook(t)
	p := newPlan(cb, "")
	for _, paper := range []string{"A4", "A3"} {
		docs := few(t, paper, 12)
		f := opened(t, book(t, Meta{}, docs...))
		for i, name := range f.GetSheetList()[:len(docs)] {
			rows, err := f.GetRows(name)
			must.Succeed(t, err)
			var all []string
			for _, r := range rows {
				all = append(all, r...)
			}
			text := strings.Join(all, "\x00")
			for _, want := range textsOf(t, docs[i]) {
				if !strings.Contains(text, want) {
					t.Errorf("%s %s: %q is not on the sheet", paper, name, want)
				}
			}
		}
		if s, err := p.make(docs[0], 0); err != nil || s.pages == 0 {
			t.Error(err)
		}
	}
}

// textsOf lists every text of a document's content.
func textsOf(t testing.TB, d *doc.Document) []string {
	out := []string{d.Title, d.Label()}
	items := func(list []doc.Inline) {
		for _, it := range list {
			switch it.Kind {
			case doc.Text, doc.Blank:
				out = append(out, ooxml.Clean(it.Text))
			case doc.Boxes:
				for k, o := range it.Choice.Options {
					box := "□"
					if it.Choice.Ticked(k) {
						box = "☑"
					}
					out = append(out, box+o)
				}
			}
		}
	}
	items(d.Identity)
	for _, b := range d.Body {
		switch b := b.(type) {
		case doc.Heading:
			out = append(out, b.Text)
		case doc.Para:
			items(b.Items)
		case *doc.Grid:
			for _, c := range b.Cells {
				items(c.Items)
			}
		default:
			t.Fatalf("block %T", b)
		}
	}
	return out
}

// TestPlansAreSound checks all sheets of the sample roster: no merged cells
// overlap or reach over a page's end, rows are no higher than Excel allows, the
// columns add up to the paper, and every row ends where Excel has a pixel.
func TestPlansAreSound(t *testing.T) {
	cb := rostertest.Codebook(t)
	p := newPlan(cb, "")
	for _, paper := range []string{"A4", "A3"} {
		for _, o := range everything(t, cb, paper) {
			s, err := p.make(o.doc, 0)
			must.Succeed(t, err)
			if err := sound(s, o.doc.Paper); err != nil {
				t.Errorf("%s on %s: %v", o.name, paper, err)
			}
		}
	}
}

func sound(s *sheet, paper doc.Paper) error {
	owner := make([]int, len(s.slots))
	for i, m := range s.merges {
		for r := m.row; r < m.toRow; r++ {
			for c := m.col; c < m.toCol; c++ {
				if owner[r*s.cols+c] != 0 {
					return fmt.Errorf("merges %d and %d overlap", owner[r*s.cols+c]-1, i)
				}
				owner[r*s.cols+c] = i + 1
				if (r != m.row || c != m.col) && s.slots[r*s.cols+c].value != nil {
					return fmt.Errorf("a merge hides a value at %s", area{row: r, col: c}.cell())
				}
			}
		}
		for _, turn := range s.turns {
			if m.row < turn && turn < m.toRow {
				return fmt.Errorf("merge %v reaches over the page's end at row %d", m, turn)
			}
		}
	}
	for r, h := range s.heights {
		if h <= 0 || h > 409 || math.Mod(h, 0.75) != 0 {
			return fmt.Errorf("row %d is %g pt high", r, h)
		}
	}
	width := 0
	for _, w := range s.widths {
		width += w
		if w < 3 {
			return fmt.Errorf("a sliver of %d pixels", w)
		}
	}
	if off := paper.TextWidth() - doc.Length(width)*pixel; off < 0 || off >= pixel {
		return fmt.Errorf("%d pixels for %d", width, paper.TextWidth())
	}
	return fits(s, paper)
}

// fits checks that no page is higher than its paper.
func fits(s *sheet, paper doc.Paper) error {
	room := (paper.Height - paper.Top - paper.Bottom - typeset.FootRoom + slack).Points()
	titles := sum(s.heights[:s.titles])
	from := 0
	for i := 0; i <= len(s.turns); i++ {
		to := len(s.heights)
		if i < len(s.turns) {
			to = s.turns[i]
		}
		h := sum(s.heights[from:to])
		if i > 0 {
			h += titles
		}
		if h > room {
			return fmt.Errorf("page %d is %g pt of %g", i+1, h, room)
		}
		from = to
	}
	if s.pages != len(s.turns)+1 {
		return fmt.Errorf("%d pages, %d turns", s.pages, len(s.turns))
	}
	return nil
}

func sum(hs []float64) (total float64) {
	for _, h := range hs {
		total += h
	}
	return total
}

// find gives the first cell of a sheet that shows a text.
func find(t *testing.T, f *excelize.File, sheet, text string) string {
	t.Helper()
	at, err := f.SearchSheet(sheet, text)
	if err != nil || len(at) == 0 {
		t.Fatalf("%q is not on %s: %v", text, sheet, err)
	}
	return at[0]
}

// filled makes the document of a form for the sample household that test accepts.
func filled(t *testing.T, id string, test func(*model.Household) bool) (*doc.Document, *model.Household) {
	t.Helper()
	cb := rostertest.Codebook(t)
	b := builder(t, forms(t, cb).Find(id), doc.Options{})
	for h := range samples(t).Each {
		if test(h) {
			return b.Household(h), h
		}
	}
	t.Fatal("no such household")
	return nil, nil
}

func anyone(*model.Household) bool { return true }

// TestTypes: identity numbers stay text, amounts are numbers, a sum that adds
// up is value and formula both.
func TestTypes(t *testing.T) {
	d, h := filled(t, "compare", func(h *model.Household) bool {
		return h.Text("A29") != "0" && h.Text("A29") != ""
	})
	f := opened(t, book(t, Meta{}, d))
	name := f.GetSheetList()[0]
	id := find(t, f, name, h.Members[0].Text("A4"))
	if kind, _ := f.GetCellType(name, id); kind != excelize.CellTypeInlineString {
		t.Errorf("identity number is of type %d", kind)
	}
	if st := styleAt(t, f, name, id); st.NumFmt != 49 {
		t.Errorf("identity number has format %d", st.NumFmt)
	}
	wage := find(t, f, name, h.Text("A28"))
	if kind, _ := f.GetCellType(name, wage); kind != excelize.CellTypeUnset && kind != excelize.CellTypeNumber {
		t.Errorf("wages are of type %d", kind)
	}
	formulas := make(map[string]bool) // a merged cell tells its formula in each part
	rows, _ := f.GetRows(name)
	for r, row := range rows {
		for c := range row {
			at := model.CellName(c+1, r+1)
			formula, _ := f.GetCellFormula(name, at)
			if formula == "" {
				continue
			}
			formulas[formula] = true
			got, err := f.CalcCellValue(name, at)
			shown, _ := f.GetCellValue(name, at)
			if err != nil || got != shown || !strings.HasPrefix(formula, "SUM(") {
				t.Errorf("%s: %s gives %s, the cell shows %s: %v", at, formula, got, shown, err)
			}
		}
	}
	if len(formulas) != 2 {
		t.Errorf("formulas %v for A29 and A31", formulas)
	}
}

func styleAt(t *testing.T, f *excelize.File, sheet, cell string) *excelize.Style {
	t.Helper()
	id, err := f.GetCellStyle(sheet, cell)
	must.Succeed(t, err)
	st, err := f.GetStyle(id)
	must.Succeed(t, err)
	return st
}

// TestNumbers: what a format does not show as it is written stays text.
func TestNumbers(t *testing.T) {
	for s, want := range map[string]format{
		"40000": whole, "0": whole, "-594": whole, "4.95": cents, "0.5": tenths, "12.50": cents, "150.0": tenths,
		"": text, "40000★": text, "007": text, "1,200": text, "1e3": text, "-0": text, "1.234": text, ".5": text, "5.": text,
		"1234567890123456": text, "１２": text, "+5": text, "--5": text, "3组": text,
	} {
		if _, got, ok := number(s); got != want || ok != (want != text) {
			t.Errorf("number(%q) has format %d, not %d", s, got, want)
		}
	}
}

// TestLongNumbersStayWhole: a number alone in its cell stays on one line, on which
// Excel shrinks it; two stand on a line each where one is too short for both.
func TestLongNumbersStayWhole(t *testing.T) {
	texts := []string{
		"320799001000012345", "32079919910101021242B1", "3207990010000123453207990010000123",
		"13800000431、0518-85500431", "13800000431,13900000431", "甲村第十二村民小组甲村第十二村民小组",
	}
	var cells []doc.Cell
	for _, s := range texts {
		cells = append(cells, valueCell("", s))
	}
	d := small(cells...)
	d.Body[0].(*doc.Grid).Tracks = []doc.Length{80 * doc.Pt, 80 * doc.Pt, 80 * doc.Pt}
	f := opened(t, book(t, Meta{}, d))
	sheet := f.GetSheetList()[0]
	for i, want := range []string{texts[0], texts[1], texts[2], "13800000431、\n0518-85500431", "13800000431,\n13900000431", texts[5]} {
		a := styleAt(t, f, sheet, find(t, f, sheet, want)).Alignment
		if alone := i < 3; a.ShrinkToFit != alone || a.WrapText == alone {
			t.Errorf("%q: %+v", want, a)
		}
	}
}

// TestIndexShowsAll: what is longer than its column in the index has as many lines as
// it needs, and numbers shrink.
func TestIndexShowsAll(t *testing.T) {
	one := valueCell("", "1")
	d, e := small(one, one, one), small(one, one, one)
	d.Subject = doc.Subject{Village: strings.Repeat("甲乙", 200), Household: "320799001000012345", Head: "古丽米热·阿不都热合曼"}
	e.Subject = doc.Subject{Village: "甲村", Household: "320799001000012346", Head: "古丽米热·阿不都热合曼"}
	f := opened(t, book(t, Meta{Index: true}, d, e))
	for row, least := range map[int]float64{3: 400, 4: 25} {
		if h, err := f.GetRowHeight(indexSheet, row); err != nil || h < least || h > 409 {
			t.Errorf("row %d is %v points high: %v", row, h, err)
		}
	}
	if a := styleAt(t, f, indexSheet, "D4").Alignment; !a.ShrinkToFit || a.WrapText {
		t.Errorf("the number: %+v", a)
	}
}

// small makes a document of one grid, three columns wide.
func small(cells ...doc.Cell) *doc.Document {
	paper, _ := doc.PaperOf("A4", false)
	w := paper.TextWidth() / 3
	g := &doc.Grid{Tracks: []doc.Length{w, w, paper.TextWidth() - 2*w}}
	for i, c := range cells {
		c.Row, c.Col, c.Rows, c.Cols = i/3, i%3, 1, 1
		if c.Style.Size == 0 {
			c.Style.Size = 9 * doc.Pt
		}
		if c.Col == 0 {
			g.Rows = append(g.Rows, doc.Row{Height: 7 * doc.Mm})
		}
		g.Cells = append(g.Cells, c)
	}
	return &doc.Document{
		Form: "f", Title: "表", Paper: paper, Sheet: "K7Q2-M9XD-4TWR", Subject: doc.Subject{Household: "1"},
		Style: doc.Scale{Title: 16 * doc.Pt, Text: 9 * doc.Pt}, Body: []doc.Block{g},
	}
}

func valueCell(code model.Code, s string) doc.Cell {
	return doc.Cell{Kind: doc.ValueCell, Code: code, Items: []doc.Inline{{Text: s}}}
}

// TestSumThatDoesNotAddUp stays as the system has it.
func TestSumThatDoesNotAddUp(t *testing.T) {
	for _, c := range []struct {
		sum, a, b string
		formula   bool
	}{
		{"300", "100", "200", true}, {"300.5", "100.25", "200.25", true},
		{"300", "100", "100", false}, {"300", "100", "200★", false}, {"300", "300", "", false},
	} {
		p := newPlan(rostertest.Codebook(t), "")
		s, err := p.make(small(valueCell("A31", c.sum), valueCell("A31a", c.a), valueCell("A31b", c.b)), 0)
		must.Succeed(t, err)
		got := ""
		for _, x := range s.slots {
			got += x.formula
		}
		if (got != "") != c.formula {
			t.Errorf("%+v has formula %q", c, got)
		}
	}
}

// TestDangerousText: what looks like a formula stays text, what XML cannot hold
// is replaced.
func TestDangerousText(t *testing.T) {
	texts := []string{"=1+1", "+1", "-1+2", "@SUM(A1)", "a\x00b\ufffe", "<b>&\"'</b>", "_x0041_", "\tTab", "=HYPERLINK(\"http://x\")", "1\n2"}
	var list []doc.Cell
	for _, s := range append(texts, "", "") {
		list = append(list, valueCell("银行账号", s))
	}
	d := small(list...)
	d.Title, d.Subject.Head, d.Subject.Village = "<&>", "&P & \"x\"", strings.Repeat("&村", 200)
	f := opened(t, book(t, Meta{Title: "<&\x01>", Index: true}, d))
	name := f.GetSheetList()[1]
	rows, err := f.GetRows(name)
	must.Succeed(t, err)
	flat := slices.Concat(rows...)
	for _, s := range texts {
		if !slices.Contains(flat, ooxml.Clean(s)) {
			t.Errorf("%q is not on the sheet", s)
		}
	}
	for r, row := range rows {
		for c := range row {
			if formula, _ := f.GetCellFormula(name, model.CellName(c+1, r+1)); formula != "" {
				t.Errorf("a formula: %s", formula)
			}
		}
	}
	foot, err := f.GetHeaderFooter(name)
	if err != nil || ooxml.Units(foot.OddFooter) > 255 || !strings.Contains(foot.OddFooter, "第 &P 页 共 1 页") {
		t.Errorf("footer %q: %v", foot.OddFooter, err)
	}
	if odd := regexp.MustCompile(`&[^&LCR8P"]`).FindString(strings.ReplaceAll(foot.OddFooter, "&&", "")); odd != "" {
		t.Errorf("footer %q has the code %q", foot.OddFooter, odd)
	}
}

// TestRareCharacters: a character that 宋体 lacks is in a font that has it, the
// rest of the cell is as it was, and so is the text.
func TestRareCharacters(t *testing.T) {
	d := small(valueCell("A1", "王𠮷明"), valueCell("A1", "卫\U00031350 "), valueCell("A1", "张䶮"))
	d.Subject.Head = "王𠮷明"
	f := opened(t, book(t, Meta{Title: "表", Index: true, Rare: "花园明朝"}, d))
	name := f.GetSheetList()[1]
	rows, err := f.GetRows(name)
	must.Succeed(t, err)
	found := make(map[string]string)
	for r, row := range rows {
		for c, text := range row {
			cell := model.CellName(c+1, r+1)
			runs, err := f.GetCellRichText(name, cell)
			must.Succeed(t, err)
			dress := ""
			for _, run := range runs {
				if run.Font != nil {
					dress += run.Text + "=" + run.Font.Family + " "
				}
			}
			found[text] = dress
		}
	}
	for text, want := range map[string]string{
		"王𠮷明": "王=宋体 𠮷=SimSun-ExtB 明=宋体 ", "卫\U00031350 ": "卫=宋体 \U00031350=花园明朝  =宋体 ", "张䶮": "",
	} {
		if got, ok := found[text]; !ok || got != want {
			t.Errorf("%q: %v %q, want %q", text, ok, got, want)
		}
	}
	index, err := f.GetRows(f.GetSheetList()[0])
	if err != nil || !slices.Contains(slices.Concat(index...), "王𠮷明") {
		t.Errorf("the index: %q, %v", index, err)
	}
}

// TestLocks: labels and the system's values are locked, what is to be filled is
// open; on a blank form all values are.
func TestLocks(t *testing.T) {
	d, h := filled(t, "compare", anyone)
	blank := builder(t, forms(t, rostertest.Codebook(t)).Find("compare"), doc.Options{}).Blank()
	f := opened(t, book(t, Meta{}, d, blank))
	for i, name := range f.GetSheetList()[:2] {
		got, err := f.GetSheetProtection(name)
		if err != nil || !got.SelectUnlockedCells || got.Password != "" {
			t.Errorf("%s: protection %+v, %v", name, got, err)
		}
		label := find(t, f, name, "A28 工资性收入（元）")
		if !styleAt(t, f, name, label).Protection.Locked {
			t.Errorf("%s: a label is open", name)
		}
		if i == 0 && !styleAt(t, f, name, find(t, f, name, h.Text("A28"))).Protection.Locked {
			t.Error("a value of the system is open")
		}
		choices, err := f.SearchSheet(name, "□是 □否")
		if err != nil || len(choices) == 0 {
			t.Fatalf("%s: no boxes: %v", name, err)
		}
		for _, at := range choices {
			if styleAt(t, f, name, at).Protection.Locked {
				t.Errorf("%s: answer %s is locked", name, at)
			}
		}
	}
	p := newPlan(rostertest.Codebook(t), "")
	if _, err := p.make(blank, 0); err != nil {
		t.Fatal(err)
	}
	for _, tb := range p.tables {
		for _, b := range tb.boxes {
			if b.kind == doc.ValueCell && !b.look.open {
				t.Errorf("a value of the blank form is locked: %+v", b)
			}
		}
	}
}

// TestOffers: a single choice has a list, a long one by way of the hidden
// sheet, a multiple one a note; a locked cell has none.
func TestOffers(t *testing.T) {
	d, _ := filled(t, "compare", anyone)
	var options []string
	for i := range 40 {
		options = append(options, fmt.Sprintf("很长的选项第%d号", i))
	}
	boxes := doc.Cell{Kind: doc.WriteCell, Items: []doc.Inline{{Kind: doc.Boxes, Choice: doc.Choice{Options: options}}}}
	comma := doc.Cell{Kind: doc.WriteCell, Items: []doc.Inline{{Kind: doc.Boxes, Choice: doc.Choice{Options: []string{"a,b", "c"}}}}}
	more := small(boxes, boxes, comma)
	f := opened(t, book(t, Meta{}, d, more))
	name := f.GetSheetList()[0]
	others, err := f.GetDataValidations(f.GetSheetList()[1])
	if err != nil || len(others) != 2 || others[0].Formula1 != "'选项'!$A$1:$A$40" || others[1].Formula1 != "'选项'!$B$1:$B$2" {
		t.Errorf("%+v: %v", others, err)
	}
	rules, err := f.GetDataValidations(name)
	must.Succeed(t, err)
	lists, notes := 0, 0
	for _, v := range rules {
		for cell := range strings.FieldsSeq(v.Sqref) {
			if styleAt(t, f, name, cell).Protection.Locked {
				t.Errorf("locked cell %s has an offer", cell)
			}
		}
		switch {
		case v.Type == "list" && ooxml.Units(v.Formula1) <= 255+2:
			lists++
		case v.Type == "" && v.Prompt != nil && strings.Contains(*v.Prompt, "长期慢性病"):
			notes++
		default:
			t.Errorf("%+v", v)
		}
	}
	if lists < 10 || notes != 1 {
		t.Errorf("%d lists, %d notes", lists, notes)
	}
	if visible, err := f.GetSheetVisible(listsSheet); err != nil || visible {
		t.Errorf("the sheet of lists is visible: %v", err)
	}
	first, _ := f.GetCellValue(listsSheet, "A1")
	if first != options[0] {
		t.Errorf("the sheet of lists begins with %q", first)
	}
}

// TestPrinting: paper, one page wide, repeated rows, printed area, pages' ends,
// the first page's number.
func TestPrinting(t *testing.T) {
	d, h := filled(t, "compare", anyone)
	f := opened(t, book(t, Meta{Index: true, Short: map[string]string{"compare": "基础信息"}}, d))
	name := h.Number() + "-基础信息"
	if got := f.GetSheetList()[1]; got != name {
		t.Errorf("sheet %q, not %q", got, name)
	}
	page, err := f.GetPageLayout(name)
	if err != nil || *page.Size != paperA4 || *page.Orientation != "landscape" || *page.FirstPageNumber != 1 ||
		*page.FitToWidth != 1 || *page.FitToHeight != 0 {
		t.Errorf("page %+v: %v", page, err)
	}
	want := map[string]string{
		"_xlnm.Print_Titles": "'" + name + "'!$1:$2",
		"_xlnm.Print_Area":   "'" + name + "'!$A$1:$",
	}
	for _, n := range f.GetDefinedName() {
		if !strings.HasPrefix(n.RefersTo, want[n.Name]) || n.Scope != name {
			t.Errorf("%+v", n)
		}
		delete(want, n.Name)
	}
	if len(want) > 0 {
		t.Errorf("not named: %v", want)
	}
	foot, _ := f.GetHeaderFooter(name)
	for _, s := range []string{"第 &P 页 共 2 页", "户编号 " + h.Number(), "表号 " + d.Sheet} {
		if !strings.Contains(foot.OddFooter, s) {
			t.Errorf("footer %q lacks %q", foot.OddFooter, s)
		}
	}
	pics, err := f.GetPictureCells(name)
	if err != nil || len(pics) != 1 {
		t.Errorf("pictures %v: %v", pics, err)
	}
	link, target, err := f.GetCellHyperLink(indexSheet, "F3")
	if err != nil || !link || target != "'"+name+"'!A1" {
		t.Errorf("the index links to %q: %v", target, err)
	}
}

// TestRunningHead: a table right under the title has its head repeated by
// Excel; another has it once more on each page.
func TestRunningHead(t *testing.T) {
	for _, lead := range []bool{false, true} {
		d := small()
		g := d.Body[0].(*doc.Grid)
		g.Head = 1
		for r := range 100 {
			g.Rows = append(g.Rows, doc.Row{Height: 10 * doc.Mm})
			g.Cells = append(g.Cells, doc.Cell{Row: r, Rows: 1, Cols: 3, Kind: doc.HeadCell, Style: doc.Style{Size: 9 * doc.Pt},
				Items: []doc.Inline{{Text: fmt.Sprint("行", r, "。")}}})
		}
		if lead {
			d.Body = []doc.Block{doc.Heading{Text: "一", Style: doc.Style{Size: 10 * doc.Pt}}, g}
		}
		p := newPlan(nil, "")
		s, err := p.make(d, 0)
		must.Succeed(t, err)
		if err := sound(s, d.Paper); err != nil {
			t.Error(err)
		}
		got := 0
		for _, x := range s.slots {
			if x.value == "行0。" {
				got++
			}
		}
		heads := 1
		if lead {
			heads = s.pages
		}
		if got != heads || s.pages < 6 || (s.titles == 3) == lead {
			t.Errorf("%d heads on %d pages, %d title rows", got, s.pages, s.titles)
		}
	}
}

// TestTallRow: a text that no row can hold is divided between lines, and all of
// it is there.
func TestTallRow(t *testing.T) {
	long := strings.Repeat("入户发现的其他情况请记在下面，", 700)
	d := small(valueCell("", "甲"), valueCell("", long), valueCell("", "乙"))
	p := newPlan(nil, "")
	s, err := p.make(d, 0)
	must.Succeed(t, err)
	if err := sound(s, d.Paper); err != nil {
		t.Error(err)
	}
	got := ""
	for _, x := range s.slots {
		if v, ok := x.value.(string); ok && strings.ContainsRune(v, '情') {
			got += v
		}
	}
	if got != long || s.pages < 3 {
		t.Errorf("%d of %d bytes on %d pages", len(got), len(long), s.pages)
	}
}

// TestUnknown: what is not known is an error, and the file stays usable.
func TestUnknown(t *testing.T) {
	f, err := New(rostertest.Codebook(t), Meta{})
	must.Succeed(t, err)
	holes := small(valueCell("", "1"), valueCell("", "2"), valueCell("", "3"))
	holes.Body[0].(*doc.Grid).Cells = holes.Body[0].(*doc.Grid).Cells[:2]
	paper := small()
	paper.Paper.Width++
	block := small()
	block.Body = append(block.Body, nil)
	for _, d := range []*doc.Document{
		block, holes, paper,
		small(doc.Cell{Kind: 99}, doc.Cell{}, doc.Cell{}),
		small(doc.Cell{Items: []doc.Inline{{Kind: 99}}}, doc.Cell{}, doc.Cell{}),
	} {
		if err := f.Add(d, 1); err == nil {
			t.Error("no error")
		}
	}
	var out bytes.Buffer
	if _, err := f.WriteTo(&out); err == nil {
		t.Error("a file without documents is written")
	}
	if err := f.Add(small(), 1); err != nil {
		t.Error(err)
	}
	if _, err := f.WriteTo(&out); err != nil {
		t.Error(err)
	}
	if err := f.Add(small(), 1); err != errWritten {
		t.Error(err)
	}
}

// TestSheetNames: at most 31 characters, none that Excel forbids, none twice.
func TestSheetNames(t *testing.T) {
	n := newNames(indexSheet, "History")
	for _, c := range []struct{ number, short, want string }{
		{"32079900100001", "基础信息", "32079900100001-基础信息"},
		{"32079900100001", "基础信息", "32079900100001-基础信息(2)"},
		{"", "附件4", "附件4"},
		{"", "目录", "目录(2)"},
		{"", "HISTORY", "HISTORY(2)"},
		{"a:b/c", "[x]*?", "a_b_c-_x___"},
		{"A:B/C", "[X]*?", "A_B_C-_X___(2)"},
		{"'1'", "'", "1-"},
		{"", "", "表1"},
		{strings.Repeat("1", 40) + "9", "表", strings.Repeat("1", 28) + "9-表"},
		{"1", strings.Repeat("长", 40), strings.Repeat("长", 31)},
		{"1", strings.Repeat("长", 40), strings.Repeat("长", 28) + "(2)"},
	} {
		if got := n.unique(c.number, c.short); got != c.want {
			t.Errorf("unique(%q, %q) = %q, not %q", c.number, c.short, got, c.want)
		}
	}
}

// TestSameBytesTwice and no name but the program's.
func TestSameBytesTwice(t *testing.T) {
	docs := few(t, "A4", 3)
	m := Meta{Title: "云台村", Index: true}
	a, b := book(t, m, docs...), book(t, m, docs...)
	if !bytes.Equal(a, b) {
		t.Error("two runs differ")
	}
	props, err := opened(t, a).GetDocProps()
	if err != nil || props.Creator != "ruhu" || props.LastModifiedBy != "ruhu" || props.Title != "云台村" ||
		props.Created != workbook.Date || props.Modified != workbook.Date {
		t.Errorf("%+v: %v", props, err)
	}
	if styles := len(opened(t, a).Styles.CellXfs.Xf); styles > 500 {
		t.Errorf("%d styles", styles)
	}
}

// TestLargeSheetStaysInMemory: beyond 16 MiB the library would write the rows
// to a temporary file.
func TestLargeSheetStaysInMemory(t *testing.T) {
	slowtest.Single(t)
	t.Setenv("TMPDIR", t.TempDir())
	d := small()
	g := d.Body[0].(*doc.Grid)
	for r := range 6000 {
		g.Rows = append(g.Rows, doc.Row{Height: 10 * doc.Mm})
		g.Cells = append(g.Cells, doc.Cell{Row: r, Rows: 1, Cols: 3, Style: doc.Style{Size: 5 * doc.Pt},
			Items: []doc.Inline{{Text: strings.Repeat("字", 1000)}}})
	}
	book(t, Meta{}, d)
	left, err := os.ReadDir(os.Getenv("TMPDIR"))
	if err != nil || len(left) > 0 {
		t.Errorf("left in the temporary folder: %v, %v", left, err)
	}
}

// TestOfficePrograms: the validator finds nothing, and LibreOffice prints as
// many pages as the sheets say, with what looks like formulas as text.
func TestOfficePrograms(t *testing.T) {
	for _, paper := range []string{"A4", "A3"} {
		docs := append(few(t, paper, 2), small(valueCell("", "=1+1"), valueCell("", "@甲"), valueCell("", "-1+2")))
		p, pages := newPlan(rostertest.Codebook(t), ""), 1 // the index
		for _, d := range docs {
			s, err := p.make(d, 0)
			must.Succeed(t, err)
			pages += s.pages
		}
		dir := t.TempDir()
		if keep := os.Getenv("LOOK"); keep != "" {
			dir = keep
		}
		file := filepath.Join(dir, "表"+paper+".xlsx")
		must.Succeed(t, os.WriteFile(file, book(t, Meta{Title: "村", Index: true, Short: shorts(forms(t, rostertest.Codebook(t)))}, docs...), 0o600))
		t.Run("validator "+paper, func(t *testing.T) {
			slowtest.Valid(t, file)
		})
		t.Run("LibreOffice "+paper, func(t *testing.T) {
			pdf := toPDF(t, file)
			if info := run(t, nil, "pdfinfo", pdf); !regexp.MustCompile(fmt.Sprintf(`(?m)^Pages:\s+%d$`, pages)).MatchString(info) {
				t.Errorf("not %d pages:\n%s", pages, info)
			}
			shown := run(t, nil, "pdftotext", "-f", itoa(pages), pdf, "-")
			for _, s := range []string{"=1+1", "@甲", "-1+2"} {
				if !strings.Contains(shown, s) {
					t.Errorf("%q is not shown as it is: %s", s, shown)
				}
			}
		})
	}
}

// TestNumberedOffers checks that 附件4 offers the numbers that its note asks for.
func TestNumberedOffers(t *testing.T) {
	cb := rostertest.Codebook(t)
	d := builder(t, forms(t, cb).Find("appendix4"), doc.Options{}).Blank()
	f := opened(t, book(t, Meta{}, d))
	rules, err := f.GetDataValidations(f.GetSheetList()[0])
	must.Succeed(t, err)
	found := false
	for _, v := range rules {
		found = found || v.Formula1 == `"1,2,3,4,5,6,7,8"`
		if strings.Contains(v.Formula1, "死亡") {
			t.Error("the reason is offered in words")
		}
	}
	if !found {
		t.Errorf("no numbers offered: %+v", rules)
	}
}
