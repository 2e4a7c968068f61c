package docx_test

import (
	"bytes"
	"fmt"
	"image/png"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"

	"ruhu/model/must"
	"ruhu/render/doc"
	"ruhu/render/docx"
)

// note is a document of one cell and one paragraph.
func note(items ...doc.Inline) *doc.Document {
	paper, _ := doc.PaperOf("A4", false)
	style := doc.Style{Face: doc.FaceText, Size: 9 * doc.Pt}
	return &doc.Document{
		Form: "note", Title: "说明", Year: 2019, Paper: paper,
		Style: doc.Scale{Title: 16 * doc.Pt, Heading: 10 * doc.Pt, Text: 9 * doc.Pt, Note: 8 * doc.Pt},
		Body: []doc.Block{
			&doc.Grid{Tracks: []doc.Length{paper.TextWidth()}, Rows: []doc.Row{{Height: 7 * doc.Mm}},
				Cells: []doc.Cell{{Rows: 1, Cols: 1, Style: style, Items: items}}},
			doc.Para{Items: items, Style: style},
		},
	}
}

func documentOf(t *testing.T, d *doc.Document) string {
	t.Helper()
	return partsOf(t, load(t).file(t, docx.Meta{}, printed{"note", d, 1}))["word/document.xml"]
}

func TestTextIsSafe(t *testing.T) {
	xml := documentOf(t, note(doc.Inline{Text: "a<b>&\"c\" \x00\x01\x1f\ufffe d\te\nf {{title}} {{body}} \xff"}))
	n := parse(t, "document", xml)
	if got, want := n.path("body", "p").words(), squeeze("a<b>&\"c\" d e"+"f{{title}}{{body}}\ufffd"); got != want {
		t.Errorf("read back %q, want %q", got, want)
	}
	if strings.Count(xml, "<w:br/>") != 2 {
		t.Error("a new line in a text is not a new line on paper")
	}
}

func TestRareCharacters(t *testing.T) {
	xml := documentOf(t, note(doc.Inline{Text: "张𠀀明★1"}))
	for _, want := range []string{
		`<w:t>张</w:t>`, `w:eastAsia="SimSun-ExtB"/></w:rPr><w:t>𠀀</w:t>`, `<w:t>明</w:t>`,
		`<w:rFonts w:hint="eastAsia" w:ascii="宋体" w:hAnsi="宋体"/></w:rPr><w:t>★</w:t>`, `<w:t>1</w:t>`,
	} {
		if !strings.Contains(xml, want) {
			t.Errorf("%s is missing", want)
		}
	}
}

// TestOfficeFont: what SimSun-ExtB lacks is in the font that the office chose.
func TestOfficeFont(t *testing.T) {
	d := note(doc.Inline{Text: "张𠀀\U00031350\uF900䶮"})
	xml := partsOf(t, load(t).file(t, docx.Meta{Rare: "字体<1>"}, printed{"note", d, 1}))["word/document.xml"]
	for _, want := range []string{
		`w:eastAsia="SimSun-ExtB"/></w:rPr><w:t>𠀀</w:t>`, "w:eastAsia=\"字体&lt;1&gt;\"/></w:rPr><w:t>\U00031350\uF900</w:t>", `<w:t>䶮</w:t>`,
	} {
		if !strings.Contains(xml, want) {
			t.Errorf("%s is missing", want)
		}
	}
}

func TestTicks(t *testing.T) {
	c := doc.Choice{Options: []string{"是", "否"}, On: 2}
	xml := documentOf(t, note(doc.Inline{Kind: doc.Boxes, Choice: c}))
	for _, want := range []string{`<w:t>□是</w:t>`, `w:eastAsia="Segoe UI Symbol"/></w:rPr><w:t>☑</w:t>`, `<w:t>否</w:t>`} {
		if !strings.Contains(xml, want) {
			t.Errorf("%s is missing", want)
		}
	}
}

