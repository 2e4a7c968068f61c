package render_test

import (
	"bytes"
	"image/png"
	"io"
	"io/fs"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"ruhu/model/must"
	"ruhu/model/rostertest"
	"ruhu/model/slowtest"
	"ruhu/render"
	"ruhu/render/doc"
	"ruhu/render/docx"
	"ruhu/render/layout"
	"ruhu/render/ooxml/ooxmltest"
	"ruhu/render/picture"
	"ruhu/render/xlsx"
	"ruhu/templates"
)

// letter is an official document with every kind of block.
func letter() *doc.Official {
	long := strings.Repeat("各村组织力量进村入户逐户核实信息做到底数清情况明措施实责任到人", 6) + "。"
	body := []doc.Block{
		doc.Prose{Kind: doc.Addressee, Text: "区社会事业局："},
		doc.Prose{Kind: doc.Level1, Text: "一、工作开展情况"},
		doc.Prose{Kind: doc.BodyText, Text: long},
		doc.Prose{Kind: doc.Level2, Text: "（一）动员部署"},
		doc.Prose{Kind: doc.BodyText, Text: "年末在册412户1137人，培训【请补充：培训场次和人次】，其中“两不愁三保障”未解决的2户（占0.5%），涉及3个村；" + long},
		doc.Prose{Kind: doc.Level3, Text: "1. 因病"},
	}
	for range 4 {
		body = append(body, doc.Prose{Kind: doc.BodyText, Text: long})
	}
	body = append(body, &doc.Chart{
		Title: "图1　致贫原因（户）", Alt: "因病12户，因残7户", Series: []string{""},
		Items: []doc.ChartItem{
			{Label: "因病", Values: []float64{12}, Texts: []string{"12"}},
			{Label: "自身发展动力不足", Values: []float64{7}, Texts: []string{"7"}},
		},
	}, &doc.Chart{
		Title: "图2　各村动态调整（户）", Alt: "云台村脱贫3户", Series: []string{"脱贫", "新识别", "返贫", "回退"},
		Items: []doc.ChartItem{
			{Label: "云台村", Values: []float64{9, 3, 2, 1}, Texts: []string{"9", "3", "2", "1"}},
			{Label: "河湾村", Values: []float64{4, 0, 1, 0}, Texts: []string{"4", "0", "1", "0"}},
		},
	})
	body = append(body,
		doc.Prose{Kind: doc.BodyText, Text: long},
		doc.Prose{Kind: doc.Empty},
		doc.Prose{Kind: doc.AnnexList, Text: "附件：1. 各村情况表"},
		doc.Prose{Kind: doc.AnnexList, Text: "2. 连云港经济技术开发区中云街道历年帮扶措施情况汇总对照一览表"},
		doc.Prose{Kind: doc.Empty}, doc.Prose{Kind: doc.Empty},
		doc.Prose{Kind: doc.Signature, Text: "中云街道办事处"},
		doc.Prose{Kind: doc.SignedDate, Text: "2020年1月3日"},
	)
	grid := doc.Sheet([]int{3, 1, 1}, [][]string{{"村", "户", "人"}, {"云台村", "26", "80"}, {"合计", "26", "80"}}, 1)
	return &doc.Official{
		ID: "summary", Title: "连云港经济技术开发区中云街道\n关于2019年度\n扶贫对象动态管理工作的总结", Body: body,
		Annexes: []doc.Annex{{Mark: "附件1", Title: "各村情况表", Body: []doc.Block{grid, doc.Prose{Kind: doc.Note, Text: "注：边缘户不在其中。"}}}},
	}
}

func official(t testing.TB, o *doc.Official, f render.Format) []byte {
	t.Helper()
	fonts := fonts(t)
	o, pages, err := render.SetOfficial(o, fonts)
	must.Succeed(t, err)
	var out bytes.Buffer
	must.Succeed(t, render.WriteOfficial(&out, o, pages, fonts, f))
	return out.Bytes()
}

