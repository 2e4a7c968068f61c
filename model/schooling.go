package model

import (
	"strings"
	"time"
)

// Answers of A8 and A9.
const (
	NotAtSchool = "非在校生"
	Preschool   = "学龄前儿童"
)

// AtSchool reports answers of A9 that say that the person is at school.
func AtSchool(label string) bool {
	return label != "" && label != NotAtSchool && label != Preschool
}

// Stage is a part of the way through school.
type Stage struct {
	Key, Label string
	Compulsory bool // up to the end of the nine years
	begin      []string
}

// Stages are the stages, in order.
var Stages = [...]Stage{
	{"学前教育", "学前教育", true, []string{"学前教育"}},
	{"小学", "小学", true, []string{"小学"}},
	{"初中", "初中", true, []string{"七年级", "八年级", "九年级"}},
	{"高中", "高中", false, []string{"高中"}},
	{"中职技工", "中职、技工", false, []string{"中职", "技工"}},
	{"高职", "高职", false, []string{"高职"}},
	{"大专及以上", "大专、本科及以上", false, []string{"大专", "本科", "硕士"}},
}

// StageOf gives the stage, as a place in Stages, that an answer of A9 belongs to: the
// first that begins so; -1 where it is none.
func StageOf(label string) int {
	for i := range Stages {
		for _, begin := range Stages[i].begin {
			if strings.HasPrefix(label, begin) {
				return i
			}
		}
	}
	return -1
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
// 义务教育法 第十一条), until the year in which it becomes sixteen. Of whom the birth is
// not known, it reports nothing.
func (v Vital) MustStudy(from int) bool {
	if v.Age < 0 || v.Age >= WorkingAge {
		return false
	}
	year := v.Born.Year() + v.Age
	return !v.Born.After(time.Date(year-from, time.August, 31, 0, 0, 0, 0, time.UTC))
}

// The ages on 31 August from which a child must be at school: by the law, and where
// school begins a year later. Against 脱贫 only the latter stands.
const (
	SchoolAge     = 6
	LateSchoolAge = 7
)

// SchoolLists is how a roster uses A9.
type SchoolLists struct {
	// Old says that A9 is filled in after the lists of 2018, in which 非在校生 is
	// an answer and a pupil has A8 as well as A9.
	Old bool
	// Named says that the roster names somebody who is at school.
	Named bool
	// Both says that most of those who are at school have A8 as well.
	Both bool
}

// SchoolLists finds out how the roster uses A9.
func (r *Roster) SchoolLists() SchoolLists {
	var s SchoolLists
	if !r.Data.HasColumn(CodeStudy) {
		return s
	}
	pupils, both := 0, 0
	for h := range r.Each {
		for _, m := range h.Members {
			switch label := m.Label(CodeStudy); {
			case label == NotAtSchool:
				s.Old = true
			case AtSchool(label):
				pupils++
				if education := m.Text(CodeEducation); education != "" && m.Label(CodeEducation) != Preschool {
					both++
				}
			}
		}
	}
	s.Named, s.Both = pupils > 0, both*2 > pupils
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
		r.State(CodeStudy) == Blank && education != "" && education != Preschool && s.Named && !s.Old:
		return "不在校，也没有填失学或辍学原因"
	}
	return ""
}
