package app

import (
	"os"
	"path/filepath"
	"testing"

	"ruhu/cmd/internal/output"
	"ruhu/model"
	"ruhu/model/must"
	"ruhu/model/rostertest"
	"ruhu/model/visit"
	"ruhu/render"
)

// TestReturnWithoutAPlace gives up where no number finds a place, such as in a
// folder that is a file.
func TestReturnWithoutAPlace(t *testing.T) {
	cb := rostertest.Codebook(t)
	dir := t.TempDir()
	must.Succeed(t, os.WriteFile(filepath.Join(dir, "村"), nil, 0o600))
	folder := output.New(dir)
	defer folder.Close()
	r := render.Return{Path: "村/村-回填表", Workbook: visit.Workbook{Year: 2019, Village: &model.Village{Name: "村"}}}
	if kept, err := writeReturn(t.Context(), folder, cb, r); err == nil || kept != "" {
		t.Errorf("kept %q, %v", kept, err)
	}
}
