package app

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"ruhu/cmd/internal/output"
	"ruhu/model"
	"ruhu/model/rostertest"
	"ruhu/model/slowtest"
	"ruhu/model/visit"
)

// card gives an invented identity number with its check character.
func card(n int) string {
	s := fmt.Sprintf("32079919500101%03d", n)
	return s + string(model.CheckDigit(s))
}

// families are two households of one village and one of another.
var families = strings.NewReplacer("甲", card(1), "乙", card(2), "丙", card(3), "丁", card(4), "戊", card(5)).Replace(`
户编号 | 行政村 | 户主姓名 | 姓名 | 与户主关系 | 证件号码 | 成员联系电话
32079900100001 | 东村 | 赵一 | 赵一 | 户主 | 甲 | 13800000001
32079900100001 | 东村 | 赵一 | 钱二 | 配偶 | 乙 | 13800000002
32079900100001 | 东村 | 赵一 | 赵三 | 之子 | 丙 | 13800000003
32079900100002 | 东村 | 李四 | 李四 | 户主 | 丁 | 13800000004
32079900100003 | 西村 | 孙五 | 孙五 | 户主 | 戊 | 13800000005
`)

// impossible is a workbook of 东村 filled in, and what is to come of it.
type impossible struct {
	name string
	fill func(w *workbook)
	held []string // rule and person of what is held back
	want string   // the households afterwards; empty: as before
}

const (
	first, second = "32079900100001", "32079900100002"
	before        = "赵一户主 钱二配偶 赵三之子/李四户主/孙五户主"
)

