package fill

import (
	"regexp"
	"slices"

	"ruhu/model"
)

// heading is what stands over a column: groups that are wider than the head, and the
// head. What goes over the whole table is a title.
func heading(head *cell) []string {
	out := []string{clean(head.text)}
	width := head.cols
	for c := head.above(); c != nil && len(out) < 3; c = c.above() {
		if c.empty() || c.cols <= width || c.cols == c.grid.cols || len([]rune(c.text)) > 20 || len(slots(c.runes())) > 0 {
			break
		}
		width = c.cols
		out = slices.Insert(out, 0, numberedTitle.ReplaceAllString(model.Squeeze(c.text), ""))
	}
	return out
}

// columns finds what the heads ask for in rows of the list's kind; none where fewer
// than two are understood. subs says which row of an entry a head is of, where that has
// several.
func (r *reader) columns(l *list, heads []*cell, subs map[*cell]int) []*place {
	if l.kind == householdRows && r.opt.Per == PerRoster && r.countsRegister(l) && r.ofVillages(heads) {
		l.kind = villageRows
		return r.villageColumns(heads)
	}
	out := make([]*place, 0, len(heads))
	known, own := 0, 0
	r.person, r.scope = nobody, ""
	taken := make(map[model.Code]bool)
	ofHead, ownName := false, false
	for _, h := range heads {
		c := &place{cell: h, label: h.text, sub: subs[h]}
		c.asks, c.why = r.columnAsks(l, h)
		if in := c.asks.in; in != nil && c.why == "" && l.kind != householdRows {
			switch {
			case in.Code == model.CodeHeadName:
				ofHead = !ownName
			case ownNames[in.Code]:
				ofHead, ownName = false, true
			case ofHead:
				c.asks.in = r.headsOwn(in)
			}
		}
		if in := c.asks.in; in != nil && c.why == "" && c.asks.who != ofHelper {
			if taken[in.Code] {
				c.why = whyTwo
			}
			taken[in.Code] = true
		}
		if c.why == "" && c.asks.derived != serial {
			known++
			if in := c.asks.in; in == nil || in.Scope == ownScope[l.kind] || l.kind == additionRows && in.Scope == model.OfMember || l.kind == householdRows {
				own++
			}
		}
		out = append(out, c)
	}
	r.person, r.subject = nobody, nobody
	named := slices.ContainsFunc(out, func(c *place) bool { return c.why == "" && c.asks.in != nil && namesHousehold[c.asks.in.Code] })
	if known == 0 || own == 0 || known < 2 && len(heads) > 2 && !named {
		return nil
	}
	if l.kind == householdRows && !named {
		return nil // its rows are villages, groups or causes
	}
	return out
}

// ownNames are the names by which a row says whose it is, within a household.
var ownNames = map[model.Code]bool{model.CodeName: true, model.CodeHelperName: true, model.CodeLeaver: true}

// headsOwn is what a column asks between the name of the 户主 and that of the row's own
// person: the household's phone, the number of the 户主.
func (r *reader) headsOwn(in *model.Indicator) *model.Indicator {
	switch {
	case in.IsPhone():
		return r.book.Lookup(model.CodePhone)
	case in.Kind == model.Identity:
		return r.book.Lookup(model.CodeHeadID)
	}
	return in
}

// namesHousehold are the items by which a row says which household it is.
var namesHousehold = map[model.Code]bool{model.CodeHeadName: true, model.CodeHeadID: true, model.CodeNumber: true}

// columnAsks finds what one head asks for.
func (r *reader) columnAsks(l *list, head *cell) (asks, string) {
	key := clean(head.text)
	if r.labels.IsSerial(key) {
		return asks{derived: serial, who: ofEntry}, ""
	}
	headings := heading(head)
	groups := headings[:len(headings)-1]
	if slices.ContainsFunc(groups, isDoor) {
		return asks{}, whyDoor
	}
	if l.kind != helperRows && slices.ContainsFunc(groups, r.isStranger) {
		r.speakOf(stranger)
		return asks{}, whoseWhy
	}
	if l.kind == householdRows {
		return r.ofHouseholdRow(key, headings)
	}
	switch {
	case isDoor(key), remarks[key]:
		r.speakOf(signer)
		return asks{}, whyDoor
	case r.otherYear(key), slices.ContainsFunc(groups, r.otherYear):
		return asks{}, whyYear
	case addresses[key]:
		return asks{derived: address, who: ofEntry}, ""
	}
	list := r.labels.Find(l.kind.scopes(), headings...)
	if len(list) == 0 {
		r.notePerson(key)
		return asks{}, whyUnknown
	}
	in := list[0]
	if r.person >= signer && (in.IsPhone() || in.Code == "务工企业名称") && l.kind != helperRows {
		return asks{}, whoseWhy
	}
	return r.checked(asks{in: in, who: ofEntry}, key)
}

