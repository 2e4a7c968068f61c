package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"maps"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"ruhu/model/must"
)

// directions says which packages of the program each may import. A package
// that is not here is a decision still to be made.
var directions = map[string][]string{
	"ruhu/model":          {},
	"ruhu/templates":      {"ruhu/model"},
	"ruhu/model/parallel": {},
	"ruhu/model/sheet":    {"ruhu/model", "ruhu/model/parallel"},
	"ruhu/model/han":      {},
	"ruhu/model/roster":   {"ruhu/model", "ruhu/model/sheet"},
	"ruhu/model/check":    {"ruhu/model", "ruhu/model/parallel", "ruhu/model/han"},
	"ruhu/model/visit":    {"ruhu/model"},
	"ruhu/model/collect":  {"ruhu/model", "ruhu/model/check", "ruhu/model/sheet", "ruhu/model/visit"},
	"ruhu/model/against":  {"ruhu/model"},
	"ruhu/model/feedback": {"ruhu/model", "ruhu/model/sheet", "ruhu/model/visit"},
	"ruhu/model/report":   {"ruhu/model", "ruhu/model/parallel"},
	"ruhu/render/form":    {"ruhu/model"},
	"ruhu/render/qr":      {},
	"ruhu/render/kinsoku": {},
	"ruhu/render/doc":     {"ruhu/model", "ruhu/render/form"},
	"ruhu/render/font":    {},
	// The rules of setting text, which every format asks.
	"ruhu/render/typeset": {"ruhu/render/doc", "ruhu/render/kinsoku"},
	"ruhu/render/layout":  {"ruhu/render/doc", "ruhu/render/typeset"},
	"ruhu/render/ooxml":   {},
	// In tests only.
	"ruhu/render/ooxml/ooxmltest": {"ruhu/model/must"},

	"ruhu/render/workbook": {"ruhu/model", "ruhu/render/ooxml"},
	"ruhu/render/pdf":      {"ruhu/render/doc", "ruhu/render/typeset", "ruhu/render/layout", "ruhu/render/font", "ruhu/render/pdffile", "ruhu/render/subset", "ruhu/render/qr"},
	"ruhu/render/pdffile":  {},
	"ruhu/render/subset":   {},
	"ruhu/render/docx":     {"ruhu/render/doc", "ruhu/render/typeset", "ruhu/render/ooxml", "ruhu/render/qr"},
	// A workbook offers the answers of the codebook in its cells.
	"ruhu/render/xlsx": {"ruhu/model", "ruhu/render/doc", "ruhu/render/typeset", "ruhu/render/ooxml", "ruhu/render/workbook", "ruhu/render/qr"},
	// The return workbook is described once, for its writer and its reader.
	"ruhu/render/book":     {"ruhu/model", "ruhu/model/parallel", "ruhu/model/han", "ruhu/model/sheet", "ruhu/model/report", "ruhu/model/against", "ruhu/model/feedback", "ruhu/model/visit", "ruhu/render/ooxml", "ruhu/render/workbook", "ruhu/render/kinsoku"},
	"ruhu/render/fontfile": {"ruhu/render/font"},
	// Forms of others: labels mean what heads of rosters mean.
	"ruhu/render/fill": {"ruhu/model", "ruhu/model/roster", "ruhu/render/ooxml"},
	// It turns forms into files; it knows neither what is counted nor the workbooks
	// that are no forms.
	"ruhu/render": {"ruhu/model", "ruhu/model/parallel", "ruhu/model/visit", "ruhu/render/form", "ruhu/render/doc", "ruhu/render/font", "ruhu/render/layout",
		"ruhu/render/pdf", "ruhu/render/docx", "ruhu/render/xlsx", "ruhu/render/picture"},
	// What surrounds the use cases, a role each; a room sees those before it.
	"ruhu/cmd/internal/disk":     {},
	"ruhu/cmd/internal/fault":    {"ruhu/cmd/internal/disk"},
	"ruhu/cmd/internal/output":   {"ruhu/cmd/internal/disk", "ruhu/cmd/internal/fault", "ruhu/model/parallel", "ruhu/model/sheet", "ruhu/render", "ruhu/render/book"},
	"ruhu/cmd/internal/input":    {"ruhu/cmd/internal/disk", "ruhu/cmd/internal/fault", "ruhu/cmd/internal/output", "ruhu/model/collect", "ruhu/model/sheet", "ruhu/model/visit", "ruhu/render/book"},
	"ruhu/cmd/internal/settings": {"ruhu/cmd/internal/disk", "ruhu/cmd/internal/fault", "ruhu/model", "ruhu/model/roster", "ruhu/model/sheet", "ruhu/render/form"},
	"ruhu/cmd/internal/typeface": {"ruhu/cmd/internal/disk", "ruhu/cmd/internal/fault", "ruhu/cmd/internal/settings", "ruhu/model", "ruhu/model/han",
		"ruhu/render", "ruhu/render/book", "ruhu/render/doc", "ruhu/render/fontfile", "ruhu/templates"},
	"ruhu/cmd/internal/library": {"ruhu/cmd/internal/disk", "ruhu/cmd/internal/fault", "ruhu/cmd/internal/output", "ruhu/cmd/internal/settings", "ruhu/model", "ruhu/model/report",
		"ruhu/model/sheet", "ruhu/render", "ruhu/render/docx", "ruhu/render/form", "ruhu/render/letter", "ruhu/templates"},
	"ruhu/cmd/internal/register": {"ruhu/cmd/internal/fault", "ruhu/cmd/internal/input", "ruhu/cmd/internal/output", "ruhu/model/parallel", "ruhu/render/book"},
	// It brings all together; what only one format or one reader is made of is not
	// for it.
	"ruhu/cmd/internal/app": {"ruhu/cmd/internal/*", "ruhu/model", "ruhu/model/against", "ruhu/model/check", "ruhu/model/collect", "ruhu/model/feedback", "ruhu/model/parallel", "ruhu/model/report",
		"ruhu/model/roster", "ruhu/model/sheet", "ruhu/model/visit", "ruhu/render", "ruhu/render/book", "ruhu/render/doc",
		"ruhu/render/fill", "ruhu/render/fontfile", "ruhu/render/layout", "ruhu/render/letter", "ruhu/render/form", "ruhu/templates"},
	// The page in the browser asks for uses of the workspace, and judges nothing itself.
	"ruhu/cmd/internal/web": {"ruhu/cmd/internal/*"},
	"ruhu/cmd/ruhu":         {"ruhu/cmd/internal/*", "ruhu/samples"},
	"ruhu/cmd/release":      {},
	"ruhu/samples":          {"ruhu/model", "ruhu/render/book"},
	"ruhu/samples/generate": {"ruhu/model", "ruhu/samples", "ruhu/templates"},
	// Official documents: their text with its figures.
	"ruhu/render/letter": {"ruhu/model/report", "ruhu/render/doc", "ruhu/render/form"},
	// Pages as pictures: for the screen, and charts for formats that draw none.
	"ruhu/render/picture": {"ruhu/render/doc", "ruhu/render/layout", "ruhu/render/font", "ruhu/render/qr"},
	// Only tests import these.
	"ruhu/model/rostertest": {"ruhu/model", "ruhu/model/roster", "ruhu/model/slowtest", "ruhu/templates"},
	"ruhu/model/growth":     {},
	"ruhu/model/must":       {},
	"ruhu/model/slowtest":   {},
}

