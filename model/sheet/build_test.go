package sheet

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"ruhu/model"
)

// in makes an input of bytes.
func in(name string, b []byte) Input {
	return Input{Name: name, Data: bytes.NewReader(b), Size: int64(len(b))}
}

// open opens bytes that must be readable.
func open(t testing.TB, name string, b []byte) []Sheet {
	t.Helper()
	sheets, done, err := Open(in(name, b))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	t.Cleanup(done)
	return sheets
}

// dump writes sheets as text: what is filled, by place; a number that is
// suspicious has a # before it; then merges and notes.
func dump(t testing.TB, sheets []Sheet) string {
	t.Helper()
	var b strings.Builder
	for _, s := range sheets {
		b.WriteString(strings.TrimSpace("== "+s.Name()) + "\n")
		err := s.Each(func(row int, cells []string) bool {
			for i, c := range cells {
				if c == "" {
					continue
				}
				if n := utf8.RuneCountInString(c); n > 100 {
					r, _ := utf8.DecodeRuneInString(c)
					c = fmt.Sprintf("%c…%d", r, n)
				}
				mark := ""
				if Suspicious(c) && s.Number(row, i+1) {
					mark = "#"
				}
				fmt.Fprintf(&b, "%s %s%s\n", model.CellName(i+1, row), mark, strings.ReplaceAll(c, "\n", "⏎"))
			}
			return true
		})
		if err != nil {
			fmt.Fprintf(&b, "error %v\n", err)
		}
		for _, m := range s.Merged() {
			fmt.Fprintf(&b, "merged %s:%s\n", model.CellName(m.Col1, m.Row1), model.CellName(m.Col2, m.Row2))
		}
		b.WriteString(dumpNotes(s))
	}
	return b.String()
}

func dumpNotes(s Sheet) string {
	var b strings.Builder
	n := s.Notes()
	for _, line := range []struct {
		show bool
		text string
	}{
		{n.Hidden, "hidden"},
		{len(n.HiddenRows) > 0, fmt.Sprint("hidden rows ", n.HiddenRows)},
		{len(n.HiddenCols) > 0, fmt.Sprint("hidden columns ", n.HiddenCols)},
		{n.Uncached.Count > 0, fmt.Sprintf("uncached %d [%s]", n.Uncached.Count, strings.TrimSpace(cellNames(n.Uncached)))},
		{n.External, "external"},
		{n.Errors.Count > 0, "errors" + cellNames(n.Errors)},
		{n.Covered.Count > 0, "covered" + cellNames(n.Covered)},
		{n.Cut.Count > 0, "cut" + cellNames(n.Cut)},
		{n.Struck.Count > 0, "struck" + cellNames(n.Struck)},
		{n.Twice.Count > 0, "twice" + cellNames(n.Twice)},
		{n.Missing, "missing"},
		{n.Bare, "bare"},
		{len(n.Oddities) > 0, strings.Join(n.Oddities, "\n")},
		{s.Epoch1904(), "1904"},
		{n.Kind != "", "kind " + n.Kind},
	} {
		if line.show {
			b.WriteString(line.text + "\n")
		}
	}
	return b.String()
}

func cellNames(c Cells) string {
	var b strings.Builder
	for _, at := range c.First {
		b.WriteString(" " + model.CellName(at.Col, at.Row))
	}
	return b.String()
}

// trim makes an indented literal comparable with a dump.
func trim(s string) string {
	var b strings.Builder
	for line := range strings.Lines(s) {
		if line = strings.TrimSpace(line); line != "" {
			b.WriteString(line + "\n")
		}
	}
	return b.String()
}

// A tiny writer of BIFF8.

// le writes values as they lie in records: integers little-endian, bytes and
// strings as they are.
func le(values ...any) []byte {
	var b bytes.Buffer
	for _, v := range values {
		if s, ok := v.(string); ok {
			v = []byte(s)
		}
		if err := binary.Write(&b, binary.LittleEndian, v); err != nil {
			panic(err)
		}
	}
	return b.Bytes()
}

func rec(kind uint16, values ...any) []byte {
	body := le(values...)
	return append(le(kind, uint16(len(body))), body...)
}

