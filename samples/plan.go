package samples

import "math/rand/v2"

// shape is how a family is made up.
type shape uint8

const (
	alone      shape = iota
	oldCouple        // two old people
	nuclear          // parents and children
	stem             // the same with a grandparent
	single           // one parent
	skipped          // grandparents and grandchildren
	withMother       // a grown son with his mother
	extended         // three generations
	nine             // three generations and two great-grandparents
)

// The values of 脱贫属性.
const (
	poor        = "未脱贫"
	lifted      = "已脱贫（享受政策）"
	nearly      = "预脱贫"
	fallen      = "返贫"
	independent = "已脱贫（不再享受政策）"
)

// plan is what is decided about a family before anything else.
type plan struct {
	shape     shape
	status    string // 脱贫属性
	since     int    // 脱贫年度
	change    string // 本年度变动
	relapse   string // 返贫原因
	monitor   string // 监测类型
	attribute string // A24
	causes    []string
	children  []stage
	workers   int // at most so many find work
	low, high int // income per head
	joins     []string
	leaves    []string
	unsafe    bool // the house is of grade C
	// touch changes what chance would not bring about.
	touch func(*family)
}

const (
	ordinary  = "一般贫困户"
	relieved  = "低保贫困户"
	supported = "特困供养贫困户"
)

// band gives the income per head that goes with the status: the provincial
// standard is 6000, and 9000 bounds those who are watched.
func (p plan) band() plan {
	switch {
	case p.monitor != "":
		p.low, p.high = 6300, 8600
	case p.status == poor || p.status == fallen:
		p.low, p.high = 4100, 5700
	case p.status == nearly:
		p.low, p.high = 6500, 9800
	case p.status == independent:
		p.low, p.high = 10500, 18000
	default:
		p.low, p.high = 7200, 13500
	}
	return p
}

// at gives school stages by their place in the list of stages.
func at(n ...int) []stage {
	out := make([]stage, 0, len(n))
	for _, i := range n {
		out = append(out, stages[i])
	}
	return out
}

