package roster

import "ruhu/model"

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
	if r.number < 0 || x.in.Scope != model.OfMember && !isFigure(x.in) && !x.in.IsPhone() && !x.in.IsAccount() {
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
		r.c.warn("sheet-notes", r.cellPos(s.col, s.from),
			"合并单元格 %s 跨了几户，“%s”各户都读作同一个内容", s.cells, r.headOf(s.col)).
			about(s.in.Code, "").advise("只是其中一户的，请取消合并，填在那一户的一行")
	}
}
