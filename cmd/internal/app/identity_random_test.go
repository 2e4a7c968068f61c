package app

import (
	"bytes"
	"encoding/csv"
	"flag"
	"fmt"
	"iter"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"ruhu/model"
	"ruhu/model/collect"
	"ruhu/model/roster"
	"ruhu/model/rostertest"
	"ruhu/model/slowtest"
	"ruhu/model/visit"
	"ruhu/render/book"
	"ruhu/render/doc"
)

var (
	identityRounds = flag.Int("identity-rounds", 0, "rounds of TestNobodyElse; 0: as many as a minute has, with -short or -race two seconds")
	identitySeed   = flag.Uint64("identity-seed", 1, "the first seed of TestNobodyElse")
)

// family is an invented household as it is in truth: what the rosters and the
// returns say of it comes from here.
type family struct {
	secret  string // stands in every value that is found out about it
	village string
	number  string
	persons []person
}

type person struct{ name, card string }

// TestNobodyElse prints random rosters of all shapes, lets visitors find things
// out, and changes the rosters meanwhile: households are put in, taken out, moved,
// renumbered, their heads die. What was found out about a family is never at
// another one.
func TestNobodyElse(t *testing.T) {
	limit := time.Minute
	if !slowtest.Plain() {
		limit = 2 * time.Second
	}
	begun, taken := time.Now(), 0
	rounds := *identityRounds
	for i := 0; i < rounds || rounds == 0 && time.Since(begun) < limit; i++ {
		seed := *identitySeed + uint64(i)
		n, err := nobodyElse(t, rand.New(rand.NewPCG(seed, 15)))
		if err != nil {
			t.Fatalf("-identity-seed=%d -identity-rounds=1: %v", seed, err)
		}
		taken += n
	}
	t.Logf("%d values reached their family", taken)
	if taken == 0 {
		t.Error("nothing was taken over at all")
	}
}

// nobodyElse is one round; taken counts the values that reached their family.
func nobodyElse(t *testing.T, r *rand.Rand) (taken int, err error) {
	w := newWorld(r)
	printed := w.read(t)
	returns := w.visit(t, printed)
	w.change()
	if r.IntN(2) == 0 {
		w.shape = newShape(r, w.shape)
	}
	now := w.read(t)
	for range 2 { // and once more, from what came of it
		out, err := collect.Apply(now, returns, collect.Options{Year: 2019, Number: func(form string, h *model.Household) string {
			return doc.HouseholdSheet(2019, form, h)
		}})
		if err != nil {
			return taken, err
		}
		n, err := w.judge(out.Roster)
		if err != nil {
			return taken, err
		}
		taken += n
		var b bytes.Buffer
		if err := book.WriteRoster(&b, out.Roster, out.Marks); err != nil {
			return taken, err
		}
		now = rostertest.ReadBytes(t, "花名册-核实后.xlsx", b.Bytes())
		if _, err := w.judge(now); err != nil {
			return taken, fmt.Errorf("read again: %w", err)
		}
	}
	return taken, nil
}

// world is some villages of invented families and how their roster is written.
type world struct {
	*rand.Rand
	families []*family
	shape    rosterShape
	next     int
}

// rosterShape is what the roster tells.
type rosterShape struct {
	numbers   bool // 户编号, and of how many digits
	long      bool
	cards     float64 // share of persons whose number is there
	villages  bool
	canonical bool // sheets 户 and 家庭成员
	parts     int  // sheets or files that the households are spread over anew each time it is written
	files     bool // the parts are files
}

func newShape(r *rand.Rand, like rosterShape) rosterShape {
	s := rosterShape{numbers: r.IntN(3) > 0, long: r.IntN(2) == 0, cards: []float64{0, 0.5, 1}[r.IntN(3)], villages: r.IntN(8) > 0, canonical: r.IntN(2) == 0}
	if like != (rosterShape{}) { // the same office: the same items
		s.numbers, s.long, s.cards, s.villages = like.numbers, like.long, like.cards, like.villages
	}
	s.canonical = s.canonical && s.numbers
	s.parts, s.files = 1+r.IntN(2), r.IntN(2) == 0
	return s
}

var (
	surnames = []string{"王强", "赵甲", "周丙", "吴丁"}
	hamlets  = []string{"南村", "北村", "东村"}
)

func newWorld(r *rand.Rand) *world {
	w := &world{Rand: r, shape: newShape(r, rosterShape{})}
	for range 2 + r.IntN(6) {
		w.families = append(w.families, w.family())
	}
	return w
}

