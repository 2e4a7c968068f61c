package app

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"ruhu/cmd/internal/output"
	"ruhu/cmd/internal/register"
	"ruhu/model"
	"ruhu/model/must"
	"ruhu/model/rostertest"
	"ruhu/model/visit"
	"ruhu/render/book"
)

// rosterFile writes a roster of one sheet: lines of cells divided by |.
func tableFile(t testing.TB, lines ...string) string {
	t.Helper()
	f := excelize.NewFile()
	for i, line := range lines {
		for k, text := range strings.Split(line, "|") {
			orPanic(f.SetCellStr("Sheet1", model.CellName(k+1, i+1), text))
		}
	}
	file := filepath.Join(t.TempDir(), "名册.xlsx")
	orPanic(f.SaveAs(file))
	return file
}

// accounts gives the bank accounts of a roster by the head's name and number.
func accounts(t testing.TB, file string) map[string]string {
	out := make(map[string]string)
	for h := range readRoster(t, file).Everyone {
		if text := h.Text("银行账号"); text != "" {
			out[h.HeadName()+h.HeadIdentity()] = text
		}
	}
	return out
}

// rulesOf gives the rules of what was found, each once.
func rulesOf(r *Result) []string {
	var out []string
	for _, p := range r.Findings {
		if !slices.Contains(out, p.Rule) {
			out = append(out, p.Rule)
		}
	}
	return out
}

const account = "6228480000000000019"

// TestAnotherRoster collects with a roster in which households were put in, taken
// out, moved and renumbered after printing: an account that was blank goes to the
// family that gave it, or to none.
func TestAnotherRoster(t *testing.T) {
	idA, idB, idC := rostertest.ID("19600101", 11), rostertest.ID("19610101", 21), rostertest.ID("19620101", 31)
	bare, numbered := "行政村|姓名|与户主关系|证件号码|银行账号", "户编号|行政村|姓名|与户主关系|证件号码|银行账号"
	told := func(rule ...string) []string { return rule }
	for _, c := range []struct {
		name         string
		before, then []string
		of           string // head and number of whom the account is
		to           string // and of who gets it; empty: nobody
		rules        []string
	}{
		{"without numbers, one put in above", []string{bare, "南村|赵甲|户主|" + idA, "南村|周丙|户主|" + idB},
			[]string{bare, "南村|吴丁|户主|" + idC, "南村|赵甲|户主|" + idA, "南村|周丙|户主|" + idB}, "赵甲", "赵甲" + idA, nil},
		{"without numbers, by name", []string{bare, "南村|赵甲|户主|", "南村|周丙|户主|"},
			[]string{bare, "南村|吴丁|户主|", "南村|周丙|户主|", "南村|赵甲|户主|"}, "周丙", "周丙", nil},
		{"without numbers, one taken out", []string{bare, "南村|赵甲|户主|" + idA, "南村|周丙|户主|" + idB},
			[]string{bare, "南村|周丙|户主|" + idB}, "赵甲", "", told("return-household")},
		{"without numbers, the village moved", []string{bare, "南村|赵甲|户主|" + idA}, []string{bare, "北村|赵甲|户主|" + idA}, "赵甲", "赵甲" + idA, nil},
		{"a namesake in one's place", []string{bare, "南村|赵甲|户主|", "南村|赵甲之弟|户主|"}, []string{bare + "|联系电话", "南村|赵甲|户主|" + idB}, "赵甲", "", told("return-household")},
		{"two namesakes now", []string{bare, "南村|赵甲|户主|"}, []string{bare, "南村|赵甲|户主|", "南村|赵甲|户主|"}, "赵甲", "", told("return-household")},
		{"the number of another", []string{numbered, "32079900100001|南村|赵甲|户主|" + idA, "32079900100002|南村|周丙|户主|" + idB},
			[]string{numbered, "32079900100002|南村|赵甲|户主|" + idA, "32079900100001|南村|周丙|户主|" + idB}, "赵甲", "", told("return-family")},
		{"the number of a namesake", []string{numbered, "32079900100001|南村|王强|户主|" + idA, "32079900100002|南村|王强|户主|" + idB},
			[]string{numbered, "32079900100002|南村|王强|户主|" + idA, "32079900100001|南村|王强|户主|" + idB}, "32079900100001", "", told("return-family")},
		{"the number of a namesake without identity numbers", []string{numbered + "|联系电话", "1|南村|王强|户主|||13800000001", "2|南村|王强|户主|||13800000002"},
			[]string{numbered + "|联系电话", "2|南村|王强|户主|||13800000001", "1|南村|王强|户主|||13800000002"}, "1", "", told("return-family")},
		{"the number as it was, an item filled in", []string{numbered + "|联系电话", "1|南村|王强|户主||"},
			[]string{numbered + "|联系电话", "1|南村|王强|户主|" + idA + "||13800000002"}, "王强", "王强" + idA, nil},
		{"short numbers of another village", []string{numbered, "1|南村|赵甲|户主|" + idA}, []string{numbered, "1|北村|周丙|户主|" + idB}, "赵甲", "", told("return-household")},
		{"a new number beside the old one", []string{numbered, "1|南村|赵甲|户主|" + idA},
			[]string{"户编号|原户编号|行政村|姓名|与户主关系|证件号码", "32079900100001|1|南村|赵甲|户主|" + idA}, "赵甲", "赵甲" + idA, nil},
		{"another head", []string{numbered, "1|南村|赵甲|户主|" + idA}, []string{numbered, "1|南村|周丙|户主|" + idB}, "赵甲", "", told("return-family")},
		{"another head, the first one written beside", []string{numbered, "1|南村|赵甲|户主|" + idA},
			[]string{"户编号|原户主姓名|原户主证件号码|原户编号|行政村|姓名|与户主关系|证件号码", "1|赵甲|" + idA + "|1|南村|周丙|户主|" + idB}, "赵甲", "周丙" + idB, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			p := printRoster(t, tableFile(t, c.before...))
			w := openWorkbook(t, p.path(p.village[0]))
			head := visit.HeadHead
			if c.of < "A" {
				head = visit.HeadHousehold
			}
			number := w.rows(visit.ResultSheet)[w.row(visit.ResultSheet, head, c.of)-1][0]
			w.add(visit.CorrectionSheet, visit.HeadNumber, number, visit.HeadSubject, visit.Whole, visit.HeadItem, "银行账号", visit.HeadWritten, account)
			w.set(visit.ResultSheet, w.row(visit.ResultSheet, head, c.of), visit.HeadResult, string(visit.Corrected))
			w.save()
			r := p.collect("sum", tableFile(t, c.then...), p.out())
			got := accounts(t, filepath.Join(p.dir, "sum", output.VerifiedBase+".xlsx"))
			switch {
			case c.to == "" && len(got) > 0:
				t.Errorf("the account went to %v; findings %v", got, rulesOf(r))
			case c.to != "" && (len(got) != 1 || got[c.to] != account):
				t.Errorf("the account went to %v, want %s; findings %v %v", got, c.to, rulesOf(r), r.Findings[0].Message)
			}
			for _, rule := range c.rules {
				if !slices.Contains(rulesOf(r), rule) {
					t.Errorf("findings %v, want %s", rulesOf(r), rule)
				}
			}
		})
	}
}

