package app

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/xuri/excelize/v2"

	"ruhu/cmd/internal/fault"
	"ruhu/cmd/internal/output"
	"ruhu/cmd/internal/register"
	"ruhu/model"
	"ruhu/model/must"
	"ruhu/model/roster"
	"ruhu/model/rostertest"
	"ruhu/model/visit"
	"ruhu/render/book"
	"ruhu/render/doc"
	"ruhu/templates"
)

func readRoster(t testing.TB, name string) *model.Roster {
	t.Helper()
	return rostertest.Read(t, name)
}

// workbook is a return workbook that a test fills in as a clerk would: row by
// row, by the heads.
type workbook struct {
	t    testing.TB
	file *excelize.File
	path string
	next map[string]int // first free row of a sheet
	seen map[string][][]string
}

func openWorkbook(t testing.TB, path string) *workbook {
	t.Helper()
	f, err := excelize.OpenFile(path)
	must.Succeed(t, err)
	return &workbook{t, f, path, make(map[string]int), make(map[string][][]string)}
}

// setYear changes the year of a register, which stands in its summary.
func (w *workbook) setYear(year int) {
	w.t.Helper()
	for _, name := range w.file.GetSheetList() {
		rows, err := w.file.GetRows(name)
		must.Succeed(w.t, err)
		for i, r := range rows {
			if len(r) == 0 || r[0] != "年度" {
				continue
			}
			if k := slices.Index(r, "2019"); k >= 0 {
				must.Succeed(w.t, w.file.SetCellStr(name, model.CellName(k+1, i+1), strconv.Itoa(year)))
				return
			}
		}
	}
	w.t.Fatal("the register names no year")
}

func (w *workbook) save() {
	w.t.Helper()
	must.Succeed(w.t, w.file.Save())
	w.file.Close()
}

// rows are the texts of a sheet. They are read once: to read a sheet that was
// written to, excelize packs and unpacks it.
func (w *workbook) rows(sheet string) [][]string {
	w.t.Helper()
	if w.seen[sheet] == nil {
		rows, err := w.file.GetRows(sheet)
		if err != nil || len(rows) == 0 {
			w.t.Fatalf("%s: %d rows, %v", sheet, len(rows), err)
		}
		w.seen[sheet] = rows
	}
	return w.seen[sheet]
}

// set writes under a head in a row, as text.
func (w *workbook) set(sheet string, row int, head, value string) {
	w.t.Helper()
	rows := w.rows(sheet)
	col := slices.Index(rows[0], head)
	if col < 0 {
		w.t.Fatalf("%s has no column %s", sheet, head)
	}
	must.Succeed(w.t, w.file.SetCellStr(sheet, model.CellName(col+1, row), value))
	for len(rows) < row {
		rows = append(rows, nil)
	}
	for len(rows[row-1]) <= col {
		rows[row-1] = append(rows[row-1], "")
	}
	rows[row-1][col] = value
	w.seen[sheet] = rows
}

// row finds the row whose cell under a head has a text.
func (w *workbook) row(sheet string, pairs ...string) int {
	w.t.Helper()
	rows := w.rows(sheet)
next:
	for i, r := range rows[1:] {
		for k := 0; k < len(pairs); k += 2 {
			col := slices.Index(rows[0], pairs[k])
			if col < 0 || col >= len(r) || r[col] != pairs[k+1] {
				continue next
			}
		}
		return i + 2
	}
	w.t.Fatalf("%s has no row with %q", sheet, pairs)
	return 0
}

// add fills in the next free row of a sheet, head by head.
func (w *workbook) add(sheet string, pairs ...string) int {
	w.t.Helper()
	if w.next[sheet] == 0 {
		w.next[sheet] = 2
	}
	row := w.next[sheet]
	w.next[sheet]++
	for k := 0; k < len(pairs); k += 2 {
		w.set(sheet, row, pairs[k], pairs[k+1])
	}
	return row
}

// visited fills in what came of the visit to a household.
func (w *workbook) visited(number string, result visit.Result, more ...string) {
	w.t.Helper()
	row := w.row(visit.ResultSheet, visit.HeadHousehold, number)
	w.set(visit.ResultSheet, row, visit.HeadResult, string(result))
	if result.Final() {
		w.set(visit.ResultSheet, row, visit.HeadDate, "2019-10-12")
		w.set(visit.ResultSheet, row, visit.HeadVisitor1, "陆文")
		w.set(visit.ResultSheet, row, visit.HeadVisitor2, "孙立")
	}
	for k := 0; k < len(more); k += 2 {
		w.set(visit.ResultSheet, row, more[k], more[k+1])
	}
}

// number gives the sheet number of a household.
func (w *workbook) number(household string) string {
	w.t.Helper()
	return w.rows(visit.ResultSheet)[w.row(visit.ResultSheet, visit.HeadHousehold, household)-1][0]
}

// correct registers a correction of an item: chosen from the list or written.
func (w *workbook) correct(household, subject string, code model.Code, column, value string) int {
	w.t.Helper()
	cb, err := templates.Codebook()
	must.Succeed(w.t, err)
	return w.add(visit.CorrectionSheet, visit.HeadNumber, w.number(household), visit.HeadSubject, subject,
		visit.HeadItem, visit.Title(cb.Lookup(code)), column, value)
}

// circle is a roster printed, its return workbooks waiting to be filled in.
type circle struct {
	t       testing.TB
	dir     string
	file    string // the roster's
	roster  *model.Roster
	village []*model.Village
}

// keep is where the circle's files stay, for the README's pictures
// (samples/pictures.sh); empty: they go with the test.
var keep = flag.String("circle", "", "folder to keep the files of the circle in")

func printSample(t testing.TB, villages ...string) *circle {
	t.Helper()
	return printRoster(t, sample, villages...)
}

// printFew is printSample of the three households that the sample begins with,
// printSome of the eight of its first village and two of each other, for tests
// to which the number of households is nothing.
func printFew(t testing.TB) *circle {
	t.Helper()
	return printRoster(t, written(t, few()))
}

func printSome(t testing.TB, villages ...string) *circle {
	t.Helper()
	if *keep != "" { // the pictures show the whole sample
		return printSample(t, villages...)
	}
	return printRoster(t, written(t, some()), villages...)
}

func written(t testing.TB, data []byte) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "名册.xlsx")
	must.Succeed(t, os.WriteFile(file, data, 0o600))
	return file
}

var (
	few  = sync.OnceValue(func() []byte { return beginning(3) })
	some = sync.OnceValue(func() []byte { return beginning(8, 2, 2) })
)

// beginning is a roster of so many households of the sample's villages.
func beginning(households ...int) []byte {
	data, err := os.ReadFile(sample)
	orPanic(err)
	cb, err := templates.Codebook()
	orPanic(err)
	r, err := roster.Read(cb, []roster.Input{{Name: sample, Data: bytes.NewReader(data), Size: int64(len(data))}}, roster.Options{})
	orPanic(err)
	r.Villages = r.Villages[:len(households)]
	for i, n := range households {
		r.Villages[i].Households = r.Villages[i].Households[:n]
	}
	var out bytes.Buffer
	orPanic(book.WriteRoster(&out, r, nil, "花名册", ""))
	return out.Bytes()
}

// orPanic is for what all tests rely on.
func orPanic(err error) {
	if err != nil {
		panic(err)
	}
}

