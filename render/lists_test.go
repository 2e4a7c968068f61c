package render_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"ruhu/model"
	"ruhu/model/must"
	"ruhu/model/rostertest"
	"ruhu/render"
	"ruhu/render/doc"
	"ruhu/render/form"
	"ruhu/templates"
)

// listForms are a village's lists as an office writes them: one that is put up, one
// that stays in the office, one of some persons, and a sheet of watched households.
var listForms = map[string]string{
	"gongshi": `
title: 低收入农户名单公示
unit: village
for: nobody
body:
- list: {each: households, rows: 3, blank: 12, height: 8mm, columns: [{head: 序号, value: index}, {value: head.name, width: 20}, {value: head.identity, width: 40}, {value: A24, width: 30}, {value: 联系电话, width: 30}]}`,
	"edge": `
title: 边缘户和脱贫监测户名单
unit: village
for: {监测类型: [边缘户, 脱贫监测户]}
internal: true
identity: [行政村：, {value: 行政村, width: 60mm}]
body:
- list: {each: households, for: {监测类型: [边缘户, 脱贫监测户]}, rows: 3, height: 8mm, columns: [{head: 序号, value: index}, {value: head.name, width: 20}, {value: 监测类型, width: 30}]}`,
	"disabled": `
title: 低保户残疾人名单
unit: village
for: nobody
body:
- list: {each: members, for: {A24: 低保贫困户, A10: 残疾}, rows: 3, columns: [{head: 序号, value: index}, {value: head.name, width: 20}, {value: A1, width: 30}]}`,
	"watched": `
title: 监测对象核查表
for: {监测类型: [边缘户, 脱贫监测户]}
internal: true
body:
- table: {tracks: [1, 1], rows: [{cells: [{label: 监测类型}, {choice: 监测类型}]}]}
- list: {each: members, columns: [{value: A1}]}`,
}

// withLists gives the built-in forms and listForms.
func withLists(t testing.TB) *form.Set {
	t.Helper()
	folder := make(fstest.MapFS)
	for id, text := range listForms {
		folder[id+".yaml"] = &fstest.MapFile{Data: []byte("id: " + id + "\nnumber: 90" + text)}
	}
	set, err := form.Load(rostertest.Codebook(t), templates.Forms(), folder)
	must.Succeed(t, err)
	return set
}

// someHouseholds is a roster of two villages; of the second nobody is on the register.
func someHouseholds(t testing.TB) *model.Roster {
	return rostertest.Build(t, `
		村 东村 行政区划代码=320799001001
		户 1 A24=低保贫困户 联系电话=13800000001
		人 赵甲 户主 A4=`+rostertest.ID("19600101", 1)+` A10=健康
		人 赵乙 之子 A10=残疾、长期慢性病
		减 赵丙 减少原因=死亡
		户 2 A24=一般贫困户 监测类型=脱贫监测户
		人 钱甲 户主 A10=残疾
		户 3 监测类型=边缘户
		人 孙甲 户主 A10=残疾
		减 孙乙 减少原因=死亡
		村 西村 行政区划代码=320799001002 经济薄弱村=是
		户 4 监测类型=边缘户
		人 李甲 户主`)
}

// said gives the texts of all printed files of a run, by file.
func said(t *testing.T, set *form.Set, r *model.Roster, c render.Choice) (map[string]string, *render.Batch) {
	t.Helper()
	c.Formats = render.Formats
	b, err := render.Plan(r, set, fonts(t), render.Options{Choice: c, Year: 2019, Shell: wordShell(t)})
	must.Succeed(t, err)
	if _, err := b.Count(context.Background(), nil); err != nil {
		t.Fatal(err)
	}
	m := &memory{}
	if _, err := b.Write(context.Background(), m, nil); err != nil {
		t.Fatal(err)
	}
	out := make(map[string]string)
	for name, data := range m.files {
		if path.Ext(name) == ".pdf" {
			out[name] = strings.Join(pagesOf(t, data), "\f")
		} else {
			out[name] = characters(t, data)
		}
	}
	return out, b
}

