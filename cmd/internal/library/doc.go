// Package library is what a run prints by: the codebook, the forms, the shell of Word
// documents and the text of the summary. Each is built in, and a user's own folder of
// templates is laid over that. It also lists, writes out and verifies them for those
// who change them.
package library
