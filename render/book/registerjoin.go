package book

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"ruhu/model"
	"ruhu/model/visit"
)

// Continue gives the register of a folder after a run printed r into it, of
// which old was the register before: what people filled in stays, a sheet that
// was there is marked as printed again and keeps its place, and sheets that the
// run did not print stay listed. New ones stand behind the last of their
// village.
func (r Register) Continue(old Register) Register {
	out := r
	out.Extra, out.Other = old.Extra, old.Other
	index := make(map[string]int) // of the new ones, by number
	for i, e := range r.Entries {
		index[e.Number] = i
	}
	again := make(map[string]int) // places in entries
	var entries []RegisterEntry
	for _, o := range old.Entries {
		i, ok := index[o.Number]
		switch {
		case o.Number == "" && r.printsAgain(o):
			if o.Filled != (Filled{}) || slices.ContainsFunc(o.Extra, func(s string) bool { return s != "" }) {
				entries = append(entries, o.added())
			}
			continue
		case !ok || o.Number == "":
			entries = append(entries, o)
			continue
		case !r.Entries[i].sameFamily(o):
			entries = append(entries, o.added())
			out.Strangers = append(out.Strangers, Stranger{o, r.Entries[i]})
			continue
		}
		if at, twice := again[o.Number]; twice {
			if !entries[at].fill(o) {
				entries = append(entries, o.added())
			}
			continue
		}
		again[o.Number] = len(entries)
		entries = append(entries, r.Entries[i].printedAgain(o, r.Date))
	}
	out.Entries = insert(entries, r.Entries, func(e RegisterEntry) bool { _, ok := again[e.Number]; return ok })
	printed := make(map[[3]string]bool)
	for _, e := range r.Entries {
		printed[[3]string{e.Village, e.Household, e.Head}] = true
	}
	out.Missing = slices.DeleteFunc(slices.Clone(old.Missing), func(m MissingCharacter) bool {
		return printed[[3]string{m.Village, m.Household, m.Head}] || slices.Contains(r.Missing, m)
	})
	out.Missing = append(out.Missing, r.Missing...)
	out.Visits = joinVisits(r.Visits, old.Visits)
	out.Origins = joinOrigins(r.Origins, old.Origins)
	out.Date = max(r.Date, old.Date)
	return out
}

// sameFamily reports that a sheet was listed for the family that it is printed for
// now: number and head are the same, or were before a correction that was noted.
func (e RegisterEntry) sameFamily(old RegisterEntry) bool {
	return isOrWas(old.Household, e.Household, e.FormerNumbers...) && isOrWas(old.Head, e.Head, e.FormerHeads...)
}

// printsAgain reports that a sheet without a number is among those printed.
func (r Register) printsAgain(old RegisterEntry) bool {
	return old.Pages > 0 && slices.ContainsFunc(r.Entries, func(e RegisterEntry) bool {
		return e.Number == "" && e.Form == old.Form && e.Village == old.Village && e.sameFamily(old)
	})
}

// printedAgain is the entry of a sheet that was listed before.
func (e RegisterEntry) printedAgain(old RegisterEntry, day string) RegisterEntry {
	e.Date, e.Filled, e.Extra = old.Date, old.Filled, old.Extra
	files := strings.Split(e.File, "、")
	for name := range strings.SplitSeq(old.File, "、") {
		if name != "" && !slices.Contains(files, name) {
			files = append(files, name) // it holds the sheet too
		}
	}
	e.File = strings.Join(files, "、")
	e.Reprints = Reprints{Count: old.Reprints.Count + 1, Dates: slices.Clone(old.Reprints.Dates)}
	if day != "" && !slices.Contains(e.Reprints.Dates, day) {
		e.Reprints.Dates = append(e.Reprints.Dates, day)
	}
	return e
}

