package sheet

import (
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// longestText is how many characters a cell may hold in any spreadsheet program.
const longestText = 32767

// cutText cuts a text that is longer than a cell can be.
func cutText(s string) (string, bool) {
	if len(s) <= longestText || utf8.RuneCountInString(s) <= longestText {
		return s, false
	}
	n := 0
	for i := range s {
		if n == longestText {
			return strings.Clone(s[:i]), true // what follows may be large
		}
		n++
	}
	return s, false
}

// isError reports the words that formulas give instead of a value, in Excel, WPS
// and LibreOffice.
func isError(s string) bool {
	if s == "" || s[0] != '#' && s[0] != 'E' || len(s) > 20 {
		return false
	}
	s = strings.TrimSpace(s)
	if code, ok := strings.CutPrefix(s, "Err:5"); ok {
		return len(code) == 2 && Digits(code)
	}
	return errorWords[strings.ToUpper(s)]
}

var errorWords = map[string]bool{
	"#NULL!": true, "#DIV/0!": true, "#VALUE!": true, "#REF!": true, "#NAME?": true, "#NUM!": true, "#N/A": true,
	"#GETTING_DATA": true, "#SPILL!": true, "#CALC!": true, "#FIELD!": true, "#BLOCKED!": true, "#UNKNOWN!": true,
	"#CONNECT!": true, "#BUSY!": true, "#EXTERNAL!": true, "#PYTHON!": true, "#TIMEOUT!": true, "#名称?": true,
}

// Cells are some of the cells of a sheet.
type Cells struct {
	Count int
	First []Cell // not all, where there are very many
}

// Cell is the place of a cell, 1-based.
type Cell struct{ Row, Col int }

// maxListed is how many cells are listed.
const maxListed = 1000

// Add adds a cell.
func (c *Cells) Add(row, col int) {
	if c.Count++; len(c.First) < maxListed {
		c.First = append(c.First, Cell{row, col})
	}
}

// budget bounds the text that the cells of a file hold together. A shared text is
// one in the file, and one for each cell that refers to it where it is kept.
type budget struct{ left int }

// newBudget allows what people write: cells of fewer than a hundred bytes each on
// average, however many; size is that of the markup or the records of the cells.
func newBudget(size int) *budget { return &budget{left: 128<<20 + 4*size} }

// pause is after how many records or rows it is asked whether the reading is to
// stop.
const pause = 1 << 12

var errText = &Error{Message: "单元格里的文字合起来多得异常，不像名册，未予读取",
	Hint: "请用 Excel 或 WPS 打开，删去重复的大段文字后再试"}

// Suspicious reports texts that may be a number's notation: sixteen digits and
// more, an exponent, or decimals that are zero.
func Suspicious(s string) bool {
	if len(s) < 3 || s[0] < '0' || s[0] > '9' {
		return false
	}
	return strings.HasSuffix(s, ".0") || len(s) >= 16 && Digits(s) || HasExponent(s)
}

// Digits reports a text of the digits 0 to 9 alone.
func Digits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

// HasExponent reports a number such as 3.20799199001011E+17.
func HasExponent(s string) bool {
	i := strings.IndexAny(s, "eE")
	if i < 1 || i == len(s)-1 || s[0] < '0' || s[0] > '9' {
		return false
	}
	_, err := strconv.ParseFloat(s, 64)
	return err == nil
}

// Day counts outside this range (1954 to 2119) are taken for something else.
const firstSerial, lastSerial = 20000, 80000

// SerialDate reads a date that is stored as a count of days, and gives it as
// 2019-10-12.
func SerialDate(s string, epoch1904 bool) (string, bool) {
	if len(s) < 5 || s[0] < '2' || s[0] > '9' {
		return "", false
	}
	f, err := strconv.ParseFloat(s, 64)
	if err != nil || f < firstSerial || f > lastSerial {
		return "", false
	}
	if epoch1904 {
		f += 1462
	}
	return dayOf(int(f)).Format(time.DateOnly), true
}
