package report_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"regexp"
	"strings"
	"testing"

	"ruhu/model"
	"ruhu/model/must"
	"ruhu/model/report"
	"ruhu/model/rostertest"
)

// TestBehind follows every figure: what is behind it adds up to it, and nobody
// who is watched is named.
func TestBehind(t *testing.T) {
	ros := rostertest.Read(t, sample)
	r := report.Make(ros, report.Options{Last: rostertest.Read(t, lastYear)})
	seen := make(map[string]bool)
	for _, f := range r.Figures() {
		if seen[f.ID] {
			t.Errorf("%s is there twice", f.ID)
		}
		seen[f.ID] = true
		if f.Name == "" || f.Group == "" || f.How == "" {
			t.Errorf("incomplete: %+v", f)
		}
		if f.Known != (f.Why == "") || !f.Known && (f.Value != 0 || f.Behind != nil) {
			t.Errorf("%s: known %v, why %q, value %v", f.ID, f.Known, f.Why, f.Value)
		}
		sum := 0.0
		for _, x := range f.Behind {
			sum += x.Amount
			if x.Household != nil && !x.Household.Registered() {
				t.Errorf("%s names a 边缘户", f.ID)
			}
		}
		if !f.Internal && f.ID != "income.perhead.money" && math.Abs(sum-f.Value) > 0.005 {
			t.Errorf("%s: %v, behind it %v", f.ID, f.Value, sum)
		}
		if f.Internal && f.Behind != nil {
			t.Errorf("%s is internal and names %d", f.ID, len(f.Behind))
		}
	}
	for _, id := range []string{"edge.households", "edge.persons", "watched.households", "watched.persons"} {
		if f := r.Figure(id); !f.Internal || f.Value == 0 {
			t.Errorf("%s: internal %v, value %v", id, f.Internal, f.Value)
		}
	}
}

// TestTables adds the columns of the tables up.
func TestTables(t *testing.T) {
	r := report.Make(rostertest.Read(t, sample), report.Options{Last: rostertest.Read(t, lastYear)})
	for _, id := range []string{"villages", "attribute", "status", "cause", "sex", "age", "education", "labour", "added", "removed"} {
		table := r.Table(id)
		if table == nil || table.Total == nil {
			t.Fatalf("no table %s with a total", id)
		}
		for col := range table.Head {
			sum := 0.0
			for _, row := range table.Rows {
				switch c := row[col]; {
				case c.Figure != nil:
					sum += c.Figure.Value
				case c.HasPercent:
					sum += c.Percent
				}
			}
			total := table.Total[col]
			want := total.Percent
			if total.Figure != nil {
				want = total.Figure.Value
			}
			if math.Abs(sum-want) > 0.001 {
				t.Errorf("%s, column %d: %v, total %v", id, col, sum, want)
			}
		}
	}
	for _, table := range r.Tables() {
		for _, row := range append(table.Rows, table.Total) {
			if row != nil && len(row) != len(table.Head) {
				t.Errorf("%s: %d cells under %d heads", table.ID, len(row), len(table.Head))
			}
		}
	}
	for _, s := range r.Series() {
		for _, l := range s.Lines {
			if len(l.Figures) != len(s.Labels) {
				t.Errorf("series %s: %d figures at %d labels", s.ID, len(l.Figures), len(s.Labels))
			}
		}
	}
}

const few = `
村 南村
户 1 脱贫属性=未脱贫
人 赵甲 户主 A4=` + "320799197001010014" + `
人 赵乙 之子
户 2 脱贫属性=已脱贫（享受政策） 脱贫年度=2018
人 钱甲 户主
`

