package sheet

import (
	"bytes"
	"encoding/binary"
	"errors"
	"strings"
	"testing"
	"time"

	"ruhu/model/growth"
)

// sst makes the record of shared strings of its strings' bytes.
func sst(n int, strings ...[]byte) []byte {
	return rec(recSST, uint32(n), uint32(n), bytes.Join(strings, nil))
}

// everyRecord is a workbook with each kind of record that is read.
func everyRecord() []byte {
	long := strings.Repeat("长", 3000)
	first := wide(long)
	globals := [][]byte{
		rec(recDate1904, uint16(1)),
		rec(recSupBook, uint16(1), uint16(9), "\x01other.xls"),
		// The second string breaks off in its characters and goes on as narrow
		// ones; the third has runs of formats that lie across two records, the
		// fourth a phonetic guide.
		rec(recSST, uint32(9), uint32(5), narrow("name"), uint16(6), byte(1), utf16le("ab")),
		rec(recContinue, byte(0), "cdef", uint16(2), byte(9), uint16(2), utf16le("hi"), [3]byte{}),
		rec(recContinue, [5]byte{}, uint16(1), byte(5), uint32(4), utf16le("p"), [4]byte{}, first[:2], byte(1), first[3:3003]),
		rec(recContinue, byte(1), first[3003:]),
	}
	cells := [][]byte{
		rec(recColInfo, uint16(2), uint16(3), uint16(2048), uint16(15), uint16(1), uint16(0)),
		rec(recColInfo, uint16(200), uint16(255), uint16(0), uint16(15), uint16(0), uint16(0)),
		rec(recRow, uint16(1), uint16(0), uint16(9), uint16(255), uint32(0), byte(0x20), [3]byte{}),
		rec(recRow, uint16(8), uint16(0), uint16(9), uint16(255), uint32(0), byte(0x20), [3]byte{}),
		rec(recLabelSST, at("A1"), sharedText(0)),
		rec(recLabelSST, at("B1"), sharedText(1)),
		rec(recLabelSST, at("C1"), sharedText(2)),
		rec(recLabelSST, at("D1"), sharedText(3)),
		rec(recLabelSST, at("E1"), sharedText(4)),
		rec(recLabel, at("A2"), wide("王\x01甲")),
		rec(recRString, at("B2"), narrow("rich"), uint16(1), uint32(0)),
		rec(recNumber, at("A3"), 320799199001011000.0),
		rec(recNumber, at("B3"), 6000.5),
		rec(recNumber, at("C3"), 0.00001),
		rec(recRK, at("D3"), rkInt(43738)),
		rec(recRK, at("E3"), rkInt(-12345)|1),
		rec(recRK, at("F3"), rkFloat(0.5)),
		rec(0x00BE, uint16(3), uint16(0), uint16(15), uint16(15), uint16(1)), // MULBLANK
		rec(0x0201, at("C4")),
		rec(recMulRK, uint16(3), uint16(3), uint16(15), rkInt(7), uint16(15), rkFloat(1<<54), uint16(4)),
		rec(recBoolErr, at("A5"), byte(1), byte(0)),
		rec(recBoolErr, at("B5"), byte(0x2A), byte(1)),
		rec(recFormula, at("A6"), 12.25, uint16(0), uint32(0), uint16(0)),
		rec(recFormula, at("B6"), byte(0), [5]byte{}, uint16(0xFFFF), uint16(0), uint32(0), uint16(0)),
		rec(0x04BC, [8]byte{}), // a shared formula may stand before its text
		rec(recString, wide("文字")),
		rec(recFormula, at("C6"), byte(1), byte(0), byte(0), [3]byte{}, uint16(0xFFFF), uint16(0), uint32(0), uint16(0)),
		rec(recFormula, at("D6"), byte(2), byte(0), byte(7), [3]byte{}, uint16(0xFFFF), uint16(0), uint32(0), uint16(0)),
		rec(recFormula, at("E6"), byte(3), [5]byte{}, uint16(0xFFFF), uint16(0), uint32(0), uint16(0)),
		rec(recFormula, at("F6"), byte(0), [5]byte{}, uint16(0xFFFF), uint16(0), uint32(0), uint16(0)),
		bofSheet, rec(recLabel, at("A1"), narrow("chart")), eof, // a chart within the sheet
		rec(recLabel, at("B7"), narrow("late")),
		rec(recLabel, at("A7"), narrow("early")), // out of order
		rec(recLabel, at("A7"), narrow("again")),
		rec(recMergeCells, uint16(2), [4]uint16{0, 1, 0, 0}, [4]uint16{4, 5, 2, 3}),
	}
	return biffOf(globals,
		biffPart{name: "户", recs: cells},
		biffPart{name: "Chart", kind: 2},
		biffPart{name: "藏", hidden: 1, recs: [][]byte{rec(recNumber, at("B2"), 1.0)}})
}