// owners says which packages alone may import a library.
var owners = map[string][]string{
	"codeberg.org/go-pdf/fpdf":         {"ruhu/render/pdf"},
	"github.com/nguyenthenguyen/docx":  {"ruhu/render/docx"},
	"github.com/klauspost/compress":    {"ruhu/render/ooxml", "ruhu/render/subset"},
	"github.com/xuri/excelize/v2":      {"ruhu/render/xlsx", "ruhu/render/book", "ruhu/render/workbook"},
	"github.com/beevik/etree":          {"ruhu/render/workbook", "ruhu/render/fill"},
	"github.com/spf13/cobra":           {"ruhu/cmd/ruhu"},
	"github.com/spf13/pflag":           {"ruhu/cmd/ruhu"},
	"github.com/schollz/progressbar":   {"ruhu/cmd/ruhu"},
	"golang.org/x/term":                {"ruhu/cmd/ruhu"},
	"github.com/inconshreveable":       {"ruhu/cmd/ruhu"},
	"github.com/mozillazg/go-pinyin":   {"ruhu/cmd/internal/web"},
	"github.com/richardlehane/mscfb":   {"ruhu/model/sheet"},
	"golang.org/x/net/html":            {"ruhu/model/sheet"},
	"golang.org/x/text/encoding":       {"ruhu/model/sheet", "ruhu/cmd/ruhu"},
	"golang.org/x/image/font":          {"ruhu/render/font", "ruhu/render/fontfile"},
	"golang.org/x/image/vector":        {"ruhu/render/picture"},
	"rsc.io/qr":                        {"ruhu/render/qr", "ruhu/render/docx", "ruhu/render/xlsx"},
	"go.yaml.in/yaml/v3":               {"ruhu/templates", "ruhu/render/form", "ruhu/cmd/internal/settings"},
	"github.com/go-pdf/fpdf":           {},
	"gopkg.in/yaml.v3":                 {},
	"github.com/rogpeppe/go-internal/": {"ruhu/cmd/internal/web"},
	"github.com/chromedp/":             {},
}

