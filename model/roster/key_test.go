package roster

import (
	"strings"
	"testing"

	"ruhu/model"
	"ruhu/model/must"
)

// keyed is the key of the household of a head in a roster, as kind and text.
func keyed(t *testing.T, table, head string) model.Key {
	t.Helper()
	for h := range read(t, book(t, table)).Everyone {
		if h.HeadName() == head {
			return h.Key()
		}
	}
	t.Fatalf("no household of %s", head)
	return model.Key{}
}

// TestKey: what a household is known by follows from its own rows.
func TestKey(t *testing.T) {
	idA, idB := id("19600101", 11), id("19610101", 21)
	const heads = "户编号|行政村|姓名|与户主关系|证件号码\n"
	for _, c := range []struct {
		name, rows string
		by         model.KeyKind
		text       string
	}{
		{"12 digits and more", "320799001001|南村|赵甲|户主|" + idA, model.ByNumber, "320799001001"},
		{"with signs between", "320799-001001-0001|南村|赵甲|户主|" + idA, model.ByNumber, "320799-001001-0001"},
		{"a short number, in a village", "0017|南村|赵甲|户主|" + idA, model.ByVillageNumber, "南村\x000017"},
		{"a short number without a village", "0017||赵甲|户主|" + idA + "\n2|南村|周丙|户主|", model.NoKey, ""},
		{"one number twice under two heads", "320799001001|南村|赵甲|户主|" + idA + "\n320799001001|北村|周丙|户主|" + idB, model.NoKey, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := keyed(t, "== 表\n"+heads+c.rows, "赵甲"); got != (model.Key{By: c.by, Text: c.text}) {
				t.Errorf("%d %q, want %d %q", got.By, got.Text, c.by, c.text)
			}
		})
	}
}

// TestKeyWithoutNumber: households without 户编号 are known by their heads, the
// same whatever stands before them and with them.
func TestKeyWithoutNumber(t *testing.T) {
	idA, idB := id("19600101", 11), id("19610101", 21)
	const heads = "== 表\n行政村|姓名|与户主关系|证件号码\n"
	alone := keyed(t, heads+"南村|赵甲|户主|"+idA, "赵甲")
	if alone != (model.Key{By: model.ByHeadCard, Text: idA}) {
		t.Errorf("the identity number of the head: %v", alone)
	}
	for name, rows := range map[string]string{
		"behind another":        "南村|周丙|户主|" + idB + "\n南村|赵甲|户主|" + idA,
		"in another village":    "北村|赵甲|户主|" + idA,
		"beside a namesake":     "南村|赵甲|户主|" + idA + "\n南村|赵甲|户主|" + idB,
		"with 15 digits for 18": "南村|赵甲|户主|" + idA[:6] + idA[8:17],
	} {
		if got := keyed(t, heads+rows, "赵甲"); got != alone {
			t.Errorf("%s: %v, want %v", name, got, alone)
		}
	}
	if got := keyed(t, heads+"南村|赵甲|户主|"+idA+"\n南村|周丙|户主|"+idA, "赵甲"); got.Known() {
		t.Errorf("one number of two heads: %v", got)
	}
	named := keyed(t, heads+"南村|赵甲|户主|", "赵甲")
	if named.By != model.ByHeadName || named != keyed(t, heads+"南村|周丙|户主|\n南村|赵甲|户主|", "赵甲") {
		t.Errorf("by name: %v", named)
	}
	if got := keyed(t, heads+"南村|赵甲|户主|\n南村|赵甲|户主|", "赵甲"); got.Known() {
		t.Errorf("two of one name: %v", got)
	}
	if got := keyed(t, heads+"|赵甲|户主|\n南村|周丙|户主|", "赵甲"); got.Known() {
		t.Errorf("a name without a village: %v", got)
	}
}

// TestKeyGoesOn: what a household was known by before is what it is known by.
func TestKeyGoesOn(t *testing.T) {
	idA, idB := id("19600101", 11), id("19610101", 21)
	card := model.Key{By: model.ByHeadCard, Text: idA}
	was := read(t, book(t, "== 表\n行政村|姓名|与户主关系\n南村|赵甲|户主"))
	name := was.Villages[0].Households[0]
	for _, c := range []struct {
		what, table string
		want        model.Key
	}{
		{"another head", "行政村|原户主证件号码|姓名|与户主关系|证件号码\n南村|" + idA + "|周丙|户主|" + idB, card},
		{"the system's number", "户编号|行政村|原户主证件号码|姓名|与户主关系|证件号码\n32079900100001|南村|" + idA + "|赵甲|户主|" + idA, card},
		{"another number", "户编号|行政村|原户编号|姓名|与户主关系\n32079900100001|南村|320799001099|赵甲|户主", model.Key{By: model.ByNumber, Text: "320799001099"}},
		{"a name put right", "户编号|行政村|原户编号|姓名|与户主关系\n32079900100001|南村|" + name.Number() + "|赵钾|户主", name.Key()},
		{"a provisional number kept", "户编号|行政村|姓名|与户主关系\n" + name.Number() + "|南村|赵甲|户主", name.Key()},
		{"a provisional number is none", "户编号|行政村|姓名|与户主关系|证件号码\n" + name.Number() + "|南村|赵甲|户主|" + idA, card},
	} {
		h := read(t, book(t, "== 表\n"+c.table)).Villages[0].Households[0]
		if h.Key() != c.want {
			t.Errorf("%s: %v, want %v", c.what, h.Key(), c.want)
		}
	}
}

// TestProvisionalNumber: it is made of what the household is known by, and on a
// masked copy not of an identity number.
func TestProvisionalNumber(t *testing.T) {
	idA := id("19600101", 11)
	table := "== 表\n行政村|姓名|与户主关系|证件号码\n南村|赵甲|户主|" + idA + "\n南村|周丙|户主|"
	numbers := func(opt Options) string {
		var out []string
		r, err := Read(codebook(t), []Input{book(t, table)}, opt)
		must.Succeed(t, err)
		for h := range r.Each {
			out = append(out, h.Number())
			if opt.Mask && h.Key().By == model.ByHeadCard {
				t.Errorf("%s has a key of an identity number", h.HeadName())
			}
		}
		return strings.Join(out, " ")
	}
	whole, masked := numbers(Options{}), numbers(Options{Mask: true})
	first, second, _ := strings.Cut(whole, " ")
	if !model.Provisional(first) || !model.Provisional(second) || first == second || !strings.HasPrefix(first, "南村-临") {
		t.Errorf("numbers %q", whole)
	}
	if masked != " "+second {
		t.Errorf("masked %q, want only %q", masked, second)
	}
}
