package letter

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"ruhu/model/report"
	"ruhu/render/doc"
	"ruhu/render/form"
)

// Names is what the text may call beside figures, such as 单位 and 年度. An empty
// one is a gap.
//
// The name 花名册 is what the figures are counted from: the word reads so wherever it
// stands, such as 全国扶贫开发信息系统.
type Names map[string]string

// rosterName is what the text calls the rosters, unless Names say otherwise.
const rosterName = "花名册"

// Official fills a text with the figures of a report. The error is form.Faults:
// every name in the text that is no figure, class, table or name.
func (t *Template) Official(id string, r *report.Report, names Names) (*doc.Official, error) {
	f := &filler{Template: t, r: r, names: names, o: &doc.Official{ID: id}, annexOf: make(map[string]int), said: make(map[string]bool)}
	for _, l := range t.lines {
		f.check(l.when)
		f.check(l.nodes)
	}
	for _, l := range t.lines {
		f.line(l)
	}
	if len(f.faults) > 0 {
		return nil, f.faults
	}
	f.finish()
	return f.o, nil
}

// filler builds a document line by line.
type filler struct {
	*Template
	r       *report.Report
	names   Names
	o       *doc.Official
	faults  form.Faults
	row     int            // of {{序}}, since the last heading
	rowAt   int            // the block of the first of them
	annexOf map[string]int // of the tables, by their names

	used        []*report.Figure // of the line at hand
	said        map[string]bool  // by missing
	signer, day string
	charts      int
}

func (f *filler) fault(at place, message, hint string) {
	f.faults = append(f.faults, form.Fault{File: f.file, Line: at.line, Col: at.col, Message: message, Hint: hint})
}

// check finds the names that mean nothing, whether or not their part is printed.
func (f *filler) check(nodes []node) {
	for _, n := range nodes {
		for i, a := range n.args {
			switch k := n.fn.kind(i); {
			case k == number:
				if k, err := strconv.Atoi(a.text); err != nil || k < 1 {
					f.fault(a.pos, fmt.Sprintf("“%s”不是个数", a.text), "要写 1、2、3 这样的数")
				}
			case !k.is(f, f.id(a.text)):
				f.fault(a.pos, fmt.Sprintf("没有“%s”这个%s", a.text, k.called), f.near(k, a.text))
			}
		}
		f.check(n.yes)
		f.check(n.no)
	}
}

// near says what may have been meant.
func (f *filler) near(k *kind, name string) string {
	const where = "可用的名称见“总结数据.xlsx”"
	out := k.near(f, name)
	if len(out) == 0 {
		return where
	}
	return "相近的有：" + strings.Join(out[:min(len(out), 6)], "、") + "；" + where
}

// id gives a name with the year in the place of 年度.
func (f *filler) id(name string) string {
	return strings.ReplaceAll(name, ".年度", "."+strconv.Itoa(f.r.Year))
}

// line adds what a line of the text says. Paragraphs and notes of which nothing
// is left fall away.
func (f *filler) line(l line) {
	shown := !slices.ContainsFunc(l.when, func(n node) bool { return !f.holds(n) })
	switch l.kind {
	case chart:
		f.chart(l, shown)
		return
	case table:
		f.table(l, shown)
		return
	case level1, level2, level3:
		f.endRow()
	}
	before := f.row
	f.used = f.used[:0]
	text := strings.TrimSpace(f.text(l.nodes))
	if text == "" {
		return
	}
	if l.kind == paragraph {
		text += f.missing(text)
	}
	if source := f.names[rosterName]; source != "" {
		text = strings.ReplaceAll(text, rosterName, source)
	}
	if before == 0 && f.row > 0 {
		f.rowAt = len(f.o.Body)
	}
	switch l.kind {
	case title:
		f.o.Title = strings.ReplaceAll(text, "|", "\n")
	case annex:
		f.o.Annexes = append(f.o.Annexes, doc.Annex{Title: text})
	case signature:
		f.signer = text
	case date:
		f.day = text
	default:
		f.add(doc.Prose{Kind: proseKinds[l.kind], Text: text})
	}
}

var proseKinds = map[lineKind]doc.ProseKind{
	paragraph: doc.BodyText, level1: doc.Level1, level2: doc.Level2, level3: doc.Level3,
	addressee: doc.Addressee, note: doc.Note,
}

// add puts a block behind the text or into the annex begun last.
func (f *filler) add(b doc.Block) {
	if n := len(f.o.Annexes); n > 0 {
		f.o.Annexes[n-1].Body = append(f.o.Annexes[n-1].Body, b)
		return
	}
	f.o.Body = append(f.o.Body, b)
}

// endRow ends a row of 一是、二是; one alone is none.
func (f *filler) endRow() {
	if f.row == 1 && f.rowAt < len(f.o.Body) {
		if p, ok := f.o.Body[f.rowAt].(doc.Prose); ok {
			p.Text = strings.TrimPrefix(p.Text, ordinal(1)+"是")
			f.o.Body[f.rowAt] = p
		}
	}
	f.row = 0
}

