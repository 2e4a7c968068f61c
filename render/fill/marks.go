package fill

import (
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
	for c := range cells(grids) {
		if hasMark(c.text) {
			return true
		}
	}
	return false
}

func hasMark(text string) bool {
	return strings.Contains(text, "{{") || strings.Contains(text, "｛｛")
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
	for c := range cells(grids) {
		r.readNote(c.text)
	}
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
		r.per = r.perOfMarks(grids, byRow)
	}
	defer func() {
		for _, l := range r.lists {
			r.enterGrid(l.grid)
			r.partOnly(l)
		}
	}()
	before := "" // the title of the section at hand
	for i, g := range grids {
		r.enterGrid(g)
		if g.lone && g.apart == 0 && r.isTitle(g.cells[0].text) {
			before = g.cells[0].text
		}
		from := len(r.lists)
		if where := r.markedRows(g, byRow[i]); where != "" {
			return &Error{where + " 这一行的标记属于不同的列表", "一行里请只写一种：家庭成员、帮扶措施、帮扶责任人、自然增加、自然减少、户或村"}
		}
		for _, l := range r.lists[from:] {
			l.title = r.titleOver(l.places[0].cell, before)
		}
	}
	return nil
}

// marksOf reads the marks of a cell, and names those that mean nothing.
func (r *reader) marksOf(c *cell) (out []mark, wrong []string) {
	rest := markText.ReplaceAllString(c.text, "")
	if hasMark(rest) || strings.Contains(rest, "}}") {
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
		p.markTo = p.to
		p.why = r.refusal(p.asks.in)
		r.readBehindMark(p)
		if behind, no := r.bySuffix(slot{suffix: string(c.runes()[p.to:])}); no == "" && p.asks.in != nil && behind.in != nil {
			p.asks.suffix = behind.suffix // {{行政村}}村
		}
		out = append(out, m)
	}
	return out, wrong
}

// readBehindMark reads what a mark stands in front of: a line to write on goes with it,
// and boxes are those to tick. A number stands in as many cells as it has digits.
func (r *reader) readBehindMark(p *place) {
	behind, _, _ := strings.Cut(strings.ReplaceAll(string(p.cell.runes()[p.to:]), "｛｛", "{{"), "{{")
	rest := []rune(behind)
	if p.asks.whole {
		said := max(0, slices.IndexFunc(rest, func(r rune) bool { return !isSpace(r) }))
		if list := slots(rest); len(list) > 0 && list[0].boxes != nil && list[0].label == "" && said == list[0].answersFrom {
			p.asks.whole, p.asks.boxes = false, list[0].boxes
			for i := range p.asks.boxes {
				p.asks.boxes[i].from, p.asks.boxes[i].to = p.asks.boxes[i].from+p.to, p.asks.boxes[i].to+p.to
			}
			if p.asks.options, p.why = optionsOf(p.asks.in, p.asks.boxes); p.why == "" {
				p.why = r.refusal(p.asks.in)
			}
		}
		return
	}
	if list := tokens(rest); len(list) > 0 && list[0].kind == blankToken && list[0].from == 0 {
		p.to += list[0].to
		p.asks.width = list[0].to
	}
	if in := p.asks.in; in != nil && p.from == 0 && p.markTo == len(p.cell.runes()) && (in.Kind == model.Identity || in.Code == model.CodeDivision) {
		length := 12 // of the number of a village
		if in.Kind == model.Identity {
			length = 18
		}
		if digits := digitCells(p.cell); len(digits) == length {
			p.digits = digits
		}
	}
}

// derivedMarks are the marks of what is no item.
var derivedMarks = map[string]derived{"序号": serial, "户数": homes, "人数": persons, "年": years, "住址": address, "家庭住址": address, "村组": hamlet}

// memberMark is a mark of the n-th member.
var memberMark = regexp.MustCompile(`^成员(\d{1,2})[.．。](.+)$`)

// yearMark is a mark of the measures of one year.
var yearMark = regexp.MustCompile(`^(20\d\d)年?[.．。](.+)$`)

