package web

import (
	"maps"
	"slices"

	"ruhu/cmd/internal/app"
	"ruhu/cmd/internal/fault"
	"ruhu/cmd/internal/input"
)

// rosterPages is the page 名册: what is to be read, and what was.
var rosterPages = map[string]handler{
	"GET /roster":        (*asked).roster,
	"POST /roster/files": (*asked).rosterFiles,
	"POST /roster/path":  (*asked).rosterPath,
	"POST /roster/sample": func(a *asked) error {
		return a.include("", []string{sampleName}, input.Memory{sampleName: a.Sample})
	},
	"POST /roster/without": (*asked).rosterWithout,
	"POST /roster/folders": (*asked).folders,
}

// sampleName is what the roster to try the program with is called.
const sampleName = "示例花名册.xlsx"

// rosterData is what the page 名册 shows.
type rosterData struct {
	Result *app.Result // nil: nothing is read
	Files  []fileData
	Fault  string // why nothing could be read
	Before string // then: the page of the roster that was open before; empty: none was
	Beside []besideData
	Dir    string // where results go
}

// Long reports more files than a screen shows: the way on stands above them.
func (d rosterData) Long() bool { return len(d.Files) > 8 }

// fileData is what was read of a file.
type fileData struct {
	Name                string
	Households, Members int // rows of such
	Sheets              []app.Reading
}

// besideData is a list that lies beside the roster.
type besideData struct {
	Role, Title, Help string
	Names             []string
}

// beside are the kinds of lists that may lie beside a roster.
var beside = []struct {
	role, title, help string
	in                func(*app.Request) *[]string
}{
	{"last", "去年的名册", "总结时与它比较；打印不受影响", func(q *app.Request) *[]string { return &q.LastYear }},
	{"against", "部门名单、别的名册", "医保、残联等部门的名单，逐人逐项比对", func(q *app.Request) *[]string { return &q.Against }},
	{"problems", "上级反馈的问题清单", "逐行对到户、到人，列在重点核实事项最前", func(q *app.Request) *[]string { return &q.Feedback }},
}

// listOf finds the list of a request that a role names; nil: it names none.
func listOf(q *app.Request, role string) *[]string {
	for _, b := range beside {
		if b.role == role {
			return b.in(q)
		}
	}
	return nil
}

func (a *asked) roster() error {
	var d rosterData
	for _, b := range beside {
		d.Beside = append(d.Beside, besideData{Role: b.role, Title: b.title, Help: b.help})
	}
	if a.project != nil {
		q := a.project.asks()
		for i, b := range beside {
			d.Beside[i].Names = *b.in(&q)
		}
		d.Dir = a.project.dir
		if err := a.read(&d); err != nil {
			d.Fault = a.words(err)
			if before := a.projects.before(a.project); before != nil {
				d.Before = before.address("/roster")
			}
		}
		if a.gone() {
			return nil
		}
	}
	return a.show("roster", "名册", d)
}

// read fills in what was read.
func (a *asked) read(d *rosterData) error {
	return a.project.use(a.Context(), func(w *app.Workspace) error {
		d.Result = w.Result()
		for _, r := range d.Result.Read {
			i := slices.IndexFunc(d.Files, func(f fileData) bool { return f.Name == r.File })
			if i < 0 {
				i, d.Files = len(d.Files), append(d.Files, fileData{Name: r.File})
			}
			f := &d.Files[i]
			f.Households, f.Members = f.Households+r.Households, f.Members+r.Persons
			f.Sheets = append(f.Sheets, r)
		}
		return nil
	})
}

// rosterFiles takes in files that were dropped or chosen: rosters begin a new project, a
// list lies beside the roster of this one.
func (a *asked) rosterFiles() error {
	files, names, err := a.receive()
	if err != nil {
		return err
	}
	names = slices.DeleteFunc(names, input.IsTemporary)
	if len(names) == 0 {
		return fault.Wrong("没有放入文件", "请放入花名册（.xlsx、.xls、.csv）")
	}
	return a.include(a.URL.Query().Get("role"), names, files)
}

// include begins a project with rosters, or lays lists beside those of this one. The
// files are of the memory where they were sent.
func (a *asked) include(role string, names []string, files input.Memory) error {
	switch list := listOf(&app.Request{}, role); {
	case list == nil && files != nil:
		a.project = a.projects.begin(a.sent(files, names))
	case list == nil:
		a.project = a.projects.begin(a.chosen(names[0]))
	case a.project == nil:
		return fault.Wrong("还没有名册", "请先放入花名册，再放旁边的名单")
	default:
		a.project.change(func(q *app.Request) {
			memory := input.Memory{}
			maps.Copy(memory, q.Memory)
			list := listOf(q, role)
			for _, name := range names {
				if files != nil {
					name = memory.Add(name, files[name])
				}
				*list = append(slices.Clone(*list), name)
			}
			q.Memory = memory
		})
	}
	return a.goTo("/roster")
}

// rosterPath takes in a file that was chosen by its path.
func (a *asked) rosterPath() error {
	path := a.PostFormValue("path")
	if path == "" {
		return fault.Wrong("没有选文件", "请在列表中点一个文件或文件夹")
	}
	return a.include(a.PostFormValue("role"), []string{path}, nil)
}

// rosterWithout takes a list away again.
func (a *asked) rosterWithout() error {
	role, name := a.PostFormValue("role"), a.PostFormValue("name")
	if a.project != nil && listOf(&app.Request{}, role) != nil {
		a.project.change(func(q *app.Request) {
			list := listOf(q, role)
			*list = slices.DeleteFunc(slices.Clone(*list), func(n string) bool { return n == name })
		})
	}
	return a.goTo("/roster")
}
