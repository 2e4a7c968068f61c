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

// Planned is what is known before anything is written: the Result as it will be.
type Planned struct {
	Result
	Internal bool // with internal forms, on which 边缘户 may be
	Duplex   bool
}

// of is a function of a Watch for what knows how many are done of a total.
func of(report func(done, total int), total int) func(done int) {
	if report == nil {
		return nil
	}
	return func(done int) { report(done, total) }
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
