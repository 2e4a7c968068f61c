package book

import (
	"bytes"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"ruhu/model"
	"ruhu/model/must"
	"ruhu/model/rostertest"
	source "ruhu/model/sheet"
	"ruhu/model/visit"
)

// keptList writes a list of problems in the place of an older one that people
// worked on.
func keptList(t *testing.T, ps model.Problems, old *excelize.File) *excelize.File {
	t.Helper()
	list := ProblemList{Problems: ps, Title: func(model.Problem) string { return "题" }}
	if old != nil {
		var raw bytes.Buffer
		must.Succeed(t, old.Write(&raw))
		var err error
		list.Old, err = ReadNotes(source.Input{Name: "问题清单.xlsx", Data: bytes.NewReader(raw.Bytes()), Size: int64(raw.Len())})
		must.Succeed(t, err)
	}
	f, _ := written(t, func(w io.Writer) error { return WriteProblems(w, list) })
	return f
}

func setCells(t *testing.T, f *excelize.File, sheet string, cells map[string]any) {
	t.Helper()
	for cell, v := range cells {
		must.Succeed(t, f.SetCellValue(sheet, cell, v))
	}
}

// TestNothingOfTheirsIsLost writes a list again when findings are gone, changed
// or moved: each word that people wrote is still there.
func TestNothingOfTheirsIsLost(t *testing.T) {
	h := &model.Household{Village: &model.Village{Name: "云台村"}}
	h.SetKey(model.Key{By: model.ByNumber, Text: "1"})
	of := func(number, message, cell string) model.Problem {
		return model.Problem{Rule: "r", Household: number, Subject: h, Message: message, Pos: model.Pos{File: "册.xlsx", Sheet: "户", Cell: cell}}
	}
	ps := model.Problems{of("1", "收入", "B2"), of("2", "重复（与 户 › B9 相同）", "B3"), of("3", "措施", "E4"), of("3", "措施", "E5")}
	f := keptList(t, ps, nil)
	if err := f.InsertRows("到户到人", 1, 1); err != nil { // a title over the heads
		t.Fatal(err)
	}
	setCells(t, f, "到户到人", map[string]any{
		"A1": "第一批", "L3": "已改", "M3": "李某", "N3": 43800, "Q2": "村里意见", "Q4": "同意", "R4": "无列名的话", "L5": "甲", "L6": "乙",
	})
	if _, err := f.NewSheet("分工"); err != nil {
		t.Fatal(err)
	}
	setCells(t, f, "分工", map[string]any{"A1": "张三包东片"})

	ps = model.Problems{of("2", "重复（与 户 › B19 相同）", "B3"), of("3", "措施", "E4"), of("3", "措施", "E5")}
	f = keptList(t, ps, f)
	want := []string{"汇总", "到户到人", "文件和列", "到户到人-以前的记录", "分工"}
	if got := f.GetSheetList(); !slices.Equal(got, want) {
		t.Fatalf("sheets %q", got)
	}
	r := rows(t, f, "到户到人")
	if got := strings.Join(r[0][10:], " "); got != "核查结果 整改情况 责任人 完成时间 户代码 村里意见 （没有列名） 单元格" {
		t.Errorf("heads %s", got)
	}
	if len(r) != 4 || r[1][15] != "同意" || r[1][16] != "无列名的话" || r[2][11] != "甲" || r[3][11] != "乙" {
		t.Errorf("rows %q", r)
	}
	past := rows(t, f, "到户到人-以前的记录")
	if len(past) != 3 || past[0][0] != pastNote || past[2][3] != "1" || past[2][11] != "已改" || past[2][12] != "李某" || past[2][13] != "2019-12-01" {
		t.Errorf("past %q", past)
	}
	if got := rows(t, f, "分工"); got[0][0] != "张三包东片" {
		t.Errorf("their sheet %q", got)
	}

	// What comes back has its words again; what is gone is listed once.
	f = keptList(t, slices.Insert(ps[1:], 0, of("1", "收入", "B2")), f)
	if r := rows(t, f, "到户到人"); len(r) != 4 || r[1][11] != "已改" || r[2][11] != "甲" {
		t.Errorf("again %q", r)
	}
	if past := rows(t, f, "到户到人-以前的记录"); len(past) != 3 || past[2][3] != "2" || past[2][15] != "同意" {
		t.Errorf("past again %q", past)
	}
}

// TestWordsStayWithTheirFamily writes a list again when the number of a family is
// another family's now, and when a corrected head was noted.
func TestWordsStayWithTheirFamily(t *testing.T) {
	d := model.NewDataset(rostertest.Codebook(t))
	d.AddSource(model.Source{File: "册.xlsx"})
	home := func(number, head, card, former string) *model.Household {
		h := &model.Household{Record: d.NewRecord(3), Village: &model.Village{Name: "云台村"}}
		for code, text := range map[model.Code]string{model.CodeNumber: number, model.CodeHeadName: head, model.CodeFormerCard: card, model.CodeFormerHead: former} {
			if text != "" {
				h.Set(code, text, model.AsText, model.At{Row: 1, Col: 1})
			}
		}
		h.SetKey(h.OwnKey())
		if number == "" {
			h.Set(model.CodeNumber, h.ProvisionalNumber(), model.AsText, model.At{Row: 1, Col: 1})
		}
		return h
	}
	finding := func(h *model.Household) model.Problem {
		return model.Problem{Rule: "r", Household: h.Number(), Head: h.HeadName(), Subject: h, Message: "收入"}
	}
	card := headCard
	for _, c := range []struct {
		name     string
		old, now *model.Household
		stays    bool
	}{
		{"the same", home("1", "赵甲", "", ""), home("1", "赵甲", "", ""), true},
		{"another head", home("1", "赵甲", "", ""), home("1", "周丙", "", ""), false},
		{"another number", home("1", "赵甲", "", ""), home("2", "赵甲", "", ""), false},
		{"a noted head", home("某村1", "赵甲", card, ""), home("某村1", "周丙", card, "赵甲"), true},
		{"the system's number", home("", "赵甲", card, ""), home("32079900100001", "赵甲", card, ""), true},
	} {
		f := keptList(t, model.Problems{finding(c.old)}, nil)
		setCells(t, f, "到户到人", map[string]any{"L2": "已改"})
		f = keptList(t, model.Problems{finding(c.now)}, f)
		got := rows(t, f, "到户到人")[1]
		if stays := len(got) > 11 && got[11] == "已改"; stays != c.stays {
			t.Errorf("%s: stays %v, want %v", c.name, stays, c.stays)
		}
		if past := slices.Contains(f.GetSheetList(), "到户到人-以前的记录"); past == c.stays {
			t.Errorf("%s: the words are lost, or twice", c.name)
		}
	}
}

const headCard = "320799196001010019"

// TestProgressShares rounds a half up, as every other share is rounded.
func TestProgressShares(t *testing.T) {
	list := make([]visit.Track, 16)
	for i := range list {
		list[i] = visit.Track{Number: string(rune('A' + i)), Form: "表", Village: "云台村", State: visit.Waiting}
	}
	list[0].State = visit.Back
	f, _ := written(t, func(w io.Writer) error { return WriteProgress(w, 2019, list, nil) })
	if r := rows(t, f, "进度"); r[1][6] != "6.3%" {
		t.Errorf("1 of 16 is %q", r[1])
	}
}
