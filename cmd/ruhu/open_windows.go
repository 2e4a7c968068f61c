package main

import (
	"errors"

	"golang.org/x/sys/windows"
)

// openWith opens an address in the browser, a file or a folder in the program that the
// machine has for it.
func openWith(target string) error {
	if !local(target) {
		return errors.ErrUnsupported
	}
	path, err := windows.UTF16PtrFromString(target)
	if err != nil {
		return err
	}
	verb, _ := windows.UTF16PtrFromString("open")
	return windows.ShellExecute(0, verb, path, nil, nil, windows.SW_SHOWNORMAL)
}
