package app

import (
	"fmt"
	"path/filepath"
	"slices"

	"ruhu/cmd/internal/input"
)

// listNames gives each list that is given beside a roster a short name: that of its
// file or folder, with the folder before it where another, or a file of the roster, is
// called the same.
func listNames(args []string, own *input.Files) []string {
	times := make(map[string]int)
	for _, f := range own.List {
		times[filepath.Base(f.Name)]++
	}
	base := make([]string, len(args))
	for i, arg := range args {
		base[i] = filepath.Base(input.Absolute(arg))
		times[base[i]]++
	}
	out := make([]string, len(args))
	for i, arg := range args {
		name := base[i]
		if times[name] > 1 {
			name = filepath.Base(filepath.Dir(input.Absolute(arg))) + "/" + name
		}
		for n := 2; slices.Contains(out[:i], name); n++ {
			name = fmt.Sprintf("%s（%d）", base[i], n)
		}
		out[i] = name
	}
	return out
}
