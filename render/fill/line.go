package fill

import (
	"regexp"
	"slices"
	"strings"

	"ruhu/model"
)

// tokenKind is what a stretch of text is.
type tokenKind uint8

const (
	wordToken  tokenKind = iota
	colonToken           // ：
	blankToken           // ______, ××
	gapToken             // blanks
	boxToken             // □ ○ ( )
	breakToken           // a line's end
)

// token is a stretch of a text, in runes.
type token struct {
	kind     tokenKind
	from, to int
	text     string
}

// boxes are the signs that are ticked, and what they become.
var boxes = map[rune]string{'□': "☑", '☐': "☑", '▢': "☑", '❏': "☑", '❑': "☑", '○': "●", '◯': "●", '〇': "●", '◻': "☑", '⬜': "☑"}

func isSpace(r rune) bool {
	return r == ' ' || r == '\t' || r == 0xA0 || r == 0x3000 || r >= 0x2000 && r <= 0x200A
}
func isLine(r rune) bool  { return r == '_' || r == '＿' }
func isColon(r rune) bool { return r == ':' || r == '：' || r == '∶' }

// tokens takes a text apart.
func tokens(r []rune) []token {
	var out []token
	word := -1
	flush := func(at int) {
		if word >= 0 {
			out = append(out, token{wordToken, word, at, string(r[word:at])})
			word = -1
		}
	}
	for i := 0; i < len(r); {
		kind, to := tokenAt(r, i)
		if kind == wordToken {
			if word < 0 {
				word = i
			}
			i = to
			continue
		}
		flush(i)
		out = append(out, token{kind, i, to, string(r[i:to])})
		i = to
	}
	flush(len(r))
	return spaced(out)
}

// spaced joins the two characters of a label that is spaced out (姓　　名). A unit ends
// what is to be filled in before it (村　　组).
func spaced(list []token) []token {
	single := func(i int) bool {
		return i >= 0 && i < len(list) && list[i].kind == wordToken && list[i].to-list[i].from == 1
	}
	alone := func(i int) bool {
		return i < 0 || i >= len(list) || list[i].kind != wordToken && list[i].kind != gapToken
	}
	var out []token
	for i := 0; i < len(list); i++ {
		t := list[i]
		if single(i) && single(i+2) && list[i+1].kind == gapToken && !strings.Contains(units, list[i+2].text) && !strings.Contains("共计约第", t.text) &&
			(alone(i-1) || !single(i-2)) && (alone(i+3) || !single(i+4)) {
			t = token{wordToken, t.from, list[i+2].to, t.text + list[i+1].text + list[i+2].text}
			i += 2
		}
		out = append(out, t)
	}
	return out
}

// units are words that something is counted in, or that end names of places.
const units = levels + "户人元亩年月日页岁个间"

// tokenAt says what begins at a place of a text, and where it ends.
func tokenAt(r []rune, i int) (tokenKind, int) {
	switch c := r[i]; {
	case c == '\n' || c == '\r':
		return breakToken, i + 1
	case isColon(c):
		if i > 0 && i+1 < len(r) && isDigit(r[i-1]) && isDigit(r[i+1]) { // 8:30
			return wordToken, i + 1
		}
		return colonToken, i + 1
	case isSpace(c), isLine(c):
		to, lines := i, false
		for to < len(r) && (isSpace(r[to]) || isLine(r[to])) {
			lines = lines || isLine(r[to])
			to++
		}
		if lines {
			return blankToken, to
		}
		return gapToken, to
	case c == '×' || c == '✕' || c == '╳' || c == 'X' || c == 'x' || c == '*' || c == '＊' || c == '某':
		to := i
		for to < len(r) && r[to] == c {
			to++
		}
		if to-i >= 2 && to < len(r) && r[to] >= 0x2E80 && (i == 0 || !isDigit(r[i-1])) {
			return blankToken, to
		}
		return wordToken, to
	case c == '(' || c == '（':
		to := i + 1
		for to < len(r) && isSpace(r[to]) {
			to++
		}
		if to < len(r) && (r[to] == ')' || r[to] == '）') {
			return boxToken, to + 1
		}
		return wordToken, i + 1
	case boxes[c] != "":
		if (c == '〇' || c == '○') && i > 0 && isNumeral(r[i-1]) {
			return wordToken, i + 1 // 二〇一九
		}
		return boxToken, i + 1
	}
	return wordToken, i + 1
}

