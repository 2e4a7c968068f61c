package against

import (
	"slices"
	"strings"

	"ruhu/model"
)

// index finds persons and households of ours.
type index struct {
	roster   *model.Roster
	byCard   map[string][]*model.Member // also those of 自然增加 who are not listed as members
	byNumber map[string][]*model.Household
	byHead   map[string][]*model.Household
	removed  map[string]*model.Record
	added    map[*model.Member]bool // of 自然增加, listed as a member or not
}

func newIndex(r *model.Roster) *index {
	x := &index{
		roster:   r,
		byCard:   make(map[string][]*model.Member),
		byNumber: make(map[string][]*model.Household),
		byHead:   make(map[string][]*model.Household),
		removed:  make(map[string]*model.Record),
		added:    make(map[*model.Member]bool),
	}
	for h := range r.Everyone {
		x.add(h)
	}
	return x
}

func (x *index) add(h *model.Household) {
	for _, m := range people(h) {
		if c := m.Named().Card; c != "" {
			x.byCard[c] = append(x.byCard[c], m)
		}
	}
	for _, m := range h.Added {
		x.added[m] = true
		if listed := h.Find(m.Named()); listed != nil {
			x.added[listed] = true
		}
	}
	for _, r := range h.Removed {
		if c := r.CardIn(model.CodeLeaverID); c != "" {
			x.removed[c] = r
		}
	}
	if n := numberOf(h); n != "" {
		x.byNumber[n] = append(x.byNumber[n], h)
	}
	if c := headCard(h); c != "" {
		x.byHead[c] = append(x.byHead[c], h)
	}
}

// people gives the members of a household, and those of 自然增加 who are not
// listed as members.
func people(h *model.Household) []*model.Member {
	out := h.Members
	for _, m := range h.Added {
		if h.Find(m.Named()) == nil {
			out = append(slices.Clip(out), m)
		}
	}
	return out
}

// numberOf is the 户编号 as it links.
func numberOf(h *model.Household) string { return model.Squeeze(h.Number()) }

// headCard gives the number of the 户主: from the household, else of the only
// person of a row that does not say whose head it is.
func headCard(h *model.Household) string {
	if m := h.Head(); m != nil {
		return m.Named().Card
	}
	if c := h.CardIn(model.CodeHeadID); c != "" {
		return c
	}
	if len(h.Members) == 1 && h.Members[0].Text(model.CodeRelation) == "" {
		return h.Members[0].Named().Card
	}
	return ""
}

// byName gives the person of a name that only one of them has.
func byName(ms []*model.Member, name string) *model.Member {
	var found *model.Member
	for _, m := range ms {
		if name != "" && sameName(m.Name(), name) {
			if found != nil {
				return nil
			}
			found = m
		}
	}
	return found
}

func sameName(a, b string) bool {
	return strings.EqualFold(model.Squeeze(a), model.Squeeze(b))
}
