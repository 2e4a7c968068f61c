package main

import (
	"runtime"
	"testing"
)

func TestProcessors(t *testing.T) {
	before := runtime.GOMAXPROCS(4)
	defer runtime.GOMAXPROCS(before)
	for jobs, want := range map[int]int{0: 4, 1: 1, 3: 3, 4: 4, 64: 4} {
		end := processors(jobs)
		if got := runtime.GOMAXPROCS(0); got != want {
			t.Errorf("%d jobs use %d processors, want %d", jobs, got, want)
		}
		if end(); runtime.GOMAXPROCS(0) != 4 {
			t.Errorf("%d jobs leave %d processors", jobs, runtime.GOMAXPROCS(0))
		}
	}
}
