package main

import (
	"bytes"
	"errors"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"

	"github.com/xuri/excelize/v2"

	"ruhu/cmd/internal/disk"
	"ruhu/model/must"
	"ruhu/model/slowtest"
)

// note writes into a cell of the row that holds a text, as people do.
func note(t *testing.T, file, sheet, row, head, text string) {
	t.Helper()
	book, err := excelize.OpenFile(file)
	must.Succeed(t, err)
	defer book.Close()
	rows, err := book.GetRows(sheet)
	must.Succeed(t, err)
	at := -1
	for y, cells := range rows {
		if x := slices.Index(cells, head); x >= 0 && at < 0 {
			at = x
		}
		if at >= 0 && slices.Contains(cells, row) {
			cell, _ := excelize.CoordinatesToCellName(at+1, y+1)
			must.Succeed(t, errors.Join(book.SetCellStr(sheet, cell, text), book.Save()))
			return
		}
	}
	t.Fatalf("%s has no row %s or column %s", file, row, head)
}

// holdsText looks for a text in the cells of a workbook.
func holdsText(t *testing.T, data []byte, text string) bool {
	t.Helper()
	book, err := excelize.OpenReader(bytes.NewReader(data))
	must.Succeed(t, err)
	defer book.Close()
	for _, sheet := range book.GetSheetList() {
		rows, _ := book.GetRows(sheet)
		if slices.ContainsFunc(rows, func(r []string) bool { return slices.Contains(r, text) }) {
			return true
		}
	}
	return false
}

// faulty is a disk of which operations fail.
type faulty struct {
	mu    sync.Mutex
	count int
	first int  // the operation that fails, from 1; 0: none
	whole bool // all after it too
	hit   []disk.Operation
	// Names that are not flushed, in their order, with what stood there before.
	renamed []replaced
}

type replaced struct {
	path string
	old  []byte // nil: nothing
}

var errInjected = &os.PathError{Op: "write", Path: "x", Err: syscall.EIO}

func (f *faulty) trouble(o disk.Operation, path string) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.count++
	if f.first > 0 && (f.count == f.first || f.whole && f.count > f.first) {
		f.hit = append(f.hit, o)
		return errInjected
	}
	switch o {
	case disk.Rename:
		old, _ := os.ReadFile(path)
		f.renamed = append(f.renamed, replaced{path, old})
	case disk.Sync:
		f.renamed = slices.DeleteFunc(f.renamed, func(r replaced) bool { return filepath.Dir(r.path) == filepath.Clean(path) })
	}
	return nil
}

// crash takes back the names that were not flushed.
func (f *faulty) crash(t *testing.T) {
	for _, r := range slices.Backward(f.renamed) {
		err := os.Remove(r.path)
		if r.old != nil {
			err = os.WriteFile(r.path, r.old, 0o600)
		}
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			t.Fatal(err)
		}
	}
}

const (
	roster3 = "户编号,行政村,组,A24 贫困户属性,A1 姓名,A5 与户主关系,A7 文化程度\n" +
		"1001,东风村,1组,一般贫困户,王甲,户主,读过书\n1002,东风村,2组,低保贫困户,赵丙,户主,\n2001,红旗村,1组,一般贫困户,钱丁,户主,\n"
	noted = "户主外出务工"
)

// printed3 is a roster of three households, and what is printed of it.
func printed3(t *testing.T) (roster, printed string) {
	t.Helper()
	base := t.TempDir()
	roster, printed = filepath.Join(base, "名册.csv"), filepath.Join(base, "印")
	must.Succeed(t, os.WriteFile(roster, []byte(roster3), 0o600))
	within(t, io.Discard, "print", roster, "-o", printed, "--date", "2019-12-01", "--forms", "compare")
	return roster, printed
}

// writer is a command that writes into a folder.
type writer struct {
	name  string
	args  func(dir string) []string
	noted string // the workbook that people wrote into; empty: none
	note  func(t *testing.T, file string)
}

