package roster

import (
	"testing"
	"unicode/utf8"

	"ruhu/model"
	"ruhu/model/growth"
	"ruhu/model/must"
	"ruhu/model/sheet"
)

// shapeOf gives the shape that reads sheets of the name; "" is a flat sheet.
func shapeOf(name string) *shape {
	if sh := shapeNamed(name); sh != nil {
		return sh
	}
	return shapes[0]
}

func TestFind(t *testing.T) {
	x, err := newHeadIndex(codebook(t), nil)
	must.Succeed(t, err)
	tests := []struct {
		sheet, head string
		want        model.Code
	}{
		{"", "A8 文化程度", "A8"}, {"", "A8文化程度", "A8"}, {"", "A8", "A8"}, {"", "a8", "A8"}, {"", "Ａ８　文化程度", "A8"},
		{"", "文化\n程度", "A8"}, {"", "*文化程度：", "A8"}, {"", "学历", "A8"}, {"", "A10健康状况", "A10"}, {"", "A1姓名", "A1"},
		{"", "A36a退耕还林面积(亩)", "A36a"}, {"", "A36A 退耕还林面积", "A36a"}, {"", "林地面积（亩）", "A36"},
		{"", "县(市、区、旗)", "地址县"}, {"", "县（市、区、旗）", "地址县"}, {"", "务工时间（月）", "A13"}, {"", "上年务工时间(月)", "A13"},
		{"", "是否接受大病医疗救助", "A51"}, {"", "是否享受大病医疗救助", "是否享受大病医疗救助"}, {"", "联系电话", "联系电话"},
		{"", "是否参加新型农村合作医疗（城乡居民基本医疗保险）", "A17"}, {"", "证件号码", "A4"}, {"", "户主证件号码", "户主证件号码"},
		{"", "居民身份证（残疾人证）号码", "A4"}, {"", "人均纯收入（元）", "人均纯收入"}, {"", "社、组", "组"},
		{"", "A8 健康状况", "A10"}, {"", "A22", ""}, {"", "A99", ""}, {"", "天气", ""}, {"", "", ""},
		{"", "工资性收入（万元）", ""}, {"", "与村主干路距离（米）", ""}, {"", "减少原因", "生存状态"},
		{"帮扶责任人", "姓名", "责任人姓名"}, {"帮扶责任人", "性别", "责任人性别"}, {"帮扶责任人", "政治面貌", "责任人政治面貌"},
		{"帮扶责任人", "联系电话", "责任人电话"}, {"自然减少", "姓名", "减少成员姓名"}, {"自然减少", "证件号码", "减少成员证件号码"},
		{"自然增加", "姓名", "A1"}, {"自然增加", "增加原因", "增加原因"}, {"户", "姓名", "户主姓名"}, {"户", "A8", ""},
		{"家庭成员", "联系电话", "成员联系电话"}, {" 3. 家庭成员表 ", "联系电话", "成员联系电话"},
	}
	for _, tt := range tests {
		var got model.Code
		if list := x.find(tt.head, shapeOf(tt.sheet)); len(list) > 0 {
			got = list[0].Code
		}
		if got != tt.want {
			t.Errorf("%q in %q: got %q, want %q", tt.head, tt.sheet, got, tt.want)
		}
	}
}

// Every title that the program itself prints must be found again.
func TestTitlesAreFound(t *testing.T) {
	cb := codebook(t)
	x, err := newHeadIndex(cb, nil)
	must.Succeed(t, err)
	for _, sh := range shapes {
		if sh.names[0] == flatName {
			continue
		}
		var titles []string
		var want []model.Code
		for _, s := range sh.scopes {
			if sh.own != model.OfHousehold && sh.own != model.OfAddition && s != sh.own || s == model.OfHelper && sh.own != s {
				continue
			}
			for _, in := range cb.Of(s) {
				titles, want = append(titles, in.Title()), append(want, in.Code)
			}
		}
		c := x.match(sh, 1, 1, singles(titles))
		got := make(map[int]model.Code)
		for _, col := range c.list {
			got[col.col] = col.in.Code
		}
		for i, code := range want {
			if got[i+1] != code {
				t.Errorf("sheet %s, head %q: got %q, want %q", sh.names[0], titles[i], got[i+1], code)
			}
		}
	}
}

