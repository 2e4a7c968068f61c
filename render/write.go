package render

import (
	"bufio"
	"context"
	"errors"
	"fmt"

	"ruhu/render/layout"
	"ruhu/render/pdf"
)

// errUncounted says that Write was called before Count.
var errUncounted = errors.New("render: the batch has not been counted")

func (b *Batch) write(ctx context.Context, out Output, done func(int)) ([]Entry, error) {
	if b.cut == nil {
		return nil, errUncounted
	}
	report := serialized(done)
	entries := make([][]Entry, len(b.files))
	err := each(ctx, b.opt.Jobs, len(b.files), func() *worker {
		return newWorker(b.opt, b.fonts.Measurer())
	}, func(w *worker, i int) error {
		var err error
		entries[i], err = b.writeFile(ctx, w, b.files[i], out, report)
		return err
	})
	var all []Entry
	for _, es := range entries {
		all = append(all, es...)
	}
	return all, err
}

// writeFile draws one file: the visit list, then every part, under bookmarks
// village › household.
func (b *Batch) writeFile(ctx context.Context, w *worker, f *file, out Output, report func(*part)) ([]Entry, error) {
	d := drawing{file: pdf.New(b.cut, pdf.Meta{Title: f.village.Name + " " + f.title}), duplex: b.opt.Duplex}
	d.file.Bookmark(f.village.Name, 0)
	if f.visit {
		pages, err := w.visits(f)
		if err != nil {
			return nil, err
		}
		d.file.Bookmark("入户走访单", 1)
		if err := d.draw(pages); err != nil {
			return nil, err
		}
	}
	entries := make([]Entry, 0, len(f.parts))
	for i, p := range f.parts {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		d.mark(f.parts, i)
		pages, err := w.pages(p)
		if err != nil {
			return nil, err
		}
		if err := d.draw(pages); err != nil {
			return nil, fmt.Errorf("draw %s: %w", f.path, err)
		}
		entries = append(entries, Entry{
			Number: p.number, Form: p.def, Village: p.village, Household: p.household,
			Pages: len(pages), Sheets: sheets(len(pages), b.opt.Duplex), File: f.path,
		})
		report(p)
	}
	return entries, save(out, f.path, d.file)
}

// drawing is a file being drawn.
type drawing struct {
	file   *pdf.File
	duplex bool
}

// mark puts a bookmark at the first page of a household, or of a village's own
// form.
func (d *drawing) mark(parts []*part, i int) {
	p := parts[i]
	switch {
	case p.household == nil:
		d.file.Bookmark(p.def.Title, 1)
	case i == 0 || parts[i-1].household != p.household:
		d.file.Bookmark(p.household.HeadName()+"（"+p.household.Number()+"）", 1)
	}
}

func (d *drawing) draw(pages []*layout.Page) error {
	for _, p := range pages {
		if err := d.file.Page(p); err != nil {
			return err
		}
	}
	if n := len(pages); d.duplex && n%2 == 1 {
		return d.file.BlankPage(pages[n-1].Width, pages[n-1].Height)
	}
	return nil
}

// save writes a finished drawing under its name, or leaves nothing.
func save(out Output, path string, f *pdf.File) error {
	to, err := out.Create(path)
	if err != nil {
		return err
	}
	buf := bufio.NewWriterSize(to, 1<<16)
	if _, err = f.WriteTo(buf); err == nil {
		err = buf.Flush()
	}
	if err != nil {
		to.Abort()
		return err
	}
	return to.Commit()
}
