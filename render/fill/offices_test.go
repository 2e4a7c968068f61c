package fill

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"ruhu/model"
	"ruhu/model/must"
	"ruhu/model/rostertest"
)

// TestOffices fills forms whose titles, heads and sentences say whose rows are meant:
// a part of the family, other people, what is planned, villages.
func TestOffices(t *testing.T) {
	cases := offices()
	for i := range cases {
		cases[i].form, cases[i].want = ids.Replace(cases[i].form), ids.Replace(cases[i].want)
	}
	runForms(t, cases)
}

func offices() []formCase {
	return []formCase{
		{name: "竖排标签", form: `
¶××县低收入农户基本情况登记表
户⏎主⏎信⏎息|姓　　名||性　　别||民　　族|
^|身份证号||<|<|联系电话|
^|文化程度||健康状况||政治面貌|
家⏎庭⏎情⏎况|家庭人口||耕地面积||住房面积|
^|家庭住址||<|<|<|<
^|主要致贫原因||<|户属性||<
家⏎庭⏎成⏎员|姓名|与户主关系|身份证号|<|文化程度|健康状况
^||||<||
^||||<||
^||||<||
^||||<||
村⏎意⏎见|<|（盖章）　　　　　年　　月　　日|<|<|<|<
`, want: `
¶××县低收入农户基本情况登记表
户⏎主⏎信⏎息|姓　　名|周大山|性　　别|男|民　　族|汉族
^|身份证号|#周大山#|<|<|联系电话|13900000001
^|文化程度|小学|健康状况|长期慢性病|政治面貌|群众
家⏎庭⏎情⏎况|家庭人口|4|耕地面积|3.5|住房面积|80
^|家庭住址|江苏省连云港市东区中云街道东风村大庄|<|<|<|<
^|主要致贫原因|因病|<|户属性|低保贫困户|<
家⏎庭⏎成⏎员|姓名|与户主关系|身份证号|<|文化程度|健康状况
^|周大山|户主|#周大山#|<|小学|长期慢性病
^|李小花|配偶|#李小花#|<|文盲或半文盲|健康
^|周强|之子|#周强#|<|初中|健康
^|周小宝|之孙子|#周小宝#|<||健康
村⏎意⏎见|<|（盖章）　　　　　年　　月　　日|<|<|<|<
`},
		{name: "村汇总表", form: `
低收入农户情况汇总表|<|<|<|<
序号|行政村|户数|人口数|备注
1||||
2||||
合计||||
`, want: `
低收入农户情况汇总表|<|<|<|<
序号|行政村|户数|人口数|备注
1|东风村|2||
2|南村|1||
合计||||
`, opt: Options{Per: PerRoster}},
		{name: "村数不够行", form: `
¶东区2019年低收入农户分村情况统计表
村名|户数（户）|人数（人）|低保户数|脱贫人数|备注
||||||
合计|||||
`, want: `
¶东区2019年低收入农户分村情况统计表
村名|户数（户）|人数（人）|低保户数|脱贫人数|备注
东风村|2|5|||
南村|1|2|||
合计|||||
`, opt: Options{Per: PerRoster}},
		{name: "别的村汇总", form: `
¶低收入农户危房改造情况汇总表
村名|户数|人数|备注
|||
|||
`, opt: Options{Per: PerRoster}},
		{name: "村下分原因", form: `
¶低收入农户情况统计表
村名|致贫原因|户数|人数
|||
|||
`, opt: Options{Per: PerRoster}},
		{name: "村下分组", form: `
¶低收入农户情况统计表
村名|组别|户数|人数
|||
|||
`, opt: Options{Per: PerRoster}},
		{name: "村的两种数", form: `
¶低收入农户情况统计表
村名|低保户|<|五保户|<
^|户数|人数|户数|人数
||||
||||
`, opt: Options{Per: PerRoster}},
		{name: "村总户数列", form: `
¶低收入农户情况统计表
村名|总户数|总人口|低收入农户户数|低收入人口数
||||
||||
`, want: `
¶低收入农户情况统计表
村名|总户数|总人口|低收入农户户数|低收入人口数
东风村|||2|5
南村|||1|2
`, opt: Options{Per: PerRoster}},
		{name: "另一年的汇总", form: `
¶2018年低收入农户情况统计表
村名|户数|人数
||
||
`, opt: Options{Per: PerRoster}},
		{name: "边缘户不计数", form: `
¶东风村低收入农户名单
¶全村低收入农户____户____人
序号|户主姓名|组别
1||
2||
3||
`, want: `
¶东风村低收入农户名单
¶全村低收入农户____户____人
序号|户主姓名|组别
1|周大山|3组
2|王五|4组
3|赵边缘|
`, opt: Options{Per: PerVillage, Internal: true}},
		{name: "各组统计", form: `
低收入农户分组统计表|<|<|<|<
组别|户数|人口|耕地面积|备注
|||||
|||||
`, opt: Options{Per: PerVillage}},
		{name: "慰问发放", form: `
2019年春节慰问物资发放表|<|<|<|<|<|<|<
序号|户主姓名|家庭人口|组别|大米（袋）|食用油（桶）|领取人签字|代领人身份证号
1|||||||
2|||||||
3|||||||
合计|||||||
`, want: `
2019年春节慰问物资发放表|<|<|<|<|<|<|<
序号|户主姓名|家庭人口|组别|大米（袋）|食用油（桶）|领取人签字|代领人身份证号
1|周大山|4|3组||||
2|王五|1|4组||||
3|||||||
合计|||||||
`},
		{name: "社会关系", form: `
¶家庭情况登记表
户主姓名||家庭人口|
¶家庭主要成员
称谓|姓名|身份证号|工作单位
|||
|||
¶主要社会关系
关系|姓名|工作单位|联系电话
|||
|||
`, want: `
¶家庭情况登记表
户主姓名|周大山|家庭人口|4
¶家庭主要成员
称谓|姓名|身份证号|工作单位
户主|周大山|#周大山#|
配偶|李小花|#李小花#|
之子|周强|#周强#|通达公司
之孙子|周小宝|#周小宝#|
¶主要社会关系
关系|姓名|工作单位|联系电话
|||
|||
`},
		{name: "外出务工小节", form: `
¶入户调查表
户主姓名||户编号|
¶一、家庭成员情况
姓名|与户主关系|健康状况|劳动能力
|||
|||
|||
|||
¶二、外出务工人员情况
姓名|与户主关系|务工地点|务工时间（月）
|||
|||
¶三、在校学生情况
姓名|与户主关系|在校生状况|身份证号
|||
|||
¶四、患病及残疾人员情况
姓名|与户主关系|健康状况|身份证号
|||
`, want: `
¶入户调查表
户主姓名|周大山|户编号|3207990001
¶一、家庭成员情况
姓名|与户主关系|健康状况|劳动能力
周大山|户主|长期慢性病|弱劳动力或半劳动力
李小花|配偶|健康|普通劳动力
周强|之子|健康|技能劳动力
周小宝|之孙子|健康|无劳动力
¶二、外出务工人员情况
姓名|与户主关系|务工地点|务工时间（月）
|||
|||
¶三、在校学生情况
姓名|与户主关系|在校生状况|身份证号
|||
|||
¶四、患病及残疾人员情况
姓名|与户主关系|健康状况|身份证号
|||
`},
		{name: "帮扶计划", form: `
¶结对帮扶工作手册
户主姓名||户编号|
¶一、已落实帮扶措施
年度|帮扶措施|金额（元）|<
|||<
|||<
¶二、2020年帮扶计划
年度|帮扶措施|金额（元）|完成时限
|||
|||
¶三、拟采取的帮扶措施
帮扶措施|受益人|落实单位|<
|||<
`, want: `
¶结对帮扶工作手册
户主姓名|周大山|户编号|3207990001
¶一、已落实帮扶措施
年度|帮扶措施|金额（元）|<
2018|养鸡|3000|<
2019|助学|500|<
¶二、2020年帮扶计划
年度|帮扶措施|金额（元）|完成时限
|||
|||
¶三、拟采取的帮扶措施
帮扶措施|受益人|落实单位|<
|||<
`},
		{name: "户主性别列", form: `
低收入农户花名册|<|<|<|<|<|<
序号|户主姓名|户主性别|户主年龄|户主民族|户主文化程度|户主身份证号
1||||||
2||||||
`, want: `
低收入农户花名册|<|<|<|<|<|<
序号|户主姓名|户主性别|户主年龄|户主民族|户主文化程度|户主身份证号
1|周大山|男|54|汉族|小学|#周大山#
2|王五|男|69||小学|#王五#
`},
		{name: "户主健康", form: `
¶走访记录卡
户主姓名||户主性别||户主年龄|
户主健康状况|□健康 □长期慢性病 □残疾|户主文化程度||户主联系电话|
户主配偶||配偶身份证号||子女数|
`, want: `
¶走访记录卡
户主姓名|周大山|户主性别|男|户主年龄|54
户主健康状况|□健康 ☑长期慢性病 □残疾|户主文化程度|小学|户主联系电话|13900000001
户主配偶||配偶身份证号||子女数|
`},
		{name: "村总户数", form: `
¶××村低收入农户基本情况表
总户数||总人口||耕地面积|
低收入农户户数||低收入人口数||低保户数|
村书记||联系电话||村办公电话|
`, want: `
¶东风村低收入农户基本情况表
总户数||总人口||耕地面积|
低收入农户户数|2|低收入人口数|5|低保户数|
村书记||联系电话||村办公电话|
`, opt: Options{Per: PerVillage}},
		{name: "致贫原因统计", form: `
低收入农户致贫原因统计表|<|<
致贫原因|户数|人数
因病||
因残||
缺劳力||
合计||
`, opt: Options{Per: PerVillage}},
		{name: "合计在上", form: `
低收入农户收入情况表|<|<|<|<
序号|户主姓名|家庭人口|工资性收入|人均纯收入
合计|<|||
1||||
2||||
`, want: `
低收入农户收入情况表|<|<|<|<
序号|户主姓名|家庭人口|工资性收入|人均纯收入
合计|<|||
1|周大山|4|12000|4025
2|王五|1||
`},
		{name: "结对表", form: `
¶结对帮扶情况一览表
序号|户主姓名|家庭人口|致贫原因|帮扶责任人|帮扶单位|责任人电话|户主电话
1|||||||
2|||||||
`, want: `
¶结对帮扶情况一览表
序号|户主姓名|家庭人口|致贫原因|帮扶责任人|帮扶单位|责任人电话|户主电话
1|周大山|4|因病|吴干事|东区农业局|13900000009|13900000001
2|王五|1|缺技术||||13900000002
`},
		{name: "选项跨行", form: `
¶农户调查表
户主姓名|<||<
1.入户路类型：|<|□泥土路⏎□砂石路⏎□水泥路⏎□沥青路|<
2.是否通广播电视|<|□是⏎□否|<
3.主要燃料类型（单选）|<|□柴草 □干畜粪 □煤炭 □清洁能源 □其他|<
4.家庭主要收入来源|<|□务工 □种植 □养殖 □其他______|<
5.对帮扶工作是否满意|<|□满意 □基本满意 □不满意|<
`, want: `
¶农户调查表
户主姓名|<|周大山|<
1.入户路类型：|<|□泥土路⏎□砂石路⏎☑水泥路⏎□沥青路|<
2.是否通广播电视|<|☑是⏎□否|<
3.主要燃料类型（单选）|<|☑柴草 □干畜粪 □煤炭 □清洁能源 □其他|<
4.家庭主要收入来源|<|□务工 □种植 □养殖 □其他______|<
5.对帮扶工作是否满意|<|□满意 □基本满意 □不满意|<
`},
		{name: "迁移证明", form: `
¶户籍情况说明
¶兹有________村________组村民______（户主：______，身份证号：____________________），全家____口人，现住________村。经核实，该户人均纯收入____元，主要致贫原因为______，帮扶责任人______（单位：____________，电话：____________）。
¶        村民委员会
`, want: `
¶户籍情况说明
¶兹有东风村3组村民______（户主：周大山，身份证号：#周大山#），全家4口人，现住东风村。经核实，该户人均纯收入4025元，主要致贫原因为因病，帮扶责任人吴干事（单位：东区农业局，电话：13900000009）。
¶        村民委员会
`},
		{name: "签到", form: `
¶入户走访签到表
序号|户主姓名|走访干部|走访时间|联系电话|户主签字
1|||||
2|||||
`, want: `
¶入户走访签到表
序号|户主姓名|走访干部|走访时间|联系电话|户主签字
1|周大山||||
2|王五||||
`, opt: Options{Per: PerVillage}},
		{name: "无线条信", form: `
¶致低收入农户的一封信
¶尊敬的________（户主）：
¶您家住________村________组，家庭人口____人，2019年人均纯收入____元。您的帮扶责任人是________，联系电话____________。
¶如有疑问请拨打监督电话：____________
`, want: `
¶致低收入农户的一封信
¶尊敬的周大山（户主）：
¶您家住东风村3组，家庭人口4人，2019年人均纯收入4025元。您的帮扶责任人是吴干事，联系电话13900000009。
¶如有疑问请拨打监督电话：____________
`},
		{name: "农户花名册", form: `
低收入农户花名册|<|<|<|<|<|<
序号|姓名|性别|民族|身份证号|家庭人口|人均纯收入（元）
1||||||
2||||||
3||||||
合计||||||
`, want: `
低收入农户花名册|<|<|<|<|<|<
序号|姓名|性别|民族|身份证号|家庭人口|人均纯收入（元）
1|周大山|男|汉族|#周大山#|4|4025
2|王五|男||#王五#|1|
3||||||
合计||||||
`},
		{name: "出生年月日", form: `
¶农户登记
户主姓名||性别|
出生日期|____年____月____日|脱贫时间|____年
户主出生年月：____年____月|<|识别时间|　　年　　月
`, want: `
¶农户登记
户主姓名|周大山|性别|男
出生日期|____年____月____日|脱贫时间|____年
户主出生年月：____年____月|<|识别时间|　　年　　月
`},
		{name: "劳动力信息", form: `
¶低收入农户劳动力信息登记表
户主姓名||户编号||联系电话|
姓名|与户主关系|身份证号|<|劳动能力|<|务工地点
|||<||<|
|||<||<|
`, want: `
¶低收入农户劳动力信息登记表
户主姓名|周大山|户编号|3207990001|联系电话|13900000001|
姓名|与户主关系|身份证号|<|劳动能力|<|务工地点
|||<||<|
|||<||<|
`},
		{name: "本年措施", form: `
¶帮扶手册
户主姓名||户编号|
¶2019年帮扶措施落实情况
年度|帮扶措施|受益人|金额（元）
|||
|||
`, want: `
¶帮扶手册
户主姓名|周大山|户编号|3207990001
¶2019年帮扶措施落实情况
年度|帮扶措施|受益人|金额（元）
2019|助学|周小宝|500
|||
`},
		{name: "单位列", form: `
¶生产生活条件表
户主姓名||户编号||
指标|单位|数量|指标|单位
耕地面积|亩||林地面积|亩
住房面积|平方米||与村主干路距离|公里
`, want: `
¶生产生活条件表
户主姓名|周大山|户编号|3207990001|
指标|单位|数量|指标|单位
耕地面积|亩|3.5|林地面积|亩
住房面积|平方米|80|与村主干路距离|公里
`},
		{name: "单位千元", form: `
¶收入表
户主姓名||工资性收入（千元）|
耕地面积（公顷）||住房面积（间）|
耕地面积（平方米）||与村主干路距离（米）|
人均纯收入（万元）||低保金（百元）|
`, want: `
¶收入表
户主姓名|周大山|工资性收入（千元）|
耕地面积（公顷）||住房面积（间）|
耕地面积（平方米）||与村主干路距离（米）|
人均纯收入（万元）||低保金（百元）|
`},
		{name: "横线占位", form: `
¶农户信息表
户主姓名|______|联系电话|＿＿＿
家庭成员|<|<|<
姓名|与户主关系|健康状况|签名
____|____|____|____
____|____|____|____
¶您家共有____口人。
`, want: `
¶农户信息表
户主姓名|周大山|联系电话|13900000001
家庭成员|<|<|<
姓名|与户主关系|健康状况|签名
周大山|户主|长期慢性病|____
李小花|配偶|健康|____
周强|之子|健康|____
周小宝|之孙子|健康|____
¶您家共有4口人。
`},
	}
}

