package app

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"ruhu/cmd/internal/fault"
	"ruhu/cmd/internal/input"
	"ruhu/cmd/internal/settings"
	"ruhu/model"
	"ruhu/model/against"
	"ruhu/model/roster"
	"ruhu/model/visit"
)

// reading is what was read of a request. Its files are closed again: people may go
// on with them.
type reading struct {
	roster  *model.Roster
	origins []visit.Origin  // the roster's files
	lists   []against.Other // what is compared with
	last    *model.Roster   // last year's; nil where there is none
	lastOf  []visit.Origin
	listsOf []visit.Origin
	above   feedbacks

	files  *input.Files  // of the roster, closed
	infos  []os.FileInfo // of all that was read, so that none is overwritten
	passed []string      // files that were met but not read
}

// opened is the files of a request.
type opened struct {
	rosters, last *input.Files
	others        []*input.Files // one for each that is compared with
	all           []*input.Files
	errs          []error
}

// open opens everything that a request names.
func open(q *Request) *opened {
	o := &opened{last: &input.Files{}}
	add := func(args ...string) *input.Files {
		files, errs := q.Memory.Rosters(args)
		o.all, o.errs = append(o.all, files), append(o.errs, errs...)
		return files
	}
	o.rosters = add(q.Rosters...)
	for _, arg := range q.Against {
		o.others = append(o.others, add(arg))
	}
	if len(q.LastYear) > 0 {
		o.last = add(q.LastYear...)
	}
	return o
}

func (o *opened) close() {
	for _, f := range o.all {
		f.Close()
	}
}

// size is how many bytes there are to read.
func (o *opened) size() (n int64) {
	for _, f := range o.all {
		n += f.Size()
	}
	return n
}

// read opens and reads what a request names. The error names everything that
// cannot be read; the reading then says which files were passed over.
func read(ctx context.Context, q *Request, cb *model.Codebook, c *settings.Config, heads settings.Heads) (*reading, error) {
	o := open(q)
	defer o.close()
	in := &reading{files: o.rosters}
	for _, f := range o.all {
		in.passed = append(in.passed, f.Passed...)
		in.infos = append(in.infos, f.Infos()...)
	}
	if err := sameFiles(o.rosters, o.last); err != nil {
		return in, err
	}
	defer frugal(o.size())()
	errs := o.errs
	one := func(files *input.Files, opt roster.Options) *model.Roster {
		opt.Heads = heads.Meaning
		r, bad := readFiles(ctx, files, cb, opt)
		errs = append(errs, bad...)
		return r
	}
	for i, name := range listNames(q.Against, o.rosters) {
		in.lists = append(in.lists, against.Other{Name: name, Roster: one(o.others[i], roster.Options{List: true})})
	}
	in.roster = one(o.rosters, roster.Options{Mask: q.Mask, None: c.None})
	if len(q.LastYear) > 0 {
		in.last = one(o.last, roster.Options{Mask: q.Mask, None: c.None})
	}
	if ctx.Err() != nil {
		return in, ctx.Err()
	}
	if len(errs) > 0 {
		return in, fault.Join(errs)
	}
	if err := heads.Unmatched(in.sheets()); err != nil {
		return in, err
	}
	if err := in.mark(o); err != nil {
		return in, err
	}
	above, err := readFeedback(ctx, cb, q, in.roster)
	in.above, in.infos = above, append(in.infos, above.infos...)
	return in, err
}

// mark notes which bytes were read.
func (in *reading) mark(o *opened) (err error) {
	if in.origins, err = o.rosters.Origins(); err != nil {
		return err
	}
	if in.lastOf, err = o.last.Origins(); err != nil {
		return err
	}
	for _, f := range o.others {
		marks, err := f.Origins()
		if err != nil {
			return err
		}
		in.listsOf = append(in.listsOf, marks...)
	}
	return nil
}

// sheets tells how each sheet of all files was understood.
func (in *reading) sheets() []model.SheetReading {
	out := slices.Clone(in.roster.Sheets)
	for _, l := range in.lists {
		out = append(out, l.Roster.Sheets...)
	}
	if in.last != nil {
		out = append(out, in.last.Sheets...)
	}
	return out
}

// readFiles reads files as one roster.
func readFiles(ctx context.Context, files *input.Files, cb *model.Codebook, opt roster.Options) (*model.Roster, []error) {
	inputs := make([]roster.Input, len(files.List))
	opt.Found = files.Found
	for i, f := range files.List {
		inputs[i] = f.Input()
		inputs[i].Stopped = ctx.Err
	}
	r, err := roster.Read(cb, inputs, opt)
	var errs []error
	for _, one := range fault.Parts(err) {
		errs = append(errs, fault.Input(one.Error(), "", one))
	}
	return r, errs
}

// sameFiles refuses a roster that is compared with itself.
func sameFiles(now, last *input.Files) error {
	for _, a := range last.List {
		for _, b := range now.List {
			if os.SameFile(a.Info, b.Info) {
				return fault.Wrong("上年的花名册就是本年的花名册："+a.Name, "--against 后面要写上一年度的花名册")
			}
		}
	}
	return nil
}

// listNames gives each list to compare with a short name: that of its file or
// folder, with the folder before it where another, or a file of the roster, is
// called the same.
func listNames(args []string, own *input.Files) []string {
	times := make(map[string]int)
	for _, f := range own.List {
		times[filepath.Base(f.Name)]++
	}
	base := make([]string, len(args))
	for i, arg := range args {
		base[i] = filepath.Base(input.Absolute(arg))
		times[base[i]]++
	}
	out := make([]string, len(args))
	for i, arg := range args {
		name := base[i]
		if times[name] > 1 {
			name = filepath.Base(filepath.Dir(input.Absolute(arg))) + "/" + name
		}
		for n := 2; slices.Contains(out[:i], name); n++ {
			name = fmt.Sprintf("%s（%d）", base[i], n)
		}
		out[i] = name
	}
	return out
}