func TestRules(t *testing.T) {
	d := note()
	style := doc.Style{Face: doc.FaceText, Size: 10 * doc.Pt}
	d.Body = []doc.Block{doc.Para{Style: style, Items: []doc.Inline{
		{Text: "户主："}, {Kind: doc.Blank, Width: 40 * doc.Mm, Text: "张三"},
		{Text: "日期："}, {Kind: doc.Blank, Width: 20 * doc.Mm, Plain: true},
	}}}
	n := parse(t, "document", documentOf(t, d)).path("body", "p")
	var stops []string
	n.path("pPr").each("tab", func(t *node) { stops = append(stops, t.attr("val")+" "+t.attr("pos")) })
	// 30 pt of text, 40 mm, 30 pt, 20 mm
	if want := []string{"center 1734", "left 2868", "left 4602"}; !slices.Equal(stops, want) {
		t.Errorf("stops %q, want %q", stops, want)
	}
	under := 0
	n.each("u", func(*node) { under++ })
	if under != 3 { // two tabs and the value; nothing under the plain blank
		t.Errorf("%d ruled runs, want 3", under)
	}
}

// TestTablesStayApart checks that tables become one, or have a paragraph between
// them, and that a section never ends in one.
func TestTablesStayApart(t *testing.T) {
	for _, c := range []struct {
		heads []int
		want  string
	}{
		{[]int{0}, "tbl p sectPr"},
		{[]int{1, 0, 0}, "tbl p sectPr"},
		{[]int{0, 1}, "tbl p tbl p sectPr"},
	} {
		d := note(doc.Inline{Text: "甲"})
		grid := *d.Body[0].(*doc.Grid)
		d.Body = nil
		for _, head := range c.heads {
			g := grid
			g.Head = head
			d.Body = append(d.Body, &g)
		}
		var got []string
		for _, n := range parse(t, "document", documentOf(t, d)).path("body").Nodes {
			got = append(got, n.XMLName.Local)
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("heads %v: %q, want %q", c.heads, got, c.want)
		}
	}
}

// TestFit checks that a number keeps its line by shrinking, and words save a
// line by shrinking, each to its least size.
func TestFit(t *testing.T) {
	for _, c := range []struct {
		name       string
		text       string
		fit, least doc.Length
		want       string // half points
	}{
		{"fits", "123", 6 * doc.Pt, 0, ""},
		{"number shrinks, a wider font may stand in", "123456789012345678", 6 * doc.Pt, 0, "13"},
		{"number at its least", "12345678901234567890123456789", 6 * doc.Pt, 0, "12"},
		{"words shrink", "一二三四五六七八九", 0, 6 * doc.Pt, "14"},
		{"words wrap", "一二三四五六七八九", 0, 0, ""},
	} {
		d := note(doc.Inline{Text: c.text})
		g := d.Body[0].(*doc.Grid)
		g.Tracks, g.Rows[0].Height = []doc.Length{68 * doc.Pt}, 14*doc.Pt
		g.Cells[0].Fit, g.Cells[0].Least = c.fit, c.least
		d.Body = d.Body[:1]
		got := ""
		if sz := parse(t, "document", documentOf(t, d)).path("body", "tbl", "tr", "tc", "p", "r", "rPr", "sz"); sz != nil {
			got = sz.attr("val")
		}
		if got != c.want {
			t.Errorf("%s: size %q, want %q", c.name, got, c.want)
		}
	}
}

// TestTelephonesOnLines checks that two telephones stand on a line each where one is
// too short for both: left to itself, Word may end it inside one.
func TestTelephonesOnLines(t *testing.T) {
	d := note(doc.Inline{Text: "13800000431、0518-85500431"})
	d.Body = d.Body[:1]
	for width, want := range map[doc.Length]string{
		78 * doc.Pt:  `<w:t>13800000431</w:t></w:r><w:r><w:t>、</w:t></w:r><w:r><w:br/></w:r><w:r><w:t>0518-85500431</w:t>`,
		160 * doc.Pt: `<w:t>13800000431、0518-85500431</w:t>`,
	} {
		d.Body[0].(*doc.Grid).Tracks[0] = width
		if xml := documentOf(t, d); !strings.Contains(xml, want) && !strings.Contains(xml, strings.Replace(want, `</w:t></w:r><w:r><w:t>、`, "、", 1)) {
			t.Errorf("a cell of %v points lacks %s", width.Points(), want)
		}
	}
}