// TestVillageLists: who is in a list that is put up, in one that stays in the office,
// in one of persons; in every format, and nobody's whole number on the wall.
func TestVillageLists(t *testing.T) {
	files, b := said(t, withLists(t), someHouseholds(t), render.Choice{Forms: []string{"gongshi", "edge", "disabled", "watched", "appendix4"}})
	for _, want := range []struct {
		file      string
		has, lack string
	}{
		{"东村/东村-低收入农户名单公示", "赵甲 钱甲", "孙甲 李甲 脱敏件 内部资料 13800000001 " + rostertest.ID("19600101", 1)},
		{"东村/东村-边缘户和脱贫监测户名单", "内部资料 不予公示 钱甲 孙甲 边缘户", "赵甲"},
		{"西村/西村-边缘户和脱贫监测户名单", "内部资料 李甲", "孙甲"},
		{"东村/东村-监测对象核查表", "内部资料 钱甲 孙甲", "赵甲"},
		{"东村/东村-低收入农户家庭成员自然减少情况表", "赵丙", "孙乙"},
		{"西村/西村-低收入农户名单公示", "序号", "李甲"},
		{"东村/东村-低保户残疾人名单", "赵甲 赵乙", "钱甲 孙甲 内部资料"},
	} {
		for _, ext := range render.Formats {
			text, ok := files[want.file+"."+string(ext)]
			if !ok {
				text, ok = files[path.Dir(want.file)+"/"+path.Dir(want.file)+"-入户资料."+string(ext)]
			}
			if !ok {
				t.Errorf("no %s.%s among %v", want.file, ext, slices.Sorted(maps.Keys(files)))
			}
			text = squeeze(text)
			for _, s := range strings.Fields(want.has) {
				if !strings.Contains(text, s) {
					t.Errorf("%s.%s lacks %s:\n%s", want.file, ext, s, text)
				}
			}
			for _, s := range strings.Fields(want.lack) {
				if strings.Contains(text, s) {
					t.Errorf("%s.%s has %s:\n%s", want.file, ext, s, text)
				}
			}
		}
	}
	for _, r := range b.Returns("回填表") {
		for _, h := range r.Households {
			t.Errorf("the return workbook of %s has %s", r.Village.Name, h.Number())
		}
	}
}

// TestInternalFormsAreAskedFor: without a name nobody gets an internal form, and a
// 边缘户 never gets another one.
func TestInternalFormsAreAskedFor(t *testing.T) {
	set := withLists(t)
	files, b := said(t, set, someHouseholds(t), render.Choice{})
	for name, text := range files {
		for _, s := range []string{"孙甲", "李甲", "内部资料", "孙乙"} {
			if strings.Contains(squeeze(text), s) {
				t.Errorf("%s has %s", name, s)
			}
		}
	}
	if got := b.Files(); !slices.Contains(got, "西村/西村-经济薄弱村基础信息对照表.pdf") || slices.ContainsFunc(got, func(f string) bool { return strings.Contains(f, "监测") }) {
		t.Errorf("files %v", got)
	}
	plan := func(c render.Choice) error {
		_, err := render.Plan(someHouseholds(t), set, fonts(t), render.Options{Choice: c, Year: 2019})
		return err
	}
	var refused *render.SelectionError
	if err := plan(render.Choice{Households: []string{"3"}, Forms: []string{"compare"}}); !errors.As(err, &refused) {
		t.Errorf("the comparison sheet of a 边缘户: %v", err)
	}
	if err := plan(render.Choice{Households: []string{"3"}, Forms: []string{"watched"}}); err != nil {
		t.Errorf("the internal sheet of a 边缘户: %v", err)
	}
}

// TestLongLists: a list of thousands takes as many pages as its rows need, each with
// the stamp and the head, and a blank one those of the definition.
func TestLongLists(t *testing.T) {
	const households = 3000
	var text strings.Builder
	text.WriteString("村 东村 行政区划代码=320799001001\n")
	for i := range households {
		fmt.Fprintf(&text, "户 %d 监测类型=边缘户 户主姓名=赵%04d\n", i+1, i+1)
	}
	files, _ := said(t, withLists(t), rostertest.Build(t, text.String()), render.Choice{Forms: []string{"edge"}})
	for name, text := range files {
		for i := range households {
			if s := fmt.Sprintf("赵%04d", i+1); strings.Count(text, s) != 1 {
				t.Fatalf("%s has %s %d times", name, s, strings.Count(text, s))
			}
		}
		for i, page := range strings.Split(text, "\f") {
			if path.Ext(name) == ".pdf" && (!strings.Contains(squeeze(page), "内部资料") || !strings.Contains(page, "序号")) {
				t.Errorf("page %d of %s lacks stamp or head", i+1, name)
			}
		}
	}
	for _, d := range withLists(t).All() {
		if d.ID != "gongshi" && d.ID != "edge" {
			continue
		}
		b, err := doc.NewBuilder(d, doc.Options{Year: 2019})
		must.Succeed(t, err)
		want := map[string]int{"gongshi": 12, "edge": 3}[d.ID]
		if g := b.Blank().Body[0].(*doc.Grid); len(g.Rows) != 1+want {
			t.Errorf("%s has %d rows, want a head and %d", d.ID, len(g.Rows), want)
		}
	}
}
