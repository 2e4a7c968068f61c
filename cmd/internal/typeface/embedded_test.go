package typeface

import (
	"testing"

	"ruhu/model/han"
	"ruhu/model/must"
)

// TestEmbeddedHaveGeneral: the faces of text and heads, which every form is set
// in, have all of 通用规范汉字表, so that no name of it depends on the machine.
func TestEmbeddedHaveGeneral(t *testing.T) {
	faces, err := embeddedFaces()
	must.Succeed(t, err)
	for i, f := range faces[:2] {
		n := 0
		han.EachGeneral(func(r rune) {
			if n++; !f.Has(r) {
				t.Errorf("%s lacks %c (%U)", embedded[i].name, r, r)
			}
		})
		if n != han.GeneralSize {
			t.Errorf("%d characters were looked for", n)
		}
	}
}
