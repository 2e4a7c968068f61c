package doc_test

import (
	"bytes"
	"strings"
	"testing"

	"ruhu/model"
	"ruhu/model/must"
	"ruhu/model/rostertest"
	"ruhu/render/doc"
	"ruhu/render/form"
	"ruhu/templates"
)

// family makes a household from lines "scope code=value code=value".
func family(t *testing.T, lines ...string) *model.Household {
	t.Helper()
	cb := rostertest.Codebook(t)
	data := model.NewDataset(cb)
	source := data.AddSource(model.Source{File: "册.xlsx"})
	h := &model.Household{Record: data.NewRecord(8), Village: &model.Village{Name: "云台村", Division: "320799001201"}}
	for i, line := range lines {
		fields := strings.Fields(line)
		rec := data.NewRecord(8)
		for _, f := range fields[1:] {
			code, value, _ := strings.Cut(f, "=")
			rec.Set(model.Code(code), value, model.AsText, model.At{Source: source, Row: i + 2, Col: 1})
		}
		switch fields[0] {
		case "户":
			h.Record = rec
		case "人":
			h.Members = append(h.Members, &model.Member{Record: rec, Household: h})
		case "增":
			h.Added = append(h.Added, &model.Member{Record: rec, Household: h})
		case "减":
			h.Removed = append(h.Removed, &rec)
		case "措施":
			h.Measures = append(h.Measures, &rec)
		default:
			t.Fatalf("unknown line %q", line)
		}
	}
	h.Village.Households = []*model.Household{h}
	return h
}

func builder(t *testing.T, id string, o doc.Options) *doc.Builder {
	t.Helper()
	cb := rostertest.Codebook(t)
	set, err := form.Load(cb, templates.Forms())
	must.Succeed(t, err)
	if o.Year == 0 {
		o.Year = 2019
	}
	b, err := doc.NewBuilder(set.Find(id), o)
	must.Succeed(t, err)
	return b
}

func dump(t *testing.T, d *doc.Document) string {
	t.Helper()
	for _, b := range d.Body {
		if g, ok := b.(*doc.Grid); ok {
			if err := g.Check(); err != nil {
				t.Errorf("%s: %v", d.Form, err)
			}
		}
	}
	var buf bytes.Buffer
	must.Succeed(t, doc.Dump(&buf, d))
	return buf.String()
}

