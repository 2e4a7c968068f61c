package app

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"ruhu/cmd/internal/fault"
	"ruhu/cmd/internal/input"
	"ruhu/cmd/internal/library"
	"ruhu/cmd/internal/output"
	"ruhu/model"
	"ruhu/model/collect"
	"ruhu/model/parallel"
	"ruhu/model/visit"
	"ruhu/render/book"
	"ruhu/render/doc"
)

// What collecting reads and what it must not write over.

// readReturns reads return workbooks, several at a time. Each that cannot be read has
// its error, and the others are read all the same; the end of the context is for the
// caller to see. watch is told how many are read.
func readReturns(ctx context.Context, cb *model.Codebook, files []input.File, watch func(stage string, done, total int)) ([]*collect.Return, []error) {
	var read atomic.Int64
	out, errs := make([]*collect.Return, len(files)), make([]error, len(files))
	_ = parallel.Each(ctx, runtime.GOMAXPROCS(0), len(files), func() func(int) error {
		return func(i int) error {
			var err error
			if out[i], err = parallel.Until(ctx, func() (*collect.Return, error) { return collect.Read(cb, files[i].Input()) }); err != nil {
				errs[i] = fault.Input(err.Error(), "", err)
			}
			watch("正在读回填表", int(read.Add(1)), len(files))
			return nil
		}
	})
	return out, slices.DeleteFunc(errs, func(err error) bool { return err == nil })
}

// readRegisters reads the registers of the year: those that lie with the return
// workbooks, and of those beside the rosters, or around the folder that is collected
// into, the ones that are theirs. passed names those of another year.
func readRegisters(ctx context.Context, files *input.ReturnFiles, in *reading, year int, dir string) (register []collect.Registered, passed []string, errs []error) {
	with, beside, err := files.Registers(in.files, filepath.Dir(filepath.Clean(dir)))
	errs = append(errs, fault.Parts(err)...)
	add := func(r book.Register) {
		for _, e := range r.Entries {
			register = append(register, collect.Registered{Number: e.Number, Form: e.Form, Village: e.Village, Group: e.Group,
				Household: e.Household, Head: e.Head, Returned: e.Filled.Returned()})
		}
	}
	for _, f := range with {
		switch r, err := parallel.Until(ctx, func() (book.Register, error) { return book.ReadRegister(f.Input()) }); {
		case err != nil:
			errs = append(errs, fault.Input(err.Error(), "", err))
		case r.Year != 0 && r.Year != year:
			passed = append(passed, f.Name)
		default:
			add(r)
		}
	}
	for _, f := range beside {
		if r, err := parallel.Until(ctx, func() (book.Register, error) { return book.ReadRegister(f.Input()) }); err == nil && r.Year == year && input.Shares(r.Origins, in.origins) {
			add(r)
		}
	}
	return register, passed, errs
}

// yearsBack is for how many years before the year collected, and one after it,
// a sheet number is looked up.
const yearsBack = 5

// otherYears tells of which year a sheet number is that this year's workbook
// does not know. The numbers are worked out when the first is asked for.
func otherYears(r *model.Roster, l *library.Library, year int) func(string) int {
	numbers := sync.OnceValue(func() map[string]int {
		out := make(map[string]int)
		for y := year + 1; y >= year-yearsBack; y-- {
			for _, f := range l.Forms.All() {
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

// freeVerified names the corrected roster that is to be written: one that people
// wrote into is not written over, but gets a neighbour with a number. edited names
// those.
func freeVerified(ctx context.Context, f *output.Folder) (name string, edited []string, err error) {
	for n := 1; ; n++ {
		name := output.VerifiedBase + ".xlsx"
		if n > 1 {
			name = fmt.Sprintf("%s-%d.xlsx", output.VerifiedBase, n)
		}
		file, err := input.Open(f.Path(name))
		if errors.Is(err, fs.ErrNotExist) {
			return name, edited, nil
		}
		if err != nil {
			return "", nil, err
		}
		untouched, err := parallel.Until(ctx, func() (bool, error) { return book.Untouched(file.Input()) })
		file.Close()
		switch {
		case err != nil:
			return "", nil, fault.Output("输出文件夹里原有的文件读不了，怕盖掉其中改过的内容，没有写：\n"+err.Error(), "请用 WPS/Excel 打开修复，或把它移到别处保存，再运行一次", err)
		case untouched:
			return name, edited, nil
		}
		edited = append(edited, name)
	}
}

// progressOf adds up the papers of each village, in their order.
func progressOf(papers []visit.Track) (out []Progress) {
	for _, p := range papers {
		i := slices.IndexFunc(out, func(v Progress) bool { return v.Village == p.Village })
		if i < 0 {
			i, out = len(out), append(out, Progress{Village: p.Village, Handed: string(p.Handed)})
		}
		v := &out[i]
		v.Printed++
		switch p.State {
		case visit.Back:
			v.Returned++
		case visit.Denied:
			v.Refused++
		default:
			v.Outstanding++
		}
	}
	return out
}

// printedValues gives what was printed of the item that each finding is about; empty
// where it is about none, or the household is not of the roster.
func printedValues(r *model.Roster, ps model.Problems) []string {
	old := make(map[model.Key]*model.Household)
	for h := range r.Each {
		old[h.Key()] = h
	}
	out := make([]string, len(ps))
	for i, p := range ps {
		if p.Subject == nil || p.Code == "" || !p.Subject.Key().Known() {
			continue
		}
		switch h := old[p.Subject.Key()]; {
		case h == nil:
		case p.Person == "" || p.Person == visit.Whole:
			out[i] = h.Text(p.Code)
		default:
			if k := slices.Index(visit.Labels(h), p.Person); k >= 0 {
				out[i] = h.Members[k].Text(p.Code)
			}
		}
	}
	return out
}
