package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"ruhu/model/must"
)

// vague are words that say less than others would: what is taken, kept or told is
// read, stored, reported. None stands in the name of a package, file or type, or in
// an exported name; CONTRIBUTING has the words instead.
var vague = regexp.MustCompile(`(?i)^(take|takes|taken|took|settle[sd]?|tell|tells|told|give|gives|given|keep|keeps|kept|keeper|rolls?|shelf|shelves|desks?|sheaf|sheaves)$`)

var wordOf = regexp.MustCompile(`[A-Z]?[a-z]+|[A-Z]+`)

func isVague(name string) bool {
	for _, w := range wordOf.FindAllString(name, -1) {
		if vague.MatchString(w) {
			return true
		}
	}
	return false
}

// TestWords holds names to words that anybody guesses.
func TestWords(t *testing.T) {
	files := token.NewFileSet()
	for _, p := range packages(t) {
		if isVague(filepath.Base(p.ImportPath)) {
			t.Errorf("package %s", p.ImportPath)
		}
		for _, name := range p.GoFiles {
			if isVague(strings.TrimSuffix(name, ".go")) {
				t.Errorf("file %s/%s", p.ImportPath, name)
			}
			file, err := parser.ParseFile(files, filepath.Join(p.Dir, name), nil, parser.SkipObjectResolution)
			must.Succeed(t, err)
			ast.Inspect(file, func(n ast.Node) bool {
				for _, id := range declared(n) {
					if isVague(id.Name) {
						t.Errorf("%s: %s", files.Position(id.Pos()), id.Name)
					}
				}
				return true
			})
		}
	}
}

// declared gives the names that a node declares: types, and what is exported.
func declared(n ast.Node) (ids []*ast.Ident) {
	switch n := n.(type) {
	case *ast.TypeSpec:
		return []*ast.Ident{n.Name}
	case *ast.FuncDecl:
		ids = []*ast.Ident{n.Name}
	case *ast.Field:
		ids = n.Names
	case *ast.ValueSpec:
		ids = n.Names
	}
	var exported []*ast.Ident
	for _, id := range ids {
		if id.IsExported() {
			exported = append(exported, id)
		}
	}
	return exported
}
