package samples

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"ruhu/model"
)

// year is the year of the rosters; ages are those of its last day.
const year = 2019

// person is one member, or one who joined or left in the year.
type person struct {
	name, sex, relation string
	nation, party       string
	age                 int
	card                string
	certificate         string // category and grade of a disability certificate
	both                bool   // holds the certificate beside the identity card
	schooling           string // A8, of those who are not at school
	stage               string // A9, of those who are
	dropout             string // A14
	illness             string // "", 长期慢性病 or 患有大病
	skill               string
	work                job
	phone               string
	dibao               bool
}

// job is what a person does away from the own farm; months is 0 for none.
type job struct {
	region, company, trade, channel string
	months                          int
}

// stage is one of the values of A9 and an age that goes with it.
type stage struct {
	name string
	age  int
}

// stages are those of every school.
var stages = []stage{
	{"学龄前儿童", 2}, {"学前教育", 5}, {"小学", 8}, {"小学", 11}, {"七年级", 13}, {"八年级", 14}, {"九年级", 15},
	{"高中一年级", 16}, {"高中二年级", 17}, {"高中三年级", 18},
	{"中职一年级", 16}, {"中职二年级", 17}, {"中职三年级", 18},
	{"高职一年级", 19}, {"高职二年级", 20}, {"高职三年级", 21},
	{"技工一年级", 16}, {"技工二年级", 17}, {"技工三年级", 18}, {"技工四年级", 19},
	{"本科一年级", 19}, {"本科二年级", 20}, {"本科三年级", 21}, {"本科四年级", 22}, {"本科五年级", 23},
	{"硕士及以上", 24},
}

func (p *person) student() bool { return p.stage != "" }
func (p *person) adult() bool   { return p.age >= 16 && !p.student() }

// health is A10: 健康 stands alone, illness and disability may stand together.
func (p *person) health() string {
	var parts []string
	if p.illness != "" {
		parts = append(parts, p.illness)
	}
	if p.certificate != "" {
		parts = append(parts, "残疾")
	}
	if len(parts) == 0 {
		return "健康"
	}
	return strings.Join(parts, "、")
}

// school settles A8 for those who are out of school.
func (p *person) school(r *rand.Rand) {
	switch {
	case p.student() || p.schooling != "":
	case p.age >= 66:
		p.schooling = pick(r, []string{"文盲或半文盲", "文盲或半文盲", "小学"})
	case p.age >= 45:
		p.schooling = pick(r, []string{"小学", "小学", "初中", "初中", "高中"})
	case p.age >= 22:
		p.schooling = pick(r, []string{"初中", "初中", "高中", "大专"})
	default:
		p.schooling = pick(r, []string{"初中", "高中"})
	}
}

// chooseSkill gives A11 as age, school and health allow it.
func (p *person) chooseSkill(r *rand.Rand) {
	severe := p.certificate != "" && p.certificate[1] <= '2'
	switch {
	case !p.adult():
		p.skill = "无劳动力"
	case p.age >= 70 || p.age >= 60 && severe:
		p.skill = "无劳动力"
	case p.age >= 60:
		p.skill = "弱劳动力或半劳动力"
	case severe:
		p.skill = "丧失劳动力"
	case p.certificate != "" || p.illness != "":
		p.skill = "弱劳动力或半劳动力"
	case chance(r, 18):
		p.skill = "技能劳动力"
	default:
		p.skill = "普通劳动力"
	}
}

// places of work: what is inside the county comes through a public post or a
// workshop, what is outside is found by oneself.
var jobs = []job{
	{"乡（镇）内务工", "云海街道来料加工车间", "制造业", "帮扶车间", 10},
	{"乡（镇）内务工", "云海街道环卫所", "水利、环境和公共设施管理业", "公益性岗位", 12},
	{"乡（镇）外县内务工", "云海恒丰制衣有限公司", "制造业", "外出务工", 10},
	{"乡（镇）外县内务工", "云海港湾水产加工厂", "农副食品加工业", "外出务工", 9},
	{"乡（镇）外县内务工", "云海安泰家政服务部", "居民服务业", "外出务工", 8},
	{"县外省内务工", "苏州锦澄电子厂", "制造业", "外出务工", 11},
	{"县外省内务工", "南京宁禾建筑劳务公司", "建筑业", "外出务工", 10},
	{"江苏省无锡市", "无锡梁溪味餐饮店", "餐饮业", "外出务工", 10},
	{"省外务工", "上海浦禾物流有限公司", "交通运输业", "外出务工", 11},
	{"省外务工", "浙江甬江模具厂", "制造业", "外出务工", 10},
}