// markMeans finds out what a mark asks, and the rows that it names.
func (r *reader) markMeans(word string) (a asks, rows kind, ok bool) {
	word = model.Squeeze(word)
	if rest, found := strings.CutPrefix(word, "□"); found {
		a, rows, ok = r.markMeans(rest)
		a.whole = ok && a.in != nil && len(a.in.Options) > 0
		return a, rows, a.whole
	}
	if rest, found := strings.CutPrefix(word, "编号."); found {
		a, rows, ok = r.markMeans(rest)
		why := ""
		a, why = r.inNumbers(a, "")
		return a, rows, ok && why == "" && a.numbers != nil
	}
	if d, found := derivedMarks[word]; found {
		return asks{derived: d}, "", true
	}
	if m := yearMark.FindStringSubmatch(word); m != nil {
		in := r.markItem(m[2], model.OfMeasure)
		return asks{in: in, year: atoi(m[1])}, measureRows, in != nil
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
	if d, found := derivedMarks[rest]; found && (of.rows == householdRows || of.rows == villageRows && (d == homes || d == persons)) {
		return asks{derived: d}, of.rows, true
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
	"村":   {ofUnit, villageRows, []model.Scope{model.OfVillage}},
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

// markOf is the mark that asks what a place asks.
func markOf(a asks, l *list) string {
	k := l.kind
	word := string(a.derived)
	if a.in != nil {
		word = string(a.in.Code)
	}
	switch {
	case a.who == ofHead:
		word = "户主." + word
	case a.who == ofHelper:
		word = "责任人." + word
	case (k == householdRows || k == villageRows) && a.derived != serial:
		word = string(k) + "." + word
	case k == additionRows && a.in != nil && a.in.Scope == model.OfMember:
		word = "增加." + word
	case l.year > 0 && a.in != nil && a.in.Scope == model.OfMeasure:
		word = itoa(l.year) + "年." + word
	}
	if a.numbers != nil {
		word = "编号." + word
	}
	if a.boxes != nil {
		word = "□" + word
	}
	return "{{" + word + "}}"
}

// markAt puts the mark of a place into it, in front of boxes and of lines to write on,
// which stay for what the roster does not have.
func markAt(p *place, l *list) edit {
	e := edit{from: p.from, to: p.to, text: markOf(p.asks, l)}
	if p.asks.boxes != nil {
		return edit{from: p.asks.answersFrom, to: p.asks.answersFrom, text: e.text}
	}
	if list := tokens(p.cell.runes()[p.from:]); len(list) > 0 && list[0].kind == blankToken {
		e.to = e.from
	}
	return e
}

// Marked gives the form with a mark wherever it was understood, to be corrected by hand
// and filled then.
func (f *Form) Marked() ([]byte, error) {
	p := &plan{}
	for _, x := range f.places {
		if x.why == "" {
			p.edits = append(p.edits, cellEdits{x.cell, []edit{markAt(x, &list{})}})
		}
	}
	p.edits = joinedEdits(p.edits)
	for _, l := range f.lists {
		if l.byMarks || !l.asks() {
			continue
		}
		var row []cellEdits
		for _, c := range l.places {
			if x := l.at(l.top, c); c.why == "" && !x.formula {
				at := &place{cell: x, to: len(x.runes()), asks: c.asks}
				if boxes := onlyBoxes(x); boxes != nil {
					at.asks.boxes, at.asks.answersFrom = boxes.boxes, boxes.answersFrom
				}
				row = append(row, cellEdits{x, []edit{markAt(at, l)}})
			}
		}
		p.lists = append(p.lists, listPlan{l, [][]cellEdits{row}})
	}
	return f.file.fill(p).pack()
}

// withBoxes gives all answers of a choice, those chosen ticked.
func withBoxes(in *model.Indicator, raw string) string {
	on, _ := in.Chosen(raw)
	words := in.Labels()
	for i, word := range words {
		box := "□"
		if slices.Contains(on, i) {
			box = "☑"
		}
		words[i] = box + word
	}
	return strings.Join(words, " ")
}
