package roster

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"runtime"
	"strings"
	"testing"
	"time"

	"ruhu/model"
	"ruhu/model/must"
	"ruhu/model/slowtest"
)

// readError reads one input that must be refused, and gives the error.
func readError(t *testing.T, in Input) *FileError {
	t.Helper()
	ros, err := Read(codebook(t), []Input{in}, Options{})
	var fe *FileError
	if ros != nil || !errors.As(err, &fe) {
		t.Fatalf("roster %v, error %v", ros, err)
	}
	if fe.File != in.Name || fe.Message == "" || fe.Hint == "" {
		t.Errorf("error without file or words: %+v", fe)
	}
	return fe
}

func zipOf(t *testing.T, names ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, n := range names {
		_, err := w.Create(n)
		must.Succeed(t, err)
	}
	must.Succeed(t, w.Close())
	return b.Bytes()
}

func bytesOf(t testing.TB, in Input) []byte {
	t.Helper()
	b, err := io.ReadAll(io.NewSectionReader(in.Data, 0, in.Size))
	must.Succeed(t, err)
	return b
}

func TestRefused(t *testing.T) {
	good := bytesOf(t, book(t, "== 导出\n户编号|姓名|行政村\n1|甲|南村"))
	ole := append([]byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), make([]byte, 2048)...)
	flipped := bytes.Clone(good)
	flip := bytes.Index(flipped, []byte("xl/worksheets/sheet1.xml")) + 60
	flipped[flip] ^= 0xFF
	tests := []struct {
		name string
		data []byte
		want string
	}{
		{"empty", nil, "空的"},
		{"noise", []byte("\x00\x01\x02\x03\x07\x00\x01\x02\x03\x07"), "不是认得的表格"},
		{"PDF", []byte("%PDF-1.7\n..."), "PDF"},
		{"HTML", []byte("<html><table></table></html>"), "网页"},
		{"old", ole, ".xls"},
		{"encrypted", append(ole, []byte("E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00")...), "取消密码"},
		{"cut off", good[:len(good)*2/3], "不完整"},
		{"damaged", flipped, "损坏"},
		{"two bytes", []byte("PK"), "不完整"},
		{"word", zipOf(t, "word/document.xml"), "Word"},
		{"archive", zipOf(t, "a.txt"), "压缩包"},
		{"xlsb", zipOf(t, "xl/workbook.bin"), ".xlsb"},
		{"hollow", zipOf(t, "xl/workbook.xml"), ""},
		{"blank book", bytesOf(t, book(t, "== 户")), "没有内容"},
		{"no heads", bytesOf(t, book(t, "== 表\n今天|天气|很好\n明天|也|好")), "户编号"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if err := readError(t, input("甲.xlsx", tt.data)); !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error = %v, want %q", err, tt.want)
			}
		})
	}
}

func TestEveryBadFileIsNamed(t *testing.T) {
	good := book(t, "== 导出\n户编号|姓名|行政村\n1|甲|南村")
	_, err := Read(codebook(t), []Input{input("一.xlsx", nil), good, input("三.xlsx", []byte("x"))}, Options{})
	if err == nil || !strings.Contains(err.Error(), "一.xlsx：") || !strings.Contains(err.Error(), "三.xlsx：") {
		t.Errorf("error = %v", err)
	}
	if strings.Contains(err.Error(), good.Name) {
		t.Errorf("a good file is named: %v", err)
	}
}

// An XML parser stops at damage, and excelize takes that for the end.
func TestDamageInsideASheet(t *testing.T) {
	in := book(t, "== 导出\n户编号|姓名|行政村\n1|甲|南村\n2|乙|南村\n3|丙|南村")
	for _, tt := range []struct{ name, old, new string }{
		{"tag", `<row r="3"`, `<row r="3" <`},
		{"last row", `<c r="C4"`, `<c r=C4`},
		{"end", `</row></sheetData>`, ``},
		{"forbidden reference", `<row r="3">`, `<row r="3">&#1;`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			data := rewrite(t, in, "xl/worksheets/sheet1.xml", tt.old, tt.new)
			if err := readError(t, input("甲.xlsx", data)); !strings.Contains(err.Message, "损坏") {
				t.Errorf("error = %v", err)
			}
		})
	}
}

// Control characters and broken UTF-8 must not cost any rows.
func TestBadCharactersAreSurvived(t *testing.T) {
	in := book(t, "== 导出\n户编号|姓名|行政村\n1|甲|南村\n2|乙X|南村\n3|丙|南村")
	for _, bad := range []string{"\x01", "\xff"} {
		data := rewrite(t, in, "xl/sharedStrings.xml", "X", bad)
		ros := read(t, input("甲.xlsx", data))
		if ros.Households() != 3 || ros.Members() != 3 {
			t.Errorf("%q: %d households, %d members", bad, ros.Households(), ros.Members())
		}
	}
}

// rewrite replaces text in one part of a workbook.
func rewrite(t *testing.T, in Input, part, old, text string) []byte {
	t.Helper()
	zr, err := zip.NewReader(in.Data, in.Size)
	must.Succeed(t, err)
	rc, err := zr.Open(part)
	must.Succeed(t, err)
	data, err := io.ReadAll(rc)
	must.Succeed(t, err)
	if !bytes.Contains(data, []byte(old)) {
		t.Fatalf("%s lacks %q: %s", part, old, data)
	}
	return replacePart(t, in, part, bytes.Replace(data, []byte(old), []byte(text), 1))
}

// replacePart gives the workbook with other bytes in one part.
func replacePart(t testing.TB, in Input, part string, data []byte) []byte {
	t.Helper()
	zr, err := zip.NewReader(in.Data, in.Size)
	must.Succeed(t, err)
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range zr.File {
		if f.Name != part {
			must.Succeed(t, w.Copy(f))
			continue
		}
		o, err := w.Create(f.Name)
		must.Succeed(t, err)
		_, err = o.Write(data)
		must.Succeed(t, err)
	}
	must.Succeed(t, w.Close())
	return b.Bytes()
}

