package roster

import (
	"fmt"
	"slices"

	"ruhu/model"
)

// Cells that say what another cell says: "the same as above" (同上, 〃), and amounts
// merged over several households.

// dittos are the cells of a sheet that said so, and what stands above the next row.
type dittos struct {
	row, above []string // by column: of the row in hand, and of the last that was read
	cells      places   // and what they were read as
}

// resolve reads a cell that says what the one above it says. Nobody has another's
// name or number: there it says nothing.
func (d *dittos) resolve(c *cell) {
	i := c.at.Col - 1
	if model.SaysSame(c.raw) {
		if c.raw = ""; i < len(d.above) && !ofOne(c.in) {
			c.raw = d.above[i]
		}
		d.cells.add(fmt.Sprintf("%s 读作“%s”", model.CellName(c.at.Col, c.at.Row), model.Fold(c.raw)))
	}
	if i >= len(d.row) {
		d.row = slices.Grow(d.row, i+1-len(d.row))[:i+1]
	}
	d.row[i] = c.raw
}

// ofOne reports an item in which two persons never say the same.
func ofOne(in *model.Indicator) bool {
	switch in.Code {
	case model.CodeName, model.CodePerson, model.CodeLeaver:
		return true
	}
	return in.Kind == model.Identity && in.Scope != model.OfHousehold
}

// keep makes the row in hand the one above.
func (d *dittos) keep(cols *columns) {
	if len(d.above) < len(d.row) {
		d.above = append(d.above, d.row[len(d.above):]...)
	}
	for _, c := range cols.list {
		if c.col <= len(d.row) {
			d.above[c.col-1] = d.row[c.col-1]
		}
	}
}

// reportDittos says what such cells were read as: in a sheet that was sorted
// afterwards they stand below others.
func (r *reader) reportDittos() {
	cells := &r.dittos.cells
	if cells.count == 0 {
		return
	}
	r.c.warn("sheet-notes", model.Pos{File: r.file, Sheet: r.t.Name()}, "有 %d 格写着“同上”或〃，照上一行的同一列读（%s）", cells.count, cells).
		advise("请核对；这张表若排过序，这些格会跟错行，请改填内容本身")
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
