// Package visit describes the workbook in which a village hands back what its
// visitors found: its sheets and columns, the answers that they offer, how a
// person and an item are called there, and what is kept of what was printed.
// Who writes the workbook and who reads it share this description, so that the
// two cannot drift apart.
//
// It imports the standard library and model only.
package visit