// TestBareSheet fills lists of a sheet that has no borders: the last head of a list is
// followed by nothing, whatever the widths of the others.
func TestBareSheet(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	for at, text := range map[string]string{"A1": "帮扶情况", "A2": "户主姓名", "C2": "户编号", "A4": "年度", "B4": "帮扶措施", "C4": "金额（元）", "A9": "备注一", "B9": "备注二", "C9": "备注三", "D9": "备注四"} {
		must.Succeed(t, f.SetCellStr("Sheet1", at, text))
	}
	var form bytes.Buffer
	must.Succeed(t, f.Write(&form))
	got := texts(t, ".xlsx", fillForm(t, "帮扶.xlsx", form.Bytes(), Options{}))
	for at, want := range map[[2]int]string{{1, 1}: "周大山", {1, 3}: "3207990001", {4, 1}: "养鸡", {4, 2}: "3000", {5, 2}: "500"} {
		if have := got[at[0]][at[1]]; have != want {
			t.Errorf("%s: %q, want %q", model.CellName(at[1]+1, at[0]+1), have, want)
		}
	}
}

// TestFormerHelper: of several helpers, the one who still helps is meant.
func TestFormerHelper(t *testing.T) {
	form := parseLayout("户主姓名||帮扶责任人||联系电话|").docx(t)
	ros := rostertest.Build(t, `
村 东风村
户 3207990001
人 周大山 户主
责 责任人姓名=吴干事 责任人电话=13900000008 帮扶开始时间=2016-03 帮扶结束时间=2018-02
责 责任人姓名=郑主任 责任人电话=13900000009 帮扶开始时间=2018-03
`)
	read := read(t, ros, "卡.docx", form, Options{Year: 2019})
	out, unfit, err := read.Fill(read.Units(ros)[0])
	must.Succeed(t, err)
	if got := rowsText(texts(t, ".docx", out)); len(unfit) > 0 || !strings.Contains(got, "郑主任") || !strings.Contains(got, "13900000009") {
		t.Error(got, unfit)
	}
}

