package sheet

import (
	"archive/zip"
	"errors"
	"io"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
)

// Limits against files that inflate into the machine's whole memory. Real
// sheets inflate 11 to 12 times; 400,000 real rows are 758 MiB.
const (
	maxTotal  = 1 << 30  // all parts together
	freeSize  = 16 << 20 // up to this size a part may inflate as it likes
	maxRatio  = 100
	wideRow   = 512      // no roster has so many columns;
	maxWide   = 16 << 20 // cells of such rows, empty ones included
	maxFactor = 1100     // more than deflate can do: the sizes are a lie
)

var (
	errBomb = &Error{Message: "文件解压后异常庞大，不像正常的工作簿，未予读取",
		Hint: "请用 Excel 或 WPS 打开后另存为 .xlsx 再试"}
	errLarge = &Error{Message: "表格太大（解压后超过 1 GB，或一张工作表超过八百万格）", Hint: "请按乡镇或村分成几个文件"}
	errWide  = &Error{Message: "工作表宽得异常（成片的行有 512 列以上），读取会占满内存",
		Hint: "请删去右边多余的列，或只把名册复制到新的工作簿"}
	errCut   = &Error{Message: "文件不完整或已损坏（可能没有下载或复制完）", Hint: "请重新取得这个文件"}
	errEmpty = &Error{Message: "文件是空的（0 字节）", Hint: "请重新取得这个文件"}
)

const wanted = "名册应是 .xlsx、.xls 工作簿或 .csv 文本"

var oleMagic = []byte{0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1}

// openZip opens the file as the zip of a workbook and checks, before anything
// is parsed, that its parts are whole and of a reasonable size.
func openZip(in Input) (*zip.Reader, map[*zip.File]around, error) {
	zr, err := zip.NewReader(in.Data, in.Size)
	if err != nil {
		return nil, nil, errCut
	}
	if err := checkKind(zr); err != nil {
		return nil, nil, err
	}
	if err := checkSizes(zr, in.Size); err != nil {
		return nil, nil, err
	}
	looks, err := checkParts(zr)
	return zr, looks, err
}

// checkKind tells a workbook from other things that come as a zip.
func checkKind(zr *zip.Reader) error {
	kind := ""
	for _, f := range zr.File {
		switch name := partName(f); {
		case name == "xl/workbook.xml":
			return nil
		case name == "xl/workbook.bin":
			kind = "是二进制工作簿 .xlsb"
		case strings.HasPrefix(name, "word/"):
			kind = "是 Word 文件，不是工作簿"
		case strings.HasPrefix(name, "ppt/"):
			kind = "是演示文稿，不是工作簿"
		case name == "content.xml":
			kind = "是 OpenDocument 文件"
		}
	}
	if kind == "" {
		kind = "是压缩包，不是工作簿"
		return &Error{Message: kind, Hint: "请先解压；" + wanted}
	}
	return &Error{Message: kind, Hint: "请另存为 .xlsx；" + wanted}
}

func partName(f *zip.File) string {
	return strings.ToLower(strings.ReplaceAll(f.Name, `\`, "/"))
}

// checkSizes refuses bombs by what the directory declares. A directory that
// declares too little is found out by checkParts.
func checkSizes(zr *zip.Reader, fileSize int64) error {
	var packed, total uint64
	for _, f := range zr.File {
		c, u := f.CompressedSize64, f.UncompressedSize64
		if u > freeSize && u/maxRatio > c || c > uint64(fileSize) || u/maxFactor > c {
			return errBomb
		}
		packed += c
		total += u
		if packed > uint64(fileSize) { // parts that lie over one another
			return errBomb
		}
	}
	switch {
	case total > freeSize && total/maxRatio > packed:
		return errBomb
	case total > maxTotal:
		return errLarge
	}
	return nil
}

// checkParts inflates every part once, up to its declared size, because
// excelize passes over damage: it would read a cut part as a shorter one. On the
// way it looks at what is around the rows of worksheets.
func checkParts(zr *zip.Reader) (map[*zip.File]around, error) {
	linked := slices.ContainsFunc(zr.File, func(f *zip.File) bool { return strings.HasPrefix(partName(f), "xl/externallinks/") })
	looks, errs := make([]around, len(zr.File)), make([]error, len(zr.File))
	var working sync.WaitGroup
	var next atomic.Int64
	for range runtime.GOMAXPROCS(0) {
		working.Go(func() {
			buf := make([]byte, 256<<10)
			for i := next.Add(1) - 1; i < int64(len(zr.File)); i = next.Add(1) - 1 {
				looks[i], errs[i] = checkPart(zr.File[i], buf, linked)
			}
		})
	}
	working.Wait()
	found := make(map[*zip.File]around)
	for i, f := range zr.File {
		if errs[i] != nil {
			return nil, errs[i]
		}
		if isWorksheet(f) {
			found[f] = looks[i]
		}
	}
	return found, nil
}

// isWorksheet reports a part with rows, by where all programs put them.
func isWorksheet(f *zip.File) bool {
	name := partName(f)
	return strings.HasPrefix(name, "xl/worksheets/") && strings.HasSuffix(name, ".xml")
}

func checkPart(f *zip.File, buf []byte, linked bool) (look around, err error) {
	var n uint64
	if isWorksheet(f) {
		look, n, err = lookInto(f, linked)
	} else {
		n, err = inflate(f, buf)
	}
	name := partName(f)
	switch {
	case errors.Is(err, zip.ErrFormat) && n >= f.UncompressedSize64:
		return look, errBomb // it goes on beyond what it declares
	case err != nil && (strings.HasSuffix(name, ".xml") || strings.HasSuffix(name, ".rels")):
		return look, errCut
	}
	return look, nil
}

// lookInto reads a worksheet through. n is its declared size where it goes on
// beyond that.
func lookInto(f *zip.File, linked bool) (look around, n uint64, err error) {
	rc, err := f.Open()
	if err != nil {
		return look, 0, err
	}
	defer rc.Close()
	r, err := utf8Reader(rc)
	if err != nil {
		return look, 0, err
	}
	look, err = lookAround(r, linked)
	return look, f.UncompressedSize64, err
}

// inflate reads a part through. The zip reader itself stops with ErrFormat at
// the first byte beyond the declared size.
func inflate(f *zip.File, buf []byte) (n uint64, err error) {
	rc, err := f.Open()
	if err != nil {
		return 0, err
	}
	defer rc.Close()
	for {
		k, err := rc.Read(buf)
		n += uint64(k)
		switch {
		case err == io.EOF:
			return n, nil
		case errors.Is(err, zip.ErrFormat):
			return f.UncompressedSize64, err
		case err != nil:
			return n, err
		}
	}
}
