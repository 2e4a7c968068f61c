package wine

import (
	"bufio"
	"bytes"
	"io"
	"maps"
	"net/http"
	"net/http/cookiejar"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/simplifiedchinese"

	"ruhu/model/must"
	"ruhu/model/slowtest"
)

// roster is the folder that commands run in: a roster and settings. Faces of the machine
// are not asked, which differ.
func roster(t *testing.T, dir string) string {
	t.Helper()
	data, err := os.ReadFile("../../../samples/花名册.xlsx")
	must.Succeed(t, err)
	must.Succeed(t, os.MkdirAll(dir, 0o700))
	for name, data := range map[string][]byte{
		"花名册.xlsx": data, "ruhu.yaml": []byte("unit: 云海街道办事处\nstreet: 云海街道\nfonts: {machine: false}\n"),
		"~$花名册.xlsx": []byte("lock"), ".~花名册.xlsx": []byte("lock"), // of Excel, of WPS
	} {
		must.Succeed(t, os.WriteFile(filepath.Join(dir, name), data, 0o600))
	}
	return dir
}

// jobs are what README.md has people do: commands that are run one after the other.
var jobs = map[string][]string{
	"print": {
		"print 花名册.xlsx", "print 花名册.xlsx --resume", "check 花名册.xlsx -o 问题清单.xlsx",
		"collect ruhu-输出 --roster 花名册.xlsx", "register merge ruhu-输出/打印登记.xlsx -o 合并.xlsx",
	},
	"formats":   {"print 花名册.xlsx --format pdf,docx,xlsx --split household --duplex --first 5 --date 2019-11-20 -o 出/里"},
	"summary":   {"summary 花名册.xlsx --date 2020-01-03"},
	"blank":     {"blank", "blank --forms appendix2 --rows 8 --copies 3 --format docx,xlsx"},
	"roster":    {"roster-template -o 空.xlsx", "check 空.xlsx", "fill 空.xlsx 花名册.xlsx -o 填", "roster-template -o 空.xlsx", "roster-template -o 空.txt"},
	"form":      {"form list", "form show compare", "form export 表样", "form check 表样", "form check 表样/forms/compare.yaml"},
	"fonts":     {"fonts 𠮷㛃䶮", "fonts 花名册.xlsx"},
	"lists":     {"lists 花名册.xlsx -o 部门核对", "ledger 花名册.xlsx -o 台账"},
	"patterns":  {"check *.xlsx", "check *.xls", "check 无*", "check 没有.xlsx", "print 花*.xlsx --household 32079900100001 --json"},
	"machine":   {"check 花名册.xlsx --json", "print 花名册.xlsx --json --first 2 --no-return", "check 没有.xlsx --json"},
	"folder":    {"check .", "check ruhu.yaml", "print 花名册.xlsx -o ruhu.yaml", "prnt 花名册.xlsx"},
	"parts":     {"print 花名册.xlsx --shard 2/3", "print 花名册.xlsx --shard 1/3", "register merge ruhu-输出 -o ruhu-输出/打印登记.xlsx"},
	"addressed": {"print ./花名册.xlsx --forms compare --mask --village 云台村"},
}

func TestWine(t *testing.T) {
	m := newMachine(t)
	t.Run("of Windows only", m.testInside)
	t.Run("the same as here", m.testJobs)
	t.Run("dropped", m.testDropped)
	t.Run("held", m.testHeld)
	t.Run("interrupted", m.testInterrupted)
	t.Run("code page", m.testCodePage)
	t.Run("page", m.testPage)
	t.Run("version", func(t *testing.T) {
		if got := m.there(t, t.TempDir(), "version"); got.code != 0 || !strings.Contains(got.out, "windows/amd64") {
			t.Errorf("%+v", got)
		}
	})
}

// testInside tests from inside what only Windows does.
func (m *machine) testInside(t *testing.T) {
	inside := func(run string, packages ...string) *exec.Cmd {
		cmd := exec.Command("go", append([]string{"test", "-count=1", "-v", "-exec", m.wine, "-run", run}, packages...)...)
		cmd.Env = append(m.env, "GOOS=windows", "GOARCH=amd64", "CGO_ENABLED=0")
		return cmd
	}
	slowtest.Output(t, inside("^Test(OwnerOnly|Opens|Hidden|Held|WritingIsTold)$", "ruhu/cmd/internal/disk", "ruhu/cmd/internal/fault"))
	// The tests of the commands cannot remove their own folder at the end: what each says counts.
	out, _ := inside("^TestMemory(Left|Grows)$", "ruhu/cmd/ruhu").CombinedOutput()
	for _, name := range []string{"TestMemoryLeft", "TestMemoryGrows"} {
		if !bytes.Contains(out, []byte("--- PASS: "+name)) {
			t.Errorf("%s:\n%s", name, out)
		}
	}
}

