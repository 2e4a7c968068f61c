package app

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"ruhu/cmd/internal/fault"
	"ruhu/cmd/internal/input"
	"ruhu/cmd/internal/output"
	"ruhu/model"
	"ruhu/model/collect"
	"ruhu/model/feedback"
	"ruhu/model/parallel"
	"ruhu/model/sheet"
	"ruhu/model/visit"
)

// feedbacks is the lists of problems from above that a run was given.
type feedbacks struct {
	files   []*feedback.File
	infos   []os.FileInfo
	origins []visit.Origin
}

// readFeedback reads lists of problems from above and finds whom each line is
// about. The error names everything that cannot be read or is no such list.
func readFeedback(ctx context.Context, cb *model.Codebook, memory input.Memory, names []string, r *model.Roster) (feedbacks, error) {
	var u feedbacks
	var errs []error
	for _, name := range names {
		if err := u.read(ctx, cb, memory, name); err != nil {
			errs = append(errs, err)
		}
	}
	feedback.Match(r, u.files)
	return u, fault.Join(errs)
}

func (u *feedbacks) read(ctx context.Context, cb *model.Codebook, memory input.Memory, name string) error {
	file, err := memory.Open(name)
	if errors.Is(err, os.ErrNotExist) {
		return fault.Input("找不到文件："+name, "请核对 --problems 后面的文件名和所在的文件夹", err)
	}
	if err != nil {
		return err
	}
	defer file.Close()
	if !file.Info.Mode().IsRegular() {
		return fault.Input("--problems 要写文件："+name, "一份反馈的问题清单写一次 --problems", nil)
	}
	if slices.ContainsFunc(u.infos, func(other os.FileInfo) bool { return os.SameFile(other, file.Info) }) {
		return nil
	}
	f, err := parallel.Until(ctx, func() (*feedback.File, error) { return feedback.Read(cb, file.Input(), u.short(name)) })
	var known *sheet.Error
	switch {
	case errors.As(err, &known):
		return fault.Input(name+"："+known.Message, known.Hint, err)
	case err != nil:
		return fault.Reading(name, err)
	case len(f.Lists) == 0:
		return fault.Input("不像是反馈的问题清单："+name, "清单要有写明问题的一列（如“疑似问题”“问题描述”；或“指标”和“应改为”），和户编号、证件号码或姓名", nil)
	case !says(f):
		return fault.Input("反馈的问题清单里没有一行问题："+name, "请核对是否选错了文件", nil)
	}
	mark, err := file.Origin()
	u.files, u.infos, u.origins = append(u.files, f), append(u.infos, file.Info), append(u.origins, mark)
	return err
}

// short is the name of a list: that of its file, with the folder before it where an
// earlier one is called the same.
func (u *feedbacks) short(file string) string {
	base := filepath.Base(file)
	name := base
	for n := 1; slices.ContainsFunc(u.files, func(f *feedback.File) bool { return strings.EqualFold(f.Name, name) }); n++ {
		if name = filepath.Base(filepath.Dir(input.Absolute(file))) + "/" + base; n > 1 {
			name = fmt.Sprintf("%s（%d）", name, n)
		}
	}
	return name
}

// says reports a file with a problem.
func says(f *feedback.File) bool {
	for line := range f.All() {
		if line.Text != "" {
			return true
		}
	}
	return false
}

// problems gives the lines as findings.
func (u feedbacks) problems() (ps model.Problems) {
	for _, f := range u.files {
		ps = append(ps, f.Problems()...)
	}
	return ps
}

// names gives the workbooks in which the lists are given back, one a file.
func (u feedbacks) names() []string {
	if len(u.files) == 1 {
		return []string{output.AnswerBase + ".xlsx"}
	}
	out := make([]string, len(u.files))
	used := make(map[string]bool) // Windows takes A.xlsx for a.xlsx
	for i := range u.files {
		base := u.ownName(i)
		name := base
		for n := 2; used[strings.ToLower(name)]; n++ {
			name = fmt.Sprintf("%s-%d", base, n)
		}
		used[strings.ToLower(name)] = true
		out[i] = name + ".xlsx"
	}
	return out
}

// ownName is the name, without its end, of a list beside others.
func (u feedbacks) ownName(i int) string {
	name := u.files[i].Name
	return output.AnswerBase + "-" + strings.ReplaceAll(strings.TrimSuffix(name, filepath.Ext(name)), "/", "-")
}

// reported gives the lines about households of a return workbook, in the order of
// the workbook.
func (u feedbacks) reported(households []visit.Household) (out []visit.Reported) {
	of := make(map[*model.Household][]visit.Reported)
	for _, l := range feedback.Lists(u.files) {
		for i := range l.Lines {
			if line := &l.Lines[i]; line.Household != nil {
				of[line.Household] = append(of[line.Household], visit.Reported{List: l.Name, Row: line.Row, Household: line.Household,
					Person: line.Person(), Text: line.Said(), Deadline: line.Deadline})
			}
		}
	}
	for _, h := range households {
		for _, r := range of[h.Household] {
			r.Sheet = h.Main()
			out = append(out, r)
		}
	}
	return out
}

// answer puts what return workbooks say beside the lines, which are then matched to
// the corrected roster. The findings are the lines that fit nobody, and the answers
// that fit no line.
func (u feedbacks) answer(out *collect.Outcome) (ps model.Problems) {
	if len(u.files) == 0 {
		if n := len(out.Answers); n > 0 {
			ps.Add(model.Problem{Severity: model.Warning, Rule: feedback.RuleAnswer, Pos: out.Answers[0].At, Field: visit.HeadFound,
				Message: fmt.Sprintf("回填表里填了上级反馈的核查情况 %d 条，没有给出那份清单，没有写出反馈销号表", n),
				Hint:    "请加上 --problems 和打印时用的那份清单，再汇总一遍"})
		}
		return ps
	}
	for _, p := range u.problems() {
		if p.Severity == model.Fault {
			ps.Add(p)
		}
	}
	ps = append(ps, feedback.Answer(u.files, out.Answers)...)
	feedback.Rematch(out.Roster, u.files)
	return ps
}
