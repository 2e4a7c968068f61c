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
// The way of a correction, as Apply walks it: Read makes grids of a workbook
// (read.go); readReturn finds the household that each row means (family.go) and
// notes what it states of it as claims (workbook.go, measure.go, people.go);
// decide finds out which of them hold, and refuses what would make a household
// impossible (decide.go, impossible.go); apply writes those into the copy of the
// roster and lists what is to be keyed in (apply.go); joinNewcomers adds the newly
// identified households (newcomer.go); papers says which paper is still out
// (paper.go); judge applies the rules of model/check to what came of it.
//
// The sheets and their columns are those of model/visit. Files come in as
// arguments and nothing is written here.
package collect
