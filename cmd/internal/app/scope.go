package app

import (
	"fmt"
	"slices"
	"strings"

	"ruhu/model"
)

// report keeps of the findings, and of the households held back, those that the
// run is about: a trial of three households is not told what is wrong with the
// thousand others.
func (p *printing) report() {
	r := p.result
	r.Narrow = p.scope() != ""
	numbers := make(map[string]bool) // of the households that the run is about
	r.Back = nil
	for h := range p.roster.Each {
		if p.about(h) {
			numbers[h.Number()] = true
		}
	}
	for _, h := range p.roster.Held {
		if p.about(h) {
			numbers[h.Number()] = true
			r.Back = append(r.Back, Held{Number: h.Number(), Pos: h.Where()})
		}
	}
	if r.Narrow {
		p.problems = slices.DeleteFunc(p.problems, func(f model.Problem) bool {
			switch {
			case f.Subject != nil:
				return !p.about(f.Subject)
			case f.Household != "":
				return !numbers[f.Household]
			}
			return !p.opt.Part.whole() && p.opt.Part.Index != 1 // of files and columns: told once
		})
	}
	p.account()
}

// about reports a household whose findings the run tells.
func (p *printing) about(h *model.Household) bool {
	return p.batch.About(h) && (p.opt.Part.whole() || p.takesHeld(h))
}

// longestScope is how many characters of the user's choice a list repeats.
const longestScope = 200

// scope says which households' findings the run tells; empty: all.
func (p *printing) scope() string {
	o := p.opt
	var chosen []string
	if len(o.Villages) > 0 {
		chosen = append(chosen, "--village "+strings.Join(o.Villages, ","))
	}
	if len(o.Households) > 0 {
		chosen = append(chosen, "--household "+strings.Join(o.Households, ","))
	}
	if o.First > 0 {
		chosen = append(chosen, fmt.Sprintf("--first %d", o.First))
	}
	if !o.Part.whole() {
		chosen = append(chosen, fmt.Sprintf("--shard %d/%d", o.Part.Index, o.Part.Of))
	}
	if len(chosen) == 0 {
		return ""
	}
	return "只列这次所选的户的问题（" + cut(strings.Join(chosen, " "), longestScope) + "）；整本花名册的问题用 ruhu check 查看。"
}

func cut(text string, most int) string {
	if r := []rune(text); len(r) > most {
		return string(r[:most]) + "…"
	}
	return text
}

// nameList names the list of problems: each part of a divided run has one of its
// own, and where only some households are printed it does not take the place of a
// list of more, or of others.
func (p *printing) nameList(folder *Folder) error {
	r := p.result
	r.List = problemsBase + p.opt.Part.suffix() + ".xlsx"
	scope := p.scope()
	if scope == "" || !p.opt.Part.whole() {
		return nil
	}
	for n := 1; folder.Holds(r.List); n++ {
		old, err := folder.kept(r.List)
		if err != nil || old.Says(scope) {
			return err
		}
		r.List = fmt.Sprintf("%s-部分%d.xlsx", problemsBase, n)
	}
	return nil
}
