package web

import (
	"fmt"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"ruhu/cmd/internal/app"
	"ruhu/cmd/internal/fault"
)

// previewPages show pages as they will be printed.
var previewPages = map[string]handler{
	"POST /preview":     withPlan((*asked).turn),
	"GET /preview/page": withPlan((*asked).picture),
}

// preview is a page of a household's forms, with the ways on from there.
type preview struct {
	Plan        string
	Sheet       int // its form
	InSheet     int // page of the form, from 1
	Page, Pages int // of the household
	At, Stops   int // of the households, from 1
	Here        string
	Name        string // of the household or village
	Village     string
	Number      string
	Form        string
	Width       int // of the picture, in pixels
	Height      int
	Zoom        int
	// Other places; empty: there is none.
	Back, Next    string // page
	Before, After string // household
	In, Out       string // the same page, larger and smaller
	Alone         bool   // no other household is turned to
}

// zooms are the sizes of pictures in dots an inch; the first fits the width of the page.
var zooms = []int{110, 130, 170, 220}

// here is where a preview is: h12.3.1 is page 3 of household 12 at the second zoom.
type here struct {
	key  string
	page int
	zoom int
}

func parseHere(text string) here {
	parts := strings.Split(text, ".")
	h := here{key: parts[0], page: 1}
	if len(parts) == 3 {
		h.page, _ = strconv.Atoi(parts[1])
		h.zoom, _ = strconv.Atoi(parts[2])
	}
	h.page, h.zoom = max(1, h.page), min(max(0, h.zoom), len(zooms)-1)
	return h
}

func (h here) String() string { return fmt.Sprintf("%s.%d.%d", h.key, h.page, h.zoom) }

// preview sets the page that a text names; where there is none, the first.
func (a *asked) preview(p *planned, text string) (*preview, error) {
	plan, sheets, stops := p.atHand()
	if len(stops) == 0 {
		return nil, fault.Wrong("没有可以看的页", "")
	}
	at := parseHere(text)
	of := p.keyed(at.key)
	n := slices.IndexFunc(stops, func(s stop) bool { return s.stopOf == of })
	if n < 0 { // a household first: it shows more of what was chosen than a list of visits
		n, at.page = max(0, slices.IndexFunc(stops, func(s stop) bool { return !s.visits })), 1
	}
	s := stops[n]
	at.key = p.key(s.stopOf)
	v := &preview{Plan: p.id, At: n + 1, Stops: len(stops), Zoom: at.zoom}
	var counts []int
	for _, sheet := range s.sheets {
		pages, err := p.pagesOf(plan, sheets[sheet], sheet)
		if err != nil {
			return nil, err
		}
		counts, v.Pages = append(counts, pages), v.Pages+pages
	}
	at.page = min(at.page, v.Pages)
	v.Page, v.InSheet, v.Here = at.page, at.page, at.String()
	for i, pages := range counts {
		if v.Sheet = s.sheets[i]; v.InSheet <= pages {
			break
		}
		v.InSheet -= pages
	}
	sheet := sheets[v.Sheet]
	v.Form, v.Village = sheet.Title(), sheet.Village.Name
	if h := s.household; h != nil {
		v.Name, v.Number = h.HeadName(), h.Number()
	}
	to := func(stop, page, zoom int) string {
		if stop < 0 || stop >= len(stops) || page < 1 || stop == n && page > v.Pages || zoom < 0 || zoom >= len(zooms) {
			return ""
		}
		return here{p.key(stops[stop].stopOf), page, zoom}.String()
	}
	v.Back, v.Next = to(n, at.page-1, at.zoom), to(n, at.page+1, at.zoom)
	v.Before, v.After = to(n-1, 1, at.zoom), to(n+1, 1, at.zoom)
	v.In, v.Out = to(n, at.page, at.zoom+1), to(n, at.page, at.zoom-1)
	return v, v.size(plan, sheet)
}

// size gives the picture the size that it will have, so that nothing moves when it comes.
func (v *preview) size(plan *app.Plan, sheet app.Sheet) error {
	pages, err := plan.Pages(sheet)
	if err != nil {
		return err
	}
	const inch = 914400 // of lengths
	page := pages[v.InSheet-1]
	v.Width = int(page.Width) * zooms[v.Zoom] / inch
	v.Height = int(page.Height) * zooms[v.Zoom] / inch
	return nil
}

// starred finds the first page of a household's forms on which a finding has its star;
// 1 where there is none.
func (p *planned) starred(s stop) int {
	plan, sheets, _ := p.atHand()
	before := 0
	for _, at := range s.sheets {
		pages, err := plan.Pages(sheets[at])
		if err != nil {
			return 1 // which the preview will tell
		}
		for i, page := range pages {
			for _, text := range page.Texts {
				if value, ok := strings.CutSuffix(text.Text, "★"); ok && value != "" {
					return before + i + 1
				}
			}
		}
		before += len(pages)
	}
	return 1
}

// turn answers another page.
func (a *asked) turn(_ *opened, p *planned) error {
	v, err := a.preview(p, a.PostFormValue("go"))
	if err != nil {
		return err
	}
	v.Alone = a.PostFormValue("alone") != ""
	return a.show("preview", "预览", v)
}

// picture draws a page.
func (a *asked) picture(_ *opened, p *planned) error {
	q := a.URL.Query()
	sheet, err := strconv.Atoi(q.Get("sheet"))
	page, wrongPage := strconv.Atoi(q.Get("page"))
	zoom, wrongZoom := strconv.Atoi(q.Get("zoom"))
	plan, sheets, _ := p.atHand()
	if p.id != q.Get("plan") || err != nil || wrongPage != nil || wrongZoom != nil || sheet < 0 || sheet >= len(sheets) || zoom < 0 || zoom >= len(zooms) {
		return fault.Wrong("没有这一页", "请重新打开这一页（按 F5）")
	}
	return a.image(func(out io.Writer) error { return plan.Picture(out, sheets[sheet], page, zooms[zoom]) })
}

// withPlan answers by the plan that the address names, if it can be made.
func withPlan(h func(*asked, *opened, *planned) error) handler {
	return withChoice(func(a *asked, w *opened, p *planned, wrong error) error {
		if wrong != nil {
			return wrong
		}
		return h(a, w, p)
	})
}

// withChoice answers by the plan that the address names, and why it cannot be made. Where
// it names none, or one that is gone, a page begins with the latest, or with everything.
func withChoice(h func(a *asked, w *opened, p *planned, wrong error) error) handler {
	return withRead(func(a *asked, w *opened) error {
		id := a.URL.Query().Get("plan")
		p, err := w.find(a.Context(), id)
		if p == nil && id != "" && a.Method == http.MethodPost {
			return w.stale("")
		}
		if p == nil && id != "" {
			p, err = w.find(a.Context(), "")
		}
		if p == nil {
			p, err = w.choose(a.Context(), everything())
		}
		return h(a, w, p, err)
	})
}
