package collect

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"ruhu/model"
	"ruhu/model/check"
	"ruhu/model/sheet"
	"ruhu/model/visit"
)

// Options is what collecting depends on beside roster and workbooks.
type Options struct {
	// Year is the year that is collected; a workbook of another is held back.
	Year int
	// Check are the settings of the rules that judge the corrected roster.
	Check check.Options
	// OtherYear gives the year of a sheet number that some household of the
	// roster has in another year, 0 where there is none. It may be nil.
	OtherYear func(number string) int
	// Number gives the sheet number of a household's form, by its id, empty for none.
	// By it the households of the workbooks are found.
	Number func(form string, h *model.Household) string
	// Numbered are the items whose answers forms print with numbers: return workbooks
	// may have these. Rosters go by words only.
	Numbered []model.Code
	// Register are the papers that 打印登记 lists.
	Register []Registered
}

// Outcome is what came of collecting.
type Outcome struct {
	// Roster is the roster with every correction that could be applied. It shares
	// nothing that changes with the one given.
	Roster *model.Roster
	// Marks are the values of Roster that were corrected, added or filled in.
	Marks map[*model.Record]map[model.Code]bool
	// Items are what is to be keyed into the national system, in its order.
	Items []visit.Item
	// Added, Removed and New are the persons and households among them in full.
	Added   []visit.Person
	Removed []visit.Person
	New     []visit.Newcomer
	// Answers are what people said of the lines from above, as the workbooks have them.
	Answers []visit.Answer
	// Papers are all papers known, with what became of each.
	Papers []visit.Track
	// Returns are the workbooks that counted: copies of one another count once.
	Returns int
	// Missing are the villages with papers of which no workbook came back.
	Missing  []string
	Problems model.Problems
	// Held counts the items that were held back, HeldHouseholds the households
	// that have one.
	Held, HeldHouseholds int
}

// item is a visit.Item with its place in the order of the national system.
type item struct {
	visit.Item
	household, part, rank int
}

// Apply judges what the workbooks say and applies it to a copy of the roster.
// An error means that a file could not be read again.
func Apply(r *model.Roster, returns []*Return, o Options) (*Outcome, error) {
	c := newCollector(r, o)
	returns = slices.Clone(returns)
	slices.SortStableFunc(returns, func(a, b *Return) int {
		return cmp.Or(strings.Compare(a.Village, b.Village), strings.Compare(a.Division, b.Division), strings.Compare(a.File, b.File))
	})
	if c.data.Room() < len(returns)*len(visit.Sheets) {
		return nil, &sheet.Error{Message: fmt.Sprintf("花名册和回填表的工作表太多，一次最多 %d 张", model.MaxSources), Hint: "请分几次汇总，如一个乡镇一次"}
	}
	returns = c.dropCopies(returns)
	c.out.Returns = len(returns)
	c.nameVillages(returns)
	for _, ret := range returns {
		if err := c.readReturn(ret); err != nil {
			return nil, err
		}
	}
	for _, h := range c.order {
		c.decide(h)
	}
	c.refuseTwice()
	for _, h := range c.order {
		c.apply(h)
		c.noteFormer(h)
	}
	c.applyVillages()
	c.joinNewcomers()
	c.out.Roster.Identify()
	c.out.Papers = c.papers(returns)
	c.judge(r)
	slices.SortStableFunc(c.items, func(a, b item) int {
		return cmp.Or(cmp.Compare(a.household, b.household), cmp.Compare(a.part, b.part), cmp.Compare(a.rank, b.rank))
	})
	for _, it := range c.items {
		c.out.Items = append(c.out.Items, it.Item)
	}
	c.out.HeldHouseholds = len(c.heldBy)
	return c.out, nil
}

// dropCopies leaves out workbooks that say what another says.
func (c *collector) dropCopies(returns []*Return) []*Return {
	first := make(map[string]*Return)
	var out []*Return
	for _, ret := range returns {
		says := ret.says()
		if f := first[says]; f != nil {
			c.warn(model.Problem{Rule: "return-copy", Pos: model.Pos{File: ret.File},
				Message: "与“" + f.File + "”内容完全一样，是同一份回填表，只算一次", Hint: "请核对是不是交错了，如该交的是另一个村的；是多余的，删去即可"})
			continue
		}
		first[says] = ret
		out = append(out, ret)
	}
	return out
}

