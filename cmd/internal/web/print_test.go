package web

import (
	"bytes"
	"image/png"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"
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

// until asks until an answer has what is wanted.
func (b *site) until(want string, ask func() string) string {
	b.t.Helper()
	for end := time.Now().Add(2 * time.Minute); ; time.Sleep(50 * time.Millisecond) {
		switch got := ask(); {
		case strings.Contains(got, want):
			return got
		case time.Now().After(end):
			b.t.Fatalf("no %s in the end:\n%s", want, got)
		}
	}
}

// TestPrint goes the whole way: choice, paper, preview, printing, files.
func TestPrint(t *testing.T) {
	b := open(t)
	b.post("/roster/sample", nil, http.StatusOK)
	page := b.get("/print", http.StatusOK)
	reading := b.field(page, `name="reading" value="(\w+)"`)

	find := func(q string) string {
		return b.post("/print/find", url.Values{"reading": {reading}, "q": {q}}, http.StatusOK)
	}
	_ = find
	c := url.Values{"reading": {reading}, "village": {"0"}, "format": {"pdf"}, "paper": {"A4"}, "split": {"village"}}
	part := b.post("/print/choose", c, http.StatusOK)
	start := b.field(part, `action="(/print/start[^"]*)"`)
	count := strings.Replace(start, "start", "count", 1)
	counted := b.until(`id="sheets"`, func() string { return b.post(count, nil, http.StatusOK) })
	pages := b.field(counted, `id="pages">(\d+)<`)

	for _, want := range []string{`data-page="1"`, `data-pages="`} {
		if !strings.Contains(part, want) {
			t.Errorf("no %s in\n%s", want, part)
		}
	}
	picture := b.get(b.field(part, `img src="([^"]*)"`), http.StatusOK)
	if img, err := png.Decode(strings.NewReader(picture)); err != nil || img.Bounds().Dx() < 1000 {
		t.Errorf("picture: %v", err)
	}

	b.post(start, nil, http.StatusOK)
	done := b.until("打印好了", func() string { return b.get("/print", http.StatusOK) })
	if got := b.field(done, `户，(\d+) 页，单面`); got != pages {
		t.Errorf("%s pages printed, %s counted", got, pages)
	}
	file := b.get(b.field(done, `<a href="(/files/one[^"]*)" download>[^<]*\.pdf<`), http.StatusOK)
	if !bytes.HasPrefix([]byte(file), []byte("%PDF")) {
		t.Errorf("no PDF: %.20q", file)
	}
}
