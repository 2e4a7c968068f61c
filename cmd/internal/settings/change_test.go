package settings

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"ruhu/model/must"
	"ruhu/model/rostertest"
)

// office is settings as an office keeps them, with remarks, blank lines and columns that
// are aligned by hand.
const office = `# 云海街道的设置，改前先问办公室

year: 2019            # 年度
unit: 𠮷海街道办事处      # 落款
standard: 6000

# 收入按这个周期算
income: {from: 2018-10-01, to: 2019-09-30}   # 照通知
map:                  # 本地的列名
  文化情况: A8   # 老表
  "家庭 › 电话": 联系电话
  # 还有几个待定
values:
  文化程度: {中学: 初中}
  A43:
    室内水冲: 是

已核无: [自然增加, 帮扶措施]
`

// question is a head as long as surveys have them.
const question = "住房和饮水情况 › 是否已经全部解决安全饮用水问题（请逐户核实后填写：已经解决的填是，没有解决的填否，不清楚的留空）"

// What is changed is changed, and all else stays as it was written.
func TestChange(t *testing.T) {
	cb := rostertest.Codebook(t)
	for name, tt := range map[string]struct {
		changes []Change
		from    string // of the text
		to      string // what stands there after
	}{
		"number":             {[]Change{Set("year", "2020")}, "year: 2019            # 年度", "year: 2020 # 年度"},
		"text":               {[]Change{Set("unit", "𠮷海：\"办\" #1")}, "unit: 𠮷海街道办事处      # 落款", `unit: "𠮷海：\"办\" #1" # 落款`},
		"default":            {[]Change{Set("standard", "")}, "standard: 6000\n", ""},
		"new":                {[]Change{Set("street", "云海街道"), Set("charts", "false")}, "已核无: [自然增加, 帮扶措施]\n", "已核无: [自然增加, 帮扶措施]\nstreet: 云海街道\ncharts: false\n"},
		"below":              {[]Change{Set("income.to", "2019-12-31")}, "income: {from: 2018-10-01, to: 2019-09-30}   # 照通知", "income: {from: 2018-10-01, to: 2019-12-31} # 照通知"},
		"below, both":        {[]Change{Set("income.to", ""), Set("income.from", "")}, "income: {from: 2018-10-01, to: 2019-09-30}   # 照通知\n", ""},
		"list":               {[]Change{SetList("已核无", []string{"自然减少"})}, "[自然增加, 帮扶措施]", "[自然减少]"},
		"no list":            {[]Change{SetList("已核无", nil)}, "已核无: [自然增加, 帮扶措施]\n", ""},
		"head":               {[]Change{SetHead("打工 › 地方", "A12")}, "  \"家庭 › 电话\": 联系电话\n", "  \"家庭 › 电话\": 联系电话\n  打工 › 地方: A12\n"},
		"head of a question": {[]Change{SetHead(question, "A43")}, "  \"家庭 › 电话\": 联系电话\n", "  \"家庭 › 电话\": 联系电话\n  " + question + ": A43\n"},
		"head again":         {[]Change{SetHead("文化情况 ", "A9")}, "  文化情况: A8   # 老表\n", "  文化情况: A9 # 老表\n"},
		"head, not used":     {[]Change{SetHead("文化情况", "不用")}, "  文化情况: A8   # 老表\n", "  文化情况: 不用 # 老表\n"},
		"head taken away":    {[]Change{SetHead("本人 › 文化情况", "")}, "  文化情况: A8   # 老表\n", ""},
		"head never said":    {[]Change{SetHead("别的", "")}, "", ""},
		"word":               {[]Change{SetWord(cb, "A8", "中专", "高中")}, "{中学: 初中}", "{中学: 初中, 中专: 高中}"},
		"word again":         {[]Change{SetWord(cb, "A8", "中 学", "高中")}, "{中学: 初中}", "{中学: 高中}"},
		"word taken away":    {[]Change{SetWord(cb, "A43", "室内水冲", "")}, "  A43:\n    室内水冲: 是\n", ""},
		"word of a new one":  {[]Change{SetWord(cb, "A6", "汉", "汉族")}, "    室内水冲: 是\n", "    室内水冲: 是\n  民族:\n    汉: 汉族\n"},
	} {
		for _, end := range []string{"\n", "\r\n"} {
			file := filepath.Join(t.TempDir(), FileName)
			ends := func(s string) string { return strings.ReplaceAll(s, "\n", end) }
			must.Succeed(t, os.WriteFile(file, []byte(ends(office)), 0o600))
			f, err := (Location{File: file}).Open()
			must.Succeed(t, err)
			if err := f.Change(tt.changes...); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			want := office
			if tt.from != "" {
				want = strings.Replace(office, tt.from, tt.to, 1)
			}
			// The lines of a setting that is changed are written anew.
			want, got := ends(want), string(f.Stored())
			if squeezed(got) != squeezed(want) {
				t.Errorf("%s:\n%s\nwant\n%s", name, got, want)
			}
			if _, err := f.Config(); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
}

// squeezed leaves the blanks before remarks away, which people align.
func squeezed(s string) string {
	for strings.Contains(s, "  #") {
		s = strings.ReplaceAll(s, "  #", " #")
	}
	return s
}

// Files of other shapes and encodings can be changed too.
func TestChangeOfOddFiles(t *testing.T) {
	gb, err := simplifiedchinese.GB18030.NewEncoder().String("# 云海街道的设置\nunit: 云海街道办事处\n")
	must.Succeed(t, err)
	for name, tt := range map[string]struct{ text, want string }{
		"none":               {"-", introduction + "year: 2020\n"},
		"empty":              {"", "year: 2020\n"},
		"remarks only":       {"# 待填\n", "# 待填\nyear: 2020\n"},
		"no line end":        {"unit: 甲", "unit: 甲\nyear: 2020\n"},
		"in braces":          {"{unit: 甲} # 注\n", "{unit: 甲, year: 2020} # 注\n"},
		"document":           {"---\nunit: 甲 # 注\n", "unit: 甲 # 注\nyear: 2020\n"},
		"GB 18030":           {gb, byteOrderMark + "# 云海街道的设置\nunit: 云海街道办事处\nyear: 2020\n"},
		"with mark":          {byteOrderMark + "unit: 甲\n", byteOrderMark + "unit: 甲\nyear: 2020\n"},
		"last without end":   {"year: 2019 # 年", "year: 2020 # 年\n"},
		"remarks at the end": {"year: 2019\n\n# 完\n", "year: 2020\n\n# 完\n"},
	} {
		dir := t.TempDir()
		if tt.text != "-" {
			must.Succeed(t, os.WriteFile(filepath.Join(dir, FileName), []byte(tt.text), 0o600))
		}
		f, err := (Location{Folder: dir}).Open()
		must.Succeed(t, err)
		if (f.Version == "") != (tt.text == "-") || f.Name != filepath.Join(dir, FileName) {
			t.Errorf("%s: version %q of %s", name, f.Version, f.Name)
		}
		if err := f.Change(Set("year", "2020")); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if got := string(f.Stored()); got != tt.want {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
		if c, err := f.Config(); err != nil || c.Year != 2020 || f.Value("year") != "2020" {
			t.Errorf("%s: %+v %v", name, c, err)
		}
	}
}
