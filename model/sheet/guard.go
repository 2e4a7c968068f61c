package sheet

import (
	"archive/zip"
	"context"
	"errors"
	"io"
	"runtime"
	"slices"
	"strings"

	"ruhu/model/parallel"
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
// is parsed, that its parts are of a reasonable size.
func openZip(in Input) (*container, error) {
	zr, err := zip.NewReader(in.Data, in.Size)
	if err != nil {
		return nil, errCut
	}
	if slices.ContainsFunc(zr.File, func(f *zip.File) bool { return f.Flags&1 != 0 }) {
		return nil, errLocked
	}
	if err := checkSizes(zr, in.Size); err != nil {
		return nil, err
	}
	return newContainer(zr), nil
}

// mainPart finds the workbook in its container, or says what the container is.
func (c *container) mainPart() (*zip.File, error) {
	list, err := c.relations("")
	if err != nil {
		return nil, err
	}
	main := c.exact["xl/workbook.xml"]
	for _, r := range list {
		if r.kind != "officeDocument" {
			continue
		}
		main = c.exact[r.target]
		if other := c.find(r.target); main == nil && other != nil {
			// No program that we know opens it, so that nobody has seen what it holds.
			return nil, wrongInside("部件名的大小写不一致，要的是 " + r.target + "，文件里是 " + other.Name)
		}
		break
	}
	if main != nil && kindOfPart(partName(main.Name)) == "" {
		return main, nil
	}
	return nil, c.refuseKind()
}

// kindOfPart tells by a part's name that it is none of a workbook that is read.
func kindOfPart(name string) string {
	switch name = strings.ToLower(name); {
	case strings.HasPrefix(name, "xl/") && strings.HasSuffix(name, "workbook.bin"):
		return "是二进制工作簿 .xlsb"
	case strings.HasPrefix(name, "word/"):
		return "是 Word 文件，不是工作簿"
	case strings.HasPrefix(name, "ppt/"):
		return "是演示文稿，不是工作簿"
	case name == "content.xml":
		return "是 OpenDocument 文件"
	}
	return ""
}

// refuseKind tells a workbook from other things that come as a zip.
func (c *container) refuseKind() error {
	for _, f := range c.files {
		if kind := kindOfPart(partName(f.Name)); kind != "" {
			return &Error{Message: kind, Hint: "请另存为 .xlsx；" + wanted}
		}
	}
	if c.find("[Content_Types].xml") != nil {
		return wrongInside("里面找不到工作簿部件")
	}
	return &Error{Message: "是压缩包，不是工作簿", Hint: "请先解压；" + wanted}
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

// checkParts inflates every part once, up to its declared size: damage must be
// known before half a workbook is read. On the way it looks at what is around the
// rows of worksheets.
func (c *container) checkParts(sheets map[*zip.File]around, linked bool, stopped func() error) error {
	looks, errs := make([]around, len(c.files)), make([]error, len(c.files))
	// Each part has its error, so that which is told does not depend on which was first.
	stop := parallel.Each(context.Background(), runtime.GOMAXPROCS(0), len(c.files), func() func(int) error {
		buf := make([]byte, 256<<10)
		return func(i int) error {
			if err := stopped(); err != nil {
				return err
			}
			if _, isSheet := sheets[c.files[i]]; isSheet {
				looks[i], errs[i] = checkSheet(c.files[i], linked)
			} else {
				errs[i] = checkPart(c.files[i], buf)
			}
			return nil
		}
	})
	if stop != nil {
		return stop
	}
	for i, f := range c.files {
		if errs[i] != nil {
			return errs[i]
		}
		if _, isSheet := sheets[f]; isSheet {
			sheets[f] = looks[i]
		}
	}
	return nil
}

// checkSheet reads a worksheet through.
func checkSheet(f *zip.File, linked bool) (around, error) {
	rc, err := f.Open()
	if err != nil {
		return around{}, partFault(f, err)
	}
	defer rc.Close()
	r, err := utf8Reader(rc)
	if err != nil {
		return around{}, partFault(f, err)
	}
	look, err := lookAround(r, linked)
	var fault *Error
	switch {
	case err == nil || errors.As(err, &fault):
		return look, err
	case errors.Is(err, zip.ErrFormat):
		return look, errBomb // it goes on beyond what it declares
	}
	return look, partFault(f, err)
}

// checkPart reads another part through. Pictures and the like may be damaged as
// they please. The zip reader itself stops with ErrFormat at the first byte beyond
// the declared size.
func checkPart(f *zip.File, buf []byte) error {
	rc, err := f.Open()
	if err == nil {
		defer rc.Close()
		if _, err = io.CopyBuffer(struct{ io.Writer }{io.Discard}, rc, buf); errors.Is(err, zip.ErrFormat) {
			return errBomb
		}
	}
	if name := strings.ToLower(f.Name); err != nil && (strings.HasSuffix(name, ".xml") || strings.HasSuffix(name, ".rels")) {
		return partFault(f, err)
	}
	return nil
}
