package app

import (
	"context"
	"maps"
	"slices"

	"ruhu/cmd/internal/typeface"
	"ruhu/model/parallel"
)

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

// Printable is how the characters of a roster are set.
type Printable struct {
	*Result
	Chars []typeface.CharReport // those that no embedded face has, in order of their codes
}

// Printable finds the characters of the roster that no embedded face has, with whose
// they are, without printing anything. The result is never nil.
func (w *Workspace) Printable(ctx context.Context) (*Printable, error) {
	p := &Printable{Result: newResult()}
	return p, Explain(ctx, w.printable(ctx, p))
}

func (w *Workspace) printable(ctx context.Context, p *Printable) error {
	w.describe(p.Result)
	fonts, err := w.faces()
	if err != nil {
		return err
	}
	in, err := w.readFor(ctx, p.Result)
	if err != nil {
		return err
	}
	p.Held = 0 // held back or not, what is printed of a household is told
	p.Missing, err = parallel.Until(ctx, func() ([]typeface.Missing, error) { return typeface.MissingOf(in.roster, fonts.forms), nil })
	if err != nil {
		return err
	}
	chars := make(map[rune]bool)
	for _, m := range p.Missing {
		chars[m.Char] = true
	}
	for _, l := range fonts.found.Loans() {
		chars[l.Rune] = true
	}
	text := string(slices.Sorted(maps.Keys(chars)))
	p.Chars = typeface.Characters(text, fonts.forms, fonts.found)
	return nil
}
