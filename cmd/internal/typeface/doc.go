// Package typeface is the fonts of a run: the program's own faces and what official documents are
// set in (official.go), the folders in which others are found (folders.go), which characters nobody has (missing.go), and what is told of all of
// them (report.go).
package typeface
