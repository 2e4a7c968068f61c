package collect

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"ruhu/model"
	"ruhu/model/sheet"
	"ruhu/model/visit"
)

// Input is one file.
type Input = sheet.Input

// Return is one return workbook as it was read: texts, not yet understood.
type Return struct {
	File     string
	Year     int
	Village  string
	Division string // 行政区划代码; may be empty
	// Origins are the files of the roster that it was printed from, as far as the
	// workbook says.
	Origins []visit.Origin

	papers   []paper
	grids    map[string]*grid
	problems model.Problems
	first    bool // of the layout before there was a sheet of measures
	input    sheet.Input
	cb       *model.Codebook
	printed  *printedValues // read when first asked for
}

// paper is one printed form, from the hidden sheet.
type paper struct {
	number, form, title string
	household, head     string // empty for a village's form
	mark                string // the fingerprint of the household's, or the village's, items at the time
}

// ofVillage reports a village's own form; compares one that compares its items.
func (p paper) ofVillage() bool { return p.mark == "" || p.compares() }
func (p paper) compares() bool  { return strings.HasPrefix(p.mark, visit.VillageMark) }

// grid is one sheet: its heads and the rows below in which something is filled in.
type grid struct {
	name  string         // as the file has it
	cols  []visit.Column // of the sheet that it is
	heads map[string]int
	rows  []line
	late  bool // dates counted from 1904
}

// line is a row with its number.
type line struct {
	number int
	cells  []string
}

// row is a line of a sheet, and the household that it names; nil where it names none.
type row struct {
	*grid
	line
	of *printing
}

// text gives what stands under a head.
func (w row) text(head string) string {
	if w.grid == nil {
		return ""
	}
	return w.grid.text(w.line, head)
}

// all gives the rows; a sheet that is not there has none.
func (g *grid) all(yield func(row) bool) {
	for i := 0; g != nil && i < len(g.rows); i++ {
		if !yield(row{grid: g, line: g.rows[i]}) {
			return
		}
	}
}

// text gives what stands under a head, as it was written.
func (g *grid) text(l line, head string) string {
	i, ok := g.heads[head]
	if !ok || i >= len(l.cells) {
		return ""
	}
	return model.Fold(l.cells[i])
}

// has reports a head.
func (g *grid) has(head string) bool { return has(g.heads, head) }

// Blank reports a workbook in which nothing is filled in.
func (r *Return) Blank() bool {
	for _, g := range r.grids {
		if slices.ContainsFunc(g.rows, g.filled) {
			return false
		}
	}
	return true
}

// Holds reports whether the workbook has every paper of another, with the same
// values printed: the other says nothing new.
func (r *Return) Holds(cb *model.Codebook, b visit.Workbook) bool {
	if r.Year != b.Year {
		return false
	}
	marks := make(map[string]string, len(r.papers))
	for _, p := range r.papers {
		marks[p.number] = p.mark
	}
	for _, h := range b.Households {
		mark := visit.Fingerprint(cb, h.Household)
		for _, p := range h.Papers {
			if m, ok := marks[p.Number]; !ok || m != mark {
				return false
			}
		}
	}
	for _, p := range b.Papers {
		m, ok := marks[p.Number]
		if !ok || p.Number == b.Compared() && m != visit.VillageFingerprint(cb, b.Village.Text) {
			return false
		}
	}
	return r.offers(b.Reported)
}

// Within reports whether every paper of the workbook is one of another's.
func (r *Return) Within(b visit.Workbook) bool {
	theirs := make(map[string]bool)
	for _, h := range b.Households {
		for _, p := range h.Papers {
			theirs[p.Number] = true
		}
	}
	for _, p := range b.Papers {
		theirs[p.Number] = true
	}
	return !slices.ContainsFunc(r.papers, func(p paper) bool { return !theirs[p.number] })
}

// errForeign says that a workbook is none of ours.
var errForeign = &sheet.Error{Message: "不是本程序打印时写出的入户核实回填表（缺少“" + visit.PaperSheet + "”页）",
	Hint: "请交回原来的回填表，不要另建表格，也不要用别的软件转存成其他格式"}

