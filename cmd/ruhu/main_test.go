package main

import (
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/xuri/excelize/v2"

	"ruhu/model/must"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"ruhu": main, "runs-again": runsAgain})
}

// TestScripts runs testdata/*.txtar. Beside the commands of testscript they have
//
//	roster BOOK.xlsx TABLES.txt   makes a workbook from text tables
//	code N ruhu ...               runs the program and wants the exit code
//	json KEY VALUE...             wants standard output to be one object with that value; ~VALUE: containing it
//	tree DIR LIST.txt             wants the folder to hold those files and no others
//	kaifont FILE.ttf none|han|all makes a font called 楷体, damaged or not
//	rarefont FILE.ttf             makes a font that has 𠮷 and nothing else
//	cell BOOK.xlsx TEXT           wants some cell of the workbook to hold the text
//	column BOOK.xlsx SHEET HEAD LIST.txt   wants the column to hold those texts and no others
//	fill BOOK.xlsx SHEET KEY HEAD TEXT     fills a cell in the first row that holds the key, making the column if need be
//	same DIR DIR                  wants two folders to hold the same files
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata",
		Setup:               setUp,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"roster": makeRoster, "code": wantCode, "json": wantJSON, "tree": wantTree, "cell": wantCell, "rarefont": makeFont, "kaifont": makeKai,
			"column": wantColumn, "fill": fillCell, "same": wantSame,
		},
	})
}

func arguments(ts *testscript.TestScript, neg bool, args []string, least int) {
	if neg || len(args) < least {
		ts.Fatalf("wrong use of the command: %q", args)
	}
}

// makeRoster turns text into a workbook: a line "# 户" begins a sheet, the
// cells of a row are divided by |. A cell ^ is merged with the one above it.
func makeRoster(ts *testscript.TestScript, neg bool, args []string) {
	arguments(ts, neg, args, 2)
	book := excelize.NewFile()
	defer book.Close()
	sheet, row := "", 0
	for line := range strings.Lines(ts.ReadFile(args[1])) {
		line = strings.TrimSpace(line)
		name, head := strings.CutPrefix(line, "# ")
		switch {
		case line == "":
		case head:
			if sheet == "" {
				ts.Check(book.SetSheetName("Sheet1", name))
			} else if _, err := book.NewSheet(name); err != nil {
				ts.Fatalf("%v", err)
			}
			sheet, row = name, 0
		default:
			row++
			for i, cell := range strings.Split(line, "|") {
				at, err := excelize.CoordinatesToCellName(i+1, row)
				ts.Check(err)
				if cell = strings.TrimSpace(cell); cell != "^" {
					ts.Check(book.SetCellStr(sheet, at, cell))
					continue
				}
				above, err := excelize.CoordinatesToCellName(i+1, row-1)
				ts.Check(err)
				ts.Check(book.MergeCell(sheet, above, at))
			}
		}
	}
	ts.Check(book.SaveAs(ts.MkAbs(args[0])))
}

func wantCode(ts *testscript.TestScript, neg bool, args []string) {
	arguments(ts, neg, args, 2)
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	if args[1] != "ruhu" {
		ts.Fatalf("code runs ruhu, not %s", args[1])
	}
	if got := ts.Value(runnerKey{}).(*runner).run(ts, args[2:]); got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

func wantJSON(ts *testscript.TestScript, neg bool, args []string) {
	arguments(ts, neg, args, 1)
	dec := json.NewDecoder(strings.NewReader(ts.ReadFile("stdout")))
	dec.UseNumber()
	var object map[string]any
	ts.Check(dec.Decode(&object))
	if _, err := dec.Token(); err != io.EOF {
		ts.Fatalf("something stands behind the object on standard output")
	}
	value, ok := object[args[0]]
	got := fmt.Sprint(value)
	if list, isList := value.([]any); isList {
		parts := make([]string, len(list))
		for i, v := range list {
			parts[i] = fmt.Sprint(v)
		}
		got = strings.Join(parts, " ")
	}
	if !ok {
		got = "(absent)"
	}
	want := strings.Join(args[1:], " ")
	if part, contains := strings.CutPrefix(want, "~"); contains && strings.Contains(got, part) {
		return
	}
	if got != want {
		ts.Fatalf("%s is %s, want %s", args[0], got, want)
	}
}

func wantTree(ts *testscript.TestScript, neg bool, args []string) {
	arguments(ts, neg, args, 2)
	var got []string
	root := ts.MkAbs(args[0])
	ts.Check(filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(root, p)
		got = append(got, filepath.ToSlash(rel))
		return err
	}))
	want := strings.Fields(ts.ReadFile(args[1]))
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		ts.Fatalf("%s holds\n%s\nwant\n%s", args[0], strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func wantCell(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: cell BOOK TEXT")
	}
	book, err := excelize.OpenFile(ts.MkAbs(args[0]))
	ts.Check(err)
	defer book.Close()
	for _, sheet := range book.GetSheetList() {
		rows, err := book.GetRows(sheet)
		ts.Check(err)
		for _, row := range rows {
			if slices.Contains(row, args[1]) {
				if neg {
					ts.Fatalf("%s holds %q", args[0], args[1])
				}
				return
			}
		}
	}
	if !neg {
		ts.Fatalf("%s holds no %q", args[0], args[1])
	}
}

