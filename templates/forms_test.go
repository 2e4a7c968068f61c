package templates_test

import (
	"io/fs"
	"path"
	"slices"
	"strings"
	"testing"

	"ruhu/model/must"
	"ruhu/render/form"
	"ruhu/templates"
)

// TestBuiltInFormsParse: a form is one file of the folder, called by its id.
func TestBuiltInFormsParse(t *testing.T) {
	cb, err := templates.Codebook()
	must.Succeed(t, err)
	set, err := form.Load(cb, templates.Forms())
	must.Succeed(t, err)
	files, err := fs.Glob(templates.Files, "forms/*.yaml")
	if err != nil || len(files) < 5 {
		t.Fatalf("forms %v, %v", files, err)
	}
	var ids, want []string
	for _, d := range set.All() {
		ids = append(ids, d.ID)
	}
	for _, f := range files {
		want = append(want, strings.TrimSuffix(path.Base(f), ".yaml"))
	}
	if got := slices.Sorted(slices.Values(ids)); !slices.Equal(got, slices.Sorted(slices.Values(want))) {
		t.Errorf("forms %v, files %v", got, want)
	}
	if order := []string{"compare", "measures", "appendix2", "appendix3", "appendix4"}; !slices.Equal(slices.DeleteFunc(ids, func(id string) bool { return !slices.Contains(order, id) }), order) {
		t.Errorf("the notice's forms stand in the order %v", ids)
	}
}
