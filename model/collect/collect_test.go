package collect

import (
	"testing"

	"ruhu/model"
	"ruhu/model/rostertest"
)

// TestHeldHouseholds counts households of one number in two villages as two, and
// one with two items once.
func TestHeldHouseholds(t *testing.T) {
	r := rostertest.Build(t, `
村 东村 行政区划代码=320799001201
户 1
村 西村
户 1`)
	c := newCollector(r, Options{})
	for _, h := range []*house{c.order[0], c.order[1], c.order[0]} {
		c.hold(model.Problem{Rule: "return-value", Household: h.new.Number(), Subject: h.new})
	}
	if len(c.heldBy) != 2 || c.out.Held != 3 {
		t.Errorf("%d households with %d items held back, want 2 with 3", len(c.heldBy), c.out.Held)
	}
}
