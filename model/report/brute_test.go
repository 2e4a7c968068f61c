package report_test

import (
	"fmt"
	"maps"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"ruhu/model/must"
	"ruhu/model/report"
	"ruhu/model/rostertest"
)

// raw is a sheet of the sample as it stands in the file, read without the
// reader: one map a row, by the head without its code and unit.
func raw(t *testing.T, f *excelize.File, sheet string) []map[string]string {
	t.Helper()
	rows, err := f.GetRows(sheet)
	must.Succeed(t, err)
	var out []map[string]string
	for _, row := range rows[1:] {
		m := make(map[string]string)
		for i, v := range row {
			head, _, _ := strings.Cut(rows[0][i], "（元）")
			m[head] = v
			if code, _, ok := strings.Cut(head, " "); ok && code[0] == 'A' {
				m[code] = v
			}
		}
		out = append(out, m)
	}
	return out
}

// counted is the count made another way, by the ids of the figures.
type counted map[string]float64

func (c counted) pair(id string, people int) {
	c[id+".households"]++
	c[id+".persons"] += float64(people)
}

// bruteForce counts the sample from the cells of its sheets.
func bruteForce(t *testing.T) counted {
	f, err := excelize.OpenFile(sample)
	must.Succeed(t, err)
	defer f.Close()
	c := make(counted)
	homes := make(map[string]map[string]string)
	members, added := make(map[string]int), make(map[string]int)
	for _, h := range raw(t, f, "户") {
		homes[h["户编号"]] = h
	}
	edge := func(m map[string]string) bool { return homes[m["户编号"]]["监测类型"] == "边缘户" }
	people := raw(t, f, "家庭成员")
	for _, m := range people {
		members[m["户编号"]]++
	}
	for _, m := range raw(t, f, "自然增加") {
		if !edge(m) {
			added[m["户编号"]]++
			c["added.persons"]++
			c["added."+m["增加原因"]+".persons"]++
			people = append(people, m)
		}
	}
	for _, m := range raw(t, f, "自然减少") {
		if !edge(m) {
			c["removed.persons"]++
			c["removed."+m["减少原因"]+".persons"]++
		}
	}
	for n, h := range homes {
		if edge(h) {
			c.pair("edge", members[n])
			continue
		}
		c.household(h, members[n], added[n])
	}
	for _, m := range people {
		if !edge(m) {
			c.person(m)
		}
	}
	c.measures(raw(t, f, "帮扶措施"), people, homes)
	helpers := make(map[string]bool)
	for _, m := range raw(t, f, "帮扶责任人") {
		if m["帮扶结束时间"] == "" {
			helpers[m["姓名"]+m["联系电话"]] = true
		}
	}
	c["helpers.persons"] = float64(len(helpers))
	return c
}

func (c counted) household(h map[string]string, members, added int) {
	n := members + added
	c.pair("registered", n)
	change, status := h["本年度变动"], h["脱贫属性"]
	switch change {
	case "脱贫":
		c.pair("lifted", n)
	case "新识别":
		c.pair("new", n-added)
	case "返贫":
		c.pair("relapsed", n)
	case "回退":
		c.pair("back", n)
	}
	if status == "未脱贫" || status == "返贫" {
		c.pair("unlifted", n)
	} else {
		c.pair("lifted-all", n)
	}
	if h["监测类型"] == "脱贫监测户" {
		c.pair("watched", n)
	}
	c.pair("attribute."+h["A24"], n)
	c.pair("status."+status, n)
	c.pair("cause."+h["A27a"], n)
	for code := range strings.FieldsSeq("A27a A27b A27c") {
		if h[code] != "" {
			c.pair("anycause."+h[code], n)
		}
	}
	if h["A40"] == "C级" || h["A40"] == "D级" {
		c.pair("unresolved.house", n)
		c.pair("unresolved.any", n) // nothing else is unresolved in the sample
	}
	x := func(code string) float64 { v, _ := strconv.ParseFloat(h[code], 64); return v }
	c["income.wages.money"] += x("A28")
	c["income.transfers.money"] += x("A29")
	c["income.business.money"] += x("A30")
	c["income.property.money"] += x("A31")
	c["income.cost.money"] += x("A32")
	c["income.net.money"] += x("A28") + x("A29") + x("A30") + x("A31") - x("A32")
	switch head := (x("A28") + x("A29") + x("A30") + x("A31") - x("A32")) / float64(n); {
	case head < 6000:
		c.pair("band.below", n)
		c.pair("unresolved.income", n)
		if status != "未脱贫" && status != "返贫" {
			c.pair("lifted-unresolved.income", n)
		}
	case head <= 9000:
		c.pair("band.near", n)
	case head <= 12000:
		c.pair("band.middle", n)
	default:
		c.pair("band.high", n)
	}
}

