package collect

import (
	"ruhu/model"
	"ruhu/model/visit"
)

// noFormerCard stands under 原户主证件号码 where the head had none.
const noFormerCard = "（空）"

// noteFormer writes into a household's row what it was known by when it was
// printed, so that it is known by that when its head, the number of its head or
// its 户编号 is another: what was noted first stays. Where the national system may
// still give a 户编号 it is noted in any case.
func (c *collector) noteFormer(h *house) {
	old, now := h.old, &h.new.Record
	key := old.Key()
	note := func(code model.Code, text string) {
		if text == "" || now.Text(code) != "" || c.cb.Lookup(code) == nil {
			return
		}
		at, _ := old.Get(model.CodeNumber)
		at.Raw, at.Stored = text, model.AsText
		now.Copy(code, at)
		c.data.AddColumn(code)
	}
	if !key.Known() {
		return
	}
	head, card := old.HeadName(), old.HeadIdentity()
	changed := visit.Text(head) != visit.Text(h.new.HeadName()) || visit.Text(card) != visit.Text(h.new.HeadIdentity())
	switch key.By {
	case model.ByHeadCard:
		note(model.CodeFormerCard, key.Text)
	case model.ByHeadName:
		note(model.CodeFormerNumber, old.ProvisionalNumber())
	default:
		if !changed {
			return
		}
		note(model.CodeFormerNumber, old.Number())
	}
	if changed {
		note(model.CodeFormerHead, head)
		if card == "" {
			card = noFormerCard
		}
		note(model.CodeFormerCard, card)
	}
}