// listed is what go list tells about a package.
type listed struct {
	ImportPath                         string
	Dir                                string
	GoFiles, TestGoFiles, XTestGoFiles []string
	Imports                            []string
	Deps                               []string
}

func packages(t *testing.T) []listed {
	t.Helper()
	cmd := exec.Command("go", "list", "-json=ImportPath,Dir,GoFiles,TestGoFiles,XTestGoFiles,Imports,Deps", "ruhu/...")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, stderr.String())
	}
	var all []listed
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		var p listed
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
	if len(all) < 10 {
		t.Fatalf("go list knows only %d packages", len(all))
	}
	return all
}

// TestDirections checks that packages import only what stands before them.
func TestDirections(t *testing.T) {
	for _, p := range packages(t) {
		allowed, known := directions[p.ImportPath]
		if !known && len(p.GoFiles) > 0 {
			t.Errorf("%s: a package that the architecture does not know", p.ImportPath)
			continue
		}
		for _, in := range p.Imports {
			if strings.HasPrefix(in, "ruhu/") && !slices.ContainsFunc(allowed, func(a string) bool { return covers(a, in) }) {
				t.Errorf("%s must not import %s", p.ImportPath, in)
			}
		}
	}
}

// covers matches an import with a path, or with all below a path when it ends
// in a star.
func covers(pattern, path string) bool {
	if folder, ok := strings.CutSuffix(pattern, "*"); ok {
		return strings.HasPrefix(path, folder)
	}
	return pattern == path
}

// TestPackageMap checks that CONTRIBUTING.md says of every package what it holds: on a line
// of its own, or by name on the line of the folder that it stands in.
func TestPackageMap(t *testing.T) {
	page, err := os.ReadFile("../../CONTRIBUTING.md")
	must.Succeed(t, err)
	_, text, _ := strings.Cut(string(page), "## Package map\n")
	text, _, _ = strings.Cut(text, "\n## ")
	for _, p := range packages(t) {
		dir := strings.TrimPrefix(p.ImportPath, "ruhu/")
		own := strings.Contains(text, "\n    "+dir+"/ ")
		_, line, _ := strings.Cut(text, "\n    "+path.Dir(dir)+"/ ")
		line, _, _ = strings.Cut(line, "\n")
		if !own && !strings.Contains(line, path.Base(dir)) {
			t.Errorf("the package map of CONTRIBUTING.md says nothing of %s", dir)
		}
	}
}

// TestOwners checks that a library is used in its own place only, and the
// domain model uses none.
func TestOwners(t *testing.T) {
	for _, p := range packages(t) {
		for _, in := range p.Imports {
			for library, may := range owners {
				if strings.HasPrefix(in, library) && !slices.Contains(may, p.ImportPath) {
					t.Errorf("%s must not import %s", p.ImportPath, in)
				}
			}
		}
		if p.ImportPath != "ruhu/model" {
			continue
		}
		for _, dep := range p.Deps {
			if first, _, _ := strings.Cut(dep, "/"); strings.Contains(first, ".") {
				t.Errorf("%s depends on %s; it is to know the standard library only", p.ImportPath, dep)
			}
		}
	}
}

