package render

import (
	"context"

	"ruhu/render/doc"
	"ruhu/render/form"
	"ruhu/render/layout"
	"ruhu/render/pdf"
)

func blank(ctx context.Context, forms *form.Set, fonts Fonts, o BlankOptions, out Output) ([]string, Totals, error) {
	defs, err := choose(forms, o.Forms)
	if err != nil {
		return nil, Totals{}, err
	}
	var paths []string
	var t Totals
	names := newNames()
	flow := layout.NewFlow(fonts.Measurer())
	for _, def := range defs {
		if ctx.Err() != nil {
			return paths, t, ctx.Err()
		}
		pages, err := blankPages(flow, def, o)
		if err != nil {
			return paths, t, err
		}
		f, err := drawCopies(fonts, def, pages, o)
		if err != nil {
			return paths, t, err
		}
		path := names.unique(safe(def.Title)+"-空白") + ".pdf"
		if err := save(out, path, f); err != nil {
			return paths, t, err
		}
		paths = append(paths, path)
		copies := max(1, o.Copies)
		t.Documents += copies
		t.Pages += copies * sides(len(pages), o.Duplex)
		t.Sheets += copies * sheets(len(pages), o.Duplex)
	}
	return paths, t, nil
}

func blankPages(flow *layout.Flow, def *form.Definition, o BlankOptions) ([]*layout.Page, error) {
	b, err := doc.NewBuilder(def, doc.Options{Year: o.Year, Paper: o.Paper, Rows: o.Rows})
	if err != nil {
		return nil, err
	}
	return flow.Pages(b.Blank())
}

func drawCopies(fonts Fonts, def *form.Definition, pages []*layout.Page, o BlankOptions) (*pdf.File, error) {
	d := drawing{file: pdf.New(fonts, pdf.Meta{Title: def.Title}), duplex: o.Duplex}
	for i := range max(1, o.Copies) {
		if i == 0 {
			d.file.Bookmark(def.Title, 0)
		}
		if err := d.draw(pages); err != nil {
			return nil, err
		}
	}
	return d.file, nil
}