// Read reads one return workbook. Its *sheet.Error says that it cannot be read
// at all; what is wrong inside is told by Apply, with the rest.
func Read(cb *model.Codebook, in sheet.Input) (*Return, error) {
	tables, done, err := sheet.Open(in)
	if err != nil {
		return nil, named(in.Name, err)
	}
	defer done()
	r := &Return{File: in.Name, grids: make(map[string]*grid), input: in, cb: cb}
	var strange []sheet.Sheet
	for _, t := range tables {
		switch {
		case t.Name() == visit.PaperSheet:
			err = r.readPapers(t)
		case t.Name() == visit.OriginSheet:
			err = r.readOrigins(t)
		case slices.Contains(visit.Sheets, t.Name()):
			err = r.readGrid(t.Name(), t)
		case !slices.Contains(unread, t.Name()):
			strange = append(strange, t)
		}
		if err != nil {
			return nil, named(in.Name, err)
		}
	}
	if len(r.papers) == 0 {
		return nil, named(in.Name, errForeign)
	}
	if err := r.renamed(strange); err != nil {
		return nil, named(in.Name, err)
	}
	r.complete()
	return r, nil
}

// unread are the sheets in which nobody fills anything in.
var unread = []string{visit.GuideSheet, visit.SystemSheet, visit.OptionSheet, "选项"}

func named(file string, err error) error {
	var known *sheet.Error
	if errors.As(err, &known) {
		return &sheet.Error{File: file, Message: known.Message, Hint: known.Hint}
	}
	return &sheet.Error{File: file, Message: fmt.Sprintf("读取失败（%v）", err), Hint: "请用 Excel 或 WPS 打开后另存为 .xlsx 再试"}
}

// readPapers reads what was printed.
func (r *Return) readPapers(t sheet.Sheet) error {
	g, err := gridOf(t)
	for w := range g.all {
		switch w.text(visit.HeadFormat) {
		case visit.Format:
		case visit.FirstFormat:
			r.first = true
		default:
			continue
		}
		r.papers = append(r.papers, paper{
			number: w.text(visit.HeadNumber), form: w.text(visit.HeadForm), title: w.text(visit.HeadTitle),
			household: w.text(visit.HeadHousehold), head: w.text(visit.HeadHead), mark: w.text(visit.HeadMark),
		})
		r.Year, _ = strconv.Atoi(w.text(visit.HeadYear))
		r.Village, r.Division = w.text(visit.HeadVillage), w.text(visit.HeadDivision)
	}
	return err
}

// readOrigins reads which roster was printed.
func (r *Return) readOrigins(t sheet.Sheet) error {
	g, err := gridOf(t)
	for w := range g.all {
		r.Origins = append(r.Origins, visit.Origin{Name: w.text(visit.HeadFile), Mark: w.text(visit.HeadMark)})
	}
	return err
}

// Origins gives the files of the roster that a return workbook was printed from,
// as far as it says.
func Origins(in sheet.Input) []visit.Origin {
	tables, done, err := sheet.Open(in)
	if err != nil {
		return nil
	}
	defer done()
	r := &Return{}
	for _, t := range tables {
		if t.Name() == visit.OriginSheet && r.readOrigins(t) != nil {
			return nil
		}
	}
	return r.Origins
}

// IsReturn reports a return workbook by its content, whatever its name: it has
// the hidden sheet of what was printed, or the sheet of results with its heads. A
// file that cannot be opened is none.
func IsReturn(in sheet.Input) bool {
	if !namesSheets(in) {
		return false
	}
	tables, done, err := sheet.Open(in)
	if err != nil {
		return false
	}
	defer done()
	for _, t := range tables {
		tells := map[string]string{visit.PaperSheet: visit.HeadFormat, visit.ResultSheet: visit.HeadResult}[t.Name()]
		if tells == "" {
			continue
		}
		if g, err := gridOf(t); err == nil && g != nil && g.has(visit.HeadNumber) && g.has(tells) {
			return true
		}
	}
	return false
}

