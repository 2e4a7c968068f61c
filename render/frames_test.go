package render_test

import (
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"ruhu/model"
	"ruhu/model/growth"
	"ruhu/model/must"
	"ruhu/render/doc"
	"ruhu/render/form"
	"ruhu/render/layout"
	"ruhu/render/typeset"
)

// unprintable is what a printer cannot print on, at each side of the paper.
const unprintable = 8 * doc.Mm

// checkFrames checks what must hold of every page: no text on another's, none
// over a rule or outside the paper's printable part, nothing on the marks in the
// corners, and every number of the content whole on one line.
func checkFrames(t *testing.T, m typeset.Measurer, d *doc.Document, pages []*layout.Page) {
	t.Helper()
	var lines strings.Builder
	for _, p := range pages {
		var boxes []placed
		for _, r := range p.Texts {
			boxes = append(boxes, placedRun(m, r))
			lines.WriteString(r.Text)
			lines.WriteByte('\n')
		}
		for _, b := range p.Boxes {
			boxes = append(boxes, placed{text: "□", left: b.X, right: b.X + b.Size, top: b.Y, bottom: b.Y + b.Size})
		}
		if q := p.QR; q != nil { // with what is free at its left and below
			const quiet = typeset.CodeQuiet - doc.Mm
			boxes = append(boxes, placed{text: "QR", left: q.X - quiet, right: q.X + q.Size, top: q.Y, bottom: q.Y + q.Size + quiet})
		}
		for _, r := range p.Rules {
			if r.X1 != r.X2 && r.Y1 != r.Y2 || r.X1 < 0 || r.X2 > p.Width || r.Y1 < 0 || r.Y2 > p.Height {
				t.Errorf("page %d of %s: a rule at %s,%s–%s,%s", p.Number, d.Form, inMm(r.X1), inMm(r.Y1), inMm(r.X2), inMm(r.Y2))
			}
		}
		for i, a := range boxes {
			if a.left < unprintable || a.right > p.Width-unprintable || a.top < unprintable || a.bottom > p.Height-unprintable+doc.Mm {
				t.Errorf("page %d of %s: %q stands at %s–%s, %s–%s", p.Number, d.Form, a.text, inMm(a.left), inMm(a.right), inMm(a.top), inMm(a.bottom))
			}
			for _, b := range boxes[:i] {
				if a.over(b) {
					t.Errorf("page %d of %s: %q stands on %q", p.Number, d.Form, a.text, b.text)
				}
			}
			for _, r := range p.Rules {
				if a.crossed(r) {
					t.Errorf("page %d of %s: a rule at %s,%s–%s,%s runs through %q (%s–%s, %s–%s)", p.Number, d.Form,
						inMm(r.X1), inMm(r.Y1), inMm(r.X2), inMm(r.Y2), a.text, inMm(a.left), inMm(a.right), inMm(a.top), inMm(a.bottom))
				}
			}
			for _, c := range p.Corners {
				if a.left < c.X+c.W && c.X < a.right && a.top < c.Y+c.H && c.Y < a.bottom {
					t.Errorf("page %d of %s: %q covers a corner mark", p.Number, d.Form, a.text)
				}
			}
		}
		headingAlone(t, d, p)
	}
	for _, number := range numbersOf(d) {
		if !strings.Contains(lines.String(), number) {
			t.Errorf("%s: %q is broken", d.Form, number)
		}
	}
}

// placed is where the ink of a run may be.
type placed struct {
	text                     string
	left, right, top, bottom doc.Length
}

func placedRun(m typeset.Measurer, r layout.Run) placed {
	w := doc.Length(0)
	for _, c := range r.Text {
		w += doc.Length(m.Glyph(r.Face, c).Advance)*r.Size/1000 + r.Track
	}
	return placed{text: r.Text, left: r.X, right: r.X + w, top: r.Y - r.Size*75/100, bottom: r.Y + r.Size*5/100}
}

// over reports ink on ink. Neighbours touch.
func (a placed) over(b placed) bool {
	const touch = doc.Mm / 20
	return a.left < b.right-touch && b.left < a.right-touch && a.top < b.bottom-touch && b.top < a.bottom-touch
}

func (a placed) crossed(r layout.Rule) bool {
	return r.X1 < a.right && a.left < r.X2 && r.Y1 == r.Y2 && a.top < r.Y1 && r.Y1 < a.bottom ||
		r.X1 == r.X2 && a.left < r.X1 && r.X1 < a.right && r.Y1 < a.bottom && a.top < r.Y2
}