// forbidden is what nothing below the command line does: look at a clock, end
// the program, print.
var forbidden = map[string][]string{
	"time": {"Now", "Since", "Until", "Tick", "NewTicker"},
	"os":   {"Exit", "Stdin", "Stdout", "Stderr", "Getenv", "LookupEnv"},
	"fmt":  {"Print", "Printf", "Println", "Scan", "Scanf", "Scanln"},
}

// clocked is the one package that has a clock all the same: a server waits for people.
const clocked = "ruhu/cmd/internal/web"

// TestNoClockExitOrPrinting scans the sources below the command line.
func TestNoClockExitOrPrinting(t *testing.T) {
	for _, p := range packages(t) {
		if p.ImportPath == "ruhu/cmd/ruhu" || p.ImportPath == "ruhu/cmd/release" || p.ImportPath == "ruhu/model/growth" || p.ImportPath == "ruhu/model/slowtest" || strings.HasPrefix(p.ImportPath, "ruhu/samples") {
			continue
		}
		for _, name := range p.GoFiles {
			scan(t, p.ImportPath, filepath.Join(p.Dir, name))
		}
	}
}

func scan(t *testing.T, pkg, path string) {
	t.Helper()
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, path, nil, parser.SkipObjectResolution)
	must.Succeed(t, err)
	names := make(map[string]string) // by which the file calls a package
	for _, in := range file.Imports {
		of, err := strconv.Unquote(in.Path.Value)
		must.Succeed(t, err)
		if of == "log" || of == "log/slog" || of == "os" && !strings.HasPrefix(pkg, "ruhu/cmd/internal/") && pkg != "ruhu/model/rostertest" && pkg != "ruhu/model/slowtest" {
			t.Errorf("%s: %s must not import %s", files.Position(in.Pos()), pkg, of)
		}
		name := filepath.Base(of)
		if in.Name != nil {
			name = in.Name.Name
		}
		names[name] = of
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.SelectorExpr:
			x, ok := n.X.(*ast.Ident)
			if ok && slices.Contains(forbidden[names[x.Name]], n.Sel.Name) && !(pkg == clocked && names[x.Name] == "time") {
				t.Errorf("%s: %s.%s below the command line", files.Position(n.Pos()), x.Name, n.Sel.Name)
			}
		case *ast.CallExpr:
			if f, ok := n.Fun.(*ast.Ident); ok && (f.Name == "print" || f.Name == "println") {
				t.Errorf("%s: %s below the command line", files.Position(n.Pos()), f.Name)
			}
		}
		return true
	})
}

// beginners are the files whose goroutines only wait for something and know nothing of a
// roster, or recover by themselves.
var beginners = []string{
	"cmd/ruhu/main.go", "cmd/ruhu/memory.go", "cmd/ruhu/machine_other.go", "cmd/ruhu/run.go",
	"cmd/internal/web/memory.go", "cmd/internal/web/opened.go", "cmd/internal/web/print.go", "cmd/internal/web/project.go", "cmd/internal/web/returns.go", "cmd/internal/web/serve.go",
}

// TestGoroutines checks that goroutines are begun by model/parallel alone: there a panic
// becomes the caller's, and a message without values.
func TestGoroutines(t *testing.T) {
	for _, p := range packages(t) {
		if p.ImportPath == "ruhu/model/parallel" || strings.HasPrefix(p.ImportPath, "ruhu/samples") {
			continue
		}
		for _, name := range p.GoFiles {
			path := strings.TrimPrefix(p.ImportPath, "ruhu/") + "/" + name
			files := token.NewFileSet()
			file, err := parser.ParseFile(files, filepath.Join(p.Dir, name), nil, parser.SkipObjectResolution)
			must.Succeed(t, err)
			ast.Inspect(file, func(n ast.Node) bool {
				_, begins := n.(*ast.GoStmt)
				if call, ok := n.(*ast.CallExpr); ok && !begins {
					f, ok := call.Fun.(*ast.SelectorExpr)
					begins = ok && (f.Sel.Name == "Go" || f.Sel.Name == "AfterFunc")
				}
				if begins && !slices.Contains(beginners, path) {
					t.Errorf("%s: a goroutine that model/parallel does not know", files.Position(n.Pos()))
				}
				return true
			})
		}
	}
}

