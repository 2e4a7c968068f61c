package form_test

import (
	"errors"
	"strings"
	"testing"

	"ruhu/model/growth"
	"ruhu/model/must"
	"ruhu/model/rostertest"
	"ruhu/render/form"
	"ruhu/templates"
)

// TestFaults gives definitions with one mistake each and checks that it is
// found where it stands, and said in words that help.
func TestFaults(t *testing.T) {
	const head = "id: x\ntitle: 某表\n"
	tests := []struct {
		name, text string
		line, col  int
		want       string
	}{
		{"empty", "", 1, 1, "文件是空的"},
		{"not yaml", "id: [", 1, 1, "不是正确的 YAML"},
		{"unknown key", head + "colour: red\nbody: [{heading: 甲}]", 3, 1, "没有“colour”这一项"},
		{"twice", head + "title: 又\nbody: [{heading: 甲}]", 3, 1, "写了两次"},
		{"no body", head, 1, 1, "缺少 body"},
		{"bad id", "id: X!\ntitle: 某表\nbody: [{heading: 甲}]", 1, 1, "只能用小写字母"},
		{"unknown unit", head + "unit: town\nbody: [{heading: 甲}]", 3, 7, "不认识“town”"},
		{"unknown code", head + "body:\n- table: {tracks: [1], rows: [{cells: [{value: A22}]}]}", 4, 48, "指标表里没有“A22”"},
		{"near code", head + "body:\n- table: {tracks: [1], rows: [{cells: [{value: A29g}]}]}", 4, 48, "是不是"},
		{"scope", head + "body:\n- table: {tracks: [1], rows: [{cells: [{value: A8}]}]}", 4, 48, "属于家庭成员"},
		{"village scope", head + "unit: village\nbody:\n- table: {tracks: [1], rows: [{cells: [{value: A28}]}]}", 5, 48, "属于户"},
		{"no options", head + "body:\n- table: {tracks: [1], rows: [{cells: [{choice: A28}]}]}", 4, 49, "没有可勾选的选项"},
		{"span too many", head + "body:\n- table:\n    tracks: [1, 1]\n    rows:\n    - {cells: [{span: 3, text: 甲}]}", 7, 7, "占 3 格，而表格有 2 格"},
		{"span too few", head + "body:\n- table:\n    tracks: [1, 1]\n    rows:\n    - {cells: [{text: 甲}]}", 7, 7, "占 1 格，而表格有 2 格"},
		{"rowspan outside", head + "body:\n- table:\n    tracks: [1]\n    rows:\n    - {cells: [{rows: 2, text: 甲}]}", 7, 7, "超出了表格的行数"},
		{"two kinds", head + "body:\n- table: {tracks: [1], rows: [{cells: [{text: 甲, value: A28}]}]}", 4, 57, "之一"},
		{"unit of length", head + "body:\n- table: {tracks: [1], rows: [{height: 7, cells: [{}]}]}", 4, 40, "以 mm 为单位"},
		{"out of range", head + "type: {text: 3pt}\nbody: [{heading: 甲}]", 3, 14, "超出范围"},
		{"index outside", head + "body:\n- table: {tracks: [1], rows: [{cells: [{value: index}]}]}", 4, 48, "只能用在列表"},
		{"list without each", head + "body:\n- list: {columns: [{head: 甲}]}", 4, 9, "缺少 each"},
		{"legend", head + "body:\n- legend: {codes: [A28]}", 4, 20, "不是有选项的指标"},
		{"for: no item", head + "for: {A99: 是}\nbody: [{heading: 甲}]", 3, 7, "指标表里没有“A99”"},
		{"for: no option", head + "for: {A24: [低保贫困户, 某类]}\nbody: [{heading: 甲}]", 3, 20, "没有“某类”这个选项"},
		{"for: no year", head + "for: {A26: 某年}\nbody: [{heading: 甲}]", 3, 12, "不是“A26 计划脱贫年度”能有的值"},
		{"for: no amount", head + "for: {A28: 多}\nbody: [{heading: 甲}]", 3, 12, "不是“A28 工资性收入”能有的值"},
		{"for: nothing", head + "for: {}\nbody: [{heading: 甲}]", 3, 6, "缺少 指标和它的值"},
		{"for: no value", head + "for: {A24: []}\nbody: [{heading: 甲}]", 3, 12, "缺少 值"},
		{"for: blank", head + "for: {A24: }\nbody: [{heading: 甲}]", 3, 12, "应是这个指标的一个值"},
		{"for: twice", head + "for: {A24: 低保贫困户, A24: 低保贫困户}\nbody: [{heading: 甲}]", 3, 19, "写了两次"},
		{"for: list", head + "for: [A24]\nbody: [{heading: 甲}]", 3, 6, "不认识"},
		{"for: reading", head + "for: {生存状态: 正常}\nbody: [{heading: 甲}]", 3, 7, "只用来读花名册"},
		{"for: watched", head + "for: {监测类型: 边缘户}\nbody: [{heading: 甲}]", 3, 7, "只能用在写了 internal: true 的表里"},
		{"list: watched", head + "unit: village\nbody:\n- list: {each: households, for: {监测类型: 边缘户}, columns: [{value: head.name}]}", 5, 34, "只能用在写了 internal: true 的表里"},
		{"shows watched", head + "body:\n- table: {tracks: [1], rows: [{cells: [{choice: 监测类型}]}]}", 4, 49, "“监测类型”只内部掌握"},
		{"explains watched", head + "body:\n- legend: {codes: [监测类型]}", 4, 20, "“监测类型”只内部掌握"},
		{"internal", head + "internal: yes\nbody: [{heading: 甲}]", 3, 11, "应写 true 或 false"},
		{"internal and public", "id: x\ntitle: 边缘户公示\ninternal: true\nbody: [{heading: 甲}]", 2, 8, "公示、公告的表不能是内部的"},
		{"households of a household", head + "body:\n- list: {each: households, columns: [{value: head.name}]}", 4, 16, "households 只能用在以村为单位的表里"},
		{"member of a row of households", head + "unit: village\nbody:\n- list: {each: households, columns: [{value: A8}]}", 5, 46, "属于家庭成员"},
		{"audience", head + "for: removed\nbody: [{heading: 甲}]", 1, 1, "不相配"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := form.Parse(rostertest.Codebook(t), "x.yaml", []byte(tt.text))
			var faults form.Faults
			if !errors.As(err, &faults) || len(faults) == 0 {
				t.Fatalf("no fault found, error %v", err)
			}
			for _, f := range faults {
				if f.Line == tt.line && f.Col == tt.col && strings.Contains(f.Error(), tt.want) {
					return
				}
			}
			t.Errorf("want %d:%d %q, got:\n%v", tt.line, tt.col, tt.want, err)
		})
	}
}

