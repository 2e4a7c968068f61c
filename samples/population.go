package samples

import (
	"fmt"
	"io"
	"iter"
	"math/rand/v2"

	"ruhu/model"
	"ruhu/render/book"
)

// Seed is that of the committed sample.
const Seed uint64 = 20191010

// Population says which roster to make. The same values make the same roster.
type Population struct {
	Seed                 uint64
	Households, Villages int
	plans                []plan // of the committed sample
	before               bool   // the register of the year before
}

// Sample is the population of the committed files.
func Sample() Population {
	plans := scripted()
	return Population{Seed: Seed, Households: len(plans), Villages: 3, plans: plans}
}

// family makes household i. It needs no other household.
func (p Population) family(i int) *family {
	r := rand.New(rand.NewPCG(p.Seed, uint64(i)))
	f := &family{r: r, seed: p.Seed, index: i, births: make(map[string]bool)}
	f.village, f.serial = p.place(i)
	if i < len(p.plans) {
		f.plan = p.plans[i]
	} else {
		f.plan = random(r)
	}
	f.makeUp()
	f.situate()
	f.earn()
	f.changes()
	f.describe()
	if f.touch != nil {
		f.touch(f)
		f.house["户主姓名"] = f.head.name
	}
	f.help()
	return f
}

// place gives the village of household i and its number within the village.
func (p Population) place(i int) (village, serial int) {
	n := max(p.Villages, 1)
	size := max((p.Households+n-1)/n, 1)
	return i / size, i % size
}

func (p Population) families(yield func(*family) bool) {
	for i := range p.Households {
		f := p.family(i)
		if p.before && !f.wasThere() {
			continue
		}
		if p.before {
			f.rewind()
		}
		if !yield(f) {
			return
		}
	}
}

// Write writes the population as the canonical roster.
func (p Population) Write(w io.Writer, cb *model.Codebook) error {
	tables := make([]book.Table, 0, len(book.Sheets))
	for _, name := range book.Sheets {
		t := book.RosterTable(cb, name)
		t.Plain = p.large()
		t.Open = !p.large()
		t.Rows = rows(book.Columns(cb, name), p.sheet(name))
		tables = append(tables, t)
	}
	return book.WriteTables(w, tables...)
}

// large rosters are for machines: they go without styles.
func (p Population) large() bool { return p.Households > 2000 }

// rows puts records into the order of the columns.
func rows(columns []model.Code, records iter.Seq[record]) iter.Seq[book.Row] {
	return func(yield func(book.Row) bool) {
		for rec := range records {
			cells := make([]any, len(columns))
			for i, c := range columns {
				cells[i] = rec[c]
			}
			if !yield(book.Row{Cells: cells}) {
				return
			}
		}
	}
}

// sheet gives the records of one sheet.
func (p Population) sheet(name string) iter.Seq[record] {
	if name == book.VillageSheet {
		return p.villages
	}
	return func(yield func(record) bool) {
		for f := range p.families {
			for _, rec := range f.sheet(name) {
				rec["户编号"] = f.number()
				if !yield(rec) {
					return
				}
			}
		}
	}
}

func (p Population) villages(yield func(record) bool) {
	households, persons := p.registers()
	last := -1
	for i := range p.Households {
		v, _ := p.place(i)
		if v == last {
			continue
		}
		last = v
		rec := record{"行政村": villageName(v), "行政区划代码": division(v), "经济薄弱村": yes(v%3 == 1)}
		if v%3 == 1 {
			rec["出列年度"] = 2018
		}
		if households != nil {
			p.describeVillage(v, rec)
			rec["贫困户数"], rec["贫困人口数"] = households[v], persons[v]
		}
		if !yield(rec) {
			return
		}
	}
}

// registers counts the registered households and their members by village; large
// populations are made once only, and their villages tell less.
func (p Population) registers() (households, persons map[int]int) {
	if p.large() {
		return nil, nil
	}
	households, persons = make(map[int]int), make(map[int]int)
	for f := range p.families {
		if f.status != "" {
			households[f.village]++
			persons[f.village] += len(f.people)
		}
	}
	return households, persons
}

// describeVillage fills in what the lists of villages of the national system have.
func (p Population) describeVillage(v int, rec record) {
	r := rand.New(rand.NewPCG(p.Seed, uint64(v)<<32))
	rec["村属性"] = "一般村"
	if rec["经济薄弱村"] == yes(true) {
		rec["村属性"], rec["是否出列"] = "经济薄弱村", yes(true)
	}
	homes := between(r, 520, 980)
	rec["全村总户数"], rec["全村总人口数"], rec["自然村数"] = homes, homes*between(r, 31, 38)/10, between(r, 3, 8)
	rec["村负责人"] = pick(r, surnames) + firstName(r, 男, 50)
	rec["村办公电话"] = fmt.Sprintf("0518-8588%04d", between(r, 1000, 9999))
	rec["村集体经济收入"] = between(r, 120, 460) * 1000
}

func (f *family) sheet(name string) []record {
	switch name {
	case book.HouseholdSheet:
		return []record{f.house}
	case book.MemberSheet:
		return f.members()
	case book.MeasureSheet:
		return f.measures
	case book.HelperSheet:
		return f.helpers
	case book.AdditionSheet:
		return f.additions()
	case book.RemovalSheet:
		return f.removals()
	}
	return nil
}

func (f *family) members() []record {
	out := make([]record, 0, len(f.people))
	for i, p := range f.people {
		rec := p.record()
		rec["人编号"] = f.number() + string([]byte{'0', byte('1' + i)})
		if p.illness == "患有大病" && f.status != poor {
			rec["是否享受大病医疗救助"] = 是
		}
		out = append(out, rec)
	}
	return out
}

func (f *family) additions() []record {
	var out []record
	for _, c := range f.added {
		rec := c.record()
		rec["增加原因"] = c.reason
		out = append(out, rec)
	}
	return out
}

func (f *family) removals() []record {
	var out []record
	for _, c := range f.removed {
		out = append(out, record{"减少成员姓名": c.name, "减少成员证件号码": c.card, "减少原因": c.reason})
	}
	return out
}
