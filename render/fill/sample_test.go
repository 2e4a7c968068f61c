package fill

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"ruhu/model"
	"ruhu/model/must"
	"ruhu/model/rostertest"
	"ruhu/samples"
)

// sampleRoster reads the committed roster of invented people.
func sampleRoster(t *testing.T) *model.Roster {
	t.Helper()
	return rostertest.ReadBytes(t, "花名册.xlsx", samples.Roster)
}

// TestSampleForms: all places of the committed forms are understood, but for those that
// are written by hand; what goes in for one household or village is as the lists in
// testdata say, and nothing of another one goes into any copy.
func TestSampleForms(t *testing.T) {
	ros := sampleRoster(t)
	for name, at := range map[string]int{"公示名单.xlsx": 2, "明白卡.docx": 5, "信息采集表.docx": 5} {
		t.Run(name, func(t *testing.T) {
			data, err := os.ReadFile("../../samples/" + name)
			must.Succeed(t, err)
			form := read(t, ros, name, data, Options{Year: 2019})
			for _, e := range form.Explain() {
				if e.Why != "" && !e.Door {
					t.Errorf("%s %s: %s", e.Where, e.Label, e.Why)
				}
			}
			units := form.Units(ros)
			for i, u := range units {
				out, unfit, err := form.Fill(u)
				if err != nil || len(unfit) > 0 {
					t.Fatal(err, unfit)
				}
				text := rowsText(texts(t, form.Ext, out))
				notOfOthers(t, text, u, units)
				if i == at {
					golden(t, name+".txt", text)
					validate(t, name, out)
				}
			}
		})
	}
}

func rowsText(rows [][]string) string {
	var b strings.Builder
	for _, r := range rows {
		b.WriteString(strings.TrimRight(strings.Join(r, " | "), " ") + "\n")
	}
	return b.String()
}

// notOfOthers checks that each person and number of a unit, and no identity number of
// other units, stands in its copy.
func notOfOthers(t *testing.T, text string, u *Unit, units []*Unit) {
	t.Helper()
	for _, other := range units {
		if other.Household == nil {
			continue // numbers are masked, and two villages may have heads of one name
		}
		if number := other.Household.HeadIdentity(); strings.Contains(text, number) != (other == u) {
			t.Errorf("%s in the copy of %s: %v", number, u.Household.HeadName(), other != u)
		}
	}
	for _, h := range u.Households {
		if !strings.Contains(text, h.HeadName()) {
			t.Errorf("%s is missing", h.HeadName())
		}
	}
}

// golden compares a text with a file of testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if os.Getenv("UPDATE_GOLDEN") != "" {
		must.Succeed(t, os.WriteFile(file, []byte(got), 0o644))
	}
	want, err := os.ReadFile(file)
	must.Succeed(t, err)
	if got != string(want) {
		t.Errorf("%s: got\n%s\nwant\n%s", name, got, want)
	}
}
