package report

import (
	"fmt"
	"slices"
	"strings"

	"ruhu/model"
)

// Guarantee is one of 两不愁三保障 and 饮水安全, as far as the indicators tell.
type Guarantee struct {
	ID, Name string
	// Codes are the indicators that tell.
	Codes []model.Code
	how   string
	need  need
	// persons says what of a person's is unresolved, home what of the household's;
	// empty when nothing is. One of the two is set.
	persons func(*Report, *person) string
	home    func(*Report, *family) string
	// stated says how far the household tells: Filled where it does.
	stated func(*Report, *family) model.State
}

// guarantees are judged as the checks judge them (model/check, lifting). Of
// 不愁吃、不愁穿 the notice has no indicator: income stands for them.
var guarantees = []*Guarantee{
	{
		ID: "schooling", Name: "义务教育", Codes: []model.Code{model.CodeStudy, model.CodeDropout}, need: columns(model.CodeIdentity).or(model.CodeStudy, model.CodeDropout),
		how:    "义务教育年龄的孩子不在校，且不是因病、因残（A8、A9、A14）；当年才到入学年龄的不计",
		stated: schoolStated,
		persons: func(r *Report, p *person) string {
			if !p.vital.MustStudy(model.LateSchoolAge) {
				return ""
			}
			if out := r.lists.OutOfSchool(&p.Record); out != "" {
				return fmt.Sprintf("%d岁%s", p.vital.Age, out)
			}
			return ""
		},
	},
	{
		ID: "medical", Name: "基本医疗", Codes: []model.Code{model.CodeMedical, model.CodeWorkMedical}, need: oneOf(model.CodeMedical, model.CodeWorkMedical),
		how:    "A17 是否参加城乡居民基本医疗保险为否的人；名册里写明参加职工医保的不计",
		stated: medicalStated,
		persons: func(_ *Report, p *person) string {
			if insured, code := p.Member.Insured(); insured == model.No {
				return "未参加" + model.InsuranceOf(code)
			}
			return ""
		},
	},
	{
		ID: "house", Name: "住房安全", Codes: []model.Code{model.CodeHouse}, need: columns(model.CodeHouse),
		how:    "A40 危房等级为C级、D级的户（或危房户为是的户）",
		home:   func(_ *Report, f *family) string { return f.DangerousHouse() },
		stated: func(_ *Report, f *family) model.State { return told(&f.Record, f.HouseStated(), model.CodeHouse) },
	},
	{
		ID: "water", Name: "饮水安全", Codes: []model.Code{model.CodeWater}, need: columns(model.CodeWater),
		how: "A44 是否解决安全饮用水为否的户",
		home: func(_ *Report, f *family) string {
			if f.WithoutWater() {
				return "是否解决安全饮用水为“否”"
			}
			return ""
		},
		stated: func(_ *Report, f *family) model.State {
			return told(&f.Record, f.Label(model.CodeWater) != "", model.CodeWater)
		},
	},
	{
		ID: "income", Name: "收入（两不愁）", Codes: []model.Code{model.CodePerHead}, need: incomeNeed,
		how: "人均纯收入低于省定标准的户；吃穿没有单独的指标，以收入代；" + perHeadHow,
		home: func(r *Report, f *family) string {
			if f.incomeKnown && f.income < r.Standard {
				return fmt.Sprintf("人均纯收入%s元，低于省定标准%s元", model.Plain(f.income), model.Plain(r.Standard))
			}
			return ""
		},
		stated: func(_ *Report, f *family) model.State {
			return told(&f.Record, f.incomeKnown, model.IncomeColumns...)
		},
	},
}

// judge gives what is unresolved of a household, and why: of it as a whole or, of what
// asks for persons, whom it concerns.
func (g *Guarantee) judge(r *Report, f *family) (out []Ref) {
	if g.home != nil {
		if note := g.home(r, f); note != "" {
			out = append(out, Ref{Household: f.Household, Amount: 1, Note: note})
		}
		return out
	}
	for _, p := range f.people {
		if !p.listed {
			continue // who has just joined is told of by 附件3
		}
		if note := g.persons(r, p); note != "" {
			out = append(out, Ref{Household: f.Household, Member: p.Member, Amount: 1, Note: note})
		}
	}
	return out
}

// guaranteeScope is among whom unresolved guarantees are counted.
type guaranteeScope struct {
	id, name, how string
	of            func(*family) bool
	status        bool // asks for 脱贫属性
}