// numbersOf gives the numbers that stand in a document's cells: what has no blank
// or Han character in it, and at least two digits.
func numbersOf(d *doc.Document) []string {
	var out []string
	add := func(items []doc.Inline) {
		for _, it := range items {
			for _, word := range strings.FieldsFunc(it.Text, func(r rune) bool { return r <= ' ' || r >= 0x2E80 || strings.ContainsRune("★、，；：", r) }) {
				if strings.Count(word, "")-1-strings.Count(strings.Trim(word, "0123456789"), "") > 1 {
					out = append(out, word)
				}
			}
		}
	}
	for _, b := range d.Body {
		if g, ok := b.(*doc.Grid); ok {
			for i := range g.Cells {
				add(g.Cells[i].Items)
			}
		}
	}
	return out
}

// headingAlone checks that below a heading stands something on its page.
func headingAlone(t *testing.T, d *doc.Document, p *layout.Page) {
	t.Helper()
	foot := p.Height - unprintable - 5*doc.Mm
	last := ""
	for _, r := range p.Texts {
		if r.Y < foot {
			last = r.Text
		}
	}
	for _, b := range d.Body {
		if h, ok := b.(doc.Heading); ok && h.Text == last {
			t.Errorf("page %d of %s: the heading %q stands alone", p.Number, d.Form, last)
		}
	}
}

func inMm(l doc.Length) string { return strconv.FormatFloat(float64(l)/float64(doc.Mm), 'f', 1, 64) }

// longest makes every value of a roster as long as rosters have them.
func longest(r *rand.Rand, in *model.Indicator) string {
	long := []string{
		"云海街道办事处云台村民委员会第十二村民小组", "连云港市云海农村商业银行股份有限公司云海新区支行营业部",
		"浙江甬江精密模具机械制造有限责任公司", "乡镇公益性岗位（保洁、护林、护路）2019-12-31起每月1234.50元",
	}[r.IntN(4)]
	switch {
	case in.IsPhone():
		return "13800000431/051800000000"
	case in.IsAccount():
		return "6229990802967182588123456"
	case in.Kind == model.Identity:
		return []string{"32079919730507196641", "3207991973050719664132", "320799197305071966"}[r.IntN(3)]
	case in.Kind == model.Money:
		return []string{"12345678.25", "1234567890.25", "123456.78", "0"}[r.IntN(4)]
	case in.Kind == model.Area, in.Kind == model.Number:
		return []string{"12345.75", "2019", "12", "1234567.5"}[r.IntN(4)]
	case in.Kind == model.Date:
		return "2019年12月31日"
	case in.IsChoice() && len(in.Options) > 0 && r.IntN(4) > 0:
		best := ""
		for _, o := range in.Options {
			if len(o.Label) > len(best) {
				best = o.Label
			}
		}
		return best
	}
	return long
}

// stretch gives a household the longest values and as many members and measures
// as asked for.
func stretch(r *rand.Rand, cb *model.Codebook, h *model.Household, members, measures int) {
	fill := func(rec *model.Record, scope model.Scope) {
		for _, in := range cb.All() {
			if in.Scope == scope && in.Code != model.CodeMonitor && in.Code != "户编号" && in.Code != model.CodeVillage && in.Code != model.CodeDivision {
				rec.Set(in.Code, longest(r, in), model.AsText, model.At{})
			}
		}
	}
	fill(&h.Record, model.OfHousehold)
	fill(&h.Village.Record, model.OfVillage)
	for len(h.Members) < members && len(h.Members) > 0 {
		m := *h.Members[len(h.Members)-1]
		h.Members = append(h.Members, &m)
	}
	h.Members = h.Members[:min(members, len(h.Members))]
	for i, m := range h.Members {
		c := *m
		h.Members[i] = &c
		fill(&c.Record, model.OfMember)
	}
	for len(h.Measures) < measures && len(h.Measures) > 0 {
		h.Measures = append(h.Measures, h.Measures[len(h.Measures)-1])
	}
}

