package check

import (
	"slices"
	"strings"
	"testing"

	"ruhu/model"
)

// The people of the cases, by year of birth and sex.
var people = strings.NewReplacer(
	"$old", id("19400105", 1), "$oma", id("19420105", 2),
	"$pa", id("19750101", 1), "$ma", id("19770202", 2), "$mb", id("19780202", 4), "$pb", id("19760101", 3),
	"$son", id("20080303", 1), "$girl", id("20100303", 2), "$six", id("20130303", 1), "$teen", id("20030303", 1), "$baby", id("20190303", 2),
	"$junior", id("20051010", 2),
)

// cases give, for each rule, rosters on which it fires (with a part of what it
// says) and on which it does not.
var cases = []struct{ rule, roster, says string }{
	{"id-length", "户 1\n人 甲 户主 A4=32079919750101001", "证件号码应为18位（残疾人证为20位或22位），现为17位"},
	{"id-length", "户 1\n人 甲 户主 A4=暂无", "现为2位"},
	{"id-length", "户 1 监测类型=边缘户\n人 甲 户主 A4=3207991975010100100", "现为19位"},
	{"id-length", "户 1\n减 甲 减少成员证件号码=3207", "减少家庭成员证件号码应为18位"},
	{"id-length", "户 1\n人 甲 户主 A4=$pa\n人 乙 配偶 A4=$ma43\n人 丙 之子 A4=$son44B1\n人 丁 之女", ""},
	{"id-length", "户 1\n人 甲 户主 A3=军官证 A4=南字第0001号\n人 乙 配偶 A3=护照 A4=E123", ""},
	{"id-length", "户 1\n人 甲 户主 A4=#320799197501010", ""}, // the reader's finding

	{"character", "户 1\n人 甲\uE863 户主", "姓名的第2个字是旧输入法的自造字（U+E863）"},
	{"character", "户 1\n人 甲\uE863 户主", "按 GB 18030-2000 可能是“䶮”（U+4DAE）"},
	{"character", "户 1\n人 甲\uE816 户主", "按 GB 18030-2022 可能是“𠂇”（U+20087）"},
	{"character", "户 1\n人 甲\uE000 户主", "请对照户口簿，用标准字重新输入"},
	{"character", "户 1\n人 甲 户主\n减 乙\U000F0000", "减少家庭成员姓名的第2个字"},
	{"character", "户 1\n人 甲\uFFFD\uFFFD 户主", "姓名的第2个字已损坏"},
	{"character", "户 1\n人 甲䶮𠮷\uF900·买买提 户主", ""},

	{"name-placeholder", "户 1\n人 王?明 户主", "姓名中有“?”"},
	{"name-placeholder", "户 1\n人 王〓 户主", "姓名中有“〓”"},
	{"name-placeholder", "户 1\n人 王·明 户主", ""},

	{"id-15", "户 1\n人 甲 户主 A4=320799750101001", "是15位的旧号码。若无误，18位号码是在第6位后加“19”、末尾加校验码“" + id("19750101", 1)[17:] + "”"},
	{"id-15", "户 1\n人 甲 户主 A4=320799180101998", "是15位的旧号码。请按身份证原件改为18位"},
	{"id-15", "户 1\n人 甲 户主 A4=$pa", ""},

	{"id-characters", "户 1\n人 甲 户主 A4=32O799197501010011", "证件号码第3位是“O”，应为数字"},
	{"id-characters", "户 1\n人 甲 户主 A4=32079919750101001Y", "第18位是“Y”，应为数字或X"},
	{"id-characters", "户 1\n人 甲 户主 A4=3207X9750101001", "第5位是“X”"},
	{"id-characters", "户 1\n人 甲 户主 A4=32079９197501010011", ""}, // full-width digits are digits
	{"id-characters", "户 1\n人 甲 户主 A4=" + withX + "\n人 乙 配偶 A4=" + strings.ToLower(withX), ""},

	{"id-date", "户 1\n人 甲 户主 A4=320799197502300011", "第7至14位应为出生日期，但该年没有02月30日"},
	{"id-date", "户 1\n人 甲 户主 A4=320799750230001", "第7至12位"},
	{"id-date", "户 1\n人 甲 户主 A4=$pa", ""},

	{"id-check", "户 1\n人 甲 户主 A4=" + withX[:17] + "3", "证件号码第18位校验码应为“X”，现为“3”"},
	{"id-check", "户 1\n人 甲 户主 A4=320799197501010000", "末三位是“000”，可能已被表格软件截断"},
	{"id-check", "户 1 户主证件号码=" + withX[:17] + "3", "户主证件号码第18位"},
	{"id-check", "户 1 户主证件号码=" + withX + "\n人 甲 户主 A4=" + withX, ""},

	{"id-disability", "户 1\n人 甲 户主 A4=$pa83", "第19位是残疾类别，应为1至7，现为“8”"},
	{"id-disability", "户 1\n人 甲 户主 残疾人证号码=$pa45", "残疾人证号码第20位是残疾等级，应为1至4"},
	{"id-disability", "户 1\n人 甲 户主 A4=$pa43", ""},

	{"id-sex", "户 1\n人 甲 户主 A4=$pa A2=女", "性别为“女”，但证件号码第17位是“1”（单数为男）"},
	{"id-sex", "户 1 监测类型=边缘户\n人 甲 户主 A4=$ma A2=男性", "（双数为女）"},
	{"id-sex", "户 1\n人 甲 户主 A4=$pa A2=男\n人 乙 配偶 A4=$ma A2=女性\n人 丙 之子 A4=" + withX[:17] + "3 A2=男\n人 丁 之子 A2=女", ""},

	{"id-birth", "户 1\n人 甲 户主 A4=" + id("18990101", 1), "早于1900年"},
	{"id-birth", "户 1\n人 甲 户主 A4=" + id("20200101", 1), "晚于本年度（2019年）"},
	{"id-birth", "户 1\n人 甲 户主 A4=$pa", ""},

	{"id-missing", "户 1\n人 甲 户主 A4=$pa\n人 乙 配偶", "没有填证件号码"},
	{"id-missing", "户 1 监测类型=边缘户\n人 甲 户主 A4=", ""},
	{"id-missing", "户 1\n人 甲 户主 A4= 残疾人证号码=$pa43", ""},

	{"id-kind", "户 1\n人 甲 户主 A3=居民身份证 A4=$pa43", "号码有20位，是残疾人证号码"},
	{"id-kind", "户 1\n人 甲 户主 A3=残疾人证 A4=$pa", "号码只有18位"},
	{"id-kind", "户 1\n人 甲 户主 A3=残疾人证 A4=$pa43\n人 乙 配偶 A3=居民身份证 A4=$ma\n人 丙 之子 A4=$son43", ""},

	{"id-certificate", "户 1\n人 甲 户主 A4=$pa 残疾人证号码=$pb43", "残疾人证号码的前18位与证件号码不同"},
	{"id-certificate", "户 1\n人 甲 户主 A4=$pa 残疾人证号码=$pa43", ""},

	{"id-twice", "户 1\n人 甲 户主 A4=$pa\n人 乙 之子 A4=$pa43", "证件号码与本户甲的相同"},
	{"id-twice", "户 1\n人 甲 户主 A4=$pa\n增 甲 户主 A4=$pa", ""},
	{"id-twice", "户 1\n人 甲 户主 A4=111111111111111111\n人 乙 配偶 A4=111111111111111111", ""},

	{"id-two-households", "户 1\n人 甲 户主 A4=$pa\n户 2\n人 乙 户主 A4=$pb\n人 甲 之子 A4=$pa", "证件号码与南村乙户的甲的相同"},
	{"id-two-households", "户 1\n人 甲 户主 A4=$pa\n户 2 监测类型=边缘户\n人 甲 户主 A4=$pa", "南村甲户的甲"},
	{"id-two-households", "户 1\n人 甲 户主 A4=$pa\n户 2\n人 甲 户主 A4=$pa\n户 3\n人 甲 户主 A4=$pa\n户 4\n人 甲 户主 A4=$pa\n户 5\n人 甲 户主 A4=$pa", "等4户"},
	{"id-two-households", "户 1\n人 甲 户主 A4=$pa\n户 2\n人 乙 户主 A4=$pb", ""},

	{"size-differs", "户 1 家庭人口数=3\n人 甲 户主\n人 乙 配偶", "家庭人口数为3人，但列出的家庭成员有2人"},
	{"size-differs", "户 1 家庭人口数=2人\n人 甲 户主\n人 乙 配偶\n户 2 家庭人口数=2\n人 丙 户主\n增 丁 之子\n户 3 家庭人口数=1\n人 戊 户主\n人 己 配偶\n减 己", ""},
	{"size-differs", "户 1 家庭人口数=2\n列 A1", ""}, // the reader's finding

	{"spouse-twice", "户 1\n人 甲 户主\n人 乙 配偶\n人 丙 妻", "本户有2人填为“配偶”（另有乙）"},
	{"spouse-twice", "户 1\n人 甲 户主\n人 乙 配偶\n增 丙 配偶", ""},

	{"spouse-sex", "户 1\n人 甲 户主 A4=$pa\n人 乙 配偶 A4=$pb", "户主甲与配偶乙都是男性"},
	{"spouse-sex", "户 1\n人 甲 户主 A4=$pa\n人 乙 配偶 A4=$ma\n户 2\n人 丙 户主 A4=$pb\n人 丁 配偶", ""},

	{"relation-sex", "户 1\n人 甲 户主 A4=$pa\n人 乙 儿子 A4=$girl", "与户主关系为“儿子”，但性别为女"},
	{"relation-sex", "户 1\n人 甲 户主 A4=$pa\n人 乙 之女 A4=$girl\n人 丙 其他 A4=$son\n人 丁 之母", ""},

	{"relation-age", "户 1\n人 甲 户主 A4=$pa\n人 乙 之子 A4=$pb", "与户主关系为“之子”，43岁，户主甲44岁，年龄不相称"},
	{"relation-age", "户 1\n人 甲 户主 A4=$pa\n人 乙 之母 A4=$ma", "年龄不相称"},
	{"relation-age", "户 1\n人 甲 户主 A4=$pa\n人 乙 之孙子 A4=" + id("19970101", 1), "年龄不相称"},
	{"relation-age", "户 1\n人 甲 户主 A4=$pa\n人 乙 之子 A4=$son\n人 丙 之父 A4=$old\n人 丁 之兄弟姐妹 A4=$pb\n人 戊 之女", ""},

	{"head-age", "户 1\n人 甲 户主 A4=$son", "户主只有11岁"},
	{"head-age", "户 1\n人 甲 户主 A4=$pa\n人 乙 配偶 A4=" + id("20030303", 2), "只有16岁"},
	{"head-age", "户 1\n人 甲 户主 A4=$teen\n人 乙 之女 A4=$girl", ""},

	{"head-differs", "户 1 户主姓名=乙\n人 甲 户主", "户主姓名为“乙”，但家庭成员中的户主是甲"},
	{"head-differs", "户 1 户主证件号码=$pb\n人 甲 户主 A4=$pa", "户主证件号码与家庭成员中户主甲的不同"},
	{"head-differs", "户 1 户主姓名=甲_ 户主证件号码=$pa\n人 甲 户主 A4=$pa43", ""},

	{"item-missing", "户 1 A24=\n人 甲 户主", "没有填贫困户属性"},
	{"item-missing", "户 1\n人 甲 户主 A10=健康\n人 乙 -", "没有填与户主关系"},
	{"item-missing", "户 1 A24=低保户\n人 甲 户主\n户 2 监测类型=边缘户\n人 乙 户主", ""},

	{"money-invalid", "户 1 A28=1.2万", "工资性收入为“1.2万”，不是数字"},
	{"money-invalid", "户 1 A28=1,23,4", "不是数字"},
	{"money-invalid", "户 1 A28=12,000.50 A29=￥300元 A30=１２００ A31=-5 A32=+7 人均纯收入=1_200\n措 帮扶金额=500元/人", ""},

	{"money-negative", "户 1 A30=-500", "生产经营性收入为-500元，不能小于0"},
	{"money-negative", "户 1 A30=0 人均纯收入=-500", ""},

	{"number-invalid", "户 1 A33=两亩", "耕地面积为“两亩”，不是数字。请以亩为单位填数字"},
	{"number-invalid", "户 1\n措 帮扶金额=500元/人 帮扶年度=2018", "帮扶措施的金额为“500元/人”"},
	{"number-invalid", "户 1 A33=2.5亩 A38=1公里 脱贫年度=2018年12月 家庭人口数=3人\n人 甲 户主 A13=10个月\n措 帮扶年度=2018年度", ""},

	{"number-negative", "户 1 A33=-1", "耕地面积为-1亩，不能小于0"},
	{"number-negative", "户 1 A33=0 A38=0.00", ""},

	{"transfer-sum", transfer("A29=5000 A29a=0 A29b=3000 A29c=0 A29d=1776 A29e=0 A29f=300"), "转移性收入为5000元，但A29a至A29f之和为5076元，相差76元"},
	{"transfer-sum", transfer("A29=5000 A29b=6000"), "相差1000元"}, // what is empty cannot be less than nothing
	{"transfer-sum", transfer("A29=5076 A29a=0 A29b=3000 A29c=0 A29d=1776 A29e=0 A29f=300"), ""},
	{"transfer-sum", transfer("A29=5,076.5 A29a=0 A29b=3000 A29c=0 A29d=1776 A29e=0 A29f=300"), ""},
	{"transfer-sum", transfer("A29=5000 A29b=3000"), ""},
	{"transfer-sum", transfer("A29=5000"), ""},
	{"transfer-sum", transfer("A29b=5000"), ""},

	{"property-sum", "户 1 A31=500 A31a=300 A31b=100", "财产性收入为500元，但A31a、A31b之和为400元，相差100元"},
	{"property-sum", "户 1 A31=400 A31a=300 A31b=100", ""},

	{"income-differs", income("A28=20000 A29=2000 A30=3000 A31=0 A32=1000 人均纯收入=8000"), "人均纯收入为8000元，按各项收入计算应为12000元（24000元÷2人）"},
	{"income-differs", income("A28=20000 A29=2000 A30=3000 A31= A32=1000 人均纯收入=8000"), "12000元"},
	{"income-differs", income("A28=20000 A29=2000 A30=3000 A31=0 A32=1000 人均纯收入=12000.9"), ""},
	{"income-differs", income("A28=20000 A29=2000 A30=3000 A31= A32=1000 人均纯收入=13000"), ""}, // A31 may hold the rest
	{"income-differs", income("A28=20000 A29=2000 A30=3000 A31=0 A32=1000 人均纯收入=8000 家庭人口数=3"), ""},
	{"income-differs", income("人均纯收入=8000"), ""},

	{"forest-parts", "户 1 A36=1 A36a=0 A36b=1.5", "林果面积为1.5亩，大于林地面积1亩"},
	{"forest-parts", "户 1 A36=1.5 A36a=1 A36b=1.5\n户 2 A36b=1", ""},

	{"income-period", "户 1 收入起始日期=2018-01-01 收入截止日期=2018-12-31", "收入日期2018-01-01不在收入计算周期（2018年10月1日至2019年9月30日）内"},
	{"income-period", "户 1 收入起始日期=2018-10 收入截止日期=2019-10", "收入日期2019-10不在"},
	{"income-period", "户 1 收入起始日期=2018-10-01 收入截止日期=2019年9月30日\n户 2 收入起始日期=2018 收入截止日期=2019\n户 3 收入起始日期=无\n户 4", ""},

	{"road-distance", "户 1 A38=350", "可能是以米填写的"},
	{"road-distance", "户 1 A38=3.5", ""},

	{"added-reason", "户 1\n增 甲 之子 增加原因=婚嫁", "增加原因“婚嫁”不在规定的6种之内"},
	{"added-reason", "户 1\n增 甲 之子 增加原因=7", "增加原因“7”"},
	{"added-reason", "户 1\n增 甲 之子 增加原因=新生儿\n增 乙 之儿媳 增加原因=2\n增 丙 之子 增加原因=（3）\n增 丁 之子", ""},

	{"removed-reason", "户 1\n减 甲 减少原因=离婚", "减少原因“离婚”不在规定的8种之内"},
	{"removed-reason", "户 1\n减 甲 减少原因=死亡\n减 乙 减少原因=8", ""},

	{"added-reason-missing", "户 1\n增 甲 之子 增加原因=", "没有填增加原因"},
	{"added-reason-missing", "户 1\n增 甲 之子 增加原因=收养", ""},

	{"removed-reason-missing", "户 1\n减 甲 减少原因=", "没有填减少原因"},
	{"removed-reason-missing", "户 1\n减 甲 减少原因=失联", ""},

	{"lift-house", "户 1 脱贫属性=已脱贫 A40=D", "本户标为“已脱贫（享受政策）”，但危房等级为“D级”，不能通过脱贫校验"},
	{"lift-house", "户 1 本年度变动=脱贫 A40=C级", "本户标为“脱贫”，但危房等级为“C级”"},
	{"lift-house", "户 1 脱贫属性=预脱贫 A40=危房户：是", "但危房户为“是”"},
	{"lift-house", "户 1 脱贫属性=已脱贫 A40=B级\n户 2 脱贫属性=未脱贫 A40=D级\n户 3 脱贫属性=已脱贫 A40=危房户：否\n户 4 脱贫属性=已脱贫", ""},
	{"lift-house", "户 1 脱贫属性=已脱贫 本年度变动=返贫 A40=D级\n户 2 脱贫属性=已脱贫 本年度变动=回退 A40=D级", ""},

	{"lift-water", "户 1 脱贫属性=已脱贫 A44=×", "是否解决安全饮用水为“否”"},
	{"lift-water", "户 1 脱贫属性=已脱贫 A44=是\n户 2 脱贫属性=已脱贫\n户 3 脱贫属性=未脱贫 A44=否", ""},

	{"lift-medical", "户 1 脱贫属性=已脱贫\n人 甲 户主 A17=否", "甲未参加城乡居民基本医疗保险"},
	{"lift-medical", "户 1 脱贫属性=已脱贫\n人 甲 户主 职工医保=否", "甲未参加基本医疗保险"},
	{"lift-medical", "户 1 脱贫属性=已脱贫\n人 甲 户主 A17=否 职工医保=已参保\n人 乙 配偶 A17=职工医保 职工医保=否", ""},
	{"birth-date-differs", "户 1\n人 甲 户主 A4=" + id("19600102", 1) + " 出生日期=1960-02-01", "甲的出生日期为“1960-02-01”，按证件号码是1960-01-02"},
	{"birth-date-differs", "户 1\n人 甲 户主 A4=" + id("19600102", 1) + " 出生日期=不详", "不是日期"},
	{"birth-date-differs", "户 1\n人 甲 户主 A4=" + id("19600102", 1) + " 出生日期=1960年1月\n人 乙 配偶 A4=" + id("19600102", 3) + " 出生日期=19600102", ""},
	{"age-differs", "户 1\n人 甲 户主 A4=" + id("19600102", 1) + " 年龄=61", "甲的年龄为“61”，按证件号码到2019年底是59岁"},
	{"age-differs", "户 1\n人 甲 户主 A4=" + id("19600102", 1) + " 年龄=59岁\n人 乙 配偶 A4=" + id("19601202", 3) + " 年龄=58\n人 丙 之子 年龄=3", ""},
	{"year-invalid", "户 1 脱贫年度=43830", "脱贫年度为“43830”，不是年份"},
	{"year-invalid", "户 1 A26=20188\n措 帮扶年度=2018", "计划脱贫年度为“20188”"},
	{"year-invalid", "户 1 脱贫年度=2018-12-31 A26=2018年度\n措 帮扶年度=201812", ""},
	{"lift-medical", "户 1 脱贫属性=已脱贫\n人 甲 户主 A17=有\n人 乙 配偶\n户 2 脱贫属性=未脱贫\n人 丙 户主 A17=否", ""},

	{"lift-schooling", "列 A9\n户 1 脱贫属性=已脱贫\n人 甲 之子 A4=$son A14=厌学 A8=小学", "甲11岁因“厌学”失学或辍学"},
	{"lift-schooling", "户 1 脱贫属性=已脱贫\n人 甲 之子 A4=$son A9=非在校生 A8=小学", "甲11岁不在校，也没有填失学或辍学原因"},
	{"lift-schooling", "户 1 脱贫属性=已脱贫\n人 甲 之子 A4=$son A8=小学\n人 乙 之女 A4=$girl A9=小学", "不在校"},
	{"lift-schooling", "户 1 脱贫属性=已脱贫\n人 甲 之子 A4=$son A9=小学\n人 乙 之女 A4=$girl A14=因残 A8=小学\n人 丙 之女 A4=$junior A8=初中 A9=非在校生\n人 丁 之子 A4=$six A8=学龄前儿童 A9=非在校生", ""},
	{"lift-schooling", "户 1 脱贫属性=已脱贫 A24=\n人 甲 之子 A4=$son A8=小学 A9=", ""}, // nobody's A9 is filled in
	{"lift-schooling", "户 1 脱贫属性=未脱贫\n人 甲 之子 A4=$son A14=厌学", ""},

	{"lift-serious-illness", "户 1 脱贫属性=已脱贫\n人 甲 户主 A18=否", "甲未参加大病保险"},
	{"lift-serious-illness", "户 1 脱贫属性=已脱贫\n人 甲 户主 A18=是\n户 2 脱贫属性=未脱贫\n人 乙 户主 A18=否", ""},

	{"lift-income", "户 1 脱贫属性=已脱贫 人均纯收入=5999", "人均纯收入5999元，低于省定标准6000元"},
	{"lift-income", "户 1 脱贫属性=已脱贫 人均纯收入=6000\n户 2 脱贫属性=未脱贫 人均纯收入=4000\n户 3 脱贫属性=已脱贫", ""},

	{"watch-income", "户 1 监测类型=脱贫监测户 人均纯收入=9001", "超过省定标准的1.5倍（9000元）"},
	{"watch-income", "户 1 监测类型=脱贫监测户 人均纯收入=9000\n户 2 人均纯收入=20000\n户 3 监测类型=边缘户 人均纯收入=9999", ""},

	{"relapse-reason", "列 返贫原因\n户 1 本年度变动=返贫", "没有填返贫原因"},
	{"relapse-reason", "列 返贫原因\n户 1 脱贫属性=返贫", "没有填返贫原因"},
	{"relapse-reason", "户 1 本年度变动=返贫 返贫原因=因病\n户 2 本年度变动=脱贫", ""},

	{"schooling-none", "户 1\n人 甲 户主 A8= A9=", "都没有填"},
	{"schooling-none", "列 A14\n户 1\n人 甲 户主 A8=小学\n人 乙 之子 A9=小学\n人 丙 之子 A14=因残", ""},

	{"schooling-both", "户 1\n人 甲 之子 A8=小学 A9=七年级", "文化程度为“小学”，在校生状况又为“七年级”"},
	{"schooling-both", "户 1\n人 甲 之子 A8=小学\n人 乙 之子 A9=七年级", ""},
	{"schooling-both", "户 1\n人 甲 户主 A8=小学 A9=非在校生\n人 乙 之子 A8=小学 A9=七年级", ""}, // the lists of 2018

	{"schooling-age", "户 1\n人 甲 户主 A4=$pa A8=学龄前儿童", "44岁，文化程度为“学龄前儿童”，不相称"},
	{"schooling-age", "户 1\n人 甲 之子 A4=$son A8=本科", "11岁，文化程度为“本科及以上”"},
	{"schooling-age", "户 1\n人 甲 户主 A4=$pa A8=小学\n人 乙 之子 A4=$son A8=大专 A9=小学\n人 丙 之母 A8=学龄前儿童", ""},

	{"study-age", "户 1\n人 甲 户主 A4=$pa A9=小学", "44岁，在校生状况为“小学”，不相称"},
	{"study-age", "户 1\n人 甲 之子 A4=$son A9=学前教育", "11岁"},
	{"study-age", "户 1\n人 甲 之子 A4=$son A9=小学\n人 乙 之女 A4=$baby A9=学龄前儿童\n人 丙 户主 A4=$pa A9=非在校生", ""},

	{"dropout-reason", "列 A14\n户 1\n人 甲 之子 A4=$son A8=小学 A9=", "11岁，没有填在校生状况，也没有填失学或辍学原因"},
	{"dropout-reason", "列 A14\n户 1\n人 甲 之子 A4=$teen A8=小学 A9=非在校生", "16岁，在校生状况为“非在校生”，但没有填失学或辍学原因"},
	{"dropout-reason", "列 A14 A9\n户 1\n人 甲 之子 A4=$teen A8=初中\n人 乙 之子 A4=$son A9=小学\n人 丙 之女 A4=$girl A8=小学 A14=因残\n人 丁 之子 A4=$six A8=学龄前儿童\n人 戊 户主 A4=$pa A8=小学", ""},

	{"dropout-reason", "列 A14\n户 1 脱贫属性=已脱贫\n人 甲 之子 A4=$son A8=小学 A9=非在校生", ""}, // lift-schooling says it

	{"dropout-studying", "户 1\n人 甲 之子 A9=小学 A14=厌学", "在校生状况为“小学”，又填了失学或辍学原因“厌学”"},
	{"dropout-studying", "户 1\n人 甲 之子 A9=非在校生 A14=厌学\n人 乙 之子 A9=小学", ""},

	{"dropout-health", "户 1\n人 甲 之子 A10=健康 A14=因病", "失学或辍学原因为“因病”，但健康状况为“健康”"},
	{"dropout-health", "户 1\n人 甲 之子 A10=长期慢性病 A14=因病\n人 乙 之子 A10=健康 A14=厌学\n人 丙 之子 A14=因病", ""},

	{"health-alone", "户 1\n人 甲 户主 A10=健康,残疾", "“健康”不应与其他同时填"},
	{"health-alone", "户 1\n人 甲 户主 A10=健康\n人 乙 配偶 A10=残疾、长期慢性病", ""},

	{"health-certificate", "户 1\n人 甲 户主 A4=$pa43 A10=健康", "有残疾人证，但健康状况为“健康”"},
	{"health-certificate", "户 1\n人 甲 户主 A4=$pa 残疾人证号码=$pa43 A10=长期慢性病", "有残疾人证"},
	{"health-certificate", "户 1\n人 甲 户主 A4=$pa43 A10=长期慢性病，残疾\n人 乙 配偶 A4=$ma A10=健康\n人 丙 之子 A4=$son43", ""},

	{"skill-age", "列 A9\n户 1\n人 甲 户主 A4=$pa A10=健康 A11=无劳动力", "44岁，健康状况为“健康”，不在校，劳动技能为“无劳动力”"},
	{"skill-age", "户 1\n人 甲 户主 A4=$old A11=普通劳动力", "79岁，已满60周岁"},
	{"skill-age", "户 1\n人 甲 之子 A4=$son A11=技能劳动力", "11岁，不满16周岁"},
	{"skill-age", "户 1\n人 甲 户主 A4=$pa A10=残疾 A11=丧失劳动力\n人 乙 之父 A4=$old A11=弱劳动力\n人 丙 之子 A4=$teen A10=健康 A9=高中一年级 A11=无劳动力\n人 丁 配偶 A4=$ma A10=健康 A11=普通劳动力", ""},

	{"skill-age", "户 1\n人 甲 户主 A4=$pa A10=健康 A11=无劳动力", ""}, // perhaps at school

	{"skill-work", "户 1\n人 甲 户主 A11=无劳动力 A13=10 A12=省外务工", "劳动技能为“无劳动力”，但填了务工"},
	{"skill-work", "户 1\n人 甲 户主 A11=无劳动力 A13=0\n人 乙 配偶 A11=丧失劳动力 A12=未务工\n人 丙 之子 A11=普通劳动力 A13=9", ""},

	{"work-pair", "户 1\n人 甲 户主 A12=省外务工 A13=", "但没有填务工时间"},
	{"work-pair", "户 1\n人 甲 户主 A12= A13=10", "务工时间为10个月，但没有填务工区域"},
	{"work-pair", "户 1\n人 甲 户主 A12=江苏省无锡市 A13=10个月\n人 乙 配偶\n人 丙 之子 A12=未务工 A13=0", ""},

	{"work-months", "户 1\n人 甲 户主 A13=13", "务工时间为13个月"},
	{"work-months", "户 1\n人 甲 户主 A13=12", ""},

	{"work-age", "户 1\n人 甲 之子 A4=$son A13=3 A12=省外务工", "11岁，填了务工"},
	{"work-age", "户 1\n人 甲 户主 A4=$pa A13=3\n人 乙 之子 A4=$son A13=0", ""},

	{"work-phone", "列 成员联系电话\n户 1\n人 甲 户主 A12=省外务工", "没有联系电话"},
	{"work-phone", "户 1 联系电话=13800000000\n人 甲 户主 A13=3\n户 2\n人 乙 户主 A13=3 成员联系电话=13800000001\n人 丙 之子", ""},

	{"post-months", "户 1\n人 甲 户主 就业渠道=公益岗位 A13=", "没有填务工时间"},
	{"post-months", "户 1\n人 甲 户主 A4=$old 就业渠道=公益性岗位 A13=6", "79岁，就业渠道为“公益性岗位”"},
	{"post-months", "户 1\n人 甲 户主 A4=$pa 就业渠道=公益性岗位 A13=6\n人 乙 之父 A4=$old 就业渠道=其他", ""},

	{"channel-region", "户 1\n人 甲 户主 就业渠道=扶贫车间 A12=省外务工", "就业渠道为“帮扶车间”，但务工区域为“省外务工”"},
	{"channel-region", "户 1\n人 甲 户主 就业渠道=扶贫车间 A12=乡内务工\n人 乙 配偶 就业渠道=外出务工 A12=省外务工", ""},

	{"channel-company", "列 务工企业名称 所属行业\n户 1\n人 甲 户主 就业渠道=外出务工 A13=6", "没有填务工企业名称、所属行业"},
	{"channel-company", "户 1\n人 甲 户主 就业渠道=外出务工 A13=6 务工企业名称=某厂\n人 乙 配偶 就业渠道=公益性岗位", ""},

	{"relief-kind", "户 1 A24=一般贫困户\n人 甲 户主 A19=是", "贫困户属性为“一般贫困户”，但有1人享受低保"},
	{"relief-kind", "户 1 A24=低保户\n人 甲 户主 A19=否", "但没有人享受低保"},
	{"relief-kind", "户 1 A24=低保户\n人 甲 户主 A19=是\n人 乙 配偶 A19=否\n户 2 A24=低保户\n人 丙 户主\n户 3 A24=一般贫困户\n人 丁 户主 A19=否", ""},

	{"relief-money", "户 1 A24=低保户 A29b=0", "本户享受低保，但低保金为0"},
	{"relief-money", "户 1 A29b=3000 A24=一般贫困户\n人 甲 户主 A19=否", "低保金为3000元，但本户不享受低保"},
	{"relief-money", "户 1 A24=低保户 A29b=3000\n户 2 A24=低保户\n户 3 A24=一般贫困户 A29b=0\n户 4 A29b=3000", ""},

	{"keep-money", "户 1 A24=五保户 A29c=0", "特困供养金为0"},
	{"keep-money", "户 1 A24=一般贫困户 A29c=9000", "特困供养金为9000元，但贫困户属性为“一般贫困户”"},
	{"keep-money", "户 1 A24=五保户 A29c=9000\n户 2 A24=一般贫困户 A29c=0\n户 3 A29c=100", ""},

	{"phone", "户 1 联系电话=1380000000", "联系电话应为11位手机号或固定电话，现有10位数字"},
	{"phone", "户 1 联系电话=13800000000、1380000", "现有7位数字"},
	{"phone", "户 1\n责 责任人姓名=李 责任人电话=1380", "帮扶责任人李的联系电话应为11位"},
	{"phone", "户 1 联系电话=12800000000", "现在的11位不像手机号"},
	{"phone", "户 1 联系电话=0518-85880000\n户 2 联系电话=13800000000/85880000\n户 3 联系电话=+86_138_0000_0000\n户 4\n人 甲 户主 成员联系电话=１３８００００００００\n责 责任人电话=595137", ""},

	{"bank-account", "户 1 银行账号=6299990000000000001", "银行卡号未通过校验"},
	{"bank-account", "户 1 银行账号=3207O1", "有数字以外的字符"},
	{"bank-account", "户 1 银行账号=12345", "现为5位"},
	{"bank-account", "户 1 银行账号=6299_9900_0000_0000_00" + luhnDigit("629999000000000000") + "\n户 2 银行账号=320701001000012345\n户 3", ""},

	{"address", "户 1 地址乡=320799", "填的是数字“320799”"},
	{"address", "户 1 地址乡=江苏省连云港市云海区云海街道", "含有上级地名"},
	{"address", "户 1 地址村=云海县云海镇河湾村", "含有上级地名"},
	{"address", "户 1 地址省=江苏省 地址市=连云港市 地址县=东海县 地址乡=沙市镇 地址村=县里村\n户 2 地址省=广西壮族自治区 地址县=三江侗族自治县", ""},

	{"division", "村 南村 行政区划代码=320799001\n户 1", "南村的行政区划代码应为12位，现为9位"},
	{"division", "村 南村 行政区划代码=320799001000\n户 1", "不是村的代码"},
	{"division", "村 南村 行政区划代码=320799000201\n户 1", "乡级"},
	{"division", "村 南村 行政区划代码=32079900120A\n户 1", "数字以外"},
	{"division", "村 南村 行政区划代码=320799001201\n户 1\n村 北村 行政区划代码=\n户 2", ""},

	{"help-date", "户 1\n责 责任人姓名=李 帮扶开始时间=去年春天", "帮扶责任人李的帮扶开始时间“去年春天”不是日期"},
	{"help-date", "户 1\n责 帮扶开始时间=2020-03", "晚于本年度（2019年）"},
	{"help-date", "户 1\n责 帮扶结束时间=2018-13", "不是日期"},
	{"help-date", "户 1\n责 帮扶开始时间=2016年3月 帮扶结束时间=至今\n责 帮扶开始时间=2016.3.1 帮扶结束时间=2020/12/31", ""},

	{"help-order", "户 1\n责 责任人姓名=李 帮扶开始时间=2018-03 帮扶结束时间=2017-03", "帮扶责任人李的帮扶结束时间早于开始时间"},
	{"help-order", "户 1\n责 帮扶开始时间=2018-03-15 帮扶结束时间=2018-03\n责 帮扶开始时间=2018 帮扶结束时间=至今", ""},

	{"measure-year", "户 1\n措 帮扶年度=2020", "年度为“2020”，应在2014年至2019年之间"},
	{"measure-year", "户 1\n措 帮扶年度=2019年\n措 帮扶年度=2014\n措 帮扶内容=甲", ""},

	{"option-unknown", "户 1\n人 甲 户主 A11=弱劳动", "劳动技能“弱劳动”不在规定选项之内。最接近的选项是“弱劳动力或半劳动力”"},
	{"option-unknown", "户 1 A44=部分", "请改填其中一项：是、否"},
	{"option-unknown", "户 1\n人 甲 户主 A10=残疾，头晕", "健康状况“头晕”"},
	{"option-unknown", "村 南村 经济薄弱村=可能\n户 1", "是否经济薄弱村“可能”不在规定选项之内"},
	{"option-unknown", "户 1 A40=危房户：否 A44=√\n人 甲 本人或户主 A6=汉 A10=残疾，长期慢性病 A12=无锡市\n增 乙 之子 增加原因=婚嫁\n户 2 监测类型=边缘户 A44=部分", ""},
}

