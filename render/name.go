package render

import (
	"crypto/sha256"
	"encoding/hex"
	"path"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"ruhu/model"
)

// names makes file names out of data: safe on Windows, inside their folder,
// and never twice the same.
type names struct {
	used     map[string]bool // lower case, as Windows compares
	villages map[*model.Village]string
}

func newNames() *names {
	return &names{used: make(map[string]bool), villages: make(map[*model.Village]string)}
}

// distinguish gives every village a name for its folder: two villages of one
// name are told apart by their division code.
func (n *names) distinguish(villages []*model.Village) {
	count := make(map[string]int)
	for _, v := range villages {
		count[strings.ToLower(folder(v.Name))]++
	}
	used := newNames()
	for _, v := range villages {
		name := folder(v.Name)
		if count[strings.ToLower(name)] > 1 && v.Division != "" {
			name += "-" + safe(v.Division)
		}
		n.villages[v] = used.unique(name)
	}
}

// folder is the name of a village's folder. One that had to be altered to be safe
// is told from that of a village which is called so, and one like a file of this
// program is no longer like it: the same in every run, whatever villages are in it.
func folder(village string) string {
	name := safe(village)
	switch ext := strings.ToLower(path.Ext(name)); {
	case name != model.Fold(village):
		sum := sha256.Sum256([]byte(village))
		name += "-" + hex.EncodeToString(sum[:2])
	case ext == ".xlsx" || ext == ".pdf" || ext == ".docx":
		name += "-村"
	}
	return name
}

// unique gives name, or name with -2, -3 … when it was given before.
func (n *names) unique(name string) string {
	out := name
	for i := 2; n.used[strings.ToLower(out)]; i++ {
		out = name + "-" + strconv.Itoa(i)
	}
	n.used[strings.ToLower(out)] = true
	return out
}

// longestName is the length in bytes to which a name is cut: Windows allows a
// path of 260 characters, and office folders are deep already.
const longestName = 120

// safe turns a text from a roster into one part of a file name: without the
// signs that Windows forbids, without control and direction marks, not a name
// of a device, not beginning or ending with a dot or blank, never empty.
func safe(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune(`<>:"/\|?*`, r):
			return '_'
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r), r == utf8.RuneError:
			return -1
		}
		return r
	}, model.Fold(s))
	for len(s) > longestName {
		_, n := utf8.DecodeLastRuneInString(s)
		s = s[:len(s)-n]
	}
	s = strings.Trim(s, ". ")
	if s == "" {
		return "未命名"
	}
	if device(s) {
		return "_" + s
	}
	return s
}

// device reports the names that Windows keeps for devices, with any extension.
func device(s string) bool {
	base, _, _ := strings.Cut(strings.ToUpper(s), ".")
	base = strings.TrimSpace(base)
	switch base {
	case "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$":
		return true
	}
	if len(base) < 4 || base[:3] != "COM" && base[:3] != "LPT" {
		return false
	}
	last := base[3:]
	return len(last) == 1 && last >= "0" && last <= "9" || last == "¹" || last == "²" || last == "³"
}

// FileNames makes names for files that are written one by one; see names.
type FileNames struct{ names }

// NewFileNames begins the names of a run, with those of the villages' folders.
func NewFileNames(villages []*model.Village) *FileNames {
	f := &FileNames{*newNames()}
	f.distinguish(villages)
	return f
}

// In names a file in a village's folder by its parts; those that are empty fall away.
func (f *FileNames) In(v *model.Village, parts []string, ext string) string {
	var out []string
	for _, p := range parts {
		if model.Squeeze(p) != "" {
			out = append(out, safe(p))
		}
	}
	return f.unique(f.villages[v]+"/"+safe(strings.Join(out, "-"))) + ext
}

// At names a file in the output folder itself.
func (f *FileNames) At(name, ext string) string { return f.unique(safe(name)) + ext }
