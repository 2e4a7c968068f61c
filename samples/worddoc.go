package samples

import (
	"fmt"
	"strings"
)

// wordForm is a form typed in Word. Measures are twentieths of a point.
type wordForm struct {
	title     string
	size      int // of the texts, in half points
	landscape bool
	blocks    []wordBlock
}

// wordBlock is a line of text, or a table with the widths of its columns.
type wordBlock struct {
	line    string
	section bool // it begins one
	table   ruled
	widths  []int
}

func line(text string) wordBlock            { return wordBlock{line: text} }
func section(text string) wordBlock         { return wordBlock{line: text, section: true} }
func table(text string, w ...int) wordBlock { return wordBlock{table: rule(text), widths: w} }

func (f *wordForm) parts() []filePart {
	var b strings.Builder
	b.WriteString(`<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>`)
	b.WriteString(wordLine(f.title, "黑体", 36, `<w:spacing w:before="0" w:after="160"/><w:jc w:val="center"/>`))
	for _, x := range f.blocks {
		if x.table == nil {
			font, props := "仿宋", `<w:spacing w:before="80" w:after="80"/>`
			if x.section {
				font, props = "黑体", `<w:keepNext/>`+props
			}
			b.WriteString(wordLine(x.line, font, f.size+2, props))
			continue
		}
		f.writeTable(&b, x)
	}
	page := `<w:pgSz w:w="11906" w:h="16838"/>`
	if f.landscape {
		page = `<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>`
	}
	b.WriteString(`<w:sectPr>` + page + `<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="851" w:footer="992" w:gutter="0"/></w:sectPr></w:body></w:document>`)
	return append(frame("word/document.xml", "wordprocessingml"),
		filePart{"word/styles.xml", `<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults><w:rPrDefault><w:rPr>` +
			`<w:rFonts w:ascii="Times New Roman" w:eastAsia="宋体" w:hAnsi="Times New Roman" w:cs="Times New Roman"/><w:sz w:val="21"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault></w:docDefaults>` +
			`<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style></w:styles>`},
		filePart{"word/document.xml", b.String()})
}

// wordLine is a paragraph in a type; its mark has the type too, so that who goes on
// writing in an empty one writes in it.
func wordLine(text, font string, size int, props string) string {
	kind := fmt.Sprintf(`<w:rPr><w:rFonts w:hint="eastAsia" w:eastAsia="%s"/><w:sz w:val="%d"/></w:rPr>`, font, size)
	out := `<w:p><w:pPr>` + props + kind + `</w:pPr>`
	if text != "" {
		out += `<w:r>` + kind + `<w:t xml:space="preserve">` + escapeXML.Replace(text) + `</w:t></w:r>`
	}
	return out + `</w:p>`
}

func (f *wordForm) writeTable(b *strings.Builder, x wordBlock) {
	fmt.Fprintf(b, `<w:tbl><w:tblPr><w:tblW w:w="%d" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>`, sum(x.widths))
	for _, side := range []string{"top", "left", "bottom", "right", "insideH", "insideV"} {
		fmt.Fprintf(b, `<w:%s w:val="single" w:sz="4" w:space="0" w:color="auto"/>`, side)
	}
	b.WriteString(`</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>`)
	for _, w := range x.widths {
		fmt.Fprintf(b, `<w:gridCol w:w="%d"/>`, w)
	}
	b.WriteString(`</w:tblGrid>`)
	for r := range x.table {
		b.WriteString(`<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="380"/><w:jc w:val="center"/></w:trPr>`)
		for c := 0; c < len(x.table[r]); c += x.table.wide(r, c) {
			f.writeCell(b, x, r, c)
		}
		b.WriteString(`</w:tr>`)
	}
	b.WriteString(`</w:tbl>`)
}

func (f *wordForm) writeCell(b *strings.Builder, x wordBlock, r, c int) {
	n, text := x.table.wide(r, c), x.table[r][c]
	fmt.Fprintf(b, `<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/>`, sum(x.widths[c:c+n]))
	if n > 1 {
		fmt.Fprintf(b, `<w:gridSpan w:val="%d"/>`, n)
	}
	switch {
	case text == "^":
		text = ""
		b.WriteString(`<w:vMerge/>`)
	case x.table.goesOn(r, c):
		b.WriteString(`<w:vMerge w:val="restart"/>`)
	}
	b.WriteString(`<w:vAlign w:val="center"/></w:tcPr>`)
	align := "center"
	if n > 1 && strings.ContainsAny(text, "□：") {
		align = "left"
	}
	b.WriteString(wordLine(text, "宋体", f.size, `<w:jc w:val="`+align+`"/>`))
	b.WriteString(`</w:tc>`)
}
