package web

import (
	"context"
	"io"
	"strconv"
	"strings"

	"ruhu/cmd/internal/app"
	"ruhu/cmd/internal/fault"
	"ruhu/cmd/internal/output"
	"ruhu/cmd/internal/settings"
)

// summaryPages is the page 总结: the year's summary, what is missing in it, and the
// ledgers.
var summaryPages = map[string]handler{
	"GET /summary":           withProject("总结", (*asked).summary),
	"POST /summary/settings": (*asked).summarySettings,
	"POST /summary/fill":     withProject("总结", (*asked).summaryFill),
	"POST /summary/pages":    withProject("总结", (*asked).summarySet),
	"GET /summary/page":      withOpened((*asked).summaryPage),
	"POST /summary/write":    (*asked).summaryWrite,
	"POST /summary/ledgers":  (*asked).summaryLedgers,
}

// summaryData is what the page 总结 shows.
type summaryData struct {
	letterData
	Settings []fieldData // that the summary says
	LastYear []string
	Gaps     []gapData
	Fault    []string
	Ledgers  *app.LedgerTally // nil: none were written
	Files    filesData
}

// Letter is the document alone.
func (d summaryData) Letter() letterData { return d.letterData }

// letterData is the document as it is set.
type letterData struct {
	ID     string // empty: it is not
	Year   int
	Texts  string // the file of what is filled in
	Pages  []int
	Open   int // gaps
	Lost   string
	Counts *app.Result
}

// gapData is a gap with what was filled in.
type gapData struct {
	At int
	app.Gap
	Text  string
	Drop  string // what takes its paragraph away; empty: it must stay
	Saved bool
	Fault []string
}

// lastPart is what a gap ends with whose paragraph may go.
const lastPart = "没有的删去本段"

func gapOf(at int, g app.Gap, text string) gapData {
	out := gapData{At: at, Gap: g, Text: text}
	if strings.HasSuffix(g.Wants, lastPart) {
		out.Drop = app.Dropped
	}
	return out
}

func (a *asked) summary() error {
	d := summaryData{}
	a.project.mu.Lock()
	d.Ledgers, d.Files = a.project.ledgers, a.project.summaryFiles.show(0)
	a.project.mu.Unlock()
	q := a.project.asks()
	d.LastYear = q.LastYear
	a.project.refresh()
	f, _, err := a.settingsFile()
	if err == nil {
		d.Settings = fieldsOf(f, settingFields[:summarySays], map[string]string{"year": strconv.Itoa(settings.DefaultYear)})
	}
	p, err := a.letter(&d.letterData)
	if err != nil {
		d.Fault = a.lines(err)
		return a.show("summary", "总结", d)
	}
	texts, err := app.ReadSupplement(a.project.dir, d.Year)
	if err != nil {
		return err
	}
	for i, g := range p.Summary.Open {
		d.Gaps = append(d.Gaps, gapOf(i, g, texts[g.Wants]))
	}
	return a.show("summary", "总结", d)
}

// summarySays is how many of the settings, from the first on, the summary says: 年度,
// 单位, 街道 and 日期.
const summarySays = 4

// summarySettings changes what the summary says of the office.
func (a *asked) summarySettings() error {
	f, _, err := a.settingsFile()
	if err != nil {
		return err
	}
	if err := a.configure(&f.Version, a.changed(f, settingFields[:summarySays])...); err != nil {
		return err
	}
	return a.goTo("/summary")
}

// letter sets the summary.
func (a *asked) letter(d *letterData) (p *app.SummaryPreview, err error) {
	err = a.project.lend(func(w *opened) error {
		if d.ID, p, err = w.summed.set(a.Context(), w.Workspace, a.project.dir); err != nil {
			return err
		}
		for n := range p.Pages {
			d.Pages = append(d.Pages, n+1)
		}
		d.Year, d.Texts = w.Year, output.SupplementName(w.Year)
		d.Open, d.Lost, d.Counts = len(p.Gaps), string(p.Summary.Lost), p.Result
		return nil
	})
	return p, err
}

// summarySet shows the pages as they are now.
func (a *asked) summarySet() error {
	var d letterData
	if _, err := a.letter(&d); err != nil {
		return err
	}
	return a.show("letter", "总结", d)
}

// summaryDPI is how fine the pages are drawn: 992 pixels across.
const summaryDPI = 120

// summaryPage draws a page.
func (a *asked) summaryPage(w *opened) error {
	_, p, err := w.summed.set(a.Context(), w.Workspace, a.project.dir)
	if err != nil {
		return err
	}
	n, err := strconv.Atoi(a.URL.Query().Get("n"))
	if err != nil {
		return fault.Wrong("没有这一页", "请重新打开这一页（按 F5）")
	}
	return a.image(func(out io.Writer) error { return p.Picture(out, n, summaryDPI) })
}

// summaryFill keeps what is written into one gap, and says so.
func (a *asked) summaryFill() error {
	at, _ := strconv.Atoi(a.PostFormValue("at"))
	g := gapOf(at, app.Gap{Wants: a.PostFormValue("wants")}, a.PostFormValue("text"))
	a.collecting.Lock()
	defer a.collecting.Unlock()
	year, _ := strconv.Atoi(a.PostFormValue("year")) // of the page, whatever was set since
	if err := settings.CheckYear(year); err != nil {
		return err
	}
	texts, err := app.ReadSupplement(a.project.dir, year)
	if err != nil {
		return err
	}
	if texts == nil {
		texts = app.Supplement{}
	}
	if texts[g.Wants] = g.Text; a.PostFormValue("drop") != "" && g.Drop != "" {
		texts[g.Wants] = g.Drop
	}
	if err := texts.Write(a.project.dir, year); err != nil {
		g.Fault = a.lines(err)
	}
	g.Saved = g.Fault == nil
	return a.show("kept", "总结", g)
}

// summaryWrite writes the summary in every format, with its figures.
func (a *asked) summaryWrite() error {
	return a.writes(func(ctx context.Context, w *app.Workspace) (*app.Result, error) {
		return w.Summary(ctx, a.project.dir, nil)
	})
}

// summaryLedgers writes the ledgers.
func (a *asked) summaryLedgers() error {
	return a.writes(func(ctx context.Context, w *app.Workspace) (*app.Result, error) {
		r, err := w.Ledgers(ctx, a.project.dir)
		if err == nil {
			a.project.mu.Lock()
			a.project.ledgers = &r.Ledgers
			a.project.mu.Unlock()
		}
		return r, err
	})
}

// writes writes files that belong together, also where nobody waits for them any more,
// and lists them.
func (a *asked) writes(do func(context.Context, *app.Workspace) (*app.Result, error)) error {
	return a.project.lend(func(w *opened) error {
		a.collecting.Lock()
		defer a.collecting.Unlock()
		r, err := do(context.WithoutCancel(a.Context()), w.Workspace)
		if err != nil {
			return err
		}
		files := a.project.wrote(a.project.dir, r.Files)
		a.project.mu.Lock()
		a.project.summaryFiles = files
		a.project.mu.Unlock()
		return a.goTo("/summary")
	})
}
