package web

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"ruhu/model/must"
)

// send sends a roster, and gives its project.
func (b *site) send(name, text string) (project string) {
	b.t.Helper()
	to, _ := b.upload("/roster/files", http.StatusNoContent, file{name, strings.NewReader(text)})
	_, project, ok := strings.Cut(to, "?p=")
	if !ok {
		b.t.Fatalf("leads to %q", to)
	}
	return project
}

// part posts a form as the script does, for a part of a page: names and values in turn.
func (b *site) part(path string, pairs ...string) string {
	b.t.Helper()
	r := httptest.NewRequest(http.MethodPost, b.base+path, strings.NewReader(fields(pairs...).Encode()))
	r.RequestURI = ""
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("X-Ruhu-Token", b.token)
	r.Header.Set("X-Ruhu-Part", "1")
	return b.do(r, http.StatusOK)
}

// holds reports what a page lacks, and what it should not have.
func holds(t *testing.T, page string, want []string, not ...string) {
	t.Helper()
	for _, w := range want {
		if !strings.Contains(page, w) {
			t.Errorf("no %q in\n%s", w, page)
		}
	}
	for _, w := range not {
		if strings.Contains(page, w) {
			t.Errorf("%q in\n%s", w, page)
		}
	}
}

// settings reads what stands in the settings of the server's folder.
func (b *site) settings() string {
	data, _ := os.ReadFile(filepath.Join(b.server.Dir, "ruhu.yaml"))
	return string(data)
}

// setSettings writes settings as somebody's editor does.
func (b *site) setSettings(text string) {
	b.t.Helper()
	must.Succeed(b.t, os.MkdirAll(b.server.Dir, 0o700))
	must.Succeed(b.t, os.WriteFile(filepath.Join(b.server.Dir, "ruhu.yaml"), []byte(text), 0o644))
}

// odd is a roster with a head and a spelling of its own, one with a hostile head, and
// somebody's telephone in a column that nobody knows.
const odd = `户编号,行政村,姓名,与户主关系,证件号码,文化程渡,<script>x</script>,来电
1,南村,赵甲子,户主,320799196001010010,小学,好,13800001234
1,南村,赵乙丑,之子,320799199001010020,中学,坏,13800001234
合计,2,,,,,,
2,南村,赵丙寅,户主,320799197001010030,中学,坏,
`

// TestReading: a column is taken for another item, a spelling gets its meaning, both are
// kept in the settings beside what stood there, and are taken back again.
func TestReading(t *testing.T) {
	b := open(t)
	const before = "# 本街道\n\nunit: 云海街道办事处   # 落款\n"
	b.setSettings(before)
	p := b.send("名册.csv", odd)
	holds(t, b.get("/reading?p="+p, http.StatusOK), []string{
		`<dd id="households">2</dd>`, `<dd id="members">3</dd>`, `<dd id="unread">3</dd>`, "文化程渡", "&lt;script&gt;x&lt;/script&gt;",
		"赵**", "320799********0010", "13*********", "第 4 行没有读（共 1 行）：合计、小计行", `<option value="A8 文化程度">`,
	}, "<script>x", "赵甲子", "320799196001010010", "13800001234")

	change := func(path string, pairs ...string) string { return b.part(path+"?p="+p, pairs...) }
	holds(t, change("/reading/column", "head", "文化程渡", "item", "A8 文化程度", "do", "use"), []string{
		"“文化程渡”读作“A8 文化程度”", `<dd id="unread">2</dd>`, `<dd id="unknown">1</dd>`, `<dd id="members">3</dd>`, "撤销",
		`<td>中学</td><td class="number">2</td>`,
	}, "<html")
	if got, want := b.settings(), before+"map:\n  文化程渡: A8\n"; got != want {
		t.Errorf("settings %q, want %q", got, want)
	}
	if info, err := os.Stat(filepath.Join(b.server.Dir, "ruhu.yaml")); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v %v", info.Mode(), err)
	}
	holds(t, change("/reading/word", "item", "A8", "text", "中学", "answer", "初中"), []string{"“中学”当作“初中”", `<dd id="unknown">0</dd>`})
	holds(t, change("/reading/column", "head", "<script>x</script>", "do", "unused"), []string{`<dd id="unread">1</dd>`, "这一列不用"}, "<script>x")
	want := before + "map:\n  文化程渡: A8\n  <script>x</script>: 不用\nvalues:\n  文化程度:\n    中学: 初中\n"
	if got := b.settings(); got != want {
		t.Errorf("settings %q, want %q", got, want)
	}

	// What cannot be meant changes nothing.
	holds(t, change("/reading/column", "head", "来电", "item", "文化成度", "do", "use"), []string{"没有改", "A8 文化程度", `<dd id="members">3</dd>`})
	holds(t, change("/reading/column", "head", "来电", "do", "use"), []string{"没有改", "没有写“来电”这一列是什么"})
	holds(t, change("/reading/word", "item", "A8", "text", "中学", "answer", "博士后"), []string{"没有改", "不是“A8 文化程度”的选项"}, "第 8 行")
	if got := b.settings(); got != want {
		t.Errorf("settings %q, want %q", got, want)
	}
	// One item cannot be in two columns: that is told, and can be taken back.
	holds(t, change("/reading/column", "head", "来电", "item", "A1", "do", "use"), []string{"没有照这样读", "撤销"})
	change("/reading/column", "head", "来电", "do", "forget")
	if got := b.settings(); got != want {
		t.Errorf("settings %q, want %q", got, want)
	}

	change("/reading/column", "head", "<script>x</script>", "do", "forget")
	change("/reading/word", "item", "文化程度", "text", "中学", "do", "forget")
	holds(t, change("/reading/column", "head", "文化程渡", "do", "forget"), []string{`<dd id="unread">3</dd>`, "“文化程渡”不再另外指定"})
	if got := b.settings(); got != before {
		t.Errorf("settings %q, want %q", got, before)
	}
}

