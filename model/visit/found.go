package visit

import "ruhu/model"

// Source says where a finding comes from.
type Source struct {
	Sheet string // number of the paper; of a new household its temporary number
	Who   string
	When  string // as 2019-10-12
	File  string // the return workbook
}

// Item is one thing that was found and is to be keyed into the national system.
// Villages, here and below, are told apart from others of their name.
type Item struct {
	Village   string
	Household string // 户编号
	Head      string
	Person    string // empty: the household's own item
	Field     string
	Code      model.Code // empty where Field is no indicator
	Old, New  string
	// Of is the household that it was found in; nil for an item of the village.
	Of *model.Household
	Source
}

// Person is one who joined or left a household.
type Person struct {
	Village   string
	Household string
	Head      string
	Record    *model.Record // with the columns of 附件3 or 附件4
	Of        *model.Household
	Source
}

// Newcomer is a newly identified household.
type Newcomer struct {
	Village string
	*model.Household
	Source
}

// State is where a paper is.
type State string

// The states of a paper.
const (
	Back    State = "已收回"
	Denied  State = "拒访"
	Waiting State = "未收回"
)

// Handed is whether a village's return workbook came back.
type Handed string

// The states of a village's return workbook.
const (
	HandedIn  Handed = "已交回"
	LeftBlank Handed = "未填写" // it is there, with nothing filled in
	NotHanded Handed = "未交回"
)

// Track is a printed form and what became of it.
type Track struct {
	Number, Form    string // sheet number and title
	Village, Group  string
	Household, Head string // empty for a village's form
	State           State
	Note            string           // why it is out: 未入户, 核实结果说法不一 …
	Handed          Handed           // whether its village's workbook came back
	Who, When       string           // of the visit
	Of              *model.Household // nil for a village's form, and where it is not known
}