func TestValues(t *testing.T) {
	cb := codebook(t)
	for _, tt := range []struct {
		code model.Code
		raw  string
		want bool
	}{
		{"A1", "", true}, {"A1", " 　", true}, {"A1", "NULL", true}, {"A1", "无", true}, {"A1", "—", true}, {"A1", `\N`, true},
		{"A1", "/", true}, {"A1", "甲", false}, {"A28", "-", true}, {"A28", "0", false}, {"A40", "无", false}, {"A40", "C级", false},
		{"A15", "无", false}, {"A15", "0", false}, {"A10", "无", false}, {"A14", "无", true},
		{"本年度变动", "无变动", true}, {"监测类型", "否", true}, {"监测类型", "边缘户", false}, {"A30", "否", false}, {"A10", "否", false},
	} {
		if got := isEmpty(cb.Lookup(tt.code), tt.raw); got != tt.want {
			t.Errorf("isEmpty(%s, %q) = %v", tt.code, tt.raw, got)
		}
	}
	for raw, want := range map[string]string{
		"1234.5600000000001": "1234.56", "0.30000000000000004": "0.3", "1.5": "1.5", "2019.0": "2019", "1.2E3": "1200",
		"一百": "一百", "12345678901234567890": "12345678901234567890", "2.50": "2.50", "1E400": "1E400",
	} {
		if got := tidy(raw); got != want {
			t.Errorf("tidy(%q) = %q, want %q", raw, got, want)
		}
	}
	for raw, want := range map[string]string{"43739": "2019-10-01", "43739.5": "2019-10-01", "201910": "", "2019.10": "", "2019-10-01": "", "": ""} {
		if got, _ := sheet.SerialDate(raw, false); got != want {
			t.Errorf("serialDate(%q) = %q, want %q", raw, got, want)
		}
	}
}

func FuzzHead(f *testing.F) {
	for _, s := range []string{"A8 文化程度", "A36a退耕还林面积(亩)", "务工时间（月）", "A", "（", "a1：", "\xff"} {
		f.Add(s)
	}
	cb := codebook(f)
	x, err := newHeadIndex(cb, map[string]model.Code{"打工": "A13"})
	must.Succeed(f, err)
	f.Fuzz(func(t *testing.T, head string) {
		defer growth.Bound(t, len(head), 64<<20, 8000)()
		if k := foldHead(head); utf8.ValidString(head) && !utf8.ValidString(k) {
			t.Errorf("fold %q: %q", head, k)
		}
		for _, sh := range shapes {
			for _, in := range x.find(head, sh) {
				if in == nil {
					t.Fatalf("%q finds nil", head)
				}
			}
			x.match(sh, 1, 1, singles([]string{head, head, "户编号"}))
			x.match(sh, 1, 2, []heading{{head, "姓名"}, {"户主", head}, {head, head}})
		}
	})
}

func FuzzRead(f *testing.F) {
	f.Add(bytesOf(f, book(f, "== 导出\n户编号|姓名|行政村\n1|甲|南村\nmerge A2:A3")))
	f.Add([]byte("PK\x05\x06"))
	f.Add([]byte{})
	f.Add([]byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\x01\x02\x03"))
	cb := codebook(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		defer growth.Bound(t, len(data), 512<<20, 8000)()
		ros, err := Read(cb, []Input{input("x", data)}, Options{})
		if (ros == nil) == (err == nil) {
			t.Errorf("roster %v, error %v", ros, err)
		}
		if ros != nil {
			account(t, ros)
		}
	})
}

