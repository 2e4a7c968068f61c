package app

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"ruhu/cmd/internal/fault"
	"ruhu/model"
	"ruhu/model/sheet"
	"ruhu/render"
	"ruhu/render/book"
	"ruhu/render/doc"
)

// register gives what the run printed.
func (p *printing) register(entries []render.Entry) book.Register {
	r := p.result
	out := book.Register{Year: p.opt.Year, Date: p.opt.Date, Missing: r.Missing, Origins: p.origins, Households: r.Households, Held: r.Held}
	name := make(map[*model.Village]string)
	for i, told := range model.VillageNames(p.roster.Villages) {
		name[p.roster.Villages[i]] = told
	}
	for _, v := range p.batch.Visits() {
		out.Visits = append(out.Visits, book.VisitList{Village: name[v.Village], Pages: v.Pages, Sheets: v.Sheets})
	}
	for _, e := range entries {
		to := book.RegisterEntry{
			Number: e.Number, Form: e.Form.Title, Village: name[e.Village],
			Pages: e.Pages, Sheets: e.Sheets, File: strings.Join(e.Files, "、"), Date: p.opt.Date,
		}
		if h := e.Household; h != nil {
			to.Group, to.Household, to.Head = doc.GroupOf(h), h.Number(), h.HeadName()
			to.FormerNumbers = []string{h.Text(model.CodeFormerNumber), h.ProvisionalNumber()}
			to.FormerHeads = []string{h.Text(model.CodeFormerHead)}
		}
		out.Entries = append(out.Entries, to)
	}
	return out
}

// earlier reads the register that the folder holds already, before anything is
// written: people have filled it in, and a run must not lose that.
func (p *printing) earlier(folder *Folder) error {
	name := p.registerName()
	if !folder.Holds(name) {
		return nil
	}
	old, err := readRegister(folder.place(name))
	if err != nil {
		return fault.Output("输出文件夹里原有的打印登记读不了，没有打印：\n"+err.Error(),
			"请用 WPS/Excel 打开修复，或把它移到别处保存，再打印", err)
	}
	if old.Year != 0 && old.Year != p.opt.Year {
		return fault.Wrong(fmt.Sprintf("%s 是%d年度的登记，这次打印的是%d年度", folder.place(name), old.Year, p.opt.Year),
			"请用 -o 另指定一个文件夹")
	}
	p.old = &old
	return nil
}

// saveRegister writes the register of the folder: that of the run, and what an
// earlier one says.
func (p *printing) saveRegister(folder *Folder, entries []render.Entry) error {
	r := p.register(entries)
	if p.old != nil {
		r = r.Continue(*p.old)
	}
	for _, s := range r.Strangers {
		p.problems.Add(model.Problem{
			Severity: model.Warning, Rule: "register-family", Pos: model.Pos{File: folder.place(p.registerName())}, Value: s.Is.Number,
			Household: s.Is.Household, Head: s.Is.Head,
			Message: fmt.Sprintf("表号 %s 在打印登记里原是%s%s（%s）的，现在是%s（%s）的；原来登记的内容没有带过来，记在另一行", s.Is.Number,
				s.Was.Village, s.Was.Head, s.Was.Household, s.Is.Head, s.Is.Household),
			Hint: "请核对是不是同一户；若是，请把那一行登记的内容抄过来",
		})
	}
	p.account()
	return save(folder, p.registerName(), func(w io.Writer) error { return book.WriteRegister(w, r) })
}

// readRegister reads a register's file.
func readRegister(name string) (book.Register, error) {
	file, err := os.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return book.Register{}, fault.Input("找不到文件："+name, "请核对文件名和所在的文件夹", err)
	}
	if err != nil {
		return book.Register{}, fault.Reading(name, err)
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return book.Register{}, fault.Reading(name, err)
	}
	r, err := book.ReadRegister(sheet.Input{Name: name, Data: file, Size: info.Size()})
	if err != nil {
		return r, fault.Input(err.Error(), "", err)
	}
	return r, nil
}

// MergedRegister is what joining registers came to. What Contradictions say is
// written into the joined register; where they stand may be told.
type MergedRegister struct {
	Registers, Entries int
	Contradictions     []book.Contradiction
}

// MergeRegisters joins the registers of several machines, or of the parts of a
// run, into one file. Registers may be given as patterns. Nothing is written
// when one cannot be read.
func MergeRegisters(args []string, to string) (MergedRegister, error) {
	var out MergedRegister
	if err := workbookName(to); err != nil {
		return out, err
	}
	names, errs := registerFiles(args)
	var all []book.Register
	for _, name := range names {
		r, err := readRegister(name)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		all = append(all, r)
	}
	if len(errs) > 0 {
		return out, fault.Join(errs)
	}
	if err := mayReplace(to, names); err != nil {
		return out, err
	}
	merged, err := book.MergeRegisters(all)
	if err != nil {
		return out, fault.Wrong(err.Error(), "请把各年度的登记分开合并")
	}
	folder := NewFolder(cmp.Or(filepath.Dir(to), "."))
	defer folder.Close()
	if err := folder.Ready([]string{filepath.Base(to)}, nil); err != nil {
		return out, err
	}
	out = MergedRegister{Registers: len(all), Entries: len(merged.Entries), Contradictions: merged.Contradictions}
	return out, save(folder, filepath.Base(to), func(w io.Writer) error { return book.WriteRegister(w, merged) })
}

// mayReplace refuses to write over a register that is not one of those that are
// joined: what people filled in there would be lost.
func mayReplace(to string, names []string) error {
	target, err := os.Stat(to)
	if err != nil {
		return nil
	}
	for _, name := range names {
		if info, err := os.Stat(name); err == nil && os.SameFile(info, target) {
			return nil
		}
	}
	return fault.Wrong("已有这个文件："+to, "请把它也列在要合并的登记中，或用 -o 另起一个名称")
}

// registerFiles expands patterns, which the command window of Windows does not,
// and folders, which stand for the registers in them.
// A file named twice counts once.
func registerFiles(args []string) (names []string, errs []error) {
	seen := make(map[string]bool)
	for _, arg := range args {
		found, pattern := []string{arg}, ""
		switch info, err := os.Stat(arg); {
		case err == nil && info.IsDir():
			pattern = filepath.Join(arg, registerBase+"*.xlsx")
		case err != nil && strings.ContainsAny(arg, "*?["):
			pattern = arg
		}
		if pattern != "" {
			if found, _ = filepath.Glob(pattern); len(found) == 0 {
				errs = append(errs, fault.Input("没有文件符合："+pattern, "请核对文件夹和文件名", nil))
			}
		}
		for _, name := range found {
			if key := filepath.Clean(name); !seen[key] && !temporary(name) {
				seen[key] = true
				names = append(names, name)
			}
		}
	}
	return names, errs
}
