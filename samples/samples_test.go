package samples

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"ruhu/model"
	"ruhu/model/must"
	"ruhu/model/rostertest"
	"ruhu/render/ooxml/ooxmltest"
)

// TestCommitted compares the committed files with what the code writes: their parts,
// since how tightly these are packed is the business of the Go version.
func TestCommitted(t *testing.T) {
	p := Sample()
	writers := map[string]func(io.Writer, *model.Codebook) error{
		"花名册.xlsx": p.Write, "系统导出.xlsx": p.WriteFlat, "花名册-上年.xlsx": p.LastYear().Write,
	}
	for _, name := range Forms() {
		writers[name] = func(w io.Writer, _ *model.Codebook) error { return WriteForm(w, name) }
	}
	for name, write := range writers {
		want, err := os.ReadFile(name)
		must.Succeed(t, err)
		var got bytes.Buffer
		must.Succeed(t, write(&got, rostertest.Codebook(t)))
		if !maps.EqualFunc(ooxmltest.Parts(t, got.Bytes()), ooxmltest.Parts(t, want), bytes.Equal) {
			t.Errorf("%s differs from what the code writes; run go generate ./samples", name)
		}
	}
}

// TestCovers checks that the sample has what the forms distinguish.
func TestCovers(t *testing.T) {
	seen := make(map[string]int)
	see := func(v any) { seen[fmt.Sprint(v)]++ }
	p := Sample()
	for f := range p.families {
		see(fmt.Sprintf("%d人", len(f.people)))
		for _, c := range []model.Code{"脱贫属性", "本年度变动", "监测类型", "A24", "A40", "行政村"} {
			see(f.house[c])
		}
		if f.house["返贫原因"] != nil {
			see("返贫原因")
		}
		for _, m := range f.members() {
			see(m["A9"])
			see(m["A14"])
			if strings.Contains(m["A1"].(string), "·") {
				see("·")
			}
			if strings.Contains(m["A1"].(string), "𠮷") {
				see("𠮷")
			}
			if strings.Contains(m["A1"].(string), "㛃") {
				see("㛃")
			}
			if len(m["A4"].(string)) == 20 {
				see("20位")
			}
			if m["残疾人证号码"] != nil {
				see("两证")
			}
		}
		for _, m := range f.measures {
			see(m["帮扶年度"])
			see(m["帮扶类别"])
		}
		for _, c := range append(f.added, f.removed...) {
			see(c.reason)
		}
	}
	for what, least := range map[string]int{
		"1人": 3, "9人": 1, poor: 5, lifted: 10, nearly: 3, fallen: 6, independent: 3,
		"新识别": 3, "返贫原因": 3, "回退": 2, "脱贫": 3, "边缘户": 2, "脱贫监测户": 2,
		ordinary: 10, relieved: 10, supported: 2, "C级": 1, "·": 1, "𠮷": 1, "㛃": 1, "20位": 3, "两证": 1, "因残": 1,
		"2016": 10, "2017": 10, "2018": 10, "2019": 10, "教育扶贫": 10, "公益岗位": 1,
		"新生儿": 3, "婚入": 1, "户籍迁入": 1, "收养": 1, "刑满释放": 1, "失联人口回归": 1,
		"死亡": 3, "婚出": 2, "户籍迁出": 1, "判刑收监": 1, "农转非": 1, "分散供养转集中供养": 1,
		"云台村": 18, "河湾村": 18, "新安村": 18,
	} {
		if seen[what] < least {
			t.Errorf("%s: %d, want at least %d", what, seen[what], least)
		}
	}
	for _, s := range stages {
		if seen[s.name] == 0 {
			t.Errorf("nobody is at %s", s.name)
		}
	}
}

// TestConsistent checks families of both populations against what a checker
// would look for.
func TestConsistent(t *testing.T) {
	cards := make(map[string]bool)
	for _, p := range []Population{Sample(), {Seed: 7, Households: 3000, Villages: 20}} {
		clear(cards)
		for f := range p.families {
			checkHouse(t, f)
			heads := 0
			checkSiblings(t, f)
			people := slices.Clone(f.people)
			for _, c := range f.added {
				people = append(people, c.person)
			}
			for _, c := range f.removed { // no more is said about them
				checkGeneration(t, f, c.person)
				if !model.ValidCard(c.card) || cards[c.card] {
					t.Errorf("%s: certificate %s", f.number(), c.card)
				}
				cards[c.card] = true
			}
			for _, m := range people {
				checkPerson(t, f, m)
				if cards[m.card] {
					t.Errorf("%s: %s stands twice", f.number(), m.card)
				}
				cards[m.card] = true
				if m.relation == "户主" {
					heads++
				}
				if m.relation == "配偶" && m.sex == f.head.sex {
					t.Errorf("%s: spouse and head are both %s", f.number(), m.sex)
				}
			}
			if heads != 1 {
				t.Errorf("%s: %d heads", f.number(), heads)
			}
			if t.Failed() {
				return
			}
		}
	}
}

