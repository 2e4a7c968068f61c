package templates_test

import (
	"testing"

	"ruhu/render/form"
	"ruhu/templates"
)

func TestBuiltInFormsParse(t *testing.T) {
	cb, err := templates.Codebook()
	if err != nil {
		t.Fatal(err)
	}
	set, err := form.Load(cb, templates.Forms())
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, d := range set.All() {
		ids = append(ids, d.ID)
	}
	want := []string{"compare", "measures", "appendix2", "appendix3", "appendix4"}
	if len(ids) != len(want) {
		t.Fatalf("forms %v, want %v", ids, want)
	}
	for i := range want {
		if ids[i] != want[i] {
			t.Fatalf("forms %v, want %v", ids, want)
		}
	}
}
