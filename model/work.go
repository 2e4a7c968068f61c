package model

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
