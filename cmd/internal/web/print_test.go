package web

import (
	"bytes"
	"fmt"
	"image/png"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"ruhu/cmd/internal/app"
	"ruhu/cmd/internal/disk"
	"ruhu/cmd/internal/input"
	"ruhu/cmd/internal/settings"
	"ruhu/model/must"
	"ruhu/samples"
)

// field gives what a page has at a pattern's group.
func (b *site) field(page, pattern string) string {
	b.t.Helper()
	got := regexp.MustCompile(pattern).FindStringSubmatch(page)
	if got == nil {
		b.t.Fatalf("no %s in\n%s", pattern, page)
	}
	return strings.ReplaceAll(got[1], "&amp;", "&")
}

// has checks that a page has texts.
func (b *site) has(page string, texts ...string) {
	b.t.Helper()
	for _, text := range texts {
		if !strings.Contains(page, text) {
			b.t.Errorf("no %s in\n%s", text, page)
		}
	}
}

// until asks until an answer has what is wanted.
func (b *site) until(want string, ask func() string) string {
	b.t.Helper()
	for end := time.Now().Add(2 * time.Minute); ; time.Sleep(20 * time.Millisecond) {
		switch got := ask(); {
		case strings.Contains(got, want):
			return got
		case time.Now().After(end):
			b.t.Fatalf("no %s in the end:\n%s", want, got)
		}
	}
}

// printPage is the page of printing as somebody has it open.
type printPage struct {
	*site
	reading string
	plan    string // what the page shows for its choice
}

func (b *site) printPage() *printPage {
	b.t.Helper()
	page := b.get("/print", http.StatusOK)
	return &printPage{b, b.field(page, `name="reading" value="(\w+)"`), page}
}

// choose changes the choice of the page.
func (b *printPage) choose(c url.Values) {
	b.t.Helper()
	c.Set("reading", b.reading)
	b.plan = b.post("/print/choose", c, http.StatusOK)
}

// start is the address that prints the choice of the page.
func (b *printPage) start() string { return b.field(b.plan, `action="(/print/start[^"]*)"`) }

// counted waits until the paper is counted, and gives the pages.
func (b *printPage) counted() string {
	b.t.Helper()
	count := strings.Replace(b.start(), "start", "count", 1)
	return b.field(b.until(`id="sheets"`, func() string { return b.post(count, nil, http.StatusOK) }), `id="pages">(\d+)<`)
}

// print prints, and gives the page after it.
func (b *printPage) print(want string) string {
	b.t.Helper()
	b.post(b.start(), nil, http.StatusOK)
	return b.until(want, func() string { return b.get("/print", http.StatusOK) })
}

// choosing is a choice in the words of the form.
func choosing(pairs ...string) url.Values {
	c := url.Values{"format": {"pdf"}, "paper": {"A4"}, "split": {"village"}}
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i] == "split" || pairs[i] == "paper" {
			c.Set(pairs[i], pairs[i+1])
		} else {
			c.Add(pairs[i], pairs[i+1])
		}
	}
	return c
}

