package model

import (
	"regexp"
	"strings"
)

// Answers of A10 and A11.
const (
	Healthy      = "健康"
	SeriouslyIll = "患有大病"
	LastinglyIll = "长期慢性病"
	HasDisabled  = "残疾"

	OrdinarySkill = "普通劳动力"
	SpecialSkill  = "技能劳动力"
	WeakSkill     = "弱劳动力或半劳动力"
	LostSkill     = "丧失劳动力"
	NoSkill       = "无劳动力"
)

// DisabilityCertificate gives the person's disability certificate and the item that it
// stands in, its own or A4 (whoever has one writes that number there); false where
// there is none. What makes it one are the category and the grade: a slip in the
// number before them takes no certificate away.
func (m *Member) DisabilityCertificate() (Certificate, Code, bool) {
	for _, code := range [...]Code{CodeCertNumber, CodeIdentity} {
		if c, known := m.certificate(code); known && c.Disability() {
			return c, code, true
		}
	}
	return Certificate{}, "", false
}

// certificate is the number of an item; false where there is none, of a length that
// exists and whole.
func (m *Member) certificate(code Code) (c Certificate, known bool) {
	v, ok := m.Get(code)
	if !ok || v.Stored == AsNumber {
		return c, false
	}
	return ParseCertificate(v.Raw)
}

// Disability gives the category and the grade of the person's disability in words (肢体,
// 二级), as the certificate has them, else 残疾类别 and 残疾等级, else A10 where it names
// one grade (肢体残疾二级). Either is empty where nothing tells it.
func (m *Member) Disability() (category, grade string) {
	if c, _, certified := m.DisabilityCertificate(); certified {
		return c.Words()
	}
	if category = m.Text(CodeCertCategory); category != "" {
		return category, m.Label(CodeCertGrade)
	}
	text := m.Text(CodeHealth)
	if grades := disabilityGrade.FindAllStringSubmatch(text, -1); len(grades) == 1 {
		if strings.Contains(text, "肢") {
			category = "肢体"
		}
		grade = m.data.Codebook.Label(CodeCertGrade, grades[0][1])
	}
	return category, grade
}

// disabilityGrade is how A10 names a grade.
var disabilityGrade = regexp.MustCompile(`([一二三四1-4])级`)

// Disabled reports that A10 names a disability, or that the person has a certificate
// of one.
func (m *Member) Disabled() bool {
	_, _, certified := m.DisabilityCertificate()
	return certified || m.SaysDisabled()
}

// SaysDisabled reports that A10 names a disability, in the codebook's words or others
// (肢体有残).
func (m *Member) SaysDisabled() bool {
	return m.Chose(CodeHealth, HasDisabled) || affirms(m.Text(CodeHealth), "残")
}

// denial is what takes an illness or a disability back: 无残疾, 没有大病, 未患病, 非残;
// but not 未定级残疾 or 不明疾病.
var denial = regexp.MustCompile(`(?:无|没有?|非|未(?:患|有|见|发现)?|不(?:患|是|属于?|存在)?)(?:任何|其他|重大|大|长期|慢性)*疾?[病残]疾?`)

// affirms reports that a text has a word that it does not deny.
func affirms(text, word string) bool {
	return strings.Contains(text, word) && strings.Contains(denial.ReplaceAllString(text, ""), word)
}

// Illness gives the serious or else the lasting illness that A10 names, in the
// codebook's words, else as it is written (高血压病); empty where it names none.
func (m *Member) Illness() string {
	for _, label := range [...]string{SeriouslyIll, LastinglyIll} {
		if m.Chose(CodeHealth, label) {
			return label
		}
	}
	if text := m.Text(CodeHealth); affirms(text, "病") {
		return text
	}
	return ""
}

// Able reports 普通劳动力 or 技能劳动力.
func Able(skill string) bool { return skill == OrdinarySkill || skill == SpecialSkill }

// Unable reports 丧失劳动力 or 无劳动力.
func Unable(skill string) bool { return skill == LostSkill || skill == NoSkill }
