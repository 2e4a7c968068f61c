package samples

import (
	"fmt"
	"strings"

	"ruhu/model"
)

// sheetForm is a form typed in Excel: a title and lines over all columns, a table, lines
// below it.
type sheetForm struct {
	title        string
	widths       []int // of columns, in digits
	above, below []string
	table        ruled
}

// Styles of sheetForm, in the order of its styles.xml.
const (
	plainCell = iota
	titleCell
	lineCell
	headCell
	tableCell
	textCell // what is typed into it stays text
)

func (f *sheetForm) parts() []filePart {
	const ns = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	head := len(f.above) + 2
	return append(frame("xl/workbook.xml", "spreadsheetml"),
		filePart{"xl/workbook.xml", `<workbook ` + ns + ` xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="公示名单" sheetId="1" r:id="rId1"/></sheets>` +
			fmt.Sprintf(`<definedNames><definedName name="_xlnm.Print_Titles" localSheetId="0">公示名单!$%d:$%d</definedName></definedNames></workbook>`, head, head)},
		filePart{"xl/styles.xml", sheetStyles(ns)},
		filePart{"xl/worksheets/sheet1.xml", f.sheet(ns)})
}

func sheetStyles(ns string) string {
	font := func(name string, size int) string {
		return fmt.Sprintf(`<font><sz val="%d"/><name val="%s"/><family val="3"/><charset val="134"/></font>`, size, name)
	}
	line := func(side string) string { return `<` + side + ` style="thin"><color auto="1"/></` + side + `>` }
	xf := func(font, border, format int, align string) string {
		return fmt.Sprintf(`<xf numFmtId="%d" fontId="%d" fillId="0" borderId="%d" xfId="0" applyNumberFormat="1" applyFont="1" applyBorder="1" applyAlignment="1"><alignment %s vertical="center"/></xf>`, format, font, border, align)
	}
	return `<styleSheet ` + ns + `><fonts count="4">` + font("宋体", 11) + font("黑体", 18) + font("仿宋", 12) + font("黑体", 11) + `</fonts>` +
		`<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>` +
		`<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>` + line("left") + line("right") + line("top") + line("bottom") + `<diagonal/></border></borders>` +
		`<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="6">` +
		`<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>` + xf(1, 0, 0, `horizontal="center"`) + xf(2, 0, 0, `horizontal="left" wrapText="1"`) +
		xf(3, 1, 0, `horizontal="center" wrapText="1"`) + xf(0, 1, 0, `horizontal="center" wrapText="1"`) + xf(0, 1, 49, `horizontal="center"`) +
		`</cellXfs><cellStyles count="1"><cellStyle name="常规" xfId="0" builtinId="0"/></cellStyles></styleSheet>`
}

// sheet writes the rows: the title, lines, heads, the rest of the table, lines.
func (f *sheetForm) sheet(ns string) string {
	var cols, rows strings.Builder
	var merges []string
	for i, w := range f.widths {
		fmt.Fprintf(&cols, `<col min="%d" max="%d" width="%d" customWidth="1"/>`, i+1, i+1, w)
	}
	row := 0
	over := func(text string, style, height int) {
		row++
		fmt.Fprintf(&rows, `<row r="%d" ht="%d" customHeight="1">%s</row>`, row, height, sheetCell(1, row, style, text))
		merges = append(merges, fmt.Sprintf(`<mergeCell ref="%s:%s"/>`, model.CellName(1, row), model.CellName(len(f.widths), row)))
	}
	over(f.title, titleCell, 36)
	for _, text := range f.above {
		over(text, lineCell, 24)
	}
	for r, cells := range f.table {
		row++
		fmt.Fprintf(&rows, `<row r="%d" ht="22" customHeight="1">`, row)
		for c, text := range cells {
			style := tableCell
			if n := f.table.wide(r, c); n > 1 {
				merges = append(merges, fmt.Sprintf(`<mergeCell ref="%s:%s"/>`, model.CellName(c+1, row), model.CellName(c+n, row)))
			}
			switch {
			case text == "<":
				text = ""
			case r == 0:
				style = headCell
			case strings.Contains(f.table[0][c], "号码"):
				style = textCell
			}
			rows.WriteString(sheetCell(c+1, row, style, text))
		}
		rows.WriteString(`</row>`)
	}
	for _, text := range f.below {
		over(text, lineCell, 24)
	}
	return `<worksheet ` + ns + `><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><cols>` + cols.String() + `</cols><sheetData>` + rows.String() + `</sheetData>` +
		fmt.Sprintf(`<mergeCells count="%d">%s</mergeCells>`, len(merges), strings.Join(merges, "")) +
		`<printOptions horizontalCentered="1"/><pageMargins left="0.6" right="0.6" top="0.8" bottom="0.8" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>` +
		`<headerFooter><oddFooter>&amp;C第 &amp;P 页，共 &amp;N 页</oddFooter></headerFooter></worksheet>`
}

// sheetCell writes a cell: a text, a formula that begins with = with what it came to of
// empty rows, or nothing.
func sheetCell(col, row, style int, text string) string {
	at := model.CellName(col, row)
	switch formula, ok := strings.CutPrefix(text, "="); {
	case ok:
		return fmt.Sprintf(`<c r="%s" s="%d"><f>%s</f><v>0</v></c>`, at, style, escapeXML.Replace(formula))
	case text == "":
		return fmt.Sprintf(`<c r="%s" s="%d"/>`, at, style)
	}
	return fmt.Sprintf(`<c r="%s" s="%d" t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>`, at, style, escapeXML.Replace(text))
}