// word is one word of pdftotext -bbox, in points from the page's upper left.
type word struct {
	page                   int
	left, top, right, base float64
	text                   string
}

var (
	wordPattern = regexp.MustCompile(`<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*)</word>`)
	mm          = 72 / 25.4
)

func words(t *testing.T, data []byte) []word {
	t.Helper()
	var out []word
	page := 0
	for line := range strings.Lines(slowtest.Run(t, "pdftotext", "-bbox", onDisk(t, data), "-")) {
		if strings.Contains(line, "<page ") {
			page++
		}
		m := wordPattern.FindStringSubmatch(line)
		if m == nil {
			continue
		}
		w := word{page: page, text: m[5]}
		for i, to := range []*float64{&w.left, &w.top, &w.right, &w.base} {
			*to, _ = strconv.ParseFloat(m[i+1], 64)
		}
		out = append(out, w)
	}
	return out
}

// TestGB9704 measures the PDF: 22 lines on their grid, 28 characters in a full
// line between the margins, page numbers outside, 7 mm below the type area.
func TestGB9704(t *testing.T) {
	data := official(t, letter(), render.PDF)
	const pitch = 225.0 / 22
	full, last := 0, 0.0
	for _, w := range words(t, data) {
		if w.page > 2 {
			break
		}
		size := (w.base - w.top) / 1.448 // of Noto Serif SC, ascent and descent
		if w.text == "—" || regexp.MustCompile(`^\d$`).MatchString(w.text) && w.top > (297-35)*mm {
			if middle := w.top + 0.64*(w.base-w.top); math.Abs(middle-(297-35+7)*mm) > 3 {
				t.Errorf("page number %q at %.1f pt", w.text, middle)
			}
			if odd := w.page%2 == 1; odd && w.left < 100*mm || !odd && w.right > 100*mm {
				t.Errorf("page %d: number at %.1f pt", w.page, w.left)
			}
			continue
		}
		over := 0.5
		if strings.HasSuffix(w.text, "，") || strings.HasSuffix(w.text, "、") || strings.HasSuffix(w.text, "。") {
			over = 8 // the blank half of a sign may stand over the margin
		}
		if w.left < 28*mm-0.5 || w.right > (210-26)*mm+over {
			t.Errorf("page %d: %q stands at %.1f to %.1f pt", w.page, w.text, w.left, w.right)
		}
		if math.Abs(size-16) < 0.5 {
			line := ((w.top+w.base)/2/mm - 37) / pitch
			if off := math.Abs(line - math.Floor(line) - 0.5); off > 0.1 {
				t.Errorf("page %d: %q stands at line %.2f", w.page, w.text, line+1)
			}
			last = max(last, line)
		}
		if n := len([]rune(w.text)); n == 28 && !strings.ContainsAny(w.text, "0123456789，。") {
			full++
			if math.Abs(w.left-28*mm) > 0.3 || math.Abs(w.right-(210-26)*mm) > 0.5 {
				t.Errorf("a line of 28 characters from %.2f to %.2f pt", w.left, w.right)
			}
		}
	}
	if full < 5 {
		t.Errorf("%d lines of 28 characters", full)
	}
	if last < 21 || last >= 22 {
		t.Errorf("the last line is number %.1f of 22", last+1)
	}
}

