package main

import (
	"bufio"
	"bytes"
	"fmt"
	"math"
	"os"
	"strconv"
	"strings"
)

// memoryLeft is how many bytes of memory the program may use: what is free or can be made
// so, within the bounds of its container. 0: that is not known.
func memoryLeft() uint64 {
	left := uint64(math.MaxUint64)
	if data, err := os.ReadFile("/proc/meminfo"); err == nil {
		left = min(left, ofMeminfo(data))
	}
	for _, file := range []string{"/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"} {
		data, err := os.ReadFile(file)
		if err != nil {
			continue
		}
		if most, err := strconv.ParseUint(strings.TrimSpace(string(data)), 10, 64); err == nil { // "max" is no bound
			left = min(left, most)
		}
	}
	if left == math.MaxUint64 {
		return 0
	}
	return left
}

// ofMeminfo gives what is available, and the swap that is free.
func ofMeminfo(data []byte) uint64 {
	var left uint64
	known := false
	for lines := bufio.NewScanner(bytes.NewReader(data)); lines.Scan(); {
		var name string
		var kb uint64
		if n, _ := fmt.Sscan(lines.Text(), &name, &kb); n == 2 && (name == "MemAvailable:" || name == "SwapFree:") {
			left += kb << 10
			known = known || name == "MemAvailable:"
		}
	}
	if !known {
		return math.MaxUint64
	}
	return left
}
