// Package pdffile takes a PDF file of fpdf's apart into its objects, puts others in
// their places, and writes it again.
//
// # Why
//
// fpdf knows how a PDF file is put together: its pages, bookmarks, properties. What
// stands on the pages and the faces of their text it could only hold as a whole and
// compress anew for each file; of a household's file that was nearly all the work. So
// render/pdf has fpdf write a file whose pages are empty, and puts in what it has drawn,
// compressed by the worker that drew it, and faces that were packed once for all files.
//
// # How fpdf's file is read
//
// A PDF file (ISO 32000-1, 7.5) is numbered objects, a table of where each begins, and a
// trailer. Nothing here knows a number of fpdf's. [Parse] goes from one object to the
// next by what they say of each other:
//
//	end of the file ── startxref ──> table ──> where every object begins
//	trailer ── Root ──> catalog ── Pages ──> list of pages ── Kids ──> each page
//	page ── Contents ──> its stream
//	page ── Resources ──> one object that all pages share
//
// Dictionaries are read as such (dictionary.go), so the order of their entries, blanks
// and texts that look like entries do not matter.
//
// # What it needs of fpdf
//
// It holds for files of fpdf 0.12, and for others as long as they
//   - have one table of objects that begins with 0 and has no gaps, in plain text,
//   - have one flat list of pages,
//   - give every page one stream of its own and all pages one object of resources,
//   - are not encrypted: the trailer has Size, Root and Info, no more.
//
// Whatever else it meets is an error that names the object and what it lacks, and
// TestFpdf fails with it: then this package is to be adapted, not the callers.
//
// # What is written
//
// The head of the file, every object in the order of the numbers, a new table and
// trailer. The objects of fpdf's that are not replaced stay as they are, byte for byte.
package pdffile
