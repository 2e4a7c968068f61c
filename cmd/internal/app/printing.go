package app

import (
	"ruhu/cmd/internal/output"
	"ruhu/render/book"
)

// Target is where and how a plan is printed.
type Target struct {
	Dir      string
	NoReturn bool   // without the workbooks to hand back what was found
	Resume   bool   // takes up a run that was broken off
	Version  string // of the program: another one draws all anew
}

// Watch is told how a run goes on. Any of its functions may be nil.
type Watch struct {
	// Planned is told once, before anything is written.
	Planned func(Planned)
	// Counting and Writing are told how many households are done and of how
	// many; the total is 0 where it is not known.
	Counting, Writing func(done, total int)
}

// Planned is what is known before anything is written.
type Planned struct {
	Settings            string // the file that they were read from; empty: there is none
	Households, Members int    // read
	Unregistered        int
	Internal            bool // with internal forms, on which 边缘户 may be
	Printed             int  // households that will be printed
	Pages, Sheets       int
	Duplex              bool
	Read                []Reading // what became of the rows of each sheet
}

// printing is a plan on its way to paper.
type printing struct {
	*Plan
	to      Target
	watch   Watch
	folder  *output.Folder
	result  *Result
	old     *book.Register // that the folder holds already; nil: none
	journal *output.Journal
}
