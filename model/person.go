package model

import (
	"time"
)

// Answers of a yes/no, of A2 and of A3.
const (
	Yes = "是"
	No  = "否"

	Male   = "男"
	Female = "女"

	IdentityCard   = "居民身份证"
	DisabilityCard = "残疾人证"
)

// Named is who the member is: the name, and the number of A4, else that within the
// disability certificate.
func (m *Member) Named() Named {
	card := m.CardIn(CodeIdentity)
	if card == "" {
		card = m.CardIn(CodeCertNumber)
	}
	return Named{m.Name(), card}
}

// LeaverOf is whom a record of 自然减少 names.
func LeaverOf(r *Record) Named { return Named{r.Text(CodeLeaver), r.CardIn(CodeLeaverID)} }

// Find gives the member who is a person; nil when there is none.
func (h *Household) Find(who Named) *Member {
	for _, m := range h.Members {
		if m.Named().Same(who) {
			return m
		}
	}
	return nil
}

// HasIdentityNumber reports that A4 is for the number of an identity card or a
// disability certificate, as far as A3 tells: an officer's card has another.
func (m *Member) HasIdentityNumber() bool {
	label := m.Label(CodeIdentityKind)
	return m.Text(CodeIdentityKind) == "" || label == IdentityCard || label == DisabilityCard
}

// Card gives the 18 characters of the person's identity number, from A4 or
// from the disability certificate; empty when neither is right. Of a wrong one
// nothing is believed, nor of one that a spreadsheet holds as a number.
func (m *Member) Card() string {
	for _, code := range [...]Code{CodeIdentity, CodeCertNumber} {
		if c, known := m.certificate(code); known && ValidCard(c.Card) &&
			(code != CodeIdentity || m.HasIdentityNumber()) {
			return c.Card
		}
	}
	return ""
}

// FirstBirth is the earliest year of birth that the checks of the national system let
// pass.
const FirstBirth = 1900

// Vital is what the number of a person tells, and where there is no right one the
// date of birth and A2. 年龄 tells no year: nobody knows of which day it is.
type Vital struct {
	Card string    // see Member.Card
	Born time.Time // zero when unknown; the first day of a month or year that is given alone
	Age  int       // on 31 December of the year; -1 when unknown
	Sex  string    // 男, 女; empty when unknown
}

// Vital gives what is known of the person at the end of a year. A birth before
// FirstBirth or after the year is not believed, whatever tells it.
func (m *Member) Vital(year int) Vital {
	v := Vital{Card: m.Card(), Age: -1}
	if born, ok := BirthDate(v.Card); ok {
		v.born(born, year)
		v.Sex = SexOf(v.Card)
	} else if d, ok := ParseDate(m.Text(CodeBirth)); ok {
		v.born(d.First, year)
	}
	if v.Sex == "" {
		v.Sex = m.Label(CodeSex)
	}
	return v
}

func (v *Vital) born(on time.Time, year int) {
	if on.Year() >= FirstBirth && on.Year() <= year {
		v.Born, v.Age = on, year-on.Year()
	}
}

// Insured says whether the person has basic medical insurance: 是 where A17 or
// 职工医保 says so, since who is insured at work is not insured as a resident; 否
// where one of them denies it and the other does not affirm it; empty where
// neither says anything. Code is the item that the answer stands in.
func (m *Member) Insured() (answer string, code Code) {
	resident, work := m.Label(CodeMedical), m.Label(CodeWorkMedical)
	switch {
	case resident == Yes:
		return resident, CodeMedical
	case work == Yes:
		return work, CodeWorkMedical
	case resident == No:
		return resident, CodeMedical
	case work == No && m.Text(CodeMedical) == "" && !m.data.HasColumn(CodeMedical):
		return work, CodeWorkMedical
	}
	return "", CodeMedical
}

// InsuranceOf names the medical insurance that Insured speaks of.
func InsuranceOf(code Code) string {
	if code == CodeWorkMedical {
		return "基本医疗保险"
	}
	return "城乡居民基本医疗保险"
}

// The ages between which one works: children may not (禁止使用童工规定), and from 60 on
// the pension of 城乡居民基本养老保险 is drawn.
const (
	WorkingAge = 16
	PensionAge = 60
)

// idle are what rosters write in the columns of A12 for those who do not work
// away; 务工状况 is one of its heads.
var idle = map[string]bool{
	"否": true, "无": true, "未务工": true, "无务工": true, "不务工": true, "未外出": true, "未外出务工": true,
	"在家": true, "在家务农": true, "务农": true, "未就业": true, "0": true,
}

// WorkPlace gives where the person works, as A12 has it; empty when nowhere.
func (m *Member) WorkPlace() string {
	text := m.Text(CodeWorkPlace)
	if idle[text] {
		return ""
	}
	return text
}

// Works reports that the person works away from the own farm: for some months as A13
// says, else at some place as A12 does.
func (m *Member) Works() bool {
	if months, _, ok := m.Amount(CodeWorkMonths); ok {
		return months > 0
	}
	return m.WorkPlace() != ""
}
