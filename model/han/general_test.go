package han

import (
	"slices"
	"testing"
)

// TestGeneral counts the list as the document does: three levels, no character
// twice, 196 beyond the basic plane; and looks some characters up.
func TestGeneral(t *testing.T) {
	levels, far, n := make(map[int]int), 0, 0
	last := rune(-1)
	EachGeneral(func(r rune) {
		if n++; r <= last {
			t.Errorf("%c follows %c", r, last)
		}
		last = r
		levels[GeneralLevel(r)]++
		if r > 0xFFFF {
			far++
		}
		if b, ok := BlockOf(r); !ok || slices.Contains([]string{"兼容汉字", "兼容汉字补充"}, b.Name) {
			t.Errorf("%c (%U) is no unified character", r, r)
		}
	})
	if n != GeneralSize || levels[1] != 3500 || levels[2] != 3000 || levels[3] != 1605 || len(levels) != 3 || far != 196 {
		t.Errorf("%d characters, of the levels %v, %d beyond the basic plane", n, levels, far)
	}
	for r, want := range map[rune]int{
		'一': 1, '矗': 1, '乂': 2, '齉': 2, '亍': 3, '蠼': 3, '㛃': 3, '𫚭': 3, // the ends of the levels, and characters of names
		'國': 0, '𠮷': 0, '䶮': 3, 'a': 0, 0: 0, -1: 0,
	} {
		if got := GeneralLevel(r); got != want {
			t.Errorf("%c (%U) is of level %d, want %d", r, r, got, want)
		}
	}
}
