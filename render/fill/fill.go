package fill

import (
	"path"
	"slices"
	"strings"

	"ruhu/model"
	"ruhu/model/roster"
)

// Options are the wishes about filling.
type Options struct {
	// Per is what one copy is about; empty: what the form says.
	Per   Per
	Where []model.Wanted
	// Year is the roster's; a label that names another one stays blank.
	Year int
	// Internal puts 边缘户 and 监测类型 in, and says 内部资料 on every page.
	Internal bool
	// Mask hides parts of numbers. Forms that are put up in public are masked anyway.
	Mask bool
	// Heads gives labels a meaning of the user's own.
	Heads map[string]model.Code
}

// Form is a form that was read: its places and lists, and what goes in.
type Form struct {
	// Title is what the form calls itself, else the name of its file.
	Title string
	// Ext is .xlsx or .docx.
	Ext string
	// Per is what one copy is about.
	Per Per
	// Public says that its title is a notice that is put up: 公示, 公告.
	Public bool

	// Part is the word of the title by which a list is to have a part of the households
	// or persons only, which the user did not choose; empty where there is none.
	Part string

	opt    Options
	book   *model.Codebook
	places []*place
	lists  []*list
	file   file
	// unread tells what of the file was not looked at.
	unread []string
}

// file is the form's file: what it looks like, and how it is filled.
type file interface {
	grids() []*grid
	// unread names what a person sees in the file and the reader does not.
	unread() []string
	fill(*plan) *parts
	// book gives one file with a copy of the form for each plan.
	book(plans []*plan, names []string) *parts
}

// Read reads a form. The error is an *Error where the file is none that can be filled,
// or the wish is none that may be met.
func Read(cb *model.Codebook, name string, data []byte, opt Options) (*Form, error) {
	labels, err := roster.NewLabels(cb, opt.Heads)
	if err != nil {
		return nil, err
	}
	f, ext, err := open(name, data)
	if err != nil {
		return nil, err
	}
	words, numbers := 0, 0
	for c := range cells(f.grids()) {
		if !c.empty() {
			words++
		}
		if hasNumber(c) {
			numbers++
		}
	}
	switch {
	case words > mostWords:
		return nil, errTooMuch
	case numbers > mostNumbers: // filling it would send them all to everybody
		return nil, &Error{"表里已经有许多人的证件号码，像是填好的名册，不是要填的表", "请用空白的表；要填的表写在最前面，花名册写在后面"}
	}
	base := strings.TrimSuffix(path.Base(strings.ReplaceAll(name, `\`, "/")), path.Ext(name))
	form := &Form{book: cb, Ext: ext, opt: opt, file: f, unread: f.unread(), Title: base}
	r := &reader{labels: labels, book: cb, opt: opt, sheets: ext == ".xlsx"}
	if hasMarks(f.grids()) {
		r.nameGrids(f.grids())
		err = r.readMarks(f.grids())
	} else {
		r.read(f.grids())
	}
	if err != nil {
		return nil, err
	}
	if len(r.lists) > mostLists {
		return nil, errTooMuch
	}
	form.places, form.lists, form.Per, form.Part = r.places, r.lists, r.per, r.part
	if titles := r.formTitles(f.grids()); len(titles) > 0 {
		form.Title = titles[0]
	}
	form.Public = isPublic(append(r.everyTitle(f.grids()), base))
	if form.Public && opt.Internal {
		return nil, &Error{"公示、公告的表不能带内部掌握的内容（--internal）", "边缘户、监测类型不予公示；请去掉 --internal"}
	}
	return form, nil
}

// Bounds of what a form may ask: it is looked at by people. Each list that grows moves
// all that lies below it.
const (
	mostWords   = 50_000 // cells with words
	mostLists   = 200
	mostNumbers = 3 // identity numbers, of an example: with more it is a roll of people
)

var errTooMuch = &Error{"要填的地方太多，不像是一张要填的表", "请核对是否选错了文件；花名册写在表的后面"}

// isPublic reports titles of what is put up for all to read.
func isPublic(titles []string) bool {
	return slices.ContainsFunc(titles, func(t string) bool { return strings.Contains(t, "公示") || strings.Contains(t, "公告") })
}

// open takes a file for what its main part is.
func open(name string, data []byte) (file, string, error) {
	p, err := unpack(name, data)
	if err != nil {
		return nil, "", err
	}
	main := p.main()
	switch t := p.contentType(main); {
	case strings.Contains(t, "macroEnabled"):
		return nil, "", &Error{"表里带有宏，为安全起见不打开", saveAs}
	case strings.Contains(t, "spreadsheetml"):
		b, err := openWorkbook(p)
		return b, ".xlsx", err
	case strings.Contains(t, "wordprocessingml"):
		d, err := openDocument(p)
		return d, ".docx", err
	}
	return nil, "", &Error{"文件不是 .xlsx 或 .docx，或已损坏", saveAs}
}

// Masked reports that numbers are shown in parts only.
func (f *Form) Masked() bool { return f.opt.Mask || f.Public }

// Understood reports that something of the form can be filled.
func (f *Form) Understood() bool {
	return slices.ContainsFunc(f.lists, (*list).asks) || slices.ContainsFunc(f.places, func(p *place) bool { return p.why == "" })
}

// hasNumber reports a cell with somebody's identity number.
func hasNumber(c *cell) bool {
	card, ok := model.ParseCertificate(c.text)
	return ok && model.ValidCard(card.Card)
}

// Fill gives the form filled for a unit, and the values that did not fit into it.
func (f *Form) Fill(u *Unit) ([]byte, []Unfit, error) {
	var unfit []Unfit
	data, err := f.file.fill(f.plan(u, &unfit)).pack()
	return data, unfit, err
}

// Book gives one file with a copy for each unit: a workbook with its sheets, named as
// names say, or a document with its pages.
func (f *Form) Book(units []*Unit, names []string) ([]byte, [][]Unfit, error) {
	plans := make([]*plan, len(units))
	unfit := make([][]Unfit, len(units))
	for i, u := range units {
		plans[i] = f.plan(u, &unfit[i])
	}
	data, err := f.file.book(plans, names).pack()
	return data, unfit, err
}

// Entry is one line of how a form was understood.
type Entry struct {
	// Where is the cell, Label the words that were read.
	Where, Label string
	// Asks is what goes in, empty where nothing does; then Why says why.
	Asks, Why string
	// List is what the rows are, for columns of lists.
	List string
	// Door says that it is signed or written by hand: nobody misses it.
	Door bool
}

// Explain tells how the form was understood, place by place and column by column.
func (f *Form) Explain() []Entry {
	var out []Entry
	explain := func(places []*place, of kind) {
		for _, p := range places {
			e := Entry{Where: p.cell.where(), Why: p.why, Door: p.why == whyDoor, List: string(of)}
			e.Label = model.Fold(strings.Join(strings.Fields(p.label), " "))
			if p.why == "" {
				e.Asks = p.asks.name()
			}
			out = append(out, e)
		}
	}
	explain(f.places, "")
	for _, l := range f.lists {
		explain(l.places, l.kind)
	}
	for _, u := range f.unread {
		out = append(out, Entry{Where: u, Why: "没有读"})
	}
	return out
}
