package model

import (
	"strconv"
	"strings"
	"testing"

	"ruhu/model/must"
)

// TestSourcesAreNotMixedUp fills a dataset with as many sheets as it can name:
// the next is refused, and none is taken for another.
func TestSourcesAreNotMixedUp(t *testing.T) {
	d := NewDataset(nil)
	for i := range MaxSources {
		if got := d.AddSource(Source{Sheet: strconv.Itoa(i)}); int(got) != i {
			t.Fatalf("sheet %d has number %d", i, got)
		}
	}
	if d.Room() != 0 {
		t.Errorf("room for %d more", d.Room())
	}
	defer func() {
		if recover() == nil {
			t.Error("one more is taken")
		}
		if p := d.PosAt(At{Source: 0, Row: 1, Col: 1}); p.Sheet != "0" {
			t.Errorf("the first sheet is now %s", p.Sheet)
		}
	}()
	d.AddSource(Source{Sheet: "one more"})
}

func TestFold(t *testing.T) {
	for in, want := range map[string]string{
		"　张三 ":     "张三",
		"１２．５":     "12.5",
		"ＡＢｃ":      "ABc",
		"乡（镇）内，务工": "乡（镇）内，务工", // Chinese punctuation is right as it is
		"张　三":      "张 三",
		"a\u200bb": "ab",
		"阿依．买买提":   "阿依．买买提", // divides a name
		"第１．甲":     "第1.甲",
		"１．\xff":   "1.\uFFFD",
		// What nobody sees, wherever it stands.
		"\u202D32079919\u200E5001\u202C ": "320799195001",
		"赵\u00AD甲":                        "赵甲",
		" \u2060\uFEFF 赵\u3164甲\u115F":    "赵甲",
		"１\u200B２\x7F\u0090":              "12",
		"云\u034F台村\U000E0041":             "云台村",
		"\u2800赵甲\u2800":                  "赵甲", // the Braille blank
		"\u200F\u200F":                    "",
		// What is seen stays: variants of a character, joiners that join.
		"邉\U000E0101\uFE00":       "邉\U000E0101\uFE00",
		"👨\u200D👩":                "👨\u200D👩",
		"赵\u200D甲\u200C1":         "赵甲1",
		"ᠮᠣ\u180Eᠠ\u200D":         "ᠮᠣ\u180Eᠠ",
		"\u0600١":                 "\u0600١",
		"张\u200B三\u200D\u200B\n丰": "张三 丰",
		"张三":                      "张三",
		"":                        "",
	} {
		if got := Fold(in); got != want {
			t.Errorf("Fold(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestShowRune(t *testing.T) {
	for r, want := range map[rune]string{
		'赵': "赵", '?': "?", '1': "1", 0x202D: "U+202D", ' ': "U+0020", 0xFE00: "U+FE00", 0x3164: "U+3164", 7: "U+0007", 0xE000: "U+E000",
	} {
		if got := ShowRune(r); got != want {
			t.Errorf("ShowRune(%U) = %q, want %q", r, got, want)
		}
	}
}

// TestPlain: whatever has to be folded is seen, and most text is passed by.
func TestPlain(t *testing.T) {
	for r := range rune(0x110000) {
		s := "周" + string(r) + "1"
		if folds := isBlank(r) && r != ' ' || isWide(r) || unseen(r) || r >= 0xFF01 && r <= 0xFF5E; folds && plain(s) {
			t.Fatalf("%U is passed by", r)
		}
	}
	for _, s := range []string{"", "320799199001011234", "东海县 驼峰乡", "肉鸡、蔬菜", "a\xff"} {
		if !plain(s) {
			t.Errorf("%q has nothing to fold", s)
		}
	}
}

func TestSqueeze(t *testing.T) {
	for a, b := range map[string]string{
		"A12务 工区域":              "A12务工区域",
		"乡(镇)外县内务工":             "乡（镇）外县内务工",
		"务工时间\n（月）":             "务工时间(月)",
		"Ａ８　文化程度":               "A8文化程度",
		"联系电话\uFEFF：":           "联系电话:",
		"云\u202E台\u00AD村\u2063": "云台村",
	} {
		if Squeeze(a) != Squeeze(b) {
			t.Errorf("%q and %q differ: %q, %q", a, b, Squeeze(a), Squeeze(b))
		}
	}
}

func TestColumnName(t *testing.T) {
	for col, want := range map[int]string{1: "A", 26: "Z", 27: "AA", 52: "AZ", 703: "AAA", 16384: "XFD"} {
		if got := ColumnName(col); got != want {
			t.Errorf("column %d is %q, want %q", col, got, want)
		}
	}
}

func TestCertificate(t *testing.T) {
	tests := []struct {
		in                    string
		known                 bool
		card, category, grade string
	}{
		{"320799199001011234", true, "320799199001011234", "", ""},
		{"32079919900101123x", true, "32079919900101123X", "", ""},
		{"32079919900101123442", true, "320799199001011234", "4", "2"},
		{"32079919900101123442B1", true, "320799199001011234", "4", "2"},
		{"320799900101123", false, "", "", ""},
		{"", false, "", "", ""},
	}
	for _, tt := range tests {
		c, known := ParseCertificate(tt.in)
		if known != tt.known || c.Card != tt.card || c.Category != tt.category || c.Grade != tt.grade {
			t.Errorf("%q: %+v %v", tt.in, c, known)
		}
	}
}

// TestCheckDigit uses the two examples that GB 11643-1999 itself prints.
func TestCheckDigit(t *testing.T) {
	for card, want := range map[string]byte{"11010519491231002": 'X', "44052418800101001": '4', "1101051949123100": 0, "1101051949123100a": 0} {
		if got := CheckDigit(card); got != want {
			t.Errorf("%s: %q, want %q", card, got, want)
		}
	}
	if !ValidCard("11010519491231002X") || ValidCard("110105194912310021") {
		t.Error("ValidCard is wrong")
	}
	if SexOf("11010519491231002X") != "女" || SexOf("440524188001010014") != "男" {
		t.Error("SexOf is wrong")
	}
}

func TestMask(t *testing.T) {
	id := &Indicator{Code: "A4", Kind: Identity}
	phone := &Indicator{Code: "责任人电话", Kind: Text}
	account := &Indicator{Code: "银行账号", Kind: Text}
	name := &Indicator{Code: "A1", Kind: Text}
	tests := []struct {
		in         *Indicator
		text, want string
	}{
		{id, "320799199001011234", "320799********1234"},
		{id, "32079919900101123442", "320799********1234**"},
		{id, "3.2E+17", "3*****7"},
		{id, "", ""},
		{phone, "13800001234", "138****1234"},
		{phone, "85880000", "858*0000"},
		{account, "6299990802967182588", "***************2588"},
		{account, "12", "*2"},
		{name, "张三", "张三"},
	}
	for _, tt := range tests {
		if got := Masked(tt.in, tt.text); got != tt.want {
			t.Errorf("%s %q: %q, want %q", tt.in.Code, tt.text, got, tt.want)
		}
	}
}

// What offices write into a sentence is masked where it is a number of a person; a
// 户编号 and a sum of money are none.
func TestMaskText(t *testing.T) {
	for text, want := range map[string]string{
		"与赵大海（32079919600101015x，电话13800000004）重复": "与赵大海（320799********015X，电话138****0004）重复",
		"户编号32079900100001、139000000011的收入12000元":  "户编号32079900100001、139000000011的收入12000元",
		"账号6299990802967182588":                    "账号6299***********2588",
		"没有数":                                      "没有数",
	} {
		if got := MaskText(text); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}

func TestGroupsInVisitingOrder(t *testing.T) {
	cb, err := NewCodebook([]*Indicator{
		{Code: CodeNumber, Kind: Text}, {Code: CodeGroup, Kind: Text}, {Code: CodeHamlet, Kind: Text},
	})
	must.Succeed(t, err)
	d := NewDataset(cb)
	v := &Village{}
	for _, row := range []string{"西庄 10组 a", "西庄 2组 b", "东庄 1组 c", "西庄 2组 d", "东庄 3 e", "西庄 二组 f"} {
		part := strings.Fields(row)
		h := &Household{Record: d.NewRecord(3)}
		h.Set(CodeHamlet, part[0], AsText, At{})
		h.Set(CodeGroup, part[1], AsText, At{})
		h.Set(CodeNumber, part[2], AsText, At{})
		v.Households = append(v.Households, h)
	}
	got := ""
	for _, h := range v.Visiting() {
		got += h.Number()
	}
	if want := "fbdace"; got != want {
		t.Errorf("visited in the order %s, want %s", got, want)
	}
}

func TestChosen(t *testing.T) {
	in := &Indicator{Code: "A10", Kind: Multiple, Options: []Option{{Label: "健康"}, {Label: "长期慢性病", Accept: []string{"慢性病"}}, {Label: "患有大病"}, {Label: "残疾"}}}
	if _, err := NewCodebook([]*Indicator{in}); err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"残疾,长期慢性病": "1 3", "慢性病、残疾": "1 3", "健康": "0", "残疾，残疾": "3", "": "", "瘫痪;残疾": "3|瘫痪",
	} {
		on, outside := in.Chosen(text)
		var s []string
		for _, i := range on {
			s = append(s, strconv.Itoa(i))
		}
		got := strings.Join(s, " ")
		if len(outside) > 0 {
			got += "|" + strings.Join(outside, " ")
		}
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestSame(t *testing.T) {
	cb, err := NewCodebook([]*Indicator{
		{Code: "多", Kind: Multiple, Options: []Option{{Label: "残疾"}, {Label: "长期慢性病", Accept: []string{"慢性病"}}}},
		{Code: "单", Kind: Single, Options: []Option{{Label: "汉族", Accept: []string{"汉"}}, {Label: "回族"}}},
		{Code: "亩", Kind: Area, Unit: "亩"}, {Code: "元", Kind: Money, Unit: "元"}, {Code: "日", Kind: Date},
		{Code: "联系电话", Kind: Text}, {Code: "字", Kind: Text},
	})
	must.Succeed(t, err)
	for _, c := range []struct {
		code Code
		a, b string
		want bool
	}{
		{"多", "残疾,慢性病", "长期慢性病、残疾", true}, {"多", "残疾", "残疾,慢性病", false}, {"多", "残疾,别的", "残疾", false},
		{"单", "汉", "汉族", true}, {"单", "汉", "回族", false}, {"单", "其他", "另外", false},
		{"亩", "3.50", "3.5亩", true}, {"亩", "3.5", "3.6", false}, {"元", "１２,０００", "12000.0", true}, {"元", "多", "少", false},
		{"日", "2019/9/3", "2019年9月3日", true}, {"日", "2019-09", "2019-09-03", false}, {"日", "不详", "不明", false},
		{"联系电话", "138-0000-0000", "13800000000", true}, {"联系电话", "13800000000", "13800000001", false}, {"联系电话", "无", "没有", false},
		{"字", " 云 海厂", "云海厂", true}, {"字", "3-5", "35", false}, {"字", "Ａb", "aB", true},
	} {
		if in := cb.Lookup(c.code); in.Same(c.a, c.b) != c.want || in.Same(c.b, c.a) != c.want {
			t.Errorf("%s: %q and %q: want %v", c.code, c.a, c.b, c.want)
		}
	}
}

func TestWidenCard(t *testing.T) {
	for old, want := range map[string]string{
		"320799600101003": "320799196001010035", "320799600101996": "", "32079960010100": "", "32079960010100X": "", "": "",
	} {
		if got := WidenCard(old); got != want {
			t.Errorf("%q gives %q, want %q", old, got, want)
		}
	}
}

// TestTexts keeps texts of every length, and many, and finds each where it was
// put, also in the copy of a record.
func TestTexts(t *testing.T) {
	cb, err := NewCodebook([]*Indicator{{Code: CodeName, Kind: Text}})
	must.Succeed(t, err)
	d := NewDataset(cb)
	long := strings.Repeat("长", 30_000)
	texts := []string{"", "是", long, "是", strings.Repeat("x", 65_536), "王"}
	for i := range 100_000 {
		texts = append(texts, strconv.Itoa(i))
	}
	var records []Record
	for _, s := range texts {
		r := d.NewRecord(1)
		r.Set(CodeName, s, AsText, At{Row: 1, Col: 1})
		records = append(records, r)
	}
	other := d.Clone()
	for i := range records {
		if got := records[i].Text(CodeName); got != texts[i] {
			t.Fatalf("text %d is %.20q of %d bytes, want %.20q of %d", i, got, len(got), texts[i], len(texts[i]))
		}
		copied := records[i].Clone(other)
		if got := copied.Text(CodeName); got != texts[i] {
			t.Fatalf("text %d is %.20q in a copy", i, got)
		}
	}
}
