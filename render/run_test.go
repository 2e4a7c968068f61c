package render_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"ruhu/model"
	"ruhu/model/must"
	"ruhu/model/rostertest"
	"ruhu/model/slowtest"
	"ruhu/render"
	"ruhu/templates"
)

// memory is an output that keeps committed files.
type memory struct {
	mu    sync.Mutex
	files map[string][]byte
	open  int // begun and neither committed nor aborted
}

type memoryFile struct {
	bytes.Buffer
	m    *memory
	name string
}

func (m *memory) Create(name string) (render.OutputFile, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.open++
	return &memoryFile{m: m, name: name}, nil
}

func (f *memoryFile) Commit() error {
	f.m.mu.Lock()
	defer f.m.mu.Unlock()
	if f.m.files == nil {
		f.m.files = make(map[string][]byte)
	}
	if _, twice := f.m.files[f.name]; twice {
		return fmt.Errorf("%s written twice", f.name)
	}
	f.m.files[f.name] = f.Bytes()
	f.m.open--
	return nil
}

func (f *memoryFile) Abort() {
	f.m.mu.Lock()
	defer f.m.mu.Unlock()
	f.m.open--
}

// wordShell gives the shell of Word documents that the program has.
func wordShell(t testing.TB) render.Shell {
	t.Helper()
	raw, err := templates.Shells.ReadFile("docx/form.docx")
	must.Succeed(t, err)
	shell, err := render.LoadShell(raw)
	must.Succeed(t, err)
	return shell
}

// printed runs a batch over a roster.
func printed(t *testing.T, r *model.Roster, o render.Options) (*memory, render.Totals, []render.Entry) {
	t.Helper()
	if o.Year == 0 {
		o.Year = 2019
	}
	b, err := render.Plan(r, forms(t), fonts(t), o)
	must.Succeed(t, err)
	totals, err := b.Count(context.Background(), nil)
	must.Succeed(t, err)
	m := &memory{}
	entries, err := b.Write(context.Background(), m, nil)
	must.Succeed(t, err)
	if m.open != 0 {
		t.Errorf("%d files left open", m.open)
	}
	if got := slices.Sorted(maps.Keys(m.files)); !slices.Equal(got, slices.Sorted(slices.Values(b.Files()))) {
		t.Errorf("wrote %v, announced %v", got, b.Files())
	}
	return m, totals, entries
}

func onDisk(t *testing.T, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "x.pdf")
	must.Succeed(t, os.WriteFile(path, data, 0o600))
	return path
}

// pagesOf gives the text of every page.
func pagesOf(t *testing.T, data []byte) []string {
	t.Helper()
	text := slowtest.Run(t, "pdftotext", "-raw", onDisk(t, data), "-")
	pages := strings.Split(text, "\f")
	return pages[:len(pages)-1]
}

