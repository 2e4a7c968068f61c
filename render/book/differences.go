package book

import (
	"cmp"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"ruhu/model"
	"ruhu/model/against"
)

// WriteDifferences writes 比对差异.xlsx: what comparing with each other roster came
// to; every item that differs, with both values and where they stand; the persons
// whom only one side has. link is that of ProblemList.
func WriteDifferences(w io.Writer, r *against.Result, link func(string) string, old Notes) error {
	c := &comparing{Result: r}
	var names []string
	for _, d := range r.Differences {
		names = append(names, d.OurPos.File)
	}
	for _, p := range r.Ours {
		names = append(names, p.Pos.File)
	}
	c.at = newSources(names, link)
	return WriteTables(w, old.join(c.summary(), c.differences(), c.theirs(), c.ours())...)
}

// comparing is a result on its way into a workbook.
type comparing struct {
	*against.Result
	at *sources // of ours; theirs are named as the user named them
}

// ourFileHead is the head of the column that names files of ours.
const ourFileHead = "本册文件"

// verdicts are what a visit can settle about two values.
var verdicts = []string{"本册对", "对方对", "都不对", "待进一步核实"}

func (c *comparing) differences() Table {
	t := Table{
		Name: "差异", Banner: "比对差异（逐项）", Filter: true, Height: 24, households: true,
		Columns: []Column{
			{Head: "序号", Width: 6, Number: true, Center: true},
			{Head: "村", Width: 9},
			{Head: "户编号", Width: 17, Center: true},
			{Head: "户主", Width: 9},
			{Head: "姓名", Width: 9},
			{Head: "指标", Width: 20},
			{Head: "情况", Width: 9, Center: true},
			{Head: "本册的值", Width: 22},
			{Head: "对方的值", Width: 22},
			{Head: "本册出处", Width: 15, Center: true, Screen: true},
			{Head: "对方文件", Width: 18},
			{Head: "对方出处", Width: 15, Center: true, Screen: true},
			{Head: "核实结果", Width: 12, Own: true, Choices: verdicts},
			{Head: "处理情况", Width: 16, Own: true},
		},
	}
	return c.at.fileColumn(t, 9, ourFileHead, func(yield func(model.Pos, Row) bool) {
		for i, d := range c.Differences {
			person := ""
			if d.Member != nil {
				person = d.Member.Name()
			}
			if !yield(d.OurPos, Row{Cells: []any{i + 1, villageName(d.Household), d.Household.Number(), d.Household.HeadName(), person,
				d.Item.Name(), d.Kind.String(), d.Ours, d.Theirs, c.at.cell(d.OurPos),
				c.named(d.Side, d.TheirPos), c.at.cell(d.TheirPos), "", ""}, Of: d.Household}) {
				return
			}
		}
	})
}

func villageName(h *model.Household) string {
	if h.Village == nil {
		return ""
	}
	return h.Village.Name
}

// theirs lists whom only another has. What it is worth depends on what the
// other is, so the sheet says that first.
func (c *comparing) theirs() Table {
	t := c.people("只在对方", "对方有、本册没有的人", "对方", c.Theirs, func(p against.Person) string { return c.named(p.Side, p.Pos) })
	t.Above = []string{
		"对方名册里有、本册里没有找到的人（按证件号码前18位查找）。",
		"对方是名单时，名单上的人可能本来就不是建档立卡户；对方是整本名册时，请核实是否漏登、死亡、迁出。",
	}
	return t
}

// ours lists whom only we have, where that means anything.
func (c *comparing) ours() Table {
	t := c.people("只在本册", "本册有、对方没有的人", "本册", c.Ours, func(p against.Person) string { return c.Sides[p.Side].Name })
	var lists, whole []string
	for _, s := range c.Sides {
		if s.Whole {
			whole = append(whole, s.Name)
		} else {
			lists = append(lists, s.Name)
		}
	}
	t.Above = []string{"本册里有、对方整本名册里没有的人；只列对方也有户的村。"}
	if len(whole) == 0 {
		t.Above[0] = "没有可列的：对方都是部分人员的名单，不在名单上不说明什么。"
	}
	if len(lists) > 0 && len(whole) > 0 {
		t.Above = append(t.Above, "下列对方是部分人员的名单，不在名单上不说明什么，不列："+strings.Join(lists, "、")+"。")
	}
	return t
}

// named is what the other is called, with the file where it is a folder of them.
func (c *comparing) named(side int, p model.Pos) string {
	name, file := c.Sides[side].Name, filepath.Base(p.File)
	if p.File == "" || strings.Contains(name, file) {
		return name
	}
	return name + "/" + file
}

// people lists persons; of gives the other's name.
func (c *comparing) people(name, banner, side string, ps []against.Person, of func(against.Person) string) Table {
	return Table{
		Name: name, Banner: "比对差异（" + banner + "）", Filter: true, Height: 24, households: side == "本册",
		Columns: []Column{
			{Head: "序号", Width: 6, Number: true, Center: true},
			{Head: "对方文件", Width: 22},
			{Head: "村（" + side + "）", Width: 13},
			{Head: "户编号（" + side + "）", Width: 18, Center: true},
			{Head: "户主（" + side + "）", Width: 12},
			{Head: "姓名", Width: 11},
			{Head: "证件号码", Width: 24, Center: true},
			{Head: "情况", Width: 34},
			{Head: "出处", Width: 20, Center: true, Screen: true},
			{Head: "核实情况", Width: 20, Own: true},
			{Head: "处理情况", Width: 18, Own: true},
		},
		Rows: func(yield func(Row) bool) {
			for i, p := range ps {
				row := Row{Cells: []any{i + 1, of(p), p.Village, p.Number, p.Head, p.Name, p.Identity, p.Note,
					c.at.cell(p.Pos), "", ""}}
				if side == "本册" {
					row.Of = p.Household
				}
				if !yield(row) {
					return
				}
			}
		},
	}
}

