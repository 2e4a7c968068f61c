package roster

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"ruhu/model"
)

// finish joins everything that was read.
func (c *collector) finish() *model.Roster {
	c.joinMembers()
	c.joinUnits()
	c.joinOthers()
	c.joinLeft()
	c.holdCrowds()
	c.holdMixed()
	c.holdYears()
	c.joinPersons()
	c.joinBesides()
	c.reportLarge()
	c.expect()
	c.holdTwins()
	c.holdCut()
	c.holdGroups()
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
			d, last = c.holdPersons(w, false), w.at
			group = d
		}
		c.merge(d, w.extra)
		w.member.Household = d.Household
		if hasValues(&w.member.Record) {
			d.addMember(w.member, w.at.Source)
		}
	}
}

// headAgrees reports that a row without 户编号 names no other 户主 than the
// household of the row above has.
func (c *collector) headAgrees(w *pending) bool {
	name := textOf(w.extra.household, model.CodeHeadName)
	for d := range c.byNumber[w.above].at(w.place) {
		if model.Squeeze(d.HeadName()) == name {
			return true
		}
	}
	return name == ""
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
	h, short := c.byNumber[w.number], countsWithin(w.number)
	switch d, apart := h.one(w.place); {
	case apart && short && !c.list:
		if c.astray[w.number] == nil {
			c.astray[w.number] = c.holdPersons(w, true)
		}
		return c.astray[w.number]
	case d != nil && short:
		if d = c.homeOf(w.asker); d != nil {
			return d
		}
	case d != nil:
		return d
	}
	if h != nil && !h.list[0].listed && !short {
		return h.list[0]
	}
	if c.households && !c.list {
		return c.holdPersons(w, false)
	}
	d := c.newDraft(w.asker)
	d.Set(model.CodeNumber, w.number, model.AsText, w.at)
	return d
}

// holdPersons makes a household, to be held back, for persons whose number is
// blank or in no sheet 户, or several households have it and the row does not say
// which village is meant.
func (c *collector) holdPersons(w *pending, several bool) *draft {
	a := w.asker
	if several {
		a.number = "" // not one more household of the number
	}
	d := c.newDraft(a)
	if w.number != "" {
		d.Set(model.CodeNumber, w.number, model.AsText, w.at)
	}
	message, hint := "家庭成员没有填户编号，不知道是哪一户的人，暂不打印", "请补填户编号"
	switch {
	case w.number == "":
	case several:
		message, hint = "户编号 "+w.number+" 在几个村都有，这一行没有写是哪个村的，暂不打印", "请补填行政村"
	default:
		message, hint = "家庭成员的户编号 "+w.number+" 在“户”表中找不到，暂不打印", "请核对户编号，或在“户”表中补上这一户"
	}
	c.hold(d, "member-without-household", c.data.PosAt(w.at), "%s", message).
		about(model.CodeNumber, w.number).advise(hint).Person = w.member.Name()
	return d
}

