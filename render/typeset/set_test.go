package typeset

import (
	"slices"
	"strings"
	"testing"

	"ruhu/render/doc"
)

// exactly sets with even characters, boxes drawn; office as Word and Excel do.
var (
	exactly = Format{Measurer: even{}, Step: 1, Box: 86, Ticked: 86, BoxGap: 14, Apart: 55, Beside: 20, Placed: true}
	office  = Format{Measurer: even{}, Step: doc.Pt / 2, Box: 100, Ticked: 100, Apart: 50, RulePart: 100}
)

// shown gives set lines as text: □ and ☑ for boxes, _ for each part of a rule as
// wide as a Han character beside its value.
func shown(s *Setter, from, to int, size doc.Length) []string {
	var out []string
	for _, l := range s.Lines(from, to) {
		line := ""
		for _, p := range s.Pieces(l) {
			switch {
			case p.Kind == Box && p.On:
				line += "☑"
			case p.Kind == Box:
				line += "□"
			case p.Kind == Rule:
				free := p.W - s.Measure(p.Text, doc.Style{Size: size})
				line += strings.Repeat("_", int(free/size))
			default:
				line += p.Text
			}
		}
		out = append(out, line)
	}
	return out
}

func TestLines(t *testing.T) {
	text := func(s string) []doc.Inline { return []doc.Inline{{Text: s}} }
	options := []doc.Inline{{Text: "危房："}, {Kind: doc.Boxes, Choice: doc.Choice{Options: []string{"是", "否"}, On: 2}}}
	for _, tt := range []struct {
		name  string
		items []doc.Inline
		width doc.Length // in Han characters
		want  []string
	}{
		{"fits", text("甲乙丙"), 3, []string{"甲乙丙"}},
		{"breaks between Han characters", text("甲乙丙丁"), 3, []string{"甲乙丙", "丁"}},
		{"no sign begins a line", text("甲乙丙，丁"), 3, []string{"甲乙", "丙，丁"}},
		{"no sign ends a line", text("甲乙（丙）"), 3, []string{"甲乙", "（丙）"}},
		{"a number is not broken", text("甲乙2019"), 3, []string{"甲乙", "2019"}},
		{"a date is not broken", text("甲2019-12-31"), 5, []string{"甲", "2019-12-31"}},
		{"but where it is wider than the line", text("12345678"), 3, []string{"123456", "78"}},
		{"a blank does not begin a line", text("甲乙 丙"), 2, []string{"甲乙", "丙"}},
		{"nor go unseen between words that it divides", text("ab c"), 1, []string{"ab", "c"}},
		{"a line ends where the text says", text("甲\n乙"), 5, []string{"甲", "乙"}},
		{"nothing", text(""), 5, nil},
		{"a box stays with its words", options, 5, []string{"危房：□是", "☑否"}},
		{"all on one line", options, 9, []string{"危房：□是☑否"}},
		{"a rule takes the rest", []doc.Inline{{Text: "签字："}, {Kind: doc.Blank, Width: doc.Mm, Rest: true}}, 7, []string{"签字：____"}},
		{"what a rule is for stays with it", []doc.Inline{{Text: "村："}, {Kind: doc.Blank, Text: "甲乙丙", Width: 1}, {Text: "　户主："}, {Kind: doc.Blank, Text: "张三", Width: 1}}, 10, []string{"村：甲乙丙", "户主：张三"}},
		{"and its unit", []doc.Inline{{Text: "村："}, {Kind: doc.Blank, Text: "甲乙丙", Width: 1}, {Text: "　人口："}, {Kind: doc.Blank, Text: "5", Width: 1}, {Text: "人　备注"}}, 10, []string{"村：甲乙丙", "人口：5人　备注"}},
		{"a rule as wide as its value", []doc.Inline{{Kind: doc.Blank, Text: "张三", Width: 1}}, 9, []string{"张三"}},
	} {
		for _, f := range []Format{exactly, office} {
			s := NewSetter(f)
			size := 10 * doc.Pt
			from, to := s.Set(tt.items, doc.Style{Size: size}, tt.width*size)
			if got := shown(&s, from, to, size); !slices.Equal(got, tt.want) {
				t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
			}
		}
	}
}

