package web

import (
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/mozillazg/go-pinyin"

	"ruhu/cmd/internal/app"
)

// findPages search for households: to choose them, and to look at them.
var findPages = map[string]handler{
	"POST /print/find":   withRead((*asked).findFamily),
	"POST /preview/find": withPlan((*asked).findStop),
}

// foundData is what a search came to.
type foundData struct {
	Query    string
	Families []familyData
	others   []familyData // in which a member is called so
	More     bool         // than are shown
}

// mostFound is how many households a search shows.
const mostFound = 30

// findFamily searches the roster for households to choose.
func (a *asked) findFamily(w *opened) error {
	if err := w.stale(a.PostFormValue("reading")); err != nil {
		return err
	}
	d := foundData{Query: strings.TrimSpace(a.PostFormValue("q"))}
	s := newSearch(d.Query)
	for i, h := range w.roster.households {
		if h.Village != nil && h.Registered() { // neither held back nor never printed
			d.add(s, h, func() familyData { return w.roster.family(i) })
		}
	}
	return a.show("found", "找户", d.shown())
}

// findStop searches what is going to be printed.
func (a *asked) findStop(_ *opened, p *planned) error {
	d := foundData{Query: strings.TrimSpace(a.PostFormValue("q"))}
	s := newSearch(d.Query)
	_, _, stops := p.atHand()
	if n, err := strconv.Atoi(d.Query); err == nil && n >= 1 && n <= len(stops) {
		d.Families = append(d.Families, stopAt(p, stops[n-1]))
	}
	for _, at := range stops {
		switch {
		case at.household != nil:
			d.add(s, at.household, func() familyData { return stopAt(p, at) })
		case s.text != "" && strings.Contains(at.village.Name, s.text):
			d.Families = append(d.Families, stopAt(p, at))
		}
	}
	return a.show("stops", "找户", d.shown())
}

// stopAt describes a household, or a village, of a plan.
func stopAt(p *planned, s stop) familyData {
	f := familyData{Village: s.village.Name, Visits: s.visits, Go: here{key: p.key(s.stopOf), page: 1}.String()}
	if h := s.household; h != nil {
		f.Head, f.Number, f.Members = h.HeadName(), h.Number(), len(h.Members)
	}
	return f
}

// add adds a household that is looked for: those that are called so themselves stand
// before those with a member of that name.
func (d *foundData) add(s search, h *app.Household, describe func() familyData) {
	because, ok := s.finds(h)
	if !ok {
		return
	}
	list := &d.Families
	if because != "" {
		list = &d.others
	}
	if len(*list) > mostFound {
		return
	}
	f := describe()
	f.Because = because
	*list = append(*list, f)
}

// shown is what is shown of what was found.
func (d foundData) shown() foundData {
	d.Families = append(d.Families, d.others...)
	if d.More = len(d.Families) > mostFound; d.More {
		d.Families = d.Families[:mostFound]
	}
	return d
}

// search is what is looked for: a part of a 户编号, of a name, of a village's name, or
// the first letters of a name's pinyin.
type search struct {
	text    string
	letters string // empty: it is no pinyin
}

func newSearch(q string) search {
	s := search{text: strings.Join(strings.Fields(q), "")}
	lower := strings.ToLower(s.text)
	if lower != "" && strings.Trim(lower, "abcdefghijklmnopqrstuvwxyz") == "" {
		s.letters = lower
	}
	return s
}

// finds reports a household that is looked for; because names the member for whose sake.
func (s search) finds(h *app.Household) (because string, ok bool) {
	switch {
	case s.text == "":
		return "", false
	case s.is(h.HeadName()), strings.Contains(h.Number(), s.text), h.Village != nil && strings.Contains(h.Village.Name, s.text):
		return "", true
	}
	for _, m := range h.Members {
		if name := m.Name(); s.is(name) {
			return name, true
		}
	}
	return "", false
}

// is reports a name that is looked for.
func (s search) is(name string) bool {
	return strings.Contains(name, s.text) || s.letters != "" && spelt(name, s.letters)
}

// spelt reports that a name's pinyin may begin with these letters, character by
// character: several readings of a surname all count.
func spelt(name, letters string) bool {
	for _, r := range name {
		if letters == "" {
			return true
		}
		if !strings.ContainsRune(initials(r), rune(letters[0])) {
			return false
		}
		letters = letters[1:]
	}
	return letters == ""
}

// plain is what vowels with tones are without them.
var plain = strings.NewReplacer("ā", "a", "á", "a", "ǎ", "a", "à", "a", "ē", "e", "é", "e", "ě", "e", "è", "e", "ê", "e",
	"ō", "o", "ó", "o", "ǒ", "o", "ò", "o", "ń", "n", "ň", "n", "ǹ", "n", "ḿ", "m", "m̀", "m")

var known sync.Map // initials by character

// initials gives the first letters of a character's readings; of a letter itself.
func initials(r rune) string {
	if got, ok := known.Load(r); ok {
		return got.(string)
	}
	var out []string
	for reading := range strings.SplitSeq(plain.Replace(pinyin.PinyinDict[int(r)]), ",") {
		if reading != "" && !slices.Contains(out, reading[:1]) {
			out = append(out, reading[:1])
		}
	}
	letters := strings.Join(out, "")
	if r < 0x80 {
		letters = strings.ToLower(string(r))
	}
	known.Store(r, letters)
	return letters
}
