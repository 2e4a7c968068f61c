package roster

import (
	"slices"
	"strings"
	"testing"

	"ruhu/model"
)

// Lists that are no rosters make no household; alone they are refused by name.
func TestListsThatAreNoRoster(t *testing.T) {
	card := id("19600101", 1)
	roster := input("花名册.csv", []byte("户编号,行政村,姓名,证件号码,与户主关系\n1,东风村,高守田,"+card+",户主\n"))
	for name, text := range map[string]string{
		"帮扶责任人": "单位名称,姓名,性别,职务,队长/队员/结对帮扶责任人,乡镇,村,户数,户主姓名（组别）,办公电话,手机\n区农业局,李建国,男,科长,队员,中云街道,东风村,3,高守田,85880001,13900002222",
		"工作队员":  "序号,姓名,职务,派出单位,联系电话,开始日期,结束日期,村\n1,李建国,科长,区农业局,13900002222,2018-03-01,,东风村",
		"补贴":    "序号,户主姓名,身份证号,开户行,账号,发放金额,签领\n1,高守田," + card + ",农商行,6228480000000000001,600,",
		"一列的问题": "行政村,户编号,姓名,与户主关系,证件号码,疑似问题\n东风村,320799000001,高守田,户主," + card + ",劳动力状况",
		"村和姓名":  "序号,村,姓名,存在问题\n1,东风村,高守田,住房漏雨",
		"户和问题":  "序号,行政村,户编号,户主姓名,问题说明\n1,东风村,320799000001,高守田,住房漏雨",
		"自己的列名": "序号,所在村,农户编码,贫困户姓名,具体疑似问题\n1,东风村,320799000001,高守田,住房漏雨",
		"指标和应为": "序号,行政村,户编号,户主姓名,姓名,指标名称,系统值,应改为\n1,东风村,320799000001,高守田,高守田,劳动技能,丧失劳动力,普通劳动力",
		"几列的问题": "户编号,户主,问题1,问题2\n1,高守田,住房,饮水",
		"主要的问题": "村,户主,家庭成员,身份证号,存在的主要问题,备注\n东风村,高守田,高守田," + card + ",住房漏雨,",
		"打勾的规则": "序号,行政村,户编号,户主姓名,姓名,证件号码,健康但无劳动力,因残致贫无残疾人\n1,东风村,320799000001,高守田,高守田," + card + ",√,\n2,东风村,320799000001,高守田,高守田," + card + ",,√",
		"只有户主的": "序号,行政村,户主,健康但无劳动力,因残致贫无残疾人\n1,东风村,高守田,1,\n2,东风村,高守田,,1",
		"问题清单":  "序号,县,行政村,户编号,户主姓名,姓名,证件号码,问题类型,疑似问题,核查情况,整改措施,是否整改\n1,开发区,东风村,320799000001,高守田,高守田," + card + ",脱贫人口,劳动力状况,,,",
	} {
		list := func() Input { return input(name+".csv", []byte(text+"\n")) }
		_, err := Read(codebook(t), []Input{list()}, Options{})
		if err == nil || !strings.Contains(err.Error(), "不是花名册") && !strings.Contains(err.Error(), "没有找到名册的表头") || !strings.Contains(err.Error(), name+".csv") {
			t.Errorf("%s alone: %v", name, err)
		}
		roster.Data.(interface {
			Seek(int64, int) (int64, error)
		}).Seek(0, 0)
		ros, err := Read(codebook(t), []Input{roster, list()}, Options{Found: map[string]bool{name + ".csv": true}})
		if err != nil {
			t.Fatal(name, err)
		}
		told := 0
		for _, p := range ros.Problems {
			if p.Rule == "sheet-skipped" && p.File == name+".csv" && p.Severity == model.Warning {
				told++
			}
		}
		if ros.Households() != 1 || len(ros.Held) != 0 || told != 1 {
			t.Errorf("%s in a folder: told %d\n%s", name, told, dump(ros))
		}
		problems := !slices.Contains([]string{"帮扶责任人", "工作队员", "补贴"}, name)
		if got := slices.ContainsFunc(ros.Problems, func(p model.Problem) bool { return strings.Contains(p.Message, "反馈的问题清单") }); got != problems {
			t.Errorf("%s: a list of problems %v", name, got)
		}
	}
	if _, err := Read(codebook(t), []Input{input("补贴.csv", []byte("姓名,单位名称,职务,派出单位\n李,甲,乙,丙\n"))}, Options{Found: map[string]bool{"补贴.csv": true}}); err == nil {
		t.Error("a folder without any roster is read")
	}
}

