// Package book writes the workbooks that are no forms: the register of what
// was printed, the list of problems, the empty roster and a corrected one, the
// return workbook of a village and what collecting makes of it.
//
// Every workbook is a few Tables, written by WriteTables, several sheets at a time
// where a workbook is long. Equal input gives equal bytes: styles are numbered in the
// order of the sheets, and the rest render/workbook sees to.
package book
