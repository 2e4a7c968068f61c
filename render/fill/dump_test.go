package fill

import (
	"os"
	"path/filepath"
	"testing"

	"ruhu/model/must"
)

// TestWriteForms writes the empty forms of the tests into the folder that FILL_FORMS
// names, to try the program on them.
func TestWriteForms(t *testing.T) {
	dir := os.Getenv("FILL_FORMS")
	if dir == "" {
		t.Skip("FILL_FORMS names no folder")
	}
	for _, c := range append(appendices(), further()...) {
		l := parseLayout(c.form)
		for ext, data := range map[string][]byte{".xlsx": l.xlsx(t), ".docx": l.docx(t)} {
			must.Succeed(t, os.WriteFile(filepath.Join(dir, c.name+ext), data, 0o600))
		}
	}
}