// TestPrint: what is chosen is counted, looked at and printed, and the files are those of
// the same choice without a page.
func TestPrint(t *testing.T) {
	for name, c := range map[string]struct {
		form  url.Values
		want  app.Choice
		mask  bool
		below string // the folder of results
	}{
		"all":     {form: choosing(), want: app.Choice{Split: app.ByVillage}},
		"village": {form: choosing("village", "1", "duplex", "1", "form", "measures"), want: app.Choice{Villages: []string{"河湾村"}, Forms: []string{"measures"}, Duplex: true, Split: app.ByVillage}},
		"household": {form: choosing("household", "2", "add", "0", "add", "5", "without", "5", "format", "docx", "format", "xlsx", "split", "form", "paper", "A3"),
			want: app.Choice{Households: []string{"32079900100003", "32079900100001"}, Formats: []app.Format{"pdf", "docx", "xlsx"}, Split: app.ByForm, Paper: "A3"}},
		"masked": {form: choosing("village", "0", "masked", "1"), want: app.Choice{Villages: []string{"云台村"}, Split: app.ByVillage}, mask: true, below: MaskedDir},
	} {
		t.Run(name, func(t *testing.T) {
			b := open(t)
			b.post("/roster/sample", nil, http.StatusOK)
			p := b.printPage()
			p.choose(c.form)
			pages := p.counted()
			b.has(p.plan, `data-page="1"`)
			picture := b.get(b.field(p.plan, `img src="([^"]*)"`), http.StatusOK)
			if img, err := png.Decode(strings.NewReader(picture)); err != nil || img.Bounds().Dx() < 1000 {
				t.Errorf("picture: %v", err)
			}
			done := p.print("打印好了")
			if got := b.field(done, `户，(\d+) 页，`); got != pages {
				t.Errorf("%s pages printed, %s counted", got, pages)
			}

			q := app.Request{Memory: input.Memory{sampleName: samples.Roster}, Rosters: []string{sampleName}, Mask: c.mask,
				Config: settings.Location{Folder: t.TempDir()}, Fonts: b.server.Fonts}
			w, err := app.Open(q)
			must.Succeed(t, err)
			defer w.Close()
			to := app.Target{Dir: filepath.Join(t.TempDir(), c.below)}
			if c.want.Paper == "" {
				c.want.Paper = "A4"
			}
			r, err := w.Print(t.Context(), c.want, to, app.Watch{})
			must.Succeed(t, err)
			if strconv.Itoa(r.Pages) != pages {
				t.Errorf("%s pages, want %d", pages, r.Pages)
			}
			links := regexp.MustCompile(`<a href="(/files/one[^"]*)" download>([^<]*)</a>`).FindAllStringSubmatch(done, -1)
			if len(links) != len(r.Files) {
				t.Fatalf("%d links, want %v", len(links), r.Files)
			}
			for i, name := range r.Files {
				want, err := os.ReadFile(filepath.Join(to.Dir, filepath.FromSlash(name)))
				got := b.get(strings.ReplaceAll(links[i][1], "&amp;", "&"), http.StatusOK)
				if err != nil || got != string(want) || links[i][2] != filepath.Base(name) {
					t.Errorf("%s (%s): %d bytes, want %d, %v", name, links[i][2], len(got), len(want), err)
				}
				if _, err := os.Stat(filepath.Join(b.server.Dir, c.below, filepath.FromSlash(name))); err != nil {
					t.Error(err)
				}
			}
		})
	}
}

// held lets a printing come to its third file and no further until it is released.
func held(t *testing.T) (reached chan struct{}, release func()) {
	t.Helper()
	reached, gate := make(chan struct{}), make(chan struct{})
	var mu sync.Mutex
	files := 0
	disk.Trouble(func(o disk.Operation, path string) error {
		if o != disk.Rename || filepath.Ext(path) != ".pdf" {
			return nil
		}
		mu.Lock()
		files++
		n := files
		mu.Unlock()
		if n == 3 {
			close(reached)
		}
		if n >= 3 {
			<-gate
		}
		return nil
	})
	release = sync.OnceFunc(func() { close(gate) })
	t.Cleanup(func() {
		release()
		disk.Trouble(nil)
	})
	return reached, release
}

