package roster

import (
	"fmt"
	"strings"

	"ruhu/model"
)

// noVillage is the name of the village of households that name none.
const noVillage = model.NoVillage

// finish joins everything that was read.
func (c *collector) finish() *model.Roster {
	c.joinMembers()
	c.joinUnits()
	c.joinOthers()
	c.joinLeft()
	c.joinPersons()
	c.holdTwins()
	c.holdCut()
	c.unlink()
	ros := &model.Roster{Data: c.data}
	c.placeHouseholds(ros)
	c.answerLists()
	ros.Identify()
	if c.mask {
		ros.Mask()
	}
	c.numberDrafts()
	c.reportUntold()
	for _, d := range c.drafts {
		c.checkHousehold(d)
		c.checkChanges(d)
	}
	ros.Problems = c.problems()
	for _, told := range c.sheets {
		ros.Sheets = append(ros.Sheets, *told)
	}
	return ros
}

// joinMembers gives the persons of member sheets to their households. Where a
// sheet 户 says which households there are, others are not made up.
func (c *collector) joinMembers() {
	var group *draft // of rows without a number, one under the other
	var last model.At
	for i := range c.members {
		w := &c.members[i]
		var d *draft
		if w.number == "" && w.above != "" && !*w.repeat && c.headAgrees(w) {
			w.number = w.above
		}
		switch {
		case w.number != "":
			d = c.householdOf(w)
		case group != nil && w.at.Source == last.Source && w.at.Row == last.Row+1:
			d, last = group, w.at
		default:
			d, last = c.holdPersons(w), w.at
			group = d
		}
		c.merge(d, w.extra)
		w.member.Household = d.Household
		if hasValues(&w.member.Record) {
			d.take(w.member, w.at.Source)
		}
	}
}

// headAgrees reports that a row without 户编号 names no other 户主 than the
// household of the row above has.
func (c *collector) headAgrees(w *pending) bool {
	name, ok := valueOf(w.extra.household, model.CodeHeadName)
	if !ok {
		return true
	}
	for _, d := range c.byNumber[w.above] {
		if d.place.agrees(w.place) && model.Squeeze(d.HeadName()) == model.Squeeze(name) {
			return true
		}
	}
	return false
}

// joinLeft lays what the rows of former members say about their households
// into these.
func (c *collector) joinLeft() {
	for i := range c.left {
		if d := c.known(&c.left[i]); d != nil {
			c.merge(d, c.left[i].extra)
		}
	}
}

func hasValues(r *model.Record) bool {
	for range r.Values {
		return true
	}
	return false
}

// householdOf finds the household of a person by number, or makes it.
func (c *collector) householdOf(w *pending) *draft {
	for _, d := range c.byNumber[w.number] {
		if d.place.agrees(w.place) {
			return d
		}
	}
	if list := c.byNumber[w.number]; len(list) > 0 && !list[0].listed {
		return list[0]
	}
	if c.households && !c.list {
		return c.holdPersons(w)
	}
	d := c.newDraft(w.number, w.place)
	d.Set(model.CodeNumber, w.number, model.AsText, w.at)
	return d
}

// holdPersons makes a household, to be held back, for persons whose number is
// blank or in no sheet 户.
func (c *collector) holdPersons(w *pending) *draft {
	d := c.newDraft(w.number, w.place)
	d.held = true
	p := model.Problem{
		Rule: "member-without-household", Pos: c.data.PosAt(w.at),
		Field: string(model.CodeNumber), Code: model.CodeNumber, Value: w.number,
		Person:  w.member.Name(),
		Message: "家庭成员没有填户编号，不知道是哪一户的人，暂不打印",
		Hint:    "请补填户编号",
	}
	if w.number != "" {
		d.Set(model.CodeNumber, w.number, model.AsText, w.at)
		p.Message = fmt.Sprintf("家庭成员的户编号 %s 在“户”表中找不到，暂不打印", w.number)
		p.Hint = "请核对户编号，或在“户”表中补上这一户"
	}
	c.fault(finding{draft: d, problem: p})
	return d
}

// joinOthers gives measures, helpers and changes to their households.
func (c *collector) joinOthers() {
	for i := range c.others {
		w := &c.others[i]
		d, why := c.known(w), ""
		if d == nil && w.number == "" {
			d, why = c.byHead(w.extra, w.place)
		}
		if d == nil {
			c.orphan(w, why)
			continue
		}
		w.of = d
		switch w.scope {
		case model.OfMeasure:
			d.Measures = append(d.Measures, w.record)
		case model.OfHelper:
			d.Helpers = append(d.Helpers, w.record)
		case model.OfRemoval:
			d.Removed = append(d.Removed, w.record)
		case model.OfAddition:
			w.member.Household = d.Household
			d.Added = append(d.Added, w.member)
		}
	}
}

