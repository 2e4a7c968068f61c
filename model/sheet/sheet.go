// Package sheet opens the files that offices keep tables in and gives their
// sheets as rows of texts, without understanding any of it. The content of a
// file decides what it is, not its name. It is the one seam between file kinds
// and whoever reads them: model/roster makes rosters of what is here.
//
// Files are taken for hostile: bombs, damage and lies about sizes are refused
// before anything large is held in memory, and nothing is written to the disk.
package sheet

import "io"

// Input is one file. Name is as the user gave it.
type Input struct {
	Name string
	Data io.ReaderAt
	Size int64
	// Stopped is asked now and then while the file is read; its error ends the
	// reading. Nil never does.
	Stopped func() error
}

// stopped gives the error that ends the reading.
func (in *Input) stopped() error {
	if in.Stopped == nil {
		return nil
	}
	return in.Stopped()
}

// Error says why one file cannot be read, in words for the user.
type Error struct{ File, Message, Hint string }

// Error gives the file, what is wrong and what to do.
func (e *Error) Error() string {
	s := e.Message
	if e.File != "" {
		s = e.File + "：" + s
	}
	if e.Hint != "" {
		s += "。" + e.Hint
	}
	return s
}

// Sheet is one table as rows of cells, as a person sees them where that changes
// what is read: numbers with the zeros and signs that their format shows, dates as
// 2019-10-12, 2019-10, 2019 or 2月3日 by the parts that are shown; nothing that lies
// under a merged range and is not the value that is seen, no errors of formulas, no
// text beyond what a cell can hold. Notes tells of these. Other numbers are as they
// are stored.
type Sheet interface {
	// Name is the name of the sheet; empty for text files.
	Name() string
	// Each calls yield for every row with its 1-based number and its cells,
	// until yield returns false. A slice of cells stays valid afterwards.
	// An error means that rows are missing.
	Each(yield func(row int, cells []string) bool) error
	// Number reports whether a cell is stored as a number. It is asked about
	// suspicious cells only and may be wrong about others.
	Number(row, col int) bool
	// Merged gives the ranges of merged cells.
	Merged() []Span
	// Epoch1904 reports dates counted from 1904 instead of 1900.
	Epoch1904() bool
	// Notes tells what a person who looks at the sheet does not see; of its cells
	// only when Each has come to its end.
	Notes() Notes
	// Release gives the sheet's memory back; it cannot be read again.
	Release()
}

// Span is a range of merged cells, 1-based, both ends included.
type Span struct{ Row1, Col1, Row2, Col2 int }

// Notes are the things about a sheet that its user may not know. Rows and
// columns are 1-based and in order.
type Notes struct {
	Hidden     bool  // the whole sheet
	HiddenRows []int // that hold something
	HiddenCols []int
	// Uncached are formulas whose value was never computed (the file was written by a
	// program and not opened since): they read as empty.
	Uncached Cells
	// External says that formulas refer to other workbooks: what is shown is
	// what was computed last.
	External bool
	// Errors are formulas whose value is an error such as #N/A: they read as empty.
	Errors Cells
	// Covered are cells under merged ranges that hold something else than is seen:
	// they read as empty.
	Covered Cells
	// Cut are texts longer than a cell can hold, 32,767 characters: they are cut.
	Cut Cells
	// Twice are cells that the file gives twice with different values: the last one
	// is read.
	Twice Cells
	// Struck are texts that are struck through; they are read.
	Struck Cells
	// Missing says that the file does not have what the workbook says is the content
	// of the sheet, Bare that the workbook does not say that it has any.
	Missing, Bare bool
	// Oddities are faults of the file that were got over, whole sentences in words
	// for the user.
	Oddities []string
	// Kind is what the file is, in words for the user, such as 制表符分隔的文本
	// (GB18030); empty for the workbook that its name promises.
	Kind string
}
