package roster

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"ruhu/model"
)

// headIndex finds the indicators that a column head may mean.
type headIndex struct {
	*bookHeads
	user   map[string]*model.Indicator // nil: the user does not want the column
	list   bool                        // the files are lists of persons to compare with
	spread map[rune]int                // bookHeads.spreads, once that is asked
	near   map[placedHead]string       // what unknown heads were taken to mean

	// Met before: what can be made of heads by rule, texts folded, headings understood.
	ruled      memo[string, []reduced]
	folded     memo[string, string]
	understood memo[understoodAs, understood]
}

// memo remembers what was found, of so many keys at most.
type memo[K comparable, V any] map[K]V

const mostKnown = 1 << 13

func (m memo[K, V]) get(key K, find func() V) V {
	v, known := m[key]
	if !known {
		if v = find(); len(m) >= mostKnown {
			clear(m)
		}
		m[key] = v
	}
	return v
}

// bookHeads is what a codebook says of heads. Nobody changes it.
type bookHeads struct {
	book   *model.Codebook
	byHead map[string][]*model.Indicator // in the codebook's order, labels before aliases
	byCode map[string]*model.Indicator   // by lower-case code of the notice
	cores  map[string][]*model.Indicator // yes/no items by what they ask
	// spreads is how many items have a character in their heads.
	spreads func() map[rune]int
}

// lastHeads are those of the codebook that was asked last, nearly always the built-in
// one: to make them takes as long as to read a village.
var lastHeads atomic.Pointer[bookHeads]

func bookHeadsOf(cb *model.Codebook) *bookHeads {
	if x := lastHeads.Load(); x != nil && x.book == cb {
		return x
	}
	x := &bookHeads{
		book:    cb,
		byHead:  make(map[string][]*model.Indicator),
		byCode:  make(map[string]*model.Indicator),
		cores:   make(map[string][]*model.Indicator),
		spreads: sync.OnceValue(func() map[rune]int { return spreadOf(cb) }),
	}
	for _, in := range cb.All() {
		x.add(in.Label, in)
		if in.Coded() {
			x.byCode[strings.ToLower(string(in.Code))] = in
		} else {
			x.add(string(in.Code), in)
		}
	}
	for _, in := range cb.All() {
		for _, h := range in.Heads {
			x.add(h, in)
		}
		x.addCore(in)
	}
	lastHeads.Store(x)
	return x
}

func newHeadIndex(cb *model.Codebook, user map[string]model.Code) (*headIndex, error) {
	x := &headIndex{
		bookHeads: bookHeadsOf(cb),
		user:      make(map[string]*model.Indicator),
		near:      make(map[placedHead]string),

		ruled: make(memo[string, []reduced]), folded: make(memo[string, string]), understood: make(memo[understoodAs, understood]),
	}
	for head, code := range user {
		in := cb.Lookup(code)
		if in == nil && code != "" {
			return nil, &MapError{fmt.Sprintf("列名“%s”对应的指标“%s”不存在", head, code), "请用通知的代码或指标名称，如 A8"}
		}
		x.user[foldHead(head)] = in
	}
	return x, nil
}

func (x *bookHeads) add(head string, in *model.Indicator) {
	key := foldHead(head)
	if !slices.Contains(x.byHead[key], in) {
		x.byHead[key] = append(x.byHead[key], in)
	}
}

// addCore enters a yes/no under what it asks.
func (x *bookHeads) addCore(in *model.Indicator) {
	if in.Kind != model.YesNo {
		return
	}
	for _, h := range wordsOf(in) {
		if c := core(foldHead(h)); c != "" && !slices.Contains(x.cores[c], in) {
			x.cores[c] = append(x.cores[c], in)
		}
	}
}

// wordsOf are the label of an item and its other heads.
func wordsOf(in *model.Indicator) []string { return append([]string{in.Label}, in.Heads...) }

// leadingCode is a code of the notice in front of a label; heads are folded to
// lower case before.
var leadingCode = regexp.MustCompile(`^a\d{1,2}[a-z]?`)

