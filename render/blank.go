package render

import (
	"context"

	"ruhu/render/doc"
	"ruhu/render/form"
	"ruhu/render/layout"
)

// Blank writes the blank forms, a file each: <表名>-空白.pdf. It gives the
// relative paths and the totals.
func Blank(ctx context.Context, forms *form.Set, fonts Fonts, o BlankOptions, out Output) ([]string, Totals, error) {
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
		s, pages, err := copies(ctx, def, fonts, flow, names.unique(safe(def.Title)+"-空白"), o)
		if err != nil {
			return paths, t, err
		}
		if err := s.save(out); err != nil {
			return paths, t, err
		}
		paths = append(paths, s.paths...)
		n := max(1, o.Copies)
		t.Documents += n
		t.Pages += n * sides(pages, o.Duplex)
		t.Sheets += n * sheets(pages, o.Duplex)
	}
	return paths, t, nil
}

// copies makes the files of one blank form, as many copies in each as asked
// for; of a workbook's sheet one copy is enough.
func copies(ctx context.Context, def *form.Definition, fonts Fonts, flow *layout.Flow, path string, o BlankOptions) (*series, int, error) {
	b, err := doc.NewBuilder(def, doc.Options{Year: o.Year, Paper: o.Paper, Rows: o.Rows})
	if err != nil {
		return nil, 0, err
	}
	d := b.Blank()
	pages, err := flow.Pages(d)
	if err != nil {
		return nil, 0, err
	}
	m := &material{fonts: fonts, shell: o.Shell, codebook: def.Codebook, forms: []*form.Definition{def}, duplex: o.Duplex, year: o.Year, unit: o.Unit, rare: o.Rare}
	s, err := m.series(formats(o.Formats), path, def.Title, "", false)
	if err != nil {
		return nil, 0, err
	}
	s.bookmark(def.Title, 0)
	for i := range max(1, o.Copies) {
		if ctx.Err() != nil {
			return nil, 0, ctx.Err()
		}
		for k, w := range s.writers {
			if i > 0 && formats(o.Formats)[k] == XLSX {
				continue
			}
			rest, err := w.add(d, pages, len(pages))
			if err != nil {
				return nil, 0, err
			}
			if rest != nil {
				rest()
			}
		}
	}
	return s, len(pages), nil
}