// tallied counts differences and the households that have them.
type tallied struct {
	households    map[*model.Household]bool
	differ, blank int
}

func (n *tallied) add(d *against.Difference) {
	if n.households == nil {
		n.households = make(map[*model.Household]bool)
	}
	n.households[d.Household] = true
	if d.Kind == against.Blank {
		n.blank++
	} else {
		n.differ++
	}
}

func (n *tallied) row(l Look, village, item string) Row {
	return Row{Look: l, Cells: []any{village, item, len(n.households), n.differ, n.blank, n.differ + n.blank}}
}

// itemTally is what comparing found for an item in one village, villageTally for
// all its items.
type (
	itemTally struct {
		tallied
		item *model.Indicator
	}
	villageTally struct {
		tallied
		name  string
		items []*itemTally
	}
)

// counted adds the differences up: all, and by village and item, the most
// frequent first.
func (c *comparing) counted() (all tallied, villages []*villageTally) {
	at := make(map[*model.Village]*villageTally)
	for i := range c.Differences {
		d := &c.Differences[i]
		v := at[d.Household.Village]
		if v == nil {
			v = &villageTally{name: villageName(d.Household)}
			at[d.Household.Village] = v
			villages = append(villages, v)
		}
		k := slices.IndexFunc(v.items, func(n *itemTally) bool { return n.item == d.Item })
		if k < 0 {
			k = len(v.items)
			v.items = append(v.items, &itemTally{item: d.Item})
		}
		v.items[k].add(d)
		v.add(d)
		all.add(d)
	}
	for _, v := range villages {
		slices.SortStableFunc(v.items, func(a, b *itemTally) int { return cmp.Compare(b.differ+b.blank, a.differ+a.blank) })
	}
	return all, villages
}

func (c *comparing) summary() Table {
	var rows []Row
	for i := range c.Sides {
		rows = append(rows, c.side(i))
	}
	rows = append(rows,
		Row{Look: Title, Cells: []any{"各村各指标的差异"}},
		Row{Look: Head, Cells: []any{"村", "指标", "涉及户数", "不一致", "本册未填", "合计"}})
	all, villages := c.counted()
	for _, v := range villages {
		for _, n := range v.items {
			rows = append(rows, n.row(Body, v.name, n.item.Name()))
		}
		rows = append(rows, v.row(Total, v.name, "小计"))
	}
	if len(villages) == 0 {
		rows = append(rows, Row{Cells: []any{"", "没有差异", 0, 0, 0, 0}})
	}
	rows = append(rows, all.row(Total, "合计", ""), Row{Look: Title, Cells: []any{"说明"}})
	for _, s := range []string{
		"按证件号码前18位认人（15位旧号码换算成18位；残疾人证取其中的身份证号），户按户编号，对不上时按户主。只有同名的不算同一人。",
		"同一选项的不同写法、同一数值或日期的不同写法不算差异。对方空着的不算差异；本册空着、对方有内容的列为“本册未填”。",
		"对方是名单时，健康状况等多选项只要本册包含对方所说的就不算差异。在名单上这件事本身不说明任何指标，只看名单里的列。",
		"住址和组、人编号、证件类型，以及帮扶措施、帮扶责任人、增减变动不比对；边缘户不比对。",
	} {
		rows = append(rows, Row{Look: Note, Cells: []any{s}})
	}
	return Table{
		Name: "汇总", Banner: "比对差异（汇总）", Height: 20, Portrait: true,
		Columns: []Column{
			{Head: "对方文件", Width: 26},
			{Head: "比对情况", Width: 48},
			{Head: "涉及户数", Width: 10, Number: true, Center: true},
			{Head: "不一致", Width: 9, Number: true, Center: true},
			{Head: "本册未填", Width: 10, Number: true, Center: true},
			{Head: "合计", Width: 8, Number: true, Center: true},
		},
		Rows: slices.Values(rows),
	}
}

// side says what comparing with one other came to.
func (c *comparing) side(i int) Row {
	s := &c.Sides[i]
	kind := "部分人员的名单"
	if s.Whole {
		kind = "整本名册（有户编号，各户列有户主和其他成员）"
	}
	lines := []string{kind, fmt.Sprintf("对方 %d 人，在本册找到 %d 人；只在对方 %d 人", s.Persons, s.Matched, s.Persons-s.Matched)}
	if s.Unusable > 0 {
		lines[1] += fmt.Sprintf("，其中 %d 人没有完整的证件号码", s.Unusable)
	}
	lines = append(lines, fmt.Sprintf("比对了 %d 项指标，一致 %d 处", len(s.Items), s.Equal))
	if 0 < len(s.Items) && len(s.Items) <= namedItems {
		lines[2] = fmt.Sprintf("比对的指标：%s；一致 %d 处", namesOf(s.Items), s.Equal)
	}
	if s.Foreign {
		lines = append(lines, "对方的户编号与本册不是同一套，没有采用")
	}
	if len(s.Lacking) > 0 {
		lines = append(lines, "本册没有这些列，没有比对："+namesOf(s.Lacking))
	}
	n := tallied{}
	for k := range c.Differences {
		if c.Differences[k].Side == i {
			n.add(&c.Differences[k])
		}
	}
	return n.row(Body, s.Name, strings.Join(lines, "\n"))
}

// namedItems is how many indicators are named rather than counted.
const namedItems = 15

func namesOf(ins []*model.Indicator) string {
	names := make([]string, len(ins))
	for i, in := range ins {
		names[i] = in.Name()
	}
	return strings.Join(names, "、")
}