var guaranteeScopes = [...]guaranteeScope{
	{"unresolved", "未解决", "年末在册户中：", (*family).here, false},
	{"lifted-unresolved", "未解决（已脱贫户）", "年末已脱贫户中：", func(f *family) bool { return f.here() && f.out }, true},
}

// countGuarantees counts what is unresolved among all registered households,
// and among those that are 已脱贫.
func (r *Report) countGuarantees() {
	for _, scope := range guaranteeScopes {
		fs := among(r.families, scope.of)
		for _, g := range guarantees {
			r.countGuarantee(scope, g, fs)
		}
		k := counted{
			whole: scope.id, id: "any", group: GroupGuarantee, name: "义务教育、基本医疗、住房、饮水任一项" + scope.name,
			how: scope.how + "至少一项未解决的户，每户只计一次；花名册没有的项目不计；" + endOfYear, source: "通知三（三）",
			need: scope.needs(oneOf(model.CodeStudy, model.CodeDropout, model.CodeMedical, model.CodeWorkMedical, model.CodeHouse, model.CodeWater)),
		}
		r.pair(k, among(fs, r.anyUnresolved))
		for _, unit := range [...]string{Households, Persons} {
			any := r.Of(k.subject(), unit)
			for _, g := range guarantees {
				if g.ID != "income" {
					any.Of = append(any.Of, r.Of(scope.id+"."+g.ID, unit))
				}
			}
		}
	}
	r.guaranteeTable()
}

// needs adds the column that the scope asks for.
func (s guaranteeScope) needs(n need) need {
	if s.status {
		n.groups = slices.Insert(slices.Clone(n.groups), 0, []model.Code{model.CodeStatus})
	}
	return n
}

func (r *Report) countGuarantee(scope guaranteeScope, g *Guarantee, fs []*family) {
	var homes, people []Ref
	u := Missing{Lack: r.words(g.need)}
	for _, f := range fs {
		switch bad := g.judge(r, f); {
		case len(bad) > 0 && g.home != nil:
			homes, people = append(homes, bad...), append(people, persons(f.people)...)
		case len(bad) > 0:
			homes, people = append(homes, Ref{Household: f.Household, Amount: 1}), append(people, bad...)
		default:
			switch g.stated(r, f) {
			case model.NotAsked:
				u.Unasked++
			case model.Blank:
				u.Blank++
			}
		}
	}
	k := counted{
		whole: scope.id, id: g.ID, group: GroupGuarantee, name: g.Name + scope.name, how: scope.how + g.how,
		source: "通知三（三）、（五）", need: scope.needs(g.need), why: r.unstated(g),
	}
	r.figure(k, Households, homes).Missing = u
	r.figure(k, Persons, people).Missing = u
}

// anyUnresolved reports a household with something unresolved, income apart.
func (r *Report) anyUnresolved(f *family) bool {
	for _, g := range guarantees {
		if g.ID != "income" && r.lacking(g.need) == "" && len(g.judge(r, f)) > 0 {
			return true
		}
	}
	return false
}

// unstated says that no household tells of the guarantee, though there is a column.
func (r *Report) unstated(g *Guarantee) string {
	if len(r.families) == 0 {
		return ""
	}
	for _, f := range r.families {
		if len(g.judge(r, f)) > 0 || g.stated(r, f) == model.Filled {
			return ""
		}
	}
	return "花名册的这一列没有填"
}

func (r *Report) guaranteeTable() {
	t := &Table{
		ID: "guarantees", Title: "两不愁三保障和饮水安全未解决情况",
		Head: append(append(heads("项目"), prefixed("在册户中", Households, Persons)...), prefixed("其中已脱贫户", Households, Persons)...),
		Note: "住房、饮水、收入的人数为这些户的全部人口，义务教育、基本医疗的人数为本人。",
	}
	row := func(name, id string) []Cell {
		cells := []Cell{text(name)}
		for _, scope := range guaranteeScopes {
			cells = append(cells, number(r.Of(scope.id+"."+id, Households)), number(r.Of(scope.id+"."+id, Persons)))
		}
		return cells
	}
	var unknown []string
	for _, g := range guarantees {
		t.Rows = append(t.Rows, row(g.Name, g.ID))
		if g.ID != "income" && (r.lacking(g.need) != "" || r.unstated(g) != "") {
			unknown = append(unknown, g.Name)
		}
	}
	if len(unknown) > 0 {
		t.Note += "“任一项”不含花名册没有的：" + strings.Join(unknown, "、") + "。"
	}
	t.Total = row("任一项未解决（不含收入）", "any")
	r.tables = append(r.tables, t)
}