// collector is one run of Apply.
type collector struct {
	opt   Options
	cb    *model.Codebook
	data  *model.Dataset
	out   *Outcome
	items []item
	order []*house // of the roster
	byKey map[homeKey]*house
	// numbered are the forms whose sheet numbers byNumber has; nil stands there for
	// one that several households have.
	numbered map[string]bool
	byNumber map[string]*house
	families map[paperOf]*house        // whose papers are, where that is certain
	village  map[string]*model.Village // by placeKey
	names    map[string]string         // of villages, told apart, by placeKey
	called   map[string][]string       // placeKeys of the villages that a name may mean
	rank     map[model.Code]int        // place in the codebook
	sources  map[sourceKey]uint16
	asking   map[model.Code]model.Part // a part for each item that was filled in where it had not been asked
	heldBy   map[any]bool              // households that have an item held back
	fresh    map[homeKey][]*newcomer
	freshAt  []homeKey            // keys of fresh in the order met
	byOwnKey map[model.Key]*house // made when the first newcomer asks
	// villageClaims are what is said of villages, in the order read, villagesBack the
	// numbers of the papers by which something was.
	villageClaims []*villageClaim
	villagesBack  map[string]bool
}

type sourceKey struct{ file, sheet string }

// paperOf names a paper: what a workbook says of a sheet number.
type paperOf struct {
	ret    *Return
	number string
}

// house is a household of the roster, what it becomes, and what was said of it.
type house struct {
	old, new *model.Household
	members  []*model.Member // of new, as old lists them
	place    int             // in the roster
	claims   []*claim
	added    []*newcomerPerson
	leavers  []*leaver
	measures []*measure
	visits   []*call
	result   visit.Result // what came of all visits together
	unmet    bool         // nothing stated is taken over
	// decided, joining, leaving and revised are what of claims, added, leavers and
	// measures holds, each once; of them what would be impossible is taken out again.
	decided  []*claim
	joining  []*newcomerPerson
	leaving  []*leaver
	revised  []*measure
	refused  int       // items that were held back
	disputed bool      // the workbooks differ about the result
	income   *printing // by which something was corrected that its income a head is made of
}

// placeKey names a village within the roster: by its division code, since names
// repeat, else by its name.
func placeKey(name, division string) string {
	if division != "" {
		return division
	}
	return model.Squeeze(name)
}

// homeKey names a household: numbers may come again in another village.
type homeKey struct{ place, number string }

func keyOf(place, number string) homeKey { return homeKey{place, model.Squeeze(number)} }

func newCollector(r *model.Roster, o Options) *collector {
	c := &collector{
		opt: o, cb: r.Data.Codebook, data: r.Data.Clone(),
		byKey: make(map[homeKey]*house), village: make(map[string]*model.Village),
		names: make(map[string]string), called: make(map[string][]string),
		rank: make(map[model.Code]int), sources: make(map[sourceKey]uint16), asking: make(map[model.Code]model.Part), heldBy: make(map[any]bool),
		fresh: make(map[homeKey][]*newcomer), villagesBack: make(map[string]bool), numbered: make(map[string]bool), byNumber: make(map[string]*house), families: make(map[paperOf]*house),
	}
	for i, in := range c.cb.All() {
		c.rank[in.Code] = i
	}
	c.out = &Outcome{Roster: &model.Roster{Data: c.data}, Marks: make(map[*model.Record]map[model.Code]bool)}
	c.copyRoster(r)
	return c
}

// copyRoster copies everything that may change.
func (c *collector) copyRoster(r *model.Roster) {
	to := c.out.Roster
	to.Sheets = r.Sheets
	for _, v := range r.Villages {
		nv := &model.Village{Record: v.Record.Clone(c.data), Name: v.Name, Division: v.Division}
		to.Villages = append(to.Villages, nv)
		key := placeKey(v.Name, v.Division)
		c.village[key] = nv
		for _, h := range v.Households {
			nh := c.copyHousehold(h, nv)
			nv.Households = append(nv.Households, nh)
			one := &house{old: h, new: nh, members: slices.Clone(nh.Members), place: len(c.order)}
			c.order = append(c.order, one)
			c.byKey[keyOf(key, h.Number())] = one
		}
	}
	for _, h := range r.Held {
		to.Held = append(to.Held, c.copyHousehold(h, nil))
	}
}

// nameVillages tells the villages of the roster and of the workbooks apart.
func (c *collector) nameVillages(returns []*Return) {
	villages, known := slices.Clone(c.out.Roster.Villages), maps.Clone(c.village)
	for _, ret := range returns {
		if key := placeKey(ret.Village, ret.Division); known[key] == nil {
			known[key] = &model.Village{Name: ret.Village, Division: ret.Division}
			villages = append(villages, known[key])
		}
	}
	for i, name := range model.VillageNames(villages) {
		v := villages[i]
		key := placeKey(v.Name, v.Division)
		c.names[key] = name
		plain, apart := model.Squeeze(v.Name), model.Squeeze(v.Apart())
		c.called[plain] = append(c.called[plain], key)
		if apart != plain {
			c.called[apart] = append(c.called[apart], key)
		}
	}
}

