package main

import (
	"fmt"
	"strconv"
	"strings"

	"ruhu/cmd/internal/fault"
)

// mostParts bounds the parts of a run.
const mostParts = 10_000

// part is a flag that says which of several parts, as in 2/12.
type part struct{ index, of *int }

// Set implements pflag.Value.
func (p part) Set(s string) error {
	i, n, ok := strings.Cut(strings.TrimSpace(s), "/")
	index, err1 := strconv.Atoi(strings.TrimSpace(i))
	of, err2 := strconv.Atoi(strings.TrimSpace(n))
	if !ok || err1 != nil || err2 != nil || of < 1 || of > mostParts || index < 1 || index > of {
		return fault.Wrong(fmt.Sprintf("要写成 i/n，如 2/12 是十二份中的第二份（最多 %d 份）", mostParts), "")
	}
	*p.index, *p.of = index, of
	return nil
}

// String implements pflag.Value.
func (p part) String() string {
	if p.of == nil || *p.of == 0 {
		return ""
	}
	return fmt.Sprintf("%d/%d", *p.index, *p.of)
}

// Type implements pflag.Value.
func (p part) Type() string { return "i/n" }
