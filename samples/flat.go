package samples

import (
	"io"

	"ruhu/model"
	"ruhu/render/book"
)

// exported are the columns of the national system's list of persons, in its
// words: brackets of both widths, and no codes. The head stands in the third
// row, as in its exports.
var exported = []struct {
	head string
	code model.Code
	wide float64
}{
	{"省", "地址省", 9}, {"市", "地址市", 10}, {"县(市、区、旗)", "地址县", 10}, {"乡(镇)", "地址乡", 10},
	{"行政村", "行政村", 10}, {"行政区划代码", "行政区划代码", 15}, {"自然村", "地址自然村", 14}, {"组", "组", 6},
	{"户编号", "户编号", 17}, {"人编号", "人编号", 19}, {"姓名", "A1", 12}, {"性别", "A2", 6},
	{"证件类型", "A3", 12}, {"证件号码", "A4", 23}, {"残疾证号", "残疾人证号码", 23}, {"人数", "家庭人口数", 6},
	{"与户主关系", "A5", 10}, {"民族", "A6", 9}, {"政治面貌", "A7", 10}, {"文化程度", "A8", 13}, {"在校生状况", "A9", 12},
	{"健康状况", "A10", 15}, {"劳动技能", "A11", 18}, {"务工状况", "A12", 18}, {"务工时间（月）", "A13", 10},
	{"失学或辍学原因", "A14", 10}, {"是否会讲普通话", "A15", 9}, {"是否参加城乡居民基本养老保险", "A16", 12},
	{"是否参加新型农村合作医疗(城乡居民基本医疗保险)", "A17", 14}, {"参加大病医疗", "A18", 9}, {"是否享受低保", "A19", 9},
	{"是否参加商业补充医疗保险", "A20", 11}, {"是否享受人身意外保险补贴", "A21", 11}, {"是否接受大病医疗救助", "A51", 11},
	{"务工企业名称", "务工企业名称", 22}, {"所属行业", "所属行业", 16}, {"就业渠道", "就业渠道", 11},
	{"识别标准", "A23", 9}, {"贫困户属性", "A24", 15}, {"是否军烈属", "A25", 8},
	{"脱贫属性", "脱贫属性", 22}, {"脱贫年度", "脱贫年度", 8}, {"本年度变动", "本年度变动", 10}, {"返贫原因", "返贫原因", 9},
	{"监测对象类别", "监测类型", 12}, {"主要致贫原因", "A27a", 11}, {"其他致贫原因", "A27b", 11},
	{"工资性收入（元）", "A28", 11}, {"转移性收入（元）", "A29", 11}, {"计划生育金", "A29a", 9}, {"最低生活保障金", "A29b", 10},
	{"特困供养金", "A29c", 9}, {"养老金或离退休金", "A29d", 10}, {"生态补偿金", "A29e", 9}, {"其他转移性收入", "A29f", 10},
	{"生产经营性收入（元）", "A30", 12}, {"财产性收入（元）", "A31", 11}, {"资产收益扶贫分红收入", "A31a", 11},
	{"其他财产性收入", "A31b", 11}, {"生产经营性支出", "A32", 11}, {"人均纯收入", "人均纯收入", 11},
	{"耕地面积（亩）", "A33", 9}, {"牧草地面积", "A34", 9}, {"水面面积", "A35", 9}, {"林地面积（亩）", "A36", 9},
	{"退耕还林面积（亩）", "A36a", 10}, {"林果面积（亩）", "A36b", 9},
	{"入户路类型", "A37", 9}, {"与村主干路距离（公里）", "A38", 10}, {"是否加入农民专业合作组织", "A39", 11},
	{"危房等级", "A40", 8}, {"住房面积（平方米）", "A41", 9}, {"是否通生活用电", "A42", 8}, {"是否有卫生厕所", "A43", 8},
	{"饮水安全", "A44", 7}, {"主要燃料类型", "A45", 10}, {"是否有龙头企业带动", "A46", 9},
	{"是否有创业致富带头人带动", "A47", 10}, {"是否通广播电视", "A48", 8}, {"联系电话", "联系电话", 13},
}

// WriteFlat writes the same people as one sheet with a row a person, as the
// national system exports them; what the export lacks is left out.
func (p Population) WriteFlat(w io.Writer, cb *model.Codebook) error {
	t := book.Table{
		Name: "贫困人口信息", Plain: p.large(),
		Above:   []string{"云海区建档立卡贫困人口信息表（2019年度）", "导出单位：云海街道　　导出日期：2019-10-08　　单位：元、亩、公里、平方米"},
		Columns: []book.Column{{Head: "序号", Width: 6, Number: true, Center: true}},
	}
	for _, e := range exported {
		in := cb.Lookup(e.code)
		number := in != nil && (in.Kind == model.Number || in.Kind == model.Money || in.Kind == model.Area || in.Kind == model.Year)
		t.Columns = append(t.Columns, book.Column{Head: e.head, Width: e.wide, Number: number})
	}
	t.Rows = p.persons
	return book.WriteTables(w, t)
}

// persons gives a row a person; what is said about the household stands in
// each of its rows.
func (p Population) persons(yield func(book.Row) bool) {
	n := 0
	for f := range p.families {
		for _, m := range f.members() {
			n++
			cells := make([]any, 0, len(exported)+1)
			cells = append(cells, n)
			for _, e := range exported {
				v, ok := m[e.code]
				if !ok {
					v = f.house[e.code]
				}
				cells = append(cells, v)
			}
			if !yield(book.Row{Cells: cells}) {
				return
			}
		}
	}
}
