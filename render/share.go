package render

import (
	"slices"
	"strings"
	"sync"

	"ruhu/model"
	"ruhu/render/doc"
	"ruhu/render/form"
	"ruhu/render/layout"
	"ruhu/render/pdf"
)

// shared gives files the faces whose characters they have in common: those of
// their blank forms. They are packed once for all files of the same forms,
// which is most of what a household's file embeds, and they depend on the forms
// alone: a village's file has the same bytes whatever else a run prints.
type shared struct {
	opt   Options
	fonts Fonts

	mu    sync.Mutex
	known map[string]Fonts // by the forms of a file
}

func newShared(o Options, f Fonts) *shared {
	return &shared{opt: o, fonts: f, known: make(map[string]Fonts)}
}

// figures are shown by nearly every form that is filled in.
const figures = "0123456789.-/X ABCDEFGHJKLMNPQRSTUVWYZ"

// of gives the faces of a file.
func (s *shared) of(f *file) (Fonts, error) {
	defs, key := formsOf(f)
	s.mu.Lock()
	defer s.mu.Unlock()
	if fonts, ok := s.known[key]; ok {
		return fonts, nil
	}
	need, err := s.characters(defs, f.visit)
	if err != nil {
		return nil, err
	}
	fonts, err := s.fonts.Share(need)
	if err != nil {
		return nil, err
	}
	s.known[key] = fonts
	return fonts, nil
}

// formsOf gives the forms that a file holds, each once, and a name for them.
func formsOf(f *file) ([]*form.Definition, string) {
	var defs []*form.Definition
	var key strings.Builder
	if f.visit {
		key.WriteString("visit ")
	}
	for _, p := range f.parts {
		if !slices.Contains(defs, p.def) {
			defs = append(defs, p.def)
		}
	}
	slices.SortFunc(defs, func(a, b *form.Definition) int { return strings.Compare(a.ID, b.ID) })
	for _, d := range defs {
		key.WriteString(d.ID + " ")
	}
	return defs, key.String()
}

// characters gives what the blank forms show.
func (s *shared) characters(defs []*form.Definition, visit bool) (*pdf.Runes, error) {
	flow := layout.NewFlow(s.fonts.Measurer())
	var docs []*doc.Document
	for _, def := range defs {
		b, err := doc.NewBuilder(def, doc.Options{Year: s.opt.Year, Paper: s.opt.Paper, Mask: s.opt.Mask})
		if err != nil {
			return nil, err
		}
		docs = append(docs, b.Blank())
	}
	if visit {
		d, err := visitList(&file{village: &model.Village{}}, s.opt)
		if err != nil {
			return nil, err
		}
		docs = append(docs, d)
	}
	need := new(pdf.Runes)
	for _, d := range docs {
		pages, err := flow.Pages(d)
		if err != nil {
			return nil, err
		}
		for _, p := range pages {
			need.Page(p)
		}
	}
	need.Text(figures)
	return need, nil
}
