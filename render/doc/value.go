package doc

import (
	"slices"
	"strconv"
	"strings"

	"ruhu/model"
	"ruhu/render/form"
)

// entry is what values are taken from: one row of a list, or a whole copy.
// Any part may be missing.
type entry struct {
	index     int // 1-based row of a list
	record    *model.Record
	member    *model.Member
	household *model.Household
	village   *model.Village
}

// entryOf is the entry of what stands outside lists.
func (b *Builder) entryOf(of copyOf) entry {
	return entry{household: of.household, village: of.village}
}

// find gives the value of an indicator for an entry, looking in the record of
// the indicator's scope.
func (e entry) find(in *model.Indicator) (model.Value, bool) {
	switch {
	case in.Scope == model.OfVillage:
		return e.village.Item(in.Code)
	case in.Scope == model.OfHousehold && e.household != nil:
		v, ok := e.household.Of(in)
		if !ok && in.Code == model.CodeAddressVillage {
			return e.household.Village.Item(model.CodeVillage)
		}
		return v, ok
	case in.Scope == model.OfHousehold, e.record == nil:
		return model.Value{}, false
	}
	return e.record.Of(in)
}

func (e entry) person() string {
	if e.member != nil {
		return e.member.Name()
	}
	return ""
}

// value gives the printed text of what a reference names, starred when a
// problem names it; empty when the entry has none.
func (b *Builder) value(r form.Ref, e entry) string {
	if r.Indicator == nil {
		if r.Derived == form.HeadIdentity && b.opt.Mask {
			return model.MaskIdentity(e.derived(r.Derived))
		}
		return e.derived(r.Derived)
	}
	v, ok := e.find(r.Indicator)
	if !ok {
		return b.starEmpty(r.Indicator.Code, e)
	}
	return b.printed(r.Indicator, v) + b.star(r.Indicator.Code, e)
}

// printed is how a value stands on paper: as the system has it, in the words of the
// codebook. A masked copy shows only parts of numbers.
func (b *Builder) printed(in *model.Indicator, v model.Value) string {
	s := model.Shorten(v.Text(), in.MostOnPaper())
	if b.opt.Mask {
		s = model.Masked(in, s)
	}
	return in.Worded(s)
}

func (b *Builder) star(c model.Code, e entry) string {
	if len(b.marked) == 0 || e.index > 0 && e.record == nil { // a row to write on names nobody
		return ""
	}
	at, ok := b.marked[mark{c, e.person()}]
	if !ok {
		return ""
	}
	if e.record != nil && e.member == nil {
		// Measures and helpers have no name to be told apart by: the place does it.
		if v, has := e.record.Get(c); has && !slices.Contains(at, e.record.PosOf(v)) {
			return ""
		}
	}
	return Star
}

// starEmpty stars an item without a value, where a box of the form says why;
// elsewhere the cell is room to write.
func (b *Builder) starEmpty(c model.Code, e entry) string {
	if !b.explains {
		return ""
	}
	return b.star(c, e)
}

func (e entry) derived(d form.Derived) string {
	if d == form.Index {
		if e.index == 0 {
			return ""
		}
		return strconv.Itoa(e.index)
	}
	if e.household == nil {
		return ""
	}
	switch d {
	case form.Address:
		return e.household.Address(model.AddressParts[:]...)
	case form.HeadName:
		return model.Line(e.household.HeadName())
	case form.HeadIdentity:
		return model.Line(e.household.HeadIdentity())
	case form.Size:
		return SizeOf(e.household)
	}
	return ""
}

// SizeOf says how many persons a household has: those that the roster lists. Where
// none was read that is not 0 but unknown: what the roster says of their number, or
// nothing.
func SizeOf(h *model.Household) string {
	if len(h.Members) == 0 {
		return model.Line(h.Text(model.CodeSize))
	}
	return strconv.Itoa(len(h.Members))
}

// LocalAddressOf joins the last parts of a household's address, from the
// township down: what a visitor who works there needs.
func LocalAddressOf(h *model.Household) string { return h.Address(model.AddressParts[3:]...) }

