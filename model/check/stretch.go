package check

import (
	"slices"

	"ruhu/model"
	"ruhu/model/parallel"
)

// stretch is a part of the roster that is judged by itself.
type stretch struct {
	village    *model.Village // judged before its households; nil where it was
	households []*model.Household
	held       bool

	outcome
}

// outcome is what came of a stretch, or of all.
type outcome struct {
	found           model.Problems
	owners          []owner // of the numbers that a roster should have once
	quiet           []int   // registered households, by the rules of active that could not judge them; last those about blanks
	quietHouseholds int     // of which some rule could not
}

// stretchLength is how many households a stretch has at most: enough to be worth
// the handing over, and few enough for one large village to be shared out.
const stretchLength = 500

// stretchesOf divides a roster, in its order.
func stretchesOf(r *model.Roster) []stretch {
	var out []stretch
	for _, v := range r.Villages {
		at := len(out)
		for part := range slices.Chunk(v.Households, stretchLength) {
			out = append(out, stretch{households: part})
		}
		if at == len(out) {
			out = append(out, stretch{})
		}
		out[at].village = v
	}
	for part := range slices.Chunk(r.Held, stretchLength) {
		out = append(out, stretch{households: part, held: true})
	}
	return out
}

// run applies the rules about villages and households, to several stretches at a
// time, and puts together what came of it in the order of the roster. The error is
// that of the context.
func (c *pass) run(list []stretch) error {
	err := parallel.Each(c.Context, c.Jobs, len(list), func() func(int) error {
		own := c.fork()
		return func(i int) error { own.judge(&list[i]); return nil }
	})
	c.quiet = make([]int, len(c.active)+1)
	for i := range list {
		c.found = append(c.found, list[i].found...)
		c.addQuiet(&list[i])
		for _, h := range list[i].owners {
			c.remember(h)
		}
	}
	return err
}

// fork is a pass with the same rules that shares nothing that they change.
func (c *pass) fork() *pass {
	own := *c
	own.near = make(map[wrongAnswer]string)
	own.may = make(map[askedPair]*allowed)
	own.blank.filled = make([]bool, len(c.book.All()))
	return &own
}

// judge applies the rules to one stretch.
func (c *pass) judge(s *stretch) {
	c.outcome = outcome{quiet: make([]int, len(c.active)+1)}
	if s.village != nil {
		c.villageRules(s.village)
	}
	for _, h := range s.households {
		if c.Context.Err() != nil {
			break
		}
		c.householdRules(h, s.held)
	}
	s.outcome = c.outcome
}
