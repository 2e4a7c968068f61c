package feedback

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"ruhu/model"
)

// index finds households and persons of a roster.
type index struct {
	numbers   map[string][]*model.Household
	heads     map[string][]*model.Household
	headCards map[string][]*model.Household
	cards     map[string][]*model.Member
	names     map[string][]*model.Member
}

func newIndex(r *model.Roster) *index {
	x := &index{numbers: make(map[string][]*model.Household), heads: make(map[string][]*model.Household), headCards: make(map[string][]*model.Household),
		cards: make(map[string][]*model.Member), names: make(map[string][]*model.Member)}
	for h := range r.Everyone {
		add(x.numbers, plainNumber(h.Number()), h)
		add(x.heads, model.Squeeze(h.HeadName()), h)
		add(x.headCards, model.CardOf(h.HeadIdentity()), h)
		for _, m := range h.Members {
			add(x.cards, m.Named().Card, m)
			add(x.names, model.Squeeze(m.Name()), m)
		}
	}
	return x
}

func add[T any](to map[string][]T, key string, one T) {
	if key != "" {
		to[key] = append(to[key], one)
	}
}

// plainNumber is a 户编号 without the zeros in front, which spreadsheets drop.
func plainNumber(s string) string { return strings.TrimLeft(model.Squeeze(s), "0") }

func same(a, b string) bool { return model.Squeeze(a) == model.Squeeze(b) }

func villageName(h *model.Household) string {
	if h.Village == nil || h.Village.Name == model.NoVillage {
		return ""
	}
	return h.Village.Name
}

// villageEnd is what a village is, upTo what may stand before its name.
var (
	villageEnd = regexp.MustCompile(`村?(?:村民委员会|村委会|行政村|村)$|(?:社区居民委员会|居民委员会|社区居委会|居委会|社区|居)$`)
	upTo       = regexp.MustCompile(`.(?:街道|街道办|办事处|镇|乡|县|区|市)$`)
)

// sameVillage lets the name stand with or without 村 behind, and after its township.
func sameVillage(a, b string) bool {
	a, b = model.Squeeze(a), model.Squeeze(b)
	endA, endB := villageEnd.FindString(a), villageEnd.FindString(b)
	if endA != "" && endB != "" && strings.Contains(endA, "村") != strings.Contains(endB, "村") {
		return false
	}
	a, b = strings.TrimSuffix(a, endA), strings.TrimSuffix(b, endB)
	if len(a) < len(b) {
		a, b = b, a
	}
	before, ok := strings.CutSuffix(a, b)
	return ok && b != "" && (before == "" || upTo.MatchString(before))
}

// Match finds out whom the lines of files are about.
func Match(r *model.Roster, files []*File) {
	x := newIndex(r)
	for _, l := range Lists(files) {
		l.Foreign = x.foreign(l)
		for i := range l.Lines {
			l.Lines[i].match(x, l.Foreign)
		}
	}
}

// leastForeign is how many lines must name somebody by an identity number and no
// 户编号 of the roster for a list to have numbers of its own.
const leastForeign = 3

// foreign reports a list whose 户编号 are not those of the roster: most of whom it
// names by identity numbers have another.
func (x *index) foreign(l *List) bool {
	ours, others := 0, 0
	for i := range l.Lines {
		line := &l.Lines[i]
		if line.Number == "" || len(x.cards[model.CardOf(line.Card)])+len(x.headCards[model.CardOf(line.HeadCard)]) == 0 {
			continue
		}
		if len(x.numbers[plainNumber(line.Number)]) > 0 {
			ours++
		} else {
			others++
		}
	}
	return others >= leastForeign && others > ours
}

// fit is a household, or a person of it, that a line may be about.
type fit struct {
	*model.Household
	member *model.Member
}

// call says who it is: by village, head and number of the household.
func (f fit) call() string {
	if f.member == nil {
		return call(f.Household)
	}
	return call(f.Household) + "的" + f.member.Name()
}

func call(h *model.Household) string {
	return villageName(h) + h.HeadName() + "户（户编号" + h.Number() + "）"
}

