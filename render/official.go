package render

import (
	"bytes"
	"fmt"
	"io"

	"ruhu/render/doc"
	"ruhu/render/docx"
	"ruhu/render/layout"
	"ruhu/render/pdf"
	"ruhu/render/picture"
)

// OfficialFormats are the formats of official documents. There is no workbook
// among them: their figures are one of their own.
var OfficialFormats = []Format{DOCX, PDF}

// SetOfficial sets an official document on pages, as its PDF has them, and gives
// it as it was set. Word counts its own pages, but on the same grid: a chart that
// had no room on the PDF's page has none on Word's, so all formats are written
// of the document as it was set.
func SetOfficial(o *doc.Official, fonts Fonts) (*doc.Official, []*layout.Page, error) {
	set, pages, err := layout.Official(o, fonts.Measurer())
	if err != nil {
		return nil, nil, fmt.Errorf("set %s: %w", o.ID, err)
	}
	return set, pages, nil
}

// WriteOfficial writes an official document whose pages were set. The same
// document gives the same bytes.
func WriteOfficial(w io.Writer, o *doc.Official, pages []*layout.Page, fonts Fonts, f Format) error {
	switch f {
	case PDF:
		return writeOfficialPages(w, o, pages, fonts)
	case DOCX:
		painter := NewPainter(fonts)
		return docx.WriteOfficial(w, o, func(c *doc.Chart) ([]byte, error) {
			var file bytes.Buffer
			err := painter.PNG(&file, layout.Picture(c, fonts.Measurer()), picture.Print)
			return file.Bytes(), err
		})
	}
	return fmt.Errorf("an official document as %s: unknown format", f)
}

// writeOfficialPages draws pages, with a bookmark for the text and each annex.
func writeOfficialPages(w io.Writer, o *doc.Official, pages []*layout.Page, fonts Fonts) error {
	file := pdf.New(fonts, pdf.Meta{Title: o.PlainTitle()})
	file.Bookmark(o.PlainTitle(), 0)
	annex := 0
	for _, p := range pages {
		if annex < len(o.Annexes) && p.Begins == o.Annexes[annex].Mark {
			a := o.Annexes[annex]
			file.Bookmark(a.Mark+" "+a.PlainTitle(), 0)
			annex++
		}
		if err := file.Page(p); err != nil {
			return err
		}
	}
	_, err := file.WriteTo(w)
	return err
}