// noticeLabels is typed from the notice (附件2 to 附件4), its slips put right.
var noticeLabels = map[string]string{
	"新识别低收入农户信息采集表": `附件2|新识别低收入农户信息采集表|一、基础信息|家庭住址：|省（区、市）|市（地、州、盟）|县（市、区、旗）|乡（镇）|村|自然村（村民小组）
|联系电话：|开户银行（选填）：|银行账号（选填）：|A23识别标准（单选）：|国家|省定|A24贫困户属性（单选）：|一般贫困户|低保贫困户|特困供养贫困户
|A25军烈属|是|否|A26计划脱贫年度|参与消费扶贫|参加订单农业|二、家庭成员信息|序号|A1姓名|A2性别|A3证件类型|A4居民身份证（残疾人证）号码|A5与户主关系
|A6民族|A7政治面貌|A8文化程度|A9在校生状况|A10健康状况|A11劳动技能|A12务工区域|A13务工时间|A14失学或辍学原因|A15是否会讲普通话
|A16是否参加城乡居民基本养老保险|A17是否参加城乡居民基本医疗保险|A18是否参加大病保险|A19是否享受农村居民最低生活保障
|A20是否参加商业补充医疗保险|A21是否享受人身意外保险补贴|A51是否接受医疗救助|务工企业名称|所属行业|就业渠道|户主|三、致贫原因（可扩充）
|A27a致贫原因1（单选项）：|A27b致贫原因2（单选项）：|A27c致贫原因3（单选项）：|因病|因残|因学|因灾|因婚|因丧|缺土地|缺水|缺技术|缺劳动力|缺资金|交通条件落后|自身发展动力不足
|四、收入情况|A28工资性收入（元）|A29转移性收入（元）|A29d养老保险金（元）|A30生产经营性收入（元）|A29a计划生育金（元）|A29e生态补偿金（元）
|A31财产性收入（元）|A29b低保金（元）|A29f其他转移性收入（元）|A31a资产收益扶贫分红收入（元）|A29c特困供养金（元）|A31b其他财产性收入（元）|A32生产经营性支出（元）
|五、生产生活条件|A33耕地面积（亩）|A34牧草地面积（亩）|A35水面面积（亩）|A36林地面积（亩）|A36a退耕还林面积（亩）|A36b林果面积（亩）|A37入户路类型
|A38与村主干路距离（公里）|A39是否加入农民专业合作组织|A40危房等级|A41住房面积（平方米）|A42是否通生活用电|A43是否有卫生厕所|A44是否解决安全饮用水
|A45主要燃料类型|A46是否有龙头企业带动|A47是否有创业致富带头人带动|A48是否通广播电视|六、帮扶责任人|姓名|性别|政治面貌|帮扶（选派）单位名称
|帮扶开始时间|帮扶结束时间|联系电话|填表人：|户主签名：|填表日期：|年|月|日`,
	"低收入农户家庭成员自然增加情况表": `附件3|低收入农户家庭成员自然增加情况表|行政村名称：|行政区划代码：|户主姓名：|证件号码：|A1姓名|A4居民身份证（残疾人证）号码|A12务工区域|务工地点|A51是否接受医疗救助
|增加原因|务工企业名称|所属行业|就业渠道|注：1.村委会或驻村工作队针对有家庭成员增加的低收入农户，以户为单位填报此表
|2.增加原因包括（1）新生儿、（2）婚入、（3）户籍迁入、（4）刑满释放、（5）收养、（6）失联人口回归。填写增加原因后括号内的编号，如婚入填“2”。`,
	"低收入农户家庭成员自然减少情况表": `附件4|低收入农户家庭成员自然减少情况表|行政村名称：|行政区划代码：|户主姓名|户主证件号码|减少家庭成员姓名|减少家庭成员证件号码|减少原因
|注：1.村委会或驻村工作队针对有家庭成员有减少的低收入农户，以村为单位填报此表。
|2.减少原因包括（1）死亡、（2）婚出、（3）出国定居、（4）判刑收监、（5）户籍迁出、（6）农转非、（7）失联、（8）分散供养转集中供养。填写减少原因后括号内的编号，如婚出填“2”。`,
}

// TestBlankFormsSayTheNotice finds every label of the appendices in the text
// of the blank forms, in the notice's order.
func TestBlankFormsSayTheNotice(t *testing.T) {
	m := &memory{}
	if _, _, err := render.Blank(context.Background(), forms(t), fonts(t), render.BlankOptions{Year: 2019}, m); err != nil {
		t.Fatal(err)
	}
	if n := len(forms(t).All()); len(m.files) != n {
		t.Errorf("%d blank forms, want %d", len(m.files), n)
	}
	for title, labels := range noticeLabels {
		text := fold(strings.Join(pagesOf(t, m.files[title+"-空白.pdf"]), ""))
		for _, label := range strings.Split(strings.ReplaceAll(labels, "\n", ""), "|") {
			if !strings.Contains(text, fold(label)) {
				t.Errorf("%s lacks %q", title, label)
			}
		}
	}
}

