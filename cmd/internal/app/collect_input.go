package app

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// returnFiles is return workbooks and the registers of the runs that printed
// them.
type returnFiles struct {
	rosterFiles
	registers rosterFiles
	looked    map[string]bool // folders that were looked into for registers
}

func (rf *returnFiles) close() {
	rf.rosterFiles.close()
	rf.registers.close()
}

// openReturns opens the return workbooks that the user named: files, folders
// with all below them, and patterns. Registers in such a folder, beside a workbook
// or above its village's folder are opened too.
func openReturns(args []string) (*returnFiles, []error) {
	out := &returnFiles{}
	var errs []error
	for _, arg := range args {
		names, err := out.find(arg)
		if err != nil {
			errs = append(errs, err)
		}
		for _, name := range names {
			if err := out.open(name); err != nil {
				errs = append(errs, err)
			}
			for _, dir := range []string{filepath.Dir(name), filepath.Dir(filepath.Dir(name))} {
				if err := out.register(dir); err != nil {
					errs = append(errs, err)
				}
			}
		}
	}
	if len(out.list) == 0 && len(errs) == 0 {
		errs = append(errs, unreadable("没有可读的回填表："+strings.Join(args, "、"),
			"回填表是打印时写出的“<村>-入户核实回填表.xlsx”", nil))
	}
	return out, errs
}

// find gives the return workbooks that an argument stands for.
func (rf *returnFiles) find(arg string) ([]string, error) {
	return search{
		kind: "回填表", kinds: ".xlsx", folder: rf.below,
		choose: func(names []string) []string { return names },
		matching: func(all []string) []string {
			return slices.DeleteFunc(all, func(name string) bool { return !isWorkbook(name) || otherOwn(name) })
		},
	}.expand(arg)
}

// isWorkbook reports the name of a workbook that can be read.
func isWorkbook(name string) bool {
	return slices.Contains([]string{".xlsx", ".xlsm", ".xls"}, strings.ToLower(filepath.Ext(name))) && !temporary(name)
}

// otherOwn reports the program's own workbooks that are no return workbooks.
func otherOwn(name string) bool {
	base := filepath.Base(name)
	return base == verifiedName || ownOutput(base) && !isReturn(base)
}

// below gives the return workbooks of a folder and the folders in it, in order
// of their paths. Other workbooks are told to the user.
func (rf *returnFiles) below(dir string) ([]string, error) {
	var names []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() || !d.Type().IsRegular() || !isWorkbook(path) || otherOwn(path):
		case isReturn(filepath.Base(path)):
			names = append(names, path)
		default:
			rf.passed = append(rf.passed, path)
		}
		return nil
	})
	if err != nil {
		return nil, unreadable(fmt.Sprintf("打不开文件夹 %s：%s", dir, reason(err)), "", err)
	}
	if err := rf.register(dir); err != nil {
		return nil, err
	}
	if len(names) == 0 {
		return nil, unreadable("文件夹里没有回填表："+dir, "回填表的文件名里应有“"+"-入户核实回填表"+"”；改过名的请直接写文件名", nil)
	}
	return names, nil
}

// register opens the registers of a folder: 打印登记.xlsx, those of the parts of a
// divided run (打印登记-02-12.xlsx), and one that they were merged into.
func (rf *returnFiles) register(dir string) error {
	if rf.looked[dir] {
		return nil
	}
	if rf.looked == nil {
		rf.looked = make(map[string]bool)
	}
	rf.looked[dir] = true
	list, err := os.ReadDir(dir)
	if err != nil {
		return nil // a folder that cannot be listed has nothing to add
	}
	var errs []error
	for _, f := range list {
		if name := f.Name(); f.Type().IsRegular() && (name == registerBase+".xlsx" || strings.HasPrefix(name, registerBase+"-") && filepath.Ext(name) == ".xlsx") {
			errs = append(errs, rf.registers.open(filepath.Join(dir, name)))
		}
	}
	return errors.Join(errs...)
}
