package feedback

import (
	"fmt"
	"slices"
	"strconv"

	"ruhu/model"
	"ruhu/model/visit"
)

// Note is what people said of a line: 属实 or 不属实, what was done, and when.
type Note struct{ Result, Action, Done string }

// Person is what workbooks call whom the line is about; empty where that is the
// household.
func (l *Line) Person() string {
	if l.Member == nil {
		return ""
	}
	return visit.Labels(l.Household)[slices.Index(l.Household.Members, l.Member)]
}

// Answer puts what return workbooks say beside the lines, which are matched to the
// roster that was printed. A line is known by household, person and words, never by
// its place alone; where workbooks say different things of one, nothing is said of
// it. The findings tell what was not taken over.
func Answer(files []*File, answers []visit.Answer) (ps model.Problems) {
	lines := linesByWords(files)
	said := make(map[*Line]visit.Answer)
	disputed := make(map[*Line]bool)
	for _, a := range answers {
		line, why := lineOf(lines[wording{a.Of, a.Person, a.Text}], a)
		if line == nil {
			ps.Add(answerProblem(a, RuleAnswer, why, "请核对 --problems 给的是不是打印时的那份清单"))
			continue
		}
		note := Note{a.Result, a.Action, a.Done}
		if first, ok := said[line]; ok && line.Note != note {
			disputed[line] = true
			ps.Add(answerProblem(a, "return-disagree", "同一条上级反馈填得不一样，另见"+first.At.String()+"，都未采用", "请核实后改成一致"))
			continue
		}
		said[line], line.Note = a, note
	}
	for line := range disputed {
		line.Note = Note{}
	}
	return ps
}

// wording is what a line is known by.
type wording struct {
	*model.Household
	person, text string
}

// place is a line with the name of its list.
type place struct {
	list string
	*Line
}

// linesByWords gives the lines about households by what they are known by.
func linesByWords(files []*File) map[wording][]place {
	out := make(map[wording][]place)
	for _, l := range Lists(files) {
		for i := range l.Lines {
			if line := &l.Lines[i]; line.Household != nil {
				k := wording{line.Household, visit.Text(line.Person()), visit.Text(line.Said())}
				out[k] = append(out[k], place{visit.Text(l.Name), line})
			}
		}
	}
	return out
}

func answerProblem(a visit.Answer, rule, message, hint string) model.Problem {
	return model.Problem{Severity: model.Fault, Rule: rule, Pos: a.At, Field: visit.HeadFound, Value: a.Result, Person: a.Person,
		Household: a.Of.Number(), Head: a.Of.HeadName(), Message: message, Hint: hint}
}

// lineOf gives of the lines with an answer's words the one that it is about, or why
// there is none.
func lineOf(fits []place, a visit.Answer) (*Line, string) {
	for _, same := range []func(place) bool{
		func(l place) bool { return l.list == a.List },
		func(l place) bool { return strconv.Itoa(l.Row) == a.Row },
	} {
		if some := slices.DeleteFunc(slices.Clone(fits), func(l place) bool { return !same(l) }); len(fits) > 1 && len(some) > 0 {
			fits = some
		}
	}
	switch len(fits) {
	case 0:
		return nil, "给出的清单里没有这一户、这个人的这一条，填写的核查结果未采用"
	case 1:
		return fits[0].Line, ""
	}
	return nil, fmt.Sprintf("给出的清单里这样的有%d条，分不清是哪一条，填写的核查结果未采用", len(fits))
}

// Rematch finds whom the lines are about in the corrected roster. Who was found in
// the one that was printed and is not in it any more is said to be gone.
func Rematch(corrected *model.Roster, files []*File) {
	found := make(map[*Line]string)
	for _, f := range files {
		for line := range f.All() {
			if line.Household != nil {
				found[line] = call(line.Household)
			}
		}
	}
	Match(corrected, files)
	for line, who := range found {
		if line.Household == nil {
			line.Trouble = "打印时对到" + who + "，核实后的花名册里对不上了"
		}
	}
}