// TestFiles checks how each division names and fills its files.
func TestFiles(t *testing.T) {
	r := sample(t)
	tests := []struct {
		name string
		opt  render.Options
		want []string
	}{
		{"village", render.Options{Choice: render.Choice{Villages: []string{"云台村"}}}, []string{"云台村/云台村-入户资料.pdf"}},
		{"one form", render.Options{Choice: render.Choice{Villages: []string{"320799001201"}, Forms: []string{"compare"}}}, []string{"云台村/云台村-贫困户基础信息对照表.pdf"}},
		{"forms", render.Options{Choice: render.Choice{Villages: []string{"云台村"}, Split: render.ByForm}}, []string{
			"云台村/云台村-低收入农户家庭成员自然减少情况表.pdf", "云台村/云台村-低收入农户家庭成员自然增加情况表.pdf", "云台村/云台村-历年帮扶措施信息对照表.pdf",
			"云台村/云台村-新识别低收入农户信息采集表.pdf", "云台村/云台村-贫困户基础信息对照表.pdf"}},
		{"household", render.Options{Choice: render.Choice{Households: []string{"32079900100001"}, Split: render.ByHousehold}}, []string{"云台村/32079900100001-黄建华.pdf"}},
		{"first", render.Options{Choice: render.Choice{First: 2, Split: render.ByHousehold}}, []string{
			"云台村/32079900100001-黄建华.pdf", "云台村/32079900100006-张爱民.pdf", "云台村/云台村-低收入农户家庭成员自然减少情况表.pdf"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m, _, _ := printed(t, r, tt.opt)
			if got := slices.Sorted(maps.Keys(m.files)); !slices.Equal(got, tt.want) {
				t.Errorf("files %q, want %q", got, tt.want)
			}
		})
	}
}

// TestUnknownNames checks that a name that means nothing is refused with what
// would have been right.
func TestUnknownNames(t *testing.T) {
	r := sample(t)
	for want, c := range map[string]render.Choice{
		"没有村“无名村”":         {Villages: []string{"无名村"}},
		"没有户编号或户主为“999”":   {Households: []string{"999"}},
		"没有代号为“compere”的表": {Forms: []string{"compere"}},
		"没有户编号或户主为“黄建华”":   {Villages: []string{"河湾村"}, Households: []string{"黄建华"}},
		"是边缘户": {Households: []string{edge(t, r)}},
	} {
		_, err := render.Plan(r, forms(t), fonts(t), render.Options{Choice: c})
		var se *render.SelectionError
		if !errors.As(err, &se) || !strings.Contains(err.Error(), want) {
			t.Errorf("%+v: %v, want %q", c, err, want)
		}
	}
}

// TestNearHouseholds: a household that is not there is told with those that may
// have been meant; none is chosen, and none that is unlike is named.
func TestNearHouseholds(t *testing.T) {
	r := sample(t)
	for _, tt := range []struct{ asked, want, not string }{
		{"黄建花", "是不是：云台村 32079900100001 黄建华？", "张爱民"},
		{"3207990010OO01", "32079900100001 黄建华", "32079900100006"},
		{"00001", "云台村 32079900100001 黄建华", "张爱民"},
		{"欧阳无人", "请核对花名册", "是不是"},
		{edge(t, r) + "0", "请核对花名册", edge(t, r) + " "},
	} {
		_, err := render.Plan(r, forms(t), fonts(t), render.Options{Choice: render.Choice{Households: []string{tt.asked}}})
		var se *render.SelectionError
		if !errors.As(err, &se) || !strings.Contains(se.Hint, tt.want) || strings.Contains(se.Hint, tt.not) {
			t.Errorf("%s: %v, want %q without %q", tt.asked, err, tt.want, tt.not)
		}
	}
	// One of another village than those chosen is told with its village.
	_, err := render.Plan(r, forms(t), fonts(t), render.Options{Choice: render.Choice{Villages: []string{"河湾村"}, Households: []string{"黄建华"}}})
	if err == nil || !strings.Contains(err.Error(), "是不是：云台村 32079900100001 黄建华") {
		t.Errorf("a household of another village: %v", err)
	}
}

// edge gives the number of a household outside the register.
func edge(t *testing.T, r *model.Roster) string {
	t.Helper()
	for h := range r.Each {
		if !h.Registered() {
			return h.Number()
		}
	}
	t.Fatal("the sample has no 边缘户")
	return ""
}