// asks gives an indicator's options as boxes, with nothing ticked.
func (b *Builder) asks(in *model.Indicator) []Inline {
	return once(b.asked, in, func() []Inline {
		return []Inline{{Kind: Boxes, Choice: Choice{Code: in.Code, Multiple: in.Kind == model.Multiple, Options: in.Labels()}}}
	})
}

// choice gives an indicator's options as boxes, ticked where the entry's value
// says so; a value outside the options follows as text.
func (b *Builder) choice(r form.Ref, e entry) []Inline {
	in := r.Indicator
	c := b.asks(in)[0].Choice
	v, found := e.find(in)
	out := make([]Inline, 1, 3)
	if found {
		on, outside := in.Chosen(v.Raw)
		for _, i := range on {
			c.On |= 1 << uint(i)
		}
		if len(outside) > 0 {
			out = append(out, Inline{Text: " " + model.Line(strings.Join(outside, "、"))})
		}
	}
	star := b.starEmpty(in.Code, e)
	if found {
		star = b.star(in.Code, e)
	}
	if star != "" {
		out = append(out, Inline{Text: star})
	}
	out[0] = Inline{Kind: Boxes, Choice: c}
	return b.room.items(out...)
}

// label gives the printed title of a reference, made once.
func (b *Builder) label(r form.Ref) []Inline {
	return once(b.labels, r, func() []Inline { return []Inline{{Text: r.Title()}} })
}

// labelIn gives the printed title of a reference for a cell of a width, made once.
func (b *Builder) labelIn(r form.Ref, width, size Length) []Inline {
	return once(b.narrow, place{r, width}, func() []Inline { return b.broken(r.Title(), width, size) })
}

// headOf sets the head of a column. In one too narrow for it the code has a line of its
// own, so that the words below it break alone.
func (b *Builder) headOf(title string, width, size Length) []Inline {
	code, words, coded := strings.Cut(title, " ")
	switch {
	case roughWidth(title, size) < width:
		return []Inline{{Text: title}}
	case !coded:
		return b.broken(title, width, size)
	}
	return append([]Inline{{Text: code}, {Kind: Break}}, b.broken(words, width, size)...)
}

// broken breaks words that are wider than a place where the codebook says that
// they may. Others break where the line ends.
func (b *Builder) broken(words string, width, size Length) []Inline {
	whole := []Inline{{Text: words}}
	if roughWidth(words, size) < width {
		return whole
	}
	bare, star := strings.CutSuffix(words, Star)
	parts := b.def.Codebook.Parts(bare)
	if at := strings.LastIndex(bare, "（"); len(parts) == 0 && at > 0 { // a unit stays whole
		parts = []string{bare[:at], bare[at:]}
	}
	if len(parts) == 0 {
		return whole
	}
	out, line := []Inline(nil), ""
	for i, p := range parts {
		if star && i == len(parts)-1 {
			p += Star
		}
		switch {
		case roughWidth(p, size) >= width:
			return whole
		case line == "":
			line = p
		case roughWidth(line+p, size) < width:
			line += p
		default:
			out = append(out, Inline{Text: line}, Inline{Kind: Break})
			line = p
		}
	}
	return append(out, Inline{Text: line})
}

// roughWidth estimates a title's width without a font: a Han character is as
// wide as the type is high, a letter or digit somewhat more than half.
func roughWidth(s string, size Length) Length { return textWidth(s, size) + size*45/100 }

// textWidth is roughWidth without room at the sides.
func textWidth(s string, size Length) Length {
	hundredths := Length(0)
	for _, r := range s {
		if r >= 0x2E80 || r == '★' {
			hundredths += 100
		} else {
			hundredths += 57
		}
	}
	return size * hundredths / 100
}

// isNumber reports text that is set on one line, shrunk rather than wrapped:
// a number that is broken in two is misread.
func isNumber(in *model.Indicator) bool {
	switch in.Kind {
	case model.Identity, model.Number, model.Money, model.Area, model.Date, model.Year:
		return true
	}
	return in.IsAccount() || in.IsPhone()
}