// testJobs runs each job in one place on both machines, first here.
func (m *machine) testJobs(t *testing.T) {
	for _, name := range slices.Sorted(maps.Keys(jobs)) {
		t.Run(name, func(t *testing.T) {
			dir, before := filepath.Join(t.TempDir(), "任务"), filepath.Join(t.TempDir(), "这里")
			var want []said
			roster(t, dir)
			for _, job := range jobs[name] {
				want = append(want, m.here(t, dir, strings.Fields(job)...))
			}
			must.Succeed(t, os.Rename(dir, before))
			roster(t, dir)
			for i, job := range jobs[name] {
				got := m.there(t, dir, strings.Fields(job)...)
				got.err = asHere(got.err)
				if got != want[i] {
					t.Errorf("%s:\n%+v\nhere\n%+v", job, got, want[i])
				}
			}
			same(t, dir, before)
		})
	}
}

// testDropped gives the program a file as Explorer does, whose folder is not the current
// one: what is printed, and the settings, lie beside the file.
func (m *machine) testDropped(t *testing.T) {
	dir := roster(t, filepath.Join(m.drive, "任务"))
	got := m.there(t, t.TempDir(), `C:\任务\花名册.xlsx`)
	if got.code != 0 || !strings.Contains(got.err, `设置取自：C:\任务\ruhu.yaml`) || !strings.Contains(got.err, `文件在：C:\任务\ruhu-输出`) {
		t.Errorf("%+v", got)
	}
	here := roster(t, t.TempDir())
	m.here(t, t.TempDir(), filepath.Join(here, "花名册.xlsx"))
	same(t, dir, here)
	if got := m.there(t, t.TempDir(), "print", `C:\任务" --first 1`); got.code != 2 || !strings.Contains(got.err, `写成："C:\任务" --first 1`) {
		t.Errorf("a swallowed option: %+v", got)
	}
	if got := m.there(t, t.TempDir(), "print", `C:\任务\花名册.xlsx`, "--household", "32079900200010", "-o", "出"); got.code != 0 || !strings.Contains(got.err, "不在同一个盘上") {
		t.Errorf("on another drive: %+v", got)
	}
}

// testHeld prints while another program has a file open, in the ways that office programs
// and readers of PDF files do: it is told before any work, and nothing is changed.
func (m *machine) testHeld(t *testing.T) {
	dir := roster(t, t.TempDir())
	const held = "ruhu-输出/打印登记.xlsx"
	if got := m.there(t, dir, "print", "花名册.xlsx"); got.code != 0 {
		t.Fatalf("%+v", got)
	}
	before := files(t, dir)
	for _, sharing := range []string{"r", "rw"} {
		release := m.hold(t, dir, held, sharing)
		got := m.there(t, dir, "print", "花名册.xlsx", "--forms", "compare")
		release()
		if got.code != 3 || !strings.Contains(got.err, `文件正被打开，请先关闭：ruhu-输出\打印登记.xlsx`) || strings.Contains(got.err, "将打印") {
			t.Errorf("sharing %s: %+v", sharing, got)
		}
		if !maps.Equal(files(t, dir), before) {
			t.Errorf("sharing %s: the folder was changed", sharing)
		}
	}
	must.Succeed(t, os.Chmod(filepath.Join(dir, filepath.FromSlash(held)), 0o400))
	got := m.there(t, dir, "print", "花名册.xlsx")
	if got.code != 3 || !strings.Contains(got.err, `文件是只读的，没有改动：ruhu-输出\打印登记.xlsx`) || strings.Contains(got.err, "将打印") {
		t.Errorf("read-only: %+v", got)
	}
}

// hold opens a file in another program until release is called.
func (m *machine) hold(t *testing.T, dir, name, sharing string) (release func()) {
	t.Helper()
	cmd := m.command(filepath.Join(m.tools, "hold.exe"), filepath.FromSlash(name), sharing)
	cmd.Dir = dir
	in, err := cmd.StdinPipe()
	must.Succeed(t, err)
	out, err := cmd.StdoutPipe()
	must.Succeed(t, err)
	must.Succeed(t, cmd.Start())
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil || !strings.HasPrefix(line, "held") {
		t.Fatalf("%q, %v", line, err)
	}
	return func() {
		_ = in.Close()
		if err := cmd.Wait(); err != nil {
			t.Error(err)
		}
	}
}

