package doc

import "strings"

// sheetRow is the least height of a row of a Sheet.
const sheetRow = 7 * Mm

// Sheet makes the table of an annex: text at the left of the first column, all
// other columns centred, head rows repeated on every page. widths are relative.
// A cell of a head row that is empty belongs to the one above it, or, where that
// is empty too or there is none, to the one at its left.
func Sheet(widths []int, rows [][]string, head int) *Grid {
	b := new(room).grid(shares(OfficialPaper().TextWidth(), widths))
	for r, row := range rows {
		b.next(sheetRow)
		for c, text := range row {
			if r < head && text == "" {
				continue
			}
			b.add(sheetCell(rows, r, c, head))
		}
	}
	b.g.Head = head
	return b.g
}

func sheetCell(rows [][]string, r, c, head int) Cell {
	cell := Cell{Rows: 1, Cols: 1, Align: Center, Kind: ValueCell, Style: Style{FaceText, FifthSize}, Least: 8 * Pt}
	text := rows[r][c]
	switch {
	case r < head:
		cell.Kind, cell.Style.Face = HeadCell, FaceHead
		joins := func(c int) bool { return c < len(rows[r]) && rows[r][c] == "" && (r == 0 || rows[r-1][c] == "") }
		for text != "" && joins(c+cell.Cols) {
			cell.Cols++
		}
		for r+cell.Rows < head && cell.Cols == 1 && rows[r+cell.Rows][c] == "" {
			cell.Rows++
		}
	case c == 0:
		cell.Align = Left
	default:
		cell.Fit = 7 * Pt
	}
	for i, line := range strings.Split(text, "\n") {
		if i > 0 {
			cell.Items = append(cell.Items, Inline{Kind: Break})
		}
		cell.Items = append(cell.Items, Inline{Text: line})
	}
	return cell
}