// TestSheetsOfOneWorkbook: each sheet has titles of its own, and what stands beside a
// list is not repeated with its rows.
func TestSheetsOfOneWorkbook(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	set := func(sheet string, cells map[string]string) {
		f.NewSheet(sheet)
		for at, text := range cells {
			if strings.HasPrefix(text, "=") {
				must.Succeed(t, f.SetCellFormula(sheet, at, text[1:]))
			} else {
				must.Succeed(t, f.SetCellStr(sheet, at, text))
			}
		}
	}
	must.Succeed(t, f.SetSheetName("Sheet1", "填表说明"))
	set("填表说明", map[string]string{"A1": "填表说明", "A2": "家庭人口为在册人口。"})
	set("名册", map[string]string{"A1": "低收入农户公示名单", "A2": "序号", "B2": "户主姓名", "C2": "户主身份证号", "D2": "家庭人口", "A3": "=ROW()-2", "F2": "人口合计", "G3": "=SUM(D3:D3)"})
	set("残疾人", map[string]string{"A1": "残疾人花名册", "A2": "姓名", "B2": "与户主关系", "C2": "户主姓名"})
	var file bytes.Buffer
	must.Succeed(t, f.Write(&file))
	ros := testRoster(t)
	form := read(t, ros, "表.xlsx", file.Bytes(), Options{Year: 2019})
	if form.Title != "低收入农户公示名单" || !form.Public || form.Part != "残疾" {
		t.Errorf("title %q, public %v, part %q", form.Title, form.Public, form.Part)
	}
	out := filled(t, form, form.Units(ros)[0])
	g, err := excelize.OpenReader(bytes.NewReader(out))
	must.Succeed(t, err)
	defer g.Close()
	for at, want := range map[string]string{"A3": "1", "B3": "周大山", "C3": "320799********0119", "A4": "2", "B4": "王五", "D4": "1", "G4": ""} {
		if got, _ := g.GetCellValue("名册", at); got != want {
			t.Errorf("%s: %q, want %q", at, got, want)
		}
	}
	for at, want := range map[string]string{"G3": "SUM(D3:D4)", "G4": ""} {
		if got, _ := g.GetCellFormula("名册", at); got != want {
			t.Errorf("%s: %q, want %q", at, got, want)
		}
	}
	if got, _ := g.GetCellValue("残疾人", "A3"); got != "" {
		t.Errorf("残疾人 has %q", got)
	}
}