// TestImpossible: what would make a household impossible is held back, whatever the
// order of rows, and the rest goes on; the phone of 李四 is corrected each time.
func TestImpossible(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "名册.xlsx")
	writeTable(t, name, families)
	base := printRoster(t, name)
	relation := func(w *workbook, who, as string) {
		w.correct(first, who, model.CodeRelation, visit.HeadChosen, as)
	}
	leaves := func(w *workbook, who, why string) {
		w.add(visit.RemovalSheet, visit.HeadNumber, w.number(first), visit.Title(lookup(t, model.CodeLeaver)), who, "减少原因", why)
	}
	joins := func(w *workbook, number, who, as, id string) {
		w.add(visit.AdditionSheet, visit.HeadNumber, w.number(number), visit.Title(lookup(t, model.CodeName)), who,
			visit.Title(lookup(t, model.CodeRelation)), as, visit.Title(lookup(t, model.CodeIdentity)), id, "增加原因", "2")
	}
	for i, tt := range []impossible{
		{"two heads", func(w *workbook) { relation(w, "钱二", "户主") }, []string{"return-heads 钱二"}, ""},
		{"no head", func(w *workbook) { relation(w, "赵一", "配偶") }, []string{"return-heads 赵一"}, ""},
		{"head moved", func(w *workbook) { relation(w, "赵一", "配偶"); relation(w, "钱二", "户主") }, nil,
			"赵一配偶 钱二户主 赵三之子/李四户主/孙五户主"},
		{"head moved, the other order", func(w *workbook) { relation(w, "钱二", "户主"); relation(w, "赵一", "配偶") }, nil,
			"赵一配偶 钱二户主 赵三之子/李四户主/孙五户主"},
		{"two become head", func(w *workbook) {
			relation(w, "赵一", "之父")
			relation(w, "钱二", "户主")
			relation(w, "赵三", "户主")
		},
			[]string{"return-heads 赵一", "return-heads 赵三", "return-heads 钱二"}, ""},
		{"head dies", func(w *workbook) { leaves(w, "赵一", "死亡") }, []string{"return-heads 赵一"}, ""},
		{"head dies and is followed", func(w *workbook) { leaves(w, "赵一", "死亡"); relation(w, "钱二", "户主") }, nil,
			"钱二户主 赵三之子 -赵一死亡/李四户主/孙五户主"},
		{"leaves three times", func(w *workbook) {
			leaves(w, "钱二", "死亡")
			leaves(w, "钱二", "婚出")
			leaves(w, "钱二", "户籍迁出")
		}, []string{"return-disagree 钱二", "return-disagree 钱二", "return-disagree 钱二"}, ""},
		{"joins three times", func(w *workbook) {
			joins(w, first, "周六", "之子", card(6))
			joins(w, first, "周六", "之女", card(6))
			joins(w, first, "周六", "之儿媳", card(6))
		}, []string{"return-disagree 周六", "return-disagree 周六", "return-disagree 周六"}, ""},
		{"by number", func(w *workbook) { leaves(w, "钱二", "5") }, nil, "赵一户主 赵三之子 -钱二户籍迁出/李四户主/孙五户主"},
		{"removed and corrected", func(w *workbook) {
			leaves(w, "赵三", "婚出")
			w.correct(first, "赵三", "成员联系电话", visit.HeadWritten, "13900000003")
		}, []string{"return-removed 赵三"}, "赵一户主 钱二配偶 -赵三婚出/李四户主/孙五户主"},
		{"added who is listed", func(w *workbook) { joins(w, first, "钱二", "之母", card(2)) }, []string{"return-listed 钱二"}, ""},
		{"added as head", func(w *workbook) { joins(w, first, "周六", "户主", card(6)) }, []string{"return-listed 周六"}, ""},
		{"added of another household", func(w *workbook) { joins(w, second, "赵三", "之子", card(3)) }, []string{"return-twice 赵三"}, ""},
		{"moved to another household", func(w *workbook) { leaves(w, "赵三", "婚出"); joins(w, second, "赵三", "之子", card(3)) }, nil,
			"赵一户主 钱二配偶 -赵三婚出/李四户主 +赵三婚入/孙五户主"},
		{"added to two", func(w *workbook) {
			joins(w, first, "周六", "之子", card(6))
			joins(w, second, "周六", "之子", card(6))
		},
			[]string{"return-twice 周六", "return-twice 周六"}, ""},
		{"a number that is another's", func(w *workbook) { w.correct(first, "钱二", model.CodeIdentity, visit.HeadWritten, card(3)) },
			[]string{"return-twice 钱二"}, ""},
		{"a number of another village", func(w *workbook) { w.correct(first, "钱二", model.CodeIdentity, visit.HeadWritten, card(5)) },
			[]string{"return-twice 钱二"}, ""},
		{"numbers that were swapped", func(w *workbook) {
			w.correct(first, "钱二", model.CodeIdentity, visit.HeadWritten, card(3))
			w.correct(first, "赵三", model.CodeIdentity, visit.HeadWritten, card(2))
		}, nil, ""},
		{"a name that another has", func(w *workbook) { w.correct(first, "赵一", model.CodeName, visit.HeadWritten, "钱二") }, []string{"return-namesake 赵一"}, ""},
		{"names that were swapped", func(w *workbook) {
			w.correct(first, "钱二", model.CodeName, visit.HeadWritten, "赵三")
			w.correct(first, "赵三", model.CodeName, visit.HeadWritten, "钱二")
		}, nil, "赵一户主 赵三配偶 钱二之子/李四户主/孙五户主"},
		{"a phone in words", func(w *workbook) { w.correct(first, "钱二", "成员联系电话", visit.HeadWritten, "无") }, []string{"return-value 钱二"}, ""},
	} {
		if i > 2 && !slowtest.Plain() {
			break // the same with other values
		}
		t.Run(tt.name, func(t *testing.T) {
			c := base.with(t)
			w := c.open(c.village[0])
			w.visited(first, visit.Corrected)
			w.visited(second, visit.Corrected)
			tt.fill(w)
			w.correct(second, "李四", "成员联系电话", visit.HeadWritten, "13900000004")
			w.save()
			r := c.collect("sum", name, c.out())
			c.checkImpossible(t, tt, r)
			// The corrected roster collected again says the same.
			again := c.collect("again", filepath.Join(c.dir, "sum", output.VerifiedBase+".xlsx"), c.out())
			c.checkImpossible(t, tt, again)
		})
	}
}

func (c *circle) checkImpossible(t *testing.T, tt impossible, r *Result) {
	t.Helper()
	var held []string
	for _, p := range r.Findings {
		if p.Severity == model.Fault {
			held = append(held, strings.TrimSpace(p.Rule+" "+p.Person))
			if p.Message == "" || p.Hint == "" || p.Cell == "" || p.File == "" {
				t.Errorf("told without place or remedy: %+v", p)
			}
		}
	}
	slices.Sort(held)
	if !slices.Equal(held, tt.held) {
		t.Errorf("held %q, want %q", held, tt.held)
	}
	got := readRoster(t, filepath.Join(c.dir, "sum", output.VerifiedBase+".xlsx"))
	want := tt.want
	if want == "" {
		want = before
	}
	if s := told(got); s != want {
		t.Errorf("households %s, want %s", s, want)
	}
	if phone := got.Villages[0].Households[1].Members[0].Text("成员联系电话"); phone != "13900000004" {
		t.Errorf("the rest did not go on: %s", phone)
	}
	for h := range got.Each {
		if head := h.Head(); head == nil || h.Text(model.CodeHeadName) != head.Name() {
			t.Errorf("户主姓名 of %s is %s", h.Number(), h.Text(model.CodeHeadName))
		}
	}
}

