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

// narrow brings the result's numbers to the part's households: those of all
// parts add up to the roster's.
func (p *printing) narrow() {
	if p.opt.Part.whole() {
		return
	}
	r := p.result
	r.Households, r.Members, r.Unregistered = 0, 0, 0
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
		}
	}
}

// takesHeld gives households, also those held back, to the part of their village,
// and those without one to the first part.
func (p *printing) takesHeld(h *model.Household) bool {
	if p.listed == nil {
		p.listed = make(map[*model.Village]bool)
		for _, v := range p.roster.Villages {
			p.listed[v] = true
		}
	}
	if p.listed[h.Village] {
		return p.batch.Takes(h.Village)
	}
	return p.opt.Part.Index == 1
}
