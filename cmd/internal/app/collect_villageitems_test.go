package app

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"ruhu/cmd/internal/output"
	"ruhu/model"
	"ruhu/model/visit"
	"ruhu/render/book"
	"ruhu/templates"
)

// weakVillage is the village of the sample that is marked 经济薄弱村.
const weakVillage = "河湾村"

// printedVillage prints what a marked village gets, and gives the village.
func printedVillage(t *testing.T) (*circle, *model.Village) {
	t.Helper()
	c := printSome(t, weakVillage)
	at := slices.IndexFunc(c.village, func(v *model.Village) bool { return v.Name == weakVillage })
	return c, c.village[at]
}

// foundOf writes what was found of an item of the village.
func (w *workbook) foundOf(code model.Code, head, value string) {
	w.t.Helper()
	cb, err := templates.Codebook()
	orPanic(err)
	in := cb.Lookup(code)
	w.set(visit.VillageSheet, w.row(visit.VillageSheet, visit.HeadItem, visit.Title(in)), head, value)
}

// TestVillageItems: what is found of a village's own items is judged, listed to be
// keyed in, and stands in the corrected roster; the form is back with it.
func TestVillageItems(t *testing.T) {
	t.Parallel()
	c, v := printedVillage(t)
	w := c.open(v)
	w.foundOf("全村总户数", visit.HeadWritten, "750户")
	w.foundOf("是否出列", visit.HeadWritten, "否")
	w.foundOf("出列年度", visit.HeadWritten, visit.Nothing)
	w.foundOf("村负责人", visit.HeadWritten, v.Text("村负责人"))
	w.foundOf("自然村数", visit.HeadWritten, "许多")
	w.foundOf("村属性", visit.HeadRemark, "村名应为河湾新村")
	w.save()
	r := c.collect("sum", c.file, c.out())
	var items []string
	for _, line := range c.itemLines("sum") {
		if strings.Contains(line, visit.WholeVillage) {
			items = append(items, line)
		}
	}
	number := w.rows(visit.VillageSheet)[1][0]
	want := []string{
		"河湾村|||（本村）|出列年度|2018|（应为空）|" + number + "||",
		"河湾村|||（本村）|是否出列|是|否|" + number + "||",
		"河湾村|||（本村）|全村总户数|" + v.Text("全村总户数") + "|750|" + number + "||",
	}
	if !slices.Equal(items, want) {
		t.Errorf("items\n%s\nwant\n%s", strings.Join(items, "\n"), strings.Join(want, "\n"))
	}
	for rule, field := range map[string]string{"return-value": "自然村数", "return-same": "村负责人", "return-remark": visit.HeadRemark} {
		if !slices.ContainsFunc(r.Findings, func(p model.Problem) bool { return p.Rule == rule && p.Field == field }) {
			t.Errorf("no %s of %s in %v", rule, field, r.Findings)
		}
	}
	verified := readRoster(t, filepath.Join(c.dir, "sum", output.VerifiedBase+".xlsx"))
	at := slices.IndexFunc(verified.Villages, func(o *model.Village) bool { return o.Name == weakVillage })
	for code, want := range map[model.Code]string{"全村总户数": "750", "是否出列": "否", "出列年度": "", "村负责人": v.Text("村负责人"), "自然村数": v.Text("自然村数")} {
		if got := strings.Trim(verified.Villages[at].Text(code), "/"); got != want {
			t.Errorf("%s is %q in the corrected roster, want %q", code, got, want)
		}
	}
	if rows := c.sheetRows("sum", output.ProgressName, "进度"); !slices.ContainsFunc(rows, func(r string) bool { return strings.Contains(r, "经济薄弱村基础信息对照表|1|1|0|") }) {
		t.Errorf("progress\n%s", strings.Join(rows, "\n"))
	}
	again := c.collect("again", filepath.Join(c.dir, "sum", output.VerifiedBase+".xlsx"), c.out())
	if again.Collected.Found != r.Collected.Found || again.Collected.HeldItems != r.Collected.HeldItems {
		t.Errorf("collected again: %+v, first %+v", again.Collected, r.Collected)
	}
}

// TestVillageItemsHeldBack: nothing is taken over that differs between workbooks, that
// changed since, whose printed value was written over, or whose rows are not ours.
func TestVillageItemsHeldBack(t *testing.T) {
	t.Parallel()
	c, v := printedVillage(t)
	original, err := os.ReadFile(c.path(v))
	orPanic(err)
	other := readRoster(t, c.file)
	for _, v := range other.Villages {
		v.Set("全村总户数", "800", model.AsText, model.At{})
	}
	var buf bytes.Buffer
	orPanic(book.WriteRoster(&buf, other, nil))
	changed := written(t, buf.Bytes())
	write := func(c *circle, change func(*workbook)) {
		orPanic(os.WriteFile(c.path(v), original, 0o600))
		w := c.open(v)
		w.foundOf("全村总户数", visit.HeadWritten, "750")
		change(w)
		w.save()
	}
	for name, tt := range map[string]struct {
		rule   string
		change func(*circle, *workbook)
	}{
		"roster changed": {"return-changed", func(c *circle, _ *workbook) { c.file = changed }},
		"roster changed, and no system value": {"return-changed", func(c *circle, w *workbook) {
			c.file = changed
			w.foundOf("全村总户数", visit.HeadSystem, "1")
		}},
		"another item":   {"return-item", func(_ *circle, w *workbook) { w.foundOf("全村总户数", visit.HeadItem, "全村总户") }},
		"another number": {"return-number", func(_ *circle, w *workbook) { w.foundOf("全村总户数", visit.HeadNumber, "K7Q2-M9XD-4TWR") }},
		"sheet gone":     {"return-sheet", func(_ *circle, w *workbook) { orPanic(w.file.DeleteSheet(visit.VillageSheet)) }},
		"two that differ": {"return-disagree", func(c *circle, _ *workbook) {
			second := strings.TrimSuffix(c.path(v), ".xlsx") + "-2.xlsx"
			orPanic(os.WriteFile(second, original, 0o600))
			w := openWorkbook(t, second)
			w.foundOf("全村总户数", visit.HeadWritten, "751")
			w.save()
		}},
	} {
		c := c.with(t)
		write(c, func(w *workbook) { tt.change(c, w) })
		r := c.collect("sum", c.file, c.out())
		if !slices.ContainsFunc(r.Findings, func(p model.Problem) bool {
			return p.Rule == tt.rule && p.Severity == model.Fault && (p.Sheet == visit.VillageSheet)
		}) {
			t.Errorf("%s: no %s in %v", name, tt.rule, r.Findings)
		}
		for _, line := range c.itemLines("sum") {
			if strings.Contains(line, "全村总户数") {
				t.Errorf("%s: taken over: %s", name, line)
			}
		}
	}
}
