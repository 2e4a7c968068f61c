package app

import (
	"os"
	"path/filepath"
	"testing"

	"ruhu/cmd/internal/output"
	"ruhu/model"
	"ruhu/model/visit"
	"ruhu/render"
	"ruhu/templates"
)

// TestReturnWithoutAPlace gives up where no number finds a place, such as in a
// folder that is a file.
func TestReturnWithoutAPlace(t *testing.T) {
	cb, err := templates.Codebook()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "村"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	folder := output.New(dir)
	defer folder.Close()
	r := render.Return{Path: "村/村-回填表", Workbook: visit.Workbook{Year: 2019, Village: &model.Village{Name: "村"}}}
	if kept, err := writeReturn(t.Context(), folder, cb, r); err == nil || kept != "" {
		t.Errorf("kept %q, %v", kept, err)
	}
}