// namesSheets is a quick look at a workbook's list of sheets, since opening one of
// thousands takes long. It is true where there is none to look at.
func namesSheets(in sheet.Input) bool {
	z, err := zip.NewReader(in.Data, in.Size)
	if err != nil {
		return true // not of this kind
	}
	file, err := z.Open("xl/workbook.xml")
	if err != nil {
		return true
	}
	defer file.Close()
	text, err := io.ReadAll(io.LimitReader(file, longestList))
	return err == nil && (bytes.Contains(text, []byte(visit.PaperSheet)) || bytes.Contains(text, []byte(visit.ResultSheet)))
}

// longestList bounds what is looked at of a list of sheets.
const longestList = 4 << 20

// says is a mark of everything that the workbook tells: two of the same are
// copies of one another, also where a program saved one of them anew.
func (r *Return) says() string {
	sum := sha256.New()
	fmt.Fprintf(sum, "%d\x1f%s\x1f%s\x1e", r.Year, r.Village, r.Division)
	for _, p := range r.papers {
		fmt.Fprintf(sum, "%q\x1e", p)
	}
	for _, name := range visit.Sheets {
		g := r.grids[name]
		if g == nil {
			continue
		}
		fmt.Fprintf(sum, "%s\x1e", name)
		for w := range g.all {
			for _, c := range g.cols {
				if c.Fill || c.Head == visit.HeadNumber || c.Head == visit.HeadPerson || c.Head == visit.HeadItem { // not what formulas show
					fmt.Fprintf(sum, "%s\x1f", w.text(c.Head))
				}
			}
			fmt.Fprint(sum, "\x1e")
		}
	}
	return string(sum.Sum(nil))
}

// mostAbove is how many rows somebody may have put above the heads.
const mostAbove = 5

// gridOf reads a sheet; nil where there is nothing in it. Its heads are the first of
// its filled rows that has a number of ours, else the first.
func gridOf(t sheet.Sheet) (*grid, error) {
	g := &grid{name: t.Name(), late: t.Epoch1904()}
	err := t.Each(func(row int, cells []string) bool {
		if !slices.ContainsFunc(cells, func(s string) bool { return model.Fold(s) != "" }) {
			return true
		}
		if g.heads == nil && len(g.rows) < mostAbove {
			if heads := headsOf(cells); has(heads, visit.HeadNumber) || has(heads, visit.HeadTemporary) {
				g.heads, g.rows = heads, nil
				return true
			}
		}
		g.rows = append(g.rows, line{row, cells})
		return true
	})
	if g.heads == nil && len(g.rows) > 0 {
		g.heads, g.rows = headsOf(g.rows[0].cells), g.rows[1:]
	}
	if g.heads == nil {
		return nil, err
	}
	return g, err
}

// headsOf gives the column, from 0, of each text of a row.
func headsOf(cells []string) map[string]int {
	heads := make(map[string]int)
	for i, c := range cells {
		if c = model.Fold(c); c != "" && !has(heads, c) {
			heads[c] = i
		}
	}
	return heads
}

func has(heads map[string]int, head string) bool { _, ok := heads[head]; return ok }

// readGrid reads a sheet that is filled in, and keeps the rows in which it is.
func (r *Return) readGrid(name string, t sheet.Sheet) error {
	g, err := gridOf(t)
	if err != nil || g == nil {
		return err
	}
	g.cols = visit.Columns(r.cb, name)
	r.beside(g)
	r.readMerged(g, t.Merged())
	r.readDittos(g)
	r.readLowered(g, name)
	r.failed(g, t.Notes().Errors)
	if name != visit.ResultSheet && name != visit.ReportSheet && name != visit.VillageSheet { // there every row is wanted: one that is gone is told
		g.rows = slices.DeleteFunc(g.rows, func(l line) bool { return !g.filled(l) })
	}
	r.grids[name] = g
	return nil
}

// filled reports a row in which a person wrote something. A temporary number
// stands there from the beginning.
func (g *grid) filled(l line) bool {
	return slices.ContainsFunc(g.cols, func(c visit.Column) bool {
		return c.Fill && !c.Prefilled && g.text(l, c.Head) != ""
	})
}

