package app

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"ruhu/cmd/internal/output"
	"ruhu/model/must"
	"ruhu/model/visit"
)

// TestVerifiedIsKept: what people wrote into the corrected roster is never written
// over; one that nobody touched is written anew, also when a program saved it.
func TestVerifiedIsKept(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "名册.xlsx")
	writeTable(t, name, families)
	c := printRoster(t, name)
	path := func(file string) string { return filepath.Join(c.dir, "sum", file) }
	w := c.open(c.village[0])
	w.visited(first, visit.Corrected)
	w.correct(first, "钱二", "成员联系电话", visit.HeadWritten, "13900000002")
	w.save()
	r := c.collect("sum", name, c.out())
	once, err := os.ReadFile(path(output.VerifiedBase + ".xlsx"))
	if err != nil || len(r.Untouched) > 0 || r.Verified != output.VerifiedBase+".xlsx" {
		t.Fatalf("first: %v, kept %v, %s", err, r.Untouched, r.Verified)
	}
	if r = c.collect("sum", name, c.out()); len(r.Untouched) > 0 {
		t.Errorf("untouched, and kept: %v", r.Untouched)
	}
	if again, _ := os.ReadFile(path(output.VerifiedBase + ".xlsx")); !bytes.Equal(once, again) {
		t.Error("not the same bytes")
	}
	saved := openWorkbook(t, path(output.VerifiedBase+".xlsx")) // as an office program does: other bytes, the same content
	saved.save()
	if r = c.collect("sum", name, c.out()); len(r.Untouched) > 0 {
		t.Errorf("saved anew, and kept: %v", r.Untouched)
	}
	written := openWorkbook(t, path(output.VerifiedBase+".xlsx"))
	sheet := "家庭成员"
	rows := written.rows(sheet)
	head := slices.IndexFunc(rows[0], func(s string) bool { return strings.Contains(s, "成员联系电话") })
	written.set(sheet, 2, rows[0][head], "13700000009")
	written.save()
	for range 2 { // the second time, the one with the number is untouched
		r = c.collect("sum", name, c.out())
		if !slices.Equal(r.Untouched, []string{output.VerifiedBase + ".xlsx"}) || r.Verified != "花名册-核实后-2.xlsx" || !slices.Contains(r.Files, r.Verified) {
			t.Errorf("kept %v, written %s, %v", r.Untouched, r.Verified, r.Files)
		}
	}
	if phone := readRoster(t, path(output.VerifiedBase+".xlsx")).Villages[0].Households[0].Members[0].Text("成员联系电话"); phone != "13700000009" {
		t.Errorf("what was written is gone: %s", phone)
	}
	if phone := readRoster(t, path(r.Verified)).Villages[0].Households[0].Members[1].Text("成员联系电话"); phone != "13900000002" {
		t.Errorf("the correction is not there: %s", phone)
	}
	if len(readRoster(t, path(r.Verified)).Problems.BySubject()) > 0 {
		t.Error("the mark disturbs reading")
	}
	// One that cannot be read stops the run.
	must.Succeed(t, os.WriteFile(path(output.VerifiedBase+".xlsx"), []byte("PK\x03\x04 cut"), 0o600))
	if _, err := collectInto(t.Context(), filepath.Join(c.dir, "sum"), Request{Rosters: []string{name}}, c.out()); err == nil {
		t.Error("a roster that cannot be read was written over")
	}
}
