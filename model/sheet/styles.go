package sheet

import "strconv"

// maxStyles is how many cell formats of a workbook are looked at; Excel has 65,490.
const maxStyles = 1 << 17

// readStyles reads the number formats of a workbook's cell formats (18.8), by their
// index; nil stands for those that change nothing of what is read. struck are those
// that strike the text through; nil where none does.
func readStyles(part []byte) (formats []*numberFormat, struck map[int]bool, err error) {
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
				code = builtinFormat(id)
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

// builtinFormat gives the code of a format that every program knows by its number
// (18.8.30), those of the Chinese language included. Codes that change nothing are
// left out.
func builtinFormat(id int) string {
	switch id {
	case 14:
		return "yyyy/m/d"
	case 15:
		return "d-mmm-yy"
	case 16:
		return "d-mmm"
	case 17:
		return "mmm-yy"
	case 18:
		return "h:mm AM/PM"
	case 19:
		return "h:mm:ss AM/PM"
	case 20:
		return "h:mm"
	case 21:
		return "h:mm:ss"
	case 22:
		return "yyyy/m/d h:mm"
	case 27, 36, 50, 52, 57:
		return `yyyy"年"m"月"`
	case 28, 29, 51, 53, 54, 58:
		return `m"月"d"日"`
	case 30:
		return "m-d-yy"
	case 31:
		return `yyyy"年"m"月"d"日"`
	case 32:
		return `h"时"mm"分"`
	case 33:
		return `h"时"mm"分"ss"秒"`
	case 34, 55:
		return `上午/下午h"时"mm"分"`
	case 35, 56:
		return `上午/下午h"时"mm"分"ss"秒"`
	case 45:
		return "mm:ss"
	case 46:
		return "[h]:mm:ss"
	case 47:
		return "mm:ss.0"
	}
	return ""
}