// TestNumbersInBrackets: a line before a number in brackets, which cannot be
// broken, is not spread for all to see where its signs can make room for it; no
// sign gives more than its blank half, and ink stays between the margins.
func TestNumbersInBrackets(t *testing.T) {
	const text = "各项收入中，工资性收入119.77万元（占64.9%）、生产经营性收入35.28万元（占19.1%）、转移性收入28.22万元（占15.3%）、" +
		"财产性收入1.26万元（占0.7%）。按致贫原因分，因病163户（占27.2%）、缺资金96户（占16.0%）、因学93户（占15.5%）、缺技术92户（占15.3%）、缺劳动力87户（占14.5%）。"
	var body []doc.Block
	for i := range 14 { // so that the lines end at different places
		body = append(body, doc.Prose{Kind: doc.BodyText, Text: strings.Repeat("经", i) + text})
	}
	_, pages, err := render.SetOfficial(&doc.Official{ID: "summary", Title: "总结", Body: body}, fonts(t))
	must.Succeed(t, err)
	const half = doc.ThirdSize / 2
	lines, drawn, wide := 0, 0, 0
	for _, p := range pages {
		at := make(map[doc.Length][]layout.Run)
		for _, r := range p.Texts {
			at[r.Y] = append(at[r.Y], r)
		}
		for _, runs := range at {
			if runs[0].Size != doc.ThirdSize {
				continue
			}
			lines++
			closer, spread := false, doc.Length(0)
			for _, r := range runs {
				extra := r.Track - doc.CharacterTrack
				closer = closer || extra < 0
				spread = max(spread, extra)
				if extra < -half {
					t.Errorf("%q is drawn %d closer", r.Text, -extra)
				}
			}
			if closer {
				drawn++
			}
			if spread > doc.ThirdSize/8 {
				wide++
			}
			if closer && spread > 0 {
				t.Errorf("a line is spread and drawn together: %v", runs)
			}
		}
	}
	if lines < 80 || drawn < 8 || wide > 2 {
		t.Errorf("of %d lines %d are drawn together and %d spread wide", lines, drawn, wide)
	}
}

// TestOfficialSaysTheSame: every text of an official document is in both files,
// in order; the pictures of Word are there for the charts, with their words.
func TestOfficialSaysTheSame(t *testing.T) {
	o := letter()
	paper := squeeze(slowtest.Run(t, "pdftotext", "-raw", onDisk(t, official(t, o, render.PDF)), "-"))
	paper = regexp.MustCompile(`—\d+—\f?`).ReplaceAllString(paper, "")
	word := official(t, o, render.DOCX)
	flow := squeeze(part(t, word, "word/document.xml", true))
	at, on := 0, 0
	for _, want := range officialTexts(t, o) {
		want = squeeze(want)
		i, k := strings.Index(paper[at:], want), strings.Index(flow[on:], want)
		if i < 0 || k < 0 {
			t.Fatalf("%q: at %d of the PDF, %d of the Word document", want, i, k)
		}
		at, on = at+i+len(want), on+k+len(want)
	}
	xml := part(t, word, "word/document.xml", false)
	for _, want := range []string{
		`descr="因病12户，因残7户"`, `<w:pStyle w:val="Title"/>`, `<w:pStyle w:val="Heading1"/>`, `<w:pStyle w:val="Heading2"/>`, `<w:pStyle w:val="Heading3"/>`,
		`<w:tblHeader/>`, `<w:footerReference w:type="even"`, `w:w="11906" w:h="16838"`, `<w:highlight w:val="yellow"/>`,
	} {
		if !strings.Contains(xml, want) {
			t.Errorf("no %s", want)
		}
	}
	if !strings.Contains(part(t, word, "word/settings.xml", false), "<w:evenAndOddHeaders/>") {
		t.Error("odd and even pages have one foot")
	}
}

// officialTexts gives the texts of a document in order; those of charts stand in
// Word's pictures only.
func officialTexts(t *testing.T, o *doc.Official) []string {
	t.Helper()
	var out []string
	add := func(body []doc.Block) {
		for _, b := range body {
			switch b := b.(type) {
			case doc.Prose:
				out = append(out, b.Text)
			case *doc.Chart:
				out = append(out, b.Title)
			case *doc.Grid:
				for _, c := range b.Cells {
					out = append(out, doc.Plain(c.Items))
				}
			default:
				t.Fatalf("%T", b)
			}
		}
	}
	out = append(out, o.PlainTitle())
	add(o.Body)
	for _, a := range o.Annexes {
		out = append(out, a.Mark, a.PlainTitle())
		add(a.Body)
	}
	return out
}

