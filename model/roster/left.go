package roster

import (
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
	cells places
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
	if cellWith(r.cells.hints, model.CodeState) != nil {
		return
	}
	for _, i := range r.remarks {
		c := cellOf(cells, i)
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
		if l.cells.count == 0 {
			l.word, l.at = strings.TrimRight(text, ")"), model.At{Source: r.source, Row: row, Col: i + 1}
		}
		l.cells.add(model.CellName(i+1, row))
		return
	}
}

// reportLeft tells of them, once a sheet.
func (r *reader) reportLeft() {
	l := &r.left
	if l.cells.count == 0 {
		return
	}
	r.c.warn("state-unknown", r.c.data.PosAt(l.at), "备注里写着“%s”等，人已不在户内（%d 处：%s），这些人照家庭成员读入", l.word, l.cells.count, &l.cells).
		about(model.CodeState, l.word).advise("已不在户内的请加上“生存状态”一列写明死亡、转出等，或移到“自然减少”表")
}