// TestContent checks what single values become on paper.
func TestContent(t *testing.T) {
	tests := []struct {
		name, form string
		lines      []string
		want, not  []string
	}{
		{"card alone stands in the middle", "appendix2",
			[]string{"户 户编号=1", "人 A1=张三 A4=320799197003108559 A5=户主"},
			[]string{"value A4: 320799197003108559\n"}, nil},
		{"certificate below its card", "appendix2",
			[]string{"户 户编号=1", "人 A1=张三 A4=32079919700310855942"},
			[]string{"value A4: 320799197003108559⏎32079919700310855942\n"}, nil},
		{"certificate of 22", "appendix2",
			[]string{"户 户编号=1", "人 A1=张三 A4=32079919700310855942B1"},
			[]string{"value A4: 320799197003108559⏎32079919700310855942B1\n"}, nil},
		{"certificate of its own column", "appendix2",
			[]string{"户 户编号=1", "人 A1=张三 A4=320799197003108559 残疾人证号码=32079919700310855942"},
			[]string{"value A4: 320799197003108559⏎32079919700310855942\n"}, nil},
		{"broken number as it stands", "appendix2",
			[]string{"户 户编号=1", "人 A1=张三 A4=3.2E+17"},
			[]string{"value A4: 3.2E+17\n"}, nil},
		{"head first, and 户主 in row 1", "appendix2",
			[]string{"户 户编号=1", "人 A1=李四 A5=配偶", "人 A1=张三 A5=户主"},
			[]string{"1,1 value A1: 张三", "1,5 value A5: 户主", "2,1 value A1: 李四"}, nil},
		{"nobody is made head whom the roster does not name", "appendix2",
			[]string{"户 户编号=1", "人 A1=李四 A5=之子", "人 A1=王五"},
			[]string{"1,5 value A5: 之子"}, []string{"户主\n"}},
		{"older word for the head", "appendix2",
			[]string{"户 户编号=1", "人 A1=张三 A5=本人或户主"}, []string{"1,5 value A5: 户主\n"}, nil},
		{"variant ticks its option", "appendix2",
			[]string{"户 户编号=1 A27a=缺劳力 A25=有"},
			[]string{"☑缺劳动力", "value A25: ☑是□否"}, nil},
		{"outside the options", "appendix2",
			[]string{"户 户编号=1 A27a=因懒 A24=五好户"},
			[]string{"□自身发展动力不足 因懒", "□特困供养贫困户 五好户"}, []string{"☑因"}},
		{"yes in words", "compare", []string{"户 户编号=1 A42=√ A43=0"},
			[]string{"value A42: 是\n", "value A43: 否\n"}, nil},
		{"brackets of the label", "compare", []string{"户 户编号=1 脱贫属性=已脱贫(享受政策)"},
			[]string{"value 脱贫属性: 已脱贫（享受政策）\n"}, nil},
		{"no cause of relapse for those that did not", "compare", []string{"户 户编号=1"}, nil, []string{"返贫原因"}},
		{"cause of relapse", "compare", []string{"户 户编号=1 本年度变动=返贫 返贫原因=因病"},
			[]string{"label: 返贫原因", "value 返贫原因: 因病"}, nil},
		{"a row for each person, one spare", "compare",
			[]string{"户 户编号=1", "人 A1=张三", "人 A1=李四", "人 A1=王五"},
			[]string{"grid 5×27 head 1", "1,1 value A1: 张三", "2,1 value A1: 李四", "3,1 value A1: 王五", "4,0 value: 4\n", "4,1 value A1\n"}, nil},
		{"a number too long for its column in a row below", "compare",
			[]string{"户 户编号=1", "人 A1=张三 A13=2019-01-01/2019-12-31"},
			[]string{"1,13 value A13: 见下\n", "2,0 1×27 value: 序号 1 A13 务工时间：2019-01-01/2019-12-31\n"}, nil},
		{"a number too long for its place beside others in a row of its own", "compare",
			[]string{"户 户编号=1 A29=1234567890.25", "人 A1=张三"},
			[]string{"1×9 value A29: 1234567890.25\n"}, nil},
		{"words of five lines beside others in a row of their own", "compare",
			[]string{"户 户编号=1 A48=是，广电网络数字电视，现已欠费停用，改用卫星接收"},
			[]string{"1×9 value A48: 是，广电网络数字电视，现已欠费停用，改用卫星接收\n"}, nil},
		{"words of four lines beside others", "compare",
			[]string{"户 户编号=1 A48=是，广电网络数字电视机顶盒"},
			[]string{"value A48: 是，广电网络数字电视机顶盒\n"}, []string{"1×9 value A48"}},
		{"what monitors is never printed", "compare", []string{"户 户编号=1 监测类型=脱贫监测户"}, nil, []string{"监测"}},
		{"measures by year and category", "measures",
			[]string{"户 户编号=1", "措施 帮扶年度=2018 帮扶类别=健康扶贫 帮扶内容=乙", "措施 帮扶年度=2017 帮扶类别=健康扶贫 帮扶内容=甲",
				"措施 帮扶年度=2018 帮扶类别=产业扶贫 帮扶内容=丙", "措施 帮扶年度=2018 帮扶类别=健康扶贫 帮扶内容=丁"},
			[]string{"1,0 value 帮扶年度: 2017", "2,0 3×1 value 帮扶年度: 2018", "2,1 value 帮扶类别: 产业扶贫", "3,1 2×1 value 帮扶类别: 健康扶贫", "4,2 value 帮扶内容: 丁"}, nil},
		{"reason as its number", "appendix3",
			[]string{"户 户编号=1", "增 A1=张小 增加原因=婚入"},
			[]string{"value 增加原因: 2\n", "write A12: （务工地点）"}, nil},
		{"hint gives way to a value", "appendix3",
			[]string{"户 户编号=1", "增 A1=张小 A12=苏州市"},
			[]string{"value A12: 苏州市"}, []string{"务工地点"}},
		{"unknown reason as it stands", "appendix3",
			[]string{"户 户编号=1", "增 A1=张小 增加原因=不详"}, []string{"value 增加原因: 不详\n"}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := dump(t, builder(t, tt.form, doc.Options{}).Household(family(t, tt.lines...)))
			for _, want := range tt.want {
				if !strings.Contains(got, want) {
					t.Errorf("lacks %q in\n%s", want, got)
				}
			}
			for _, not := range tt.not {
				if strings.Contains(got, not) {
					t.Errorf("has %q", not)
				}
			}
		})
	}
}

