package roster

import (
	"fmt"
	"slices"
	"strings"

	"ruhu/model"
)

// checkHousehold looks at who a household consists of.
func (c *collector) checkHousehold(d *draft) {
	c.checkNames(d)
	c.reportAside(d)
	if len(d.Members) == 0 {
		if !d.held {
			c.fault("household-without-members", d.Where(), "这一户没有家庭成员").
				of(d).advise("请核对户编号，或在“家庭成员”表中补上")
		}
		return
	}
	asked := func(m *model.Member) bool { return m.State(model.CodeRelation) != model.NotAsked }
	if slices.ContainsFunc(d.Members, asked) && !d.mixed && c.astray[d.link()] != d {
		c.checkHead(d)
	}
}

func (c *collector) checkNames(d *draft) {
	for _, m := range d.Members {
		if m.Name() != "" {
			continue
		}
		c.fault("name-missing", m.Pos(model.CodeName), "没有填姓名").
			of(d).in(m).about(model.CodeName, "").advise("请补填姓名")
	}
}

// heads gives the members who are 户主.
func (d *draft) heads() []*model.Member {
	var out []*model.Member
	for _, m := range d.Members {
		if m.IsHead() {
			out = append(out, m)
		}
	}
	return out
}

// checkHead reports a household without exactly one 户主.
func (c *collector) checkHead(d *draft) {
	heads := d.heads()
	if len(heads) == 1 {
		return
	}
	if len(heads) == 0 {
		c.fault("head-missing", d.Members[0].Pos(model.CodeRelation), "这一户没有“户主”").
			of(d).about(model.CodeRelation, "").advise("请在“与户主关系”中填明谁是户主")
		return
	}
	var names []string
	for _, m := range heads[:min(5, len(heads))] {
		names = append(names, m.Name())
	}
	c.fault("head-twice", heads[1].Pos(model.CodeRelation), "这一户有 %d 个户主：%s", len(heads), strings.Join(names, "、")).
		of(d).about(model.CodeRelation, "").advise("请核对“与户主关系”，一户一个户主")
}

// holdMixed holds back a household of which a row names the 户主 of another one: its
// 户编号 or its 户主姓名 is wrong, and nobody knows which.
func (c *collector) holdMixed() {
	for _, d := range c.drafts {
		for i := range d.named {
			v := &d.named[i]
			name := model.Squeeze(v.raw)
			if c.list || d.held || d.hasPerson(name) {
				continue
			}
			if c.registered == nil {
				c.registered = c.register()
			}
			if other, how, _ := c.registered.find(name, "", d.place); how == matchNone || other == d {
				continue
			}
			c.hold(d, "member-without-household", c.data.PosAt(v.at),
				"这一行的户编号 %s 是%s户的，户主姓名却是另一户的%s，不知道这一行的人是哪一户的，这一户暂不打印", d.Number(), d.HeadName(), name).
				advise("请核对这一行是哪一户的，改正户编号或户主姓名")
		}
	}
}

// holdGroups holds back what has one number and two 户主, in two groups or not one below
// the other: numbers that begin again make one household of two.
func (c *collector) holdGroups() {
	for _, d := range c.drafts {
		heads := d.heads()
		if c.list || d.held || !d.again && !d.reported[model.CodeGroup] || len(heads) < 2 {
			continue
		}
		why := "写的组也不同"
		if !d.reported[model.CodeGroup] {
			why = "又不排在一起"
		}
		c.hold(d, "household-twice", heads[1].Pos(model.CodeName),
			"户编号 %s 有 %d 个户主，%s，像是几户用了同一个户编号，暂不打印", d.Number(), len(heads), why).
			advise("户编号在各组从头编起的，请改成全村不重复的，如“组-户编号”")
	}
}

// checkChanges compares the year's natural changes with the members.
func (c *collector) checkChanges(d *draft) {
	if d.crowded {
		return
	}
	for _, m := range d.Added {
		listed := d.Household.Find(m.Named())
		if listed == nil {
			continue
		}
		m.JoinAs(&listed.Record)
		if differ := complete(&m.Record, &listed.Record); differ != "" {
			c.warn("addition-listed", m.Pos(model.CodeName), "%s 在自然增加和家庭成员中都有，内容不一致：%s", listed.Name(), differ).
				of(d).in(listed).advise("请核对后改成一致")
		}
	}
	for _, r := range d.Removed {
		listed := d.Household.Find(model.LeaverOf(r))
		if listed == nil {
			continue
		}
		c.warn("removal-listed", r.Pos(model.CodeLeaver),
			"%s 已列为自然减少，但仍在家庭成员中（%s）", listed.Name(), listed.Pos(model.CodeName)).
			of(d).in(listed).advise("请核对；若已减少，请从家庭成员中删去")
	}
}

// complete gives a record what another of the same person has besides, and
// what the two say differently; the record's own holds.
func complete(r, other *model.Record) string {
	var differ []string
	for in, v := range other.Values {
		own, has := r.Get(in.Code)
		switch {
		case !has:
			r.Copy(in.Code, v)
		case !in.Same(own.Raw, v.Raw):
			differ = append(differ, fmt.Sprintf("%s（“%s”与“%s”）", in.Name(), own.Text(), v.Text()))
		}
	}
	return strings.Join(differ, "、")
}

// A household has few people. From large on it is told that it has many, which
// mostly are several households under one number; beyond crowded it is held back.
const (
	large   = 30
	crowded = 500
)

// holdCrowds holds back households of more people than anybody has at home: what
// is done with each of them against the others would take for ever.
func (c *collector) holdCrowds() {
	for _, d := range c.drafts {
		n := max(len(d.Members), len(d.Added), len(d.Removed))
		if n <= crowded {
			continue
		}
		d.crowded = true
		if d.held || c.list {
			continue
		}
		c.hold(d, "household-large", d.Where(), "这一户有 %d 人，不会是一户，暂不打印", n).
			advise("请核对户编号，一户一个编号")
	}
}

// reportLarge tells of households with more people than one mostly has.
func (c *collector) reportLarge() {
	for _, d := range c.drafts {
		if d.held || len(d.Members) <= large {
			continue
		}
		c.warn("household-large", d.Where(), "这一户有 %d 人，可能是几户用了一个户编号", len(d.Members)).
			of(d).about(model.CodeNumber, d.Number()).advise("请核对户编号，一户一个编号")
	}
}
