package book

// tally is what entries come to: how often each of several things was counted, in how
// many households, and the same of the parts into which the entries fall.
type tally struct {
	key        any // what its entries have in common
	counts     []int
	households map[any]bool
	parts      []*tally // in the order first met
	at         map[any]*tally
}

// newTally begins one of so many things that are counted.
func newTally(things int) *tally {
	return &tally{counts: make([]int, things), households: make(map[any]bool), at: make(map[any]*tally)}
}

// add counts things of a household, nil for none: in the tally, in its part of the first
// key, in the part that this one has of the next, and so on.
func (t *tally) add(household any, counts []int, keys ...any) {
	for i, n := range counts {
		t.counts[i] += n
	}
	if household != nil {
		t.households[household] = true
	}
	if len(keys) > 0 {
		t.part(keys[0]).add(household, counts, keys[1:]...)
	}
}

// part gives the part of a key, which it begins where there is none.
func (t *tally) part(key any) *tally {
	p := t.at[key]
	if p == nil {
		p = newTally(len(t.counts))
		p.key, t.at[key] = key, p
		t.parts = append(t.parts, p)
	}
	return p
}

// row is a row of a summary: of what and of which item it is, the households and the
// counts.
func (t *tally) row(l Look, of, item any) Row {
	return Row{Look: l, Cells: append([]any{of, item, len(t.households)}, t.cells()...)}
}

// cells are the counts.
func (t *tally) cells() []any {
	out := make([]any, len(t.counts))
	for i, n := range t.counts {
		out[i] = n
	}
	return out
}

// villageRows are the counts of each village, and of all as what these add up to.
func (t *tally) villageRows() []Row {
	var rows []Row
	for _, v := range t.parts {
		rows = append(rows, Row{Cells: append([]any{v.key}, v.cells()...)})
	}
	total := []any{"合计"}
	for _, n := range t.counts {
		total = append(total, Sum(n))
	}
	return append(rows, Row{Look: Total, Cells: total})
}

// ofTrue counts what is so as 1.
func ofTrue(is bool) int {
	if is {
		return 1
	}
	return 0
}