// TestUnknown wants a figure without its columns to be unknown, and one whose
// columns are there without anybody in it to be zero.
func TestUnknown(t *testing.T) {
	r := report.Make(rostertest.Build(t, few), report.Options{})
	for id, want := range map[string]string{
		"registered.households": "2户", "registered.persons": "3人", "unlifted.households": "1户", "lifted.persons": "0人",
		"new.households": report.Unknown, "relapsed.persons": report.Unknown, "back.households": report.Unknown,
		"added.persons": report.Unknown, "removed.死亡.persons": report.Unknown, "gone.households": report.Unknown,
		"attribute.低保贫困户.households": report.Unknown, "cause.因病.persons": report.Unknown, "health.残疾.persons": report.Unknown,
		"income.wages.money": report.Unknown, "income.perhead.money": report.Unknown, "band.below.households": report.Unknown,
		"unresolved.water.households": report.Unknown, "unresolved.any.households": report.Unknown,
		"measures.households": report.Unknown, "helpers.persons": report.Unknown, "unhelped.households": report.Unknown,
		"weak.villages": report.Unknown, "edge.households": report.Unknown, "problems.places": report.Unknown,
		"registered-start.households": report.Unknown, "registered-gap.persons": report.Unknown, "all.villages": "1个",
	} {
		f := r.Figure(id)
		if f == nil {
			t.Errorf("no figure %s", id)
		} else if got := f.Text(); got != want {
			t.Errorf("%s: %s, want %s (%s)", id, got, want, f.Why)
		}
	}
	if got, want := r.Figure("new.households").Why, "花名册里没有“本年度变动”列"; got != want {
		t.Errorf("why: %s, want %s", got, want)
	}
	if r.Table("attribute").Why == "" || len(r.Table("attribute").Rows) > 0 {
		t.Error("a table of what is not known has rows")
	}
}

