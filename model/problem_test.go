package model

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// TestProblemBound quotes a text as long as a cell can hold: what is wrong with it
// is still said.
func TestProblemBound(t *testing.T) {
	name := strings.Repeat("赵", 32767)
	short := strings.Repeat("赵", 199) + "…"
	var ps Problems
	ps.Add(Problem{Value: name, Person: name, Head: name, Household: name, Message: "“" + name + "”重复", Hint: strings.Repeat("请", 9000), Other: &Compared{Value: name}})
	p := ps[0]
	if p.Value != short || p.Person != short || p.Head != short || p.Household != short || p.Other.Value != short {
		t.Errorf("a field has %d, %d, %d, %d and %d bytes", len(p.Value), len(p.Person), len(p.Head), len(p.Household), len(p.Other.Value))
	}
	if p.Message != "“"+short+"”重复" || utf8.RuneCountInString(p.Hint) != mostSaid {
		t.Errorf("%.300s\n%d", p.Message, utf8.RuneCountInString(p.Hint))
	}
	ps = nil
	whole := Problem{Value: short, Message: "“" + short + "”重复", Person: "赵甲"}
	if ps.Add(whole); ps[0] != whole {
		t.Errorf("%+v", ps[0])
	}
}