// seekWork finds work as far as skill and age allow.
func (p *person) seekWork(f *family, tied bool) {
	r := f.r
	switch {
	case p.skill == "普通劳动力" || p.skill == "技能劳动力":
		switch {
		case tied || p.age >= 52:
			p.work = pick(r, jobs[:4])
		default:
			p.work = pick(r, jobs[2:])
		}
	case p.skill == "弱劳动力或半劳动力" && p.age < 66 && p.illness != "患有大病" && chance(r, 30):
		p.work = jobs[1]
	}
	if p.work.months > 0 {
		p.work.months = min(12, p.work.months+between(r, -2, 1))
		p.phone = f.newPhone()
	}
}

// phone is a number of a block that is given to nobody's home village.
func phone(r *rand.Rand) string { return fmt.Sprintf("1380000%04d", r.IntN(10000)) }

// newPhone is one that few others have by chance: each hundred households after the
// first has a block of its own, of the 154 that no operator gives.
func (f *family) newPhone() string {
	number, hundred := phone(f.r), f.index/100
	if hundred == 0 {
		return number
	}
	return fmt.Sprintf("154%04d", hundred%10000) + number[7:]
}

// spaces of the certificate numbers of one year and sex: days 1 to 28 of each
// month, and 499 sequence numbers.
const (
	days      = 28
	sequences = 499
)

// cardNumber makes an identity number. Households have different numbers i,
// and none has two persons of one sex and year, so that no number comes
// twice: 7919 has no common divisor with the size of the space.
func cardNumber(seed uint64, i, born int, sex string) string {
	months := 12
	if born == year {
		months = 9 // born before the visits begin
	}
	size := uint64(days * months * sequences)
	offset := seed + uint64(born)*104729
	if sex == 女 {
		offset += 15485863
	}
	slot := (uint64(i)*7919 + offset) % size
	day, slot := slot%days+1, slot/days
	month, seq := slot%uint64(months)+1, slot/uint64(months)*2+1
	if sex == 女 {
		seq++
	}
	s := fmt.Sprintf("320799%04d%02d%02d%03d", born, month, day, seq)
	return s + string(rune(model.CheckDigit(s)))
}

// record is what a sheet says about one thing.
type record map[model.Code]any

func yes(b bool) string {
	if b {
		return 是
	}
	return 否
}

func (p *person) record() record {
	r := record{
		model.CodeName: p.name, model.CodeSex: p.sex, model.CodeIdentityKind: "居民身份证", model.CodeIdentity: p.card, model.CodeRelation: p.relation,
		model.CodeNation: p.nation, model.CodeParty: p.party, model.CodeEducation: p.schooling, model.CodeStudy: p.stage, model.CodeHealth: p.health(),
		model.CodeSkill: p.skill, model.CodeDropout: p.dropout,
		model.CodeMandarin: yes(p.age >= 3 && !(p.age >= 68 && p.schooling == "文盲或半文盲")),
		model.CodePension:  yes(p.adult()), model.CodeMedical: 是, model.CodeSeriousIllness: 是, model.CodeRelief: yes(p.dibao),
		model.CodeExtraMedical: yes(p.card[16]%5 == 0), model.CodeAccident: yes(p.age >= 60), model.CodeMedicalAid: yes(p.illness == "患有大病"),
		"成员联系电话": p.phone,
	}
	switch whole := p.card + p.certificate; {
	case p.both:
		r["残疾人证号码"] = whole
	case p.certificate != "":
		// The handbook: who holds the certificate writes its number.
		r[model.CodeIdentityKind], r[model.CodeIdentity] = "残疾人证", whole
	}
	if p.work.months > 0 {
		r[model.CodeWorkPlace], r[model.CodeWorkMonths] = p.work.region, p.work.months
		r["务工企业名称"], r["所属行业"], r["就业渠道"] = p.work.company, p.work.trade, p.work.channel
	}
	return r
}