func printRoster(t testing.TB, file string, villages ...string) *circle {
	t.Helper()
	c := &circle{t: t, dir: *keep, file: file, roster: readRoster(t, file)}
	if c.dir == "" {
		c.dir = t.TempDir()
	}
	if _, err := (asked{Request: Request{Rosters: []string{file}}, Choice: Choice{Villages: villages}, Target: Target{Dir: c.out()}}).print(t.Context(), Watch{}); err != nil {
		t.Fatal(err)
	}
	c.village = c.roster.Villages
	return c
}

// with gives the circle to a test within the test: its own folder, with what was
// printed.
func (c *circle) with(t *testing.T) *circle {
	t.Helper()
	own := *c
	own.t, own.dir = t, t.TempDir()
	must.Succeed(t, os.CopyFS(own.out(), os.DirFS(c.out())))
	return &own
}

func (c *circle) out() string { return filepath.Join(c.dir, "out") }

func (c *circle) path(v *model.Village) string {
	return filepath.Join(c.out(), v.Name, v.Name+"-"+book.ReturnName+".xlsx")
}

func (c *circle) open(v *model.Village) *workbook { return openWorkbook(c.t, c.path(v)) }

// collect collects into a folder of that name.
func (c *circle) collect(to, rosterFile string, returns ...string) *Result {
	c.t.Helper()
	r, err := collectInto(c.t.Context(), filepath.Join(c.dir, to), Request{Rosters: []string{rosterFile}}, returns...)
	must.Succeed(c.t, err)
	return r
}

// sheetRows gives the rows of a sheet that collecting wrote, joined by |.
func (c *circle) sheetRows(to, file, sheet string) []string {
	c.t.Helper()
	f, err := excelize.OpenFile(filepath.Join(c.dir, to, file))
	must.Succeed(c.t, err)
	defer f.Close()
	rows, err := f.GetRows(sheet)
	must.Succeed(c.t, err)
	out := make([]string, len(rows))
	for i, r := range rows {
		out[i] = strings.Join(r, "|")
	}
	return out
}

// listing writes a roster as text, value by value, to be compared.
func listing(r *model.Roster) []string {
	var out []string
	add := func(what string, rec *model.Record) {
		var list []string
		for in, v := range rec.Values {
			if v.Text() != "" {
				list = append(list, string(in.Code)+"="+v.Raw)
			}
		}
		slices.Sort(list)
		out = append(out, what+" "+strings.Join(list, " "))
	}
	for _, v := range r.Villages {
		add("村 "+v.Name, &v.Record)
		for _, h := range v.Households {
			add("户", &h.Record)
			for _, m := range h.Members {
				add("  人", &m.Record)
			}
			for _, m := range h.Measures {
				add("  措施", m)
			}
			for _, m := range h.Helpers {
				add("  责任人", m)
			}
			for _, m := range h.Added {
				add("  增", &m.Record)
			}
			for _, m := range h.Removed {
				add("  减", m)
			}
		}
	}
	return out
}

func sameLines(t *testing.T, what string, got, want []string) {
	t.Helper()
	for i := range max(len(got), len(want)) {
		switch {
		case i >= len(got):
			t.Fatalf("%s: lacks %s", what, want[i])
		case i >= len(want):
			t.Fatalf("%s: has too much: %s", what, got[i])
		case got[i] != want[i]:
			t.Fatalf("%s: line %d is\n%s\nwant\n%s", what, i, got[i], want[i])
		}
	}
}

// TestNothingFound collects workbooks in which nothing is filled in: the roster
// comes out as it went in.
func TestNothingFound(t *testing.T) {
	t.Parallel()
	c := printSample(t)
	before, err := os.ReadFile(sample)
	must.Succeed(t, err)
	r := c.collect("sum", sample, c.out())
	if got := r.Collected; got.Found != 0 || got.HeldItems != 0 || got.Returned != 0 || got.Outstanding != got.Papers || got.Papers == 0 {
		t.Errorf("collected %+v", got)
	}
	if len(r.Findings) > 0 {
		t.Errorf("findings: %v", r.Findings[0])
	}
	after := readRoster(t, filepath.Join(c.dir, "sum", output.VerifiedBase+".xlsx"))
	sameLines(t, "the roster", listing(after), listing(c.roster))
	for _, p := range after.Problems {
		t.Errorf("read again: %+v", p)
	}
	if now, _ := os.ReadFile(sample); !bytes.Equal(now, before) {
		t.Error("the roster given was changed")
	}
}

// perHead is the income a head of a household that earns other wages than it says.
func (c *circle) perHead(h *model.Household, wages float64) string {
	sum := wages
	for _, code := range []model.Code{"A29", "A30", "A31"} {
		x, _, _ := h.Amount(code)
		sum += x
	}
	cost, _, _ := h.Amount("A32")
	return model.Plain((sum - cost) / float64(len(h.Members)))
}

