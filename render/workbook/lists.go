package workbook

import (
	"fmt"
	"slices"
	"strings"

	"ruhu/model"
	"ruhu/render/ooxml"
)

// Lists are the answers that drop-downs offer. Those that are too long for a rule are
// columns of a hidden sheet.
type Lists struct {
	Sheet string // as references write it
	long  [][]string
}

// mostListed is how many UTF-16 units Excel allows for a list in a rule.
const mostListed = 255

// Formula is what a rule says of answers: these themselves, as XML, or, where they are too
// long or one holds what would end it, where they stand on the sheet.
func (l *Lists) Formula(answers []string) string {
	list := ooxml.Clean(strings.Join(answers, ","))
	if ooxml.Units(list) <= mostListed && !slices.ContainsFunc(answers, special) {
		return `"` + ooxml.Escape(list) + `"` // the library puts it into the XML as it is
	}
	at := slices.IndexFunc(l.long, func(had []string) bool { return slices.Equal(had, answers) })
	if at < 0 {
		at = len(l.long)
		l.long = append(l.long, slices.Clone(answers))
	}
	col := model.ColumnName(at + 1)
	return fmt.Sprintf("%s!$%s$1:$%s$%d", l.Sheet, col, col, len(answers))
}

func special(answer string) bool {
	return strings.ContainsAny(answer, ",\"\n") || strings.HasPrefix(answer, "=")
}

// Rows are those of the sheet, with nil where a list has ended; none: it is not needed.
func (l *Lists) Rows() (rows [][]any) {
	for col, answers := range l.long {
		for i, a := range answers {
			if i == len(rows) {
				rows = append(rows, make([]any, len(l.long)))
			}
			rows[i][col] = a
		}
	}
	return rows
}
