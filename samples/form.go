package samples

import (
	"archive/zip"
	"fmt"
	"io"
	"strings"
)

// Forms gives the names of the forms that WriteForm writes: such as other offices send
// to be filled in.
func Forms() []string { return []string{noticeName, cardName, surveyName} }

// WriteForm writes one of the forms, empty, as an office types it in Excel or Word.
func WriteForm(w io.Writer, name string) error {
	forms := map[string]interface{ parts() []filePart }{noticeName: publicNotice(),
		cardName: householdCard, surveyName: survey}
	if forms[name] == nil {
		return fmt.Errorf("no form %s", name)
	}
	return writeFile(w, forms[name].parts())
}

// filePart is a part of an Office file.
type filePart struct{ name, text string }

func writeFile(w io.Writer, parts []filePart) error {
	z := zip.NewWriter(w)
	for _, p := range parts {
		f, err := z.Create(p.name)
		if err != nil {
			return err
		}
		if _, err := io.WriteString(f, `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>`+p.text); err != nil {
			return err
		}
	}
	return z.Close()
}

// frame gives the parts that lead to the main one and to its styles.
func frame(main, kind string) []filePart {
	const types, rels = "http://schemas.openxmlformats.org/package/2006/content-types", "http://schemas.openxmlformats.org/package/2006/relationships"
	const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	folder, file, _ := strings.Cut(main, "/")
	ml := "application/vnd.openxmlformats-officedocument." + kind
	more, moreRels := "", ""
	if folder == "xl" {
		more = `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="` + ml + `.worksheet+xml"/>`
		moreRels = `<Relationship Id="rId1" Type="` + office + `/worksheet" Target="worksheets/sheet1.xml"/>`
	}
	mainType := map[string]string{"xl": "sheet.main+xml", "word": "document.main+xml"}[folder]
	return []filePart{
		{"[Content_Types].xml", `<Types xmlns="` + types + `"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>` +
			`<Override PartName="/` + main + `" ContentType="` + ml + `.` + mainType + `"/>` + more +
			`<Override PartName="/` + folder + `/styles.xml" ContentType="` + ml + `.styles+xml"/></Types>`},
		{"_rels/.rels", `<Relationships xmlns="` + rels + `"><Relationship Id="rId1" Type="` + office + `/officeDocument" Target="` + main + `"/></Relationships>`},
		{folder + "/_rels/" + file + ".rels", `<Relationships xmlns="` + rels + `">` + moreRels + `<Relationship Id="rId2" Type="` + office + `/styles" Target="styles.xml"/></Relationships>`},
	}
}

var escapeXML = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")

// ruled is a table as text: a row a line, cells between |. < belongs to the cell at the
// left, ^ to the one above.
type ruled [][]string

func rule(text string) ruled {
	var out ruled
	for line := range strings.SplitSeq(strings.Trim(text, "\n"), "\n") {
		out = append(out, strings.Split(line, "|"))
	}
	return out
}

// wide is how many columns the cell at a place covers.
func (t ruled) wide(row, col int) int {
	n := 1
	for col+n < len(t[row]) && t[row][col+n] == "<" {
		n++
	}
	return n
}

// goesOn reports a cell that the row below continues.
func (t ruled) goesOn(row, col int) bool { return row+1 < len(t) && t[row+1][col] == "^" }

// sum adds the widths of columns.
func sum(widths []int) int {
	n := 0
	for _, w := range widths {
		n += w
	}
	return n
}