// testInterrupted presses Ctrl-C in a console while the program prints: it says so, waits
// for a key since the window is its own, and goes on with --resume.
func (m *machine) testInterrupted(t *testing.T) {
	script := slowtest.Tool(t, "script") // a terminal
	dir := roster(t, t.TempDir())
	// exec: a shell that waits for Wine would hear Ctrl-C as well, and end with a code of its own.
	cmd := exec.Command(script, "-qec", "exec "+m.wine+" "+m.exe+" print 花名册.xlsx --split household --format pdf,docx,xlsx --jobs 1", os.DevNull)
	cmd.Dir, cmd.Env, cmd.WaitDelay = dir, m.env, time.Second
	keys, err := cmd.StdinPipe()
	must.Succeed(t, err)
	screen := &screen{seen: make(chan struct{}, 1)}
	cmd.Stdout = screen
	must.Succeed(t, cmd.Start())
	began := func() bool {
		names, _ := filepath.Glob(filepath.Join(dir, "ruhu-输出", "*", "*.pdf"))
		return len(names) > 0
	}
	for end := time.Now().Add(limit); !began() && time.Now().Before(end); {
		time.Sleep(time.Millisecond)
	}
	if _, err := io.WriteString(keys, "\x03"); err != nil {
		t.Fatal(err)
	}
	screen.wait(t, "按回车键关闭窗口")
	ended := make(chan struct{})
	go func() { // Wine's console may lose a key that is pressed at once
		for key := time.NewTicker(100 * time.Millisecond); ; {
			select {
			case <-key.C:
				_, _ = io.WriteString(keys, "\r")
			case <-ended:
				key.Stop()
				return
			}
		}
	}()
	_ = cmd.Wait() // the exit code says it
	close(ended)
	if code := cmd.ProcessState.ExitCode(); code != 3 {
		t.Fatalf("exit code %d\n%s", code, screen.text())
	}
	screen.wait(t, "已中断，已写好的文件完整可用")
	if got := m.there(t, dir, "print", "花名册.xlsx", "--split", "household", "--format", "pdf,docx,xlsx", "--resume"); got.code != 0 {
		t.Errorf("taken up: %+v", got)
	}
	here := roster(t, t.TempDir())
	m.here(t, here, "print", "花名册.xlsx", "--split", "household", "--format", "pdf,docx,xlsx")
	same(t, dir, here)
}

// testCodePage redirects what is said in a console of Chinese Windows.
func (m *machine) testCodePage(t *testing.T) {
	dir := roster(t, t.TempDir())
	exe := "Z:" + strings.ReplaceAll(m.exe, "/", `\`)
	line := m.wine + " cmd /c 'chcp 936 & " + exe + " check 花名册.xlsx > said.txt 2>&1 & " + exe + " check 花名册.xlsx --json > object.txt 2>&1'"
	run(t, dir, m.env, slowtest.Tool(t, "script"), "-qec", line, os.DevNull)
	want, err := simplifiedchinese.GBK.NewEncoder().String("花名册.xlsx > 村：表头下共 3 行")
	must.Succeed(t, err)
	if got := read(t, filepath.Join(dir, "said.txt")); !strings.Contains(got, want) || strings.Contains(got, "U+") {
		t.Errorf("said %q", got)
	}
	if got := read(t, filepath.Join(dir, "object.txt")); !strings.Contains(got, "花名册.xlsx › 村：表头下共 3 行") || !strings.Contains(got, `{"households":52,`) {
		t.Errorf("the object is %q", got)
	}
}

// testPage opens the page in the browser.
func (m *machine) testPage(t *testing.T) {
	dir := roster(t, t.TempDir())
	out, err := os.Create(filepath.Join(t.TempDir(), "out"))
	must.Succeed(t, err)
	defer out.Close()
	cmd := m.command(m.exe, "web", "--no-open")
	cmd.Dir, cmd.Stdout = dir, out
	must.Succeed(t, cmd.Start())
	defer func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	}()
	var address string
	for end := time.Now().Add(limit); !strings.HasSuffix(address, "\n") && time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		address = read(t, out.Name())
	}
	jar, err := cookiejar.New(nil) // the key is in the first address only
	must.Succeed(t, err)
	answer, err := (&http.Client{Transport: &http.Transport{}, Jar: jar, Timeout: limit}).Get(strings.TrimSpace(address))
	must.Succeed(t, err)
	defer answer.Body.Close()
	if page, err := io.ReadAll(answer.Body); err != nil || answer.StatusCode != http.StatusOK || !bytes.Contains(page, []byte("入户")) {
		t.Errorf("%s, %v\n%s", answer.Status, err, page)
	}
}
