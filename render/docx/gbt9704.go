package docx

import (
	"fmt"
	"strings"
	"time"

	"ruhu/render/doc"
)

const (
	officialTypes = `application/vnd.openxmlformats-officedocument.wordprocessingml.`
	packageSpace  = `http://schemas.openxmlformats.org/package/2006/`
	officialSpace = `xmlns:w="` + wordSpace + `" xmlns:r="` + linkSpace + `"`
)

// linePitch is the exact distance of lines in twips: 22 of them must not be a
// hair taller than the type area, or Word sets 21.
const linePitch = int(doc.LinePitch / doc.Twip)

// tracking narrows characters of 16 pt, in twips: 28 of them fit into 156 mm, 29
// do not. It is said with the text, not with the document's grid, which word
// processors read in different ways.
const tracking = -5

// officialParts gives the parts of an official document around its body.
func officialParts(title string, body, odd, even []byte, pictures int) []part {
	p := doc.OfficialPaper()
	footer := p.Bottom - doc.NumberBelow - doc.FourthSize
	section := fmt.Sprintf(`<w:sectPr><w:footerReference w:type="default" r:id="rId4"/><w:footerReference w:type="even" r:id="rId5"/>`+
		`<w:pgSz w:w="%d" w:h="%d"/><w:pgMar w:top="%d" w:right="%d" w:bottom="%d" w:left="%d" w:header="851" w:footer="%d" w:gutter="0"/>`+
		`<w:pgNumType w:start="1"/><w:cols w:space="425"/><w:docGrid w:type="lines" w:linePitch="%d"/></w:sectPr>`,
		twips(p.Width), twips(p.Height), twips(p.Top), twips(p.Width)-twips(p.Left)-twips(p.TextWidth()), twips(p.Bottom), twips(p.Left), twips(footer), linePitch)
	var links strings.Builder
	for i := range pictures {
		fmt.Fprintf(&links, `<Relationship Id="ruhuChart%d" Type="`+linkSpace+`/image" Target="media/chart%d.png"/>`, i+1, i+1)
	}
	text := func(name, content string) part { return part{name, []byte(xmlHead + content)} }
	return []part{
		text(typesPart, `<Types xmlns="`+packageSpace+`content-types">`+
			`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>`+
			`<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>`+
			`<Override PartName="/word/document.xml" ContentType="`+officialTypes+`document.main+xml"/>`+
			`<Override PartName="/word/styles.xml" ContentType="`+officialTypes+`styles+xml"/>`+
			`<Override PartName="/word/settings.xml" ContentType="`+officialTypes+`settings+xml"/>`+
			`<Override PartName="/word/fontTable.xml" ContentType="`+officialTypes+`fontTable+xml"/>`+
			`<Override PartName="/word/footer1.xml" ContentType="`+officialTypes+`footer+xml"/>`+
			`<Override PartName="/word/footer2.xml" ContentType="`+officialTypes+`footer+xml"/>`+
			`<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`),
		text("_rels/.rels", `<Relationships xmlns="`+packageSpace+`relationships">`+
			`<Relationship Id="rId1" Type="`+linkSpace+`/officeDocument" Target="word/document.xml"/>`+
			`<Relationship Id="rId2" Type="`+packageSpace+`relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`),
		{corePart, coreProperties(title)},
		text(linksPart, `<Relationships xmlns="`+packageSpace+`relationships">`+
			`<Relationship Id="rId1" Type="`+linkSpace+`/styles" Target="styles.xml"/>`+
			`<Relationship Id="rId2" Type="`+linkSpace+`/settings" Target="settings.xml"/>`+
			`<Relationship Id="rId3" Type="`+linkSpace+`/fontTable" Target="fontTable.xml"/>`+
			`<Relationship Id="rId4" Type="`+linkSpace+`/footer" Target="footer1.xml"/>`+
			`<Relationship Id="rId5" Type="`+linkSpace+`/footer" Target="footer2.xml"/>`+links.String()+`</Relationships>`),
		text(documentPart, `<w:document `+officialSpace+`><w:body>`+string(body)+section+`</w:body></w:document>`),
		text("word/footer1.xml", `<w:ftr `+officialSpace+`>`+string(odd)+`</w:ftr>`),
		text("word/footer2.xml", `<w:ftr `+officialSpace+`>`+string(even)+`</w:ftr>`),
		text("word/settings.xml", `<w:settings `+officialSpace+`><w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/>`+
			`<w:drawingGridVerticalSpacing w:val="156"/><w:characterSpacingControl w:val="compressPunctuation"/>`+
			`<w:compat><w:spaceForUL/><w:ulTrailSpace/><w:doNotExpandShiftReturn/>`+
			`<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>`+
			`</w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>`),
		text(stylesPart, officialStyles()),
		text("word/fontTable.xml", `<w:fonts `+officialSpace+`>`+
			fontEntry("方正小标宋简体", "华文中宋", "03000509000000000000", "script")+
			fontEntry("仿宋", "仿宋_GB2312", "02010609060101010101", "modern")+
			fontEntry("楷体", "楷体_GB2312", "02010609060101010101", "modern")+
			fontEntry("黑体", "SimHei", "02010609060101010101", "modern")+
			fontEntry("宋体", "SimSun", "02010600030101010101", "auto")+`</w:fonts>`),
	}
}

// fontEntry names a font and the one that stands in where it is not installed.
func fontEntry(name, other, panose, family string) string {
	return `<w:font w:name="` + name + `"><w:altName w:val="` + other + `"/><w:panose1 w:val="` + panose + `"/><w:charset w:val="86"/><w:family w:val="` + family + `"/></w:font>`
}

