package web

import (
	"cmp"
	"mime"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"

	"ruhu/cmd/internal/fault"
)

// filePages are the results: to be opened, and to be fetched.
var filePages = map[string]handler{
	"GET /files/one":     withFiles((*asked).file),
	"POST /files/open":   withFiles((*asked).openFile),
	"POST /files/folder": withFiles(func(a *asked, r results) error { return a.showOnMachine(r.dir) }),
	"POST /files/more":   withFiles((*asked).moreFiles),
}

// withFiles answers by the files that a page names.
func withFiles(h func(*asked, results) error) handler {
	return func(a *asked) error {
		r, ok := a.project.written(a.URL.Query().Get("of"))
		if !ok {
			return fault.Wrong("这些文件是更早时写的，这里不再列出", "请在结果文件夹里找")
		}
		return h(a, r)
	}
}

// written finds files by their id.
func (p *project) written(id string) (r results, ok bool) {
	if p == nil || id == "" {
		return r, false
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if j := p.job; j != nil && j.ID == id && !j.running() {
		return j.files, true
	}
	i := slices.IndexFunc(p.results, func(r results) bool { return r.id == id })
	if i < 0 {
		return r, false
	}
	return p.results[i], true
}

// openResult opens the file of a place. Nothing outside the folder is opened, where a link in
// it might lead.
func (a *asked) openResult(r results) (*os.File, os.FileInfo, error) {
	at, err := strconv.Atoi(a.URL.Query().Get("n"))
	if err != nil || at < 0 || at >= len(r.files) {
		return nil, nil, fault.Wrong("没有这个文件", "请回到“打印”一页再选")
	}
	name := filepath.Join(r.dir, filepath.FromSlash(r.files[at]))
	below, err := filepath.Rel(a.project.dir, name)
	if err != nil {
		return nil, nil, err
	}
	root, err := os.OpenRoot(a.project.dir)
	if err != nil {
		return nil, nil, fault.Reading(a.project.dir, err)
	}
	defer root.Close()
	if info, err := root.Lstat(below); err == nil && !info.Mode().IsRegular() {
		return nil, nil, fault.Input("不是这次写的文件："+r.files[at], "请在结果文件夹里核对", nil)
	}
	f, err := root.Open(below)
	if err != nil {
		return nil, nil, fault.Reading(r.files[at], err)
	}
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() {
		_ = f.Close()
		return nil, nil, fault.Input("不是这次写的文件："+r.files[at], "请在结果文件夹里核对", err)
	}
	return f, info, nil
}

// kinds are the types of the files that are written.
var kinds = map[string]string{
	".pdf":  "application/pdf",
	".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

// attach says that a file is answered, to be kept under a name.
func (a *asked) attach(name string) {
	a.Header().Set("Content-Type", cmp.Or(kinds[path.Ext(name)], "application/octet-stream"))
	a.Header().Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": name}))
}

// file sends a file to be kept.
func (a *asked) file(r results) error {
	f, info, err := a.openResult(r)
	if err != nil {
		return err
	}
	defer f.Close()
	a.attach(info.Name())
	http.ServeContent(a.ResponseWriter, a.Request, "", info.ModTime(), f)
	return nil
}

// openFile opens a file in the program that the machine has for it.
func (a *asked) openFile(r results) error {
	f, info, err := a.openResult(r)
	if err != nil {
		return err
	}
	_ = f.Close()
	at, _ := strconv.Atoi(a.URL.Query().Get("n"))
	return a.showOnMachine(filepath.Join(r.dir, filepath.Dir(filepath.FromSlash(r.files[at])), info.Name()))
}

func (a *asked) showOnMachine(path string) error {
	if _, err := os.Stat(path); err != nil {
		return fault.Reading(path, err)
	}
	if err := a.Show(path); err != nil {
		return fault.Wrong("没有能打开："+path, "请在文件夹里找到它，双击打开")
	}
	return a.show("opened", "已打开", path)
}

// moreFiles shows those that are not shown yet.
func (a *asked) moreFiles(r results) error {
	from, err := strconv.Atoi(a.URL.Query().Get("n"))
	if err != nil || from < 0 || from > len(r.files) {
		from = 0
	}
	return a.show("files", "文件", r.show(from))
}
