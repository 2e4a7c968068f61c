package sheet

import "testing"

// FuzzRawSheet scans arbitrary bytes as the XML of a sheet.
func FuzzRawSheet(f *testing.F) {
	for _, s := range []string{
		`<worksheet><sheetData><row r="1"><c r="A1"><v>1.2E17</v></c></row></sheetData><mergeCells><mergeCell ref="A2:A9"/></mergeCells></worksheet>`,
		`<row r="`, `<c r=A1 t`, `<sheetData`, `<row/>`, `<x:row r="7"/>`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(_ *testing.T, data []byte) {
		s := rawSheet(data)
		s.merges()
		s.notes(true)
	})
}
