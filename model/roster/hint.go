package roster

import (
	"regexp"
	"slices"
	"strings"

	"ruhu/model"
)

// hintsAt are the items that columns of scope reading fill in where the roster
// has no better.
var hintsAt = map[model.Code]model.Code{model.CodeUnsafe: model.CodeHouse, model.CodeNoWater: model.CodeWater}

// gone are the answers of 生存状态 that make a person no member.
var gone = map[string]bool{"死亡": true, "转出": true, "减少": true, "删除": true}

// resolveHints uses the cells that tell about others. It gives the state of a
// person who is no member any more, empty for all who are.
func (r *reader) resolveHints() (left string) {
	for i := range r.cells.hints {
		h := &r.cells.hints[i]
		switch h.in.Code {
		case model.CodeState:
			switch at := h.in.Option(h.raw); {
			case at < 0:
				r.strangeState(h)
			case gone[h.in.Options[at].Label]:
				left = h.in.Options[at].Label
			}
		case model.CodeUnsafe:
			if grade := r.fillFrom(h, model.UnsafeHouse); grade != nil {
				r.doubtHouse(h, grade)
			}
		case model.CodeNoWater:
			safe, hard := r.fillFrom(h, model.NoWater), h.in.Option(h.raw)
			if safe != nil && hard >= 0 && safe.in.Option(safe.raw) == hard { // safe and hard, or neither
				r.doubt(h, safe, "请现场核实饮水后改成一致")
			}
		default:
			r.asking.lists.read(h)
		}
	}
	return left
}

// fillFrom takes a hint for its item where that is not there; the text says where the
// answer comes from. Else it gives what the item says itself.
func (r *reader) fillFrom(h *cell, word string) *cell {
	in := r.c.data.Codebook.Lookup(hintsAt[h.in.Code])
	if in == nil {
		return nil
	}
	own := r.ofHousehold(in.Code)
	if own == nil {
		c := *h
		c.in, c.raw = in, word+h.said()
		r.cells.household = append(r.cells.household, c)
	}
	return own
}

// doubtHouse reports 危房户 that contradicts the grade: C and D are 危房.
func (r *reader) doubtHouse(h, grade *cell) {
	yes, level := h.in.Option(h.raw), grade.in.Option(grade.raw)
	if yes < 0 || level < 0 {
		return
	}
	label := grade.in.Options[level].Label
	if bad := label == "C级" || label == "D级"; bad != (yes == 0) {
		r.doubt(h, grade, "C级、D级才是危房，请现场核实后改成一致")
	}
}

// said is the answer of the cell as the codebook writes it, else its text.
func (c *cell) said() string {
	if at := c.in.Option(c.raw); at >= 0 {
		return c.in.Options[at].Label
	}
	return model.Fold(c.raw)
}

// ofHousehold finds the household's value of a code in the row in hand.
func (r *reader) ofHousehold(code model.Code) *cell { return cellWith(r.cells.household, code) }

// doubt reports two columns of a row that say opposite things; the indicator's
// own column holds.
func (r *reader) doubt(h, holds *cell, hint string) {
	f := find(model.Warning, "household-contradiction", r.c.data.PosAt(h.at),
		"“%s”为“%s”，“%s”为“%s”，互相矛盾，采用了前者", holds.in.Label, model.Fold(holds.raw), h.in.Label, model.Fold(h.raw))
	r.doubts = append(r.doubts, *f.about(holds.in.Code, h.raw).advise(hint))
}

// strangeState counts a state of a person that is in no list, and remembers where it
// stands first.
func (r *reader) strangeState(h *cell) {
	text := model.Fold(h.raw)
	for i := range r.states {
		if r.states[i].text == text {
			r.states[i].count++
			return
		}
	}
	r.states = append(r.states, strange{text, h.at, 1})
}

// strange is a state that is in no list.
type strange struct {
	text  string
	at    model.At
	count int
}

// reportStates tells of states that are in no list: who has one counts as a member.
func (r *reader) reportStates() {
	for _, s := range r.states[:min(len(r.states), mostCells)] {
		r.c.warn("state-unknown", r.c.data.PosAt(s.at), "生存状态“%s”不认识（%d 处），这些人照家庭成员读入", s.text, s.count).
			about(model.CodeState, s.text).advise("已不在户内的请改成死亡、转出、减少或删除；这一列若不是人员的状态，请改列名")
	}
}

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
