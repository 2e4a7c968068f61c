package model

import (
	"slices"
	"testing"

	"ruhu/model/must"
)

// TestChanges tells decisions from proposals and denials.
func TestChanges(t *testing.T) {
	cb, err := NewCodebook([]*Indicator{
		{Code: CodeChange, Kind: Multiple, Scope: OfHousehold, Options: []Option{
			{Label: ChangeLifted, Accept: []string{"本年脱贫"}}, {Label: ChangeNew}, {Label: ChangeRelapse, Accept: []string{"返贫户"}}, {Label: ChangeBack}}},
		{Code: CodeStatus, Kind: Single, Scope: OfHousehold, Options: []Option{{Label: StatusPoor}, {Label: StatusRelapse}, {Label: StatusNearly}}},
		{Code: CodeRelapse, Kind: Single, Scope: OfHousehold, Open: true, Options: []Option{{Label: "因病"}}},
	})
	must.Succeed(t, err)
	for _, c := range []struct {
		text              string
		changed, proposed []string
	}{
		{"脱贫", []string{"脱贫"}, nil},
		{"新识别、脱贫", []string{"脱贫", "新识别"}, nil},
		{"拟脱贫", nil, []string{"脱贫"}},
		{"计划脱贫", nil, []string{"脱贫"}},
		{"预脱贫", nil, []string{"脱贫"}},
		{"预计 脱贫", nil, []string{"脱贫"}},
		{"拟新识别", nil, []string{"新识别"}},
		{"拟新识别户", nil, []string{"新识别"}},
		{"建议回退", nil, []string{"回退"}},
		{"新识别，拟脱贫", []string{"新识别"}, []string{"脱贫"}},
		{"未脱贫", nil, nil},
		{"未返贫", nil, nil},
		{"不脱贫", nil, nil},
		{"非返贫", nil, nil},
		{"无返贫", nil, nil},
		{"不再返贫", nil, nil},
		{"拟", nil, nil},
		{"", nil, nil},
	} {
		d := NewDataset(cb)
		h := &Household{Record: d.NewRecord(1)}
		h.Set(CodeChange, c.text, AsText, At{})
		var changed []string
		for _, w := range []string{ChangeLifted, ChangeNew, ChangeRelapse, ChangeBack} {
			if h.Changed(w) {
				changed = append(changed, w)
			}
		}
		if got := h.Proposed(); !slices.Equal(changed, c.changed) || !slices.Equal(got, c.proposed) {
			t.Errorf("%s: changed %v, proposed %v; want %v and %v", c.text, changed, got, c.changed, c.proposed)
		}
		if lifted := h.Lifted() != ""; lifted != slices.Contains(c.changed, ChangeLifted) {
			t.Errorf("%s: lifted %v", c.text, lifted)
		}
		if h.Relapsed() != slices.Contains(c.changed, ChangeRelapse) {
			t.Errorf("%s: relapsed %v", c.text, h.Relapsed())
		}
	}
	for reason, want := range map[string]bool{"因病": true, "因意外": true, "无劳动力": true, "没有返贫": false, "无": false, "未返贫": false, "否": false, "": false} {
		h := &Household{Record: NewDataset(cb).NewRecord(1)}
		h.Set(CodeRelapse, reason, AsText, At{})
		if h.Relapsed() != want {
			t.Errorf("返贫原因 %q: %v", reason, h.Relapsed())
		}
	}
}
