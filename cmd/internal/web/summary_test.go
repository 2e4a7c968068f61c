package web

import (
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestSummary: what is filled in is kept beside the summary of its year and stands in
// what is written; another year begins anew.
func TestSummary(t *testing.T) {
	b := open(t)
	if page := b.get("/summary", http.StatusOK); !strings.Contains(page, "还没有名册") {
		t.Errorf("without a roster:\n%s", page)
	}
	b.post("/roster/sample", nil, http.StatusOK)
	dir := b.server.projects.find("").dir
	page := b.get("/summary", http.StatusOK)
	open := regexp.MustCompile(`id="letter-open">(\d+)<`)
	before := open.FindStringSubmatch(page)
	if before == nil || !strings.Contains(page, `name="year" value="2019"`) {
		t.Fatalf("no letter:\n%s", page)
	}
	picture := regexp.MustCompile(`<img src="([^"]+)"`).FindStringSubmatch(page)[1]
	if png := b.get(strings.ReplaceAll(picture, "&amp;", "&"), http.StatusOK); !strings.HasPrefix(png, "\x89PNG") {
		t.Errorf("no picture: %.20q", png)
	}
	fill := url.Values{"year": {"2019"}, "at": {"1"}, "wants": {"组织机构、分工和会议部署"}, "text": {"成立专班。"}}
	if kept := b.post("/summary/fill", fill, http.StatusOK); !strings.Contains(kept, "已记下") {
		t.Errorf("not kept: %s", kept)
	}
	drop := url.Values{"year": {"2019"}, "wants": {"工作中的其他问题，没有的删去本段"}, "text": {""}, "drop": {"1"}}
	b.post("/summary/fill", drop, http.StatusOK)
	fill.Set("year", "19")
	b.post("/summary/fill", fill, http.StatusUnprocessableEntity)
	page = b.post("/summary/write", nil, http.StatusOK)
	for _, want := range []string{"成立专班。</textarea>", "2019年度扶贫对象动态管理工作总结.docx", "总结数据.xlsx"} {
		if !strings.Contains(page, want) {
			t.Errorf("no %s in\n%s", want, page)
		}
	}
	if after := open.FindStringSubmatch(page); after[1] >= before[1] {
		t.Errorf("%s gaps, %s before", after[1], before[1])
	}
	if text := string(read(t, filepath.Join(dir, "2019年度总结补充内容.txt"))); !strings.Contains(text, "成立专班。") || !strings.Contains(text, "（删去）") {
		t.Errorf("kept is\n%s", text)
	}

	page = b.post("/summary/settings", url.Values{"year": {"2020"}, "unit": {"河东街道办事处"}}, http.StatusOK)
	if strings.Contains(page, "成立专班。") || !strings.Contains(page, `name="year" value="2020"`) {
		t.Errorf("the year before is in\n%s", page)
	}
	if _, err := os.Stat(filepath.Join(dir, "ruhu.yaml")); err != nil {
		t.Error(err)
	}
	if page = b.post("/summary/ledgers", nil, http.StatusOK); !strings.Contains(page, "脱贫对象回头看台账.xlsx") {
		t.Errorf("no ledgers in\n%s", page)
	}
}
