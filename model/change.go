package model

import (
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
	return h.Changed(ChangeRelapse) || h.Label(CodeStatus) == StatusRelapse || reason != "" && !SaysNo(reason) && !deniesRelapse(reason)
}

// deniesRelapse reports 未返贫 and the like in the place of a reason; 无劳动力 is one.
func deniesRelapse(reason string) bool {
	for _, no := range [...]string{"未", "没", "不", "非", "无"} {
		if strings.HasPrefix(reason, no) && strings.HasSuffix(reason, ChangeRelapse) {
			return true
		}
	}
	return reason == "无"
}

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
