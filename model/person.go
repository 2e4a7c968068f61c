package model

import (
	"strings"
	"time"
)

// MemberLike finds the member with the identity number or, where one of the
// two has none, with the name; nil when there is none.
func (h *Household) MemberLike(name, id string) *Member {
	for _, m := range h.Members {
		mine := CardOf(m.Text(CodeIdentity))
		switch {
		case id != "" && mine != "":
			if CardOf(id) == mine {
				return m
			}
		case name != "" && Squeeze(m.Name()) == Squeeze(name):
			return m
		}
	}
	return nil
}

// CardOf is the identity number within a certificate number; of a number of a
// length that does not exist, all of it.
func CardOf(s string) string {
	if c, ok := ParseCertificate(s); ok {
		return c.Card
	}
	return strings.ToUpper(Squeeze(s))
}

// Card gives the 18 characters of the person's identity number, from A4 or
// from the disability certificate; empty when neither is right. Of a wrong one
// nothing is believed. An officer's card (A3) is no identity number.
func (m *Member) Card() string {
	codes := [...]Code{CodeIdentity, CodeCertNumber}
	from := 0
	if text := m.Text(CodeIdentityKind); text != "" {
		if label := m.Label(CodeIdentityKind); label != "居民身份证" && label != "残疾人证" {
			from = 1
		}
	}
	for _, code := range codes[from:] {
		if c, ok := ParseCertificate(m.Text(code)); ok && ValidCard(c.Card) {
			return c.Card
		}
	}
	return ""
}

// Insured says whether the person has basic medical insurance: 是 where A17 or
// 职工医保 says so, since who is insured at work is not insured as a resident; 否
// where one of them denies it and the other does not affirm it; empty where
// neither says anything. Code is the item that the answer stands in.
func (m *Member) Insured() (answer string, code Code) {
	resident, work := m.Label(CodeMedical), m.Label(CodeWorkMedical)
	switch {
	case resident == "是":
		return resident, CodeMedical
	case work == "是":
		return work, CodeWorkMedical
	case resident == "否":
		return resident, CodeMedical
	case work == "否" && m.Text(CodeMedical) == "" && !m.data.HasColumn(CodeMedical):
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

// Born is the date of birth that the identity number tells; zero when unknown.
func (m *Member) Born() time.Time {
	born, ok := BirthDate(m.Card())
	if !ok {
		return time.Time{}
	}
	return born
}
