package web

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"ruhu/model/must"
	"ruhu/model/slowtest"
)

// The size of the screens that the page must be readable on.
const screenWidth, screenHeight = 1366, 768

// phoneWidth is that of a narrow window.
const phoneWidth = 390

// chromium starts Debian's chromium, which asks nothing of the network; the test is
// skipped without it. Tabs are made of the context that it gives.
func chromium(t *testing.T) context.Context {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(slowtest.Tool(t, "chromium")), chromedp.NoFirstRun, chromedp.NoSandbox, chromedp.DisableGPU, // root has no sandbox
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true),
		chromedp.Flag("lang", "zh-CN"), chromedp.WindowSize(screenWidth, screenHeight), chromedp.WSURLReadTimeout(time.Minute))
	ctx, end := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(end)
	ctx, end = chromedp.NewContext(ctx)
	t.Cleanup(end)
	must.Succeed(t, chromedp.Do(ctx))
	return ctx
}

// tab is a tab of a browser. Every fault of a script and everything that the page's
// policy forbids fails the test.
type tab struct {
	*testing.T
	ctx    context.Context
	server *Server
}

// enter opens a tab on a server and goes in by a key.
func enter(t *testing.T, browser context.Context, s *Server) *tab {
	t.Helper()
	ctx, end := chromedp.NewContext(browser)
	t.Cleanup(end)
	ctx, end = context.WithTimeout(ctx, 15*time.Minute)
	t.Cleanup(end)
	b := &tab{t, ctx, s}
	err := chromedp.Listen(ctx, func(event any) {
		switch e := event.(type) {
		case *runtime.EventExceptionThrown:
			t.Errorf("script: %v", e.ExceptionDetails)
		case *log.EventEntryAdded:
			if !strings.Contains(e.Entry.Text, "the server responded with a status of 422") { // a fault that is told
				t.Errorf("%s: %s %s", e.Entry.Source, e.Entry.Text, e.Entry.URL)
			}
		}
	})
	must.Succeed(t, err)
	b.do(chromedp.EmulateViewport(screenWidth, screenHeight), chromedp.Navigate(s.Key()))
	return b
}

// start opens a server of its own, and a tab on it.
func start(t *testing.T, browser context.Context) *tab {
	t.Helper()
	return enter(t, browser, open(t).server)
}

func (b *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	b.Helper()
	must.Succeed(b, chromedp.Do(b.ctx, steps...))
}

// visit goes to an address of the page.
func (b *tab) visit(path string) {
	b.Helper()
	b.do(chromedp.Navigate("http://127.0.0.1:" + b.server.Port() + path))
}

// click clicks on what a selector finds, as soon as it is to be seen; again where the page
// put something else in its place at that moment.
func (b *tab) click(selector string) {
	b.Helper()
	for end := time.Now().Add(patient); ; {
		b.until("document.querySelector(" + literal(selector) + ")")
		err := chromedp.Do(b.ctx, chromedp.ScrollIntoView(chromedp.CSS(selector)), chromedp.Click(chromedp.CSS(selector)))
		if err == nil || !strings.Contains(err.Error(), "Could not find node") || time.Now().After(end) {
			must.Succeed(b, err)
			return
		}
	}
}

// step goes to a page of the work by its link.
func (b *tab) step(path string) {
	b.Helper()
	b.click(`nav a[href^="` + path + `?"]`)
	b.until(`location.pathname === "` + path + `" && document.readyState === "complete"`)
}

// back goes back, to where a page was.
func (b *tab) back(path string) {
	b.Helper()
	b.do(chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		_, err := chromedp.Run(ctx, chromedp.Evaluate[any]("setTimeout(() => history.back()), null"))
		return err
	}))
	b.until(`location.pathname === "` + path + `" && document.readyState === "complete"`)
}

// choose chooses files as a person does in an input.
func (b *tab) choose(selector string, files ...string) {
	b.Helper()
	b.do(chromedp.SetUploadFiles(chromedp.CSS(selector), files))
}

// patient is how long a page is waited for: machines are slow, and the race detector too.
const patient = 4 * time.Minute

