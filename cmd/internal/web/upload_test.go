package web

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"ruhu/model/must"
	"ruhu/model/slowtest"
	"ruhu/samples"
)

// file is one that a browser sends.
type file struct {
	name string
	data io.Reader
}

// upload sends files to an address, as the page's script does, and gives where it leads.
func (b *site) upload(path string, status int, files ...file) (to, answer string) {
	b.t.Helper()
	r, w := io.Pipe()
	form := multipart.NewWriter(w)
	go func() {
		for _, f := range files {
			head := textproto.MIMEHeader{"Content-Type": {"application/octet-stream"}}
			head.Set("Content-Disposition", fmt.Sprintf(`form-data; name="file"; filename=%q`, f.name))
			part, err := form.CreatePart(head)
			if err == nil {
				_, err = io.Copy(part, f.data)
			}
			if err != nil {
				w.CloseWithError(err)
				return
			}
		}
		w.CloseWithError(form.Close())
	}()
	request, err := http.NewRequest(http.MethodPost, b.base+path, r)
	must.Succeed(b.t, err)
	request.Header.Set("Content-Type", form.FormDataContentType())
	request.Header.Set("X-Ruhu-Token", b.token)
	request.Header.Set("X-Ruhu-Part", "1")
	got, err := b.http.Do(request)
	must.Succeed(b.t, err)
	defer got.Body.Close()
	text, err := io.ReadAll(got.Body)
	must.Succeed(b.t, err)
	if got.StatusCode != status {
		b.t.Fatalf("%s: %d, want %d\n%s", path, got.StatusCode, status, text)
	}
	return got.Header.Get("X-Ruhu-Location"), string(text)
}

// household is a roster of one family, as CSV.
func household(number, head string) io.Reader {
	return strings.NewReader("户编号,姓名,与户主关系,行政村\n" + number + "," + head + ",户主,东风村\n")
}

// TestUpload: what is sent is read under its name; two files of one name are two, lists
// lie beside, and what is in the way of a name is no folder of this machine.
func TestUpload(t *testing.T) {
	b := open(t)
	to, _ := b.upload("/roster/files", http.StatusNoContent,
		file{"名册.csv", household("1", "张三")}, file{"名册.csv", household("2", "李四")}, file{`..\..\名册 <b>.csv`, household("3", "王五")})
	page := b.get(to, http.StatusOK)
	for _, want := range []string{`<dd id="households">3</dd>`, `<dd id="members">3</dd>`, "名册（2）.csv", "名册 &lt;b&gt;.csv"} {
		if !strings.Contains(page, want) {
			t.Errorf("no %s in\n%s", want, page)
		}
	}
	beside, _ := b.upload(strings.Replace(to, "/roster", "/roster/files", 1)+"&role=against", http.StatusNoContent, file{"医保.csv", household("1", "张三")})
	if page := b.get(beside, http.StatusOK); !strings.Contains(page, "医保.csv") || beside != to {
		t.Errorf("the list does not lie beside:\n%s", page)
	}
	entries, err := os.ReadDir(b.server.Dir)
	if err == nil && len(entries) > 0 {
		t.Errorf("reading wrote %v", entries)
	}
}

// TestUploadFolder: of a folder that is dropped the tables are read, as of one that is
// named; what else lies in it is passed over. A file that is dropped itself must be one.
func TestUploadFolder(t *testing.T) {
	b := open(t)
	photo := func() io.Reader { return strings.NewReader("\xff\xd8\xff\xe0") }
	to, _ := b.upload("/roster/files", http.StatusNoContent, file{"村/名册.csv", household("1", "张三")}, file{"村/照片.jpg", photo()},
		file{"村/通知.docx", photo()}, file{"村/说明.txt", strings.NewReader("请各村注意")}, file{"村/Thumbs.db", photo()},
		file{"村/.~名册.csv", photo()}, file{"村/旧表.et", photo()}, file{"村/组/名册.csv", household("2", "李四")})
	b.has(b.get(to, http.StatusOK), `<dd id="households">2</dd>`, "没有读：村/旧表.et")
	to, _ = b.upload("/roster/files", http.StatusNoContent, file{"照片.jpg", photo()}, file{"名册.csv", household("1", "张三")})
	b.has(b.get(to, http.StatusOK), "没有读成", "照片.jpg：是图片")
	var photos []file
	for i := range 100 {
		photos = append(photos, file{fmt.Sprintf("照片/%d.jpg", i), photo()})
	}
	to, _ = b.upload("/roster/files", http.StatusNoContent, photos...)
	if page := b.get(to, http.StatusOK); !strings.Contains(page, "等 100 个") || strings.Contains(page, "照片/99.jpg") {
		t.Errorf("of a folder of photos:\n%s", page)
	}
}

