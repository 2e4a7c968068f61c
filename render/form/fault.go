package form

import (
	"fmt"
	"strings"
)

// Fault is a mistake in a definition: where, what, and what to do.
type Fault struct {
	File      string
	Line, Col int // 1-based
	Message   string
	Hint      string
}

// Error gives the fault as one line.
func (f Fault) Error() string {
	s := fmt.Sprintf("%s 第 %d 行第 %d 列：%s", f.File, f.Line, f.Col, f.Message)
	if f.Hint != "" {
		s += "。" + f.Hint
	}
	return s
}

// Faults is every mistake of one or more definitions, in the order of their
// lines.
type Faults []Fault

// Error gives every fault on a line of its own.
func (fs Faults) Error() string {
	lines := make([]string, len(fs))
	for i, f := range fs {
		lines[i] = f.Error()
	}
	return strings.Join(lines, "\n")
}
