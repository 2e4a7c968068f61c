// Package growth measures how work grows with its input, for tests that must hold
// on a loaded machine and under the race detector too. Only tests import it.
package growth

import (
	"math"
	"runtime"
	"testing"
	"time"
)

// Of gives how many times as long many takes as few. What else the machine does can
// only make it too large, now and then: the smallest of some trials holds, and one
// of at most enough ends them.
func Of(few, many func(), enough float64) float64 {
	const trials = 6
	best := math.Inf(1)
	for i := 0; i < trials && best > enough; i++ {
		best = min(best, float64(timeOf(many))/float64(timeOf(few)))
	}
	return best
}

func timeOf(f func()) time.Duration {
	runtime.GC()
	start := time.Now()
	f()
	return max(time.Since(start), time.Microsecond)
}

// Allocated gives how many bytes something allocates, freed or not: a measure of work
// that no other load of the machine changes. Nothing else may run meanwhile.
func Allocated(do func()) uint64 {
	before := allocated()
	do()
	return allocated() - before
}

// Bound begins to count what is allocated; the function it returns ends that, and fails
// the test if it was more than base and perByte for each of the size bytes of the input.
// Nothing else may run meanwhile.
func Bound(t testing.TB, size int, base, perByte uint64) (end func()) {
	before := allocated()
	return func() {
		t.Helper()
		if got := allocated() - before; got > base+perByte*uint64(size) {
			t.Errorf("%d bytes of input take %d KB", size, got>>10)
		}
	}
}

// allocated is all that the program has allocated so far, in bytes.
func allocated() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.TotalAlloc
}
