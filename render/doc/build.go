package doc

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"ruhu/model"
	"ruhu/render/form"
)

// Options is what a run decides about all of its documents.
type Options struct {
	Year int
	// Paper is "A4" or "A3". On A3 type and rooms to write grow with the paper.
	Paper string
	// Rows, when not 0, is the number of rows of a blank form's first list.
	Rows int
	// Mask hides the middle of identity numbers, phones and bank accounts: for
	// copies that leave the office. Such documents carry MaskStamp.
	Mask bool
	// Problems gives what the checks found about a household; it may be nil.
	Problems map[*model.Household]model.Problems
	// Rules gives what the rule of a problem asks of everybody, for a line about
	// several persons; it may be nil.
	Rules func(model.Problem) string
}

// Builder fills one form definition. It keeps what is the same in every copy;
// use one for each goroutine.
type Builder struct {
	def   *form.Definition
	opt   Options
	paper Paper
	scale float64 // of type and heights: 1 on A4
	sizes Scale
	// labelSize is that of labels and options of compared items.
	labelSize Length
	stamp     string
	fixed
	// marked is the items of the household being filled that problems name.
	marked map[mark][]model.Pos
	// explains says that the form has a box in which problems are told.
	explains bool

	room  *room   // of the document being made
	spare []*room // of those that were given back
}

// mark names a value of a household that is to be looked at: an indicator of
// the household (person empty) or of one person.
type mark struct {
	code   model.Code
	person string
}

// MaskStamp is printed on every page of a masked copy.
const MaskStamp = "脱敏件"

// InternalStamp is printed on every page of an internal form (notice 三（一）).
const InternalStamp = "内部资料　不予公示"

// Star is printed behind a value that a problem names.
const Star = "★"

// NewBuilder prepares a definition. It reports a paper that is not known.
func NewBuilder(d *form.Definition, o Options) (*Builder, error) {
	b := &Builder{
		def: d, opt: o, scale: 1, fixed: newFixed(),
		explains: slices.ContainsFunc(d.Body, func(k form.Block) bool {
			_, ok := k.(*form.Findings)
			return ok
		}),
	}
	paper, err := PaperOf(o.Paper, d.Portrait)
	if err != nil {
		return nil, err
	}
	b.paper = paper
	if o.Paper == A3 {
		b.scale = 1.3
	}
	b.sizes = Scale{
		Title: b.points(d.TitleSize), Heading: b.points(d.HeadingSize),
		Text: b.points(d.TextSize), Note: b.points(d.NoteSize), Box: b.mm(d.BoxSide),
	}
	b.labelSize = b.points(cmp.Or(d.LabelSize, d.TextSize))
	if d.Internal {
		b.stamp = InternalStamp
	}
	if o.Mask {
		b.stamp = strings.TrimPrefix(b.stamp+"　"+MaskStamp, "　")
	}
	b.opt.Mask = o.Mask || d.Public() // one that is put up is masked in every copy and says nothing of it
	return b, nil
}

// The sheets of paper that forms are printed on.
const (
	A4 = "A4"
	A3 = "A3"
)

// PaperOf gives the sheet of a name, A4 (also for "") or A3, lying or
// upright, with the margins that office printers can print to and room for a
// punch at the left.
func PaperOf(name string, portrait bool) (Paper, error) {
	p := Paper{Top: 8 * Mm, Bottom: 8 * Mm, Left: 17 * Mm, Right: 8 * Mm}
	switch name {
	case "", A4:
		p.Width, p.Height = 297*Mm, 210*Mm
	case A3:
		p.Width, p.Height = 420*Mm, 297*Mm
	default:
		return p, fmt.Errorf("unknown paper %q", name)
	}
	if portrait {
		p.Width, p.Height = p.Height, p.Width
	}
	return p, nil
}

func (b *Builder) points(pt float64) Length { return Length(pt * b.scale * float64(Pt)) }
func (b *Builder) mm(mm float64) Length     { return Length(mm * b.scale * float64(Mm)) }

// copyOf says whom a copy of a form is about; both are nil on a blank form.
type copyOf struct {
	household *model.Household
	village   *model.Village
}

func (c copyOf) blank() bool { return c.household == nil && c.village == nil }

// Blank makes the form with nothing filled in.
func (b *Builder) Blank() *Document { return b.build(copyOf{}) }

// Household makes the form of one household.
func (b *Builder) Household(h *model.Household) *Document {
	b.marked = markedOf(shown(b.opt.Problems[h]))
	d := b.build(copyOf{household: h, village: h.Village})
	d.Subject = Subject{
		Village: model.Line(h.Village.Name), Division: h.Village.Division,
		Group: model.Line(h.GroupName()), Household: model.Line(h.Number()), Head: model.Line(h.HeadName()),
	}
	d.Sheet = HouseholdSheet(b.opt.Year, b.def.ID, h)
	if d.Sheet == "" && !b.opt.Mask {
		d.Identity = append([]Inline{{Text: Untold}}, d.Identity...)
	}
	return d
}

// Untold stands on the sheets of a household that cannot be told from others.
const Untold = "本表无表号：这一户不能与别户区分，填写的内容不能汇总。　"

// Village makes the form of one village.
func (b *Builder) Village(v *model.Village) *Document {
	b.marked = nil
	d := b.build(copyOf{village: v})
	d.Subject = Subject{Village: model.Line(v.Name), Division: v.Division}
	d.Sheet = VillageSheet(b.opt.Year, b.def.ID, v)
	return d
}