// writers are the commands that write, over three households.
func writers(t *testing.T, roster, printed string) []writer {
	t.Helper()
	form := filepath.Join(t.TempDir(), "要填的.xlsx")
	book := excelize.NewFile()
	defer book.Close()
	err := errors.Join(book.SetSheetRow("Sheet1", "A1", &[]string{"户主姓名", "", "户编号", ""}), book.SetSheetRow("Sheet1", "A2", &[]string{"文化程度", "", "组", ""}), book.SaveAs(form))
	must.Succeed(t, err)
	return []writer{
		{"print", func(dir string) []string {
			return []string{"print", roster, "-o", dir, "--date", "2019-12-01", "--forms", "compare", "--jobs", "1"}
		}, "打印登记.xlsx", func(t *testing.T, file string) { note(t, file, "打印登记", "1001", "核实人", noted) }},
		{"check", func(dir string) []string {
			return []string{"check", roster, "-o", filepath.Join(dir, "问题清单.xlsx")}
		},
			"问题清单.xlsx", func(t *testing.T, file string) { note(t, file, "到户到人", "1001", "整改情况", noted) }},
		{"collect", func(dir string) []string {
			return []string{"collect", printed, "--roster", roster, "-o", dir}
		}, "核实进度.xlsx", nil},
		{"register", func(dir string) []string {
			return []string{"register", "merge", filepath.Join(dir, "打印登记.xlsx"), filepath.Join(printed, "打印登记.xlsx"), "-o", filepath.Join(dir, "打印登记.xlsx")}
		}, "打印登记.xlsx", func(t *testing.T, file string) { note(t, file, "打印登记", "1001", "核实人", noted) }},
		{"summary", func(dir string) []string {
			return []string{"summary", roster, "-o", dir, "--date", "2019-12-01"}
		}, "", nil},
		{"ledger", func(dir string) []string { return []string{"ledger", roster, "-o", dir} }, "", nil},
		{"blank", func(dir string) []string { return []string{"blank", "--forms", "appendix2", "-o", dir} }, "", nil},
		{"form export", func(dir string) []string { return []string{"form", "export", dir, "--force"} }, "", nil},
		{"roster-template", func(dir string) []string {
			return []string{"roster-template", "-o", filepath.Join(dir, "空.xlsx"), "--force"}
		}, "", nil},
		{"lists", func(dir string) []string { return []string{"lists", roster, "-o", dir} },
			"部门核对-住建.xlsx", func(t *testing.T, file string) {
				note(t, file, "住建核对", "王甲", "A40 危房等级", noted)
			}},
		{"fill", func(dir string) []string { return []string{"fill", form, roster, "-o", dir} }, "", nil},
		{"fill one file", func(dir string) []string { return []string{"fill", form, roster, "--split", "book", "-o", dir} }, "", nil},
		{"fill marked", func(dir string) []string {
			return []string{"fill", form, "--marked", filepath.Join(dir, "标记.xlsx")}
		}, "", nil},
	}
}

// TestTrouble lets the n-th operation on the output folder fail, for every command that
// writes, once and for good; and cuts the power there. What stands in the folder then is
// the old file or the new one, with what people noted in it; the exit status is right;
// and running it again comes to what it would have been.
func TestTrouble(t *testing.T) {
	slowtest.Large(t)
	roster, printed := printed3(t)
	for _, c := range writers(t, roster, printed) {
		t.Run(c.name, func(t *testing.T) {
			old := filepath.Join(t.TempDir(), "旧")
			if c.name == "register" {
				copyFolder(t, printed, old)
			} else if code, said := within(t, io.Discard, c.args(old)...); code > exitHeld {
				t.Fatal(said)
			}
			x := &trial{t: t, args: c.args, dir: filepath.Join(t.TempDir(), "出"), from: old}
			if c.note != nil {
				x.noted = c.noted
				c.note(t, filepath.Join(old, c.noted))
			}
			x.old = contents(t, old)
			x.clean()
			step := 1
			if !slowtest.Plain() {
				step = 25
			}
			for n := 1; n <= x.total; n += step {
				if n > 300 && n%10 != 0 && step == 1 {
					continue
				}
				x.fails(n, false)
				x.fails(n, true)
			}
			t.Logf("%s: %d operations, %d faults injected, %d of them told, %d without consequence", c.name, x.total, x.injected, x.told, x.injected-x.told)
		})
	}
}

