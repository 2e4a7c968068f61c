package roster

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"ruhu/model"
	"ruhu/model/sheet"
)

// Columns that are not read are looked at all the same: where names, identity
// numbers or villages stand in one, people would be lost with it.

// sampled is how many rows of a column are looked at: enough to know what it holds.
const sampled = 60

// sample is what the cells of a column that is not read look like.
type sample struct {
	col                            int
	filled, cards, names, villages int
	words                          int // texts that are no count and no tick
	seen                           map[string]bool
}

// unreadOf gives the columns of a head that are not read: those that mean nothing,
// and those that tell again who somebody is.
func (r *reader) unreadOf(cols *columns) []*sample {
	out := make([]*sample, 0, len(cols.unknown))
	for _, col := range cols.unknown {
		out = append(out, newSample(col))
	}
	for _, a := range r.again {
		if !a.fills {
			out = append(out, newSample(a.col))
		}
	}
	for i, h := range cols.headings {
		if len(h) == 0 {
			out = append(out, newSample(i+1))
		}
	}
	r.width = len(cols.headings)
	return out
}

func newSample(col int) *sample { return &sample{col: col, seen: make(map[string]bool)} }

// widest is how many columns without a head are looked at, at the right of the heads.
const widest = 30

// sampleUnread looks at the columns of an accepted row that are not read.
func (r *reader) sampleUnread(cells []string) {
	for ; r.width < len(cells) && r.width < len(r.cols.headings)+widest; r.width++ {
		r.unread = append(r.unread, newSample(r.width+1))
	}
	for _, s := range r.unread {
		if s.filled >= sampled || s.col > len(cells) || cells[s.col-1] == "" || len(cells[s.col-1]) > 300 {
			continue
		}
		text := model.Squeeze(cells[s.col-1])
		if text == "" {
			continue
		}
		s.filled++
		if n := utf8.RuneCountInString(text); n > 4 || n > 1 && !sheet.Digits(text) {
			s.words++
		}
		switch card, ok := model.ParseCertificate(text); {
		case ok && cardLike(card.Whole) && strings.Trim(card.Card, "0123456789X*") == "":
			s.cards++
		case strings.HasSuffix(text, "村") || strings.HasSuffix(text, "社区"):
			s.villages++
		case looksNamed(text):
			s.names++
		}
		s.seen[text] = true
	}
}

// familyNames are those of nine in ten people.
const familyNames = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤葛乔庄褚卫施柳甘"

// looksNamed reports a text that looks like a person's name, or several.
func looksNamed(s string) bool {
	first, _, _ := strings.Cut(relative.ReplaceAllString(s, ""), "、")
	runes := []rune(nameEnds(first))
	return len(runes) >= 2 && len(runes) <= 4 && strings.ContainsRune(familyNames, runes[0]) && isName(string(runes))
}

// outsiders are words of heads under which people stand who are of no household.
var outsiders = []string{"帮扶", "干部", "负责", "联系人", "审核", "填", "核实", "医生", "书记", "主任", "经办", "登记", "签", "监护", "调查", "单位", "公司", "企业", "地", "开户", "银行"}

// reportUnread reports the columns that are not read and hold what tells who people
// are.
func (r *reader) reportUnread() {
	var bare []string
	for _, s := range r.unread {
		head := r.headOf(s.col)
		what := s.holds(head, r.cols.has(model.CodeVillage) || r.standing.village != nil)
		if what == "" {
			if head == "" && s.words > 0 {
				bare = append(bare, model.ColumnName(s.col))
			}
			continue
		}
		if head == "" {
			head = "没有列名"
		}
		r.account.Lost = append(r.account.Lost, fmt.Sprintf("%s列“%s”（%s）", model.ColumnName(s.col), head, what))
		r.c.fault("column-unread", r.pos(s.col), "%s列“%s”里是%s，没有读入", model.ColumnName(s.col), head, what).
			about("", head).advise("请把列名改为“姓名”、“证件号码”、“户主姓名”、“行政村”等，或用 --map 指明；不是家庭成员的，可以不管")
	}
	if len(bare) > 0 {
		r.c.warn("column-unknown", r.pos(r.width),
			"这些列没有列名，里面的内容未读入：%s", strings.Join(bare[:min(len(bare), maxNamed)], "、")).
			advise("若是名册的内容，请写上列名")
	}
}

// holds says what a column holds that must not be lost, empty for all else.
func (s *sample) holds(head string, placed bool) string {
	const few = 2
	switch {
	case hasWord(head, outsiders):
	case s.cards > 0 && 2*s.cards >= s.filled:
		return "证件号码"
	case s.names >= few && 4*s.names >= 3*s.filled && 3*len(s.seen) >= 2*s.filled:
		return "姓名"
	case !placed && s.villages > 0 && 4*s.villages >= 3*s.filled:
		return "村名"
	}
	return ""
}

// expect compares how many persons the households of each sheet say that they have
// with how many were read.
func (c *collector) expect() {
	sheets := make(map[model.Source]*model.SheetReading, len(c.sheets))
	for _, told := range c.sheets {
		sheets[told.Source] = told
	}
	for _, d := range c.drafts {
		v, ok := d.Get(model.CodeSize)
		if !ok {
			continue
		}
		pos := d.PosOf(v)
		told := sheets[model.Source{File: pos.File, Sheet: pos.Sheet}]
		n, ok := c.data.Codebook.Lookup(model.CodeSize).ParseNumber(v.Raw)
		if !ok || told == nil || n < 0 || n > crowded {
			continue
		}
		told.Expected += int(n)
		told.Found += len(d.Members)
	}
}