// part gives one part of a Word document, as it is or its text alone.
func part(t *testing.T, data []byte, name string, text bool) string {
	t.Helper()
	xml := string(ooxmltest.Parts(t, data)[name])
	if !text {
		return xml
	}
	return regexp.MustCompile(`<[^>]*>`).ReplaceAllString(xml, "")
}

// TestOfficialSavedAgain: an official document that an office opened and saved is
// still one: headings are headings, text has no formatting of its own, the grid,
// the page numbers, tables and charts are there, and the pages are as many.
func TestOfficialSavedAgain(t *testing.T) {
	dir := t.TempDir()
	file, saved := filepath.Join(dir, "总结.docx"), filepath.Join(dir, "又存")
	must.Succeed(t, os.WriteFile(file, official(t, letter(), render.DOCX), 0o600))
	saveAs := func(file, kind, folder string) {
		slowtest.Output(t, exec.Command(slowtest.Tool(t, "soffice"), "-env:UserInstallation=file://"+dir+"/profile", "--headless", "--convert-to", kind, "--outdir", folder, file))
	}
	saveAs(file, "docx", saved)
	again := filepath.Join(saved, "总结.docx")
	data, err := os.ReadFile(again)
	must.Succeed(t, err)
	body := part(t, data, "word/document.xml", false)
	for want, n := range map[string]int{
		`<w:pStyle w:val="Heading1"/>`: 1, `<w:pStyle w:val="Heading2"/>`: 1, `<w:pStyle w:val="Heading3"/>`: 1, `<w:pStyle w:val="Title"/>`: 2,
		"<w:tbl>": 1, "<w:tblHeader": 1, `r:embed="`: 2, `descr="因病12户，因残7户"`: 1, `<w:highlight w:val="yellow"/>`: 1,
		`w:type="even"`: 1, `w:linePitch="579"`: 1, `<w:pgSz w:w="11906" w:h="16838"`: 1,
	} {
		if got := strings.Count(body, want); got < n {
			t.Errorf("%d times %s, want %d", got, want, n)
		}
	}
	if own := regexp.MustCompile(`<w:rPr><w:(rFonts|sz|spacing) [^>]*>(.{0,200})各村组织力量`).FindString(body); own != "" {
		t.Errorf("running text is formatted by itself: %s", own)
	}
	styles := part(t, data, "word/styles.xml", false)
	for _, want := range []string{`w:lineRule="exact" w:line="579"`, `w:eastAsia="仿宋"`, `w:eastAsia="方正小标宋简体"`, `w:eastAsia="楷体"`, `w:eastAsia="黑体"`, `w:name w:val="公文 正文"`} {
		if !strings.Contains(styles, want) {
			t.Errorf("no %s in the styles", want)
		}
	}
	saveAs(file, "pdf", dir)
	saveAs(again, "pdf", saved)
	pages := func(dir string) string {
		return regexp.MustCompile(`Pages:\s+\d+`).FindString(slowtest.Run(t, "pdfinfo", filepath.Join(dir, "总结.pdf")))
	}
	if before, after := pages(dir), pages(saved); before == "" || before != after {
		t.Errorf("%s before, %s after", before, after)
	}
}

// TestOfficialFiles: two runs are equal, the tools that check files have nothing
// to say, and the file names nobody.
func TestOfficialFiles(t *testing.T) {
	for _, f := range render.OfficialFormats {
		data := official(t, letter(), f)
		if !bytes.Equal(data, official(t, letter(), f)) {
			t.Errorf("%s differs from run to run", f)
		}
		name := onDisk(t, data)
		if f == render.PDF {
			slowtest.Run(t, "qpdf", "--check", name)
			continue
		}
		must.Succeed(t, os.Rename(name, name+".docx"))
		slowtest.Valid(t, name+".docx")
	}
}

