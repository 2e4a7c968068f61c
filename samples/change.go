package samples

import "slices"

// changes brings about who joined and who left in the year. They are not
// among the members.
func (f *family) changes() {
	for _, reason := range f.joins {
		f.welcome(reason)
	}
	for _, reason := range f.leaves {
		f.leave(reason)
	}
}

// welcome makes the newcomer that the reason calls for; a family without a
// young woman has no newborn child.
func (f *family) welcome(reason string) {
	switch reason {
	case "新生儿":
		if !f.hasMother() {
			return
		}
		relation, sex := "之子", pick(f.r, []string{男, 女})
		if sex == 女 {
			relation = "之女"
		}
		if slices.ContainsFunc(f.people, func(p *person) bool { return p.relation == "之儿媳" }) {
			relation = map[string]string{男: "之孙子", 女: "之孙女"}[sex]
		}
		p := f.person(relation, sex, f.surname, 0)
		p.stage = "学龄前儿童"
		f.joined(p, reason)
	case "收养":
		p := f.person("之女", 女, f.surname, 5)
		p.stage = "学前教育"
		f.joined(p, reason)
	case "婚入":
		f.joined(f.person("之兄弟媳妇", 女, f.other(), f.head.age-6), reason)
	case "户籍迁入":
		f.joined(f.person("之母", 女, f.other(), f.head.age+24), reason)
	default: // 刑满释放, 失联人口回归
		f.joined(f.person("之兄弟姐妹", 男, f.surname, f.head.age-3), reason)
	}
}

// ready decides about a person's school and skill; who belongs to a household shares its
// relief.
func (f *family) ready(p *person) {
	p.school(f.r)
	p.chooseSkill(f.r)
	p.dibao = f.attribute == relieved
}

// joined settles a newcomer.
func (f *family) joined(p *person, reason string) {
	f.ready(p)
	f.added = append(f.added, change{p, reason})
}

// leave makes the one who is gone.
func (f *family) leave(reason string) {
	var p *person
	switch reason {
	case "死亡":
		if f.shape == alone { // left behind by the spouse
			p = f.person("配偶", otherSex(f.head.sex), f.other(), f.head.age+between(f.r, 0, 3))
			break
		}
		p = f.person("之父", 男, f.surname, f.head.age+between(f.r, 24, 30))
	case "婚出":
		p = f.person("之女", 女, f.surname, between(f.r, 22, 26))
	case "户籍迁出", "农转非":
		p = f.person("之女", 女, f.surname, f.head.age-between(f.r, 32, 36))
	case "分散供养转集中供养":
		p = f.person("之兄弟姐妹", 男, f.surname, f.head.age+2)
	default: // 判刑收监
		p = f.person("之兄弟姐妹", 男, f.surname, f.head.age-4)
	}
	f.removed = append(f.removed, change{p, reason})
}
