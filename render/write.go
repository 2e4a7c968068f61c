package render

import (
	"bufio"
	"context"
	"errors"
	"slices"

	"ruhu/render/doc"
	"ruhu/render/layout"
)

// errUncounted says that Write was called before Count.
var errUncounted = errors.New("render: the batch has not been counted")

// Write draws every file and gives the register's entries in order. A file
// that was begun when the context ends or an error occurs is aborted; files
// already committed stay.
func (b *Batch) Write(ctx context.Context, out Output, done func(households int)) ([]Entry, error) {
	if !b.counted {
		return nil, errUncounted
	}
	d := &writing{
		Batch: b, out: out, report: serialized(done), faces: newShared(b.opt, b.fonts),
		common: material{
			shell: b.opt.Shell, codebook: b.codebook, forms: b.forms,
			duplex: b.opt.Duplex, year: b.opt.Year, unit: b.opt.Unit, rare: b.opt.Rare,
		},
		entries: make([][]Entry, len(b.files)),
	}
	d.begun.L = &d.mu
	err := b.each(ctx, b.opt.jobs(), func(w *worker, _ int) error { return d.work(ctx, w) })
	return slices.Concat(d.entries...), err
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
			Pages: p.pages, Sheets: f.sheets(i, b.opt.Duplex), Files: paths,
		}
	}
	return out
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

// pages sets a document, where one of the files needs its pages.
func (s *series) pages(w *worker, d *doc.Document) ([]*layout.Page, error) {
	if !s.draws {
		return nil, nil
	}
	return w.flow.Pages(d)
}

// add adds a document to every file, and gives what is left to do for it; see
// writer.
func (s *series) add(d *doc.Document, pages []*layout.Page, count int) (rest func(), err error) {
	var rests []func()
	for _, to := range s.writers {
		one, err := to.add(d, pages, count)
		if err != nil {
			return nil, err
		}
		if one != nil {
			rests = append(rests, one)
		}
	}
	return func() {
		for _, do := range rests {
			do()
		}
	}, nil
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
