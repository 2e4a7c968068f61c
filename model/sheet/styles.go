package sheet

import "strconv"

// maxStyles is how many cell formats of a workbook are looked at; Excel has 65,490.
const maxStyles = 1 << 17

// cellFormats are the formats of a workbook's cells, by their index.
type cellFormats struct {
	numbers []*numberFormat // nil stands for those that change nothing of what is read
	struck  map[int]bool    // those that strike the text through; nil where none does
	late    bool            // dates counted from 1904
}

// of gives the number format of a cell; nil where it changes nothing.
func (c *cellFormats) of(style int) *numberFormat {
	if style >= 0 && style < len(c.numbers) {
		return c.numbers[style]
	}
	return nil
}

// number gives a number as it is read.
func (c *cellFormats) number(style int, text string) string {
	if f := c.of(style); f != nil {
		return f.show(text, c.late)
	}
	return text
}

// dress puts around a text what its format shows there.
func (c *cellFormats) dress(style int, text string) string {
	if f := c.of(style); f != nil && text != "" && !isError(text) {
		return f.before + text + f.after
	}
	return text
}

// readStyles reads the formats of a workbook's cells (18.8).
func readStyles(part []byte) (numbers []*numberFormat, struck map[int]bool, err error) {
	codes := make(map[int]string)
	var ids []int
	fonts, listed := 0, false // of the fonts of cells
	striking := make(map[int]bool)
	struck = make(map[int]bool)
	err = elements(part, func(parent string, l lexeme) {
		id, err := strconv.Atoi(attributeOf(l, "numFmtId"))
		switch {
		case parent == "styleSheet":
			listed = string(l.name) == "fonts"
		case listed && parent == "fonts":
			fonts++
		case listed && parent == "font" && string(l.name) == "strike":
			if val := attributeOf(l, "val"); val != "0" && val != "false" {
				striking[fonts-1] = true
			}
		case parent == "numFmts" && string(l.name) == "numFmt" && err == nil && len(codes) < maxStyles:
			codes[id] = attributeOf(l, "formatCode")
		case parent == "cellXfs" && string(l.name) == "xf" && len(ids) < maxStyles:
			if font, err := strconv.Atoi(attributeOf(l, "fontId")); err == nil && striking[font] {
				struck[len(ids)] = true
			}
			ids = append(ids, id)
		}
	})
	if err != nil {
		return nil, nil, err
	}
	if len(struck) == 0 {
		struck = nil
	}
	return formatsOf(ids, codes), struck, nil
}

// formatsOf gives the formats of numbers, some of which have codes of their own.
// It is nil where none of them matters.
func formatsOf(ids []int, codes map[int]string) []*numberFormat {
	known := make(map[int]*numberFormat)
	out, any := make([]*numberFormat, len(ids)), false
	for i, id := range ids {
		f, ok := known[id]
		if !ok {
			code, own := codes[id]
			if !own {
				code = builtinFormats[id]
			}
			f = parseFormat(code)
			known[id] = f
		}
		out[i] = f
		any = any || f != nil
	}
	if !any {
		return nil
	}
	return out
}

const (
	yearMonth = `yyyy"年"m"月"`
	monthDay  = `m"月"d"日"`
	clock     = `上午/下午h"时"mm"分"`
	seconds   = `ss"秒"`
)

// builtinFormats are the codes of formats that every program knows by their numbers
// (18.8.30), those of the Chinese language included, but for those that change nothing.
var builtinFormats = map[int]string{
	14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm",
	21: "h:mm:ss",
	22: "yyyy/m/d h:mm", 27: yearMonth, 36: yearMonth, 50: yearMonth, 52: yearMonth, 57: yearMonth,
	28: monthDay, 29: monthDay, 51: monthDay, 53: monthDay, 54: monthDay, 58: monthDay, 30: "m-d-yy",
	31: yearMonth + `d"日"`,
	32: `h"时"mm"分"`, 33: `h"时"mm"分"` + seconds, 34: clock, 55: clock, 35: clock + seconds, 56: clock + seconds,
	45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0",
}
