package app

import (
	"ruhu/cmd/internal/input"
	"ruhu/cmd/internal/settings"
	"ruhu/cmd/internal/typeface"
)

// Request is what a workspace is opened with: what is read, and what it is read and
// judged by. It is the same for every use; what a use does not read may stay empty.
type Request struct {
	// Memory is files that were sent instead of named, as by a page in the browser; their
	// names stand among the others.
	Memory input.Memory `json:"-"` // the origins of what is read mark its bytes

	Rosters  []string // files, folders and patterns
	Against  []string // rosters and lists to compare with, each for itself
	LastYear []string // last year's roster, for the summary
	Feedback []string // lists of problems from above
	Config   settings.Location
	// Templates is a folder of own forms, codebook and texts; empty: none.
	Templates string
	Map       []string // what column heads mean, as 列名=指标
	Fonts     typeface.Folders
	Year      int    // 0: the settings'
	Date      string // of printing or signing, as 2019-11-20; empty: the settings'
	// Mask hides parts of numbers, for copies that leave the office: nothing is made
	// of identity numbers when rosters are read.
	Mask bool
}