// scripted is the committed sample: three villages of eighteen households, in
// which everything that the forms distinguish happens at least once.
func scripted() []plan {
	ill, disabled, school := []string{"因病"}, []string{"因残"}, []string{"因学"}
	hands, skill, funds := []string{"缺劳动力"}, []string{"缺技术"}, []string{"缺资金"}
	list := []plan{
		// 云台村
		{shape: stem, status: lifted, since: 2017, attribute: ordinary, causes: ill, children: at(3, 9), workers: 2, touch: richest},
		{shape: alone, status: lifted, since: 2016, attribute: supported, causes: hands},
		{shape: nuclear, status: lifted, since: 2018, attribute: ordinary, causes: school, children: at(4, 20), workers: 2},
		{shape: extended, status: independent, since: 2016, attribute: ordinary, causes: skill, children: at(1, 3), workers: 3},
		{shape: nuclear, status: poor, change: "新识别", attribute: relieved, causes: []string{"因病", "缺劳动力"}, children: at(2, 6), workers: 1, unsafe: true},
		{shape: nine, status: lifted, since: 2018, attribute: ordinary, causes: []string{"缺技术", "缺资金"}, children: at(1, 3), workers: 4},
		{shape: withMother, status: poor, attribute: relieved, causes: []string{"因残", "缺劳动力"}, workers: 0},
		{shape: nuclear, status: nearly, change: "脱贫", attribute: ordinary, causes: school, children: at(10, 3), workers: 2, joins: []string{"户籍迁入"}},
		{shape: oldCouple, status: lifted, since: 2017, attribute: relieved, causes: ill, leaves: []string{"农转非"}},
		{shape: nuclear, status: lifted, since: 2018, attribute: ordinary, causes: skill, children: at(0, 3), workers: 2, joins: []string{"新生儿"}},
		{shape: skipped, status: lifted, since: 2016, attribute: relieved, causes: hands, children: at(5), workers: 1},
		{shape: single, status: fallen, change: "返贫", relapse: "因病", attribute: relieved, causes: ill, children: at(7), workers: 1},
		{shape: extended, status: independent, since: 2017, attribute: ordinary, causes: funds, children: at(1), workers: 3, joins: []string{"新生儿"}, leaves: []string{"死亡"}},
		{shape: nuclear, status: lifted, since: 2018, monitor: "脱贫监测户", attribute: ordinary, causes: ill, children: at(8), workers: 1},
		{shape: nuclear, monitor: "边缘户", children: at(2, 5), workers: 1},
		{shape: stem, status: nearly, change: "脱贫", attribute: relieved, causes: disabled, children: at(11), workers: 2, leaves: []string{"死亡"}},
		{shape: nuclear, status: lifted, since: 2016, attribute: ordinary, causes: school, children: at(14, 5), workers: 2},
		{shape: alone, status: poor, attribute: supported, causes: disabled},
		// 河湾村
		{shape: nuclear, status: lifted, since: 2017, attribute: ordinary, causes: ill, children: at(12, 4), workers: 2},
		{shape: stem, status: poor, change: "新识别", attribute: ordinary, causes: []string{"因学", "缺技术"}, children: at(6, 23), workers: 1},
		{shape: extended, status: lifted, since: 2018, attribute: ordinary, causes: skill, children: at(1, 2), workers: 3, touch: newWife},
		{shape: oldCouple, status: poor, attribute: relieved, causes: ill},
		{shape: nuclear, status: nearly, change: "脱贫", attribute: ordinary, causes: hands, children: at(13, 5), workers: 2},
		{shape: nuclear, status: poor, change: "回退", attribute: ordinary, causes: []string{"因灾", "缺技术"}, children: at(3), workers: 1},
		{shape: single, status: lifted, since: 2017, attribute: relieved, causes: []string{"因丧"}, children: at(2, 4), workers: 1, joins: []string{"收养"}},
		{shape: nuclear, status: independent, since: 2016, attribute: ordinary, causes: skill, children: at(24, 21), workers: 2},
		{shape: withMother, status: lifted, since: 2018, attribute: relieved, causes: disabled, workers: 1, touch: bothCertificates},
		{shape: nuclear, status: lifted, since: 2018, attribute: ordinary, causes: school, children: at(15, 7), workers: 2, touch: rareName("𠮷祥")},
		{shape: extended, status: nearly, change: "脱贫", attribute: ordinary, causes: ill, children: at(0, 3), workers: 3, joins: []string{"新生儿"}, leaves: []string{"婚出"}},
		{shape: nuclear, status: fallen, change: "返贫", relapse: "因灾", attribute: ordinary, causes: funds, children: at(6), workers: 1},
		{shape: stem, status: lifted, since: 2016, attribute: ordinary, causes: ill, children: at(16), workers: 2, leaves: []string{"死亡"}},
		{shape: alone, status: lifted, since: 2017, attribute: supported, causes: hands, leaves: []string{"分散供养转集中供养"}},
		{shape: nuclear, status: lifted, since: 2018, monitor: "脱贫监测户", attribute: relieved, causes: []string{"因病", "因学"}, children: at(9, 5), workers: 1},
		{shape: nuclear, status: poor, attribute: relieved, causes: disabled, children: at(5), workers: 1, touch: outOfSchool},
		{shape: skipped, status: independent, since: 2016, attribute: ordinary, causes: hands, children: at(3), workers: 2, leaves: []string{"户籍迁出"}},
		{shape: nuclear, status: lifted, since: 2017, attribute: ordinary, causes: skill, children: at(17, 2), workers: 2},
		// 新安村
		{shape: nuclear, status: lifted, since: 2018, attribute: ordinary, causes: ill, children: at(18, 6), workers: 2, touch: longAddress},
		{shape: stem, status: lifted, since: 2017, attribute: ordinary, causes: school, children: at(19, 4), workers: 2, touch: rareName("㛃")},
		{shape: nuclear, status: poor, change: "新识别", attribute: relieved, causes: disabled, children: at(1, 2), workers: 1, joins: []string{"新生儿"}},
		{shape: oldCouple, status: independent, since: 2016, attribute: ordinary, causes: hands},
		{shape: extended, status: lifted, since: 2018, attribute: ordinary, causes: funds, children: at(2), workers: 3, joins: []string{"失联人口回归"}},
		{shape: nuclear, status: nearly, change: "脱贫", attribute: ordinary, causes: skill, children: at(22), workers: 2},
		{shape: single, status: poor, attribute: relieved, causes: ill, children: at(4), workers: 1},
		{shape: nuclear, status: lifted, since: 2016, attribute: ordinary, causes: school, children: at(25, 20), workers: 2},
		{shape: nuclear, monitor: "边缘户", children: at(8), workers: 1},
		{shape: stem, status: fallen, change: "返贫", relapse: "因病", attribute: relieved, causes: ill, children: at(3), workers: 1},
		{shape: nuclear, status: poor, change: "回退", attribute: relieved, causes: []string{"因病"}, children: at(6, 2), workers: 1},
		{shape: alone, status: poor, attribute: relieved, causes: ill},
		{shape: extended, status: lifted, since: 2017, attribute: ordinary, causes: skill, children: at(1, 3), workers: 3, leaves: []string{"婚出", "死亡"}},
		{shape: nuclear, status: lifted, since: 2018, attribute: ordinary, causes: ill, children: at(5, 9), workers: 2, joins: []string{"刑满释放"}},
		{shape: withMother, status: lifted, since: 2018, attribute: relieved, causes: ill, workers: 1, leaves: []string{"判刑收监"}},
		{shape: nuclear, status: independent, since: 2017, attribute: ordinary, causes: funds, children: at(3), workers: 2, touch: fromElsewhere},
		{shape: nuclear, status: poor, change: "新识别", attribute: ordinary, causes: []string{"因病", "因学"}, children: at(7, 4), workers: 1},
		{shape: stem, status: lifted, since: 2018, attribute: ordinary, causes: disabled, children: at(8, 3), workers: 2, joins: []string{"婚入"}, touch: bare},
	}
	for i := range list {
		list[i] = list[i].band()
	}
	return list
}

