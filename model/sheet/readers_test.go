package sheet

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"ruhu/model"
	"ruhu/model/must"
	"ruhu/model/slowtest"
)

// cellsOf gives the filled cells of a sheet by their names.
func cellsOf(t testing.TB, s Sheet) map[string]string {
	t.Helper()
	out := make(map[string]string)
	must.Succeed(t, s.Each(func(row int, cells []string) bool {
		for i, c := range cells {
			if c != "" {
				out[model.CellName(i+1, row)] = c
			}
		}
		return true
	}))
	return out
}

// shownBook is a workbook of formats, a row each: the code, a number in it.
func shownBook(t testing.TB) (book []byte, codes []string) {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	codes = []string{
		"0000", "000000000000", "0000-0000", "000-0000-0000", `"JS"0000`, `0000"号"`, "0000;[Red]-0000", "0000_ ", `\0#`,
		"yyyy", `yyyy"年"`, "yyyy-mm", "yyyy-mm-dd", "[$-804]yyyy-mm-dd;@", `m"月"d"日"`, "m-d", "mm/dd", "h:mm", "h:mm:ss", "[h]:mm",
		`[=43750]"男";"女"`, "0;-0;;@",
		"General", "0", "0.00", "#,##0.00", `0"组"`, "0%", "@",
	}
	for i, code := range codes {
		style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &code})
		must.Succeed(t, err)
		for c, x := range []float64{43750, 17, 0} {
			at := cell(c+2, i+1)
			must.Succeed(t, f.SetCellFloat("Sheet1", at, x, -1, 64))
			must.Succeed(t, f.SetCellStyle("Sheet1", at, at, style))
		}
	}
	b, err := f.WriteToBuffer()
	must.Succeed(t, err)
	return b.Bytes(), codes
}

// asStoredCodes are formats of shownBook that only dress a number up: other readers
// show 43,750.00 or 1700%, and it is read as it is stored.
var asStoredCodes = map[string]bool{"General": true, "0": true, "0.00": true, "#,##0.00": true, `0"组"`: true, "0%": true, "@": true}

// TestShownAsOffice compares what is read of formats with what LibreOffice shows.
// Different by intent: formats that only dress up (asStoredCodes), dates with a year
// (in ISO form here, and a day 0 in no calendar).
func TestShownAsOffice(t *testing.T) {
	soffice := slowtest.Tool(t, "soffice")
	dir := t.TempDir()
	data, codes := shownBook(t)
	file := filepath.Join(dir, "式.xlsx")
	must.Succeed(t, os.WriteFile(file, data, 0o600))
	ours := cellsOf(t, open(t, "式.xlsx", data)[0])
	b, err := os.ReadFile(convert(t, soffice, dir, file, `csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true`))
	must.Succeed(t, err)
	theirs := cellsOf(t, open(t, "式.csv", b)[0])
	iso := strings.NewReplacer("年", "", "/", "-")
	for i, code := range codes {
		for c, x := range []string{"43750", "17", "0"} {
			at := cell(c+2, i+1)
			if asStoredCodes[code] {
				if ours[at] != x {
					t.Errorf("%s: %s is read as %q", code, x, ours[at])
				}
				continue
			}
			date := strings.Contains(code, "y") || strings.Contains(code, "m") && strings.Contains(code, "d")
			if date && x != "43750" {
				continue // LibreOffice counts the first days of 1900 otherwise
			}
			shown := strings.TrimSpace(theirs[at]) // a format may end in a blank as wide as a sign
			if iso.Replace(shown) != iso.Replace(ours[at]) {
				t.Errorf("%s: LibreOffice shows %s as %q, read as %q", code, x, shown, ours[at])
			}
		}
	}
}

// TestAsExcelize compares every cell of workbooks that tests build with excelize's
// raw values. Different by intent: what formats show of numbers, errors of formulas,
// values under merged cells.
func TestAsExcelize(t *testing.T) {
	shown, _ := shownBook(t)
	every := xlsx(t, "", `<row r="1"><c r="A1" t="str"><v>a</v></c><c r="C1"><v>1.5</v></c><c r="D1" t="b"><v>1</v></c></row>
		<row r="4"><c r="A4" t="inlineStr"><is><r><t>甲</t></r><r><t>乙</t></r></is></c><c r="B4"><v>3.2E+17</v></c></row>`, "")
	for name, data := range map[string][]byte{"mixed": mixed(t), "shown": shown, "every": every} {
		sameAsExcelize(t, name, data)
	}
}

