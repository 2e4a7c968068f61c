package layout

import (
	"slices"
	"testing"

	"ruhu/render/doc"
)

func TestShareOut(t *testing.T) {
	for _, tt := range []struct {
		free      doc.Length
		may, want []doc.Length
	}{
		{10, []doc.Length{3, 3}, []doc.Length{3, 3}},
		{4, []doc.Length{3, 3}, []doc.Length{2, 2}},
		{6, []doc.Length{1, 9}, []doc.Length{1, 5}},
		{5, []doc.Length{3, 3, 3}, []doc.Length{1, 2, 2}},
		{0, []doc.Length{3}, []doc.Length{0}},
		{-5, []doc.Length{3, 3}, []doc.Length{0, 0}},
	} {
		var rows []growing
		for _, may := range tt.may {
			rows = append(rows, growing{may: may})
		}
		shareOut(rows, tt.free)
		var got []doc.Length
		for _, r := range rows {
			got = append(got, r.extra)
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%d for %v: %v, want %v", tt.free, tt.may, got, tt.want)
		}
	}
}
