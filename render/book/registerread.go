package book

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"ruhu/model"
	source "ruhu/model/sheet"
	"ruhu/model/visit"
)

// ReadRegister reads a register that WriteRegister wrote and people filled in:
// they may have sorted it, moved or added columns, rows and sheets. The error
// is a *sheet.Error of model/sheet in words for the user.
func ReadRegister(in source.Input) (Register, error) {
	r := Register{file: in.Name}
	err := eachSheet(in, func(s source.Sheet) error {
		g, err := readGrid(s)
		if err == nil {
			r.read(g)
		}
		return err
	})
	if err == nil && r.columns == nil {
		err = &source.Error{File: in.Name, Message: "这不是打印登记（没有“" + headNumber + "”和“表名”两列）",
			Hint: "请核对是否选错了文件，或表头被改动"}
	}
	return r, err
}

// eachSheet opens a workbook and has its sheets read, one after another. The error is a
// *sheet.Error of model/sheet.
func eachSheet(in source.Input, read func(source.Sheet) error) error {
	sheets, done, err := source.Open(in)
	if err != nil {
		return named(err, in.Name)
	}
	defer done()
	for _, s := range sheets {
		err := read(s)
		s.Release()
		if err != nil {
			return named(err, in.Name)
		}
	}
	return nil
}

// filledRows gives the rows of a sheet that say anything, and their numbers.
func filledRows(s source.Sheet) (rows [][]string, numbers []int, err error) {
	err = s.Each(func(row int, cells []string) bool {
		if slices.ContainsFunc(cells, func(c string) bool { return c != "" }) {
			rows, numbers = append(rows, cells), append(numbers, row)
		}
		return true
	})
	return rows, numbers, err
}

// named puts the file's name to an error of reading.
func named(err error, file string) error {
	if e, ok := err.(*source.Error); ok {
		return &source.Error{File: file, Message: e.Message, Hint: e.Hint}
	}
	return &source.Error{File: file, Message: "读取失败（" + err.Error() + "）"}
}

// grid is a sheet with its head found.
type grid struct {
	sheet source.Sheet
	rows  [][]string
	lines []int          // numbers of the rows
	head  int            // index of the row with the heads; -1 where there is none
	at    map[string]int // columns by head, from 0
}

// headsWithin is how many rows may stand above the heads.
const headsWithin = 10

func readGrid(s source.Sheet) (*grid, error) {
	g := &grid{sheet: s, head: -1}
	var err error
	g.rows, g.lines, err = filledRows(s)
	for i := range min(headsWithin, len(g.rows)) {
		at := make(map[string]int)
		for c, text := range g.rows[i] {
			if _, twice := at[model.Squeeze(text)]; !twice {
				at[model.Squeeze(text)] = c
			}
		}
		if has(at, "表名") && (has(at, headNumber) || has(at, "份数")) || has(at, headNumber) && has(at, "码位") {
			g.head, g.at = i, at
			break
		}
	}
	return g, err
}

func has(m map[string]int, k string) bool { _, ok := m[k]; return ok }

// cell gives a cell of row i by the head of its column.
func (g *grid) cell(i int, head string) string {
	c, ok := g.at[head]
	if !ok || c >= len(g.rows[i]) {
		return ""
	}
	return strings.TrimSpace(g.rows[i][c])
}

func (g *grid) number(i int, head string) int {
	n, _ := strconv.Atoi(g.cell(i, head))
	return n
}

// day gives a cell of a column of dates, which may hold one as Excel counts
// days. Whatever else people wrote stays: 10月下旬 is theirs.
func (g *grid) day(i int, head string) string {
	text := g.cell(i, head)
	if day, ok := source.SerialDate(text, g.sheet.Epoch1904()); ok {
		return day
	}
	return text
}

