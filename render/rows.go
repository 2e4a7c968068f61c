package render

import (
	"ruhu/model"
	"ruhu/render/form"
)

// Rows calls yield for the rows of the lists of a village's form, each with its
// household; of a row that is a household itself also for its head. Where no form is
// known these are the rows of 附件4.
func (e Entry) Rows(yield func(*model.Household, *model.Record) bool) {
	lists := []*form.List{{Each: form.EachRemoved}}
	if e.Form != nil {
		lists = e.Form.Lists()
	}
	for _, l := range lists {
		for _, h := range e.Village.Households {
			if !l.Only.Admits(h) {
				continue
			}
			for _, r := range rowsOf(l.Each, h) {
				if !yield(h, r) {
					return
				}
			}
		}
	}
}

// rowsOf gives the rows that a list may have about a household.
func rowsOf(each form.Each, h *model.Household) (out []*model.Record) {
	if head := h.Head(); head != nil && each == form.EachHousehold {
		out = append(out, &head.Record)
	}
	for r := range h.Rows(each.Scopes()[0]) {
		out = append(out, r)
	}
	return out
}
