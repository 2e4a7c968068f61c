package sheet

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// numberFormat is a number format (18.8.31) that changes what is read: one that
// shows a date, zeros before a number, signs within it, a word instead of it, or
// nothing, a unit that makes another number of it, or words around a text. All others
// only dress a number up, and it is read as it is stored.
type numberFormat struct {
	sections      []section // one to three, or some with conditions
	chosen        bool      // by conditions
	before, after string    // what is shown around a text
}

// section is how numbers of one sign are shown.
type section struct {
	kind  sectionKind
	parts []formatPart
	when  func(x float64) bool // nil: any
	zeros int                  // placeholders that always show a digit
}

// has reports a part of a date.
func (s *section) has(is byte) bool {
	return slices.ContainsFunc(s.parts, func(p formatPart) bool { return p.is == is })
}

type sectionKind int8

const (
	asStored sectionKind = iota
	asDigits
	asDate
	asUnit  // in thousands and more
	asWord  // without the number
	asBlank // nothing at all
)

// formatPart is a placeholder, of one kind of letters, or a text.
type formatPart struct {
	is   byte // @ where a text stands, y m n(minutes) d h s p(half of the day) w(weekday), 0 # ? for digits, '"' for a text
	n    int  // how many letters
	text string
}

// longestFormat is how many characters of a code are looked at; Excel has 255.
const longestFormat = 1024

// parseFormat understands the code of a format; nil where it changes nothing.
func parseFormat(code string) *numberFormat {
	if code == "" || len(code) > longestFormat || strings.EqualFold(code, "general") || code == "Standard" {
		return nil
	}
	f, matters := &numberFormat{}, false
	for i, text := range splitSections(code) {
		s, forText := parseSection(text)
		if forText {
			f.before, f.after = s.around()
			matters = matters || f.before+f.after != ""
		}
		if forText && i > 0 || i == 3 {
			break // the last one may be that of texts
		}
		f.sections = append(f.sections, s)
		f.chosen = f.chosen || s.when != nil
		matters = matters || s.kind != asStored
	}
	if !matters {
		return nil
	}
	return f
}

// splitSections splits a code where no quote and no bracket hides the semicolon.
func splitSections(code string) []string {
	var out []string
	from, quoted, bracketed := 0, false, false
	for i := 0; i < len(code); i++ {
		switch c := code[i]; {
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '\\' || c == '_' || c == '*':
			_, n := utf8.DecodeRuneInString(code[i+1:])
			i += n
		case c == '[':
			bracketed = true
		case c == ']':
			bracketed = false
		case c == ';' && !bracketed:
			out = append(out, code[from:i])
			from = i + 1
		}
	}
	return append(out, code[from:])
}

// parseSection understands one section; forText says that it is that of texts.
func parseSection(code string) (s section, forText bool) {
	p := sectionParser{rest: code}
	for p.rest != "" {
		p.next()
	}
	s = section{parts: p.parts, when: p.when}
	dates, digits := 0, 0
	for i, part := range p.parts {
		switch part.is {
		case '"', '@':
		case '0', '#', '?':
			digits++
			if part.is == '0' {
				s.zeros++
			}
		default:
			dates++
			if part.is == 'm' && part.n < 3 && minutes(p.parts, i) {
				p.parts[i].is = 'n'
			}
		}
	}
	s.kind = kindOf(&p, &s, dates, digits)
	return s, p.text
}

// kindOf decides what a section does to a number.
func kindOf(p *sectionParser, s *section, dates, digits int) sectionKind {
	switch {
	case !p.text && !p.scaled && (p.stored || digits > 0) && manifold(s.unit()):
		return asUnit
	case p.stored || p.text:
		return asStored
	case dates > 0:
		return asDate
	case digits > 0:
		if s.zeros > 1 || coded(s.parts) {
			return asDigits
		}
		return asStored
	}
	switch shown := s.word(); {
	case p.strange:
		return asStored
	case shown == "":
		return asBlank
	case strings.ContainsFunc(shown, func(r rune) bool {
		return unicode.In(r, unicode.L, unicode.N) || r > 0x7F && unicode.In(r, unicode.Sm, unicode.So)
	}):
		return asWord // 1 is shown as 男, or as √
	}
	return asStored // such as "-" for zero
}