// TestOfficialBlocks: the blocks of forms are unknown to official documents, and
// theirs to forms.
func TestOfficialBlocks(t *testing.T) {
	heading := &doc.Official{ID: "x", Title: "题", Body: []doc.Block{doc.Heading{Text: "一"}}}
	if _, _, err := render.SetOfficial(heading, fonts(t)); err == nil {
		t.Error("a form's heading was set")
	}
	if err := render.WriteOfficial(io.Discard, heading, nil, fonts(t), render.DOCX); err == nil {
		t.Error("a form's heading was written")
	}
	if err := render.WriteOfficial(io.Discard, letter(), nil, fonts(t), render.XLSX); err == nil {
		t.Error("a workbook was written")
	}
	for _, b := range []doc.Block{doc.Prose{Text: "一"}, &doc.Chart{Title: "图"}} {
		d := &doc.Document{Form: "x", Title: "题", Paper: doc.OfficialPaper(), Body: []doc.Block{b}}
		if _, err := layout.Pages(d, fonts(t).Measurer()); err == nil {
			t.Errorf("a form's page has %T", b)
		}
		shell, err := fs.ReadFile(templates.Shells, "docx/form.docx")
		must.Succeed(t, err)
		s, err := docx.LoadShell(shell)
		must.Succeed(t, err)
		word, err := docx.New(s, docx.Meta{})
		must.Succeed(t, err)
		if err := word.Add(d, 1); err == nil {
			t.Errorf("a form's Word document has %T", b)
		}
		cb := rostertest.Codebook(t)
		book, err := xlsx.New(cb, xlsx.Meta{})
		must.Succeed(t, err)
		if err := book.Add(d, 1); err == nil {
			t.Errorf("a form's workbook has %T", b)
		}
	}
}

// TestOfficialLayout holds where everything stands, with even widths.
func TestOfficialLayout(t *testing.T) {
	_, pages, err := layout.Official(letter(), even{})
	must.Succeed(t, err)
	var got bytes.Buffer
	must.Succeed(t, layout.Dump(&got, pages))
	golden(t, "official", got.Bytes())
}

// TestSignatureStaysWithText: however long the text, the signature never stands
// alone on its page.
func TestSignatureStaysWithText(t *testing.T) {
	for n := range 24 {
		o := &doc.Official{ID: "x", Title: "题"}
		for range n + 10 {
			o.Body = append(o.Body, doc.Prose{Kind: doc.BodyText, Text: strings.Repeat("文", 26+28)}) // two lines
		}
		o.Body = append(o.Body, doc.Prose{Kind: doc.Empty}, doc.Prose{Kind: doc.Empty},
			doc.Prose{Kind: doc.Signature, Text: "办事处"}, doc.Prose{Kind: doc.SignedDate, Text: "2020年1月3日"})
		_, pages, err := layout.Official(o, even{})
		must.Succeed(t, err)
		last := pages[len(pages)-1]
		if first := last.Texts[0].Text; first == "办事处" || first == "2020年1月3日" {
			t.Errorf("%d paragraphs: the last page begins with %s", n+10, first)
		}
	}
}

// TestAnnexNamesTakeTextAlong: the names of annexes and the signature below them
// stand on no page without text.
func TestAnnexNamesTakeTextAlong(t *testing.T) {
	for n := range 24 {
		o := &doc.Official{ID: "x", Title: "题"}
		for range n + 10 {
			o.Body = append(o.Body, doc.Prose{Kind: doc.BodyText, Text: strings.Repeat("文", 26+28)})
		}
		o.Body = append(o.Body, doc.Prose{Kind: doc.Empty}, doc.Prose{Kind: doc.AnnexList, Text: "附件：1. 甲表"}, doc.Prose{Kind: doc.AnnexList, Text: "2. 乙表"},
			doc.Prose{Kind: doc.Empty}, doc.Prose{Kind: doc.Empty},
			doc.Prose{Kind: doc.Signature, Text: "办事处"}, doc.Prose{Kind: doc.SignedDate, Text: "2020年1月3日"})
		_, pages, err := layout.Official(o, even{})
		must.Succeed(t, err)
		if first := pages[len(pages)-1].Texts[0].Text; !strings.Contains(first, "文") && first != "题" {
			t.Errorf("%d paragraphs: the last page begins with %s", n+10, first)
		}
	}
}