// filledSample fills in the first village's workbook with all that can be found,
// and gives the lines that 需维护数据汇总 has to have.
func filledSample(c *circle) (want []string) {
	v := c.village[0]
	w := c.open(v)
	defer w.save()
	h := v.Households
	line := func(h *model.Household, person, field, old, now string) {
		if person == "" {
			person = visit.Whole
		}
		number := w.number(h.Number())
		want = append(want, strings.Join([]string{v.Name, h.Number(), h.HeadName(), person, field, old, now, number, "陆文、孙立", "2019-10-12"}, "|"))
	}
	name := func(code model.Code) string { return c.roster.Data.Codebook.Lookup(code).Name() }
	// corrections of the household and of a person, chosen and written
	head := h[0].Head()
	w.visited(h[0].Number(), visit.Corrected)
	w.correct(h[0].Number(), visit.Whole, "A28", visit.HeadWritten, "41,230")
	w.correct(h[0].Number(), visit.Whole, "A37", visit.HeadChosen, "沥青路")
	w.correct(h[0].Number(), head.Name(), "A10", visit.HeadWritten, "残疾、长期慢性病")
	w.correct(h[0].Number(), head.Name(), "A8", visit.HeadChosen, "高中")
	w.correct(h[0].Number(), visit.Whole, model.CodePhone, visit.HeadWritten, visit.Nothing)
	for i, m := range h[0].Members {
		row := w.row(visit.ReliefSheet, visit.HeadHousehold, h[0].Number(), visit.HeadPerson, m.Name())
		w.set(visit.ReliefSheet, row, visit.HeadRelief, []string{"是", "否"}[i%2])
	}
	line(h[0], "", name(model.CodePhone), h[0].Text(model.CodePhone), visit.Nothing)
	line(h[0], "", name("A28"), h[0].Text("A28"), "41230")
	line(h[0], "", name(model.CodePerHead)+"（重算）", h[0].Text(model.CodePerHead), c.perHead(h[0], 41230))
	line(h[0], "", name("A37"), h[0].Text("A37"), "沥青路")
	for i, m := range h[0].Members {
		if m == head {
			line(h[0], m.Name(), name("A8"), m.Text("A8"), "高中")
			line(h[0], m.Name(), name("A10"), m.Text("A10"), "长期慢性病、残疾")
		}
		answer := []string{"是", "否"}[i%2]
		if now := m.Text(visit.CodeRelief); now != answer {
			line(h[0], m.Name(), name(visit.CodeRelief), now, answer)
		}
	}
	w.visited(h[1].Number(), visit.Agrees)
	w.visited(h[2].Number(), visit.Refused)
	w.visited(h[3].Number(), visit.NotMet)
	// persons who join and leave
	w.visited(h[4].Number(), visit.Corrected)
	w.add(visit.AdditionSheet, visit.HeadNumber, w.number(h[4].Number()), "A1 姓名", "新生宝", "A2 性别", "男", "A3 证件类型", "居民身份证",
		visit.Title(c.roster.Data.Codebook.Lookup("A4")), withCheck("32079920190801001"), "A5 与户主关系", "之孙子", "A6 民族", "汉", "增加原因", "出生")
	line(h[4], "新生宝", "增加家庭成员", "", "新生儿（各项见“新增成员”表）")
	leaver := h[4].Members[len(h[4].Members)-1]
	w.add(visit.RemovalSheet, visit.HeadNumber, w.number(h[4].Number()), "减少家庭成员姓名", leaver.Name(), "减少原因", "死亡")
	line(h[4], leaver.Name(), "减少家庭成员", "在册", "死亡")
	w.visited(h[5].Number(), visit.Moved)
	line(h[5], "", visit.HeadResult, "在册", "整户迁出")
	// an opinion, with the reason that goes with it
	w.visited(h[6].Number(), visit.Corrected, visit.HeadOpinion, "拟返贫")
	w.correct(h[6].Number(), visit.Whole, model.CodeRelapse, visit.HeadChosen, "因灾")
	line(h[6], "", visit.HeadOpinion, h[6].Text(model.CodeChange), "拟返贫")
	line(h[6], "", name(model.CodeRelapse), h[6].Text(model.CodeRelapse), "因灾")
	// a new household
	row := w.row(visit.NewSheet, visit.HeadTemporary, "新01")
	for head, value := range map[string]string{"A24 贫困户属性": "一般贫困户", "A23 识别标准": "省定", "A28 工资性收入（元）": "12000", "组": "2组", "联系电话": "13800000009",
		visit.HeadDate: "2019-10-13", visit.HeadVisitor1: "陆文"} {
		w.set(visit.NewSheet, row, head, value)
	}
	w.add(visit.NewMemberSheet, visit.HeadTemporary, "新01", "A1 姓名", "范新来", "A5 与户主关系", "户主", "A2 性别", "男",
		visit.Title(c.roster.Data.Codebook.Lookup("A4")), withCheck("32079919700101501"))
	w.add(visit.NewMemberSheet, visit.HeadTemporary, "新01", "A1 姓名", "范小来", "A5 与户主关系", "之子", "A2 性别", "男")
	w.add(visit.NewHelperSheet, visit.HeadTemporary, "新01", "责任人姓名", "郑帮", "责任人单位", "云海街道办事处")
	want = append(want, strings.Join([]string{v.Name, v.Division + "新01", "范新来", visit.Whole, "新识别户", "", "2 人（各项见“新识别户”“新识别成员”表）", "新01", "陆文", "2019-10-13"}, "|"))
	return want
}

func withCheck(digits string) string { return digits + string(rune(model.CheckDigit(digits))) }

// itemLines gives the items of 需维护数据汇总 without their numbers and files.
func (c *circle) itemLines(to string) []string {
	var out []string
	for _, r := range c.sheetRows(to, output.FindingsName, "逐项")[1:] {
		cells := strings.Split(r, "|")
		out = append(out, strings.Join(cells[1:11], "|"))
	}
	return out
}

// TestCircle goes round once: print, fill in, collect, and print and read what
// came of it.
func TestCircle(t *testing.T) {
	c := printSample(t, "云台村")
	want := filledSample(c)
	filled, err := os.ReadFile(c.path(c.village[0]))
	must.Succeed(t, err)
	r := c.collect("sum", sample, c.out())
	for _, p := range r.Findings {
		if strings.HasPrefix(p.Rule, "return-") {
			t.Errorf("%s %s %s: %s", p.Rule, p.Pos, p.Field, p.Message)
		}
	}
	sameLines(t, "the items", c.itemLines("sum"), want)
	v := c.village[0]
	if !slices.ContainsFunc(r.Findings, func(p model.Problem) bool {
		return p.Rule == "household-gone" && p.Household == v.Households[5].Number()
	}) {
		t.Error("not told that the household that moved away is still in the roster")
	}
	verified := readRoster(t, filepath.Join(c.dir, "sum", output.VerifiedBase+".xlsx"))
	// What has to have changed, and nothing else.
	h := v.Households
	h[0].Set(model.CodePerHead, c.perHead(h[0], 41230), model.AsText, model.At{})
	h[0].Set("A28", "41230", model.AsText, model.At{})
	h[0].Set("A37", "沥青路", model.AsText, model.At{})
	h[0].Set(model.CodePhone, "", model.AsText, model.At{})
	for i, m := range h[0].Members {
		m.Set(visit.CodeRelief, []string{"是", "否"}[i%2], model.AsText, model.At{})
	}
	h[0].Head().Set("A10", "长期慢性病、残疾", model.AsText, model.At{})
	h[0].Head().Set("A8", "高中", model.AsText, model.At{})
	h[6].Set(model.CodeChange, "拟返贫", model.AsText, model.At{})
	h[6].Set(model.CodeRelapse, "因灾", model.AsText, model.At{})
	leaver := h[4].Members[len(h[4].Members)-1]
	h[4].Members = h[4].Members[:len(h[4].Members)-1]
	h[4].Set("家庭人口数", fmt.Sprint(len(h[4].Members)), model.AsText, model.At{})
	got := verified.Villages[0].Households
	if n := len(got); n != len(h)+1 {
		t.Fatalf("%d households, want %d", n, len(h)+1)
	}
	added, removed, fresh := got[4].Added, got[4].Removed, got[len(got)-1]
	if len(added) != len(h[4].Added)+1 || len(removed) != len(h[4].Removed)+1 {
		t.Fatalf("%d joined, %d left", len(added), len(removed))
	}
	baby, left := added[len(added)-1], removed[len(removed)-1]
	if baby.Name() != "新生宝" || baby.Text("A6") != "汉族" || baby.Text(model.CodeAdded) != "新生儿" {
		t.Errorf("joined: %s %s %s", baby.Name(), baby.Text("A6"), baby.Text(model.CodeAdded))
	}
	if left.Text(model.CodeLeaver) != leaver.Name() || left.Text(model.CodeLeaverID) != leaver.Text(model.CodeIdentity) || left.Text(model.CodeRemoved) != "死亡" {
		t.Errorf("left: %s", left.Text(model.CodeLeaver))
	}
	if !fresh.Changed("新识别") || fresh.HeadName() != "范新来" || len(fresh.Members) != 2 || len(fresh.Helpers) != 1 || fresh.Text("A28") != "12000" {
		t.Errorf("new household: %s, %d members", fresh.HeadName(), len(fresh.Members))
	}
	got[4].Added, got[4].Removed = added[:len(added)-1], removed[:len(removed)-1]
	verified.Villages[0].Households = got[:len(got)-1]
	sameLines(t, "the roster", listing(verified), listing(c.roster))
	if now, _ := os.ReadFile(c.path(v)); !bytes.Equal(now, filled) {
		t.Error("the return workbook was changed")
	}
	c.progress(t)
	c.marks(t)
}

