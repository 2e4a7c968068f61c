package han

import (
	"testing"
	"unicode"
)

func TestBlocks(t *testing.T) {
	// The sizes that the standard gives.
	for name, want := range map[string]int{
		"基本区": 20902, "基本区补充": 90, "扩展A": 6592, "扩展B": 42720, "扩展C": 4154, "扩展D": 222, "扩展E": 5762,
		"扩展F": 7473, "扩展G": 4939, "扩展H": 4192, "扩展I": 622, "兼容汉字": 472, "兼容汉字补充": 542,
	} {
		found := false
		for _, b := range Blocks() {
			if b.Name != name {
				continue
			}
			found = true
			n := 0
			b.Each(func(r rune) {
				if n++; unicode.Is(unicode.Co, r) {
					t.Errorf("%U is private", r)
				}
			})
			if n != want || b.Size() != want {
				t.Errorf("%s has %d characters, %d said, want %d", name, n, b.Size(), want)
			}
		}
		if !found {
			t.Errorf("no block %s", name)
		}
	}
}

func TestWhere(t *testing.T) {
	for r, want := range map[rune]string{
		'村': "基本区", '䶮': "扩展A", '𠮷': "扩展B", '𫚭': "扩展C", '﨑': "兼容汉字", 0x31350: "扩展H", 0x2EBF0: "扩展I",
		'\uE863': "自造字区", '\uFFFD': "数据损坏的痕迹", 0xD842: "不是字符", -1: "不是字符", '\t': "控制符", 'ก': "其他字符", '⺁': "部首",
	} {
		if got := Where(r); got != want {
			t.Errorf("%U is %s, want %s", r, got, want)
		}
	}
}

// TestMoved holds the table to what the standards say of single codes, and to
// their number.
func TestMoved(t *testing.T) {
	for private, want := range map[rune]rune{
		0xE815: 0x2E81, 0xE816: 0x20087, 0xE817: 0x20089, 0xE818: 0x200CC, 0xE81E: 0x9FB4, 0xE826: 0x9FB5,
		0xE82B: 0x9FB6, 0xE82C: 0x9FB7, 0xE831: 0x215D7, 0xE832: 0x9FB8, 0xE83B: 0x2298F, 0xE843: 0x9FB9,
		0xE844: '䜣', 0xE854: 0x9FBA, 0xE855: 0x241FE, 0xE863: '䶮', 0xE864: 0x9FBB, 0xE7C7: 0x1E3F, 0xE7C8: 0x01F9,
		0xE78D: 0xFE10, 0xE78E: 0xFE12, 0xE78F: 0xFE11, 0xE796: 0xFE19, 0xE7E7: 0x303E, 0xE7F3: 0x2FFB,
		0xE865: 0, 0xE000: 0, '村': 0,
	} {
		if got, _, ok := Standard(private); got != want || ok != (want != 0) {
			t.Errorf("%U was %U, want %U", private, got, want)
		}
	}
	exchanged, back := 0, 0
	for private := range moved {
		to, since, _ := Standard(private)
		if !unicode.Is(unicode.Co, private) || unicode.Is(unicode.Co, to) {
			t.Errorf("%U to %U", private, to)
		}
		if since == since2022 && to <= 0xFFFF {
			exchanged++
			if !Moved(to) {
				t.Errorf("%U has not moved", to)
			}
		} else if since == since2022 {
			back++
		}
	}
	if exchanged != 18 || back != 6 {
		t.Errorf("%d characters exchanged, %d taken back, want 18 and 6", exchanged, back)
	}
}