func checkPerson(t *testing.T, f *family, m *person) {
	t.Helper()
	bad := func(what string) { t.Errorf("%s %s (%s, %d): %s %+v", f.number(), m.name, m.relation, m.age, what, *m) }
	born, ok := model.BirthDate(m.card)
	switch {
	case !model.ValidCard(m.card) || !ok || born.Year() != year-m.age || model.SexOf(m.card) != m.sex:
		bad("certificate")
	case (m.schooling == "") == (m.stage == ""):
		bad("A8 and A9")
	case m.dropout != "" && (m.stage != "" || m.health() == "健康" || m.age < 6 || m.age > 16):
		bad("A14")
	case m.age >= 6 && m.age <= 15 && m.stage == "" && m.dropout == "":
		bad("not at school")
	case (m.work.months > 0) != (m.work.region != "") || m.work.months > 12:
		bad("A12 and A13")
	case m.work.months > 0 && (len(m.phone) != 11 || m.skill == "丧失劳动力" || m.skill == "无劳动力" || m.age < 16):
		bad("work")
	case m.health() == "健康" && m.adult() && m.age < 60 && m.skill != "普通劳动力" && m.skill != "技能劳动力":
		bad("A11")
	case m.age >= 60 && m.skill != "无劳动力" && m.skill != "弱劳动力或半劳动力":
		bad("A11 of the old")
	case m.dibao != (f.attribute == relieved):
		bad("A19")
	case m.age < 0 || m.age > 105:
		bad("age")
	}
	for _, s := range stages {
		if s.name == m.stage && s.name != "小学" && s.name != "学龄前儿童" && m.age != s.age {
			bad("age and school")
		}
	}
	checkGeneration(t, f, m)
}

// checkGeneration compares ages with the head's.
func checkGeneration(t *testing.T, f *family, m *person) {
	t.Helper()
	lo, hi := -105, 105
	switch gap := f.head.age - m.age; m.relation {
	case "之子", "之女", "之儿媳":
		lo, hi = 17, 60
	case "之孙子", "之孙女":
		lo, hi = 36, 80
	case "之父", "之母":
		lo, hi = -62, -17
	case "配偶":
		lo, hi = -10, 10
		fallthrough
	default:
		if gap < lo || gap > hi {
			t.Errorf("%s: head %d, %s %d", f.number(), f.head.age, m.relation, m.age)
		}
		return
	}
	if gap := f.head.age - m.age; gap < lo || gap > hi {
		t.Errorf("%s: head %d, %s %d", f.number(), f.head.age, m.relation, m.age)
	}
}

// checkSiblings wants brothers and sisters born in different years.
func checkSiblings(t *testing.T, f *family) {
	t.Helper()
	ages := make(map[string]bool)
	for _, m := range f.people {
		generation := ""
		switch m.relation {
		case "之子", "之女":
			generation = "children"
		case "之孙子", "之孙女":
			generation = "grandchildren"
		default:
			continue
		}
		key := fmt.Sprint(generation, m.age)
		if ages[key] {
			t.Errorf("%s: two %s of %d", f.number(), generation, m.age)
		}
		ages[key] = true
	}
}

func checkHouse(t *testing.T, f *family) {
	t.Helper()
	n := func(c model.Code) int { return f.house[c].(int) }
	if n("A29") != n("A29a")+n("A29b")+n("A29c")+n("A29d")+n("A29e")+n("A29f") || n("A31") != n("A31a")+n("A31b") {
		t.Errorf("%s: parts do not add up: %v", f.number(), f.house)
	}
	net := n("A28") + n("A29") + n("A30") + n("A31") - n("A32")
	if got := round(float64(net) / float64(len(f.people))); f.house["人均纯收入"] != got {
		t.Errorf("%s: income per head %v, want %v", f.number(), f.house["人均纯收入"], got)
	}
	if head := net / len(f.people); head < f.low-300 || head > f.high+900 {
		t.Errorf("%s %s %s: income per head %d, want %d to %d (%+v)", f.number(), f.status, f.attribute, head, f.low, f.high, f.money)
	}
	if f.status != poor && f.status != fallen && net/len(f.people) < 6000 {
		t.Errorf("%s: %s with %d", f.number(), f.status, net/len(f.people))
	}
	if (n("A29b") > 0) != (f.attribute == relieved) || (n("A29c") > 0) != (f.attribute == supported) {
		t.Errorf("%s: relief and A24", f.number())
	}
	if (n("A28") > 0) != (len(f.employed()) > 0) {
		t.Errorf("%s: wages %d, workers %d", f.number(), n("A28"), len(f.employed()))
	}
	for c, v := range f.house {
		if x, ok := v.(int); ok && x < 0 {
			t.Errorf("%s: %s is %d", f.number(), c, x)
		}
	}
	if f.status != poor && f.status != fallen && (f.house["A44"] != 是 || f.house["A40"] == "C级") {
		t.Errorf("%s: %s without water or a safe house", f.number(), f.status)
	}
}

// TestChoices keeps every value within the codebook's lists.
func TestChoices(t *testing.T) {
	cb := rostertest.Codebook(t)
	p := Sample()
	for f := range p.families {
		var all []record
		for _, name := range []string{"户", "家庭成员", "帮扶措施", "帮扶责任人", "自然增加", "自然减少"} {
			all = append(all, f.sheet(name)...)
		}
		for _, rec := range all {
			for c, v := range rec {
				in := cb.Lookup(c)
				if in == nil {
					t.Fatalf("no indicator %s", c)
				}
				if _, outside := in.Chosen(fmt.Sprint(v)); in.IsChoice() && !in.Open && len(outside) > 0 {
					t.Errorf("%s: %v is no option", c, outside)
				}
			}
		}
	}
}

// TestMembersMatchMeasures checks that every named beneficiary exists.
func TestMembersMatchMeasures(t *testing.T) {
	p := Sample()
	for f := range p.families {
		names := map[string]bool{"全家": true}
		for _, m := range f.people {
			if names[m.name] {
				t.Errorf("%s: two are called %s", f.number(), m.name)
			}
			names[m.name] = true
		}
		for _, m := range f.measures {
			if !names[m["受益人"].(string)] {
				t.Errorf("%s: %v is no member", f.number(), m["受益人"])
			}
		}
	}
}

func BenchmarkFamily(b *testing.B) {
	p := Population{Seed: 1, Households: 1 << 30, Villages: 1}
	for i := range b.N {
		p.family(i)
	}
}