// stretched lays out all forms of a roster's households with the longest values,
// findings too.
func stretched(t *testing.T, m typeset.Measurer, seed uint64, rounds int) {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, 20))
	for range rounds {
		ros := sample(t)
		cb := ros.Data.Codebook
		var hs []*model.Household
		for h := range ros.Each {
			if len(hs) < 6 && h.Registered() {
				hs = append(hs, h)
			}
		}
		problems := make(map[*model.Household]model.Problems)
		for _, h := range hs {
			stretch(r, cb, h, 1+r.IntN(14), r.IntN(20))
			h.Village.Name = strings.Repeat("乙社区居民委员会", 1+r.IntN(5))
			for i := range r.IntN(10) {
				p := model.Problem{Rule: "r", Code: "A11", Field: "A11 劳动技能", Message: strings.Repeat("应与年龄、健康状况相符", 1+r.IntN(4))}
				if i%2 == 0 && len(h.Members) > 0 {
					p.Person = h.Members[r.IntN(len(h.Members))].Name()
				}
				problems[h] = append(problems[h], p)
			}
		}
		for _, def := range forms(t).All() {
			b, err := doc.NewBuilder(def, doc.Options{Year: 2019, Problems: problems, Mask: r.IntN(8) == 0})
			must.Succeed(t, err)
			for _, h := range hs {
				d := b.Village(h.Village)
				if def.Unit == form.PerHousehold {
					d = b.Household(h)
				}
				pages, err := layout.Pages(d, m)
				must.Succeed(t, err)
				checkFrames(t, m, d, pages)
			}
		}
		if t.Failed() {
			return
		}
	}
}

// TestNothingStandsOnAnother lays out the samples and the longest values with a
// plain measurer and with the fonts of the program.
func TestNothingStandsOnAnother(t *testing.T) {
	for name, d := range documents(t) {
		t.Run(name, func(t *testing.T) { checkFrames(t, even{}, d, laidOut(t, d)) })
	}
	fonts := fonts(t)
	t.Run("longest", func(t *testing.T) { stretched(t, fonts.Measurer(), 1, 3) })
	t.Run("longest, plain", func(t *testing.T) { stretched(t, even{}, 2, 2) })
}

// FuzzFrames tries other longest values.
func FuzzFrames(f *testing.F) {
	f.Add(uint64(3))
	f.Fuzz(func(t *testing.T, seed uint64) {
		defer growth.Bound(t, 0, 1<<30, 0)()
		stretched(t, even{}, seed, 1)
	})
}

// TestOneSheetOfPaper holds how much stands on one sheet of paper: nine persons
// with three findings and seven with seven on its two sides, and fourteen measures
// and six persons on one side.
func TestOneSheetOfPaper(t *testing.T) {
	fonts := fonts(t)
	for _, tt := range []struct {
		form                        string
		persons, findings, measures int
		pages                       int
	}{
		{"compare", 1, 0, 0, 2},
		{"compare", 9, 3, 0, 2},
		{"compare", 7, 7, 0, 2},
		{"measures", 6, 0, 14, 1},
		{"measures", 1, 0, 0, 1},
	} {
		r := sample(t)
		h := r.Villages[0].Households[0]
		person, measure := h.Members[0], h.Measures[0]
		h.Members, h.Measures = nil, nil
		// Most work, at a company with a name of ordinary length.
		worker := *person
		worker.Set(model.CodeWorkPlace, "县外省内务工", model.AsText, model.At{})
		worker.Set(model.CodeCompany, "连云港恒丰制衣有限公司", model.AsText, model.At{})
		worker.Set(model.CodeHealth, "长期慢性病", model.AsText, model.At{})
		for range tt.persons {
			h.Members = append(h.Members, &worker)
		}
		for range tt.measures {
			h.Measures = append(h.Measures, measure)
		}
		var ps model.Problems
		for i := range tt.findings {
			ps = append(ps, model.Problem{Code: "A28", Field: "A28 工资性收入", Message: "与劳动力人数不符，请核对第" + strconv.Itoa(i+1) + "处"})
		}
		b, err := doc.NewBuilder(forms(t).Find(tt.form), doc.Options{Year: 2019, Problems: map[*model.Household]model.Problems{h: ps}})
		must.Succeed(t, err)
		d := b.Household(h)
		pages, err := layout.Pages(d, fonts.Measurer())
		must.Succeed(t, err)
		if len(pages) != tt.pages {
			t.Errorf("%s with %d persons, %d findings, %d measures: %d pages, want %d", tt.form, tt.persons, tt.findings, tt.measures, len(pages), tt.pages)
		}
		checkFrames(t, fonts.Measurer(), d, pages)
	}
}
