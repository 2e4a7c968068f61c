package input

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"ruhu/cmd/internal/fault"
	"ruhu/cmd/internal/output"
)

// ReturnFiles is return workbooks and the registers of the runs that printed
// them.
type ReturnFiles struct {
	Files
	registers Files
	looked    map[string]bool // folders that were looked into for registers
}

// Close closes all files.
func (in *ReturnFiles) Close() {
	in.Files.Close()
	in.registers.Close()
}

// Returns opens the return workbooks that the user named: files, folders
// with all below them, and patterns; those of the memory first. Registers among these, in
// such a folder, beside a workbook or above its village's folder are opened too.
func (m Memory) Returns(args []string) (*ReturnFiles, []error) {
	out := &ReturnFiles{Files: Files{memory: m}, registers: Files{memory: m}}
	var errs []error
	for _, arg := range args {
		names, err := out.find(arg)
		if err != nil {
			errs = append(errs, err)
		}
		for _, name := range names {
			to := &out.Files
			if output.IsRegister(filepath.Base(name)) {
				to = &out.registers
			}
			if err := to.add(name); err != nil {
				errs = append(errs, err)
			}
			if _, sent := m[name]; sent {
				continue
			}
			for _, dir := range []string{filepath.Dir(name), filepath.Dir(filepath.Dir(name))} {
				if err := out.register(dir); err != nil {
					errs = append(errs, err)
				}
			}
		}
	}
	if len(out.List) == 0 && len(errs) == 0 {
		errs = append(errs, fault.Input("没有可读的回填表："+strings.Join(args, "、"),
			"回填表是打印时写出的“<村>-入户核实回填表.xlsx”，改了名也认得", nil))
	}
	return out, errs
}

// find gives the return workbooks that an argument stands for.
func (in *ReturnFiles) find(arg string) ([]string, error) {
	if _, ok := in.memory[arg]; ok {
		return []string{arg}, nil
	}
	return search{
		kind: "回填表", kinds: ".xlsx", folder: in.below,
		choose: func(names []string) []string { return names },
		matching: func(all []string) []string {
			return slices.DeleteFunc(all, func(name string) bool { return !in.reads(name) })
		},
	}.expand(arg)
}

// reads reports a file, met in a folder or by a pattern, that is a return workbook:
// by its name, or whatever its name by its content. Other tables are told to the
// user.
func (in *ReturnFiles) reads(name string) bool {
	ending := strings.ToLower(filepath.Ext(name))
	switch {
	case IsTemporary(name):
		return false
	case isWorkbook(name) && (output.IsReturn(filepath.Base(name)) || Memory(nil).holdsReturn(name)):
		return true
	case otherOwn(name):
	case isWorkbook(name), slices.Contains(foreign, ending):
		in.Passed = append(in.Passed, name)
	}
	return false
}

// otherOwn reports the program's own workbooks that are no return workbooks.
func otherOwn(name string) bool {
	base := filepath.Base(name)
	return strings.HasPrefix(base, output.VerifiedBase) || output.IsOwn(base) && !output.IsReturn(base)
}

// below gives the return workbooks of a folder and the folders in it, in order
// of their paths. Other workbooks are told to the user.
func (in *ReturnFiles) below(dir string) ([]string, error) {
	var names []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.Type().IsRegular() && in.reads(path):
			names = append(names, path)
		}
		return nil
	})
	if err != nil {
		return nil, fault.Input(fmt.Sprintf("打不开文件夹 %s：%s", dir, fault.Reason(err)), "", err)
	}
	if err := in.register(dir); err != nil {
		return nil, err
	}
	if len(names) == 0 {
		return nil, fault.Input("文件夹里没有回填表："+dir, "回填表是打印时写出的“<村>-入户核实回填表.xlsx”，改了名也认得；.et、.ods 等请先另存为 .xlsx", nil)
	}
	return names, nil
}

// register opens the registers of a folder: 打印登记.xlsx, those of the parts of a
// divided run (打印登记-02-12.xlsx), and one that they were merged into.
func (in *ReturnFiles) register(dir string) error {
	if in.looked[Absolute(dir)] {
		return nil
	}
	if in.looked == nil {
		in.looked = make(map[string]bool)
	}
	in.looked[Absolute(dir)] = true
	list, err := os.ReadDir(dir)
	if err != nil {
		return nil // a folder that cannot be listed has nothing to add
	}
	var errs []error
	for _, f := range list {
		if name := f.Name(); f.Type().IsRegular() && output.IsRegister(name) {
			errs = append(errs, in.registers.add(filepath.Join(dir, name)))
		}
	}
	return errors.Join(errs...)
}

// Registers gives the registers that may tell of the return workbooks: with are
// those that lie with them; beside are those that lie in other folders or beside the
// rosters, or in the folder there that is printed into, since return workbooks may be
// collected in another folder. Of the latter some may be of other rosters.
func (in *ReturnFiles) Registers(rosters *Files, others ...string) (with, beside []File, err error) {
	var errs []error
	dirs := append(others, ".", output.DefaultDir)
	for _, f := range rosters.List {
		dir := filepath.Dir(f.Name)
		dirs = append(dirs, dir, filepath.Join(dir, output.DefaultDir))
	}
	n := len(in.registers.List)
	for _, dir := range dirs {
		errs = append(errs, in.register(dir))
	}
	return in.registers.List[:n], in.registers.List[n:], errors.Join(errs...)
}
