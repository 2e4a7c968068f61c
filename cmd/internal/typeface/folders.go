package typeface

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"ruhu/cmd/internal/disk"
	"ruhu/cmd/internal/fault"
	"ruhu/cmd/internal/settings"
	"ruhu/render/fontfile"
)

// Folders is where fonts are looked for beside the embedded ones.
type Folders struct {
	// Dirs are folders, or font files, that the user names; they come first, in
	// this order. Each must be there.
	Dirs []string
	// Machine are the folders where this machine keeps its fonts. Those that are
	// not there are passed over, and all where the settings say so.
	Machine []string `json:"-"` // a run is the same wherever fonts are kept
}

// Bounds of looking through folders of fonts.
const (
	deepestFonts = 6
	mostFonts    = 20_000
)

// fontEndings are those of files that can be opened.
var fontEndings = []string{".ttf", ".otf", ".ttc", ".otc"}

// Find finds the font files at hand: in the folders that the user names, those of
// the settings, and the machine's unless the settings say otherwise. None is opened
// yet.
func (o Folders) Find(office settings.Fonts) (*fontfile.Files, error) {
	var sources []fontfile.Source
	for i, dir := range append(slices.Clone(o.Dirs), office.Dirs...) {
		found, err := fontSources(dir, i)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil, fault.Input("找不到字体文件夹："+dir, "请核对 --font-dir 或 ruhu.yaml 中 fonts 的写法", err)
		case err != nil:
			return nil, fault.Input(fmt.Sprintf("打不开字体文件夹 %s：%s", dir, fault.Reason(err)), "", err)
		case len(found) == 0:
			return nil, fault.Wrong("字体文件夹里没有字体文件："+dir, "字体文件的名称以 "+strings.Join(fontEndings, "、")+" 结尾")
		}
		sources = append(sources, found...)
	}
	if office.Machine {
		seen := make(map[string]bool)
		for _, dir := range o.Machine {
			if seen[dir] {
				continue
			}
			seen[dir] = true
			found, _ := fontSources(dir, machineGroup) // a machine need not have every folder
			sources = append(sources, found...)
		}
	}
	return fontfile.NewFiles(sources), nil
}

// machineGroup is the group of the machine's own fonts, behind all named ones.
const machineGroup = 1 << 20

// fontSources gives the font files below a folder, or the one file named.
func fontSources(dir string, group int) ([]fontfile.Source, error) {
	var out []fontfile.Source
	base := strings.Count(filepath.Clean(dir), string(filepath.Separator))
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil && path == dir:
			return err
		case err != nil:
			return nil // a folder below that may not be read
		case d.IsDir():
			if strings.Count(path, string(filepath.Separator))-base > deepestFonts {
				return fs.SkipDir
			}
			return nil
		case len(out) >= mostFonts:
			return fs.SkipAll
		case slices.Contains(fontEndings, strings.ToLower(filepath.Ext(path))):
			out = append(out, fontfile.Source{Name: d.Name(), Group: group, Open: func() (fontfile.Reader, error) { return openFont(path) }})
		}
		return nil
	})
	return out, err
}

// fontFile is an open font file.
type fontFile struct {
	*os.File
	size int64
}

// Size implements fontfile.Reader.
func (f fontFile) Size() int64 { return f.size }

// openFont opens a font file.
func openFont(path string) (fontfile.Reader, error) {
	f, err := disk.Open(path)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err != nil {
		_ = f.Close()
		return nil, err
	}
	return fontFile{f, info.Size()}, nil
}