// withX is a right number whose check digit is X.
var withX = func() string {
	for seq := 1; ; seq += 2 {
		if s := id("19750909", seq); s[17] == 'X' {
			return s
		}
	}
}()

func luhnDigit(s string) string {
	for _, d := range strings.Split("0123456789", "") {
		if luhn(s + d) {
			return d
		}
	}
	panic("no digit fits")
}

func transfer(values string) string {
	return "列 A29 A29a A29b A29c A29d A29e A29f\n户 1 " + values
}

func income(values string) string {
	return "列 A28 A29 A30 A31 A32 人均纯收入\n户 1 " + values + "\n人 甲 户主\n人 乙 配偶"
}

func TestRules(t *testing.T) {
	seen := make(map[string][2]int)
	for _, c := range cases {
		text := people.Replace(c.roster)
		t.Run(c.rule+"/"+text, func(t *testing.T) {
			res := Run(build(t, text), Options{})
			for _, s := range res.Silent {
				if s.ID == c.rule {
					t.Fatalf("is silent for want of %s", s.Want(codebook(t)))
				}
			}
			got := ofRule(res.Problems, c.rule)
			n := seen[c.rule]
			if c.says == "" {
				n[0]++
				for i := range got {
					t.Errorf("fires: %s", line(&got[i]))
				}
			} else {
				n[1]++
				if !slices.ContainsFunc(got, func(p model.Problem) bool { return strings.Contains(p.Message+"。"+p.Hint, people.Replace(c.says)) }) {
					t.Errorf("does not say %q", c.says)
				}
			}
			seen[c.rule] = n
			for i := range res.Problems {
				wellFormed(t, &res.Problems[i])
			}
		})
	}
	for _, r := range Rules() {
		if n := seen[r.ID]; n[0] == 0 || n[1] == 0 {
			t.Errorf("%s: %d cases silent, %d firing", r.ID, n[0], n[1])
		}
	}
}

func ofRule(ps model.Problems, rule string) model.Problems {
	var out model.Problems
	for _, p := range ps {
		if p.Rule == rule {
			out = append(out, p)
		}
	}
	return out
}

// wellFormed checks what holds of every finding: it is placed and worded, and
// no identity number is spelled out in it.
func wellFormed(t *testing.T, p *model.Problem) {
	t.Helper()
	if p.Message == "" || p.Hint == "" || p.Pos == (model.Pos{}) || p.Code == "" || p.Field == "" {
		t.Errorf("incomplete: %s", line(p))
	}
	if p.Subject == nil && p.Code != model.CodeDivision && p.Code != "经济薄弱村" || p.Subject != nil && p.Household == "" {
		t.Errorf("nobody's: %s", line(p))
	}
	for _, s := range []string{p.Message, p.Hint} {
		if strings.Contains(s, "320799197") || strings.HasSuffix(s, "。") || strings.Contains(s, "%!") {
			t.Errorf("badly worded: %s", line(p))
		}
	}
}