// TestLeastSizes: words of small tables shrink to 6 points; what is printed larger
// is read at the door, and takes more lines instead.
func TestLeastSizes(t *testing.T) {
	h := family(t, "户 户编号=1", "人 A1=张三 A8=初中", "措施 帮扶年度=2018 帮扶内容=甲")
	for _, tt := range []struct {
		form string
		code model.Code
		want doc.Length
	}{{"measures", "帮扶内容", 8 * doc.Pt}, {"compare", "A8", 8 * doc.Pt}, {"appendix2", "A8", 6 * doc.Pt}} {
		found := false
		for _, b := range builder(t, tt.form, doc.Options{}).Household(h).Body {
			if g, ok := b.(*doc.Grid); ok {
				for i := range g.Cells {
					c := &g.Cells[i]
					if c.Code == tt.code && c.Kind == doc.ValueCell && len(c.Items) > 0 {
						if found = true; c.Least != tt.want {
							t.Errorf("%s %s shrinks to %v, want %v", tt.form, tt.code, c.Least, tt.want)
						}
					}
				}
			}
		}
		if !found {
			t.Errorf("%s: no %s", tt.form, tt.code)
		}
	}
}

func TestVillageForm(t *testing.T) {
	h := family(t, "户 户编号=1", "人 A1=张三 A4=320799197003108559 A5=户主", "减 减少成员姓名=张老 减少成员证件号码=320799194003108559 减少原因=死亡")
	got := dump(t, builder(t, "appendix4", doc.Options{}).Village(h.Village))
	for _, want := range []string{"identity 行政村名称：_云台村_　行政区划代码：_320799001201_", "1,0 value: 张三", "value 减少成员姓名: 张老", "value 减少原因: 1\n", "grid 6×5 head 1"} {
		if !strings.Contains(got, want) {
			t.Errorf("lacks %q in\n%s", want, got)
		}
	}
}

// TestFindings checks that what the checks found stands in its box, and a star
// where it was found.
func TestFindings(t *testing.T) {
	h := family(t, "户 户编号=1 A28=12000", "人 A1=张三 A4=3.2E+17", "人 A1=李四 A4=320799197003108559")
	ps := map[*model.Household]model.Problems{h: {
		{Severity: model.Fault, Code: "A4", Field: "A4 号码", Person: "张三", Message: "号码已被截断", Subject: h},
		{Severity: model.Warning, Code: "人均纯收入", Field: "人均纯收入", Message: "脱贫监测户的人均纯收入超过标准的1.5倍", Subject: h},
		{Severity: model.Fault, Code: "A4", Field: "A4 号码", Person: "李四", Message: "与南村王五户的王六的相同", OnSheet: "与另一户的成员相同", Subject: h},
		{Severity: model.Warning, Code: "A28", Field: "A28 工资性收入", Message: "请核对", Subject: h},
		{Severity: model.Warning, Code: "受益人", Field: "受益人", Message: "请手写补上", Subject: h},
		{Severity: model.Warning, Code: "受益人", Field: "受益人", Message: "请手写补上", Subject: h},
	}}
	got := dump(t, builder(t, "compare", doc.Options{Problems: ps}).Household(h))
	for _, want := range []string{"value A4: 3.2E+17★", "value A28: 12000★", ": 1. 序号 1 张三：A4 号码：号码已被截断\n", ": 2. 序号 2 李四：A4 号码：与另一户的成员相同\n", ": 3. A28 工资性收入：请核对\n", ": 4. 受益人：请手写补上\n", "write: □属实□不属实\n", "value A4: 320799197003108559★\n"} {
		if !strings.Contains(got, want) {
			t.Errorf("lacks %q in\n%s", want, got)
		}
	}
	if strings.Contains(got, "监测") {
		t.Error("the sheet says that the household is watched")
	}
}