// bomb makes a workbook whose sheet parts inflate to the given sizes.
// declared, if not 0, is what the directory says instead.
func bomb(t *testing.T, declared uint64, sizes ...int64) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	var list, links strings.Builder
	for i := range sizes {
		fmt.Fprintf(&list, `<sheet name="%d" id="r%[1]d"/>`, i+1)
		fmt.Fprintf(&links, `<Relationship Id="r%d" Type="x/worksheet" Target="worksheets/sheet%[1]d.xml"/>`, i+1)
	}
	for _, p := range [][2]string{
		{"xl/workbook.xml", "<workbook><sheets>" + list.String() + "</sheets></workbook>"},
		{"xl/_rels/workbook.xml.rels", "<Relationships>" + links.String() + "</Relationships>"},
	} {
		o, err := w.Create(p[0])
		must.Succeed(t, err)
		_, err = io.WriteString(o, p[1])
		must.Succeed(t, err)
	}
	for i, size := range sizes {
		packed, sum := deflated(t, size)
		h := &zip.FileHeader{Name: "xl/worksheets/sheet" + string(rune('1'+i)) + ".xml", Method: zip.Deflate}
		h.CompressedSize64, h.UncompressedSize64, h.CRC32 = uint64(len(packed)), uint64(size), sum
		if declared > 0 {
			h.UncompressedSize64 = declared
		}
		o, err := w.CreateRaw(h)
		must.Succeed(t, err)
		_, err = o.Write(packed)
		must.Succeed(t, err)
	}
	must.Succeed(t, w.Close())
	return b.Bytes()
}

// deflated compresses size bytes of sheet XML.
func deflated(t *testing.T, size int64) ([]byte, uint32) {
	t.Helper()
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, flate.BestSpeed)
	must.Succeed(t, err)
	block := bytes.Repeat([]byte("<row><c><v>1</v></c></row>      "), 1<<15)
	sum := crc32.NewIEEE()
	for n := int64(0); n < size; n += int64(len(block)) {
		_, err := w.Write(block)
		must.Succeed(t, err)
		_, _ = sum.Write(block)
	}
	must.Succeed(t, w.Close())
	return b.Bytes(), sum.Sum32()
}

func TestBombs(t *testing.T) {
	slowtest.Single(t)
	const mib = 1 << 20
	many := make([]int64, 9)
	for i := range many {
		many[i] = 15 * mib
	}
	tests := []struct {
		name string
		data []byte
	}{
		{"2 GiB", bomb(t, 0, 2048*mib)},
		{"900 MiB", bomb(t, 0, 900*mib)},
		{"900 MiB that say 1 MiB", bomb(t, mib, 900*mib)},
		{"many parts", bomb(t, 0, many...)},
		{"overlapping parts", overlapping(t)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			start := time.Now()
			err := readError(t, input("弹.xlsx", tt.data))
			if !strings.Contains(err.Message, "庞大") {
				t.Error(err)
			}
			runtime.ReadMemStats(&after)
			if got := after.TotalAlloc - before.TotalAlloc; got > 64*mib {
				t.Errorf("%d MiB allocated", got/mib)
			}
			t.Logf("%d KiB refused in %v: %v", len(tt.data)>>10, time.Since(start), err)
		})
	}
}

// A cell in the last column costs excelize 16,384 texts a row.
func TestWideRows(t *testing.T) {
	in := book(t, "== 导出\n户编号|姓名|行政村\n1|甲|南村")
	rows := strings.Repeat(`<row><c r="A1"><v>1</v></c><c r="XFD1"><v>1</v></c></row>`, 250_000)
	data := rewrite(t, in, "xl/worksheets/sheet1.xml", "</sheetData>", rows+"</sheetData>")
	start := time.Now()
	err := readError(t, input("宽.xlsx", data))
	t.Logf("refused in %v: %v", time.Since(start), err)
}

// overlapping declares many entries over the same bytes.
func overlapping(t *testing.T) []byte {
	t.Helper()
	b := bomb(t, 0, 8<<20)
	end := bytes.LastIndex(b, []byte("PK\x05\x06"))
	at := int(binary.LittleEndian.Uint32(b[end+16:]))
	entry := b[bytes.LastIndex(b, []byte("PK\x01\x02")):end]
	out := append(bytes.Clone(b[:end]), bytes.Repeat(entry, 100)...)
	size := len(out) - at
	tail := bytes.Clone(b[end:])
	binary.LittleEndian.PutUint16(tail[8:], 103)
	binary.LittleEndian.PutUint16(tail[10:], 103)
	binary.LittleEndian.PutUint32(tail[12:], uint32(size))
	return append(out, tail...)
}

// TestTooManySheets has no room left for another sheet: the file is named and
// refused, rather than its cells taken for another's.
func TestTooManySheets(t *testing.T) {
	heads, err := newHeadIndex(codebook(t), nil)
	must.Succeed(t, err)
	c := newCollector(codebook(t), heads)
	for c.data.Room() > 1 {
		c.data.AddSource(model.Source{})
	}
	in := book(t, `
== 户
户编号 | 行政村 | A24
1 | 东村 | 低保贫困户
== 家庭成员
户编号 | 姓名 | 与户主关系
1 | 王甲 | 户主`)
	var refused *FileError
	if err := readInput(c, in, Options{}); !errors.As(err, &refused) || refused.File != in.Name || !strings.Contains(refused.Message, "一次最多读 65536 张") {
		t.Errorf("read: %v", err)
	}
}
