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
