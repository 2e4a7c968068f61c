package main

import (
	"errors"
	"unsafe"

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

// consolePage is the code page of the console; 0: there is none.
func consolePage() uint32 {
	page, err := windows.GetConsoleOutputCP()
	if err != nil {
		return 0
	}
	return page
}

// memoryStatus is MEMORYSTATUSEX of the Windows API.
type memoryStatus struct {
	length, load                   uint32
	totalPhysical, freePhysical    uint64
	totalPageFile, freePageFile    uint64 // with the physical memory
	totalVirtual, freeVirtual, ext uint64
}

var globalMemoryStatus = windows.NewLazySystemDLL("kernel32.dll").NewProc("GlobalMemoryStatusEx")

// memoryLeft is how many bytes of memory the program may use, those of the page file
// included. 0: that is not known.
func memoryLeft() uint64 {
	var s memoryStatus
	s.length = uint32(unsafe.Sizeof(s))
	if ok, _, _ := globalMemoryStatus.Call(uintptr(unsafe.Pointer(&s))); ok == 0 {
		return 0
	}
	return s.freePageFile
}

var consoleProcesses = windows.NewLazySystemDLL("kernel32.dll").NewProc("GetConsoleProcessList")

// ownWindow reports whether the console is this process's alone: its window closes when
// it ends, whoever started it. Where there is no console nobody can press a key.
func ownWindow() bool {
	if consoleProcesses.Find() != nil {
		return false
	}
	var ids [2]uint32
	n, _, _ := consoleProcesses.Call(uintptr(unsafe.Pointer(&ids[0])), uintptr(len(ids)))
	return n == 1
}
