package book

import (
	"slices"

	"ruhu/model"
	"ruhu/model/visit"
)

// The sheets of the canonical roster.
const (
	VillageSheet   = "村"
	HouseholdSheet = "户"
	MemberSheet    = "家庭成员"
	MeasureSheet   = "帮扶措施"
	HelperSheet    = "帮扶责任人"
	AdditionSheet  = "自然增加"
	RemovalSheet   = "自然减少"
	// GuideSheet explains and OptionSheet, which is hidden, holds the long
	// drop-down lists: neither has data.
	GuideSheet  = "填写说明"
	OptionSheet = "选项"
)

// Sheets are the data sheets of the canonical roster, in order.
var Sheets = []string{
	VillageSheet, HouseholdSheet, MemberSheet, MeasureSheet, HelperSheet, AdditionSheet, RemovalSheet,
}

// Columns gives the codes that a sheet of the canonical roster carries, in
// order; nil for any other sheet. Every sheet but 村 begins with 户编号, by
// which its rows find their household.
func Columns(cb *model.Codebook, sheet string) []model.Code {
	return slices.DeleteFunc(sheetColumns(cb, sheet), func(c model.Code) bool {
		return cb.Lookup(c) == nil // an office's own codebook may lack it
	})
}

// scopes are those of the sheets that begin with 户编号 and have the items of one.
var scopes = map[string]model.Scope{
	MemberSheet: model.OfMember, MeasureSheet: model.OfMeasure, HelperSheet: model.OfHelper, RemovalSheet: model.OfRemoval,
}

func sheetColumns(cb *model.Codebook, sheet string) []model.Code {
	number := []model.Code{model.CodeNumber}
	switch scope, ok := scopes[sheet]; {
	case ok:
		return append(number, cb.Codes(scope)...)
	case sheet == VillageSheet:
		return cb.Codes(model.OfVillage)
	case sheet == HouseholdSheet:
		return householdColumns(cb)
	case sheet == AdditionSheet:
		return append(number, visit.AdditionCodes(cb)...)
	}
	return nil
}

// householdColumns leaves the head's certificate number to 家庭成员: asked for
// twice, it would differ. The head's name stays, so that a person finds the
// row. Behind it stands the village that the household belongs to.
func householdColumns(cb *model.Codebook) []model.Code {
	own := cb.Codes(model.OfHousehold, model.CodeHeadID)
	at := slices.Index(own, model.CodeHeadName) + 1
	if at == 0 {
		at = slices.Index(own, model.CodeNumber) + 1
	}
	return slices.Insert(own, at, model.CodeVillage, model.CodeDivision)
}

// HeadText gives the column head of a code in a sheet: its title, or, where
// that also means another item (村 of the address, and 行政村), the first of
// its further names that means nothing else.
func HeadText(cb *model.Codebook, sheet string, c model.Code) string {
	in := cb.Lookup(c)
	if in == nil {
		return string(c)
	}
	if in.Coded() {
		return in.Title()
	}
	for _, name := range append([]string{in.Title()}, in.Heads...) {
		if !ambiguous(cb, sheet, c, name) {
			return name
		}
	}
	return in.Title()
}

// ambiguous reports whether another item of the sheet goes by the name too.
func ambiguous(cb *model.Codebook, sheet string, c model.Code, name string) bool {
	is := func(head string) bool { return model.Squeeze(head) == model.Squeeze(name) }
	return slices.ContainsFunc(Columns(cb, sheet), func(other model.Code) bool {
		in := cb.Lookup(other)
		return other != c && (is(in.Label) || slices.ContainsFunc(in.Heads, is))
	})
}

// RosterTable gives the table of a sheet of the canonical roster: its heads,
// widths and formats, without rows. The name of whom a row is about stays in
// sight.
func RosterTable(cb *model.Codebook, sheet string) Table {
	t := Table{Name: sheet, Banner: sheet, Open: true}
	for _, c := range Columns(cb, sheet) {
		head := HeadText(cb, sheet, c)
		in := cb.Lookup(c)
		t.Columns = append(t.Columns, Column{
			Head: head, Width: rosterWidth(in, head), Number: isNumber(in),
			Center: in.Kind == model.YesNo || in.Code == model.CodeSex,
		})
	}
	t.Freeze = 1 + max(0, slices.IndexFunc(Columns(cb, sheet), func(c model.Code) bool {
		return slices.Contains([]model.Code{model.CodeVillage, model.CodeHeadName, model.CodeName, model.CodeLeaver}, c)
	}))
	return t
}

func isNumber(in *model.Indicator) bool {
	return in.Kind == model.Number || in.Kind == model.Money || in.Kind == model.Area || in.Kind == model.Year
}

// wide are the text columns that hold more than a name.
var wide = map[model.Code]float64{
	model.CodeNumber: 18, model.CodePerson: 20, model.CodeDivision: 15,
	"银行账号": 22, "开户银行": 26, "务工企业名称": 26, "帮扶内容": 40, "落实单位": 24, "责任人单位": 28,
	model.CodeName: 12, model.CodeHeadName: 12, "责任人姓名": 12, model.CodeLeaver: 14,
	model.CodeStatus: 20, model.CodeIdentityKind: 12, model.CodeNation: 10, model.CodeParty: 12, model.CodeStudy: 12, model.CodeHealth: 16, model.CodeSkill: 18, model.CodeWorkPlace: 20,
	model.CodeHamlet: 20, model.CodeEducation: 14,
}

// rosterWidth gives a column room for its values and its head: a short head
// stands on one line, a long one on three.
func rosterWidth(in *model.Indicator, head string) float64 {
	w := float64(units(head)/3 + 4)
	if units(head) <= 16 {
		w = float64(units(head) + 2)
	}
	w = max(9, w)
	switch {
	case wide[in.Code] > 0:
		return max(w, wide[in.Code])
	case in.Kind == model.Identity:
		return max(w, 25)
	case in.Kind == model.Text || in.Kind == model.Date:
		return max(w, 13)
	}
	return w
}