// marks checks that a corrected cell stands out and its neighbour does not.
func (c *circle) marks(t *testing.T) {
	f, err := excelize.OpenFile(filepath.Join(c.dir, "sum", output.VerifiedBase+".xlsx"))
	must.Succeed(t, err)
	defer f.Close()
	rows, err := f.GetRows(book.HouseholdSheet)
	must.Succeed(t, err)
	row := slices.IndexFunc(rows, func(r []string) bool { return r[0] == c.village[0].Households[0].Number() }) + 1
	for head, want := range map[string]bool{"A28 工资性收入（元）": true, "A37 入户路类型": true, "联系电话": true, "A33 耕地面积（亩）": false, "组": false} {
		id, err := f.GetCellStyle(book.HouseholdSheet, model.CellName(slices.Index(rows[0], head)+1, row))
		must.Succeed(t, err)
		st, err := f.GetStyle(id)
		must.Succeed(t, err)
		if marked := len(st.Fill.Color) > 0; marked != want {
			t.Errorf("%s is marked: %v", head, marked)
		}
		if number := head[0] == 'A' && !strings.HasPrefix(head, "A37"); (st.NumFmt == 49) == number {
			t.Errorf("%s has format %d", head, st.NumFmt)
		}
	}
}

// progress checks the counts of papers after filledSample.
func (c *circle) progress(t *testing.T) {
	v := c.village[0]
	rows := c.sheetRows("sum", output.ProgressName, "进度")
	printed, back := 0, 0
	for i, h := range v.Households {
		if h.Registered() && !h.Changed("新识别") { // the others have no comparison sheet
			printed++
			if slices.Contains([]int{0, 1, 4, 5, 6}, i) {
				back++
			}
		}
	}
	want := fmt.Sprintf("%s|贫困户基础信息对照表|%d|%d|%d|1|", v.Name, printed, back, printed-back-1)
	if !slices.ContainsFunc(rows, func(r string) bool { return strings.HasPrefix(r, want) }) {
		t.Errorf("no %s in\n%s", want, strings.Join(rows, "\n"))
	}
	out := c.sheetRows("sum", output.ProgressName, "未收回")
	for _, h := range v.Households[:7] {
		listed := slices.ContainsFunc(out, func(r string) bool { return strings.Contains(r, "|"+h.Number()+"|") })
		if want := h == v.Households[2] || h == v.Households[3]; listed != want {
			t.Errorf("household %s among those out: %v", h.Number(), listed)
		}
	}
}

// TestPrintedAgain prints the corrected roster: appendix 2, 3 and 4 have what
// was found.
func TestPrintedAgain(t *testing.T) {
	t.Parallel()
	c := printSome(t, "云台村")
	filledSample(c)
	c.collect("sum", c.file, c.out())
	v := c.village[0]
	dir := filepath.Join(c.dir, "again")
	verified := Request{Rosters: []string{filepath.Join(c.dir, "sum", output.VerifiedBase+".xlsx")}}
	if _, err := (asked{Request: verified, Choice: Choice{Villages: []string{v.Name}, Split: ByForm, Formats: []Format{"xlsx"}, Forms: []string{"appendix2", "appendix3", "appendix4"}}, Target: Target{Dir: dir}}).print(t.Context(), Watch{}); err != nil {
		t.Fatal(err)
	}
	leaver := v.Households[4].Members[len(v.Households[4].Members)-1]
	// 12000 has no star: whether anybody earns wages was left empty in the return
	// workbook, and wage-nobody says nothing of what was not asked.
	for form, names := range map[string][]string{
		"新识别低收入农户信息采集表":    {"范新来", "范小来", "郑帮", "12000"},
		"低收入农户家庭成员自然增加情况表": {"新生宝", "1"},
		"低收入农户家庭成员自然减少情况表": {leaver.Name(), leaver.Text(model.CodeIdentity), "1"},
	} {
		f, err := excelize.OpenFile(filepath.Join(dir, v.Name, v.Name+"-"+form+".xlsx"))
		must.Succeed(t, err)
		var all []string
		for _, sheet := range f.GetSheetList() {
			rows, _ := f.GetRows(sheet)
			all = append(all, slices.Concat(rows...)...)
		}
		f.Close()
		for _, name := range names {
			if !slices.Contains(all, name) {
				t.Errorf("%s lacks %s", form, name)
			}
		}
	}
}

// TestAgain collects twice, in parts, and onto the roster that was corrected
// already: the result is the same.
func TestAgain(t *testing.T) {
	t.Parallel()
	c := printSome(t)
	filledSample(c)
	second := c.open(c.village[1])
	number := c.village[1].Households[0].Number()
	second.visited(number, visit.Corrected)
	second.correct(number, visit.Whole, "A33", visit.HeadWritten, "7.25")
	second.save()
	c.collect("once", c.file, c.out())
	c.collect("twice", c.file, c.out())
	for _, name := range []string{output.FindingsName, output.VerifiedBase + ".xlsx", output.ProgressName} {
		a, _ := os.ReadFile(filepath.Join(c.dir, "once", name))
		b, _ := os.ReadFile(filepath.Join(c.dir, "twice", name))
		if len(a) == 0 || !bytes.Equal(a, b) {
			t.Errorf("%s differs", name)
		}
	}
	// the first village, then both onto what came of it; the order of files is no matter
	c.collect("part", c.file, c.path(c.village[0]))
	c.collect("rest", filepath.Join(c.dir, "part", output.VerifiedBase+".xlsx"), c.path(c.village[1]), c.path(c.village[0]), c.path(c.village[2]))
	once := listing(readRoster(t, filepath.Join(c.dir, "once", output.VerifiedBase+".xlsx")))
	sameLines(t, "the roster in parts", listing(readRoster(t, filepath.Join(c.dir, "rest", output.VerifiedBase+".xlsx"))), once)
	sameLines(t, "the items in parts", c.itemLines("rest"), c.itemLines("once"))
	// only what is new
	r := c.collect("only", filepath.Join(c.dir, "part", output.VerifiedBase+".xlsx"), c.path(c.village[1]))
	sameLines(t, "the roster", listing(readRoster(t, filepath.Join(c.dir, "only", output.VerifiedBase+".xlsx"))), once)
	if r.Collected.Found != 1 {
		t.Errorf("%d items", r.Collected.Found)
	}
}

