package app

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"ruhu/cmd/internal/fault"
	"ruhu/cmd/internal/output"
	"ruhu/model"
	"ruhu/model/must"
	"ruhu/model/rostertest"
	"ruhu/render/book"
)

const sample = "../../../samples/花名册.xlsx"

// TestPrintStops checks that a run broken off after some of its files leaves
// those, and nothing half done.
func TestPrintStops(t *testing.T) {
	for name, stop := range map[string]func(cancel func(), w *Watch){
		"while counting": func(cancel func(), w *Watch) { w.Counting = func(int, int) { cancel() } },
		"before writing": func(cancel func(), w *Watch) { w.Planned = func(Planned) { cancel() } },
		"while writing":  func(cancel func(), w *Watch) { w.Writing = func(int, int) { cancel() } },
	} {
		t.Run(name, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			var w Watch
			stop(cancel, &w)
			dir := filepath.Join(t.TempDir(), "出")
			r, err := asked{Request: Request{Rosters: []string{sample}}, Choice: Choice{Jobs: 1}, Target: Target{Dir: dir}}.print(ctx, w)
			var e *fault.Error
			if !errors.As(err, &e) || e.Kind != fault.Stopped {
				t.Fatalf("got %v", err)
			}
			if len(r.Files) != 0 || r.Printed != 0 || r.Pages != 0 {
				t.Errorf("told of %+v", r.Tally)
			}
			if _, err := os.Stat(dir); err == nil {
				t.Errorf("left behind: %v", listed(t, dir))
			}
		})
	}
}

// TestPrintKeepsWholeFiles checks the files of a run that is broken off late.
func TestPrintKeepsWholeFiles(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	dir := t.TempDir()
	watch := Watch{Writing: func(done, _ int) {
		if done == 3 {
			cancel()
		}
	}}
	r, err := asked{Request{Rosters: []string{sample}}, Choice{Jobs: 1, Split: ByHousehold}, Target{Dir: dir}}.print(ctx, watch)
	if err == nil || len(r.Files) == 0 {
		t.Fatalf("files %v, error %v", r.Files, err)
	}
	files := 0
	for _, name := range listed(t, dir) {
		if filepath.Ext(name) == ".pdf" {
			files++
		} else if filepath.Ext(name) != "" && name != output.JournalName {
			t.Errorf("left behind: %s", name)
		}
	}
	var e *fault.Error
	if !errors.As(err, &e) || !r.Resumable {
		t.Errorf("it is not told that it can go on: %v", err)
	}
	if files != len(r.Files) || r.Printed != files {
		t.Errorf("%d files, told of %d households and %v", files, r.Printed, r.Files)
	}
}

// TestBlankRosterIsRead checks that the empty roster that is handed out is one
// that is accepted.
func TestBlankRosterIsRead(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "空.xlsx")
	must.Succeed(t, WriteTemplate(file, "", false))
	r, err := (asked{Request: Request{Rosters: []string{file}}, Target: Target{Dir: filepath.Join(dir, "出")}}).print(t.Context(), Watch{})
	if err != nil || r.Households != 0 || r.Printed != 0 {
		t.Errorf("%+v, %v", r.Tally, err)
	}
}

// yearRoster is a roster of one household with the given years.
func yearRoster(t *testing.T, lifted string, helped ...string) *model.Roster {
	t.Helper()
	cb := rostertest.Codebook(t)
	data := model.NewDataset(cb)
	source := data.AddSource(model.Source{File: "a.xlsx", Sheet: "户"})
	h := &model.Household{Record: data.NewRecord(1)}
	h.Set(model.CodeLifted, lifted, model.AsText, model.At{Source: source, Row: 2, Col: 3})
	for i, y := range helped {
		m := data.NewRecord(1)
		m.Set(model.CodeYear, y, model.AsText, model.At{Source: source, Row: 2 + i, Col: 2})
		h.Measures = append(h.Measures, &m)
	}
	return &model.Roster{Data: data, Villages: []*model.Village{{Households: []*model.Household{h}}}}
}