// finish numbers the annexes, names them below the text, and signs it. An annex
// of which nothing is left falls away.
func (f *filler) finish() {
	f.endRow()
	var full []doc.Annex
	place := make(map[int]int)
	for i, a := range f.o.Annexes {
		if len(a.Body) > 0 {
			place[i] = len(full)
			full = append(full, a)
		}
	}
	f.o.Annexes = full
	body := f.o.Body
	if len(full) > 0 {
		body = append(body, doc.Prose{Kind: doc.Empty})
	}
	for i := range full {
		full[i].Mark = "附件"
		name := doc.AnnexLabel + full[i].PlainTitle()
		if len(full) > 1 {
			full[i].Mark = fmt.Sprintf("附件%d", i+1)
			name = fmt.Sprintf("%d. %s", i+1, full[i].PlainTitle())
			if i == 0 {
				name = doc.AnnexLabel + name
			}
		}
		body = append(body, doc.Prose{Kind: doc.AnnexList, Text: name})
	}
	body = f.refer(body, place)
	if f.signer != "" || f.day != "" {
		body = append(body, doc.Prose{Kind: doc.Empty}, doc.Prose{Kind: doc.Empty})
	}
	if f.signer != "" {
		body = append(body, doc.Prose{Kind: doc.Signature, Text: f.signer})
	}
	if f.day != "" {
		body = append(body, doc.Prose{Kind: doc.SignedDate, Text: f.day})
	}
	f.o.Body = body
}

// reference stands for the mark of an annex until all annexes are known.
var reference = regexp.MustCompile("\x00[^\x00]*\x00")

// refer puts the marks of annexes where the text refers to their tables, and drops
// what is empty without one. place is where an annex, counted as it was begun,
// came to stand.
func (f *filler) refer(body []doc.Block, place map[int]int) []doc.Block {
	out := body[:0]
	for _, b := range body {
		p, ok := b.(doc.Prose)
		if !ok || !reference.MatchString(p.Text) {
			out = append(out, b)
			continue
		}
		p.Text = reference.ReplaceAllStringFunc(p.Text, func(names string) string {
			var marks []string
			for _, name := range strings.Fields(strings.Trim(names, "\x00")) {
				if a, ok := f.annexOf[name]; ok {
					marks = append(marks, f.o.Annexes[place[a]].Mark)
				}
			}
			if len(marks) == 0 {
				return ""
			}
			return "（见" + strings.Join(slices.Compact(marks), "、") + "）"
		})
		if p.Text != "" {
			out = append(out, p)
		}
	}
	return out
}

// text gives what nodes say.
func (f *filler) text(nodes []node) string {
	var b strings.Builder
	for _, n := range nodes {
		switch fn := n.fn; {
		case fn == nil:
			b.WriteString(n.text)
		case fn.join != nil:
			b.WriteString(fn.join(f.text(n.yes)))
		case fn.holds != nil && f.holds(n):
			b.WriteString(f.text(n.yes))
		case fn.holds != nil:
			b.WriteString(f.text(n.no))
		case f.known(n):
			b.WriteString(fn.says(f, f.ids(n)))
		}
	}
	return oneGap(b.String())
}

// pairOfGaps is households and persons of one thing, both not known.
var pairOfGaps = regexp.MustCompile(doc.OpenBegin + `：([^】]*)户数】` + doc.OpenBegin + `：([^】]*)人数】`)

// oneGap makes one gap of a pair: 【请补充：新识别户数、人数】.
func oneGap(text string) string {
	return pairOfGaps.ReplaceAllStringFunc(text, func(pair string) string {
		m := pairOfGaps.FindStringSubmatch(pair)
		if m[1] != m[2] {
			return pair
		}
		return doc.Open(m[1] + "户数、人数")
	})
}

// known reports that all names of a call mean something; the others are faults
// already.
func (f *filler) known(n node) bool {
	for i, a := range n.args {
		if k := n.fn.kind(i); k != number && !k.is(f, f.id(a.text)) {
			return false
		}
	}
	return true
}

// ids are the names of a call; see id.
func (f *filler) ids(n node) []string {
	out := make([]string, len(n.args))
	for i, a := range n.args {
		out[i] = f.id(a.text)
	}
	return out
}

// holds decides a condition.
func (f *filler) holds(n node) bool { return f.known(n) && n.fn.holds(f, f.ids(n)) }

// value gives a name's text or a figure with its unit.
func (f *filler) value(name string) string {
	if text, ok := f.names[name]; ok {
		if text == "" {
			return doc.Open(name)
		}
		return text
	}
	return figureText(f.use(name))
}

func (f *filler) lastYear(id string) string {
	if x := f.r.LastYear(id); x != nil {
		if x.Known {
			return figureText(x)
		}
	}
	return doc.Open(fmt.Sprintf("%d年%s", f.r.Year-1, countOf(f.r.Figure(id))))
}

// compared puts figures beside last year's, those that are known.
func (f *filler) compared(ids []string) string {
	var out []string
	same, before := true, ""
	for _, id := range ids {
		now, last := f.r.Figure(id), f.r.LastYear(id)
		if last == nil || !last.Known || !now.Known {
			same = false // nobody knows
			continue
		}
		diff := *now
		diff.Value = math.Abs(now.Value - last.Value)
		verb := "增加"
		switch {
		case diff.Value == 0:
			out, before = append(out, now.Unit+"数持平"), ""
			continue
		case now.Value < last.Value:
			verb = "减少"
		}
		same = false
		if verb == before { // 增加3户8人
			out[len(out)-1] += figureText(&diff)
			continue
		}
		out, before = append(out, verb+figureText(&diff)), verb
	}
	if len(out) == 0 {
		return ""
	}
	if same {
		return "与上年持平"
	}
	return "比上年" + strings.Join(out, "、")
}
