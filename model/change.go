package model

import (
	"regexp"
	"slices"
	"strings"
)

// Changed reports that 本年度变动 is the given answer, or one of several: 脱贫,
// 新识别, 返贫, 回退. A proposal (拟脱贫) and a denial (未返贫) are not.
func (h *Household) Changed(answer string) bool { return h.Chose(CodeChange, answer) }

// Relapsed reports a household that fell back into poverty: 返贫原因 must be
// collected from it (附件1 二(二)).
func (h *Household) Relapsed() bool {
	reason := Squeeze(h.Text(CodeRelapse))
	return h.Changed(ChangeRelapse) || h.Label(CodeStatus) == StatusRelapse ||
		reason != "" && !SaysNo(reason) && !noRelapse.MatchString(reason)
}

// noRelapse is 未返贫 and the like in the place of a reason; 无劳动力 is one.
var noRelapse = regexp.MustCompile(`^(?:[未没不非无].*` + ChangeRelapse + `|无)$`)

// proposing begin what is only proposed, the longer ones first.
var proposing = []string{"拟定", "拟申请", "拟", "计划", "预计", "预备", "预", "建议", "申请", "准备", "意向", "待"}

// Proposed gives the answers of 本年度变动 that are only proposed: 脱贫 for 拟脱贫,
// 计划脱贫 or 预脱贫. They are no changes until the roster or a filled-in
// confirmation says so.
func (h *Household) Proposed() []string {
	v, ok := h.Get(CodeChange)
	if !ok {
		return nil
	}
	in := h.data.Codebook.Lookup(CodeChange)
	_, outside := in.Chosen(v.Text())
	var out []string
	for _, part := range outside {
		if answer := in.Proposal(part); answer != "" && !slices.Contains(out, answer) {
			out = append(out, answer)
		}
	}
	return out
}

// Joining reports a household that is only proposed to be 新识别: it is not on the
// register yet.
func (h *Household) Joining() bool {
	return slices.Contains(h.Proposed(), ChangeNew) && !h.Changed(ChangeNew)
}

// Proposal gives the answer that a text proposes (脱贫 for 拟脱贫); empty where it
// proposes none.
func (in *Indicator) Proposal(text string) string {
	text = Squeeze(text)
	for _, begin := range proposing {
		rest, ok := strings.CutPrefix(text, begin)
		if !ok {
			continue
		}
		for _, s := range [...]string{rest, strings.TrimSuffix(rest, "户")} {
			if i := in.Option(s); i >= 0 {
				return in.Options[i].Label
			}
		}
	}
	return ""
}

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
