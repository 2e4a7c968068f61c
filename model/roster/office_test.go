package roster

import (
	"cmp"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"ruhu/model"
	"ruhu/model/must"
)

// fieldsOf reads a table of testdata without its head.
func fieldsOf(t *testing.T, name string) [][]string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", name))
	must.Succeed(t, err)
	var out [][]string
	for line := range strings.Lines(string(text)) {
		out = append(out, strings.Split(strings.TrimRight(line, "\r\n"), "\t"))
	}
	return out[1:]
}

// TestOfficeHeads reads the head rows of lists that offices keep. The table says
// what each column is: "-" nothing that the program knows, "+" what it may know,
// "a|b" one or the other. Nothing is ever taken for what it is not.
func TestOfficeHeads(t *testing.T) {
	var names []string
	lists := make(map[string][][2]string)
	for _, f := range fieldsOf(t, "heads.tsv") {
		if len(lists[f[0]]) == 0 {
			names = append(names, f[0])
		}
		lists[f[0]] = append(lists[f[0]], [2]string{f[1], f[2]})
	}
	right, wrong, all := 0, 0, 0
	for _, name := range names {
		heads := make([]string, len(lists[name]))
		for i, h := range lists[name] {
			heads[i] = h[0]
		}
		got := readHead(t, heads, strings.HasSuffix(name, "部门"))
		for i, h := range lists[name] {
			all++
			is, want := string(got[i+1]), h[1]
			switch {
			case want == "+", slices.Contains(strings.Split(want, "|"), is), is == "" && slices.Contains(strings.Split(want, "|"), "-"):
				right++
			case is == "":
				t.Logf("%s: %q is unknown, should be %s", name, h[0], want)
			default:
				wrong++
				t.Errorf("%s: %q is %s, should be %s", name, h[0], is, want)
			}
		}
	}
	if 100*right < 96*all {
		t.Errorf("%d of %d columns are known", right, all)
	}
	t.Logf("%d of %d right, %d wrong", right, all, wrong)
}

// readHead gives what the columns of a head row are taken for, by column. The lists
// of departments are such as a roster is compared with.
func readHead(t *testing.T, heads []string, list bool) map[int]model.Code {
	t.Helper()
	x, err := newHeadIndex(codebook(t), nil)
	must.Succeed(t, err)
	out := make(map[int]model.Code)
	x.list = list
	if cols := x.findHead("Sheet1", newTop([]numbered{{1, heads}}, nil)); cols != nil {
		for _, c := range cols.list {
			out[c.col] = c.in.Code
		}
	}
	return out
}

// TestLevels finds the levels of an address by however they are written.
func TestLevels(t *testing.T) {
	want := map[string]model.Code{"省": "地址省", "市": "地址市", "县": "地址县", "乡": "地址乡", "村": "行政村"}
	x, err := newHeadIndex(codebook(t), nil)
	must.Succeed(t, err)
	for _, f := range fieldsOf(t, "levels.tsv") {
		var got model.Code
		if list := x.find(f[1], shapes[0]); len(list) > 0 {
			got = list[0].Code
		}
		if got != want[f[0]] {
			t.Errorf("%q is %q, want %s", f[1], got, want[f[0]])
		}
	}
}

