package app

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"ruhu/cmd/internal/fault"
	"ruhu/model"
	"ruhu/model/collect"
	"ruhu/model/feedback"
	"ruhu/model/sheet"
	"ruhu/model/visit"
	"ruhu/render/book"
)

// answerName is the workbook in which a list from above is given back.
const answerName = "反馈销号表"

// upper is the lists of problems from above that a run was given.
type upper struct {
	lists []*feedback.List
	infos []os.FileInfo
}

// readFeedback reads lists of problems from above and finds whom each line is
// about. The error names everything that cannot be read or is no such list.
func readFeedback(cb *model.Codebook, files []string, r *model.Roster) (upper, error) {
	var u upper
	var errs []error
	for _, name := range files {
		l, info, err := readList(cb, name)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		u.lists, u.infos = append(u.lists, l), append(u.infos, info)
	}
	feedback.Match(r, u.lists)
	return u, fault.Join(errs)
}

func readList(cb *model.Codebook, name string) (*feedback.List, os.FileInfo, error) {
	file, err := os.Open(name)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil, fault.Input("找不到文件："+name, "请核对 --problems 后面的文件名和所在的文件夹", err)
	}
	if err != nil {
		return nil, nil, fault.Reading(name, err)
	}
	defer file.Close()
	info, err := file.Stat()
	switch {
	case err != nil:
		return nil, nil, fault.Reading(name, err)
	case !info.Mode().IsRegular():
		return nil, nil, fault.Input("--problems 要写文件："+name, "一份反馈的问题清单写一次 --problems", nil)
	}
	l, err := feedback.Read(cb, sheet.Input{Name: name, Data: file, Size: info.Size()}, filepath.Base(name))
	switch {
	case err != nil:
		var known *sheet.Error
		if errors.As(err, &known) {
			return nil, nil, fault.Input(name+"："+known.Message, known.Hint, err)
		}
		return nil, nil, fault.Reading(name, err)
	case l == nil:
		return nil, nil, fault.Input("不像是反馈的问题清单："+name, "清单要有写明问题的一列（如“疑似问题”“问题描述”），和户编号、证件号码或姓名", nil)
	case len(l.Lines) == 0:
		return nil, nil, fault.Input("反馈的问题清单里没有一行问题："+name, "请核对是否选错了文件", nil)
	}
	return l, info, nil
}

// problems gives the lines as findings.
func (u upper) problems(cb *model.Codebook) (ps model.Problems) {
	for _, l := range u.lists {
		ps = append(ps, l.Problems(cb)...)
	}
	return ps
}

// names gives the workbooks in which the lists are given back, one a list.
func (u upper) names() []string {
	out := make([]string, len(u.lists))
	taken := make(map[string]int)
	for i, l := range u.lists {
		name := answerName
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
func (u upper) write(folder *Folder, cb *model.Codebook, problems book.Kept) error {
	notes := problems.FeedbackNotes(cb, u.lists)
	for i, name := range u.names() {
		old, err := folder.kept(name)
		if err != nil {
			return err
		}
		l, said := u.lists[i], notes[:len(u.lists[i].Lines)]
		notes = notes[len(said):]
		err = save(folder, name, func(w io.Writer) error { return book.WriteFeedback(w, cb, l, said, old) })
		if err != nil {
			return err
		}
	}
	return nil
}

// reported gives the lines about households of a return workbook, in the order of
// the workbook.
func (u upper) reported(households []visit.Household) (out []visit.Reported) {
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
func (u upper) answer(cb *model.Codebook, out *collect.Outcome) (ps model.Problems) {
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
