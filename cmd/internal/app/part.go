package app

import (
	"fmt"
	"strconv"

	"ruhu/model"
)

// Part is one of several parts of a run, divided by village; the zero Part is
// the whole run. Each part writes a register of its own, so that parts may
// share a folder; MergeRegisters joins them.
type Part struct {
	Index int // from 1
	Of    int
}

// whole reports that there is nothing divided.
func (p Part) whole() bool { return p.Of <= 1 }

// suffix tells the part's own files apart; in the order of names they are in
// the order of parts.
func (p Part) suffix() string {
	if p.whole() {
		return ""
	}
	n := len(strconv.Itoa(p.Of))
	return fmt.Sprintf("-%0*d-%d", n, p.Index, p.Of)
}

// Register is the name of the part's register.
func (p Part) Register() string { return registerBase + p.suffix() + ".xlsx" }

func (p *printing) registerName() string { return p.opt.Part.Register() }

// problemsName is the same for all parts, since every part checks the whole
// roster and comes to the same list; a part that could not set a household has
// more to say than the others.
func (p *printing) problemsName() string {
	if p.batch != nil && len(p.batch.Failed()) > 0 {
		return problemsBase + p.opt.Part.suffix() + ".xlsx"
	}
	return problemsBase + ".xlsx"
}

// narrow brings the result's numbers to the part's households: those of all
// parts add up to the roster's.
func (p *printing) narrow() {
	if p.opt.Part.whole() {
		return
	}
	r := p.result
	r.Households, r.Members, r.Unregistered, r.Back = 0, 0, 0, nil
	for h := range p.roster.Each {
		switch {
		case !p.batch.Takes(h.Village):
		case h.Registered():
			r.Households++
			r.Members += len(h.Members)
		default:
			r.Unregistered++
		}
	}
	for _, h := range p.roster.Held {
		if p.takesHeld(h) {
			r.Households++
			r.Members += len(h.Members)
			r.Back = append(r.Back, Held{Number: h.Number(), Pos: h.Pos(model.CodeNumber)})
		}
	}
	p.account()
}

// takesHeld gives households held back to the part of their village, and those
// without one to the first part.
func (p *printing) takesHeld(h *model.Household) bool {
	for _, v := range p.roster.Villages {
		if v == h.Village {
			return p.batch.Takes(v)
		}
	}
	return p.opt.Part.Index == 1
}