// TestOneDirection checks that files of the use cases build upon one another: none
// uses what stands in a file that uses what stands in it.
func TestOneDirection(t *testing.T) {
	for _, p := range packages(t) {
		if strings.HasPrefix(p.ImportPath, "ruhu/cmd/internal/") {
			if circle := circleOf(uses(t, p)); len(circle) > 0 {
				t.Errorf("%s: files use each other in a circle: %s", p.ImportPath, strings.Join(circle, " -> "))
			}
		}
	}
}

// uses gives, by file of a package, the files whose names it uses. What comes from
// other packages is not looked at, so that nothing has to be built for it.
func uses(t *testing.T, p listed) map[string][]string {
	t.Helper()
	set := token.NewFileSet()
	var files []*ast.File
	for _, name := range p.GoFiles {
		file, err := parser.ParseFile(set, filepath.Join(p.Dir, name), nil, 0)
		must.Succeed(t, err)
		files = append(files, file)
	}
	info := &types.Info{Uses: make(map[*ast.Ident]types.Object)}
	conf := types.Config{Importer: nothing{}, Error: func(error) {}}
	_, _ = conf.Check(p.ImportPath, set, files, info)
	out := make(map[string][]string)
	for id, object := range info.Uses {
		if object.Pkg() == nil || object.Pkg().Path() != p.ImportPath || !object.Pos().IsValid() {
			continue
		}
		from, to := filepath.Base(set.Position(id.Pos()).Filename), filepath.Base(set.Position(object.Pos()).Filename)
		if from != to && !slices.Contains(out[from], to) {
			out[from] = append(out[from], to)
		}
	}
	return out
}

// nothing imports packages as if they were empty.
type nothing struct{}

func (nothing) Import(path string) (*types.Package, error) {
	p := types.NewPackage(path, filepath.Base(path))
	p.MarkComplete()
	return p, nil
}

// circleOf gives a way that comes back to where it began; none where there is none.
func circleOf(uses map[string][]string) []string {
	done := make(map[string]bool)
	var walk func(way []string, at string) []string
	walk = func(way []string, at string) []string {
		if i := slices.Index(way, at); i >= 0 {
			return append(way[i:], at)
		}
		if done[at] {
			return nil
		}
		for _, next := range slices.Sorted(slices.Values(uses[at])) {
			if circle := walk(append(slices.Clone(way), at), next); circle != nil {
				return circle
			}
		}
		done[at] = true
		return nil
	}
	for _, file := range slices.Sorted(maps.Keys(uses)) {
		if circle := walk(nil, file); circle != nil {
			return circle
		}
	}
	return nil
}

// TestPlainRun checks that .ci/run names the tests that the race detector thins or leaves
// out: it runs them without it.
func TestPlainRun(t *testing.T) {
	run, err := os.ReadFile("../../.ci/run")
	must.Succeed(t, err)
	named := regexp.MustCompile(`\bTest\w+`).FindAllString(string(run), -1)
	for _, p := range packages(t) {
		for _, name := range slices.Concat(p.TestGoFiles, p.XTestGoFiles) {
			file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(p.Dir, name), nil, parser.SkipObjectResolution)
			must.Succeed(t, err)
			for _, d := range file.Decls {
				f, ok := d.(*ast.FuncDecl)
				if ok && thinned(f) && !slices.Contains(named, f.Name.Name) {
					t.Errorf("%s %s is thinned under the race detector; .ci/run must name it", p.ImportPath, f.Name.Name)
				}
			}
		}
	}
}

// thinned reports a test that asks slowtest whether the detector is on.
func thinned(f *ast.FuncDecl) (yes bool) {
	ast.Inspect(f, func(n ast.Node) bool {
		s, ok := n.(*ast.SelectorExpr)
		if ok && (s.Sel.Name == "Plain" || s.Sel.Name == "Single") {
			x, ok := s.X.(*ast.Ident)
			yes = yes || ok && x.Name == "slowtest"
		}
		return true
	})
	return yes
}
