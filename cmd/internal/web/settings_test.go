package web

import (
	"bytes"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"ruhu/model/must"
)

// settingsForm gives the fields of the page as they stand.
func (b *site) settingsForm(page string) url.Values {
	v := url.Values{}
	for _, m := range regexp.MustCompile(`<input (?:id="[^"]*" )?(?:type="hidden" )?name="([a-z.]+)" value="([^"]*)"`).FindAllStringSubmatch(page, -1) {
		if m[1] != "token" && v.Get(m[1]) == "" {
			v.Set(m[1], m[2])
		}
	}
	return v
}

// TestSettings: what was changed is written, beside what stood there; what stood there
// already and was not changed is left as it is written.
func TestSettings(t *testing.T) {
	b := open(t)
	const before = "# 本街道\nunit: 云海街道办事处   # 落款\ncharts: 否\n已核无: [自然增加]   # 逐户核过\nvalues:\n  文化程度: {中学: 初中}   # 老表\nmap: {学历情况: A8}\n"
	b.setSettings(before)
	page := b.get("/settings", http.StatusOK)
	holds(t, page, []string{`value="云海街道办事处"`, `placeholder="2019"`, `placeholder="6000"`, `placeholder="2018-10-01"`, `<option value="false" selected>`,
		`value="自然增加" checked`, "文化程度的“中学”", "列名“学历情况”"})
	form := b.settingsForm(page)
	form.Set("charts", "false")
	form.Set("none", "自然增加")
	holds(t, b.post("/settings/save", form, http.StatusOK), []string{"没有改动"})
	if got := b.settings(); got != before {
		t.Errorf("settings %q", got)
	}
	form.Set("year", "2020")
	form.Set("income.from", "2020年1月1日")
	form.Add("none", "帮扶措施")
	page = b.post("/settings/save", form, http.StatusOK)
	holds(t, page, []string{"已存到"})
	const want = "# 本街道\nunit: 云海街道办事处   # 落款\ncharts: 否\n已核无: [自然增加, 帮扶措施] # 逐户核过\nvalues:\n  文化程度: {中学: 初中}   # 老表\nmap: {学历情况: A8}\n" +
		"year: 2020\nincome:\n  from: 2020年1月1日\n"
	if got := b.settings(); got != want {
		t.Errorf("settings %q, want %q", got, want)
	}

	// Made of the file as it was: somebody else's change is not lost.
	form.Set("unit", "别的办事处")
	holds(t, b.post("/settings/save", form, http.StatusOK), []string{"没有保存", "在别处改过了"})
	form.Set("version", regexp.MustCompile(`name="version" value="(\w+)"`).FindStringSubmatch(page)[1])
	for name, bad := range map[string]string{"year": "19", "date": "2019-02-30", "standard": "-1", "ceiling": "一倍半", "income.to": "2019-01-01"} {
		wrong := url.Values{}
		for k, v := range form {
			wrong[k] = v
		}
		wrong.Set(name, bad)
		holds(t, b.post("/settings/save", wrong, http.StatusOK), []string{"没有保存"}, "已存到", " 行")
	}
	if got := b.settings(); got != want {
		t.Errorf("settings %q, want %q", got, want)
	}
	b.post("/settings/forget", fields("item", "文化程度", "text", "中学"), http.StatusOK)
	holds(t, b.post("/settings/forget", fields("head", "学历情况"), http.StatusOK), nil, "学历情况", "中学")
}

// TestSettingsFonts: what an office says of fonts is shown and changed; folders that are
// not there are told at once.
func TestSettingsFonts(t *testing.T) {
	b := open(t)
	b.setSettings("fonts:\n  machine: 否\n  dir: [字体] # 下载的\n")
	page := b.get("/settings", http.StatusOK)
	holds(t, page, []string{`<option value="false" selected>不用`, ">字体</textarea>", `placeholder="SimSun-ExtB"`})
	form := b.settingsForm(page)
	form.Set("fonts.machine", "false")
	form.Set("fonts.dir", "字体")
	holds(t, b.post("/settings/save", form, http.StatusOK), []string{"没有改动"})
	form.Set("fonts.machine", "")
	form.Set("fonts.dir", "字体\r\n\r\n别处 的 字体\r\n")
	form.Set("fonts.office", "BabelStone Han")
	page = b.post("/settings/save", form, http.StatusOK)
	holds(t, page, []string{"已存到", "找不到字体文件夹：" + filepath.Join(b.server.Dir, "字体"), "“设置”一页"}, "没有保存", "--font-dir")
	const want = "fonts:\n  dir: [字体, 别处 的 字体] # 下载的\n  office: BabelStone Han\n"
	if got := b.settings(); got != want {
		t.Errorf("settings %q, want %q", got, want)
	}
	form.Set("version", regexp.MustCompile(`name="version" value="(\w+)"`).FindStringSubmatch(page)[1])
	form.Set("fonts.dir", "")
	form.Set("fonts.office", "")
	holds(t, b.post("/settings/save", form, http.StatusOK), []string{"已存到"}, "找不到")
	if got := b.settings(); strings.Contains(got, "fonts") {
		t.Errorf("settings %q", got)
	}
}

// TestSettingsWithoutRoster: blank forms and the empty roster want none.
func TestSettingsWithoutRoster(t *testing.T) {
	b := open(t)
	data := b.get("/settings/roster", http.StatusOK)
	f, err := excelize.OpenReader(bytes.NewReader([]byte(data)))
	must.Succeed(t, err)
	if names := f.GetSheetList(); len(names) < 7 {
		t.Errorf("sheets %v", names)
	}
	holds(t, b.part("/settings/blank", "form", "appendix4", "form", "compare", "copies", "3", "rows", "5", "format", "pdf", "format", "xlsx"), []string{"已写出 4 个文件"})
	names, err := filepath.Glob(filepath.Join(b.server.Dir, "*-空白.*"))
	if err != nil || len(names) != 4 {
		t.Errorf("%v %v", names, err)
	}
	for _, bad := range [][]string{{"copies", "2"}, {"form", "compare", "copies", "0"}, {"form", "compare", "rows", "一"}, {"form", "compare", "format", "exe"}} {
		b.post("/settings/blank", fields(bad...), http.StatusUnprocessableEntity)
	}
	holds(t, b.part("/settings/letters", "text", "甲𠮷<"), []string{"甲", "𠮷", "&lt;"})
	if _, err := os.Stat(filepath.Join(b.server.Dir, "ruhu.yaml")); err == nil {
		t.Error("settings were written that nobody asked for")
	}
}

// TestRareCharacters: whose characters cannot be printed is told.
func TestRareCharacters(t *testing.T) {
	b := open(t)
	p := b.send("名册.csv", "户编号,行政村,姓名,与户主关系\n7,南村,赵\U000E0100\U0002EBF0,户主\n")
	holds(t, b.part("/settings/rare?p="+p), []string{"<caption>程序自带的字体没有的字</caption>"})
}
