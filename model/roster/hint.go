package roster

import "ruhu/model"

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
			r.resolveHouse(h)
		case model.CodeNoWater:
			r.resolveWater(h)
		default:
			r.asking.lists.read(h)
		}
	}
	return left
}

// resolveHouse takes 危房户 for the grade where there is no grade; the text says
// where the answer comes from. It reports one that contradicts the grade: C and D are 危房.
func (r *reader) resolveHouse(h *cell) {
	grade := r.ofHousehold(model.CodeHouse)
	house := r.c.data.Codebook.Lookup(model.CodeHouse)
	if grade == nil {
		if house != nil {
			c := *h
			c.in, c.raw = house, model.UnsafeHouse+h.said()
			r.cells.household = append(r.cells.household, c)
		}
		return
	}
	yes, level := h.in.Option(h.raw), house.Option(grade.raw)
	if yes < 0 || level < 0 {
		return
	}
	label := house.Options[level].Label
	if bad := label == "C级" || label == "D级"; bad != (yes == 0) {
		r.doubt(h, grade, "C级、D级才是危房，请现场核实后改成一致")
	}
}

// resolveWater takes 饮水困难 for the opposite of 饮水安全, where that is not
// there; the text says where the answer comes from.
func (r *reader) resolveWater(h *cell) {
	water := r.c.data.Codebook.Lookup(model.CodeWater)
	safe := r.ofHousehold(model.CodeWater)
	hard := h.in.Option(h.raw)
	switch {
	case water == nil:
	case safe == nil:
		c := *h
		c.in = water
		c.raw = model.NoWater + h.said()
		r.cells.household = append(r.cells.household, c)
	case hard >= 0 && water.Option(safe.raw) == hard: // safe and hard, or neither
		r.doubt(h, safe, "请现场核实饮水后改成一致")
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
func (r *reader) ofHousehold(code model.Code) *cell {
	for i := range r.cells.household {
		if r.cells.household[i].in.Code == code {
			return &r.cells.household[i]
		}
	}
	return nil
}

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
