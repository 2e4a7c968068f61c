package app

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"ruhu/cmd/internal/fault"
	"ruhu/cmd/internal/output"
	"ruhu/model"
	"ruhu/model/parallel"
	"ruhu/model/roster"
	"ruhu/render"
	"ruhu/render/fill"
)

// FillOptions is what the user decides about filling a form that is not the program's
// own.
type FillOptions struct {
	Form string // the form's file
	Dir  string
	// Per is what one copy is about: household, village, group, roster; empty: what the
	// form says.
	Per string
	// Where chooses households and persons, as 指标=内容.
	Where []string
	// Book puts all copies into one file.
	Book bool
	// Internal puts 边缘户 and 监测类型 in, and says 内部资料 on every page.
	Internal bool
}

// pers are the words for what a copy may be about.
var pers = []string{string(fill.PerHousehold), string(fill.PerVillage), string(fill.PerGroup), string(fill.PerRoster)}

// FillPers gives the words that FillOptions.Per knows.
func FillPers() []string { return slices.Clone(pers) }

// RuleUnfit is what findings are called of values that did not go into a form.
const RuleUnfit = "form-unfit"

// mostForm bounds the size of a form's file.
const mostForm = 64 << 20

// suppliedForm is a form that was opened.
type suppliedForm struct {
	*fill.Form
	info os.FileInfo
	base string // of its name, without the ending
}

// formBytes gives the bytes of a form's file, of the disk or of the request's memory.
func (w *Workspace) formBytes(name string) ([]byte, os.FileInfo, error) {
	if _, sent := w.Memory[name]; !sent {
		info, err := os.Stat(name)
		switch {
		case err != nil:
			return nil, nil, fault.Input("打不开要填的表："+name, "请核对文件名；要填的表写在最前面，花名册写在后面", err)
		case info.IsDir():
			return nil, nil, fault.Wrong("要填的表是一个文件夹："+name, "请写一个 .xlsx 或 .docx 文件，花名册写在后面")
		}
	}
	f, err := w.Memory.Open(name)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	if f.Info.Size() > mostForm {
		return nil, nil, fault.Input("文件太大，不像是一张要填的表："+name, "要填的表写在最前面，花名册写在后面", nil)
	}
	var data bytes.Buffer
	err = f.Copy(&data)
	return data.Bytes(), f.Info, err
}

// readForm reads a form. One that is put up in public is masked, and so is the roster
// read then.
func (w *Workspace) readForm(o FillOptions) (*suppliedForm, error) {
	data, info, err := w.formBytes(o.Form)
	if err != nil {
		return nil, err
	}
	where, err := w.conditions(o)
	if err != nil {
		return nil, err
	}
	form, err := fill.Read(w.Library.Codebook, o.Form, data, fill.Options{
		Per: fill.Per(o.Per), Where: where, Year: w.Year, Internal: o.Internal, Mask: w.Mask, Heads: w.heads.Meaning,
	})
	var refused *fill.Error
	switch {
	case errors.As(err, &refused):
		return nil, fault.Input(o.Form+"："+refused.Message, refused.Hint, nil)
	case err != nil:
		return nil, err
	}
	w.Mask = w.Mask || form.Masked()
	return &suppliedForm{form, info, strings.TrimSuffix(filepath.Base(o.Form), filepath.Ext(o.Form))}, nil
}

// conditions reads the wishes of --where.
func (w *Workspace) conditions(o FillOptions) ([]model.Wanted, error) {
	cb := w.Library.Codebook
	var out []model.Wanted
	for _, wish := range o.Where {
		item, value, ok := strings.Cut(strings.ReplaceAll(wish, "＝", "="), "=")
		if !ok || model.Squeeze(item) == "" || model.Squeeze(value) == "" {
			return nil, fault.Wrong("--where 写得不对："+wish, "要写成 指标=内容，如 --where 低保=是")
		}
		code, wrong := roster.ItemNamed(cb, item)
		if wrong != nil {
			return nil, fault.Wrong("--where："+wrong.Message, wrong.Hint)
		}
		in := cb.Lookup(code)
		if err := checkCondition(in, value, o.Internal); err != nil {
			return nil, err
		}
		out = append(out, model.Wanted{Item: in, Values: []string{value}})
	}
	return out, nil
}

func checkCondition(in *model.Indicator, value string, internal bool) error {
	switch {
	case in.Scope != model.OfVillage && in.Scope != model.OfHousehold && in.Scope != model.OfMember:
		return fault.Wrong("--where 不能用“"+in.Name()+"”", "可以用村、户、家庭成员的指标")
	case in.Code == model.CodeMonitor && !internal:
		return fault.Wrong("监测类型内部掌握，不予公示", "供内部使用的，请加 --internal")
	case in.IsChoice() && !in.Open && in.Option(value) < 0:
		return fault.Wrong(fmt.Sprintf("--where：“%s”没有“%s”", in.Name(), value), "可以写："+strings.Join(in.Labels(), "、"))
	}
	return nil
}

// ExplainForm tells how a form is understood; nothing is written.
func (w *Workspace) ExplainForm(o FillOptions) (*Filled, error) {
	f, err := w.readForm(o)
	if err != nil {
		return nil, err
	}
	return f.describe(), nil
}

func (f *suppliedForm) describe() *Filled {
	return &Filled{Title: f.Title, Per: string(f.Per), Masked: f.Masked(), Entries: f.Explain()}
}