// villageName is the name of a village, told apart from others.
func (c *collector) villageName(v *model.Village) string {
	return c.names[placeKey(v.Name, v.Division)]
}

func (c *collector) copyHousehold(h *model.Household, v *model.Village) *model.Household {
	n := &model.Household{Record: h.Record.Clone(c.data), Village: v, Stated: h.Stated, Answered: h.Answered}
	persons := func(list []*model.Member) []*model.Member {
		out := make([]*model.Member, len(list))
		for i, m := range list {
			out[i] = &model.Member{Record: m.Record.Clone(c.data), Household: n}
		}
		return out
	}
	records := func(list []*model.Record) []*model.Record {
		out := make([]*model.Record, len(list))
		for i, m := range list {
			r := m.Clone(c.data)
			out[i] = &r
		}
		return out
	}
	n.SetKey(h.Key())
	n.Members, n.Added = persons(h.Members), persons(h.Added)
	n.Measures, n.Helpers, n.Removed = records(h.Measures), records(h.Helpers), records(h.Removed)
	return n
}

// mark notes that a value of the new roster is not the old one's.
func (c *collector) mark(r *model.Record, code model.Code) {
	if c.out.Marks[r] == nil {
		c.out.Marks[r] = make(map[model.Code]bool)
	}
	c.out.Marks[r][code] = true
}

// set writes a value with the cell that it comes from, and marks it.
func (c *collector) set(r *model.Record, code model.Code, value string, at spot) {
	r.Set(code, value, model.AsText, model.At{Source: c.source(at.file, at.sheet), Row: at.row, Col: at.col})
	c.ask(r, code)
	c.mark(r, code)
}

// ask notes that an item was asked of a record, by the workbook that fills it in.
func (c *collector) ask(r *model.Record, code model.Code) {
	in := c.cb.Lookup(code)
	if in == nil || r.Asked(in) {
		return
	}
	if c.asking[code] == 0 {
		c.asking[code] = c.data.NewPart()
		c.data.Ask(c.asking[code], in)
	}
	r.Join(c.asking[code])
}

func (c *collector) source(file, sheet string) uint16 {
	key := sourceKey{file, sheet}
	n, ok := c.sources[key]
	if !ok {
		n = c.data.AddSource(model.Source{File: file, Sheet: sheet})
		c.sources[key] = n
	}
	return n
}

// spot is a cell of a return workbook.
type spot struct {
	file, sheet string
	row, col    int
}

func (s spot) pos() model.Pos {
	return model.Pos{File: s.file, Sheet: s.sheet, Cell: model.CellName(s.col, s.row)}
}

// hold reports an item that is held back.
func (c *collector) hold(p model.Problem) {
	p.Severity = model.Fault
	c.out.Problems.Add(p)
	c.out.Held++
	if h := p.Subject; h != nil {
		c.heldBy[h] = true
	}
}

func (c *collector) warn(p model.Problem) {
	p.Severity = model.Warning
	c.out.Problems.Add(p)
}

// judge applies the rules of model/check to the corrected roster and reports
// what was not found in the one given: the faults that the corrections bring.
func (c *collector) judge(old *model.Roster) {
	o := c.opt.Check
	o.Year = cmp.Or(o.Year, c.opt.Year)
	known := make(map[string]bool)
	for _, p := range check.Run(old, o).Problems {
		known[findingKey(p)] = true
	}
	for _, p := range check.Run(c.out.Roster, o).Problems {
		if !known[findingKey(p)] {
			c.out.Problems.Add(p)
		}
	}
	for _, h := range c.order {
		if h.old.Head() != nil && h.new.Head() == nil {
			c.warn(model.Problem{Rule: "head-gone", Household: h.new.Number(), Head: h.new.HeadName(), Subject: h.new,
				Pos: h.new.Pos(model.CodeNumber), Field: c.cb.Lookup(model.CodeRelation).Name(), Code: model.CodeRelation,
				Message: "核实后这一户没有户主了", Hint: "请在“更正登记”中把新户主的“与户主关系”更正为“户主”，其他人的关系一并更正"})
		}
	}
}

// findingKey tells findings apart without the places that they were found in.
func findingKey(p model.Problem) string {
	return strings.Join([]string{p.Rule, p.Household, p.Person, string(p.Code), p.Value, fmt.Sprint(p.Severity)}, "\x00")
}
