package input

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"ruhu/cmd/internal/disk"
	"ruhu/cmd/internal/fault"
	"ruhu/cmd/internal/output"
)

// Rosters opens the files that the user named: files, folders, and patterns, which the
// command window of Windows does not expand; those of the memory first, where one with a
// folder before its name was met in that folder. A file named twice is opened once.
// There is an error for everything that cannot be opened; the rest is open all the same,
// so that its own faults can be told with them.
func (m Memory) Rosters(args []string) (*Files, []error) {
	out := &Files{Found: make(map[string]bool), memory: m}
	var errs []error
	for _, arg := range args {
		names, err := out.expand(arg)
		if err != nil {
			errs = append(errs, err)
		}
		folder := m.folder(arg)
		for _, name := range names {
			if folder {
				out.Found[name] = true
			} else {
				delete(out.Found, name)
			}
			if err := out.add(name); err != nil {
				errs = append(errs, err)
			}
		}
	}
	if len(out.List) == 0 && len(errs) == 0 {
		named := strings.Join(args[:min(len(args), mostNamed)], "、")
		if len(args) > mostNamed {
			named += fmt.Sprintf(" 等 %d 个", len(args))
		}
		errs = append(errs, fault.Input("没有可读的花名册："+named,
			"这些不是表格，或是本程序输出的文件、临时文件，请给出花名册；回填表用 ruhu collect 汇总", nil))
	}
	return out, errs
}

// mostNamed is how many files an error names.
const mostNamed = 10

// folder reports that what an argument stands for was not itself named.
func (m Memory) folder(arg string) bool {
	if _, ok := m[arg]; ok {
		return strings.Contains(arg, "/")
	}
	info, err := os.Stat(arg)
	return err == nil && info.IsDir()
}

// expand gives the files that an argument stands for.
func (in *Files) expand(arg string) ([]string, error) {
	if _, ok := in.memory[arg]; ok {
		names := []string{arg}
		if in.memory.folder(arg) {
			names = in.tables(names)
		}
		return in.choose(names), nil
	}
	return search{
		kind: "花名册", kinds: kinds, folder: in.folder, choose: in.choose,
		matching: func(all []string) []string { return in.tables(all) },
	}.expand(arg)
}

// folder gives the tables of a folder, sorted by name.
func (in *Files) folder(dir string) ([]string, error) {
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
	names := in.choose(in.tables(all))
	if len(names) == 0 {
		return nil, fault.Input("文件夹里没有花名册（"+kinds+"）："+dir, "其他格式（"+strings.Join(foreign, "、")+"）请先另存为 .xlsx", nil)
	}
	return names, nil
}

// tables leaves out what is no table by its name. Tables of kinds that cannot
// be read are noted.
func (in *Files) tables(names []string) []string {
	return slices.DeleteFunc(slices.Clone(names), func(name string) bool {
		if strings.HasPrefix(filepath.Base(name), output.DepartmentBase) { // to be compared with, when it is named
			in.Passed = append(in.Passed, name)
			return true
		}
		ending := strings.ToLower(filepath.Ext(name))
		if slices.Contains(foreign, ending) && !IsTemporary(name) {
			in.Passed = append(in.Passed, name)
		}
		if slices.Contains(readable, ending) && in.memory[name] == nil && isPipe(name) {
			in.Passed = append(in.Passed, name)
			return true
		}
		return !slices.Contains(readable, ending) || ending == ".txt" && in.memory.isNote(name)
	})
}

// isPipe reports what is there and is neither a file nor a folder.
func isPipe(name string) bool {
	info, err := os.Stat(name)
	return err == nil && errors.Is(disk.Regular(info), disk.ErrIrregular)
}

// choose leaves out what is no roster: lock files and the program's own
// workbooks, which it would read as rosters; return workbooks under any name.
func (in *Files) choose(names []string) []string {
	return slices.DeleteFunc(names, func(name string) bool {
		if IsTemporary(name) {
			return true
		}
		own := output.IsOwn(filepath.Base(name)) || slices.Contains([]string{".xlsx", ".xlsm"}, strings.ToLower(filepath.Ext(name))) && in.memory.holdsReturn(name)
		if own {
			in.Passed = append(in.Passed, name)
		}
		return own
	})
}
