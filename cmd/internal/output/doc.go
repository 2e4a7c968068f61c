// Package output is where a run writes: the folder, in which a file appears under
// its name only when it is whole (folder.go); the record by which a run that was
// broken off is taken up again (journal.go); what people noted in workbooks that
// are written anew (notes.go); and how the workbooks are called (name.go).
package output
