package roster

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"ruhu/model"
	"ruhu/model/sheet"
)

// cell is a value on its way into a record.
type cell struct {
	in     *model.Indicator
	raw    string
	stored model.Stored
	at     model.At
	cut    bool // a number that lost its tail
	aside  bool // the household's, in the row of a member, maybe about this one
}

// programWords are what programs write where there is nothing, emptyWords what people do.
// 无 is another case.
var (
	programWords = []string{"", "NULL", "Null", "null", "N/A", "#N/A", `\N`, `\n`}
	emptyWords   = []string{"-", "--", "—", "——", "－", "–", "/", `\`, "／"}
)

// noneWords say that none of an item's answers holds, where it need not have one.
var noneWords = map[string]bool{
	"无": true, "没有": true, "否": true, "不是": true, "无变动": true, "无变化": true, "未变动": true, "没有变动": true, "没有变化": true,
}

// isEmpty reports whether a text says that there is no value. A word that is
// one of the indicator's answers never does.
func isEmpty(in *model.Indicator, raw string) bool {
	if len(raw) > 64 {
		return strings.TrimSpace(raw) == ""
	}
	text := raw
	if c := raw; c == "" || c[0] <= ' ' || c[len(c)-1] <= ' ' || c[0] >= 0x80 {
		text = model.Fold(raw)
	}
	if len(text) > 12 {
		return false
	}
	if noneWords[text] {
		return text == "无" && !in.IsChoice() || in.IsChoice() && (in.Optional || in.Open) && in.Option(text) < 0
	}
	return isBlank(text) && (text == "" || in.Option(text) < 0)
}

// isBlank reports a folded text that says nothing, also by a dash.
func isBlank(text string) bool {
	return slices.Contains(programWords, text) || slices.Contains(emptyWords, text)
}

// normalize makes a value of the text of a cell, which stays as it is but for the notation
// of the program that wrote the file: numbers with binary noise, exponents, dates as day
// counts, answers with their number in a list.
func normalize(c *cell, t sheet.Sheet) {
	if rest, ok := strings.CutPrefix(c.raw, "'"); ok && c.in.Kind == model.Text && sheet.Digits(rest) {
		c.raw = rest // how some write that a number is a text
	}
	switch c.in.Kind {
	case model.Number, model.Money, model.Area, model.Year:
		c.raw = tidy(c.raw)
	case model.Date:
		if text, ok := sheet.SerialDate(c.raw, t.Epoch1904()); ok {
			c.raw, c.stored = text, model.AsNumber
		}
	case model.Identity:
		normalizeIdentity(c, t)
	case model.Text:
		normalizeText(c, t)
	case model.YesNo, model.Single, model.Multiple:
		c.raw = c.in.Word(c.raw)
	}
}

// normalizeIdentity marks a number that lost its tail: stored as a number, of
// which 15 digits are kept, or written as a power of ten, or as text that was
// such a number once. It stays as it is.
func normalizeIdentity(c *cell, t sheet.Sheet) {
	if len(c.raw) < 18 && !sheet.Suspicious(c.raw) {
		return
	}
	c.cut = tailLost(model.Squeeze(c.raw))
	if !sheet.Suspicious(c.raw) {
		return
	}
	if t.Number(c.at.Row, c.at.Col) {
		c.stored, c.cut = model.AsNumber, true
	}
	c.cut = c.cut || sheet.HasExponent(c.raw)
}

// tailLost reports a number whose digits behind the fifteenth are all 0, and
// whose check character says that they were others. A certificate of 20 or 22
// has no category 0.
func tailLost(s string) bool {
	const digits = 15
	switch len(s) {
	case 18, 20, 22:
		return sheet.Digits(s) && strings.Trim(s[digits:], "0") == "" && (len(s) > 18 || !model.ValidCard(s))
	}
	return false
}

// normalizeText writes whole numbers in a text column (户编号, 电话) without
// exponent and decimals, as long as no digit is lost.
func normalizeText(c *cell, t sheet.Sheet) {
	if !sheet.Suspicious(c.raw) {
		return
	}
	if !t.Number(c.at.Row, c.at.Col) {
		c.cut = strings.Contains(c.raw, "E+") && sheet.HasExponent(c.raw) // how Excel writes long numbers to CSV
		return
	}
	f, err := strconv.ParseFloat(model.Squeeze(c.raw), 64)
	if err != nil {
		return
	}
	c.stored = model.AsNumber
	switch whole := f == math.Trunc(f); {
	case math.Abs(f) >= 1e15:
		c.cut = true
	case whole:
		c.raw = strconv.FormatFloat(f, 'f', -1, 64)
	}
}

// tidy removes the noise of binary fractions from a number: what differs from
// the shortest notation only beyond the fifteenth digit.
func tidy(s string) string {
	if len(s) < 16 && !strings.HasSuffix(s, ".0") && !sheet.HasExponent(s) {
		return s
	}
	f, err := strconv.ParseFloat(s, 64)
	if err != nil || math.IsInf(f, 0) || math.IsNaN(f) || math.Abs(f) >= 1e15 {
		return s
	}
	f, err = strconv.ParseFloat(strconv.FormatFloat(f, 'g', 15, 64), 64)
	if err != nil {
		return s
	}
	return strconv.FormatFloat(f, 'f', -1, 64)
}