// TestLastLineTakesTextAlong: where the last paragraph is one line, such as 四是, the
// page of the signature begins with the paragraph before it.
func TestLastLineTakesTextAlong(t *testing.T) {
	for n := range 24 {
		o := &doc.Official{ID: "x", Title: "题"}
		for range n + 10 {
			o.Body = append(o.Body, doc.Prose{Kind: doc.BodyText, Text: strings.Repeat("文", 26+28)})
		}
		o.Body = append(o.Body, doc.Prose{Kind: doc.BodyText, Text: "四是巩固成果。"}, doc.Prose{Kind: doc.Empty}, doc.Prose{Kind: doc.AnnexList, Text: "附件：甲表"},
			doc.Prose{Kind: doc.Empty}, doc.Prose{Kind: doc.Signature, Text: "办事处"}, doc.Prose{Kind: doc.SignedDate, Text: "2020年1月3日"})
		if at := doc.WithSignature(o.Body); at != n+9 {
			t.Fatalf("block %d of %d begins it", at, len(o.Body))
		}
		_, pages, err := layout.Official(o, even{})
		must.Succeed(t, err)
		if first := pages[len(pages)-1].Texts[0].Text; !strings.Contains(first, "文") && first != "题" {
			t.Errorf("%d paragraphs: the last page begins with %s", n+10, first)
		}
	}
}

// TestAnnexNamesStayInWord: every paragraph from the last text to the day is kept
// with the next one, so that no page has the names of annexes alone.
func TestAnnexNamesStayInWord(t *testing.T) {
	o := letter()
	from := doc.WithSignature(o.Body)
	xml := part(t, official(t, o, render.DOCX), "word/document.xml", false)
	paragraphs := strings.Split(xml, "<w:p>")
	n := 0
	for _, b := range o.Body[from:] {
		p := b.(doc.Prose)
		if p.Text == "" || p.Kind == doc.SignedDate {
			continue
		}
		n++
		of := slices.DeleteFunc(slices.Clone(paragraphs), func(s string) bool {
			return regexp.MustCompile(`<[^>]*>`).ReplaceAllString(s, "") != p.Text
		})
		if len(of) == 0 || !strings.Contains(of[len(of)-1], "<w:keepNext/>") {
			t.Errorf("%q is not kept with what follows", p.Text)
		}
	}
	if n < 3 {
		t.Errorf("%d paragraphs looked at", n)
	}
}

// TestChartGivesWay: where a page has no room for a chart, text fills it, and the
// chart stands behind the paragraph that runs over; but never past a heading of
// the first level. The document as it was set has it there too, for Word.
func TestChartGivesWay(t *testing.T) {
	chart := &doc.Chart{Title: "图1　甲（户）", Series: []string{""}}
	for range 8 {
		chart.Items = append(chart.Items, doc.ChartItem{Label: "甲", Values: []float64{1}, Texts: []string{"1"}})
	}
	lines := func(n int) doc.Prose { return doc.Prose{Kind: doc.BodyText, Text: strings.Repeat("文", 28*n-2)} }
	page := func(next doc.Block) string {
		t.Helper()
		set, pages, err := layout.Official(&doc.Official{ID: "x", Title: "题", Body: []doc.Block{lines(15), chart, next, lines(8)}}, even{})
		must.Succeed(t, err)
		place := slices.IndexFunc(set.Body, func(b doc.Block) bool { return b == doc.Block(chart) })
		if gave := next.(doc.Prose).Kind == doc.BodyText; len(set.Body) != 4 || (place == 2) != gave {
			t.Errorf("%d blocks, the chart is number %d", len(set.Body), place)
		}
		first, n := pages[0], 0
		for _, r := range first.Texts {
			if strings.Contains(r.Text, "文") {
				n++
			}
		}
		if slices.ContainsFunc(first.Texts, func(r layout.Run) bool { return strings.Contains(r.Text, "图1") }) {
			t.Error("the chart stands where it has no room")
		}
		return strconv.Itoa(n) + " then " + pages[1].Texts[0].Text[:len("文")]
	}
	if got := page(lines(8)); got != "20 then 文" {
		t.Error("the page is not filled with text:", got)
	}
	if got := page(doc.Prose{Kind: doc.Level1, Text: "二、做法"}); got != "15 then 甲" {
		t.Error("a chart went into another part:", got)
	}
}