// fill fills the gaps of an entry with what somebody wrote into another row
// of the same sheet. It is false where that row says something else.
func (e *RegisterEntry) fill(o RegisterEntry) bool {
	e.Extra = append(slices.Clone(e.Extra), make([]string, max(0, len(o.Extra)-len(e.Extra)))...)
	agreed := true
	say := func(mine *string, theirs string) {
		switch {
		case theirs == "" || *mine == theirs:
		case *mine == "":
			*mine = theirs
		default:
			agreed = false
		}
	}
	for i, text := range o.Filled {
		say(&e.Filled[i], text)
	}
	for i, text := range o.Extra {
		say(&e.Extra[i], text)
	}
	return agreed
}

// added is the entry as a row that people added: it was not printed, and is not
// counted.
func (e RegisterEntry) added() RegisterEntry {
	e.Number, e.Pages, e.Sheets, e.Reprints = "", 0, 0, Reprints{}
	return e
}

// insert puts entries that are not listed yet behind the last of their village,
// those of a village that is not there at the end.
func insert(list, entries []RegisterEntry, listed func(RegisterEntry) bool) []RegisterEntry {
	last := make(map[string]int)
	for i, e := range list {
		last[e.Village] = i
	}
	behind := make(map[int][]RegisterEntry)
	for _, e := range entries {
		if listed(e) {
			continue
		}
		at, ok := last[e.Village]
		if !ok {
			at = len(list)
		}
		behind[at] = append(behind[at], e)
	}
	out := make([]RegisterEntry, 0, len(list)+len(entries))
	for i, e := range list {
		out = append(append(out, e), behind[i]...)
	}
	return append(out, behind[len(list)]...)
}

// joinOrigins gives the files of both, each once.
func joinOrigins(first, second []visit.Origin) []visit.Origin {
	out := slices.Clone(first)
	for _, o := range second {
		if !slices.Contains(out, o) {
			out = append(out, o)
		}
	}
	return out
}

// joinVisits gives the visit lists of the first and, of other villages, those
// of the second.
func joinVisits(first, second []VisitList) []VisitList {
	out := slices.Clone(first)
	for _, v := range second {
		if !slices.ContainsFunc(first, func(f VisitList) bool { return f.Village == v.Village }) {
			out = append(out, v)
		}
	}
	return out
}

// MergeRegisters joins the registers of several machines or parts of a run: the
// same sheet once, with what each of them says of it. Where two say different
// things the first is kept, and Register.Contradictions has both. Registers of
// several years cannot be joined; that is an error in Chinese.
func MergeRegisters(rs []Register) (Register, error) {
	var out Register
	m := &merging{at: make(map[string]int), columns: make(map[string]int)}
	for _, r := range rs {
		if out.Year != 0 && r.Year != 0 && r.Year != out.Year {
			return out, fmt.Errorf("%s 是%d年度的，前面的是%d年度的，不能合并", r.file, r.Year, out.Year)
		}
		out.Year = cmp.Or(out.Year, r.Year)
		out.Date = max(out.Date, r.Date)
		out.Households += r.Households
		out.Held += r.Held
		out.Visits = joinVisits(out.Visits, r.Visits)
		out.Origins = joinOrigins(out.Origins, r.Origins)
		for _, c := range r.Missing {
			if !slices.Contains(out.Missing, c) {
				out.Missing = append(out.Missing, c)
			}
		}
		m.add(r)
	}
	out.Entries, out.Extra, out.Contradictions = m.entries, m.extra, m.contradictions
	if len(out.Contradictions) > 0 {
		m.names = append(m.names, contradictionSheet)
	}
	for _, r := range rs {
		out.Other = append(out.Other, m.others(r)...)
	}
	return out, nil
}

// merging is the entries of registers joined so far.
type merging struct {
	entries        []RegisterEntry
	from           []origins // of each entry
	at             map[string]int
	extra          []string
	columns        map[string]int // of extra
	names          []string       // of other sheets
	contradictions []Contradiction
}

// origin is the row of a register that says something.
type origin struct {
	*Register
	row int
}

// pos is where the row has the column of a head.
func (o origin) pos(head string) model.Pos {
	return model.Pos{File: o.file, Sheet: o.sheet, Cell: model.CellName(max(o.columns[head], 1), o.row)}
}

