package app

import (
	"runtime"
	"runtime/debug"
)

// manyHouseholds is from how many households on memory is worth a thought:
// below, everything together is less than an office PC notices.
const manyHouseholds = 2000

// room is what drawing may use beside the roster before garbage is collected
// more often.
const room = 256 << 20

// settle gives back what reading took (a workbook unpacked is a hundred times
// its file) and bounds what the rest of the run lets lie about, so that a
// county's roster prints on a PC with little memory. A limit that the user set
// in GOMEMLIMIT stays.
func settle(households int) {
	if households < manyHouseholds || debug.SetMemoryLimit(-1) != noLimit {
		return
	}
	debug.FreeOSMemory()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	debug.SetMemoryLimit(int64(m.HeapAlloc)*3/2 + room)
}

// noLimit is the runtime's limit where none was set.
const noLimit = 1<<63 - 1