// find gives the indicators that a head may mean within the scopes of a shape,
// the likeliest first. A code in front decides; but where the label behind it
// means something else, the label holds: other years number the items otherwise.
func (x *headIndex) find(head string, sh *shape) []*model.Indicator {
	key := x.fold(head)
	if in := x.user[key]; in != nil && sh.rank(in) >= 0 {
		return []*model.Indicator{in}
	}
	list := x.named(head, key, sh)
	if unit := unitOf(head); unit != "" {
		list = slices.DeleteFunc(slices.Clone(list), func(in *model.Indicator) bool { return !countedIn(in, unit) })
	}
	return list
}

// named is find without what the user said, and whatever the figures are counted in.
func (x *headIndex) named(head, key string, sh *shape) []*model.Indicator {
	if key == "" || len(key) > 200 {
		return nil
	}
	list := x.within(key, sh)
	if in := x.book.Lookup(sh.heads[key]); in != nil {
		return slices.Insert(list, 0, in)
	}
	if code := leadingCode.FindString(key); code != "" {
		return x.coded(code, strings.TrimLeft(key[len(code):], ".-_、"), sh)
	}
	if len(x.byHead[key]) == 0 {
		return x.byRule(head, sh)
	}
	return list
}

func (x *headIndex) coded(code, label string, sh *shape) []*model.Indicator {
	in := x.byCode[code]
	if others := x.byHead[label]; len(others) > 0 && !slices.Contains(others, in) {
		return x.within(label, sh)
	}
	if in == nil || sh.rank(in) < 0 {
		return nil
	}
	return []*model.Indicator{in}
}

// within keeps the indicators of the shape's scopes, in the order of these.
func (x *headIndex) within(key string, sh *shape) []*model.Indicator {
	list := x.byHead[key]
	out := make([]*model.Indicator, 0, len(list))
	for _, in := range list {
		if sh.rank(in) >= 0 && (in.Scope != model.OfHelper || sh.own == model.OfHelper || ofHelper(key)) {
			out = append(out, in)
		}
	}
	slices.SortStableFunc(out, func(a, b *model.Indicator) int { return sh.rank(a) - sh.rank(b) })
	return out
}

// ofHelper reports a head that says itself that it is about a 帮扶责任人, as it
// must among columns about persons and households.
func ofHelper(key string) bool {
	return hasWord(key, []string{"帮扶", "责任人", "结对", "包户", "挂钩"})
}

// hasWord reports a text that contains one of the words.
func hasWord(s string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(s, w) })
}

// known reports whether the text is the head of some column or other.
func (x *headIndex) known(text string) bool {
	key := foldHead(text)
	return len(x.byHead[key]) > 0 || x.user[key] != nil ||
		x.byCode[key] != nil || x.byCode[leadingCode.FindString(key)] != nil
}

// units are what may stand in brackets behind a label without a change of
// meaning. 万元 and 米 are not among them: such a column has other figures.
var units = []string{"(元)", "(亩)", "(月)", "(公里)", "(平方米)", "(m2)", "(㎡)", "(km)",
	"(个月)", "(人)", "(年)", "(元/年)", "(元/人)", "(选填)", "(必填)"}

var roundBrackets = strings.NewReplacer("【", "(", "】", ")", "〔", "(", "〕", ")", "[", "(", "]", ")")

var headMarks = strings.NewReplacer(
	"(", "", ")", "", "〈", "", "〉", "", "<", "", ">", "", "{", "", "}", "", "《", "", "》", "",
	":", "", "*", "", "★", "", "“", "", "”", "", "\"", "", "、", "", ",", "", "/", "", "|", "")

// fold is foldHead for the first rows of a sheet, which are looked at as heads of
// every kind of sheet.
func (x *headIndex) fold(s string) string {
	return x.folded.get(s, func() string { return foldHead(s) })
}

// foldHead makes heads comparable: width, case, blanks and line breaks, a unit
// at the end, brackets, colons and marks do not count.
func foldHead(s string) string {
	s = strings.ToLower(model.Squeeze(s))
	s = roundBrackets.Replace(s)
	s = strings.TrimRight(s, ":*")
	for _, u := range units {
		if t, ok := strings.CutSuffix(s, u); ok && t != "" {
			s = t
			break
		}
	}
	return headMarks.Replace(s)
}