// word gives the texts of a section.
func (s *section) word() string {
	all := ""
	for _, part := range s.parts {
		all += part.text
	}
	return strings.TrimSpace(all)
}

// unit is the text behind the digits.
func (s *section) unit() string {
	if n := len(s.parts); n > 0 && s.parts[n-1].is == '"' {
		return strings.TrimSpace(s.parts[n-1].text)
	}
	return ""
}

// manifold reports a unit that makes the number another: 1.2 is shown as 1.2万元.
func manifold(unit string) bool {
	r, _ := utf8.DecodeRuneInString(unit)
	return strings.ContainsRune("百千万亿", r)
}

// around gives what a section of texts shows before and behind a text.
func (s *section) around() (before, after string) {
	at := slices.IndexFunc(s.parts, func(p formatPart) bool { return p.is == '@' })
	for i, p := range s.parts {
		switch {
		case p.is != '"':
		case i < at:
			before += p.text
		default:
			after += p.text
		}
	}
	return strings.TrimSpace(before), strings.TrimSpace(after)
}

// coded reports letters or digits of a code before or between the digits, such as
// those of "JS"0. What stands behind is a unit, unless it begins with a digit.
func coded(parts []formatPart) bool {
	last := 0
	for i, p := range parts {
		if p.is != '"' {
			last = i
		}
	}
	for i, p := range parts {
		for k := range len(p.text) {
			c := p.text[k]
			digit, letter := c >= '0' && c <= '9', c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z'
			if digit && (i < last || k == 0) || letter && i < last {
				return true
			}
		}
	}
	return false
}

// minutes reports an m that stands beside hours or seconds.
func minutes(parts []formatPart, i int) bool {
	for k := i - 1; k >= 0; k-- {
		if parts[k].is != '"' {
			if parts[k].is == 'h' {
				return true
			}
			break
		}
	}
	for k := i + 1; k < len(parts); k++ {
		if parts[k].is != '"' {
			return parts[k].is == 's'
		}
	}
	return false
}

// sectionParser takes a section apart.
type sectionParser struct {
	rest    string
	parts   []formatPart
	when    func(float64) bool
	stored  bool // decimals, thousands, percent, powers, fractions: only dressed up
	text    bool // it shows texts
	scaled  bool // a comma behind the digits: shown by the thousand
	strange bool // it has words without quotes, or nothing but a colour
}

// next reads one part.
func (p *sectionParser) next() {
	r, n := utf8.DecodeRuneInString(p.rest)
	before := p.rest
	p.rest = p.rest[n:]
	switch r {
	case '"':
		text, rest, _ := strings.Cut(p.rest, `"`)
		p.literal(text)
		p.rest = rest
	case '\\':
		r, n := utf8.DecodeRuneInString(p.rest)
		if n > 0 {
			p.literal(string(r))
		}
		p.rest = p.rest[n:]
	case '_', '*':
		_, n := utf8.DecodeRuneInString(p.rest)
		p.rest = p.rest[n:]
	case '[':
		inside, rest, _ := strings.Cut(p.rest, "]")
		p.bracket(inside)
		p.rest = rest
	case '@':
		p.text = true
		p.parts = append(p.parts, formatPart{is: '@'})
	case '0', '#', '?':
		p.parts = append(p.parts, formatPart{is: byte(r), n: 1})
	case '.', ',', '%':
		switch {
		case !p.hasDate():
			p.stored = true
			p.scaled = p.scaled || r == ',' && strings.TrimLeft(p.rest, "0#?") == p.rest
		case strings.HasPrefix(before, ".0"): // of seconds
			p.rest = strings.TrimLeft(p.rest, "0")
		default:
			p.literal(string(r))
		}
	case 'E', 'e':
		if len(p.parts) > 0 && p.parts[len(p.parts)-1].is != '"' && (strings.HasPrefix(p.rest, "+") || strings.HasPrefix(p.rest, "-")) {
			p.stored = true
			return
		}
		p.letters('y', before, "eE")
	case 'y', 'Y', 'm', 'M', 'd', 'D', 'h', 'H', 's', 'S':
		lower := byte(unicode.ToLower(r))
		p.letters(lower, before, string([]byte{lower, lower - 'a' + 'A'}))
	default:
		p.word(before, r)
	}
}

