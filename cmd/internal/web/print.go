package web

import (
	"context"
	"crypto/rand"
	"net/http"
	"path/filepath"
	"slices"
	"strconv"

	"ruhu/cmd/internal/app"
	"ruhu/cmd/internal/fault"
	"ruhu/cmd/internal/output"
)

// printPages is the page 打印: what is chosen, what it comes to, how each page will look,
// and the printing itself.
var printPages = map[string]handler{
	"GET /print":           withChoice((*asked).printing),
	"POST /print/choose":   withRead((*asked).chooseWhat),
	"POST /print/count":    withPlan((*asked).countPaper),
	"POST /print/start":    withPlan((*asked).startPrint),
	"POST /print/progress": (*asked).progress,
	"POST /print/stop":     (*asked).stopPrint,
}

// printData is what the page 打印 shows.
type printData struct {
	Reading  string       // of which the places of villages and households are
	Villages []optionData // with the households that are printed where nobody chose otherwise
	Forms    []checkData
	Choice   choice
	Chosen   []familyData
	Plan     planData
	Job      *jobData
}

// planData is what a choice comes to.
type planData struct {
	ID      string
	Fault   []string // why it cannot be printed
	Result  *app.Result
	Groups  []app.Group
	Empty   bool
	Choice  choice
	Totals  *app.Totals // nil: not counted yet
	Counted int
	Total   int // households
	Wrong   string
	Waits   bool // for a printing that is going on
	Broken  bool // a run in the folder did not come to its end
	View    *preview
	Changed bool // another choice than the page showed before: its parts are told anew
	Chosen  []familyData
}

// Has reports a format, form or split that is chosen.
func (c choice) Has(word string) bool {
	return slices.Contains(c.Formats, word) || slices.Contains(c.Forms, word) || c.Paper == word || c.Split == word
}

func (a *asked) printing(w *opened, p *planned, wrong error) error {
	if a.URL.Query().Get("plan") != p.id { // from here on the tab has a choice of its own
		http.Redirect(a.ResponseWriter, a.Request, a.planAddress(p), http.StatusSeeOther)
		return nil
	}
	d := printData{
		Reading: w.reading, Choice: p.choice, Chosen: w.roster.families(p.Households), Job: a.project.jobData(),
		Forms: formsOf(w.Workspace, p.Forms),
	}
	for i, v := range w.Roster().Villages {
		n := 0
		for _, h := range v.Households {
			if h.Registered() {
				n++
			}
		}
		d.Villages = append(d.Villages, optionData{i, w.NameVillage(v), n, slices.Contains(p.Villages, i)})
	}
	d.Plan = a.planData(w, p, wrong)
	return a.show("print", "打印", d)
}

// planAddress is where a choice is found again.
func (a *asked) planAddress(p *planned) string { return a.project.address("/print") + "&plan=" + p.id }

// planData tells what a choice comes to, with a page of it.
func (a *asked) planData(w *opened, p *planned, wrong error) planData {
	d := planData{ID: p.id, Choice: p.choice}
	if wrong != nil {
		d.Fault = a.lines(wrong)
		return d
	}
	_, sheets, _ := p.atHand()
	d.Empty = len(sheets) == 0
	a.describe(&d, w, p)
	if !d.Empty {
		v, err := a.preview(p, a.PostFormValue("here"))
		if err != nil {
			d.Fault = a.lines(err)
		}
		d.View = v
	}
	if j := a.project.jobData(); j == nil || !j.Running {
		d.Broken = output.New(a.target(p.choice, false).Dir).Holds(output.JournalName)
	}
	return d
}