// TestSheetsThatExplain: sheets that explain how to fill in the form, or show an example,
// are no part of it.
func TestSheetsThatExplain(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	sheets := map[string][]string{
		"Sheet1": {"户登记", "户主", "", "电话", ""}, "填表说明": {"填表说明", "家庭人口：____人，按户籍"}, "举例": {"户登记", "户主", "张三", "电话", "13800000000"},
	}
	for name, texts := range sheets {
		f.NewSheet(name)
		must.Succeed(t, f.SetCellStr(name, "A1", texts[0]))
		rest := texts[1:]
		must.Succeed(t, f.SetSheetRow(name, "A2", &rest))
	}
	var file bytes.Buffer
	must.Succeed(t, f.Write(&file))
	ros := testRoster(t)
	form := read(t, ros, "表.xlsx", file.Bytes(), Options{Year: 2019})
	if form.Per != PerHousehold {
		t.Errorf("a copy is about a %s", form.Per)
	}
	out := filled(t, form, form.Units(ros)[0])
	g, err := excelize.OpenReader(bytes.NewReader(out))
	must.Succeed(t, err)
	defer g.Close()
	for name, want := range map[string]string{"Sheet1": "[[户登记] [户主 周大山 电话 13900000001]]", "填表说明": "[[填表说明] [家庭人口：____人，按户籍]]", "举例": "[[户登记] [户主 张三 电话 13800000000]]"} {
		if got, _ := g.GetRows(name); fmt.Sprint(got) != want {
			t.Errorf("%s: %v, want %s", name, got, want)
		}
	}
	said := fmt.Sprint(form.Explain())
	for _, name := range []string{"填表说明", "举例"} {
		if !strings.Contains(said, "“"+name+"”") {
			t.Errorf("nobody is told that %s is not read: %s", name, said)
		}
	}
}

