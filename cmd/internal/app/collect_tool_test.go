package app

import (
	"fmt"
	"html"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"ruhu/cmd/internal/output"
	"ruhu/model"
	"ruhu/model/must"
	"ruhu/model/slowtest"
	"ruhu/model/visit"
)

// throughOffice opens workbooks in LibreOffice, which works out their formulas,
// and saves them again, under their names in the folder that it gives. To start
// it takes longer than to work out a workbook.
func throughOffice(t *testing.T, files ...string) string {
	t.Helper()
	office := slowtest.Tool(t, "soffice")
	dir := t.TempDir()
	cmd := exec.Command(office, append([]string{"-env:UserInstallation=file://" + filepath.Join(dir, "profile"),
		"--headless", "--convert-to", "xlsx", "--outdir", filepath.Join(dir, "out")}, files...)...)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return filepath.Join(dir, "out")
}

// TestInOffice opens two workbooks in LibreOffice: one filled in, and one that
// asks for its rules.
func TestInOffice(t *testing.T) {
	t.Parallel()
	filled := printSome(t, "云台村")
	asked := filled.with(t)
	want := filledSample(filled)
	cases := asked.askRules()
	rules := filepath.Join(asked.dir, "规则.xlsx")
	must.Succeed(t, os.Rename(asked.path(asked.village[0]), rules))
	out := throughOffice(t, filled.path(filled.village[0]), rules)
	t.Run("formulas", func(t *testing.T) {
		filled.t = t
		filled.formulas(t, filepath.Join(out, filepath.Base(filled.path(filled.village[0]))), want)
	})
	t.Run("rules", func(t *testing.T) { asked.rules(t, filepath.Join(out, filepath.Base(rules)), cases) })
}

// formulas checks a filled workbook that LibreOffice saved: each correction shows
// the value that was printed and how to write the new one, the drop-downs are
// there, and collecting it gives the same as what was filled in.
func (c *circle) formulas(t *testing.T, saved string, want []string) {
	v := c.village[0]
	w := openWorkbook(t, saved)
	defer w.file.Close()
	rows, err := w.file.GetRows(visit.CorrectionSheet)
	must.Succeed(t, err)
	at := func(r []string, head string) string {
		if i := slices.Index(rows[0], head); i < len(r) {
			return r[i]
		}
		return ""
	}
	cb := c.roster.Data.Codebook
	byTitle := make(map[string]*model.Indicator)
	for _, code := range slices.Concat(visit.HouseholdItems(cb), visit.MemberItems(cb)) {
		byTitle[visit.Title(cb.Lookup(code))] = cb.Lookup(code)
	}
	seen := 0
	for _, r := range rows[1:] {
		in := byTitle[at(r, visit.HeadItem)]
		if in == nil {
			continue
		}
		seen++
		h := v.Households[slices.IndexFunc(v.Households, func(h *model.Household) bool { return w.number(h.Number()) == at(r, visit.HeadNumber) })]
		record := &h.Record
		if i := slices.Index(visit.Labels(h), at(r, visit.HeadSubject)); i >= 0 {
			record = &h.Members[i].Record
		}
		if got := at(r, visit.HeadSystem); got != record.Text(in.Code) {
			t.Errorf("%s shows %q, the system says %q", in.Name(), got, record.Text(in.Code))
		}
		if got := at(r, visit.HeadManner); got != string(visit.KindOf(in)) {
			t.Errorf("%s is to be written as %q", in.Name(), got)
		}
		if got := at(r, visit.HeadHead); got != h.HeadName() {
			t.Errorf("%s: the head is %q, want %q", in.Name(), got, h.HeadName())
		}
	}
	if seen != 6 {
		t.Errorf("%d corrections", seen)
	}
	for _, sheet := range visit.Sheets {
		if sheet == visit.ReportSheet || sheet == visit.VillageSheet { // nothing came from above; the village has no sheet
			continue
		}
		if list, _ := w.file.GetDataValidations(sheet); len(list) == 0 {
			t.Errorf("%s has no drop-downs", sheet)
		}
		for i, r := range rowsOf(t, w.file, sheet) {
			if slices.ContainsFunc(r, func(s string) bool { return strings.HasPrefix(s, "#") || strings.HasPrefix(s, "Err:") }) {
				t.Errorf("%s row %d: %v", sheet, i+1, r)
			}
		}
	}
	back := filepath.Join(c.dir, filepath.Base(saved))
	data, err := os.ReadFile(saved)
	must.Succeed(t, err)
	must.Succeed(t, os.WriteFile(back, data, 0o600))
	c.collect("sum", c.file, back)
	sameLines(t, "the items", c.itemLines("sum"), want)
}

