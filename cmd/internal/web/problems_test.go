package web

import (
	"archive/zip"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"ruhu/cmd/internal/app"
	"ruhu/model"
	"ruhu/model/check"
	"ruhu/model/must"
)

// faulty is a roster of two villages in which every household has something wrong.
func faulty(households int) string {
	var s strings.Builder
	s.WriteString("行政村,户编号,姓名,与户主关系,证件号码,联系电话\n")
	for i := range households {
		fmt.Fprintf(&s, "%s,3207990010%04d,张%d,户主,32079919800101%04d,1390000000\n", []string{"东村", "西村"}[i%2], i+1, i, i)
	}
	return s.String()
}

// TestProblems: the totals are those of a check; filters and pages show each finding once;
// a household is seen with its sheet; the list is written.
func TestProblems(t *testing.T) {
	b := open(t)
	b.upload("/roster/files", http.StatusNoContent, file{"名册.csv", strings.NewReader(faulty(130))})
	w, err := app.Open(b.server.projects.find("").asks())
	must.Succeed(t, err)
	defer w.Close()
	r, err := w.Check(t.Context(), "")
	must.Succeed(t, err)
	page := b.get("/problems", http.StatusOK)
	b.has(page, fmt.Sprintf(`id="errors">%d<`, r.Problems), fmt.Sprintf(`id="warnings">%d<`, r.Warnings))
	if r.Problems+r.Warnings < 250 {
		t.Fatalf("only %d findings", r.Problems+r.Warnings)
	}

	// rows counts the findings of a page and of those behind it.
	rows := func(page string) (n int) {
		for {
			here := strings.Count(page, `<td class="place"><p class="value">`) + strings.Count(page, `<p class="value">`)
			if n += here; here > findingsAtOnce {
				t.Fatalf("%d at once", here)
			}
			next := regexp.MustCompile(`href="([^"]*)#findings">后面的`).FindStringSubmatch(page)
			if next == nil {
				return n
			}
			page = b.get(strings.ReplaceAll(next[1], "&amp;", "&"), http.StatusOK)
		}
	}
	if got := rows(page); got != r.Problems+r.Warnings {
		t.Errorf("%d findings shown, want %d", got, r.Problems+r.Warnings)
	}
	if got := rows(b.get("/problems?severity=error", http.StatusOK)); got != r.Problems {
		t.Errorf("%d errors shown, want %d", got, r.Problems)
	}
	for i, g := range app.Groups(r.Findings) {
		if got := rows(b.get(fmt.Sprintf("/problems?rule=%d", i), http.StatusOK)); got != g.Count {
			t.Errorf("%s: %d shown, want %d", g.Title, got, g.Count)
		}
	}
	each := 0
	for _, f := range r.Findings {
		if f.Subject != nil && f.Subject.Village.Name == "西村" {
			each++
		}
	}
	if got := rows(b.get("/problems?village="+b.field(page, `value="(\d+)">西村`), http.StatusOK)); got != each || each == 0 {
		t.Errorf("%d of a village, want %d", got, each)
	}
	b.has(b.get("/problems?rule=77&village=x", http.StatusOK), "没有这样的问题")

	one := b.get(b.field(page, `href="(/problems/household[^"]*)"`), http.StatusOK)
	b.has(one, `id="preview"`, `data-pages="`, "贫困户基础信息对照表", `name="alone"`)
	b.get(b.field(one, `img src="([^"]*)"`), http.StatusOK)
	b.get("/problems/household?h=0", http.StatusUnprocessableEntity)

	list := b.post("/problems/list", nil, http.StatusOK)
	got := b.get(b.field(list, `<a href="([^"]*)" download>问题清单.xlsx`), http.StatusOK)
	if want, err := os.ReadFile(filepath.Join(b.server.Dir, "问题清单.xlsx")); err != nil || got != string(want) {
		t.Errorf("the list: %d bytes, want %d, %v", len(got), len(want), err)
	}
}