// sameAsExcelize compares the cells of one workbook.
func sameAsExcelize(t *testing.T, name string, data []byte) {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{RawCellValue: true})
	must.Succeed(t, err)
	defer f.Close()
	n := 0
	for _, s := range open(t, name, data) {
		rows, err := f.GetRows(s.Name(), excelize.Options{RawCellValue: true})
		must.Succeed(t, err)
		ours := cellsOf(t, s)
		for r, row := range rows {
			for c, raw := range row {
				at := cell(c+1, r+1)
				style, err := f.GetCellStyle(s.Name(), at)
				must.Succeed(t, err)
				if got := ours[at]; got != raw && !isError(raw) && !formatted(f, style) {
					t.Errorf("%s %s!%s: %q, excelize has %q", name, s.Name(), at, got, raw)
				}
				delete(ours, at)
				n++
			}
		}
		if len(ours) > 0 {
			t.Errorf("%s %s: read beyond excelize: %v", name, s.Name(), ours)
		}
	}
	if n == 0 {
		t.Errorf("%s: nothing compared", name)
	}
}

// workbooks are all workbooks that are committed: rosters, and what the program
// writes (return workbooks, registers, lists, figures).
func workbooks(t *testing.T) (files []string) {
	t.Helper()
	must.Succeed(t, filepath.WalkDir("../..", func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == ".git" || d.Name() == "out" || d.Name() == "hostile"): // what is not as others have it, on purpose
			return fs.SkipDir
		case strings.EqualFold(filepath.Ext(path), ".xlsx"):
			files = append(files, path)
		}
		return nil
	}))
	if len(files) < 8 {
		t.Fatalf("only %d workbooks: %v", len(files), files)
	}
	return files
}

// TestCommittedAsExcelize compares every cell of the committed workbooks.
func TestCommittedAsExcelize(t *testing.T) {
	for _, file := range workbooks(t) {
		data, err := os.ReadFile(file)
		must.Succeed(t, err)
		sameAsExcelize(t, file, data)
	}
}

// TestCommittedAsOffice lets LibreOffice open and save each of them: its cells read
// the same as ours. Where LibreOffice works a formula out, ours has what was stored.
func TestCommittedAsOffice(t *testing.T) {
	soffice := slowtest.Tool(t, "soffice")
	dir := t.TempDir()
	args := []string{"-env:UserInstallation=file://" + filepath.Join(dir, "profile"), "--headless", "--convert-to", "xlsx", "--outdir", filepath.Join(dir, "out")}
	files := workbooks(t)
	for i, file := range files {
		data, err := os.ReadFile(file)
		must.Succeed(t, err)
		args = append(args, filepath.Join(dir, fmt.Sprintf("%d.xlsx", i)))
		must.Succeed(t, os.WriteFile(args[len(args)-1], data, 0o600))
	}
	slowtest.Output(t, exec.Command(soffice, args...))
	for i, file := range files {
		before, err := os.ReadFile(file)
		must.Succeed(t, err)
		after, err := os.ReadFile(filepath.Join(dir, "out", fmt.Sprintf("%d.xlsx", i)))
		must.Succeed(t, err)
		sameCells(t, file, open(t, file, before), open(t, file, after))
	}
}

// sameCells compares a workbook with what LibreOffice made of it.
func sameCells(t *testing.T, file string, ours, theirs []Sheet) {
	t.Helper()
	if len(ours) != len(theirs) {
		t.Errorf("%s: %d sheets, saved again %d", file, len(ours), len(theirs))
		return
	}
	for i := range ours {
		want := cellsOf(t, theirs[i])
		for at, text := range cellsOf(t, ours[i]) {
			if want[at] != text {
				t.Errorf("%s %s!%s: %q, LibreOffice has %q", file, ours[i].Name(), at, text, want[at])
			}
			delete(want, at)
		}
		if len(want) > 0 {
			t.Errorf("%s %s: LibreOffice also has %v", file, ours[i].Name(), want)
		}
	}
}

// formatted reports a cell style whose number format changes what is read.
func formatted(f *excelize.File, style int) bool {
	s, err := f.GetStyle(style)
	if err != nil {
		return false
	}
	code := builtinFormats[s.NumFmt]
	if s.CustomNumFmt != nil {
		code = *s.CustomNumFmt
	}
	return parseFormat(code) != nil
}
