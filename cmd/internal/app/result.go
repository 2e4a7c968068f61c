package app

import (
	"errors"
	"fmt"

	"ruhu/cmd/internal/output"
	"ruhu/cmd/internal/typeface"
	"ruhu/model"
	"ruhu/model/against"
	"ruhu/model/roster"
	"ruhu/render/book"
	"ruhu/render/doc"
	"ruhu/render/fill"
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

// Progress is how far the visits of a village are, in printed papers.
type Progress struct {
	Village                                 string
	Printed, Returned, Outstanding, Refused int
	Handed                                  string // whether its return workbook came back: 已交回, 未填写, 未交回
}

// Result is a Tally and what people want to know beside it. A run that failed
// has the part that it came to.
type Result struct {
	Tally
	// Unregistered are the 边缘户 of the roster: listed, printed on internal forms alone.
	Unregistered int
	// UnregisteredMembers are the persons of these; of a check only.
	UnregisteredMembers int
	// Passed names files that were met in a folder but not read.
	Passed []string
	// Complete says that there was no unfinished run to be taken up: nothing was done.
	Complete bool
	// Resumable says that a run which was broken off can be taken up where it stopped.
	Resumable bool
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
	// Untouched are return workbooks, or corrected rosters, left alone because people
	// wrote into them.
	Untouched []string
	// Verified is the name of the corrected roster; of collecting only.
	Verified string
	// Progress is how far the visits are, by village; of collecting only.
	Progress []Progress
	// PrintedValues is, for each of the Findings, what was printed of its item; of
	// collecting only. Empty where a finding is about none.
	PrintedValues []string
	// Ledgers is what the ledgers hold.
	Ledgers LedgerTally
	// Filled is what filling a form of others came to; of that only.
	Filled *Filled
	// Summary is what is particular about a summary; of that only.
	Summary *Summary
	// Sent is the lists for departments.
	Sent []Sent
	// Read is how each sheet was understood; of checking and printing.
	Read []Reading
	// Findings are the problems of the run.
	Findings model.Problems
	// Missing are characters that no face can print, Chars those that no embedded face
	// has, in order of their codes; of Printable only.
	Missing []book.MissingCharacter
	Chars   []typeface.CharReport
	// Apart says that lists have no links to cells of a roster, which is on another drive.
	Apart bool
	// Left are files for a time that could not be removed, as paths.
	Left []string
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

// into lends a folder to what writes there, and tells what is written.
func (r *Result) into(dir string, write func(*output.Folder) error) error {
	folder := output.New(dir)
	defer func() { r.Left = append(r.Left, folder.Close()...) }()
	err := errors.Join(write(folder), folder.Flush())
	r.Files, r.Apart = append(r.Files, folder.Written()...), folder.Apart()
	return err
}

// found puts findings into the result, in place of others.
func (r *Result) found(ps model.Problems) {
	r.Findings = ps
	r.Problems, r.Warnings = ps.Count()
}

// Side is what comparing with one other roster came to.
type Side = against.Side

// Held is a household that got no forms.
type Held struct {
	Number string // 户编号; may be empty
	Pos    model.Pos
}

// ByUser is who decided about a column that the settings or --map name.
const ByUser = model.ByUser

// Reading is how a sheet was understood, with the names of what its columns
// were taken for; empty where a column is not used.
type Reading struct {
	model.SheetReading
	Names []string
	// Beside says that it is of a list that lies beside the roster, or of last year's.
	Beside bool
	book   *model.Codebook
}

// Name says where the sheet is: file › sheet.
func (r *Reading) Name() string { return model.Pos{File: r.File, Sheet: r.Sheet}.String() }

// Counts says what the rows of the sheet gave, with a word behind each number: 户 3 行.
func (r *Reading) Counts(unit string) (out []string) {
	for _, p := range []struct {
		n    int
		what string
	}{{r.Households, "户"}, {r.Persons, "人"}, {r.Changes, "增减变动"}, {r.Others, "村、帮扶等"}} {
		if p.n > 0 {
			out = append(out, fmt.Sprintf("%s %d%s", p.what, p.n, unit))
		}
	}
	return out
}

// Examples gives what the i-th column holds, as who passes by a screen may see it.
func (r *Reading) Examples(i int) (out []string) {
	c := r.Columns[i]
	for _, text := range c.Examples {
		if text != "" {
			out = append(out, roster.Glimpse(r.book, r.book.Lookup(c.Code), text))
		}
	}
	return out
}

// Column is how a column of a sheet was understood.
type Column = model.ColumnReading

// readingsOf names what the columns of sheets were taken for; the first are the
// roster's own.
func readingsOf(cb *model.Codebook, sheets []model.SheetReading, own int) []Reading {
	out := make([]Reading, len(sheets))
	for i, s := range sheets {
		out[i] = Reading{SheetReading: s, Names: make([]string, len(s.Columns)), Beside: i >= own, book: cb}
		for k, c := range s.Columns {
			if item := cb.Lookup(c.Code); item != nil {
				out[i].Names[k] = titleOfItem(item)
			}
		}
	}
	return out
}

// titleOfItem names an item among the items of all kinds of sheets.
func titleOfItem(item *model.Indicator) string {
	if item.Scope == model.OfHelper { // its words are those of a person
		return "帮扶责任人的" + item.Title()
	}
	return item.Title()
}

// RowList names rows, runs of them shortened: 3、7-9、12.
func RowList(rows []int) string { return model.RowList(rows) }

// ColumnName gives the letters of a column.
func ColumnName(col int) string { return model.ColumnName(col) }

// SilentRule is a rule that could not judge, and which columns it wants; where
// Households is not 0, so many households only.
type SilentRule struct {
	Title, Want string
	Households  int
}

// Item is one finding in the JSON of a check.
type Item struct {
	Severity  string `json:"severity"` // 错误 or 提醒
	Code      string `json:"code"`     // of the rule
	File      string `json:"file"`
	Sheet     string `json:"sheet"`
	Cell      string `json:"cell"`
	Household string `json:"household"` // 户编号
	Person    string `json:"person"`
	Field     string `json:"field"`
	Value     string `json:"value"`
	Message   string `json:"message"`
	Hint      string `json:"hint"`
}

func itemsOf(ps model.Problems) []Item {
	out := make([]Item, len(ps))
	for i, p := range ps {
		out[i] = ItemOf(p)
	}
	return out
}

// ItemOf is a finding as it stands in the JSON.
func ItemOf(p model.Problem) Item {
	return Item{
		Severity: p.Severity.String(), Code: p.Rule, File: p.File, Sheet: p.Sheet, Cell: p.Cell,
		Household: p.Household, Person: p.Person, Field: p.Field, Value: p.Value, Message: p.Message, Hint: p.Hint,
	}
}

// LedgerTally is what stands in the ledgers, in households.
type LedgerTally struct {
	Marked     int // 边缘户 and 脱贫监测户 of the roster
	Candidates int // further ones with income in the range and signs of risk
	Others     int // wanting a look for another reason
	Lifted     int // since 2016
	Unresolved int // of these, with something unresolved and not moved back yet
	Weak       int // villages
}

// Sent is a list for a department: for whom, and how many rows it has.
type Sent struct {
	Name string
	Rows int
}

// FormEntry is one line of how a form was understood.
type FormEntry = fill.Entry

// Summary is what is particular about a summary.
type Summary struct {
	Persons int            // registered at the end of the year, as the summary counts them; 0: not known
	Faces   []typeface.Use // of the PDF; empty where none was written
	Lost    []rune         // characters of the text that no face has: 〓 in the PDF
	Open    []Gap          // of the text as it is without what people filled in
	Filled  int            // of these, filled in from the supplement of the folder
}

// Gap is something that the program could not know, with its sentence around it.
type Gap = doc.Gap

// Filled is what filling a form came to.
type Filled struct {
	Title string
	// Per is what one copy is about, Copies how many there are.
	Per    string
	Copies int
	Masked bool
	// Entries is how the form was understood.
	Entries []FormEntry
}
