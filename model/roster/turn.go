package roster

import "ruhu/model"

// changed are the items of who joined and who left that say the same of him.
var changed = [...][2]model.Code{{model.CodeName, model.CodeLeaver}, {model.CodeIdentity, model.CodeLeaverID}, {model.CodeAdded, model.CodeRemoved}}

// scope is what the row in hand is about: of a sheet of changes, who has a reason of the
// other kind left, or joined.
func (r *reader) scope() model.Scope {
	switch own := r.cols.shape.own; {
	case !r.turned:
		return own
	case own == model.OfAddition:
		return model.OfRemoval
	}
	return model.OfAddition
}

// turnChange looks at the reason in a row of a sheet of changes: lists of both, 变动原因,
// have the heads of one kind. Of who left only that is kept which is asked about him.
func (r *reader) turnChange() {
	r.turned = false
	from, to := 0, 1
	switch r.cols.shape.own {
	case model.OfRemoval:
		from, to = 1, 0
	case model.OfAddition:
	default:
		return
	}
	reason, ok := valueOf(r.cells.own, changed[2][from])
	book := r.c.data.Codebook
	here, there := book.Lookup(changed[2][from]), book.Lookup(changed[2][to])
	if !ok || here == nil || there == nil || here.Option(reason) >= 0 || there.Option(reason) < 0 {
		return
	}
	r.turned = true
	kept := r.cells.own[:0]
	for _, c := range r.cells.own {
		for _, pair := range changed {
			if c.in.Code == pair[from] {
				c.in = book.Lookup(pair[to])
				kept = append(kept, c)
			}
		}
	}
	r.cells.own = kept
}

// doubtChange looks at 本年度变动 beside a person who is not the 户主: 新增 and 婚出 there
// are mostly said of the person.
func (r *reader) doubtChange(row int) {
	relation, ok := valueOf(r.cells.own, model.CodeRelation)
	if !ok || r.cols.shape.own != model.OfMember || r.c.data.Codebook.Lookup(model.CodeRelation).Option(relation) <= 0 {
		return
	}
	if c := r.ofHousehold(model.CodeChange); c != nil {
		c.aside = c.at.Row == row // else of a merged cell, which is of all its rows
	}
}

// reportAside tells of such changes, which are read only where the row of the 户主 says
// the same.
func (c *collector) reportAside(d *draft) {
	for i := range d.aside {
		v := &d.aside[i]
		if own, has := d.Get(v.in.Code); has && v.in.Same(own.Raw, v.raw) {
			continue
		}
		f := find(model.Warning, "household-contradiction", c.data.PosAt(v.at),
			"“%s”写在户主以外的人一行，户主一行没有写，不知道是这一户的还是这个人的，没有读作这一户的%s", model.Fold(v.raw), v.in.Name())
		c.doubt(d, *f.about(v.in.Code, v.raw).advise("户的变动（脱贫、新识别、返贫、回退）请写在户主一行；家庭成员的增减请写到“自然增加”、“自然减少”表"))
	}
}