// known finds the household of a row that cannot make one.
func (c *collector) known(w *pending) *draft {
	list := c.byNumber[w.number]
	for _, d := range list {
		if d.place.agrees(w.place) {
			return d
		}
	}
	if len(list) == 1 {
		return list[0]
	}
	return nil
}

// rowNames are what rows without a household are called.
var rowNames = map[model.Scope]string{
	model.OfMeasure: "帮扶措施", model.OfHelper: "帮扶责任人",
	model.OfAddition: "自然增加", model.OfRemoval: "自然减少",
}

// orphan reports a row that finds no household; why says more where the row
// names a 户主.
func (c *collector) orphan(w *pending, why string) {
	skipRow(w.told, w.at.Row, skipOrphan)
	switch w.scope {
	case model.OfAddition, model.OfRemoval:
		w.told.Changes--
	default:
		w.told.Others--
	}
	p := model.Problem{
		Rule: "row-without-household", Pos: c.data.PosAt(w.at),
		Field: string(model.CodeNumber), Code: model.CodeNumber, Value: w.number,
		Household: w.number, Person: w.person(),
		Message: fmt.Sprintf("这一行%s没有填户编号，未读入", rowNames[w.scope]),
		Hint:    "请补填户编号",
	}
	if why != "" {
		p.Message, p.Hint = fmt.Sprintf("这一行%s%s，未读入", rowNames[w.scope], why), "请补填户编号"
	}
	if w.number != "" {
		p.Message = fmt.Sprintf("这一行%s的户编号 %s 在名册中找不到，未读入", rowNames[w.scope], w.number)
		p.Hint = "请核对户编号"
	}
	c.fault(finding{problem: p})
}

func (w *pending) person() string {
	switch {
	case w.member != nil:
		return w.member.Name()
	case w.scope == model.OfRemoval:
		return w.record.Text(model.CodeLeaver)
	case w.scope == model.OfHelper:
		return w.record.Text(codeHelper)
	}
	return ""
}

// holdTwins holds back all households that share a number.
func (c *collector) holdTwins() {
	for _, d := range c.drafts {
		list := c.byNumber[d.link()]
		if c.list || d.held || len(list) < 2 {
			continue
		}
		d.held = true
		others := make([]string, 0, 3)
		for _, o := range list {
			if o != d && len(others) < 3 {
				others = append(others, o.Where().String())
			}
		}
		c.fault(finding{draft: d, problem: model.Problem{
			Rule: "household-twice", Pos: d.Where(),
			Field: string(model.CodeNumber), Code: model.CodeNumber, Value: d.Number(),
			Message: fmt.Sprintf("户编号 %s 用在了不同的户上，另见%s，都暂不打印", d.Number(), strings.Join(others, "、")),
			Hint:    "请核对，一户一个编号",
		}})
	}
}

// holdCut holds back persons whom a number brought together that lost its tail,
// unless they are plainly one household: with one 户主.
func (c *collector) holdCut() {
	for _, d := range c.drafts {
		if c.list || d.held || !d.cut || len(d.Members) < 2 || len(d.heads()) == 1 {
			continue
		}
		d.held = true
		c.fault(finding{draft: d, problem: model.Problem{
			Rule: "household-twice", Pos: d.Where(),
			Field: string(model.CodeNumber), Code: model.CodeNumber, Value: d.Number(),
			Message: fmt.Sprintf("户编号 %s 的末几位已丢失，这 %d 人可能不是一户，暂不打印", d.Number(), len(d.Members)),
			Hint:    "请把户编号一列设为文本格式，重新录入完整号码",
		}})
	}
}

// link is the number as it links rows.
func (d *draft) link() string { return model.Squeeze(d.Number()) }

// listRules are the findings that a list of persons to compare with can have:
// what it lacks or has besides is no fault of it.
var listRules = map[string]bool{
	"id-truncated": true, "sheet-skipped": true, "row-skipped": true, "column-twice": true, "row-without-household": true,
}

// problems fills in whose the findings are.
func (c *collector) problems() model.Problems {
	out := make(model.Problems, 0, len(c.findings))
	for i := range c.findings {
		f := &c.findings[i]
		p := f.problem
		if c.list && !listRules[p.Rule] {
			continue
		}
		h := f.household(c)
		if h != nil {
			p.Subject, p.Household, p.Head = h, h.Number(), h.HeadName()
		} else if p.Household == "" {
			p.Household = f.number
		}
		if f.member != nil {
			p.Person = f.member.Name()
		}
		out.Add(p)
	}
	return out
}

func (f *finding) household(c *collector) *model.Household {
	switch {
	case f.draft != nil:
		return f.draft.Household
	case f.member != nil && f.member.Household != nil:
		return f.member.Household
	case f.number != "" && len(c.byNumber[f.number]) > 0:
		return c.byNumber[f.number][0].Household
	}
	return nil
}
