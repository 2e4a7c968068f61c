package roster

// table is one sheet as rows of cells, and the seam between file formats and
// the understanding of rosters: whatever can fill it can be a roster.
type table interface {
	// name is the name of the sheet; empty for text files.
	name() string
	// each calls yield for every row with its 1-based number and its cells,
	// until yield returns false. A slice of cells stays valid afterwards.
	// An error means that rows are missing.
	each(yield func(row int, cells []string) bool) error
	// number reports whether a cell is stored as a number. It is asked about
	// suspicious cells only and may be wrong about others.
	number(row, col int) bool
	// merged gives the ranges of merged cells.
	merged() []span
	// epoch1904 reports dates counted from 1904 instead of 1900.
	epoch1904() bool
	// release gives the sheet's memory back; it cannot be read again.
	release()
}

// span is a range of merged cells, 1-based, both ends included.
type span struct{ row1, col1, row2, col2 int }
