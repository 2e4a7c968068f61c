// Package feedback reads the lists of problems that the offices above hand down in
// December (notice 二(四) to (六)) and finds out whom each line is about.
//
// The heads of a list (vocabulary) say where it tells of whom and of what; every row
// below them (table) becomes a line, is of no matter (totals, heads again), or is
// told. A line names a household by 户编号, by the number of the 户主, or by village
// and 户主; a person by number, or by name within a household or village. All that it
// says must fit one household and one person: where number, name and household
// contradict one another it is attached to nobody, and what fits whom is told. What
// nobody fits is told too.
package feedback
