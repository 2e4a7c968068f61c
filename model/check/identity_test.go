package check

import (
	"strings"
	"testing"

	"ruhu/model"
	"ruhu/model/growth"
)

// FuzzIdentity puts any text into the columns of numbers: nothing panics, one
// number brings one verdict, and what is called right is right.
func FuzzIdentity(f *testing.F) {
	for _, s := range []string{
		"", "无", withX, strings.ToLower(withX), withX + "43", withX + "43B1", withX + "99", "320799750101001", "３２０７９９", "3.2E+17",
		"32079919750230001X", "32O799197501010011", "二〇七九九一九七五〇一〇一〇〇一", "\xff\xfe", "320799197501010000", " 3207 9919 7501 0100 1X",
	} {
		f.Add(s)
	}
	cb := codebook(f)
	f.Fuzz(func(t *testing.T, text string) {
		defer growth.Bound(t, len(text), 16<<20, 4000)()
		j := judge(text)
		if j.verdict == right != (model.ValidCard(j.card) && !j.born.IsZero()) {
			t.Errorf("%q is judged %d", text, j.verdict)
		}
		if c, ok := model.ParseCertificate(text); j.verdict == right && (!ok || c.Card != j.card) {
			t.Errorf("%q: card %q, the model has %q", text, j.card, c.Card)
		}
		r := numbers(cb, text)
		got := 0
		for _, p := range Run(r, Options{}).Problems {
			switch p.Rule {
			case "id-length", "id-15", "id-characters", "id-date", "id-check", "id-disability":
				got++
			}
			if len(model.Squeeze(text)) > 14 && strings.Contains(p.Message+p.Hint, model.Squeeze(text)) {
				t.Errorf("%q is spelled out: %s", text, line(&p))
			}
		}
		if want := j.verdict != right && j.length > 0; want != (got == 1) || got > 1 {
			t.Errorf("%q is judged %d and brings %d findings", text, j.verdict, got)
		}
	})
}

// numbers makes a roster of one person with the text as number.
func numbers(cb *model.Codebook, text string) *model.Roster {
	d := model.NewDataset(cb)
	part := d.NewPart()
	for _, c := range []model.Code{"户编号", "A1", "A2", "A4", "A5", "A10", "A11", "A13", "帮扶开始时间"} {
		d.Ask(part, cb.Lookup(c))
	}
	h := &model.Household{Record: d.NewRecord(1)}
	m := &model.Member{Record: d.NewRecord(2), Household: h}
	h.Join(part)
	m.Join(part)
	m.Set(model.CodeIdentity, text, model.AsText, model.At{Row: 1, Col: 1})
	h.Members = append(h.Members, m)
	return &model.Roster{Data: d, Villages: []*model.Village{{Households: []*model.Household{h}}}}
}

func TestNearest(t *testing.T) {
	for _, c := range [][3]string{
		{"A11", "弱劳力", "弱劳动力或半劳动力"}, {"A11", "普通劳动", "普通劳动力"}, {"A8", "文盲半文盲", "文盲或半文盲"}, {"A6", "汗族", ""},
		{"A27a", "缺劳力。", "缺劳动力"}, {"A37", "水泥", "水泥路"}, {"A24", "低保", "低保贫困户"}, {"A11", "？", ""}, {"A9", "高中1年级", "高中一年级"},
	} {
		if got := nearest(codebook(t).Lookup(model.Code(c[0])), c[1]); got != c[2] {
			t.Errorf("%s %q: %q, want %q", c[0], c[1], got, c[2])
		}
	}
}
