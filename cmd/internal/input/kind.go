package input

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"ruhu/cmd/internal/output"
	"ruhu/model/collect"
)

// readable are the endings of what is taken from folders and patterns; a file
// that the user names himself is opened whatever it is called. foreign ones are
// tables that cannot be read: the user is told that they were passed over.
var (
	readable = []string{".xlsx", ".xlsm", ".xls", ".csv", ".tsv", ".txt"}
	foreign  = []string{".et", ".xlsb", ".ods"}
)

// kinds are the endings of rosters in words.
var kinds = strings.Join(readable, "、")

// isNote reports a text that lies beside the rosters and is none: its first
// lines have hardly a tab, comma or semicolon.
func (m Memory) isNote(name string) bool {
	file, err := m.Open(name)
	if err != nil {
		return false // told when it is opened to be read
	}
	defer file.Close()
	start := make([]byte, 4096)
	n, _ := io.ReadFull(io.NewSectionReader(file.data, 0, int64(len(start))), start)
	for _, separator := range []byte{'\t', ',', ';'} {
		if bytes.Count(start[:n], []byte{separator}) > 3 {
			return false
		}
	}
	return true
}

// IsTemporary reports the lock files that office programs lay beside a workbook
// while it is open.
func IsTemporary(name string) bool {
	base := filepath.Base(name)
	return strings.HasPrefix(base, "~$") || strings.HasPrefix(base, ".~") // Excel's, WPS's
}

// holdsReturn looks into a workbook.
func (m Memory) holdsReturn(name string) bool {
	f, err := m.Open(name)
	if err != nil {
		return false
	}
	defer f.Close()
	return f.Info.Mode().IsRegular() && collect.IsReturn(f.Input())
}

// isWorkbook reports the name of a workbook that can be read.
func isWorkbook(name string) bool {
	return slices.Contains([]string{".xlsx", ".xlsm", ".xls"}, strings.ToLower(filepath.Ext(name))) && !IsTemporary(name)
}

// isTable reports a file that a folder of rosters would be read with.
func isTable(name string) bool {
	ending := strings.ToLower(filepath.Ext(name))
	return slices.Contains(readable, ending) && !IsTemporary(name) && !output.IsOwn(filepath.Base(name)) && !(ending == ".txt" && Memory(nil).isNote(name))
}

// IsReadable reports the name of a file that a roster may be in: of those of a folder
// no others need be shown.
func IsReadable(name string) bool {
	return slices.Contains(readable, strings.ToLower(filepath.Ext(name))) && !IsTemporary(name)
}

// AreTables reports words that name tables or folders rather than being
// characters to be asked about.
func AreTables(words []string) bool {
	for _, w := range words {
		info, err := os.Stat(w)
		ending := strings.ToLower(filepath.Ext(w))
		if !(err == nil && info.IsDir()) && !slices.Contains(readable, ending) && !slices.Contains(foreign, ending) {
			return false
		}
	}
	return len(words) > 0
}
