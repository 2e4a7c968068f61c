package web

import (
	"bytes"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"ruhu/model/must"
)

// sampleForm is a committed form such as an office sends.
func sampleForm(t *testing.T, name string) file {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", "..", "samples", name))
	must.Succeed(t, err)
	return file{name, bytes.NewReader(data)}
}

// TestFill: a form of others is understood, filled from the roster, and written with
// marks; what is wished and cannot be is told in the words of the page.
func TestFill(t *testing.T) {
	b := open(t)
	b.post("/roster/sample", nil, http.StatusOK)
	to, _ := b.upload("/fill/form", http.StatusNoContent, sampleForm(t, "明白卡.docx"))
	page := b.get(to, http.StatusOK)
	if m := regexp.MustCompile(`id="places">(\d+)<`).FindStringSubmatch(page); m == nil || m[1] == "0" || !strings.Contains(page, "一户一份") {
		t.Fatalf("not understood:\n%s", page)
	}
	b.holds(b.post("/fill/write", nil, http.StatusOK), `id="copies">52<`, "明白卡.docx")
	if files, _ := filepath.Glob(filepath.Join(b.server.Dir, "*", "*-明白卡.docx")); len(files) != 52 {
		t.Errorf("%d files", len(files))
	}
	b.holds(b.post("/fill/write", fields("book", "1", "per", "household"), http.StatusOK), `id="copies">52<`)
	b.holds(b.post("/fill/marked", nil, http.StatusOK), "明白卡-标记.docx")
	b.holds(b.post("/fill/read", fields("where", "低保"), http.StatusOK), "“只填符合的”写得不对：低保", "没有填成")

	to, _ = b.upload("/fill/form", http.StatusNoContent, sampleForm(t, "公示名单.xlsx"))
	b.holds(b.get(to, http.StatusOK), "证件号码等遮盖")
	b.holds(b.post("/fill/write", fields("internal", "1"), http.StatusOK), "请去掉“内部使用”")
	b.upload("/fill/form", http.StatusNoContent, file{"旧.doc", strings.NewReader("x")})
	b.holds(b.get("/fill", http.StatusOK), "没有填成")
}

// holds checks what a page has, and that it names no option of a command.
func (b *site) holds(page string, texts ...string) {
	b.t.Helper()
	for _, want := range texts {
		if !strings.Contains(page, want) {
			b.t.Errorf("no %s in\n%s", want, page)
		}
	}
	if strings.Contains(page, " --") {
		b.t.Errorf("an option of a command in\n%s", page)
	}
}
