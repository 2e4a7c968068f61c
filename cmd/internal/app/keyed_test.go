package app

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"ruhu/cmd/internal/output"
	"ruhu/model"
	"ruhu/model/must"
	"ruhu/model/rostertest"
	"ruhu/model/visit"
	"ruhu/render/book"
)

// toBeKeyed is a folder that was collected into, with so many items to be keyed in.
func toBeKeyed(tb testing.TB, items int) string {
	tb.Helper()
	dir := tb.TempDir()
	f := book.Findings{Year: 2019}
	h := new(model.Household)
	for i := range items {
		f.Items = append(f.Items, visit.Item{
			Village: []string{"云台村", "河湾村"}[i%2], Household: fmt.Sprintf("3207990010%04d", i/4), Head: "周大山",
			Field: fmt.Sprintf("A%d 工资性收入", i%4), Old: "8000", New: fmt.Sprint(i), Of: h,
		})
	}
	var out bytes.Buffer
	must.Succeed(tb, book.WriteFindings(&out, rostertest.Codebook(tb), f, nil))
	must.Succeed(tb, os.WriteFile(filepath.Join(dir, output.FindingsName), out.Bytes(), 0o600))
	return dir
}

// TestMarkMany: of ticks that come all at once none is lost, nor one taken back; what
// somebody else writes meanwhile is seen.
func TestMarkMany(t *testing.T) {
	dir := toBeKeyed(t, 300)
	b := NewKeyedBook(dir)
	sheets, err := b.Read()
	if err != nil || len(sheets) != 1 || len(sheets[0].Rows) != 300 {
		t.Fatal(len(sheets), err)
	}
	mark := func(is func(i int) bool) {
		t.Helper()
		var all sync.WaitGroup
		for i, r := range sheets[0].Rows {
			if i == 7 {
				continue
			}
			all.Go(func() {
				if err := b.Mark(r.ID, is(i)); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
	}
	mark(func(int) bool { return true })
	mark(func(i int) bool { return i%3 != 0 })
	for _, who := range []*KeyedBook{b, NewKeyedBook(dir)} {
		now, err := who.Read()
		must.Succeed(t, err)
		for i, r := range now[0].Rows {
			if ticked := r.Done == DoneMark; ticked != (i != 7 && i%3 != 0) {
				t.Errorf("row %d: %q", i, r.Done)
			}
		}
	}
	must.Succeed(t, NewKeyedBook(dir).Mark(sheets[0].Rows[7].ID, true))
	if now, _ := b.Read(); now[0].Rows[7].Done != DoneMark || sheets[0].Rows[1].Done != "" {
		t.Error("what another wrote is not seen, or what was read before has changed")
	}
	if b.Mark("nothing", true) == nil {
		t.Error("a row that is not there was marked")
	}
	must.Succeed(t, os.Remove(filepath.Join(dir, output.FindingsName)))
	if now, err := b.Read(); now != nil || err != nil || b.Mark(sheets[0].Rows[7].ID, true) == nil {
		t.Error("of a file that is gone:", now, err)
	}
}

// BenchmarkMark ticks a row of many.
func BenchmarkMark(b *testing.B) {
	k := NewKeyedBook(toBeKeyed(b, 34_000))
	sheets, err := k.Read()
	must.Succeed(b, err)
	for i := 0; b.Loop(); i++ {
		must.Succeed(b, k.Mark(sheets[0].Rows[i*97%34_000].ID, true))
	}
}
