package app

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"ruhu/cmd/internal/fault"
	"ruhu/model"
	"ruhu/model/roster"
)

// The workbooks that every printing writes.
const (
	registerBase = "打印登记"
	problemsBase = "问题清单"
	problemsName = problemsBase + ".xlsx"
	figuresName  = "总结数据.xlsx"
)

// readable are the endings of what is taken from folders and patterns; a file
// that the user names himself is opened whatever it is called. foreign ones are
// tables that cannot be read: the user is told that they were passed over.
var (
	readable = []string{".xlsx", ".xlsm", ".xls", ".csv", ".tsv", ".txt"}
	foreign  = []string{".et", ".xlsb", ".ods"}
)

// ownNames begin, ownMarks are within, the names of what the program writes
// itself. Such a file is no roster, though it may have a column 户编号 too. The
// empty roster and 花名册-核实后 are rosters.
var (
	ownNames = []string{registerBase, problemsBase, answerName, "比对差异", "需维护数据汇总", "核实进度", "总结数据",
		"经济薄弱村台账", "脱贫对象回头看台账", "边缘户和脱贫监测户摸底台账"}
	ownMarks = []string{"-入户核实回填表", "-入户资料", "-空白"}
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
	found  map[string]bool // those that were met in a folder and not named
	passed []string        // files that were met but are not read, for the user to know

	stopped func() error // ends the reading with its error; nil: never
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
	out := &rosterFiles{found: make(map[string]bool)}
	var errs []error
	for _, arg := range args {
		names, err := out.expand(arg)
		if err != nil {
			errs = append(errs, err)
		}
		folder := isFolder(arg)
		for _, name := range names {
			if folder {
				out.found[name] = true
			} else {
				delete(out.found, name)
			}
			if err := out.open(name); err != nil {
				errs = append(errs, err)
			}
		}
	}
	if len(out.list) == 0 && len(errs) == 0 {
		errs = append(errs, fault.Input("没有可读的花名册："+strings.Join(args, "、"),
			"这些是本程序输出的文件或临时文件，请给出花名册；回填表用 ruhu collect 汇总", nil))
	}
	return out, errs
}

func isFolder(arg string) bool {
	info, err := os.Stat(arg)
	return err == nil && info.IsDir()
}

// expand gives the files that an argument stands for.
func (rf *rosterFiles) expand(arg string) ([]string, error) {
	return search{
		kind: "花名册", kinds: kinds, folder: rf.folder, choose: rf.choose,
		matching: func(all []string) []string { return rf.tables(all) },
	}.expand(arg)
}

// search is how the files of one kind are looked for.
type search struct {
	kind, kinds string                         // in words
	folder      func(string) ([]string, error) // those of a folder
	matching    func([]string) []string        // those among what a pattern finds
	choose      func([]string) []string        // those to be read
}

func (s search) expand(arg string) ([]string, error) {
	info, err := os.Stat(arg)
	switch {
	case err == nil && info.IsDir():
		return s.folder(arg)
	case err == nil && !info.Mode().IsRegular():
		// Not even opened: a pipe would wait for ever.
		return nil, fault.Input("不是普通文件："+arg, "请给出"+s.kind+"（"+s.kinds+"）", nil)
	case err == nil:
		return s.choose([]string{arg}), nil
	case errors.Is(err, fs.ErrNotExist) && strings.ContainsAny(arg, "*?["):
		all, _ := filepath.Glob(arg)
		if names := s.matching(all); len(names) > 0 {
			return s.choose(names), nil
		}
		return nil, fault.Input("没有文件符合："+arg, s.kind+"应是 "+s.kinds+" 文件，请核对文件夹和文件名", nil)
	case errors.Is(err, fs.ErrNotExist):
		return nil, fault.Input("找不到文件："+arg, "请核对文件名和所在的文件夹；文件名中有空格时要加引号", err)
	}
	return nil, fault.Input(fmt.Sprintf("打不开 %s：%s", arg, fault.Reason(err)), "", err)
}

// size is how many bytes there are to read.
func (rf *rosterFiles) size() (n int64) {
	for _, f := range rf.list {
		n += f.info.Size()
	}
	return n
}

// folder gives the tables of a folder, sorted by name.
func (rf *rosterFiles) folder(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, fault.Input(fmt.Sprintf("打不开文件夹 %s：%s", dir, fault.Reason(err)), "", err)
	}
	var all []string
	for _, e := range entries {
		if !e.IsDir() {
			all = append(all, filepath.Join(dir, e.Name()))
		}
	}
	names := rf.choose(rf.tables(all))
	if len(names) == 0 {
		return nil, fault.Input("文件夹里没有花名册（"+kinds+"）："+dir, "其他格式（"+strings.Join(foreign, "、")+"）请先另存为 .xlsx", nil)
	}
	return names, nil
}

