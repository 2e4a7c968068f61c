package check

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"ruhu/model"
	"ruhu/model/slowtest"
)

// seed is a fault as offices make it: in whom it can be made, how, and the rules that
// find it.
type seed struct {
	name  string
	rules []string
	make  func(h *model.Household, m *model.Member) bool // false: not in this one
}

// of2019 is how old the person is on 31 December, -1 where that is not known.
func of2019(m *model.Member) int { return m.Vital(2019).Age }

// between narrows to ages.
func between(from, to int, do func(h *model.Household, m *model.Member) bool) func(h *model.Household, m *model.Member) bool {
	return func(h *model.Household, m *model.Member) bool {
		age := of2019(m)
		return age >= from && age <= to && do(h, m)
	}
}

func write(r *model.Record, values ...string) bool {
	for i := 0; i < len(values); i += 2 {
		c := model.Code(values[i])
		r.Set(c, values[i+1], model.AsText, model.At{})
	}
	return true
}

// says and home write values into a person and a household.
func says(values ...string) func(*model.Household, *model.Member) bool {
	return func(_ *model.Household, m *model.Member) bool { return write(&m.Record, values...) }
}

func home(values ...string) func(*model.Household, *model.Member) bool {
	return func(h *model.Household, _ *model.Member) bool { return write(&h.Record, values...) }
}

// nobody narrows to households in which nobody is so.
func nobody(is func(*model.Member) bool, do func(*model.Household, *model.Member) bool) func(*model.Household, *model.Member) bool {
	return func(h *model.Household, m *model.Member) bool {
		for _, x := range h.Members {
			if is(x) {
				return false
			}
		}
		return do(h, m)
	}
}

func able(m *model.Member) bool {
	return m.Chose("A10", "健康") && !model.AtSchool(m.Label("A9"))
}

func born(text string) func(*model.Household, *model.Member) bool {
	return func(_ *model.Household, m *model.Member) bool {
		card := m.Card()
		if card == "" {
			return false
		}
		card = card[:6] + text + card[14:17]
		return write(&m.Record, "A4", card+string(rune(model.CheckDigit(card))))
	}
}

