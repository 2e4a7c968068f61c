// Command release makes the files to hand on: for Windows a zip with ruhu.exe, for
// Linux a tar.gz, each with how to start it, an empty roster, a sample and the
// licences of all that is in it; and SHA256SUMS over them.
//
//	go run ./cmd/release [-o DIR]
//
// From one commit it makes the same bytes on every machine: no path, no clock and
// no name of who builds goes in. Run it from the root of a clean checkout.
package main

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"flag"
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// winres writes icon, version and manifest where go build finds them.
const winres = "github.com/tc-hib/go-winres@v0.3.3"

// targets are the systems that offices have: Windows, and UOS and Kylin on x86,
// ARM and LoongArch.
var targets = []target{
	{"windows", "amd64"}, {"windows", "arm64"},
	{"linux", "amd64"}, {"linux", "arm64"}, {"linux", "loong64"},
}

type target struct{ os, arch string }

//go:embed 说明.txt
var manual string

func main() {
	log.SetFlags(0)
	log.SetPrefix("release: ")
	dir := flag.String("o", "out/release", "folder to write to")
	flag.Parse()
	if err := release(*dir); err != nil {
		log.Fatal(err)
	}
}

// commit is what is released.
type commit struct {
	version string // the tag, or the commit's short name
	when    time.Time
}

func release(dir string) error {
	c, err := readCommit()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	if err := makeResources(c); err != nil {
		return err
	}
	defer removeResources()
	shared, err := sharedFiles(c)
	if err != nil {
		return err
	}
	var sums bytes.Buffer
	for _, t := range targets {
		name := fmt.Sprintf("ruhu-%s-%s-%s", c.version, t.os, t.arch)
		program, err := build(t)
		if err != nil {
			return err
		}
		files := append([]file{program}, shared...)
		data, err := pack(t, name, files, c.when)
		if err != nil {
			return err
		}
		archive := name + t.ending()
		if err := os.WriteFile(filepath.Join(dir, archive), data, 0o644); err != nil {
			return err
		}
		fmt.Fprintf(&sums, "%x  %s\n", sha256.Sum256(data), archive)
		log.Printf("%s: %d bytes", archive, len(data))
	}
	return os.WriteFile(filepath.Join(dir, "SHA256SUMS"), sums.Bytes(), 0o644)
}

// readCommit reads version and time of the commit that is checked out.
func readCommit() (c commit, err error) {
	if c.version, err = output(nil, "git", "describe", "--tags", "--always", "--dirty"); err != nil {
		return c, err
	}
	seconds, err := output(nil, "git", "log", "-1", "--format=%ct")
	if err != nil {
		return c, err
	}
	n, err := strconv.ParseInt(seconds, 10, 64)
	c.when = time.Unix(n, 0).UTC()
	return c, err
}

// resources is the beginning of the names of the files that go build links into
// the programs for Windows.
const resources = "cmd/ruhu/rsrc"

// makeResources writes them. Windows wants a version of four numbers.
func makeResources(c commit) error {
	version := "0.0.0.0"
	if m := regexp.MustCompile(`^v(\d+\.\d+\.\d+)`).FindStringSubmatch(c.version); m != nil {
		version = m[1] + ".0"
	}
	_, err := output(nil, "go", "run", winres, "make", "--in", "cmd/ruhu/winres/winres.json", "--out", resources,
		"--arch", "amd64,arm64", "--file-version", version, "--product-version", version)
	return err
}

func removeResources() {
	files, _ := filepath.Glob(resources + "_*.syso")
	for _, f := range files {
		if err := os.Remove(f); err != nil {
			log.Print(err)
		}
	}
}

// build makes the program for a target.
func build(t target) (file, error) {
	dir, err := os.MkdirTemp("", "release")
	if err != nil {
		return file{}, err
	}
	defer os.RemoveAll(dir)
	name := "ruhu"
	if t.os == "windows" {
		name += ".exe"
	}
	env := []string{"CGO_ENABLED=0", "GOOS=" + t.os, "GOARCH=" + t.arch}
	if _, err := output(env, "go", "build", "-trimpath", "-ldflags", "-s -w", "-o", filepath.Join(dir, name), "./cmd/ruhu"); err != nil {
		return file{}, err
	}
	data, err := os.ReadFile(filepath.Join(dir, name))
	return file{name, data, true}, err
}

// sharedFiles are those that every package has.
func sharedFiles(c commit) ([]file, error) {
	dir, err := os.MkdirTemp("", "release")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	empty := filepath.Join(dir, "空花名册.xlsx")
	if _, err := output(nil, "go", "run", "./cmd/ruhu", "roster-template", "-o", empty); err != nil {
		return nil, err
	}
	// Notepad of older Windows wants CRLF, and a mark that the text is UTF-8.
	text := "\ufeff" + strings.ReplaceAll(strings.ReplaceAll(manual, "{版本}", c.version), "\n", "\r\n")
	files := []file{{name: "说明.txt", data: []byte(text)}}
	for name, from := range map[string]string{"空花名册.xlsx": empty, "示例花名册.xlsx": "samples/花名册.xlsx", "许可/ruhu.txt": "LICENSE"} {
		data, err := os.ReadFile(from)
		if err != nil {
			return nil, err
		}
		files = append(files, file{name: name, data: data})
	}
	licences, err := licences()
	return append(files, licences...), err
}

// licences are those of the modules that are linked, for any target, and of the
// faces that are embedded.
func licences() ([]file, error) {
	modules := make(map[string]string) // folders
	for _, t := range targets {
		list, err := output([]string{"GOOS=" + t.os, "GOARCH=" + t.arch}, "go", "list", "-deps",
			"-f", `{{with .Module}}{{if not .Main}}{{.Path}}@{{.Version}} {{.Dir}}{{end}}{{end}}`, "./cmd/ruhu")
		if err != nil {
			return nil, err
		}
		for line := range strings.Lines(list) {
			if module, dir, ok := strings.Cut(strings.TrimSpace(line), " "); ok {
				modules[module] = dir
			}
		}
	}
	var files []file
	for module, dir := range modules {
		found, _ := filepath.Glob(filepath.Join(dir, "LICENSE*"))
		if len(found) == 0 {
			return nil, fmt.Errorf("%s has no licence", module)
		}
		data, err := os.ReadFile(found[0])
		if err != nil {
			return nil, err
		}
		files = append(files, file{name: "许可/" + strings.ReplaceAll(module, "/", "+") + ".txt", data: data})
	}
	faces, _ := filepath.Glob("templates/fonts/OFL-*.txt")
	for _, f := range faces {
		data, err := os.ReadFile(f)
		if err != nil {
			return nil, err
		}
		files = append(files, file{name: "许可/" + filepath.Base(f), data: data})
	}
	return files, nil
}

// output runs a command and gives what it says.
func output(env []string, name string, args ...string) (string, error) {
	cmd := exec.Command(name, args...)
	cmd.Env = append(os.Environ(), env...)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("%s %s: %w", name, strings.Join(args, " "), err)
	}
	return strings.TrimSpace(string(out)), nil
}
