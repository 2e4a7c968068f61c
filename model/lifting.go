package model

import "strings"

// The answers of 脱贫属性 and 本年度变动 that the program refers to.
const (
	StatusPoor    = "未脱贫"
	StatusNearly  = "预脱贫"
	StatusRelapse = "返贫"

	ChangeLifted  = "脱贫"
	ChangeNew     = "新识别"
	ChangeRelapse = "返贫"
	ChangeBack    = "回退"
)

// The answers of 监测类型. Who they are is internal (notice 三(一)); 边缘户 are not on
// the register.
const (
	MonitorWatched = "脱贫监测户"
	MonitorEdge    = "边缘户"
)

// Lifted gives the words that mark the household as 脱贫: 本年度变动, else
// 脱贫属性; empty when it is not. One that fell back or was put back this year is
// not, whatever 脱贫属性 still says.
func (h *Household) Lifted() string {
	if h.Chose(CodeChange, ChangeRelapse) || h.Chose(CodeChange, ChangeBack) {
		return ""
	}
	if h.Chose(CodeChange, ChangeLifted) {
		return h.Text(CodeChange)
	}
	switch label := h.Label(CodeStatus); label {
	case "已脱贫（享受政策）", "已脱贫（不再享受政策）", StatusNearly:
		return label
	}
	return ""
}

// DangerousHouse gives the words that say that the house is not safe: grade C
// or D of A40 (only these count, as housing offices judge), or a yes to
// 是否危房户, which rosters have in its place (see UnsafeHouse). Empty when nothing
// says so.
func (h *Household) DangerousHouse() string {
	text := h.Text(CodeHouse)
	switch label := h.Label(CodeHouse); {
	case label == "C级", label == "D级":
		return "危房等级为“" + label + "”"
	case text == UnsafeHouse+Yes:
		return "危房户为“是”"
	}
	return ""
}

// HouseStated reports that the roster states whether the house is safe: a grade, or
// whether it is 危房. An empty A40 does not say that it is safe.
func (h *Household) HouseStated() bool {
	text := h.Text(CodeHouse)
	return h.Label(CodeHouse) != "" || strings.HasPrefix(text, UnsafeHouse) || SaysNo(text)
}

// WithoutWater reports that the household has no safe water to drink: A44 is 否.
func (h *Household) WithoutWater() bool { return h.Label(CodeWater) == No }

// UnsafeHouse stands before the answer of a column 危房户 where it fills in for the
// grade of A40, as NoWater does before that of 饮水困难 in A44.
const (
	UnsafeHouse = "危房户："
	NoWater     = "饮水困难："
)