var seeds = []seed{
	{"A10 健康 with 丧失劳动力", []string{"skill-age"}, between(18, 59, func(h *model.Household, m *model.Member) bool { return able(m) && says("A11", "丧失劳动力")(h, m) })},
	{"a child as 普通劳动力", []string{"skill-age"}, between(2, 15, says("A11", "普通劳动力"))},
	{"60 and over as 普通劳动力", []string{"skill-age"}, between(60, 95, says("A11", "普通劳动力"))},
	{"a pupil at work", []string{"study-work", "work-age"}, func(h *model.Household, m *model.Member) bool {
		return model.AtSchool(m.Label("A9")) && says("A13", "8", "A12", "省外务工")(h, m)
	}},
	{"残疾 without a certificate", []string{"certificate-missing"}, func(h *model.Household, m *model.Member) bool {
		return len(m.Text("A4")) == 18 && m.Text(model.CodeCertNumber) == "" && says("A10", "残疾")(h, m)
	}},
	{"A51 of who is healthy", []string{"relief-healthy"}, func(h *model.Household, m *model.Member) bool {
		return m.Chose("A10", "健康") && says("A51", "是")(h, m)
	}},
	{"A16 否 at 60", []string{"pension-uninsured"}, between(60, 95, says("A16", "否"))},
	{"wages in 万元", []string{"item-range", "income-differs", "wage-nobody"}, home("A28", "3.6")},
	{"因残 and nobody disabled", []string{"cause-disabled", "cause-twice"}, nobody(func(m *model.Member) bool {
		return m.Chose("A10", "残疾") || len(m.Text("A4")) > 18 || m.Text(model.CodeCertNumber) != ""
	}, home("A27a", "因残"))},
	{"因病 and nobody ill", []string{"cause-ill", "cause-twice"}, nobody(func(m *model.Member) bool { return !m.Chose("A10", "健康") }, home("A27a", "因病"))},
	{"因学 and no pupil", []string{"cause-school", "cause-twice"}, nobody(func(m *model.Member) bool { return of2019(m) < 30 }, home("A27a", "因学"))},
	{"a cause twice", []string{"cause-twice"}, func(h *model.Household, _ *model.Member) bool {
		return h.Text("A27a") != "" && write(&h.Record, "A27b", h.Text("A27a"))
	}},
	{"over 100", []string{"id-age"}, between(70, 95, born("19180101"))},
	{"a future year of birth", []string{"id-birth"}, born("20210101")},
	{"region 999999", []string{"id-region"}, func(_ *model.Household, m *model.Member) bool {
		card := m.Card()
		if card == "" {
			return false
		}
		card = "999999" + card[6:17]
		return write(&m.Record, "A4", card+string(rune(model.CheckDigit(card))))
	}},
	{"League member of ten", []string{"party-age"}, between(4, 13, says("A7", "共青团员"))},
	{"学前 at ten", []string{"schooling-age", "study-age"}, between(8, 12, says("A8", "", "A9", "学前教育"))},
	{"primary school at 16", []string{"study-age"}, between(15, 20, says("A8", "", "A9", "小学"))},
	{"grade too low", []string{"study-age"}, between(13, 15, says("A8", "", "A9", "一年级"))},
	{"illiterate at 18", []string{"schooling-short"}, between(16, 22, func(h *model.Household, m *model.Member) bool {
		return says("A8", "文盲或半文盲", "A9", "", "A10", "健康")(h, m)
	})},
	{"road of 300", []string{"item-range"}, home("A38", "300")},
	{"fields in square metres", []string{"item-range"}, home("A33", "2600")},
	{"house of 0", []string{"item-range"}, home("A41", "0")},
	{"house of 6000", []string{"item-range"}, home("A41", "6000")},
	{"per head the household's income", []string{"item-range", "income-differs"}, home("人均纯收入", "86000")},
	{"脱贫年度 of the future", []string{"item-year"}, home("脱贫年度", "2021")},
	{"脱贫年度 too early", []string{"item-year"}, home("脱贫年度", "2012")},
	{"15 digits", []string{"id-15"}, says("A4", "320799550304011")},
	{"a digit lost", []string{"id-length"}, func(_ *model.Household, m *model.Member) bool {
		return len(m.Text("A4")) == 18 && write(&m.Record, "A4", m.Text("A4")[:17])
	}},
	{"a digit typed wrong", []string{"id-check"}, func(_ *model.Household, m *model.Member) bool {
		t := m.Text("A4")
		return len(t) == 18 && write(&m.Record, "A4", t[:16]+string('0'+(t[16]-'0'+2)%10)+t[17:])
	}},
	{"letter O", []string{"id-characters"}, func(_ *model.Household, m *model.Member) bool {
		t := m.Text("A4")
		return len(t) == 18 && write(&m.Record, "A4", t[:9]+"O"+t[10:])
	}},
	{"sex against the number", []string{"id-sex"}, func(_ *model.Household, m *model.Member) bool {
		other := map[string]string{"男": "女", "女": "男"}[m.Text("A2")]
		return m.Card() != "" && other != "" && write(&m.Record, "A2", other)
	}},
	{"another household's person", []string{"id-two-households", "id-twice"}, nil}, // see seedTwice
	{"two heads' spouses", []string{"spouse-twice"}, func(h *model.Household, m *model.Member) bool {
		n := 0
		for _, x := range h.Members {
			if x.Label("A5") == "配偶" {
				n++
			}
		}
		return n == 1 && !m.IsHead() && m.Label("A5") != "配偶" && write(&m.Record, "A5", "配偶")
	}},
	{"a daughter who is a man", []string{"relation-sex"}, func(_ *model.Household, m *model.Member) bool {
		return m.Label("A5") == "之子" && m.Text("A2") == "男" && write(&m.Record, "A5", "之女")
	}},
	{"size one too many", []string{"size-differs"}, func(h *model.Household, _ *model.Member) bool {
		return write(&h.Record, "家庭人口数", fmt.Sprint(len(h.Members)+1))
	}},
	{"a negative income", []string{"money-negative"}, home("A30", "-300")},
	{"words for money", []string{"money-invalid"}, home("A28", "三千左右")},
	{"a sum that is none", []string{"transfer-sum"}, home("A29", "987654")},
	{"forest parts", []string{"forest-parts"}, home("A36", "1", "A36a", "4")},
	{"特困 with somebody able", []string{"keep-able", "keep-money"}, between(18, 59, func(h *model.Household, m *model.Member) bool {
		return able(m) && home("A24", "特困供养贫困户")(h, m)
	})},
	{"pension and nobody old", []string{"pension-nobody", "transfer-sum"}, nobody(func(m *model.Member) bool { return of2019(m) >= 50 }, home("A29d", "1380"))},
	{"old and no pension", []string{"pension-missing"}, between(62, 95, home("A29d", "0"))},
	{"both insurances", []string{"medical-both"}, says("A17", "是", "职工医保", "是")},
	{"A8 and A9", []string{"schooling-both"}, func(h *model.Household, m *model.Member) bool {
		return model.AtSchool(m.Label("A9")) && says("A8", "小学")(h, m)
	}},
	{"no schooling", []string{"schooling-none"}, between(20, 60, says("A8", "", "A9", "", "A14", ""))},
	{"A12 without A13", []string{"work-pair"}, between(20, 55, says("A12", "省外务工", "A13", ""))},
	{"a telephone too short", []string{"phone"}, home(string(model.CodePhone), "1380000")},
	{"an unknown answer", []string{model.RuleOption}, says("A11", "半吊子")},
}

