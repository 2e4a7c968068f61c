package model

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Kind says what values an indicator takes.
type Kind string

// The kinds of indicators.
const (
	Text     Kind = "text"
	Number   Kind = "number"
	Money    Kind = "money"    // 元
	Area     Kind = "area"     // 亩 or 平方米, two decimals
	YesNo    Kind = "yesno"    // 是/否
	Single   Kind = "single"   // one of Options
	Multiple Kind = "multiple" // any of Options
	Date     Kind = "date"
	Year     Kind = "year"     // see ParseYear
	Identity Kind = "identity" // identity card or disability certificate number
)

// Scope says what an indicator describes, and with it the sheet of the
// canonical workbook that carries it.
type Scope string

// The scopes, in the order of the canonical workbook's sheets.
const (
	OfVillage   Scope = "village"   // 村
	OfHousehold Scope = "household" // 户
	OfMember    Scope = "member"    // 家庭成员
	OfMeasure   Scope = "measure"   // 帮扶措施
	OfHelper    Scope = "helper"    // 帮扶责任人
	OfAddition  Scope = "addition"  // 自然增加, together with the member's own columns
	OfRemoval   Scope = "removal"   // 自然减少
	// OfReading are columns that tell the reader about others (生存状态, 危房户,
	// 饮水困难): no form asks for them, and no record holds them.
	OfReading Scope = "reading"
)

// Option is one answer of an indicator.
type Option struct {
	// Label is the answer as it is printed.
	Label string
	// Accept lists other spellings met in rosters (缺劳力 for 缺劳动力).
	Accept []string
	// Number is printed where a form asks for the number of the answer
	// (附件3 增加原因, 附件4 减少原因); it counts from 1 in the codebook's order.
	Number int
}

// Indicator is one item that the forms ask for.
type Indicator struct {
	Code  Code
	Label string // as the notice prints it, without code and unit
	Kind  Kind
	Unit  string // 元, 亩, 公里, 平方米; empty when none
	// Units are further words for the unit that may stand behind a number (个月).
	Units []string
	Scope Scope
	// Options are the answers of a yes/no, single or multiple choice.
	Options []Option
	// Open says that values outside Options are expected (A12 takes a place).
	Open bool
	// Optional says that the item may be empty (开户银行 is marked 选填).
	Optional bool
	// Extra is an item that the notice does not ask for: it is read where a roster
	// has it, and has no column in the empty roster, nor a place on a form that does
	// not name it.
	Extra bool
	// Internal says that the item is only for the office's own use (notice 三(一)): no
	// form that a household sees has it.
	Internal bool
	// Heads are further column heads by which rosters know the item.
	Heads []string
	// Demand is what is asked of its values; nil asks nothing. See Codebook.Ask.
	Demand *Demand

	key    uint16
	lookup map[string]int // squeezed label or variant, in upper case -> index of Options
}

// Index is the indicator's place in its codebook, from 0.
func (in *Indicator) Index() int { return int(in.key) }

// Coded reports whether the code is one of the notice's (A1 … A51).
func (in *Indicator) Coded() bool {
	return len(in.Code) > 1 && in.Code[0] == 'A' && in.Code[1] >= '0' && in.Code[1] <= '9'
}

// Title is the item as forms print it: code, label, unit, such as
// "A28 工资性收入（元）".
func (in *Indicator) Title() string {
	var b strings.Builder
	if in.Coded() {
		b.WriteString(string(in.Code))
		b.WriteByte(' ')
	}
	b.WriteString(in.Label)
	if in.Unit != "" {
		b.WriteString("（" + in.Unit + "）")
	}
	return b.String()
}

// Name is the item as messages name it: code and label.
func (in *Indicator) Name() string {
	if in.Coded() {
		return string(in.Code) + " " + in.Label
	}
	return in.Label
}

// Option finds the answer that text means, by label or accepted variant, never
// by number: the sources disagree on numbers. A yes or no is found in the same way,
// by the words that its item lists: 已参加, 未解决. A text that merely contains a
// word, or begins with one, is no answer; a number before the word says nothing
// beside it (01户主, 2.否). Letters count in either case. The index is -1 when there
// is none.
func (in *Indicator) Option(text string) int {
	s := Squeeze(text)
	if i := in.option(s); i >= 0 {
		return i
	}
	return in.option(in.word(s))
}

