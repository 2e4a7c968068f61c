package check

import (
	"strings"
	"testing"
)

// unusual are families as there are, of which nothing is wrong.
var unusual = []struct{ name, roster string }{
	{"a cadre insured at work", "户 %d 脱贫属性=已脱贫 A28=30000\n人 甲 户主 A4=$pa A7=党员 A8=高中 A10=健康 A11=技能劳动力 A12=乡内务工 A13=12 A16=否 A17=否 A18=否 职工医保=是 职工养老=是\n人 乙 配偶 A4=$ma A8=初中 A10=健康 A11=普通劳动力 A16=是 A17=是 A18=是 职工医保=否"},
	{"retired, with a pension of work", "户 %d A29=26000 A29d=26000\n人 甲 户主 A4=$old A8=高中 A10=健康 A11=无劳动力 A16=否 A17=否 职工医保=是 职工养老=是"},
	{"a woman of 50 with a pension", "户 %d A29=18000 A29d=18000\n人 甲 户主 A4=" + id("19690601", 2) + " A8=初中 A10=健康 A11=弱劳动力 A16=否 职工养老=是 A17=是"},
	{"特困 alone", "户 %d A24=特困供养贫困户 A27a=缺劳动力 A28=0 A29=13000 A29c=11224 A29d=1776 A33=0 A41=24\n人 甲 户主 A4=$old A8=文盲 A10=健康 A11=无劳动力"},
	{"disabled and able to work", "户 %d A27a=因残 A28=24000\n人 甲 户主 A3=残疾人证 A4=$pa44 A8=初中 A10=残疾 A11=普通劳动力 A12=省内 A13=9"},
	{"never at school, disabled", "户 %d A27a=因残\n人 甲 户主 A4=$pa A8=小学 A10=健康 A11=普通劳动力\n人 乙 之女 A3=残疾人证 A4=$girl52 A8=文盲 A10=残疾 A11=无劳动力 A14=因残"},
	{"at school late", "户 %d A27a=因学\n人 甲 户主 A4=$pa A8=小学 A10=健康 A11=普通劳动力\n人 乙 之子 A4=$b14 A9=小学 A10=健康 A11=无劳动力\n人 丙 之子 A4=$teen A9=八年级 A10=健康 A11=无劳动力"},
	{"in the nursery at six", "户 %d\n人 甲 户主 A4=$pa A8=初中 A10=健康 A11=普通劳动力\n人 乙 之子 A4=$b6 A9=学前教育 A10=健康 A11=无劳动力 A16=否"},
	{"boarding, at work in the holidays", "户 %d A28=2000 A27a=因学\n人 甲 户主 A4=$pa A8=初中 A10=健康 A11=普通劳动力\n人 乙 之子 A4=$teen A7=团员 A9=中职二年级 A10=健康 A11=无劳动力 A12=县内 A13=2 A16=否"},
	{"a student of 28", "户 %d A27a=因学\n人 甲 户主 A4=$oma A8=小学 A10=长期慢性病 A11=无劳动力 A29d=1776\n人 乙 之子 A4=" + id("19910601", 1) + " A7=党员 A9=硕士及以上 A10=健康 A11=普通劳动力 A16=否"},
	{"an orphan of 16 as head", "户 %d\n人 甲 户主 A4=$teen A9=高中一年级 A10=健康 A11=无劳动力\n人 乙 之兄弟姐妹 A4=$girl A9=小学 A10=健康 A11=无劳动力"},
	{"brothers", "户 %d A27a=缺技术\n人 甲 户主 A4=$pa A8=小学 A10=健康 A11=普通劳动力\n人 乙 弟弟 A4=$pb A8=文盲 A10=长期慢性病 A11=弱劳动力"},
	{"ill from whom is gone", "户 %d A27a=因病\n人 甲 户主 A4=$pa A8=小学 A10=健康 A11=普通劳动力\n减 乙 减少原因=死亡"},
	{"nothing but a loss", "户 %d A28=0 A29=0 A30=1000 A31=0 A32=3000 人均纯收入=-2000 A33=0 A36=0 A38=0\n人 甲 户主 A4=$b59 A8=初中 A10=健康 A11=弱劳动力 A12=乡内 A13=8"},
	{"60 within the year, no pension yet", "户 %d A29=0 A29d=0\n人 甲 户主 A4=" + id("19590301", 1) + " A8=初中 A10=健康 A11=弱劳动力 A16=是"},
	{"nine in four generations", "户 %d A29=3552 A29d=3552 A28=60000 A41=320\n人 甲 户主 A4=" + id("19620505", 1) + " A8=小学 A10=健康 A11=普通劳动力\n人 乙 配偶 A4=" + id("19640505", 2) + " A8=小学 A10=健康 A11=普通劳动力\n人 丙 之父 A4=$old A8=文盲 A10=长期慢性病 A11=无劳动力\n人 丁 之母 A4=$oma A8=文盲 A10=残疾、长期慢性病 残疾人证号码=$oma41 A11=丧失劳动力\n人 戊 之子 A4=" + id("19860505", 1) + " A8=初中 A10=健康 A11=普通劳动力 A12=省外务工 A13=11\n人 己 之儿媳 A4=" + id("19880505", 2) + " A8=初中 A10=健康 A11=普通劳动力\n人 庚 之孙子 A4=$b10 A9=小学 A10=健康 A11=无劳动力\n人 辛 之孙子 A4=$b5 A9=学前教育 A10=健康 A11=无劳动力\n人 壬 之孙女 A4=$baby A9=学龄前儿童 A10=健康 A11=无劳动力"},
	{"in the town", "户 %d 地址省=江苏省 地址市=连云港市 地址县=连云区 地址乡=朝阳街道 地址村=朝阳社区 地址自然村=锦绣家园3号楼2单元502室 A33=0 A37=沥青路 A38=0\n人 甲 户主 A4=$pa A8=高中 A10=健康 A11=普通劳动力"},
	{"a house that nobody graded", "户 %d A40=无 A39=无 A43=旱厕\n人 甲 户主 A4=$pa A8=初中 A10=健康 A11=普通劳动力"},
	{"100 years old", "户 %d A29=1776 A29d=1776\n人 甲 户主 A4=" + id("19190401", 2) + " A8=文盲 A10=健康 A11=无劳动力"},
	{"one telephone of father and son", "户 %d 联系电话=13900000001\n人 甲 户主 A4=$old A8=小学 A10=健康 A11=无劳动力\n户 900 联系电话=13900000001\n人 乙 户主 A4=$pa A8=小学 A10=健康 A11=普通劳动力"},
}

// TestUnusual: in a roster that has every column nothing is said of families that are
// only not like others; but that something is not filled in.
func TestUnusual(t *testing.T) {
	columns := "列 A2 A6 A7 A8 A9 A14 A12 A13 A16 A17 A18 A51 A24 A28 A29 A29d 人编号 残疾人证号码 就业渠道 务工企业名称 职工医保 职工养老 人均纯收入\n"
	pupil := "户 99\n人 某 户主 A9=高中一年级\n"
	for _, c := range unusual {
		text := columns + pupil + strings.ReplaceAll(people.Replace(c.roster), "%d", "1")
		for _, p := range Run(build(t, text), Options{}).Problems {
			if p.Rule != "item-missing" && p.Household != "99" {
				t.Errorf("%s: %s", c.name, line(&p))
			}
		}
	}
}
