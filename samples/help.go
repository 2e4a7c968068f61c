package samples

import (
	"fmt"
	"slices"
	"strings"
)

// help fills in what was done for the household since 2016, and by whom.
func (f *family) help() {
	if f.status == "" {
		return // 边缘户 had no helpers and no measures
	}
	f.helpers = f.responsible()
	if f.change == "新识别" {
		return
	}
	years := map[int][]func(int){2016: {f.production}, 2017: {f.home}, 2018: {f.employment, f.education},
		2019: {f.education, f.support}}
	for y := 2016; y <= year; y++ {
		f.insurance(y)
		for _, help := range years[y] {
			help(y)
		}
	}
}

func (f *family) measure(y int, category, content, who string, amount int, unit string) {
	m := record{"帮扶年度": y, "帮扶类别": category, "帮扶内容": content, "受益人": who, "落实单位": unit}
	if amount > 0 {
		m["帮扶金额"] = amount
	}
	f.measures = append(f.measures, m)
}

const (
	street = "云海街道办事处"
	farms  = "云海街道农业农村局"
	school = "云海区教育局"
	civil  = "云海区民政局"
	health = "云海区医疗保障局"
)

func (f *family) insurance(y int) {
	fee := map[int]int{2016: 120, 2017: 150, 2018: 180, 2019: 220}[y]
	f.measure(y, "健康扶贫", "代缴城乡居民基本医疗保险个人部分", "全家", fee*len(f.people), health)
}

func (f *family) production(y int) {
	switch {
	case f.attribute == supported || f.shape == alone || f.shape == oldCouple:
		f.measure(y, "产业扶贫", "发放鸡苗 30 只", f.head.name, 300, farms)
	case len(f.employed()) > 1:
		f.measure(y, "金融扶贫", "扶贫小额信贷（一年期，财政贴息）", f.head.name, pick(f.r, []int{10000, 20000, 30000}), "云海农村商业银行")
	default:
		f.measure(y, "产业扶贫", pick(f.r, []string{"草莓大棚种植补助 1 个棚", "发放鹅苗 80 只", "稻虾共作种苗补助"}), f.head.name, between(f.r, 8, 20)*100, farms)
	}
}

func (f *family) home(y int) {
	switch {
	case slices.Contains(f.causes, "因残") || f.attribute == supported:
		f.measure(y, "危房改造", "C 级危房修缮加固", "全家", 12000, "云海区住房和城乡建设局")
	case chance(f.r, 50):
		f.measure(y, "生活条件改善", "改造无害化卫生厕所", "全家", 1200, street)
	default:
		f.measure(y, "生活条件改善", fmt.Sprintf("硬化入户路 %d 米", between(f.r, 15, 60)), "全家", 0, street)
	}
}

func (f *family) employment(y int) {
	for _, p := range f.people {
		switch {
		case p.work.channel == "公益性岗位":
			f.measure(y, "公益岗位", "聘为村保洁员", p.name, 7200, villageName(f.village)+"村民委员会")
		case p.work.months > 0:
			f.measure(y, "就业扶贫", pick(f.r, []string{"参加家政服务技能培训", "参加缝纫工技能培训", "街道招聘会介绍就业"}), p.name, 0, street)
		default:
			continue
		}
		return
	}
}

// education is paid by school stage; a year ago the first years were not
// there yet.
func (f *family) education(y int) {
	for _, p := range f.people {
		if y < year && (strings.HasSuffix(p.stage, "一年级") || p.stage == "七年级" || p.age < 8) {
			continue
		}
		for _, s := range stageHelp {
			if strings.HasPrefix(p.stage, s.stage) {
				f.measure(y, "教育扶贫", s.content, p.name, s.amount, s.unit)
			}
		}
	}
}

// stageHelp is what was paid at school, by the beginning of a stage's name.
var stageHelp = []struct {
	stage, content string
	amount         int
	unit           string
}{
	{"学前教育", "学前教育政府资助", 1000, school},
	{"小学", "义务教育阶段家庭经济困难学生生活补助", 1000, school},
	{"七年级", "义务教育阶段家庭经济困难学生生活补助", 1250, school},
	{"八年级", "义务教育阶段家庭经济困难学生生活补助", 1250, school},
	{"九年级", "义务教育阶段家庭经济困难学生生活补助", 1250, school},
	{"高中", "普通高中国家助学金", 2000, school},
	{"中职", "雨露计划职业教育补助", 3000, street}, {"高职", "雨露计划职业教育补助", 3000, street}, {"技工", "雨露计划职业教育补助", 3000, street},
	{"本科", "生源地信用助学贷款", 8000, school}, {"硕士", "生源地信用助学贷款", 8000, school},
}

func (f *family) support(y int) {
	if f.money.relief > 0 {
		f.measure(y, "综合保障", "农村居民最低生活保障金", "全家", f.money.relief, civil)
	}
	if f.money.support > 0 {
		f.measure(y, "综合保障", "特困人员救助供养金", f.head.name, f.money.support, civil)
	}
	if f.money.dividend > 0 {
		f.measure(y, "产业扶贫", "村光伏电站收益分红", "全家", f.money.dividend, villageName(f.village)+"村民委员会")
	}
	for _, p := range f.people {
		if p.illness == "患有大病" {
			f.measure(y, "健康扶贫", "大病医疗救助", p.name, between(f.r, 20, 95)*100, health)
		}
		if p.certificate != "" && p.certificate[1] <= '2' {
			f.measure(y, "综合保障", "重度残疾人护理补贴", p.name, 1440, civil)
		}
	}
	if chance(f.r, 35) {
		f.measure(y, "社会帮扶", "春节走访慰问（米、油）", "全家", 300, street)
	}
}

// responsible gives one or two helpers; the earlier of two has left.
func (f *family) responsible() []record {
	units := []string{street, "云海区农业农村局", "云海区税务局", "云海区第二小学", "云海港务集团", villageName(f.village) + "村民委员会"}
	one := func(from, to string) record {
		sex := pick(f.r, []string{男, 男, 女})
		r := record{
			"责任人姓名": pick(f.r, surnames) + firstName(f.r, sex, between(f.r, 26, 57)), "责任人性别": sex,
			"责任人政治面貌": pick(f.r, []string{"中共党员", "中共党员", "中共党员", "群众"}),
			"责任人单位":   pick(f.r, units), "帮扶开始时间": from, "责任人电话": phone(f.r),
		}
		if to != "" {
			r["帮扶结束时间"] = to
		}
		return r
	}
	switch {
	case f.change == "新识别":
		return []record{one("2019-10", "")}
	case chance(f.r, 40):
		return []record{one("2016-03", "2018-02"), one("2018-03", "")}
	}
	return []record{one(pick(f.r, []string{"2016-03", "2016-05", "2017-03"}), "")}
}
