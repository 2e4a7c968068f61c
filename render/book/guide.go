package book

import (
	"slices"
	"strings"

	"ruhu/model"
)

// guide is the sheet 填写说明: what each column takes, with an example, one item a
// row, since a row of heads would look like a roster's.
func guide(cb *model.Codebook) Table {
	var rows []Row
	for _, line := range []string{
		"填写说明",
		"1. 每户在“户”表占一行，每人在“家庭成员”表占一行；各表以户编号相联系。不用的表留空即可，不要删改列名。",
		"2. 证件号码、户编号、电话、账号都按文本填写（各列已设为文本格式）；从别处粘贴时请选“只粘贴数值”。",
		"3. 数字列只填数，不带“元”“亩”等单位；收入按 2018 年 10 月 1 日至 2019 年 9 月 30 日计算。",
		"4. 当年新增、减少的人分别填在“自然增加”“自然减少”，不计入家庭成员。",
		"5. 边缘户、脱贫监测户填“监测类型”，内部掌握，不印在入户的表上；边缘户不计入任何总数。",
		"6. 各表第 1 行是示例（灰色斜体，以“例：”开头），第 2 行是列名，从第 3 行起填写；示例不会被读取。列名上有批注，说明填法。",
		"7. 本页供查阅，不会被读取；示例均为虚构。",
	} {
		rows = append(rows, Row{Look: Title, Cells: []any{line}})
	}
	rows = append(rows, Row{Look: Head, Cells: []any{"工作表", "列", "填法", "可选答案", "示例"}})
	for _, sheet := range Sheets {
		for _, c := range Columns(cb, sheet) {
			rows = append(rows, guideRow(cb, sheet, c))
		}
	}
	return Table{
		Name: GuideSheet,
		Columns: []Column{
			{Width: 12}, {Width: 36}, {Width: 26}, {Width: 74}, {Width: 28},
		},
		Rows:   slices.Values(rows),
		bare:   true,
		repeat: slices.IndexFunc(rows, func(r Row) bool { return r.Look == Head }) + 1,
	}
}

// guideRow puts the sheet's name into quotes: a cell 村 beside a cell
// 行政村名称 would be the head row of a roster.
func guideRow(cb *model.Codebook, sheet string, c model.Code) Row {
	in := cb.Lookup(c)
	return Row{Cells: []any{"“" + sheet + "”表", HeadText(cb, sheet, c), manner(in), strings.Join(labelsOf(in), "　"), example(in)}}
}

// manner says in a few words how an item is filled in.
func manner(in *model.Indicator) string {
	s := map[model.Kind]string{
		model.Text: "文字", model.Identity: "文本，18、20 或 22 位", model.Date: "年月，如 2018-03", model.Year: "四位数的年份",
		model.Number: "数字", model.Money: "数字", model.Area: "数字，可带两位小数",
		model.YesNo: "单选", model.Single: "单选", model.Multiple: "可多选，用顿号隔开",
	}[in.Kind]
	switch {
	case in.Open && in.IsChoice():
		s = "单选，或另行填写"
	case in.Unit != "" && isNumber(in):
		s += "，单位" + in.Unit
	}
	if in.Optional {
		s += "（可不填）"
	}
	return s
}

// example gives an invented value. The certificate's address code is one that
// no district has.
func example(in *model.Indicator) string {
	if s, ok := examples[in.Code]; ok {
		return s
	}
	switch {
	case in.Kind == model.YesNo:
		return "是"
	case in.IsChoice() && len(in.Options) > 0 && !in.Optional:
		return in.Options[0].Label
	case in.Kind != model.Year && isNumber(in) && !in.Optional:
		return "0"
	}
	return ""
}

var examples = map[model.Code]string{
	model.CodeVillage: "云台村", model.CodeDivision: "320799001201", "经济薄弱村": "否",
	model.CodeNumber: "32079900100001", model.CodeHeadName: "周大山", "家庭人口数": "4",
	"地址省": "江苏省", "地址市": "连云港市", "地址县": "云海区", "地址乡": "云海街道", "地址村": "云台村", model.CodeHamlet: "东庄",
	model.CodeGroup: "3组", model.CodePhone: "13800000000", model.CodePlanned: "2020",
	model.CodeStatus: "已脱贫（享受政策）", "脱贫年度": "2018", model.CodeVeteran: "否", model.CodeAttribute: "低保贫困户",
	model.CodeWages: "36000", model.CodeTransfers: "5376", model.CodeReliefMoney: "3600", model.CodePensionMoney: "1776", model.CodeBusiness: "8000", model.CodeCost: "3200", "人均纯收入": "11544",
	model.CodeField: "4.6", model.CodeRoad: "水泥路", model.CodeDistance: "0.3", model.CodeHouseArea: "96", model.CodeFuel: "清洁能源",
	model.CodePerson: "3207990010000101", model.CodeName: "周大山", model.CodeIdentity: exampleCard, model.CodeCertNumber: "",
	model.CodeParty: "群众", model.CodeEducation: "初中", model.CodeHealth: "长期慢性病", model.CodeSkill: "普通劳动力", model.CodeWorkPlace: "县外省内务工", model.CodeWorkMonths: "10",
	"务工企业名称": "云海恒丰制衣厂", "所属行业": "制造业", "就业渠道": "外出务工", "成员联系电话": "13800000000",
	"帮扶年度": "2018", "帮扶内容": "发放鸡苗 60 只", "受益人": "周大山", "帮扶金额": "600", "落实单位": "云海街道农业农村局",
	"责任人姓名": "陆文", "责任人性别": "男", "责任人政治面貌": "中共党员", "责任人单位": "云海街道办事处", "帮扶开始时间": "2018-03",
	"责任人电话": "13800000001", model.CodeLeaver: "周老根", model.CodeLeaverID: exampleElder,
}

// The certificates of the example: 17 digits and their check character.
var (
	exampleCard  = withCheck("32079919720315001")
	exampleElder = withCheck("32079919420908003")
)

func withCheck(digits string) string { return digits + string(rune(model.CheckDigit(digits))) }