// TestHeadsByRule finds heads that the codebook does not list, and leaves unknown
// what is somebody else's, of another time, in another unit, or two things.
func TestHeadsByRule(t *testing.T) {
	x, err := newHeadIndex(codebook(t), nil)
	must.Succeed(t, err)
	for head, want := range map[string]model.Code{
		"证件号码\n（身份证/残疾证）": "A4", "联系电话（手机）": "联系电话", "*姓名": "A1", "1.姓名": "A1", "（一）姓名": "A1", "①姓名": "A1", "姓名（必填）": "A1", "3、与户主关系": "A5",
		"与户主\n关系*": "A5", "家庭\n人口数\n（人）": "家庭人口数", "工资性收入\n（元/年）": "A28", "健康状况（健康、残疾、长期慢性病、患有大病）": "A10",
		"文化程度（在校生不填）": "A8", "是否享受低保（是/否）": "A19", "务工时间（月数）": "", "务工时间（个月）": "A13", "住房面积（㎡）": "A41", "户主姓名（请填全名）": "户主姓名",
		"市(盟、州)": "地址市", "市[州、盟]": "地址市", "旗（县、区）": "地址县", "区/县": "地址县", "县（市、区、旗）名称": "地址县", "所属县区": "地址县", "户籍所在县": "地址县",
		"乡镇（街道、园区）": "地址乡", "乡镇（村）": "", "乡（村）": "", "所在镇街": "地址乡", "户口所在乡镇": "地址乡", "街道（镇）名称": "地址乡", "乡镇级": "地址乡", "村（社区）名称": "行政村", "社区（村）": "行政村", "村委会名称": "行政村",
		"户籍所在村": "行政村", "所属居委会": "行政村", "村（居委会）代码": "行政区划代码", "行政村（社区）编码": "行政区划代码", "乡镇编码": "", "县代码": "", "村民小组（生产队）": "组", "所属村民小组": "组",
		"成员性别": "A2", "家庭成员民族": "A6", "家庭成员文化程度": "A8", "户主银行账号": "银行账号", "家庭耕地面积（亩）": "A33", "户主联系电话（手机）": "联系电话",
		"是否参加职工医保": "职工医保", "城镇职工基本医疗保险": "职工医保", "是否参加农村居民养老保险": "A16", "城乡居民医保参加情况": "", "是否加入农民合作社": "A39", "危房户情况": "危房户",
		"2019年人均纯收入": "人均纯收入", "2019年家庭人口数": "家庭人口数", "2019年度务工时间（月）": "A13", "民族情况": "A6",
		"出生年月": "出生日期", "年龄（周岁）": "年龄", "公益性岗位(月数)": "公益性岗位月数", "是否五保": "特困人员", "首次识别时间": "首次识别时间", "残疾程度": "残疾等级",

		"银行": "开户银行", "家庭地址": "", "户籍地址": "", "现住址": "", "干部身份证号": "", "干部姓名": "", "配偶姓名": "", "配偶身份证号": "", "配偶电话": "", "监护人身份证号": "", "家长/监护人姓名": "",
		"姓名（配偶）": "", "身份证号（配偶）": "", "联系电话（村干部）": "", "证件号码（原）": "", "户主姓名（曾用名）": "", "姓名（拼音）": "", "户主性别": "", "户主民族": "", "户主健康状况": "", "户主年龄": "",
		"工资性收入（万元）": "", "与村主干路距离（米）": "", "务工时间（天）": "", "耕地面积（公顷）": "", "住房面积（间）": "", "银行账号（村集体）": "", "村负责人": "村负责人", "村负责人电话": "", "录入地区": "", "地区": "",
		"市县": "", "市区": "", "省市县": "", "乡村": "", "街道社区": "", "县乡村": "", "户籍类别": "", "户口类别": "", "人员类别": "", "婚姻状况": "", "残疾证办证年度": "", "是否残疾生": "", "是否脱贫": "",
		"是否国外务工": "", "是否接受其他健康扶贫": "", "是否建档立卡": "", "是否已务工": "", "就业状况": "", "产业情况": "", "社保账号": "", "学籍号": "", "低保户数": "", "危房户数": "", "残疾人口数": "", "务工月收入": "",
		"收入来源": "", "账户名称": "", "缴费档次": "", "姓名（户主）": "", "电话（备用）": "", "第二联系电话": "", "紧急联系人电话": "", "是否享受农村低保金": "", "父亲姓名": "", "母亲身份证号": "", "申请人姓名": "",
	} {
		var got model.Code
		if list := x.find(head, shapes[0]); len(list) > 0 {
			got = list[0].Code
		}
		if got != want {
			t.Errorf("%q is %q, want %q", head, got, want)
		}
	}
}