// random is any family of a roster for benchmarks.
func random(r *rand.Rand) plan {
	p := plan{
		shape:     pick(r, []shape{alone, oldCouple, nuclear, nuclear, nuclear, stem, single, skipped, withMother, extended}),
		status:    pick(r, []string{lifted, lifted, lifted, lifted, independent, independent, nearly, poor}),
		attribute: pick(r, []string{ordinary, ordinary, relieved}),
		causes:    []string{pick(r, []string{"因病", "因病", "因残", "因学", "缺技术", "缺劳动力", "缺资金"})},
		workers:   between(r, 1, 3),
	}
	switch p.status {
	case lifted, independent:
		p.since = between(r, 2016, 2018)
	case nearly:
		p.change = "脱贫"
	case poor:
		p.change = pick(r, []string{"", "", "新识别", "回退"})
	}
	p.children = []stage{pick(r, stages[:14])}
	if younger := r.IntN(8); chance(r, 50) && p.children[0].age-stages[younger].age > 1 {
		p.children = append(p.children, stages[younger])
	}
	switch {
	case p.shape == extended:
		p.children = []stage{stages[r.IntN(4)]}
	case p.shape == alone:
		p.attribute = pick(r, []string{supported, relieved})
	}
	if chance(r, 4) {
		p.joins = []string{"新生儿"}
	}
	if chance(r, 4) {
		p.leaves = []string{"死亡"}
	}
	return p.band()
}
