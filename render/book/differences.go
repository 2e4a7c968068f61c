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
			numbers("序号", 6), texts("村", 9), centered("户编号", 17), texts("户主", 9), texts("姓名", 9),
			texts("指标", 20), centered("情况", 9), texts("本册的值", 22), texts("对方的值", 22),
			centered("本册出处", 15).onScreen(), texts("对方文件", 18), centered("对方出处", 15).onScreen(),
			answers("核实结果", 12, verdicts...), answers("处理情况", 16),
		},
	}
	t.Rows = counted(c.Differences, func(d against.Difference) Row {
		person := ""
		if d.Member != nil {
			person = d.Member.Name()
		}
		return Row{Of: d.Household, at: d.OurPos, Cells: []any{villageName(d.Household),
			d.Household.Number(), d.Household.HeadName(),
			person, d.Item.Name(), d.Kind.String(), d.Ours, d.Theirs, c.at.cell(d.OurPos), c.named(d.Side, d.TheirPos),
			c.at.cell(d.TheirPos), "", ""}}
	})
	return c.at.fileColumn(t, 9, ourFileHead)
}

// villageName is the name of a household's village; empty where it has none, or is nil.
func villageName(h *model.Household) string {
	if h == nil {
		return ""
	}
	return nameOf(h.Village)
}

func nameOf(v *model.Village) string {
	if v == nil {
		return ""
	}
	return v.Name
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
			numbers("序号", 6), texts("对方文件", 22), texts("村（"+side+"）", 13),
			centered("户编号（"+side+"）", 18), texts("户主（"+side+"）", 12), texts("姓名", 11),
			centered("证件号码", 24), texts("情况", 34), centered("出处", 20).onScreen(),
			answers("核实情况", 20), answers("处理情况", 18),
		},
		Rows: counted(ps, func(p against.Person) Row {
			row := Row{Cells: []any{of(p), p.Village, p.Number, p.Head, p.Name, p.Identity, p.Note, c.at.cell(p.Pos), "", ""}}
			if side == "本册" {
				row.Of = p.Household
			}
			return row
		}),
	}
}

// tally counts those of the differences that are asked for, by village and item: values
// that differ, those that are blank with us, and both.
func (c *comparing) tally(counts func(*against.Difference) bool) *tally {
	all := newTally(3)
	for i := range c.Differences {
		d, kinds := &c.Differences[i], []int{1, 0, 1}
		if d.Kind == against.Blank {
			kinds = []int{0, 1, 1}
		}
		if counts(d) {
			all.add(d.Household, kinds, d.Household.Village, d.Item)
		}
	}
	return all
}

func (c *comparing) summary() Table {
	var rows []Row
	for i := range c.Sides {
		rows = append(rows, c.side(i))
	}
	rows = append(rows,
		Row{Look: Title, Cells: []any{"各村各指标的差异"}},
		Row{Look: Head, Cells: []any{"村", "指标", "涉及户数", "不一致", "本册未填", "合计"}})
	all := c.tally(func(*against.Difference) bool { return true })
	for _, v := range all.parts {
		name := nameOf(v.key.(*model.Village))
		slices.SortStableFunc(v.parts, func(a, b *tally) int { return cmp.Compare(b.counts[2], a.counts[2]) })
		for _, item := range v.parts {
			rows = append(rows, item.row(Body, name, item.key.(*model.Indicator).Name()))
		}
		rows = append(rows, v.row(Total, name, "小计"))
	}
	if len(all.parts) == 0 {
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
			texts("对方文件", 26), texts("比对情况", 48), numbers("涉及户数", 10), numbers("不一致", 9),
			numbers("本册未填", 10), numbers("合计", 8),
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
	of := c.tally(func(d *against.Difference) bool { return d.Side == i })
	return of.row(Body, s.Name, strings.Join(lines, "\n"))
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
