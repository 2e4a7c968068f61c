package samples

import (
	"strings"

	"ruhu/model"
)

// What chance would not bring about, for the committed sample.

// richest fills the first household, which the pictures show: every optional
// item has a value.
func richest(f *family) {
	f.house["银行账号"], f.house["开户银行"] = account(f.r), "云海农村商业银行云海支行"
}

// rareName gives the head a name beyond the common characters.
func rareName(name string) func(*family) {
	return func(f *family) { f.head.name = f.surname + name }
}

// newWife marries a Uyghur woman into the family; one of the family's own is
// of that people already.
func newWife(f *family) {
	for _, p := range f.people {
		if p.relation == "之儿媳" {
			p.name, p.nation = "阿依古丽·买买提江", "维吾尔族"
		}
	}
	p := f.person("之孙女", 女, "", 9)
	f.joined(p, "户籍迁入")
	p.name, p.nation, p.stage, p.schooling = "热依汗·艾尼瓦尔", "维吾尔族", "小学", ""
}

// bothCertificates gives the head a disability certificate beside the card.
func bothCertificates(f *family) {
	f.head.certificate, f.head.both, f.head.illness = "44", true, ""
	f.head.skill = "弱劳动力或半劳动力"
}

// outOfSchool takes a child out of school for a severe disability.
func outOfSchool(f *family) {
	for _, p := range f.people {
		if p.stage == "八年级" {
			p.stage, p.dropout, p.certificate = "", "因残", "51"
			p.schooling, p.skill, p.party = "小学", "无劳动力", "群众"
		}
	}
}

// longAddress is one that a narrow cell cannot hold in a line.
func longAddress(f *family) {
	f.house["地址自然村"] = "三里墩（原河湾农场第二生产队居住点东侧，新安小学对面）"
}

// fromElsewhere is a family whose mother is of another people.
func fromElsewhere(f *family) {
	for _, p := range f.people {
		if p.relation == "配偶" {
			p.name, p.nation = "石阿榴", "苗族"
		}
	}
}

// bare empties what may be empty.
func bare(f *family) {
	for _, c := range strings.Fields("开户银行 银行账号 组 A27b A27c 参与消费扶贫 参加订单农业") {
		delete(f.house, model.Code(c))
	}
}
