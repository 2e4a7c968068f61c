package form

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"ruhu/model"
)

// Set is the forms that a run knows, in the order in which they are carried.
type Set struct {
	list []*Definition
}

// Load reads every *.yaml of the given folders' forms, a later folder's form
// taking the place of an earlier one's of the same id, so that an office's own
// definitions lie over the built-in ones. All faults of all files are reported
// together, as Faults.
func Load(cb *model.Codebook, folders ...fs.FS) (*Set, error) {
	var faults Faults
	byID := make(map[string]*Definition)
	for _, folder := range folders {
		names, err := fs.Glob(folder, "*.yaml")
		if err != nil {
			return nil, fmt.Errorf("list forms: %w", err)
		}
		for _, name := range names {
			text, err := fs.ReadFile(folder, name)
			if err != nil {
				return nil, fmt.Errorf("read form %s: %w", name, err)
			}
			d, err := Parse(cb, path.Base(name), text)
			var fs Faults
			if errors.As(err, &fs) {
				faults = append(faults, fs...)
				continue
			}
			byID[d.ID] = d
		}
	}
	if len(faults) > 0 {
		return nil, faults
	}
	s := &Set{}
	for _, d := range byID {
		s.list = append(s.list, d)
	}
	slices.SortFunc(s.list, func(a, b *Definition) int {
		return cmp.Or(cmp.Compare(a.Number, b.Number), strings.Compare(a.ID, b.ID))
	})
	return s, nil
}

// All gives the forms in order. The slice is shared: do not change it.
func (s *Set) All() []*Definition { return s.list }

// Find gives the form with the id, nil when there is none.
func (s *Set) Find(id string) *Definition {
	for _, d := range s.list {
		if d.ID == id {
			return d
		}
	}
	return nil
}
