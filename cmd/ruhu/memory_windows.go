package main

import (
	"unsafe"

	"golang.org/x/sys/windows"
)

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
