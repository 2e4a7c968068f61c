package roster

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"ruhu/model"
	"ruhu/model/must"
)

// Of each column the first two filled cells of accepted rows are kept.
func TestExamplesOfColumns(t *testing.T) {
	ros := read(t, book(t, `
		== 表
		序号|户编号|行政村|姓名|与户主关系|文化情况|空列
		1|1|南村|赵甲|户主||
		2|1|南村|赵乙|之子|小学|
		合计|2||||九|
		3|2|南村|赵丙|户主|`+strings.Repeat("中", 30)+`|
		4|2|南村|赵丁|之女|高中|`))
	var got []string
	for _, c := range ros.Sheets[0].Columns {
		got = append(got, c.Head+"="+c.Examples[0]+"+"+c.Examples[1])
	}
	want := "序号=1+2 户编号=1+1 行政村=南村+南村 姓名=赵甲+赵乙 与户主关系=户主+之子 文化情况=小学+" + strings.Repeat("中", 24) + " 空列=+"
	if s := strings.Join(got, " "); s != want {
		t.Errorf("%s\nwant\n%s", s, want)
	}
	if c := ros.Sheets[0].Columns; !c[0].Minor || c[5].Minor {
		t.Error("序号 is missed, or 文化情况 is not")
	}
	if s := ros.Sheets[0]; len(s.Scopes) == 0 || s.Scopes[0] != model.OfMember {
		t.Errorf("columns may be about %v", s.Scopes)
	}
}

// Who passes by a screen learns nothing of whose an example is.
func TestGlimpse(t *testing.T) {
	cb := codebook(t)
	for _, tt := range []struct {
		code model.Code // empty: nobody knows what the column holds
		text string
		want string
	}{
		{"A1", "欧阳春花", "欧***"},
		{"户主姓名", "赵甲", "赵*"},
		{"责任人姓名", "佟大为", "佟**"},
		{"受益人", "赵甲、赵乙", "赵……"},
		{"村负责人", "许红军", "许**"},
		{"A4", "320799196001011230", "320799********1230"},
		{"A4", "赵甲", "**"},
		{"联系电话", "13800001234", "138****1234"},
		{"银行账号", "6230000000000012345", "***************2345"},
		{"A8", "小学", "小学"},
		{"A8", "佟大为", "佟**"},
		{"A28", "12000", "12000"},
		{"A28", "320799196001011230", "320799********1230"},
		{"A3", "男", "男"},
		{"行政村", "南村", "南村"},
		{"户编号", "320799001001", "32**********"},
		{"务工企业名称", "某某有限公司", "某……"},
		{"", "佟大为", "佟**"},
		{"", "户主佟大为外出务工", "户……"},
		{"", "小学", "小学"},
		{"", "320799196001011230", "320799********1230"},
		{"", "3207 9919 6001 0112 30", "320799********1230"},
		{"", "138 0000 1234", "13* **** ****"},
		{"", "电话13800001234", "电……"},
		{"", "12.5", "12.5"},
		{"", "", ""},
	} {
		if got := Glimpse(cb, cb.Lookup(tt.code), tt.text); got != tt.want {
			t.Errorf("%s %q: %q, want %q", tt.code, tt.text, got, tt.want)
		}
	}
}

// A column that the user does not want is not used, whatever its head means, and nothing
// is asked about it.
func TestUnwantedColumn(t *testing.T) {
	cb := codebook(t)
	in := book(t, `
		== 表
		户编号|行政村|姓名|与户主关系|文化程度|邻居|序号
		1|南村|赵甲|户主|小学|周子|1
		1|南村|赵乙|之子|小学|李丑|1
		2|南村|赵丙|户主|小学|王寅|2`)
	wishes, err := ParseMap(cb, []string{"文化程度=不用", "邻居=不用"})
	must.Succeed(t, err)
	ros, err := Read(cb, []Input{in}, Options{Heads: wishes})
	must.Succeed(t, err)
	s := ros.Sheets[0]
	for _, c := range s.Columns {
		if c.Head == "文化程度" || c.Head == "邻居" {
			if c.Code != "" || c.By != model.ByUser {
				t.Errorf("%s is used as %q by %q", c.Head, c.Code, c.By)
			}
		} else if c.By == model.ByUser {
			t.Errorf("nobody said anything of %s", c.Head)
		}
	}
	for _, p := range ros.Problems {
		if p.Rule == "column-unknown" || p.Rule == "column-unread" {
			t.Errorf("%s: %s", p.Rule, p.Message)
		}
	}
	if len(s.Lost) > 0 || len(Unmatched(ros.Sheets, wishes)) > 0 {
		t.Errorf("lost %v, unmatched %v", s.Lost, Unmatched(ros.Sheets, wishes))
	}
	if _, ok := slices.Collect(ros.Everyone)[0].Members[0].Get("A8"); ok {
		t.Error("A8 is read")
	}
	plain, err := Read(cb, []Input{in}, Options{})
	must.Succeed(t, err)
	if len(plain.Sheets[0].Lost) != 1 {
		t.Errorf("without a wish lost %v", plain.Sheets[0].Lost)
	}
	var wrong *MapError
	if _, err := ParseMap(cb, []string{"邻居=不用", "邻居=A8"}); !errors.As(err, &wrong) || wrong.Message != "列名“邻居”指定了两次，一次是 不用，一次是 A8" {
		t.Errorf("%v", err)
	}
}
