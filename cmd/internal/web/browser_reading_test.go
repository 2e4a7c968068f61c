package web

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"ruhu/model/must"
)

// inBrowserReading: a roster with heads and words of its own is put right with the
// keyboard alone, and taken back.
func inBrowserReading(t *testing.T, browser context.Context) {
	b := start(t, browser)
	b.choose("#roster-files", written(t, "南村.csv", strings.ReplaceAll(odd, "<script>x</script>", "邻里评价")))
	b.until(`document.querySelector("#households")`)
	b.step("/reading")
	b.wants(map[string]string{"#unread": "3", "#unknown": "0"})
	b.look("读得对吗")

	field := `[aria-label="“文化程渡”是哪一项"]`
	b.do(chromedp.Focus(chromedp.CSS(field)), chromedp.SendKeys(chromedp.CSS(field), "A8"+kb.Enter))
	b.until(`document.querySelector(".done") && document.activeElement === document.querySelector(".done")`)
	b.wants(map[string]string{"#unread": "2", "#unknown": "1", "#members": "3"})
	b.do(chromedp.SetValue(chromedp.CSS(`select[name="answer"]`), "初中"), chromedp.Focus(chromedp.CSS(`select[name="answer"]`)), chromedp.KeyEvent(kb.Tab), chromedp.KeyEvent(kb.Enter))
	b.until(`document.querySelector("#unknown").textContent === "0"`)
	b.look("读得对吗-改过")
	b.do(chromedp.Reload())
	b.wants(map[string]string{"#unread": "2", "#unknown": "0"})
	b.click(`button[aria-label="不要了：“文化程渡”"]`)
	b.until(`document.querySelector("#unread").textContent === "3"`)
	b.click(".done button") // taken back again
	b.until(`document.querySelector("#unread").textContent === "2"`)
	data, err := os.ReadFile(filepath.Join(b.server.Dir, "ruhu.yaml"))
	if err != nil || !strings.HasSuffix(string(data), "\nvalues:\n  文化程度:\n    中学: 初中\nmap:\n  文化程渡: A8\n") {
		t.Errorf("%q %v", data, err)
	}
}

// inBrowserSettings: settings are saved with clear errors; fonts, blank forms and the
// empty roster are at hand without a roster.
func inBrowserSettings(t *testing.T, browser context.Context) {
	b := start(t, browser)
	b.visit("/settings")
	b.look("设置-没有名册")
	b.do(chromedp.SendKeys(chromedp.CSS("#set-unit"), "云海街道办事处"), chromedp.SendKeys(chromedp.CSS("#set-year"), "20x9"+kb.Enter))
	b.until(`document.querySelector("#saved .fault")`)
	if got := b.text("#saved"); !strings.Contains(got, "“20x9”不是年度") {
		t.Errorf("told %q", got)
	}
	b.do(chromedp.SetValue(chromedp.CSS("#set-year"), "2020"))
	b.click(`form[action^="/settings/save"] button.main`)
	b.until(`document.querySelector("#saved .done")`)
	saved := ask[string](b, `document.querySelector("#saved input").value`)
	b.do(chromedp.SetValue(chromedp.CSS("#set-street"), "云海街道"))
	b.click(`form[action^="/settings/save"] button.main`) // again, of the page as it is
	b.until(`document.querySelector("#saved .done") && document.querySelector("#saved input").value !== ` + literal(saved))
	data, err := os.ReadFile(filepath.Join(b.server.Dir, "ruhu.yaml"))
	if err != nil || string(data) != "# ruhu 的设置。可以在页面上改，也可以用记事本改。\nyear: 2020\nunit: 云海街道办事处\nstreet: 云海街道\n" {
		t.Errorf("%q %v", data, err)
	}
	b.click(`[data-opens="#faces-place"]`)
	b.until(`document.querySelector("#faces table")`)
	b.do(chromedp.SendKeys(chromedp.CSS("#letters-text"), "𠮷甲"+kb.Enter))
	b.until(`document.querySelector("#letters table")`)
	b.look("设置-字体")
	b.visit("/roster")
	b.click("#sample")
	b.until(`document.querySelector("#households")`)
	b.step("/settings")
	b.click(`[data-opens="#rare-place"]`)
	b.until(`document.querySelector("#rare").children.length > 0`)
	b.click(`input[name="form"]`)
	b.click(`form[action^="/settings/blank"] button[type="submit"]`)
	b.until(`document.querySelector("#blank .done")`)
	b.look("设置")
}

// inBrowserFill: a form that another office sent is filled.
func inBrowserFill(t *testing.T, browser context.Context) {
	b := start(t, browser)
	b.click("#sample")
	b.until(`document.querySelector("#households")`)
	b.step("/fill")
	b.look("填表-空")
	form, err := filepath.Abs("../../../samples/信息采集表.docx")
	must.Succeed(t, err)
	b.choose("#fill-file", form)
	b.until(`document.querySelector("#places")`)
	b.look("填表")
	b.click("#fill-write")
	b.until(`document.querySelector("#copies") && document.querySelector("#files a")`)
	b.audit()
}
