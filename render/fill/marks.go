package fill

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"ruhu/model"
	"ruhu/model/roster"
)

// A form may say itself what goes where, by marks in its texts: {{户主姓名}}, {{A8}} in
// a row that repeats, {{户主.民族}}, {{成员2.姓名}}, {{责任人.单位}}, {{□A24}} for the
// answers with their boxes. Then it is filled by its marks alone. Marks are names, no
// expressions.

// markText is a mark.
var markText = regexp.MustCompile(`(?:\{\{|｛｛)([^{}｛｝\n]*)(?:\}\}|｝｝)`)

// hasMarks reports a form with marks.
func hasMarks(grids []*grid) bool {
	return slices.ContainsFunc(grids, func(g *grid) bool {
		return slices.ContainsFunc(g.cells, func(c *cell) bool {
			return strings.Contains(c.text, "{{") || strings.Contains(c.text, "｛｛")
		})
	})
}

// mark is a mark that was read: a place, and the rows that it says it is in.
type mark struct {
	place *place
	rows  kind // empty: nothing, or what its item says
}

// readMarks reads the marks of a form. The error names every mark that means nothing.
func (r *reader) readMarks(grids []*grid) error {
	var wrong []string
	byRow := make([]map[int][]mark, len(grids))
	for i, g := range grids {
		byRow[i] = make(map[int][]mark)
		for _, c := range g.cells {
			marks, bad := r.marksOf(c)
			wrong = append(wrong, bad...)
			byRow[i][c.row] = append(byRow[i][c.row], marks...)
		}
	}
	if len(wrong) > 0 {
		return &Error{"表里有不认识的标记：" + strings.Join(wrong, "、"),
			"标记写指标的名称或代码，如 {{户主姓名}}、{{A8}}、{{成员2.姓名}}、{{□A24}}；全部名称见 ruhu form list 和 README"}
	}
	r.per = r.opt.Per
	if r.per == "" {
		r.per = perOfMarks(byRow)
	}
	for i, g := range grids {
		if where := r.markedRows(g, byRow[i]); where != "" {
			return &Error{where + " 这一行的标记属于不同的列表", "一行里请只写一种：家庭成员、帮扶措施、帮扶责任人、自然增加、自然减少或户"}
		}
	}
	return nil
}

// marksOf reads the marks of a cell, and names those that mean nothing.
func (r *reader) marksOf(c *cell) (out []mark, wrong []string) {
	rest := markText.ReplaceAllString(c.text, "")
	if strings.Contains(rest, "{{") || strings.Contains(rest, "}}") || strings.Contains(rest, "｛｛") {
		wrong = append(wrong, c.where()+" 的标记没有写完整")
	}
	for _, at := range markText.FindAllStringSubmatchIndex(c.text, -1) {
		word := c.text[at[2]:at[3]]
		from := len([]rune(c.text[:at[0]]))
		p := &place{cell: c, from: from, to: from + len([]rune(c.text[at[0]:at[1]])), label: c.text[at[0]:at[1]], mark: true}
		m := mark{place: p}
		var ok bool
		if p.asks, m.rows, ok = r.markMeans(word); !ok {
			wrong = append(wrong, c.where()+" "+p.label)
			continue
		}
		p.why = r.refusal(p.asks.in)
		if behind, no := r.bySuffix(slot{suffix: c.text[at[1]:]}); no == "" && p.asks.in != nil && behind.in != nil {
			p.asks.suffix = behind.suffix // {{行政村}}村
		}
		out = append(out, m)
	}
	return out, wrong
}

// derivedMarks are the marks of what is no item.
var derivedMarks = map[string]derived{"序号": serial, "户数": homes, "人数": persons, "年": years, "住址": address, "家庭住址": address, "村组": hamlet}

// memberMark is a mark of the n-th member.
var memberMark = regexp.MustCompile(`^成员(\d{1,2})[.．。](.+)$`)

