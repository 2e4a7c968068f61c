//go:build !windows

package main

// ownWindow reports whether the window closes when the program ends, as after a double
// click or a dropped file; only Windows opens a window for that.
func ownWindow() bool { return false }
