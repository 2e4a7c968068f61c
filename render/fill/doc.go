// Package fill fills a form that some office sent, a workbook or a Word document,
// from the roster. It knows no form: it reads the labels of this one.
//
// A form is seen as grids of cells (form.go), whatever file it came in: the sheets of
// a workbook, the tables of a document, and each paragraph as a grid of one cell. A
// cell's text is taken apart into labels, blanks and boxes (line.go); labels get
// their meaning from the head rules of rosters, the section that they stand in and
// the person that was spoken of last (meaning.go); so places are found (read.go) and
// lists (list.go). What a place asks is looked up in the roster for a unit, a
// household or a village (value.go), and becomes edits of cells, which the file's own
// filler carries out (xlsx*.go, docx*.go). All else in the file stays as it was.
//
// A wrong value is worse than ten blanks: what may mean two things stays blank and is
// told, and what is written at the door is never filled.
package fill