// ruleCase is a correction, and what the rules of its cells should come to.
type ruleCase struct {
	subject string
	code    model.Code
	value   string
	items   int // offered
	answers int // offered; 1 stands for an empty list
	fits    int // 1: the sheet takes the value as written
}

// askRules puts the rules of the cells into formulas beside corrections: how much
// each drop-down offers, and whether the sheet would refuse the value.
func (c *circle) askRules() []ruleCase {
	t := c.t
	w := c.open(c.village[0])
	h := c.village[0].Households[0]
	head, cb := h.Head().Name(), c.roster.Data.Codebook
	own, members := len(visit.HouseholdItems(cb)), len(visit.MemberItems(cb))
	cases := []ruleCase{
		{visit.Whole, "A28", "41230", own, 1, 1},
		{visit.Whole, "A28", "约三万", own, 1, 0},
		{visit.Whole, "A28", "-5", own, 1, 0},
		{visit.Whole, "A28", visit.Nothing, own, 1, 1},
		{visit.Whole, "A37", "沥青路", own, 4, 0}, // is to be chosen
		{visit.Whole, model.CodePhone, "13800000009", own, 1, 1},
		{head, "A4", "32079919900101001", members, 1, 0},
		{head, "A4", "320799199001010011", members, 1, 1},
		{head, "A10", "残疾、长期慢性病", members, 4, 1},
		{head, "A12", "苏州市", members, 5, 1},
		{head, "A6", "汉族", members, len(cb.Lookup("A6").Options), 0},
	}
	rules, err := w.file.GetDataValidations(visit.CorrectionSheet)
	must.Succeed(t, err)
	for i, x := range cases {
		row := w.correct(h.Number(), x.subject, x.code, visit.HeadWritten, x.value)
		for _, dv := range rules {
			formula := regexp.MustCompile(`\$([A-Z]+)2\b`).ReplaceAllString(html.UnescapeString(dv.Formula1), fmt.Sprintf("$$${1}%d", row))
			col, measure := map[string]string{"C2": "N", "D2": "O", "G2": "P", "H2": "Q"}[strings.Split(dv.Sqref, ":")[0]], "ROWS(%s)*COLUMNS(%[1]s)"
			if dv.Type == "custom" {
				measure = "IF(%s,1,0)"
			}
			if col == "" {
				continue
			}
			if err := w.file.SetCellFormula(visit.CorrectionSheet, fmt.Sprint(col, row), fmt.Sprintf(measure, formula)); err != nil {
				t.Fatal(i, err)
			}
		}
	}
	w.save()
	return cases
}

// rules checks what LibreOffice worked out.
func (c *circle) rules(t *testing.T, saved string, cases []ruleCase) {
	h := c.village[0].Households[0]
	out := openWorkbook(t, saved)
	defer out.file.Close()
	for i, x := range cases {
		for col, want := range map[string]int{"N": len(h.Members) + 1, "O": x.items, "P": x.answers, "Q": x.fits} {
			if got, _ := out.file.GetCellValue(visit.CorrectionSheet, fmt.Sprint(col, i+2)); got != fmt.Sprint(want) {
				t.Errorf("%s %s %q: column %s gives %q, want %d", x.subject, x.code, x.value, col, got, want)
			}
		}
	}
}

func rowsOf(t *testing.T, f *excelize.File, sheet string) [][]string {
	t.Helper()
	rows, err := f.GetRows(sheet)
	must.Succeed(t, err)
	return rows
}

// TestValid runs Microsoft's validator over every workbook of the circle.
func TestValid(t *testing.T) {
	t.Parallel()
	c := printSome(t, "云台村")
	filledSample(c)
	empty := printSome(t, "云台村")
	c.collect("sum", c.file, c.out())
	for _, file := range []string{empty.path(empty.village[0]), filepath.Join(c.dir, "sum", output.FindingsName),
		filepath.Join(c.dir, "sum", output.VerifiedBase+".xlsx"), filepath.Join(c.dir, "sum", output.ProgressName)} {
		slowtest.Valid(t, file)
	}
}
