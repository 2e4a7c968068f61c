//go:build !windows

package main

import (
	"errors"
	"os/exec"
	"runtime"
)

// openWith opens an address in the browser, a file or a folder in the program that the
// machine has for it.
func openWith(target string) error {
	if !local(target) {
		return errors.ErrUnsupported
	}
	name := "xdg-open"
	if runtime.GOOS == "darwin" {
		name = "open"
	}
	cmd := exec.Command(name, target)
	if err := cmd.Start(); err != nil {
		return err
	}
	go func() { _ = cmd.Wait() }()
	return nil
}

// consolePage is the code page of the console; 0: there is none.
func consolePage() uint32 { return 0 }

// ownWindow reports whether the window closes when the program ends, as after a double
// click or a dropped file; only Windows opens a window for that.
func ownWindow() bool { return false }