// read adds what a sheet says.
func (r *Register) read(g *grid) {
	switch {
	case len(g.rows) == 0:
	case g.sheet.Name() == visit.OriginSheet:
		r.readOrigins(g)
	case g.head < 0:
		r.Other = append(r.Other, OtherSheet{Name: g.sheet.Name(), Rows: g.rows})
	case has(g.at, "份数"):
		r.readSummary(g)
	case has(g.at, "码位"):
		r.readMissing(g)
	case r.columns == nil:
		r.readEntries(g)
	default: // a copy that people made
		r.Other = append(r.Other, OtherSheet{Name: g.sheet.Name(), Rows: g.rows})
	}
}

func (r *Register) readOrigins(g *grid) {
	for _, row := range g.rows[1:] {
		if len(row) > 1 {
			r.Origins = append(r.Origins, visit.Origin{Name: row[0], Mark: row[1]})
		}
	}
}

func (r *Register) readEntries(g *grid) {
	r.sheet, r.columns = g.sheet.Name(), make(map[string]int)
	known := make(map[string]bool)
	for _, c := range (Register{}).list().Columns {
		known[c.Head] = true
	}
	for head, at := range g.at {
		r.columns[head] = at + 1
		if head != "" && !known[head] {
			r.Extra = append(r.Extra, head)
		}
	}
	slices.SortFunc(r.Extra, func(a, b string) int { return cmp.Compare(g.at[a], g.at[b]) })
	for i := g.head + 1; i < len(g.rows); i++ {
		if g.cell(i, headNumber) == totalMark {
			continue
		}
		e := RegisterEntry{
			Number: g.cell(i, headNumber), Form: g.cell(i, "表名"), Village: g.cell(i, "村"), Group: g.cell(i, "组"),
			Household: g.cell(i, "户编号"), Head: g.cell(i, "户主"), Pages: g.number(i, "页数"), Sheets: g.number(i, "纸张数"),
			File: g.cell(i, "文件"), Date: g.day(i, "打印日期"), Reprints: parseReprints(g.cell(i, headReprint)), row: g.lines[i],
		}
		for k, head := range FilledHeads {
			e.Filled[k] = g.cell(i, head)
		}
		e.Filled[0] = g.day(i, FilledHeads[0])
		for _, head := range r.Extra {
			e.Extra = append(e.Extra, g.cell(i, head))
		}
		r.Entries = append(r.Entries, e)
	}
}

// parseReprints reads what Reprints.String wrote.
func parseReprints(text string) Reprints {
	count, days, _ := strings.Cut(text, "次")
	n, err := strconv.Atoi(strings.TrimSpace(count))
	if err != nil {
		return Reprints{}
	}
	p := Reprints{Count: n}
	for day := range strings.SplitSeq(strings.TrimLeft(days, "：: "), "、") {
		if day != "" {
			p.Dates = append(p.Dates, day)
		}
	}
	return p
}

func (r *Register) readSummary(g *grid) {
	village := ""
	for i := g.head + 1; i < len(g.rows); i++ {
		first := g.cell(i, "村")
		if first != "" {
			village = first
		}
		switch value := g.cell(i, "户数"); first {
		case lineYear:
			r.Year, _ = strconv.Atoi(value)
		case lineDate:
			r.Date = value
		case lineHouseholds:
			r.Households, _ = strconv.Atoi(value)
		case lineHeld:
			r.Held, _ = strconv.Atoi(value)
		}
		if g.cell(i, "表名") == visitForm {
			r.Visits = append(r.Visits, VisitList{Village: village, Pages: g.number(i, "页数"), Sheets: g.number(i, "纸张数")})
		}
	}
}

func (r *Register) readMissing(g *grid) {
	for i := g.head + 1; i < len(g.rows); i++ {
		code, err := strconv.ParseUint(strings.TrimPrefix(g.cell(i, "码位"), "U+"), 16, 32)
		if err != nil {
			continue
		}
		r.Missing = append(r.Missing, MissingCharacter{
			Char: rune(code), Village: g.cell(i, "村"), Household: g.cell(i, "户编号"),
			Head: g.cell(i, "户主"), Person: g.cell(i, "姓名"), Number: g.cell(i, headNumber),
		})
	}
}
