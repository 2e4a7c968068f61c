package pdf

import (
	"testing"

	"ruhu/render/doc"
)

func TestLengths(t *testing.T) {
	for l, want := range map[doc.Length]string{
		0: "0", doc.Pt: "1", -doc.Pt: "-1", doc.Pt / 2: "0.5", -doc.Pt / 2: "-0.5", 127: "0.01", 63: "0", 64: "0.01",
		-64: "-0.01", 12 * doc.Pt: "12", 210 * doc.Mm: "595.28", 297 * doc.Mm: "841.89", 1234567: "97.21",
	} {
		if got := string(hundredths(l).append(nil)); got != want {
			t.Errorf("%d EMU: %s, want %s", l, got, want)
		}
	}
}