// Word gives an answer without the number before it, and of answers with boxes (☑是 □否)
// those that are ticked; any other text as it is.
func (in *Indicator) Word(text string) string {
	if s := Squeeze(text); in.option(s) < 0 {
		return cmp.Or(in.word(s), text)
	}
	return text
}

// option looks a squeezed text up.
func (in *Indicator) option(s string) int {
	if i, ok := in.lookup[s]; ok {
		return i
	}
	if i, ok := in.lookup[strings.ToUpper(s)]; ok {
		return i
	}
	return -1
}

// word gives what stands behind the number of a squeezed text, where that is an answer
// and the number alone is no other (1否, where 1 is 是), or what is ticked there. Empty:
// there is none.
func (in *Indicator) word(s string) string {
	if strings.ContainsAny(s, boxes) {
		return in.ticked(s)
	}
	if s == "" || s[0] < 0x80 && s[0] != '(' && (s[0] < '0' || s[0] > '9') {
		return ""
	}
	m := numbered.FindStringSubmatch(s)
	if m == nil {
		return ""
	}
	i, number := in.option(m[2]), in.option(m[1])
	if i < 0 || number >= 0 && number != i {
		return ""
	}
	return m[2]
}

// numbered is an answer behind its number in some list, as exports write it.
var numbered = regexp.MustCompile(`^\(?(\d{1,2}|[①-⑳])\)?[-_.:、．]?(\p{Han}.*)$`)

// Answer finds the answer that text means by words or by the number that the
// notice asks for on paper (附件3, 附件4), with or without brackets. The index is
// -1 when there is none.
func (in *Indicator) Answer(text string) int {
	if i := in.Option(text); i >= 0 {
		return i
	}
	n, err := strconv.Atoi(strings.Trim(Squeeze(text), "()"))
	if err != nil || n < 1 || n > len(in.Options) {
		return -1
	}
	return n - 1
}

// Chosen splits the text of a choice into the indexes of the answers it means
// and the parts that are outside the list. A single choice has one part; see
// Parts for a multiple one.
func (in *Indicator) Chosen(text string) (on []int, outside []string) {
	for _, p := range in.Parts(text) {
		switch i := in.Option(p); {
		case i >= 0 && !slices.Contains(on, i):
			on = append(on, i)
		case i < 0:
			outside = append(outside, p)
		}
	}
	slices.Sort(on)
	return on, outside
}

// Parts cuts the text of a choice into its answers: a single choice is one, those
// of a multiple one are separated by commas, 、 or semicolons, or, where each of
// them is in the list, by blanks, 和 and the like.
func (in *Indicator) Parts(text string) []string {
	text = Fold(text)
	switch {
	case text == "":
		return nil
	case in.Kind != Multiple:
		return []string{text}
	}
	var out []string
	for _, p := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(",、;/|，；", r) }) {
		if p = Fold(p); p != "" {
			out = append(out, in.joined(p)...)
		}
	}
	return out
}

// joined cuts a part that is no answer where it is several, joined by a word.
func (in *Indicator) joined(part string) []string {
	if in.Option(part) >= 0 {
		return []string{part}
	}
	words := strings.FieldsFunc(part, func(r rune) bool { return strings.ContainsRune(" +和与及并兼", r) })
	if len(words) < 2 || slices.ContainsFunc(words, func(w string) bool { return in.Option(w) < 0 }) {
		return []string{part}
	}
	return words
}

// Labels gives the answers of a choice in words, in the codebook's order.
func (in *Indicator) Labels() []string {
	out := make([]string, len(in.Options))
	for i, o := range in.Options {
		out[i] = o.Label
	}
	return out
}

// IsChoice reports whether the indicator has options to tick.
func (in *Indicator) IsChoice() bool {
	return in.Kind == YesNo || in.Kind == Single || in.Kind == Multiple
}

