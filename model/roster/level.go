package roster

import (
	"slices"
	"strings"

	"ruhu/model"
)

// level is a step of an address, from the province down.
type level uint8

const (
	inProvince level = 1 << iota
	inCity
	inCounty
	inTownship
	inVillage
	inGroup
	inHamlet
)

// levelHeads are the heads by which the codebook knows the levels.
var levelHeads = map[level]string{
	inProvince: "省", inCity: "市", inCounty: "县", inTownship: "乡", inVillage: "行政村", inGroup: "组", inHamlet: "自然村",
}

// levelWord is a word for a level. Some are words for several; first is what the
// word means where it stands first, zero where it cannot stand alone.
type levelWord struct {
	word string
	may  level
	main level
}

// levelWords are in the order in which they are tried: a longer word before one
// that it begins with.
var levelWords = []levelWord{
	{"自治区", inProvince, inProvince}, {"直辖市", inProvince, inProvince}, {"省份", inProvince, inProvince}, {"省", inProvince, inProvince},
	{"设区市", inCity, inCity}, {"地级市", inCity, inCity}, {"自治州", inCity, inCity}, {"地区", inCity, 0}, {"市辖区", inCounty, inCounty}, {"县级市", inCounty, inCounty},
	{"自治县", inCounty, inCounty}, {"州", inCity, 0}, {"盟", inCity, 0}, {"地", inCity, 0}, {"市", inProvince | inCity | inCounty, inCity},
	{"县", inCounty, inCounty}, {"区", inProvince | inCounty, inCounty}, {"旗", inCounty, 0},
	{"街道办事处", inTownship, inTownship}, {"街道办", inTownship, inTownship}, {"街道", inTownship, inTownship}, {"办事处", inTownship, inTownship}, {"街", inTownship, 0},
	{"乡", inTownship, inTownship}, {"镇", inTownship, inTownship}, {"苏木", inTownship, inTownship}, {"农场", inTownship, 0}, {"场", inTownship, 0},
	{"村民小组", inGroup | inHamlet, inGroup}, {"居民小组", inGroup | inHamlet, inGroup}, {"村居民小组", inGroup | inHamlet, inGroup}, {"村民组", inGroup | inHamlet, inGroup},
	{"生产队", inGroup | inHamlet, inGroup}, {"生产组", inGroup | inHamlet, inGroup}, {"小组", inGroup | inHamlet, inGroup}, {"组", inGroup | inHamlet, inGroup}, {"队", inGroup | inHamlet, inGroup},
	{"自然村", inHamlet, inHamlet}, {"自然屯", inHamlet, inHamlet}, {"自然庄", inHamlet, inHamlet}, {"屯", inHamlet, 0}, {"庄", inHamlet, 0}, {"寨", inHamlet, 0},
	{"行政村", inVillage, inVillage}, {"村委会", inVillage, inVillage}, {"居委会", inVillage, inVillage}, {"村民委员会", inVillage, inVillage}, {"居民委员会", inVillage, inVillage},
	{"村委", inVillage, inVillage}, {"居委", inVillage, inVillage}, {"委会", inVillage, 0}, {"社区", inVillage, inVillage}, {"嘎查", inVillage, inVillage},
	{"居", inVillage, 0}, {"社", inVillage | inGroup | inHamlet, 0}, {"村", inVillage, inVillage},
}

// The words around a level that do not change it.
var (
	levelBegins = []string{"户籍所在地", "户籍所在", "户口所在地", "户口所在", "户籍地", "户籍", "户口", "家庭所在", "所属", "所在地", "所在", "隶属", "行政"}
	levelEnds   = []string{"名称", "全称", "级", "名"}
	codeEnds    = []string{"行政区划代码", "行政区划编码", "区划代码", "区划编码", "编码", "代码", "编号"}
)

// levelOf gives the head by which the codebook knows the level that a head, folded
// but for its brackets and separators, means; empty where it means none, or may mean two.
// The first word says which level it is, and the others must be words for it too.
func levelOf(head string) string {
	s, code := cutWord(strings.CutSuffix, head, codeEnds)
	if !code {
		s, _ = cutWord(strings.CutSuffix, s, levelEnds)
	}
	if rest, ok := cutWord(strings.CutPrefix, s, levelBegins); ok && s != "行政村" && !strings.HasPrefix(s, "行政村") {
		s = rest
	}
	words := levelMarks(s)
	if len(words) == 0 {
		return ""
	}
	joined := len(words) > 1
	var all []levelWord
	for _, w := range words {
		found := wordsOfLevel(w)
		if found == nil {
			return ""
		}
		all = append(all, found...)
	}
	main := all[0].main
	if main == 0 && len(all) > 1 {
		main = all[0].may
	}
	may := ^level(0)
	for _, w := range all {
		may &= w.may
	}
	// 市县 and 市区 without a mark between them may be both in one cell.
	if main == 0 || may&main == 0 || !joined && len(all) > 1 && all[0].word == "市" {
		return ""
	}
	switch {
	case !code:
		return levelHeads[may&main]
	case may&main == inVillage:
		return "行政区划代码"
	}
	return ""
}

// levelMarks cuts a text at the brackets and marks between words for levels.
func levelMarks(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("()、,/|和或", r) })
}

// wordsOfLevel cuts a text into words for levels; nil where something is left.
func wordsOfLevel(s string) []levelWord {
	var out []levelWord
	for s != "" {
		at := slices.IndexFunc(levelWords, func(w levelWord) bool { return strings.HasPrefix(s, w.word) })
		if at < 0 || len(out) == 6 {
			return nil
		}
		out = append(out, levelWords[at])
		s = s[len(levelWords[at].word):]
	}
	return out
}

// cutWord takes the first of the words that there is from an end of a text, if
// something is left.
func cutWord(end func(s, word string) (string, bool), s string, words []string) (string, bool) {
	for _, w := range words {
		if rest, ok := end(s, w); ok && rest != "" {
			return rest, true
		}
	}
	return s, false
}

// ofLevel reports a word for the level that an item is.
func ofLevel(in *model.Indicator, word string) bool {
	head := levelOf(word)
	return head != "" && (in.Label == head || slices.Contains(in.Heads, head))
}
