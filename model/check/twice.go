package check

import (
	"fmt"
	"slices"
	"strings"

	"ruhu/model"
)

var twiceRules = []Rule{
	{ID: "id-twice", Title: "同一人在一户中只能出现一次（按证件号码前18位）", Source: "GB 11643-1999（号码唯一）；全国系统录入校验",
		Severity: model.Fault, Needs: []model.Code{model.CodeIdentity}, anyone: true, roster: ruleTwice},
	{ID: "id-two-households", Title: "同一人不能在两户中（按证件号码前18位）", Source: "GB 11643-1999（号码唯一）；全国系统录入校验",
		Severity: model.Fault, AtOffice: true, Needs: []model.Code{model.CodeIdentity}, anyone: true, roster: ruleTwoHouseholds},
	{ID: "person-number-twice", Title: "一个人编号只能是一个人的", Source: "全国系统录入校验；" + cleaning,
		Severity: model.Warning, AtOffice: true, Needs: []model.Code{model.CodePerson}, roster: rulePersonNumber},
}

// unique is what a roster should have once, or not often.
type unique uint8

const (
	cards unique = iota // identity numbers
	personNumbers
	phones
	uniqueKinds int = iota
)

// owner is who has a number.
type owner struct {
	kind   unique
	number string
	row    row
}

// owners are those of all numbers of a kind, in the order of the roster.
type owners struct {
	first map[string]owner
	again map[string][]owner // numbers met more than once, with all who have them
	order []string           // those numbers as they were met
}

func newOwners(n int) owners {
	return owners{first: make(map[string]owner, n), again: make(map[string][]owner)}
}

// noteOwners notes who of a household has which number. Numbers that are no one's, such
// as eighteen ones, are judged for themselves and not compared.
func (c *pass) noteOwners(f *family) {
	for i := range f.numbers {
		n := &f.numbers[i]
		if n.code != model.CodeIdentity || n.verdict != right && n.verdict != wrongCheck || n.born.Year() < model.FirstBirth {
			continue
		}
		c.owners = append(c.owners, owner{cards, n.card, n.row})
	}
	if c.has(model.CodePerson) {
		for p := range f.listed {
			if number := model.Squeeze(p.Text(model.CodePerson)); len(number) >= personNumberLength {
				c.owners = append(c.owners, owner{personNumbers, number, p.row})
			}
		}
	}
	if text := f.Text(model.CodePhone); text != "" && f.registered {
		if number, _, _ := strings.Cut(digitsOf(text), " "); len(number) >= 7 {
			c.owners = append(c.owners, owner{phones, number, f.row})
		}
	}
}

// personNumberLength keeps apart the numbers of the system from those that count
// the persons of a household.
const personNumberLength = 8

// digitsOf keeps the digits of a text, with a blank between what is divided.
func digitsOf(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '0' && r <= '9':
			return r
		case strings.ContainsRune("、,，;；/", r):
			return ' '
		}
		return -1
	}, text)
}

// remember notes, in the order of the roster, who has the number of whom.
func (c *pass) remember(h owner) {
	of := &c.all[h.kind]
	first, met := of.first[h.number]
	if !met {
		of.first[h.number] = h
		return
	}
	if of.again[h.number] == nil {
		of.again[h.number] = []owner{first}
		of.order = append(of.order, h.number)
	}
	of.again[h.number] = append(of.again[h.number], h)
}

// firstOf gives, for the owners of one number, the place of the first of
// each household, and those places in order.
func firstOf(list []owner) (map[*model.Household]int, []int) {
	first := make(map[*model.Household]int, 2)
	var order []int
	for i := range list {
		if _, met := first[list[i].row.household]; !met {
			first[list[i].row.household] = i
			order = append(order, i)
		}
	}
	return first, order
}

// ruleTwice names, for each further entry in a household, the first one.
func ruleTwice(c *pass) {
	for _, card := range c.all[cards].order {
		list := c.all[cards].again[card]
		first, _ := firstOf(list)
		for i := range list {
			if at := first[list[i].row.household]; at != i {
				c.report(&list[i].row, model.CodeIdentity, "证件号码与本户"+list[at].name()+"的相同",
					"请核对：同一人重复的删去一行，号码录错的改正")
			}
		}
	}
}

// ruleTwoHouseholds tells each of the households about the others, since each
// gets its own sheet.
func ruleTwoHouseholds(c *pass) {
	for _, card := range c.all[cards].order {
		list := c.all[cards].again[card]
		_, firsts := firstOf(list)
		if len(firsts) < 2 {
			continue
		}
		for _, at := range firsts {
			c.report(&list[at].row, model.CodeIdentity, "证件号码与"+elsewhere(list, firsts, at)+"的相同",
				"请核对此人现属哪一户，从另一户中删去；号码录错的改正")
			c.found[len(c.found)-1].OnSheet = "证件号码与另一户的成员相同"
		}
	}
}

// elsewhere names the owners in other households than that of the one given.
func elsewhere(list []owner, firsts []int, self int) string {
	const most = 3
	out := make([]string, 0, most)
	for _, i := range firsts {
		if i != self && len(out) < most {
			out = append(out, householdName(list[i].row.household)+list[i].name())
		}
	}
	s := strings.Join(out, "、")
	if others := len(firsts) - 1; others > most {
		s += fmt.Sprintf("等%d户", others)
	}
	return s
}

func (h *owner) name() string {
	if h.row.name != "" {
		return h.row.name
	}
	return "另一人"
}

// householdName is how one household is called on the sheet of another.
func householdName(h *model.Household) string {
	s := ""
	if h.Village != nil {
		s = h.Village.Name
	}
	if head := h.HeadName(); head != "" {
		return s + head + "户的"
	}
	return s + "户编号" + h.Number() + "的"
}

// rulePersonNumber tells each of the persons about another, since each household gets
// its own sheet. It lets alone one person in two places: the identity number tells of
// that.
func rulePersonNumber(c *pass) {
	of := &c.all[personNumbers]
	for _, number := range of.order {
		list := of.again[number]
		second := slices.IndexFunc(list, func(h owner) bool { return !samePerson(&h, &list[0]) })
		if second < 0 {
			continue
		}
		for i := range list {
			h, at := &list[i], 0
			if samePerson(h, &list[0]) {
				at = second
			}
			c.report(&h.row, model.CodePerson, "人编号与"+householdName(list[at].row.household)+list[at].name()+"的相同", "请对照系统核对两人的人编号")
			c.found[len(c.found)-1].OnSheet = "人编号与另一人的相同"
		}
	}
}

// samePerson reports one row, or two with one identity number.
func samePerson(a, b *owner) bool {
	card := a.row.record.CardIn(model.CodeIdentity)
	return a.row.record == b.row.record || card != "" && card == b.row.record.CardIn(model.CodeIdentity)
}

// manyHouseholds is how many may not have one telephone: two brothers may.
const manyHouseholds = 3

func rulePhoneShared(c *pass) {
	of := &c.all[phones]
	for _, number := range of.order {
		list := of.again[number]
		_, firsts := firstOf(list)
		if len(firsts) < manyHouseholds {
			continue
		}
		for _, at := range firsts {
			c.report(&list[at].row, model.CodePhone, fmt.Sprintf("这个电话是%d户的联系电话", len(firsts)), "请核对，换成本户自己的电话")
		}
	}
}