// TestHeldBack fills in what must not be taken over. Each item is told with the
// rule and its cell, and held back; the sound correction beside it goes on.
func TestHeldBack(t *testing.T) {
	c := printFew(t)
	h := c.village[0].Households
	for name, x := range map[string]struct {
		fill func(w *workbook) (sheet string, row int, head string)
		rule string
		held int
	}{
		"unknown number": {func(w *workbook) (string, int, string) {
			return visit.CorrectionSheet, w.add(visit.CorrectionSheet, visit.HeadNumber, "2222-2222-2222", visit.HeadSubject, visit.Whole,
				visit.HeadItem, "A28 工资性收入（元）", visit.HeadWritten, "1"), visit.HeadNumber
		}, "return-number", 1},
		"no number": {func(w *workbook) (string, int, string) {
			return visit.AdditionSheet, w.add(visit.AdditionSheet, "A1 姓名", "某人"), visit.HeadNumber
		}, "return-number", 1},
		"number of another year": {func(w *workbook) (string, int, string) {
			return visit.CorrectionSheet, w.add(visit.CorrectionSheet, visit.HeadNumber, doc.HouseholdSheet(2018, "compare", h[1]), visit.HeadSubject, visit.Whole,
				visit.HeadItem, "A28 工资性收入（元）", visit.HeadWritten, "1"), visit.HeadNumber
		}, "return-number", 1},
		"unknown person": {func(w *workbook) (string, int, string) {
			return visit.CorrectionSheet, w.correct(h[1].Number(), "孙陌", "A8", visit.HeadChosen, "高中"), visit.HeadSubject
		}, "return-person", 1},
		"unknown item": {func(w *workbook) (string, int, string) {
			return visit.CorrectionSheet, w.add(visit.CorrectionSheet, visit.HeadNumber, w.number(h[1].Number()), visit.HeadSubject, visit.Whole,
				visit.HeadItem, "年龄", visit.HeadWritten, "1"), visit.HeadItem
		}, "return-item", 1},
		"a person's item of the household": {func(w *workbook) (string, int, string) {
			return visit.CorrectionSheet, w.correct(h[1].Number(), visit.Whole, "A8", visit.HeadChosen, "高中"), visit.HeadItem
		}, "return-item", 1},
		"an answer that is none": {func(w *workbook) (string, int, string) {
			return visit.CorrectionSheet, w.correct(h[1].Number(), visit.Whole, "A37", visit.HeadChosen, "鹅卵石路"), visit.HeadChosen
		}, "return-value", 1},
		"no number in figures": {func(w *workbook) (string, int, string) {
			return visit.CorrectionSheet, w.correct(h[1].Number(), visit.Whole, "A28", visit.HeadWritten, "约三万"), visit.HeadWritten
		}, "return-value", 1},
		"a certificate with a slip": {func(w *workbook) (string, int, string) {
			return visit.CorrectionSheet, w.correct(h[1].Number(), h[1].Head().Name(), "A4", visit.HeadWritten, "320799199001010011"), visit.HeadWritten
		}, "return-value", 1},
		"a certificate cut off": {func(w *workbook) (string, int, string) {
			return visit.CorrectionSheet, w.correct(h[1].Number(), h[1].Head().Name(), "A4", visit.HeadWritten, "3.20799199001011E+17"), visit.HeadWritten
		}, "return-value", 1},
		"no value": {func(w *workbook) (string, int, string) {
			return visit.CorrectionSheet, w.correct(h[1].Number(), visit.Whole, "A28", visit.HeadRemark, "见照片"), visit.HeadWritten
		}, "return-value", 1},
		"both columns": {func(w *workbook) (string, int, string) {
			row := w.correct(h[1].Number(), visit.Whole, "A37", visit.HeadChosen, "沥青路")
			w.set(visit.CorrectionSheet, row, visit.HeadWritten, "水泥路")
			return visit.CorrectionSheet, row, visit.HeadWritten
		}, "return-value", 1},
		"a result that is none": {func(w *workbook) (string, int, string) {
			w.visited(h[1].Number(), "好")
			return visit.ResultSheet, w.row(visit.ResultSheet, visit.HeadHousehold, h[1].Number()), visit.HeadResult
		}, "return-answer", 1},
		"an opinion that is none": {func(w *workbook) (string, int, string) {
			w.visited(h[1].Number(), visit.Agrees, visit.HeadOpinion, "拟表扬")
			return visit.ResultSheet, w.row(visit.ResultSheet, visit.HeadHousehold, h[1].Number()), visit.HeadOpinion
		}, "return-answer", 1},
		"no date": {func(w *workbook) (string, int, string) {
			w.visited(h[1].Number(), visit.Agrees, visit.HeadDate, "2019-02-30")
			return visit.ResultSheet, w.row(visit.ResultSheet, visit.HeadHousehold, h[1].Number()), visit.HeadDate
		}, "return-date", 1},
		"a correction of people not met": {func(w *workbook) (string, int, string) {
			w.visited(h[1].Number(), visit.Refused)
			return visit.CorrectionSheet, w.correct(h[1].Number(), visit.Whole, "A28", visit.HeadWritten, "5"), visit.HeadWritten
		}, "return-unmet", 1},
		"one item twice": {func(w *workbook) (string, int, string) {
			w.correct(h[1].Number(), visit.Whole, "A28", visit.HeadWritten, "5")
			return visit.CorrectionSheet, w.correct(h[1].Number(), visit.Whole, "A28", visit.HeadWritten, "6"), visit.HeadWritten
		}, "return-disagree", 2},
		"joined without a reason": {func(w *workbook) (string, int, string) {
			return visit.AdditionSheet, w.add(visit.AdditionSheet, visit.HeadNumber, w.number(h[1].Number()), "A1 姓名", "某人"), "增加原因"
		}, "return-value", 1},
		"left, but a stranger": {func(w *workbook) (string, int, string) {
			return visit.RemovalSheet, w.add(visit.RemovalSheet, visit.HeadNumber, w.number(h[1].Number()), "减少家庭成员姓名", "孙陌", "减少原因", "死亡"), "减少家庭成员姓名"
		}, "return-person", 1},
		"left, with another's certificate": {func(w *workbook) (string, int, string) {
			return visit.RemovalSheet, w.add(visit.RemovalSheet, visit.HeadNumber, w.number(h[1].Number()), "减少家庭成员姓名", h[1].Members[0].Name(),
				"减少家庭成员证件号码", withCheck("32079919700101501"), "减少原因", "死亡"), "减少家庭成员姓名"
		}, "return-person", 1},
		"a new household without a head": {func(w *workbook) (string, int, string) {
			row := w.row(visit.NewSheet, visit.HeadTemporary, "新02")
			w.set(visit.NewSheet, row, "组", "3组")
			return visit.NewSheet, row, visit.HeadTemporary
		}, "return-newcomer", 1},
		"a new person without a household": {func(w *workbook) (string, int, string) {
			return visit.NewMemberSheet, w.add(visit.NewMemberSheet, visit.HeadTemporary, "新07", "A1 姓名", "某人"), visit.HeadTemporary
		}, "return-number", 1},
		"a row deleted": {func(w *workbook) (string, int, string) {
			must.Succeed(w.t, w.file.RemoveRow(visit.ResultSheet, w.row(visit.ResultSheet, visit.HeadHousehold, h[1].Number())))
			return visit.ResultSheet, 0, ""
		}, "return-row", 1},
		"a sheet deleted": {func(w *workbook) (string, int, string) {
			must.Succeed(w.t, w.file.DeleteSheet(visit.AdditionSheet))
			return visit.AdditionSheet, 0, ""
		}, "return-sheet", 1},
		"a sheet renamed": {func(w *workbook) (string, int, string) {
			must.Succeed(w.t, w.file.SetSheetName(visit.ReliefSheet, "大病"))
			return "大病", 0, ""
		}, "return-sheet", 0},
		"a sheet copied, and the copy filled in": {func(w *workbook) (string, int, string) {
			const name = "更正登记 (2)"
			to, err := w.file.NewSheet(name)
			must.Succeed(w.t, err)
			from, err := w.file.GetSheetIndex(visit.CorrectionSheet)
			must.Succeed(w.t, err)
			must.Succeed(w.t, w.file.CopySheet(from, to))
			must.Succeed(w.t, w.file.SetCellStr(name, "I2", "9.76"))
			return name, 0, ""
		}, "return-sheet", 1},
		"a formula that gives an error": {func(w *workbook) (string, int, string) {
			row := w.row(visit.ReliefSheet, visit.HeadHousehold, h[1].Number())
			col := slices.Index(w.rows(visit.ReliefSheet)[0], visit.HeadRelief) + 1
			must.Succeed(w.t, w.file.SetCellStr(visit.ReliefSheet, model.CellName(col, row), "#N/A"))
			return visit.ReliefSheet, row, visit.HeadRelief
		}, "return-value", 1},
		"notes on a sheet of their own": {func(w *workbook) (string, int, string) {
			_, err := w.file.NewSheet("记事")
			must.Succeed(w.t, err)
			must.Succeed(w.t, w.file.SetCellStr("记事", "B2", "一户搬走了"))
			return "记事", 0, ""
		}, "return-sheet", 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := c.with(t)
			path := c.path(c.village[0])
			w := openWorkbook(t, path)
			w.visited(h[0].Number(), visit.Corrected)
			w.correct(h[0].Number(), visit.Whole, "A33", visit.HeadWritten, "9.75")
			sheet, row, head := x.fill(w)
			want := model.Pos{File: path, Sheet: sheet}
			if row > 0 {
				want.Cell = model.CellName(slices.Index(w.rows(sheet)[0], head)+1, row)
			}
			w.save()
			r := c.collect("held", c.file, path)
			if r.Collected.HeldItems != x.held || r.Incomplete() != (x.held > 0) {
				t.Errorf("%d items held, want %d", r.Collected.HeldItems, x.held)
			}
			if !slices.ContainsFunc(r.Findings, func(p model.Problem) bool {
				return p.Rule == x.rule && p.Pos == want && p.Message != "" && p.Hint != ""
			}) {
				t.Errorf("no %s at %s among", x.rule, want)
				for _, p := range r.Findings {
					t.Errorf("  %s at %s: %s", p.Rule, p.Pos, p.Message)
				}
			}
			if !slices.ContainsFunc(c.itemLines("held"), func(s string) bool { return strings.Contains(s, "|A33 耕地面积|") && strings.Contains(s, "|9.75|") }) {
				t.Error("the sound correction is lost")
			}
			if got := len(c.itemLines("held")); got != 1 && x.rule != "return-disagree" && name != "an opinion that is none" {
				t.Errorf("%d items: %v", got, c.itemLines("held"))
			}
		})
	}
}

