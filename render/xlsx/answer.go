package xlsx

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"ruhu/model"
	"ruhu/render/doc"
)

// answers is what the codebook says about cells.
type answers struct {
	codes  *model.Codebook
	parts  map[model.Code][]model.Code // of a sum
	offers map[asked]*offer            // made when first asked for
	others []*offer                    // of choices that are no items
}

// newAnswers prepares a codebook: which items are sums of others is told by
// their codes, A29 being that of A29a to A29f.
func newAnswers(cb *model.Codebook) *answers {
	a := &answers{codes: cb, parts: make(map[model.Code][]model.Code), offers: make(map[asked]*offer)}
	if cb == nil {
		return a
	}
	for _, in := range cb.All() {
		n := len(in.Code)
		if in.Kind != model.Money || !in.Coded() || in.Code[n-1] < 'a' || in.Code[n-1] > 'z' {
			continue
		}
		whole := cb.Lookup(in.Code[:n-1])
		if whole != nil && whole.Kind == in.Kind && whole.Scope == in.Scope {
			a.parts[whole.Code] = append(a.parts[whole.Code], in.Code)
		}
	}
	return a
}

func (a *answers) lookup(c model.Code) *model.Indicator {
	if a.codes == nil || c == "" {
		return nil
	}
	return a.codes.Lookup(c)
}

// numeric reports the items that are counted with.
func (a *answers) numeric(c model.Code) bool {
	in := a.lookup(c)
	return in != nil && (in.Kind == model.Money || in.Kind == model.Area || in.Kind == model.Number || in.Kind == model.Year)
}

// longestNumber is how many digits Excel keeps of a number.
const longestNumber = 15

// number reads a plain number that a format shows again just as it is written.
func number(s string) (float64, format, bool) {
	digits := strings.TrimPrefix(s, "-")
	integer, fraction, point := strings.Cut(digits, ".")
	if integer == "" || point && fraction == "" || len(integer) > 1 && integer[0] == '0' ||
		len(fraction) > 2 || len(integer)+len(fraction) > longestNumber {
		return 0, text, false
	}
	for _, c := range []byte(integer + fraction) {
		if c < '0' || c > '9' {
			return 0, text, false
		}
	}
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || v == 0 && digits != s { // Excel has no -0
		return 0, text, false
	}
	return v, whole + format(len(fraction)), true
}

// offer is answers among which a cell's may be chosen.
type offer struct {
	options  []string
	multiple bool
	prompt   string // of a multiple choice
	formula  string // of a single one; empty until it is asked for
}

func newOffer(options []string, multiple bool) *offer {
	o := &offer{options: options, multiple: multiple}
	if multiple {
		o.prompt = prompt(options)
	}
	return o
}

// asked is what a cell asks for: an item, by its words or by its number.
type asked struct {
	code     model.Code
	numbered bool
}

func answersOf(in *model.Indicator, numbered bool) []string {
	out := in.Labels()
	if numbered {
		for i, o := range in.Options {
			out[i] = strconv.Itoa(o.Number)
		}
	}
	return out
}

// offer gives the answers for a cell: those of its item, or the options that it
// shows as boxes when it shows nothing else; nil when there are none.
func (a *answers) offer(b *box) *offer {
	if b.kind != doc.ValueCell && b.kind != doc.WriteCell {
		return nil
	}
	if in := a.lookup(b.code); in != nil && in.IsChoice() && len(in.Options) > 0 {
		of := asked{in.Code, b.numbered}
		o, ok := a.offers[of]
		if !ok {
			o = newOffer(answersOf(in, b.numbered), in.Kind == model.Multiple)
			a.offers[of] = o
		}
		return o
	}
	c := b.choice
	if c == nil || len(c.Options) < 2 {
		return nil
	}
	for _, o := range a.others {
		if o.multiple == c.Multiple && slices.Equal(o.options, c.Options) {
			return o
		}
	}
	o := newOffer(c.Options, c.Multiple)
	a.others = append(a.others, o)
	return o
}

// sums is the values that stand on a sheet, by item, in hundredths, and where.
type sums map[model.Code]summand

type summand struct {
	hundredths int64
	at         area
	again      bool // the item stands on the sheet more than once
}

func (s sums) note(c model.Code, v float64, at area) {
	if c == "" {
		return
	}
	_, again := s[c]
	s[c] = summand{hundredths: int64(math.Round(v * 100)), at: at, again: again}
}

// add gives the formula to every sum that is one: all its parts stand on the
// sheet once, and they add up to it. A sum that does not add up stays as the
// system has it.
func (a *answers) add(s *sheet, values sums) {
	for code, parts := range a.parts {
		whole, ok := values[code]
		total, cells := int64(0), make([]string, 0, len(parts))
		for _, c := range parts {
			v, has := values[c]
			ok = ok && has && !v.again
			total += v.hundredths
			cells = append(cells, v.at.cell())
		}
		if ok && !whole.again && total == whole.hundredths {
			s.slots[whole.at.row*s.cols+whole.at.col].formula = "SUM(" + strings.Join(cells, ",") + ")"
		}
	}
}
