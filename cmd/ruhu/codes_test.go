package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"ruhu/model"
	"ruhu/model/must"
	"ruhu/model/rostertest"
)

// codeOfNotice is how the notice writes its codes.
var codeOfNotice = regexp.MustCompile(`^A\d+[a-z]?$`)

// TestCodesAreNamed checks that the codes of the notice stand in model/code.go alone,
// and that the codebook knows all that stand there. Where sheets of paper are called A3 and
// A4 is left out.
func TestCodesAreNamed(t *testing.T) {
	cb := rostertest.Codebook(t)
	named := 0
	for _, p := range packages(t) {
		if strings.HasPrefix(p.ImportPath, "ruhu/cmd/") || p.ImportPath == "ruhu/render/doc" {
			continue
		}
		for _, name := range p.GoFiles {
			home := p.ImportPath == "ruhu/model" && name == "code.go"
			eachText(t, filepath.Join(p.Dir, name), func(at token.Position, text string) {
				switch {
				case home && cb.Lookup(model.Code(text)) == nil:
					t.Errorf("%s: the codebook has no %s", at, text)
				case home:
					named++
				case codeOfNotice.MatchString(text):
					t.Errorf("%s: %q has a name in model/code.go", at, text)
				}
			})
		}
	}
	if named < 100 {
		t.Errorf("only %d codes are named", named)
	}
}

// eachText calls see for every string that is written in a file.
func eachText(t *testing.T, path string, see func(token.Position, string)) {
	t.Helper()
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, path, nil, parser.SkipObjectResolution)
	must.Succeed(t, err)
	ast.Inspect(file, func(n ast.Node) bool {
		if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
			if text, err := strconv.Unquote(lit.Value); err == nil {
				see(files.Position(lit.Pos()), text)
			}
		}
		return true
	})
}
