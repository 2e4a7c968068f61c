package web

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"ruhu/model/must"
	"ruhu/model/slowtest"
)

// TestBrowser drives the page as people do, in one browser.
func TestBrowser(t *testing.T) {
	browser := chromium(t)
	for name, test := range map[string]func(*testing.T, context.Context){
		"roster":   inBrowserRoster,
		"hostile":  inBrowserHostile,
		"circle":   inBrowserCircle,
		"stopped":  inBrowserStopped,
		"tabs":     inBrowserTabs,
		"reading":  inBrowserReading,
		"settings": inBrowserSettings,
		"print":    inBrowserPrint,
		"problems": inBrowserProblems,
		"fill":     inBrowserFill,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, browser)
		})
	}
}

// written writes a roster of delimited text.
func written(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	must.Succeed(t, os.WriteFile(path, []byte(text), 0o600))
	return path
}

// inBrowserRoster: the first page, empty and with the sample, survives back and reload.
func inBrowserRoster(t *testing.T, browser context.Context) {
	b := start(t, browser)
	b.look("名册-空")
	b.click("#sample")
	b.until(`document.querySelector("#households")`)
	b.wants(map[string]string{"#households": "52", "#members": "190"})
	b.look("名册")
	b.do(chromedp.Reload())
	b.wants(map[string]string{"#households": "52"})
	b.do(chromedp.NavigateBack())
	b.until(`document.querySelector("#roster-files")`)
	b.do(chromedp.NavigateForward())
	b.wants(map[string]string{"#households": "52", "#members": "190"})
	b.choose("#roster-files", written(t, "另一份.csv", "行政村,户编号,姓名,与户主关系\n一村,320799000001,张三,户主\n一村,320799000001,李四,配偶\n"))
	b.until(`document.querySelector("#households") && document.querySelector("#households").textContent === "1"`)
	b.wants(map[string]string{"#members": "2"})
}

// inBrowserCircle: the whole work with the sample.
func inBrowserCircle(t *testing.T, browser context.Context) {
	b := start(t, browser)
	b.click("#sample")
	b.until(`document.querySelector("#households")`)
	dir := b.server.projects.find("").dir

	b.step("/problems")
	b.look("问题-示例")
	if b.text("#errors") == "" || b.text("#warnings") == "" {
		t.Error("no number of faults")
	}
	b.step("/print")
	b.until(`document.querySelector("#preview img").naturalWidth > 500`)
	if first := b.text("#preview .of"); first == "" {
		t.Error("nobody's page is seen")
	}
	b.click("#next")
	b.until(`document.querySelector("#preview").dataset.page === "2"`)
	b.look("打印-示例")
	b.click("#print")
	b.until(`document.querySelector("#files li")`)
	b.do(chromedp.Reload())
	if n := ask[int](b, `document.querySelectorAll("#files li").length`); n < 5 {
		t.Errorf("%d files", n)
	}
	v := "云台村"
	back := filled(t, filepath.Join(dir, v, v+"-入户核实回填表.xlsx"), "32079900100001", "32079900100002")
	b.step("/returns")
	b.look("收回-空")
	b.choose("#return-files", back)
	b.until(`document.querySelector("#found")`)
	b.wants(map[string]string{"#returns": "1", "#found": "1", "#held": "1", "#keyed-done": "0"})
	b.look("收回")
	tick := `#keyed tbody input[type="checkbox"]`
	id := ask[string](b, `document.querySelector(`+literal(tick)+`).id`)
	b.click(tick)
	b.until(`fetch(location.href).then(r => r.text()).then(t => window.marked = t.includes('id="keyed-done">1<')), window.marked`)
	if at := ask[string](b, "document.activeElement.id"); at != id {
		t.Errorf("who ticked is now at %q, not at the tick", at)
	}
	b.do(chromedp.Reload())
	b.wants(map[string]string{"#keyed-done": "1"})
	b.until(`document.readyState === "complete" && document.body.getAttribute("aria-busy") !== "true"`)
	b.click("#keyed-open")
	b.until(`document.querySelectorAll("#keyed tbody tr").length === 0`)

	b.step("/summary")
	b.until(`document.querySelector(".letter img") && document.querySelector(".letter img").naturalWidth > 900`)
	open := len(ask[[]string](b, `Array.from(document.querySelectorAll(".gap textarea"), f => f.id)`))
	if open < 10 || b.text("#letter-open") != strconv.Itoa(open) {
		t.Errorf("%d gaps, %s of them open", open, b.text("#letter-open"))
	}
	left := func(n int) {
		t.Helper()
		b.until(`document.querySelector("#letter-open") && document.querySelector("#letter-open").textContent === "` + strconv.Itoa(n) + `"`)
	}
	b.do(chromedp.SetValue(chromedp.CSS("#say-unit"), "河东街道办事处"), chromedp.SetValue(chromedp.CSS("#say-street"), "河东街道"),
		chromedp.SetValue(chromedp.CSS("#say-date"), "2020-01-03"))
	b.click("#say")
	left(open - 3)
	b.do(chromedp.SendKeys(chromedp.CSS("#gap-0"), "因病返贫，已纳入临时救助"))
	b.until(`document.querySelector("#kept-0").textContent === "已记下"`)
	b.click("#set")
	left(open - 4)
	b.until(`document.querySelector(".letter img").naturalWidth > 900`)
	b.look("总结")
	b.do(chromedp.SendKeys(chromedp.CSS("#gap-1"), `<script>window.caught=1</script>`))
	b.until(`document.querySelector("#kept-1").textContent === "已记下"`)
	b.do(chromedp.Reload())
	left(open - 5)
	b.wants(map[string]string{"#gap-0": "因病返贫，已纳入临时救助", "#gap-1": `<script>window.caught=1</script>`})
	if ask[bool](b, "!!window.caught") {
		t.Error("what was filled in is run")
	}
	b.click("#write")
	b.until(`document.querySelectorAll("#files li").length === 3`)
	b.click("#ledgers")
	b.until(`document.querySelector("#files").textContent.includes("台账")`)
}

