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

// proseNames are the words for kinds of paragraphs in dumps.
var proseNames = [...]string{
	BodyText: "　　", Addressee: "主送 ", Level1: "一级 ", Level2: "二级 ", Level3: "三级 ", AnnexList: "附件说明 ",
	Signature: "署名 ", SignedDate: "日期 ", Caption: "图表题 ", Note: "注 ", Empty: "空行", AnnexMark: "附件号 ",
}

// DumpOfficial writes an official document as text, a line for each paragraph,
// chart and row of a table: the golden form in which its sentences are read. It
// reports a block that it does not know.
func DumpOfficial(w io.Writer, o *Official) error {
	fmt.Fprintf(w, "标题 %s\n", strings.Join(TitleLines(o.Title), " / "))
	if err := dumpBlocks(w, o.Body); err != nil {
		return err
	}
	for _, a := range o.Annexes {
		fmt.Fprintf(w, "\n附件号 %s\n标题 %s\n", a.Mark, strings.Join(TitleLines(a.Title), " / "))
		if err := dumpBlocks(w, a.Body); err != nil {
			return err
		}
	}
	return nil
}

func dumpBlocks(w io.Writer, body []Block) error {
	for _, b := range body {
		switch b := b.(type) {
		case Prose:
			fmt.Fprintf(w, "%s%s\n", proseNames[b.Kind], b.Text)
		case *Chart:
			fmt.Fprintf(w, "图 %s\n", b.Alt)
		case *Grid:
			row := 0
			for i, c := range b.Cells {
				switch {
				case i == 0:
					fmt.Fprint(w, "表 ")
				case c.Row != row:
					fmt.Fprint(w, "\n   ")
				default:
					fmt.Fprint(w, " | ")
				}
				row = c.Row
				fmt.Fprint(w, Plain(c.Items))
			}
			fmt.Fprintln(w)
		default:
			return fmt.Errorf("dump: unknown block %T", b)
		}
	}
	return nil
}
