package app

import (
	"context"
	"io"
	"os"
	"slices"

	"ruhu/cmd/internal/fault"
	"ruhu/cmd/internal/input"
	"ruhu/cmd/internal/output"
	"ruhu/model"
	"ruhu/model/collect"
	"ruhu/model/parallel"
	"ruhu/render/book"
	"ruhu/render/doc"
)

// Collect reads return workbooks (files, folders and patterns) and writes into a
// folder what is to be keyed in, the corrected roster, how far the visits are, and the
// problems. The workspace is of the roster that they were printed from. Nothing is
// written when a file cannot be read. watch, which may be nil, is told what goes on, and
// how many files of it are done where that is known. The result is never nil.
func (w *Workspace) Collect(ctx context.Context, dir string, returns []string, watch func(stage string, done, total int)) (*Result, error) {
	if watch == nil {
		watch = func(string, int, int) {}
	}
	return w.use(ctx, dir, func(r *Result, folder *output.Folder) error {
		r.Items, r.Collected = &[]Item{}, &Collected{}
		c := &collecting{w: w, folder: folder, result: r, watch: watch}
		defer func() {
			if c.files != nil {
				c.files.Close()
			}
		}()
		return c.run(ctx, returns)
	})
}

// collecting is a collection in the making.
type collecting struct {
	w        *Workspace
	folder   *output.Folder
	result   *Result
	watch    func(stage string, done, total int)
	files    *input.ReturnFiles    // open until all is applied: a value in doubt is looked up again
	in       *reading              // the roster
	returns  []*collect.Return     // what the villages hand back
	register []collect.Registered  // what was printed
	inputs   []os.FileInfo         // of all that was read
	above    feedbacks             // the lists from above, to be answered
	old      map[string]book.Notes // what people noted in workbooks that are written anew
	outcome  *collect.Outcome
}

// run collects, step by step. What is judged, applied and held back, item by item, is
// model/collect's (Apply).
func (c *collecting) run(ctx context.Context, returns []string) error {
	if err := c.folder.Try(); err != nil {
		return err
	}
	if err := c.read(ctx, returns); err != nil {
		return err
	}
	if err := c.prepare(ctx); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	c.watch("正在核对", 0, 0)
	if err := c.apply(ctx); err != nil {
		return err
	}
	c.tally()
	c.watch("正在写", 0, 0)
	return c.write(ctx)
}

// read reads the return workbooks and, beside them, the roster that they were printed
// from; then the registers of what was printed, and the lists from above. The error
// names everything that cannot be read.
func (c *collecting) read(ctx context.Context, returns []string) error {
	files, errs := c.w.Memory.Returns(returns)
	c.files = files
	var unread []error
	wait := parallel.Beside(func() { c.returns, unread = readReturns(ctx, c.w.Library.Codebook, files.List, c.watch) })
	in, err := c.w.readFor(ctx, c.result)
	wait()
	register, otherYear, unreadRegisters := readRegisters(ctx, files, in, c.w.Year, c.folder.Dir())
	c.in, c.register = in, register
	c.result.Passed = slices.Concat(c.result.Passed, files.Passed, otherYear)
	c.inputs = append(files.Infos(), in.infos...)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if errs = slices.Concat(errs, unread, unreadRegisters, fault.Parts(err)); len(errs) > 0 {
		return fault.Join(errs)
	}
	// Lists of their own: the workspace's stay as they are, without an answer.
	c.above, err = readFeedback(ctx, c.w.Library.Codebook, c.w.Memory, c.w.Feedback, in.roster)
	return err
}

// prepare names what is written and sees that nothing of people's is written over.
func (c *collecting) prepare(ctx context.Context) (err error) {
	r := c.result
	if r.Verified, r.Untouched, err = freeVerified(ctx, c.folder); err != nil {
		return err
	}
	if err := ready(ctx, c.folder, c.inputs, c.names(), append(c.above.names(), output.ProblemsName)); err != nil {
		return err
	}
	c.old, err = c.folder.NotesOf(ctx, output.FindingsName, output.ProgressName)
	return err
}

// names are the files that are written, in the order in which they are told.
func (c *collecting) names() []string {
	return append([]string{output.FindingsName, c.result.Verified, output.ProgressName, output.ProblemsName}, c.above.names()...)
}

// apply judges what the villages say, applies it to a copy of the roster, and answers
// the lists from above.
func (c *collecting) apply(ctx context.Context) (err error) {
	w := c.w
	o := collect.Options{
		Year: w.Year, Register: c.register, Numbered: w.Library.Numbered(), OtherYear: otherYears(c.in.roster, w.Library, w.Year),
		Number: func(form string, h *model.Household) string { return doc.HouseholdSheet(w.Year, form, h) },
		Check:  rules(w.Year, w.Settings),
	}
	c.outcome, err = parallel.Until(ctx, func() (*collect.Outcome, error) { return collect.Apply(c.in.roster, c.returns, o) })
	if err != nil {
		return fault.Input(err.Error(), "", err)
	}
	c.outcome.Problems = append(c.outcome.Problems, c.above.answer(c.outcome)...)
	return nil
}

// tally says in the result what collecting came to.
func (c *collecting) tally() {
	r, out := c.result, c.outcome
	r.Held = out.HeldHouseholds
	r.found(out.Problems)
	*r.Items = itemsOf(out.Problems)
	to := r.Collected
	to.Returns, to.Papers, to.Found, to.HeldItems = out.Returns, len(out.Papers), len(out.Items), out.Held
	to.Missing = out.Missing
	households := make(map[string]bool)
	for _, p := range out.Papers {
		if p.Household != "" {
			households[p.Village+"\x00"+p.Household] = true
		}
	}
	r.Printed = len(households)
	r.Progress, r.PrintedValues = progressOf(out.Papers), printedValues(c.in.roster, out.Problems)
	for _, v := range r.Progress {
		to.Returned, to.Refused, to.Outstanding = to.Returned+v.Returned, to.Refused+v.Refused, to.Outstanding+v.Outstanding
	}
}

// write writes the workbooks, the list of problems and the answered lists from above.
func (c *collecting) write(ctx context.Context) error {
	out, cb, year := c.outcome, c.w.Library.Codebook, c.w.Year
	findings := book.Findings{Year: year, Items: out.Items, Added: out.Added, Removed: out.Removed, New: out.New}
	list := []workbookFile{
		{output.FindingsName, func(to io.Writer) error { return book.WriteFindings(to, cb, findings, c.old[output.FindingsName]) }},
		{c.result.Verified, func(to io.Writer) error {
			return book.WriteVerified(to, out.Roster, out.Marks, "花名册（入户核实后）",
				"由 ruhu collect 按各村回填表写出，可以直接打印、检查、写总结；原花名册没有改动。")
		}},
		{output.ProgressName, func(to io.Writer) error { return book.WriteProgress(to, year, out.Papers, c.old[output.ProgressName]) }},
	}
	if len(out.Problems) > 0 || len(c.above.files) > 0 || c.folder.Holds(output.ProblemsName) {
		more, err := c.w.problems(ctx, c.folder, output.ProblemsName, book.ProblemList{Problems: out.Problems}, c.above)
		if err != nil {
			return err
		}
		list = append(list, more...)
	}
	return save(ctx, c.folder, list) // all or none: they belong together
}
