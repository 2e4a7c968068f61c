package library

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"ruhu/cmd/internal/disk"
	"ruhu/cmd/internal/fault"
	"ruhu/cmd/internal/output"
	"ruhu/model/sheet"
	"ruhu/render"
	"ruhu/render/form"
	"ruhu/templates"
)

// Form is what a user is told about a form.
type Form struct {
	ID     string
	Number int    // its place among those that are carried
	Title  string // with its mark, as it is printed
	Unit   string // 户 or 村
	For    string // who gets it when no form is asked for
}

// List gives the forms that a run would know, in the order in which they are
// carried.
func List(templates string) ([]Form, error) {
	lib, err := Load(templates, nil)
	if err != nil {
		return nil, err
	}
	var out []Form
	for _, d := range lib.Forms.All() {
		out = append(out, Form{
			ID: d.ID, Number: d.Number, Title: strings.TrimSpace(d.Mark + " " + d.Title),
			Unit: units[d.Unit], For: audienceOf(d),
		})
	}
	return out, nil
}

// The words for units and audiences.
var (
	units     = map[form.Unit]string{form.PerHousehold: "户", form.PerVillage: "村"}
	audiences = map[form.Audience]string{
		form.ForRegistered: "建档立卡户（本年新识别户除外）",
		form.ForNew:        "本年新识别户",
		form.ForAdded:      "本年有成员自然增加的户",
		form.ForRemoved:    "本年有成员自然减少的村",
		form.ForNobody:     "用 --forms 指定时",
	}
)

// audienceOf says who gets a form.
func audienceOf(d *form.Definition) string {
	who := audiences[d.For]
	if d.For == form.ForChosen {
		who = d.Only.String() + "的" + units[d.Unit]
	}
	if d.Internal {
		who += "（内部资料，只在用 --forms 指定时）"
	}
	return who
}

// Text gives the definition of a form, or the text of the summary, as it is
// written.
func Text(templates, id string) ([]byte, error) {
	lib, err := Load(templates, nil)
	if err != nil {
		return nil, err
	}
	if d := lib.Forms.Find(id); d != nil {
		return d.Text, nil
	}
	if id == SummaryID {
		_, text, err := summaryText(templates)
		return text, err
	}
	return nil, fault.Wrong(fmt.Sprintf("没有代号为“%s”的表，也没有表这样叫，或不止一张", id), "可用的有："+lib.Forms.Known())
}

// Export writes the built-in codebook, definitions, text of the summary and shell of
// Word documents below a folder, as Load and Shell read them again. Files that are there already and differ are left
// alone, and none is written then, unless force is set. It gives the paths.
func Export(dir string, force bool) ([]string, error) {
	names := []string{codebookName}
	found, err := fs.Glob(templates.Files, "forms/*.yaml")
	if err != nil {
		return nil, err
	}
	names = append(append(names, found...), templates.Summary)
	texts := make(map[string][]byte, len(names))
	for _, name := range names {
		if texts[name], err = fs.ReadFile(templates.Files, name); err != nil {
			return nil, err
		}
	}
	names = append(names, shellName)
	if texts[shellName], err = templates.Shells.ReadFile(shellName); err != nil {
		return nil, err
	}
	return names, output.WriteNew(dir, names, texts, force)
}

// Check verifies definitions of the user's, and the text of the summary, and
// gives every fault found.
// Files may be patterns, and folders stand for the definitions in them. They
// are verified against the codebook of the folder dir, if that has one.
// The error is about files that cannot be read.
func Check(dir string, files []string) (form.Faults, error) {
	if dir == "" {
		dir = besideForms(files)
	}
	cb, err := codebookOf(dir)
	if err != nil {
		return nil, err
	}
	errs := checkShells(files)
	files, more := definitionFiles(files)
	errs = append(errs, more...)
	var faults form.Faults
	from := make(map[string]string)
	for _, file := range files {
		text, err := readDefinition(file)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		var found form.Faults
		if isSummary(file) {
			if errors.As(checkSummary(cb, file, text), &found) {
				faults = append(faults, found...)
			}
			continue
		}
		d, err := form.Parse(cb, file, text)
		switch {
		case errors.As(err, &found):
			faults = append(faults, found...)
		case err != nil:
			errs = append(errs, err)
		case from[d.ID] != "":
			faults = append(faults, form.Fault{File: file, Line: 1, Col: 1,
				Message: fmt.Sprintf("代号“%s”已用在 %s", d.ID, from[d.ID]), Hint: "一个代号只能有一张表"})
		default:
			from[d.ID] = file
		}
	}
	return faults, fault.Join(errs)
}

// checkShells reads the shells of Word documents in the folders to be checked.
func checkShells(dirs []string) (errs []error) {
	for _, dir := range dirs {
		if isFile(filepath.Join(dir, filepath.FromSlash(shellName))) {
			if _, err := Shell([]render.Format{render.DOCX}, dir); err != nil {
				errs = append(errs, err)
			}
		}
	}
	return errs
}

// besideForms gives the folder of templates, among those to be checked and those that
// the files to be checked lie in, that has a codebook of its own; empty where none has.
func besideForms(files []string) string {
	for _, f := range files {
		for _, dir := range []string{f, filepath.Dir(filepath.Clean(f)), filepath.Dir(filepath.Dir(filepath.Clean(f)))} {
			if isFile(filepath.Join(dir, codebookName)) {
				return dir
			}
		}
	}
	return ""
}

// definitionFiles gives the files that arguments stand for, each once.
func definitionFiles(args []string) (files []string, errs []error) {
	for _, arg := range args {
		found := []string{arg}
		info, err := os.Stat(arg)
		switch {
		case err == nil && info.IsDir():
			found = nil
			for _, sub := range []string{"", "forms"} {
				names, _ := fs.Glob(formsOnly{ownTexts{os.DirFS(filepath.Join(arg, sub))}}, "*.yaml")
				for _, name := range names {
					found = append(found, filepath.Join(arg, sub, name))
				}
			}
			if own := filepath.Join(arg, filepath.FromSlash(templates.Summary)); isFile(own) {
				found = append(found, own)
			}
		case err != nil && strings.ContainsAny(arg, "*?["):
			found, _ = filepath.Glob(arg)
		}
		if len(found) == 0 {
			errs = append(errs, fault.Input("没有找到表样文件（.yaml）："+arg, "请核对文件名和所在的文件夹", nil))
		}
		for _, name := range found {
			if !slices.Contains(files, name) {
				files = append(files, name)
			}
		}
	}
	return files, errs
}

func readDefinition(file string) ([]byte, error) {
	text, err := disk.ReadFile(file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fault.Input("找不到文件："+file, "请核对文件名和所在的文件夹", err)
	case err != nil:
		return nil, fault.Reading(file, err)
	}
	return sheet.Text(text), nil
}