// TestStop: while it prints, a second print of the folder is refused, from whatever tab;
// stopped, it says what is there, and goes on from there to the same files.
func TestStop(t *testing.T) {
	b := open(t)
	b.post("/roster/sample", nil, http.StatusOK)
	first := b.get("/print", http.StatusOK)
	p := b.printPage()
	p.choose(choosing("split", "household"))
	reached, release := held(t)
	running := b.post(p.start(), nil, http.StatusOK)
	<-reached
	if !b.server.projects.busy() {
		t.Error("a project that prints is not busy")
	}
	b.has(b.post(b.field(first, `action="(/print/start[^"]*)"`), nil, http.StatusUnprocessableEntity), "正在打印，还没有打完")
	b.post("/roster/sample", nil, http.StatusOK) // another project with the same folder
	other := b.printPage()
	b.has(b.post(other.start(), nil, http.StatusUnprocessableEntity), "正在往这个文件夹打印，还没有打完")
	address := "/print?p=" + b.field(running, `/print/stop\?p=(\w+)`)
	b.has(b.get(address, http.StatusOK), "正在打印", `id="stop"`)

	b.post(b.field(running, `action="(/print/stop[^"]*)"`), nil, http.StatusOK)
	release()
	disk.Trouble(nil)
	stopped := b.until("已中止", func() string { return b.get(address, http.StatusOK) })
	b.has(stopped, `id="resume"`, "都是完整的", `id="files"`)
	n, _ := strconv.Atoi(b.field(stopped, `已写好 (\d+) 个文件`))
	if there := len(regexp.MustCompile(`/files/one`).FindAllString(stopped, -1)); n == 0 || there != n {
		t.Errorf("%d files told, %d links", n, there)
	}
	resume := b.field(stopped, `action="(/print/start[^"]*)"[^>]*><button type="submit" id="resume"`)
	b.post(resume, url.Values{"resume": {"1"}}, http.StatusOK)
	done := b.until("打印好了", func() string { return b.get(address, http.StatusOK) })
	if n := strings.Count(done, ".pdf</a>"); n != 56 { // of 52 households, 附件4 of 3 villages, and that of a weak one
		t.Errorf("%d files", n)
	}
	if b.server.projects.busy() {
		t.Error("still busy")
	}
}

// TestClose: the end of the program ends a printing, and leaves nothing that is half done.
func TestClose(t *testing.T) {
	b := open(t)
	b.post("/roster/sample", nil, http.StatusOK)
	p := b.printPage()
	p.choose(choosing("split", "household"))
	reached, release := held(t)
	b.post(p.start(), nil, http.StatusOK)
	<-reached
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		b.server.projects.close()
	}()
	time.Sleep(20 * time.Millisecond)
	release()
	<-ended
	_ = filepath.WalkDir(b.server.Dir, func(path string, _ os.DirEntry, _ error) error {
		if filepath.Ext(path) == ".tmp" {
			t.Errorf("left behind: %s", path)
		}
		return nil
	})
}

// TestTwoTabs: two tabs look at choices of their own, and a page of an older reading is
// told so.
func TestTwoTabs(t *testing.T) {
	b := open(t)
	b.post("/roster/sample", nil, http.StatusOK)
	one, two := b.printPage(), b.printPage()
	one.choose(choosing("village", "0"))
	two.choose(choosing("village", "1", "paper", "A3"))
	b.has(one.plan, "云台村")
	b.has(two.plan, "河湾村")
	if one.counted() == "" || two.counted() == "" || one.start() == two.start() {
		t.Error("two choices are one")
	}
	id := b.field(one.start(), `plan=(\w+)`)
	page := b.get("/print?plan="+id, http.StatusOK)
	b.has(page, `name="village" value="0" checked`, `value="A4" checked`)
	turn := b.field(one.plan, `action="(/preview\?[^"]*)"`)
	next := b.post(turn, url.Values{"go": {b.field(one.plan, `id="next" name="go" value="([^"]*)"`)}}, http.StatusOK)
	b.has(next, `data-page="2"`, "云台村")
	after := b.post(turn, url.Values{"go": {b.field(one.plan, `id="after" name="go" value="([^"]*)"`)}}, http.StatusOK)
	b.has(after, `data-page="1"`, "第 3 份") // the list of visits is the first
	for _, odd := range []string{"", "h", "h99999.1.0", "x1.1.1", "h0.99999.99", "v0.-1.-1", "h-1.1.1", "w99.1.0", "w-1.1.1"} {
		b.has(b.post(turn, url.Values{"go": {odd}}, http.StatusOK), `data-page="`)
	}
	picture := b.field(one.plan, `img src="([^"]*)"`)
	for _, odd := range []string{"sheet=-1", "sheet=99999", "sheet=x"} {
		b.get(regexp.MustCompile(`sheet=\d+`).ReplaceAllString(picture, odd), http.StatusUnprocessableEntity)
	}

	if got := b.address("/print"); !strings.HasSuffix(got, id) {
		t.Errorf("a new tab begins at %s, not with what was looked at last", got)
	}
	if got := b.address("/print?plan=" + id); !strings.HasSuffix(got, id) {
		t.Errorf("a tab is led from its choice to %s", got)
	}
	b.server.projects.find("").change(func(q *app.Request) {})
	b.has(b.post("/print/choose", url.Values{"reading": {one.reading}, "village": {"0"}}, http.StatusUnprocessableEntity), "刚刚改过")
	b.has(b.post(one.start(), nil, http.StatusUnprocessableEntity), "刚刚改过")
	b.has(b.get("/print?plan="+id, http.StatusOK), "不勾就是全部 3 个")
}

