package app

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"ruhu/cmd/internal/fault"
	"ruhu/model"
	"ruhu/model/against"
	"ruhu/model/visit"
	"ruhu/render"
	"ruhu/render/book"
	"ruhu/render/fontfile"
)

// Split says how a run is divided into files.
type Split = render.Split

// The divisions.
const (
	ByVillage   = render.ByVillage
	ByForm      = render.ByForm
	ByHousehold = render.ByHousehold
)

// PrintOptions is what the user decides about printing a roster.
type PrintOptions struct {
	Rosters    []string // files, folders and patterns
	Against    []string // rosters and lists to compare with, each for itself
	Feedback   []string // lists of problems from above
	Dir        string   `json:"-"` // where to write
	Formats    []string // pdf, docx, xlsx; empty: PDF
	Forms      []string
	Villages   []string
	Households []string
	First      int
	Split      Split
	Paper      string
	Duplex     bool
	Mask       bool         // 脱敏件: parts of numbers hidden
	NoReturn   bool         // without the workbooks to hand back what was found
	Date       string       // of printing; empty: the settings'
	Year       int          // 0: the settings'
	Config     ConfigChoice // where the settings are
	Templates  string       // folder of own forms; empty: none
	Map        []string     // what column heads mean, as 列名=指标
	Fonts      FontOptions
	Jobs       int    `json:"-"`
	Part       Part   // of several; zero: the whole run
	Resume     bool   `json:"-"` // takes up a run that was broken off
	Version    string // of the program
}

// Print reads rosters and writes their forms, the register of the sheets and
// the list of problems. Nothing is written when a file cannot be read or a
// wish cannot be met. The result is never nil.
func Print(ctx context.Context, o PrintOptions, w Watch) (*Result, error) {
	p := &printing{opt: o, watch: w, result: newResult()}
	err := explain(ctx, p.run(ctx))
	var known *fault.Error
	if errors.As(err, &known) && p.unfinished && (known.Kind == fault.Stopped || known.Kind == fault.Unwritable) {
		known.Hint = strings.TrimPrefix(known.Hint+"；", "；") + "加上 --resume 再运行一次，可从断处接着打印"
	}
	return p.result, err
}

// printing is one run of Print.
type printing struct {
	opt      PrintOptions
	watch    Watch
	result   *Result
	config   *Config
	library  *library
	shelf    *fontfile.Shelf
	fonts    render.Fonts
	formats  []render.Format
	shell    render.Shell
	roster   *model.Roster
	origins  []visit.Origin  // the roster's files
	compared *against.Result // nil where nothing is compared
	from     upper           // the lists from above
	problems model.Problems
	unjudged string // see check.Result
	batch    *render.Batch
	listed   map[*model.Village]bool // of the roster; made when first asked for
	old      *book.Register          // that the folder holds already; nil: none
	journal  *journal
	// unfinished says that a run that failed can be taken up again.
	unfinished bool
}

func (p *printing) run(ctx context.Context) error {
	if err := p.prepare(); err != nil {
		return err
	}
	defer p.shelf.Close()
	heads, err := readWishes(p.library.codebook, p.opt.Map, p.config)
	if err != nil {
		return err
	}
	heads.mask = p.opt.Mask
	folder := NewFolder(p.opt.Dir)
	defer folder.Close()
	if err := folder.Try(); err != nil {
		return err
	}
	if p.opt.Resume && !folder.Holds(journalName+p.opt.Part.suffix()) && folder.Holds(p.registerName()) {
		p.result.Complete = true
		return nil
	}
	in, err := readInput(ctx, p.opt.Rosters, p.opt.Against, p.library.codebook, heads, p.result)
	defer in.close()
	if err != nil {
		return err
	}
	if p.origins, err = in.files.origins(); err != nil {
		return err
	}
	p.result.Read = readings(in)
	if p.from, err = readFeedback(p.library.codebook, p.opt.Feedback, in.roster); err != nil {
		return err
	}
	p.take(in)
	if err := p.plan(); err != nil {
		return err
	}
	p.narrow()
	p.report()
	if err := p.nameList(folder); err != nil {
		return err
	}
	inputs := append(in.infos(), p.from.infos...)
	if err := folder.Ready(p.order(), inputs); err != nil {
		return err
	}
	if err := p.earlier(folder); err != nil {
		return err
	}
	if p.selects() {
		p.batch.Rename(func(f render.PlannedFile) string { return p.beside(folder, f) })
		if err := folder.Ready(p.order(), inputs); err != nil {
			return err
		}
	}
	if err := folder.renewable(p.lists()...); err != nil {
		return err
	}
	if err := p.count(ctx); err != nil {
		return err
	}
	err = p.record(ctx, folder, in)
	p.result.Files = append(p.result.Files, folder.Written(p.order())...)
	return err
}

