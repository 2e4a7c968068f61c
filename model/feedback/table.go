package feedback

import (
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"ruhu/model"
	"ruhu/model/sheet"
)

// headsWithin is how far down the heads of a list may begin, deepest how many rows
// they have at most.
const (
	headsWithin = 15
	deepest     = 3
)

// table is a sheet while its list is read.
type table struct {
	*vocabulary
	spans []sheet.Span
	at    [meanings]int // columns; -1 where the list does not say that
	heads []string
	texts []int            // the columns of the problem, where there are several: 问题1, 问题2
	ticks map[int]bool     // columns of a rule each, ticked for who breaks it; false where none is in the first rows
	body  int              // the row below the heads
	down  map[int]covering // merged cells over the row, by column
	next  int              // of spans
}

// covering is what a merged cell shows in the rows that it covers.
type covering struct {
	until int
	text  string
}

// row is a row of a sheet.
type row struct {
	number int
	cells  []string
}

// newTable finds the heads of a sheet; nil where it has none of a list.
func (v *vocabulary) newTable(s sheet.Sheet) (*table, error) {
	var top []row
	err := s.Each(func(n int, cells []string) bool {
		top = append(top, row{n, cells})
		return n < headsWithin+deepest
	})
	if err != nil {
		return nil, err
	}
	t := &table{vocabulary: v, spans: slices.Clone(s.Merged()), down: make(map[int]covering)}
	slices.SortFunc(t.spans, func(a, b sheet.Span) int { return a.Row1 - b.Row1 })
	for i := range top {
		depth := 1
		if !title(top[i].cells) {
			for depth < deepest && i+depth < len(top) && (t.areHeads(top[i+depth].cells) || t.divide(top[i].cells, top[i+depth].cells)) {
				depth++
			}
		}
		if t.understand(top[i:i+depth], top[i+depth:]) {
			return t, nil
		}
	}
	return nil, nil
}

// title reports a row of one text, which stands over all columns.
func title(cells []string) bool {
	n := 0
	for i, c := range cells {
		if c != "" && !slices.Contains(cells[:i], c) {
			n++
		}
	}
	return n < 2
}

// areHeads reports a row of which most texts are heads.
func (v *vocabulary) areHeads(cells []string) bool {
	texts, heads := 0, 0
	for _, c := range cells {
		if c == "" {
			continue
		}
		texts++
		if m, rank := v.of([]string{c}); m != nothing && (rank < len(v.rank) || m != ofVillage) {
			heads++
		}
	}
	return heads > 0 && heads*2 > texts
}

// divide reports a row that divides the heads over it: it stands where they are blank,
// and says of nobody who it is.
func (v *vocabulary) divide(heads, cells []string) bool {
	divides, somebody := false, false
	for i := range max(len(heads), len(cells)) {
		h, c := cellAt(heads, i), cellAt(cells, i)
		if h == "" {
			divides = divides || c != "" && !model.SaysYes(c)
			continue
		}
		if m, _ := v.of([]string{h}); slices.Contains(identifying, m) {
			if c != "" {
				return false
			}
			somebody = true
		}
	}
	return divides && somebody
}

