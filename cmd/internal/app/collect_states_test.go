package app

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"ruhu/cmd/internal/output"
	"ruhu/model"
	"ruhu/model/must"
	"ruhu/model/slowtest"
	"ruhu/render/ooxml/ooxmltest"
)

// table writes a workbook: "== 户" begins a sheet, every other line is a row with |
// between its cells.
func table(t testing.TB, dir, name, text string) string {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	sheet, row := "Sheet1", 0
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if rest, ok := strings.CutPrefix(line, "== "); ok {
			if row == 0 {
				orPanic(f.SetSheetName(sheet, rest))
			} else if _, err := f.NewSheet(rest); err != nil {
				t.Fatal(err)
			}
			sheet, row = rest, 0
			continue
		}
		row++
		for i, c := range strings.Split(line, "|") {
			orPanic(f.SetCellStr(sheet, model.CellName(i+1, row), strings.TrimSpace(c)))
		}
	}
	file := filepath.Join(dir, name)
	orPanic(f.SaveAs(file))
	return file
}

var (
	paragraph = regexp.MustCompile(`(?s)<w:p[ >].*?</w:p>`)
	tag       = regexp.MustCompile(`<[^>]*>`)
)

// statements is everything that summary and ledgers say of rosters, line by line.
func statements(t testing.TB, rosters ...string) []string {
	t.Helper()
	dir := t.TempDir()
	s := summed(t, rosters, dir)
	var out []string
	for _, f := range s.Files {
		name := filepath.Join(dir, f)
		if strings.HasSuffix(name, ".docx") {
			for _, p := range paragraph.FindAllString(part(t, name, "word/document.xml"), -1) {
				out = append(out, tag.ReplaceAllString(p, ""))
			}
		}
	}
	r, err := use(Request{Rosters: rosters}, func(w *Workspace) (*Result, error) { return w.Ledgers(t.Context(), dir) })
	must.Succeed(t, err)
	for _, f := range r.Files {
		out = append(out, f)
		out = append(out, sheets(t, filepath.Join(dir, f))...)
	}
	return out
}

// summed sums rosters up.
func summed(t testing.TB, rosters []string, dir string) *Result {
	t.Helper()
	s, err := use(Request{Rosters: rosters}, func(w *Workspace) (*Result, error) { return w.Summary(t.Context(), dir, []Format{"docx"}) })
	must.Succeed(t, err)
	return s
}

func part(t testing.TB, file, name string) string {
	t.Helper()
	data, err := os.ReadFile(file)
	must.Succeed(t, err)
	return string(ooxmltest.Parts(t, data)[name])
}

func sheets(t testing.TB, file string) (out []string) {
	t.Helper()
	f, err := excelize.OpenFile(file)
	must.Succeed(t, err)
	defer f.Close()
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet)
		must.Succeed(t, err)
		for _, r := range rows {
			out = append(out, sheet+"|"+strings.Join(r, "|"))
		}
	}
	return out
}

// around prints rosters, hands back untouched workbooks (or what fill did with
// them) and collects: it gives the roster that comes of it.
func around(t testing.TB, fill func(*circle), rosters ...string) string {
	t.Helper()
	c := &circle{t: t, dir: t.TempDir(), file: rosters[0]}
	if _, err := (asked{Request: Request{Rosters: rosters}, Choice: Choice{Formats: []Format{"xlsx"}, Forms: []string{"measures"}}, Target: Target{Dir: c.out()}}).print(t.Context(), Watch{}); err != nil {
		t.Fatal(err)
	}
	if fill != nil {
		c.roster = readRoster(t, rosters[0])
		c.village = c.roster.Villages
		fill(c)
	}
	if _, err := collectInto(t.Context(), filepath.Join(c.dir, "sum"), Request{Rosters: rosters}, c.out()); err != nil {
		t.Fatal(err)
	}
	return filepath.Join(c.dir, "sum", output.VerifiedBase+".xlsx")
}

