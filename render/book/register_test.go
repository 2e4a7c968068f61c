package book

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"ruhu/model"
	"ruhu/model/must"
	source "ruhu/model/sheet"
)

// reread writes a register, lets people work at it, and reads it.
func reread(t *testing.T, r Register, work func(*excelize.File)) Register {
	t.Helper()
	var out bytes.Buffer
	f, _ := written(t, func(w io.Writer) error { return WriteRegister(w, r) })
	if work != nil {
		work(f)
	}
	must.Succeed(t, f.Write(&out))
	got, err := ReadRegister(source.Input{Name: "登记.xlsx", Data: bytes.NewReader(out.Bytes()), Size: int64(out.Len())})
	must.Succeed(t, err)
	return got
}

// allTexts gives a register as WriteRegister would, for comparing.
func allTexts(t *testing.T, r Register) string {
	t.Helper()
	f, _ := written(t, func(w io.Writer) error { return WriteRegister(w, r) })
	var out []string
	for _, name := range f.GetSheetList() {
		out = append(out, "# "+name)
		for _, row := range rows(t, f, name) {
			out = append(out, strings.TrimRight(strings.Join(row, "|"), "|"))
		}
	}
	return strings.Join(out, "\n")
}

func TestRegisterReread(t *testing.T) {
	r := register()
	r.Visits = []VisitList{{Village: "河湾村", Pages: 2, Sheets: 2}, {Village: "云台村", Pages: 1, Sheets: 1}}
	r.Entries[0].Date, r.Entries[0].Filled = "2019-10-12", Filled{"2019-10-20", "李某", "是", "3"}
	r.Entries[1].Reprints = Reprints{2, []string{"2019-10-14", "2019-10-15"}}
	r.Entries[2].Reprints = Reprints{Count: 1}
	if got, want := allTexts(t, reread(t, r, nil)), allTexts(t, r); got != want {
		t.Errorf("read\n%s\nwant\n%s", got, want)
	}
}

// TestRegisterWorkedAt reads what people make of a register.
func TestRegisterWorkedAt(t *testing.T) {
	got := reread(t, register(), func(f *excelize.File) {
		for _, do := range []error{
			f.InsertRows("打印登记", 1, 1), // a title
			f.SetCellStr("打印登记", "A1", "入户资料打印登记"),
			f.InsertCols("打印登记", "C", 1), // a column of their own
			f.SetCellStr("打印登记", "C2", "备注"),
			f.SetCellStr("打印登记", "C4", "已搬走"),
			f.SetCellValue("打印登记", "M3", 43758), // a day that Excel keeps as a number
			f.SetCellStr("打印登记", "N3", " 李某 "),
			f.SetCellStr("打印登记", "D7", "手写加的一份"),
			f.SetSheetName("打印登记", "登记"),
		} {
			if do != nil {
				t.Fatal(do)
			}
		}
		if _, err := f.NewSheet("电话"); err != nil {
			t.Fatal(err)
		}
		must.Succeed(t, f.SetCellStr("电话", "B2", "村部"))
		if _, err := f.NewSheet("Sheet9"); err != nil { // empty
			t.Fatal(err)
		}
	})
	if len(got.Entries) != 4 || got.Entries[3].Form != "手写加的一份" || got.Entries[3].Number != "" {
		t.Fatalf("entries %+v", got.Entries)
	}
	if f := got.Entries[0].Filled; f != (Filled{"2019-10-20", "李某"}) {
		t.Errorf("filled in %q", f)
	}
	if !slices.Equal(got.Extra, []string{"备注"}) || got.Entries[1].Extra[0] != "已搬走" {
		t.Errorf("added columns %q, %q", got.Extra, got.Entries[1].Extra)
	}
	if len(got.Other) != 1 || got.Other[0].Name != "电话" {
		t.Errorf("other sheets %+v", got.Other)
	}
	again := register()
	again.Date = "2019-11-01"
	all := allTexts(t, again.Continue(got))
	for _, want := range []string{"已搬走", "手写加的一份", "# 电话", "村部", "2019-10-20|李某", "1 次：2019-11-01"} {
		if !strings.Contains(all, want) {
			t.Errorf("no %q in\n%s", want, all)
		}
	}
	if n := strings.Count(all, "K7Q2-M9XD-4TWR"); n != 1 {
		t.Errorf("listed %d times", n)
	}
}

func TestRegisterContinued(t *testing.T) {
	entry := func(number, village, date string) RegisterEntry {
		return RegisterEntry{Number: number, Form: "表", Village: village, Household: number, Pages: 1, Sheets: 1, Date: date}
	}
	old := Register{
		Date: "2019-11-01", Households: 9, Held: 2,
		Entries: []RegisterEntry{entry("A1", "甲", "2019-11-01"), entry("B1", "乙", "2019-11-01"), entry("A1", "甲", "2019-11-01")},
		Visits:  []VisitList{{"甲", 1, 1}, {"乙", 1, 1}},
		Missing: []MissingCharacter{{Char: '𠮷', Village: "甲", Household: "A1"}, {Char: '㛃', Village: "乙", Household: "B1"}},
	}
	old.Entries[0].Filled[3] = "盒 1"
	now := Register{
		Date: "2019-11-09", Households: 5, Held: 1,
		Entries: []RegisterEntry{entry("A1", "甲", "2019-11-09"), entry("A2", "甲", "2019-11-09"), entry("C1", "丙", "2019-11-09")},
		Visits:  []VisitList{{"甲", 2, 2}},
	}
	got := now.Continue(old)
	var order []string
	for _, e := range got.Entries {
		order = append(order, e.Number+" "+e.Date+" "+e.Reprints.String()+e.Filled[3])
	}
	want := []string{"A1 2019-11-01 1 次：2019-11-09盒 1", "A2 2019-11-09 ", "B1 2019-11-01 ", "C1 2019-11-09 "}
	if !slices.Equal(order, want) {
		t.Errorf("got %q, want %q", order, want)
	}
	if !slices.Equal(got.Visits, []VisitList{{"甲", 2, 2}, {"乙", 1, 1}}) {
		t.Errorf("visit lists %v", got.Visits)
	}
	if len(got.Missing) != 1 || got.Missing[0].Village != "乙" {
		t.Errorf("missing characters %+v", got.Missing)
	}
	if got.Households != 5 || got.Held != 1 || got.Date != "2019-11-09" {
		t.Errorf("%+v", got)
	}
}

