package model

// YearEnd is who belongs to a household at the end of the year, and who came and
// went within it. It is by whom everything is counted and divided: births and
// others of 自然增加 are in, deaths and others of 自然减少 are out.
type YearEnd struct {
	// People are the members without those of 自然减少 who are still listed, in
	// order, then those of 自然增加 who are not listed yet.
	People []Present
	Joined []*Member // of 自然增加, each person once
	Left   []*Record // of 自然减少, each person once
	// Passing are those of Left who joined within the year too.
	Passing map[*Record]bool
}

// Present is one who is there at the end of the year.
type Present struct {
	*Member
	Added  bool // in 自然增加
	Listed bool // among the members
}

// YearEnd finds who is there at the end of the year.
func (h *Household) YearEnd() YearEnd {
	y := YearEnd{People: make([]Present, 0, len(h.Members)+len(h.Added))}
	if len(h.Added)+len(h.Removed) == 0 { // nearly always
		for _, m := range h.Members {
			y.People = append(y.People, Present{Member: m, Listed: true})
		}
		return y
	}
	y.Joined, y.Left = once(h.Added, (*Member).Named), once(h.Removed, LeaverOf)
	away := make(map[*Member]*Record)
	for _, r := range y.Left {
		if m := h.Find(LeaverOf(r)); m != nil {
			away[m] = r
		}
	}
	merged := make(map[*Member]bool)
	var unlisted []*Member
	y.Passing = make(map[*Record]bool)
	for _, a := range y.Joined {
		m := h.Find(a.Named())
		gone := y.removal(a)
		if m != nil && away[m] != nil {
			gone = away[m]
		}
		switch {
		case gone != nil:
			y.Passing[gone] = true
		case m != nil:
			merged[m] = true
		default:
			unlisted = append(unlisted, a)
		}
	}
	for _, m := range h.Members {
		if away[m] == nil {
			y.People = append(y.People, Present{m, merged[m], true})
		}
	}
	for _, a := range unlisted {
		y.People = append(y.People, Present{a, true, false})
	}
	return y
}

// once gives everybody of a list once.
func once[T any](list []T, who func(T) Named) (out []T) {
	for _, people := range Groups(list, func(x T) string { return who(x).key() }) {
		out = append(out, people[0])
	}
	return out
}

// key tells the people of one household apart.
func (a Named) key() string {
	if a.Card != "" {
		return a.Card
	}
	return Squeeze(a.Name)
}

// removal finds the record of one who joined and left in the same year.
func (y *YearEnd) removal(a *Member) *Record {
	for _, r := range y.Left {
		if LeaverOf(r).Same(a.Named()) {
			return r
		}
	}
	return nil
}