// describe tells how far the plan is counted, and what was found.
func (a *asked) describe(d *planData, w *opened, p *planned) {
	job := a.project.jobData()
	d.Total = p.households()
	d.Waits = job != nil && job.Running
	var err error
	if d.Counted, d.Totals, err = p.count(!d.Waits, w.beside); err != nil {
		d.Wrong = a.words(err)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if d.Result = p.result; d.Result != nil {
		d.Groups = app.Groups(d.Result.Findings)
	}
}

// chooseWhat takes in a choice, and answers what it comes to.
func (a *asked) chooseWhat(w *opened) error {
	if err := w.stale(a.PostFormValue("reading")); err != nil {
		return err
	}
	c, err := a.posted(w)
	if err != nil {
		return err
	}
	p, wrong := w.choose(a.Context(), c)
	if a.gone() {
		return nil
	}
	d := a.planData(w, p, wrong)
	d.Changed, d.Chosen = true, w.roster.families(c.Households)
	a.Header().Set("X-Ruhu-Address", a.planAddress(p))
	return a.show("plan", "打印", d)
}

// posted reads a choice from the form of the page.
func (a *asked) posted(w *opened) (choice, error) {
	c := choice{
		Formats: a.PostForm["format"], Forms: a.PostForm["form"], Paper: a.PostFormValue("paper"), Split: a.PostFormValue("split"),
		Duplex: a.PostFormValue("duplex") != "", Masked: a.PostFormValue("masked") != "",
	}
	usual := everything()
	if c.Paper != "A3" {
		c.Paper = usual.Paper
	}
	if c.Split != string(app.ByForm) && c.Split != string(app.ByHousehold) {
		c.Split = usual.Split
	}
	if len(c.Formats) == 0 {
		c.Formats = usual.Formats
	}
	var err error
	if c.Villages, err = places(a.PostForm["village"], len(w.Roster().Villages)); err != nil {
		return c, err
	}
	if c.Households, err = places(append(a.PostForm["household"], a.PostForm["add"]...), len(w.roster.households)); err != nil {
		return c, err
	}
	without, err := places(a.PostForm["without"], len(w.roster.households))
	c.Households = slices.DeleteFunc(c.Households, func(i int) bool { return slices.Contains(without, i) })
	return c, err
}

// places reads places below n, each once.
func places(texts []string, n int) (out []int, err error) {
	for _, text := range texts {
		i, err := strconv.Atoi(text)
		if err != nil || i < 0 || i >= n {
			return nil, fault.Wrong("花名册里没有所选的村或户", "请重新打开这一页（按 F5），再选一次")
		}
		if !slices.Contains(out, i) {
			out = append(out, i)
		}
	}
	return out, nil
}

// countPaper tells how far counting came, or what it came to.
func (a *asked) countPaper(w *opened, p *planned) error {
	d := planData{ID: p.id, Choice: p.choice}
	a.describe(&d, w, p)
	return a.show("counted", "打印", d)
}

// startPrint begins to print the choice that the address names.
func (a *asked) startPrint(w *opened, p *planned) error {
	if _, sheets, _ := p.atHand(); len(sheets) == 0 {
		return fault.Wrong("没有要打印的表：所选的村和户里没有符合条件的户", "请改一改左边的选择")
	}
	if err := a.print(w, p, a.PostFormValue("resume") != ""); err != nil {
		return err
	}
	a.Header().Set("X-Ruhu-Into", "#job")
	return a.showJob()
}

// progress tells how far printing came; at its end the whole part of the page.
func (a *asked) progress() error {
	if j := a.project.jobData(); j != nil && j.Running && j.ID == a.URL.Query().Get("job") {
		return a.show("progress", "打印", j)
	}
	a.Header().Set("X-Ruhu-Into", "#job")
	return a.showJob()
}

func (a *asked) showJob() error { return a.show("job", "打印", a.project.jobData()) }

// stopPrint breaks printing off.
func (a *asked) stopPrint() error {
	if j, _ := a.project.going(); j != nil && j.ID == a.URL.Query().Get("job") {
		j.halt()
	}
	return a.showJob()
}

// MaskedDir is the folder, in that of results, of masked copies: they do not take the
// place of whole ones.
const MaskedDir = "脱敏件"

// target is where a choice is printed to.
func (a *asked) target(c choice, resume bool) app.Target {
	to := app.Target{Dir: a.project.dir, Version: a.Version, Resume: resume}
	if c.Masked {
		to.Dir = filepath.Join(to.Dir, MaskedDir)
	}
	return to
}

// print starts to print a choice. A folder is printed to by one at a time.
func (a *asked) print(w *opened, p *planned, resume bool) error {
	to := a.target(p.choice, resume)
	r, err := w.rosterFor(a.Context(), p.choice)
	if err != nil {
		return err
	}
	c := r.choiceOf(p.choice)
	ctx, stop := a.memory.bound(context.Background())
	t := newTask("正在准备", stop)
	j := &job{order: order{rand.Text()[:12], p.id, p.choice, to.Dir, commandLine(r.Command(c, to))}, task: t}
	if err := a.projects.start(a.project, j); err != nil {
		t.stop()
		return err
	}
	w.using.Add(1)
	go func() {
		defer w.using.Done()
		j.run(ctx, a.explained, r, c, to)
	}()
	return nil
}
