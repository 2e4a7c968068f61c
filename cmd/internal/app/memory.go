package app

import (
	"runtime"
	"runtime/debug"
	"sync"
)

// manyHouseholds is from how many households on memory is worth a thought:
// below, everything together is less than an office PC notices.
const manyHouseholds = 2000

// countyHouseholds is from how many households on a summary, which is made in less
// time than a collection of garbage takes from it, is worth one.
const countyHouseholds = 30_000

// room is what drawing may use beside the roster before garbage is collected
// more often.
const room = 256 << 20

// largeInput is from how many bytes of rosters on reading is to be frugal: it
// unpacks a sheet at a time to some ten times its part of the file.
const largeInput = 16 << 20

// frugal lets less lie about while large rosters are read, at some cost in
// time, and gives what ends that. Where the user set GOGC or GOMEMLIMIT, these
// stay.
func frugal(bytes int64) (end func()) {
	if bytes < largeInput || debug.SetMemoryLimit(-1) != noLimit {
		return func() {}
	}
	before := debug.SetGCPercent(usualPercent)
	if before != usualPercent {
		debug.SetGCPercent(before)
		return func() {}
	}
	debug.SetGCPercent(frugalPercent)
	return func() { debug.SetGCPercent(before) }
}

// Of garbage to what is in use; the usual one is the runtime's.
const (
	usualPercent  = 100
	frugalPercent = 25
)

// limitMemory gives back what reading took (a workbook unpacked is a hundred times
// its file) and bounds what the rest of the run lets lie about, so that a
// county's roster prints on a PC with little memory. A limit that the user set
// in GOMEMLIMIT stays; one that was set for another workspace is raised where the two
// together need more, or garbage would be collected without end.
func limitMemory() {
	limiting.Lock()
	defer limiting.Unlock()
	if now := debug.SetMemoryLimit(-1); now != noLimit && now != limit {
		return
	}
	debug.FreeOSMemory()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	limit = max(limit, int64(m.HeapAlloc)*3/2+room)
	debug.SetMemoryLimit(limit)
}

// limit is what was set by limitMemory; 0: nothing yet.
var (
	limiting sync.Mutex
	limit    int64
)

// noLimit is the runtime's limit where none was set.
const noLimit = 1<<63 - 1
