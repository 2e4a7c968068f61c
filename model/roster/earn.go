package roster

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"ruhu/model"
	"ruhu/model/sheet"
)

// evidence is what speaks for a row being a person or a household.
type evidence struct {
	card   bool   // an identity number, also one that lost its tail
	number bool   // a 户编号 of the shape of the others
	name   string // what stands where the name should, squeezed
	chosen int    // answers of a list
	known  int    // these and other values that nothing else can be: figures, dates
	words  int    // texts that may be anything
}

// keyShape is what 户编号 of a sheet look like, as far as rows that are certainly
// data have shown it.
type keyShape struct {
	seen, shortest, longest int
	han                     bool // some have Chinese characters: 东风村-001
}

func (k *keyShape) learn(number string) {
	if number == "" {
		return
	}
	n := len(number)
	if k.seen++; k.seen == 1 || n < k.shortest {
		k.shortest = n
	}
	k.longest = max(k.longest, n)
	k.han = k.han || strings.ContainsFunc(number, isHan)
}

// fits reports whether a text may be a 户编号 beside those that were seen: it has
// a digit, is about as long, and has Chinese characters only where others do.
func (k *keyShape) fits(number string) bool {
	if model.Provisional(number) || model.OnlyLinks(number) {
		return true // this program wrote it
	}
	if len(number) > 60 || !strings.ContainsAny(number, "0123456789") || !sheet.Digits(number) && isLine(number) {
		return false
	}
	const slack = 3
	if k.seen > 1 && (len(number) > k.longest+slack || len(number)+slack < k.shortest) {
		return false
	}
	return k.han || !strings.ContainsFunc(number, isHan)
}

func isHan(c rune) bool { return c >= 0x3400 && unicode.Is(unicode.Han, c) }

// nameCodes are the items in which the name stands that a row is about.
var nameCodes = map[model.Code]bool{
	model.CodeName: true, model.CodeHeadName: true, model.CodeLeaver: true, model.CodeHelperName: true, "受益人": true,
}

// weigh collects what speaks for the row in hand.
func (r *reader) weigh(cells []string) evidence {
	var e evidence
	lists := [...][]cell{r.cells.own, r.cells.household, r.cells.village}
	for _, list := range lists {
		for i := range list {
			e.identify(&list[i], &r.keys)
		}
	}
	if e.card || e.number {
		return e // and the rest is not asked
	}
	for _, list := range lists {
		for i := range list {
			e.add(&list[i])
		}
	}
	if r.c.heads.known(e.name) {
		e.name = "" // a label of another table, such as 联系电话
	}
	e.known += len(r.cells.hints)
	if s := r.cols.serial; s > 0 && s <= len(cells) && sheet.Digits(model.Squeeze(cells[s-1])) {
		e.known++
	}
	return e
}

// identify takes into account a value that tells who the row is about.
func (e *evidence) identify(c *cell, keys *keyShape) {
	switch in := c.in; {
	case in.Kind == model.Identity:
		e.card = e.card || c.cut || cardLike(c.raw)
	case in.Code == model.CodeNumber:
		e.number = keys.fits(model.Squeeze(c.raw))
	case nameCodes[in.Code]:
		if in.Code != model.CodeHeadName || e.name == "" {
			e.name = model.Squeeze(c.raw)
		}
	}
}

// add takes any other value into account.
func (e *evidence) add(c *cell) {
	switch in := c.in; {
	case in.Kind == model.Identity, in.Code == model.CodeNumber, nameCodes[in.Code]:
	case in.IsChoice():
		if on, _ := in.Chosen(c.raw); len(on) > 0 {
			e.known, e.chosen = e.known+1, e.chosen+1
		} else {
			e.addWords(c.raw)
		}
	case len(c.raw) < 32 && strings.Trim(c.raw, "0123456789.,-+ ") == "":
		e.known++ // figures, telephones, codes, dates
	default:
		e.addWords(c.raw)
	}
}

func (e *evidence) addWords(raw string) {
	if len(raw) > 300 {
		e.words++
		return
	}
	if text := model.Squeeze(raw); !isLine(text) && !isInstruction(text) {
		e.words++
	}
}

// cardLike reports a text that is an identity number or was meant for one: ten
// digits or more, and hardly anything else. Masked digits count.
func cardLike(raw string) bool {
	if len(raw) > 80 {
		return false
	}
	digits, others := 0, 0
	for i := range len(raw) {
		switch c := raw[i]; {
		case c >= '0' && c <= '9', c == '*':
			digits++
		case c == ' ' || c == '\'' || c == 'X' || c == 'x' || c == '-':
		default:
			others++
		}
	}
	if others == 0 {
		return digits >= 10
	}
	return digits >= 10 && 2*others <= digits || wideDigits(raw) >= 10
}

func wideDigits(s string) (n int) {
	for _, c := range s {
		if c >= '０' && c <= '９' {
			n++
		}
	}
	return n
}

