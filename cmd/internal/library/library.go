package library

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"ruhu/cmd/internal/disk"
	"ruhu/cmd/internal/fault"
	"ruhu/cmd/internal/settings"
	"ruhu/model"
	"ruhu/model/sheet"
	"ruhu/render/form"
	"ruhu/templates"
)

// codebookName is the codebook's file in a folder of templates.
const codebookName = "codebook.yaml"

// Library is the codebook and the forms of a run.
type Library struct {
	Codebook *model.Codebook
	Forms    *form.Set
}

// Load loads what is built in and lays the user's own folder over it:
// its codebook.yaml, its *.yaml and its forms/*.yaml. An empty dir means that
// there is none. The settings, which may be nil, add spellings of answers.
func Load(dir string, c *settings.Config) (*Library, error) {
	var own []fs.FS
	var err error
	if dir != "" {
		if own, err = ownFolders(dir); err != nil {
			return nil, err
		}
	}
	plain, err := codebookOf(dir)
	if err != nil {
		return nil, err
	}
	cb, err := c.WithValues(plain)
	if err != nil {
		return nil, err
	}
	if dir == "" && cb == plain {
		return builtIn()
	}
	return withForms(cb, own...)
}

// builtIn is the library of all runs without a user's own.
var builtIn = sync.OnceValues(func() (*Library, error) {
	cb, err := templates.Codebook()
	if err != nil {
		return nil, err
	}
	return withForms(cb)
})

// withForms reads the built-in forms and those in folders that lie over them.
func withForms(cb *model.Codebook, own ...fs.FS) (*Library, error) {
	forms, err := form.Load(cb, slices.Insert(own, 0, templates.Forms())...)
	var faults form.Faults
	switch {
	case errors.As(err, &faults):
		return nil, faults
	case err != nil:
		return nil, fault.Input("读不了表样文件："+fault.Reason(err), "", err)
	}
	return &Library{Codebook: cb, Forms: forms}, nil
}

// ownFolders gives the folders of a user's templates that hold forms.
func ownFolders(dir string) ([]fs.FS, error) {
	info, err := os.Stat(dir)
	switch {
	case err != nil:
		return nil, fault.Input(fmt.Sprintf("打不开表样文件夹 %s：%s", dir, fault.Reason(err)), "请核对 --templates 后面的文件夹", err)
	case !info.IsDir():
		return nil, fault.Input("--templates 要写文件夹，这是文件："+dir, "请写表样所在的文件夹", nil)
	}
	var out []fs.FS
	found := false
	for _, sub := range []string{dir, filepath.Join(dir, "forms")} {
		folder := formsOnly{ownTexts{os.DirFS(sub)}}
		names, err := fs.Glob(folder, "*.yaml")
		found = found || err == nil && len(names) > 0
		out = append(out, folder)
	}
	if !found && !isFile(filepath.Join(dir, codebookName)) && !isFile(filepath.Join(dir, filepath.FromSlash(templates.Summary))) {
		return nil, fault.Wrong("表样文件夹里没有 .yaml 文件："+dir, "可先用“ruhu form export 文件夹”写出内置的表样，再修改")
	}
	return out, nil
}

// ownTexts is a folder of texts of the user's, in whatever encoding their editor
// saves.
type ownTexts struct{ fs.FS }

// ReadFile implements fs.ReadFileFS.
func (o ownTexts) ReadFile(name string) ([]byte, error) {
	if info, err := fs.Stat(o.FS, name); err == nil {
		if err := disk.Regular(info); err != nil {
			return nil, &fs.PathError{Op: "open", Path: name, Err: err}
		}
	}
	text, err := fs.ReadFile(o.FS, name)
	return sheet.Text(text), err
}

// formsOnly is a folder of the user's without the files that lie beside forms
// but are none.
type formsOnly struct{ ownTexts }

// ReadDir implements fs.ReadDirFS.
func (f formsOnly) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(f.FS, name)
	return slices.DeleteFunc(entries, func(e fs.DirEntry) bool {
		return e.IsDir() || e.Name() == codebookName || e.Name() == settings.FileName
	}), err
}

// codebookOf reads the codebook of a user's templates, or gives the built-in
// one. It may say more than the built-in one, but what that has must be there:
// forms, reader and checks rely on it.
func codebookOf(dir string) (*model.Codebook, error) {
	builtIn, err := templates.Codebook()
	if err != nil || dir == "" {
		return builtIn, err
	}
	if _, err := os.Stat(filepath.Join(dir, codebookName)); errors.Is(err, fs.ErrNotExist) {
		return builtIn, nil
	}
	own, err := templates.LoadCodebook(ownTexts{os.DirFS(dir)})
	var unread *fs.PathError
	switch {
	case errors.As(err, &unread):
		return nil, fault.Reading(filepath.Join(dir, codebookName), err)
	case err != nil:
		return nil, &fault.Error{Kind: fault.Misuse, Message: codebookName + " 有误：" + err.Error(), Hint: "可用“ruhu form export”写出内置的一份对照", Cause: err}
	}
	return overBuiltIn(own, builtIn)
}

// overBuiltIn verifies that a user's codebook has what the built-in one has. One
// that was written out by an earlier version knows no extra items, fewer of villages,
// and calls years numbers: it gets them.
func overBuiltIn(own, builtIn *model.Codebook) (*model.Codebook, error) {
	list := slices.Clone(own.All())
	var changed []string
	for _, in := range builtIn.All() {
		o := own.Lookup(in.Code)
		switch {
		case o == nil && (in.Extra || in.Scope == model.OfReading || in.Scope == model.OfVillage && in.Optional):
			added := *in
			list = append(list, &added)
		case o == nil || o.Scope != in.Scope:
			changed = append(changed, string(in.Code))
		case o.Kind == model.Number && in.Kind == model.Year:
			o.Kind = model.Year
		case o.Kind != in.Kind:
			changed = append(changed, string(in.Code))
		}
	}
	if len(changed) > 0 {
		return nil, fault.Wrong(codebookName+" 缺少这些指标，或改了它们的 kind、scope："+strings.Join(changed, "、"),
			"指标可以增加，选项和列名可以修改，内置的指标不能删去")
	}
	return own.Derive(list, builtIn)
}

// Numbered gives the items whose answers some form prints with numbers.
func (l *Library) Numbered() []model.Code {
	var out []model.Code
	for _, d := range l.Forms.All() {
		out = append(out, d.Numbered()...)
	}
	return out
}

func isFile(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.Mode().IsRegular()
}
