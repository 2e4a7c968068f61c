package render_test

import (
	"bytes"
	"math"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"ruhu/render"
	"ruhu/render/doc"
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
	pages, err := render.SetOfficial(o, fonts)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := render.WriteOfficial(&out, o, pages, fonts, f); err != nil {
		t.Fatal(err)
	}
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
	for line := range strings.Lines(tool(t, "pdftotext", "-bbox", onDisk(t, data), "-")) {
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
	if dir := os.Getenv("KEEP_OFFICIAL"); dir != "" {
		os.WriteFile(dir+"/letter.pdf", data, 0o600)
		os.WriteFile(dir+"/letter.docx", official(t, letter(), render.DOCX), 0o600)
	}
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
		if w.left < 28*mm-0.5 || w.right > (210-26)*mm+0.5 {
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
