package visit

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
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
	Papers     []Paper // the village's own, such as 附件4
}

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
}

// Whole is the subject of a correction that concerns the household itself.
const Whole = "（本户）"

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
	sum := sha256.New()
	sign(sum, &h.Record, HouseholdItems(cb))
	codes := MemberItems(cb)
	for i, label := range Labels(h) {
		io.WriteString(sum, label+"\x1e")
		sign(sum, &h.Members[i].Record, codes)
	}
	return hex.EncodeToString(sum.Sum(nil)[:8])
}

func sign(w io.Writer, r *model.Record, codes []model.Code) {
	for _, c := range codes {
		if t := Text(r.Text(c)); t != "" {
			io.WriteString(w, string(c)+"\x1f"+t+"\x1f")
		}
	}
	io.WriteString(w, "\x1e")
}
