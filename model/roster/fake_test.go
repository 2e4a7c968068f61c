package roster

import (
	"math/rand/v2"
	"strings"
	"testing"

	"ruhu/model"
	"ruhu/model/growth"
	"ruhu/model/must"
	"ruhu/model/sheet"
)

// fake is a sheet made of rows, for what no small file can be made to say.
type fake struct {
	name   string
	rows   [][]string
	merged []sheet.Span
	notes  sheet.Notes
}

func (f *fake) Name() string { return f.name }
func (f *fake) Each(yield func(int, []string) bool) error {
	for i, r := range f.rows {
		if !yield(i+1, r) {
			return nil
		}
	}
	return nil
}
func (f *fake) Number(row, col int) bool { return false }
func (f *fake) Merged() []sheet.Span     { return f.merged }
func (f *fake) Epoch1904() bool          { return false }
func (f *fake) Notes() sheet.Notes       { return f.notes }
func (f *fake) Release()                 {}

// readFakes reads sheets as one file.
func readFakes(t testing.TB, opt Options, sheets ...*fake) *model.Roster {
	t.Helper()
	cb := codebook(t)
	heads, err := newHeadIndex(cb, nil)
	must.Succeed(t, err)
	heads.list = opt.List
	c := newCollector(cb, heads)
	c.list = opt.List
	for _, s := range sheets {
		_, err := readTable(c, "册.csv", s)
		must.Succeed(t, err)
	}
	return c.finish()
}

// rowsOf cuts a text into rows of cells.
func rowsOf(text string) [][]string {
	var out [][]string
	for line := range strings.Lines(text) {
		out = append(out, strings.Split(strings.TrimRight(line, "\r\n"), "|"))
	}
	return out
}

// What a person who looks at the sheet does not see is told, once a sheet.
func TestNotesOfSheets(t *testing.T) {
	ros := readFakes(t, Options{}, &fake{
		rows: rowsOf("户编号|行政村|姓名|与户主关系\n1|南村|赵甲|户主\n2|南村|周丙|户主"),
		notes: sheet.Notes{Hidden: true, HiddenRows: []int{2, 3}, HiddenCols: []int{2, 28}, Uncached: sheet.Cells{Count: 7, First: []sheet.Cell{{Row: 2, Col: 2}}},
			External: true, Kind: "制表符分隔的文本（GB18030）"},
	})
	s := ros.Sheets[0]
	if s.Kind != "制表符分隔的文本（GB18030）" || len(s.Notes) != 5 {
		t.Fatalf("%+v", s)
	}
	all := strings.Join(s.Notes, "\n")
	for _, want := range []string{"这张工作表是隐藏的", "第 2-3 行是隐藏的", "B、AB 列是隐藏的", "7 个公式", "引用了别的工作簿"} {
		if !strings.Contains(all, want) {
			t.Errorf("no %q in %s", want, all)
		}
	}
	if len(ros.Problems) != 1 || ros.Problems[0].Rule != "sheet-notes" || ros.Problems[0].Severity != model.Warning || ros.Members() != 2 {
		t.Errorf("%s", dump(ros))
	}
	ros = readFakes(t, Options{}, &fake{rows: rowsOf("今天|天气\n好|坏"), notes: sheet.Notes{Hidden: true, HiddenRows: []int{1}}})
	if len(ros.Problems) != 1 || ros.Problems[0].Rule != "sheet-skipped" || len(ros.Sheets[0].Notes) != 1 || strings.Contains(ros.Sheets[0].Notes[0], "读入") {
		t.Errorf("%s%+v", dump(ros), ros.Sheets)
	}
}

