package app

import (
	"bytes"
	"context"
	"errors"
	"io/fs"

	"ruhu/cmd/internal/fault"
	"ruhu/cmd/internal/input"
	"ruhu/cmd/internal/output"
	"ruhu/render/book"
)

// Keyed is a sheet of what is to be keyed into the national system, as people work
// through it.
type Keyed = book.Keyed

// DoneMark is what stands beside a row that is keyed in.
const DoneMark = book.DoneMark

// ReadKeyed reads 需维护数据汇总.xlsx, as it stands, of a folder that was collected into;
// nil where there is none.
func ReadKeyed(dir string) ([]Keyed, error) {
	file, err := input.Open(output.New(dir).Path(output.FindingsName))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil:
		return nil, err
	}
	defer file.Close()
	out, err := book.ReadKeyed(file.Input())
	return out, Explain(context.Background(), err)
}

// MarkKeyed notes in the workbook that a row is keyed in, or is not after all; all else
// that people wrote there stays. A row that the workbook does not have any more, and one
// beside which people wrote words of theirs, are errors.
func MarkKeyed(dir, id string, is bool) error {
	return Explain(context.Background(), markKeyed(output.New(dir), id, is))
}

func markKeyed(folder *output.Folder, id string, is bool) error {
	defer folder.Close()
	const name = output.FindingsName
	if err := folder.Ready([]string{name}, nil); err != nil {
		return err
	}
	file, err := input.Open(folder.Path(name))
	if err != nil {
		return err
	}
	defer file.Close()
	var text, marked bytes.Buffer
	if err := file.Copy(&text); err != nil {
		return err
	}
	switch found, err := book.MarkKeyed(&marked, folder.Path(name), text.Bytes(), id, is); {
	case err != nil:
		return fault.Output("“"+name+"”不是程序写出时的样子，没有记下", "请在 WPS/Excel 中打开它，在“已录入”一列填√", err)
	case !found:
		return fault.Wrong("“"+name+"”里的这一行改过了，没有记下", "请刷新页面再看")
	}
	file.Close() // Windows replaces no file that is open
	err = output.Write(folder, name, marked.Bytes())
	return errors.Join(err, folder.Flush())
}
