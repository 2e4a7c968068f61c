package render

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"slices"

	"ruhu/render/doc"
	"ruhu/render/layout"
)

// errUncounted says that Write was called before Count.
var errUncounted = errors.New("render: the batch has not been counted")

func (b *Batch) write(ctx context.Context, out Output, done func(int)) ([]Entry, error) {
	if !b.counted {
		return nil, errUncounted
	}
	m := &material{
		shell: b.opt.Shell, codebook: b.codebook, forms: b.forms,
		duplex: b.opt.Duplex, year: b.opt.Year, unit: b.opt.Unit,
	}
	faces := newShared(b.opt, b.fonts)
	report := serialized(done)
	entries := make([][]Entry, len(b.files))
	err := each(ctx, b.opt.Jobs, len(b.files), b.worker, func(w *worker, i int) error {
		f := b.files[i]
		if b.whole(f) {
			for _, p := range f.parts {
				report(p)
			}
		} else {
			fonts, err := faces.of(f)
			if err != nil {
				return err
			}
			own := *m
			own.fonts = fonts
			if err := w.write(ctx, &own, f, out, report); err != nil {
				return err
			}
		}
		entries[i] = b.entries(f)
		return nil
	})
	return slices.Concat(entries...), err
}

// whole reports a file that an earlier run finished in every format.
func (b *Batch) whole(f *file) bool {
	return b.opt.Whole != nil && !slices.ContainsFunc(b.paths(f), func(path string) bool { return !b.opt.Whole(path) })
}

// entries gives what the register says of a file.
func (b *Batch) entries(f *file) []Entry {
	paths := b.paths(f)
	out := make([]Entry, len(f.parts))
	for i, p := range f.parts {
		out[i] = Entry{
			Number: p.number, Form: p.def, Village: p.village, Household: p.household,
			Pages: p.pages, Sheets: sheets(p.pages, b.opt.Duplex), Files: paths,
		}
	}
	return out
}

// write makes one file in every format asked for: the visit list, then every
// part, under bookmarks village › household.
func (w *worker) write(ctx context.Context, m *material, f *file, out Output, report func(*part)) error {
	s, err := w.begin(m, f)
	if err != nil {
		return err
	}
	s.bookmark(f.village.Name, 0)
	if f.visit {
		d, err := visitList(f, w.opt)
		if err != nil {
			return err
		}
		s.bookmark("入户走访单", 1)
		if err := s.add(w, d, f.visits); err != nil {
			return err
		}
	}
	for i, p := range f.parts {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if name := bookmarkOf(f.parts, i); name != "" {
			s.bookmark(name, 1)
		}
		d, err := w.document(p)
		if err != nil {
			return err
		}
		if err := s.add(w, d, p.pages); err != nil {
			return fmt.Errorf("write %s: %w", f.path, err)
		}
		report(p)
	}
	return s.save(out)
}

// bookmarkOf names part i where a household begins, or a village's own form.
func bookmarkOf(parts []*part, i int) string {
	p := parts[i]
	switch {
	case p.household == nil:
		return p.def.Title
	case i == 0 || parts[i-1].household != p.household:
		return p.household.HeadName() + "（" + p.household.Number() + "）"
	}
	return ""
}

// series is the files of several formats that hold the same.
type series struct {
	writers []writer
	paths   []string
	draws   bool // one of them needs pages
}

func (w *worker) begin(m *material, f *file) (*series, error) {
	return m.series(formats(w.opt.Formats), f.path, f.village.Name+" "+f.title, f.village.Name, len(f.parts) > 1)
}

// series begins a file of each format at path, which has no ending yet.
func (m *material) series(fs []Format, path, title, village string, several bool) (*series, error) {
	s := &series{}
	for _, f := range fs {
		w, err := m.begin(f, title, village, several)
		if err != nil {
			return nil, err
		}
		s.writers = append(s.writers, w)
		s.paths = append(s.paths, path+"."+string(f))
		s.draws = s.draws || f == PDF
	}
	return s, nil
}

func (s *series) bookmark(text string, level int) {
	for _, w := range s.writers {
		w.bookmark(text, level)
	}
}

// add adds a document to every file, setting its pages once where one needs
// them.
func (s *series) add(w *worker, d *doc.Document, count int) error {
	var pages []*layout.Page
	if s.draws {
		var err error
		if pages, err = w.flow.Pages(d); err != nil {
			return err
		}
	}
	return s.addPages(d, pages, count)
}

func (s *series) addPages(d *doc.Document, pages []*layout.Page, count int) error {
	for _, to := range s.writers {
		if err := to.add(d, pages, count); err != nil {
			return err
		}
	}
	return nil
}

// save writes every file under its name, or leaves nothing of it.
func (s *series) save(out Output) error {
	for i, w := range s.writers {
		if err := save(out, s.paths[i], w); err != nil {
			return err
		}
	}
	return nil
}

func save(out Output, path string, w writer) error {
	to, err := out.Create(path)
	if err != nil {
		return err
	}
	buf := bufio.NewWriterSize(to, 1<<16)
	if _, err = w.WriteTo(buf); err == nil {
		err = buf.Flush()
	}
	if err != nil {
		to.Abort()
		return err
	}
	return to.Commit()
}
