package xlsx

import (
	"ruhu/render/doc"
	"ruhu/render/typeset"
)

// fragment is consecutive rows of a table on one page.
type fragment struct {
	t        *table
	from, to int
	again    bool // the table's head stands above the rows once more
	turn     bool // a page begins with it
	cut      doc.Length
}

// ref is a row of the sheet's tables.
type ref struct {
	t   *table
	row int
}

func (r ref) line() *line { return &r.t.lines[r.row] }

// paginate decides where pages end, as the PDF does: what is held together
// stays together where a page can hold it, and a table that goes on has its
// head repeated.
func (p *plan) paginate() {
	p.frags = append(p.frags[:0], fragment{t: p.tables[0], to: len(p.tables[0].lines)})
	p.sheet.titles, p.sheet.pages = len(p.tables[0].lines), 1
	rows, running := p.rows()
	f := flow{plan: p, room: p.room, running: running}
	if running > 0 {
		f.room -= p.tables[1].until(running)
		p.sheet.titles += running
		p.frags = append(p.frags, fragment{t: p.tables[1], to: running})
		rows = rows[running:]
	}
	for divided := false; len(rows) > 0; {
		n := held(rows, weakly)
		if divided || !f.fits(rows[:n]) && !(f.little() && f.turn(rows[:n])) {
			n = held(rows, firmly)
			if !f.fits(rows[:n]) && !f.turn(rows[:n]) {
				n = 1 // higher than a page together
				if !f.fits(rows[:n]) {
					f.turn(rows[:n])
				}
			}
		}
		for _, r := range rows[:n] {
			f.add(r)
		}
		divided = rows[n-1].line().hold >= weakly // what cannot stay whole fills its page
		rows = rows[n:]
	}
}

// rows lists the rows of the body. running is the rows of the only head that is
// to be repeated, where it stands right under the title: Excel repeats it then.
func (p *plan) rows() (all []ref, running int) {
	heads := 0
	for _, t := range p.tables[1:] {
		for r := range t.lines {
			all = append(all, ref{t, r})
		}
		if t.head > 0 {
			heads++
		}
	}
	if heads == 1 && len(p.tables) > 1 && p.tables[1].head < len(p.tables[1].lines) {
		running = p.tables[1].head
	}
	return all, running
}

// held counts the leading rows that are held together at least so firmly.
func held(rows []ref, least hold) int {
	n := 1
	for n < len(rows) && rows[n-1].line().hold >= least {
		n++
	}
	return n
}

// flow is pages being filled.
type flow struct {
	plan    *plan
	room, y doc.Length
	running int
}

// need is the height of rows, the first at y.
func need(rows []ref, y doc.Length) doc.Length {
	h := doc.Length(0)
	for i, r := range rows {
		h += r.line().height
		if i == 0 && y == 0 {
			h -= r.line().before
		}
	}
	return h
}

// little reports that so little of the page is left.
func (f *flow) little() bool { return (f.room-f.y)*100 <= f.room*typeset.MostEmpty }

func (f *flow) fits(rows []ref) bool { return f.y+need(rows, f.y) <= f.room }

// head is the height of the head that is repeated over a row at the top of a
// page.
func (f *flow) head(r ref) doc.Length {
	if f.running > 0 || r.row < r.t.head || r.row == 0 {
		return 0
	}
	return r.t.until(r.t.head)
}

// turn begins a page, unless rows would not fit there together either and are
// more than one.
func (f *flow) turn(rows []ref) bool {
	if f.y == 0 {
		return false
	}
	head := f.head(rows[0])
	if len(rows) > 1 && head+need(rows, head) > f.room {
		return false
	}
	p := f.plan
	p.sheet.pages++
	f.y = head
	p.frags = append(p.frags, fragment{t: rows[0].t, from: rows[0].row, to: rows[0].row, again: head > 0, turn: true})
	return true
}

// add puts a row below the last one.
func (f *flow) add(r ref) {
	p := f.plan
	last := &p.frags[len(p.frags)-1]
	if last.t != r.t || last.to != r.row {
		p.frags = append(p.frags, fragment{t: r.t, from: r.row, to: r.row})
		last = &p.frags[len(p.frags)-1]
	}
	if f.y == 0 {
		last.cut = r.line().before
	}
	f.y += need([]ref{r}, f.y)
	last.to++
}
