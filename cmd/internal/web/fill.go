package web

import (
	"maps"
	"path"
	"strings"

	"ruhu/cmd/internal/app"
	"ruhu/cmd/internal/fault"
	"ruhu/cmd/internal/input"
)

// fillPages is the page 填表: forms of other offices, filled from the roster.
var fillPages = map[string]handler{
	"GET /fill":         (*asked).fillForm,
	"POST /fill/form":   (*asked).fillSent,
	"POST /fill/read":   func(a *asked) error { return a.show("understood", "填表", a.readForm(nil)) },
	"POST /fill/write":  (*asked).fillWrite,
	"POST /fill/marked": (*asked).fillMarked,
}

// fillData is what the page 填表 shows.
type fillData struct {
	Name string // of the form; empty: there is none yet
	Pers []perData
	Read *fillRead
	Dir  string
}

// perData is what one copy may be about.
type perData struct{ Word, Name string }

// perNames are the words for what one copy is about.
var perNames = map[string]string{"household": "一户一份", "village": "一村一份", "group": "一组一份", "roster": "全部一份"}

// fillRead is how a form was understood, or what came of filling it.
type fillRead struct {
	Title, Per string
	Masked     bool
	Filled     []app.FormEntry // what goes in
	Blank      []app.FormEntry // what stays blank, and why
	Copies     int             // that were written; 0: none yet
	Findings   []app.Item      // what did not go in
	Files      filesData
	Fault      []string
}

// mostUnfit is how many findings the page shows.
const mostUnfit = 200

func (a *asked) fillForm() error {
	d := fillData{}
	for _, word := range app.FillPers() {
		d.Pers = append(d.Pers, perData{word, perNames[word]})
	}
	if f := a.project.form(); f != nil {
		d.Name, d.Dir = f.name, a.project.dir
		d.Read = a.readForm(nil)
	}
	return a.show("fill", "填表", d)
}

// fillSent takes in a form.
func (a *asked) fillSent() error {
	if a.project == nil {
		return fault.Wrong("还没有名册", "请先在“名册”一页放入花名册，再放要填的表")
	}
	files, names, err := a.receive()
	if err != nil {
		return err
	}
	if len(names) != 1 {
		return fault.Wrong("一次填一张表", "请放入一个 .xlsx 或 .docx 文件")
	}
	a.project.mu.Lock()
	a.project.sentForm = &sentForm{path.Base(names[0]), files[names[0]]}
	a.project.mu.Unlock()
	return a.goTo("/fill")
}

// filling opens a workspace for filling: one that is put up in public is read masked, so
// that it is not the project's own.
func (a *asked) filling(do func(*app.Workspace, app.FillOptions) error) error {
	f := a.project.form()
	if f == nil {
		return fault.Wrong("还没有要填的表", "请先放入要填的表")
	}
	q := a.project.asks()
	memory := input.Memory{}
	maps.Copy(memory, q.Memory)
	name := memory.Add(f.name, f.data) // a roster may be called the same
	q.Memory, q.Mask = memory, a.PostFormValue("mask") != ""
	w, err := app.Open(q)
	if err != nil {
		return err
	}
	defer w.Close()
	o := app.FillOptions{
		Form: name, Dir: a.project.dir, Per: a.PostFormValue("per"), Book: a.PostFormValue("book") != "", Internal: a.PostFormValue("internal") != "",
	}
	for line := range strings.Lines(a.PostFormValue("where")) {
		if line = strings.TrimSpace(line); line != "" {
			o.Where = append(o.Where, line)
		}
	}
	return do(w, o)
}

// readForm tells how the form is understood; extra is what a use of it came to.
func (a *asked) readForm(extra func(*app.Workspace, app.FillOptions, *fillRead) error) *fillRead {
	d := &fillRead{}
	err := a.filling(func(w *app.Workspace, o app.FillOptions) error {
		f, err := w.ExplainForm(o)
		if err != nil {
			return err
		}
		d.explains(f)
		if extra == nil {
			return nil
		}
		return extra(w, o, d)
	})
	if err != nil {
		d.Fault = a.lines(err)
	}
	return d
}

func (d *fillRead) explains(f *app.Filled) {
	d.Title, d.Per, d.Masked, d.Filled, d.Blank = f.Title, perNames[f.Per], f.Masked, nil, nil
	for _, e := range f.Entries {
		if e.Asks != "" {
			d.Filled = append(d.Filled, e)
		} else {
			d.Blank = append(d.Blank, e)
		}
	}
}

// fillWrite fills the form.
func (a *asked) fillWrite() error {
	return a.show("understood", "填表", a.readForm(func(w *app.Workspace, o app.FillOptions, d *fillRead) error {
		r, err := w.Fill(a.Context(), o)
		if err != nil {
			return err
		}
		d.explains(r.Filled)
		d.Copies, d.Files = r.Filled.Copies, a.project.wrote(o.Dir, r.Files).show(0)
		for _, p := range r.Findings {
			if p.Rule == app.RuleUnfit && len(d.Findings) < mostUnfit {
				d.Findings = append(d.Findings, app.ItemOf(p))
			}
		}
		return nil
	}))
}

// fillMarked writes the form with marks where it was understood.
func (a *asked) fillMarked() error {
	return a.show("understood", "填表", a.readForm(func(w *app.Workspace, o app.FillOptions, d *fillRead) error {
		name := strings.TrimSuffix(o.Form, path.Ext(o.Form)) + "-标记" + path.Ext(o.Form)
		if _, err := w.MarkForm(a.Context(), o, path.Join(o.Dir, name)); err != nil {
			return err
		}
		d.Files = a.project.wrote(o.Dir, []string{name}).show(0)
		return nil
	}))
}
