package app

import (
	"runtime"
	"runtime/debug"
	"testing"
)

// TestLimitFollows: a second large workspace raises the limit of the first; one that the
// user set stays.
func TestLimitFollows(t *testing.T) {
	before := debug.SetMemoryLimit(noLimit)
	defer func() {
		debug.SetMemoryLimit(before)
		limit = 0
	}()
	limit = 0
	limitMemory()
	first := debug.SetMemoryLimit(-1)
	held := make([]byte, 64<<20)
	limitMemory()
	second := debug.SetMemoryLimit(-1)
	runtime.KeepAlive(held)
	if first == noLimit || second < first+64<<20 {
		t.Errorf("limits %d, then %d", first, second)
	}
	debug.SetMemoryLimit(7 << 30)
	limitMemory()
	if got := debug.SetMemoryLimit(-1); got != 7<<30 {
		t.Errorf("the user's limit became %d", got)
	}
}
