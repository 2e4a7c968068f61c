package book

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"ruhu/model/must"
)

// TestNoSuchCell: what a row cannot hold is an error, not something else.
func TestNoSuchCell(t *testing.T) {
	table := Table{Name: "表", Columns: []Column{{Head: "一", Width: 9}}, Rows: func(yield func(Row) bool) {
		yield(Row{Cells: []any{true}})
	}}
	if err := WriteTables(io.Discard, table); err == nil {
		t.Error("a truth value was written")
	}
}

// TestTooManyRows: a workbook that no program opens is not written.
func TestTooManyRows(t *testing.T) {
	table := Table{Name: "表", Plain: true, Columns: []Column{{Head: "一", Width: 9}}, Rows: func(yield func(Row) bool) {
		row := Row{Cells: []any{1}}
		for range excelize.TotalRows {
			if !yield(row) {
				return
			}
		}
	}}
	if err := WriteTables(io.Discard, table); err == nil || !strings.Contains(err.Error(), "表") {
		t.Errorf("%v", err)
	}
}

// TestCodedText: text that looks like a character by its number is read as it was
// written, also where one such begins with the end of another.
func TestCodedText(t *testing.T) {
	want := []string{"_x0041_", "_x0041_x0042_", "_x005F_x0041_", "x_x000A_y", "_X0041_", "__x0041__"}
	table := Table{Name: "表", Columns: []Column{{Head: "一", Width: 9}}, Rows: func(yield func(Row) bool) {
		for _, s := range want {
			if !yield(Row{Cells: []any{s}}) {
				return
			}
		}
	}}
	f, _ := written(t, func(w io.Writer) error { return WriteTables(w, table) })
	rows, err := f.GetRows("表")
	must.Succeed(t, err)
	for i, s := range want {
		if got := rows[i+1][0]; got != s {
			t.Errorf("%q is read as %q", s, got)
		}
	}
}

// TestJobs: sheets made at the same time get the styles and bytes that they get
// one after another, also where each asks for styles in an order of its own.
func TestJobs(t *testing.T) {
	var tables []Table
	for i := range 12 {
		looks := []Row{
			{Cells: []any{1, "甲", Marked{2.5}}}, {Look: Total, Cells: []any{Sum(3), "合计", nil}}, {Look: Note, Cells: []any{"注"}},
			{Look: Title, Cells: []any{Link{"见", thisBook, "'表0'!A1"}}}, {Cells: []any{Formula{Value: 3, Text: "1+2"}, nil, 0.5}},
		}
		tables = append(tables, Table{
			Name: fmt.Sprintf("表%d", i), Filter: i%2 == 0, Plain: i%3 == 0, Thin: i%3 == 1, Open: i%4 == 0,
			Columns: []Column{{Head: "一", Width: 9, Number: true}, {Head: "二", Width: 9, Fill: i%5 == 0}, {Head: "三", Width: 9, Tenths: true, Center: i%2 == 1}},
			Rows: func(yield func(Row) bool) {
				for n := range 600 {
					if !yield(looks[(n/100*(i+1)+i)%len(looks)]) {
						return
					}
				}
			},
		})
	}
	var one bytes.Buffer
	must.Succeed(t, writeTables(&one, 1, tables))
	for _, jobs := range []int{2, 3, 40} {
		var many bytes.Buffer
		must.Succeed(t, writeTables(&many, jobs, tables))
		if !bytes.Equal(one.Bytes(), many.Bytes()) {
			t.Errorf("%d sheets at a time give other bytes", jobs)
		}
	}
}
