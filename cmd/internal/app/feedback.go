package app

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"ruhu/cmd/internal/fault"
	"ruhu/cmd/internal/input"
	"ruhu/cmd/internal/output"
	"ruhu/model"
	"ruhu/model/collect"
	"ruhu/model/feedback"
	"ruhu/model/sheet"
	"ruhu/model/visit"
	"ruhu/render/book"
)

// feedbacks is the lists of problems from above that a run was given.
type feedbacks struct {
	lists   []*feedback.List
	infos   []os.FileInfo
	origins []visit.Origin
}

// readFeedback reads lists of problems from above and finds whom each line is
// about. The error names everything that cannot be read or is no such list.
func readFeedback(cb *model.Codebook, q *Request, r *model.Roster) (feedbacks, error) {
	var u feedbacks
	var errs []error
	for _, name := range q.Feedback {
		if err := u.read(cb, q.Memory, name); err != nil {
			errs = append(errs, err)
		}
	}
	feedback.Match(r, u.lists)
	return u, fault.Join(errs)
}

func (u *feedbacks) read(cb *model.Codebook, memory input.Memory, name string) error {
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
	l, err := feedback.Read(cb, file.Input(), filepath.Base(name))
	var known *sheet.Error
	switch {
	case errors.As(err, &known):
		return fault.Input(name+"："+known.Message, known.Hint, err)
	case err != nil:
		return fault.Reading(name, err)
	case l == nil:
		return fault.Input("不像是反馈的问题清单："+name, "清单要有写明问题的一列（如“疑似问题”“问题描述”），和户编号、证件号码或姓名", nil)
	case len(l.Lines) == 0:
		return fault.Input("反馈的问题清单里没有一行问题："+name, "请核对是否选错了文件", nil)
	}
	mark, err := file.Origin()
	u.lists, u.infos, u.origins = append(u.lists, l), append(u.infos, file.Info), append(u.origins, mark)
	return err
}

// problems gives the lines as findings.
func (u feedbacks) problems(cb *model.Codebook) (ps model.Problems) {
	for _, l := range u.lists {
		ps = append(ps, l.Problems(cb)...)
	}
	return ps
}

// names gives the workbooks in which the lists are given back, one a list.
func (u feedbacks) names() []string {
	out := make([]string, len(u.lists))
	taken := make(map[string]int)
	for i, l := range u.lists {
		name := output.AnswerBase
		if len(u.lists) > 1 {
			name += "-" + strings.TrimSuffix(l.Name, filepath.Ext(l.Name))
		}
		if taken[name]++; taken[name] > 1 {
			name += fmt.Sprintf("-%d", taken[name])
		}
		out[i] = name + ".xlsx"
	}
	return out
}

// write gives the lists back with what people wrote in the list of problems that
// stands there, before that is written anew.
func (u feedbacks) write(folder *output.Folder, cb *model.Codebook, problems book.Notes) error {
	notes := problems.FeedbackNotes(cb, u.lists)
	for i, name := range u.names() {
		old, err := folder.Notes(name)
		if err != nil {
			return err
		}
		l, said := u.lists[i], notes[:len(u.lists[i].Lines)]
		notes = notes[len(said):]
		err = output.Save(folder, name, func(w io.Writer) error { return book.WriteFeedback(w, cb, l, said, old) })
		if err != nil {
			return err
		}
	}
	return nil
}

// reported gives the lines about households of a return workbook, in the order of
// the workbook.
func (u feedbacks) reported(households []visit.Household) (out []visit.Reported) {
	of := make(map[*model.Household][]visit.Reported)
	for _, l := range u.lists {
		for i := range l.Lines {
			if line := &l.Lines[i]; line.Household != nil {
				of[line.Household] = append(of[line.Household], visit.Reported{List: l.Name, Row: line.Row, Household: line.Household,
					Person: line.Person(), Text: line.Text, Deadline: line.Deadline})
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
func (u feedbacks) answer(cb *model.Codebook, out *collect.Outcome) (ps model.Problems) {
	if len(u.lists) == 0 {
		if n := len(out.Answers); n > 0 {
			ps.Add(model.Problem{Severity: model.Warning, Rule: "feedback-answer", Pos: out.Answers[0].At, Field: visit.HeadFound,
				Message: fmt.Sprintf("回填表里填了上级反馈的核查情况 %d 条，没有给出那份清单，没有写出反馈销号表", n),
				Hint:    "请加上 --problems 和打印时用的那份清单，再汇总一遍"})
		}
		return ps
	}
	for _, p := range u.problems(cb) {
		if p.Severity == model.Fault {
			ps.Add(p)
		}
	}
	ps = append(ps, feedback.Answer(u.lists, out.Answers)...)
	feedback.Rematch(out.Roster, u.lists)
	return ps
}