// origins tells where the values of an entry come from: the row that it was
// listed in first and, by head, the later ones that filled a gap.
type origins struct {
	first origin
	later map[string]origin
}

func (s *origins) of(head string) origin {
	if o, ok := s.later[head]; ok {
		return o
	}
	return s.first
}

func (s *origins) note(head string, o origin) {
	if s.later == nil {
		s.later = make(map[string]origin)
	}
	s.later[head] = o
}

// add joins a register to those before.
func (m *merging) add(r Register) {
	for _, e := range r.Entries {
		e.Extra = m.spread(r, e.Extra)
		from := origin{&r, e.row}
		if i, ok := m.at[e.Number]; ok && e.Number != "" {
			if m.join(i, e, from); !m.entries[i].sameFamily(e) {
				m.entries, m.from = append(m.entries, e.added()), append(m.from, origins{first: from})
			}
			continue
		}
		m.at[e.Number] = len(m.entries)
		m.entries = append(m.entries, e)
		m.from = append(m.from, origins{first: from})
	}
}

// spread puts the cells of a register's added columns into those of all.
func (m *merging) spread(r Register, cells []string) []string {
	var out []string
	for i, text := range cells {
		head := r.Extra[i]
		c, ok := m.columns[head]
		if !ok {
			c = len(m.extra)
			m.columns[head] = c
			m.extra = append(m.extra, head)
		}
		for len(out) <= c {
			out = append(out, "")
		}
		out[c] = text
	}
	return out
}

// others gives the added sheets of a register under names that are not taken.
func (m *merging) others(r Register) []OtherSheet {
	var out []OtherSheet
	for _, o := range r.Other {
		name := o.Name
		for i := 2; slices.Contains(m.names, o.Name); i++ {
			tail := fmt.Sprintf("-%d", i)
			cut := []rune(name)
			o.Name = string(cut[:min(len(cut), 31-len(tail))]) + tail
		}
		m.names = append(m.names, o.Name)
		out = append(out, o)
	}
	return out
}

// join takes over what another register says of the sheet of entry i.
func (m *merging) join(i int, o RegisterEntry, from origin) {
	e, src := &m.entries[i], &m.from[i]
	same := func(head string, mine *string, theirs string) {
		switch {
		case theirs == "" || *mine == theirs:
		case *mine == "":
			*mine = theirs
			src.note(head, from)
		default:
			m.contradictions = append(m.contradictions, Contradiction{
				Number: o.Number, Field: head,
				Chosen: Said{src.of(head).pos(head), *mine}, Other: Said{from.pos(head), theirs},
			})
		}
	}
	same("表名", &e.Form, o.Form)
	same("村", &e.Village, o.Village)
	same("户编号", &e.Household, o.Household)
	same("户主", &e.Head, o.Head)
	if !e.sameFamily(o) {
		return // what is noted there is of another family
	}
	for k, head := range FilledHeads {
		same(head, &e.Filled[k], o.Filled[k])
	}
	for k, text := range o.Extra {
		for len(e.Extra) <= k {
			e.Extra = append(e.Extra, "")
		}
		same(m.extra[k], &e.Extra[k], text)
	}
	e.joinPrinting(o)
}

// joinPrinting takes over when a sheet was printed: two copies of one register
// tell of the same printing, two machines of one each. What was printed last is
// what there is.
func (e *RegisterEntry) joinPrinting(o RegisterEntry) {
	latest := func(e *RegisterEntry) string { return slices.Max(append([]string{e.Date}, e.Reprints.Dates...)) }
	if latest(&o) > latest(e) {
		e.Pages, e.Sheets, e.File = o.Pages, o.Sheets, o.File
	}
	var days []string
	for _, d := range slices.Concat([]string{e.Date, o.Date}, e.Reprints.Dates, o.Reprints.Dates) {
		if d != "" && !slices.Contains(days, d) {
			days = append(days, d)
		}
	}
	slices.Sort(days)
	e.Reprints.Count = max(e.Reprints.Count, o.Reprints.Count, len(days)-1)
	if len(days) > 0 {
		e.Date, e.Reprints.Dates = days[0], days[1:]
	}
}
