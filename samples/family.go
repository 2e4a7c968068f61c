package samples

import (
	"fmt"
	"math/rand/v2"
	"slices"
)

// family is one household while it is made.
type family struct {
	plan
	r        *rand.Rand
	seed     uint64
	index    int // among all households
	village  int
	serial   int // within the village
	people   []*person
	added    []change
	removed  []change
	money    budget
	head     *person
	births   map[string]bool // years of birth, by sex
	surname  string          // of the head's line
	measures []record
	helpers  []record
	house    record
}

// change is a person who joined or left in the year, and why.
type change struct {
	*person
	reason string
}

func (f *family) number() string { return fmt.Sprintf("320799%03d%05d", f.village+1, f.serial+1) }

// join makes a person of about the given age and adds it. No two of a sex in
// one family are born in one year, so an adult may come out a year older.
func (f *family) join(relation, sex, surname string, age int) *person {
	p := f.person(relation, sex, surname, age)
	f.people = append(f.people, p)
	return p
}

func (f *family) person(relation, sex, surname string, age int) *person {
	key := func() string { return fmt.Sprint(sex, year-age) }
	for f.births[key()] {
		age++
	}
	f.births[key()] = true
	p := &person{relation: relation, sex: sex, age: age, nation: "汉族", party: "群众"}
	p.name = surname + firstName(f.r, sex, age)
	for f.called(p.name) {
		p.name = surname + firstName(f.r, sex, age)
	}
	p.card = cardNumber(f.seed, f.index, year-age, sex)
	return p
}

func (f *family) called(name string) bool {
	return slices.ContainsFunc(f.people, func(p *person) bool { return p.name == name })
}

// other gives a surname that is not the family's.
func (f *family) other() string {
	for {
		if s := pick(f.r, surnames); s != f.surname {
			return s
		}
	}
}

// child adds a child at the school stage; its sex is the one that leaves the
// year of birth free.
func (f *family) child(son, daughter, surname string, s stage) *person {
	sex := pick(f.r, []string{男, 女})
	if f.births[fmt.Sprint(sex, year-s.age)] {
		sex = otherSex(sex)
	}
	relation := son
	if sex == 女 {
		relation = daughter
	}
	p := f.join(relation, sex, surname, s.age)
	p.stage = s.name
	if s.age >= 15 {
		p.party = pick(f.r, []string{"共青团员", "共青团员", "群众"})
	}
	return p
}

func otherSex(sex string) string {
	if sex == 男 {
		return 女
	}
	return 男
}

// makeUp puts the family together as its plan says.
func (f *family) makeUp() {
	f.children = slices.SortedStableFunc(slices.Values(f.children), func(a, b stage) int { return b.age - a.age })
	oldest := 0
	if len(f.children) > 0 {
		oldest = f.children[0].age
	}
	f.surname = pick(f.r, surnames)
	switch f.shape {
	case alone:
		f.head = f.join("户主", pick(f.r, []string{男, 男, 女}), f.surname, between(f.r, 67, 83))
	case oldCouple:
		f.head = f.join("户主", 男, f.surname, between(f.r, 65, 77))
		f.join("配偶", 女, f.other(), f.head.age-between(f.r, 1, 4))
	case nuclear, stem:
		f.couple(oldest + between(f.r, 24, 28))
		f.offspring("之子", "之女")
		if f.shape == stem {
			f.parents(1)
		}
	case single:
		sex := pick(f.r, []string{男, 女})
		f.head = f.join("户主", sex, f.surname, oldest+between(f.r, 24, 30))
		f.offspring("之子", "之女")
	case skipped:
		f.head = f.join("户主", 男, f.surname, oldest+between(f.r, 50, 54))
		f.join("配偶", 女, f.other(), f.head.age-between(f.r, 1, 3))
		f.offspring("之孙子", "之孙女")
	case withMother:
		f.head = f.join("户主", 男, f.surname, between(f.r, 44, 55))
		f.join("之母", 女, f.other(), f.head.age+between(f.r, 22, 26))
	case extended:
		f.threeGenerations(oldest)
	case nine:
		f.threeGenerations(oldest)
		f.parents(2)
	}
}