// match attaches the line where all that it says fits one household and person.
func (l *Line) match(x *index, foreign bool) {
	l.Household, l.Member, l.Trouble = nil, nil, ""
	if l.Text == "" {
		l.Trouble = "没有写是什么问题"
		return
	}
	if foreign && len(x.numbers[plainNumber(l.Number)]) == 0 {
		named := *l
		named.Number = ""
		named.match(x, false)
		l.Household, l.Member, l.Trouble = named.Household, named.Member, named.Trouble
		return
	}
	fits, by, why := x.named(l)
	if why != "" {
		l.Trouble = why
		return
	}
	var agree []fit
	for _, f := range fits {
		if len(l.against(x, f)) == 0 {
			agree = append(agree, f)
		}
	}
	if len(agree) > 1 && l.Group != "" {
		if near := slices.DeleteFunc(slices.Clone(agree), func(f fit) bool { return !sameGroup(l.Group, f.Text(model.CodeGroup)) }); len(near) > 0 {
			agree = near
		}
	}
	switch {
	case len(agree) == 1:
		l.Household, l.Member = agree[0].Household, agree[0].member
	case len(agree) == 0:
		l.Trouble = fmt.Sprintf("%s是%s的，但%s", by, fits[0].call(), strings.Join(l.against(x, fits[0]), "，"))
	case agree[0].member != nil:
		l.Trouble = fmt.Sprintf("对得上的有%d人，分不清是哪一人", len(agree))
	default:
		l.Trouble = fmt.Sprintf("对得上的有%d户，分不清是哪一户", len(agree))
	}
}

// sameGroup compares 2组, 第2村民小组 and 2.
func sameGroup(a, b string) bool {
	plain := func(s string) string {
		return strings.TrimRight(strings.TrimPrefix(model.Squeeze(s), "第"), "村民小组")
	}
	return plain(a) == plain(b)
}

// named gives whom the line names by the surest thing that it says, and what that is;
// or why there is nobody.
func (x *index) named(l *Line) (fits []fit, by, why string) {
	for _, m := range x.cards[model.CardOf(l.Card)] {
		fits = append(fits, fit{m.Household, m})
	}
	if len(fits) > 0 {
		return fits, "证件号码", ""
	}
	var homes []*model.Household
	headCard := model.CardOf(l.HeadCard)
	switch {
	case l.Number != "":
		by, homes = "户编号", x.numbers[plainNumber(l.Number)]
	case headCard != "":
		by, homes = "户主证件号码", x.headCards[headCard]
	case l.Village != "" && l.Head != "":
		by, homes = "行政村、户主", x.living(l.Village, l.Head)
	case l.Village != "" && l.Name != "":
		by, fits = "行政村、姓名", x.called(l.Name, func(m *model.Member) bool { return sameVillage(l.Village, villageName(m.Household)) })
	case l.Name != "" && shown(l.Card) >= leastShown:
		by, fits = "姓名、证件号码", x.called(l.Name, func(m *model.Member) bool { return sameCard(l.Card, m.Text(model.CodeIdentity)) })
	case l.Head+l.Name+l.Card == "":
		return nil, "", "没有写是哪一户、哪个人的"
	default:
		return nil, "", "花名册里没有对得上的户：只有姓名或对不上的证件号码，认不出是谁"
	}
	switch {
	case len(fits) > 0:
		return fits, by, ""
	case len(homes) == 0:
		return nil, "", "花名册里没有对得上的户：没有这样的" + by + x.elsewhere(l)
	}
	return x.within(l, homes, by)
}

// called gives the persons of a name of whom something is so.
func (x *index) called(name string, is func(*model.Member) bool) (fits []fit) {
	for _, m := range x.names[model.Squeeze(name)] {
		if is(m) {
			fits = append(fits, fit{m.Household, m})
		}
	}
	return fits
}

// living gives the households of a village whose 户主 is called so.
func (x *index) living(village, head string) (out []*model.Household) {
	for _, h := range x.heads[model.Squeeze(head)] {
		if sameVillage(village, villageName(h)) {
			out = append(out, h)
		}
	}
	return out
}

