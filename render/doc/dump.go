package doc

import (
	"fmt"
	"io"
	"strings"
)

// Dump writes a document as text, a line for each block and cell: the golden
// form in which contents are reviewed. It reports a block or inline that it
// does not know.
func Dump(w io.Writer, d *Document) error {
	fmt.Fprintf(w, "document %s %q mark %q sheet %q\n", d.Form, d.Title, d.Mark, d.Sheet)
	fmt.Fprintf(w, "subject %q %q %q %q %q\n", d.Subject.Village, d.Subject.Division, d.Subject.Group, d.Subject.Household, d.Subject.Head)
	fmt.Fprintf(w, "identity %s\n", Plain(d.Identity))
	for _, b := range d.Body {
		switch b := b.(type) {
		case Heading:
			fmt.Fprintf(w, "heading %s\n", b.Text)
		case Para:
			fmt.Fprintf(w, "para %s\n", Plain(b.Items))
		case *Grid:
			fmt.Fprintf(w, "grid %d×%d head %d\n", len(b.Rows), len(b.Tracks), b.Head)
			for _, c := range b.Cells {
				fmt.Fprintf(w, "  %s\n", c.dump())
			}
		default:
			return fmt.Errorf("dump: unknown block %T", b)
		}
	}
	return nil
}

// kindNames are the words for cells in dumps.
var kindNames = [...]string{
	LabelCell: "label", ValueCell: "value", HeadCell: "head", TickCell: "tick", WriteCell: "write", SectionCell: "section",
}

func (c Cell) dump() string {
	s := fmt.Sprintf("%d,%d", c.Row, c.Col)
	if c.Rows > 1 || c.Cols > 1 {
		s += fmt.Sprintf(" %d×%d", c.Rows, c.Cols)
	}
	s += " " + kindNames[c.Kind]
	if c.Code != "" {
		s += " " + string(c.Code)
	}
	if text := Plain(c.Items); text != "" {
		s += ": " + text
	}
	return s
}

// Plain gives inlines as one line of text: a ticked box is ☑, an empty one □,
// a blank ____ or its value between underscores, a forced break ⏎.
func Plain(items []Inline) string {
	var s strings.Builder
	for _, it := range items {
		switch it.Kind {
		case Text:
			s.WriteString(it.Text)
		case Break:
			s.WriteString("⏎")
		case Blank:
			s.WriteString("_" + it.Text + "_")
		case Boxes:
			for i, o := range it.Choice.Options {
				if it.Choice.Ticked(i) {
					s.WriteString("☑")
				} else {
					s.WriteString("□")
				}
				s.WriteString(o)
			}
		}
	}
	return s.String()
}
