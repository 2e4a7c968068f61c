package roster

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"ruhu/model"
	"ruhu/model/must"
	"ruhu/templates"
)

func codebook(t testing.TB) *model.Codebook {
	t.Helper()
	cb, err := templates.Codebook()
	must.Succeed(t, err)
	return cb
}

// book turns a text table into a workbook. "== 户" begins a sheet, "merge
// A2:A3" merges, any other line is a row with | between its cells; "#5" is
// a cell stored as a number, "~" an empty line's placeholder.
func book(t testing.TB, text string) Input {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	sheet, row := "Sheet1", 0
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		switch {
		case line == "":
			continue
		case strings.HasPrefix(line, "== "):
			name := strings.TrimPrefix(line, "== ")
			if row == 0 {
				must.Succeed(t, f.SetSheetName(sheet, name))
			} else if _, err := f.NewSheet(name); err != nil {
				t.Fatal(err)
			}
			sheet, row = name, 0
			continue
		case strings.HasPrefix(line, "merge "):
			from, to, _ := strings.Cut(strings.TrimPrefix(line, "merge "), ":")
			must.Succeed(t, f.MergeCell(sheet, from, to))
			continue
		}
		row++
		for i, c := range strings.Split(line, "|") {
			setCell(t, f, sheet, model.CellName(i+1, row), strings.TrimSpace(c))
		}
	}
	return save(t, f)
}

func setCell(t testing.TB, f *excelize.File, sheet, at, text string) {
	t.Helper()
	switch {
	case text == "" || text == "~":
	case strings.HasPrefix(text, "#"):
		must.Succeed(t, f.SetCellDefault(sheet, at, text[1:]))
	default:
		must.Succeed(t, f.SetCellStr(sheet, at, text))
	}
}

func save(t testing.TB, f *excelize.File) Input {
	t.Helper()
	var b bytes.Buffer
	must.Succeed(t, f.Write(&b))
	return input("名册.xlsx", b.Bytes())
}

func input(name string, b []byte) Input {
	return Input{Name: name, Data: bytes.NewReader(b), Size: int64(len(b))}
}

func read(t testing.TB, inputs ...Input) *model.Roster {
	t.Helper()
	ros, err := Read(codebook(t), inputs, Options{})
	must.Succeed(t, err)
	return ros
}

// id makes a number of an address code that no district has.
func id(birth string, seq int) string {
	s := fmt.Sprintf("320799%s%03d", birth, seq)
	return s + string(model.CheckDigit(s))
}

// dump writes a roster as text: villages, households, people, problems.
func dump(ros *model.Roster) string {
	var b strings.Builder
	for _, v := range ros.Villages {
		fmt.Fprintf(&b, "村 %s %s\n", v.Name, v.Division)
		for _, h := range v.Households {
			dumpHousehold(&b, h)
		}
	}
	for _, h := range ros.Held {
		b.WriteString("暂扣")
		dumpHousehold(&b, h)
	}
	for _, p := range ros.Problems {
		fmt.Fprintf(&b, "%s %s %s [%s %s %s]\n", p.Severity, p.Rule, p.Cell, p.Household, p.Head, p.Person)
	}
	return b.String()
}

func dumpHousehold(b *strings.Builder, h *model.Household) {
	fmt.Fprintf(b, "户 %s %s%s\n", h.Number(), h.HeadName(), values(&h.Record, model.CodeNumber, model.CodeHeadName))
	for _, m := range h.Members {
		fmt.Fprintf(b, "  人 %s%s\n", m.Name(), values(&m.Record, model.CodeName))
		if m.Household != h {
			b.WriteString("  !household\n")
		}
	}
	for _, r := range h.Measures {
		fmt.Fprintf(b, "  措施%s\n", values(r))
	}
	for _, r := range h.Helpers {
		fmt.Fprintf(b, "  责任人%s\n", values(r))
	}
	for _, m := range h.Added {
		fmt.Fprintf(b, "  增加 %s%s\n", m.Name(), values(&m.Record, model.CodeName))
	}
	for _, r := range h.Removed {
		fmt.Fprintf(b, "  减少%s\n", values(r))
	}
}

func values(r *model.Record, but ...model.Code) string {
	var b strings.Builder
values:
	for in, v := range r.Values {
		for _, c := range but {
			if c == in.Code {
				continue values
			}
		}
		fmt.Fprintf(&b, " %s=%s", in.Code, v.Raw)
		if v.Stored == model.AsNumber {
			b.WriteString("#")
		}
	}
	return b.String()
}

// trim makes an indented literal comparable with a dump.
func trim(s string) string {
	var b strings.Builder
	for line := range strings.Lines(s) {
		if line = strings.TrimSpace(line); line != "" {
			b.WriteString(line + "\n")
		}
	}
	return b.String()
}