// couple adds the head and the spouse. The woman is old enough for the oldest
// child and young enough for the youngest.
func (f *family) couple(age int) {
	f.head = f.join("户主", 男, f.surname, age+between(f.r, 0, 3))
	f.join("配偶", 女, f.other(), age)
}

func (f *family) offspring(son, daughter string) {
	for _, s := range f.children {
		f.child(son, daughter, f.surname, s)
	}
}

// parents adds the head's mother, and for two also the father.
func (f *family) parents(n int) {
	age := f.head.age + between(f.r, 21, 24)
	if n > 1 {
		f.join("之父", 男, f.surname, age+between(f.r, 1, 3))
	}
	f.join("之母", 女, f.other(), age)
}

// threeGenerations adds the head's couple, a son with his wife, and their
// children; in the family of nine, a grown daughter too.
func (f *family) threeGenerations(oldest int) {
	young := oldest + between(f.r, 24, 26)
	f.couple(young + between(f.r, 23, 25))
	f.join("之子", 男, f.surname, young+between(f.r, 0, 1))
	f.join("之儿媳", 女, f.other(), young)
	if f.shape == nine {
		f.join("之女", 女, f.surname, young-5)
	}
	f.offspring("之孙子", "之孙女")
}

// situate decides about everybody's health, school, skill and work.
func (f *family) situate() {
	f.afflict()
	small := slices.ContainsFunc(f.people, func(p *person) bool { return p.age < 4 })
	for _, p := range f.people {
		f.ready(p)
		if p.age >= 40 && !p.student() && chance(f.r, 6) {
			p.party = "中共党员"
		}
		tied := small && p.sex == 女
		if len(f.employed()) < f.workers && !(tied && p.relation != "户主" && chance(f.r, 60)) {
			p.seekWork(f, tied)
		}
	}
	f.reconsider()
}

// reconsider replaces causes that nobody in the family bears out any more.
func (f *family) reconsider() {
	pupils, hands := 0, 0
	for _, p := range f.people {
		if p.student() && p.stage != "学龄前儿童" {
			pupils++
		}
		if p.skill == "普通劳动力" || p.skill == "技能劳动力" {
			hands++
		}
	}
	f.causes = slices.Clone(f.causes)
	for i, c := range f.causes {
		if c == "因学" && pupils == 0 || c == "缺劳动力" && hands > 1 {
			f.causes[i] = "缺资金"
		}
	}
}

// employed are those who have work.
func (f *family) employed() []*person {
	return slices.DeleteFunc(slices.Clone(f.people), func(p *person) bool { return p.work.months == 0 })
}

// afflict brings about what the plan says the family is poor from.
func (f *family) afflict() {
	for _, c := range f.causes {
		switch c {
		case "因病":
			f.victim().illness = pick(f.r, []string{"患有大病", "长期慢性病"})
		case "因残":
			f.victim().certificate = pick(f.r, []string{"41", "42", "43", "44", "12", "23", "52", "62"})
		}
	}
	for _, p := range f.people {
		if p.age >= 62 && p.illness == "" && chance(f.r, 45) {
			p.illness = "长期慢性病"
		}
	}
}

// victim chooses an adult who is still well: the spouse or a parent before
// the head, on whom the family lives.
func (f *family) victim() *person {
	for _, p := range slices.Backward(f.people) {
		if p.adult() && p != f.head && p.health() == "健康" {
			return p
		}
	}
	return f.head
}

// hasMother reports a woman who can be the mother of a child born in the year.
func (f *family) hasMother() bool {
	return slices.ContainsFunc(f.people, func(p *person) bool {
		return p.sex == 女 && p.age >= 20 && p.age <= 42 && (p.relation == "配偶" || p.relation == "之儿媳")
	})
}
