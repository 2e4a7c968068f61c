package sheet

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
)

// largePart is from which unpacked size on a worksheet's part is kept packed
// until its sheet is read: a county's roster unpacks to a gigabyte, of which
// only one sheet is needed at a time.
const largePart = 16 << 20

// noRows stands for a worksheet that is not unpacked yet.
const noRows = `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData/></worksheet>`

// slim gives a workbook without the content of its large worksheets, and where
// that is found, by the name that excelize has for the part. A workbook without
// any is given as it is.
func slim(in Input, zr *zip.Reader) (io.Reader, map[string]*zip.File, error) {
	whole := io.NewSectionReader(in.Data, 0, in.Size)
	large := make(map[string]*zip.File)
	for _, f := range zr.File {
		if f.UncompressedSize64 > largePart && strings.HasPrefix(partName(f), "xl/worksheets/") {
			large[strings.ReplaceAll(f.Name, `\`, "/")] = f
		}
	}
	if len(large) == 0 {
		return whole, nil, nil
	}
	var out bytes.Buffer
	zw := zip.NewWriter(&out)
	for _, f := range zr.File {
		if large[strings.ReplaceAll(f.Name, `\`, "/")] != f {
			if err := zw.Copy(f); err != nil {
				return nil, nil, err
			}
			continue
		}
		w, err := zw.Create(f.Name)
		if err != nil {
			return nil, nil, err
		}
		if _, err := io.WriteString(w, noRows); err != nil {
			return nil, nil, err
		}
	}
	return &out, large, zw.Close()
}

// unpack gives a part, which checkParts has found to be what it declares.
func unpack(f *zip.File) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	out := make([]byte, f.UncompressedSize64)
	_, err = io.ReadFull(r, out)
	return out, err
}
