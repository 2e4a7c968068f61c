package input

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"ruhu/cmd/internal/fault"
	"ruhu/cmd/internal/output"
	"ruhu/model/collect"
	"ruhu/model/visit"
	"ruhu/render/book"
)

// Dropped is what the program is given without a command, as when files are
// dropped on it.
type Dropped struct {
	Returns []string // return workbooks and folders that were printed into
	Rosters []string // all else
}

// SortDropped tells return workbooks and output folders, by their content, from
// rosters. A folder that has both is among both.
func SortDropped(args []string) Dropped {
	var d Dropped
	for _, arg := range args {
		names := []string{arg}
		if _, err := os.Stat(arg); err != nil && strings.ContainsAny(arg, "*?[") {
			if found, _ := filepath.Glob(arg); len(found) > 0 {
				names = found
			}
		}
		for _, name := range names {
			returns, rosters := holds(name)
			if returns {
				d.Returns = append(d.Returns, name)
			}
			if rosters || !returns {
				d.Rosters = append(d.Rosters, name)
			}
		}
	}
	return d
}

// holds tells whether a file is a return workbook or a roster, or which of them a
// folder has.
func holds(name string) (returns, rosters bool) {
	info, err := os.Stat(name)
	switch {
	case err != nil:
		return false, true // told when it is opened
	case !info.IsDir():
		returns = isWorkbook(name) && Memory(nil).holdsReturn(name)
		return returns, !returns
	}
	entries, _ := os.ReadDir(name)
	var below []string
	for _, e := range entries {
		path := filepath.Join(name, e.Name())
		switch {
		case e.IsDir():
			below = append(below, path)
		case output.IsRegister(e.Name()), isWorkbook(path) && Memory(nil).holdsReturn(path):
			returns = true
		default:
			rosters = rosters || isTable(path)
		}
	}
	if !returns && !rosters { // perhaps the folders of villages, moved out of theirs
		returns = slices.ContainsFunc(below, func(dir string) bool {
			files, _ := filepath.Glob(filepath.Join(dir, "*"))
			return slices.ContainsFunc(files, func(f string) bool { return isWorkbook(f) && Memory(nil).holdsReturn(f) })
		})
	}
	return returns, rosters
}

// Output is the folder that collecting writes to where the user names none: in the
// folder that was printed into.
func (d Dropped) Output() string {
	first := d.Returns[0]
	if info, err := os.Stat(first); err == nil && info.IsDir() {
		return filepath.Join(printedInto(first, first), output.CollectedDir)
	}
	dir := filepath.Dir(first)
	return filepath.Join(printedInto(dir, filepath.Join(dir, output.DefaultDir)), output.CollectedDir)
}

// printedInto is a folder, or the one that it lies in, that has a register; else
// what is given.
func printedInto(dir, or string) string {
	for _, at := range []string{dir, filepath.Join(dir, "..")} {
		entries, _ := os.ReadDir(at)
		if slices.ContainsFunc(entries, func(e os.DirEntry) bool { return output.IsRegister(e.Name()) }) {
			return at
		}
	}
	return or
}

// FindRosters finds the rosters that return workbooks were printed from: by the
// names that they and the registers have recorded, beside them, in the current
// folder or beside the program; and only where they are still what they were.
// The error says what to type instead.
func (d Dropped) FindRosters(program string) ([]string, error) {
	files, errs := Memory(nil).Returns(d.Returns)
	defer files.Close()
	if len(errs) > 0 {
		return nil, fault.Join(errs)
	}
	recorded := files.recorded()
	if len(recorded) == 0 {
		return nil, fault.Wrong("回填表和打印登记里没有记下打印时用的花名册", "请写明花名册，例如："+d.command("花名册.xlsx"))
	}
	dirs := d.around(program)
	var found []string
	for _, o := range recorded {
		if slices.ContainsFunc(found, func(f string) bool { return filepath.Base(f) == o.Name }) {
			continue
		}
		name, changed := findOrigin(o.Name, recorded, dirs)
		switch {
		case name != "":
			found = append(found, name)
		case changed != "":
			return nil, fault.Wrong("花名册在打印以后改过，和打印时用的不一样："+changed,
				"请找回打印时的那一份放在旁边；确实要和改过的对照，请写："+d.command(changed))
		default:
			return nil, fault.Wrong("找不到打印时用的花名册：“"+o.Name+"”",
				"请把它放在“"+filepath.Base(Absolute(d.Returns[0]))+"”旁边再试；或者写明它在哪里，例如："+d.command(filepath.Join("文件夹", o.Name)))
		}
	}
	return found, nil
}

// command is what to type to collect with a roster.
func (d Dropped) command(roster string) string {
	words := []string{"ruhu", "collect"}
	for _, r := range d.Returns {
		words = append(words, quoted(r))
	}
	return strings.Join(append(words, "--roster", quoted(roster)), " ")
}

// quoted puts a path in quotes where a command window would divide it.
func quoted(path string) string {
	if strings.ContainsAny(path, " \t　&()^;,'") {
		return `"` + path + `"`
	}
	return path
}

// Mixed is the error of being given both.
func (d Dropped) Mixed() error {
	rosters := make([]string, len(d.Rosters))
	for i, r := range d.Rosters {
		rosters[i] = quoted(r)
	}
	return fault.Wrong("这里既有回填表，又有花名册，不知道是要打印还是要汇总",
		fmt.Sprintf("打印请写：ruhu print %s\n汇总请写：%s", strings.Join(rosters, " "), d.command(strings.Join(d.Rosters, " --roster "))))
}

// around are the folders in which the roster of return workbooks is looked for:
// theirs and two above, since they lie in a village's folder of the output folder
// beside it; the current one; the program's.
func (d Dropped) around(program string) []string {
	var out []string
	for _, r := range d.Returns {
		at := r
		if info, err := os.Stat(r); err != nil || !info.IsDir() {
			at = filepath.Dir(r)
		}
		for range 3 {
			out = append(out, at)
			at = filepath.Join(at, "..")
		}
	}
	out = append(out, ".")
	if program != "" {
		out = append(out, program)
	}
	return out
}

// findOrigin finds a file of a name that is still as it was recorded; changed is
// one of the name that is not.
func findOrigin(name string, recorded []visit.Origin, dirs []string) (found, changed string) {
	for _, dir := range dirs {
		path := filepath.Join(dir, filepath.Base(name))
		f, err := Open(path) // only regular files are
		if err != nil {
			continue
		}
		origin, err := f.Origin()
		f.Close()
		switch {
		case err == nil && slices.Contains(recorded, origin):
			return path, ""
		case changed == "":
			changed = path
		}
	}
	return "", changed
}

// recorded gives the rosters that registers and return workbooks say they were
// printed from, each once.
func (in *ReturnFiles) recorded() []visit.Origin {
	var out []visit.Origin
	add := func(list []visit.Origin) {
		for _, o := range list {
			if o.Name != "" && o.Mark != "" && !slices.Contains(out, o) {
				out = append(out, o)
			}
		}
	}
	for _, f := range in.registers.List {
		if r, err := book.ReadRegister(f.Input()); err == nil {
			add(r.Origins)
		}
	}
	for _, f := range in.List {
		add(collect.Origins(f.Input()))
	}
	return out
}
