package app

import (
	"ruhu/model"
	"ruhu/model/against"
	"ruhu/render/book"
	"ruhu/render/fontfile"
)

// Tally is what a run comes to. Its JSON is a contract: names and meaning stay.
type Tally struct {
	Households int      `json:"households"` // read
	Members    int      `json:"members"`    // read
	Printed    int      `json:"printed"`    // households
	Held       int      `json:"held"`       // households held back
	Problems   int      `json:"problems"`   // 错误
	Warnings   int      `json:"warnings"`   // 提醒
	Pages      int      `json:"pages"`
	Sheets     int      `json:"sheets"`             // of paper
	Settings   string   `json:"settings,omitempty"` // the settings file that was read; empty: there is none
	Files      []string `json:"files"`              // written, relative to the folder, with forward slashes
	// Gaps is what the program could not know and left to be filled in: 【请补充】;
	// of a summary only.
	Gaps []string `json:"gaps,omitempty"`
	// Items is every finding; of a check and of collecting only.
	Items *[]Item `json:"items,omitempty"`
	// Collected is what collecting came to; of that only.
	Collected *Collected `json:"collected,omitempty"`
}

// Collected is what collecting came to.
type Collected struct {
	Returns     int `json:"returns"`     // workbooks read, copies of one once
	Papers      int `json:"papers"`      // printed, as the workbooks and the register say
	Returned    int `json:"returned"`    // of these
	Outstanding int `json:"outstanding"` // of these
	Refused     int `json:"refused"`     // of these
	Found       int `json:"found"`       // items to be keyed in
	HeldItems   int `json:"heldItems"`   // items held back
	// Missing are the villages with printed papers of which no workbook was found.
	Missing []string `json:"missing,omitempty"`
}

// Result is a Tally and what people want to know beside it. A run that failed
// has the part that it came to.
type Result struct {
	Tally
	// Unregistered are the 边缘户 of the roster: listed, never printed.
	Unregistered int
	// UnregisteredMembers are the persons of these; of a check only.
	UnregisteredMembers int
	// Passed names files that were met in a folder but not read.
	Passed []string
	// Complete says that there was no unfinished run to be taken up: nothing was done.
	Complete bool
	// Back are the households held back.
	Back []Held
	// Silent are the rules that could not judge for want of columns.
	Silent []SilentRule
	// Sides is what comparing with other rosters came to, one for each.
	Sides []Side
	// List is the name of the list of problems; of printing only. Narrow says that it
	// has only what is printed, not the whole roster.
	List   string
	Narrow bool
	// Kept are return workbooks, or corrected rosters, left alone because people
	// wrote into them.
	Kept []string
	// Verified is the name of the corrected roster; of collecting only.
	Verified string
	// Ledgers is what the ledgers hold.
	Ledgers LedgerTally
	// Sent is the lists for departments.
	Sent []Sent
	// Read is how each sheet was understood; of checking and printing.
	Read []Reading
	// Findings are the problems of the run.
	Findings model.Problems
	// Missing are characters that no face can print.
	Missing []book.MissingCharacter
	// Lent are the characters that fonts of the machine lent to the PDF files.
	Lent []fontfile.Loan
}

// Incomplete reports a run that is done but left something to be put right:
// households or items held back, or faults that a check found.
func (r *Result) Incomplete() bool {
	if r.Collected != nil {
		return r.Collected.HeldItems > 0
	}
	return r.Held > 0 || r.Items != nil && r.Problems > 0
}

func newResult() *Result { return &Result{Tally: Tally{Files: []string{}}} }

// Side is what comparing with one other roster came to.
type Side = against.Side

// Held is a household that got no forms.
type Held struct {
	Number string // 户编号; may be empty
	Pos    model.Pos
}

// Planned is what is known before anything is written.
type Planned struct {
	Settings            string // the file that they were read from; empty: there is none
	Households, Members int    // read
	Unregistered        int
	Printed             int // households that will be printed
	Pages, Sheets       int
	Duplex              bool
	Read                []Reading // what became of the rows of each sheet
}

// Watch is told how a run goes on. Any of its functions may be nil.
type Watch struct {
	// Planned is told once, before anything is written.
	Planned func(Planned)
	// Counting and Writing are told how many households are done and of how
	// many; the total is 0 where it is not known.
	Counting, Writing func(done, total int)
}

func (w Watch) planned(p Planned) {
	if w.Planned != nil {
		w.Planned(p)
	}
}

// stage gives the callback of a stage over total households.
func stage(tell func(done, total int), total int) func(int) {
	if tell == nil {
		return nil
	}
	return func(done int) { tell(done, total) }
}
