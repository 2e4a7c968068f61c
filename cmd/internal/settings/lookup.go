package settings

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"ruhu/cmd/internal/fault"
	"ruhu/model"
)

// FileName is the settings file that is looked for.
const FileName = "ruhu.yaml"

// Location says where the settings of a run are.
type Location struct {
	File string // the user's wish, which overrules all else; empty: they are looked for
	// Folder is the only folder in which they are looked for; empty: those of a run.
	Folder string `json:"-"`
	// Program is the folder of the program itself, the last in which they are looked
	// for; empty: not known.
	Program string `json:"-"`
}

// find gives the file that holds, and whether there is one; where there is none, it is
// where the first would be looked for.
func (c Location) find(rosters []string) (name string, there bool, err error) {
	if c.File != "" {
		return c.File, true, nil
	}
	folders := c.folders(rosters)
	for _, dir := range folders {
		name := filepath.Join(dir, FileName)
		found, misnamed := settingsIn(dir)
		switch {
		case found:
			return name, true, nil
		case len(misnamed) > 0:
			return "", false, fault.Wrong("设置文件的名称不对，没有读："+strings.Join(misnamed, "、"),
				"请改名为 "+FileName+"（在文件夹的“查看”中打开“文件扩展名”，看得见完整的名称）；不是设置文件的请移到别处，或用 --config 写明设置文件")
		}
	}
	return filepath.Join(folders[0], FileName), false, nil
}

// folders are those in which settings are looked for, each once.
func (c Location) folders(rosters []string) []string {
	if c.Folder != "" {
		return []string{c.Folder}
	}
	var out []string
	if len(rosters) > 0 {
		out = append(out, folderOf(rosters[0]))
	}
	out = append(out, ".")
	if c.Program != "" {
		out = append(out, c.Program)
	}
	seen := make(map[string]bool)
	return slices.DeleteFunc(out, func(dir string) bool {
		whole, err := filepath.Abs(dir)
		if err != nil {
			whole = dir
		}
		twice := seen[whole]
		seen[whole] = true
		return twice
	})
}

// folderOf is the folder in which what the user named lies: a folder itself, the
// folder of a file, or of the first file that a pattern finds.
func folderOf(arg string) string {
	if info, err := os.Stat(arg); err == nil && info.IsDir() {
		return arg
	} else if err != nil && strings.ContainsAny(arg, "*?[") {
		if names, _ := filepath.Glob(arg); len(names) > 0 {
			arg = names[0]
		}
	}
	return filepath.Dir(arg)
}

// settingsIn looks for settings in a folder: whether they are there, and else
// which files were meant to be them.
func settingsIn(dir string) (found bool, misnamed []string) {
	if _, err := os.Stat(filepath.Join(dir, FileName)); !errors.Is(err, fs.ErrNotExist) {
		return true, nil // also where the file system does not tell cases apart
	}
	entries, _ := os.ReadDir(dir) // a folder that cannot be listed has no settings
	for _, e := range entries {
		if !e.IsDir() && meansSettings(e.Name()) {
			misnamed = append(misnamed, filepath.Join(dir, e.Name()))
		}
	}
	return false, misnamed
}

// meansSettings reports a name that somebody gave to settings, and under which
// they are not found: ruhu.yml, Ruhu.yaml, ruhu .yaml, and ruhu.yaml.txt, which
// Notepad makes of the right name.
func meansSettings(name string) bool {
	name = strings.NewReplacer("。", ".", "．", ".").Replace(strings.ToLower(model.Squeeze(name)))
	name = strings.TrimSuffix(name, ".txt")
	return name == FileName || name == strings.TrimSuffix(FileName, ".yaml")+".yml"
}
