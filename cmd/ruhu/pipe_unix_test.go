//go:build unix

package main

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"ruhu/model/must"
)

// TestPipes: what would wait for ever is not opened: in a folder it is passed over and
// told, as other files that are no rosters; named, it is refused.
func TestPipes(t *testing.T) {
	pipe := func(dir, name string) string {
		file := filepath.Join(dir, filepath.FromSlash(name))
		must.Succeed(t, os.MkdirAll(filepath.Dir(file), 0o700))
		_ = os.Remove(file)
		if err := syscall.Mkfifo(file, 0o600); err != nil {
			t.Skip(err)
		}
		return file
	}
	roster := func() string {
		data, err := os.ReadFile(sampleRoster)
		must.Succeed(t, err)
		dir := t.TempDir()
		must.Succeed(t, os.WriteFile(filepath.Join(dir, "花名册.xlsx"), data, 0o600))
		return dir
	}
	passed := roster()
	pipe(passed, "管.xlsx")
	pipe(passed, "管.txt")
	settings := roster()
	pipe(settings, "ruhu.yaml")
	shells, texts, forms, codes := t.TempDir(), t.TempDir(), t.TempDir(), t.TempDir()
	for _, dir := range []string{shells, texts, codes} {
		if _, said := within(t, io.Discard, "form", "export", dir); strings.Contains(said, "错误") {
			t.Fatal(said)
		}
	}
	pipe(forms, "forms/a.yaml")
	pipe(codes, "codebook.yaml")
	pipe(texts, "summary/summary.txt")
	pipe(shells, "docx/form.docx")
	record := t.TempDir()
	pipe(record, ".ruhu-resume")
	list := t.TempDir()
	pipe(list, "问题清单.xlsx")
	printed := t.TempDir()
	pipe(printed, "打印登记.xlsx")
	for name, args := range map[string][]string{
		"roster":            {"check", pipe(t.TempDir(), "a.xlsx")},
		"settings":          {"check", settings},
		"named settings":    {"check", sampleRoster, "--config", pipe(t.TempDir(), "a.yaml")},
		"form":              {"form", "check", pipe(t.TempDir(), "a.yaml")},
		"forms":             {"form", "list", "--templates", forms},
		"codebook":          {"form", "list", "--templates", codes},
		"text":              {"summary", sampleRoster, "--templates", texts, "-o", t.TempDir()},
		"shell":             {"print", sampleRoster, "--format", "docx", "--first", "1", "--templates", shells, "-o", t.TempDir()},
		"register":          {"register", "merge", pipe(t.TempDir(), "a.xlsx"), "-o", filepath.Join(t.TempDir(), "b.xlsx")},
		"register in place": {"print", sampleRoster, "--first", "1", "-o", printed},
		"record":            {"print", sampleRoster, "--first", "1", "-o", record},
		"list":              {"check", sampleRoster, "-o", filepath.Join(list, "问题清单.xlsx")},
		"return workbook":   {"collect", pipe(t.TempDir(), "东风村-入户核实回填表.xlsx"), "--roster", sampleRoster, "-o", t.TempDir()},
		"form to fill":      {"fill", pipe(t.TempDir(), "a.xlsx"), sampleRoster, "-o", t.TempDir()},
	} {
		code, said := within(t, io.Discard, args...)
		if code != exitUnreadable && code != exitMisuse || !strings.Contains(said, "普通文件") {
			t.Errorf("%s: code %d, said\n%s", name, code, said)
		}
	}
	if code, said := within(t, io.Discard, "check", passed); code > exitHeld || !strings.Contains(said, "管.xlsx") || !strings.Contains(said, "管.txt") {
		t.Errorf("in a folder: code %d, said\n%s", code, said)
	}
}
