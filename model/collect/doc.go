// Package collect takes return workbooks back: it reads what the villages
// filled in, judges it item by item, applies it to a copy of the roster, and
// tells what is to be keyed into the national system, which papers are still
// out, and every item that is held back, with file, sheet and cell.
//
// An item is held back where it cannot be right or cannot be decided: an
// unknown number, person or answer, a system value that has changed since
// printing, two workbooks that disagree. The rest goes on. The result depends
// on the roster and the workbooks alone, not on their order, and is the same
// when some of it was applied before.
//
// The sheets and their columns are those of model/visit. Files come in as
// arguments and nothing is written here.
package collect