// renamed takes sheets of strange names for those that are missing, where their
// heads say so.
func (r *Return) renamed(strange []sheet.Sheet) error {
	for _, t := range strange {
		g, err := gridOf(t)
		if err != nil {
			return err
		}
		if g == nil {
			continue
		}
		name := r.called(g)
		if name == "" || r.grids[name] != nil {
			r.further(g, name)
			continue
		}
		if err := r.readGrid(name, t); err != nil {
			return err
		}
		r.problems.Add(model.Problem{Severity: model.Warning, Rule: "return-sheet", Pos: model.Pos{File: r.File, Sheet: t.Name()},
			Message: fmt.Sprintf("工作表“%s”改成了“%s”，按列名认作“%s”读入", name, t.Name(), name), Hint: "请不要改工作表名称"})
	}
	return nil
}

// called gives the sheet whose columns a strange one has: of several that with the most,
// since one has all the columns of another. It is empty where there is none.
func (r *Return) called(g *grid) (best string) {
	for _, name := range visit.Sheets {
		if fits(r.cb, name, g) && len(visit.Columns(r.cb, name)) > len(visit.Columns(r.cb, best)) {
			best = name
		}
	}
	return best
}

// further tells of a sheet that is none of the workbook's: a copy in which something
// else is filled in, or notes; name is the sheet that it is a copy of.
func (r *Return) further(g *grid, name string) {
	p := model.Problem{Rule: "return-sheet", Pos: model.Pos{File: r.File, Sheet: g.name},
		Message: fmt.Sprintf("工作表“%s”不是回填表原有的，其中的内容没有读入", g.name), Hint: "要汇总的请填在原来的工作表里"}
	if had := r.grids[name]; had != nil {
		if g.cols = had.cols; g.says() != had.says() {
			p.Message = fmt.Sprintf("工作表“%s”是“%s”的副本，填写的内容与“%s”不同，没有读入", g.name, name, name)
			r.fault(p)
		}
		return
	}
	p.Severity = model.Warning
	r.problems.Add(p)
}

