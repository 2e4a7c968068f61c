package typeset

import (
	"slices"
	"strings"

	"ruhu/render/doc"
)

// Sizes of what stands around the body of every page.
const (
	CodeSize  = 18 * doc.Mm // of the code's side
	CodeQuiet = 2 * doc.Mm  // kept free around the code
	FootSize  = 8 * doc.Pt
	FootRoom  = 5 * doc.Mm // kept at the foot of a page
)

// Marks in the corners of the paper, by which a scan finds all places of the
// page, whichever way it lies. They stand where they stand whatever the margins
// are, and nothing else does.
const (
	CornerAt   = 8 * doc.Mm // from the edges of the paper
	CornerSize = 4 * doc.Mm
	CornerLine = 6 * doc.Mm / 5
)

// Inset is what head and foot of a document leave free at both sides beside the
// marks in the corners.
func Inset(d *doc.Document) doc.Length {
	if d.Sheet == "" {
		return 0
	}
	return CornerSize + 2*doc.Mm
}

// CodeAt is where the upper left corner of a document's code stands on a page.
func CodeAt(d *doc.Document) (x, y doc.Length) {
	return d.Paper.Width - d.Paper.Right - Inset(d) - CodeSize, d.Paper.Top
}

// Continued marks the title of every page but the first.
const Continued = "（续）"

// Words around the number of a page and how many there are.
const (
	PageBefore  = "第 "
	PageBetween = " 页 共 "
	PageAfter   = " 页"
)

// mostIdentity is how many lines of identification a head has at most.
const mostIdentity = 2

// Head is what stands at the top of a page: the label (附件2) at its left, the
// title in the middle, the code at its right, and below them what names the
// household.
type Head struct {
	Label, Title            string
	LabelStyle, TitleStyle  doc.Style
	TitleAbove, TitleHeight doc.Length // above the title; of it with what is around it
	Identity                []doc.Inline
	Style                   doc.Style  // of Identity
	Above, Below            doc.Length // Identity; without one Below is below the title
	Inset                   doc.Length // free at both sides, beside the marks in the corners
	Side                    doc.Length // what the code takes of the width; 0 without one
}

// HeadOf gives the head of a document's first page, or again of one after it.
func (s *Setter) HeadOf(d *doc.Document, again bool) Head {
	title := d.Style.Title
	h := Head{
		Label: d.Label(), LabelStyle: doc.Style{Face: doc.FaceHead, Size: s.f.size(title * 3 / 4)},
		Title: d.Title, TitleStyle: doc.Style{Face: doc.FaceTitle, Size: s.f.size(title)},
		TitleAbove: Part(title, 15), TitleHeight: Part(title, 155),
		Identity: d.IdentityOn(again), Style: doc.Style{Face: doc.FaceText, Size: s.f.size(d.Style.Text + doc.Pt/2)},
		Below: Part(title, 15),
	}
	if again {
		h.Title += Continued
	}
	if len(h.Identity) > 0 {
		h.Above, h.Below = Part(h.Style.Size, 25), Part(h.Style.Size, 45)
	}
	if d.Sheet != "" {
		h.Inset = Inset(d)
		h.Side = CodeSize + CodeQuiet + h.Inset
	}
	return h
}

// Height is what a head takes with its Identity set, and without the code beside
// it.
func (h *Head) Height(identity Text) doc.Length {
	return h.TitleHeight + h.Above + identity.Lead*doc.Length(identity.Count()) + h.Below
}

// Room is what a head takes, the code beside it too.
func (h *Head) Room(identity Text) doc.Length {
	if h.Side == 0 {
		return h.Height(identity)
	}
	return max(h.Height(identity), CodeSize+CodeQuiet)
}

// Identity sets what names the household. Values that would need more than two
// lines are cut, the longest first: no name is so long, and a village's must not
// push the head's off the page.
func (s *Setter) Identity(h *Head, width doc.Length) Text {
	style := h.Style
	set := s.Fill(h.Identity, style, width)
	if set.Count() <= mostIdentity {
		return set
	}
	short := slices.Clone(h.Identity)
	for set.Count() > mostIdentity {
		longest := 0
		for i := range short {
			if short[i].Kind == doc.Blank && s.Measure(short[i].Text, style) > s.Measure(short[longest].Text, style) {
				longest = i
			}
		}
		was := s.Measure(short[longest].Text, style)
		if short[longest].Kind != doc.Blank || was < 4*style.Size {
			set.To = set.From + mostIdentity
			break
		}
		short[longest].Text = s.shorten(strings.TrimSuffix(short[longest].Text, "…"), style, was*3/4)
		set = s.Fill(short, style, width)
	}
	return set
}

// Foot is the texts at the foot of a page beside its number: whom it is about at
// the left, what it is at the right.
type Foot struct {
	Subject string
	Title   string
	Number  string // 表号 K7Q2-M9XD-4TWR; without one the right is empty
}

// Form is the text at the right.
func (f Foot) Form() string {
	if f.Number == "" {
		return ""
	}
	return f.Title + "　" + f.Number
}

// FootSide is the width that each of the texts of a foot has; the number of the
// page has the rest, between them.
func FootSide(width doc.Length) doc.Length { return width * 2 / 5 }

// FootOf gives the foot of a document's pages. Texts that are wider than a width at
// a size of type are cut: the village's name first, and the title, not the number
// behind it.
func (s *Setter) FootOf(d *doc.Document, size, width doc.Length) Foot {
	fits := func(text string) bool {
		return s.Measure(text, doc.Style{Face: doc.FaceText, Size: size}) <= width
	}
	foot := Foot{Subject: d.Subject.Within(fits), Title: d.Title}
	if d.Sheet == "" {
		return foot
	}
	foot.Number = "表号 " + d.Sheet
	for title := []rune(d.Title); len(title) > 0 && !fits(foot.Form()); {
		title = title[:len(title)-1]
		foot.Title = string(title) + "…"
	}
	return foot
}