// TestSampleRun prints the whole sample and looks at it with other programs:
// sound files, as many pages as told, every page naming household, page and
// sheet, and nobody who is not on the register.
func TestSampleRun(t *testing.T) {
	r := sample(t)
	m, totals, entries := printed(t, r, render.Options{})
	pages := 0
	var all strings.Builder
	for name, data := range m.files {
		if out := slowtest.Run(t, "qpdf", "--check", onDisk(t, data)); strings.Contains(out, "WARNING") {
			t.Errorf("%s: %s", name, out)
		}
		texts := pagesOf(t, data)
		pages += len(texts)
		for i, text := range texts {
			all.WriteString(fold(text))
			if !strings.Contains(text, "第 ") || !strings.Contains(text, " 页 共 ") {
				t.Errorf("%s page %d has no page number", name, i+1)
			}
			if i > 0 && !strings.Contains(text, "表号 ") {
				t.Errorf("%s page %d has no sheet number", name, i+1)
			}
		}
	}
	if pages != totals.Pages {
		t.Errorf("%d pages, told %d", pages, totals.Pages)
	}
	if totals.Households != r.Households() {
		t.Errorf("printed %d of %d households", totals.Households, r.Households())
	}
	for _, e := range entries {
		if !strings.Contains(all.String(), e.Number) {
			t.Errorf("sheet %s is registered but not printed", e.Number)
		}
	}
	if text := all.String(); strings.Contains(text, edge(t, r)) || strings.Contains(text, "监测户") || strings.Contains(text, "边缘户") {
		t.Error("a list that is for internal use is printed")
	}
}

// TestDuplex checks that every document begins on a new sheet of paper.
func TestDuplex(t *testing.T) {
	m, totals, entries := printed(t, sample(t), render.Options{Choice: render.Choice{Duplex: true, Villages: []string{"云台村"}}})
	texts := pagesOf(t, m.files["云台村/云台村-入户资料.pdf"])
	if len(texts) != totals.Pages || len(texts) != 2*totals.Sheets {
		t.Errorf("%d pages, told %d on %d sheets", len(texts), totals.Pages, totals.Sheets)
	}
	for i, text := range texts {
		if strings.Contains(text, "第 1 页") && i%2 != 0 {
			t.Errorf("page %d begins a document on the back of a sheet", i+1)
		}
	}
	for _, e := range entries {
		if e.Sheets != (e.Pages+1)/2 {
			t.Errorf("%s: %d pages on %d sheets", e.Number, e.Pages, e.Sheets)
		}
	}
}

// TestFormsOfAHouseholdShareASheet checks that in duplex the measures of a household
// begin on the back where the comparison leaves it free, an annex on a front page,
// and that nothing is shared where every form has its own file.
func TestFormsOfAHouseholdShareASheet(t *testing.T) {
	r := sample(t)
	h := r.Villages[0].Households[0]
	for len(h.Members) < 14 { // three pages of comparison
		h.Members = append(h.Members, h.Members[1])
	}
	h.Measures = h.Measures[:1]
	for len(h.Added) == 0 {
		h.Added = append(h.Added, h.Members[1])
	}
	r.Villages[0].Households = r.Villages[0].Households[:1]
	r.Villages = r.Villages[:1]
	for split, want := range map[render.Split][]int{render.ByHousehold: {2, 0, 1}, render.ByForm: {2, 1, 1}} {
		_, totals, entries := printed(t, r, render.Options{Choice: render.Choice{Duplex: true, Split: split, Forms: []string{"compare", "measures", "appendix3"}}})
		sum := 0
		for i, e := range entries {
			if i >= len(want) || e.Sheets != want[i] {
				t.Errorf("%s, %s: %d pages on %d sheets, want %v", split, e.Form.ID, e.Pages, e.Sheets, want)
			}
			sum += e.Sheets
		}
		if totals.Sheets != sum || totals.Pages != 2*sum {
			t.Errorf("%s: %d pages, %d sheets told, %d in the register", split, totals.Pages, totals.Sheets, sum)
		}
	}
}

// TestSameBytes checks that runs are equal, on one worker and on several.
func TestSameBytes(t *testing.T) {
	r := sample(t)
	first, _, _ := printed(t, r, render.Options{Choice: render.Choice{Jobs: 1, Split: render.ByForm}})
	again, _, _ := printed(t, sample(t), render.Options{Choice: render.Choice{Jobs: 4, Split: render.ByForm}})
	for name, data := range first.files {
		if !bytes.Equal(data, again.files[name]) {
			t.Errorf("%s differs between two runs", name)
		}
	}
}

