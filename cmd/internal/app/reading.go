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
	"ruhu/cmd/internal/typeface"
	"ruhu/model"
	"ruhu/model/against"
	"ruhu/model/roster"
	"ruhu/model/visit"
)

// Request is what a workspace is opened with: what is read, and what it is read and
// judged by. It is the same for every use; what a use does not read may stay empty.
type Request struct {
	// Memory is files that were sent instead of named, as by a page in the browser; their
	// names stand among the others.
	Memory input.Memory `json:"-"` // the origins of what is read mark its bytes

	Rosters  []string // files, folders and patterns
	Against  []string // rosters and lists to compare with, each for itself
	LastYear []string // last year's roster, for the summary
	Feedback []string // lists of problems from above
	Config   settings.Location
	// Templates is a folder of own forms, codebook and texts; empty: none.
	Templates string
	Map       []string // what column heads mean, as 列名=指标
	Fonts     typeface.Folders
	Year      int    // 0: the settings'
	Date      string // of printing or signing, as 2019-11-20; empty: the settings'
	// Mask hides parts of numbers, for copies that leave the office: nothing is made
	// of identity numbers when rosters are read.
	Mask bool
}

// reading is what was read of a request. Its files are closed again: people may go
// on with them.
type reading struct {
	roster  *model.Roster
	origins []visit.Origin  // the roster's files
	lists   []against.Other // what is compared with
	last    *model.Roster   // last year's; nil where there is none
	listsOf []visit.Origin
	above   feedbacks

	files  *input.Files  // of the roster, closed
	infos  []os.FileInfo // of all that was read, so that none is overwritten
	passed []string      // files that were met but not read
}

// read opens and reads what a request names. The error names everything that
// cannot be read; the reading then says which files were passed over.
func read(ctx context.Context, q *Request, cb *model.Codebook, c *settings.Config, heads settings.Heads) (*reading, error) {
	in := &reading{}
	var size int64
	var errs []error
	open := func(args ...string) *input.Files {
		files, bad := q.Memory.Rosters(args)
		errs, size = append(errs, bad...), size+files.Size()
		in.passed, in.infos = append(in.passed, files.Passed...), append(in.infos, files.Infos()...)
		return files
	}
	in.files = open(q.Rosters...)
	defer in.files.Close()
	var lists []*input.Files // one for each that is compared with
	for _, arg := range q.Against {
		files := open(arg)
		defer files.Close()
		lists = append(lists, files)
	}
	last := &input.Files{}
	if len(q.LastYear) > 0 {
		last = open(q.LastYear...)
		defer last.Close()
	}
	if err := sameFiles(in.files, last); err != nil {
		return in, err
	}
	defer frugal(size)()
	one := func(files *input.Files, opt roster.Options) *model.Roster {
		opt.Heads = heads.Meaning
		r, bad := readFiles(ctx, files, cb, opt)
		errs = append(errs, bad...)
		return r
	}
	for i, name := range listNames(q.Against, in.files) {
		in.lists = append(in.lists, against.Other{Name: name, Roster: one(lists[i], roster.Options{List: true})})
	}
	in.roster = one(in.files, roster.Options{Mask: q.Mask, None: c.None})
	if len(q.LastYear) > 0 {
		in.last = one(last, roster.Options{Mask: q.Mask, None: c.None})
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
	if err := in.mark(lists); err != nil {
		return in, err
	}
	above, err := readFeedback(ctx, cb, q.Memory, q.Feedback, in.roster)
	in.above, in.infos = above, append(in.infos, above.infos...)
	return in, err
}

// mark notes which bytes were read.
func (in *reading) mark(lists []*input.Files) (err error) {
	if in.origins, err = in.files.Origins(); err != nil {
		return err
	}
	for _, f := range lists {
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