func TestCells(t *testing.T) {
	for _, tt := range []struct {
		name  string
		text  string
		cell  doc.Cell
		width float64 // in Han characters of 10 points
		row   doc.Length
		size  float64 // in points
		lines []string
	}{
		{"as it is", "甲乙丙", doc.Cell{}, 3, 0, 10, []string{"甲乙丙"}},
		{"a number shrinks to its cell, whatever it is for", "1234567890", doc.Cell{}, 4, 0, 8, []string{"1234567890"}},
		{"never below what can be read", "12345678901234567890", doc.Cell{}, 4, 0, 6.5, []string{"123456789012", "34567890"}},
		{"what stays on one line shrinks", "甲乙丙丁", doc.Cell{Fit: 7 * doc.Pt}, 3, 0, 7.5, []string{"甲乙丙丁"}},
		{"down to its least size", "甲乙丙丁戊己", doc.Cell{Fit: 8 * doc.Pt}, 3, 0, 8, []string{"甲乙丙", "丁戊己"}},
		{"words shrink to save a line", "甲乙丙丁", doc.Cell{Least: 7 * doc.Pt}, 3.7, 17 * doc.Pt, 9, []string{"甲乙丙丁"}},
	} {
		for _, f := range []Format{exactly, office} {
			s := NewSetter(f)
			tt.cell.Items, tt.cell.Style.Size = []doc.Inline{{Text: tt.text}}, 10*doc.Pt
			set := s.Cell(&tt.cell, doc.Length(tt.width*float64(10*doc.Pt)), tt.row)
			if got := shown(&s, set.From, set.To, set.Size); !slices.Equal(got, tt.lines) || set.Size.Points() != tt.size {
				t.Errorf("%s: %q at %v, want %q at %v", tt.name, got, set.Size.Points(), tt.lines, tt.size)
			}
		}
	}
}

// TestLongNumbers holds that Word and Excel are told where a line ends between long
// numbers, and that one has room to spare where another font may stand in.
func TestLongNumbers(t *testing.T) {
	wide, shrinking := office, office
	wide.Spare = 10
	shrinking.Spare, shrinking.Shrinks = 10, true
	for _, tt := range []struct {
		name   string
		format Format
		text   string
		width  doc.Length // in Han characters of 10 points
		size   float64    // in points
		want   []string   // with ⏎ where a line is forced
	}{
		{"two telephones", office, "13800000431、0518-85500431", 8, 10, []string{"13800000431、⏎", "0518-85500431"}},
		{"with a comma", office, "13800000431,13900000431", 8, 10, []string{"13800000431,⏎", "13900000431"}},
		{"with a blank", office, "13800000431 13900000431", 8, 10, []string{"13800000431 ⏎", "13900000431"}},
		{"with words", office, "电话13800000431转张三", 7, 10, []string{"电话", "13800000431转", "张三"}},
		{"a hyphen", office, "电话0518-85500431转张三", 8, 10, []string{"电话⏎", "0518-85500431转", "张三"}},
		{"on one line", office, "13800000431、0518-85500431", 20, 10, []string{"13800000431、0518-85500431"}},
		{"words and a year are left to the program", office, "甲乙2019年甲乙", 4, 10, []string{"甲乙2019", "年甲乙"}},
		{"the PDF ends lines itself", exactly, "13800000431、0518-85500431", 8, 10, []string{"13800000431、", "0518-85500431"}},
		{"room to spare on a line", wide, "电话13800000431", 8, 10, []string{"电话", "13800000431"}},
		{"and at its size", wide, "320799001000012345", 9, 8, []string{"320799001000012345"}},
		{"which a program that shrinks does not need", shrinking, "320799001000012345", 9, 10, []string{"320799001000012345"}},
		{"but for two lines", shrinking, "13800000431、13900000431", 7, 9, []string{"13800000431、⏎", "13900000431"}},
	} {
		s := NewSetter(tt.format)
		set := s.Cell(&doc.Cell{Items: []doc.Inline{{Text: tt.text}}, Style: doc.Style{Size: 10 * doc.Pt}}, tt.width*10*doc.Pt, 0)
		got := shown(&s, set.From, set.To, set.Size)
		for i, l := range s.Lines(set.From, set.To) {
			if l.Forced {
				got[i] += "⏎"
			}
		}
		if !slices.Equal(got, tt.want) || set.Size.Points() != tt.size {
			t.Errorf("%s: %q at %v, want %q at %v", tt.name, got, set.Size.Points(), tt.want, tt.size)
		}
	}
}

