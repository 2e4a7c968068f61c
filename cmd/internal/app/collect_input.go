package app

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"ruhu/cmd/internal/fault"
	"ruhu/model/collect"
)

// returnFiles is return workbooks and the registers of the runs that printed
// them.
type returnFiles struct {
	rosterFiles
	registers rosterFiles
	looked    map[string]bool // folders that were looked into for registers
	given     int             // how many of registers lie with the workbooks
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
		errs = append(errs, fault.Input("没有可读的回填表："+strings.Join(args, "、"),
			"回填表是打印时写出的“<村>-入户核实回填表.xlsx”，改了名也认得", nil))
	}
	return out, errs
}

// find gives the return workbooks that an argument stands for.
func (rf *returnFiles) find(arg string) ([]string, error) {
	return search{
		kind: "回填表", kinds: ".xlsx", folder: rf.below,
		choose: func(names []string) []string { return names },
		matching: func(all []string) []string {
			return slices.DeleteFunc(all, func(name string) bool { return !rf.takes(name) })
		},
	}.expand(arg)
}

// takes reports a file, met in a folder or by a pattern, that is a return workbook:
// by its name, or whatever its name by its content. Other tables are told to the
// user.
func (rf *returnFiles) takes(name string) bool {
	ending := strings.ToLower(filepath.Ext(name))
	switch {
	case temporary(name):
		return false
	case isWorkbook(name) && (isReturn(filepath.Base(name)) || holdsReturn(name)):
		return true
	case otherOwn(name):
	case isWorkbook(name), slices.Contains(foreign, ending):
		rf.passed = append(rf.passed, name)
	}
	return false
}

// holdsReturn looks into a workbook.
func holdsReturn(name string) bool {
	file, err := os.Open(name)
	if err != nil {
		return false
	}
	defer file.Close()
	info, err := file.Stat()
	return err == nil && info.Mode().IsRegular() && collect.IsReturn(collect.Input{Name: name, Data: file, Size: info.Size()})
}

// isWorkbook reports the name of a workbook that can be read.
func isWorkbook(name string) bool {
	return slices.Contains([]string{".xlsx", ".xlsm", ".xls"}, strings.ToLower(filepath.Ext(name))) && !temporary(name)
}

// otherOwn reports the program's own workbooks that are no return workbooks.
func otherOwn(name string) bool {
	base := filepath.Base(name)
	return strings.HasPrefix(base, verifiedBase) || ownOutput(base) && !isReturn(base)
}

// below gives the return workbooks of a folder and the folders in it, in order
// of their paths. Other workbooks are told to the user.
func (rf *returnFiles) below(dir string) ([]string, error) {
	var names []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.Type().IsRegular() && rf.takes(path):
			names = append(names, path)
		}
		return nil
	})
	if err != nil {
		return nil, fault.Input(fmt.Sprintf("打不开文件夹 %s：%s", dir, fault.Reason(err)), "", err)
	}
	if err := rf.register(dir); err != nil {
		return nil, err
	}
	if len(names) == 0 {
		return nil, fault.Input("文件夹里没有回填表："+dir, "回填表是打印时写出的“<村>-入户核实回填表.xlsx”，改了名也认得；.et、.ods 等请先另存为 .xlsx", nil)
	}
	return names, nil
}

// register opens the registers of a folder: 打印登记.xlsx, those of the parts of a
// divided run (打印登记-02-12.xlsx), and one that they were merged into.
func (rf *returnFiles) register(dir string) error {
	if rf.looked[absolute(dir)] {
		return nil
	}
	if rf.looked == nil {
		rf.looked = make(map[string]bool)
	}
	rf.looked[absolute(dir)] = true
	list, err := os.ReadDir(dir)
	if err != nil {
		return nil // a folder that cannot be listed has nothing to add
	}
	var errs []error
	for _, f := range list {
		if name := f.Name(); f.Type().IsRegular() && isRegister(name) {
			errs = append(errs, rf.registers.open(filepath.Join(dir, name)))
		}
	}
	return errors.Join(errs...)
}

// isRegister reports the name of a register.
func isRegister(name string) bool {
	return name == registerBase+".xlsx" || strings.HasPrefix(name, registerBase+"-") && filepath.Ext(name) == ".xlsx"
}

// lookBeside opens the registers that lie beside the rosters, or in the folder
// there that is printed into: return workbooks may be collected in another folder.
// Only those are read that say they are of these rosters; see readRegisters.
func (rf *returnFiles) lookBeside(rosters *rosterFiles) error {
	var errs []error
	dirs := []string{".", DefaultDir}
	for _, f := range rosters.list {
		dir := filepath.Dir(f.name)
		dirs = append(dirs, dir, filepath.Join(dir, DefaultDir))
	}
	rf.given = len(rf.registers.list)
	for _, dir := range dirs {
		errs = append(errs, rf.register(dir))
	}
	return errors.Join(errs...)
}