// joinOthers gives measures, helpers and changes to their households.
func (c *collector) joinOthers() {
	for i := range c.others {
		w := &c.others[i]
		d, why, hint := c.whose(w)
		if d == nil {
			c.orphan(w, why, hint)
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

// whose finds the household of a measure, helper or change: by its number, unless the row
// names the 户主 of another, or else by its 户主. Where there is none, why and hint say so.
func (c *collector) whose(w *pending) (d *draft, why, hint string) {
	if w.number == "" {
		d, why = c.byHead(w.extra, w.place)
		return d, cmp.Or(why, "没有填户编号"), "请补填户编号"
	}
	if d = c.known(w); d == nil {
		if _, apart := c.byNumber[w.number].one(w.place); apart && countsWithin(w.number) {
			return nil, fmt.Sprintf("的户编号 %s 在几个村都有，这一行没有写是哪个村的", w.number), "请补填行政村"
		}
		return nil, "的户编号 " + w.number + " 在名册中找不到", "请核对户编号"
	}
	name := textOf(w.extra.household, model.CodeHeadName)
	if name == "" || len(d.Members) > crowded {
		return d, "", ""
	}
	head := model.Squeeze(d.HeadName())
	if head == "" || name == head || name == model.Squeeze(w.person()) || d.hasPerson(name) {
		return d, "", ""
	}
	if other, _ := c.byHead(w.extra, w.place); other != nil && other != d {
		return nil, fmt.Sprintf("的户编号 %s 是%s户的，户主姓名却是另一户的%s", w.number, head, name), "请核对是哪一户的，改正户编号或户主姓名"
	}
	return d, "", ""
}

// known finds the household of a row that cannot make one.
func (c *collector) known(w *pending) *draft {
	h := c.byNumber[w.number]
	short := countsWithin(w.number)
	switch d, apart := h.one(w.place); {
	case apart && short:
		return nil
	case d == nil && !short:
		return h.only()
	default:
		return d
	}
}

// rowNames are what rows without a household are called.
var rowNames = map[model.Scope]string{
	model.OfMeasure: "帮扶措施", model.OfHelper: "帮扶责任人",
	model.OfAddition: "自然增加", model.OfRemoval: "自然减少",
}

// orphan reports a row that finds no household, why, and what to do.
func (c *collector) orphan(w *pending, why, hint string) {
	skipRow(w.account, w.at.Row, skipOrphan)
	switch w.scope {
	case model.OfAddition, model.OfRemoval:
		w.account.Changes--
	default:
		w.account.Others--
	}
	f := c.fault("row-without-household", c.data.PosAt(w.at), "这一行%s%s，未读入", rowNames[w.scope], why).
		about(model.CodeNumber, w.number).advise(hint)
	f.Household, f.Person = w.number, w.person()
}

func (w *pending) person() string {
	switch {
	case w.member != nil:
		return w.member.Name()
	case w.scope == model.OfRemoval:
		return w.record.Text(model.CodeLeaver)
	case w.scope == model.OfHelper:
		return w.record.Text(model.CodeHelperName)
	}
	return ""
}

// holdTwins holds back all households that share a number: a short one within a
// village, as far as it is known.
func (c *collector) holdTwins() {
	for _, d := range c.drafts {
		if c.list || d.held {
			continue
		}
		others, message := c.twins(d), "户编号 %s 用在了不同的户上，另见%s，都暂不打印"
		if astray := c.astray[d.link()]; astray != nil && len(others) == 0 && len(d.Members) == 0 {
			others, message = []string{astray.Where().String()}, "户编号 %s 在几个村都有，%s 起的家庭成员没有写是哪个村的，暂不打印"
		}
		if len(others) == 0 {
			continue
		}
		c.hold(d, "household-twice", d.Where(), message, d.Number(), strings.Join(others, "、")).
			advise("请核对，一户一个编号；各村分别编号的，请每行填明行政村")
	}
}

// twins says where other households of the same number stand, up to three.
func (c *collector) twins(d *draft) (others []string) {
	h := c.byNumber[d.link()]
	if h.len() < 2 {
		return nil
	}
	same := slices.Values(h.list)
	if countsWithin(d.link()) {
		same = h.at(d.place)
	}
	for o := range same {
		if o != d {
			others = append(others, o.Where().String())
		}
		if len(others) == 3 {
			break
		}
	}
	return others
}

// holdCut holds back persons whom a number brought together that lost its tail,
// unless they are plainly one household: with one 户主.
func (c *collector) holdCut() {
	for _, d := range c.drafts {
		if c.list || d.held || !d.cut || len(d.Members) < 2 || len(d.heads()) == 1 {
			continue
		}
		c.hold(d, "household-twice", d.Where(), "户编号 %s 的末几位已丢失，这 %d 人可能不是一户，暂不打印", d.Number(), len(d.Members)).
			advise("请把户编号一列设为文本格式，重新录入完整号码")
	}
}

// link is the number as it links rows.
func (d *draft) link() string { return model.Squeeze(d.Number()) }
