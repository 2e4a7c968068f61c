package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"ruhu/model/must"
	"ruhu/model/rostertest"
	"ruhu/model/slowtest"
	"ruhu/samples"
)

// asProgram gives a file that runs as the program: the test's own.
func asProgram(t *testing.T) string {
	t.Helper()
	self, err := os.Executable()
	must.Succeed(t, err)
	ruhu := filepath.Join(t.TempDir(), "ruhu")
	if err := os.Symlink(self, ruhu); err != nil {
		t.Skip(err)
	}
	return ruhu
}

// sh runs a command and fails with what it said.
func sh(t *testing.T, env []string, name string, args ...string) {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Env = append(os.Environ(), env...)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%s %q: %v\n%s", name, args, err, out)
	}
}

// smallRoster writes a roster of a few households in more villages than the
// sample has.
func smallRoster(t *testing.T, file string) {
	t.Helper()
	cb := rostertest.Codebook(t)
	var out bytes.Buffer
	must.Succeed(t, (samples.Population{Seed: 1, Households: 24, Villages: 6}).Write(&out, cb))
	must.Succeed(t, os.WriteFile(file, out.Bytes(), 0o600))
}

// TestParallelScript prints a roster in parts with the script for GNU
// parallel; one part is complete already, as after a crash.
func TestParallelScript(t *testing.T) {
	t.Parallel()
	slowtest.Large(t)
	if out, err := exec.Command("parallel", "--version").Output(); err != nil || !bytes.HasPrefix(out, []byte("GNU parallel")) {
		slowtest.Absent(t, "GNU parallel")
	}
	ruhu := asProgram(t)
	whole, dir := filepath.Join(t.TempDir(), "whole"), filepath.Join(t.TempDir(), "有 空格")
	roster := filepath.Join(t.TempDir(), "花名册.xlsx")
	smallRoster(t, roster)
	printed(t, roster, "-o", whole, "--date", "2019-11-05")
	printed(t, roster, "-o", dir, "--date", "2019-11-05", "--shard", "2/3")
	run := []string{roster, dir, "3", "--split", "household", "--date", "2019-11-05"}
	sh(t, []string{"RUHU=" + ruhu, "HOME=" + t.TempDir()}, "../../samples/scale/print.sh", run...)
	sameFolders(t, whole, dir)
	cmd := exec.Command("../../samples/scale/print.sh", run...)
	cmd.Env = append(os.Environ(), "RUHU="+ruhu)
	if out, err := cmd.CombinedOutput(); err == nil || !strings.Contains(string(out), "已经打印过") {
		t.Errorf("a folder that is complete: %v, %s", err, out)
	}
}

// job is what the test wants of a Kubernetes manifest.
type job struct {
	Kind     string
	Metadata struct{ Labels map[string]string }
	Spec     struct {
		CompletionMode           string `yaml:"completionMode"`
		Completions, Parallelism int
		Template                 struct {
			Spec struct {
				RestartPolicy string `yaml:"restartPolicy"`
				Containers    []struct{ Command, Args []string }
			}
		}
	}
}

// TestJobManifest runs what the pods of the manifest would: every index of the
// indexed job, then the job that joins the registers.
func TestJobManifest(t *testing.T) {
	t.Parallel()
	slowtest.Large(t)
	text, err := os.ReadFile("../../samples/scale/job.yaml")
	must.Succeed(t, err)
	data := t.TempDir()
	if err := os.Symlink(asProgram(t), filepath.Join(data, "ruhu")); err != nil {
		t.Skip(err)
	}
	smallRoster(t, filepath.Join(data, "花名册.xlsx"))
	var steps []string
	for dec := yaml.NewDecoder(bytes.NewReader(text)); ; {
		var j job
		if err := dec.Decode(&j); err != nil {
			break
		}
		steps = append(steps, j.Metadata.Labels["step"])
		c := j.Spec.Template.Spec.Containers[0]
		if j.Kind != "Job" || j.Spec.Template.Spec.RestartPolicy != "Never" || c.Command[0] != "sh" {
			t.Fatalf("%+v", j)
		}
		n := 1
		if j.Spec.CompletionMode == "Indexed" {
			n = j.Spec.Completions
		}
		script := strings.ReplaceAll(c.Args[0], "/data", data)
		for i := range n {
			sh(t, []string{fmt.Sprintf("JOB_COMPLETION_INDEX=%d", i)}, "sh", append(c.Command[1:], script)...)
		}
	}
	if len(steps) != 2 || steps[0] != "print" || steps[1] != "merge" {
		t.Fatalf("steps %q", steps)
	}
	whole := filepath.Join(data, "whole") // 问题清单 leads to the roster by its place beside it
	sh(t, nil, filepath.Join(data, "ruhu"), "print", filepath.Join(data, "花名册.xlsx"), "-o", whole)
	sameFolders(t, whole, filepath.Join(data, "入户资料"))
}
