package roster

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"ruhu/model"
)

// leftWords are persons of whom a remark says that they are no members any more, and
// who are read as members: only the column of 生存状态 decides.
type leftWords struct {
	word  string // the first
	at    model.At
	count int
	cells []string
}

// leaves are words of such remarks.
var leaves = regexp.MustCompile(`死亡|去世|亡故|已故|过世|病故|身故|外嫁|迁出|注销|销户|转出|清退|除名`)

// staying are remarks with such words about somebody else, or that deny them.
var staying = regexp.MustCompile(`未|没|不|拟|准备|父|母|配偶|丈夫|妻|夫|子|女|户主`)

// remarkColumns gives the columns, from 0, in which remarks about a member may stand.
func (c *columns) remarkColumns() (out []int) {
	if c.shape.own != model.OfMember {
		return nil
	}
	for i, h := range c.headings {
		name := slices.ContainsFunc(c.list, func(x column) bool { return x.col == i+1 && x.in.Code == model.CodeName })
		if name || comments[foldHead(lastOf(h))] {
			out = append(out, i)
		}
	}
	return out
}

// noteLeft looks at the remarks of an accepted row: in their column, or in brackets
// behind the name.
func (r *reader) noteLeft(row int, cells []string) {
	if slices.ContainsFunc(r.cells.hints, func(h cell) bool { return h.in.Code == model.CodeState }) {
		return
	}
	for _, i := range r.remarks {
		c := cellOf(numbered{cells: cells}, i)
		if len(c) < len("死亡") || len(c) > 300 || !strings.ContainsAny(c, "亡世故嫁迁销转清除") {
			continue
		}
		text := model.Squeeze(c)
		if !comments[foldHead(lastOf(r.cols.headings[i]))] {
			_, text, _ = strings.Cut(text, "(") // behind a name
		}
		if !leaves.MatchString(text) || staying.MatchString(text) {
			continue
		}
		l := &r.left
		if l.count++; l.count == 1 {
			l.word, l.at = strings.TrimRight(text, ")"), model.At{Source: r.source, Row: row, Col: i + 1}
		}
		if len(l.cells) < mostCells {
			l.cells = append(l.cells, model.CellName(i+1, row))
		}
		return
	}
}

// reportLeft tells of them, once a sheet.
func (r *reader) reportLeft() {
	l := &r.left
	if l.count == 0 {
		return
	}
	where := strings.Join(l.cells, "、")
	if l.count > len(l.cells) {
		where += "……"
	}
	r.c.warn(model.Problem{
		Rule: "state-unknown", Pos: r.c.data.PosAt(l.at), Field: string(model.CodeState), Code: model.CodeState, Value: l.word,
		Message: fmt.Sprintf("备注里写着“%s”等，人已不在户内（%d 处：%s），这些人照家庭成员读入", l.word, l.count, where),
		Hint:    "已不在户内的请加上“生存状态”一列写明死亡、转出等，或移到“自然减少”表",
	})
}

// spread is a merged range of amounts that covers rows of several households.
type spread struct {
	column
	from  int
	cells string
}

// spreads notes that a row of another household lies in a merged range: the rows of
// one number may share an amount, and all of them have what is seen, but it may be
// meant for the first alone.
func (r *reader) spreads(x column, from int) {
	if r.number < 0 || !isFigure(x.in) && !x.in.IsPhone() && !x.in.IsAccount() {
		return
	}
	all := r.merged[x.col]
	m := &all.list[all.next]
	if m.number == "" || r.here == "" || m.number == r.here || m.reported || m.value == "" {
		return
	}
	m.reported = true
	if len(r.spread) < mostCells {
		r.spread = append(r.spread, spread{x, from, model.CellName(x.col, m.from) + ":" + model.CellName(x.col, m.to)})
	}
}

// reportSpread tells of them.
func (r *reader) reportSpread() {
	for _, s := range r.spread {
		r.c.warn(model.Problem{
			Rule: "sheet-notes", Pos: model.Pos{File: r.file, Sheet: r.t.Name(), Cell: model.CellName(s.col, s.from)}, Field: s.in.Name(), Code: s.in.Code,
			Message: fmt.Sprintf("合并单元格 %s 跨了几户，“%s”各户都读作同一个内容", s.cells, r.headOf(s.col)),
			Hint:    "只是其中一户的，请取消合并，填在那一户的一行",
		})
	}
}

// suspectSorting looks at the first row of a sheet: where it has no 户编号 and is about
// somebody who is no 户主, the rows were sorted after the number was written to the
// first row of each household, and none can be given to the row above it.
func (r *reader) suspectSorting() {
	if r.number < 0 || r.account.Persons > 0 || r.last != "" || r.numberOf() != "" || len(r.loose) > 0 {
		return
	}
	raw, ok := valueOf(r.cells.own, model.CodeRelation)
	if ok && r.c.data.Codebook.Lookup(model.CodeRelation).Option(raw) > 0 {
		*r.repeats = true
	}
}
