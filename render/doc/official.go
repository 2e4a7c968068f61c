package doc

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"
)

// Official is a document of an office as GB/T 9704-2012 sets it: a title, whom
// it is sent to, running text in levels, signature and annexes. It is a content
// tree like Document, with its own blocks Prose and Chart beside the Grid that
// forms have; a backend that is asked for a block that the other tree has treats
// it as unknown.
type Official struct {
	ID    string // "summary"
	Title string // lines may end where it has a newline; the rest is for the setter
	// Body is what stands below the title, Annexes what is bound behind it. Page
	// numbers run through.
	Body    []Block
	Annexes []Annex
}

// Annex is an annex of an official document. It begins on a page of its own.
type Annex struct {
	Mark  string // 附件1, flush left on the first line
	Title string // centred on the third
	Body  []Block
}

// PlainTitle is the title on one line.
func (o *Official) PlainTitle() string { return strings.ReplaceAll(o.Title, "\n", "") }

// PlainTitle is the title on one line.
func (a Annex) PlainTitle() string { return strings.ReplaceAll(a.Title, "\n", "") }

// ProseKind is what a paragraph of an official document is.
type ProseKind uint8

// The kinds of paragraphs.
const (
	BodyText   ProseKind = iota // running text, indented by two characters
	Addressee                   // 主送机关：flush left
	Level1                      // 一、in 黑体
	Level2                      // （一）in 楷体
	Level3                      // 1. in 仿宋
	AnnexList                   // 附件：1. …, turned lines under the first name
	Signature                   // the office, at the right
	SignedDate                  // the day, at the right
	Caption                     // of a table or chart, centred
	Note                        // small, below a table
	Empty                       // a blank line
	AnnexMark                   // 附件1 above an annex: flush left, in 黑体
)

// Prose is a paragraph of an official document. Its face, size and indent are
// those of its kind.
type Prose struct {
	Kind ProseKind
	Text string
}

// Chart is bars that show what a table says, legible in black and white: each
// bar carries its value.
type Chart struct {
	Title string // says what is shown and in which unit
	Alt   string // the same for those who cannot see it: what the bars say
	// Series names the bars of each item, in order; one of an empty name needs no
	// legend.
	Series []string
	Items  []ChartItem
}

// ChartItem is one place on the axis with a bar for each series.
type ChartItem struct {
	Label  string
	Values []float64 // not below 0
	Texts  []string  // what stands beside each bar
}

func (Prose) block()  {}
func (*Chart) block() {}

// The measures of GB/T 9704-2012, 5 and 6: a page of A4 with 37 mm above and
// 28 mm at the binding edge leaves 156 × 225 mm for 22 lines of 28 characters.
const (
	LinesAPage       = 22
	CharactersALine  = 28
	ThirdSize        = 16 * Pt // 三号
	SecondSize       = 22 * Pt // 二号
	FourthSize       = 14 * Pt // 四号
	FifthSize        = 21 * Pt / 2
	NumberBelow      = 7 * Mm // the page number below the type area
	CharacterPitch   = 156 * Mm / CharactersALine
	LinePitch        = 225 * Mm / LinesAPage
	CharacterTrack   = CharacterPitch - ThirdSize // −0.21 pt: 28 of 16 pt are wider than 156 mm
	IndentCharacters = 2
)

// AnnexLabel begins the list of annexes.
const AnnexLabel = "附件："

// OfficialPaper is the page of an official document.
func OfficialPaper() Paper {
	return Paper{Width: 210 * Mm, Height: 297 * Mm, Top: 37 * Mm, Bottom: 35 * Mm, Left: 28 * Mm, Right: 26 * Mm}
}

// Style gives the face and size of a kind of paragraph.
func (k ProseKind) Style() Style {
	switch k {
	case Level1, AnnexMark:
		return Style{Face: FaceHead, Size: ThirdSize}
	case Level2:
		return Style{Face: FaceKai, Size: ThirdSize}
	case Caption:
		return Style{Face: FaceHead, Size: FourthSize}
	case Note:
		return Style{Face: FaceFang, Size: FifthSize}
	}
	return Style{Face: FaceFang, Size: ThirdSize}
}

// What the program cannot know stands between these, for all to see, until
// somebody writes it in.
const (
	OpenBegin = "【请补充"
	OpenEnd   = "】"
)

// Open marks a gap to be filled in by hand.
func Open(what string) string { return OpenBegin + "：" + what + OpenEnd }

// gapsOfTables names the gaps of tables, whose cells are too narrow for words.
const gapsOfTables = "附件各表中标出的数"

// Gaps lists the texts of the gaps of an official document in order, each once.
func (o *Official) Gaps() []string {
	var out []string
	seen := make(map[string]bool)
	note := func(text string) {
		for _, s := range Spans(text) {
			if s.Gap && !seen[s.Text] {
				seen[s.Text] = true
				out = append(out, cmp.Or(s.Wants(), gapsOfTables))
			}
		}
	}
	note(o.Title)
	blocks(o.Body, note)
	for _, a := range o.Annexes {
		note(a.Title)
		blocks(a.Body, note)
	}
	return out
}

