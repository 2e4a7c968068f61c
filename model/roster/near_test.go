package roster

import (
	"strconv"
	"strings"
	"testing"

	"ruhu/model/must"
)

// TestNearest holds what is guessed of unknown heads of a sheet with a row a
// person against what a reader would say: a slip or another word for an item is
// named, anything else is not.
func TestNearest(t *testing.T) {
	x, err := newHeadIndex(codebook(t), nil)
	must.Succeed(t, err)
	for _, c := range []struct{ want, heads string }{
		{"A8 文化程度", "文化情况 学历情况"},
		{"A12 务工区域", "打工地方"},
		{"A5 与户主关系", "与户主关糸"},
		{"A7 政治面貌", "政治面貌情况"},
		{"A17 是否参加城乡居民基本医疗保险", "参加医保情况"},
		{"A16 是否参加城乡居民基本养老保险", "养老保险情况"},
		{"A24 贫困户属性", "贫困户属性类别"},
		{"A25 军烈属", "是否军烈属户"},
		{"A40 危房等级", "危房等級"},
		{"A41 住房面积", "住房面积大小"},
		{"务工企业名称", "务工企业全称"},
		{"家庭人口数", "家庭人口总数量"},
		{"银行账号", "银行卡帐号"},
		{"联系电话", "联系电活"},
		{"脱贫年度", "脱贫年分 退出年份"},
		{"户编号", "户编码号"},
		{"户主姓名", "户主姓明"},
		{"户主证件号码", "户主身份证号玛"},
		{"责任人电话", "帮扶人电话号玛"}, // its name alone would mean the household's
		// What is an item of another sheet cannot be one here.
		{"", "帮扶内容 帮扶措施 增加原因"},
		// Other persons than those whom the roster knows.
		{"", "曾用名 配偶姓名 父亲姓名 监护人姓名 监护人身份证号 监护人电话 配偶电话 填报人姓名 开户人 开户人姓名 村医姓名 联系人 审核人 村支书 驻村干部"},
		// What only shares a common word with an item.
		{"", "备注 备注情况 序号 填表日期 审核意见 年龄 出生日期 婚姻状况 宗教信仰 户籍性质 人员类别 户主年龄 户主性别 家庭年支出 年总收入 人均收入 宅基地面积 是否双女户 是否孤儿 是否党员 是否返乡 户口本号 低保证号 档案编号 证件有效期 残疾等级 就读学校 产业项目 帮扶措施1 帮扶责任人职务"},
	} {
		for head := range strings.FieldsSeq(c.heads) {
			if got := x.nearest(heading{head}, shapes[0]); got != c.want {
				t.Errorf("%s: %q, want %q", head, got, c.want)
			}
		}
	}
}

// TestNearestOnce: what the sheets of all villages have is sought once, and a
// sheet of thousands of unknown columns does not hold the reader up.
func TestNearestOnce(t *testing.T) {
	x, err := newHeadIndex(codebook(t), nil)
	must.Succeed(t, err)
	first := heading{"文化情况"}
	if got := x.nearest(first, shapes[0]); got != "A8 文化程度" {
		t.Errorf("%q", got)
	}
	for i := range 16_000 {
		x.nearest(heading{"不认识的栏目" + strconv.Itoa(i)}, shapes[0])
	}
	if x.spread = nil; x.nearest(first, shapes[0]) != "A8 文化程度" || x.spread != nil || len(x.near) > mostGuessed {
		t.Errorf("sought again, or of %d heads", len(x.near))
	}
}