// TestVisitsAreSeen: the list of visits in front of a village is turned to and found like
// any other sheet, as it is printed; where files are divided otherwise there is none.
func TestVisitsAreSeen(t *testing.T) {
	b := open(t)
	b.post("/roster/sample", nil, http.StatusOK)
	p := b.printPage()
	p.choose(choosing("village", "1"))
	turn := b.field(p.plan, `action="(/preview\?[^"]*)"`)
	list := b.post(turn, url.Values{"go": {b.field(p.plan, `id="before" name="go" value="([^"]+)"`)}}, http.StatusOK)
	b.has(list, "河湾村 · 入户走访单", "第 1 份", `data-page="1"`)
	if img, err := png.Decode(strings.NewReader(b.get(b.field(list, `img src="([^"]*)"`), http.StatusOK))); err != nil || img.Bounds().Dx() < 1000 {
		t.Errorf("picture: %v", err)
	}
	found := b.post(b.field(p.plan, `action="(/preview/find[^"]*)"`), url.Values{"q": {"河湾"}}, http.StatusOK)
	b.has(found, "走访单")
	b.has(b.post(turn, url.Values{"go": {b.field(found, `value="(w[^"]*)"`)}}, http.StatusOK), "入户走访单")
	p.choose(choosing("split", "household"))
	if found := b.post(b.field(p.plan, `action="(/preview/find[^"]*)"`), url.Values{"q": {"河湾"}}, http.StatusOK); strings.Contains(found, "走访单") {
		t.Error("a list of visits that is not printed is shown")
	}
}

// TestChoiceIsTold: a choice that cannot be met, or of which nothing is to be printed.
func TestChoiceIsTold(t *testing.T) {
	b := open(t)
	b.post("/roster/sample", nil, http.StatusOK)
	p := b.printPage()
	p.choose(choosing("village", "1", "household", "0"))
	b.has(p.plan, "所选的村里没有户编号或户主为", `data-goes="#chosen"`, `name="without" value="0"`)
	p.choose(choosing("village", "0", "form", "appendix4", "household", "0"))
	p.choose(choosing("village", "0", "form", "appendix3", "household", "1"))
	b.has(p.plan, "没有要打印的表")
	for _, odd := range []url.Values{choosing("village", "77"), choosing("village", "-1"), choosing("household", "x"), choosing("add", "99999")} {
		odd.Set("reading", p.reading)
		b.has(b.post("/print/choose", odd, http.StatusUnprocessableEntity), "没有所选的村或户")
	}
	p.choose(choosing("format", "exe", "form", "nothing"))
	b.has(p.plan, "没有")
	if strings.Contains(p.plan, `id="print"`) {
		t.Error("it can be printed")
	}
}