// prepare checks everything that does not need the roster, so that a slip is
// told before minutes of reading.
func (p *printing) prepare() (err error) {
	if p.formats, err = formatsOf(p.opt.Formats); err != nil {
		return err
	}
	if p.config, err = p.opt.Config.load(p.opt.Rosters...); err != nil {
		return err
	}
	p.result.Settings = p.config.File
	if p.opt.Year, err = yearOf(p.opt.Year, p.config); err != nil {
		return err
	}
	if p.opt.Date, err = dateOf(p.opt.Date, p.config); err != nil {
		return err
	}
	if p.library, err = loadLibrary(p.opt.Templates, p.config); err != nil {
		return err
	}
	if p.shell, err = loadShell(p.formats, p.opt.Templates); err != nil {
		return err
	}
	if p.shelf, err = loadShelf(p.opt.Fonts, p.config); err != nil {
		return err
	}
	p.fonts, err = loadFonts(p.shelf)
	return err
}

// take judges the roster that was read.
func (p *printing) take(in *reading) {
	p.roster = in.roster
	settle(p.roster.Households())
	p.compared = in.compare()
	var lacking model.Problems
	var beside sync.WaitGroup
	if len(p.formats) == 0 || slices.Contains(p.formats, render.PDF) {
		beside.Go(func() { lacking = unprintable(p.roster, p.fonts) })
	}
	judged, found := judge(p.roster, p.compared, p.opt.Year, p.config)
	p.problems, p.unjudged = judged, found.Unjudged()
	beside.Wait()
	if more := append(lacking, p.from.problems(p.library.codebook)...); len(more) > 0 {
		p.problems = append(p.problems, more...)
		p.problems.Sort()
	}
	r := p.result
	r.Sides = in.sides()
	r.Households, r.Members, r.Unregistered = p.roster.Households(), p.roster.Members(), p.roster.Unregistered()
	for _, h := range p.roster.Held {
		r.Back = append(r.Back, Held{Number: h.Number(), Pos: h.Where()})
	}
	p.account()
}

// account brings the result's numbers of problems and held households up to date.
func (p *printing) account() {
	r := p.result
	r.Findings = p.problems
	r.Problems, r.Warnings = p.problems.Count()
	r.Held = len(r.Back)
}

func (p *printing) plan() (err error) {
	o := p.opt
	p.batch, err = render.Plan(p.roster, p.library.forms, p.fonts, render.Options{
		Forms: o.Forms, Villages: o.Villages, Households: o.Households, First: o.First,
		Split: o.Split, Paper: o.Paper, Duplex: o.Duplex, Year: o.Year, Jobs: o.Jobs,
		Problems: p.problems.BySubject(), Rules: ruleOf, Formats: p.formats, Mask: o.Mask, Shell: p.shell, Unit: p.config.Unit, Rare: p.config.Fonts.Office,
		Part: o.Part.Index, Parts: o.Part.Of, Whole: p.whole,
	})
	return err
}

// order is every file that the run may write, in the order in which it is told.
func (p *printing) order() []string {
	out := p.batch.Files()
	for _, r := range p.returns() {
		out = append(out, returnPath(r.Path, 1))
	}
	return append(append(out, p.registerName()), p.lists()...)
}

// lists are those of these files that keep what people wrote into older ones.
func (p *printing) lists() []string {
	out := []string{p.result.List}
	if p.compared != nil {
		out = append(out, differencesName)
	}
	return append(out, p.from.names()...)
}

