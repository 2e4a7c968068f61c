package app

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"ruhu/model"
	"ruhu/model/roster"
)

// The workbooks that the program writes itself. In a folder of rosters they
// are passed over.
const (
	registerName = "打印登记.xlsx"
	problemsName = "问题清单.xlsx"
	findingsName = "需维护数据汇总.xlsx"
	progressName = "核实进度.xlsx"
)

// rosterFile is one file of a roster, opened.
type rosterFile struct {
	name string
	file *os.File
	info os.FileInfo
}

// rosterFiles is the files of a roster.
type rosterFiles struct {
	list   []rosterFile
	passed []string // files that were met but are not read, for the user to know
}

func (rf *rosterFiles) close() {
	for _, f := range rf.list {
		_ = f.file.Close()
	}
}

// infos tells which files are read, so that none is overwritten.
func (rf *rosterFiles) infos() []os.FileInfo {
	out := make([]os.FileInfo, len(rf.list))
	for i, f := range rf.list {
		out[i] = f.info
	}
	return out
}

// openRosters opens the files that the user named: files, folders, and
// patterns, which the command window of Windows does not expand. A file named
// twice is opened once. There is an error for everything that cannot be opened;
// the rest is open all the same, so that its own faults can be told with them.
func openRosters(args []string) (*rosterFiles, []error) {
	out := &rosterFiles{}
	var errs []error
	for _, arg := range args {
		names, err := out.expand(arg)
		if err != nil {
			errs = append(errs, err)
		}
		for _, name := range names {
			if err := out.open(name); err != nil {
				errs = append(errs, err)
			}
		}
	}
	if len(out.list) == 0 && len(errs) == 0 {
		errs = append(errs, unreadable("没有可读的花名册："+strings.Join(args, "、"),
			"这些是本程序输出的文件或临时文件，请给出花名册", nil))
	}
	return out, errs
}

// expand gives the files that an argument stands for.
func (rf *rosterFiles) expand(arg string) ([]string, error) {
	info, err := os.Stat(arg)
	switch {
	case err == nil && info.IsDir():
		return rf.folder(arg)
	case err == nil && !info.Mode().IsRegular():
		// Not even opened: a pipe would wait for ever.
		return nil, unreadable("不是普通文件："+arg, "请给出 .xlsx 工作簿", nil)
	case err == nil:
		return rf.choose([]string{arg}), nil
	case errors.Is(err, fs.ErrNotExist) && strings.ContainsAny(arg, "*?["):
		names, _ := filepath.Glob(arg)
		if names = workbooks(names); len(names) == 0 {
			return nil, unreadable("没有文件符合："+arg, "花名册应是 .xlsx 工作簿，请核对文件夹和文件名", nil)
		}
		return rf.choose(names), nil
	case errors.Is(err, fs.ErrNotExist):
		return nil, unreadable("找不到文件："+arg, "请核对文件名和所在的文件夹；文件名中有空格时要加引号", err)
	}
	return nil, unreadable(fmt.Sprintf("打不开 %s：%s", arg, reason(err)), "", err)
}

// folder gives the workbooks of a folder, sorted by name. Spreadsheets of
// other kinds are passed over, and the user is told so.
func (rf *rosterFiles) folder(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, unreadable(fmt.Sprintf("打不开文件夹 %s：%s", dir, reason(err)), "", err)
	}
	var all []string
	for _, e := range entries {
		if e.IsDir() {
			continue
		}
		name := filepath.Join(dir, e.Name())
		all = append(all, name)
		switch strings.ToLower(filepath.Ext(name)) {
		case ".xls", ".xlsm", ".xlsb", ".csv", ".et", ".ods":
			if !temporary(name) {
				rf.passed = append(rf.passed, name)
			}
		}
	}
	names := rf.choose(workbooks(all))
	if len(names) == 0 {
		return nil, unreadable("文件夹里没有花名册（.xlsx 工作簿）："+dir, "旧版 .xls 和 CSV 请先另存为 .xlsx", nil)
	}
	return names, nil
}

func workbooks(names []string) []string {
	return slices.DeleteFunc(slices.Clone(names), func(name string) bool {
		return !strings.EqualFold(filepath.Ext(name), ".xlsx") || temporary(name)
	})
}

// temporary reports the lock files that office programs lay beside a workbook
// while it is open.
func temporary(name string) bool { return strings.HasPrefix(filepath.Base(name), "~$") }

// choose leaves out what is no roster: lock files and the program's own
// workbooks, which it would read as rosters, for they have a column 户编号 too.
func (rf *rosterFiles) choose(names []string) []string {
	return slices.DeleteFunc(names, func(name string) bool {
		if temporary(name) {
			return true
		}
		base := filepath.Base(name)
		own := base == registerName || base == problemsName || base == differencesName ||
			base == findingsName || base == progressName || isReturn(base)
		if own {
			rf.passed = append(rf.passed, name)
		}
		return own
	})
}

// open opens one file, unless it is open already under another name.
func (rf *rosterFiles) open(name string) error {
	file, err := os.Open(name)
	if err != nil {
		return refusedInput(name, err)
	}
	info, err := file.Stat()
	switch {
	case err != nil:
		_ = file.Close()
		return refusedInput(name, err)
	case slices.ContainsFunc(rf.list, func(f rosterFile) bool { return os.SameFile(f.info, info) }):
		return file.Close()
	}
	rf.list = append(rf.list, rosterFile{name: name, file: file, info: info})
	return nil
}

func refusedInput(name string, err error) error {
	if isBusy(err) {
		return unreadable("文件正被其他程序打开，请先在 WPS/Excel 中关闭："+name, "", err)
	}
	return unreadable(fmt.Sprintf("打不开 %s：%s", name, reason(err)), "", err)
}

// read reads the files as one roster. errs is what openRosters complained of.
func (rf *rosterFiles) read(cb *model.Codebook, errs []error) (*model.Roster, error) {
	r, bad := rf.readAs(cb, roster.Options{})
	if errs = append(errs, bad...); len(errs) > 0 {
		return nil, join(errs)
	}
	return r, nil
}

// readAs reads the files as one roster, as the options say.
func (rf *rosterFiles) readAs(cb *model.Codebook, opt roster.Options) (*model.Roster, []error) {
	inputs := make([]roster.Input, len(rf.list))
	for i, f := range rf.list {
		inputs[i] = roster.Input{Name: f.name, Data: f.file, Size: f.info.Size()}
	}
	r, err := roster.Read(cb, inputs, opt)
	var errs []error
	for _, one := range parts(err) {
		errs = append(errs, unreadable(one.Error(), "", one))
	}
	return r, errs
}

// parts gives the errors that errors.Join put together.
func parts(err error) []error {
	if err == nil {
		return nil
	}
	if many, ok := err.(interface{ Unwrap() []error }); ok {
		return many.Unwrap()
	}
	return []error{err}
}
