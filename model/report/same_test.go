package report_test

import (
	"testing"

	"ruhu/model/report"
	"ruhu/model/rostertest"
)

// TestFactsAreThoseOfTheRules counts what the rules of model/check find, where both
// used to judge by themselves.
func TestFactsAreThoseOfTheRules(t *testing.T) {
	for _, c := range []struct{ name, roster, id, want string }{
		{"a word is no place of work", "户 1\n人 甲 户主 A12=省外务工\n人 乙 配偶 A12=在家务农", "work.place.persons", "0人"},
		{"no month, no work", "户 1\n人 甲 户主 A12=省外务工 A13=0", "work.省外务工.persons", "0人"},
		{"the date of birth tells the age", "户 1\n人 甲 户主 A4=无 出生日期=2008-03-01 A14=厌学", "unresolved.schooling.persons", "1人"},
		{"a number held as a number tells no sex", "户 1\n人 甲 户主 A4=#320799199003120000 A2=\n人 乙 配偶 A2=女", "sex.女.persons", "1人"},
	} {
		r := report.Make(rostertest.Build(t, c.roster), report.Options{})
		if got := r.Figure(c.id).Text(); got != c.want {
			t.Errorf("%s: %s is %s, want %s", c.name, c.id, got, c.want)
		}
	}
}

// TestLateBeginners: whoever may begin school a year later is asked about by nobody, so
// that nothing is lacking where it is not said.
func TestLateBeginners(t *testing.T) {
	r := report.Make(rostertest.Build(t, "户 1\n人 甲 户主 A4="+rostertest.ID("20130301", 1)+" A9=\n人 乙 之子 A4="+rostertest.ID("20080301", 1)+" A9=小学"), report.Options{})
	if u := r.Figure("unresolved.schooling.households").Missing; u.Blank+u.Unasked != 0 {
		t.Errorf("%d households do not tell of their schooling", u.Blank+u.Unasked)
	}
}

// TestWordsForNumbers: 无 in the place of a number makes nobody another.
func TestWordsForNumbers(t *testing.T) {
	last := rostertest.Build(t, "户 1 脱贫属性=未脱贫\n人 赵甲 户主 A4=无\n户 2 脱贫属性=未脱贫\n人 钱甲 户主 A4=无\n列 增加原因 减少原因 本年度变动")
	now := rostertest.Build(t, "户 1 脱贫属性=未脱贫\n人 赵甲 户主 A4=无\n户 2 脱贫属性=未脱贫\n人 钱甲 户主 A4=无\n列 增加原因 减少原因 本年度变动")
	r := report.Make(now, report.Options{Last: last})
	for _, q := range r.Identities() {
		if len(q.Behind) > 0 {
			t.Errorf("%s %s: %s %s", q.ID, q.Unit, q.Behind[0].Household.Number(), q.Behind[0].Note)
		}
	}
	list := rostertest.Build(t, "户 9 人均纯收入=6800\n人 周甲 户主 A4=无 A10=残疾 残疾人证号码=无")
	if got := r.Watch(report.List{Name: "东庄名单", Roster: list}); len(got) != 1 {
		t.Errorf("%d households to be looked at, want the one of the list", len(got))
	}
	free := rostertest.Build(t, "户 9 人均纯收入=6800\n人 周甲 户主 残疾人证号码=无")
	for _, w := range r.Watch(report.List{Name: "东庄名单", Roster: free}) {
		if len(w.Risks) > 0 {
			t.Errorf("无 is no disability certificate: %s", w.Risks[0].Note)
		}
	}
}
