package roster

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"ruhu/model"
)

// longestExample is how many characters of a cell are kept to show what its column holds.
const longestExample = 24

// noteExamples keeps what an accepted row holds in the columns of which less than two
// cells are kept.
func (r *reader) noteExamples(cells []string) {
	r.unshown = slices.DeleteFunc(r.unshown, func(i int) bool {
		c := &r.account.Columns[i]
		if c.Col > len(cells) || cells[c.Col-1] == "" {
			return false
		}
		text := model.Fold(cut(cells[c.Col-1], 4*longestExample)) // blanks go
		if text == "" {
			return false
		}
		at := 0
		if c.Examples[0] != "" {
			at = 1
		}
		c.Examples[at] = strings.Clone(cut(text, longestExample)) // else the whole row would stay
		return at == 1
	})
}

// cut gives the first characters of a text.
func cut(text string, most int) string {
	n := 0
	for i := range text {
		if n == most {
			return text[:i]
		}
		n++
	}
	return text
}

// Glimpse gives an example of a column as it may stand on a screen that others pass by:
// enough to see what the column holds, and nothing of whose it is. Numbers are masked as
// in copies that leave the office, of names there is the first character. Where nobody
// knows what a column holds (a nil item), or it may be anything, a text is shown whole
// only where some item of the codebook has it as an answer, or it has nothing Chinese in
// it and no long number.
func Glimpse(cb *model.Codebook, in *model.Indicator, text string) string {
	switch {
	case text == "":
		return ""
	case in == nil:
	case in.Kind == model.Identity, in.IsPhone(), in.IsAccount():
		return model.Masked(in, text)
	case namesPerson(in):
		return firstOnly(text)
	case in.IsChoice():
		if _, outside := in.Chosen(text); len(outside) == 0 {
			return text
		}
	case in.Kind == model.Money, in.Kind == model.Area, in.Kind == model.Number:
		if _, ok := in.ParseNumber(text); ok && len(text) <= 10 {
			return text
		}
	case in.Kind == model.Date, in.Kind == model.Year:
		if _, ok := model.ParseDay(text); ok {
			return text
		}
	case in.Scope == model.OfVillage, in.Code == model.CodeGroup, strings.HasPrefix(string(in.Code), "地址"), in.Code == "开户银行":
		return withoutNumbers(text)
	}
	if c, ok := model.ParseCertificate(text); ok && strings.Trim(c.Card, "0123456789X*") == "" {
		return model.MaskIdentity(text)
	}
	text = withoutNumbers(text)
	chinese := strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Han, r) })
	if !chinese || slices.ContainsFunc(cb.All(), func(in *model.Indicator) bool { return in.IsChoice() && in.Option(text) >= 0 }) {
		return text
	}
	return firstOnly(text)
}

// namesPerson reports an item that holds names of people.
func namesPerson(in *model.Indicator) bool {
	return in.Code == model.CodeName || slices.ContainsFunc([]string{"姓名", "负责人", "责任人", "受益人"}, func(end string) bool {
		return strings.HasSuffix(string(in.Code), end)
	})
}

// firstOnly gives the first character of a text, with a star for each other of a short
// one.
func firstOnly(text string) string {
	const short = 4
	_, first := utf8.DecodeRuneInString(text)
	n := utf8.RuneCountInString(text)
	if n > short {
		return text[:first] + "……"
	}
	return text[:first] + strings.Repeat("*", n-1)
}

// withoutNumbers gives a text whose digits, where it has as many as numbers of persons,
// accounts and telephones, are masked but for the first two.
func withoutNumbers(text string) string {
	const most, first = 5, 2
	if countOf([]rune(text), unicode.IsDigit) <= most {
		return text
	}
	n := 0
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			if n++; n > first {
				return '*'
			}
		}
		return r
	}, text)
}
