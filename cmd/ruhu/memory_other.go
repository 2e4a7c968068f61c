//go:build !linux && !windows

package main

// memoryLeft is how many bytes of memory the program may use. 0: that is not known.
func memoryLeft() uint64 { return 0 }