const threeHomes = `户编号|行政村|姓名|性别|证件号码|与户主关系|文化程度|在校生状况|脱贫属性|人均纯收入|工资性收入|生产经营性收入|财产性收入|转移性收入|生产经营性支出|主要致贫原因|贫困户属性
32079900100001|石桥村|甲一|男|320799196001010019|户主|小学||已脱贫|7000|14000|0|0|0|0|因病|一般贫困户
32079900100001|石桥村|甲孙|男|320799201001010012|之孙子|||已脱贫
32079900100002|石桥村|乙一|男|320799196101010016|户主|初中||已脱贫|7000|7000|0|0|0|0|因病|一般贫困户
32079900100003|石桥村|丙一|女|320799196201010021|户主|小学||返贫|7000|7000|0|0|0|0|因病|一般贫困户`

// fewItems is a sheet of another village that was asked for less, and for other things.
const fewItems = `户编号|行政村|姓名|性别|证件号码|与户主关系|脱贫属性|脱贫年度|危房等级|饮水安全|是否参加城乡居民基本医疗保险|本年度变动
32079900200001|柳荫村|丁一|男|320799196301010010|户主|已脱贫|2018||是|是|
32079900200002|柳荫村|戊一|男|320799196401010018|户主|未脱贫||C级|否||拟脱贫
32079900200002|柳荫村|戊二|女|320799196501010023|配偶|未脱贫||C级|否|是|拟脱贫`

const withLists = `== 村
行政村|是否经济薄弱村
芦塘村|是
== 户
户编号|行政村|户主姓名|脱贫属性|本年度变动|A24 贫困户属性|A40 危房等级|A44 是否解决安全饮用水
32079900300001|芦塘村|己一|未脱贫||一般贫困户|A级|是
32079900300002|芦塘村|庚一|已脱贫|脱贫|一般贫困户||
== 家庭成员
户编号|姓名|证件号码|与户主关系|A17 是否参加城乡居民基本医疗保险
32079900300001|己一|320799196601010015|户主|是
32079900300002|庚一|320799196701010012|户主|
== 自然减少
户编号|减少家庭成员姓名|减少家庭成员证件号码|减少原因
32079900300001|己二|320799194101010014|死亡
== 帮扶措施
户编号|年度|措施类别|帮扶内容`

// TestNothingReturned goes round with workbooks in which nothing is filled in: what
// summary and ledgers say afterwards is what they said before, word for word. What
// was not asked has not become 无.
func TestNothingReturned(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	one := table(t, dir, "三户.xlsx", threeHomes)
	two := table(t, dir, "柳荫村.xlsx", fewItems)
	three := table(t, dir, "芦塘村.xlsx", withLists)
	export, err := os.ReadFile(filepath.Join("..", "..", "..", "samples", "系统导出.xlsx"))
	must.Succeed(t, err)
	for name, rosters := range map[string][]string{
		"三户": {one}, "柳荫村": {two}, "lists": {three}, "two files": {one, two}, "three files": {one, two, three},
		"sample": {written(t, some())}, "export": {written(t, export)}, // away from the settings that lie beside it
	} {
		t.Run(name, func(t *testing.T) {
			if name == "sample" {
				slowtest.Large(t)
			} else if name != "lists" && !slowtest.Plain() {
				t.Skip("the same with other rosters")
			}
			before := statements(t, rosters...)
			now := statements(t, around(t, nil, rosters...))
			sameLines(t, "what is told", now, before)
			if twice := around(t, nil, around(t, nil, rosters...)); !slices.Equal(statements(t, twice), before) {
				t.Error("the second time round tells something else")
			}
		})
	}
}