// until waits until an expression holds, whatever the page loads meanwhile.
func (b *tab) until(expression string) {
	b.Helper()
	for end := time.Now().Add(patient); ; time.Sleep(20 * time.Millisecond) {
		holds, err := chromedp.Run(b.ctx, chromedp.Evaluate[bool]("!!("+expression+")"))
		if holds {
			return
		}
		if time.Now().After(end) {
			b.Fatalf("never: %s (%v)\n%s", expression, err, b.shown())
		}
	}
}

// text is what stands in the first element that a selector finds, "" where none is.
func (b *tab) text(selector string) string {
	b.Helper()
	return ask[string](b, `(document.querySelector(`+literal(selector)+`) || {}).textContent || ""`)
}

// shown is what the page shows.
func (b *tab) shown() string { return ask[string](b, "document.body.innerText") }

// wants checks what stands in elements.
func (b *tab) wants(texts map[string]string) {
	b.Helper()
	for selector, want := range texts {
		if got := strings.TrimSpace(b.text(selector)); got != want {
			b.Errorf("%s: %q, want %q", selector, got, want)
		}
	}
}

func ask[T any](b *tab, expression string) T {
	b.Helper()
	got, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		b.Fatalf("%s: %v", expression, err)
	}
	return got
}

// literal writes a text as a script does.
func literal(text string) string {
	b, _ := json.Marshal(text)
	return string(b)
}

// audit asks axe-core for what keeps people from using the page.
func (b *tab) audit() {
	b.Helper()
	script, err := os.ReadFile(slowtest.Package(b, "axe-core", "axe.min.js"))
	must.Succeed(b, err)
	b.do(chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		_, err := chromedp.Run(ctx, chromedp.Evaluate[any](string(script)+";null"))
		return err
	}))
	type violation struct {
		ID, Impact, Help string
		Nodes            []struct{ HTML, FailureSummary string }
	}
	found, err := chromedp.Run(b.ctx, chromedp.Evaluate[struct{ Violations []violation }](
		`axe.run(document, {resultTypes: ["violations"]}).then(r => ({Violations: r.violations.map(v => (
			{ID: v.id, Impact: v.impact, Help: v.help, Nodes: v.nodes.map(n => ({HTML: n.html, FailureSummary: n.failureSummary}))}))}))`,
		chromedp.EvalAwaitPromise))
	must.Succeed(b, err)
	for _, v := range found.Violations {
		if v.Impact == "serious" || v.Impact == "critical" {
			b.Errorf("%s: %s %s: %s\n%v", ask[string](b, "location.pathname"), v.Impact, v.ID, v.Help, v.Nodes)
		}
	}
}

// ownFolder shows the top of a page, with the test's folder as people may call theirs.
const ownFolder = `scrollTo(0, 0);
for (const w = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT); w.nextNode();)
	w.currentNode.data = w.currentNode.data.replace(/\/[^\s]*\/TestBrowser[^/]*\/\d+/g, "入户");
null`

// look checks a page as a person sees it: nothing but its tables goes over its side, on a
// small screen, at 200 % and in a narrow window, and axe-core has nothing to say. With
// UPDATE_PICTURES, a folder, it is pictured for the README; what is looked at for the test
// alone has a name with a dash.
func (b *tab) look(name string) {
	b.Helper()
	b.audit()
	for _, width := range []int64{screenWidth, screenWidth / 2, phoneWidth} {
		b.do(chromedp.EmulateViewport(width, screenHeight))
		if over := ask[int](b, "document.documentElement.scrollWidth - document.documentElement.clientWidth"); over > 0 {
			b.Errorf("%s is %d pixels too wide on a screen of %d", name, over, width)
		}
	}
	b.do(chromedp.EmulateViewport(screenWidth, screenHeight))
	dir := os.Getenv("UPDATE_PICTURES")
	if dir == "" || strings.Contains(name, "-") {
		return
	}
	b.do(chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		if _, err := chromedp.Run(ctx, chromedp.Evaluate[any](ownFolder)); err != nil {
			return err
		}
		png, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
		if err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(dir, fmt.Sprintf("页面-%s.png", name)), png, 0o644)
	}))
}