// understand takes rows for the heads of those below; false where they do not say of
// whom and of what the lines are.
func (t *table) understand(rows, below []row) bool {
	width := 0
	for _, r := range rows {
		width = max(width, len(r.cells))
	}
	for m := range t.at {
		t.at[m] = -1
	}
	t.heads = make([]string, width)
	var best [meanings]int
	over := make([][]string, width)
	for i := range width {
		over[i] = t.over(rows, i)
		if len(over[i]) == 0 {
			continue
		}
		t.heads[i] = model.Fold(over[i][len(over[i])-1])
		m, rank := t.of(over[i])
		if m != nothing && (t.at[m] < 0 || rank < best[m]) {
			t.at[m], best[m] = i, rank
		}
	}
	for i, h := range t.heads { // 姓名 under 户主 is not 姓名 under 家庭成员
		if len(over[i]) > 1 && slices.ContainsFunc(over, func(o []string) bool { return len(o) > 0 && &o[0] != &over[i][0] && model.Fold(o[len(o)-1]) == h }) {
			t.heads[i] = model.Fold(strings.Join(over[i], ""))
		}
	}
	t.body = rows[len(rows)-1].number + 1
	t.texts = t.texts[:0]
	if at := t.at[ofText]; at >= 0 {
		for i := range over {
			if i == at || numbered.ReplaceAllString(strings.Join(over[i], ""), "") == numbered.ReplaceAllString(strings.Join(over[at], ""), "") {
				t.texts = append(t.texts, i)
			}
		}
	}
	t.findTicks(below)
	said := t.ticks != nil || t.has(ofText) || t.has(ofType) || t.has(ofItem) && (t.has(ofExpected) || t.has(ofStated))
	return said && slices.ContainsFunc(identifying, t.has)
}

// numbered is what stands behind a head that a list has several times.
var numbered = regexp.MustCompile(`[（(]?[0-9０-９一二三四五六七八九十]+[)）]?$`)