// wide is text as UTF-16, with its length and flags.
func wide(s string) []byte {
	u := utf16.Encode([]rune(s))
	return le(uint16(len(u)), byte(1), u)
}

// narrow is text of Latin letters, with its length and flags.
func narrow(s string) []byte { return le(uint16(len(s)), byte(0), s) }

// at is the place of a cell and its format.
func at(name string) []byte {
	col, row, _ := cellAt([]byte(name))
	return le(uint16(row-1), uint16(col-1), uint16(15))
}

func rkInt(n int32) uint32       { return uint32(n<<2) | 2 }
func rkFloat(f float64) uint32   { return uint32(math.Float64bits(f)>>32) &^ 3 }
func sharedText(n uint32) []byte { return le(n) }

type biffPart struct {
	name   string
	hidden byte
	kind   byte // 2 is a chart
	recs   [][]byte
}

var (
	bofBook  = rec(recBOF, uint16(biff8), uint16(subGlobals), uint32(0), uint64(0))
	bofSheet = rec(recBOF, uint16(biff8), uint16(subSheet), uint32(0), uint64(0))
	eof      = rec(recEOF)
)

// biffOf makes the stream of a workbook.
func biffOf(globals [][]byte, parts ...biffPart) []byte {
	size := len(bofBook) + len(eof)
	for _, g := range globals {
		size += len(g)
	}
	for _, p := range parts {
		size += 4 + 8 + 2*len(utf16.Encode([]rune(p.name)))
	}
	out := bytes.Clone(bofBook)
	at := size
	for _, p := range parts {
		u := utf16.Encode([]rune(p.name))
		out = append(out, rec(recBoundSheet, uint32(at), p.hidden, p.kind, byte(len(u)), byte(1), u)...)
		at += len(bofSheet) + len(bytes.Join(p.recs, nil)) + len(eof)
	}
	out = append(append(out, bytes.Join(globals, nil)...), eof...)
	for _, p := range parts {
		out = append(append(append(out, bofSheet...), bytes.Join(p.recs, nil)...), eof...)
	}
	return out
}

// oleOf puts a stream into a compound file.
func oleOf(name string, stream []byte) []byte {
	const sector = 512
	stream = append(bytes.Clone(stream), make([]byte, max(0, 4096-len(stream)))...)
	n := (len(stream) + sector - 1) / sector
	fats := (n + 1 + sector/4 - 1) / (sector/4 - 1)
	if fats > 109 {
		panic("too large for this writer")
	}
	head := le("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", [16]byte{}, uint16(0x3E), uint16(3), uint16(0xFFFE), uint16(9), uint16(6),
		[6]byte{}, uint32(0), uint32(fats), uint32(n), uint32(0), uint32(4096), uint32(0xFFFFFFFE), uint32(0), uint32(0xFFFFFFFE), uint32(0))
	fat := make([]uint32, fats*sector/4)
	for i := range fat {
		fat[i] = 0xFFFFFFFF
	}
	for i := range n {
		fat[i] = uint32(i + 1)
	}
	fat[n-1], fat[n] = 0xFFFFFFFE, 0xFFFFFFFE
	for i := range 109 {
		sect := uint32(0xFFFFFFFF)
		if i < fats {
			sect = uint32(n + 1 + i)
			fat[sect] = 0xFFFFFFFD
		}
		head = append(head, le(sect)...)
	}
	entry := func(name string, kind byte, child, start, size uint32) []byte {
		var raw [32]uint16
		used := copy(raw[:], utf16.Encode([]rune(name)))
		return le(raw, uint16(2*used+2), kind, byte(1), uint32(0xFFFFFFFF), uint32(0xFFFFFFFF), child, [16]byte{},
			uint32(0), uint64(0), uint64(0), start, size, uint32(0))
	}
	out := append(head, stream...)
	out = append(out, make([]byte, n*sector-len(stream))...)
	out = append(out, entry("Root Entry", 5, 1, 0xFFFFFFFE, 0)...)
	out = append(out, entry(name, 2, 0xFFFFFFFF, 0, uint32(len(stream)))...)
	out = append(out, make([]byte, 2*128)...)
	return append(out, le(fat)...)
}