// family invents one. Heads often have the same name.
func (w *world) family() *family {
	w.next++
	f := &family{secret: fmt.Sprintf("%04d", 1000+w.next), village: hamlets[w.IntN(len(hamlets))], number: w.freeNumber()}
	for i := range 1 + w.IntN(3) {
		p := person{name: surnames[w.IntN(len(surnames))]}
		if i > 0 {
			p.name += "之" + []string{"子", "女", "孙"}[w.IntN(3)]
		}
		if w.Float64() < w.shape.cards {
			p.card = rostertest.ID(fmt.Sprintf("19%02d0101", 10+w.IntN(80)), w.next*10+i)
		}
		f.persons = append(f.persons, p)
	}
	return f
}

func (w *world) freeNumber() string {
	number := fmt.Sprint(1 + w.IntN(12))
	if w.shape.long {
		number = fmt.Sprintf("320799001001%04d", 1+w.IntN(12))
	}
	return number
}

// change does to the families and to the roster what happens between printing
// and collecting.
func (w *world) change() {
	for range 1 + w.IntN(4) {
		i := w.IntN(len(w.families))
		f, g := w.families[i], w.families[w.IntN(len(w.families))]
		switch w.IntN(9) {
		case 0:
			w.families = slices.Insert(w.families, i, w.family())
		case 1:
			if len(w.families) > 1 {
				w.families = slices.Delete(w.families, i, i+1)
			}
		case 2:
			w.Shuffle(len(w.families), func(i, j int) { w.families[i], w.families[j] = w.families[j], w.families[i] })
		case 3:
			f.number, g.number = g.number, f.number
		case 4:
			f.number = w.freeNumber()
		case 5:
			f.village = hamlets[w.IntN(len(hamlets))]
		case 6:
			if len(f.persons) > 1 {
				f.persons = f.persons[1:] // the head died
			}
		case 7:
			f.persons[0].name = surnames[w.IntN(len(surnames))]
		case 8: // one in the place of another
			next := w.family()
			next.number, next.village, next.persons[0].name = f.number, f.village, f.persons[0].name
			w.families[i] = next
		}
	}
}

// read writes the roster in its shape and reads it as the program does. Every
// family has a telephone that is its secret, by which the test knows it.
func (w *world) read(t *testing.T) *model.Roster {
	w.tellApart()
	parts := make([][]*family, w.shape.parts)
	for _, f := range w.families {
		i := w.IntN(len(parts))
		parts[i] = append(parts[i], f)
	}
	var inputs []roster.Input
	add := func(name string, data []byte) {
		inputs = append(inputs, roster.Input{Name: name, Data: bytes.NewReader(data), Size: int64(len(data))})
	}
	switch s := w.shape; {
	case s.files:
		for i, families := range parts {
			for name, rows := range w.tables(families) {
				var b bytes.Buffer
				orPanic(csv.NewWriter(&b).WriteAll(rows))
				add(fmt.Sprintf("名册%d-%s.csv", i, name), b.Bytes())
			}
		}
	default:
		file := excelize.NewFile()
		defer file.Close()
		for i, families := range parts {
			for name, rows := range w.tables(families) {
				if i > 0 {
					name += "（续）"
				}
				_, err := file.NewSheet(name)
				orPanic(err)
				for k, row := range rows {
					orPanic(file.SetSheetRow(name, model.CellName(1, k+1), &row))
				}
			}
		}
		orPanic(file.DeleteSheet("Sheet1"))
		var b bytes.Buffer
		orPanic(file.Write(&b))
		add("名册.xlsx", b.Bytes())
	}
	r, err := roster.Read(rostertest.Codebook(t), inputs, roster.Options{})
	orPanic(err)
	return r
}

// tellApart gives another number to a household that has the number and the name of
// the 户主 of another one: nobody could tell whether these are two.
func (w *world) tellApart() {
	met := make(map[[3]string]bool)
	for _, f := range w.families {
		key := func() [3]string {
			k := [3]string{f.number, f.persons[0].name, ""}
			if w.shape.villages {
				k[2] = f.village
			}
			return k
		}
		for met[key()] {
			f.number = w.freeNumber()
		}
		met[key()] = true
	}
}