// Codebook is every indicator, in the order of the notice. It is read-only
// after NewCodebook and safe for concurrent use.
type Codebook struct {
	list   []*Indicator
	byCode map[Code]*Indicator
	parts  map[string][]string // of labels and answers, between which lines may break
	// outgoing are the lists for departments.
	outgoing []Outgoing
}

// MarkBreaks says where words may break on narrow places of forms: 证件|类型. It is
// for whoever makes the codebook, before anybody uses it.
func (cb *Codebook) MarkBreaks(words []string) {
	cb.parts = make(map[string][]string, len(words))
	for _, w := range words {
		cb.parts[strings.ReplaceAll(w, "|", "")] = strings.Split(w, "|")
	}
}

// Derive gives a codebook of other indicators that may break words where this one may,
// or, where this one says nothing of that, where from may; it sends the same lists.
func (cb *Codebook) Derive(list []*Indicator, from *Codebook) (*Codebook, error) {
	out, err := NewCodebook(list)
	if err != nil {
		return nil, err
	}
	if out.parts = cb.parts; len(out.parts) == 0 && from != nil {
		out.parts = from.parts
	}
	out.outgoing = cb.outgoing
	return out, nil
}

// Parts gives the parts of a label or answer between which a line may break, nil
// where nothing is said of it. The slice is shared: do not change it.
func (cb *Codebook) Parts(words string) []string { return cb.parts[words] }

// NewCodebook indexes the indicators. It reports a code given twice, a choice
// without options and an answer that two options claim.
func NewCodebook(list []*Indicator) (*Codebook, error) {
	cb := &Codebook{list: list, byCode: make(map[Code]*Indicator, len(list))}
	for i, in := range list {
		if _, dup := cb.byCode[in.Code]; dup {
			return nil, fmt.Errorf("codebook: %s is given twice", in.Code)
		}
		if in.IsChoice() && len(in.Options) == 0 && !in.Open {
			return nil, fmt.Errorf("codebook: %s is a choice without options", in.Code)
		}
		in.key = uint16(i)
		if err := in.index(); err != nil {
			return nil, err
		}
		cb.byCode[in.Code] = in
	}
	return cb, nil
}

func (in *Indicator) index() error {
	in.lookup = make(map[string]int)
	for i := range in.Options {
		o := &in.Options[i]
		o.Number = i + 1
		for _, s := range append([]string{o.Label}, o.Accept...) {
			s = strings.ToUpper(Squeeze(s))
			if at, dup := in.lookup[s]; dup && at != i {
				return fmt.Errorf("codebook: %s: %q belongs to two options", in.Code, s)
			}
			in.lookup[s] = i
		}
	}
	return nil
}

// All gives every indicator in the codebook's order. The slice is shared: do
// not change it.
func (cb *Codebook) All() []*Indicator { return cb.list }

// Of gives the indicators of one scope, in order.
func (cb *Codebook) Of(s Scope) []*Indicator {
	var out []*Indicator
	for _, in := range cb.list {
		if in.Scope == s {
			out = append(out, in)
		}
	}
	return out
}

// Former reports an item that tells what a household was known by before it was
// corrected. Nobody is asked for it.
func (in *Indicator) Former() bool {
	return in.Code == CodeFormerNumber || in.Code == CodeFormerHead || in.Code == CodeFormerCard
}

// Codes gives the codes of one scope that the notice or a sheet of the empty
// roster asks for, in order, without some: no extra ones.
func (cb *Codebook) Codes(s Scope, without ...Code) []Code {
	var out []Code
	for _, in := range cb.list {
		if in.Scope == s && !in.Extra && !slices.Contains(without, in.Code) {
			out = append(out, in.Code)
		}
	}
	return out
}

// Quoted is an item as messages name it among other words: “A8 文化程度”.
func (cb *Codebook) Quoted(c Code) string {
	if in := cb.Lookup(c); in != nil {
		return "“" + in.Name() + "”"
	}
	return "“" + string(c) + "”"
}

// Lookup finds an indicator by its code; nil when the codebook has none.
func (cb *Codebook) Lookup(c Code) *Indicator { return cb.byCode[c] }