// perKind is how many faults of each kind are made, each in a household of its own.
const perKind = 10

// TestSeeded makes faults of every kind at random places of clean households, and
// counts how many are found by one of the rules that are for them.
func TestSeeded(t *testing.T) {
	slowtest.Single(t)
	rnd := rand.New(rand.NewPCG(16, 2019))
	made, found := 0, 0
	for _, s := range seeds {
		r := copies(t, 900, func(_ model.Code, raw string) string { return raw })
		n, hit := s.count(t, rnd, r)
		if hit < n {
			t.Logf("%s: %d of %d found", s.name, hit, n)
		}
		made, found = made+n, found+hit
	}
	t.Logf("%d of %d faults of %d kinds found", found, made, len(seeds))
	if made < 9*len(seeds)*perKind/10 || found*100 < made*94 {
		t.Errorf("%d of %d faults found, want 94 in a hundred", found, made)
	}
}

// count makes the faults and counts those that are found.
func (s seed) count(t *testing.T, rnd *rand.Rand, r *model.Roster) (made, found int) {
	var homes []*model.Household
	for h := range r.Each {
		if h.Registered() && len(h.Members) > 0 {
			homes = append(homes, h)
		}
	}
	rnd.Shuffle(len(homes), func(i, k int) { homes[i], homes[k] = homes[k], homes[i] })
	wrong := make(map[*model.Household]bool)
	for i, h := range homes {
		if len(wrong) == perKind {
			break
		}
		if s.make == nil {
			other := homes[len(homes)-1-i].Members[0]
			if card := other.Card(); card != "" {
				wrong[h] = write(&h.Members[len(h.Members)-1].Record, "A4", card)
			}
			continue
		}
		for _, k := range rnd.Perm(len(h.Members)) {
			if s.make(h, h.Members[k]) {
				wrong[h] = true
				break
			}
		}
	}
	told := make(map[*model.Household]bool)
	for _, p := range Run(r, Options{}).Problems {
		for _, rule := range s.rules {
			if p.Rule == rule && wrong[p.Subject] {
				told[p.Subject] = true
			}
		}
	}
	if len(wrong) == 0 {
		t.Errorf("%s: nowhere to make it", s.name)
	}
	return len(wrong), len(told)
}

// TestSeededBlanks leaves items blank that must be filled in.
func TestSeededBlanks(t *testing.T) {
	slowtest.Single(t)
	rnd := rand.New(rand.NewPCG(17, 2019))
	made, found := 0, 0
	var items []*model.Indicator
	for _, in := range codebook(t).All() {
		if in.Demand != nil && in.Demand.Required {
			items = append(items, in)
		}
	}
	for _, in := range items {
		s := seed{in.Name(), []string{model.RuleMissing}, home(string(in.Code), "")}
		if in.Scope == model.OfMember {
			s.make = between(max(in.Demand.From, 3), 95, func(h *model.Household, m *model.Member) bool {
				return !(in.Demand.NoPupils && model.AtSchool(m.Label("A9"))) && says(string(in.Code), "")(h, m)
			})
		}
		n, hit := s.count(t, rnd, copies(t, 900, func(_ model.Code, raw string) string { return raw }))
		if hit < n {
			t.Logf("%s: %d of %d blanks found", s.name, hit, n)
		}
		made, found = made+n, found+hit
	}
	t.Logf("%d of %d blanks in %d items found", found, made, len(items))
	if len(items) < 20 || found*100 < made*95 {
		t.Errorf("%d of %d blanks found in %d items, want 95 in a hundred", found, made, len(items))
	}
}
