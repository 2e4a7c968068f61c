package model

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"strings"
)

// Signs is the alphabet of sheet numbers and provisional numbers: 32 signs
// without 0, O, 1 and I, which are mistaken for one another when read aloud or
// copied by hand.
const Signs = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"

// KeyKind says what a household is known by.
type KeyKind uint8

// The kinds, in the order in which they are tried.
const (
	NoKey           KeyKind = iota
	ByNumber                // 户编号 of 12 digits or more, whatever the village
	ByVillageNumber         // 户编号 within the village
	ByHeadCard              // the identity number of the 户主
	ByHeadName              // the name of the 户主, that only one in the village has
)

// Key is what a household is known by wherever something is said of it: by
// sheet numbers, registers, return workbooks and lists that are written again.
// It follows from the household's own rows alone, never from their place in a
// file nor from the rows and files around them. Equal keys are one household.
// The zero Key is of one that cannot be told from others.
type Key struct {
	By KeyKind
	// Text is the number or name, with the village where By wants one. It may hold
	// an identity number and is shown to nobody; see Token.
	Text string
}

// Known reports whether the household can be told from all others.
func (k Key) Known() bool { return k.By != NoKey }

// Token stands for the key where it is written down: the same text for equal
// keys, from which neither name nor number can be read. Empty for no key.
func (k Key) Token() string {
	if !k.Known() {
		return ""
	}
	sum := k.sum()
	return hex.EncodeToString(sum[:16])
}

func (k Key) sum() [sha256.Size]byte {
	return sha256.Sum256([]byte("key\x00" + string(rune('0'+k.By)) + k.Text))
}

// Key is what the household is known by; see Roster.Identify.
func (h *Household) Key() Key { return h.key }

// SetKey gives the household the key of the one that it continues.
func (h *Household) SetKey(k Key) { h.key = k }

// Identify gives every household of the roster its Key: the 户编号 alone where it
// has 12 digits or more, else with the village, else the identity number of the
// 户主, else the village and the name of the 户主. What several have alike is no
// key for any of them. Where an earlier collecting noted what the household was
// known by (原户编号, 原户主证件号码), it is still known by that.
func (r *Roster) Identify() {
	same := make(map[Key]int)
	for h := range r.Everyone {
		h.key = h.OwnKey()
		same[h.key]++
	}
	for h := range r.Everyone {
		if h.shared = h.key.Known() && same[h.key] > 1; h.shared {
			h.key = Key{}
		}
	}
}

// Mask takes away what is made from identity numbers, for copies that leave the
// office: the keys, and the provisional numbers of their households.
func (r *Roster) Mask() {
	for h := range r.Everyone {
		if h.key.By != ByHeadCard {
			continue
		}
		h.key = Key{}
		if Provisional(Squeeze(h.Number())) {
			h.Remove(CodeNumber)
		}
	}
}

// SharesKey reports a household without a Key because another one has the same.
func (h *Household) SharesKey() bool { return h.shared }

// OwnKey is the key that the household's own rows give, whether or not another
// household has the same.
func (h *Household) OwnKey() Key {
	if v, ok := h.Get(CodeFormerNumber); ok && v.Text() != "" {
		return h.numberKey(v)
	}
	if card := ReliableCard(h.Get(CodeFormerCard)); card != "" {
		return Key{ByHeadCard, card}
	}
	number, ok := h.Get(CodeNumber)
	text := Squeeze(number.Raw)
	if ok && text != "" && !Provisional(text) && !OnlyLinks(text) && !lostTail(number) {
		return h.numberKey(number)
	}
	if card := h.headCard(); card != "" {
		return Key{ByHeadCard, card}
	}
	if Provisional(text) {
		return h.numberKey(number)
	}
	if v, name := h.villageKey(), Squeeze(h.HeadName()); v != "" && name != "" {
		return Key{ByHeadName, v + "\x00" + code(Key{ByHeadName, name})}
	}
	return Key{}
}