// TestSummaryTellsWhatIsNotTold: nothing is denied of households that were not asked,
// without saying so and of how many; what somebody made sure of is.
func TestSummaryTellsWhatIsNotTold(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	one := table(t, dir, "三户.xlsx", threeHomes)
	three := table(t, dir, "芦塘村.xlsx", withLists)
	text := strings.Join(statements(t, one, three), "\n")
	for _, want := range []string{
		"另有3户花名册里没有“本年度变动”，未计入", // 石桥村 has no such column
		"另有3户花名册里没有“自然减少”表，未计入", "自然减少1人",
		"2019年帮扶措施项数】", "自然增加人数】",
		"1户没有填“A40 危房等级”",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%s is not told", want)
		}
	}
	for _, deny := range []string{"无自然增加", "本年度无帮扶措施记录"} {
		if strings.Contains(text, deny) {
			t.Errorf("%s, which nobody was asked", deny)
		}
	}
	orPanic(os.WriteFile(filepath.Join(dir, "ruhu.yaml"), []byte("已核无: [自然增加, 帮扶措施, 本年度变动]\n"), 0o600))
	text = strings.Join(statements(t, one, three), "\n")
	for _, want := range []string{"无自然增加", "本年度无帮扶措施记录"} {
		if !strings.Contains(text, want) {
			t.Errorf("%s, of which somebody made sure, is not told", want)
		}
	}
	if strings.Contains(text, "没有“本年度变动”") {
		t.Error("what somebody made sure of is told as not asked")
	}
	orPanic(os.WriteFile(filepath.Join(dir, "ruhu.yaml"), []byte("已核无: [自然增长]\n"), 0o600))
	if _, err := Open(Request{Rosters: []string{one}}); err == nil || !strings.Contains(err.Error(), "已核无里没有“自然增长”") {
		t.Errorf("a name that is none: %v", err)
	}
}

// TestOneCorrection: with one value corrected, only the lines that tell of it differ.
func TestOneCorrection(t *testing.T) {
	t.Parallel()
	file := table(t, t.TempDir(), "芦塘村.xlsx", withLists)
	before := statements(t, file)
	now := statements(t, around(t, func(c *circle) {
		w := c.open(c.village[0])
		defer w.save()
		w.visited("32079900300002", "有更正")
		w.correct("32079900300002", "（本户）", "A40", "核实值（选择）", "B级")
	}, file))
	if len(now) > len(before) {
		t.Fatalf("%d lines became %d", len(before), len(now))
	}
	changed := 0
	for i, line := range now {
		if line == before[i] {
			continue
		}
		if changed++; !strings.Contains(before[i], "A40") && !strings.Contains(before[i], "未填") && !strings.HasPrefix(before[i], "汇总") &&
			!strings.Contains(before[i], "检查") && strings.Trim(before[i], "0123456789") != "" { // how many findings there are
			t.Errorf("line %d\n%s\nbecame\n%s", i, before[i], line)
		}
	}
	if changed == 0 {
		t.Error("nothing changed")
	}
}

// TestBlankIsNotResolved: a blank A40 is 未填 in the ledger, another item that nobody
// was asked is not there, and both are counted.
func TestBlankIsNotResolved(t *testing.T) {
	t.Parallel()
	all := strings.Join(statements(t, table(t, t.TempDir(), "芦塘村.xlsx", withLists)), "\n")
	if !strings.Contains(all, "没有\n这一列|未填|未填|未填|") {
		t.Errorf("庚一 has no school, and blanks in insurance, house and water:\n%s", all)
	}
}

const halfAnswered = `== 户
户编号|行政村|户主姓名|脱贫属性|A24 贫困户属性|A40 危房等级
32079900400001|苇荡村|辛一|已脱贫|一般贫困户|A级
32079900400002|苇荡村|壬一|未脱贫|低保贫困户|A级
32079900400003|苇荡村|癸一|||
32079900400004|苇荡村|子一|不清楚||
== 家庭成员
户编号|姓名|证件号码|与户主关系|A8 文化程度
32079900400001|辛一|320799196601010015|户主|小学
32079900400002|壬一|320799196701010012|户主|初中
32079900400003|癸一|320799196801010018|户主|
32079900400003|癸二|320799199001010010|之子|
32079900400004|子一|320799196901010015|户主|小学`