// MarkForm writes a form with a mark wherever it was understood into a file, to be
// corrected and filled then.
func (w *Workspace) MarkForm(ctx context.Context, o FillOptions, file string) (*Filled, error) {
	f, err := w.readForm(o)
	if err != nil {
		return nil, err
	}
	if !strings.EqualFold(filepath.Ext(file), f.Ext) {
		return nil, fault.Wrong("--marked 后面要写以 "+f.Ext+" 结尾的文件名："+file, "带标记的表与原来的表是同一种文件")
	}
	data, err := f.Marked()
	if err != nil {
		return nil, err
	}
	name := filepath.Base(file)
	return f.describe(), output.Into(filepath.Dir(file), []string{name}, []os.FileInfo{f.info}, func(folder *output.Folder) error {
		return output.Save(ctx, folder, name, func(to io.Writer) error { _, err := to.Write(data); return err })
	})
}

// Fill fills a form, a file for each copy or one for all. The result is never nil.
func (w *Workspace) Fill(ctx context.Context, o FillOptions) (*Result, error) {
	return w.use(ctx, o.Dir, func(r *Result, folder *output.Folder) error { return w.fill(ctx, o, r, folder) })
}

func (w *Workspace) fill(ctx context.Context, o FillOptions, r *Result, folder *output.Folder) error {
	form, err := w.readForm(o)
	if err != nil {
		return err
	}
	r.Filled = form.describe()
	switch {
	case form.Part != "" && !form.Understood():
		return fault.Wrong("表名说的是“"+form.Part+"”，只要一部分的户或人："+o.Form, "请用 --where 指明是哪些，如 --where 健康状况=残疾；确实要全部的，请改表名")
	case !form.Understood():
		return fault.Wrong("没有在表里认出要填的地方："+o.Form, "请加 --explain 看看读出了什么；也可以在表里写上 {{户主姓名}} 这样的标记再填")
	}
	if err := folder.Try(); err != nil {
		return err
	}
	in, err := w.readFor(ctx, r)
	if err != nil {
		return err
	}
	r.found(slices.Concat(in.roster.Problems, doubtfulYear(in.roster, w.Year)))
	units, err := parallel.Until(ctx, func() ([]*fill.Unit, error) { return form.Units(in.roster), nil })
	if err != nil {
		return err
	}
	if len(units) == 0 {
		return fault.Wrong("没有要填的户", "请核对 --where 的条件；自然增加、自然减少的表只填有增减的户和村")
	}
	r.Filled.Copies = len(units)
	c := &copies{form: form, units: units, folder: folder, names: copyNames(form, in.roster, units, o.Book), unfit: make([][]fill.Unfit, len(units))}
	if err := folder.Ready(c.names, append(in.infos, form.info)); err != nil {
		return err
	}
	if o.Book {
		err = c.book(ctx)
	} else { // several at a time for each processor: while some wait for the disk, others are filled
		err = parallel.Each(ctx, 4*runtime.GOMAXPROCS(0), len(units), func() func(int) error {
			return func(i int) error { return c.write(ctx, i) }
		})
	}
	if err != nil {
		return err
	}
	for _, u := range units {
		r.Printed += len(u.Households)
	}
	r.found(append(r.Findings, c.problems()...))
	return nil
}

// copies are the copies of a form that are written.
type copies struct {
	form   *suppliedForm
	units  []*fill.Unit
	folder *output.Folder
	names  []string // of files
	unfit  [][]fill.Unfit
}

// copyNames names the files: 村/户编号-户主-表名, 村/村-表名, 村/村-组-表名, 表名.
func copyNames(form *suppliedForm, ros *model.Roster, units []*fill.Unit, book bool) []string {
	names := render.NewFileNames(ros.Villages)
	if book {
		return []string{names.At(form.base, form.Ext)}
	}
	out := make([]string, len(units))
	for i, u := range units {
		switch {
		case u.Household != nil:
			out[i] = names.In(u.Village, []string{u.Household.Number(), u.Household.HeadName(), form.base}, form.Ext)
		case form.Per == fill.PerGroup:
			out[i] = names.In(u.Village, []string{u.Village.Name, u.Group, form.base}, form.Ext)
		case form.Per == fill.PerVillage:
			out[i] = names.In(u.Village, []string{u.Village.Name, form.base}, form.Ext)
		default:
			out[i] = names.At(form.base, form.Ext)
		}
	}
	return out
}

// write writes one copy.
func (c *copies) write(ctx context.Context, i int) error {
	return output.Save(ctx, c.folder, c.names[i], func(to io.Writer) error {
		data, unfit, err := c.form.Fill(c.units[i])
		if err != nil {
			return err
		}
		c.unfit[i] = unfit // looked at where all is written
		_, err = to.Write(data)
		return err
	})
}

// book writes one file with all copies.
func (c *copies) book(ctx context.Context) error {
	sheets := make([]string, len(c.units))
	for i, u := range c.units {
		switch {
		case u.Household != nil:
			sheets[i] = model.Line(u.Household.HeadName() + u.Household.Number())
		case u.Group != "":
			sheets[i] = u.Village.Name + u.Group
		case u.Village != nil:
			sheets[i] = u.Village.Name
		}
	}
	return output.Save(ctx, c.folder, c.names[0], func(to io.Writer) error {
		data, unfit, err := c.form.Book(c.units, sheets)
		if err != nil {
			return err
		}
		c.unfit = unfit // looked at where all is written
		_, err = to.Write(data)
		return err
	})
}

// problems are the values that did not go into the form.
func (c *copies) problems() (ps model.Problems) {
	for i, list := range c.unfit {
		for _, u := range list {
			p := model.Problem{Severity: model.Warning, Rule: RuleUnfit, Field: u.Label, Value: u.Value,
				Message: fmt.Sprintf("%s“%s”没有填：%s", u.Where, u.Label, u.Why), Hint: "请在填好的表上手工补填"}
			if h := c.units[i].Household; h != nil {
				p.Pos, p.Household, p.Head, p.Subject = h.Where(), h.Number(), h.HeadName(), h
			}
			ps.Add(p)
		}
	}
	return ps
}
