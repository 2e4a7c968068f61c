package main

import "golang.org/x/sys/windows"

// consolePage is the code page of the console; 0: there is none.
func consolePage() uint32 {
	page, err := windows.GetConsoleOutputCP()
	if err != nil {
		return 0
	}
	return page
}