// markMeans finds out what a mark asks, and the rows that it names.
func (r *reader) markMeans(word string) (a asks, rows kind, ok bool) {
	word = model.Squeeze(word)
	if rest, found := strings.CutPrefix(word, "□"); found {
		a, rows, ok = r.markMeans(rest)
		a.whole = ok && a.in != nil && len(a.in.Options) > 0
		return a, rows, a.whole
	}
	if d, found := derivedMarks[word]; found {
		return asks{derived: d}, "", true
	}
	if m := memberMark.FindStringSubmatch(word); m != nil {
		in := r.markItem(m[2], model.OfMember)
		return asks{in: in, who: ofMember, member: atoi(m[1])}, "", in != nil && atoi(m[1]) > 0
	}
	whose, rest, found := strings.Cut(strings.ReplaceAll(word, "．", "."), ".")
	if !found {
		in := r.markItem(word, "")
		return asks{in: in}, "", in != nil && in.Scope != model.OfReading
	}
	of, known := owners[whose]
	if !known {
		return asks{}, "", false
	}
	if d, found := derivedMarks[rest]; found && of.rows == householdRows {
		return asks{derived: d}, householdRows, true
	}
	in := r.markItem(rest, of.scopes...)
	return asks{in: in, who: of.who}, of.rows, in != nil
}

// owners are the words before a point that say whose item a mark asks.
var owners = map[string]struct {
	who    who
	rows   kind
	scopes []model.Scope
}{
	"户主":  {ofHead, "", []model.Scope{model.OfMember}},
	"责任人": {ofHelper, "", []model.Scope{model.OfHelper}},
	"户":   {ofUnit, householdRows, []model.Scope{model.OfHousehold}},
	"增加":  {ofUnit, additionRows, []model.Scope{model.OfAddition, model.OfMember}},
	"减少":  {ofUnit, removalRows, []model.Scope{model.OfRemoval}},
}

// markItem finds the item that a mark names, of the scopes where some are named.
func (r *reader) markItem(word string, scopes ...model.Scope) *model.Indicator {
	if in := r.book.Lookup(model.Code(word)); in != nil && (scopes[0] == "" || slices.Contains(scopes, in.Scope)) {
		return in
	}
	if scopes[0] != "" {
		if list := r.labels.Find(scopes, word); len(list) == 1 || len(list) > 1 && list[0].Scope != list[1].Scope {
			return list[0]
		}
		return nil
	}
	if strings.ContainsAny(word, "+-*/=<>()（）&|!") {
		return nil // expressions are none
	}
	code, wrong := roster.ItemNamed(r.book, word)
	if wrong != nil {
		return nil
	}
	return r.book.Lookup(code)
}

// rowKind is what the marks of a row make it: nothing where they speak of the unit;
// false where they contradict each other.
func rowKind(marks []mark) (kind, bool) {
	out := kind("")
	for _, m := range marks {
		k := m.rows
		if k == "" && m.place.asks.in != nil && m.place.asks.who == ofUnit {
			k = rowsOf[m.place.asks.in.Scope]
		}
		switch {
		case k == "" || k == out:
		case out == "", out == memberRows && k == additionRows:
			out = k
		case out == additionRows && k == memberRows:
		default:
			return "", false
		}
	}
	if out == "" && slices.ContainsFunc(marks, func(m mark) bool { return m.place.asks.derived == serial }) {
		out = householdRows
	}
	return out, true
}

// perOfMarks is what a copy is about, by its marks.
func perOfMarks(byRow []map[int][]mark) Per {
	list := false
	for _, rows := range byRow {
		for _, marks := range rows {
			k, _ := rowKind(marks)
			for _, m := range marks {
				switch in := m.place.asks.in; {
				case k == "" && (in != nil && in.Scope != model.OfVillage || m.place.asks.derived == address):
					return PerHousehold
				case m.place.asks.derived == homes, m.place.asks.derived == persons, k == householdRows, in != nil && in.Code == model.CodeHeadName:
					list = true
				}
			}
		}
	}
	if list {
		return PerVillage
	}
	return PerHousehold
}

