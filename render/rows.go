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
func rowsOf(each form.Each, h *model.Household) []*model.Record {
	members := func(list ...*model.Member) (out []*model.Record) {
		for _, m := range list {
			out = append(out, &m.Record)
		}
		return out
	}
	switch each {
	case form.EachHousehold:
		if head := h.Head(); head != nil {
			return append(members(head), &h.Record)
		}
		return []*model.Record{&h.Record}
	case form.EachMember:
		return members(h.Members...)
	case form.EachAdded:
		return members(h.Added...)
	case form.EachRemoved:
		return h.Removed
	case form.EachMeasure:
		return h.Measures
	case form.EachHelper:
		return h.Helpers
	}
	return nil
}