func isDigit(r rune) bool   { return r >= '0' && r <= '9' }
func isNumeral(r rune) bool { return strings.ContainsRune("一二三四五六七八九零", r) }

// slot is a stretch of a text that asks for something.
type slot struct {
	label    string // before it, as written; empty where only what follows says it
	from, to int
	suffix   string // the words right behind it: 元, 省（区、市）
	// bare says that nothing but blanks told of the slot, so that a reader is surer of
	// it where the words around it are known.
	bare bool
	// boxes are to be ticked, with the word of each; nil for a blank. The answers begin
	// at answersFrom.
	boxes       []tick
	answersFrom int
	// open says that the text ends behind the label: the place may be another cell.
	open bool
	line int
}

// tick is a box of a choice and its word.
type tick struct {
	from, to int
	word     string
	sign     string // what the box becomes
}

// slots finds what a text asks for.
func slots(r []rune) []slot {
	list := tokens(r)
	var out []slot
	line := 0
	for i := 0; i < len(list); i++ {
		switch t := list[i]; t.kind {
		case breakToken:
			line++
		case wordToken:
			s, next := labelled(list, i)
			if s != nil {
				s.line = line
				out = append(out, *s)
				if s.suffix != "" && next < len(list) && list[next].text == s.suffix && (endsBlank(list, next) || wholeRemark.MatchString(s.suffix)) {
					next++
				}
			}
			if next > i {
				i = next - 1
			}
		case blankToken:
			out = append(out, slot{from: t.from, to: t.to, suffix: wordAt(list, i+1), line: line})
			if endsBlank(list, i+1) || wholeRemark.MatchString(wordAt(list, i+1)) {
				i++
			}
		case gapToken:
			if suffix := wordAt(list, i+1); suffix != "" && t.to-t.from >= 2 || i == 0 && suffix != "" {
				out = append(out, slot{from: t.from, to: t.to, suffix: suffix, bare: true, line: line})
			}
		case boxToken:
			s, next := options(list, i, "")
			s.line = line
			out = append(out, s)
			i = next - 1
		}
	}
	return out
}

// endsBlank reports a word that belongs to the blank before it (____县____乡), and is no
// label of the one behind it.
func endsBlank(list []token, i int) bool {
	word := wordAt(list, i)
	if word == "" || i+1 >= len(list) || list[i+1].kind != blankToken {
		return false
	}
	word = fullBrackets.Replace(strings.TrimRight(word, "，,、；; "))
	switch word {
	case "户", "人", "口", "元", "亩", "年", "月", "日", "平方米", "公里", "岁":
		return true
	}
	return slices.ContainsFunc(suffixes, func(x suffix) bool { return x.words == word })
}

// wordAt is the word at a place of a list of tokens, empty where there is none.
func wordAt(list []token, i int) string {
	if i < len(list) && list[i].kind == wordToken {
		return list[i].text
	}
	return ""
}

// labelled reads a label and what follows it: blanks, the end, boxes. It gives the
// token to go on with.
func labelled(list []token, i int) (*slot, int) {
	label, j := list[i].text, i+1
	if j < len(list) && list[j].kind == gapToken && j+1 < len(list) && list[j+1].kind == colonToken {
		j++
	}
	if j >= len(list) {
		return nil, j
	}
	switch t := list[j]; t.kind {
	case blankToken:
		return &slot{label: label, from: t.from, to: t.to, suffix: wordAt(list, j+1)}, j + 1
	case colonToken:
		return afterColon(list, j, label)
	case boxToken, gapToken:
		// The words before the box may be the label or an answer: options finds out.
		if boxFollows(list, j) {
			s, next := options(list, i, "")
			return &s, next
		}
	}
	return nil, i + 1
}

// boxFollows reports that nothing but words stands before the next box.
func boxFollows(list []token, j int) bool {
	for ; j < len(list); j++ {
		switch list[j].kind {
		case boxToken:
			return true
		case wordToken:
			if follows(list, j) == colonToken {
				return false
			}
		case colonToken, blankToken, breakToken:
			return false
		}
	}
	return false
}