// TestRowsAndColumnsPutIn puts a title over the heads, which are found all the same,
// and notes beside the columns, which are told.
func TestRowsAndColumnsPutIn(t *testing.T) {
	t.Parallel()
	c := printFew(t)
	h := c.village[0].Households[0]
	w := c.open(c.village[0])
	w.visited(h.Number(), visit.Corrected)
	w.correct(h.Number(), visit.Whole, "A33", visit.HeadWritten, "9.75")
	for _, name := range []string{visit.ResultSheet, visit.CorrectionSheet} {
		must.Succeed(t, w.file.InsertRows(name, 1, 2))
		must.Succeed(t, w.file.SetCellStr(name, "A1", "二〇一九年入户核实"))
	}
	must.Succeed(t, w.file.SetCellStr(visit.ResultSheet, "Q4", "电话也换了"))
	w.save()
	r := c.collect("put in", c.file, c.path(c.village[0]))
	if lines := c.itemLines("put in"); len(lines) != 1 || !strings.Contains(lines[0], "|9.75|") {
		t.Errorf("%v", lines)
	}
	if !slices.ContainsFunc(r.Findings, func(p model.Problem) bool {
		return p.Rule == "return-column" && p.Pos.Sheet == visit.ResultSheet && p.Pos.Cell == "Q4"
	}) || r.Collected.HeldItems != 0 {
		t.Errorf("%+v", r.Findings)
	}
}

// TestChangedSincePrinting corrects the roster after printing: a value that
// changed is held back, one that did not is taken.
func TestChangedSincePrinting(t *testing.T) {
	t.Parallel()
	c := printFew(t)
	h := c.village[0].Households[0]
	changed := rosterWith(c, h, "A28 工资性收入（元）", "51999")
	w := c.open(c.village[0])
	w.visited(h.Number(), visit.Corrected)
	w.correct(h.Number(), visit.Whole, "A28", visit.HeadWritten, "41230")
	w.correct(h.Number(), visit.Whole, "A33", visit.HeadWritten, "9.75")
	w.save()
	r := c.collect("sum", changed, c.out())
	if r.Collected.HeldItems != 1 || !slices.ContainsFunc(r.Findings, func(p model.Problem) bool {
		return p.Rule == "return-changed" && p.Code == "A28" && strings.Contains(p.Message, "51999") && strings.Contains(p.Message, h.Text("A28"))
	}) {
		t.Errorf("held %d, findings %v", r.Collected.HeldItems, r.Findings)
	}
	if got := c.itemLines("sum"); len(got) != 1 || !strings.Contains(got[0], "|9.75|") {
		t.Errorf("items %v", got)
	}
}

// TestTwoWorkbooks has two teams that share a village: what they say alike is
// taken once, what they say differently is held back and names the other.
func TestTwoWorkbooks(t *testing.T) {
	t.Parallel()
	c := printFew(t)
	h := c.village[0].Households
	other := filepath.Join(c.out(), "云台村", "云台村-"+book.ReturnName+"-二组.xlsx")
	data, err := os.ReadFile(c.path(c.village[0]))
	must.Succeed(t, err)
	must.Succeed(t, os.WriteFile(other, data, 0o600))
	for i, path := range []string{c.path(c.village[0]), other} {
		w := openWorkbook(t, path)
		w.visited(h[0].Number(), visit.Corrected)
		w.correct(h[0].Number(), visit.Whole, "A33", visit.HeadWritten, "9.75")
		w.correct(h[0].Number(), visit.Whole, "A37", visit.HeadChosen, []string{"沥青路", "砂石路"}[i])
		w.visited(h[1].Number(), []visit.Result{visit.NotMet, visit.Agrees}[i])
		w.visited(h[2].Number(), []visit.Result{visit.Refused, visit.Agrees}[i])
		w.save()
	}
	r := c.collect("sum", c.file, c.out())
	if got := c.itemLines("sum"); len(got) != 1 || !strings.Contains(got[0], "A33") {
		t.Errorf("items %v", got)
	}
	named := 0
	for _, p := range r.Findings {
		if p.Rule == "return-disagree" {
			named++
			if elsewhere := map[string]string{c.path(c.village[0]): other, other: c.path(c.village[0])}[p.File]; !strings.Contains(p.Message, elsewhere) {
				t.Errorf("%s does not name %s", p.Message, elsewhere)
			}
		}
	}
	if named != 4 || r.Collected.HeldItems != 4 {
		t.Errorf("%d disagreements, %d held", named, r.Collected.HeldItems)
	}
	if r.Collected.Returned == 0 {
		t.Error("a household met the second time is not back")
	}
}

// TestOtherYear hands in the workbook of another year, and one that is none.
func TestOtherYear(t *testing.T) {
	c := printFew(t)
	r, err := collectInto(t.Context(), filepath.Join(c.dir, "sum"), Request{Rosters: []string{c.file}, Year: 2020}, c.out())
	if err != nil || r.Collected.HeldItems != 1 || r.Findings[0].Rule != "return-year" || r.Collected.Papers == 0 && len(r.Files) == 0 {
		t.Errorf("%v, %+v", err, r.Collected)
	}
	r, err = collectInto(t.Context(), filepath.Join(c.dir, "none"), Request{Rosters: []string{c.file}}, c.file)
	if err == nil || !strings.Contains(err.Error(), "不是本程序") || len(r.Files) > 0 {
		t.Errorf("a roster as return workbook: %v", err)
	}
}

