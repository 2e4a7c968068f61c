package report

import (
	"testing"

	"ruhu/model/rostertest"
)

// TestCameOff: a village came off where it has a year, or where 是否出列 says so; when
// is unknown then, and what nobody was asked stays unknown.
func TestCameOff(t *testing.T) {
	for _, tt := range []struct {
		roster     string
		out, now   float64
		untold     bool // whether some came off
		untoldWhen bool
		state      string
		table      string
	}{
		{"村 南村 经济薄弱村=是 出列年度=2019\n户 1", 1, 1, false, false, "已出列", "2019"},
		{"村 南村 经济薄弱村=是 出列年度=2018 是否出列=是\n户 1", 1, 0, false, false, "已出列", "2018"},
		{"村 南村 经济薄弱村=是 出列年度=\n户 1", 0, 0, false, false, "未出列", "未出列"},
		{"村 南村 经济薄弱村=是 是否出列=否 \n户 1", 0, 0, false, false, "未出列", "未出列"},
		{"村 南村 经济薄弱村=是 是否出列=已出列\n户 1", 1, 0, false, true, "已出列", "已出列（未填年度）"},
		{"村 南村 经济薄弱村=是 是否出列=\n户 1", 0, 0, true, true, "", Unknown},
	} {
		r := Make(rostertest.Build(t, tt.roster), Options{Year: 2019})
		out, now := r.Figure("weak-out.villages"), r.Figure("weak-out-now.villages")
		if out.Value != tt.out || (out.Missing.Text() != "") != tt.untold {
			t.Errorf("%s: came off %v, %+v", tt.roster, out.Value, out.Missing)
		}
		if now.Value != tt.now || (now.Missing.Text() != "") != tt.untoldWhen {
			t.Errorf("%s: this year %v, %+v", tt.roster, now.Value, now.Missing)
		}
		if w := r.WeakVillages(); len(w) != 1 || w[0].State != tt.state {
			t.Errorf("%s: ledger %+v", tt.roster, w)
		}
		if got := r.Table("weak").Rows[0][1].Text; got != tt.table {
			t.Errorf("%s: table %q, want %q", tt.roster, got, tt.table)
		}
	}
}