// openSheet opens a sheet of a workbook whose heads are in its first row, and
// gives the rows and the place of a head, -1 where it is not.
func openSheet(ts *testscript.TestScript, file, sheet, head string) (book *excelize.File, rows [][]string, at int) {
	book, err := excelize.OpenFile(ts.MkAbs(file))
	ts.Check(err)
	rows, err = book.GetRows(sheet)
	ts.Check(err)
	return book, rows, slices.Index(rows[0], head)
}

func wantColumn(ts *testscript.TestScript, neg bool, args []string) {
	arguments(ts, neg, args, 4)
	book, rows, at := openSheet(ts, args[0], args[1], args[2])
	defer book.Close()
	var got []string
	for _, row := range rows[1:] {
		if at >= 0 && at < len(row) && row[at] != "" {
			got = append(got, row[at])
		}
	}
	if want := strings.Fields(ts.ReadFile(args[3])); !slices.Equal(got, want) {
		ts.Fatalf("%s of %s holds %q, want %q", args[2], args[0], got, want)
	}
}

func fillCell(ts *testscript.TestScript, neg bool, args []string) {
	arguments(ts, neg, args, 5)
	book, rows, at := openSheet(ts, args[0], args[1], args[3])
	defer book.Close()
	if at < 0 {
		at = len(rows[0])
		name, err := excelize.CoordinatesToCellName(at+1, 1)
		ts.Check(err)
		ts.Check(book.SetCellStr(args[1], name, args[3]))
	}
	for i, row := range rows {
		if slices.Contains(row, args[2]) {
			name, err := excelize.CoordinatesToCellName(at+1, i+1)
			ts.Check(err)
			ts.Check(book.SetCellStr(args[1], name, args[4]))
			ts.Check(book.Save())
			return
		}
	}
	ts.Fatalf("no row of %s holds %q", args[0], args[2])
}

func wantSame(ts *testscript.TestScript, neg bool, args []string) {
	arguments(ts, neg, args, 2)
	read := func(dir string) map[string]string {
		out := make(map[string]string)
		ts.Check(filepath.WalkDir(ts.MkAbs(dir), func(p string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			rel, err := filepath.Rel(ts.MkAbs(dir), p)
			ts.Check(err)
			data, err := os.ReadFile(p)
			out[rel] = string(data)
			return err
		}))
		return out
	}
	a, b := read(args[0]), read(args[1])
	for name := range a {
		if a[name] != b[name] {
			ts.Fatalf("%s differs", name)
		}
	}
	if len(a) != len(b) || len(a) == 0 {
		ts.Fatalf("%s holds %d files, %s %d", args[0], len(a), args[1], len(b))
	}
}

// TestModes checks that what is written is for its owner's eyes only.
func TestModes(t *testing.T) {
	if os.PathSeparator == '\\' {
		t.Skip("Windows has no such modes")
	}
	dir := filepath.Join(t.TempDir(), "out")
	if code := Run(t.Context(), []string{"blank", "-o", dir, "--forms", "appendix4"}, strings.NewReader(""), io.Discard, io.Discard, Environment{}); code != exitDone {
		t.Fatalf("exit code %d", code)
	}
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err == nil && info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s has mode %v", p, info.Mode())
		}
		return err
	})
	must.Succeed(t, err)
}

// TestWindowWaits checks that a window that would close waits for Enter.
func TestWindowWaits(t *testing.T) {
	in := strings.NewReader("\nrest")
	var told strings.Builder
	Run(t.Context(), []string{"version"}, in, io.Discard, &told, Environment{Closes: true})
	if !strings.Contains(told.String(), "按回车键") {
		t.Errorf("told %q", told.String())
	}
	if in.Len() == len("\nrest") {
		t.Error("nothing was read")
	}
}

// TestProgress checks that a terminal sees how far a run is, and that the bar
// is gone at the end.
func TestProgress(t *testing.T) {
	var told strings.Builder
	args := []string{"print", "../../samples/花名册.xlsx", "-o", t.TempDir(), "--jobs", "1"}
	if code := Run(t.Context(), args, strings.NewReader(""), io.Discard, &told, Environment{Terminal: true}); code != exitDone {
		t.Fatalf("exit code %d: %s", code, told.String())
	}
	if !strings.Contains(told.String(), "正在打印") {
		t.Errorf("no progress in %q", told.String())
	}
}

// TestNearest checks what is suggested for mistyped names.
func TestNearest(t *testing.T) {
	names := []string{"print", "blank", "form", "version", "roster-template"}
	for typed, want := range map[string]string{
		"prnit": "print", "Print": "print", "blnk": "blank", "roster": "roster-template", "表格": "", "xyzzy": "",
	} {
		if got := nearest(typed, names); got != want {
			t.Errorf("nearest(%q) = %q, want %q", typed, got, want)
		}
	}
}