// FuzzSheet reads arbitrary sheet XML inside a sound zip, which FuzzRead
// seldom reaches because of the checksums.
func FuzzSheet(f *testing.F) {
	for _, s := range []string{
		`<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>户编号</t></is></c><c r="B1" t="inlineStr"><is><t>姓名</t></is></c></row><row r="2"><c r="A2"><v>1.2E17</v></c></row></sheetData><mergeCells><mergeCell ref="A2:A9"/></mergeCells></worksheet>`,
		`<row r="`, `<c r=A1 t`, `<sheetData`, `<row/>`, `<x:row r="7"/>`,
	} {
		f.Add([]byte(s))
	}
	in := book(f, "== 导出\n户编号|姓名|行政村\n1|甲|南村")
	cb := codebook(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 1<<16 {
			return
		}
		defer growth.Bound(t, len(data), 512<<20, 8000)()
		if ros, err := Read(cb, []Input{input("x", replacePart(t, in, "xl/worksheets/sheet1.xml", data))}, Options{}); err == nil {
			account(t, ros)
		}
	})
}

// A head of a flat sheet means one thing, or is known to mean several.
func TestHeadsAreNotShared(t *testing.T) {
	x, err := newHeadIndex(codebook(t), nil)
	must.Succeed(t, err)
	several := map[string]bool{"村": true, "联系电话": true, "户主": true}
	for _, sh := range shapes {
		for key, list := range x.byHead {
			if list = x.within(key, sh); len(list) > 1 && list[0].Scope != sh.own && !several[key] ||
				len(list) > 1 && list[0].Scope == list[1].Scope {
				t.Errorf("sheet %q: %q is %s and %s", sh.names[0], key, list[0].Name(), list[1].Name())
			}
		}
	}
}

// What people would recognise: the labels met in exports and county sheets.
func TestHabits(t *testing.T) {
	x, err := newHeadIndex(codebook(t), nil)
	must.Succeed(t, err)
	for head, want := range map[string]model.Code{
		"户 主 姓 名": "户主姓名", "身份证号码（18位）": "A4", "与户主\n关系": "A5", "文化水平": "A8", "是否参加新农合": "A17", "新农合": "A17",
		"是否低保户": "A19", "低保金（元/年）": "A29b", "家庭人口（人）": "家庭人口数", "乡镇（街道）": "地址乡", "村委会": "行政村", "社区": "行政村",
		"住房安全等级": "A40", "是否危房": "危房户", "饮水是否安全": "A44", "饮水困难": "饮水困难", "年务工时间（月）": "A13", "打工地点": "A12",
		"手机号": "联系电话", "家庭成员联系电话": "成员联系电话", "一卡通账号": "银行账号", "民族成份": "A6", "称谓": "A5", "状态": "生存状态",
		"有无卫生厕所": "A43", "是否通电": "A42", "加入合作社": "A39", "距村主干路距离（公里）": "A38", "生产经营支出": "A32", "年人均纯收入（元）": "人均纯收入",
		"主要致贫原因": "A27a", "致贫原因二": "A27b", "贫困户类型": "A24", "村民小组": "组", "自然村": "地址自然村", "贫困户编号": "户编号", "残疾证编号": "残疾人证号码",
		"上年务工时间(月)": "A13", "识别标准": "A23", "家庭编号": "户编号", "公民身份号码": "A4", "是否解决安全饮用水": "A44", "劳动能力": "A11",
		"人均可支配收入": "", "是否脱贫": "",
	} {
		var got model.Code
		if list := x.find(head, shapes[0]); len(list) > 0 {
			got = list[0].Code
		}
		if got != want {
			t.Errorf("%q: got %q, want %q", head, got, want)
		}
	}
}

// singles makes headings of a head of one row.
func singles(cells []string) []heading {
	out := make([]heading, len(cells))
	for i, c := range cells {
		if model.Squeeze(c) != "" {
			out[i] = heading{c}
		}
	}
	return out
}