// word reads what begins with another letter or sign.
func (p *sectionParser) word(text string, r rune) {
	for _, w := range [...]string{"AM/PM", "A/P", "上午/下午"} {
		if len(text) >= len(w) && strings.EqualFold(text[:len(w)], w) {
			p.parts = append(p.parts, formatPart{is: 'p', text: w})
			p.rest = text[len(w):]
			return
		}
	}
	switch {
	case len(text) >= 7 && strings.EqualFold(text[:7], "general"):
		p.stored, p.rest = true, text[7:]
	case strings.HasPrefix(text, "G/通用格式"):
		p.stored, p.rest = true, text[len("G/通用格式"):]
	case strings.HasPrefix(text, "aaa"):
		p.letters('w', text, "a")
	case r == '/' && len(p.parts) > 0 && !p.hasDate() && strings.IndexByte("#?0", p.parts[len(p.parts)-1].is) >= 0:
		p.stored = true // a fraction
	default:
		p.strange = p.strange || unicode.IsLetter(r)
		p.literal(string(r))
	}
}

// letters reads a run of one letter.
func (p *sectionParser) letters(is byte, text, same string) {
	rest := strings.TrimLeft(text, same)
	n := len(text) - len(rest)
	if is == 'd' && n > 2 {
		is = 'w'
	}
	p.parts = append(p.parts, formatPart{is: is, n: n})
	p.rest = rest
}

func (p *sectionParser) literal(text string) {
	if text == "" {
		return
	}
	if n := len(p.parts); n > 0 && p.parts[n-1].is == '"' {
		p.parts[n-1].text += text
		return
	}
	p.parts = append(p.parts, formatPart{is: '"', text: text})
}

func (p *sectionParser) hasDate() bool {
	for _, part := range p.parts {
		if strings.IndexByte("ymnhsdpw", part.is) >= 0 {
			return true
		}
	}
	return false
}

// bracket reads what stands in brackets: a condition, elapsed time, a sign of
// money; colours and languages say nothing.
func (p *sectionParser) bracket(inside string) {
	lower := strings.ToLower(inside)
	switch {
	case inside == "":
	case strings.Trim(lower, "h") == "", strings.Trim(lower, "m") == "", strings.Trim(lower, "s") == "":
		is := lower[0]
		if is == 'm' {
			is = 'n'
		}
		p.parts = append(p.parts, formatPart{is: is, n: len(inside), text: "elapsed"})
	case inside[0] == '$':
		money, _, _ := strings.Cut(inside[1:], "-")
		p.literal(money)
	case strings.IndexByte("<>=", inside[0]) >= 0:
		p.when = condition(inside)
	default:
		p.strange = true
	}
}

func condition(text string) func(float64) bool {
	sign := text[:1]
	if len(text) > 1 && strings.IndexByte("=>", text[1]) >= 0 {
		sign = text[:2]
	}
	limit, err := strconv.ParseFloat(strings.TrimSpace(text[len(sign):]), 64)
	if err != nil {
		return nil
	}
	return func(x float64) bool {
		switch sign {
		case "=":
			return x == limit
		case "<":
			return x < limit
		case "<=":
			return x <= limit
		case ">":
			return x > limit
		case ">=":
			return x >= limit
		}
		return x != limit
	}
}

// show gives what is seen of a number that is stored as text; late counts dates
// from 1904. What is no number stays.
func (f *numberFormat) show(text string, late bool) string {
	x, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsNaN(x) || math.IsInf(x, 0) {
		return text
	}
	s, minus := f.section(x)
	if s == nil {
		return text
	}
	switch s.kind {
	case asDate:
		return s.date(text, x, late)
	case asDigits:
		return s.digits(text, x, minus)
	case asUnit:
		return text + s.unit()
	case asWord:
		return s.word()
	case asBlank:
		return ""
	}
	return text
}

