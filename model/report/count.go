package report

import (
	"fmt"
	"slices"

	"ruhu/model"
)

// counted says what figures of one kind count, and how.
type counted struct {
	id         string // the subject, of a part only what it is within whole
	whole      string
	group      Group
	name       string
	how        string
	source     string
	need       need
	why        string // a reason other than a missing column for which they are not known
	village    int    // the village that is counted, from 1 on; 0: all
	code       model.Code
	rule       string
	ofMeasures *Measures
}

// subject is what is counted; see Figure.
func (k *counted) subject() string {
	if k.whole == "" {
		return k.id
	}
	return k.whole + "." + k.id
}

// figure adds one figure; its value is what the refs add up to.
func (r *Report) figure(k counted, unit string, refs []Ref) *Figure {
	f := &Figure{
		Subject: k.subject(), Whole: k.whole, Unit: unit, Group: k.group, Village: k.village, Code: k.code, Rule: k.rule, Measures: k.ofMeasures,
		Name: k.name, How: k.how, Source: k.source,
	}
	if k.whole != "" {
		f.Key = k.id
	}
	if f.Why = r.lacking(k.need); f.Why == "" {
		f.Why = k.why
	}
	if unit == Persons && r.nobody && k.need.lists == 0 {
		f.Why = "花名册里没有家庭成员"
	}
	tally := r.tallyOf(k.need, k.village-1)
	switch all := tally.all(); {
	case f.Why != "" || all == 0:
	case tally[model.NotAsked] == all:
		f.Why = "花名册里没有" + r.words(k.need)
	case tally[model.Filled] == 0:
		f.Why = "花名册里" + r.words(k.need) + "没有填"
	}
	if tally[model.Filled] < tally.all() {
		f.Missing = Missing{Lack: r.words(k.need), Unasked: tally[model.NotAsked], Blank: tally[model.Blank]}
	}
	if f.Known = f.Why == ""; f.Known {
		f.Behind = refs
		for _, x := range refs {
			f.Value += x.Amount
		}
	}
	return r.add(f)
}

// pair adds a figure of households and one of their people.
func (r *Report) pair(k counted, fs []*family) {
	r.figure(k, Households, homes(fs))
	r.figure(k, Persons, everybody(fs))
}

// endOfYear is how people are counted wherever nothing else is said.
const endOfYear = "人数为年末人口：家庭成员，加自然增加中尚未列入的，减自然减少中仍在列的"

func (r *Report) countScale() {
	r.pair(counted{
		id: "registered", group: GroupScale, name: "年末在册", source: "通知二（七）；一（三）",
		how: "花名册中的建档立卡户，不含边缘户、已整户减少的户和信息不全未能确定的户；" + endOfYear,
	}, among(r.families, (*family).here))
	r.Of("registered", Persons).Missing = r.missingPeople()
	r.pair(counted{
		id: "lifted-all", group: GroupScale, name: "年末已脱贫", source: "通知一（一）",
		how:  "脱贫属性为已脱贫、预脱贫，或本年度变动为脱贫的户；本年返贫、回退的不计",
		need: isLifted,
	}, among(r.families, func(f *family) bool { return f.here() && f.out }))
	r.pair(counted{
		id: "unlifted", group: GroupScale, name: "年末未脱贫", source: "通知一（二）",
		how: "年末在册、脱贫属性为未脱贫等，或本年度变动为新识别、返贫、回退的户；脱贫属性没有填的不计", need: isLifted,
	}, among(r.families, (*family).poor))
	var held []Ref
	for _, h := range r.roster.Held {
		held = append(held, Ref{Household: h, Amount: 1})
	}
	r.figure(counted{
		id: "held", group: GroupScale, name: "信息不全未能确定",
		how: "没有户编号、编号重复或对不上户的，未计入其他各数",
	}, Households, held)
}

// change is one of the four decisions about a household.
type change struct {
	id, name, how, source string
	need                  need
	of                    func(*family) bool
}

// decisions are the year's, in the order of the notice.
func (r *Report) decisions() []change {
	marked := columns(model.CodeChange)
	return []change{
		{"lifted", "脱贫", fmt.Sprintf("本年度变动为脱贫，或脱贫属性为预脱贫，或已脱贫且脱贫年度为%d年的户；本年返贫、回退的不计", r.Year),
			"通知一（二）", isLifted.or(model.CodeChange, model.CodeLifted), func(f *family) bool { return f.here() && f.lifted }},
		{"new", "新识别", "本年度变动为新识别的户；人数不含这些户中列为自然增加的人", "通知一（二）", marked, func(f *family) bool { return f.isNew }},
		{"relapsed", "返贫", "本年度变动为返贫的户", "通知一（二）、三（四）", marked, func(f *family) bool { return f.relapsed }},
		{"back", "回退", "本年度变动为回退的户", "通知一（一）", marked, func(f *family) bool { return f.back }},
	}
}

func (r *Report) countChanges() {
	for _, d := range r.decisions() {
		r.decision(counted{id: d.id, group: GroupChanges, name: d.name, how: d.how, source: d.source, need: d.need}, d, r.families)
	}
	r.countProposals()
	gone := among(r.families, func(f *family) bool { return f.gone })
	k := counted{
		id: "gone", group: GroupChanges, name: "整户减少", source: "通知一（二）",
		how:  "家庭成员都已列为自然减少、年末没有人的户；人数为其中自然减少的人",
		need: ofList(model.RemovalList),
	}
	r.figure(k, Households, homes(gone))
	r.figure(k, Persons, leavers(gone))
}

// countProposals counts what is only proposed: it is in no other figure, nor are
// households that are only to be 新识别.
func (r *Report) countProposals() {
	var all []*family
	of := make(map[string][]*family)
	for _, f := range slices.Concat(r.families, r.joining) {
		list := f.Proposed()
		if len(list) > 0 {
			all = append(all, f)
		}
		for _, answer := range list {
			of[answer] = append(of[answer], f)
		}
	}
	const how = "本年度变动写作拟、计划、预等的，尚未确定，不计入其他各数；拟新识别的户也不计入在册"
	k := counted{id: "proposed", group: GroupChanges, name: "拟办", source: "通知一（二）", how: how, need: columns(model.CodeChange)}
	r.pair(k, all)
	for _, answer := range [...]string{model.ChangeLifted, model.ChangeNew, model.ChangeRelapse, model.ChangeBack} {
		if len(of[answer]) > 0 {
			k.whole, k.id, k.name = "proposed", answer, "拟办：拟"+answer
			r.pair(k, of[answer])
		}
	}
}

// decision is a pair; of new households those of 自然增加 are counted as such.
func (r *Report) decision(k counted, d change, fs []*family) {
	fs = among(fs, d.of)
	if d.id != "new" {
		r.pair(k, fs)
		return
	}
	var refs []Ref
	for _, f := range fs {
		refs = append(refs, persons(f.newcomers())...)
	}
	r.figure(k, Households, homes(fs))
	r.figure(k, Persons, refs)
}