// TestHostileNames: what a roster holds is text, wherever it comes to stand; files stay in
// the folder, and only those that were written are served.
func TestHostileNames(t *testing.T) {
	b := open(t)
	const bad = `"><script>alert(1)</script>`
	rows := "行政村,户编号,姓名,与户主关系\n"
	for i, village := range []string{`""` + bad[1:], "../../外面", "C:\\外面", "a\nb"} {
		rows += fmt.Sprintf("\"%s\",32079900000%d,\"%s%d\",户主\n", village, i+1, strings.ReplaceAll(bad, `"`, `""`), i)
	}
	b.upload("/roster/files", http.StatusNoContent, file{"$(touch 外面) `x`.csv", strings.NewReader(rows)})
	p := b.printPage()
	found := b.post("/print/find", url.Values{"reading": {p.reading}, "q": {"<script>"}}, http.StatusOK)
	b.has(found, "&lt;script&gt;")
	p.choose(choosing("split", "household"))
	done := p.print("打印好了")
	problems := b.get("/problems", http.StatusOK)
	for _, page := range []string{p.plan, found, done, problems} {
		if strings.Contains(page, "<script>alert") {
			t.Errorf("not escaped:\n%s", page)
		}
	}
	_ = filepath.WalkDir(filepath.Dir(b.server.Dir), func(path string, _ os.DirEntry, _ error) error {
		if strings.Contains(path, "外面") && !strings.HasPrefix(path, b.server.Dir+string(filepath.Separator)) {
			t.Errorf("outside: %s", path)
		}
		return nil
	})
	link := b.field(done, `<a href="(/files/one[^"]*n=0)"`)
	got := b.head(link)
	if !strings.HasPrefix(got.Get("Content-Disposition"), "attachment; ") || got.Get("Content-Type") != "application/pdf" {
		t.Errorf("sent as %v", got)
	}
	for _, odd := range []string{"n=-1", "n=9999", "n=../../etc/passwd", "n="} {
		b.get(strings.Replace(link, "n=0", odd, 1), http.StatusUnprocessableEntity)
	}
	b.get(regexp.MustCompile(`of=\w+`).ReplaceAllString(link, "of=.."), http.StatusUnprocessableEntity)

	// A link that somebody laid in the place of a file, or of its folder, is not followed.
	outside := filepath.Join(t.TempDir(), "外面.pdf")
	must.Succeed(t, os.WriteFile(outside, []byte("%PDF secret"), 0o600))
	j := b.server.projects.find("").job
	file := filepath.Join(j.Dir, filepath.FromSlash(j.files.files[0]))
	must.Succeed(t, os.Remove(file))
	if err := os.Symlink(outside, file); err != nil {
		t.Skip(err)
	}
	b.get(link, http.StatusUnprocessableEntity)
	folder := filepath.Dir(file)
	must.Succeed(t, os.Rename(folder, folder+"旧"))
	must.Succeed(t, os.WriteFile(filepath.Join(filepath.Dir(outside), filepath.Base(file)), []byte("%PDF secret"), 0o600))
	must.Succeed(t, os.Symlink(filepath.Dir(outside), folder))
	b.get(link, http.StatusUnprocessableEntity)
}

// address is where an address leads.
func (b *site) address(path string) string {
	b.t.Helper()
	got, err := b.http.Get(b.base + path)
	must.Succeed(b.t, err)
	_ = got.Body.Close()
	return got.Request.URL.RequestURI()
}

// head gives the head of an answer.
func (b *site) head(address string) http.Header {
	b.t.Helper()
	got, err := b.http.Get(b.base + address)
	must.Succeed(b.t, err)
	_ = got.Body.Close()
	return got.Header
}

// TestOpened: files and folders are opened by the machine, by their place only.
func TestOpened(t *testing.T) {
	b := open(t)
	var shown []string
	b.server.Show = func(path string) error {
		shown = append(shown, path)
		return nil
	}
	b.post("/roster/sample", nil, http.StatusOK)
	p := b.printPage()
	p.choose(choosing("household", "0"))
	done := p.print("打印好了")
	b.post(b.field(done, `formaction="(/files/open[^"]*n=0)"`), nil, http.StatusOK)
	b.post(b.field(done, `formaction="(/files/folder[^"]*)"`), nil, http.StatusOK)
	b.post(strings.Replace(b.field(done, `formaction="(/files/open[^"]*n=0)"`), "n=0", "n=8", 1), nil, http.StatusUnprocessableEntity)
	sent := b.head(b.field(done, `<a href="(/files/one[^"]*n=0)"`)).Get("Content-Disposition")
	if name := "attachment; filename*=utf-8''%E4%BA%91%E5%8F%B0%E6%9D%91-"; !strings.HasPrefix(sent, name) {
		t.Errorf("kept as %s, want %s…", sent, name)
	}
	must.Succeed(t, os.RemoveAll(b.server.Dir)) // by somebody, meanwhile
	b.has(b.post(b.field(done, `formaction="(/files/folder[^"]*)"`), nil, http.StatusUnprocessableEntity), "没有这个文件")
	want := []string{filepath.Join(b.server.Dir, "云台村", "云台村-入户资料.pdf"), b.server.Dir}
	if !slices.Equal(shown, want) {
		t.Errorf("shown %q, want %q", shown, want)
	}
}

