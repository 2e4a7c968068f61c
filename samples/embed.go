package samples

import _ "embed"

// Roster is the committed roster of invented people, to try the program with.
//
//go:embed 花名册.xlsx
var Roster []byte