// section gives the section for a number, and whether a minus is shown before it.
func (f *numberFormat) section(x float64) (s *section, minus bool) {
	if f.chosen {
		for i := range f.sections {
			if s := &f.sections[i]; s.when == nil || s.when(x) {
				return s, x < 0
			}
		}
		return nil, false
	}
	switch n := len(f.sections); {
	case x < 0 && n > 1:
		return &f.sections[1], false
	case x == 0 && n > 2:
		return &f.sections[2], false
	}
	return &f.sections[0], x < 0
}

// digits fills the placeholders from the right.
func (s *section) digits(text string, x float64, minus bool) string {
	number := strings.TrimPrefix(text, "-")
	if !Digits(number) {
		number = strconv.FormatFloat(math.Round(math.Abs(x)), 'f', -1, 64)
	}
	number = strings.TrimLeft(number, "0")
	first := slices.IndexFunc(s.parts, func(p formatPart) bool { return p.is != '"' })
	var out []byte // from the right
	for i := len(s.parts) - 1; i >= 0; i-- {
		p := &s.parts[i]
		switch {
		case p.is == '"':
			for k := len(p.text) - 1; k >= 0; k-- {
				out = append(out, p.text[k])
			}
			continue
		case number == "" && p.is == '0':
			out = append(out, '0')
		}
		for more := true; more && number != ""; more = i == first { // the first has all that are left
			out = append(out, number[len(number)-1])
			number = number[:len(number)-1]
		}
	}
	if minus {
		out = append(out, '-')
	}
	slices.Reverse(out)
	return strings.TrimSpace(string(out))
}

// date gives the parts of a date that are shown: those of one with a year as
// 2019-10-12, the others as they look.
func (s *section) date(text string, x float64, late bool) string {
	const lastDay = 2958465 // 9999-12-31
	days := math.Floor(x)
	if late && days >= 0 {
		days += 1462
	}
	if days < 0 || days > lastDay {
		return text // shown as ####
	}
	year, month, day := s.has('y'), s.has('m'), s.has('d')
	at := dayOf(int(days))
	switch {
	case days < 1 && (year || month || day):
		return text // a day that no calendar has
	case year && day:
		return at.Format("2006-01-02")
	case year && month:
		return at.Format("2006-01")
	case year:
		return at.Format("2006")
	}
	return s.clock(at, x)
}

// dayOf gives the day of a serial number. Spreadsheet programs have a 29 February
// 1900, so that the days before are one off.
func dayOf(days int) time.Time {
	if days < 60 {
		days++
	}
	return time.Date(1899, 12, 30+days, 0, 0, 0, 0, time.UTC)
}

// clock writes a date without a year, or a time, as it looks.
func (s *section) clock(at time.Time, x float64) string {
	seconds := int(math.Round((x - math.Floor(x)) * 86400))
	var b strings.Builder
	for _, p := range s.parts {
		switch p.is {
		case '"':
			b.WriteString(p.text)
		case 'm':
			b.WriteString(monthWord(at, p.n))
		case 'd':
			b.WriteString(padded(at.Day(), p.n))
		case 'w':
			b.WriteString(weekday(at, p.n))
		case 'h', 'n', 's':
			unit := map[byte]int{'h': 3600, 'n': 60, 's': 1}[p.is]
			n := seconds / unit
			switch {
			case p.text != "": // elapsed
				n += 86400 / unit * int(math.Floor(x))
			case p.is != 'h':
				n %= 60
			case s.has('p'):
				n = (n+11)%12 + 1
			}
			b.WriteString(padded(n, p.n))
		case 'p':
			am, pm, _ := strings.Cut(p.text, "/")
			if seconds >= 43200 {
				am = pm
			}
			b.WriteString(am)
		}
	}
	return strings.TrimSpace(b.String())
}

func monthWord(at time.Time, n int) string {
	switch {
	case n < 3:
		return padded(int(at.Month()), n)
	case n == 4:
		return at.Month().String()
	}
	return at.Month().String()[:3]
}

func weekday(at time.Time, n int) string {
	word := string([]rune("日一二三四五六")[at.Weekday()])
	if n > 3 {
		return "星期" + word
	}
	return word
}

// padded writes a number with two digits where there are two letters.
func padded(x, n int) string {
	if n > 1 && x < 10 {
		return "0" + strconv.Itoa(x)
	}
	return strconv.Itoa(x)
}
