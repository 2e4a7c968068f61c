package app

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"ruhu/cmd/internal/fault"
	"ruhu/cmd/internal/library"
	"ruhu/cmd/internal/output"
	"ruhu/cmd/internal/settings"
	"ruhu/model"
	"ruhu/model/roster"
	"ruhu/render/form"
)

// Configure changes the settings that the request is read by, in the file as it was
// opened. One with faults is not written over, nor one that has changed since, and a
// change that would be a fault is not written.
func (q *Request) Configure(f *settings.File, changes ...settings.Change) error {
	return Explain(context.Background(), q.configure(f, changes))
}

func (q *Request) configure(f *settings.File, changes []settings.Change) error {
	if err := q.faultless(f); err != nil {
		return fault.Wrong("设置文件有错，没有改动它：\n"+err.Error(), "请用记事本打开 "+f.Name+" 改正，再来改设置")
	}
	if err := f.Change(changes...); err != nil {
		return err
	}
	if err := q.faultless(f); err != nil {
		return withoutLines(err) // they would be those of a file that is not written
	}
	now, err := q.Config.Open(q.Rosters...)
	if err != nil {
		return err
	}
	if now.Name != f.Name || now.Version != f.Version {
		return SettingsChanged(f)
	}
	name := filepath.Base(f.Name)
	return output.WriteNew(filepath.Dir(f.Name), []string{name}, map[string][]byte{name: f.Stored()}, true)
}

// SettingsChanged says that settings have changed since they were looked at.
func SettingsChanged(f *settings.File) error {
	return fault.Wrong("设置文件在别处改过了，这次没有写："+f.Name, "请重新打开这一页，看过现在的设置再改")
}

// faultless reads all that stands in a file of settings, as Open does.
func (q *Request) faultless(f *settings.File) error {
	c, err := f.Config()
	if err != nil {
		return err
	}
	lib, err := library.Load(q.Templates, c)
	if err != nil {
		return err
	}
	_, err = c.Heads(lib.Codebook, nil)
	return err
}

// withoutLines makes one error of faults in a file that nobody has seen.
func withoutLines(err error) error {
	var faults form.Faults
	if !errors.As(err, &faults) {
		return err
	}
	var lines []string
	for _, f := range faults {
		lines = append(lines, strings.TrimSuffix(f.Message+"。"+f.Hint, "。"))
	}
	return fault.Wrong(strings.Join(lines, "\n"), "没有写设置文件")
}

// ItemChoice is an item that a column may be taken for.
type ItemChoice struct {
	Code  model.Code
	Title string // no other item has it
}

// Items gives what the columns of a sheet may be taken for, in the order of the notice.
func (w *Workspace) Items(of *Reading) (out []ItemChoice) {
	seen := make(map[string]bool)
	for _, in := range w.Library.Codebook.All() {
		if in.Former() || !slices.Contains(of.Scopes, in.Scope) {
			continue
		}
		title := titleOfItem(in)
		if seen[title] {
			title = fmt.Sprintf("%s（%s）", title, in.Code)
		}
		seen[title] = true
		out = append(out, ItemChoice{in.Code, title})
	}
	return out
}

// ItemNamed finds the item that a user names: by its title, code, label or a head of
// rosters.
func (w *Workspace) ItemNamed(of *Reading, words string) (model.Code, error) {
	for _, c := range w.Items(of) {
		if c.Title == words {
			return c.Code, nil
		}
	}
	code, err := roster.ItemNamed(w.Library.Codebook, words)
	if err != nil {
		return "", fault.Wrong(err.Message, err.Hint)
	}
	return code, nil
}
