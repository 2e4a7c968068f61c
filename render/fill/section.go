package fill

import (
	"cmp"
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

// section is a part of a form: whom its title speaks of, and the title.
type section struct {
	scope model.Scope
	title string
}

// isTitle reports a text that stands over a part of the form, not over all of it.
func (r *reader) isTitle(text string) bool {
	s := model.Squeeze(text)
	n := len([]rune(s))
	return n > 0 && n <= 30 && !strings.ContainsAny(s, "：:_。，") && (numberedTitle.MatchString(s) || !r.isMainTitle(s))
}

// nameGrids finds the titles of the grids: a document has some at its beginning, each
// sheet of a workbook its own.
func (r *reader) nameGrids(grids []*grid) {
	r.titlesAt = make(map[*grid][]string)
	all := titlesOf(grids)
	for _, g := range grids {
		r.titlesAt[g] = all
		if r.sheets {
			r.titlesAt[g] = titlesOf([]*grid{g})
		}
	}
}

// enterGrid notes which titles stand over what is read next.
func (r *reader) enterGrid(g *grid) { r.titles = r.titlesAt[g] }

// everyTitle gives the titles of all grids, and the names of sheets.
func (r *reader) everyTitle(grids []*grid) []string {
	var out []string
	for _, g := range grids {
		if out = append(out, r.titlesAt[g]...); r.sheets {
			out = append(out, g.name)
		}
	}
	return out
}

// formTitles are the titles of the first grid that is filled, else of the first.
func (r *reader) formTitles(grids []*grid) []string {
	for _, g := range grids {
		if slices.ContainsFunc(r.lists, func(l *list) bool { return l.grid == g && l.asks() }) || slices.ContainsFunc(r.places, func(p *place) bool { return p.cell.grid == g && p.why == "" }) {
			return r.titlesAt[g]
		}
	}
	if len(grids) == 0 {
		return nil
	}
	return r.titlesAt[grids[0]]
}

// isMainTitle reports a title of the form as a whole.
func (r *reader) isMainTitle(s string) bool {
	i := slices.Index(r.titles, s)
	return i == 0 || i > 0 && formName.MatchString(s)
}

// formName ends what forms are called.
var formName = regexp.MustCompile(`[表卡册书单账]$|[)）]$`)

// titleOver is the title of the list whose first head is given: at its left, over it in
// the same table, or before that.
func (r *reader) titleOver(head *cell, before string) string {
	for c := head.left(); c != nil; c = c.left() {
		if c.rows > head.rows && r.isTitle(c.text) {
			return c.text
		}
	}
	for c := head.above(); c != nil; c = c.above() {
		if r.used[c] {
			return "" // it belongs to a list before this one
		}
		if 2*c.cols > c.grid.cols && c.cols > 1 && r.isTitle(c.text) {
			return c.text
		}
	}
	return before
}

// What titles of lists may say that the roster does not know.
var (
	planned   = regexp.MustCompile(`计划(?:$|[^生])|打算|规划|意向|意愿|需求|预计|目标|下一步|下步|今后|明年|来年|下年|^(?:\P{Han}|[一二三四五六七八九十、])*拟`)
	relatives = regexp.MustCompile(`社会关系|亲属|亲戚|赡养|抚养|扶养|监护|子女|邻居|紧急`)
	// partOfFamily are words of titles of forms that ask for these members alone.
	partOfFamily = regexp.MustCompile(`劳动力|务工|就业|失业|学生|在校|残疾人|老年人|儿童|妇女|患病|病人|党员|退役`)
	everybody    = regexp.MustCompile(`家庭(?:主要)?成员|家庭人口|家庭人员|成员信息|成员情况`)
)

// heedTitle leaves a list blank whose title speaks of a part of the family only, of
// other people, of another year, or of what is planned. Measures are those of the year
// that it names.
func (r *reader) heedTitle(l *list) {
	s := numberedTitle.ReplaceAllString(model.Squeeze(l.title), "")
	scope, _ := r.section(s)
	part := cmp.Or(partWords.FindString(s), l.partNamed())
	if title := strings.Join(r.titles, " "); l.kind == memberRows && r.per == PerHousehold && part == "" && !everybody.MatchString(s+title) {
		part = partOfFamily.FindString(title)
	}
	why := ""
	switch y := r.labels.Year(s); {
	case r.nameGiven:
		why = whyGiven
	case s == "" && part == "":
	case planned.MatchString(s):
		why = whyPlan
	case y > 0 && l.kind == measureRows:
		l.year = y
	case r.otherYear(s):
		why = whyYear
	case scope == "" && isDoor(s):
		why = whyDoor
	case l.kind == memberRows && relatives.MatchString(s):
		why = whoseWhy
	case (l.kind == memberRows || l.kind == householdRows || l.kind == villageRows) && part != "" && !everybody.MatchString(s) && (r.per == PerHousehold || len(r.opt.Where) == 0):
		why = "标题说的是“" + part + "”，只要一部分，不知道是哪些"
	}
	if why != "" {
		l.leave(why)
	}
}

// leave leaves all columns of a list blank.
func (l *list) leave(why string) {
	for _, p := range l.places {
		if l.byMarks || p.why == "" {
			p.why = why
		}
	}
}

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