// TestReadingOfAPath: the settings of a roster chosen by its path are new ones beside it.
func TestReadingOfAPath(t *testing.T) {
	b := open(t)
	dir := t.TempDir()
	t.Chdir(t.TempDir()) // where settings would be found else
	roster, file := filepath.Join(dir, "名册.csv"), filepath.Join(dir, "ruhu.yaml")
	must.Succeed(t, os.WriteFile(roster, []byte(odd), 0o600))
	page := b.post("/roster/path", fields("path", roster), http.StatusOK)
	p := regexp.MustCompile(`/reading\?p=(\w+)`).FindStringSubmatch(page)[1]
	page = b.part("/reading/column?p="+p, "head", "文化程渡", "near", "A8 文化程度")
	data, err := os.ReadFile(file)
	if err != nil || !strings.HasSuffix(string(data), "\nmap:\n  文化程渡: A8\n") {
		t.Errorf("%q %v", data, err)
	}
	holds(t, page, []string{"ruhu check " + roster + " --config " + file + " --explain"})
	if got := b.settings(); got != "" {
		t.Errorf("settings of what is sent: %q", got)
	}
}

// TestReadingWithFaultySettings: settings with faults are told with the line and left as
// they are, also where a change is wanted.
func TestReadingWithFaultySettings(t *testing.T) {
	b := open(t)
	p := b.send("名册.csv", odd)
	const faulty = "unit: 甲\nyear: 二〇一九\n"
	b.setSettings(faulty)
	holds(t, b.get("/reading?p="+p, http.StatusOK), []string{"没有读成", "第 2 行", "“二〇一九”不是年度"})
	holds(t, b.part("/reading/column?p="+p, "head", "文化程渡", "item", "A8", "do", "use"), []string{"没有改", "第 2 行"})
	holds(t, b.part("/reading/column?p="+p, "head", "文化程渡", "do", "unused"), []string{"没有改", "第 2 行"})
	holds(t, b.get("/settings?p="+p, http.StatusOK), []string{"设置文件有错", "第 2 行"})
	holds(t, b.part("/settings/save?p="+p, "unit", "乙"), []string{"没有保存", "第 2 行"})
	if got := b.settings(); got != faulty {
		t.Errorf("settings %q", got)
	}
}

// TestReadingInTwoTabs: what one tab says of a head holds in the other too, which reads by the
// same settings; and what somebody wrote into the file between stays.
func TestReadingInTwoTabs(t *testing.T) {
	b := open(t)
	one, two := b.send("甲.csv", odd), b.send("乙.csv", strings.ReplaceAll(odd, "南村", "北村"))
	holds(t, b.get("/reading?p="+two, http.StatusOK), []string{`<dd id="unread">3</dd>`})
	b.part("/reading/column?p="+one, "head", "文化程渡", "item", "A8", "do", "use")
	b.setSettings(b.settings() + "street: 云海街道 # 记事本里写的\n")
	holds(t, b.part("/reading/column?p="+two, "head", "来电", "do", "unused"), []string{`<dd id="unread">1</dd>`, "A8 文化程度"})
	holds(t, b.get("/reading?p="+one, http.StatusOK), []string{`<dd id="unread">1</dd>`})
	if got := b.settings(); !strings.HasSuffix(got, "\nmap:\n  文化程渡: A8\n  来电: 不用\nstreet: 云海街道 # 记事本里写的\n") {
		t.Errorf("settings %q", got)
	}
}

// TestReadingUndone: also a change after which nothing can be read is taken back, and
// settings of another encoding keep what stands in them.
func TestReadingUndone(t *testing.T) {
	b := open(t)
	gb, err := simplifiedchinese.GB18030.NewEncoder().String("# 老办公室的\nunit: 云海街道办事处\nmap: {户号码: 户编号}\n")
	must.Succeed(t, err)
	b.setSettings(gb)
	p := b.send("名册.csv", "户号码,姓名,与户主关系,行政村\n1,赵甲,户主,南村\n2,周丙,户主,南村\n")
	page := b.part("/reading/column?p="+p, "head", "姓名", "do", "unused")
	page += b.part("/reading/column?p="+p, "head", "与户主关系", "do", "unused")
	holds(t, page, []string{"没有读成", "列名“姓名”", "列名“与户主关系”", "撤销"})
	holds(t, b.part("/reading/column?p="+p, "head", "姓名", "do", "forget"), []string{"列名“户号码”"}, "列名“姓名”")
	holds(t, b.part("/reading/column?p="+p, "head", "与户主关系", "do", "forget"), []string{`<dd id="households">2</dd>`}, "没有读成")
	if got, want := b.settings(), "\xEF\xBB\xBF# 老办公室的\nunit: 云海街道办事处\nmap: {户号码: 户编号}\n"; got != want {
		t.Errorf("settings %q, want %q", got, want)
	}
}

// TestReadingOfManySheets: sheets with the same columns are shown once.
func TestReadingOfManySheets(t *testing.T) {
	b := open(t)
	to, _ := b.upload("/roster/files", http.StatusNoContent, file{"东村.csv", household("1", "赵甲")}, file{"西村.csv", household("2", "周丙")}, file{"北村.csv", strings.NewReader(odd)})
	page := b.get(strings.Replace(to, "/roster", "/reading", 1), http.StatusOK)
	holds(t, page, []string{"等 2 张表", "这些表的列都一样：东村.csv、西村.csv", "北村.csv"})
	if n := strings.Count(page, "<caption>各列读作什么"); n != 2 {
		t.Errorf("%d tables of columns", n)
	}
}
