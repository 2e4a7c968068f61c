package templates

import (
	"testing"

	"ruhu/model"
	"ruhu/model/must"
)

// TestCodebookCoversNotice checks that every coded indicator of the notice is
// there, that A22 is not, and that no other A code slipped in.
func TestCodebookCoversNotice(t *testing.T) {
	cb, err := Codebook()
	must.Succeed(t, err)
	want := []model.Code{
		"A1", "A2", "A3", "A4", "A5", "A6", "A7", "A8", "A9", "A10", "A11", "A12", "A13", "A14",
		"A15", "A16", "A17", "A18", "A19", "A20", "A21", "A23", "A24", "A25", "A26", "A27a", "A27b", "A27c",
		"A28", "A29", "A29a", "A29b", "A29c", "A29d", "A29e", "A29f", "A30", "A31", "A31a", "A31b", "A32",
		"A33", "A34", "A35", "A36", "A36a", "A36b", "A37", "A38", "A39", "A40", "A41", "A42", "A43", "A44",
		"A45", "A46", "A47", "A48", "A51",
	}
	seen := make(map[model.Code]bool)
	for _, c := range want {
		if cb.Lookup(c) == nil {
			t.Errorf("%s is missing", c)
		}
		seen[c] = true
	}
	for _, in := range cb.All() {
		if in.Coded() && !seen[in.Code] {
			t.Errorf("%s is not in the notice", in.Code)
		}
	}
	if n := len(cb.Lookup("A27a").Options); n != 13 {
		t.Errorf("A27a has %d options, the notice prints 13", n)
	}
	if n := len(cb.Lookup("A6").Options); n != 57 {
		t.Errorf("A6 has %d options, want 56 peoples and 其他", n)
	}
}