func TestDoubtfulYear(t *testing.T) {
	for _, c := range []struct {
		lifted string
		helped []string
		want   string // the year in doubt; empty: none
	}{
		{"2016", []string{"2018", "2019"}, ""},
		{"2016", nil, ""},
		{"", nil, ""},
		{"2020", nil, "2020"},
		{"2016", []string{"2017", "2018年"}, "2018"},
		{"2018", []string{"2019", "2020", "2020"}, "2020"},
		{"二〇二〇", []string{"99999", "1019", "2019"}, ""},
	} {
		ps := doubtfulYear(yearRoster(t, c.lifted, c.helped...), 2019)
		got := ""
		if len(ps) > 0 {
			got = ps[0].Value
			if ps[0].Pos.Cell == "" || ps[0].Hint == "" {
				t.Errorf("%+v: no place or hint", ps[0])
			}
		}
		if got != c.want {
			t.Errorf("%v: doubt %q, want %q", c, got, c.want)
		}
	}
}

// TestGroupsNameNobody checks that what is told on the screen names no person
// and holds no value.
func TestGroupsNameNobody(t *testing.T) {
	secret := model.Problem{
		Household: "1001", Head: "王甲", Person: "李乙", Value: "320799195001010014",
		Field: "A4 证件号码", Message: "李乙 的 320799195001010014 不对",
	}
	for _, rule := range []string{"id-truncated", "removal-listed", "some-rule-to-come"} {
		p := secret
		p.Rule = rule
		for _, g := range Groups(model.Problems{p}) {
			for _, word := range []string{"王甲", "李乙", "9999"} {
				if strings.Contains(g.Title, word) {
					t.Errorf("%s: %q names %s", rule, g.Title, word)
				}
			}
		}
	}
}

// TestGroupsSayItems: a 提醒 that many have is one line, with the items that it is
// about; few are shown where they are.
func TestGroupsSayItems(t *testing.T) {
	blanks := func(counts ...int) (ps model.Problems) {
		for i, in := range []struct{ code, field string }{{"A6", "A6 民族"}, {"联系电话", "联系电话"}, {"A40", "A40 危房等级"}} {
			for range counts[i] {
				ps = append(ps, model.Problem{Severity: model.Warning, Rule: model.RuleMissing, Code: model.Code(in.code), Field: in.field, Household: "1"})
			}
		}
		return ps
	}
	for _, c := range []struct {
		counts []int
		first  int
		want   string
	}{
		{[]int{shared, 1, 0}, 0, "A6 30处 联系电话 1处"},
		{[]int{3, 3, shared}, 0, "A40 30处 A6 3处 联系电话 3处"},
		{[]int{shared + 1, 0, 0}, 0, ""},
		{[]int{shared - 1, 1, 0}, examples, ""},
	} {
		g := Groups(blanks(c.counts...))
		if len(g) != 1 || len(g[0].First) != c.first || strings.Join(g[0].Items, " ") != c.want {
			t.Errorf("%v: %+v", c.counts, g)
		}
	}
}

// TestMissingOncePerPerson checks that a character that no face has is told
// once for each person, though columns of the household repeat the name.
func TestMissingOncePerPerson(t *testing.T) {
	r, err := (asked{Request: Request{Rosters: []string{sample}}, Target: Target{Dir: t.TempDir()}}).print(t.Context(), Watch{})
	must.Succeed(t, err)
	seen := make(map[book.MissingCharacter]bool)
	for _, m := range r.Missing {
		if seen[m] || m.Household == "" || m.Number == "" {
			t.Errorf("%+v", m)
		}
		seen[m] = true
	}
	if len(r.Missing) == 0 {
		t.Error("the sample has a name with a character that no face has")
	}
}
