package roster

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"ruhu/model"
)

// Tables that hold several persons or households in one row: numbered columns
// (成员1姓名, 成员2姓名), or one table beside the other. Each further set of columns
// is a lane, read as a row of its own.

// numberedMember are heads of numbered persons: 成员1姓名, 家庭成员（二）, 成员③.
var numberedMember = regexp.MustCompile(`^((?:家庭)?(?:成员|人员|人口)(?:姓名|信息|情况)?)[(第]?(\d{1,2}|[一二三四五六七八九十]{1,2}|[①-⑳])[)号位]?(.*)$`)

// numberedEnd are heads with the number behind: 姓名2, 身份证号（2）.
var numberedEnd = regexp.MustCompile(`^(.*(?:姓名|身份证|身份证号|身份证号码|证件号码|证件号|关系|性别))[(]?(\d{1,2}|[①-⑳])[)]?$`)

// unnumbered takes the number of the person out of a heading; n is 0 where there
// is none.
func unnumbered(h heading) (heading, int) {
	for i, text := range h {
		s := model.Squeeze(text)
		if !mayBeNumbered(s) {
			continue
		}
		for _, form := range [...]*regexp.Regexp{numberedMember, numberedEnd} {
			m := form.FindStringSubmatch(s)
			if m == nil {
				continue
			}
			out := slices.Clone(h)
			if out[i] = m[1]; len(m) > 3 {
				out[i] += m[3]
			}
			return out, chineseNumber(m[2])
		}
	}
	return h, 0
}