// TestFindingsOfSeveral checks that what a rule finds about several persons is one
// line with their numbers, and that rows to write on have no star.
func TestFindingsOfSeveral(t *testing.T) {
	h := family(t, "户 户编号=1", "人 A1=张三 A5=户主 A11=普通劳动力", "人 A1=李四 A11=普通劳动力", "人 A1=王五")
	var ps model.Problems
	for _, who := range []string{"张三", "李四"} {
		ps = append(ps, model.Problem{Rule: "skill", Code: "A11", Field: "A11 劳动技能", Person: who, Message: who + "64岁，劳动技能为“普通劳动力”", Subject: h})
	}
	ps = append(ps, model.Problem{Rule: "size", Code: "A1", Field: "A1 姓名", Message: "少一人", Subject: h})
	rule := func(p model.Problem) string { return map[string]string{"skill": "应与年龄相符"}[p.Rule] }
	got := dump(t, builder(t, "compare", doc.Options{Problems: map[*model.Household]model.Problems{h: ps}, Rules: rule}).Household(h))
	for _, want := range []string{": 1. 序号 1、2：A11 劳动技能：应与年龄相符\n", ": 2. A1 姓名：少一人\n"} {
		if !strings.Contains(got, want) {
			t.Errorf("lacks %q in\n%s", want, got)
		}
	}
	if n := strings.Count(got, doc.Star); n != 2 {
		t.Errorf("%d stars, want one for each of the two persons in\n%s", n, got)
	}
}

// TestEmptyIsStarredInItsBoxOnly checks that what is empty has a star only on a
// form whose box says why: elsewhere the cell is room to write.
func TestEmptyIsStarredInItsBoxOnly(t *testing.T) {
	h := family(t, "户 户编号=1 A28=12000", "人 A1=张三 A5=户主")
	ps := map[*model.Household]model.Problems{h: {
		{Severity: model.Warning, Code: "A8", Field: "A8 文化程度", Person: "张三", Message: "没有填", Subject: h},
		{Severity: model.Warning, Code: "A25", Field: "A25 军烈属", Message: "没有填", Subject: h},
		{Severity: model.Warning, Code: "A28", Field: "A28 工资性收入", Message: "请核对", Subject: h},
	}}
	for id, want := range map[string]int{"compare": 3, "appendix2": 1} {
		got := dump(t, builder(t, id, doc.Options{Problems: ps}).Household(h))
		if n := strings.Count(got, doc.Star); n != want {
			t.Errorf("%s has %d stars, want %d:\n%s", id, n, want, got)
		}
	}
}

// TestOneMeasureIsStarred checks that of several measures only that has a star
// which was found fault with.
func TestOneMeasureIsStarred(t *testing.T) {
	h := family(t, "户 户编号=1", "人 A1=张三 A5=户主", "措施 帮扶年度=2018 受益人=全家", "措施 帮扶年度=2019 受益人=邵〓")
	second := h.Measures[1]
	v, _ := second.Get("受益人")
	ps := map[*model.Household]model.Problems{h: {{Severity: model.Warning, Code: "受益人", Field: "受益人", Message: "请手写补上", Subject: h, Pos: second.PosOf(v)}}}
	got := dump(t, builder(t, "measures", doc.Options{Problems: ps}).Household(h))
	if strings.Count(got, doc.Star) != 1 || !strings.Contains(got, "邵〓★") {
		t.Error(got)
	}
}

// TestMask checks that a masked copy holds no whole number, and says what it is.
func TestMask(t *testing.T) {
	h := family(t, "户 户编号=1 联系电话=13800001234 银行账号=6299990802967182588", "人 A1=张三 A4=32079919700310855942 A5=户主", "增 A1=张小 A4=320799201903108559")
	ps := map[*model.Household]model.Problems{h: {{Rule: model.RuleFeedback, Message: "上级反馈：与320799197003108559（13800001234）重复", Subject: h}}}
	for _, id := range []string{"compare", "measures", "appendix2", "appendix3"} {
		d := builder(t, id, doc.Options{Mask: true, Problems: ps}).Household(h)
		got := dump(t, d)
		for _, not := range []string{"19700310", "20190310", "855942", "3800001", "0802967"} {
			if strings.Contains(got, not) {
				t.Errorf("%s shows %q", id, not)
			}
		}
		if d.Stamp != doc.MaskStamp || !strings.Contains(got, "张三") {
			t.Errorf("%s: stamp %q", id, d.Stamp)
		}
	}
}

