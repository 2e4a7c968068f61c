//go:build !windows

package main

// consolePage is the code page of the console; 0: there is none.
func consolePage() uint32 { return 0 }