// markedRows makes lists of the rows that repeat, and places of all other marks. It
// names a row whose marks contradict each other.
func (r *reader) markedRows(g *grid, rows map[int][]mark) string {
	var open *list
	for row := 0; row < g.rows; row++ {
		marks := rows[row]
		if len(marks) == 0 {
			open = nil
			continue
		}
		k, ok := rowKind(marks)
		if !ok {
			return marks[0].place.cell.where()
		}
		if k == "" && r.per != PerHousehold && !g.lone && ofHouseholds(marks) {
			k = householdRows
		}
		if k == "" || g.lone {
			open = nil
			for _, m := range marks {
				r.places = append(r.places, m.place)
			}
			continue
		}
		if open != nil && open.kind == k {
			open.item = row - open.top + 1
		} else {
			open = &list{grid: g, kind: k, top: row, item: 1, count: 1}
			r.lists = append(r.lists, open)
		}
		for _, m := range marks {
			if m.place.asks.who == ofUnit {
				m.place.asks.who = ofEntry
			}
			open.marks = append(open.marks, m.place)
		}
	}
	return ""
}

// ofHouseholds reports marks that ask for something of a household.
func ofHouseholds(marks []mark) bool {
	return slices.ContainsFunc(marks, func(m mark) bool {
		return m.place.asks.in != nil && m.place.asks.in.Scope == model.OfHousehold && !isAddress(m.place.asks.in)
	})
}

// markOf is the mark that asks what a place asks.
func markOf(a asks, k kind) string {
	word := string(a.derived)
	if a.in != nil {
		word = string(a.in.Code)
	}
	switch {
	case a.who == ofHead:
		word = "户主." + word
	case a.who == ofHelper:
		word = "责任人." + word
	case k == householdRows && a.derived != serial:
		word = "户." + word
	case k == additionRows && a.in != nil && a.in.Scope == model.OfMember:
		word = "增加." + word
	}
	if a.boxes != nil {
		word = "□" + word
	}
	return "{{" + word + "}}"
}

// Marked gives the form with a mark wherever it was understood, to be corrected by hand
// and filled then.
func (f *Form) Marked() ([]byte, error) {
	p := &plan{}
	for _, x := range f.places {
		if x.why == "" {
			e := edit{from: x.from, to: x.to, text: markOf(x.asks, "")}
			if x.asks.boxes != nil {
				e.from = x.asks.answersFrom
			}
			p.edits = append(p.edits, cellEdits{x.cell, []edit{e}})
		}
	}
	p.edits = joinedEdits(p.edits)
	for _, l := range f.lists {
		var row []cellEdits
		for _, c := range l.columns {
			if x := l.grid.cell(l.top+c.sub, c.head.col); c.why == "" && !x.formula {
				a := c.asks
				if boxes := onlyBoxes(x); boxes != nil {
					a.boxes = boxes.boxes
				}
				row = append(row, cellEdits{x, []edit{{to: len(x.runes()), text: markOf(a, l.kind)}}})
			}
		}
		p.lists = append(p.lists, listPlan{l, [][]cellEdits{row}})
	}
	out, err := f.file.fill(p)
	if err != nil {
		return nil, err
	}
	return out.pack()
}

// withBoxes gives all answers of a choice, those chosen ticked.
func withBoxes(in *model.Indicator, raw string) string {
	on, _ := in.Chosen(raw)
	words := make([]string, len(in.Options))
	for i, o := range in.Options {
		box := "□"
		if slices.Contains(on, i) {
			box = "☑"
		}
		words[i] = fmt.Sprintf("%s%s", box, o.Label)
	}
	return strings.Join(words, " ")
}
