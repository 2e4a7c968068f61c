package roster

import (
	"cmp"
	"fmt"
	"iter"

	"ruhu/model"
)

// homes are the households of one 户编号: mostly one, many where each village
// counts from 1.
type homes struct {
	list []*draft
	// Of many, those of a village, of a division code, and those that had no village
	// when they were entered.
	byName, byCode map[string][]*draft
	nameless       []*draft
}

// fewHomes is how many are looked through one by one.
const fewHomes = 8

func (h *homes) enter(d *draft) {
	h.list = append(h.list, d)
	switch {
	case h.byName != nil:
		h.index(d)
	case len(h.list) > fewHomes:
		h.byName, h.byCode = make(map[string][]*draft), make(map[string][]*draft)
		for _, old := range h.list {
			h.index(old)
		}
	}
}

func (h *homes) index(d *draft) {
	if d.place.name == "" {
		h.nameless = append(h.nameless, d)
	} else {
		h.byName[d.place.name] = append(h.byName[d.place.name], d)
	}
	if d.place.division != "" {
		h.byCode[d.place.division] = append(h.byCode[d.place.division], d)
	}
}

// at gives the households that a row of the place may be of.
func (h *homes) at(p place) iter.Seq[*draft] {
	return func(yield func(*draft) bool) {
		if h == nil {
			return
		}
		lists := [3][]*draft{h.list}
		if h.byName != nil && p.name != "" {
			lists = [3][]*draft{h.byName[p.name], h.byCode[p.division], h.nameless}
		}
		for _, list := range lists {
			for _, d := range list {
				if d.place.agrees(p) && !yield(d) {
					return
				}
			}
		}
	}
}

// one gives the first household that a row of the place may be of; apart says that
// it may be of several villages, of which none is guessed.
func (h *homes) one(p place) (found *draft, apart bool) {
	looked := 0
	for d := range h.at(p) {
		if found == nil {
			found = d
		}
		if looked++; looked > mostTwins || !found.place.agrees(d.place) {
			return found, looked <= mostTwins
		}
	}
	return found, false
}

func (h *homes) len() int {
	if h == nil {
		return 0
	}
	return len(h.list)
}

// only gives the household where the number has but one.
func (h *homes) only() *draft {
	if h == nil || len(h.list) != 1 {
		return nil
	}
	return h.list[0]
}

// countsWithin reports a number that means a household only together with its
// village, since each village may count from 1.
func countsWithin(number string) bool {
	return model.ShortNumber(number) && !model.Provisional(number) && !model.OnlyLinks(number)
}

// known reports that a place names its village.
func (p place) known() bool { return p.name != "" || p.division != "" }

// asker is a row that looks for its household by number.
type asker struct {
	number string
	place  place
	source uint16
	file   string
	head   string // the name of the 户主, where the row says it
	name   string // of the person
	loose  bool   // of a sheet 家庭成员, which makes no households of its own
}

// agrees reports that nothing speaks against a row and a household of one short
// number, of which one names no village: one file, or a sheet 家庭成员, or a person
// whom the household has already; and no other 户主.
func (a *asker) agrees(d *draft) bool {
	had := model.Squeeze(d.HeadName())
	if d.listed || a.name != "" && d.hasPerson(a.name) {
		return true
	}
	return (a.loose || d.file == a.file) && (a.head == "" || had == "" || had == a.head)
}

// homeOf finds the household of a row that may make one. A short number without a
// village means one household within a file; in another file, or under another
// 户主 in another sheet, it is a second one.
func (c *collector) homeOf(a asker) *draft {
	h := c.byNumber[a.number]
	if !countsWithin(a.number) {
		d, _ := h.one(a.place)
		return d
	}
	var other *draft
	looked := 0
	for d := range h.at(a.place) {
		switch {
		case d.source == a.source:
			return d
		case a.place.known() && d.place.known():
			d.doubted = true
			return d
		case other == nil && a.agrees(d):
			other = d
		}
		if looked++; looked > mostTwins {
			break
		}
	}
	if other != nil && other.source != a.source {
		other.doubted = true
	}
	return other
}

// asks makes the row in hand one that looks for its household.
func (r *reader) asks() asker {
	a := asker{
		number: r.numberOf(), place: placeOf(r.cells.village), source: r.source, file: r.file, loose: !r.cols.shape.flat,
		name: textOf(r.cells.own, model.CodeName), head: textOf(r.cells.household, model.CodeHeadName),
	}
	relation, _ := valueOf(r.cells.own, model.CodeRelation)
	if a.head == "" && relation != "" && r.c.data.Codebook.Lookup(model.CodeRelation).Option(relation) == 0 {
		a.head = a.name
	}
	return a
}

// Households and villages beyond which a column cannot be what its head says.
const (
	mostHomes    = 1000   // of one number that is a household's alone
	mostVillages = 50_000 // a province has fewer
)

// overused reports a row of a further household of a number that has too many. All
// of them are held back, so that one more would only cost.
func (c *collector) overused(a asker) bool {
	h := c.byNumber[a.number]
	if h.len() < mostHomes || countsWithin(a.number) || c.list {
		return false
	}
	d, _ := h.one(a.place)
	return d == nil
}

// overuse is which rows of a sheet were passed over for that.
type overuse struct {
	number     string // of the first
	first, all int
}

func (r *reader) passOverused(row int, number string) {
	r.skip(row, skipOverused)
	if r.overuse.all++; r.overuse.all == 1 {
		r.overuse.number, r.overuse.first = number, row
	}
}

func (r *reader) reportOverused() {
	if o := &r.overuse; o.all > 0 {
		r.c.fault("household-twice", r.rowPos(o.first),
			"户编号 %s 已经用在 %d 个村的户上，从第 %d 行起另有 %d 行（别的村的）没有读入", o.number, mostHomes, o.first, o.all).
			about(model.CodeNumber, o.number).advise("请核对户编号一列，一户一个编号")
	}
}

// countVillage counts the villages that rows name, and refuses the file in hand
// where they cannot all be villages.
func (c *collector) countVillage(p place) {
	if c.places[cmp.Or(p.name, p.division)] = true; len(c.places) > mostVillages {
		c.refused = &FileError{
			Message: fmt.Sprintf("“行政村”有 %d 个以上不同的写法，不会是村名", mostVillages),
			Hint:    "请核对“行政村”一列是否填成了别的内容，如门牌、姓名",
		}
	}
}
