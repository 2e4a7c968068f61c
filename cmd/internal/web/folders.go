package web

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"ruhu/cmd/internal/fault"
	"ruhu/cmd/internal/input"
)

// folderData is a folder in which a file is chosen by its path. Nothing in it is opened
// before it is chosen.
type folderData struct {
	Role    string
	Path    string // empty: where one begins
	Up      string // empty: where one begins
	Folders []named
	Files   []named
}

// named is a path, and what it is called on the page.
type named struct{ Path, Name string }

// folders shows a folder, by the names of what a roster may be in.
func (a *asked) folders() error {
	d := folderData{Role: a.PostFormValue("role"), Path: a.PostFormValue("path")}
	if d.Path == "" {
		d.Folders = a.places()
		return a.show("folders", "按路径选", d)
	}
	entries, err := os.ReadDir(d.Path)
	if err != nil {
		return fault.Input("打不开文件夹："+fault.Reason(err), "请换一个文件夹", err)
	}
	if up := filepath.Dir(d.Path); up != d.Path {
		d.Up = up
	}
	for _, e := range entries {
		n := named{filepath.Join(d.Path, e.Name()), e.Name()}
		switch {
		case strings.HasPrefix(n.Name, ".") || strings.HasPrefix(n.Name, "$"):
		case isFolder(n.Path, e):
			d.Folders = append(d.Folders, n)
		case input.IsReadable(n.Name):
			d.Files = append(d.Files, n)
		}
	}
	return a.show("folders", "按路径选", d)
}

// isFolder reports a folder, also one that is only pointed to.
func isFolder(path string, e os.DirEntry) bool {
	if e.Type()&os.ModeSymlink == 0 {
		return e.IsDir()
	}
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// places is where one begins: 桌面, 文档, the drives, and the folder of results.
func (a *asked) places() (out []named) {
	add := func(name string, paths ...string) {
		for _, p := range paths {
			if info, err := os.Stat(p); err == nil && info.IsDir() && !slices.ContainsFunc(out, func(n named) bool { return n.Path == p }) {
				out = append(out, named{p, name})
				return
			}
		}
	}
	if home, err := os.UserHomeDir(); err == nil {
		add("桌面", filepath.Join(home, "Desktop"), filepath.Join(home, "桌面"), filepath.Join(home, "OneDrive", "Desktop"))
		add("文档", filepath.Join(home, "Documents"), filepath.Join(home, "文档"))
		add("下载", filepath.Join(home, "Downloads"), filepath.Join(home, "下载"))
		add("我的文件夹", home)
	}
	if runtime.GOOS == "windows" {
		for drive := 'A'; drive <= 'Z'; drive++ {
			add(string(drive)+" 盘", string(drive)+`:\`)
		}
	} else {
		add("根文件夹", "/")
	}
	add("结果文件夹", a.Dir)
	return out
}
