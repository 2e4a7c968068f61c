// Package roster reads household rosters from spreadsheets into the model.
//
// Files come as sheets of rows from model/sheet. A sheet's head row is found
// and its columns are matched to indicators (headIndex, shape). Each row then
// becomes records, and at the end, when every file has been seen, records are
// joined by 户编号 into households and villages (collector).
//
// Nothing is guessed and no row is dropped in silence: what cannot be read or
// placed becomes a model.Problem, or, when a file as a whole cannot be read,
// a FileError. Values are judged elsewhere, by model/check.
package roster
