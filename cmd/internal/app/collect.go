package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"runtime"
	"slices"
	"sync"

	"ruhu/cmd/internal/fault"
	"ruhu/model"
	"ruhu/model/check"
	"ruhu/model/collect"
	"ruhu/model/roster"
	"ruhu/model/visit"
	"ruhu/render/book"
	"ruhu/render/doc"
)

// The workbooks that collecting writes, with problemsName.
const (
	findingsName = "需维护数据汇总.xlsx"
	verifiedBase = "花名册-核实后"
	verifiedName = verifiedBase + ".xlsx" // the roster with what was found
	progressName = "核实进度.xlsx"
)

// CollectOptions is what the user decides about collecting.
type CollectOptions struct {
	Returns   []string     // files, folders and patterns
	Rosters   []string     // files, folders and patterns
	Feedback  []string     // lists of problems from above that were printed
	Dir       string       // where to write
	Year      int          // 0: the settings'
	Config    ConfigChoice // where the settings are
	Templates string       // folder of an own codebook and forms; empty: none
	Map       []string     // what the roster's column heads mean, as 列名=指标
}

// Collect reads return workbooks and the roster that they were printed from,
// and writes what is to be keyed in, the corrected roster, how far the visits
// are, and the problems. Nothing is written when a file cannot be read. The
// result is never nil.
func Collect(ctx context.Context, o CollectOptions) (*Result, error) {
	r := newResult()
	r.Items, r.Collected = &[]Item{}, &Collected{}
	return r, explain(ctx, collectReturns(ctx, o, r))
}

func collectReturns(ctx context.Context, o CollectOptions, r *Result) error {
	b, err := loadBasis(o.Config, o.Rosters, o.Year, o.Templates, o.Map)
	if err != nil {
		return err
	}
	r.Settings = b.config.File
	folder := NewFolder(o.Dir)
	defer folder.Close()
	if err := folder.Try(); err != nil {
		return err
	}
	files, errs := openReturns(o.Returns)
	defer files.close()
	var returns []*collect.Return
	var reading sync.WaitGroup
	reading.Go(func() { returns, errs = files.readReturns(b.library.codebook, errs) })
	in, err := readInput(ctx, o.Rosters, nil, b.library.codebook, b.heads, r)
	defer in.close()
	reading.Wait()
	register, errs := files.readRegisters(b.year, in.files, errs)
	r.Passed = append(r.Passed, files.passed...)
	if err != nil {
		errs = append(errs, fault.Parts(err)...)
	}
	if len(errs) > 0 {
		return fault.Join(errs)
	}
	above, err := readFeedback(b.library.codebook, o.Feedback, in.roster)
	if err != nil {
		return err
	}
	verified, edited, err := folder.freeVerified()
	if err != nil {
		return err
	}
	r.Verified, r.Kept = verified, edited
	names := append([]string{findingsName, verified, progressName, problemsName}, above.names()...)
	if err := folder.Ready(names, slices.Concat(in.infos(), files.infos(), above.infos)); err != nil {
		return err
	}
	if err := folder.renewable(append(above.names(), problemsName)...); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	old, err := folder.keptOf(findingsName, progressName)
	if err != nil {
		return err
	}
	from, to := b.config.incomePeriod()
	out, err := collect.Apply(in.roster, returns, collect.Options{
		Year: b.year, Register: register, Numbered: b.library.numbered(), OtherYear: otherYears(in.roster, b.library, b.year),
		Number: func(form string, h *model.Household) string { return doc.HouseholdSheet(b.year, form, h) },
		Check:  check.Options{Year: b.year, Standard: b.config.Standard, Ceiling: b.config.Ceiling, From: from, To: to, Jobs: runtime.GOMAXPROCS(0)},
	})
	if err != nil {
		return fault.Input(err.Error(), "", err)
	}
	out.Problems = append(out.Problems, above.answer(b.library.codebook, out)...)
	r.collected(in.roster, out)
	err = writeCollected(folder, b.library.codebook, b.year, verified, out, above, old)
	r.Files = append(r.Files, folder.Written(names)...)
	return err
}

// collected takes over what collecting came to.
func (r *Result) collected(given *model.Roster, out *collect.Outcome) {
	r.Households, r.Members, r.Unregistered = given.Households(), given.Members(), given.Unregistered()
	r.Held = out.HeldHouseholds
	r.Findings = out.Problems
	r.Problems, r.Warnings = out.Problems.Count()
	*r.Items = itemsOf(out.Problems)
	c := r.Collected
	c.Returns, c.Papers, c.Found, c.HeldItems = out.Returns, len(out.Papers), len(out.Items), out.Held
	c.Missing = out.Missing
	households := make(map[string]bool)
	for _, p := range out.Papers {
		if p.Household != "" {
			households[p.Village+"\x00"+p.Household] = true
		}
		switch p.State {
		case visit.Back:
			c.Returned++
		case visit.Denied:
			c.Refused++
		default:
			c.Outstanding++
		}
	}
	r.Printed = len(households)
}

// freeVerified names the corrected roster that is to be written: one that people
// wrote into is not written over, but gets a neighbour with a number. edited names
// those.
func (f *Folder) freeVerified() (name string, edited []string, err error) {
	for n := 1; ; n++ {
		name := verifiedName
		if n > 1 {
			name = fmt.Sprintf("%s-%d.xlsx", verifiedBase, n)
		}
		file, err := os.Open(f.place(name))
		if errors.Is(err, fs.ErrNotExist) {
			return name, edited, nil
		}
		if err != nil {
			return "", nil, fault.Reading(f.place(name), err)
		}
		info, err := file.Stat()
		if err != nil {
			_ = file.Close()
			return "", nil, fault.Reading(f.place(name), err)
		}
		untouched, err := book.Untouched(collect.Input{Name: f.place(name), Data: file, Size: info.Size()})
		_ = file.Close()
		switch {
		case err != nil:
			return "", nil, fault.Output("输出文件夹里原有的文件读不了，怕盖掉其中改过的内容，没有写：\n"+err.Error(), "请用 WPS/Excel 打开修复，或把它移到别处保存，再运行一次", err)
		case untouched:
			return name, edited, nil
		}
		edited = append(edited, name)
	}
}

