package typeset

import (
	"slices"
	"testing"

	"ruhu/render/doc"
)

// even sets Han characters as wide as they are high, and others half so wide.
type even struct{}

func (even) Glyph(face doc.Face, r rune) Glyph {
	if r < 0x2000 {
		return Glyph{Rune: r, Face: face, Advance: 500}
	}
	return Glyph{Rune: r, Face: face, Advance: 1000}
}

// A line that took a number in leaves no blank to begin the next one.
func TestRunning(t *testing.T) {
	for _, tt := range []struct {
		text string
		want []string
	}{
		{"甲、乙、丙、丁、（12）戊己", []string{"甲、乙、丙、丁、（12）", "戊己"}},
		{"甲、乙、丙、丁、（12） 戊己", []string{"甲、乙、丙、丁、（12）", "戊己"}},
		{"甲乙丙丁戊己庚辛壬癸 子丑", []string{"甲乙丙丁戊己庚辛壬癸", "子丑"}},
		{" 甲乙", []string{" 甲乙"}},
	} {
		s := NewSetter(Format{Measurer: even{}, Step: 1})
		from, to := s.Running(tt.text, doc.Style{Size: 1000}, Margins{Width: 10_000, Justify: true})
		var got []string
		for _, l := range s.Lines(from, to) {
			text := ""
			for _, p := range s.Pieces(l) {
				text += p.Text
			}
			got = append(got, text)
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%q is set as %q", tt.text, got)
		}
	}
}
