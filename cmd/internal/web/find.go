package web

import (
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/mozillazg/go-pinyin"

	"ruhu/cmd/internal/app"
)

// familyData is a household to choose.
type familyData struct {
	At      int // its place in the roster
	Go      string
	Head    string
	Number  string
	Village string
	Members int
	Because string // the member who was looked for; empty: the 户主
	Chosen  bool
}

// foundData is what a search came to.
type foundData struct {
	Query    string
	Families []familyData
	More     bool // than are shown
}

// mostFound is how many households a search shows.
const mostFound = 30

// families describes households by their places.
func (w *opened) families(at []int) (out []familyData) {
	for _, i := range at {
		out = append(out, w.family(i))
	}
	return out
}

func (w *opened) family(i int) familyData {
	h := w.roster.households[i]
	f := familyData{At: i, Head: h.HeadName(), Number: h.Number(), Members: len(h.Members)}
	if h.Village != nil {
		f.Village = h.Village.Name
	}
	return f
}

// findFamily searches the roster for households to choose.
func (a *asked) findFamily() error {
	return a.project.look(a.Context(), func(w *opened) error {
		if err := w.stale(a.PostFormValue("reading")); err != nil {
			return err
		}
		d := foundData{Query: strings.TrimSpace(a.PostFormValue("q"))}
		s := newSearch(d.Query)
		for i, h := range w.roster.households {
			if h.Village == nil || !h.Registered() { // held back, or never printed
				continue
			}
			if d.add(s, h, func() familyData { return w.family(i) }); d.More {
				break
			}
		}
		return a.show("found", "找户", d)
	})
}

// findStop searches what is going to be printed.
func (a *asked) findStop() error {
	return a.withPlan(func(w *opened, p *planned, wrong error) error {
		if wrong != nil {
			return wrong
		}
		d := foundData{Query: strings.TrimSpace(a.PostFormValue("q"))}
		s := newSearch(d.Query)
		_, _, stops := p.atHand()
		if n, err := strconv.Atoi(d.Query); err == nil && n >= 1 && n <= len(stops) {
			d.Families = append(d.Families, w.stopAt(p, stops[n-1]))
		}
		for _, at := range stops {
			if at.household == nil {
				if d.Query != "" && strings.Contains(at.village.Name, d.Query) {
					d.Families = append(d.Families, w.stopAt(p, at))
				}
				continue
			}
			if d.add(s, at.household, func() familyData { return w.stopAt(p, at) }); d.More {
				break
			}
		}
		return a.show("stops", "找户", struct {
			foundData
			Plan string
		}{d, p.id})
	})
}

// stopAt describes a household, or a village, of a plan.
func (w *opened) stopAt(p *planned, s stop) familyData {
	f := familyData{Village: s.village.Name, Go: here{key: p.key(s.stopOf), page: 1}.String()}
	if h := s.household; h != nil {
		f.Head, f.Number, f.Members = h.HeadName(), h.Number(), len(h.Members)
	}
	return f
}

// add adds a household that is looked for.
func (d *foundData) add(s search, h *app.Household, describe func() familyData) {
	because, ok := s.finds(h)
	switch {
	case !ok:
	case len(d.Families) >= mostFound:
		d.More = true
	default:
		f := describe()
		f.Because = because
		d.Families = append(d.Families, f)
	}
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
