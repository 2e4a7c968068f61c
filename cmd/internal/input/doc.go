// Package input finds and opens what a run reads: rosters (roster.go), return
// workbooks and the registers beside them (returns.go), and what was dropped on the
// program (dropped.go). Names may be files, folders and patterns, which the command
// window of Windows does not expand; the program's own workbooks and the lock files
// of office programs are passed over, and what is passed over is told.
package input
