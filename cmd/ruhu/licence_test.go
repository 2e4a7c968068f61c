package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"ruhu/model/must"
)

// TestLicences compares the licence that is shown of every linked module, on every
// system, with the text that the module has.
func TestLicences(t *testing.T) {
	signs := map[string][]string{
		"MIT":                {"Permission is hereby granted, free of charge"},
		"Apache-2.0":         {"Apache License", "Version 2.0"},
		"BSD-2-Clause":       {"Redistributions in binary form must reproduce"},
		"BSD-3-Clause":       {"Redistributions in binary form must reproduce", "endorse or promote products"},
		"MIT AND Apache-2.0": {"MIT", "Apache"},
	}
	met := make(map[string]bool)
	for _, goos := range []string{"linux", "windows"} {
		cmd := exec.Command("go", "list", "-deps", "-f", `{{with .Module}}{{if not .Main}}{{.Path}} {{.Dir}}{{end}}{{end}}`, ".")
		cmd.Env = append(os.Environ(), "GOOS="+goos)
		out, err := cmd.Output()
		must.Succeed(t, err)
		for line := range strings.Lines(string(out)) {
			path, dir, _ := strings.Cut(strings.TrimSpace(line), " ")
			if path == "" || met[path] {
				continue
			}
			met[path] = true
			files, _ := filepath.Glob(filepath.Join(dir, "LICENSE*"))
			if len(files) == 0 {
				t.Errorf("%s has no licence", path)
				continue
			}
			text, err := os.ReadFile(files[0])
			must.Succeed(t, err)
			want := signs[licences[path]]
			if want == nil {
				t.Errorf("%s: no licence is shown", path)
			}
			plain := strings.Join(strings.Fields(string(text)), " ")
			for _, sign := range want {
				if !strings.Contains(plain, sign) {
					t.Errorf("%s: the licence is not %s", path, licences[path])
				}
			}
			if three := strings.Contains(plain, "endorse or promote products"); three && licences[path] == "BSD-2-Clause" {
				t.Errorf("%s: the licence has a third clause", path)
			}
		}
	}
	for path := range licences {
		if !met[path] {
			t.Errorf("%s is not linked", path)
		}
	}
}