// TestSpelt: names are found by the first letters of their pinyin, by any reading of a
// surname.
func TestSpelt(t *testing.T) {
	for _, c := range []struct {
		name, letters string
		want          bool
	}{
		{"张三", "zs", true}, {"张三", "z", true}, {"张三", "s", false}, {"张三", "zsf", false},
		{"单雄信", "sxx", true}, {"曾国", "zg", true}, {"曾国", "cg", true}, {"解珍", "xz", true}, {"仇五", "qw", true},
		{"欧阳a", "oya", true}, {"嗯", "n", true}, {"", "z", false},
	} {
		if got := spelt(c.name, c.letters); got != c.want {
			t.Errorf("%s %s: %v", c.name, c.letters, got)
		}
	}
}

// TestCommandLine: text from a roster is an argument, and never a command of its own.
func TestCommandLine(t *testing.T) {
	for _, c := range []struct{ system, argument, want string }{
		{"linux", "花名册.xlsx", "ruhu 花名册.xlsx"},
		{"linux", "a b", "ruhu 'a b'"},
		{"linux", `a'; rm -rf ~ #`, `ruhu 'a'\''; rm -rf ~ #'`},
		{"linux", "$(x)`y`", "ruhu '$(x)`y`'"},
		{"linux", "", "ruhu ''"},
		{"linux", "a\nb", ""},
		{"windows", `C:\名册\花名册 1.xlsx`, `ruhu "C:\名册\花名册 1.xlsx"`},
		{"windows", `C:\名册\花名册.xlsx`, `ruhu C:\名册\花名册.xlsx`},
		{"windows", "a&calc", `ruhu "a&calc"`},
		{"windows", "$(calc)", ""},
		{"windows", "%PATH%", ""},
		{"windows", "“calc”", ""},
		{"windows", `a b\`, ""},
	} {
		if got := commandFor(c.system, []string{c.argument}); got != c.want {
			t.Errorf("%s %q: %s, want %s", c.system, c.argument, got, c.want)
		}
	}
}

// BenchmarkTurn turns pages of the preview, over all forms.
func BenchmarkTurn(b *testing.B) {
	w, err := app.Open(app.Request{Memory: input.Memory{sampleName: samples.Roster}, Rosters: []string{sampleName}})
	must.Succeed(b, err)
	defer w.Close()
	o := newOpened(w)
	must.Succeed(b, o.read(b.Context()))
	p, err := o.choose(b.Context(), everything())
	must.Succeed(b, err)
	plan, sheets, stops := p.atHand()
	a := &asked{}
	var spent []time.Duration
	for i := 0; b.Loop(); i++ {
		since := time.Now()
		v, err := a.preview(p, here{key: p.key(stops[i%len(stops)].stopOf), page: 1 + i%3}.String())
		must.Succeed(b, err)
		var out bytes.Buffer
		must.Succeed(b, plan.Picture(&out, sheets[v.Sheet], v.InSheet, zooms[0]))
		spent = append(spent, time.Since(since))
	}
	slices.Sort(spent)
	b.ReportMetric(float64(spent[len(spent)/2].Microseconds())/1000, "median-ms")
}

// TestRemainders: what a run could not do as it should stands beside its files.
func TestRemainders(t *testing.T) {
	var told strings.Builder
	p := page{Data: &jobData{Result: &app.Result{Apart: true, Left: []string{"东风村/.一.tmp"}}}}
	must.Succeed(t, pages().ExecuteTemplate(&told, "told", p))
	for _, want := range []string{"不在一个盘上", "可以自己删掉：东风村/.一.tmp"} {
		if !strings.Contains(told.String(), want) {
			t.Errorf("no %s in\n%s", want, told.String())
		}
	}
}