// TestNumbersAreNotSpread: a line that is spread to the margin leaves the digits of
// a number together.
func TestNumbersAreNotSpread(t *testing.T) {
	text := strings.Repeat("文", 20) + "和9042.13元与" + "12345678.25" + strings.Repeat("文", 30)
	_, pages, err := layout.Official(&doc.Official{ID: "x", Title: "题", Body: []doc.Block{doc.Prose{Kind: doc.BodyText, Text: text}}}, even{})
	must.Succeed(t, err)
	spread := false
	for _, r := range pages[0].Texts {
		inNumber := len(r.Text) > 1 && !strings.ContainsFunc(r.Text, func(c rune) bool { return c > 127 || c == ' ' })
		spread = spread || r.Track > doc.CharacterTrack && strings.Contains(r.Text, "文")
		if inNumber && r.Track > doc.CharacterTrack {
			t.Errorf("%q is spread", r.Text)
		}
	}
	if !spread {
		t.Error("no line was spread, so that nothing was tested")
	}
}

// TestPicture: a chart's picture says how fine it is, is as wide as the text and
// has black, white and gray in it.
func TestPicture(t *testing.T) {
	c := letter().Body[len(letter().Body)-9].(*doc.Chart)
	faces := fonts(t)
	var file bytes.Buffer
	must.Succeed(t, render.NewPainter(faces).PNG(&file, layout.Picture(c, faces.Measurer()), picture.Print))
	data := file.Bytes()
	img, err := png.Decode(bytes.NewReader(data))
	must.Succeed(t, err)
	if w := img.Bounds().Dx(); w != 1843 { // 156 mm at 300 dpi
		t.Errorf("%d wide", w)
	}
	if at := bytes.Index(data, []byte("pHYs\x00\x00\x2e\x23\x00\x00\x2e\x23\x01")); at < 0 { // 11811 a metre
		t.Error("no resolution")
	}
	seen := make(map[uint8]int)
	for y := range img.Bounds().Dy() {
		for x := range img.Bounds().Dx() {
			g, _, _, _ := img.At(x, y).RGBA()
			seen[uint8(g>>8)]++
		}
	}
	for _, g := range []uint8{0, 90, 205, 255} {
		if seen[g] < 100 {
			t.Errorf("%d points of gray %d", seen[g], g)
		}
	}
}

// TestOwnFaces: a face that is at hand for 楷体 sets its headings, and only those.
func TestOwnFaces(t *testing.T) {
	kai, err := templates.Fonts.ReadFile(templates.FontHead) // any other face will do
	must.Succeed(t, err)
	own, err := render.LoadOfficialFonts(templates.Fonts, map[doc.Face][]byte{doc.FaceKai: kai}, templates.FontText, templates.FontHead, templates.FontTitle)
	must.Succeed(t, err)
	_, pages, err := render.SetOfficial(letter(), own)
	must.Succeed(t, err)
	heading := own.Measurer().Glyph(doc.FaceKai, '动').Face
	for _, p := range pages {
		for _, r := range p.Texts {
			if (r.Face == heading) != (r.Text == "（一）动员部署") {
				t.Errorf("%q is in face %d", r.Text, r.Face)
			}
		}
	}
	var out bytes.Buffer
	must.Succeed(t, render.WriteOfficial(&out, letter(), pages, own, render.PDF))
	if text := slowtest.Run(t, "pdftotext", "-raw", onDisk(t, out.Bytes()), "-"); !strings.Contains(text, "（一）动员部署") {
		t.Error("the heading cannot be read")
	}
}
