package main

import "github.com/inconshreveable/mousetrap"

// ownWindow reports whether the program was started by a double click or a
// file dropped on it: its window closes when it ends.
func ownWindow() bool { return mousetrap.StartedByExplorer() }