// TestWrongDrop: what cannot be read takes nothing away; its page leads back to the roster
// that was open.
func TestWrongDrop(t *testing.T) {
	b := open(t)
	first, _ := b.upload("/roster/files", http.StatusNoContent, file{"一.csv", household("1", "张三")})
	wrong, _ := b.upload("/roster/files", http.StatusNoContent, file{"照片.jpg", strings.NewReader("\xff\xd8\xff\xe0")})
	b.has(b.get(wrong, http.StatusOK), "没有读成", "回到原来的名册", `href="`+first+`"`)
	if page := b.get(first, http.StatusOK); strings.Contains(page, "回到原来的名册") || !strings.Contains(page, "一.csv") {
		t.Errorf("the roster that was open:\n%s", page)
	}
}

// TestWrongDrops: however many drops cannot be read, the rosters that can stay open, and
// each page leads back to the latest of them.
func TestWrongDrops(t *testing.T) {
	b := open(t)
	first, _ := b.upload("/roster/files", http.StatusNoContent, file{"一.csv", household("1", "张三")})
	second, _ := b.upload("/roster/files", http.StatusNoContent, file{"二.csv", household("2", "李四")})
	for range most + 1 {
		wrong, _ := b.upload("/roster/files", http.StatusNoContent, file{"照片.jpg", strings.NewReader("\xff\xd8\xff\xe0")})
		b.has(b.get(wrong, http.StatusOK), "没有读成", "回到原来的名册", `href="`+second+`"`)
	}
	for address, want := range map[string]string{first: "一.csv", second: "二.csv"} {
		b.has(b.get(address, http.StatusOK), want)
	}
}

// TestManyFiles: the way on is seen without going past a hundred files.
func TestManyFiles(t *testing.T) {
	b := open(t)
	var files []file
	for i := range 12 {
		files = append(files, file{fmt.Sprintf("村%d.csv", i), household(fmt.Sprint(i), "张三")})
	}
	address, _ := b.upload("/roster/files", http.StatusNoContent, files...)
	page := b.get(address, http.StatusOK)
	if next, list := strings.Index(page, "看看读得对不对"), strings.Index(page, "村0.csv"); next < 0 || list < 0 || next > list {
		t.Errorf("the way on stands at %d, the files at %d", next, list)
	}
}

// TestTabs: another roster in a second tab leaves the first tab's as it is.
func TestTabs(t *testing.T) {
	b := open(t)
	first, _ := b.upload("/roster/files", http.StatusNoContent, file{"一.csv", household("1", "张三")})
	second, _ := b.upload("/roster/files", http.StatusNoContent, file{"二.csv", household("2", "李四")})
	if first == second {
		t.Fatal("both tabs have one project")
	}
	for address, want := range map[string]string{first: "一.csv", second: "二.csv", "/roster": "二.csv"} {
		if page := b.get(address, http.StatusOK); !strings.Contains(page, want) {
			t.Errorf("%s has not %s", address, want)
		}
	}
}

// TestUploadLarge: 100 MB are read as a stream; no file is made for them anywhere.
func TestUploadLarge(t *testing.T) {
	slowtest.Large(t)
	temp := t.TempDir()
	t.Setenv("TMPDIR", temp)
	t.Setenv("TMP", temp)
	b := open(t)
	line := bytes.Repeat([]byte("一,二,三,四\n"), 1<<14)
	var large []io.Reader
	for range 100<<20/len(line) + 1 {
		large = append(large, bytes.NewReader(line))
	}
	seen := watch(t, temp)
	to, _ := b.upload("/roster/files", http.StatusNoContent, file{"大.csv", io.MultiReader(large...)})
	page := b.get(to, http.StatusOK)
	if !strings.Contains(page, "没有读成") {
		t.Errorf("read as a roster:\n%s", page)
	}
	if names := seen(); len(names) > 0 {
		t.Errorf("files were made: %v", names)
	}
}

