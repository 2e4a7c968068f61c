package web

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// inBrowserPrint: choosing shows at once what comes of it; pages are turned by the
// keyboard; what was chosen and printed is there after back, reload and in a second tab.
func inBrowserPrint(t *testing.T, browser context.Context) {
	b := start(t, browser)
	b.click("#sample")
	b.until(`document.querySelector("#households")`)
	b.step("/print")
	b.until(`document.querySelector("#sheets")`)
	b.look("打印")
	all := b.text("#pages")

	page := func(n, of string) {
		t.Helper()
		b.until(`document.querySelector("#preview").dataset.page === "` + n + `"`)
		if got := ask[string](b, `document.querySelector("#preview").dataset.pages`); of != "" && got != of {
			t.Errorf("page %s of %s, want %s", n, got, of)
		}
		b.until(`document.querySelector("#preview img").naturalWidth > 1000`)
	}
	page("1", "3")
	for _, turn := range []struct{ key, page string }{
		{kb.ArrowRight, "2"}, {kb.ArrowRight, "3"}, {kb.ArrowLeft, "2"}, {kb.PageDown, "1"}, {kb.PageUp, "1"},
	} {
		before := b.text("#preview .of")
		b.do(chromedp.KeyEvent(turn.key))
		page(turn.page, "")
		if turn.key == kb.PageDown {
			b.until(`document.querySelector("#preview .of").textContent !== ` + literal(before))
		}
	}

	b.do(chromedp.SendKeys(chromedp.CSS("#family-query"), "wqy")) // 魏巧云, a member
	b.until(`document.querySelector("#found button")`)
	b.click("#found button")
	b.until(`document.querySelector("#chosen li") && document.querySelector("#sheets")`)
	b.until(`document.querySelector("#pages").textContent !== ` + literal(all))
	some := b.text("#pages")
	b.do(chromedp.Reload())
	b.until(`document.querySelector("#chosen li") && document.querySelector("#sheets")`)
	b.wants(map[string]string{"#pages": some})

	second := enter(t, browser, b.server)
	second.visit(ask[string](b, "location.pathname") + "?p=" + b.server.projects.find("").id)
	second.click(`input[name=duplex]`)
	second.until(`document.querySelector("#paper") && document.querySelector("#paper").textContent.includes("双面")`)
	b.click("#print")
	b.until(`document.querySelector("#files")`)
	b.look("打印好了")
	if n := ask[int](b, `document.querySelectorAll("#files a").length`); n != 3 {
		t.Errorf("%d files", n)
	}
	b.wants(map[string]string{"#pages": some}) // as before the second tab chose
	b.step("/problems")
	b.do(chromedp.NavigateBack())
	b.until(`document.querySelector("#files") && document.querySelector("#chosen li")`)
	second.do(chromedp.Reload())
	second.until(`document.querySelector("#files") && document.querySelector("input[name=duplex]").checked`)
}

// inBrowserProblems: findings by rule, and a household's sheet with its star.
func inBrowserProblems(t *testing.T, browser context.Context) {
	s := open(t)
	s.upload("/roster/files", http.StatusNoContent, file{"名册.csv", strings.NewReader(faulty(130))})
	b := enter(t, browser, s.server)
	b.step("/problems")
	b.until(`document.querySelector("#errors")`)
	b.look("问题")
	b.click(`section table a[href*="rule="]`)
	b.until(`location.search.includes("rule=") && document.readyState === "complete"`)
	b.click(`.findings th a`)
	b.until(`document.querySelector("#preview img") && document.querySelector("#preview img").naturalWidth > 1000`)
	b.look("一户的问题")
	ask[bool](b, "setTimeout(() => history.back(), 10) > 0") // what comes back is as it was left, which the driver does not see
	b.until(`location.search.includes("rule=") && document.querySelector(".findings")`)
	ask[bool](b, `document.querySelector("#write-list").click(), true`)
	b.until(`document.querySelector("#list a")`)
}
