package report_test

import (
	"testing"

	"ruhu/model/report"
	"ruhu/model/rostertest"
)

const (
	sample   = "../../samples/花名册.xlsx"
	lastYear = "../../samples/花名册-上年.xlsx"
)

// TestSampleBalances wants the two sample rosters to agree with each other.
func TestSampleBalances(t *testing.T) {
	r := report.Make(rostertest.Read(t, sample), report.Options{Last: rostertest.Read(t, lastYear)})
	want := map[string]string{
		"registered户": "48户＋4户−0户＝52户", "registered人": "183人＋17人＋10人−10人＝200人",
		"unlifted户": "11户＋4户＋3户＋2户−5户−0户＝15户", "unlifted人": "34人＋17人＋9人＋7人−23人＋3人−2人＝45人",
	}
	for _, q := range r.Identities() {
		if !q.Known || q.Gap != 0 || len(q.Behind) > 0 {
			t.Errorf("%s %s: %s, gap %v", q.ID, q.Unit, q.Text(), q.Gap)
			for _, x := range q.Behind {
				t.Logf("  %s %v %s", x.Household.Number(), x.Amount, x.Note)
			}
		}
		if got := q.Text(); got != want[q.ID+q.Unit] {
			t.Errorf("%s %s: %s, want %s", q.ID, q.Unit, got, want[q.ID+q.Unit])
		}
	}
}
