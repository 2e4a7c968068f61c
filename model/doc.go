// Package model holds what the program is about: villages, households, their
// members, the help that they received and the changes of the year, every
// value with its raw text and the cell that it was read from; the codebook of
// indicators that gives those values meaning; and the problems found in them.
//
// It imports the standard library only. What is done with all this is the
// business of the packages below: files are opened by model/sheet and understood
// by model/roster, values judged by model/check, rosters compared by
// model/against and counted by model/report; model/visit describes what the
// villages hand back and model/collect takes it up.
package model