func TestXLS(t *testing.T) {
	want := trim(`
		== 户
		A1 name
		B1 abcdef
		C1 hi
		D1 p
		E1 长…3000
		B2 rich
		A3 #3.20799199001011E+17
		B3 6000.5
		C3 #1E-5
		D3 43738
		E3 -123.45
		F3 0.5
		D4 7
		E4 #18014398509481984
		A5 1
		A6 12.25
		B6 文字
		A7 again
		B7 late
		merged A1:A2
		merged C5:D6
		hidden rows [2]
		hidden columns [3 4]
		uncached 1 [F6]
		external
		errors B5 D6
		covered A2 C6
		twice A7
		1904
		== 藏
		B2 1
		hidden
		1904
	`)
	for _, tt := range []struct {
		name string
		data []byte
	}{{"container", oleOf("Workbook", everyRecord())}, {"bare", everyRecord()}} {
		if got := dump(t, open(t, "旧.XLS", tt.data)); got != want {
			t.Errorf("%s:\n%s\nwant\n%s", tt.name, got, want)
		}
	}
	if got := open(t, "新.xlsx", oleOf("Workbook", everyRecord()))[0].Notes().Kind; got != "旧版 .xls 工作簿" {
		t.Errorf("kind %q", got)
	}
}

// refused opens bytes that must be refused, here or when they are read, with
// words for the user.
func refused(t *testing.T, name string, b []byte) string {
	t.Helper()
	sheets, done, err := Open(in(name, b))
	if err == nil {
		defer done()
		for _, s := range sheets {
			if e := s.Each(func(int, []string) bool { return true }); e != nil {
				err = e
			}
		}
	}
	var e *Error
	if !errors.As(err, &e) {
		t.Fatalf("%s: error %v", name, err)
	}
	if e.Message == "" || e.Hint == "" {
		t.Errorf("%s: an error without words: %+v", name, e)
	}
	return e.Message + "。" + e.Hint
}

func TestXLSRefused(t *testing.T) {
	book := func(cells ...[]byte) []byte {
		return oleOf("Workbook", biffOf(nil, biffPart{name: "户", recs: cells}))
	}
	old := rec(recBOF, uint16(0x0500), uint16(5), uint32(0))
	whole := everyRecord()
	twice := bytes.Clone(whole) // the hidden sheet is said to begin elsewhere
	atName := bytes.LastIndex(twice[:600], le(uint16(recBoundSheet)))
	binary.LittleEndian.PutUint32(twice[atName+4:], uint32(len(twice)-3))
	loop := oleOf("Workbook", whole)
	binary.LittleEndian.PutUint32(loop[len(loop)-512+4*3:], 1) // sector 3 leads back to 1
	long := oleOf("Workbook", whole)
	size := bytes.Index(long, utf16le("Workbook")) + 120
	binary.LittleEndian.PutUint32(long[size:], 1<<31)
	tests := []struct {
		name string
		data []byte
		want string
	}{
		{"password", oleOf("Workbook", biffOf([][]byte{rec(recFilePass, uint16(1), [8]byte{})})), "请先取消密码"},
		{"xlsx with password", oleOf("EncryptedPackage", nil), "请先取消密码"},
		{"Excel 95", oleOf("Book", old), "Excel 95"},
		{"Excel 95 in a new place", oleOf("Workbook", old), "Excel 95"},
		{"Excel 4", rec(0x0409, uint16(0), uint16(0x10), uint16(0)), "Excel 95"},
		{"Word", oleOf("WordDocument", nil), "Word"},
		{"PowerPoint", oleOf("PowerPoint Document", nil), "演示文稿"},
		{"another", oleOf("Contents", nil), "没有工作簿"},
		{"container cut", oleOf("Workbook", whole)[:2048], "损坏"},
		{"stream cut", whole[:len(whole)-40], "损坏"},
		{"globals cut", whole[:300], "损坏"},
		{"a sheet outside", twice, "损坏"},
		{"a cycle of sectors", loop, "损坏"},
		{"a stream larger than the file", long, "损坏"},
		{"a string that is not there", book(rec(recLabelSST, at("A1"), sharedText(7))), "损坏"},
		{"a column too far", book(rec(recNumber, uint16(0), uint16(300), uint16(0), 1.0)), "损坏"},
		{"a short number", book(rec(recNumber, at("A1"), uint32(1))), "损坏"},
		{"a text longer than its record", book(rec(recLabel, at("A1"), uint16(9), byte(1), "ab")), "损坏"},
		{"a run too long", book(rec(recMulRK, uint16(0), uint16(255), [12]byte{}, uint16(9))), "损坏"},
		{"strings cut", oleOf("Workbook", biffOf([][]byte{rec(recSST, uint32(9), uint32(9), narrow("a"))})), "损坏"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := refused(t, "旧.xls", tt.data); !strings.Contains(got, tt.want) {
				t.Errorf("%s, want %q", got, tt.want)
			}
		})
	}
}

