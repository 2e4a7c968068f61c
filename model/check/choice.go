package check

import (
	"fmt"
	"slices"
	"strings"

	"ruhu/model"
)

var choiceRules = []Rule{
	{ID: model.RuleOption, Title: "选择项应填规定的选项", Source: "通知附件2；指标选项",
		Severity: model.Warning, about: isListed, value: ruleOption},
}

// isListed reports an indicator that has a list of all answers; the reasons of
// changes have rules of their own.
func isListed(in *model.Indicator) bool {
	return in.IsChoice() && !in.Open && in.Code != model.CodeAdded && in.Code != model.CodeRemoved
}

// ruleOption gives the nearest answer. Answers vary with year and county, so
// that one outside the list may be right.
func ruleOption(c *pass, w *row, in *model.Indicator, v model.Value) {
	if in.Option(v.Raw) >= 0 {
		return
	}
	text := v.Text()
	if in.Code == model.CodeHouse && text == "无" {
		return // no grade was given: there is no danger
	}
	if said, ok := strings.CutPrefix(text, model.UnsafeHouse); ok && in.Code == model.CodeHouse && c.book.Label(model.CodeUnsafe, said) != "" {
		return // 危房户, which many rosters have instead
	}
	on, outside := in.Chosen(text)
	if len(on)+len(outside) == 0 && text != "" { // strokes and commas alone
		outside = []string{text}
	}
	for _, part := range outside {
		if in.Kind != model.Multiple || in.Proposal(part) == "" {
			c.outside(w, in, part)
			return
		}
	}
}

func (c *pass) outside(w *row, in *model.Indicator, text string) {
	c.reportValue(w, in, fmt.Sprintf("%s“%s”不在规定选项之内", in.Label, brief(text)), c.proposal(in, text))
}

// wrongAnswer is an answer outside its list.
type wrongAnswer struct {
	in   *model.Indicator
	text string
}

// proposal says what to write instead. The same slips come by the thousand, so
// that each is thought about once.
func (c *pass) proposal(in *model.Indicator, text string) string {
	key := wrongAnswer{in, text}
	if s, known := c.near[key]; known {
		return s
	}
	s := "请改填规定的选项"
	if several := answersIn(in, text); len(several) > 1 {
		s = "这里只填一项：" + strings.Join(several, "、") + " 中留下主要的一项，其余的填在相应的另一列（如致贫原因2、致贫原因3）"
	} else if label := nearest(in, text); label != "" {
		s = "最接近的选项是“" + label + "”，请核对后改填"
	} else if len(in.Options) <= 8 {
		s = "请改填其中一项：" + strings.Join(in.Labels(), "、")
	}
	if len(c.near) < 1<<12 {
		c.near[key] = s
	}
	return s
}

// answersIn gives the answers that a text lists as that of a multiple choice would,
// where it lists nothing else.
func answersIn(in *model.Indicator, text string) (labels []string) {
	multiple := *in
	multiple.Kind = model.Multiple
	on, outside := multiple.Chosen(text)
	if len(outside) > 0 {
		return nil
	}
	for _, i := range on {
		labels = append(labels, in.Options[i].Label)
	}
	return labels
}

// nearest gives the label that shares most with the text: the fewest changes
// in proportion to the length, and more than half of it in common.
func nearest(in *model.Indicator, text string) string {
	t := []rune(model.Squeeze(text))
	if len(t) == 0 || len(t) > 40 || in.Kind == model.YesNo { // what is near to a yes may be a no
		return ""
	}
	best, label := 0.5, ""
	for _, o := range in.Options {
		for _, s := range slices.Concat([]string{o.Label}, o.Accept) {
			r := []rune(model.Squeeze(s))
			if d := float64(model.Edits(t, r)) / float64(max(len(t), len(r))); d < best {
				best, label = d, o.Label
			}
		}
	}
	if label != "" {
		return label
	}
	return contained(in, string(t))
}

// contained gives the one answer whose name stands within a text; empty where there
// is none, or are several.
func contained(in *model.Indicator, text string) string {
	found := ""
	for i := range in.Options {
		if label := in.Options[i].Label; strings.Contains(text, model.Squeeze(label)) {
			if found != "" {
				return ""
			}
			found = label
		}
	}
	return found
}