// TestReturnIsKept prints again into the same folder: what people filled in
// stays, an empty workbook is renewed, and a smaller run takes nothing away.
func TestReturnIsKept(t *testing.T) {
	t.Parallel()
	c := printSome(t, "云台村")
	path, numbered := c.path(c.village[0]), strings.TrimSuffix(c.path(c.village[0]), ".xlsx")+"-2.xlsx"
	first, _ := os.ReadFile(path)
	again := func(o asked) *Result {
		t.Helper()
		o.Rosters, o.Dir, o.Villages = []string{c.file}, c.out(), []string{"云台村"}
		r, err := o.print(t.Context(), Watch{})
		must.Succeed(t, err)
		return r
	}
	again(asked{Choice: Choice{First: 1}})
	if now, _ := os.ReadFile(path); !bytes.Equal(now, first) {
		t.Error("a run of one household took the others' rows away")
	}
	w := c.open(c.village[0])
	w.visited(c.village[0].Households[0].Number(), visit.Agrees)
	w.save()
	filled, _ := os.ReadFile(path)
	if r := again(asked{}); len(r.Untouched) != 1 {
		t.Errorf("told of %v", r.Untouched)
	}
	if now, _ := os.ReadFile(path); !bytes.Equal(now, filled) {
		t.Error("what was filled in is gone")
	}
	if _, err := os.Stat(numbered); err == nil {
		t.Error("a second workbook without need")
	}
	again(asked{Choice: Choice{Forms: []string{"appendix3"}}})
	// Another year has a register of its own.
	must.Succeed(t, os.Remove(filepath.Join(c.out(), output.RegisterBase+".xlsx")))
	again(asked{Request: Request{Year: 2020}})
	if _, err := os.Stat(numbered); err != nil {
		t.Error("nothing to hand back the year 2020 with")
	}
	if now, _ := os.ReadFile(path); !bytes.Equal(now, filled) {
		t.Error("what was filled in is gone")
	}
	for _, o := range []asked{{Target: Target{NoReturn: true}}, {Request: Request{Mask: true}}} {
		o.Rosters, o.Dir = []string{c.file}, filepath.Join(c.dir, "without")
		r, err := o.print(t.Context(), Watch{})
		if err != nil || slices.ContainsFunc(r.Files, output.IsReturn) {
			t.Errorf("%v, files %v", err, r.Files)
		}
	}
}

// TestRegisterCounts gives one village's workbook: the register beside it knows
// the papers of the others, and which of them came back on paper.
func TestRegisterCounts(t *testing.T) {
	t.Parallel()
	c := printSome(t)
	all := c.collect("all", c.file, c.out()).Collected
	one := c.collect("one", c.file, c.path(c.village[0])).Collected
	if one.Returns != 1 || one.Papers != all.Papers || one.Outstanding != all.Papers {
		t.Errorf("one village %+v, all %+v", one, all)
	}
	w := openWorkbook(t, filepath.Join(c.out(), output.RegisterBase+".xlsx"))
	number := c.village[1].Households[0].Number()
	w.set("打印登记", w.row("打印登记", "户编号", number), "收回", "是")
	w.set("打印登记", w.row("打印登记", "户编号", c.village[1].Households[1].Number()), "收回", "未收回")
	// Somebody put a title above it: the register is read as printing reads it.
	must.Succeed(t, errors.Join(w.file.InsertRows("打印登记", 1, 1), w.file.SetCellStr("打印登记", "A1", "云台街道打印登记")))
	w.save()
	if got := c.collect("two", c.file, c.path(c.village[0])).Collected; got.Returned != 1 || got.Outstanding != all.Papers-1 {
		t.Errorf("after one came back: %+v", got)
	}
	if out := c.sheetRows("two", output.ProgressName, "未收回"); !slices.ContainsFunc(out, func(r string) bool { return strings.Contains(r, c.village[2].Name) }) {
		t.Error("a village that handed nothing in is not among those out")
	}
	// That of another year lists no papers of this one.
	w = openWorkbook(t, filepath.Join(c.out(), output.RegisterBase+".xlsx"))
	w.setYear(2018)
	w.save()
	alone := c.collect("three", c.file, c.path(c.village[0]))
	if got := alone.Collected.Papers; got == 0 || got >= all.Papers {
		t.Errorf("%d papers with a register of another year, %d with its own", got, all.Papers)
	}
	if !slices.ContainsFunc(alone.Passed, func(name string) bool { return filepath.Base(name) == output.RegisterBase+".xlsx" }) {
		t.Errorf("passed over %v", alone.Passed)
	}
}

// TestVillageForm: a village's own form is not back while the register knows of
// households whose workbook has not come in, as when it was printed in parts.
func TestVillageForm(t *testing.T) {
	t.Parallel()
	c := printSome(t, "云台村")
	v := c.village[0]
	form := "低收入农户家庭成员自然减少情况表"
	if len(c.sheetRows("out", output.RegisterBase+".xlsx", "打印登记")) == 0 {
		t.Fatal("no register")
	}
	must.Succeed(t, os.Remove(c.path(v)))
	first := *v
	first.Households = v.Households[:1]
	w := packet(&first)
	w.Papers = []visit.Paper{{Number: doc.VillageSheet(2019, "appendix4", v), Form: "appendix4", Title: form}}
	var buf bytes.Buffer
	must.Succeed(t, book.WriteReturn(&buf, c.roster.Data.Codebook, w))
	must.Succeed(t, os.WriteFile(c.path(v), buf.Bytes(), 0o600))
	x := c.open(v)
	x.visited(v.Households[0].Number(), visit.Agrees)
	x.save()
	c.collect("sum", c.file, c.out())
	rows := c.sheetRows("sum", output.ProgressName, "进度")
	if want := v.Name + "|" + form + "|1|0|1|"; !slices.ContainsFunc(rows, func(r string) bool { return strings.HasPrefix(r, want) || strings.HasPrefix(r, "|"+form+"|1|0|1|") }) {
		t.Errorf("no %s in\n%s", want, strings.Join(rows, "\n"))
	}
}

// TestPartRegisters prints in parts: the workbooks are those of a single run, and
// collecting knows the papers of all parts by their registers.
func TestPartRegisters(t *testing.T) {
	t.Parallel()
	c := printSome(t)
	whole := c.collect("whole", c.file, c.out()).Collected
	parts := filepath.Join(c.dir, "parts")
	for i := range 2 {
		if _, err := (asked{Request: Request{Rosters: []string{c.file}}, Choice: Choice{Part: i + 1, Parts: 2}, Target: Target{Dir: parts}}).print(t.Context(), Watch{}); err != nil {
			t.Fatal(err)
		}
	}
	for _, v := range c.village {
		one, _ := os.ReadFile(c.path(v))
		part, _ := os.ReadFile(filepath.Join(parts, v.Name, filepath.Base(c.path(v))))
		if len(one) == 0 || !bytes.Equal(one, part) {
			t.Errorf("%s: the part's workbook is not the single run's", v.Name)
		}
	}
	one := c.collect("part", c.file, filepath.Join(parts, c.village[0].Name)).Collected
	if one.Returns != 1 || one.Papers != whole.Papers || one.Outstanding != whole.Outstanding {
		t.Errorf("one village of the parts %+v, the whole run %+v", one, whole)
	}
	if _, err := register.Merge(t.Context(), []string{filepath.Join(parts, "打印登记-*.xlsx")}, filepath.Join(parts, "打印登记-合并.xlsx")); err != nil {
		t.Fatal(err)
	}
	if again := c.collect("merged", c.file, parts).Collected; again.Papers != whole.Papers {
		t.Errorf("with the merged register %+v", again)
	}
}

