// Package app is what the program does for its users: printing a roster and
// blank forms, checking and comparing rosters, the year's summary and the
// ledgers, collecting what the villages hand back, joining registers, telling
// which fonts are at hand, and handing out the empty roster and the definitions
// of the forms. Each is a function of an options struct that gives a result
// struct.
//
// It reads and writes files and puts what went wrong into words for the user.
// It knows no command line and no terminal, so that the commands and later a
// local web page can share it: what is to be shown while it works goes to the
// functions of a Watch.
package app