// numberKey is the key of a 户编号. A provisional one stands for the name that it
// was made of.
func (h *Household) numberKey(v Value) Key {
	text, place := strings.ToUpper(Squeeze(v.Raw)), h.villageKey()
	switch {
	case len(OnlyDigits(text)) >= longNumber:
		return Key{ByNumber, text}
	case place == "":
		return Key{}
	case Provisional(text):
		return Key{ByHeadName, place + "\x00" + ProvisionalSigns(text)}
	}
	return Key{ByVillageNumber, place + "\x00" + text}
}

// longNumber is how many digits make a 户编号 that no other village has: those of
// a 行政区划代码.
const longNumber = 12

// ShortNumber reports a 户编号 that may come again in another village.
func ShortNumber(number string) bool {
	return number != "" && len(OnlyDigits(number)) < longNumber
}

// villageKey names the household's village: by its 行政区划代码, since names
// repeat, else by its name. Empty where the roster names none.
func (h *Household) villageKey() string {
	switch v := h.Village; {
	case v == nil, v.Division == "" && v.Name == NoVillage:
		return ""
	case v.Division != "":
		return v.Division
	default:
		return Squeeze(v.Name)
	}
}

// headCard is the identity number of the 户主 as far as it can be relied on.
func (h *Household) headCard() string {
	if m := h.Head(); m != nil {
		if v, ok := m.Get(CodeIdentity); ok && v.Text() != "" {
			return ReliableCard(v, ok)
		}
	}
	return ReliableCard(h.Get(CodeHeadID))
}

// ReliableCard gives the identity number within a value, with 18 signs; empty
// where there is none, it has lost its tail (two that did may be equal), or nobody can
// be born on its date.
func ReliableCard(v Value, ok bool) string {
	if !ok || v.Stored == AsNumber {
		return ""
	}
	card := CardOf(v.Raw)
	if _, born := BirthDate(card); !born {
		return ""
	}
	return card
}

// lostTail reports a 户编号 that a spreadsheet has cut.
func lostTail(v Value) bool {
	return v.Stored == AsNumber && len(v.Raw) > 15 || strings.Contains(strings.ToUpper(v.Raw), "E+")
}

// provisionalMark stands before the signs of a provisional number.
const (
	provisionalMark = "临"
	codeSigns       = 6
)

// ProvisionalNumber is the 户编号 of a household that the roster gives none: made
// of what it is known by, so that it is the same at every reading. Empty where
// that is a number already, or nothing.
func (h *Household) ProvisionalNumber() string {
	var signs string
	switch h.key.By {
	case ByHeadCard:
		signs = code(h.key)
	case ByHeadName:
		signs = ProvisionalSigns(h.key.Text)
	default:
		return ""
	}
	number := provisionalMark + signs
	if v := h.Village; v != nil && v.Name != NoVillage {
		number = v.Name + "-" + number
	}
	return number
}

// ProvisionalSigns are the signs of a provisional number, without the village.
func ProvisionalSigns(number string) string { return number[len(number)-codeSigns:] }

// Provisional reports a number that ProvisionalNumber made.
func Provisional(number string) bool {
	at := len(number) - codeSigns
	if at < 0 || !strings.HasSuffix(number[:at], provisionalMark) {
		return false
	}
	return strings.Trim(number[at:], Signs) == ""
}

// LinkMark begins the 户编号 that a roster is written with where a household has
// none: it links the household's rows in that workbook and is nothing more.
const LinkMark = "未编号-"

// OnlyLinks reports a number that only links rows.
func OnlyLinks(number string) bool { return strings.HasPrefix(number, LinkMark) }

// code is six signs of a key's hash.
func code(k Key) string {
	sum := k.sum()
	bits := binary.BigEndian.Uint64(sum[16:24])
	var s [codeSigns]byte
	for i := range s {
		s[i] = Signs[bits>>59]
		bits <<= 5
	}
	return string(s[:])
}