// inBrowserStopped: a run that is stopped says what is whole, and is taken up again.
func inBrowserStopped(t *testing.T, browser context.Context) {
	b := start(t, browser)
	b.choose("#roster-files", street(t))
	b.until(`document.querySelector("#households")`)
	b.step("/print")
	b.click("#print")
	b.until(`document.querySelector("#stop")`)
	b.do(chromedp.Reload()) // it goes on meanwhile
	b.until(`document.querySelector("#progress").textContent.includes("正在打印") && document.querySelector("#progress progress").value > 400`)
	b.do(chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error { // a click would wait for a button that is gone
		_, err := chromedp.Run(ctx, chromedp.Evaluate[any](`(document.querySelector("#stop") || document.body).click()`))
		return err
	}))
	b.until(`/已中止|打印好了/.test(document.querySelector("#job").textContent)`)
	if strings.Contains(b.text("#job"), "打印好了") {
		t.Skip("a machine too fast to be stopped")
	}
	b.audit()
	b.click("#resume")
	b.until(`document.querySelector("#job").textContent.includes("打印好了")`)
}

// street is a roster that takes a while to be printed.
func street(t *testing.T) string {
	var b strings.Builder
	b.WriteString("行政村,户编号,姓名,与户主关系\n")
	for i := range 3000 {
		for k, relation := range []string{"户主", "配偶", "之子"} {
			fmt.Fprintf(&b, "%d村,3207990%05d,人%c%c,%s\n", i/20+1, i, '一'+rune(i), '丁'+rune(k), relation)
		}
	}
	return written(t, "街道.csv", b.String())
}

// inBrowserTabs: two tabs with rosters of their own do not disturb each other, wherever
// one goes back to; an address of a project that is closed says so.
func inBrowserTabs(t *testing.T, browser context.Context) {
	first := start(t, browser)
	first.click("#sample")
	first.until(`document.querySelector("#households")`)
	second := enter(t, browser, first.server)
	second.visit("/roster")
	second.choose("#roster-files", written(t, "另一份.csv", "行政村,户编号,姓名,与户主关系\n一村,320799000001,张三,户主\n"))
	second.until(`document.querySelector("#members") && document.querySelector("#members").textContent === "1"`)
	for _, s := range steps {
		first.step(s.Path)
		second.step(s.Path)
	}
	first.step("/roster")
	first.wants(map[string]string{"#households": "52"})
	second.step("/roster")
	second.wants(map[string]string{"#households": "1"})
	for _, tab := range []*tab{first, second} {
		for _, s := range slices.Backward(steps) {
			tab.back(s.Path)
		}
		tab.do(chromedp.Reload())
		tab.until(`document.querySelector("#members")`)
	}
}

// inBrowserHostile: what stands in rosters is text, whatever it looks like.
func inBrowserHostile(t *testing.T, browser context.Context) {
	b := start(t, browser)
	const bad = `<script>window.caught=1</script><img src=x onerror=window.caught=1>`
	b.choose("#roster-files", written(t, "名册.csv", "行政村,户编号,姓名,与户主关系\n"+bad+",320799000001,"+bad+",户主\n"))
	b.until(`document.querySelector("#households")`)
	for _, page := range steps {
		path := page.Path
		b.step(path)
		if ask[bool](b, `!!window.caught || document.querySelector("main script, main img[src=x]") !== null`) {
			t.Errorf("%s runs what stands in a roster", path)
		}
	}
}

// TestOldBrowsers: scripts and styles are what Chrome 86 understands.
func TestOldBrowsers(t *testing.T) {
	esbuild := slowtest.Tool(t, "esbuild")
	modern := regexp.MustCompile(`:has\(|:is\(|:where\(|@container|@layer|@starting-style|\binert\b|\bpopover\b|aspect-ratio|accent-color|\binset:|\bdvh\b|` +
		`color-mix|structuredClone|randomUUID|hasOwn\(|\.at\(|findLast|\.toSorted|\.toReversed|\.groupBy|AbortSignal\.(timeout|any)|Promise\.any|scheduler\.|showModal|startViewTransition`)
	names, err := filepath.Glob("static/*s")
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	space := strings.NewReplacer(" ", "", "\n", "", "\t", "")
	for _, name := range names {
		old := space.Replace(slowtest.Run(t, esbuild, "--log-level=warning", "--target=chrome86", name))
		if now := space.Replace(slowtest.Run(t, esbuild, "--log-level=warning", "--target=esnext", name)); old != now {
			t.Errorf("%s: Chrome 86 wants\n%s\nfor\n%s", name, old, now)
		}
		text, err := os.ReadFile(name)
		must.Succeed(t, err)
		if found := modern.FindAllString(string(text), -1); found != nil {
			t.Errorf("%s: %q are newer than Chrome 86", name, found)
		}
	}
}
