package model

import "time"

// Answers of A8 and A9.
const (
	NotAtSchool = "非在校生"
	Preschool   = "学龄前儿童"
)

// AtSchool reports answers of A9 that say that the person is at school.
func AtSchool(label string) bool {
	return label != "" && label != NotAtSchool && label != Preschool
}

// CompulsoryDone reports the answers of A8 of those who have finished the nine years.
func CompulsoryDone(label string) bool {
	switch label {
	case "初中", "高中", "大专", "大专及以上", "本科及以上":
		return true
	}
	return false
}

// MustStudy reports a child whom the law sends to school: one who was so many
// years old on 31 August (school begins at six, in places at seven:
// 义务教育法 第十一条), until the year in which it becomes sixteen.
func MustStudy(born time.Time, year, from int) bool {
	if age := year - born.Year(); born.IsZero() || age < 0 || age > 15 {
		return false
	}
	return !born.After(time.Date(year-from, time.August, 31, 0, 0, 0, 0, time.UTC))
}

// SchoolLists is how a roster uses A9.
type SchoolLists struct {
	// Old says that A9 is filled in after the lists of 2018, in which 非在校生 is
	// an answer and a pupil has A8 as well as A9.
	Old bool
	// Told says that the roster tells somewhere who is at school.
	Told bool
}

// SchoolLists finds out how the roster uses A9.
func (r *Roster) SchoolLists() SchoolLists {
	var s SchoolLists
	if !r.Data.HasColumn(CodeStudy) {
		return s
	}
	for h := range r.Each {
		for _, m := range h.Members {
			switch label := m.Label(CodeStudy); {
			case label == NotAtSchool:
				s.Old = true
			case AtSchool(label):
				s.Told = true
			}
		}
		if s.Old && s.Told {
			break
		}
	}
	return s
}

// OutOfSchool says in words that a child of school age does not learn and may
// not stay away for it; empty when it learns, is excused by illness or
// disability, is through with school, or when the roster does not say.
//
// An empty A9 means not at school in the lists from 2019 on, but only where it was
// asked of the child and the roster tells of others that they are.
func (s SchoolLists) OutOfSchool(r *Record) string {
	education := r.Label(CodeEducation)
	label, reason := r.Label(CodeStudy), r.Label(CodeDropout)
	switch {
	case AtSchool(label), CompulsoryDone(education), reason == "因病", reason == "因残":
		return ""
	case reason != "":
		return "因“" + reason + "”失学或辍学"
	case r.Text(CodeDropout) != "":
		return "" // a reason outside the list
	case label == NotAtSchool,
		r.State(CodeStudy) == Blank && education != "" && education != Preschool && s.Told && !s.Old:
		return "不在校，也没有填失学或辍学原因"
	}
	return ""
}