// TestBlankStatus: of whom it is not said whether he is 已脱贫 is neither that nor
// 未脱贫, in no sentence, table and ledger; each says of how many that is so.
func TestBlankStatus(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	blank := table(t, dir, "苇荡村.xlsx", halfAnswered)
	unasked := table(t, dir, "滩头村.xlsx", `户编号|行政村|姓名|证件号码|与户主关系
32079900500001|滩头村|丑一|320799196601010058|户主
32079900500001|滩头村|丑二|320799199001010053|之子`)
	for name, c := range map[string]struct {
		files      []string
		want, deny []string
	}{
		"blank": {[]string{blank}, []string{
			"已脱贫1户1人，未脱贫1户1人", "另有2户没有填“脱贫属性”，未计入年末已脱贫、年末未脱贫",
			"另有 2 户没有填脱贫属性，不知道是否已脱贫，未列入：32079900400003 癸一、32079900400004 子一",
			"脱贫属性没有填的不计；未计入：2户没有填“脱贫属性”"}, []string{"花名册没有这一列的1户", "按文化程度分|花名册没有这一列的|"}},
		"blank and not asked": {[]string{blank, unasked}, []string{
			"条规则因花名册没有要用的列未检查，有", "条规则对其中1户因没有要用的列未检查。",
			"另有1户花名册里没有“脱贫属性”、2户没有填“脱贫属性”，未计入年末已脱贫、年末未脱贫", "未填2户", "花名册没有这一列的1户",
			"按文化程度分|花名册没有这一列的|2|", "按文化程度分|未填|2|",
			"另有 3 户没有填脱贫属性（其中 1 户花名册没有这一列），不知道是否已脱贫，未列入：",
		}, nil},
		"not asked": {[]string{unasked}, []string{
			"未脱贫【请补充：年末未脱贫户数、人数】", "另有 1 户没有填脱贫属性（其中 1 户花名册没有这一列）",
		}, []string{"无未脱贫户", "无已脱贫户"}},
	} {
		text := strings.Join(statements(t, c.files...), "\n")
		figures := t.TempDir()
		summed(t, c.files, figures)
		text += strings.Join(sheets(t, filepath.Join(figures, output.FiguresName)), "\n")
		for _, want := range c.want {
			if !strings.Contains(text, want) {
				t.Errorf("%s: %s is not told", name, want)
			}
		}
		for _, deny := range c.deny {
			if strings.Contains(text, deny) {
				t.Errorf("%s: %s is told", name, deny)
			}
		}
	}
}

// TestNotInTheSums: households without people, blank parts of incomes and villages of
// which nobody said whether they are 经济薄弱村 stand beside the sums without them.
func TestNotInTheSums(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	one := table(t, dir, "芦塘村.xlsx", `== 村
行政村|是否经济薄弱村
芦塘村|是
柳荫村|
== 户
户编号|行政村|户主姓名|脱贫属性|A28 工资性收入|A29 转移性收入|A30 生产经营性收入|A31 财产性收入|A32 生产经营性支出
32079900300001|芦塘村|己一|未脱贫|9000|0|100|0|0
32079900300002|芦塘村|庚一|未脱贫|8000|||0|0
32079900300003|柳荫村|辛一|未脱贫|7000|0|100|0|0
== 家庭成员
户编号|姓名|证件号码|与户主关系
32079900300001|己一|320799196601010015|户主
32079900300002|庚一|320799196701010012|户主`)
	two := table(t, dir, "石桥村.xlsx", threeHomes)
	text := strings.Join(statements(t, one, two), "\n")
	for _, want := range []string{
		"另有1户没有填家庭成员（柳荫村 32079900300003），未计入年末在册人数【请补充：这1户的年末在册人数情况】",
		"另有1户没有填“A29 转移性收入”，未计入转移性收入", "另有1户没有填“A30 生产经营性收入”，未计入生产经营性收入",
		"另有1个村花名册里没有“是否经济薄弱村”、1个村没有填“是否经济薄弱村”（柳荫村、石桥村），未计入经济薄弱村【请补充：这2个村的经济薄弱村情况】",
		"已出列的经济薄弱村数】",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%s is not told:\n%s", want, text)
		}
	}
	bare := table(t, dir, "无人.xlsx", `== 户
户编号|行政村|户主姓名|脱贫属性
32079900300001|芦塘村|己一|未脱贫
== 家庭成员
户编号|姓名`)
	if text := strings.Join(statements(t, bare), "\n"); !strings.Contains(text, "低收入农户1户【请补充：年末在册人数】") && !strings.Contains(text, "1户【请补充") || strings.Contains(text, "1户0人") {
		t.Errorf("nobody is listed:\n%s", text)
	}
}
