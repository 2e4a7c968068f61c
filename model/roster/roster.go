package roster

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"ruhu/model"
	"ruhu/model/sheet"
)

// Input is one file of a roster.
type Input = sheet.Input

// FileError says why one file cannot be read, in words for the user.
type FileError = sheet.Error

// Options are the wishes of the user about reading.
type Options struct {
	// Heads gives column heads a meaning of the user's own, before the codebook.
	Heads map[string]model.Code
	// List says that the files are lists of persons to compare with, such as a
	// line department's (残联, 医保): some columns, some persons, maybe no village
	// and no 户编号. Every person is read: where the file has no households, as
	// the only member of one without a number; of a file of 户主 alone these are
	// the persons. Problems are only those of reading, never what a list lacks.
	List bool
	// None are names of Checkable of which somebody made sure: where the roster
	// does not tell, there is nothing.
	None []string
	// Found are the files that were found in a folder and not named by the user: one
	// that is no roster is passed over and told.
	Found map[string]bool
	// Mask makes nothing of identity numbers: no key, no provisional number.
	Mask bool
}

// Read reads all inputs as one roster. The error names every file that cannot
// be read, with one *FileError each; the roster is nil then.
func Read(cb *model.Codebook, inputs []Input, opt Options) (*model.Roster, error) {
	heads, err := newHeadIndex(cb, opt.Heads)
	if err != nil {
		return nil, err
	}
	heads.list = opt.List
	c := newCollector(cb, heads)
	c.list, c.mask = opt.List, opt.Mask
	for _, name := range opt.None {
		c.checked |= checkable[name].lists
		c.data.Checked(checkable[name].code)
	}
	var errs []error
	for _, in := range inputs {
		if err := readInput(c, in, opt); err != nil {
			errs = append(errs, err)
		}
	}
	if len(errs) == 0 && len(c.passedFiles) > 0 && len(c.passedFiles) == len(inputs) {
		errs = append(errs, &FileError{File: c.passedFiles[0], Message: "文件夹里没有花名册", Hint: "请核对是否选错了文件夹"})
	}
	if len(errs) > 0 {
		return nil, errors.Join(errs...)
	}
	return c.finish(), nil
}

// readInput reads the sheets of one file: 村 and 户 first, so that villages
// and households keep the order of their own sheets, then the rest as they lie.
func readInput(c *collector, in Input, opt Options) error {
	tables, done, err := sheet.Open(in)
	if err != nil {
		return fileError(in.Name, err)
	}
	defer done()
	slices.SortStableFunc(tables, func(a, b sheet.Sheet) int {
		return sheetRank(a.Name()) - sheetRank(b.Name())
	})
	if own := ownOf(tables); own != nil && !opt.List {
		if opt.Found[in.Name] {
			c.passedFiles = append(c.passedFiles, in.Name)
			c.warn("sheet-skipped", model.Pos{File: in.Name}, "这个文件是%s，不是花名册，未读入", own.name).advise(own.hint)
			return nil
		}
		return &FileError{File: in.Name, Message: "是" + own.name + "，不是花名册", Hint: own.hint}
	}
	c.listedHere, c.foreign = false, nil
	filled, read, hidden := false, false, ""
	if c.data.Room() < len(tables) {
		return &FileError{File: in.Name, Message: fmt.Sprintf("工作表太多，一次最多读 %d 张", model.MaxSources), Hint: "请分几次，如一个乡镇一次"}
	}
	for _, t := range tables {
		seen, err := readTable(c, in.Name, t)
		if hidden == "" && seen != sheetRead {
			hidden = underMerge(t)
		}
		t.Release()
		if err != nil {
			return fileError(in.Name, err)
		}
		filled = filled || seen != sheetEmpty
		read = read || seen == sheetRead
	}
	switch {
	case read:
		return nil
	case opt.Found[in.Name]:
		c.passFile(in.Name)
		return nil
	case c.foreign != nil:
		return &FileError{File: in.Name, Message: "像是" + c.foreign.name + "，不是花名册", Hint: c.foreign.hint}
	case !filled:
		return &FileError{File: in.Name, Message: "工作簿里没有内容", Hint: "请核对是否选错了文件"}
	default:
		return &FileError{File: in.Name, Message: "没有找到名册的表头（看了前十个有内容的行，没有“户编号”、“姓名”、“与户主关系”等列名）" + hidden,
			Hint: "请核对是否选错了文件；表头上面的说明不要超过十行；列名请用通知的指标名称或代码，如“A8 文化程度”，或用 --map 指明"}
	}
}

// passFile names a file of a folder that holds nothing of a roster, unless its
// sheets were named.
func (c *collector) passFile(name string) {
	c.passedFiles = append(c.passedFiles, name)
	if slices.ContainsFunc(c.sheets, func(s *model.SheetReading) bool { return s.File == name }) {
		return
	}
	c.warn("sheet-skipped", model.Pos{File: name}, "文件里没有内容，未读入").advise("请核对是否需要这个文件")
}

// fileError names the file in an error from below.
func fileError(name string, err error) error {
	var fe *FileError
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err // the reading was stopped
	}
	if errors.As(err, &fe) {
		return &FileError{File: name, Message: fe.Message, Hint: fe.Hint}
	}
	return &FileError{File: name, Message: fmt.Sprintf("读取失败（%v）", err),
		Hint: "请用 Excel 或 WPS 打开后另存为 .xlsx 再试"}
}