// TestUntold: two households that nothing tells apart are printed without sheet
// numbers, have no place in the return workbook, and come out of collecting with
// their own persons.
func TestUntold(t *testing.T) {
	t.Parallel()
	file := tableFile(t, "行政村|姓名|与户主关系|性别", "南村|王强|户主|男", "南村|王一|之子|男", "南村|王强|户主|男", "南村|王二|之女|女", "南村|周丙|户主|女")
	p := printRoster(t, file)
	var told, untold int
	for _, e := range registered(t, p.out()).Entries {
		switch {
		case e.Head == "王强" && e.Number == "":
			untold++
		case e.Head == "周丙" && e.Number != "":
			told++
		default:
			t.Errorf("%s has the number %q", e.Head, e.Number)
		}
	}
	if told == 0 || untold != 2*told {
		t.Errorf("%d sheets of the one, %d of the two", told, untold)
	}
	w := p.open(p.village[0])
	if rows := w.rows(visit.ResultSheet); len(rows) != 2 {
		t.Errorf("%d households in the return workbook, want 1", len(rows)-1)
	}
	w.visited(w.rows(visit.ResultSheet)[1][1], visit.Agrees)
	w.save()
	p.collect("sum", file, p.out())
	for _, to := range []string{"sum", "again"} {
		if to == "again" {
			p.collect(to, filepath.Join(p.dir, "sum", output.VerifiedBase+".xlsx"), p.out())
		}
		var got []string
		for h := range readRoster(t, filepath.Join(p.dir, to, output.VerifiedBase+".xlsx")).Everyone {
			names := ""
			for _, m := range h.Members {
				names += m.Name()
			}
			got = append(got, names)
		}
		if want := []string{"王强王一", "王强王二", "周丙"}; !slices.Equal(got, want) {
			t.Errorf("after collecting %s: %v, want %v", to, got, want)
		}
	}
}

