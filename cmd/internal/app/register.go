package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"ruhu/cmd/internal/fault"
	"ruhu/cmd/internal/output"
	"ruhu/cmd/internal/register"
	"ruhu/model"
	"ruhu/render"
	"ruhu/render/book"
)

// printed gives what the run printed.
func (p *printing) printed(entries []render.Entry) book.Register {
	r := p.result
	out := book.Register{Year: p.w.Year, Date: p.w.Date, Missing: r.Missing, Origins: p.in.origins, Households: r.Households, Held: r.Held}
	name := make(map[*model.Village]string)
	for i, told := range model.VillageNames(p.in.roster.Villages) {
		name[p.in.roster.Villages[i]] = told
	}
	for _, v := range p.batch.Visits() {
		out.Visits = append(out.Visits, book.VisitList{Village: name[v.Village], Pages: v.Pages, Sheets: v.Sheets})
	}
	for _, e := range entries {
		to := book.RegisterEntry{
			Number: e.Number, Form: e.Form.Title, Village: name[e.Village],
			Pages: e.Pages, Sheets: e.Sheets, File: strings.Join(e.Files, "、"), Date: p.w.Date,
		}
		if h := e.Household; h != nil {
			to.Group, to.Household, to.Head = h.GroupName(), h.Number(), h.HeadName()
			to.FormerNumbers = []string{h.Text(model.CodeFormerNumber), h.ProvisionalNumber()}
			to.FormerHeads = []string{h.Text(model.CodeFormerHead)}
		}
		out.Entries = append(out.Entries, to)
	}
	return out
}

// earlier reads the register that the folder holds already, before anything is
// written: people have filled it in, and a run must not lose that.
func (p *printing) earlier(ctx context.Context) error {
	name := p.choice.Register()
	old, err := register.Read(ctx, p.folder.Path(name))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return fault.Output("输出文件夹里原有的打印登记读不了，没有打印：\n"+err.Error(),
			"请用 WPS/Excel 打开修复，或把它移到别处保存，再打印", err)
	}
	if old.Year != 0 && old.Year != p.w.Year {
		return fault.Wrong(fmt.Sprintf("%s 是%d年度的登记，这次打印的是%d年度", p.folder.Path(name), old.Year, p.w.Year),
			"请用 -o 另指定一个文件夹")
	}
	p.old = &old
	return nil
}

// saveRegister writes the register of the folder: that of the run, and what an
// earlier one says.
func (p *printing) saveRegister(ctx context.Context, entries []render.Entry) error {
	r := p.printed(entries)
	if p.old != nil {
		r = r.Continue(*p.old)
	}
	for _, s := range r.Strangers {
		p.problems.Add(model.Problem{
			Severity: model.Warning, Rule: "register-family", Pos: model.Pos{File: p.folder.Path(p.choice.Register())}, Value: s.Is.Number,
			Household: s.Is.Household, Head: s.Is.Head,
			Message: fmt.Sprintf("表号 %s 在打印登记里原是%s%s（%s）的，现在是%s（%s）的；原来登记的内容没有带过来，记在另一行", s.Is.Number,
				s.Was.Village, s.Was.Head, s.Was.Household, s.Is.Head, s.Is.Household),
			Hint: "请核对是不是同一户；若是，请把那一行登记的内容抄过来",
		})
	}
	p.account(p.result)
	return output.Save(ctx, p.folder, p.choice.Register(), func(w io.Writer) error { return book.WriteRegister(w, r) })
}