// TestPagesAfterTheFirstNameTheHousehold checks the head of a form that names it in
// its body on the first page, as 附件2 does, and a value that needs too many lines.
func TestPagesAfterTheFirstNameTheHousehold(t *testing.T) {
	d := note()
	d.Identity = nil
	d.Again = []doc.Inline{{Text: "村："}, {Kind: doc.Blank, Text: strings.Repeat("村", 400)}, {Text: "户主姓名："}, {Kind: doc.Blank, Text: "张三"}}
	parts := partsOf(t, load(t).file(t, docx.Meta{}, printed{"note", d, 2}))
	for part, named := range map[string]bool{"word/headerR1.xml": false, "word/headerR2.xml": true} {
		if head := parse(t, "header", parts[part]).words(); strings.Contains(head, "张三") != named {
			t.Errorf("%s: %q", part, head)
		}
	}
}

// TestHeadsStayOneLine checks a masked copy with names that are none.
func TestHeadsStayOneLine(t *testing.T) {
	d := note()
	d.Mark, d.Stamp, d.Sheet = "附件2", "脱敏件", "K7Q2-M9XD-4TWR"
	d.Title = strings.Repeat("很长的表名", 40)
	d.Subject.Village = strings.Repeat("很长的村名", 20)
	d.Identity = []doc.Inline{{Text: strings.Repeat("村", 400)}, {Kind: doc.Blank, Width: doc.Mm}}
	parts := partsOf(t, load(t).file(t, docx.Meta{}, printed{"note", d, 1}))
	head := parse(t, "header", parts["word/headerR1.xml"])
	if got := head.words(); !strings.HasPrefix(got, "附件2脱敏件很长的表名") || strings.Count(got, "…") != 1 {
		t.Errorf("head %q", got)
	}
	if n := len(head.Nodes); n != 3 {
		t.Errorf("%d lines in the head, want the title and two", n)
	}
	if foot := parse(t, "footer", parts["word/footerR1.xml"]).words(); strings.Count(foot, "…") != 2 {
		t.Errorf("foot %q", foot)
	}
}

// oddBlock is a block that no backend knows.
type oddBlock struct{ doc.Block }

func TestUnknownIsAnError(t *testing.T) {
	s := load(t)
	f, err := docx.New(s.shell, docx.Meta{})
	must.Succeed(t, err)
	block := note()
	block.Body = append(block.Body, oddBlock{})
	grid := note()
	grid.Body[0].(*doc.Grid).Cells = nil
	for what, d := range map[string]*doc.Document{
		"unknown block": block, "unknown inline": note(doc.Inline{Kind: 99}), "not covered": grid,
	} {
		if err := f.Add(d, 1); err == nil || !strings.Contains(err.Error(), what) {
			t.Errorf("%s: error %v", what, err)
		}
	}
	if _, err := f.WriteTo(&bytes.Buffer{}); err == nil {
		t.Error("a file without documents was written")
	}
}

// TestFaultLeavesFileUsable adds a document that fails between two that do not.
func TestFaultLeavesFileUsable(t *testing.T) {
	f, err := docx.New(load(t).shell, docx.Meta{})
	must.Succeed(t, err)
	for _, d := range []*doc.Document{note(doc.Inline{Text: "甲"}), note(doc.Inline{Kind: 99}), note(doc.Inline{Text: "乙"})} {
		f.Add(d, 1)
	}
	var buf bytes.Buffer
	if _, err := f.WriteTo(&buf); err != nil {
		t.Fatal(err)
	}
	if got := parse(t, "document", partsOf(t, buf.Bytes())["word/document.xml"]).words(); got != "甲甲乙乙" {
		t.Errorf("read back %q", got)
	}
	if _, err := f.WriteTo(&buf); err == nil {
		t.Error("a file was written twice")
	}
}