// TestRegisterRowDoubled prints again when people noted a second visit in a copy
// of a sheet's row: neither visit is lost, and the sheet is listed once.
func TestRegisterRowDoubled(t *testing.T) {
	entry := RegisterEntry{Number: "A1", Form: "表", Village: "甲", Household: "1", Pages: 2, Sheets: 1}
	old := Register{Entries: []RegisterEntry{entry, entry, entry}, Extra: []string{"备注"}}
	old.Entries[0].Filled = Filled{"2019-10-12", "李某"}
	old.Entries[1].Filled, old.Entries[1].Extra = Filled{"2019-10-12", "", "是"}, []string{"夜间"}
	old.Entries[2].Filled = Filled{"2019-10-20", "王某"}
	got := Register{Entries: []RegisterEntry{entry}}.Continue(old)
	if e := got.Entries; len(e) != 2 || e[0].Filled != (Filled{"2019-10-12", "李某", "是"}) || !slices.Equal(e[0].Extra, []string{"夜间"}) ||
		e[0].Number != "A1" || e[1].Filled != (Filled{"2019-10-20", "王某"}) || e[1].Number != "" || e[1].Household != "1" {
		t.Errorf("got %+v", e)
	}
	if all := got.tally(); all.counts[0] != 1 || all.counts[1] != 2 {
		t.Errorf("counted %+v", all)
	}
}

func TestRegistersMerged(t *testing.T) {
	read := func(r Register, work func(*Register)) Register {
		work(&r)
		return reread(t, r, nil)
	}
	first := read(register(), func(r *Register) {
		r.Entries = slices.Clone(r.Entries[:2])
		r.Entries[0].Date, r.Entries[0].Filled = "2019-10-12", Filled{"", "李某", "是"}
		r.Households, r.Held = 3, 1
	})
	second := read(register(), func(r *Register) {
		r.Entries = slices.Clone(r.Entries)
		r.Entries[0].Date, r.Entries[0].Filled = "2019-10-15", Filled{"2019-10-20", "王某", "是"}
		r.Entries[0].Pages = 3
		r.Households, r.Held = 1, 0
	})
	got, err := MergeRegisters([]Register{first, second})
	must.Succeed(t, err)
	if len(got.Entries) != 3 || got.Households != 4 || got.Held != 1 || len(got.Missing) != 4 {
		t.Errorf("%+v", got)
	}
	e := got.Entries[0]
	if e.Filled != (Filled{"2019-10-20", "李某", "是"}) || e.Pages != 3 || e.Date != "2019-10-12" || e.Reprints.String() != "1 次：2019-10-15" {
		t.Errorf("%+v", e)
	}
	want := Contradiction{Number: e.Number, Field: "核实人",
		Chosen: Said{model.Pos{File: "登记.xlsx", Sheet: "打印登记", Cell: "M2"}, "李某"}, Other: Said{model.Pos{File: "登记.xlsx", Sheet: "打印登记", Cell: "M2"}, "王某"}}
	if ps := got.Contradictions; len(ps) != 1 || ps[0] != want {
		t.Errorf("contradictions %+v, want %+v", ps, want)
	}
	second.Year = 2020
	if _, err := MergeRegisters([]Register{first, second}); err == nil {
		t.Error("registers of two years are joined")
	}
}

// TestContradictionNamesItsCells has the first register leave a cell empty: what
// the third says is held against the second, which filled it.
func TestContradictionNamesItsCells(t *testing.T) {
	var rs []Register
	for i, who := range []string{"", "李某", "王某"} {
		r := register()
		r.Entries = slices.Clone(r.Entries[:1])
		r.Entries[0].Filled[1] = who
		r = reread(t, r, nil)
		r.file = []string{"甲.xlsx", "乙.xlsx", "丙.xlsx"}[i]
		rs = append(rs, r)
	}
	got, err := MergeRegisters(rs)
	must.Succeed(t, err)
	if cs := got.Contradictions; len(cs) != 1 || cs[0].Chosen.File != "乙.xlsx" || cs[0].Chosen.Value != "李某" || cs[0].Other.File != "丙.xlsx" {
		t.Errorf("contradictions %+v", cs)
	}
	if again := reread(t, got, nil); len(again.Other) != 1 || again.Other[0].Name != contradictionSheet {
		t.Errorf("read again, other sheets are %+v", again.Other)
	}
}

func TestNoRegister(t *testing.T) {
	f, raw := written(t, func(w io.Writer) error { return WriteProblems(w, ProblemList{}) })
	defer f.Close()
	for name, data := range map[string][]byte{"another workbook": raw, "cut off": raw[:len(raw)/2], "empty": nil} {
		_, err := ReadRegister(source.Input{Name: "x.xlsx", Data: bytes.NewReader(data), Size: int64(len(data))})
		var e *source.Error
		if !errors.As(err, &e) || e.File != "x.xlsx" {
			t.Errorf("%s: %v", name, err)
		}
	}
}
