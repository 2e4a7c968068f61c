// Package book writes the workbooks that are no forms: the register of what
// was printed, the list of problems, the empty roster and a corrected one, the
// return workbook of a village and what collecting makes of it.
//
// Every workbook is a few Tables, written by WriteTables, which alone has the
// spreadsheet library write a workbook. Equal input gives equal bytes:
// the properties are fixed and the parts are sorted (render/ooxml). Personal data
// stay in memory and never reach a temporary file (see WriteTables).
package book
