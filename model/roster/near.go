package roster

import (
	"math"
	"unicode/utf8"

	"ruhu/model"
)

// nearest gives the item that an unknown head most likely means, as a user may write it;
// empty where nobody would think of one. It is for the user to see, never to be used. Words
// are alike by the characters that both have in the same order, of which one counts for as
// much as it tells: 文化 stands in the heads of one item, 情况 or 是否 in those of many.
func (x *headIndex) nearest(h heading, sh *shape) string {
	key := foldHead(h.field())
	if n := utf8.RuneCountInString(key); n < 2 || n > 30 || len(x.byHead[key]) > 0 {
		return "" // what is known elsewhere means that, and cannot stand here
	}
	at := placedHead{key, sh}
	name, known := x.near[at]
	if !known && len(x.near) < mostGuessed {
		name = x.guess(key, sh)
		x.near[at] = name
	}
	return name
}

// placedHead is a head in a kind of sheet.
type placedHead struct {
	head string
	in   *shape
}

// mostGuessed is of how many unknown heads the likeness is sought, which takes a
// millisecond each: the sheets of all villages have the same ones. No roster has
// so many.
const mostGuessed = 500

// guess gives what a head is most like.
func (x *headIndex) guess(key string, sh *shape) string {
	weigh, field := x.weights(), []rune(key)
	best, name := 0.0, ""
	for _, in := range x.book.All() {
		if sh.rank(in) < 0 || in.Former() || in.Scope == model.OfReading || in.Scope == model.OfHelper && sh.own != model.OfHelper && !ofHelper(key) {
			continue
		}
		for _, known := range wordsOf(in) {
			if like := likeness(field, []rune(foldHead(known)), weigh, identifies(in)); like > best {
				best, name = like, x.unmistakable(in)
			}
		}
	}
	return name
}

// The least that two words have in common that mean alike: of each of them, and
// of both together.
const (
	leastShare = 0.6
	leastLike  = 0.68
)

// likeness says how like two words are, up to 1; 0 where it is not worth saying.
// One character in four may differ; or else one word is within the other, which
// is not enough for what tells who somebody is (exact).
func likeness(a, b []rune, weigh func(rune) float64, exact bool) float64 {
	differ := model.Edits(a, b)
	if 4*differ > max(len(a), len(b)) && (exact || differ > max(len(a), len(b))-min(len(a), len(b))) {
		return 0
	}
	both, ofA, ofB := sharedWeight(a, b, weigh), weightOf(a, weigh), weightOf(b, weigh)
	like := 2 * both / (ofA + ofB)
	if both < leastShare*ofA || both < leastShare*ofB || like < leastLike {
		return 0
	}
	return like
}

// sharedWeight is the weight of the heaviest common subsequence.
func sharedWeight(a, b []rune, weigh func(rune) float64) float64 {
	line := make([]float64, len(b)+1)
	for _, x := range a {
		diagonal := 0.0
		for j, y := range b {
			here := max(line[j+1], line[j])
			if x == y {
				here = max(here, diagonal+weigh(x))
			}
			diagonal = line[j+1]
			line[j+1] = here
		}
	}
	return line[len(b)]
}

func weightOf(s []rune, weigh func(rune) float64) float64 {
	sum := 0.0
	for _, c := range s {
		sum += weigh(c)
	}
	return sum
}

// weights says how much a character tells: the fewer items have it in their
// heads, the more.
func (x *headIndex) weights() func(rune) float64 {
	if x.spread == nil {
		x.spread = x.spreads()
	}
	all := float64(len(x.book.All()))
	return func(c rune) float64 { return math.Log(1 + all/float64(1+x.spread[c])) }
}

// spreadOf counts the items that have a character in their heads.
func spreadOf(cb *model.Codebook) map[rune]int {
	out := make(map[rune]int)
	for _, in := range cb.All() {
		if in.Former() {
			continue
		}
		own := make(map[rune]bool)
		for _, h := range wordsOf(in) {
			for _, c := range foldHead(h) {
				own[c] = true
			}
		}
		for c := range own {
			out[c]++
		}
	}
	return out
}

// identifies reports an item that tells who a person or which a household is: to
// take another column for it would mix up people.
func identifies(in *model.Indicator) bool {
	switch in.Code {
	case model.CodeName, model.CodeNumber, model.CodePerson, model.CodeHeadName, model.CodeLeaver, model.CodeHelperName, "受益人", model.CodeDivision:
		return true
	}
	return in.Kind == model.Identity
}

// unmistakable is the item's name, or its code where the name means another item
// first: 姓名 of a 帮扶责任人.
func (x *headIndex) unmistakable(in *model.Indicator) string {
	if list := x.byHead[foldHead(in.Label)]; len(list) > 0 && list[0] != in && !in.Coded() {
		return string(in.Code)
	}
	return in.Name()
}