// afterColon reads what stands behind a label and its colon, which is token j.
func afterColon(list []token, j int, label string) (*slot, int) {
	at := list[j].to
	s, k, wide := &slot{label: label, from: at, to: at}, j+1, false
	gap := k < len(list) && list[k].kind == gapToken
	if gap {
		s.from, s.to = list[k].from, list[k].to
		wide = s.to-s.from >= 2
		k++
	}
	if k >= len(list) || list[k].kind == breakToken {
		s.open = true
		return s, k
	}
	switch t := list[k]; {
	case t.kind == blankToken:
		s.from, s.to, s.suffix = t.from, t.to, wordAt(list, k+1)
		return s, k + 1
	case t.kind == boxToken, t.kind == wordToken && k+1 < len(list) && list[k+1].kind == boxToken: // 是□
		o, next := options(list, k, label)
		return &o, next
	case t.kind == wordToken && gap && slices.Contains([]tokenKind{colonToken, blankToken, boxToken}, follows(list, k)):
		return s, k // the next label
	case t.kind == wordToken && (wide || isRemark(t.text)): // 户主姓名：（手印）
		s.suffix = t.text
		return s, k
	}
	return nil, k
}

// wholeRemark is a remark and nothing else: ____（户主）
var wholeRemark = regexp.MustCompile(`^[(（][^()（）]+[)）]$`)

// isRemark reports words in brackets.
func isRemark(s string) bool { return strings.HasPrefix(s, "（") || strings.HasPrefix(s, "(") }

// follows is what stands behind a token, blanks aside; a line's end at the end.
func follows(list []token, i int) tokenKind {
	for _, t := range list[i+1:] {
		if t.kind != gapToken {
			return t.kind
		}
	}
	return breakToken
}

// options reads the boxes and words from token i on up to the next label with a
// colon. Where no label is given, words before the first box may be it.
func options(list []token, i int, label string) (slot, int) {
	end := i
	for end < len(list) && list[end].kind != blankToken {
		if list[end].kind == wordToken && follows(list, end) == colonToken {
			break
		}
		end++
	}
	part := trimmed(list[i:end])
	s := slot{label: label, from: list[i].from, to: list[i].from}
	if len(part) > 0 {
		s.to = part[len(part)-1].to
	}
	if first := slices.IndexFunc(part, func(t token) bool { return t.kind == boxToken }); label == "" && first > 0 {
		// 是否军烈属 □是 □否, or 是□ 否□, or 是否军烈属 是□ 否□
		words := trimmed(part[:first])
		switch last := part[len(part)-1]; {
		case last.kind != boxToken:
			s.label, part = joined(words), part[first:]
		case len(words) > 1: // a label and the first answer
			s.label, part = words[0].text, part[1:]
		}
	}
	if s.boxes = ticks(part); len(part) > 0 {
		s.answersFrom = trimmedLeft(part)[0].from
	}
	return s, end
}

func trimmed(part []token) []token {
	for len(part) > 0 && (part[len(part)-1].kind == gapToken || part[len(part)-1].kind == breakToken) {
		part = part[:len(part)-1]
	}
	return part
}

// trimmedLeft drops blanks in front, but never all.
func trimmedLeft(part []token) []token {
	for len(part) > 1 && part[0].kind != wordToken && part[0].kind != boxToken {
		part = part[1:]
	}
	return part
}

func joined(part []token) string {
	var b strings.Builder
	for _, t := range part {
		if t.kind == wordToken {
			b.WriteString(t.text)
		}
	}
	return b.String()
}

// ticks pairs boxes with words: the box stands before its word where the first does,
// behind it where the last does. Where both or neither hold, nobody knows, and there
// are no boxes to tick.
func ticks(part []token) []tick {
	part = trimmed(trimmedLeft(part))
	if len(part) < 2 {
		return nil
	}
	before := part[0].kind == boxToken
	if before == (part[len(part)-1].kind == boxToken) {
		return nil
	}
	var out []tick
	words := "" // before their box
	for _, t := range part {
		switch {
		case t.kind == wordToken && before:
			out[len(out)-1].word += t.text
		case t.kind == wordToken:
			words += t.text
		case t.kind == boxToken:
			out = append(out, tick{t.from, t.to, words, ticked(t.text)})
			words = ""
		}
	}
	for i := range out {
		if out[i].word = strings.Trim(model.Squeeze(out[i].word), ",;.，；。、/"); out[i].word == "" {
			return nil
		}
	}
	return out
}

// ticked is a box that is ticked.
func ticked(box string) string {
	r := []rune(box)
	if len(r) == 1 {
		return boxes[r[0]]
	}
	return string(r[0]) + "√" + string(r[len(r)-1])
}
