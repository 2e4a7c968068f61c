//go:build !windows

package main

// ownWindow reports whether the program was started by a double click or a
// file dropped on it; only Windows opens a window for that.
func ownWindow() bool { return false }
