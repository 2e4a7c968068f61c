// Package han knows what a program that prints names must know about Chinese
// characters: the blocks of Unicode that hold them, and the codes that old
// systems used before a character had its own.
package han

import "unicode"

// Block is a range of Unicode that holds Chinese characters. Its name is that
// of GB 18030 and of people who install fonts: URO, 扩展A.
type Block struct {
	Name     string
	From, To rune // both included; To is the last assigned as of Unicode 16
}

// Blocks are the blocks of Chinese characters in order of their codes, without
// radicals. The basic block is told from the few characters that were added
// behind it, which many fonts lack.
func Blocks() []Block { return blocks[:] }

// Source: The Unicode Standard 16.0, Blocks.txt and the ends of the ranges of
// unified ideographs in UnicodeData.txt.
var blocks = [...]Block{
	{"扩展A", 0x3400, 0x4DBF},
	{"基本区", 0x4E00, 0x9FA5},
	{"基本区补充", 0x9FA6, 0x9FFF},
	{"兼容汉字", 0xF900, 0xFAD9},
	{"扩展B", 0x20000, 0x2A6DF},
	{"扩展C", 0x2A700, 0x2B739},
	{"扩展D", 0x2B740, 0x2B81D},
	{"扩展E", 0x2B820, 0x2CEA1},
	{"扩展F", 0x2CEB0, 0x2EBE0},
	{"扩展I", 0x2EBF0, 0x2EE5D},
	{"兼容汉字补充", 0x2F800, 0x2FA1D},
	{"扩展G", 0x30000, 0x3134A},
	{"扩展H", 0x31350, 0x323AF},
}

// Fonts names fonts that have the characters of the block, for people who lack
// one: the system's own first, then those that are free to use. Counted from the
// fonts themselves; of Jigmo and 遍黑体 as their makers say.
func (b Block) Fonts() []string {
	switch b.Name {
	case "扩展B":
		return []string{"SimSun-ExtB（Windows 自带）", "花园明朝（HanaMinB）", "遍黑体（Plangothic）"}
	case "扩展I":
		return []string{"Jigmo3", "遍黑体（Plangothic）"}
	case "扩展G", "扩展H":
		return []string{"BabelStone Han", "Jigmo3", "遍黑体（Plangothic）"}
	case "扩展C", "扩展D", "扩展E", "扩展F", "兼容汉字", "兼容汉字补充":
		return []string{"花园明朝（HanaMinA、HanaMinB）", "BabelStone Han", "遍黑体（Plangothic）"}
	}
	return []string{"BabelStone Han", "遍黑体（Plangothic）"}
}

// hole reports the unassigned codes inside the blocks.
func hole(r rune) bool { return r == 0xFA6E || r == 0xFA6F }

// BlockOf gives the block of a Chinese character.
func BlockOf(r rune) (Block, bool) {
	for _, b := range blocks {
		if r >= b.From && r <= b.To {
			return b, true
		}
	}
	return Block{}, false
}

// Size is how many characters the block has.
func (b Block) Size() int {
	n := int(b.To - b.From + 1)
	if b.From <= 0xFA6E && b.To >= 0xFA6F {
		n -= 2
	}
	return n
}

// Each calls do for every character of the block.
func (b Block) Each(do func(rune)) {
	for r := b.From; r <= b.To; r++ {
		if !hole(r) {
			do(r)
		}
	}
}

// Where names what kind of character a code is, for people: its block, or what
// is wrong with it.
func Where(r rune) string {
	if b, ok := BlockOf(r); ok {
		return b.Name
	}
	switch {
	case r == unicode.ReplacementChar:
		return "数据损坏的痕迹"
	case unicode.Is(unicode.Co, r):
		return "自造字区"
	case r < 0, r > unicode.MaxRune, unicode.Is(unicode.Cs, r):
		return "不是字符"
	case unicode.IsControl(r):
		return "控制符"
	case r >= 0x2E80 && r < 0x2FE0:
		return "部首"
	}
	return "其他字符"
}
