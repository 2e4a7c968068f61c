package form_test

import (
	"errors"
	"strings"
	"testing"

	"ruhu/model"
	"ruhu/render/form"
	"ruhu/templates"
)

func codebook(t testing.TB) *model.Codebook {
	t.Helper()
	cb, err := templates.Codebook()
	if err != nil {
		t.Fatal(err)
	}
	return cb
}

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
		{"audience", head + "for: removed\nbody: [{heading: 甲}]", 1, 1, "不相配"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := form.Parse(codebook(t), "x.yaml", []byte(tt.text))
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

// TestAllFaultsTogether checks that one mistake does not hide another.
func TestAllFaultsTogether(t *testing.T) {
	text := "id: x\ntitle: 某表\nunit: town\nbody:\n- table: {tracks: [1], rows: [{cells: [{value: A22}]}, {cells: [{span: 2}]}]}\n- list: {each: nobody, columns: [{head: 甲, width: wide}]}\n"
	_, err := form.Parse(codebook(t), "x.yaml", []byte(text))
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
	set, err := form.Load(codebook(t), templates.Forms())
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range set.All() {
		again, err := form.Parse(codebook(t), d.Source, d.Text)
		if err != nil || again.ID != d.ID {
			t.Errorf("%s: %v", d.ID, err)
		}
	}
}

func FuzzParse(f *testing.F) {
	set, err := form.Load(codebook(f), templates.Forms())
	if err != nil {
		f.Fatal(err)
	}
	for _, d := range set.All() {
		f.Add(string(d.Text))
	}
	f.Add("body: *a\nid: &a x")
	cb := codebook(f)
	f.Fuzz(func(t *testing.T, text string) {
		d, err := form.Parse(cb, "x.yaml", []byte(text))
		if (d == nil) == (err == nil) {
			t.Errorf("definition %v with error %v", d, err)
		}
	})
}