// kinds are the endings of rosters in words.
var kinds = strings.Join(readable, "、")

// tables leaves out what is no table by its name. Tables of kinds that cannot
// be read are noted.
func (rf *rosterFiles) tables(names []string) []string {
	return slices.DeleteFunc(slices.Clone(names), func(name string) bool {
		if strings.HasPrefix(filepath.Base(name), listBase) { // to be compared with, when it is named
			rf.passed = append(rf.passed, name)
			return true
		}
		ending := strings.ToLower(filepath.Ext(name))
		if slices.Contains(foreign, ending) && !temporary(name) {
			rf.passed = append(rf.passed, name)
		}
		return !slices.Contains(readable, ending) || ending == ".txt" && isNote(name)
	})
}

// isNote reports a text that lies beside the rosters and is none: its first
// lines have hardly a tab, comma or semicolon.
func isNote(name string) bool {
	file, err := os.Open(name)
	if err != nil {
		return false // told when it is opened to be read
	}
	defer file.Close()
	start := make([]byte, 4096)
	n, _ := io.ReadFull(file, start)
	for _, separator := range []byte{'\t', ',', ';'} {
		if bytes.Count(start[:n], []byte{separator}) > 3 {
			return false
		}
	}
	return true
}

// temporary reports the lock files that office programs lay beside a workbook
// while it is open.
func temporary(name string) bool { return strings.HasPrefix(filepath.Base(name), "~$") }

// choose leaves out what is no roster: lock files and the program's own
// workbooks, which it would read as rosters; return workbooks under any name.
func (rf *rosterFiles) choose(names []string) []string {
	return slices.DeleteFunc(names, func(name string) bool {
		if temporary(name) {
			return true
		}
		own := ownOutput(filepath.Base(name)) || isZip(name) && holdsReturn(name)
		if own {
			rf.passed = append(rf.passed, name)
		}
		return own
	})
}

// isZip reports a name of a workbook that can be looked into without reading it.
func isZip(name string) bool {
	return slices.Contains([]string{".xlsx", ".xlsm"}, strings.ToLower(filepath.Ext(name)))
}

// ownOutput reports the name of a workbook that the program wrote, also of a
// copy of it such as 问题清单(1).xlsx.
func ownOutput(base string) bool {
	return strings.EqualFold(filepath.Ext(base), ".xlsx") &&
		(slices.ContainsFunc(ownNames, func(n string) bool { return strings.HasPrefix(base, n) }) ||
			slices.ContainsFunc(ownMarks, func(m string) bool { return strings.Contains(base, m) }))
}

// open opens one file, unless it is open already under another name.
func (rf *rosterFiles) open(name string) error {
	file, err := os.Open(name)
	if err != nil {
		return fault.Reading(name, err)
	}
	info, err := file.Stat()
	switch {
	case err != nil:
		_ = file.Close()
		return fault.Reading(name, err)
	case slices.ContainsFunc(rf.list, func(f rosterFile) bool { return os.SameFile(f.info, info) }):
		return file.Close()
	}
	rf.list = append(rf.list, rosterFile{name: name, file: file, info: info})
	return nil
}

// read reads the files as one roster. errs is what openRosters complained of.
func (rf *rosterFiles) read(cb *model.Codebook, w wishes, errs []error) (*model.Roster, error) {
	r, bad := rf.readAs(cb, roster.Options{Heads: w.heads, Mask: w.mask, None: w.none})
	if errs = append(errs, bad...); len(errs) > 0 {
		return nil, fault.Join(errs)
	}
	return r, nil
}

// readAs reads the files as one roster, as the options say.
func (rf *rosterFiles) readAs(cb *model.Codebook, opt roster.Options) (*model.Roster, []error) {
	inputs := make([]roster.Input, len(rf.list))
	opt.Found = rf.found
	for i, f := range rf.list {
		inputs[i] = f.input()
		inputs[i].Stopped = rf.stopped
	}
	r, err := roster.Read(cb, inputs, opt)
	if rf.stopped != nil && rf.stopped() != nil {
		return nil, []error{rf.stopped()}
	}
	var errs []error
	for _, one := range fault.Parts(err) {
		errs = append(errs, fault.Input(one.Error(), "", one))
	}
	return r, errs
}