// elsewhere tells which household the village and the 户主 of a line are, where its
// 户编号 is nobody's.
func (x *index) elsewhere(l *Line) string {
	if hs := x.living(l.Village, l.Head); l.Number != "" && len(hs) == 1 {
		return "；行政村、户主是" + call(hs[0]) + "的"
	}
	return ""
}

// within gives of households those with the person whom the line names, if it names one.
func (x *index) within(l *Line, homes []*model.Household, by string) (fits []fit, _, why string) {
	for _, h := range homes {
		if l.Name == "" && l.Card == "" {
			fits = append(fits, fit{h, nil})
		}
		for _, m := range h.Members {
			if l.Name != "" && same(m.Name(), l.Name) {
				fits = append(fits, fit{h, m})
			}
		}
	}
	if len(fits) == 0 && len(homes) == 1 && several(homes[0], l.Name) {
		fits = append(fits, fit{homes[0], nil})
	}
	switch {
	case len(fits) > 0:
		return fits, by, ""
	case len(homes) > 1:
		return nil, "", fmt.Sprintf("%s对得上的有%d户，里面都没有这个人", by, len(homes))
	case l.Name == "" && model.CardOf(l.Card) == "":
		return nil, "", call(homes[0]) + "里没有这个证件号码，清单里的不完整，或被表格软件截断"
	case l.Name == "":
		return nil, "", call(homes[0]) + "里没有这个证件号码"
	}
	return nil, "", call(homes[0]) + "里没有" + l.Name
}

// several reports names of more than one, all of the household: the line is about that.
func several(h *model.Household, names string) bool {
	parts := strings.FieldsFunc(names, func(r rune) bool { return strings.ContainsRune("、,，;；/ \n", r) })
	return len(parts) > 1 && !slices.ContainsFunc(parts, func(name string) bool {
		return !slices.ContainsFunc(h.Members, func(m *model.Member) bool { return same(m.Name(), name) })
	})
}

// against says what of the line is not so of somebody. What the roster does not have
// speaks against nobody.
func (l *Line) against(x *index, f fit) (out []string) {
	differ := func(what, says, has string, same bool) {
		if says != "" && has != "" && !same {
			out = append(out, what+"写的是"+says)
		}
	}
	differ("户编号", l.Number, f.Number(), plainNumber(l.Number) == plainNumber(f.Number()))
	if hs := x.numbers[plainNumber(l.Number)]; len(out) > 0 && len(hs) == 1 {
		out[0] += "（是" + call(hs[0]) + "的）"
	}
	differ("户主", l.Head, f.HeadName(), same(l.Head, f.HeadName()))
	differ("户主证件号码", l.HeadCard, f.HeadIdentity(), sameCard(l.HeadCard, f.HeadIdentity()))
	differ("行政村", l.Village, villageName(f.Household), sameVillage(l.Village, villageName(f.Household)))
	if f.member == nil {
		return out
	}
	differ("姓名", l.Name, f.member.Name(), same(l.Name, f.member.Name()))
	if card := f.member.Text(model.CodeIdentity); l.Card != "" && card != "" && !sameCard(l.Card, card) && model.CardOf(l.Card) != f.member.Named().Card {
		out = append(out, "证件号码与花名册里的不同")
	}
	return out
}

// hidden is what stands for the middle of an identity number that is not to be seen.
const hidden = "*＊×"

// leastShown is how many characters of such a number tell a person of a name.
const leastShown = 8

// shown is how many characters are seen of a number of which some are hidden; 0 where
// none are.
func shown(card string) (n int) {
	if !strings.ContainsAny(card, hidden) {
		return 0
	}
	for _, r := range card {
		if !strings.ContainsRune(hidden, r) {
			n++
		}
	}
	return n
}

// sameCard compares identity numbers, of the first also what is seen of it.
func sameCard(a, b string) bool {
	from := strings.IndexAny(a, hidden)
	if from < 0 {
		return model.SameCard(a, b)
	}
	last := a[strings.LastIndexAny(a, hidden):]
	last = strings.TrimLeft(last, hidden)
	b = model.Squeeze(b)
	return len(b) > from+len(last) && strings.HasPrefix(b, a[:from]) && strings.HasSuffix(strings.ToUpper(b), strings.ToUpper(last))
}