// Wants is what a gap asks for; empty in tables.
func (s Span) Wants() string {
	return strings.TrimSuffix(strings.TrimPrefix(strings.TrimPrefix(s.Text, OpenBegin), "："), OpenEnd)
}

// blocks calls visit with every text of blocks.
func blocks(body []Block, visit func(string)) {
	for _, b := range body {
		switch b := b.(type) {
		case Prose:
			visit(b.Text)
		case *Grid:
			for _, c := range b.Cells {
				visit(Plain(c.Items))
			}
		}
	}
}

// Span is a stretch of text that is a gap or is none.
type Span struct {
	Text string
	Gap  bool
}

// Spans divides text at its gaps.
func Spans(text string) []Span {
	var out []Span
	for text != "" {
		from := strings.Index(text, OpenBegin)
		to := -1
		if from >= 0 {
			to = strings.Index(text[from:], OpenEnd)
		}
		if to < 0 {
			return append(out, Span{Text: text})
		}
		to += from + len(OpenEnd)
		if from > 0 {
			out = append(out, Span{Text: text[:from]})
		}
		out = append(out, Span{Text: text[from:to], Gap: true})
		text = text[to:]
	}
	return out
}

// mostStretches is how many stretches of a title are tried in all ways: a title
// has a few, and each more doubles the ways.
const mostStretches = 12

// TitleLines divides a title of CharactersALine·16/22 characters a line into the
// fewest lines, about equally long. A line ends only where the title has a
// newline; a longer stretch is left to whoever sets it.
func TitleLines(title string) []string {
	parts := strings.SplitN(title, "\n", mostStretches)
	parts[len(parts)-1] = strings.ReplaceAll(parts[len(parts)-1], "\n", "")
	const most = 20 // of 22 pt in 156 mm
	var best []string
	for cut := range 1 << (len(parts) - 1) {
		lines := []string{parts[0]}
		for i, p := range parts[1:] {
			if cut>>i&1 == 1 {
				lines = append(lines, p)
			} else {
				lines[len(lines)-1] += p
			}
		}
		if best == nil || betterTitle(lines, best, most) {
			best = lines
		}
	}
	return best
}

// betterTitle prefers lines that fit, then few, then even ones.
func betterTitle(a, b []string, most float64) bool {
	over := func(lines []string) (over, widest float64) {
		for _, l := range lines {
			w := Characters(l)
			over += max(0, w-most)
			widest = max(widest, w)
		}
		return over, widest
	}
	overA, widestA := over(a)
	overB, widestB := over(b)
	switch {
	case overA != overB:
		return overA < overB
	case len(a) != len(b):
		return len(a) < len(b)
	}
	return widestA < widestB
}

// Characters estimates how many Han characters wide a text is.
func Characters(text string) float64 {
	n := 0.0
	for _, r := range text {
		if r < 0x2E80 && r != '“' && r != '”' && r != '—' && r != '…' {
			n += 0.5
		} else {
			n++
		}
	}
	return n
}

// SignedRight gives the room right of the office's name and of the day below it
// (GB/T 9704-2012, 7.3.5.2, without a seal): the name two characters from the
// margin, the day beginning two characters right of where the name begins; a day
// longer than the name stands two characters from the margin and moves the name.
func SignedRight(name, day, character Length) (ofName, ofDay Length) {
	if day > name {
		return IndentCharacters*character + day + IndentCharacters*character - name, IndentCharacters * character
	}
	return IndentCharacters * character, name - day
}

// WithSignature gives the first block that stays on the page of the signature, so
// that this page has text: the last paragraph, with the one before it where it is
// hardly a line, and the blank lines and names of annexes behind it. Without a
// signature it is the number of blocks.
func WithSignature(body []Block) int {
	at := slices.IndexFunc(body, func(b Block) bool { p, ok := b.(Prose); return ok && p.Kind == Signature })
	if at < 0 {
		return len(body)
	}
	text := 0.0 // characters of running text
	for at > 0 && text <= CharactersALine-IndentCharacters {
		p, ok := body[at-1].(Prose)
		switch {
		case ok && (p.Kind == Empty || p.Kind == AnnexList) && text == 0:
		case ok && p.Kind == BodyText:
			text += Characters(p.Text)
		default:
			return at
		}
		at--
	}
	return at
}

// AnnexIndents gives where a line of 附件：1. … begins and where it goes on when
// it turns: under the first character of the name.
func AnnexIndents(text string) (first, hang Length) {
	const c = CharacterPitch
	label, _, numbered := strings.Cut(text, ". ")
	first = IndentCharacters * c
	if !strings.HasPrefix(text, AnnexLabel) {
		first += Length(utf8.RuneCountInString(AnnexLabel)) * c
	}
	hang = first
	if numbered {
		name := strings.TrimPrefix(label, AnnexLabel) + ". "
		hang = IndentCharacters*c + Length(utf8.RuneCountInString(AnnexLabel))*c + Length(Characters(name)*float64(c))
	}
	return first, hang
}
