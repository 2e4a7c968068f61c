// Package book writes the workbooks that are no forms: the register of what
// was printed, the list of problems, the empty roster and a corrected one, the
// return workbook of a village and what collecting makes of it.
//
// Every workbook is a few Tables, written by WriteTables, which alone has the
// spreadsheet library write a workbook. The library makes everything but the rows:
// these the package writes itself and compresses meanwhile, several sheets at a time
// where a workbook is long (rowWriter). Equal input gives equal bytes: the properties
// are fixed, the parts are sorted (render/ooxml), and styles are numbered in the
// order of the sheets. Personal data stay in memory and never reach a temporary file.
package book
