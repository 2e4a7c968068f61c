package web

import (
	"context"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"ruhu/cmd/internal/app"
	"ruhu/cmd/internal/fault"
	"ruhu/cmd/internal/input"
	"ruhu/cmd/internal/output"
)

// returnsPages is the page 收回: what the villages hand back, and what is to be keyed in.
var returnsPages = map[string]handler{
	"GET /returns":           withProject("收回", (*asked).returns),
	"POST /returns/files":    withOpened((*asked).returnsFiles),
	"POST /returns/collect":  func(a *asked) error { return a.collect(nil) },
	"POST /returns/progress": (*asked).returnsProgress,
	"POST /returns/stop":     (*asked).returnsStop,
	"POST /returns/without":  (*asked).returnsWithout,
	"POST /returns/keyed":    withProject("收回", (*asked).keyed),
	"POST /returns/mark":     withProject("收回", (*asked).mark),
}

// returnsData is what the page 收回 shows.
type returnsData struct {
	Under    *taskData // collecting that is under way; nil: none is
	Names    []string  // of the workbooks that are kept
	Received *app.Received
	Result   *app.Result // nil: nothing was collected since the program began
	Fault    []string
	Findings []returnFinding
	More     int // findings that are not shown
	Files    filesData
	Keyed    *keyedData
	Dir      string
}

// returnFinding is what was not adopted, or is to be looked at, beside what was printed.
type returnFinding struct {
	Item    app.Item
	Printed string
}

// mostFindings is how many findings the page shows; the list of problems has all.
const mostFindings = 200

// collectedDir is where a project collects into.
func (p *project) collectedDir() string { return filepath.Join(p.dir, output.CollectedDir) }

func (a *asked) returns() error {
	d := returnsData{Dir: a.project.collectedDir(), Under: a.project.collectingData()}
	var err error
	if d.Names, err = app.ReceivedFiles(d.Dir); err != nil {
		return err
	}
	a.project.mu.Lock()
	last := a.project.collected
	a.project.mu.Unlock()
	d.Received, d.Result, d.Files = last.received, last.result, last.files.show(0)
	if last.fault != nil {
		d.Fault = a.lines(last.fault)
	}
	if d.Result != nil && d.Result.Items != nil {
		for i, it := range (*d.Result.Items)[:min(len(*d.Result.Items), mostFindings)] {
			d.Findings = append(d.Findings, returnFinding{it, d.Result.PrintedValues[i]})
		}
		d.More = len(*d.Result.Items) - len(d.Findings)
	}
	if d.Under != nil {
		return a.show("returns", "收回", d) // the rest is about to change
	}
	if d.Keyed, err = a.keyedAs(keyedChoice{}); err != nil {
		d.Fault = append(d.Fault, strings.Split(err.Error(), "\n")...)
	}
	return a.show("returns", "收回", d)
}

// returnsFiles keeps what was sent, and collects all that is kept.
func (a *asked) returnsFiles(w *opened) error {
	files, _, err := a.receive()
	if err != nil {
		return err
	}
	maps.DeleteFunc(files, func(name string, _ []byte) bool { return input.IsTemporary(name) })
	if len(files) == 0 {
		return fault.Wrong("没有放入文件", "请放入各村交回的回填表（.xlsx）")
	}
	a.Server.collecting.Lock()
	received, err := w.Receive(a.project.collectedDir(), files)
	a.Server.collecting.Unlock()
	if err != nil {
		return err
	}
	return a.collect(received)
}

// collect begins to collect all that is kept. That goes on also where nobody waits for
// it; two never write at a time.
func (a *asked) collect(received *app.Received) error {
	w, end, err := a.project.open()
	if err != nil {
		return err
	}
	ctx, stop := a.memory.bound(context.Background())
	t := newTask("正在准备", stop)
	if err := a.project.beginCollecting(t); err != nil {
		t.stop()
		end()
		return err
	}
	go func() {
		defer end()
		a.Server.collecting.Lock()
		defer a.Server.collecting.Unlock()
		defer close(t.ended)
		defer t.stop()
		a.project.collect(ctx, a.Server, t, w, received)
	}()
	select {
	case <-t.ended:
	case <-time.After(soon):
	}
	return a.goTo("/returns")
}

// beginCollecting makes a task the one that collects, unless another is at it.
func (p *project) beginCollecting(t *task) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.collecting.running() {
		return fault.Wrong("正在汇总，还没有汇总完", "请等它汇总完，或先中止，再汇总一遍")
	}
	p.collecting = t
	return nil
}

