package layout

import (
	"fmt"
	"io"

	"ruhu/render/doc"
)

// Dump writes pages as text, a line for each run of text and box, lengths in
// tenths of a millimetre: the golden form in which layouts are reviewed.
func Dump(w io.Writer, pages []*Page) error {
	for _, p := range pages {
		if _, err := fmt.Fprintf(w, "page %d/%d %s×%s fills %d rules %d\n", p.Number, p.Of, mm(p.Width), mm(p.Height), len(p.Fills), len(p.Rules)); err != nil {
			return err
		}
		if p.QR != nil {
			fmt.Fprintf(w, "  qr %s,%s %s %s\n", mm(p.QR.X), mm(p.QR.Y), mm(p.QR.Size), p.QR.Payload)
		}
		for _, b := range p.Boxes {
			ticked := ""
			if b.Ticked {
				ticked = " √"
			}
			fmt.Fprintf(w, "  box %s,%s%s\n", mm(b.X), mm(b.Y), ticked)
		}
		for _, t := range p.Texts {
			if _, err := fmt.Fprintf(w, "  %s,%s %gpt f%d %s\n", mm(t.X), mm(t.Y), t.Size.Points(), t.Face, t.Text); err != nil {
				return err
			}
		}
	}
	return nil
}

func mm(l doc.Length) string {
	tenths := int(l) * 10 / int(doc.Mm)
	return fmt.Sprintf("%d.%d", tenths/10, tenths%10)
}
