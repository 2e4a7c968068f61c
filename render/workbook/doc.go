// Package workbook owns the container of every workbook that the program writes:
// the zip, its parts and what stands in a sheet.
//
// The spreadsheet library (excelize) makes what a sheet has little of, by its public
// calls: styles, page set-up, protection, rules for cells, notes, pictures,
// properties. What there may be much of is written here: rows, columns, merged cells,
// links, page breaks and names. A row goes into a compressed piece as it comes, and
// several sheets can be written beside each other. Where the library could do it too,
// it could not at our sizes: it holds the rows of all sheets as XML (half a gigabyte
// for a county) or writes them, with people's names, to a temporary file; and each
// link, name or merged cell looks through all those before it.
//
// When the workbook is written, the library hands over its parts, which then are
// small. They are parsed as XML trees and never searched as text: a sheet's elements
// are written in the order of the standard, the library's and ours
// (see [Sheet.write]); content types are sorted, as the library takes them from a
// map. The zip has its parts in order and one date (render/ooxml). So equal input
// gives equal bytes.
package workbook