// TestProblemsWait: while the rules judge a roster the page says so, and opens once they
// have; a filter stays.
func TestProblemsWait(t *testing.T) {
	b := open(t)
	b.upload("/roster/files", http.StatusNoContent, file{"名册.csv", strings.NewReader(faulty(3))})
	b.get("/roster", http.StatusOK)
	w, end, err := b.server.projects.find("").open()
	must.Succeed(t, err)
	defer end()
	w.judging.Lock() // it takes long
	w.checked = nil
	page := b.getNow("/problems?severity=error", http.StatusOK)
	b.has(page, "正在逐户检查")
	wait := b.field(page, `data-poll="(/problems/wait[^"]*)"`)
	b.has(b.post(wait, nil, http.StatusOK), "data-poll")
	w.judging.Unlock()
	for end := time.Now().Add(time.Minute); ; {
		to := b.headOfPost(wait).Get("X-Ruhu-Location")
		if to == "/problems?severity=error" {
			b.has(b.getNow(to, http.StatusOK), `id="errors"`)
			return
		}
		if time.Now().After(end) {
			t.Fatalf("it leads to %q", to)
		}
	}
}

// headOfPost sends an empty form, and gives the head of the answer.
func (b *site) headOfPost(path string) http.Header {
	b.t.Helper()
	r, err := http.NewRequest(http.MethodPost, b.base+path, nil)
	must.Succeed(b.t, err)
	r.Header.Set("X-Ruhu-Token", b.token)
	got, err := b.http.Do(r)
	must.Succeed(b.t, err)
	_ = got.Body.Close()
	return got.Header
}

// TestProblemListOfSent: nobody knows where a file that was sent lies, so that the list
// leads to none; what was chosen by its path is a click away.
func TestProblemListOfSent(t *testing.T) {
	for _, sent := range []bool{true, false} {
		b := open(t)
		text := faulty(3)
		if sent {
			b.upload("/roster/files", http.StatusNoContent, file{"名册.csv", strings.NewReader(text)})
		} else {
			path := filepath.Join(t.TempDir(), "名册.csv")
			must.Succeed(t, os.WriteFile(path, []byte(text), 0o600))
			b.post("/roster/path", fields("path", path), http.StatusOK)
		}
		b.has(b.post("/problems/list", nil, http.StatusOK), "问题清单.xlsx")
		z, err := zip.OpenReader(filepath.Join(b.server.projects.find("").dir, "问题清单.xlsx"))
		must.Succeed(t, err)
		defer z.Close()
		links := 0
		for _, f := range z.File {
			part, err := fs.ReadFile(z, f.Name)
			must.Succeed(t, err)
			links += strings.Count(string(part), `TargetMode="External"`)
		}
		if sent != (links == 0) {
			t.Errorf("sent %v: %d links", sent, links)
		}
	}
}

// TestProblemsInWords: a finding of whatever rule has a title in words, and one about no
// file no name of one.
func TestProblemsInWords(t *testing.T) {
	b := open(t)
	b.upload("/roster/files", http.StatusNoContent, file{"一户.csv", strings.NewReader("户编号,姓名,与户主关系\n1,张三,户主\n")})
	page := b.get("/problems", http.StatusOK)
	b.has(page, "与别户区分不开的户")
	if found := regexp.MustCompile(`（[a-z-]+）|<td class="place">\.<`).FindString(page); found != "" {
		t.Errorf("%q on the page", found)
	}
	whole := []string{"number-provisional", "village-taken"} // of a sheet, told in full
	for _, r := range check.Reading() {
		if slices.Contains(whole, r.ID) {
			continue
		}
		if title := app.TitleOf(model.Problem{Rule: r.ID, Household: "1", Field: "户编号"}); strings.Contains(title, r.ID) {
			t.Errorf("%s is called %s", r.ID, title)
		}
	}
}
