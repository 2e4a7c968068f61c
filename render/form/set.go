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

// Find gives the form that people mean by a name: its id, its mark (附件2, 附件二),
// its title, with the mark or without, or a part of the title in which its short
// name stands (基础信息对照表) or that no other title has. It gives nil where no form
// is called so, or several may be.
func (s *Set) Find(name string) *Definition {
	name = nameKey(name)
	for _, means := range []func(*Definition) bool{
		func(d *Definition) bool { return nameKey(d.ID) == name },
		func(d *Definition) bool {
			return slices.Contains([]string{nameKey(d.Mark), nameKey(d.Title), nameKey(d.Mark + d.Title), nameKey(d.Short)}, name)
		},
		func(d *Definition) bool {
			return d.Short != "" && strings.Contains(nameKey(d.Title), name) && strings.Contains(name, nameKey(d.Short))
		},
		func(d *Definition) bool { return strings.Contains(nameKey(d.Title), name) },
	} {
		var found []*Definition
		for _, d := range s.list {
			if name != "" && means(d) {
				found = append(found, d)
			}
		}
		if len(found) == 1 {
			return found[0]
		}
	}
	return nil
}

// Known says in words which forms there are and how they may be called.
func (s *Set) Known() string {
	names := make([]string, len(s.list))
	for i, d := range s.list {
		names[i] = d.ID + "（" + strings.TrimSpace(d.Mark+" "+d.Title) + "）"
	}
	return strings.Join(names, "、")
}

// nameKey is a form's name as names are compared: without blanks, of one case and
// width, numbers as digits.
func nameKey(name string) string {
	name = strings.ToLower(model.Squeeze(name))
	for i, digit := range []string{"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"} {
		if rest, ok := strings.CutPrefix(name, "附件"+digit); ok {
			return fmt.Sprintf("附件%d%s", i+1, rest)
		}
	}
	return name
}
