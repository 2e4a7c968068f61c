package app

import (
	"context"
	"fmt"
	"io"
	"slices"

	"ruhu/cmd/internal/fault"
	"ruhu/cmd/internal/typeface"
	"ruhu/model"
	"ruhu/model/check"
	"ruhu/model/parallel"
	"ruhu/render"
	"ruhu/render/layout"
)

// Plan is a choice made: which household gets which forms, in which files, and what
// there is to tell of it. It can be looked at page by page, counted, and printed
// once.
type Plan struct {
	w        *Workspace
	choice   Choice
	in       *reading
	fonts    *faces
	batch    *render.Batch
	problems model.Problems
	found    check.Result
	villages map[*model.Village]bool // of the roster
	back     []Held
	totals   *Totals                // nil until it is counted
	resumed  func(file string) bool // reports a file that need not be drawn again; nil: none
}

// Sheet is one form of a plan, of a household or of a village.
type Sheet = render.Sheet

// Plan decides which household gets which form in which file, without writing
// anything. It reads the rosters if that is still to be done.
func (w *Workspace) Plan(ctx context.Context, c Choice) (*Plan, error) {
	p, err := w.plan(ctx, c)
	return p, Explain(ctx, err)
}

func (w *Workspace) plan(ctx context.Context, c Choice) (*Plan, error) {
	shell, fonts, err := w.material(&c.Formats)
	if err != nil {
		return nil, err
	}
	in, err := w.read(ctx)
	if err != nil {
		return nil, err
	}
	w.limitMemory(in, manyHouseholds)
	p := &Plan{w: w, choice: c, in: in, fonts: fonts, villages: make(map[*model.Village]bool)}
	for _, v := range in.roster.Villages {
		p.villages[v] = true
	}
	p.judge(ctx)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	o := render.Options{
		Choice: render.Choice(c), Year: w.Year, Mask: w.Mask, Shell: shell, Unit: w.Settings.Unit, Rare: w.Settings.Fonts.Rare,
		Problems: p.problems.BySubject(), Rules: ruleOf,
		Whole: func(file string) bool { return p.resumed != nil && p.resumed(file) },
	}
	p.batch, err = parallel.Until(ctx, func() (*render.Batch, error) { return render.Plan(in.roster, w.Library.Forms, fonts.forms, o) })
	if err != nil {
		return nil, err
	}
	p.narrow()
	return p, nil
}

// judge gathers what was found in the roster, with the characters that will be
// missing on its sheets and the lists from above.
func (p *Plan) judge(ctx context.Context) {
	var lacking model.Problems
	wait := func() {}
	if len(p.choice.Formats) == 0 || slices.Contains(p.choice.Formats, render.PDF) {
		wait = parallel.Beside(func() {
			lacking, _ = parallel.Until(ctx, func() (model.Problems, error) { return typeface.Unprintable(p.in.roster, p.fonts.forms), nil })
		})
	}
	p.found = p.w.judged(ctx, p.in)
	p.w.comparison(ctx, p.in)
	wait()
	p.problems = p.w.findings(ctx, p.in, lacking)
}

// narrow leaves, of what was found and of the households held back, what the plan is
// about: a trial of three households is not told what is wrong with the thousand
// others.
func (p *Plan) narrow() {
	numbers := make(map[string]bool) // of the households that the plan is about
	for h := range p.in.roster.Each {
		if p.about(h) {
			numbers[h.Number()] = true
		}
	}
	for _, h := range p.in.roster.Held {
		if p.about(h) {
			numbers[h.Number()] = true
			p.back = append(p.back, Held{Number: h.Number(), Pos: h.Where()})
		}
	}
	if p.choice.scope() == "" {
		return
	}
	p.problems = slices.DeleteFunc(p.problems, func(f model.Problem) bool {
		switch {
		case f.Subject != nil:
			return !p.about(f.Subject)
		case f.Household != "":
			return !numbers[f.Household]
		}
		return !p.choice.whole() && p.choice.Part != 1 // of files and columns: told once
	})
}

// about reports a household whose findings the plan tells.
func (p *Plan) about(h *model.Household) bool {
	return p.batch.About(h) && (p.choice.whole() || p.has(h))
}

// has gives households, also those held back, to the part of their village, and those
// without one to the first part.
func (p *Plan) has(h *model.Household) bool {
	if p.villages[h.Village] {
		return p.batch.Includes(h.Village)
	}
	return p.choice.Part == 1
}