// watch looks into a folder until it is asked what was ever seen there.
func watch(t *testing.T, dir string) func() []string {
	t.Helper()
	stop, done := make(chan struct{}), make(chan []string)
	go func() {
		var seen []string
		for {
			found, _ := filepath.Glob(filepath.Join(dir, "*"))
			for _, f := range found {
				if !strings.HasPrefix(filepath.Base(f), "Test") {
					seen = append(seen, f)
				}
			}
			select {
			case <-stop:
				done <- seen
				return
			default:
			}
		}
	}()
	return func() []string { close(stop); return <-done }
}

// TestFolders: a roster is chosen by its path; folders show what one may be in, by name.
func TestFolders(t *testing.T) {
	dir := t.TempDir()
	for name, data := range map[string][]byte{"花名册.xlsx": samples.Roster, "照片.jpg": nil, ".~花名册.xlsx": nil} {
		must.Succeed(t, os.WriteFile(filepath.Join(dir, name), data, 0o600))
	}
	must.Succeed(t, os.Mkdir(filepath.Join(dir, "东风村"), 0o700))
	b := open(t)
	page := b.post("/roster/folders", fields("path", dir), http.StatusOK)
	var shown []string
	for _, m := range regexp.MustCompile(`class="(?:folder|file)">([^<]+)<`).FindAllStringSubmatch(page, -1) {
		shown = append(shown, m[1])
	}
	if got, _ := json.Marshal(shown); string(got) != `["东风村","花名册.xlsx"]` {
		t.Errorf("shown: %s", got)
	}
	page = b.post("/roster/path", fields("path", filepath.Join(dir, "花名册.xlsx")), http.StatusOK)
	for _, want := range []string{`<dd id="households">52</dd>`, filepath.Join(dir, "ruhu-输出")} {
		if !strings.Contains(page, want) {
			t.Errorf("no %s in\n%s", want, page)
		}
	}
	b.post("/roster/folders", fields("path", filepath.Join(dir, "没有")), http.StatusUnprocessableEntity)
}

// TestAdvice: what is to be done is told in the words of the page; there are no options
// of commands on it.
func TestAdvice(t *testing.T) {
	b := open(t)
	tests := []struct{ name, text, want string }{
		{"清单.csv", "户编号,姓名,疑似问题,整改时限\n1,张三,住房不安全,12月1日\n", "上级反馈的问题清单”里"},
		{"什么.csv", "甲,乙\n1,2\n", "在“读得对吗”一页选"},
		{"发放.csv", "序号,姓名,补贴金额,发放日期,备注\n1,张三,100,2019-01-01,\n2,李四,100,2019-01-01,\n", "部门名单、别的名册"},
	}
	for _, test := range tests {
		to, _ := b.upload("/roster/files", http.StatusNoContent, file{test.name, strings.NewReader(test.text)})
		page := b.get(to, http.StatusOK)
		_, fault, _ := strings.Cut(page, `class="fault" role="alert"`)
		fault, _, _ = strings.Cut(fault, "</section>")
		if !strings.Contains(fault, test.want) || strings.Contains(fault, "--") {
			t.Errorf("%s: %s", test.name, fault)
		}
	}
	late := "户编号,姓名,与户主关系,脱贫年度\n1,张三,户主,2021\n2,李四,户主,2021\n"
	to, _ := b.upload("/roster/files", http.StatusNoContent, file{"名册.csv", strings.NewReader(late)})
	if page := b.get(strings.Replace(to, "/roster", "/problems", 1), http.StatusOK); !strings.Contains(page, "请在“设置”一页把年度改成 2021") {
		t.Errorf("no word of the year on the page:\n%s", page)
	}
}
