package against

import (
	"slices"

	"ruhu/model"
)

// side is a comparison with one other while it is made.
type side struct {
	*Side
	number   int
	ours     *index
	result   *Result
	seen     map[sameness]bool
	compared map[*model.Indicator]bool
	lacking  map[*model.Indicator]bool
	found    map[*model.Member]bool    // of ours
	met      map[*model.Household]bool // of ours
	villages map[*model.Village]bool   // of ours, with a household met
}

// sameness is a difference told already: a list may name a person twice.
type sameness struct {
	record *model.Record
	code   model.Code
	theirs string
}

func (s *side) run() {
	s.survey()
	for h := range s.Roster.Everyone {
		s.household(h)
	}
	for h := range s.met {
		if h.Registered() {
			s.Households++
		}
	}
	s.absent()
	for _, in := range s.ours.roster.Data.Codebook.All() {
		if s.compared[in] {
			s.Items = append(s.Items, in)
		}
		if s.lacking[in] {
			s.Lacking = append(s.Lacking, in)
		}
	}
}

// survey finds out what the other is: whether its 户编号 are ours, and whether it
// is a whole roster.
func (s *side) survey() {
	agree, disagree := 0, 0
	households, heads := 0, 0
	for h := range s.Roster.Everyone {
		number := numberOf(h)
		if number == "" || len(h.Members) == 0 {
			continue
		}
		households++
		if h.Head() != nil {
			heads++
		}
		for _, m := range h.Members {
			switch who := s.ours.byCard[m.Named().Card]; {
			case len(who) == 0:
			case slices.ContainsFunc(who, func(o *model.Member) bool { return numberOf(o.Household) == number }):
				agree++
			default:
				disagree++
			}
		}
	}
	s.Foreign = disagree > agree
	s.Whole = !s.Foreign && households > 0 && heads*10 >= households*9 && s.hasFamilies()
}

// hasFamilies reports whether most families of ours are families there too, and
// not one person each.
func (s *side) hasFamilies() bool {
	families, both := 0, 0
	for h := range s.Roster.Everyone {
		o := s.numbered(h)
		if o == nil || len(o.Members) < 2 {
			continue
		}
		families++
		if len(h.Members) > 1 {
			both++
		}
	}
	return families == 0 || both*2 >= families
}

// numbered finds the household of ours that has the number. A number whose
// people are all others is another household's.
func (s *side) numbered(theirs *model.Household) *model.Household {
	number := numberOf(theirs)
	if number == "" || s.Foreign {
		return nil
	}
	for _, o := range s.ours.byNumber[number] {
		if agrees(o, theirs) {
			return o
		}
	}
	return nil
}

// agrees reports whether two households of one number can be one: somebody is
// in both, or nothing is known that speaks against it.
func agrees(ours, theirs *model.Household) bool {
	a, b := ours.HeadName(), theirs.HeadName()
	if a != "" && sameName(a, b) {
		return true
	}
	for _, t := range theirs.Members {
		c := t.Named().Card
		for _, o := range ours.Members {
			if c != "" && c == o.Named().Card || t.Name() != "" && sameName(t.Name(), o.Name()) {
				return true
			}
		}
	}
	return len(theirs.Members) == 0 && (a == "" || b == "") || len(ours.Members) == 0
}

// household compares one household of theirs.
func (s *side) household(theirs *model.Household) {
	home := s.numbered(theirs)
	if home == nil {
		if list := s.ours.byHead[headCard(theirs)]; len(list) > 0 {
			home = list[0]
		}
	}
	if home != nil {
		s.meet(home)
		if home.Registered() {
			s.householdItems(home, theirs)
		}
	}
	persons := people(theirs)
	pairs := s.pair(home, persons)
	for i, t := range persons {
		s.Persons++
		switch o := pairs[i]; {
		case o == nil:
			s.stranger(home, theirs, t)
		default:
			s.Matched++
			s.found[o] = true
			if o.Household != home {
				s.meet(o.Household)
			}
			if o.Household.Registered() {
				s.memberItems(o, t, home == o.Household)
				s.moved(o, theirs, home)
			}
		}
	}
}

func (s *side) meet(h *model.Household) {
	s.met[h] = true
	if h.Village != nil {
		s.villages[h.Village] = true
	}
}

// pair finds for each person of theirs the one of ours, nil where there is
// none: by number first, so that nobody else is taken for one by the name.
func (s *side) pair(home *model.Household, theirs []*model.Member) []*model.Member {
	out := make([]*model.Member, len(theirs))
	for i, t := range theirs {
		if who := s.ours.byCard[t.Named().Card]; len(who) > 0 {
			at := slices.IndexFunc(who, func(o *model.Member) bool { return o.Household == home })
			out[i] = who[max(at, 0)]
		}
	}
	if home == nil {
		return out
	}
	ours := people(home)
	for i, t := range theirs {
		if out[i] != nil || byName(theirs, t.Name()) == nil {
			continue
		}
		if o := byName(ours, t.Name()); o != nil && !slices.Contains(out, o) {
			out[i] = o
		}
	}
	return out
}
