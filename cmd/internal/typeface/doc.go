// Package typeface is the fonts of a run: the program's own faces (embedded.go), the
// folders in which others are found (folders.go), what official documents are set in
// (official.go), which characters nobody has (missing.go), and what is told of all of
// them (report.go).
package typeface
