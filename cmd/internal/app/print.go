package app

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"ruhu/cmd/internal/fault"
	"ruhu/cmd/internal/output"
	"ruhu/cmd/internal/typeface"
	"ruhu/model"
	"ruhu/render"
	"ruhu/render/book"
)

// Print plans a choice and prints it: the forms, the register of their sheets, the
// return workbooks and the list of problems. Nothing is written when a file cannot be
// read or a wish cannot be met. The result is never nil.
func (w *Workspace) Print(ctx context.Context, c Choice, to Target, watch Watch) (*Result, error) {
	return w.use(ctx, to.Dir, func(r *Result, folder *output.Folder) error {
		if _, _, err := w.material(&c.Formats); err != nil {
			return err
		}
		if err := folder.Try(); err != nil {
			return err
		}
		if to.Resume && !folder.Unfinished(output.JournalName+c.suffix()) && folder.Holds(c.Register()) {
			r.Complete = true
			return nil
		}
		p, err := w.plan(ctx, c)
		w.describe(r)
		if err != nil {
			return err
		}
		return p.print(ctx, to, watch, r, folder)
	})
}

// Print prints the plan: the forms, the register of their sheets, the return
// workbooks and the list of problems. Nothing is written when a wish cannot be met.
// The result is never nil.
func (p *Plan) Print(ctx context.Context, to Target, watch Watch) (*Result, error) {
	return p.w.use(ctx, to.Dir, func(r *Result, folder *output.Folder) error { return p.print(ctx, to, watch, r, folder) })
}

func (p *Plan) print(ctx context.Context, to Target, watch Watch, r *Result, folder *output.Folder) error {
	run := &printing{Plan: p, to: to, watch: watch, folder: folder, result: r}
	p.describe(r)
	if err := run.prepare(ctx); err != nil {
		return err
	}
	if err := run.count(ctx); err != nil {
		return err
	}
	return run.record(ctx)
}

// prepare names the files and sees that none of them takes the place of what must
// stay.
func (p *printing) prepare(ctx context.Context) error {
	if err := p.nameList(ctx); err != nil {
		return err
	}
	if err := p.folder.Ready(p.order(), p.in.infos); err != nil {
		return err
	}
	if err := p.earlier(ctx); err != nil {
		return err
	}
	if p.choice.selects() {
		p.batch.Rename(p.beside)
		if err := p.folder.Ready(p.order(), p.in.infos); err != nil {
			return err
		}
	}
	_, err := p.folder.NotesOf(ctx, p.lists()...)
	return err
}

// order is every file that the run may write, in the order in which it is told.
func (p *printing) order() []string {
	out := p.batch.Files()
	for _, r := range p.returns() {
		out = append(out, returnPath(r.Path, 1))
	}
	return append(append(out, p.choice.Register()), p.lists()...)
}

// lists are those of these files that keep what people wrote into older ones.
func (p *printing) lists() []string { return p.w.lists(p.in, p.result.List) }

// nameList names the list of problems: each part of a divided run has one of its
// own, and where only some households are printed it does not take the place of a
// list of more, or of others.
func (p *printing) nameList(ctx context.Context) error {
	r := p.result
	r.List = output.ProblemsBase + p.choice.suffix() + ".xlsx"
	scope := p.choice.scope()
	if scope == "" || !p.choice.whole() {
		return nil
	}
	for n := 1; p.folder.Holds(r.List); n++ {
		old, err := p.folder.Notes(ctx, r.List)
		if err != nil || old.Says(scope) {
			return err
		}
		r.List = fmt.Sprintf("%s-部分%d.xlsx", output.ProblemsBase, n)
	}
	return nil
}

func (p *printing) count(ctx context.Context) error {
	r := p.result
	totals, err := p.Count(ctx, of(p.watch.Counting, p.expected(r)))
	if err != nil {
		return err
	}
	p.account(r)
	r.Printed, r.Pages, r.Sheets = totals.Households, totals.Pages, totals.Sheets
	if p.watch.Planned != nil {
		p.watch.Planned(Planned{Result: *r, Internal: p.batch.Internal(), Duplex: p.choice.Duplex})
	}
	return nil
}

// record writes, and keeps a record of what is finished.
func (p *printing) record(ctx context.Context) error {
	mark, err := p.fingerprint(p.to.Version)
	if err != nil {
		return err
	}
	if p.journal, err = output.OpenJournal(p.folder, output.JournalName+p.choice.suffix(), mark, p.to.Resume); err != nil {
		p.recount(nil) // nothing is written
		return err
	}
	if p.to.Resume {
		p.resumed = p.journal.Whole
	}
	err = errors.Join(p.write(ctx), p.folder.Flush()) // before the record goes
	resumable := p.journal.Unfinished()
	p.journal.Close(err == nil)
	var known *fault.Error
	err = Explain(ctx, err)
	p.result.Resumable = resumable && errors.As(err, &known) && (known.Kind == fault.Stopped || known.Kind == fault.Unwritable)
	return err
}

func (p *printing) write(ctx context.Context) error {
	entries, err := p.batch.Write(ctx, p.journal, of(p.watch.Writing, p.result.Printed))
	if err != nil {
		p.recount(entries)
		return err
	}
	p.result.Missing = typeface.MissingIn(entries, p.fonts.forms)
	p.result.Lent = p.fonts.found.Loans()
	if err := p.writeReturns(ctx); err != nil {
		return err
	}
	if err := p.saveRegister(ctx, entries); err != nil {
		return err
	}
	files, err := p.w.differences(ctx, p.folder, p.w.comparison(ctx, p.in))
	if err != nil {
		return err
	}
	// A list left by an earlier run would mislead, but it may carry people's
	// notes: it is written over, as every file of a rerun is, not deleted.
	if len(p.problems) == 0 && !p.folder.Holds(p.result.List) {
		return save(ctx, p.folder, files)
	}
	list := book.ProblemList{Problems: p.problems, Scope: p.choice.scope(), Unjudged: p.found.Unjudged()}
	more, err := p.w.problems(ctx, p.folder, p.result.List, list, p.in.above)
	if err != nil {
		return err
	}
	return save(ctx, p.folder, append(files, more...))
}

// recount brings the result back to what is in the files of a run that failed.
func (p *printing) recount(entries []render.Entry) {
	whole := make(map[string]bool)
	for _, name := range p.folder.Written() {
		whole[name] = true
	}
	households := make(map[*model.Household]bool)
	r := p.result
	r.Pages, r.Sheets = 0, 0
	for _, e := range entries {
		if slices.ContainsFunc(e.Files, func(name string) bool { return !whole[name] }) {
			continue
		}
		r.Pages += e.Pages
		r.Sheets += e.Sheets
		if e.Household != nil && e.Household.Registered() {
			households[e.Household] = true
		}
	}
	r.Printed = len(households)
}