// TestWanted holds what a roster must say for a form to be printed: any way in which
// an answer is written, and 边缘户 only where an internal form asks for 监测类型.
func TestWanted(t *testing.T) {
	cb := rostertest.Codebook(t)
	ros := rostertest.Build(t, `
		村 东村 经济薄弱村=是
		户 1 户主姓名=赵甲 A24=低保户
		人 赵甲 户主 A10=健康
		村 西村 经济薄弱村=薄弱村 出列年度=2018
		户 2 户主姓名=钱乙 A24=一般贫困户 本年度变动=脱贫 监测类型=脱贫监测户
		人 钱乙 户主 A10=残疾、长期慢性病
		村 南村 经济薄弱村=否
		户 3 户主姓名=孙丙 监测类型=边缘户
		人 孙丙 户主 A10=残疾`)
	only := func(text string) form.Only {
		d, err := form.Parse(cb, "x.yaml", []byte("id: x\ntitle: 某表\ninternal: true\nfor: "+text+"\nbody: [{heading: 甲}]"))
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		return d.Only
	}
	for text, want := range map[string]string{
		"registered": "1 2 | 东村 西村 南村", "{A24: 低保贫困户}": "1 | 东村", "{A24: [低保户, 一般户]}": "1 2 | 东村 西村",
		"{A24: 低保贫困户, 本年度变动: 脱贫}": " | ", "{A10: 残疾}": "2 | 西村", "{A10: 残疾, 监测类型: 边缘户}": "3 | 南村",
		"{监测类型: [边缘户, 脱贫监测户]}": "2 3 | 西村 南村", "{经济薄弱村: 是}": "1 2 | 东村 西村", "{出列年度: 2018年}": "2 | 西村",
		"{行政村: 东村}": "1 | 东村", "{经济薄弱村: 是, A24: 低保贫困户}": "1 | 东村",
	} {
		var homes, villages []string
		for _, v := range ros.Villages {
			if only(text).Village(v) {
				villages = append(villages, v.Name)
			}
			for _, h := range v.Households {
				if only(text).Household(h) {
					homes = append(homes, h.Number())
				}
			}
		}
		if got := strings.Join(homes, " ") + " | " + strings.Join(villages, " "); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}

// TestAllFaultsTogether checks that one mistake does not hide another.
func TestAllFaultsTogether(t *testing.T) {
	text := "id: x\ntitle: 某表\nunit: town\nbody:\n- table: {tracks: [1], rows: [{cells: [{value: A22}]}, {cells: [{span: 2}]}]}\n- list: {each: nobody, columns: [{head: 甲, width: wide}]}\n"
	_, err := form.Parse(rostertest.Codebook(t), "x.yaml", []byte(text))
	var faults form.Faults
	if !errors.As(err, &faults) {
		t.Fatal(err)
	}
	if len(faults) != 5 {
		t.Errorf("%d faults, want 5:\n%v", len(faults), err)
	}
}

// TestBuiltInFormsRoundTrip checks that what form show prints is what was
// parsed.
func TestBuiltInFormsRoundTrip(t *testing.T) {
	set, err := form.Load(rostertest.Codebook(t), templates.Forms())
	must.Succeed(t, err)
	for _, d := range set.All() {
		again, err := form.Parse(rostertest.Codebook(t), d.Source, d.Text)
		if err != nil || again.ID != d.ID {
			t.Errorf("%s: %v", d.ID, err)
		}
	}
}

func FuzzParse(f *testing.F) {
	set, err := form.Load(rostertest.Codebook(f), templates.Forms())
	must.Succeed(f, err)
	for _, d := range set.All() {
		f.Add(string(d.Text))
	}
	f.Add("body: *a\nid: &a x")
	cb := rostertest.Codebook(f)
	f.Fuzz(func(t *testing.T, text string) {
		defer growth.Bound(t, len(text), 16<<20, 4000)()
		d, err := form.Parse(cb, "x.yaml", []byte(text))
		if (d == nil) == (err == nil) {
			t.Errorf("definition %v with error %v", d, err)
		}
	})
}