// says is what people filled in, in one text.
func (g *grid) says() string {
	var b strings.Builder
	for w := range g.all {
		if !g.filled(w.line) {
			continue
		}
		for _, c := range g.cols {
			if c.Fill || c.Head == visit.HeadNumber {
				fmt.Fprintf(&b, "%s\x1f", w.text(c.Head))
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// beside tells of what stands in columns that are none of the sheet's.
func (r *Return) beside(g *grid) {
	ours := make(map[int]bool)
	for _, c := range g.cols {
		if i, ok := g.heads[c.Head]; ok {
			ours[i] = true
		}
	}
	var cells sheet.Cells
	for _, l := range g.rows {
		for i, c := range l.cells {
			if c != "" && !ours[i] && model.Fold(c) != "" {
				cells.Add(l.number, i+1)
			}
		}
	}
	r.someCells(g, cells, model.Problem{Severity: model.Warning, Rule: "return-column",
		Message: "有 %d 格写在回填表的各列以外，没有读入（%s）", Hint: "要汇总的请填在原来的列里，如“备注”"})
}

// failed tells of formulas in columns to be filled in that gave an error: they read as
// empty.
func (r *Return) failed(g *grid, errors sheet.Cells) {
	var cells sheet.Cells
	for _, c := range g.cols {
		at, ok := g.heads[c.Head]
		for _, e := range errors.First {
			if c.Fill && ok && e.Col == at+1 {
				cells.Add(e.Row, e.Col)
			}
		}
	}
	r.someCells(g, cells, model.Problem{Severity: model.Fault, Rule: "return-value",
		Message: "有 %d 格的公式出错，没有读入（%s）", Hint: "请直接填写内容，不要用公式"})
}

// someCells tells something of cells: how many they are, and the first.
func (r *Return) someCells(g *grid, cells sheet.Cells, p model.Problem) {
	var names []string
	for _, c := range cells.First[:min(len(cells.First), mostBeside)] {
		names = append(names, model.CellName(c.Col, c.Row))
	}
	if len(names) > 0 {
		p.Pos = model.Pos{File: r.File, Sheet: g.name, Cell: names[0]}
		p.Message = fmt.Sprintf(p.Message, cells.Count, strings.Join(names, "、"))
		r.problems.Add(p)
	}
}

// mostBeside is how many of such cells are named.
const mostBeside = 5

// fits reports whether a sheet has all columns of a description.
func fits(cb *model.Codebook, name string, g *grid) bool {
	return !slices.ContainsFunc(visit.Columns(cb, name), func(c visit.Column) bool {
		return !g.has(c.Head)
	})
}

// complete reports sheets and columns that are gone.
func (r *Return) complete() {
	for _, name := range visit.Sheets {
		g := r.grids[name]
		if g == nil && (r.first && name == visit.MeasureSheet || name == visit.ReportSheet ||
			name == visit.VillageSheet && !slices.ContainsFunc(r.papers, paper.compares)) {
			continue
		}
		if g == nil {
			r.fault(model.Problem{Rule: "return-sheet", Pos: model.Pos{File: r.File, Sheet: name},
				Message: fmt.Sprintf("找不到工作表“%s”，其中的内容没有读入", name), Hint: "请恢复这张工作表的名称和列名，或用原来的回填表重新填写"})
			continue
		}
		var gone []string
		for _, c := range visit.Columns(r.cb, name) {
			if _, ok := g.heads[c.Head]; c.Fill && !ok {
				gone = append(gone, "“"+c.Head+"”")
			}
		}
		if len(gone) > 0 {
			r.fault(model.Problem{Rule: "return-column", Pos: model.Pos{File: r.File, Sheet: g.name, Cell: model.CellName(1, 1)},
				Message: "缺少这些列，其中的内容没有读入：" + strings.Join(gone, "、"), Hint: "请恢复列名，不要增删列"})
		}
	}
}

func (r *Return) fault(p model.Problem) {
	p.Severity = model.Fault
	r.problems.Add(p)
}

// printedValues are the values of a workbook's hidden sheet.
type printedValues struct {
	of             map[string]*printedRows // by the number of the household
	cb             *model.Codebook
	items, persons []model.Code
}

// printedRows are what the hidden sheet says of one household: its own row and
// one of each person's, in the order in which they were written.
type printedRows struct {
	subjects []string
	rows     map[string]row
	mark     string // of what they say
}

// system reads the hidden sheet of printed values. It is large, and asked for
// only where a household is not what it was when it was printed.
func (r *Return) system() (*printedValues, error) {
	if r.printed != nil {
		return r.printed, nil
	}
	tables, done, err := sheet.Open(r.input)
	if err != nil {
		return nil, named(r.File, err)
	}
	defer done()
	r.printed = &printedValues{of: make(map[string]*printedRows), cb: r.cb, items: visit.HouseholdItems(r.cb), persons: visit.MemberItems(r.cb)}
	for _, t := range tables {
		if t.Name() != visit.SystemSheet {
			continue
		}
		g, err := gridOf(t)
		if err != nil {
			return nil, err
		}
		var rows *printedRows
		for w := range g.all {
			if n := w.text(visit.HeadHousehold); n != "" {
				rows = &printedRows{rows: make(map[string]row)}
				r.printed.of[n] = rows
			}
			if rows != nil {
				subject := w.text(visit.HeadSubject)
				rows.subjects = append(rows.subjects, subject)
				rows.rows[subject] = w
			}
		}
	}
	return r.printed, nil
}

// genuine reports whether the rows of a paper's household still have the
// fingerprint that was printed: not where they are gone, or where somebody has
// written into them.
func (p *printedValues) genuine(of paper) bool {
	rows := p.of[of.household]
	if rows == nil {
		return false
	}
	if rows.mark == "" {
		m := visit.NewMark()
		for i, subject := range rows.subjects {
			label, codes := subject, p.persons
			if i == 0 {
				label, codes = "", p.items
			}
			w := rows.rows[subject]
			m.Add(label, func(c model.Code) string { return w.text(visit.Title(p.cb.Lookup(c))) }, codes)
		}
		rows.mark = m.String()
	}
	return rows.mark == of.mark
}

// value gives what was printed for a subject of a paper's household, and
// whether the workbook still says so.
func (p *printedValues) value(of paper, subject, head string) (string, bool) {
	if !p.genuine(of) {
		return "", false
	}
	w, ok := p.of[of.household].rows[subject]
	return visit.Text(w.text(head)), ok
}
