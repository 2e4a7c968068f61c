package fill

import (
	"slices"
	"strings"

	"ruhu/model"
)

// rowKind is what the marks of a row make it: nothing where they speak of the unit;
// false where they contradict each other.
func rowKind(marks []mark) (kind, bool) {
	out := kind("")
	for _, m := range marks {
		k := m.rows
		if k == "" && m.place.asks.in != nil && m.place.asks.who == ofUnit {
			k = rowsOf[m.place.asks.in.Scope]
		}
		switch {
		case k == "" || k == out:
		case out == "", out == memberRows && k == additionRows:
			out = k
		case out == additionRows && k == memberRows:
		default:
			return "", false
		}
	}
	if out == "" && slices.ContainsFunc(marks, func(m mark) bool { return m.place.asks.derived == serial }) {
		out = householdRows
	}
	return out, true
}

// perOfMarks is what a copy is about, by its marks.
func (r *reader) perOfMarks(grids []*grid, byRow []map[int][]mark) Per {
	list := false
	for i, rows := range byRow {
		for _, marks := range rows {
			k, _ := rowKind(marks)
			if k == villageRows {
				return PerRoster
			}
			list = list || k != "" && namesMany(strings.Join(r.titlesAt[grids[i]], ""))
			for _, m := range marks {
				switch in := m.place.asks.in; {
				case k == "" && (in != nil && !ofSeveral(in) || m.place.asks.derived == address):
					return PerHousehold
				case m.place.asks.derived == homes, m.place.asks.derived == persons, k == householdRows, in != nil && (in.Code == model.CodeHeadName || in.Code == model.CodeNumber):
					list = true
				}
			}
		}
	}
	if list {
		return PerVillage
	}
	return PerHousehold
}

// markedRows makes lists of the rows that repeat, and places of all other marks. It
// names a row whose marks contradict each other.
func (r *reader) markedRows(g *grid, rows map[int][]mark) string {
	var open *list
	from := len(r.lists)
	for row := 0; row < g.rows; row++ {
		marks := rows[row]
		if len(marks) == 0 {
			open = nil
			continue
		}
		k, ok := rowKind(marks)
		if !ok {
			return marks[0].place.cell.where()
		}
		if k == "" && r.per != PerHousehold && !g.lone && ofHouseholds(marks) {
			k = householdRows
		}
		if k == "" || g.lone {
			open = nil
			for _, m := range marks {
				r.places = append(r.places, m.place)
			}
			continue
		}
		if open != nil && open.kind == k {
			open.item = row - open.top + 1
		} else {
			open = &list{grid: g, kind: k, top: row, item: 1, count: 1, byMarks: true}
			r.lists = append(r.lists, open)
		}
		for _, m := range marks {
			if y := m.place.asks.year; y > 0 && open.year > 0 && y != open.year {
				return m.place.cell.where()
			} else if y > 0 {
				open.year = y
			}
			if m.place.asks.who == ofUnit {
				m.place.asks.who = ofEntry
			}
			open.places = append(open.places, m.place)
		}
	}
	for _, l := range r.lists[from:] {
		for l.hasRoom(l.last() + 1) {
			l.count++
		}
	}
	return ""
}

// hasRoom reports that the rows from top on are as those with the marks, but for the
// marks: an entry goes there before a row is added.
func (l *list) hasRoom(top int) bool {
	left, right := l.width()
	for i := range l.item {
		for col := left - 1; col < right; col++ {
			x, y := l.grid.cell(l.top+i, col), l.grid.cell(top+i, col)
			switch {
			case x == nil || y == nil:
				return false
			case x == y: // a title beside both
			case y.row-top != x.row-l.top || y.col != x.col || y.rows != x.rows || y.cols != x.cols || y.absent && !x.absent || y.formula != x.formula:
				return false
			case !y.formula && !l.roomFor(x, y):
				return false
			}
		}
	}
	return true
}

// roomFor reports that a cell says what one with marks says beside them, or what forms
// print in its place.
func (l *list) roomFor(x, y *cell) bool {
	text := model.Squeeze(y.text)
	if text == model.Squeeze(markText.ReplaceAllString(x.text, "")) {
		return true
	}
	return slices.ContainsFunc(l.places, func(p *place) bool {
		in := p.asks.in
		return p.cell == x && (y.blank() || p.asks.derived == serial && len(text) <= 4 && strings.Trim(text, "0123456789") == "" ||
			in != nil && in.IsChoice() && in.Option(text) >= 0)
	})
}

// marked gives the edits of rows with marks. Where there is no entry, the marks go.
func (f *filler) marked(l *list, entries []subject) [][]cellEdits {
	if len(entries) == 0 {
		var row []cellEdits
		for _, p := range l.places {
			row = append(row, cellEdits{p.cell, []edit{{from: p.from, to: p.markTo}}})
		}
		return [][]cellEdits{joinedEdits(row)}
	}
	out := make([][]cellEdits, len(entries))
	for i, s := range entries {
		for _, p := range l.places {
			out[i] = append(out[i], f.edits(p, s)...)
		}
		out[i] = joinedEdits(out[i])
		if down := min(i, l.count-1) * l.item; down > 0 {
			for k := range out[i] {
				out[i][k] = l.moved(out[i][k], down)
			}
		}
	}
	return out
}

// moved gives the edits of a cell with marks for the cell so many rows farther down,
// which has no marks.
func (l *list) moved(e cellEdits, down int) cellEdits {
	to := l.grid.cell(e.cell.row+down, e.cell.col)
	if plain := markText.ReplaceAllString(e.cell.text, ""); to.blank() && plain != to.text || model.Squeeze(plain) != model.Squeeze(to.text) || to.text == "" {
		one := edit{to: len(to.runes()), text: edited(e), number: len(e.edits) == 1 && e.edits[0].number}
		return cellEdits{to, []edit{one}}
	}
	out := cellEdits{cell: to}
	for _, x := range e.edits {
		x.from, x.to = l.withoutMarks(e.cell, x.from), l.withoutMarks(e.cell, x.to)
		if x.from < x.to || x.text != "" {
			out.edits = append(out.edits, x)
		}
	}
	return out
}

// withoutMarks is where a place of a cell's text is when its marks are gone.
func (l *list) withoutMarks(c *cell, at int) int {
	out := at
	for _, p := range l.places {
		if p.cell == c && p.from < at {
			out -= min(at, p.markTo) - p.from
		}
	}
	return out
}

// edited is the text of a cell when its edits are carried out.
func edited(e cellEdits) string {
	var b strings.Builder
	r, from := e.cell.runes(), 0
	for _, x := range e.edits {
		b.WriteString(string(r[from:x.from]) + x.text)
		from = x.to
	}
	return b.String() + string(r[from:])
}

// ofHouseholds reports marks that ask for something of a household.
func ofHouseholds(marks []mark) bool {
	return slices.ContainsFunc(marks, func(m mark) bool {
		return m.place.asks.in != nil && m.place.asks.in.Scope == model.OfHousehold && !ofSeveral(m.place.asks.in)
	})
}
