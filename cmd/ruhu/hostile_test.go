package main

import (
	"io"
	"path/filepath"
	"strings"
	"testing"

	"ruhu/model/growth"
	"ruhu/model/slowtest"
)

// TestHostile: small rosters that are made to hurt, or that once did, are refused or read
// and printed with work in proportion; what they do is told.
func TestHostile(t *testing.T) {
	slowtest.Large(t)
	const most = 400 << 20 // bytes that may be allocated, freed or not
	for name, c := range map[string]struct {
		checked, printed int    // exit codes
		says             string // in both
	}{
		"dup.xlsx":              {exitHeld, exitDone, "用的是最后一份"},         // a sheet twice
		"dupcell.xlsx":          {exitHeld, exitDone, "的格在文件里写了两次"},      // a cell twice
		"merges-overlap.xlsx":   {exitUnreadable, exitUnreadable, "盖住了"}, // merged ranges over each other
		"namelong.xlsx":         {exitHeld, exitDone, "超过 32767 个字"},     // a name of a million characters
		"shared32k.xlsx":        {exitUnreadable, exitUnreadable, "多得异常"},
		"village-problems.xlsx": {exitHeld, exitDone, "共读入 1 户 1 人"}, // a village called 问题清单.xlsx
		"village-register.xlsx": {exitHeld, exitDone, "共读入 1 户 1 人"},
	} {
		for command, want := range map[string]int{"check": c.checked, "print": c.printed} {
			args := []string{command, filepath.Join("testdata", "hostile", name)}
			if command == "print" {
				args = append(args, "-o", t.TempDir())
			}
			var code int
			var said string
			got := growth.Allocated(func() { code, said = within(t, io.Discard, args...) })
			if code != want || got > most || !strings.Contains(said, c.says) {
				t.Errorf("%s %s: code %d, %d MB, said\n%s", command, name, code, got>>20, said)
			}
		}
	}
}