// TestMaskedHasNoNumber: on a masked copy nothing is made of an identity number.
func TestMaskedHasNoNumber(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	file := tableFile(t, "行政村|姓名|与户主关系|证件号码", "南村|赵甲|户主|"+rostertest.ID("19600101", 11), "南村|周丙|户主|")
	if _, err := (asked{Request: Request{Rosters: []string{file}, Mask: true}, Target: Target{Dir: dir}}).print(t.Context(), Watch{}); err != nil {
		t.Fatal(err)
	}
	for _, e := range registered(t, dir).Entries {
		if e.Head == "赵甲" && e.Number+e.Household != "" || e.Head == "周丙" && (e.Number == "" || e.Household == "") {
			t.Errorf("%s: sheet number %q, 户编号 %q", e.Head, e.Number, e.Household)
		}
	}
}

func registered(t testing.TB, dir string) book.Register {
	t.Helper()
	r, err := register.Read(t.Context(), filepath.Join(dir, output.RegisterBase+".xlsx"))
	must.Succeed(t, err)
	return r
}

// TestPartBesideTheWhole prints part of a village into the folder that holds all
// of it: the fuller file stays, and the register knows both.
func TestPartBesideTheWhole(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	file := tableFile(t, "户编号|行政村|姓名|与户主关系", "1|南村|赵甲|户主", "2|南村|周丙|户主", "3|南村|吴丁|户主")
	run := func(o asked) []string {
		t.Helper()
		o.Rosters, o.Dir, o.Forms, o.NoReturn = []string{file}, dir, []string{"compare"}, true
		r, err := o.print(t.Context(), Watch{})
		must.Succeed(t, err)
		return slices.DeleteFunc(r.Files, func(s string) bool { return !strings.Contains(s, "/") })
	}
	const whole = "南村/南村-贫困户基础信息对照表"
	for i, c := range []struct {
		opt  asked
		file string
	}{
		{asked{Choice: Choice{Households: []string{"3"}}}, whole + ".pdf"}, // a fresh folder
		{asked{}, whole + ".pdf"},                                                         // the whole takes its place
		{asked{Choice: Choice{First: 1}}, whole + "-部分1.pdf"},                             //
		{asked{Choice: Choice{Households: []string{"2"}}}, whole + "-部分2.pdf"},            //
		{asked{Choice: Choice{First: 1, Formats: []Format{"docx"}}}, whole + "-部分3.docx"}, //
		{asked{}, whole + ".pdf"},
		{asked{Choice: Choice{First: 1, Split: ByHousehold}}, "南村/1-赵甲.pdf"},
		{asked{Choice: Choice{First: 1, Split: ByHousehold}}, "南村/1-赵甲.pdf"}, // the same household
	} {
		if got := run(c.opt); !slices.Equal(got, []string{c.file}) {
			t.Fatalf("run %d wrote %v, want %s", i, got, c.file)
		}
	}
	held := make(map[string]string)
	for _, e := range registered(t, dir).Entries {
		held[e.Head] = e.File
	}
	for head, files := range map[string]int{"赵甲": 4, "周丙": 2, "吴丁": 1} {
		if names := strings.Split(held[head], "、"); len(names) != files || !slices.Contains(names, whole+".pdf") {
			t.Errorf("%s is in %v", head, names)
		}
	}
}

// TestNothingToResume: without an unfinished run nothing changes; where nothing
// was printed yet, it is.
func TestNothingToResume(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	o := asked{Request: Request{Rosters: []string{tableFile(t, "户编号|行政村|姓名|与户主关系", "1|南村|赵甲|户主")}}, Target: Target{Dir: dir, Resume: true}}
	first, err := o.print(t.Context(), Watch{})
	if err != nil || first.Complete || first.Printed != 1 {
		t.Fatalf("%v, %+v", err, first)
	}
	before := registered(t, dir)
	again, err := o.print(t.Context(), Watch{})
	if err != nil || !again.Complete || len(again.Files) > 0 {
		t.Fatalf("%v, %+v", err, again)
	}
	if after := registered(t, dir); after.Entries[0].Reprints.Count != before.Entries[0].Reprints.Count {
		t.Error("the register was written again")
	}
}