// TestEmptyTail: borders drawn down a whole sheet do not go into every copy.
func TestEmptyTail(t *testing.T) {
	var sheet strings.Builder
	sheet.WriteString(`<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>户主姓名</t></is></c></row>`)
	for i := range 100_000 {
		fmt.Fprintf(&sheet, `<row r="%d"><c r="A%d" s="1"/><c r="B%d" s="1"/></row>`, i+2, i+2, i+2)
	}
	sheet.WriteString(`</sheetData><pageMargins left="1"/></worksheet>`)
	got := string(withoutEmptyTail([]byte(sheet.String())))
	if n := strings.Count(got, "<row"); n != mostSheetRows || !strings.HasSuffix(got, `</row></sheetData><pageMargins left="1"/></worksheet>`) || !strings.Contains(got, "户主姓名") {
		t.Errorf("%d rows, %.200s", n, got)
	}
	full := strings.Replace(sheet.String(), `<c r="A100000" s="1"/>`, `<c r="A100000" s="1"><v>1</v></c>`, 1)
	if got := withoutEmptyTail([]byte(full)); len(got) != len(full) {
		t.Error("a sheet with something at its end was cut")
	}
}

// TestTooMuch: what no office would send is refused before it costs anything.
func TestTooMuch(t *testing.T) {
	lists := strings.Repeat("年度|帮扶内容|金额（元）\n||\n", mostLists+1)
	_, err := Read(rostertest.Codebook(t), "表.docx", parseLayout(lists).docx(t), Options{Year: 2019})
	if err == nil || !strings.Contains(err.Error(), "太多") {
		t.Error(err)
	}
	g := newGrid("表")
	for i, text := range []string{"年度", " ", ""} {
		g.add(&cell{col: i, rows: 1, cols: 1, text: text})
	}
	n := 0
	for c := range cells([]*grid{g, g}) {
		if !c.empty() {
			n++
		}
	}
	if n != 2 {
		t.Errorf("%d cells with words", n)
	}
}
