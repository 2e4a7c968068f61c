package sheet

import (
	"bytes"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

// sampled is how much of a text is looked at to find out what it is.
const sampled = 64 << 10

var errNoTable = &Error{Message: "不是认得的表格文件", Hint: wanted + "；请在 Excel 或 WPS 中打开核对，再另存为 .xlsx"}

// decodeText makes UTF-8 of a text and names its encoding. Bytes that are not
// text are refused. What cannot be decoded is U+FFFD, control characters are
// blanks. The bytes may be changed in place.
func decodeText(b []byte) (text []byte, name string, err error) {
	b, name, from := encodingOf(b)
	if from != nil {
		if b, err = from.NewDecoder().Bytes(b); err != nil {
			return nil, "", errNoTable
		}
	} else if !utf8.Valid(b) {
		b = bytes.ToValidUTF8(b, []byte("\uFFFD"))
	}
	controls, lost := 0, 0
	sample := b[:min(len(b), sampled)]
	for _, r := range string(sample) {
		switch {
		case r == utf8.RuneError:
			lost++
		case isControl(r):
			controls++
		}
	}
	if few := len(sample)/100 + 1; controls > few || lost > few {
		return nil, "", errNoTable
	}
	for i, c := range b {
		if c < ' ' && isControl(rune(c)) {
			b[i] = ' '
		}
	}
	return b, name, nil
}

// Text makes UTF-8 of a text that people write for the program, such as its
// settings: editors may save it as GB18030 or UTF-16. What is UTF-8, or no text
// at all, stays as it is but for a byte order mark.
func Text(b []byte) []byte {
	b = bytes.TrimPrefix(b, []byte("\xEF\xBB\xBF"))
	if utf8.Valid(b) {
		return b
	}
	if text, _, err := decodeText(bytes.Clone(b)); err == nil {
		return text
	}
	return b
}

// encodingOf finds the encoding of a text: by its byte order mark, or by what
// its bytes can be. It gives the text without the mark; a nil encoding is
// UTF-8.
func encodingOf(b []byte) ([]byte, string, encoding.Encoding) {
	utf16 := func(e unicode.Endianness) encoding.Encoding { return unicode.UTF16(e, unicode.IgnoreBOM) }
	if rest, ok := bytes.CutPrefix(b, []byte("\xEF\xBB\xBF")); ok {
		return rest, "UTF-8", nil
	}
	if rest, ok := bytes.CutPrefix(b, []byte("\xFF\xFE")); ok {
		return rest, "UTF-16", utf16(unicode.LittleEndian)
	}
	if rest, ok := bytes.CutPrefix(b, []byte("\xFE\xFF")); ok {
		return rest, "UTF-16", utf16(unicode.BigEndian)
	}
	// Separators and line ends of UTF-16 have zeros on one side.
	var zeros [2]int
	sample := b[:min(len(b), sampled)&^1]
	for i, c := range sample {
		if c == 0 {
			zeros[i&1]++
		}
	}
	switch many := len(sample) / 25; {
	case zeros[1] > many && zeros[0] <= many/8:
		return b, "UTF-16", utf16(unicode.LittleEndian)
	case zeros[0] > many && zeros[1] <= many/8:
		return b, "UTF-16", utf16(unicode.BigEndian)
	case mostlyUTF8(b):
		return b, "UTF-8", nil
	}
	return b, "GB18030", simplifiedchinese.GB18030
}

// mostlyUTF8 reports UTF-8, also where a few characters are broken: text of
// GB18030 has hardly a character that UTF-8 could have. Some of its words are
// by chance good UTF-8 of two bytes a letter, such as 一些: Greek or Arabic
// letters without a Chinese character are not believed.
func mostlyUTF8(b []byte) bool {
	short, good, bad := 0, 0, 0
	for len(b) > 0 {
		if b[0] < utf8.RuneSelf {
			b = b[1:]
			continue
		}
		r, n := utf8.DecodeRune(b)
		switch {
		case r == utf8.RuneError && n == 1:
			bad++
		case n == 2:
			short++
		default:
			good++
		}
		b = b[n:]
	}
	if bad == 0 {
		return good > 0 || short == 0
	}
	return good > 20*bad
}
