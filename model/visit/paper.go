package visit

import (
	"crypto/sha256"
	"encoding/hex"
	"hash"
	"io"
	"slices"
	"strconv"
	"strings"

	"ruhu/model"
)

// Workbook is what a return workbook is made from: a village, its households in
// visiting order, and the papers that were printed for them.
type Workbook struct {
	Year       int
	Village    *model.Village
	Households []Household
	Papers     []Paper    // the village's own, such as 附件4
	Reported   []Reported // by the offices above
	Origins    []Origin
}

// Origin is a file of the roster that was printed: its name without a folder, and
// a mark of its bytes, so that the same roster is known again, and a changed one.
type Origin struct{ Name, Mark string }

// Household is a household and the papers printed for it, in the order in
// which they are carried. The first gives its number to the workbook's rows.
type Household struct {
	*model.Household
	Papers []Paper
}

// Main is the household's sheet number in the workbook: that of the first of
// its papers.
func (h Household) Main() string {
	if len(h.Papers) == 0 {
		return ""
	}
	return h.Papers[0].Number
}

// Paper is one printed form.
type Paper struct {
	Number string // sheet number, such as K7Q2-M9XD-4TWR
	Form   string // the form's id
	Title  string
	// Compares says that a village's form compares items of the village, which can be
	// corrected then.
	Compares bool
}

// Compared gives the number of the village's form by which items of the village are
// corrected, empty where none was printed.
func (b Workbook) Compared() string {
	if i := slices.IndexFunc(b.Papers, func(p Paper) bool { return p.Compares }); i >= 0 {
		return b.Papers[i].Number
	}
	return ""
}

// Whole is the subject of a correction that concerns the household itself.
const Whole = "（本户）"

// WholeVillage stands there where the item is the village's own.
const WholeVillage = "（本村）"

// Labels are what the workbook calls the household's members: their names; of
// those who share a name, or have none, also which one it is.
func Labels(h *model.Household) []string {
	out := make([]string, len(h.Members))
	count := make(map[string]int, len(h.Members))
	for i, m := range h.Members {
		out[i] = Text(m.Name())
		count[out[i]]++
	}
	for i, name := range out {
		if name == "" || count[name] > 1 {
			out[i] = name + "（第" + strconv.Itoa(i+1) + "人）"
		}
	}
	return out
}

// Text is a value as the workbook holds it and as values are compared: trimmed,
// folded, and without the characters that no workbook can hold.
func Text(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r < ' ', r == 0xFFFE, r == 0xFFFF:
			return 0xFFFD
		}
		return r
	}, strings.ToValidUTF8(model.Fold(s), "\uFFFD"))
}

// Fingerprint is a short mark of all values of a household that can be
// corrected. Two that are equal stand for equal values: whatever a workbook
// says was printed is then what the roster says now. It cannot be turned back.
func Fingerprint(cb *model.Codebook, h *model.Household) string {
	m := NewMark()
	m.Add("", h.Text, HouseholdItems(cb))
	codes := MemberItems(cb)
	for i, label := range Labels(h) {
		m.Add(label, h.Members[i].Text, codes)
	}
	return m.String()
}

// VillageMark begins the fingerprint of a village's items: the mark of a paper that
// compares them. That of a household's paper begins otherwise.
const VillageMark = "village-"

// VillageFingerprint is a short mark of the values of a village that can be corrected,
// as text gives them.
func VillageFingerprint(cb *model.Codebook, text func(model.Code) string) string {
	m := NewMark()
	m.Add("", text, VillageItems(cb))
	return VillageMark + m.String()
}

// Mark makes the fingerprint of a household from what is said of it: its own
// values, then each person's in their order. So the values that a workbook says
// were printed can be held against the fingerprint that was printed with them.
type Mark struct{ sum hash.Hash }

// NewMark begins a mark.
func NewMark() Mark { return Mark{sha256.New()} }

// Add adds the values of the codes: the household's own under no label, a
// person's under what the workbook calls them.
func (m Mark) Add(label string, text func(model.Code) string, codes []model.Code) {
	if label != "" {
		io.WriteString(m.sum, label+"\x1e")
	}
	for _, c := range codes {
		if t := Text(text(c)); t != "" {
			io.WriteString(m.sum, string(c)+"\x1f"+t+"\x1f")
		}
	}
	io.WriteString(m.sum, "\x1e")
}

// String gives the fingerprint of what was added.
func (m Mark) String() string { return hex.EncodeToString(m.sum.Sum(nil)[:8]) }