func (p *printing) count(ctx context.Context) error {
	totals, err := p.batch.Count(ctx, stage(p.watch.Counting, p.expected()))
	if err != nil {
		return err
	}
	p.hold()
	r := p.result
	r.Printed, r.Pages, r.Sheets = totals.Households, totals.Pages, totals.Sheets
	p.watch.planned(Planned{
		Settings:   r.Settings,
		Read:       r.Read,
		Households: r.Households, Members: r.Members, Unregistered: r.Unregistered,
		Printed: r.Printed, Pages: r.Pages, Sheets: r.Sheets, Duplex: p.opt.Duplex,
	})
	return nil
}

// expected is how many households are going to be counted, 0 where the user's
// choice makes that unknown.
func (p *printing) expected() int {
	o := p.opt
	if len(o.Villages)+len(o.Households)+len(o.Forms) > 0 {
		return 0
	}
	n := p.result.Households - p.result.Held
	if o.First > 0 {
		n = min(n, o.First)
	}
	return n
}

// hold adds the households whose forms could not be set to those held back.
func (p *printing) hold() {
	failed := p.batch.Failed()
	if len(failed) == 0 {
		return
	}
	for h := range p.roster.Each {
		err, ok := failed[h]
		if !ok {
			continue
		}
		at := h.Where()
		p.result.Back = append(p.result.Back, Held{Number: h.Number(), Pos: at})
		p.problems.Add(model.Problem{
			Severity: model.Fault, Rule: "not-printed", Pos: at, Subject: h,
			Household: h.Number(), Head: h.HeadName(),
			Message: fmt.Sprintf("这一户的表没有排成（%v），暂不打印", err),
			Hint:    "请核对这一户的数据；若数据无误，请把这段文字反馈给提供程序的人",
		})
	}
	p.account()
}

// record writes, and keeps a record of what is finished.
func (p *printing) record(ctx context.Context, folder *Folder, in *reading) error {
	mark, err := p.fingerprint(in.opened())
	if err != nil {
		return err
	}
	if p.journal, err = openJournal(folder, journalName+p.opt.Part.suffix(), mark, p.opt.Resume); err != nil {
		p.recount(nil, folder) // nothing is written
		return err
	}
	err = p.write(ctx, folder)
	p.unfinished = err != nil && p.journal.unfinished()
	p.journal.close(err == nil)
	return err
}

// whole reports a file that need not be drawn again.
func (p *printing) whole(name string) bool { return p.opt.Resume && p.journal.whole(name) }

func (p *printing) write(ctx context.Context, folder *Folder) error {
	entries, err := p.batch.Write(ctx, p.journal, stage(p.watch.Writing, p.result.Printed))
	if err != nil {
		p.recount(entries, folder)
		return err
	}
	p.result.Missing = missingCharacters(entries, p.fonts)
	p.result.Lent = p.shelf.Loans()
	if err := p.writeReturns(ctx, folder); err != nil {
		return err
	}
	if err := p.saveRegister(folder, entries); err != nil {
		return err
	}
	if p.compared != nil {
		if err := writeDifferences(folder, p.compared); err != nil {
			return err
		}
	}
	// A list left by an earlier run would mislead, but it may carry people's
	// notes: it is written over, as every file of a rerun is, not deleted.
	if len(p.problems) == 0 && !folder.Holds(p.result.List) {
		return nil
	}
	list := book.ProblemList{Problems: p.problems, Scope: p.scope(), Unjudged: p.unjudged, Codebook: p.library.codebook}
	return writeProblems(folder, p.result.List, list, p.from)
}

// recount brings the result back to what is in the files of a run that failed.
func (p *printing) recount(entries []render.Entry, folder *Folder) {
	whole := make(map[string]bool)
	for _, name := range folder.Written(nil) {
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
		if e.Household != nil {
			households[e.Household] = true
		}
	}
	r.Printed = len(households)
}

// yearOf gives the year of a run: the user's, else the settings'.
func yearOf(year int, c *Config) (int, error) {
	if year == 0 {
		return c.Year, nil
	}
	return year, checkYear(year)
}

// dayHint is how a day is to be written.
const dayHint = "要写成 2019-11-20 的形式，并且是日历上有的一天"

// dateOf gives the day of printing: the user's, else the settings'.
func dateOf(date string, c *Config) (string, error) {
	if date == "" {
		return c.Date, nil
	}
	day, ok := model.ParseDay(date)
	if !ok {
		return "", fault.Wrong(fmt.Sprintf("日期“%s”写得不对", date), dayHint)
	}
	return day, nil
}
