package fill

import (
	"regexp"
	"slices"
	"strings"

	"ruhu/model"
)

// sections are the words of titles that say what stands below, the surer first.
var sections = []struct {
	words []string
	scope model.Scope
}{
	{[]string{"自然增加", "成员增加", "人口增加", "新增成员", "新增人口"}, model.OfAddition},
	{[]string{"自然减少", "成员减少", "人口减少", "减少人口"}, model.OfRemoval},
	{[]string{"帮扶措施", "帮扶项目", "帮扶政策", "享受政策"}, model.OfMeasure},
	{[]string{"帮扶责任人", "帮扶干部", "帮扶人", "结对帮扶", "结对干部", "帮扶联系人"}, model.OfHelper},
	{[]string{"家庭成员", "成员信息", "成员情况", "家庭人员", "家庭人口信息", "家庭人口情况"}, model.OfMember},
}

// numberedTitle begins titles of parts of a form: 一、 （二） 3.
var numberedTitle = regexp.MustCompile(`^(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[、.．])`)

// section says what a title is about: a scope, or nothing in particular ("", true);
// false where the text is no title.
func (r *reader) section(text string) (model.Scope, bool) {
	s := model.Squeeze(text)
	if n := len([]rune(s)); n == 0 || n > 30 || strings.ContainsAny(s, "：:_") {
		return "", false
	}
	for _, x := range sections {
		if slices.ContainsFunc(x.words, func(w string) bool { return strings.Contains(s, w) }) {
			return x.scope, true
		}
	}
	if scope, ok := r.labels.Group(s); ok {
		if scope == model.OfVillage {
			scope = ""
		}
		return scope, true
	}
	return "", numberedTitle.MatchString(s)
}
