// Package roster reads household rosters from spreadsheets into the model.
//
// Files come as sheets of rows from model/sheet. A sheet's head, of up to three
// rows, is found and its columns are matched to indicators (headIndex, shape,
// heading). Each row below it (reader) is passed over for a reason that is told,
// or becomes records; rows of sheets without 户编号 wait until what divides their
// households is known (unit). At the end, when every file has been seen, records
// are joined into households and villages (collector): by 户编号, else by their
// 户主 where that is unambiguous (registry).
//
// Nothing is guessed and no row is dropped in silence: what cannot be read or
// placed becomes a model.Problem, or, when a file as a whole cannot be read,
// a FileError; how each sheet was understood, and what became of its rows, is
// its model.SheetReading. Values are judged elsewhere, by model/check.
package roster