// A roster with columns of helpers, of people's work, or with remarks on problems, is
// one.
func TestRostersWithHelpersColumns(t *testing.T) {
	card := id("19600101", 1)
	for heads, row := range map[string]string{
		"序号|行政村|组|户主姓名|户主身份证号|家庭人口|联系电话|结对帮扶责任人|工作单位|职务": "1|东风村|2|高守田|" + card + "|1|13800000000|李建国|区农业局|科长",
		"行政村|户主姓名|身份证号|人口|致贫原因|帮扶责任人|帮扶单位|职务|联系电话":       "东风村|高守田|" + card + "|1|因病|李建国|区农业局|科长|13800000000",
		"户编号|行政村|姓名|性别|证件号码|与户主关系|存在问题":                  "1|东风村|高守田|男|" + card + "|户主|漏雨",
		"户编号|行政村|户主姓名|人口|致贫原因|存在问题":                      "1|东风村|高守田|1|因病|漏雨",
		"户编号|行政村|姓名|性别|证件号码|与户主关系|党员户|移民户":               "1|东风村|高守田|男|" + card + "|户主|√|√",
		"户编号|行政村|户主姓名|人口|致贫原因|党员户|移民户":                   "1|东风村|高守田|1|因病|√|√",
		"行政村|户主姓名|姓名|身份证号|健康状况|劳动技能|工作单位|职务|单位名称":        "东风村|高守田|高守田|" + card + "|健康|普通劳动力|区纺织厂|保安|区纺织厂",
		"行政村|户主姓名|姓名|身份证号|结对帮扶责任人|帮扶单位|帮扶责任人职务|驻村工作队队员":  "东风村|高守田|高守田|" + card + "|李建国|区农业局|科长|王文",
	} {
		if ros := readFakes(t, Options{}, &fake{rows: rowsOf(heads + "\n" + row)}); ros.Households() != 1 || ros.Sheets[0].Shape == "" {
			t.Errorf("%s\n%s", heads, dump(ros))
		}
	}
	for heads, row := range map[string]string{
		"单位名称|姓名|身份证号|职务|户主姓名|组别|户数|联系电话": "区农业局|李建国|" + card + "|科长|高守田|2|3|13900000000",
		"帮扶责任人|工作单位|职务|村|户主姓名|户主住址|联系电话":  "李建国|区农业局|科长|东风村|高守田|二组|13900000000",
		"姓名|性别|民族|政治面貌|文化程度|工作单位|职务|选派单位": "李建国|男|汉族|党员|大学|区农业局|科长|区农业局",
	} {
		if ros := readFakes(t, Options{}, &fake{rows: rowsOf(heads + "\n" + row)}); ros.Households() != 0 || len(ros.Problems) == 0 {
			t.Errorf("%s\n%s", heads, dump(ros))
		}
	}
}

// A code that contradicts its label is another year's: the label holds, and it is
// told.
func TestCodesOfOtherYears(t *testing.T) {
	ros := readFakes(t, Options{}, &fake{rows: rowsOf("户编号|行政村|A4姓名|A6 与户主关系\n1|东风村|高守田|户主")})
	if ros.Members() != 1 || !ros.Villages[0].Households[0].Members[0].IsHead() {
		t.Errorf("%s", dump(ros))
	}
	if notes := strings.Join(ros.Sheets[0].Notes, ""); !strings.Contains(notes, "代码 A4 与列名不符") {
		t.Errorf("%s", notes)
	}
}

// A workbook of this program whose sheets were renamed is known by heads that nobody
// else has; a roster that has some of these words is a roster.
func TestOwnBooksRenamed(t *testing.T) {
	for heads, want := range map[string]string{
		"表号|表名|户编号|户主|页数|文件":                    "本程序写出的打印登记",
		"表号|村|户编号|户主|姓名|指标|系统原值|核实值":            "本程序写出的需维护数据汇总",
		"户编号|户主|姓名|与户主关系|指标|名册现值|部门核对值":         "本程序写出的部门核对名单",
		"户编号|户主姓名|组|缺什么|建议":                     "本程序写出的回头看台账",
		"表号|户编号|户主|更正对象|指标|系统值|核实值（选择）|核实值（填写）": "本程序写出的入户核实回填表",
	} {
		_, err := Read(codebook(t), []Input{book(t, "== 乙\n2019年\n"+heads+"\n1|1|1|赵甲|1|1|1|1")}, Options{})
		if err == nil || !strings.Contains(err.Error(), "像是"+want+"，不是花名册") {
			t.Errorf("%s: %v, want %s", heads, err, want)
		}
	}
	ros := read(t, book(t, `
		== 乙
		户编号|姓名|与户主关系|行政村|风险类型|研判意见|状态|级别|问题
		1|赵甲|户主|南村|因病|维持|正常|一|无`))
	if got := len(slices.Collect(ros.Everyone)); got != 1 {
		t.Errorf("%d households", got)
	}
}
