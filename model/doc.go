// Package model holds what the program is about: villages, households, their
// members, the help that they received and the changes of the year, every
// value with its raw text and the cell that it was read from; the codebook of
// indicators that gives those values meaning; and the problems found in them.
//
// It imports the standard library only. Reading files is the business of
// model/roster, judging values that of model/check.
package model