// Sheets that lie over one another would be read again and again.
func TestXLSOverlapping(t *testing.T) {
	cells := make([][]byte, 2000)
	for i := range cells {
		cells[i] = rec(recNumber, uint16(i), uint16(0), uint16(0), 1.5)
	}
	parts := make([]biffPart, 500)
	parts[0] = biffPart{name: "a", recs: cells}
	for i := 1; i < len(parts); i++ {
		parts[i] = biffPart{name: "a"}
	}
	data := biffOf(nil, parts...)
	at := binary.LittleEndian.Uint32(data[len(bofBook)+4:])
	for i := range parts {
		binary.LittleEndian.PutUint32(data[len(bofBook)+i*14+4:], at)
	}
	start := time.Now()
	if got := refused(t, "旧.xls", data); !strings.Contains(got, "异常庞大") {
		t.Error(got)
	}
	t.Logf("refused in %v", time.Since(start))
}

func TestNumberText(t *testing.T) {
	for _, tt := range []struct {
		f    float64
		want string
	}{
		{0, "0"}, {43738, "43738"}, {-1.5, "-1.5"}, {0.1, "0.1"}, {0.0001, "0.0001"}, {0.00002, "2E-5"},
		{6222021234567890, "6222021234567890"}, {99999999999999980, "99999999999999980"},
		{320799199001011000, "3.20799199001011E+17"}, {1e300, "1E+300"},
	} {
		if got := numberText(tt.f); got != tt.want {
			t.Errorf("%v: %s, want %s", tt.f, got, tt.want)
		}
	}
}

// FuzzXLS reads arbitrary bytes as the stream of a workbook and as a container.
func FuzzXLS(f *testing.F) {
	f.Add(everyRecord())
	f.Add(oleOf("Workbook", everyRecord()))
	f.Add(biffOf([][]byte{sst(2, narrow("a"), wide("王"))}, biffPart{name: "户", recs: [][]byte{rec(recLabelSST, at("A1"), sharedText(1))}}))
	f.Add(rec(recBOF, uint16(biff8), uint16(subGlobals)))
	f.Fuzz(func(t *testing.T, data []byte) {
		defer growth.Bound(t, len(data), 512<<20, 4000)()
		readAll(t, func() ([]Sheet, error) { return openBIFF(data, Input{Name: "a.xls"}) })
		sheets, done, err := Open(in("a.xls", append(bytes.Clone(oleMagic), data...)))
		if err == nil {
			defer done()
		}
		readAll(t, func() ([]Sheet, error) { return sheets, err })
	})
}

// readAll asks sheets for everything; places must be possible ones.
func readAll(t *testing.T, open func() ([]Sheet, error)) {
	sheets, err := open()
	if err != nil {
		return
	}
	for _, s := range sheets {
		before := 0
		_ = s.Each(func(row int, cells []string) bool {
			if row <= before || len(cells) > maxColumns {
				t.Errorf("row %d of %d cells after row %d", row, len(cells), before)
			}
			before = row
			s.Number(row, len(cells))
			return true
		})
		for _, m := range s.Merged() {
			if m.Row1 < 1 || m.Col1 < 1 || m.Row2 < m.Row1 || m.Col2 < m.Col1 {
				t.Errorf("merged %+v", m)
			}
		}
		s.Notes()
		s.Release()
	}
}