// TestAnyUnresolved wants the row of all guarantees to say which of them nobody asked of.
func TestAnyUnresolved(t *testing.T) {
	const child = "\n人 赵甲 户主 A4=320799201001010018 A8=小学 A9=小学 A17=是"
	for text, want := range map[string]string{
		"户 1 A40=无 A44=否" + child: "",
		"户 1 A40= A44=是" + child:  "“任一项”不含花名册没有的：住房安全。",
		"户 1 A44=是\n人 赵甲 户主":      "“任一项”不含花名册没有的：义务教育、基本医疗、住房安全。",
	} {
		note := report.Make(rostertest.Build(t, text), report.Options{}).Table("guarantees").Note
		if _, got, _ := strings.Cut(note, "为本人。"); got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}

// TestLiftedNeeds wants more than the year to know who was lifted in it.
func TestLiftedNeeds(t *testing.T) {
	for text, want := range map[string]string{
		"户 1 脱贫年度=2019\n人 赵甲 户主":            report.Unknown,
		"户 1 脱贫属性=已脱贫\n人 赵甲 户主":             report.Unknown,
		"户 1 脱贫属性=已脱贫 脱贫年度=2019\n人 赵甲 户主":   "1户",
		"户 1 脱贫属性=已脱贫 脱贫年度=2018\n人 赵甲 户主":   "0户",
		"户 1 本年度变动=脱贫\n人 赵甲 户主":             "1户",
		"户 1 脱贫属性=预脱贫 本年度变动=\n人 赵甲 户主":      "1户",
		"户 1 脱贫属性=已脱贫 本年度变动=脱贫、返贫\n人 赵甲 户主": "0户",
	} {
		if got := report.Make(rostertest.Build(t, text), report.Options{}).Figure("lifted.households").Text(); got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}

// TestEmptyColumn tells a column that nobody filled in from one that says no.
func TestEmptyColumn(t *testing.T) {
	r := report.Make(rostertest.Build(t, "列 A24 A44 本年度变动\n"+few), report.Options{})
	for id, known := range map[string]bool{
		"attribute.低保贫困户.households": false, "unresolved.water.households": false, "new.households": true, "relapsed.persons": true,
	} {
		if f := r.Figure(id); f.Known != known {
			t.Errorf("%s: known %v (%s)", id, f.Known, f.Why)
		}
	}
}

const now = `
村 南村
户 1 脱贫属性=未脱贫 本年度变动=
人 赵甲 户主 A4=110
人 赵乙 之子 A4=111
增 赵丙 之女 A4=112 增加原因=1
户 2 脱贫属性=已脱贫 本年度变动=脱贫
人 钱甲 户主 A4=120
人 钱乙 配偶 A4=121
减 钱老 减少成员证件号码=122 减少原因=（1）
户 3 脱贫属性=未脱贫 本年度变动=新识别
人 孙甲 户主 A4=130
增 孙乙 之子 A4=131 增加原因=新生儿
户 4 脱贫属性=返贫 本年度变动=返贫
人 李甲 户主 A4=140
户 5 脱贫属性=未脱贫
减 周甲 减少成员证件号码=150 减少原因=死亡
户 9 监测类型=边缘户
人 边甲 户主 A4=190
`

const before = `
村 南村
户 1 脱贫属性=未脱贫
人 赵甲 户主 A4=110
人 赵乙 之子 A4=111
户 2 脱贫属性=未脱贫
人 钱甲 户主 A4=120
人 钱乙 配偶 A4=121
人 钱老 之父 A4=122
户 4 脱贫属性=已脱贫
人 李甲 户主 A4=140
户 5 脱贫属性=未脱贫
人 周甲 户主 A4=150
`

// TestIdentities balances two small rosters, in which one household is gone, and
// then takes records out.
func TestIdentities(t *testing.T) {
	for _, c := range []struct{ name, from, to, want string }{
		{"all recorded", "", "", ""},
		{"newcomer without a record", "增 赵丙 之女 A4=112 增加原因=1", "人 赵丙 之女 A4=112",
			"registered人+1 赵丙 上年不在册，本年没有新识别或自然增加的记录; unlifted人+1 1"},
		{"listed and recorded", "增 赵丙 之女 A4=112 增加原因=1", "人 赵丙 之女 A4=112\n增 赵丙 之女 A4=112 增加原因=1", ""},
		{"left without a record", "减 钱老 减少成员证件号码=122 减少原因=（1）", "列 减少原因",
			"registered人-1 钱老 上年在册，本年不在册，也没有自然减少记录; unlifted人-1 2"},
		{"still listed", "人 钱乙 配偶 A4=121", "人 钱乙 配偶 A4=121\n人 钱老 之父 A4=122", ""},
		{"household not marked as new", "本年度变动=新识别", "本年度变动=",
			"registered户+1 3; registered人+1 孙甲 上年不在册，本年没有新识别或自然增加的记录; unlifted户+1 3; unlifted人+1 3"},
		{"household vanished", "户 5 脱贫属性=未脱贫\n减 周甲 减少成员证件号码=150 减少原因=死亡\n", "",
			"registered户-1 5; registered人-1 周甲 上年在册，本年不在册，也没有自然减少记录; unlifted户-1 5; unlifted人-1 5"},
		{"lifted without a mark", "脱贫属性=已脱贫 本年度变动=脱贫", "脱贫属性=已脱贫 脱贫年度=2017 本年度变动=", "unlifted户-1 2; unlifted人-3 2"},
		{"wrongly recorded", "减 钱老", "减 吴甲 减少成员证件号码=199 减少原因=失联\n减 钱老", "registered人+1 吴甲 列为自然减少，但上年不在册; unlifted人+1 2"},
		{"moved to another household", "人 钱乙 配偶 A4=121\n减 钱老 减少成员证件号码=122 减少原因=（1）", "减 钱老 减少成员证件号码=122 减少原因=1\n减 钱乙 减少成员证件号码=121 减少原因=5\n户 1b 脱贫属性=未脱贫 本年度变动=新识别\n增 钱乙 户主 A4=121 增加原因=3", ""},
	} {
		text := strings.Replace(now, c.from, c.to, 1)
		r := report.Make(rostertest.Build(t, text), report.Options{Last: rostertest.Build(t, before)})
		var got []string
		for _, q := range r.Identities() {
			if !q.Known {
				t.Fatalf("%s: %s %s is not known: %s", c.name, q.ID, q.Unit, q.Text())
			}
			sum := 0.0
			for _, x := range q.Behind {
				sum += x.Amount
				what := x.Household.Number()
				switch {
				case x.Member != nil:
					what = x.Member.Name() + " " + x.Note
				case x.Record != nil:
					what = x.Record.Text(model.CodeLeaver) + " " + x.Note
				}
				got = append(got, fmt.Sprintf("%s%s%+.0f %s", q.ID, q.Unit, x.Amount, what))
			}
			if sum != q.Gap {
				t.Errorf("%s: %s %s: gap %v, named %v", c.name, q.ID, q.Unit, q.Gap, sum)
			}
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, s, c.want)
		}
	}
}

// TestStartTellsWhatIsMissing: where last year's roster does not say of all who was not
// 已脱贫, the figure of the start says of how many; where nobody was asked, nobody knows
// whether the year's changes balance.
func TestStartTellsWhatIsMissing(t *testing.T) {
	for _, c := range []struct {
		name, from, to string
		value          float64
		missing        string
		known          bool
	}{
		{"all told", "", "", 3, "", true},
		{"a blank", "户 5 脱贫属性=未脱贫", "户 5 脱贫属性=", 2, "1户上年没有填“脱贫属性”", true},
		{"only what changed", "户 2 脱贫属性=未脱贫", "户 2 本年度变动=新识别", 1, "3户上年花名册里没有“脱贫属性”", false},
	} {
		last := strings.Replace(before, c.from, c.to, 1)
		if c.name == "only what changed" {
			last = regexp.MustCompile(" 脱贫属性=.*").ReplaceAllString(last, "")
		}
		r := report.Make(rostertest.Build(t, now), report.Options{Last: rostertest.Build(t, last)})
		start, gap := r.Figure("unlifted-start.households"), r.Figure("unlifted-gap.households")
		if start.Value != c.value || start.Missing.Text() != c.missing || gap.Known != c.known {
			t.Errorf("%s: %v at the start, %q; the gap is known: %v", c.name, start.Value, start.Missing.Text(), gap.Known)
		}
	}
}

// TestGapsAddUp makes rosters at random and wants what is named to make the gap.
func TestGapsAddUp(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	for i := range 300 {
		a, b := randomRoster(rnd), randomRoster(rnd)
		r := report.Make(rostertest.Build(t, a), report.Options{Last: rostertest.Build(t, b)})
		for _, q := range r.Identities() {
			sum := 0.0
			for _, x := range q.Behind {
				sum += x.Amount
			}
			if listed := strings.Contains(a, "\n人 ") && strings.Contains(b, "\n人 "); !q.Known && q.Unit == report.Persons && !listed {
				continue // how many people there are is not known
			}
			if !q.Known || sum != q.Gap {
				t.Fatalf("%d: %s %s %s: gap %v, named %v\nnow:\n%s\nlast:\n%s", i, q.ID, q.Unit, q.Text(), q.Gap, sum, a, b)
			}
		}
	}
}

// randomRoster draws households and people from few, so that much is met again.
func randomRoster(r *rand.Rand) string {
	var b strings.Builder
	b.WriteString("列 本年度变动 增加原因 减少原因 脱贫属性\n村 南村\n")
	used := make(map[int]bool) // nobody lives in two households
	for n := 1; n <= 5; n++ {
		if r.IntN(4) == 0 {
			continue
		}
		change := []string{"", "", "脱贫", "新识别", "返贫", "回退"}[r.IntN(6)]
		status := []string{"未脱贫", "已脱贫", "预脱贫", "返贫"}[r.IntN(4)]
		fmt.Fprintf(&b, "户 %d 脱贫属性=%s 本年度变动=%s\n", n, status, change)
		for range r.IntN(4) {
			p := r.IntN(12)
			if used[p] {
				continue
			}
			used[p] = true
			switch r.IntN(4) {
			case 0:
				fmt.Fprintf(&b, "增 人%d - A4=%d 增加原因=婚入\n", p, 500+p)
			case 1:
				fmt.Fprintf(&b, "减 人%d 减少成员证件号码=%d 减少原因=婚出\n", p, 500+p)
			default:
				fmt.Fprintf(&b, "人 人%d - A4=%d\n", p, 500+p)
			}
		}
	}
	return b.String()
}

// TestWatchedProblems keeps findings that tell who is watched out of the lists.
func TestWatchedProblems(t *testing.T) {
	ros := rostertest.Build(t, "户 1 监测类型=边缘户\n人 赵甲 户主\n户 2 监测类型=脱贫监测户\n人 钱甲 户主")
	homes := ros.Villages[0].Households
	r := report.Make(ros, report.Options{Problems: model.Problems{
		{Rule: "a", Severity: model.Fault, Subject: homes[0]}, {Rule: "watch-income", Subject: homes[1]}, {Rule: "b", Subject: homes[1]}, {Rule: "file"},
	}})
	for id, want := range map[string]float64{
		"problems.places": 3, "problem.watch-income.places": 1, "problem.watch-income.households": 1, "problem.b.households": 1,
		"problem.file.places": 1, "problem.file.households": 0, "problems.faults.places": 0,
	} {
		if f := r.Figure(id); f == nil || f.Value != want {
			t.Errorf("%s: %+v, want %v", id, f, want)
		}
	}
	if r.Figure("problem.a.places") != nil {
		t.Error("a finding about a 边缘户 is counted")
	}
	if f := r.Figure("problem.watch-income.households"); !f.Internal || f.Behind != nil {
		t.Error("who is watched is named")
	}
}

// TestEdgeByOtherName knows 边缘户 by the name of later years too.
func TestEdgeByOtherName(t *testing.T) {
	r := report.Make(rostertest.Build(t, "户 1 监测类型=边缘易致贫户\n人 赵甲 户主\n户 2 监测类型=监测户\n人 钱甲 户主"), report.Options{})
	for id, want := range map[string]string{"registered.households": "1户", "edge.households": "1户", "watched.persons": "1人"} {
		if got := r.Figure(id).Text(); got != want {
			t.Errorf("%s: %s, want %s", id, got, want)
		}
	}
}

// TestPercents wants each share rounded by itself to one decimal, a half upwards.
func TestPercents(t *testing.T) {
	for _, c := range []struct {
		parts []float64
		want  string
		sum   bool
	}{
		{[]float64{1, 1, 1}, "[33.3 33.3 33.3]", false}, {[]float64{2, 1}, "[66.7 33.3]", true}, {[]float64{0, 0}, "[0 0]", true}, {nil, "[]", true},
		{[]float64{1, 1, 1, 1, 1, 1}, "[16.7 16.7 16.7 16.7 16.7 16.7]", false}, {[]float64{5, 0}, "[100 0]", true}, {[]float64{1, 999}, "[0.1 99.9]", true},
		{[]float64{18, 8, 7, 7, 6, 4, 1, 1}, "[34.6 15.4 13.5 13.5 11.5 7.7 1.9 1.9]", true}, {[]float64{9, 71}, "[11.3 88.8]", false}, {[]float64{-5, 5}, "[0 100]", true},
		{[]float64{math.Inf(1), 1}, "[0 0]", true},
	} {
		got := report.Percents(c.parts)
		if fmt.Sprint(got) != c.want || report.AddUp(got) != c.sum {
			t.Errorf("%v: %v, want %s; they add up: %v", c.parts, got, c.want, report.AddUp(got))
		}
	}
	rnd := rand.New(rand.NewPCG(3, 4))
	for range 2000 {
		parts := make([]float64, 1+rnd.IntN(20))
		sum, share := 0.0, make(map[float64]float64)
		for i := range parts {
			parts[i] = float64(rnd.IntN(60))
			sum += parts[i]
		}
		for i, p := range report.Percents(parts) {
			if sum > 0 && math.Abs(p-parts[i]/sum*100) > 0.05+1e-9 {
				t.Fatalf("%v: %v of %v is %v", parts, parts[i], sum, p)
			}
			if before, ok := share[parts[i]]; ok && before != p {
				t.Fatalf("%v: %v is %v and %v", parts, parts[i], before, p)
			}
			share[parts[i]] = p
		}
	}
}

// TestRounding: a table whose shares do not add up to 100.0 says so, and its last
// row is 100.0 all the same.
func TestRounding(t *testing.T) {
	const three = "户 1 A27a=因病 A24=%[1]s\n人 赵甲 户主\n户 2 A27a=因残 A24=%[1]s\n人 钱乙 户主\n户 3 A27a=因学 A24=%[1]s\n人 孙丙 户主\n"
	r := report.Make(rostertest.Build(t, "村 南村\n"+fmt.Sprintf(three, "一般贫困户")), report.Options{})
	for id, want := range map[string]string{"cause": "因四舍五入，各项占比之和不等于100%。", "attribute": ""} {
		table := r.Table(id)
		if table == nil || len(table.Rows) == 0 {
			t.Fatalf("no table %s", id)
		}
		if table.Note != want {
			t.Errorf("%s: %q, want %q", id, table.Note, want)
		}
		if got := table.Total[2].String(); got != "100.0" {
			t.Errorf("%s: %s in all", id, got)
		}
	}
}

// TestGolden keeps every figure of the sample with its wording.
func TestGolden(t *testing.T) {
	r := report.Make(rostertest.Read(t, sample), report.Options{Last: rostertest.Read(t, lastYear)})
	var b strings.Builder
	for _, f := range r.Figures() {
		fmt.Fprintf(&b, "%s\t%s\t%s\t%s\t%s\t%s\n", f.ID, f.Group, f.Name, f.Text(), f.How, f.Source)
	}
	const name = "testdata/figures.golden"
	if os.Getenv("UPDATE_GOLDEN") != "" {
		must.Succeed(t, os.MkdirAll("testdata", 0o755))
		must.Succeed(t, os.WriteFile(name, []byte(b.String()), 0o644))
	}
	want, err := os.ReadFile(name)
	must.Succeed(t, err)
	if b.String() != string(want) {
		t.Errorf("%s differs; UPDATE_GOLDEN=1 rewrites it", name)
	}
}
