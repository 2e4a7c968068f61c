// Package disk is what the program asks of the file system: only regular files are
// opened, since a pipe would wait for ever (file.go); and an output folder that nothing
// is written outside of, whose files and folders can be flushed (root.go). What
// systems do otherwise stands in machine_*.go. Every operation may be made to fail by tests (trouble.go).
package disk
