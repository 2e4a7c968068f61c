package layout

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"ruhu/render/doc"
)

// Dump writes pages as text, as they are read: a line for what stands on one
// baseline in one type, with its height on the page and before each text where it
// begins, in tenths of a millimetre. Boxes to tick stand as □ and ☑ before their
// words. It is the golden form in which layouts are reviewed.
func Dump(w io.Writer, pages []*Page) error {
	for _, p := range pages {
		if _, err := fmt.Fprintf(w, "page %d/%d %s×%s fills %d rules %d\n", p.Number, p.Of, mm(p.Width), mm(p.Height), len(p.Fills), len(p.Rules)); err != nil {
			return err
		}
		if p.QR != nil {
			fmt.Fprintf(w, "  code %s\n", p.QR.Payload)
		}
		for _, l := range dumped(p) {
			if _, err := fmt.Fprintln(w, l); err != nil {
				return err
			}
		}
	}
	return nil
}

// dumped gives the lines of a page from above.
func dumped(p *Page) []string {
	runs := slices.Clone(p.Texts)
	for _, b := range p.Boxes {
		runs = addBox(runs, b)
	}
	slices.SortStableFunc(runs, func(a, b Run) int {
		return cmp.Or(cmp.Compare(a.Y, b.Y), cmp.Compare(a.Size, b.Size), cmp.Compare(a.Face, b.Face), cmp.Compare(a.X, b.X))
	})
	var out []string
	for i, r := range runs {
		at := mm(r.X) + " " + r.Text
		if i > 0 && runs[i-1].Y == r.Y && runs[i-1].Size == r.Size && runs[i-1].Face == r.Face {
			out[len(out)-1] += " | " + at
			continue
		}
		out = append(out, fmt.Sprintf("  %s %gpt f%d: %s", mm(r.Y), r.Size.Points(), r.Face, at))
	}
	return out
}

// addBox puts a box before the text on its right; one that has none is a text
// of its own.
func addBox(runs []Run, b Box) []Run {
	sign := "□"
	if b.Ticked {
		sign = "☑"
	}
	for i, r := range runs {
		middle, right := b.Y+b.Size/2, b.X+b.Size
		if r.Y-r.Size < middle && middle < r.Y && right <= r.X && r.X < right+r.Size/2 && !strings.ContainsAny(r.Text, "□☑") {
			runs[i].X, runs[i].Text = b.X, sign+r.Text
			return runs
		}
	}
	return append(runs, Run{X: b.X, Y: b.Y + b.Size, Size: b.Size, Text: sign})
}

func mm(l doc.Length) string {
	tenths := int(l) * 10 / int(doc.Mm)
	return fmt.Sprintf("%d.%d", tenths/10, tenths%10)
}