func copyFolder(t *testing.T, from, to string) {
	t.Helper()
	must.Succeed(t, errors.Join(os.RemoveAll(to), os.CopyFS(to, os.DirFS(from))))
}

// trial is a command whose disk fails again and again.
type trial struct {
	t         *testing.T
	args      func(dir string) []string
	from, dir string
	noted     string // the file that people wrote into; empty: none
	old, new  map[string][]byte
	code      int // of a run without faults
	total     int // operations of it

	injected, told int
}

// afresh makes the folder a copy of the old one, or leaves none.
func (x *trial) afresh(over bool) {
	x.t.Helper()
	if over && folderExists(x.from) {
		copyFolder(x.t, x.from, x.dir)
	} else if err := os.RemoveAll(x.dir); err != nil {
		x.t.Fatal(err)
	}
}

func folderExists(dir string) bool {
	info, err := os.Stat(dir)
	return err == nil && info.IsDir()
}

// run runs the command in a copy of the old folder.
func (x *trial) run(f *faulty, afresh bool) (code int, said string) {
	x.t.Helper()
	if afresh {
		x.afresh(true)
	}
	disk.Trouble(f.trouble)
	defer disk.Trouble(nil)
	return within(x.t, io.Discard, x.args(x.dir)...)
}

func (x *trial) clean() {
	f := &faulty{}
	code, said := x.run(f, true)
	if code > exitHeld {
		x.t.Fatal(said)
	}
	x.code, x.total, x.new = code, f.count, contents(x.t, x.dir)
	if x.noted != "" && !holdsText(x.t, x.new[x.noted], noted) {
		x.t.Fatalf("the note is lost without any fault; there is %q", slices.Sorted(maps.Keys(x.new)))
	}
}

// fails lets the n-th operation fail, and where it is for good cuts the power.
func (x *trial) fails(n int, forGood bool) {
	t := x.t
	f := &faulty{first: n, whole: forGood}
	code, said := x.run(f, true)
	if len(f.hit) == 0 {
		return
	}
	x.injected++
	what := string(f.hit[0])
	if forGood {
		what += " for good, and a crash"
		f.crash(t)
	}
	now := contents(t, x.dir)
	switch code {
	case x.code: // it did not matter
		for name, data := range x.new {
			if !forGood && !bytes.Equal(data, now[name]) {
				t.Errorf("%d, %s: success, but %s is not what it should be", n, what, name)
			}
		}
	case exitUnreadable:
		x.told++
		if !strings.Contains(said, "错误：") || strings.Contains(said, "input/output") || strings.Contains(said, "程序出错") {
			t.Errorf("%d, %s: said\n%s", n, what, said)
		}
	default:
		t.Errorf("%d, %s: code %d, said\n%s", n, what, code, said)
	}
	for name := range x.old {
		if _, there := now[name]; !there {
			t.Errorf("%d, %s: %s is gone", n, what, name)
		}
	}
	for name, data := range now {
		// A return workbook that cannot be read may be filled in: the new one gets a number.
		beside := strings.HasSuffix(name, "回填表-2.xlsx") && f.hit[0] == disk.Read
		if !strings.HasPrefix(filepath.Base(name), ".ruhu-") && !beside && !bytes.Equal(data, x.old[name]) && !bytes.Equal(data, x.new[name]) {
			t.Errorf("%d, %s: %s is neither the old file nor the new", n, what, name)
		}
	}
	if code, said := x.run(&faulty{}, false); code > exitHeld {
		t.Errorf("%d, %s: not to be run again: code %d, said\n%s", n, what, code, said)
	}
	for name, data := range contents(t, x.dir) {
		if name == x.noted { // it goes on: sheets may be printed again
			if !holdsText(t, data, noted) {
				t.Errorf("%d, %s: run again, the note in %s is lost", n, what, name)
			}
		} else if want, there := x.new[name]; there && !bytes.Equal(data, want) {
			t.Errorf("%d, %s: run again, %s is not what it should be", n, what, name)
		}
	}
}
