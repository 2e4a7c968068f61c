// Package growth measures how work grows with its input, for tests that must hold
// on a loaded machine and under the race detector too. Only tests import it.
package growth

import (
	"math"
	"runtime"
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
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	do()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}