// kept reads a workbook that an earlier run wrote into the folder: what people
// filled in there must not be lost.
func (f *Folder) kept(name string) (book.Kept, error) {
	file, err := os.Open(f.place(name))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fault.Reading(f.place(name), err)
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return nil, fault.Reading(f.place(name), err)
	}
	k, err := book.ReadKept(collect.Input{Name: f.place(name), Data: file, Size: info.Size()})
	if err != nil {
		return nil, fault.Output("输出文件夹里原有的文件读不了，怕盖掉其中填写的内容，没有写：\n"+err.Error(), "请用 WPS/Excel 打开修复，或把它移到别处保存，再运行一次", err)
	}
	return k, nil
}

// keptOf reads several such workbooks.
func (f *Folder) keptOf(names ...string) (map[string]book.Kept, error) {
	old := make(map[string]book.Kept)
	for _, name := range names {
		k, err := f.kept(name)
		if err != nil {
			return nil, err
		}
		old[name] = k
	}
	return old, nil
}

// renewable checks, before a run begins its work, that workbooks that it may write
// over can be read.
func (f *Folder) renewable(names ...string) error {
	for _, name := range names {
		if _, err := f.kept(name); err != nil {
			return err
		}
	}
	return nil
}

func writeCollected(folder *Folder, cb *model.Codebook, year int, verified string, out *collect.Outcome, lists upper, old map[string]book.Kept) error {
	findings := book.Findings{Year: year, Items: out.Items, Added: out.Added, Removed: out.Removed, New: out.New}
	list := []struct {
		name  string
		write func(io.Writer) error
	}{
		{findingsName, func(w io.Writer) error { return book.WriteFindings(w, cb, findings, old[findingsName]) }},
		{verified, func(w io.Writer) error {
			return book.WriteVerified(w, out.Roster, out.Marks, "花名册（入户核实后）",
				"由 ruhu collect 按各村回填表写出，可以直接打印、检查、写总结；原花名册没有改动。")
		}},
		{progressName, func(w io.Writer) error { return book.WriteProgress(w, year, out.Papers, old[progressName]) }},
	}
	errs := make([]error, len(list))
	inParallel(0, len(list), func(i int) { errs[i] = save(folder, list[i].name, list[i].write) })
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	if len(out.Problems) == 0 && len(lists.lists) == 0 && !folder.Holds(problemsName) {
		return nil
	}
	return writeProblems(folder, problemsName, book.ProblemList{Problems: out.Problems, Codebook: cb}, lists)
}

// yearsBack is for how many years before the year collected, and one after it,
// a sheet number is looked up.
const yearsBack = 5

// otherYears tells of which year a sheet number is that this year's workbook
// does not know. The numbers are worked out when the first is asked for.
func otherYears(r *model.Roster, l *library, year int) func(string) int {
	numbers := sync.OnceValue(func() map[string]int {
		out := make(map[string]int)
		for y := year + 1; y >= year-yearsBack; y-- {
			for _, f := range l.forms.All() {
				for h := range r.Each {
					out[doc.HouseholdSheet(y, f.ID, h)] = y
				}
			}
		}
		return out
	})
	return func(number string) int {
		if !doc.ValidSheetNumber(number) {
			return 0
		}
		return numbers()[doc.TidySheetNumber(number)]
	}
}

// readReturns reads the workbooks, several at a time. errs is what openReturns
// complained of, and comes back with more.
func (rf *returnFiles) readReturns(cb *model.Codebook, errs []error) ([]*collect.Return, []error) {
	out, bad := make([]*collect.Return, len(rf.list)), make([]error, len(rf.list))
	inParallel(0, len(rf.list), func(i int) {
		out[i], bad[i] = collect.Read(cb, rf.list[i].input())
	})
	for _, err := range bad {
		if err != nil {
			errs = append(errs, fault.Input(err.Error(), "", err))
		}
	}
	return out, errs
}

// readRegisters reads the registers of the year: those that lie with the
// workbooks, and of those beside the rosters the ones that are theirs.
func (rf *returnFiles) readRegisters(year int, rosters *rosterFiles, errs []error) ([]collect.Registered, []error) {
	if err := rf.lookBeside(rosters); err != nil {
		errs = append(errs, fault.Parts(err)...)
	}
	origins, err := rosters.origins()
	if err != nil {
		return nil, append(errs, err)
	}
	var register []collect.Registered
	for i, f := range rf.registers.list {
		r, err := book.ReadRegister(f.input())
		switch {
		case i >= rf.given && (err != nil || r.Year != year || !sharesOrigin(r.Origins, origins)):
			continue // another roster's
		case err != nil:
			errs = append(errs, fault.Input(err.Error(), "", err))
			continue
		case r.Year != 0 && r.Year != year:
			rf.passed = append(rf.passed, f.name)
			continue
		}
		for _, e := range r.Entries {
			register = append(register, collect.Registered{Number: e.Number, Form: e.Form, Village: e.Village, Group: e.Group,
				Household: e.Household, Head: e.Head, Returned: e.Filled.Returned()})
		}
	}
	return register, errs
}

// input is the file for a reader.
func (f rosterFile) input() roster.Input {
	return roster.Input{Name: f.name, Data: f.file, Size: f.info.Size()}
}
