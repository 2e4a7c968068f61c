package app

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"
	"unicode"

	"ruhu/model"
	"ruhu/model/collect"
	"ruhu/model/growth"
	"ruhu/model/must"
	"ruhu/model/rostertest"
	"ruhu/model/sheet"
	"ruhu/render/book"
	"ruhu/render/doc"
	"ruhu/render/ooxml/ooxmltest"
)

// parts is a workbook of ours as the XML of its sheets, for damage that its checksums do
// not give away.
type parts struct {
	file   []byte
	sheets [][]byte
}

func partsOf(f *testing.F, write func(io.Writer) error) parts {
	f.Helper()
	var buf bytes.Buffer
	must.Succeed(f, write(&buf))
	p := parts{file: buf.Bytes()}
	for n := 1; ; n++ {
		data := p.part(f, n)
		if data == nil {
			return p
		}
		p.sheets = append(p.sheets, data)
	}
}

func sheetPart(n int) string { return fmt.Sprintf("xl/worksheets/sheet%d.xml", n) }

func (p parts) part(t testing.TB, n int) []byte {
	t.Helper()
	return ooxmltest.Parts(t, p.file)[sheetPart(n)]
}

// with is the workbook with another sheet, counted from 0.
func (p parts) with(t testing.TB, n int, xml []byte) sheet.Input {
	t.Helper()
	b := ooxmltest.With(t, p.file, map[string][]byte{sheetPart(n + 1): xml})
	return sheet.Input{Name: "x.xlsx", Data: bytes.NewReader(b), Size: int64(len(b))}
}

// fuzz lets something read the workbook with any XML in the place of any of its sheets.
// It may panic over none, and allocate no more than in proportion to what it reads.
func (p parts) fuzz(f *testing.F, read func(sheet.Input) error) {
	for n, xml := range p.sheets {
		f.Add(n, xml)
		f.Add(n, xml[:len(xml)*2/3])
		f.Add(n, bytes.ReplaceAll(xml, []byte(`<row r="2"`), []byte(`<row r="1048576"`)))
	}
	f.Add(0, []byte(`<worksheet><sheetData/><mergeCells><mergeCell ref="A1:XFD1048576"/><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>`))
	f.Fuzz(func(t *testing.T, n int, xml []byte) {
		if len(xml) > 1<<16 || n < 0 || n >= len(p.sheets) {
			return
		}
		in := p.with(t, n, xml)
		defer growth.Bound(t, len(xml), 128<<20, 2000)()
		if err := read(in); err != nil && !strings.ContainsFunc(err.Error(), func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
			t.Errorf("not in the user's words: %v", err)
		}
	})
}

func fuzzed(f *testing.F) (*model.Codebook, *model.Roster) {
	f.Helper()
	cb := rostertest.Codebook(f)
	r := readRoster(f, sample)
	for _, v := range r.Villages {
		v.Households = v.Households[:min(3, len(v.Households))]
	}
	return cb, r
}

// FuzzReturn: whatever a return workbook holds, reading and collecting it ends, and no
// household comes out of it that the roster has not.
func FuzzReturn(f *testing.F) {
	cb, r := fuzzed(f)
	known := r.Households()
	packed := packet(r.Villages[0])
	p := partsOf(f, func(w io.Writer) error { return book.WriteReturn(w, cb, packed) })
	p.fuzz(f, func(in sheet.Input) error {
		ret, err := collect.Read(cb, in)
		if err != nil {
			return err
		}
		out, err := collect.Apply(r, []*collect.Return{ret}, collect.Options{Year: 2019, Number: func(form string, h *model.Household) string {
			return doc.HouseholdSheet(2019, form, h)
		}})
		if err != nil {
			return err
		}
		if r.Households() != known || out.Roster.Households() > known+len(out.New) {
			panic("households appear or vanish")
		}
		return nil
	})
}

// FuzzRegister: whatever a register holds, it is read, joined with a sound one and written,
// or refused.
func FuzzRegister(f *testing.F) {
	_, r := fuzzed(f)
	sound := book.Register{Year: 2019}
	for _, v := range r.Villages {
		for i, h := range v.Households {
			sound.Entries = append(sound.Entries, book.RegisterEntry{
				Number: fmt.Sprintf("K7Q2-M9XD-4TW%d", i), Form: "对照表", Village: v.Name, Household: h.Number(), Head: h.HeadName(), Pages: 1, Sheets: 1,
			})
		}
	}
	p := partsOf(f, func(w io.Writer) error { return book.WriteRegister(w, sound) })
	p.fuzz(f, func(in sheet.Input) error {
		got, err := book.ReadRegister(in)
		if err != nil {
			return err
		}
		merged, err := book.MergeRegisters([]book.Register{sound, got})
		if err != nil {
			return err
		}
		if len(merged.Entries) < len(sound.Entries) {
			panic("entries are lost")
		}
		return book.WriteRegister(io.Discard, merged)
	})
}
