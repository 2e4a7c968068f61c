package roster

import (
	"regexp"
	"slices"
	"strings"

	"ruhu/model"
)

var (
	// namesApart are what stands between names in one cell.
	namesApart = regexp.MustCompile(`[、,，;；/|\n\r]+`)
	// relative is a relation in front of a name: 妻：李红梅.
	relative  = regexp.MustCompile(`^(?:户主|本人|配偶|妻子?|丈?夫|之?[长次二三四五大小]?(?:子|女|儿子?|孙子?|孙女)|儿媳|女婿|父亲?|母亲?|爷爷|奶奶|[兄弟姐妹])[:：]`)
	headcount = regexp.MustCompile(`^(?:共)?\d{1,2}[人口个名]?$`)
)

// doubleNames are family names of two characters, which some write apart.
var doubleNames = map[string]bool{
	"欧阳": true, "上官": true, "司马": true, "诸葛": true, "皇甫": true, "尉迟": true, "公孙": true, "慕容": true, "令狐": true, "司徒": true, "东方": true, "夏侯": true, "端木": true, "南宫": true,
}

// countNames says how many persons a cell for one name holds: 1 for what may be
// one person's, also where it is no name.
func countNames(raw string) int {
	if len(raw) > 4000 || !strings.ContainsAny(raw, "、,，;；/|\n\r \u3000") {
		return 1
	}
	text := strings.TrimSpace(raw)
	parts, short := 0, false
	for _, p := range namesApart.Split(text, -1) {
		p = model.Squeeze(p)
		if p == "" {
			continue
		}
		if !isName(relative.ReplaceAllString(p, "")) {
			return 1
		}
		parts++
		short = short || len([]rune(nameEnds(p))) < 2
	}
	switch {
	case parts > 1 && short && !strings.ContainsAny(text, "、,，;；"):
		return 1 // a name broken over two lines
	case parts > 1:
		return parts
	}
	words := strings.Fields(model.Fold(text))
	if len(words) < 2 || doubleNames[words[0]] {
		return 1
	}
	for _, w := range words {
		if n := len([]rune(w)); n < 2 || n > 4 || strings.ContainsFunc(w, func(c rune) bool { return !isHan(c) }) {
			return 1
		}
	}
	return len(words)
}

// splitNames looks at the name of the row in hand: a cell with several persons, or one with
// the relation in front, makes no member, since nothing else in the row can be said to be
// theirs, and the household's sheet says so. A count is the size of the household.
func (r *reader) splitNames() {
	name := cellWith(r.cells.own, model.CodeName)
	if name == nil || r.cols.shape.own != model.OfMember {
		return
	}
	c := *name
	text := model.Squeeze(c.raw)
	if len(r.cells.own) == 1 && headcount.MatchString(text) {
		r.cells.own = r.cells.own[:0]
		if size := r.c.data.Codebook.Lookup(model.CodeSize); size != nil && r.ofHousehold(size.Code) == nil {
			c.in, c.raw = size, strings.TrimRight(strings.TrimPrefix(text, "共"), "人口个名")
			r.cells.household = append(r.cells.household, c)
		}
		return
	}
	n := countNames(c.raw)
	if n == 1 && !(strings.Contains(text, ":") && relative.MatchString(text)) {
		return
	}
	r.cells.own = r.cells.own[:0]
	r.account.Crowded += n
	f := find(model.Fault, "members-in-one-cell", r.c.data.PosAt(c.at), "这一格里写了 %d 个家庭成员，没有读入，这一户的家庭成员不全", n)
	f.Field = r.cols.head(c.at.Col)
	r.doubts = append(r.doubts, *f.about(c.in.Code, c.raw).advise("请改成一人一行，每人的姓名、证件号码、与户主关系各占一格"))
}

// resolveRelation takes what a name says behind itself, 赵甲（户主）, for the relation
// where the row has no other. One that the row contradicts is told. （女） may be the
// sex, （本人） whoever holds the card, （其他） anything.
func (r *reader) resolveRelation() {
	in := r.c.data.Codebook.Lookup(model.CodeRelation)
	if r.cols.shape.own != model.OfMember || in == nil {
		return
	}
	name, own := cellWith(r.cells.own, model.CodeName), cellWith(r.cells.own, model.CodeRelation)
	r.readHeadMark(in, name, own)
	if name == nil {
		return
	}
	before, word := relationBehind(name.raw)
	switch at := in.Option(word); {
	case word == "" || at < 0:
	case own == nil:
		c := *name
		c.in, c.raw = in, word
		name.raw = before
		r.cells.own = append(r.cells.own, c)
	case in.Option(own.raw) != at:
		r.doubt(name, own, "请核对后改成一致")
	}
}

// relationBehind parts a name from what stands in brackets at its end and may be a
// relation; word is empty where nothing does.
func relationBehind(raw string) (name, word string) {
	if !strings.HasSuffix(raw, ")") && !strings.HasSuffix(raw, "）") {
		return raw, ""
	}
	at := strings.LastIndexAny(raw, "(（")
	if at <= 0 {
		return raw, ""
	}
	name, word = strings.TrimSpace(raw[:at]), strings.Trim(model.Squeeze(raw[at:]), "()")
	if name == "" || unsureRelations[word] {
		return raw, ""
	}
	return name, word
}

// unsureRelations are relations that behind a name may mean something else.
var unsureRelations = map[string]bool{"女": true, "本人": true, "其他": true, "其它": true}

// readHeadMark reads who is marked as the 户主, in a column that asks for it (是否户主)
// or where 户主姓名 names nobody: √ and 是 are the 户主, 否 is not, 本人 is one's own
// name; other words are what somebody is to the 户主.
func (r *reader) readHeadMark(relation *model.Indicator, name, own *cell) {
	i := slices.IndexFunc(r.cells.household, func(c cell) bool { return c.in.Code == model.CodeHeadName })
	var c cell
	if i >= 0 {
		c = r.cells.household[i]
	} else if mark := cellWith(r.cells.hints, model.CodeHeadMark); mark != nil {
		c = *mark
	}
	at, yes, no := relation.Option(c.raw), model.SaysYes(c.raw), model.SaysNo(c.raw)
	switch {
	case i >= 0 && at == 0 && name != nil:
		r.cells.household[i].raw = name.raw
	case i >= 0 && (yes || no || at > 0 && own == nil):
		r.cells.household = slices.Delete(r.cells.household, i, i+1)
		r.marked = true
	case i < 0 && (yes || no || at == 0):
		r.marked = true
	default:
		return
	}
	switch {
	case no && at < 0:
	case own == nil:
		if c.in = relation; at < 0 {
			c.raw = relation.Options[0].Label
		}
		r.cells.own = append(r.cells.own, c)
	case (yes || at == 0) && relation.Option(own.raw) > 0:
		r.doubt(&c, own, "请核对谁是户主后改成一致")
	}
}
