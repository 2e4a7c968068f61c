package report_test

import (
	"reflect"
	"testing"

	"ruhu/model"
	"ruhu/model/check"
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

// TestJobs: counting last year's roster beside this year's, and the findings when
// they are there, comes to the same.
func TestJobs(t *testing.T) {
	now, last := rostertest.Read(t, sample), rostertest.Read(t, lastYear)
	find := func() model.Problems { return check.Run(now, check.Options{Standard: 7000}).Problems }
	want := report.Make(now, report.Options{Last: last, Problems: find()})
	got := report.Make(now, report.Options{Last: last, Await: func() (model.Problems, string) { return find(), "" }, Jobs: 2})
	if len(find()) == 0 || len(got.Figures()) != len(want.Figures()) {
		t.Fatalf("%d figures, want %d", len(got.Figures()), len(want.Figures()))
	}
	for i, f := range got.Figures() {
		if !reflect.DeepEqual(f, want.Figures()[i]) {
			t.Errorf("%s is %s, want %s", f.ID, f.Text(), want.Figures()[i].Text())
		}
		if a, b := got.LastYear(f.ID), want.LastYear(f.ID); (a == nil) != (b == nil) || a != nil && a.Value != b.Value {
			t.Errorf("%s of last year differs", f.ID)
		}
	}
}