// told says who belongs to the households of a roster: members, + who joined, - who
// left.
func told(r *model.Roster) string {
	var out []string
	for h := range r.Each {
		var people []string
		for _, m := range h.Members {
			people = append(people, m.Name()+m.Text(model.CodeRelation))
		}
		for _, m := range h.Added {
			people = append(people, "+"+m.Name()+m.Text(model.CodeAdded))
		}
		for _, x := range h.Removed {
			people = append(people, "-"+x.Text(model.CodeLeaver)+x.Text(model.CodeRemoved))
		}
		out = append(out, strings.Join(people, " "))
	}
	return strings.Join(out, "/")
}

// TestResultSaysWhatBecame: a result that does not fit what was filled in is told
// with what became of it, and "已采用" is never said of what was held back.
func TestResultSaysWhatBecame(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "名册.xlsx")
	writeTable(t, name, families)
	base := printRoster(t, name)
	for _, tt := range []struct {
		name string
		fill func(w *workbook)
		want string // empty: nothing is said but why it was not taken over
	}{
		{"taken", func(w *workbook) {
			w.visited(first, visit.Agrees)
			w.correct(first, "钱二", "成员联系电话", visit.HeadWritten, "13900000002")
		}, "却有 1 处更正或变动，已采用"},
		{"held back", func(w *workbook) {
			w.visited(first, visit.Agrees)
			w.correct(first, "钱二", model.CodeRelation, visit.HeadChosen, "户主")
		}, "却有 1 处更正或变动，都没有采用（原因另列）"},
		{"another's number", func(w *workbook) {
			w.visited(first, visit.Agrees)
			w.correct(first, "钱二", model.CodeIdentity, visit.HeadWritten, card(4))
		}, "却有 1 处更正或变动，都没有采用（原因另列）"},
		{"who is elsewhere", func(w *workbook) {
			w.add(visit.AdditionSheet, visit.HeadNumber, w.number(first), visit.Title(lookup(t, model.CodeName)), "李四",
				visit.Title(lookup(t, model.CodeRelation)), "之父", visit.Title(lookup(t, model.CodeIdentity)), card(4), "增加原因", "2")
		}, "填了核实的内容，都没有采用（原因另列）；却没有填核实结果"},
		{"nothing", func(w *workbook) { w.visited(first, visit.Corrected) }, "却没有登记更正、增加或减少"},
		{"no such answer", func(w *workbook) {
			w.visited(first, visit.Corrected)
			w.correct(first, "钱二", model.CodeRelation, visit.HeadChosen, "邻居家")
		}, ""},
		{"both", func(w *workbook) {
			w.visited(first, visit.Agrees)
			w.correct(first, "钱二", model.CodeRelation, visit.HeadChosen, "户主")
			w.correct(first, "钱二", "成员联系电话", visit.HeadWritten, "13900000002")
		}, "却有 2 处更正或变动，采用了 1 处，1 处没有采用（原因另列）"},
		{"no result", func(w *workbook) {
			w.correct(first, "钱二", model.CodeRelation, visit.HeadChosen, "户主")
		}, "填了核实的内容，都没有采用（原因另列）；却没有填核实结果"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := base.with(t)
			w := c.open(c.village[0])
			tt.fill(w)
			w.save()
			r := c.collect("sum", name, c.out())
			said := slices.ContainsFunc(r.Findings, func(p model.Problem) bool {
				return p.Rule == "return-result" && strings.Contains(p.Message, tt.want)
			})
			if said != (tt.want != "") {
				t.Errorf("%v, want %s", r.Findings, tt.want)
			}
		})
	}
}

func lookup(t *testing.T, code model.Code) *model.Indicator {
	t.Helper()
	cb := rostertest.Codebook(t)
	return cb.Lookup(code)
}