// isStranger reports a group of columns about somebody else: 配偶, 监护人.
func (r *reader) isStranger(group string) bool {
	if scope, ok := r.section(group); ok && scope == model.OfHelper {
		return false
	}
	return otherPerson.MatchString(group)
}

// ofHouseholdRow finds what a column asks where each row is a household. The name and
// number of a person are the head's.
func (r *reader) ofHouseholdRow(key string, headings []string) (asks, string) {
	if r.person == nobody || r.person == theHead {
		switch list := r.labels.Find([]model.Scope{model.OfMember}, key); {
		case len(list) == 0:
		case list[0].Code == model.CodeName && r.person == nobody:
			r.speakOf(theHead)
			return asks{in: r.book.Lookup(model.CodeHeadName), who: ofEntry}, ""
		case list[0].Code == model.CodeIdentity:
			return asks{in: r.book.Lookup(model.CodeHeadID), who: ofEntry}, ""
		}
	}
	was := r.per
	r.per = PerHousehold // 户数 is no item of a row
	a, why := r.meaning(key, headings[:len(headings)-1]...)
	r.per = was
	return a, why
}

// ofVillages reports heads of rows that are villages: their names first, then counts of
// something alone. With a group, a cause or a year beside the name, a village would
// have several rows.
func (r *reader) ofVillages(heads []*cell) bool {
	named := false
	for _, h := range heads {
		switch key := clean(h.text); {
		case !named && r.labels.IsSerial(key), remarks[key]:
		case !named && r.namesVillage(key):
			named = true
		case !named || !countHead.MatchString(withoutUnit.ReplaceAllString(key, "")):
			return false
		}
	}
	return named
}

// countHead ends heads of counts.
var countHead = regexp.MustCompile(`(?:户|人|数|率|额|人口|比例|收入|面积)$`)

func (r *reader) namesVillage(key string) bool {
	list := r.labels.Find([]model.Scope{model.OfVillage}, key)
	return len(list) > 0 && list[0].Code == model.CodeVillage
}

// villageColumns gives the columns of a list of villages: of the counts those that are
// plainly of the register's households, on a form about these.
func (r *reader) villageColumns(heads []*cell) []*place {
	var out []*place
	taken := make(map[derived]int)
	for _, h := range heads {
		c := &place{cell: h, label: h.text, asks: asks{who: ofEntry}, why: whyUnknown}
		key := clean(h.text)
		d := counts[countUnit.ReplaceAllString(key, "")]
		switch {
		case r.labels.IsSerial(key):
			c.asks.derived, c.why = serial, ""
		case r.namesVillage(key):
			c.asks.in, c.why = r.book.Lookup(model.CodeVillage), ""
		case remarks[key]:
			c.why = whyDoor
		case d != "" && len(heading(h)) == 1 && (ofRegister(key) || !r.countsTwice):
			c.asks.derived, c.why = d, ""
			taken[d]++
		}
		out = append(out, c)
	}
	if len(taken) == 0 {
		return nil
	}
	for _, c := range out {
		if taken[c.asks.derived] > 1 {
			c.why = whyTwo
		}
	}
	return out
}

// countUnit is what a count is in, behind its head.
var countUnit = regexp.MustCompile(`[(（][户人][)）]$`)

// registerTitle is a title of nothing but the register's households: not of those with a
// house rebuilt or a loan.
var registerTitle = regexp.MustCompile(`^(?:\p{Han}{1,12}?(?:省|市|县|区|镇|乡|街道|村))?(?:20\d\d年度?)?(?:全镇|全乡|全街道|全区|全县|各村|分村)?(?:建档立卡)?(?:低收入农户|低收入户|低收入人口|贫困户|贫困人口|建档立卡户)(?:和人口|及人口)?(?:基本|基础|总体|分村|各村|户数|人数|人口|数量|分布)*(?:情况|信息|数据)?(?:分村|各村)?(?:汇总|统计|一览|分布)?表?$`)

// countsRegister reports that a list counts the register's households of the year, by
// the title of the form; nothing else stands over it.
func (r *reader) countsRegister(l *list) bool {
	plain := func(s string) bool {
		return registerTitle.MatchString(numberedTitle.ReplaceAllString(model.Squeeze(s), ""))
	}
	return slices.ContainsFunc(r.titles, plain) && !slices.ContainsFunc(r.titles, r.otherYear) && (l.title == "" || plain(l.title))
}