// TestBlankRows checks the rows of blank forms.
func TestBlankRows(t *testing.T) {
	for id, want := range map[string]string{"appendix2": "grid 4×26 head 1", "appendix3": "grid 4×27 head 1", "appendix4": "grid 6×5 head 1", "measures": "grid 13×8 head 1"} {
		if got := dump(t, builder(t, id, doc.Options{}).Blank()); !strings.Contains(got, want) {
			t.Errorf("%s lacks %q", id, want)
		}
	}
	if got := dump(t, builder(t, "appendix2", doc.Options{Rows: 9}).Blank()); !strings.Contains(got, "grid 10×26 head 1") {
		t.Error("--rows does not set the rows")
	}
	if got := dump(t, builder(t, "measures", doc.Options{Year: 2021}).Blank()); !strings.Contains(got, "帮扶年度: 2016") || !strings.Contains(got, "帮扶年度: 2021") {
		t.Error("a blank measures sheet does not run from 2016 to the year")
	}
}

func TestPaper(t *testing.T) {
	d := builder(t, "compare", doc.Options{Paper: "A3"}).Blank()
	if d.Paper.Width != 420*doc.Mm || d.Style.Text <= 9*doc.Pt {
		t.Errorf("A3: %v, text %v", d.Paper, d.Style.Text)
	}
	dump(t, d)
}

// TestSheetNumber checks that numbers are stable, of the right form, and that a
// slip of the pen is noticed.
func TestSheetNumber(t *testing.T) {
	n := doc.SheetNumber(2019, "compare", "320799001201\x001")
	if n != doc.SheetNumber(2019, "compare", "320799001201\x001") || n == doc.SheetNumber(2020, "compare", "320799001201\x001") {
		t.Error("not a function of year, form and key alone")
	}
	if len(n) != 14 || strings.ContainsAny(n, "0O1I") || !doc.ValidSheetNumber(n) || !doc.ValidSheetNumber(strings.ToLower(n)) {
		t.Errorf("%q", n)
	}
	const letters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
	for i := range n {
		if n[i] == '-' {
			continue
		}
		for _, c := range letters {
			if wrong := n[:i] + string(c) + n[i+1:]; wrong != n && doc.ValidSheetNumber(wrong) {
				t.Errorf("%s passes for %s", wrong, n)
			}
		}
		if i+1 < len(n) && n[i+1] != '-' && n[i] != n[i+1] {
			if wrong := n[:i] + string(n[i+1]) + string(n[i]) + n[i+2:]; doc.ValidSheetNumber(wrong) {
				t.Errorf("%s passes for %s", wrong, n)
			}
		}
	}
}

// TestPersonsNotRead: a household of which no person was read has not 0 persons; the
// roster may say how many.
func TestPersonsNotRead(t *testing.T) {
	for _, tt := range []struct{ lines, want string }{
		{"户 户编号=1", ""}, {"户 户编号=1 家庭人口数=3", "3"}, {"户 户编号=1 家庭人口数=3\n人 A1=张三 A5=户主", "1"},
	} {
		h := family(t, strings.Split(tt.lines, "\n")...)
		if got := doc.SizeOf(h); got != tt.want {
			t.Errorf("%s: %q persons, want %q", tt.lines, got, tt.want)
		}
		if got := dump(t, builder(t, "compare", doc.Options{}).Household(h)); strings.Contains(got, "家庭人口：0") {
			t.Errorf("%s: the sheet says 0 persons", tt.lines)
		}
	}
}

// TestNoVillageIsBlank: where the roster names no village, the paper has a blank for it,
// and no name that is none.
func TestNoVillageIsBlank(t *testing.T) {
	h := family(t, "户 户编号=1", "人 A1=张三 A5=户主")
	h.Village.Name = model.NoVillage
	for _, id := range []string{"compare", "measures", "appendix2"} {
		d := builder(t, id, doc.Options{Year: 2019}).Household(h)
		for _, line := range strings.Split(dump(t, d), "\n") {
			if strings.Contains(line, "value") && strings.Contains(line, model.NoVillage) {
				t.Errorf("%s: %s", id, line)
			}
		}
		for _, items := range d.Identity {
			if strings.Contains(items.Text, model.NoVillage) {
				t.Errorf("%s names it in its head", id)
			}
		}
	}
}