// earns reports whether the row in hand is a person or a household: by an
// identity number, a 户编号 like the others, or a name together with something
// else that can be read.
func (e *evidence) earns(list bool) bool {
	switch {
	case e.card, e.number:
		return true
	case e.name == "":
		return false
	case isName(e.name):
		return list || e.known+e.words > 0
	}
	return e.known > 0 && !isLine(e.name) && !isInstruction(e.name)
}

// nameEnds cuts what people write behind a name: 张三（已故）, 李四*.
func nameEnds(s string) string {
	s = strings.TrimRight(s, "*★#")
	if i := strings.IndexAny(s, "(（"); i > 0 {
		s = s[:i]
	}
	return s
}

// isName reports a text that may be somebody's name: two to six Chinese
// characters, more with the dot of long names, or a name in letters.
func isName(s string) bool {
	s = nameEnds(s)
	if s == "" || len(s) > 90 || isLine(s) || isInstruction(s) {
		return false
	}
	han, letters, dot := 0, 0, false
	for _, c := range s {
		switch {
		case isHan(c), c >= 0xE000 && c <= 0xF8FF, c == '〓', c == '□', c == '?', c == utf8.RuneError, c == '〇', c == '○', c == '某':
			han++
		case strings.ContainsRune("·•・．‧.", c):
			dot = true
		case unicode.IsLetter(c):
			letters++
		case unicode.IsDigit(c), c == '-', c == '\'', c == '’':
		default:
			return false
		}
	}
	return han+letters > 0 && (dot || han <= 6)
}

// misplaced gives the reason for which the row in hand is no data, empty where it
// has earned its place.
func (r *reader) misplaced(e *evidence, cells []string) string {
	if r.saysExample(cells, e.name) || r.showsHow(e) {
		return skipExample
	}
	if !e.card && totalName.MatchString(e.name) {
		return skipTotal
	}
	if own := r.cols.shape.own; own != model.OfMember && own != model.OfHousehold || e.earns(r.c.list) {
		// A measure, a change, a village is told of where it finds no place.
		return r.signs(e, cells)
	}
	if len(r.cells.own)+len(r.cells.household)+len(r.cells.village) == 0 {
		return ""
	}
	reason := lineReason(cells)
	if reason == skipStrange && e.chosen > 0 && r.cols.shape.own == model.OfHousehold && r.number >= 0 {
		return "" // a household without its number is held back
	}
	return reason
}

// totalName is what stands for a name in a row of sums, which may have a 户编号.
var totalName = regexp.MustCompile(`^(?:本?户|全户|家庭|全家|本页|全[村组]|[村组])?(?:合计|小计|总计|共计|累计)(?:\d+[人口户])?:?$|^(?:共|全户)\d+[人口]$`)

// signs gives the reason where a row that has no number of any kind is a line of
// signatures, whose label and name stand in cells of their own.
func (r *reader) signs(e *evidence, cells []string) string {
	if e.card || e.number {
		return ""
	}
	asks, texts := 0, 0
	for _, c := range cells {
		if c == "" || c[0] < 0x80 && c[0] != '(' || len(c) > 300 {
			continue
		}
		s := model.Squeeze(c)
		texts++
		switch {
		case isSign(s):
			return skipSign
		case texts == 1 && isNote(s):
			return skipRemark
		case isInstruction(s):
			asks++
		}
	}
	if asks > 1 && 2*asks >= texts {
		return skipInstruction
	}
	return ""
}

// refuse accounts for a row that is not read. Where it names somebody the user
// has to know: nobody is lost with a mere remark.
func (r *reader) refuse(row int, reason string, e *evidence) {
	r.skip(row, reason)
	if own := r.cols.shape.own; own != model.OfMember && own != model.OfHousehold {
		return // what it belongs to is named, and is read elsewhere
	}
	named := e.name != "" && (isName(e.name) || e.known > 1)
	if reason == skipExample || reason == skipTotal || reason == skipInstruction || reason == skipSign && e.known < 2 || !named && e.chosen == 0 {
		return
	}
	message := "这一行有姓名，但没有证件号码、户编号，也没有别的能识别的内容，未读入"
	if !named {
		message = "这一行没有姓名、证件号码，也没有户编号，不知道是谁的，未读入"
	}
	r.c.fault("row-unread", r.rowPos(row), "%s", message).
		about("", e.name).advise("是一户或一人的，请补填证件号码、户编号或与户主关系；不是的，请删去这一行")
}

// look learns from the first rows what 户编号 look like: rows with a name and an
// identity number are certainly data.
func (r *reader) look(rows []numbered) {
	if r.number < 0 {
		return
	}
	number := r.cols.list[r.number].col - 1
	for _, row := range r.cols.rowsUnder(rows) {
		for _, col := range r.cols.list {
			if col.in.Kind == model.Identity && cardLike(cellOf(row.cells, col.col-1)) {
				r.keys.learn(model.Squeeze(cellOf(row.cells, number)))
				break
			}
		}
	}
}
