package check

import (
	"fmt"
	"strings"

	"ruhu/model"
)

var twiceRules = []Rule{
	{
		ID: "id-twice", Title: "同一人在一户中只能出现一次（按证件号码前18位）", Source: "GB 11643-1999（号码唯一）；全国系统录入校验",
		Severity: model.Fault, Needs: []model.Code{"A4"}, anyone: true, roster: ruleTwice,
	},
	{
		ID: "id-two-households", Title: "同一人不能在两户中（按证件号码前18位）", Source: "GB 11643-1999（号码唯一）；全国系统录入校验",
		Severity: model.Fault, Needs: []model.Code{"A4"}, anyone: true, roster: ruleTwoHouseholds,
	},
}

// holder is a person who has an identity number.
type holder struct {
	card string
	row  row
}

// hold notes who of a household has which number. Numbers that are no one's, such
// as eighteen ones, are judged for themselves and not compared.
func (c *pass) hold(f *family) {
	for i := range f.numbers {
		n := &f.numbers[i]
		if n.code != model.CodeIdentity || n.verdict != right && n.verdict != wrongCheck || n.born.Year() < firstBirth {
			continue
		}
		c.holders = append(c.holders, holder{n.card, n.row})
	}
}

// remember notes, in the order of the roster, who has the number of whom.
func (c *pass) remember(h holder) {
	first, met := c.holder[h.card]
	if !met {
		c.holder[h.card] = h
		return
	}
	if c.again[h.card] == nil {
		c.again[h.card] = []holder{first}
		c.order = append(c.order, h.card)
	}
	c.again[h.card] = append(c.again[h.card], h)
}

// firstOf gives, for the holders of one number, the place of the first of
// each household, and those places in order.
func firstOf(list []holder) (map[*model.Household]int, []int) {
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
	for _, card := range c.order {
		list := c.again[card]
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
	for _, card := range c.order {
		list := c.again[card]
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

// elsewhere names the holders in other households than that of the one given.
func elsewhere(list []holder, firsts []int, self int) string {
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

func (h *holder) name() string {
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