// FuzzRows reads arbitrary rows under arbitrary heads: every row is accounted
// for, every person is somewhere, and the roster's parts know one another.
func FuzzRows(f *testing.F) {
	for _, s := range []string{
		"户编号|姓名|行政村|与户主关系\n1|甲|南村|户主\n|乙||之子\n合计|2",
		"序号|姓名|与户主关系|证件号码\n1|甲|户主|\n|乙|之子|\n2|丙|户主|320799196001011000",
		"户主||家庭成员|\n姓名|身份证号|姓名|关系\n甲||甲|户主\n甲||乙|之子\n户主||家庭成员|\n姓名|身份证号|姓名|关系\n丙|||",
		"南村花名册\n户编号|姓名|生存状态|危房户|饮水困难|帮扶责任人\n1|甲|死亡|是|否|李\n1|乙|正常|否||李",
		"户主姓名|减少家庭成员姓名|减少原因\n甲|乙|死亡",
		"户主姓名|年度|帮扶内容\n甲|2018|养鸡\n乙|2018|",
		"行政村|行政区划代码|出列年度\n南村|1|\n|—|2018",
	} {
		f.Add(s, false, uint16(0))
		f.Add(s, true, uint16(0x1234))
	}
	f.Fuzz(func(t *testing.T, text string, list bool, merge uint16) {
		if len(text) > 1<<12 {
			return
		}
		defer growth.Bound(t, len(text), 64<<20, 16000)()
		s := &fake{name: "表", rows: rowsOf(text)}
		if m := int(merge); m > 0 {
			row, col := 1+m>>12, 1+m>>8&15
			s.merged = []sheet.Span{{Row1: row, Col1: col, Row2: row + m>>4&15, Col2: col + m&15}}
		}
		ros := readFakes(t, Options{List: list}, s)
		reconcile(t, ros)
		for h := range ros.Everyone {
			for _, m := range h.Members {
				if m.Household != h {
					t.Error("a member does not know its household")
				}
			}
		}
	})
}

// sheetWords are what random sheets are made of: heads first.
var sheetWords = strings.Split("户编号|姓名|行政村|与户主关系|证件号码|户主姓名|户主证件号码|序号|生存状态|危房户|饮水困难|危房等级|帮扶责任人|增加原因|"+
	"减少原因|减少家庭成员姓名|年度|帮扶内容|A28|户主|家庭成员|甲|乙|丙|南村|北村|1|2|3|死亡|是|否|合计|之子|320799196001010019|"+
	"320799196001011000|C级||||青山街道南村低收入农户花名册|填表人：某|元|责任人姓名|单位名称|行政区划代码|出列年度", "|")

const sheetHeads = 21 // of sheetWords

// Sheets of heads and values at random, with merged cells where they come: the
// rows of all are accounted for, and nobody is lost.
func TestRandomSheets(t *testing.T) {
	names := []string{"表", "户", "家庭成员", "帮扶措施", "自然减少", "南村"}
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 1))
		f := &fake{name: names[r.IntN(len(names))]}
		width := 1 + r.IntN(7)
		for y := range 1 + r.IntN(14) {
			row := make([]string, width)
			for x := range row {
				if row[x] = sheetWords[r.IntN(len(sheetWords))]; y < 3 {
					row[x] = sheetWords[r.IntN(sheetHeads)]
				}
			}
			f.rows = append(f.rows, row)
		}
		for range r.IntN(4) {
			row, col := 1+r.IntN(12), 1+r.IntN(7)
			f.merged = append(f.merged, sheet.Span{Row1: row, Col1: col, Row2: row + r.IntN(4), Col2: col + r.IntN(3)})
		}
		reconcile(t, readFakes(t, Options{List: r.IntN(3) == 0}, f))
		if t.Failed() {
			t.Fatalf("seed %d: %q %v", seed, f.rows, f.merged)
		}
	}
}

// A sheet whose heads lie under a merged range says so.
func TestHeadsUnderMerge(t *testing.T) {
	ros := readFakes(t, Options{}, &fake{
		name: "表", rows: rowsOf("名册"), merged: []sheet.Span{{Row1: 1, Col1: 1, Row2: 1048576, Col2: 16384}},
		notes: sheet.Notes{Covered: sheet.Cells{Count: 1, First: []sheet.Cell{{Row: 1, Col: 2}}}},
	})
	if len(ros.Problems) != 1 || !strings.Contains(ros.Problems[0].Message, "工作表“表”的合并单元格 A1:XFD1048576 盖住了 B1 等格的内容") {
		t.Errorf("%+v", ros.Problems)
	}
}