// TestUnreadableListStays prints and checks where the list of problems has a
// password or is damaged: what people wrote into it is not written over.
func TestUnreadableListStays(t *testing.T) {
	t.Parallel()
	file, dir := written(t, few()), t.TempDir()
	for _, name := range []string{output.ProblemsName, output.DifferencesName} {
		damaged := filepath.Join(dir, name)
		must.Succeed(t, os.WriteFile(damaged, []byte("PK\x03\x04 cut off"), 0o600))
		_, err := (asked{Request: Request{Rosters: []string{file}, Against: []string{file}}, Target: Target{Dir: dir}}).print(t.Context(), Watch{})
		var known *fault.Error
		if !errors.As(err, &known) || known.Kind != fault.Unwritable || !strings.Contains(err.Error(), damaged) {
			t.Errorf("printed over %s: %v", name, err)
		}
		if list, err := os.ReadDir(dir); err != nil || len(list) != 1 {
			t.Errorf("written: %v, %v", list, err)
		}
		must.Succeed(t, os.Remove(damaged))
	}
}

// TestMergedAnswers merges cells of the results: who was there and when is said of every
// row that is seen beside it, an answer of none.
func TestMergedAnswers(t *testing.T) {
	t.Parallel()
	c := printFew(t)
	for _, tt := range []struct {
		head     string
		returned bool
		held     int
		cell     string
	}{
		{visit.HeadVisitor1, true, 0, ""},
		{visit.HeadDate, true, 0, ""},
		{visit.HeadResult, false, 1, "F2"},
		{visit.HeadOpinion, true, 1, "J2"},
	} {
		t.Run(tt.head, func(t *testing.T) {
			c := c.with(t)
			w := c.open(c.village[0])
			for _, h := range c.village[0].Households {
				w.visited(h.Number(), visit.Agrees)
			}
			w.set(visit.ResultSheet, 2, visit.HeadOpinion, map[bool]string{true: "拟脱贫"}[tt.head == visit.HeadOpinion])
			col := slices.Index(w.rows(visit.ResultSheet)[0], tt.head) + 1
			for row := 3; row <= 4; row++ {
				w.set(visit.ResultSheet, row, tt.head, "")
			}
			must.Succeed(t, w.file.MergeCell(visit.ResultSheet, model.CellName(col, 2), model.CellName(col, 4)))
			w.save()
			r := c.collect("merged", c.file, c.path(c.village[0]))
			if got := r.Collected.Returned; (got == r.Collected.Papers) != tt.returned || !tt.returned && got != 0 {
				t.Errorf("%d of %d returned", got, r.Collected.Papers)
			}
			if r.Collected.HeldItems != tt.held || r.Incomplete() != (tt.held > 0) {
				t.Errorf("%d held, want %d: %+v", r.Collected.HeldItems, tt.held, r.Findings)
			}
			for _, p := range r.Findings {
				if p.Rule == "return-incomplete" || p.Rule == "return-merged" && p.Cell != tt.cell {
					t.Errorf("%s at %s: %s", p.Rule, p.Pos, p.Message)
				}
			}
			if len(c.itemLines("merged")) != 0 {
				t.Errorf("items %v", c.itemLines("merged"))
			}
		})
	}
}

// TestAnswersOneRowTooLow pastes a column of answers a row below where it belongs: nobody
// gets that of the one above. An answer below the last row alone takes nobody's away.
func TestAnswersOneRowTooLow(t *testing.T) {
	t.Parallel()
	c := printFew(t)
	for _, tt := range []struct {
		name, sheet, head, answer string
		first, items, held        int
	}{
		{"relief", visit.ReliefSheet, visit.HeadRelief, "是", 1, 0, 1},
		{"also the first", visit.ReliefSheet, visit.HeadRelief, "是", 0, -1, 1},
		{"results", visit.ResultSheet, visit.HeadResult, string(visit.Refused), 1, 0, 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := c.with(t)
			w := c.open(c.village[0])
			n := len(w.rows(tt.sheet)) - 1
			for i := tt.first; i <= n; i++ {
				w.set(tt.sheet, i+2, tt.head, tt.answer)
			}
			w.save()
			r := c.collect("low", c.file, c.path(c.village[0]))
			if got := len(c.itemLines("low")); tt.items >= 0 && got != tt.items || tt.items < 0 && got < n-2 || r.Collected.HeldItems != tt.held || r.Collected.Refused != 0 {
				t.Errorf("%d items, %d held, %d refused: %+v", got, r.Collected.HeldItems, r.Collected.Refused, r.Findings)
			}
			if lowered := slices.ContainsFunc(r.Findings, func(p model.Problem) bool { return p.Rule == "return-lowered" }); lowered != (tt.first > 0) {
				t.Errorf("%+v", r.Findings)
			}
		})
	}
}

// TestColumnsMovedApart moves names against the numbers beside them, and says 同上 of who
// was there: nobody's answer is another's, and the visitors are those above.
func TestColumnsMovedApart(t *testing.T) {
	t.Parallel()
	c := printFew(t)
	h := c.village[0].Households
	w := c.open(c.village[0])
	for _, x := range h {
		w.visited(x.Number(), visit.Agrees)
	}
	for _, head := range []string{visit.HeadDate, visit.HeadVisitor1, visit.HeadVisitor2} {
		w.set(visit.ResultSheet, 3, head, "同上")
		w.set(visit.ResultSheet, 4, head, "〃")
	}
	w.correct(h[2].Number(), visit.Whole, "A33", visit.HeadWritten, "9.75")
	rows := w.rows(visit.ReliefSheet)
	at := slices.Index(rows[0], visit.HeadPerson)
	a, b := rows[1][at], rows[2][at]
	w.set(visit.ReliefSheet, 2, visit.HeadPerson, b)
	w.set(visit.ReliefSheet, 3, visit.HeadPerson, a)
	for i, answer := range []string{"是", "否", "是"} {
		w.set(visit.ReliefSheet, i+2, visit.HeadRelief, answer)
	}
	w.save()
	r := c.collect("moved", c.file, c.path(c.village[0]))
	lines := c.itemLines("moved")
	if len(lines) != 2 || !strings.Contains(lines[0]+lines[1], "|"+rows[3][at]+"|是否享受大病医疗救助") || !strings.Contains(lines[0]+lines[1], "|9.75|") ||
		!strings.HasSuffix(lines[1], "|陆文、孙立|2019-10-12") {
		t.Errorf("%q", lines)
	}
	var told []string
	for _, p := range r.Findings {
		if p.Rule == "return-person" || p.Rule == "return-date" {
			told = append(told, p.Cell)
		}
	}
	if !slices.Equal(told, []string{"F2", "F3"}) || r.Collected.HeldItems != 2 {
		t.Errorf("told of %v, %d held", told, r.Collected.HeldItems)
	}
}