// coreProperties names a file; no person's name and no clock is in it.
func coreProperties(title string) []byte {
	b := []byte(xmlHead + `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" ` +
		`xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" ` +
		`xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>`)
	b = escaped(b, plain(title))
	date := stamp.Format(time.RFC3339)
	return append(b, `</dc:title><dc:creator>ruhu</dc:creator><cp:lastModifiedBy>ruhu</cp:lastModifiedBy>`+
		`<dcterms:created xsi:type="dcterms:W3CDTF">`+date+`</dcterms:created>`+
		`<dcterms:modified xsi:type="dcterms:W3CDTF">`+date+`</dcterms:modified></cp:coreProperties>`...)
}

// officialStyles is the styles of an official document: Word's own headings, so
// that outline and contents work, and those of its other paragraphs.
func officialStyles() string {
	indent := fmt.Sprintf(`<w:ind w:firstLineChars="200" w:firstLine="%d"/>`, 2*twips(doc.ThirdSize)+2*tracking)
	exact := fmt.Sprintf(`<w:spacing w:line="%d" w:lineRule="exact"/>`, linePitch)
	auto := `<w:spacing w:line="240" w:lineRule="auto"/>`
	s := `<w:styles ` + officialSpace + `><w:docDefaults><w:rPrDefault><w:rPr>` + fonts("宋体") +
		`<w:sz w:val="18"/><w:szCs w:val="18"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>` +
		`<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:pPr><w:widowControl w:val="0"/>` +
		`<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:adjustRightInd w:val="0"/><w:snapToGrid w:val="0"/>` + exact + `<w:jc w:val="both"/></w:pPr><w:rPr>` + fonts("仿宋") +
		fmt.Sprintf(`<w:spacing w:val="%d"/><w:kern w:val="0"/>`, tracking) + size(doc.ThirdSize) + `</w:rPr></w:style>` +
		`<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>` +
		`<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>`
	for _, st := range []struct{ id, name, next, para, run string }{
		{"Title", "Title", "OfficialBody", exact + `<w:jc w:val="center"/>`, fonts("方正小标宋简体") + `<w:spacing w:val="0"/>` + size(doc.SecondSize)},
		{"Heading1", "heading 1", "OfficialBody", `<w:keepNext/>` + indent + `<w:outlineLvl w:val="0"/>`, fonts("黑体")},
		{"Heading2", "heading 2", "OfficialBody", `<w:keepNext/>` + indent + `<w:outlineLvl w:val="1"/>`, fonts("楷体")},
		{"Heading3", "heading 3", "OfficialBody", `<w:keepNext/>` + indent + `<w:outlineLvl w:val="2"/>`, ""},
		{"OfficialBody", "公文 正文", "OfficialBody", indent, ""},
		{"OfficialFlush", "公文 顶格", "OfficialBody", "", ""},
		{"OfficialSigned", "公文 落款", "OfficialSigned", `<w:jc w:val="right"/>`, ""},
		{"OfficialAnnex", "公文 附件号", "OfficialBody", `<w:keepNext/><w:pageBreakBefore/><w:jc w:val="left"/>`, fonts("黑体")},
		{"OfficialPicture", "公文 图", "Caption", `<w:keepNext/>` + auto + `<w:jc w:val="center"/>`, ""},
		{"Caption", "caption", "OfficialBody", `<w:jc w:val="center"/>`, fonts("黑体") + `<w:spacing w:val="0"/>` + size(doc.FourthSize)},
		{"OfficialNote", "公文 注", "OfficialNote", fmt.Sprintf(`<w:spacing w:before="120" w:line="240" w:lineRule="auto"/><w:ind w:firstLineChars="200" w:firstLine="%d"/>`, 2*twips(doc.FifthSize)), `<w:spacing w:val="0"/>` + size(doc.FifthSize)},
		{"Footer", "footer", "Footer", auto + `<w:jc w:val="left"/>`, fonts("宋体") + `<w:spacing w:val="0"/>` + size(doc.FourthSize)},
	} {
		custom := ""
		if strings.HasPrefix(st.id, "Official") {
			custom = ` w:customStyle="1"`
		}
		s += `<w:style w:type="paragraph"` + custom + ` w:styleId="` + st.id + `"><w:name w:val="` + st.name + `"/><w:basedOn w:val="Normal"/><w:next w:val="` + st.next + `"/><w:qFormat/>` +
			`<w:pPr>` + st.para + `</w:pPr><w:rPr>` + st.run + `</w:rPr></w:style>`
	}
	for _, st := range [][3]string{{styleText, "公文 表格文字", "宋体"}, {styleHead, "公文 表格标题", "黑体"}, {styleTitle, "公文 表名", "宋体"}} {
		s += `<w:style w:type="paragraph" w:customStyle="1" w:styleId="` + st[0] + `"><w:name w:val="` + st[1] + `"/><w:qFormat/><w:pPr><w:widowControl w:val="0"/>` +
			`<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:snapToGrid w:val="0"/></w:pPr><w:rPr>` + fonts(st[2]) + size(doc.FifthSize) + `</w:rPr></w:style>`
	}
	return s + `</w:styles>`
}

// fonts names one font for all characters: digits are as wide as half a Han
// character in it, and the lines stand on their grid.
func fonts(name string) string {
	return `<w:rFonts w:ascii="` + name + `" w:hAnsi="` + name + `" w:eastAsia="` + name + `" w:cs="Times New Roman"/>`
}

func size(l doc.Length) string { return string(appendSize(nil, l)) }
