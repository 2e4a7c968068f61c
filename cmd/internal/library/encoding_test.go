package library

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"ruhu/cmd/internal/settings"
	"ruhu/model/must"
)

// TestEditorsEncodings has the texts that people write saved as editors save
// them: 记事本 of older Windows writes GB18030.
func TestEditorsEncodings(t *testing.T) {
	for name, e := range map[string]encoding.Encoding{
		"UTF-8": unicode.UTF8, "with a mark": unicode.UTF8BOM, "GB18030": simplifiedchinese.GB18030,
		"UTF-16": unicode.UTF16(unicode.LittleEndian, unicode.UseBOM),
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			files, err := Export(dir, false)
			must.Succeed(t, err)
			rewrite := func(file string, change func(string) string) {
				text, err := os.ReadFile(file)
				must.Succeed(t, err)
				saved, err := e.NewEncoder().String(change(string(text)))
				must.Succeed(t, err)
				must.Succeed(t, os.WriteFile(file, []byte(saved), 0o600))
			}
			for _, file := range files {
				if filepath.Ext(file) == ".docx" {
					continue
				}
				rewrite(filepath.Join(dir, filepath.FromSlash(file)), func(s string) string {
					return strings.Replace(s, "title: 贫困户基础信息对照表", "title: 我们的对照表", 1)
				})
			}
			if faults, err := Check(dir, []string{dir}); err != nil || len(faults) > 0 {
				t.Errorf("checked: %v, %v", faults, err)
			}
			forms, err := List(dir)
			if err != nil || len(forms) == 0 || forms[0].Title != "我们的对照表" {
				t.Errorf("forms %+v, %v", forms, err)
			}
			if _, text, err := summaryText(dir); err != nil || !strings.Contains(string(text), "扶贫对象动态管理") || strings.HasPrefix(string(text), "\uFEFF") {
				t.Errorf("the summary's text: %v", err)
			}
			file := filepath.Join(dir, settings.FileName)
			must.Succeed(t, os.WriteFile(file, []byte("unit: 云海街道办事处\n"), 0o600))
			rewrite(file, func(s string) string { return s })
			if c, err := (settings.Location{File: file}).Load(); err != nil || c.Unit != "云海街道办事处" {
				t.Errorf("settings %+v, %v", c, err)
			}
		})
	}
}