// collect collects, and remembers what came of it.
func (p *project) collect(ctx context.Context, s *Server, t *task, w *opened, received *app.Received) {
	dir := p.collectedDir()
	now := collected{received: received}
	r, err := recovered(func() (*app.Result, error) {
		return w.Collect(ctx, dir, []string{app.ReceivedDir(dir)}, t.at)
	})
	if now.fault = s.explained(ctx, err); err == nil {
		now.result, now.files = r, p.wrote(dir, r.Files)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.opened != w && now.fault == nil {
		now = collected{received: received, fault: fault.Wrong("汇总的时候，名册或设置改过了", "请再汇总一遍")}
	}
	p.collected = now
}

// returnsProgress tells how far collecting came; at its end the page is opened anew.
func (a *asked) returnsProgress() error {
	if d := a.project.collectingData(); d != nil {
		return a.show("collecting", "收回", d)
	}
	return a.goTo("/returns")
}

// returnsStop breaks collecting off: nothing is written then.
func (a *asked) returnsStop() error {
	if _, t := a.project.going(); t.running() {
		t.halt()
	}
	return a.returnsProgress()
}

// collectingData tells how far collecting came; nil: nothing is being collected.
func (p *project) collectingData() *taskData {
	_, t := p.going()
	if !t.running() {
		return nil
	}
	d := t.progress()
	return &d
}

// returnsWithout removes one of the workbooks that are kept.
func (a *asked) returnsWithout() error {
	if a.project != nil {
		a.Server.collecting.Lock()
		defer a.Server.collecting.Unlock()
		if err := app.DiscardReceived(a.project.collectedDir(), a.PostFormValue("name")); err != nil {
			return err
		}
	}
	return a.goTo("/returns")
}

// keyedAtOnce is how many rows the page shows at once.
const keyedAtOnce = 100

// keyedChoice is which rows are to be seen.
type keyedChoice struct {
	Sheet, Village string // empty: the first, all
	Open           bool   // only what is not keyed in
	Page           int    // from 0
}

// keyedData is what is to be keyed in, as it is to be seen.
type keyedData struct {
	keyedChoice
	Sheets, Villages []string
	Heads            []string
	Rows             []markData
	Done, Total      int // of the sheet and village
	Pages            int
}

// markData is a row with its tick.
type markData struct {
	ID    string
	Cells []string
	Done  string
	Fault []string
	// Of these rows how many are keyed in is told with a tick.
	Sheet, Village string
	Count          string // empty: it is not told
}

// Ticked, and Words where people wrote something of their own.
func (m markData) Ticked() bool { return m.Done == app.DoneMark }
func (m markData) Words() bool  { return m.Done != "" && !m.Ticked() }

// villageHead is the column by which rows are chosen.
const villageHead = "村"

// keyedBook is what is to be keyed in, of the project's folder.
func (a *asked) keyedBook() *app.KeyedBook {
	dir := a.project.collectedDir()
	b, _ := a.keyedBooks.LoadOrStore(dir, app.NewKeyedBook(dir))
	return b.(*app.KeyedBook)
}

// keyedAs reads what is to be keyed in; nil where nothing is.
func (a *asked) keyedAs(c keyedChoice) (*keyedData, error) {
	sheets, err := a.keyedBook().Read()
	if err != nil || len(sheets) == 0 {
		return nil, err
	}
	at := max(0, slices.IndexFunc(sheets, func(k app.Keyed) bool { return k.Name == c.Sheet }))
	k := sheets[at]
	c.Sheet = k.Name
	d := &keyedData{keyedChoice: c, Heads: k.Heads}
	for _, s := range sheets {
		d.Sheets = append(d.Sheets, s.Name)
	}
	village := slices.Index(k.Heads, villageHead)
	for _, r := range k.Rows {
		if village >= 0 {
			if v := r.Cells[village]; !slices.Contains(d.Villages, v) {
				d.Villages = append(d.Villages, v)
			}
			if c.Village != "" && r.Cells[village] != c.Village {
				continue
			}
		}
		d.Total++
		if r.Done != "" {
			d.Done++
		}
		if !c.Open || r.Done == "" {
			d.Rows = append(d.Rows, markData{ID: r.ID, Cells: r.Cells, Done: r.Done, Sheet: c.Sheet, Village: c.Village})
		}
	}
	d.Pages = max(1, (len(d.Rows)+keyedAtOnce-1)/keyedAtOnce)
	d.Page = min(c.Page, d.Pages-1)
	d.Rows = d.Rows[d.Page*keyedAtOnce : min(len(d.Rows), (d.Page+1)*keyedAtOnce)]
	return d, nil
}

// Turns are the pages that one can turn to.
func (d *keyedData) Turns() (out []int) {
	for i := range d.Pages {
		out = append(out, i+1)
	}
	return out
}

// At is the page that is seen, from 1.
func (d *keyedData) At() int { return d.Page + 1 }

// keyed shows other rows.
func (a *asked) keyed() error {
	page, _ := strconv.Atoi(a.PostFormValue("page"))
	d, err := a.keyedAs(keyedChoice{a.PostFormValue("sheet"), a.PostFormValue("village"), a.PostFormValue("open") != "", max(0, page-1)})
	if err != nil {
		return err
	}
	return a.show("keyed", "需维护数据", d)
}

// mark notes in the workbook that a row is keyed in, and shows what now stands there.
func (a *asked) mark() error {
	m := markData{ID: a.PostFormValue("row"), Sheet: a.PostFormValue("sheet"), Village: a.PostFormValue("village")}
	is := a.PostFormValue("done") != ""
	a.Server.collecting.RLock()
	defer a.Server.collecting.RUnlock()
	if err := a.keyedBook().Mark(m.ID, is); err != nil {
		m.Fault, is = a.lines(err), !is
	}
	if is {
		m.Done = app.DoneMark
	}
	if d, err := a.keyedAs(keyedChoice{Sheet: m.Sheet, Village: m.Village}); err == nil && d != nil {
		m.Count = strconv.Itoa(d.Done)
	}
	return a.show("mark", "已录入", m)
}
