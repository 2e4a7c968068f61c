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
	{"户编号", "户编号", 17}, {"人编号", "人编号", 19}, {"姓名", model.CodeName, 12}, {"性别", model.CodeSex, 6},
	{"证件类型", model.CodeIdentityKind, 12}, {"证件号码", model.CodeIdentity, 23}, {"残疾证号", "残疾人证号码", 23}, {"人数", "家庭人口数", 6},
	{"与户主关系", model.CodeRelation, 10}, {"民族", model.CodeNation, 9}, {"政治面貌", model.CodeParty, 10}, {"文化程度", model.CodeEducation, 13}, {"在校生状况", model.CodeStudy, 12},
	{"健康状况", model.CodeHealth, 15}, {"劳动技能", model.CodeSkill, 18}, {"务工状况", model.CodeWorkPlace, 18}, {"务工时间（月）", model.CodeWorkMonths, 10},
	{"失学或辍学原因", model.CodeDropout, 10}, {"是否会讲普通话", model.CodeMandarin, 9}, {"是否参加城乡居民基本养老保险", model.CodePension, 12},
	{"是否参加新型农村合作医疗(城乡居民基本医疗保险)", model.CodeMedical, 14}, {"参加大病医疗", model.CodeSeriousIllness, 9}, {"是否享受低保", model.CodeRelief, 9},
	{"是否参加商业补充医疗保险", model.CodeExtraMedical, 11}, {"是否享受人身意外保险补贴", model.CodeAccident, 11}, {"是否接受大病医疗救助", model.CodeMedicalAid, 11},
	{"务工企业名称", "务工企业名称", 22}, {"所属行业", "所属行业", 16}, {"就业渠道", "就业渠道", 11},
	{"识别标准", model.CodeStandard, 9}, {"贫困户属性", model.CodeAttribute, 15}, {"是否军烈属", model.CodeVeteran, 8},
	{"脱贫属性", "脱贫属性", 22}, {"脱贫年度", "脱贫年度", 8}, {"本年度变动", "本年度变动", 10}, {"返贫原因", "返贫原因", 9},
	{"监测对象类别", "监测类型", 12}, {"主要致贫原因", model.CodeCause, 11}, {"其他致贫原因", model.CodeCause2, 11},
	{"工资性收入（元）", model.CodeWages, 11}, {"转移性收入（元）", model.CodeTransfers, 11}, {"计划生育金", model.CodeFamilyPlanning, 9}, {"最低生活保障金", model.CodeReliefMoney, 10},
	{"特困供养金", model.CodeSupportMoney, 9}, {"养老金或离退休金", model.CodePensionMoney, 10}, {"生态补偿金", model.CodeEcologyMoney, 9}, {"其他转移性收入", model.CodeOtherTransfers, 10},
	{"生产经营性收入（元）", model.CodeBusiness, 12}, {"财产性收入（元）", model.CodeProperty, 11}, {"资产收益扶贫分红收入", model.CodeDividend, 11},
	{"其他财产性收入", model.CodeOtherProperty, 11}, {"生产经营性支出", model.CodeCost, 11}, {"人均纯收入", "人均纯收入", 11},
	{"耕地面积（亩）", model.CodeField, 9}, {"牧草地面积", model.CodePasture, 9}, {"水面面积", model.CodePond, 9}, {"林地面积（亩）", model.CodeForest, 9},
	{"退耕还林面积（亩）", model.CodeReforested, 10}, {"林果面积（亩）", model.CodeOrchard, 9},
	{"入户路类型", model.CodeRoad, 9}, {"与村主干路距离（公里）", model.CodeDistance, 10}, {"是否加入农民专业合作组织", model.CodeCooperative, 11},
	{"危房等级", model.CodeHouse, 8}, {"住房面积（平方米）", model.CodeHouseArea, 9}, {"是否通生活用电", model.CodePower, 8}, {"是否有卫生厕所", model.CodeToilet, 8},
	{"饮水安全", model.CodeWater, 7}, {"主要燃料类型", model.CodeFuel, 10}, {"是否有龙头企业带动", model.CodeEnterprise, 9},
	{"是否有创业致富带头人带动", model.CodePioneer, 10}, {"是否通广播电视", model.CodeBroadcast, 8}, {"联系电话", "联系电话", 13},
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
