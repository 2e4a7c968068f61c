package model

import (
	"cmp"
	"slices"
	"strings"
)

// Roster is everything that was read in one run.
type Roster struct {
	Data     *Dataset
	Villages []*Village // in order of first appearance
	// Held are households that could not be determined (no number, no
	// household row, two that contradict each other). They print nothing, and
	// each is named in Problems.
	Held     []*Household
	Problems Problems
	// Sheets says how each sheet was understood, in the order read.
	Sheets []SheetReading
}

// Households counts every registered household read: those in villages and
// those held. 边缘户 are in no total; see Unregistered.
func (r *Roster) Households() int {
	n, _ := r.count(true)
	return n + len(r.Held)
}

// Members counts every person read as a member of a registered household, held
// households included.
func (r *Roster) Members() int {
	_, n := r.count(true)
	for _, h := range r.Held {
		n += len(h.Members)
	}
	return n
}

// Unregistered counts the 边缘户 that the roster lists, and their persons.
func (r *Roster) Unregistered() (households, members int) { return r.count(false) }

// count counts the households that are registered, or not, and their members.
func (r *Roster) count(registered bool) (households, members int) {
	for h := range r.Each {
		if h.Registered() == registered {
			households++
			members += len(h.Members)
		}
	}
	return households, members
}

// Each calls yield for every household that is not held, village by village,
// in roster order.
func (r *Roster) Each(yield func(*Household) bool) {
	for _, v := range r.Villages {
		for _, h := range v.Households {
			if !yield(h) {
				return
			}
		}
	}
}

// NoVillage is the name of the village of households that name none.
const NoVillage = "未填村名"

// Everyone calls yield for every household, those held back at the end.
func (r *Roster) Everyone(yield func(*Household) bool) {
	for h := range r.Each {
		if !yield(h) {
			return
		}
	}
	for _, h := range r.Held {
		if !yield(h) {
			return
		}
	}
}

// Village is one 行政村 and its households.
type Village struct {
	Record     // the row of the sheet 村, if there is one
	Name       string
	Division   string // 行政区划代码, 12 digits; may be empty
	Households []*Household
}

// CameOff reports whether the roster says that the village came off the list of
// 经济薄弱村, by 是否出列 or 出列年度, and in which year, 0 where it does not say.
func (v *Village) CameOff() (out bool, year int) {
	year = ParseYear(v.Text(CodeWeakOut))
	return year > 0 || v.Label(CodeOut) == Yes, year
}

// OffKnown reports whether the roster says if the village came off: a blank 出列年度 is
// a village that is still on the list, a blank 是否出列 says nothing.
func (v *Village) OffKnown() bool {
	return v.State(CodeWeakOut) != NotAsked || v.Label(CodeOut) != ""
}

// Apart is the village's name with its 行政区划代码 behind, where it has one.
func (v *Village) Apart() string {
	if v.Division == "" {
		return v.Name
	}
	return v.Name + "（" + v.Division + "）"
}

// VillageNames gives the names of villages, in their order; of those that share
// a name, with the 行政区划代码 behind.
func VillageNames(villages []*Village) []string {
	times := make(map[string]int)
	for _, v := range villages {
		times[v.Name]++
	}
	out := make([]string, len(villages))
	for i, v := range villages {
		out[i] = v.Name
		if times[v.Name] > 1 {
			out[i] = v.Apart()
		}
	}
	return out
}

// Visiting gives the village's households in the order in which a visitor
// walks: hamlets in order of first appearance, groups by number, then roster.
func (v *Village) Visiting() []*Household {
	out := slices.Clone(v.Households)
	hamlet := make(map[string]int)
	for _, h := range out {
		name := h.Text(CodeHamlet)
		if _, met := hamlet[name]; !met {
			hamlet[name] = len(hamlet)
		}
	}
	slices.SortStableFunc(out, func(a, b *Household) int {
		return cmp.Or(
			cmp.Compare(hamlet[a.Text(CodeHamlet)], hamlet[b.Text(CodeHamlet)]),
			compareGroups(a.Text(CodeGroup), b.Text(CodeGroup)),
		)
	})
	return out
}

// compareGroups orders "2组" before "10组", and groups without digits by text.
func compareGroups(a, b string) int {
	return cmp.Or(cmp.Compare(digits(a), digits(b)), strings.Compare(a, b))
}

func digits(s string) int {
	n, found := 0, false
	for _, r := range s {
		if r < '0' || r > '9' {
			if found {
				break
			}
			continue
		}
		found = true
		if n < 1<<20 {
			n = n*10 + int(r-'0')
		}
	}
	return n
}

// Household is one registered (or, for 边缘户, merely listed) family.
type Household struct {
	Record  // values of scope household
	Village *Village
	// Stated is the village that the rows of a household that is held back name; nil
	// where it has a Village, or they name none.
	Stated   *Village
	Members  []*Member
	Measures []*Record
	Helpers  []*Record
	// Added are the year's natural increases (附件3): changes, not counted as
	// members. Each has the member's columns and 增加原因.
	Added []*Member
	// Removed are the year's natural decreases (附件4).
	Removed []*Record
	// Answered are the lists that tell of the household, be it that they have no row
	// about it: only then has it no measures, no changes. See roster.Read.
	Answered Lists

	key    Key
	shared bool // with another household, so that it is no key
}

// Number is the 户编号.
func (h *Household) Number() string { return h.Text(CodeNumber) }

// Where is the place that stands for the household in messages: its number's,
// else its first member's.
func (h *Household) Where() Pos {
	if p := h.Pos(CodeNumber); p != (Pos{}) || len(h.Members) == 0 {
		return p
	}
	return h.Members[0].Pos(CodeName)
}

// Head is the member who is 户主; nil when the members name none.
func (h *Household) Head() *Member {
	for _, m := range h.Members {
		if m.IsHead() {
			return m
		}
	}
	return nil
}

// GroupName is the household's 组, or its hamlet where it has no group.
func (h *Household) GroupName() string {
	if g := h.Text(CodeGroup); g != "" {
		return g
	}
	return h.Text(CodeHamlet)
}

// HeadName is the name of the 户主: from the members, else from the
// household's own column.
func (h *Household) HeadName() string {
	if m := h.Head(); m != nil && m.Name() != "" {
		return m.Name()
	}
	return h.Text(CodeHeadName)
}

// HeadIdentity is the certificate number of the 户主, found like HeadName.
func (h *Household) HeadIdentity() string {
	if m := h.Head(); m != nil && m.Text(CodeIdentity) != "" {
		return m.Text(CodeIdentity)
	}
	return h.Text(CodeHeadID)
}

// Registered reports whether the household is on the register. 边缘户 are not:
// they are in no total and get no comparison sheet (notice 三(一)).
func (h *Household) Registered() bool { return h.Label(CodeMonitor) != MonitorEdge }

// Member is one person of a household, or one who joins it.
type Member struct {
	Record
	Household *Household
}

// Name is A1.
func (m *Member) Name() string { return m.Text(CodeName) }

// IsHead reports whether A5 is 户主 (older exports: 本人或户主).
func (m *Member) IsHead() bool {
	in := m.data.Codebook.Lookup(CodeRelation)
	return in != nil && in.Option(m.Text(CodeRelation)) == 0 && m.Text(CodeRelation) != ""
}