// TestHeadsTogether reads heads that mean something only beside the others.
func TestHeadsTogether(t *testing.T) {
	for _, tt := range []struct{ heads, want string }{
		{"户编号 姓名 与户主关系 2018年人均纯收入 2019年人均纯收入", "户编号 A1 A5 - 人均纯收入"},
		{"户编号 姓名 与户主关系 人均纯收入 2018年人均纯收入", "户编号 A1 A5 人均纯收入 -"},
		{"户编号 姓名 与户主关系 2018年人均纯收入", "户编号 A1 A5 人均纯收入"},
		{"户编号 姓名 与户主关系 状态", "户编号 A1 A5 生存状态"},
		{"户编号 姓名 与户主关系 参保时间 状态", "户编号 A1 A5 - -"},
		{"户编号 户主姓名 性别 身份证号 家庭人口数 脱贫年度", "户编号 户主姓名 - 户主证件号码 家庭人口数 脱贫年度"},
	} {
		heads := strings.Fields(tt.heads)
		got := readHead(t, heads, false)
		var line []string
		for i := range heads {
			line = append(line, cmp.Or(string(got[i+1]), "-"))
		}
		if s := strings.Join(line, " "); s != tt.want {
			t.Errorf("%s\n is %s\nwant %s", tt.heads, s, tt.want)
		}
	}
}

// TestTwoColumns reads two columns of one item: row by row the one that is filled
// in. Where both are and differ, the first holds and it is told once.
func TestTwoColumns(t *testing.T) {
	ros := read(t, book(t, `
		户编号|行政村|姓名|与户主关系|脱贫标志|脱贫属性|联系电话|手机号码|姓名
		1|南村|赵甲|户主||已脱贫||13900001111|
		2|南村|周丙|户主|未脱贫||051885880001|13900002222|周丙
		3|南村|吴丁|户主||||13900003333|李某`))
	compare(t, ros, `
		村 南村
		户 1 赵甲 脱贫属性=已脱贫 联系电话=13900001111
		人 赵甲 A5=户主
		户 2 周丙 脱贫属性=未脱贫 联系电话=051885880001
		人 周丙 A5=户主
		户 3 吴丁 联系电话=13900003333
		人 吴丁 A5=户主
		提醒 column-twice F1 [  ]
		提醒 column-twice H1 [  ]
		错误 column-twice I1 [  ]
			错误 column-unread I1 [  ]`)
	var said []string
	for _, p := range ros.Problems {
		if p.Rule == "column-twice" {
			said = append(said, p.Message)
		}
	}
	want := []string{
		"F列“脱贫属性”与E列“脱贫标志”是同一指标，逐行采用填了的一格",
		"H列“手机号码”与G列“联系电话”是同一指标，逐行采用填了的一格；有 1 行两列不一致（G3与H3），采用了前面的一列",
		"I列“姓名”与C列“姓名”是同一指标，只采用前面的一列；有 1 行两列不一致（C4与I4），采用了前面的一列；这一列里的人没有读入",
	}
	if !slices.Equal(said, want) {
		t.Errorf("%q", said)
	}
}

// TestHintExample gives an example only for the column that it is right for.
func TestHintExample(t *testing.T) {
	hint := func(heads string) string {
		ros := read(t, book(t, "户编号|行政村|姓名|与户主关系|"+heads+"\n1|南村|赵甲|户主|甲|乙"))
		for _, p := range ros.Problems {
			if p.Rule == "column-unknown" {
				return p.Hint
			}
		}
		return ""
	}
	if got := hint("来源地市|天气"); strings.Contains(got, "A8") || strings.Contains(got, "=A") {
		t.Errorf("an example of its own: %s", got)
	}
	if got := hint("天气|文化程渡"); !strings.Contains(got, "“文化程渡”若是“A8 文化程度”") || !strings.Contains(got, `--map "文化程渡=A8"`) {
		t.Errorf("no example: %s", got)
	}
}

// TestStrangeState tells of a state that is in no list; the person stays.
func TestStrangeState(t *testing.T) {
	ros := read(t, book(t, `
		户编号|行政村|姓名|与户主关系|状态
		1|南村|赵甲|户主|正常
		1|南村|赵乙|之子|待审核
		1|南村|赵丙|之子|待审核
		1|南村|赵丁|之女|注销`))
	compare(t, ros, `
		村 南村
		户 1 赵甲
		人 赵甲 A5=户主
		人 赵乙 A5=之子
		人 赵丙 A5=之子
		提醒 state-unknown E3 [  ]
		提醒 row-skipped A5 [  ]`)
}
