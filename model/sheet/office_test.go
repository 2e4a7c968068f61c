package sheet

import (
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"ruhu/model/must"
	"ruhu/model/slowtest"
)

// mixed is a workbook with all that a roster's cells may be.
func mixed(t testing.TB) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	must.Succeed(t, f.SetSheetName("Sheet1", "户"))
	date, err := f.NewStyle(&excelize.Style{NumFmt: 14})
	must.Succeed(t, err)
	money, err := f.NewStyle(&excelize.Style{NumFmt: 4})
	must.Succeed(t, err)
	for c := range 12 {
		must.Succeed(t, f.SetCellStr("户", cell(c+1, 1), fmt.Sprintf("A%d 指标", c+1)))
	}
	for r := 2; r < 700; r++ {
		must.Succeed(t, f.SetCellStr("户", cell(1, r), fmt.Sprintf("3207990%05d", r)))
		must.Succeed(t, f.SetCellStr("户", cell(2, r), strings.Repeat("东风村李家庄", r%40)))
		must.Succeed(t, f.SetCellValue("户", cell(3, r), time.Date(2016+r%4, 1, 1+r%28, 0, 0, 0, 0, time.UTC)))
		must.Succeed(t, f.SetCellStyle("户", cell(3, r), cell(3, r), date))
		must.Succeed(t, f.SetCellFloat("户", cell(4, r), float64(r)*1234.56, -1, 64))
		must.Succeed(t, f.SetCellStyle("户", cell(4, r), cell(4, r), money))
		must.Succeed(t, f.SetCellInt("户", cell(5, r), int64(r%13)-3))
		must.Succeed(t, f.SetCellBool("户", cell(6, r), r%2 == 0))
		must.Succeed(t, f.SetCellDefault("户", cell(7, r), "320799199001011000"))
		must.Succeed(t, f.SetCellFloat("户", cell(8, r), 0.1+0.2*float64(r%7), -1, 64))
		must.Succeed(t, f.SetCellFormula("户", cell(9, r), fmt.Sprintf("E%d*2", r)))
		must.Succeed(t, f.SetCellFormula("户", cell(10, r), fmt.Sprintf(`A%d&"号"`, r)))
		must.Succeed(t, f.SetCellStr("户", cell(11, r), fmt.Sprintf("𠀀王\n%d", r)))
	}
	must.Succeed(t, f.SetCellRichText("户", "L2", []excelize.RichTextRun{{Text: "粗", Font: &excelize.Font{Bold: true}}, {Text: "细"}}))
	must.Succeed(t, f.SetCellFormula("户", "L3", "1/0"))
	must.Succeed(t, f.MergeCell("户", "L5", "L8"))
	must.Succeed(t, f.SetCellStr("户", "L5", "合并"))
	must.Succeed(t, f.SetRowVisible("户", 9, false))
	must.Succeed(t, f.SetColVisible("户", "H", false))
	_, err = f.NewSheet("隐藏")
	must.Succeed(t, err)
	must.Succeed(t, f.SetCellStr("隐藏", "B3", "在"))
	must.Succeed(t, f.SetSheetVisible("隐藏", false))
	b, err := f.WriteToBuffer()
	must.Succeed(t, err)
	return b.Bytes()
}

func cell(col, row int) string {
	name, err := excelize.CoordinatesToCellName(col, row)
	if err != nil {
		panic(err)
	}
	return name
}

// convert lets LibreOffice write a file as another kind.
func convert(t *testing.T, soffice, dir, file, to string) string {
	t.Helper()
	cmd := exec.Command(soffice, "-env:UserInstallation=file://"+filepath.Join(dir, "profile"),
		"--headless", "--convert-to", to, "--outdir", filepath.Join(dir, "out"), file)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	ending, _, _ := strings.Cut(to, ":")
	return filepath.Join(dir, "out", strings.TrimSuffix(filepath.Base(file), filepath.Ext(file))+"."+ending)
}

// TestOffice compares what a real program writes as .xls and as a web page
// with the same as .xlsx, cell by cell. The .xlsx is of that program too, so that
// formulas have values.
func TestOffice(t *testing.T) {
	soffice := slowtest.Tool(t, "soffice")
	dir := t.TempDir()
	file := filepath.Join(dir, "名册.xlsx")
	must.Succeed(t, os.WriteFile(file, mixed(t), 0o600))
	read := func(name string) []string {
		b, err := os.ReadFile(name)
		must.Succeed(t, err)
		return strings.Split(dump(t, open(t, name, b)), "\n")
	}
	want := read(convert(t, soffice, dir, file, "xlsx"))
	old := read(convert(t, soffice, dir, file, "xls"))
	if len(want) < 7000 {
		t.Fatalf("only %d lines", len(want))
	}
	if len(old) != len(want) {
		t.Fatalf("%d lines in .xls, %d in .xlsx", len(old), len(want))
	}
	for i := range want {
		if !sameCell(old[i], want[i]) {
			t.Errorf(".xls has %q, .xlsx %q", old[i], want[i])
		}
	}
	// A web page lacks what is hidden: row 9, column H.
	page := read(convert(t, soffice, dir, file, "html"))
	for _, line := range want[1:60] {
		if line[0] < 'H' && !slices.ContainsFunc(page[:60], func(l string) bool { return sameCell(l, line) }) {
			t.Errorf("the page lacks %q", line)
		}
	}
	// Text shows numbers as cells do: only texts are the same.
	text := strings.Join(read(convert(t, soffice, dir, file, `csv:Text - txt - csv (StarCalc):44,34,76`)), "\n")
	for _, line := range want[1:3000] {
		at, _, _ := strings.Cut(line, " ")
		if (strings.HasPrefix(at, "A") || strings.HasPrefix(at, "K")) && !strings.Contains(text, "\n"+line+"\n") {
			t.Fatalf("the text lacks %q", line)
		}
	}
}

// sameCell compares two lines of a dump; numbers may differ in their notation.
func sameCell(a, b string) bool {
	if a == b {
		return true
	}
	atA, a, _ := strings.Cut(a, " ")
	atB, b, _ := strings.Cut(b, " ")
	x, errX := strconv.ParseFloat(strings.TrimPrefix(a, "#"), 64)
	y, errY := strconv.ParseFloat(strings.TrimPrefix(b, "#"), 64)
	return atA == atB && errX == nil && errY == nil && math.Abs(x-y) <= 1e-14*math.Abs(x)
}