// HouseholdSheet gives the sheet number of a household's form; none where the
// household cannot be told from others, for it would be theirs as well.
func HouseholdSheet(year int, form string, h *model.Household) string {
	if !h.Key().Known() {
		return ""
	}
	return SheetNumber(year, form, h.Key().Token())
}

// VillageSheet gives the sheet number of a village's form.
func VillageSheet(year int, form string, v *model.Village) string {
	return SheetNumber(year, form, cmp.Or(v.Division, v.Name)) // names repeat within a county
}

func markedOf(ps model.Problems) map[mark][]model.Pos {
	if len(ps) == 0 {
		return nil
	}
	m := make(map[mark][]model.Pos)
	for _, p := range ps {
		if p.Code != "" {
			at := mark{p.Code, p.Person}
			m[at] = append(m[at], p.Pos)
		}
	}
	return m
}

func (b *Builder) build(of copyOf) *Document {
	b.room = b.begin()
	d := &Document{
		room: b.room,
		Form: b.def.ID, Title: b.def.Title, Mark: b.def.Mark, Year: b.opt.Year,
		Paper: b.paper, Style: b.sizes, Stamp: b.stamp,
		Identity: b.identityLine(b.def.Identity, of), Again: b.identityLine(b.def.Again, of),
	}
	first := true
	for _, blk := range b.def.Body {
		switch blk := blk.(type) {
		case form.Heading:
			d.Body = append(d.Body, Heading{Text: blk.Text, Style: Style{FaceHead, b.sizes.Heading}})
		case *form.Table:
			d.Body = append(d.Body, b.table(blk, of))
		case *form.Items:
			d.Body = append(d.Body, b.items(blk, of))
		case *form.List:
			d.Body = append(d.Body, b.list(blk, of, first))
			first = false
		case form.Notes:
			for _, s := range blk.Lines {
				d.Body = append(d.Body, Para{
					Items: b.room.items(Inline{Text: s}), Style: Style{FaceText, b.sizes.Note}, Before: b.mm(1), WithPrevious: true,
				})
			}
		case form.Sign:
			d.Body = append(d.Body, Para{
				Items: b.line(blk.Items, b.entryOf(of)), Style: Style{FaceText, b.sizes.Text + b.points(1)},
				Before: b.mm(8), WithPrevious: true,
			})
		case *form.Signature:
			d.Body = append(d.Body, b.signature(blk, of))
		case *form.Findings:
			d.Body = append(d.Body, b.findings(blk, of))
		case *form.Legend:
			d.Body = append(d.Body, b.legend(blk))
		default:
			panic(fmt.Sprintf("doc: form block %T is not built", blk))
		}
	}
	return d
}

// longestName is how many characters of a name stand in the line that names the
// household: those of a village must not push the head's off the page.
const longestName = 40

func (b *Builder) identityLine(items []form.Item, of copyOf) []Inline {
	out := b.line(items, b.entryOf(of))
	for i := range out {
		if r := []rune(out[i].Text); out[i].Kind == Blank && len(r) > longestName {
			out[i].Text = string(r[:longestName-1]) + "…"
		}
	}
	return out
}

// holds tells whether a condition is met for this copy.
func (b *Builder) holds(when form.Condition, of copyOf) bool {
	switch when {
	case form.Relapsed:
		return of.blank() || of.household != nil && of.household.Relapsed()
	case form.Prefilled:
		return !of.blank()
	case form.OnBlank:
		return of.blank()
	}
	return true
}

// line turns a definition's line into inlines, its values filled.
func (b *Builder) line(items []form.Item, e entry) []Inline {
	out := make([]Inline, 0, len(items))
	for _, it := range items {
		switch {
		case it.Choice:
			out = append(out, b.choice(it.Ref, e)...)
		case it.Label:
			out = append(out, Inline{Text: it.Ref.Title()})
		case it.Blank || !it.Ref.None():
			out = append(out, Inline{
				Kind: Blank, Width: b.mm(it.Width), Plain: it.Plain, Rest: it.Rest,
				Text: model.Line(b.value(it.Ref, e)),
			})
		default:
			out = append(out, Inline{Text: it.Text})
		}
	}
	return out
}

// legend lists answers with their numbers: 1小学 2初中 …
func (b *Builder) legend(l *form.Legend) Block {
	return once(b.legends, l, func() Para {
		size := b.sizes.Note
		if l.Size > 0 {
			size = b.points(l.Size)
		}
		return Para{Items: []Inline{{Text: b.answers(l)}}, Style: Style{FaceText, size}, Before: b.mm(0.8)}
	})
}

func (b *Builder) answers(l *form.Legend) string {
	var s strings.Builder
	s.WriteString(l.Title)
	s.WriteString("：")
	for i, c := range l.Codes {
		in := b.def.Codebook.Lookup(c)
		if in == nil {
			continue
		}
		if i > 0 {
			s.WriteString("；")
		}
		s.WriteString(in.Name())
		only, some := l.Only[c]
		for i, o := range in.Options {
			if some && !slices.ContainsFunc(only, func(answer string) bool { return in.Option(answer) == i }) {
				continue
			}
			fmt.Fprintf(&s, " %d%s", o.Number, o.Label)
		}
		if some && len(only) < len(in.Options) {
			s.WriteString(" …")
		}
	}
	s.WriteString("。")
	return s.String()
}
