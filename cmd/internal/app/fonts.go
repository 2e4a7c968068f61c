package app

import (
	"context"
	"maps"
	"slices"

	"ruhu/cmd/internal/library"
	"ruhu/cmd/internal/output"
	"ruhu/cmd/internal/typeface"
	"ruhu/model/parallel"
	"ruhu/render"
)

// material verifies formats that the user named, and loads what they are made with: a slip
// is told before minutes of reading.
func (w *Workspace) material(formats *[]Format) (shell render.Shell, fonts *faces, err error) {
	if *formats, err = formatsOf(*formats); err != nil {
		return nil, nil, err
	}
	if shell, err = library.Shell(*formats, w.Templates); err != nil {
		return nil, nil, err
	}
	fonts, err = w.faces()
	return shell, fonts, err
}

// Survey tells which fonts are at hand and what they have.
func (w *Workspace) Survey(ctx context.Context) (*typeface.Report, error) {
	fonts, err := w.faces()
	if err != nil {
		return nil, Explain(ctx, err)
	}
	r, err := typeface.Survey(ctx, fonts.found)
	return r, Explain(ctx, err)
}

// Characters tells how each character of a text is set, each once, in order.
func (w *Workspace) Characters(text string) ([]typeface.CharReport, error) {
	fonts, err := w.faces()
	if err != nil {
		return nil, Explain(context.Background(), err)
	}
	return typeface.Characters(text, fonts.forms, fonts.found), nil
}

// Printable finds the characters of the roster that no embedded face has, with whose
// they are, without printing anything. The result is never nil.
func (w *Workspace) Printable(ctx context.Context) (*Result, error) {
	return w.use(ctx, "", func(r *Result, _ *output.Folder) error {
		fonts, err := w.faces()
		if err != nil {
			return err
		}
		in, err := w.readFor(ctx, r)
		if err != nil {
			return err
		}
		r.Held = 0 // held back or not, what is printed of a household is told
		r.Missing, err = parallel.Until(ctx, func() ([]typeface.Missing, error) { return typeface.MissingOf(in.roster, fonts.forms), nil })
		if err != nil {
			return err
		}
		chars := make(map[rune]bool)
		for _, m := range r.Missing {
			chars[m.Char] = true
		}
		for _, l := range fonts.found.Loans() {
			chars[l.Rune] = true
		}
		r.Chars = typeface.Characters(string(slices.Sorted(maps.Keys(chars))), fonts.forms, fonts.found)
		return nil
	})
}
