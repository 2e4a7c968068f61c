package web

import (
	"bytes"
	"context"
	"embed"
	"errors"
	"html/template"
	"io"
	"net/http"
	"path"
	"reflect"
	"strings"
	"sync"

	"ruhu/cmd/internal/app"
	"ruhu/cmd/internal/fault"
)

// asked is one request of somebody who was let in.
type asked struct {
	*Server
	http.ResponseWriter
	*http.Request
	came    context.Context // of who asked: it ends when nobody waits for the answer any more
	token   string
	project *project // that the address names, else the latest; nil: there is none
}

// handler answers a request. Its error is told to who asked.
type handler func(*asked) error

// withProject answers where there is no project with the page that says so, under its title.
func withProject(title string, h handler) handler {
	return func(a *asked) error {
		if a.project == nil {
			return a.show("absent", title, nil)
		}
		return h(a)
	}
}

// withOpened answers by the workspace of the project, withRead by that with its rosters
// read.
func withOpened(h func(*asked, *opened) error) handler {
	return func(a *asked) error { return a.project.lend(func(w *opened) error { return h(a, w) }) }
}

func withRead(h func(*asked, *opened) error) handler {
	return func(a *asked) error { return a.project.look(a.Context(), func(w *opened) error { return h(a, w) }) }
}

// answer lets in who may come in, and answers.
func (s *Server) answer(h handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		token := s.guard.tokenOf(r)
		if token == "" {
			refuse(w)
			return
		}
		s.touch()
		came := r.Context()
		within, stop := s.memory.bound(came)
		defer stop()
		r = r.WithContext(within)
		a := &asked{Server: s, ResponseWriter: w, Request: r, came: came, token: token}
		if r.Method == http.MethodPost {
			if !strings.HasPrefix(r.Header.Get("Content-Type"), "multipart/") {
				r.Body = http.MaxBytesReader(w, r.Body, 1<<20)
				if err := r.ParseForm(); err != nil { // nothing is done with part of a form
					a.fail(fault.Input("这一页送来的内容太多，没有处理", "请少选一些再试", err))
					return
				}
			}
			if !carries(r, token) {
				refuse(w)
				return
			}
		}
		a.project = s.projects.find(r.URL.Query().Get("p"))
		a.run(h)
	})
}

// run answers; a fault of the program itself is told like any other error.
func (a *asked) run(h handler) {
	defer func() {
		if r := recover(); r != nil {
			if r == http.ErrAbortHandler {
				panic(r)
			}
			a.fail(app.Crashed(r))
		}
	}()
	if err := h(a); err != nil {
		a.fail(err)
	}
}

// fail tells an error: as a page, or to a script as the part of one.
func (a *asked) fail(err error) {
	if a.gone() {
		return // nobody is there any more
	}
	err = a.explain(err)
	status := http.StatusUnprocessableEntity
	var known *fault.Error
	if errors.As(err, &known) && known.Kind == fault.Internal {
		status = http.StatusInternalServerError
	}
	a.write(status, "fault", "出错了", strings.Split(advise(err.Error()), "\n"))
}

// page is what every page is filled in with.
type page struct {
	Title   string
	Path    string // of the address, which says where in the work one is
	Token   string
	Project *project // nil: there is none
	Part    bool     // only a part of a page was asked for
	Steps   []step
	Data    any
}

// step is a page in the order of the work.
type step struct{ Path, Title string }

// steps are the pages that there are.
var steps = []step{
	{"/roster", "名册"}, {"/reading", "读得对吗"}, {"/problems", "问题"}, {"/print", "打印"},
	{"/returns", "收回"}, {"/summary", "总结"}, {"/settings", "设置"}, {"/fill", "填表"},
}

// At reports the step that a page belongs to.
func (p page) At(s step) bool { return p.Path == s.Path || strings.HasPrefix(p.Path, s.Path+"/") }

// To gives an address of this project.
func (p page) To(path string) string { return p.Project.address(path) }

// With is the same for a part of the page, filled in with data of its own.
func (p page) With(data any) page {
	p.Data = data
	return p
}

//go:embed pages/*.html static/*
var files embed.FS

// pages are parsed when the first is asked for: other commands start without them.
var pages = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("").Funcs(template.FuncMap{
		"lines": func(s string) []string { return strings.Split(s, "\n") },
		"base":  base,
		"here":  advise,
		"first": first,
	}).ParseFS(files, "pages/*.html"))
})

// base is the name of a file, without its folders; of no file it is empty.
func base(name string) string {
	if name == "" {
		return ""
	}
	return path.Base(name)
}

// first gives the first few of a list.
func first(list any, n int) any {
	v := reflect.ValueOf(list)
	return v.Slice(0, min(n, v.Len())).Interface()
}

// show answers a page, or what is in it where a script asked for that: the template of a
// name, in pages/NAME.html, filled in with the data.
func (a *asked) show(name, title string, data any) error {
	a.write(http.StatusOK, name, title, data)
	return nil
}

func (a *asked) write(status int, name, title string, data any) {
	p := page{
		Title: title, Path: a.URL.Path, Token: a.token, Project: a.project, Steps: steps,
		Part: a.part(), Data: data,
	}
	var content, whole bytes.Buffer
	err := pages().ExecuteTemplate(&content, name, p)
	out := &content
	if err == nil && !p.Part {
		p.Data = template.HTML(content.String())
		err, out = pages().ExecuteTemplate(&whole, "page", p), &whole
	}
	if err != nil {
		panic(err) // a slip in a template
	}
	a.Header().Set("Content-Type", "text/html; charset=utf-8")
	a.WriteHeader(status)
	_, _ = out.WriteTo(a.ResponseWriter)
}

// Header is the head of the answer.
func (a *asked) Header() http.Header { return a.ResponseWriter.Header() }

// Write is for the answer.
func (a *asked) Write(b []byte) (int, error) { return a.ResponseWriter.Write(b) }

// goTo sends the browser, also when a script asked, to an address of the project.
func (a *asked) goTo(path string) error {
	to := a.project.address(path)
	if a.part() {
		a.Header().Set("X-Ruhu-Location", to)
		a.WriteHeader(http.StatusNoContent)
		return nil
	}
	http.Redirect(a.ResponseWriter, a.Request, to, http.StatusSeeOther)
	return nil
}

// part reports that a script asked for a part of a page.
func (a *asked) part() bool { return a.Request.Header.Get("X-Ruhu-Part") != "" }

// image answers a picture.
func (a *asked) image(draw func(io.Writer) error) error {
	var out bytes.Buffer
	if err := draw(&out); err != nil {
		return err
	}
	a.Header().Set("Content-Type", "image/png")
	_, err := out.WriteTo(a.ResponseWriter)
	return err
}

// static serves the script and the style.
func (a *asked) static() error {
	http.ServeFileFS(a.ResponseWriter, a.Request, files, "static/"+path.Base(a.PathValue("name")))
	return nil
}

// words tells an error to whoever is at the page.
func (a *asked) words(err error) string { return advise(a.explain(err).Error()) }

// explain turns any error into words for people.
func (a *asked) explain(err error) error { return a.explained(a.Context(), err) }

// lines are the words of an error, line by line.
func (a *asked) lines(err error) []string { return strings.Split(a.words(err), "\n") }

// gone reports that nobody waits for the answer any more.
func (a *asked) gone() bool { return a.came.Err() != nil }
