package model

import "strings"

// AddressParts are the six parts of an address, from the province down.
var AddressParts = [...]Code{"地址省", "地址市", "地址县", "地址乡", CodeAddressVillage, CodeHamlet}

// CodeAddressVillage is the part 村 of an address.
const CodeAddressVillage Code = "地址村"

// OwnName is the village's name, empty where its households name none. It may be nil.
func (v *Village) OwnName() string {
	if v == nil || v.Name == NoVillage {
		return ""
	}
	return v.Name
}

// Item gives what the village says of an item of its own: its name and its
// 行政区划代码 are known where the roster has no sheet of villages too. It may be nil.
func (v *Village) Item(c Code) (Value, bool) {
	switch {
	case v == nil:
		return Value{}, false
	case c == CodeVillage:
		return Value{Raw: v.OwnName()}, v.OwnName() != ""
	case c == CodeDivision:
		return Value{Raw: v.Division}, true
	}
	return v.Get(c)
}

// Address joins parts of the household's address, on one line. The village's name
// stands for the part 村 where the roster has none.
func (h *Household) Address(parts ...Code) string {
	var b strings.Builder
	for _, c := range parts {
		part := h.Text(c)
		if part == "" && c == CodeAddressVillage {
			part = h.Village.OwnName()
		}
		b.WriteString(part)
	}
	return Line(b.String())
}
