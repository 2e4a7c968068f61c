package han

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// TestGeneral counts the list as the document does: three levels, no character
// twice, 196 beyond the basic plane.
func TestGeneral(t *testing.T) {
	far, n := 0, 0
	last := rune(-1)
	EachGeneral(func(r rune) {
		if n++; r <= last {
			t.Errorf("%c follows %c", r, last)
		}
		last = r
		if r > 0xFFFF {
			far++
		}
		if b, ok := BlockOf(r); !ok || slices.Contains([]string{"兼容汉字", "兼容汉字补充"}, b.Name) {
			t.Errorf("%c (%U) is no unified character", r, r)
		}
	})
	if n != GeneralSize || far != 196 {
		t.Errorf("%d characters, %d beyond the basic plane", n, far)
	}
	levels := strings.Split(generalText, "级字表 ")[1:]
	for i, want := range []struct {
		size        int
		first, last string // and characters of names in the third
	}{{3500, "一", "矗"}, {3000, "乂", "齉"}, {1605, "亍", "蠼"}} {
		_, level, _ := strings.Cut(levels[i], "\n")
		level, _, _ = strings.Cut(strings.ReplaceAll(level, "\n", ""), "#")
		if !strings.HasPrefix(level, want.first) || !strings.Contains(level, want.last) || utf8.RuneCountInString(level) != want.size {
			t.Errorf("level %d has %d characters, %.3s to …%s", i+1, utf8.RuneCountInString(level), level, level[len(level)-9:])
		}
	}
	for r, want := range map[rune]bool{'㛃': true, '𫚭': true, '䶮': true, '國': false, '𠮷': false} {
		if _, got := slices.BinarySearch(general(), r); got != want {
			t.Errorf("%c (%U) is in the list: %v", r, r, got)
		}
	}
}
