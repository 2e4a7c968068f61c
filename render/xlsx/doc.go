// Package xlsx writes content trees as workbooks: a sheet for each document,
// as offices know their forms, to be printed, filled on the screen, mailed and
// kept.
//
// A document becomes a plan first: tracks, rows, cells with spans and looks,
// and where pages end (tracks.go, table.go, text.go, pages.go, place.go). The
// plan is data; it knows no library. Then it is streamed into the workbook
// (write.go, page.go, style.go).
//
// Excel lays nothing out: a row is as high as the file says, merged cells never
// grow, and a column is a whole number of pixels. So text is measured here, by
// widths that hold for 宋体 and for what stands in for it, and pages end where
// those of the PDF do. What is lost compared with the PDF is listed by Notices.
package xlsx