func (c counted) person(m map[string]string) {
	one := func(id string) { c[id+".persons"]++ }
	one("sex." + m["A2"])
	born, _ := strconv.Atoi(m["A4"][6:10])
	switch age := 2019 - born; {
	case age <= 5:
		one("age.0-5")
	case age <= 15:
		one("age.6-15")
	case age <= 59:
		one("age.16-59")
	case age <= 79:
		one("age.60-79")
	default:
		one("age.80")
	}
	switch study := m["A9"]; {
	case study == "学龄前儿童":
		one("education.学龄前儿童")
	case study != "":
		one("education.study")
	default:
		one("education." + m["A8"])
	}
	for part := range strings.SplitSeq(m["A10"], "、") {
		one("health." + part)
	}
	one("labour." + m["A11"])
	switch area := m["A12"]; {
	case strings.HasSuffix(area, "市"):
		one("work.place")
	case area != "":
		one("work." + area)
	}
}

func (c counted) measures(list, people []map[string]string, homes map[string]map[string]string) {
	family := make(map[string][]string)
	for _, p := range people {
		family[p["户编号"]] = append(family[p["户编号"]], p["A1"])
	}
	seen := make(map[string]bool)
	first := func(key string) float64 {
		if seen[key] {
			return 0
		}
		seen[key] = true
		return 1
	}
	for _, m := range list {
		if homes[m["户编号"]]["监测类型"] == "边缘户" {
			continue
		}
		money, _ := strconv.ParseFloat(m["金额"], 64)
		for _, id := range []string{"measures", "measures." + m["年度"], "measures." + m["年度"] + "." + m["措施类别"]} {
			c[id+".items"]++
			c[id+".money"] += money
			c[id+".households"] += first(id + m["户编号"])
			names := []string{m["受益人"]}
			if m["受益人"] == "全家" {
				names = family[m["户编号"]]
			}
			for _, name := range names {
				c[id+".persons"] += first(id + m["户编号"] + name)
			}
		}
	}
}

// TestBruteForce compares every figure with a count made from the cells of the
// sample's sheets; what the count does not know must be zero or be named here.
func TestBruteForce(t *testing.T) {
	r := report.Make(rostertest.Read(t, sample), report.Options{})
	want := bruteForce(t)
	elsewhere := []string{"village.", "study.", "held.", "helped.", "income.perhead", "income-known", "all.", "weak", "registered-", "unlifted-",
		"added.households", "removed.households"}
	checked := 0
	for _, f := range r.Figures() {
		skip := !f.Known
		for _, p := range elsewhere {
			skip = skip || strings.HasPrefix(f.ID, p)
		}
		if skip {
			continue
		}
		checked++
		if fmt.Sprintf("%.2f", f.Value) != fmt.Sprintf("%.2f", want[f.ID]) {
			t.Errorf("%s %s: %v, counted %v", f.ID, f.Name, f.Value, want[f.ID])
		}
		delete(want, f.ID)
	}
	for id := range maps.Keys(want) {
		if r.Figure(id) == nil {
			t.Errorf("no figure %s", id)
		}
	}
	if checked < 150 {
		t.Errorf("only %d figures compared", checked)
	}
}
