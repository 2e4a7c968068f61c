// Package against compares a roster with others: last year's export, or the
// list of a line department (残联, 医保, 民政, 住建 …), so that one set of numbers
// comes of two (notice 二(一): 避免“一个部门一套数”).
//
// Persons are matched by identity number: the first 18 characters of A4 or of
// the disability certificate, numbers of 15 digits in their 18-digit form. Within
// one household also by name, where the numbers differ or one is lacking, and the
// name stands once on both sides. Households are matched by 户编号, if anybody or
// the head's name is the same, else through their head. Two who are merely of one
// name are never taken for one.
//
// What is a difference:
//
//   - Values that mean something else (model.Indicator.Same).
//   - A value where ours is empty, told apart as Blank: it may be filled in at the
//     door. Zero, 否 and 无 say no more than an empty cell and are passed over. Where
//     the roster has no such column, that is said once for the list, not a
//     thousand times.
//   - A value of ours where theirs is empty is none: a department fills in what is
//     its business, and a blank there says nothing against the register.
//   - Answers of a multiple choice in a department's list confirm ours when ours
//     contains them: 残联 knows of 残疾, not of 长期慢性病.
//   - Being on a list means nothing by itself, whatever the list is called: only
//     columns speak. A disability certificate's number is such a column; it says
//     残疾 in A10.
//
// Not compared are addresses and groups, which every office writes in its own
// way; 人编号; A3, which goes with A4; and measures, helpers and changes, which
// are no items of a person or household.
//
// The package knows no files and no sheets of paper.
package against
