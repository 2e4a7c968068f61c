package sheet

import (
	"strings"
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
