package doc

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"ruhu/model"
)

// mostFindings is how many lines of findings a household's sheet has: what is more
// nobody settles in one visit.
const mostFindings = 8

// lines says the findings about a household: first what the offices above found,
// then what the visitor can settle, of that no more than there is room for; left is how
// many are left out.
func (b *Builder) lines(ps model.Problems, h *model.Household) (lines []string, left int) {
	var above []string // a line each: it may be so of one person and not of the other
	var own model.Problems
	for _, p := range ps {
		if p.Rule != model.RuleFeedback {
			own = append(own, p)
			continue
		}
		for _, line := range b.sentences(model.Problems{p}, h) {
			if !slices.Contains(above, line) {
				above = append(above, line)
			}
		}
	}
	says := b.sentences(brief(own, h), h)
	if len(says) > mostFindings { // the last line tells of the rest
		left = len(says) - mostFindings + 1
		says = says[:mostFindings-1]
	}
	return append(above, says...), left
}

// brief puts the findings about a household in the order in which a visitor can
// settle them, what is not filled in as one of them.
func brief(ps model.Problems, h *model.Household) model.Problems {
	var blank, rest model.Problems
	for _, p := range ps {
		if p.Rule == model.RuleMissing {
			blank = append(blank, p)
		} else {
			rest = append(rest, p)
		}
	}
	slices.SortStableFunc(rest, func(a, b model.Problem) int {
		switch {
		case a.AtOffice == b.AtOffice:
			return cmp.Compare(b.Severity, a.Severity)
		case a.AtOffice: // what is settled there comes last
			return 1
		}
		return -1
	})
	if len(blank) == 0 {
		return rest
	}
	return append(model.Problems{{Severity: model.Warning, Rule: model.RuleMissing, Subject: h, Message: "未填：" + blanks(blank, h)}}, rest...)
}

// blanks names what is not filled in, each item once with the places of the
// persons in the table: A6（序号2、4）、A33. An item that the sheet prints without its
// code is called as the sheet calls it: 联系电话.
func blanks(ps model.Problems, h *model.Household) string {
	var parts []string
	for _, item := range model.Groups(ps, func(p model.Problem) model.Code { return p.Code }) {
		name, code := item[0].Field, string(item[0].Code)
		if strings.HasPrefix(name, code+" ") {
			name = code
		}
		var places []string
		for _, p := range item {
			if p.Person != "" {
				places = append(places, placeOf(p, h))
			}
		}
		parts = append(parts, name+who(places, len(h.Members)))
	}
	return strings.Join(parts, "、")
}

// who names persons behind an item: by their numbers, by their names where one has
// none of his own, and as 各人 where they are all members.
func who(places []string, members int) string {
	slices.SortStableFunc(places, func(a, b string) int { return cmp.Compare(number(a), number(b)) })
	switch {
	case len(places) == 0:
		return ""
	case len(places) > 1 && len(places) == members:
		return "（各人）"
	case number(places[len(places)-1]) == unnumbered:
		return "（" + strings.Join(places, "、") + "）"
	}
	return "（序号" + strings.Join(places, "、") + "）"
}

// placeOf gives the number of the person in the table of members; the name where
// no member, or more than one, is called so.
func placeOf(p model.Problem, h *model.Household) string {
	at := 0
	for i, m := range h.HeadFirst() {
		if m.Name() != p.Person {
			continue
		}
		if at > 0 {
			return p.Person
		}
		at = i + 1
	}
	if at == 0 {
		return p.Person
	}
	return strconv.Itoa(at)
}

// unnumbered is behind all numbers of persons.
const unnumbered = 1 << 20

func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return unnumbered
	}
	return n
}
