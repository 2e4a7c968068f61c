package check

import (
	"bytes"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"ruhu/model"
	"ruhu/model/must"
	"ruhu/model/roster"
	"ruhu/templates"
)

// ownBook is the built-in codebook with items of a campaign of one's own, of which
// nothing stands in Go.
func ownBook(t *testing.T) *model.Codebook {
	t.Helper()
	raw, err := fs.ReadFile(templates.Files, "codebook.yaml")
	must.Succeed(t, err)
	text := string(raw)
	for _, add := range []struct{ block, lines string }{
		{"\nindicators:\n", `
- {code: C1, label: 距卫生室, kind: number, unit: 公里, scope: household}
- {code: C2, label: 改厕年度, kind: year, scope: household}
- {code: C3, label: 取暖方式, kind: multiple, scope: household, options: [{label: 不取暖}, {label: 煤炉}, {label: 空调}]}
- {code: C4, label: 会用手机, kind: yesno, scope: member, extra: true}
- {code: C5, label: 有人代办, kind: yesno, scope: member, extra: true}
`},
		{"\ndemands:\n", `
  C1: {required: true, least: 0.1, most: 10, zero: true, doubt: 可能是以米填写的}
  C2: {years: {from: 2016, ahead: 1}}
  C3: {alone: [不取暖]}
  C4: {required: {from: 16, pupils: false, unless: C5}}
`},
	} {
		before, after, found := strings.Cut(text, add.block)
		if !found {
			t.Fatalf("no %q", add.block)
		}
		text = before + add.block + strings.TrimPrefix(add.lines, "\n") + after
	}
	cb, err := templates.LoadCodebook(fstest.MapFS{"codebook.yaml": {Data: []byte(text)}})
	must.Succeed(t, err)
	return cb
}

// TestOwnItems: items that an own codebook adds are checked as it asks.
func TestOwnItems(t *testing.T) {
	const heads = "户编号,行政村,姓名,与户主关系,证件号码,在校生状况,距卫生室,改厕年度,取暖方式,会用手机,有人代办\n"
	grown, pupil, child := id("19750101", 1), id("20030101", 1), id("20041231", 1)
	cb := ownBook(t)
	for _, c := range []struct{ row, want string }{
		{grown + ",,1,2019,空调,是,否", ""},
		{grown + ",,0,2016,煤炉、空调,否,", ""},
		{grown + ",,10,2020,不取暖,是,", ""},
		{grown + ",,,2019,空调,是,", "item-missing C1"},
		{grown + ",,1500,2019,空调,是,", "item-range C1"},
		{grown + ",,10.1,2019,空调,是,", "item-range C1"},
		{grown + ",,0.09,2019,空调,是,", "item-range C1"},
		{grown + ",,1,2015,空调,是,", "item-year C2"},
		{grown + ",,1,2021,空调,是,", "item-year C2"},
		{grown + ",,1,2019,不取暖、煤炉,是,", "option-alone C3"},
		{grown + ",,1,2019,柴火,是,", "option-unknown C3"},
		{grown + ",,1,2019,空调,,", "item-missing C4"},
		{grown + ",,1,2019,空调,,否", "item-missing C4"},
		{grown + ",,1,2019,空调,,是", ""},
		{pupil + ",高中一年级,1,2019,空调,,", ""},
		{child + ",非在校生,1,2019,空调,,", ""},
		{grown + ",,一里,2015,不取暖、空调,,", "item-missing C4 item-year C2 number-invalid C1 option-alone C3"},
	} {
		// A second household has every column filled in.
		text := heads + "1,东村,甲,户主," + c.row + "\n2,东村,乙,户主," + id("19760101", 3) + ",本科一年级,1,2019,空调,是,否\n"
		r, err := roster.Read(cb, []roster.Input{{Name: "册.csv", Data: bytes.NewReader([]byte(text)), Size: int64(len(text))}}, roster.Options{})
		must.Succeed(t, err)
		var got []string
		for _, p := range Run(r, Options{}).Problems {
			if p.Household == "1" && strings.HasPrefix(string(p.Code), "C") {
				got = append(got, fmt.Sprint(p.Rule, " ", p.Code))
			}
		}
		slices.Sort(got)
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: %v, want %s", c.row, got, c.want)
		}
	}
}

// TestDemandsInWords: the list of rules says of which items they are.
func TestDemandsInWords(t *testing.T) {
	cb := ownBook(t)
	want := map[string]string{
		model.RuleMissing: "会用手机（16周岁起，不在校，C5不为是）", "item-range": "距卫生室（公里）应在0.1至10之间，可以为0",
		"item-year": "改厕年度（2016年起，至本年度后1年）", "option-alone": "取暖方式：不取暖", "id-check": "",
	}
	for _, r := range Rules() {
		w, asked := want[r.ID]
		if said := r.Demands(cb); asked && (w != "") != slices.Contains(said, w) {
			t.Errorf("%s: %v, want %s", r.ID, said, w)
		}
	}
}