// problem joins what the columns of the problem say.
func (t *table) problem(cells []string) string {
	var out []string
	for _, i := range t.texts {
		if c := model.Fold(cellAt(cells, i)); c != "" && !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	return strings.Join(out, "；")
}

// leastTicks is how many columns of ticks make a list of rules: one may be any remark.
const leastTicks = 2

// findTicks finds out whether the list has a column for each rule, in which those are
// ticked who break it, and no text. It looks at the first rows; further down, columns
// whose heads mean nothing may be such ones too.
func (t *table) findTicks(below []row) {
	t.ticks = nil
	ticks, n := make(map[int]bool), 0
	for i, h := range t.heads {
		_, item := t.items[foldHead(h)]
		if h == "" || item || t.means(i) || answers.MatchString(foldHead(h)) {
			continue
		}
		if ticks[i] = ticked(below, i); ticks[i] {
			n++
		}
	}
	text := t.at[ofText]
	if n < leastTicks || t.has(ofItem) || text >= 0 && !ticked(below, text) {
		return
	}
	t.ticks, t.at[ofText], t.texts = ticks, -1, nil
}

// means reports a column that says whose problem a line is, where or until when.
func (t *table) means(col int) bool {
	m := slices.Index(t.at[:], col)
	return m >= 0 && meaning(m) != ofText
}

// ticked reports a column that holds ticks, and nothing but yes and no.
func ticked(rows []row, col int) (any bool) {
	for _, r := range rows {
		switch c := cellAt(r.cells, col); {
		case model.SaysYes(c):
			any = true
		case c != "" && !model.SaysNo(c):
			return false
		}
	}
	return any
}

// broken names the rules that a row breaks, by the heads of their columns.
func (t *table) broken(cells []string) (out []string) {
	for i, h := range t.heads {
		sure, may := t.ticks[i]
		switch c := model.Fold(cellAt(cells, i)); {
		case !may || c == "" || model.SaysNo(c) || strings.Trim(c, "/-—") == "":
		case sure && !model.SaysYes(c):
			out = append(out, h+"："+c)
		case sure, strings.ContainsAny(c, "√✓✔☑"):
			out = append(out, h)
		}
	}
	return out
}

// about gives the columns that say whose problem a line is, and what problem.
func (t *table) about() (out []int) {
	for _, m := range [...]meaning{ofNumber, ofVillage, ofHead, ofHeadCard, ofName, ofCard, ofText, ofType, ofItem} {
		if t.has(m) {
			out = append(out, t.at[m])
		}
	}
	return out
}

func (t *table) has(m meaning) bool { return t.at[m] >= 0 }

// over gives the texts of a column's head from above, each once; a merged cell stands
// over all columns that it covers and, in files without such cells, a text over the
// blanks behind it.
func (t *table) over(rows []row, col int) (out []string) {
	for i, r := range rows {
		text := cellAt(r.cells, col)
		if last := i == len(rows)-1; text == "" && !last && len(t.spans) == 0 {
			for left := col; left >= 0 && text == ""; left-- {
				text = cellAt(r.cells, left)
			}
		}
		for _, s := range t.spans {
			if s.Row1 > r.number {
				break // they are in order
			}
			if text == "" && s.Row1 == r.number && s.Col1 <= col+1 && col+1 <= s.Col2 {
				text = cellAt(r.cells, s.Col1-1)
			}
		}
		if text != "" && !slices.Contains(out, text) {
			out = append(out, text)
		}
	}
	return out
}

func cellAt(cells []string, i int) string {
	if i < 0 || i >= len(cells) {
		return ""
	}
	return cells[i]
}

// shown gives the cells of a row as a person reads them: a merged cell is said in
// every row that it covers.
func (t *table) shown(n int, cells []string) []string {
	cells = slices.Clone(cells)
	for ; t.next < len(t.spans) && t.spans[t.next].Row1 <= n; t.next++ {
		if s := t.spans[t.next]; s.Row1 == n && s.Row2 > n {
			t.down[s.Col1-1] = covering{s.Row2, cellAt(cells, s.Col1-1)}
		}
	}
	maps.DeleteFunc(t.down, func(_ int, c covering) bool { return c.until < n })
	for i, c := range t.down {
		for i >= len(cells) {
			cells = append(cells, "")
		}
		if cells[i] == "" {
			cells[i] = c.text
		}
	}
	return cells
}

// line reads a row; false where it is none of the list: blank, a total, the heads again
// or the numbers of the columns.
func (t *table) line(n int, cells []string) (Line, bool) {
	cells = t.shown(n, cells)
	get := func(m meaning) string { return model.Fold(cellAt(cells, t.at[m])) }
	l := Line{
		Row: n, Cells: cells,
		Number: get(ofNumber), Village: get(ofVillage), Group: get(ofGroup), Head: get(ofHead), HeadCard: bare(get(ofHeadCard)),
		Name: get(ofName), Card: bare(get(ofCard)),
		Text: t.problem(cells), Stated: get(ofStated), Expected: get(ofExpected), Deadline: get(ofDeadline),
	}
	item := get(ofItem)
	rules := t.broken(cells)
	switch kind := get(ofType); {
	case len(rules) > 0 && kind != "":
		l.Text = kind + "：" + strings.Join(rules, "；")
	case len(rules) > 0:
		l.Text = strings.Join(rules, "；")
	case l.Text == "" && kind == "" && l.Stated+l.Expected != "":
		l.Text = item
	case l.Text == "":
		l.Text = kind
	}
	if l.Item = t.item(item); l.Item == nil && len(rules) < 2 {
		l.Item = t.itemIn(l.Text)
	}
	return l, !t.apart(&l)
}

// bare is a number without signs around it, such as the one by which a spreadsheet is
// told that it is a text.
func bare(number string) string { return strings.Trim(number, "'‘’`\"“”,，;；") }

// apart reports a row that is none of the list.
func (t *table) apart(l *Line) bool {
	blank, again, counts, total := true, true, true, false
	texts := 0
	for i, c := range l.Cells {
		if c = model.Fold(c); c == "" {
			continue
		}
		blank = false
		texts++
		again = again && c == cellAt(t.heads, i)
		counts = counts && c == strconv.Itoa(i+1)
		total = total || totals[model.Squeeze(c)]
	}
	return blank || again || counts && texts > 2 || total && model.CardOf(l.Card) == "" && (l.Number == "" || !sheet.Digits(model.Squeeze(l.Number)))
}

var totals = map[string]bool{"合计": true, "小计": true, "总计": true, "共计": true, "累计": true}
