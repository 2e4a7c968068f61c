// Package feedback reads the lists of problems that the offices above hand down in
// December (notice 二(四) to (六)) and finds out whom each line is about.
//
// A line names a household by 户编号 or by village and 户主, a person by number and
// name. All that it says must fit one household and one person: where number, name
// and household contradict one another it is attached to nobody, and what fits whom
// is told. What nobody fits is told too.
package feedback