// TestLoneNumber holds what a cell may hold that is never broken.
func TestLoneNumber(t *testing.T) {
	for text, want := range map[string]bool{
		"320799001000012345": true, "32079919730507196641": true, "0518-85500431": true, "123456.78★": true,
		"": false, "2019": false, "甲村": false, "13800000431、13900000431": false, "13800000431 13900000431": false,
		"320799199101010212\n32079919910101021242": false, "户13800000431": false,
	} {
		if got := LoneNumber(&doc.Cell{Items: []doc.Inline{{Text: text}}}); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
	if LoneNumber(&doc.Cell{}) || LoneNumber(&doc.Cell{Items: []doc.Inline{{Kind: doc.Blank, Text: "13800000431"}}}) {
		t.Error("no text is a number")
	}
}

// TestLastLine holds that no line of a cell is a single character where lines stay
// as they are set.
func TestLastLine(t *testing.T) {
	for _, tt := range []struct {
		text string
		want []string
	}{
		{"甲乙丙丁", []string{"甲乙", "丙丁"}},
		{"甲乙丙丁戊", []string{"甲乙丙", "丁戊"}},
		{"甲乙丙\n丁", []string{"甲乙丙", "丁"}},
	} {
		s := NewSetter(exactly)
		set := s.Cell(&doc.Cell{Items: []doc.Inline{{Text: tt.text}}, Style: doc.Style{Size: 10 * doc.Pt}}, 30*doc.Pt, 0)
		if got := shown(&s, set.From, set.To, set.Size); !slices.Equal(got, tt.want) {
			t.Errorf("%q is set as %q, want %q", tt.text, got, tt.want)
		}
	}
}

// TestHeads holds that names of a head stay on two lines, the longest cut first,
// and that a foot keeps the name of the head and the sheet number.
func TestHeads(t *testing.T) {
	for _, f := range []Format{exactly, office} {
		s := NewSetter(f)
		long := strings.Repeat("村", 90)
		d := &doc.Document{
			Title: strings.Repeat("表", 90), Sheet: "K7Q2-M9XD-4TWR", Subject: doc.Subject{Village: long, Head: "张三"},
			Style:    doc.Scale{Title: 16 * doc.Pt, Text: 9 * doc.Pt},
			Identity: []doc.Inline{{Text: "村："}, {Kind: doc.Blank, Text: long}, {Text: "户主："}, {Kind: doc.Blank, Text: "张三"}},
		}
		h := s.HeadOf(d, true)
		names := s.Identity(&h, 40*9*doc.Pt)
		if got := strings.Join(shown(&s, names.From, names.To, names.Size), ""); names.Count() != 2 || !strings.Contains(got, "…") || !strings.Contains(got, "户主：张三") {
			t.Errorf("%d lines: %q", names.Count(), got)
		}
		if text, style := s.OneLine(h.Title, h.TitleStyle, 40*doc.Mm); style.Size != LeastLine || !strings.HasSuffix(text, "…") || s.Measure(text, style) > 40*doc.Mm {
			t.Errorf("title %q at %v", text, style.Size.Points())
		}
		foot := s.FootOf(d, FootSize, 40*FootSize)
		if !strings.HasSuffix(foot.Form(), "…　表号 K7Q2-M9XD-4TWR") || !strings.HasSuffix(foot.Subject, "户主 张三") {
			t.Errorf("foot %q, %q", foot.Subject, foot.Form())
		}
		for _, text := range []string{foot.Form(), foot.Subject} {
			if w := s.Measure(text, doc.Style{Size: FootSize}); w > 40*FootSize {
				t.Errorf("%q is %v wide", text, w)
			}
		}
	}
}

func TestGrowRows(t *testing.T) {
	type cell struct {
		row, rows int
		need      doc.Length
	}
	for _, tt := range []struct {
		heights []doc.Length
		cells   []cell
		want    []doc.Length
	}{
		{[]doc.Length{5, 5}, []cell{{0, 1, 7}, {1, 1, 3}}, []doc.Length{7, 5}},
		{[]doc.Length{5, 5}, []cell{{0, 2, 13}, {0, 1, 6}}, []doc.Length{6, 7}},
		{[]doc.Length{5, 5}, []cell{{0, 2, 9}, {0, 0, 90}}, []doc.Length{5, 5}},
	} {
		GrowRows(tt.heights, len(tt.cells), func(i int) (row, rows int, need doc.Length) {
			c := tt.cells[i]
			return c.row, c.rows, c.need
		})
		if !slices.Equal(tt.heights, tt.want) {
			t.Errorf("%v: %v, want %v", tt.cells, tt.heights, tt.want)
		}
	}
}