// mayBeNumbered is the quick look before the expressions.
func mayBeNumbered(s string) bool {
	if s == "" {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(s)
	return (last == ')' || last >= '0' && last <= '9' || last >= '①' && last <= '⑳') && strings.ContainsAny(s, "名证关性") ||
		strings.Contains(s, "成员") || strings.Contains(s, "人员") || strings.Contains(s, "人口")
}

// chineseNumber reads 1 to 99 in any of the ways in which persons are numbered.
func chineseNumber(s string) int {
	if s[0] >= '0' && s[0] <= '9' {
		return atoi(s)
	}
	n, tens := 0, false
	for _, c := range s {
		if c >= '①' && c <= '⑳' {
			return int(c-'①') + 1
		}
		if c == '十' {
			n, tens = max(n, 1)*10, true
			continue
		}
		d := slices.Index([]rune("一二三四五六七八九"), c) + 1
		if tens {
			n += d
		} else {
			n = d
		}
	}
	return n
}

// layBeside finds the further lanes of a head and makes columns of each. numbered
// are the columns with a number above one, repeated those whose item an earlier
// column has, in order. What makes no lane stays in c.twice.
func (c *columns) layBeside(numbered map[int][]column, repeated []column) {
	for n := 2; indexOf(numbered[n], model.CodeName) >= 0; n++ {
		c.addLane(numbered[n], true)
	}
	lanes := c.split(repeated)
	if len(c.beside) > 0 || lanes == nil {
		c.twice = append(c.twice, repeated...)
		return
	}
	inRow := !c.hasBefore(lanes[0])
	for _, lane := range lanes {
		c.addLane(lane, !inRow)
	}
}

// split makes lanes of repeated columns, each from where an item comes again; nil unless
// each repeats, in order and under the same heads, what tells a person or household: the
// name, and the number or the relation or else all that the first has.
func (c *columns) split(repeated []column) [][]column {
	var lanes [][]column
	for _, x := range repeated {
		last := len(lanes) - 1
		if last < 0 || indexOf(lanes[last], x.in.Code) >= 0 {
			lanes = append(lanes, nil)
			last++
		}
		lanes[last] = append(lanes[last], x)
	}
	for i, lane := range lanes {
		if !c.repeats(lane) || i > 0 && len(lane) != len(lanes[0]) {
			return nil
		}
	}
	return lanes
}

// repeats reports that a lane says again what the first columns say.
func (c *columns) repeats(lane []column) bool {
	var first []column // the same items in the first lane
	named, told := false, false
	for _, x := range lane {
		at := indexOf(c.list, x.in.Code)
		if at < 0 || foldHead(c.head(c.list[at].col)) != foldHead(c.head(x.col)) {
			return false
		}
		first = append(first, c.list[at])
		switch {
		case x.in.Code == model.CodeName, x.in.Code == model.CodeHeadName:
			named = true
		case x.in.Kind == model.Identity, x.in.Code == model.CodeRelation:
			told = true
		}
	}
	inOrder := slices.IsSortedFunc(first, func(a, b column) int { return a.col - b.col })
	return named && inOrder && (told || len(lane) > 1 && len(lane) == len(c.list))
}

// hasBefore reports that the first columns hold, besides what the lane repeats,
// the 户编号 or the 户主: its persons are then beside one another in the row of
// their household. Otherwise whole tables are.
func (c *columns) hasBefore(lane []column) bool {
	return slices.ContainsFunc(c.list, func(x column) bool {
		return namesHome(x.in.Code) && indexOf(lane, x.in.Code) < 0
	})
}

// addLane makes columns of a lane: its own, and those of the row that belong to
// all: the household's for persons in one row, the village's for tables beside
// one another.
func (c *columns) addLane(lane []column, inRow bool) {
	own := *c
	own.beside, own.twice, own.unknown = nil, nil, nil
	own.list = nil
	for _, x := range c.list {
		shared := x.in.Scope == model.OfVillage || x.in.Code == model.CodeGroup || strings.HasPrefix(string(x.in.Code), "地址") ||
			inRow && x.in.Scope != model.OfMember
		if shared && indexOf(lane, x.in.Code) < 0 && (inRow || x.col < lane[0].col) {
			own.list = append(own.list, x)
		}
	}
	own.list = append(own.list, lane...)
	slices.SortFunc(own.list, func(a, b column) int { return a.col - b.col })
	own.from = lane[0].col
	own.serial = 0
	if inRow {
		own.serial = c.serial
	}
	for !inRow && own.from > 1 && (len(c.headings[own.from-2]) == 0 || serials[foldHead(lastOf(c.headings[own.from-2]))]) {
		if own.from--; len(c.headings[own.from-1]) > 0 {
			own.serial = own.from
		}
	}
	c.inRow = inRow
	c.beside = append(c.beside, &own)
}

// waiting is a row whose further tables are read when the first is done.
type waiting struct {
	numbered
	standing standing
}

// lanes reads a row that has lanes: persons of one household one after the other,
// of tables beside one another the first now and the others when it ends.
func (r *reader) lanes(row int, cells []string) {
	whole := r.cols
	if reason := r.passOver(row, cells); reason != "" {
		r.account.Rows++
		r.pass(row, reason)
		return
	}
	r.lane(row, cells, whole, 0)
	if whole.inRow {
		for i := range whole.beside {
			r.lane(row, cells, whole, i+1)
		}
		return
	}
	r.later = append(r.later, waiting{numbered{row, cells}, r.standing})
}

// lane reads one lane of a row, 0 being the first columns.
func (r *reader) lane(row int, cells []string, whole *columns, n int) {
	cols, from, to := whole, 1, len(cells)+1
	if n > 0 {
		cols, from = whole.beside[n-1], whole.beside[n-1].from
	}
	if n < len(whole.beside) {
		to = whole.beside[n].from
	}
	part := make([]string, len(cells))
	filled := false
	for i, c := range cells {
		mine := i+1 >= from && i+1 < to
		if mine || slices.ContainsFunc(cols.list, func(x column) bool { return x.col == i+1 }) {
			part[i] = c
			filled = filled || mine && c != "" && model.Squeeze(c) != "" && i+1 != cols.serial
		}
	}
	if n > 0 && !filled {
		return
	}
	r.use(cols)
	r.row(row, part)
	r.use(whole)
}

// use makes columns those that the next row is read by.
func (r *reader) use(cols *columns) {
	r.cols, r.number = cols, indexOf(cols.list, model.CodeNumber)
}

// readLater reads the tables that stand at the right of the first.
func (r *reader) readLater() {
	whole, now := r.cols, r.standing
	for n := range whole.beside {
		r.last = ""
		for _, w := range r.later {
			r.standing = w.standing
			r.lane(w.row, w.cells, whole, n+1)
		}
	}
	r.standing = now
}
