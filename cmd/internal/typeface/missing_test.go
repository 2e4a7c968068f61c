package typeface

import (
	"slices"
	"testing"

	"ruhu/model/must"
	"ruhu/model/rostertest"
	"ruhu/render"
	"ruhu/render/fontfile"
	"ruhu/render/form"
	"ruhu/templates"
)

// TestMissingOfVillages: of a village's form its own values are searched and those in
// the rows of its lists, and nobody's who is in none.
func TestMissingOfVillages(t *testing.T) {
	ros := rostertest.Build(t, `
		村 东村 村负责人=李𠮷
		户 1 A24=低保贫困户
		人 赵𡋾 户主
		人 赵𠀋 之子
		户 2
		人 钱𠂉 户主
		户 3 监测类型=边缘户
		人 孙𠃌 户主
		减 孙𠄌`)
	fonts, err := Load(fontfile.NewFiles(nil))
	must.Succeed(t, err)
	list, err := form.Parse(rostertest.Codebook(t), "x.yaml", []byte(`
id: x
title: 名单
unit: village
body:
- list: {each: households, for: {A24: 低保贫困户}, columns: [{value: head.name}]}`))
	must.Succeed(t, err)
	set, err := form.Load(rostertest.Codebook(t), templates.Forms())
	must.Succeed(t, err)
	for _, tt := range []struct {
		form *form.Definition
		want []Missing
	}{
		{list, []Missing{{Char: '𠮷', Village: "东村"}, {Char: '𡋾', Village: "东村", Household: "1", Head: "赵𡋾", Person: "赵𡋾"}}},
		{set.Find("village"), []Missing{{Char: '𠮷', Village: "东村"}}},
		{set.Find("appendix4"), []Missing{{Char: '𠮷', Village: "东村"}}},
	} {
		if got := MissingIn([]render.Entry{{Village: ros.Villages[0], Form: tt.form}}, fonts); !slices.Equal(got, tt.want) {
			t.Errorf("%s: missing %v, want %v", tt.form.ID, got, tt.want)
		}
	}
}