// TestSameBytes writes the same documents several times at once.
func TestSameBytes(t *testing.T) {
	s := load(t)
	docs := s.all(t)
	want := s.file(t, docx.Meta{Title: "村"}, docs...)
	var group sync.WaitGroup
	for range 3 {
		group.Go(func() {
			if !bytes.Equal(want, s.file(t, docx.Meta{Title: "村"}, docs...)) {
				t.Error("the same documents gave other bytes")
			}
		})
	}
	group.Wait()
}

// TestCodes reads the codes of a household's pages back.
func TestCodes(t *testing.T) {
	s := load(t)
	for _, p := range s.all(t) {
		parts := partsOf(t, s.file(t, docx.Meta{}, p))
		for i, name := range []string{"word/media/ruhu1.png", "word/media/ruhu2.png"} {
			data, there := parts[name]
			if want := p.doc.Sheet != "" && i < p.pages; there != want {
				t.Errorf("%s: %s is there: %v, want %v", p.name, name, there, want)
			}
			if !there {
				continue
			}
			if got := scan(t, data); got != p.doc.Payload(i+1, p.pages) {
				t.Errorf("%s: code %q", p.name, got)
			}
		}
	}
}

// TestCorners: every page with a code has a mark of 4 mm in each corner, 8 mm from
// the edges of its paper, where no text of head or foot stands.
func TestCorners(t *testing.T) {
	s := load(t)
	for _, p := range s.all(t) {
		parts := partsOf(t, s.file(t, docx.Meta{}, p))
		const at, size = 8 * doc.Mm, 4 * doc.Mm
		right, below := p.doc.Paper.Width-at-size, p.doc.Paper.Height-at-size
		want := []string{fmt.Sprint(at, at), fmt.Sprint(right, at), fmt.Sprint(at, below), fmt.Sprint(right, below)}
		if p.doc.Sheet == "" {
			want = nil
		}
		for i := range min(max(p.pages, 1), 2) {
			var got []string
			parse(t, "header", parts[fmt.Sprintf("word/headerR%d.xml", i+1)]).each("anchor", func(n *node) {
				extent := n.path("extent")
				if extent.attr("cx") == fmt.Sprint(size) && extent.attr("cy") == fmt.Sprint(size) {
					got = append(got, n.path("positionH", "posOffset").Text+" "+n.path("positionV", "posOffset").Text)
				}
			})
			if !slices.Equal(got, want) {
				t.Errorf("%s: marks at %v, want %v", p.name, got, want)
			}
			foot := parse(t, "footer", parts[fmt.Sprintf("word/footerR%d.xml", i+1)])
			if p.doc.Sheet != "" && p.doc.Paper.Left+doc.Length(foot.path("p", "pPr", "ind").int(t, "left"))*doc.Twip < at+size {
				t.Errorf("%s: the foot begins in a mark", p.name)
			}
		}
		if _, there := parts["word/media/ruhuCorner.png"]; there != (p.doc.Sheet != "") {
			t.Errorf("%s: the mark's picture is there: %v", p.name, there)
		}
	}
}

func scan(t *testing.T, data string) string {
	t.Helper()
	img, err := png.Decode(strings.NewReader(data))
	must.Succeed(t, err)
	bits, err := gozxing.NewBinaryBitmapFromImage(img)
	must.Succeed(t, err)
	r, err := qrcode.NewQRCodeReader().Decode(bits, nil)
	must.Succeed(t, err)
	return r.GetText()
}

func TestNotices(t *testing.T) {
	seen := make(map[string]bool)
	for _, n := range docx.Notices() {
		if n.Key == "" || n.Text == "" || seen[n.Key] {
			t.Errorf("notice %+v", n)
		}
		seen[n.Key] = true
	}
}