// tables are the sheets that tell of some families, by their names.
func (w *world) tables(families []*family) iter.Seq2[string, [][]string] {
	s := w.shape
	row := func(number, village string, own ...string) []string {
		if s.villages {
			own = slices.Insert(own, 0, village)
		}
		if s.numbers {
			own = slices.Insert(own, 0, number)
		}
		return own
	}
	households := [][]string{row("户编号", "行政村", "联系电话", "户主姓名")}
	persons := [][]string{row("户编号", "行政村", "联系电话", "姓名", "与户主关系", "证件号码")}
	for _, f := range families {
		households = append(households, row(f.number, f.village, "1390000"+f.secret, f.persons[0].name))
		for i, p := range f.persons {
			relation, phone := "之子", ""
			if i == 0 {
				relation, phone = "户主", "1390000"+f.secret
			}
			persons = append(persons, row(f.number, f.village, phone, p.name, relation, p.card))
		}
	}
	return func(yield func(string, [][]string) bool) {
		if !s.canonical {
			yield("名册", persons)
		} else if yield("户", households) {
			yield("家庭成员", persons)
		}
	}
}

// visit writes the return workbooks and fills in, for some households, values
// that hold the family's secret: one that was blank, and things about the head.
func (w *world) visit(t *testing.T, printed *model.Roster) []*collect.Return {
	cb := rostertest.Codebook(t)
	var out []*collect.Return
	for _, v := range printed.Villages {
		b := visit.Workbook{Year: 2019, Village: v}
		for _, h := range v.Visiting() {
			if number := doc.HouseholdSheet(2019, "compare", h); number != "" {
				b.Households = append(b.Households, visit.Household{Household: h, Papers: []visit.Paper{{Number: number, Form: "compare", Title: "对照表"}}})
			}
		}
		if len(b.Households) == 0 {
			continue
		}
		var written bytes.Buffer
		orPanic(book.WriteReturn(&written, cb, b))
		file, err := excelize.OpenReader(&written)
		orPanic(err)
		x := &workbook{t: t, file: file, next: make(map[string]int), seen: make(map[string][][]string)}
		for _, h := range b.Households {
			if secretOf(h.Household) == "" || w.IntN(3) == 0 {
				continue // its telephone was not read
			}
			x.set(visit.ResultSheet, x.row(visit.ResultSheet, visit.HeadNumber, h.Main()), visit.HeadResult, string(visit.Corrected))
			w.fill(x, h, secretOf(h.Household))
		}
		var filled bytes.Buffer
		orPanic(file.Write(&filled))
		_ = file.Close()
		ret, err := collect.Read(cb, collect.Input{Name: v.Name + ".xlsx", Data: bytes.NewReader(filled.Bytes()), Size: int64(filled.Len())})
		orPanic(err)
		out = append(out, ret)
	}
	return out
}

// fill writes corrections of a household.
func (w *world) fill(x *workbook, h visit.Household, secret string) {
	head := visit.Labels(h.Household)[0]
	correct := func(subject, item, value string) {
		x.add(visit.CorrectionSheet, visit.HeadNumber, h.Main(), visit.HeadSubject, subject, visit.HeadItem, item, visit.HeadWritten, value)
	}
	cb := rostertest.Codebook(x.t)
	title := func(c model.Code) string { return visit.Title(cb.Lookup(c)) }
	correct(visit.Whole, title("银行账号"), "62284800000"+secret)
	switch w.IntN(5) {
	case 0:
		correct(head, title(model.CodeIdentity), rostertest.ID("19"+secret[2:]+"0202", 500+w.IntN(400)))
	case 1:
		correct(head, title("务工企业名称"), "某厂"+secret)
	case 2:
		x.add(visit.RemovalSheet, visit.HeadNumber, h.Main(), title(model.CodeLeaver), head, title(model.CodeRemoved), "死亡")
	case 3:
		x.add(visit.AdditionSheet, visit.HeadNumber, h.Main(), title(model.CodeName), "新人"+secret, title(model.CodeRelation), "之子", title(model.CodeAdded), "新生儿")
	}
}

// secretOf knows a family by its telephone, which nothing corrects.
func secretOf(h *model.Household) string {
	phone := h.Text(model.CodePhone)
	return phone[max(0, len(phone)-4):]
}

// judge finds values with the secret of another family.
func (w *world) judge(r *model.Roster) (taken int, err error) {
	for h := range r.Everyone {
		secret := secretOf(h)
		check := func(what string, rec *model.Record, codes ...model.Code) {
			for _, c := range codes {
				text := rec.Text(c)
				switch {
				case text == "" || c == model.CodeName && !strings.HasPrefix(text, "新人"):
				case strings.HasSuffix(text, secret) && secret != "":
					taken++
				case err == nil:
					err = fmt.Errorf("%s of %s of the family %s: %s", what, h.HeadName(), secret, text)
				}
			}
		}
		check("the account", &h.Record, "银行账号")
		for _, m := range h.Members {
			check("the employer", &m.Record, "务工企业名称")
		}
		for _, m := range h.Added {
			check("who joined", &m.Record, model.CodeName)
		}
	}
	return taken, err
}
