//go:build ignore

// Command make writes form.docx, the built-in shell of Word documents, from the
// text below, so that a change of a style can be reviewed:
//
//	go run templates/docx/make/main.go templates/docx/form.docx
//
// The same text gives the same bytes.
package main

import (
	"archive/zip"
	"bytes"
	"log"
	"os"
	"time"
)

const (
	head  = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	types = `application/vnd.openxmlformats-officedocument.wordprocessingml.`
	links = `http://schemas.openxmlformats.org/officeDocument/2006/relationships`
	pack  = `http://schemas.openxmlformats.org/package/2006/`
	space = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="` + links + `"`
)

// parts is the shell, part by part.
var parts = []struct{ name, text string }{
	{"[Content_Types].xml", `<Types xmlns="` + pack + `content-types">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Default Extension="xml" ContentType="application/xml"/>` +
		`<Default Extension="png" ContentType="image/png"/>` +
		`<Override PartName="/word/document.xml" ContentType="` + types + `document.main+xml"/>` +
		`<Override PartName="/word/styles.xml" ContentType="` + types + `styles+xml"/>` +
		`<Override PartName="/word/settings.xml" ContentType="` + types + `settings+xml"/>` +
		`<Override PartName="/word/fontTable.xml" ContentType="` + types + `fontTable+xml"/>` +
		`<Override PartName="/word/header1.xml" ContentType="` + types + `header+xml"/>` +
		`<Override PartName="/word/footer1.xml" ContentType="` + types + `footer+xml"/>` +
		`<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>` +
		`</Types>`},
	{"_rels/.rels", `<Relationships xmlns="` + pack + `relationships">` +
		`<Relationship Id="rId1" Type="` + links + `/officeDocument" Target="word/document.xml"/>` +
		`<Relationship Id="rId2" Type="` + pack + `relationships/metadata/core-properties" Target="docProps/core.xml"/>` +
		`</Relationships>`},
	{"docProps/core.xml", `<cp:coreProperties xmlns:cp="` + pack + `metadata/core-properties" ` +
		`xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>ruhu</dc:creator></cp:coreProperties>`},
	{"word/_rels/document.xml.rels", `<Relationships xmlns="` + pack + `relationships">` +
		`<Relationship Id="rId1" Type="` + links + `/styles" Target="styles.xml"/>` +
		`<Relationship Id="rId2" Type="` + links + `/settings" Target="settings.xml"/>` +
		`<Relationship Id="rId3" Type="` + links + `/fontTable" Target="fontTable.xml"/>` +
		`<Relationship Id="rId4" Type="` + links + `/header" Target="header1.xml"/>` +
		`<Relationship Id="rId5" Type="` + links + `/footer" Target="footer1.xml"/>` +
		`</Relationships>`},
	{"word/document.xml", `<w:document ` + space + `><w:body>` + mark("body") +
		`<w:sectPr><w:headerReference w:type="default" r:id="rId4"/><w:footerReference w:type="default" r:id="rId5"/>` +
		`<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>` +
		`<w:pgMar w:top="1361" w:right="567" w:bottom="737" w:left="567" w:header="454" w:footer="454" w:gutter="0"/>` +
		`<w:cols w:space="425"/></w:sectPr></w:body></w:document>`},
	{"word/header1.xml", `<w:hdr ` + space + `>` + mark("head") + `</w:hdr>`},
	{"word/footer1.xml", `<w:ftr ` + space + `>` + mark("foot") + `</w:ftr>`},
	{"word/settings.xml", settings},
	{"word/styles.xml", styles},
	{"word/fontTable.xml", `<w:fonts ` + space + `>` +
		font("宋体", "SimSun", "02010600030101010101", "86", "auto") +
		font("黑体", "SimHei", "02010609060101010101", "86", "modern") +
		font("Times New Roman", "", "02020603050405020304", "00", "roman") + `</w:fonts>`},
}

func mark(name string) string {
	return `<w:p><w:pPr><w:pStyle w:val="RuhuText"/></w:pPr><w:r><w:t>{{` + name + `}}</w:t></w:r></w:p>`
}

func font(name, other, panose, charset, family string) string {
	s := `<w:font w:name="` + name + `">`
	if other != "" {
		s += `<w:altName w:val="` + other + `"/>`
	}
	return s + `<w:panose1 w:val="` + panose + `"/><w:charset w:val="` + charset + `"/><w:family w:val="` + family + `"/></w:font>`
}

// settings keeps Word 2013's way of laying out, which has no surprises for exact
// heights, and Chinese habits of setting.
const settings = `<w:settings ` + space + `><w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/>` +
	`<w:drawingGridVerticalSpacing w:val="156"/><w:characterSpacingControl w:val="doNotCompress"/>` +
	`<w:compat><w:spaceForUL/><w:ulTrailSpace/><w:doNotExpandShiftReturn/>` +
	`<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>` +
	`</w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>`

// styles name fonts by name, never by theme. Sizes are written beside the text,
// since a form's definition decides them. No room is added between Chinese and
// Western signs, so that widths can be told beforehand.
const styles = `<w:styles ` + space + `><w:docDefaults><w:rPrDefault><w:rPr>` +
	`<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="宋体" w:cs="Times New Roman"/>` +
	`<w:sz w:val="18"/><w:szCs w:val="18"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>` +
	`<w:pPrDefault/></w:docDefaults>` +
	`<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>` +
	`<w:pPr><w:widowControl w:val="0"/><w:overflowPunct w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>` +
	`<w:adjustRightInd w:val="0"/><w:snapToGrid w:val="0"/></w:pPr></w:style>` +
	`<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>` +
	`<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/>` +
	`<w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>` +
	`<w:style w:type="paragraph" w:customStyle="1" w:styleId="RuhuText"><w:name w:val="入户 正文"/><w:basedOn w:val="Normal"/><w:qFormat/></w:style>` +
	`<w:style w:type="paragraph" w:customStyle="1" w:styleId="RuhuHead"><w:name w:val="入户 标题"/><w:basedOn w:val="Normal"/><w:qFormat/>` +
	`<w:rPr><w:rFonts w:ascii="黑体" w:hAnsi="黑体" w:eastAsia="黑体"/></w:rPr></w:style>` +
	`<w:style w:type="paragraph" w:customStyle="1" w:styleId="RuhuTitle"><w:name w:val="入户 表名"/><w:basedOn w:val="Normal"/><w:qFormat/>` +
	`<w:rPr><w:rFonts w:ascii="宋体" w:hAnsi="宋体" w:eastAsia="宋体"/><w:b/><w:bCs/></w:rPr></w:style>` +
	`<w:style w:type="character" w:customStyle="1" w:styleId="RuhuMark"><w:name w:val="入户 附件号"/><w:qFormat/>` +
	`<w:rPr><w:rFonts w:ascii="黑体" w:hAnsi="黑体" w:eastAsia="黑体"/><w:b w:val="0"/><w:bCs w:val="0"/></w:rPr></w:style>` +
	`</w:styles>`

func main() {
	log.SetFlags(0)
	if len(os.Args) != 2 {
		log.Fatal("usage: make FILE.docx")
	}
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	for _, p := range parts {
		w, err := z.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Deflate, Modified: time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)})
		if err == nil {
			_, err = w.Write([]byte(head + p.text))
		}
		if err != nil {
			log.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile(os.Args[1], buf.Bytes(), 0o644); err != nil {
		log.Fatal(err)
	}
}