// describe fills in the result's numbers. Those of all parts of a divided run add up to
// the roster's.
func (p *Plan) describe(r *Result) {
	if c, _ := p.w.compared.made(); c != nil {
		r.Sides = c.Sides
	}
	r.Narrow = p.choice.scope() != ""
	p.account(r)
	if p.choice.whole() {
		return
	}
	r.Households, r.Members, r.Unregistered = 0, 0, 0
	for h := range p.in.roster.Each {
		switch {
		case !p.batch.Includes(h.Village):
		case h.Registered():
			r.Households++
			r.Members += len(h.Members)
		default:
			r.Unregistered++
		}
	}
	for _, h := range p.in.roster.Held {
		if p.has(h) {
			r.Households++
			r.Members += len(h.Members)
		}
	}
}

// account brings the result's numbers of problems and held households up to date.
func (p *Plan) account(r *Result) {
	r.found(p.problems)
	r.Back, r.Held = p.back, len(p.back)
}

// Result is what is known before printing: what was found about the plan's households,
// and which are held back. After counting it knows of those that cannot be set.
func (p *Plan) Result() *Result {
	r := p.w.Result()
	p.describe(r)
	return r
}

// Sheets gives every form of the plan, in the order in which they are printed.
func (p *Plan) Sheets() []Sheet { return p.batch.Sheets() }

// Pages sets one of these sheets as it will be printed. It may be called by several
// goroutines, before, during and after printing.
func (p *Plan) Pages(s Sheet) ([]*layout.Page, error) {
	pages, err := p.batch.Pages(s)
	return pages, Explain(context.Background(), err)
}

// Picture writes one of the pages of a sheet, from 1, as a PNG with dpi pixels an inch:
// it shows what a PDF of the sheet shows. A page that the sheet does not have is an
// error. It may be called by several goroutines, before, during and after printing.
func (p *Plan) Picture(w io.Writer, s Sheet, page, dpi int) error {
	pages, err := p.Pages(s)
	if err != nil {
		return err
	}
	return drawPage(w, p.fonts.screen, pages, page, dpi)
}

// drawPage writes one of some pages.
func drawPage(w io.Writer, screen *render.Painter, pages []*layout.Page, page, dpi int) error {
	if page < 1 || page > len(pages) {
		return fault.Wrong(fmt.Sprintf("没有第 %d 页，共 %d 页", page, len(pages)), "")
	}
	return Explain(context.Background(), screen.PNG(w, pages[page-1], dpi))
}

// Totals is what a plan comes to on paper.
type Totals = render.Totals

// Count sets every page, so that the paper is known before anything is written. done,
// which may be nil, is told how many households are finished. Households whose forms
// cannot be set are left out of the plan and told among the problems.
func (p *Plan) Count(ctx context.Context, done func(households int)) (Totals, error) {
	if p.totals != nil {
		return *p.totals, nil
	}
	totals, err := p.batch.Count(ctx, done)
	if err != nil {
		return totals, Explain(ctx, err)
	}
	p.totals = &totals
	p.leaveOut(p.batch.Failed())
	return totals, nil
}

// leaveOut adds the households whose forms could not be set to those held back.
func (p *Plan) leaveOut(failed map[*model.Household]error) {
	if len(failed) == 0 {
		return
	}
	for h := range p.in.roster.Each {
		err, ok := failed[h]
		if !ok {
			continue
		}
		at := h.Where()
		p.back = append(p.back, Held{Number: h.Number(), Pos: at})
		p.problems.Add(model.Problem{
			Severity: model.Fault, Rule: "not-printed", Pos: at, Subject: h,
			Household: h.Number(), Head: h.HeadName(),
			Message: fmt.Sprintf("这一户的表没有排成（%v），暂不打印", err),
			Hint:    "请核对这一户的数据；若数据无误，请把这段文字反馈给提供程序的人",
		})
	}
}

// expected is how many households are going to be counted, 0 where the user's choice
// makes that unknown.
func (p *Plan) expected(r *Result) int {
	c := p.choice
	if len(c.Villages)+len(c.Households)+len(c.Forms) > 0 {
		return 0
	}
	n := r.Households - r.Held
	if c.First > 0 {
		n = min(n, c.First)
	}
	return n
}