// brokenOff runs a batch that is cancelled after three households.
func brokenOff(t *testing.T, r *model.Roster, o render.Options) *memory {
	t.Helper()
	b, err := render.Plan(r, forms(t), fonts(t), o)
	must.Succeed(t, err)
	if _, err := b.Count(context.Background(), nil); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	m := &memory{}
	_, err = b.Write(ctx, m, func(n int) {
		if n == 3 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) || m.open != 0 {
		t.Errorf("error %v, %d files open", err, m.open)
	}
	return m
}

// TestCancelled checks that a run that is broken off leaves only whole files.
func TestCancelled(t *testing.T) {
	m := brokenOff(t, sample(t), render.Options{Choice: render.Choice{Jobs: 1, Split: render.ByHousehold}, Year: 2019})
	if len(m.files) == 0 || len(m.files) > 5 {
		t.Errorf("%d files written", len(m.files))
	}
	for name, data := range m.files {
		if !bytes.HasSuffix(bytes.TrimSpace(data), []byte("%%EOF")) {
			t.Errorf("%s is not whole", name)
		}
	}
}

// failing is an output whose disk is full.
type failing struct{ aborted int }

type failingFile struct{ f *failing }

var errFull = errors.New("disk full")

func (f *failing) Create(string) (render.OutputFile, error) { return failingFile{f}, nil }
func (failingFile) Write([]byte) (int, error)               { return 0, errFull }
func (failingFile) Commit() error                           { return errors.New("committed a half file") }
func (f failingFile) Abort()                                { f.f.aborted++ }

// TestDiskFull checks that a file that cannot be written is aborted.
func TestDiskFull(t *testing.T) {
	b, err := render.Plan(sample(t), forms(t), fonts(t), render.Options{Choice: render.Choice{Jobs: 1}, Year: 2019})
	must.Succeed(t, err)
	if _, err := b.Count(context.Background(), nil); err != nil {
		t.Fatal(err)
	}
	out := &failing{}
	if _, err := b.Write(context.Background(), out, nil); !errors.Is(err, errFull) || out.aborted != 1 {
		t.Errorf("error %v, %d files aborted", err, out.aborted)
	}
}

// hostile makes a household of n members, its texts as bad as they come.
func hostile(t *testing.T, n int, text string) *model.Roster {
	t.Helper()
	cb := rostertest.Codebook(t)
	data := model.NewDataset(cb)
	src := data.AddSource(model.Source{File: "x.xlsx", Sheet: "户"})
	v := &model.Village{Name: `../../x<&">`}
	h := &model.Household{Record: data.NewRecord(4), Village: v}
	at := model.At{Source: src, Row: 2, Col: 1}
	h.Set(model.CodeNumber, "1", model.AsText, at)
	for _, c := range []model.Code{model.CodeHeadName, "A40", "A27a", "银行账号", model.CodeGroup, model.CodePhone, "地址省"} {
		h.Set(c, text, model.AsText, at)
	}
	for range n {
		m := &model.Member{Record: data.NewRecord(30), Household: h}
		for _, in := range cb.Of(model.OfMember) {
			m.Set(in.Code, text, model.AsText, at)
		}
		h.Members = append(h.Members, m)
	}
	v.Households = append(v.Households, h)
	return &model.Roster{Data: data, Villages: []*model.Village{v}}
}

// TestHostileTexts prints what no roster should hold: the run goes on, the
// file stays in its folder.
func TestHostileTexts(t *testing.T) {
	for name, tt := range map[string]struct {
		members int
		text    string
	}{
		"sixty members":  {60, "张三"},
		"no members":     {0, "张三"},
		"long words":     {2, strings.Repeat("甲", 4000)},
		"unbroken latin": {1, strings.Repeat("x", 3000)},
		"rare":           {2, "𠮷㛃\U0002EBF0\uE000\uFFFD"},
		"controls":       {1, "a\x00b\x1b[31mc\r\nd\u202Ee\u200B"},
		"broken utf-8":   {1, "甲\xff\xfe乙"},
		"markup":         {1, `</w:t>&amp;<b>"'(\)`},
	} {
		t.Run(name, func(t *testing.T) {
			m, totals, _ := printed(t, hostile(t, tt.members, tt.text), render.Options{Choice: render.Choice{Forms: []string{"compare", "measures"}}})
			for path, data := range m.files {
				if !filepath.IsLocal(path) || strings.ContainsAny(path, `<>"\:|?*`) {
					t.Errorf("unsafe path %q", path)
				}
				if out := slowtest.Run(t, "qpdf", "--check", onDisk(t, data)); strings.Contains(out, "WARNING") {
					t.Errorf("%s: %s", path, out)
				}
				if texts := pagesOf(t, data); len(texts) != totals.Pages {
					t.Errorf("%d pages, told %d", len(texts), totals.Pages)
				}
			}
		})
	}
}

// TestLongTextIsWhole checks that a text that is longer than a row goes on without
// losing a character, as far as texts are printed.
func TestLongTextIsWhole(t *testing.T) {
	for n, want := range map[int]int{200: 200, 700: 199} {
		r := rostertest.Build(t, "户 1\n人 赵甲 户主\n措 帮扶内容="+strings.Repeat("一二三四五六七八九△", n))
		m, _, _ := printed(t, r, render.Options{Choice: render.Choice{Forms: []string{"measures"}, Split: render.ByForm}})
		for _, data := range m.files {
			count := 0
			for _, page := range pagesOf(t, data) {
				count += strings.Count(page, "△")
			}
			if count != want {
				t.Errorf("%d of %d characters printed, want %d", count, n, want)
			}
		}
	}
}

// TestFolders: no village shares the folder of another, nor has the name of a file
// of this program; and each has the same in every run.
func TestFolders(t *testing.T) {
	table := "村 南村 \n户 1\n人 赵甲 户主\n村 南村. \n户 2\n人 周丙 户主\n村 打印登记.xlsx\n户 3\n人 吴丁 户主"
	r := rostertest.Build(t, table)
	folders := func() map[string]string {
		b, err := render.Plan(r, forms(t), fonts(t), render.Options{Year: 2019})
		must.Succeed(t, err)
		out := make(map[string]string)
		for _, f := range b.Returns("x") {
			dir, _, _ := strings.Cut(f.Path, "/")
			out[f.Village.Name] = dir
		}
		return out
	}
	first := folders()
	slices.Reverse(r.Villages)
	if again := folders(); !maps.Equal(first, again) {
		t.Errorf("folders %v, then %v", first, again)
	}
	if first["南村"] != "南村" || first["南村."] == "南村" || strings.HasSuffix(first["南村."], ".") || first["打印登记.xlsx"] != "打印登记.xlsx-村" {
		t.Errorf("folders %v", first)
	}
}

// TestHouseholdOfVillage: a number that several villages have is asked for with
// the village.
func TestHouseholdOfVillage(t *testing.T) {
	r := rostertest.Build(t, "村 南村\n户 1\n人 赵甲 户主\n户 2\n人 赵乙 户主\n村 北村\n户 1\n人 周丙 户主")
	printed := func(asked ...string) (string, error) {
		b, err := render.Plan(r, forms(t), fonts(t), render.Options{Choice: render.Choice{Households: asked}, Year: 2019})
		if err != nil {
			return "", err
		}
		var heads []string
		for _, f := range b.Returns("x") {
			for _, h := range f.Households {
				heads = append(heads, h.HeadName())
			}
		}
		return strings.Join(heads, " "), nil
	}
	for asked, want := range map[string]string{"2": "赵乙", "北村/1": "周丙", "南村/赵甲": "赵甲", "南村／1": "赵甲"} {
		if got, err := printed(asked); err != nil || got != want {
			t.Errorf("%s: %q %v, want %s", asked, got, err, want)
		}
	}
	var wrong *render.SelectionError
	if _, err := printed("1"); !errors.As(err, &wrong) || !strings.Contains(wrong.Hint, "南村/1") || !strings.Contains(wrong.Hint, "北村/1") {
		t.Errorf("a number of two villages: %v", err)
	}
}
